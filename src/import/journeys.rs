//! Diagrams to journeys: sections become stages, tasks steps, scores emotions, actors personas.
//!
//! What a diagram cannot know (what a person needs, where a step takes place) stays empty, and what is made says `status: draft`. What
//! the base has already is referred to.

use rustc_hash::{FxHashMap, FxHashSet};

use super::ids::{self, Claim, Taken};
use super::mermaid::{Diagram, Section, Task};
use super::{Block, Remark};
use crate::model::Model;
use crate::naming;
use crate::table::Value;

/// What becomes of diagrams.
#[derive(Debug, Default)]
pub struct Drawn {
    /// New personas.
    pub personas: Vec<Block>,
    /// New journeys, each with the line that tells of it.
    pub journeys: Vec<(Block, String)>,
    /// What the reader should know.
    pub remarks: Vec<Remark>,
}

/// Makes journeys of `diagrams` for the base `model`.
pub fn journeys(model: &Model, diagrams: &[Diagram]) -> Drawn {
    let mut maker = Maker {
        model,
        taken: Taken::of(model),
        drawn: Drawn::default(),
        personas: FxHashMap::default(),
        folded: FxHashMap::default(),
    };
    diagrams.iter().for_each(|diagram| maker.journey(diagram));
    maker.drawn
}

struct Maker<'m> {
    model: &'m Model,
    taken: Taken,
    drawn: Drawn,
    /// Actors as they are written, with the ids of their personas.
    personas: FxHashMap<String, String>,
    /// The same for new personas, as people read the names of the actors.
    folded: FxHashMap<String, String>,
}

/// More personas than a journey has that is about people.
const MANY: usize = 8;

/// The number under which names of new journeys are noted; personas have theirs below it.
const JOURNEY: usize = usize::MAX;

impl Maker<'_> {
    fn remark(&mut self, diagram: &Diagram, line: usize, message: impl Into<String>) {
        self.drawn.remarks.push(Remark::new(format!("{}:{line}", diagram.file), message));
    }

    fn label(&self, kind: &str) -> String {
        let schema = &self.model.schema;
        let language = schema.language().code();
        schema.kind_named(kind).map(|kind| schema.kind(kind).label.in_language(language).to_owned()).unwrap_or_default()
    }

    fn journey(&mut self, diagram: &Diagram) {
        let title = match &diagram.title {
            Some(title) => title.clone(),
            None => {
                let stem = diagram.file.rsplit('/').next().and_then(|name| name.split('.').next()).unwrap_or_default();
                let title = if stem.is_empty() { self.label("journey") } else { stem.to_owned() };
                self.remark(
                    diagram,
                    diagram.line,
                    format!("The diagram has no title; the journey is called `{title}`, as its file."),
                );
                title
            }
        };
        if let Some(Claim::Known(id)) = self.taken.find(&title) {
            let element = self.model.element(id);
            if element.is("journey") {
                let message = format!(
                    "The base has the journey `{}` (`{}`) already, so the diagram was left out.",
                    element.key(),
                    element.name()
                );
                return self.remark(diagram, diagram.line, message);
            }
        }
        let (id, name) = self.named(diagram, diagram.line, &title, "journey");
        self.taken.claim(&id, Claim::New(JOURNEY));
        self.taken.claim(&name, Claim::New(JOURNEY));
        let personas = self.actors(diagram);
        let mut parts = Parts { ids: FxHashSet::default(), is_single: personas.len() == 1 };
        let stages: Vec<Block> =
            diagram.sections.iter().map(|section| self.stage(diagram, section, &mut parts)).collect();
        if personas.is_empty() {
            self.remark(diagram, diagram.line, "No task names an actor, so the journey has no personas.");
        }
        if stages.is_empty() {
            self.remark(diagram, diagram.line, "There are no sections and no tasks in it, so the journey is empty.");
        }
        let told = told(&stages, personas.len());
        let block = Block {
            kind: "journey".to_owned(),
            plural: "journeys".to_owned(),
            id: id.clone(),
            name: Some(name),
            comments: diagram.comments.clone(),
            fields: fields(diagram, personas),
            children: stages,
            last_comments: diagram.last_comments.clone(),
        };
        let line = format!("{}:{}: journey {id}: {told}", diagram.file, diagram.line);
        self.drawn.journeys.push((block, line));
    }

    /// An id and a name that nothing else has, near to `wished`.
    fn named(&mut self, diagram: &Diagram, line: usize, wished: &str, kind: &str) -> (String, String) {
        let id = ids::id_of(wished, kind);
        let owner = self.taken.find(wished).or_else(|| self.taken.find(&id));
        // In an emotion, `default` stands for all others.
        if owner.is_none() && id != "default" {
            return (id, wished.to_owned());
        }
        let label = self.label(kind);
        let mut name = format!("{wished} ({label})");
        let mut number = 2_usize;
        while self.taken.find(&name).is_some() {
            name = format!("{wished} ({label} {number})");
            number += 1;
        }
        let id = self.taken.free(&ids::id_of(&name, kind));
        let taken = match owner {
            Some(Claim::Known(id)) => {
                let element = self.model.element(id);
                format!("is a name of the {} `{}`", element.kind().name, element.key())
            }
            Some(Claim::New(_)) => "is the name of something else that is imported".to_owned(),
            None => "has a meaning of its own".to_owned(),
        };
        self.remark(diagram, line, format!("`{wished}` {taken}, so the {kind} is called `{name}` (`{id}`)."));
        (id, name)
    }

    /// The ids of the personas of all actors, each once.
    fn actors(&mut self, diagram: &Diagram) -> Vec<String> {
        let mut uses: FxHashMap<String, usize> = FxHashMap::default();
        let mut personas = Vec::new();
        for task in diagram.sections.iter().flat_map(|section| &section.tasks) {
            for actor in &task.actors {
                let persona = self.persona(diagram, task, actor);
                let count = uses.entry(persona.clone()).or_insert(0);
                *count += 1;
                if *count == 1 {
                    personas.push(persona);
                }
            }
        }
        let once = uses.values().filter(|count| **count == 1).count();
        if personas.len() > MANY && once * 2 > personas.len() {
            let message = format!(
                "{once} of {} actors take part in one task only. If these say what is done and not who does it, change the personas into steps.",
                personas.len()
            );
            self.remark(diagram, diagram.line, message);
        }
        personas
    }

    fn persona(&mut self, diagram: &Diagram, task: &Task, actor: &str) -> String {
        if let Some(id) = self.known_persona(actor) {
            return id;
        }
        if let Some(id) = self.folded.get(&naming::fold(actor)).cloned() {
            let message = format!("`{actor}` is taken for the persona `{id}`, which is written in another way before.");
            self.remark(diagram, task.line, message);
            self.personas.insert(actor.to_owned(), id.clone());
            return id;
        }
        if let Some(Claim::Known(id)) = self.taken.find(actor)
            && self.model.element(id).is("persona")
        {
            let persona = self.model.element(id);
            if *persona.name() != actor && *persona.key() != actor {
                let message = format!("`{actor}` is taken for the persona `{}` (`{}`).", persona.key(), persona.name());
                self.remark(diagram, task.line, message);
            }
            self.personas.insert(actor.to_owned(), persona.key().to_string());
            return persona.key().to_string();
        }
        let (id, name) = self.named(diagram, task.line, actor, "persona");
        let number = self.drawn.personas.len();
        self.taken.claim(&id, Claim::New(number));
        self.taken.claim(&name, Claim::New(number));
        self.personas.insert(actor.to_owned(), id.clone());
        let folded = naming::fold(actor);
        if !folded.is_empty() {
            self.folded.insert(folded, id.clone());
        }
        let source = Value::Text(format!("{}:{}", diagram.file, task.line));
        self.drawn.personas.push(Block {
            kind: "persona".to_owned(),
            plural: "personas".to_owned(),
            id: id.clone(),
            name: Some(name),
            fields: vec![("status".to_owned(), Value::Word("draft".to_owned())), ("source".to_owned(), source)],
            ..Block::default()
        });
        id
    }

    fn known_persona(&self, actor: &str) -> Option<String> {
        self.personas.get(actor).cloned()
    }

    fn stage(&mut self, diagram: &Diagram, section: &Section, parts: &mut Parts) -> Block {
        let name = section.name.clone().unwrap_or_else(|| {
            let label = self.label("stage");
            self.remark(
                diagram,
                section.line,
                format!("What stands there without a section becomes a stage called `{label}`."),
            );
            label
        });
        let id = parts.id(&name, "stage");
        if section.tasks.is_empty() {
            self.remark(diagram, section.line, format!("The section `{name}` has no tasks; its stage is empty."));
        }
        Block {
            kind: "stage".to_owned(),
            plural: "stages".to_owned(),
            id,
            name: Some(name),
            comments: section.comments.clone(),
            children: section.tasks.iter().map(|task| self.step(diagram, task, parts)).collect(),
            ..Block::default()
        }
    }

    fn step(&mut self, diagram: &Diagram, task: &Task, parts: &mut Parts) -> Block {
        let id = parts.id(&task.name, "step");
        if id != ids::id_of(&task.name, "step") {
            self.remark(
                diagram,
                task.line,
                format!("`{}` is there already in this journey; the id of this step is `{id}`.", task.name),
            );
        }
        let emotion = task.emotion.map(|emotion| Value::Plain(emotion.to_string()));
        let personas: Vec<String> = task.actors.iter().filter_map(|actor| self.known_persona(actor)).collect();
        let value = emotion.map(|emotion| match personas.is_empty() || parts.is_single {
            true => emotion,
            false => {
                let mut entries: Vec<(String, Value)> = Vec::new();
                for persona in personas {
                    if !entries.iter().any(|(known, _)| *known == persona) {
                        entries.push((persona, emotion.clone()));
                    }
                }
                Value::Map(entries)
            }
        });
        if task.actors.is_empty() && value.is_some() && !parts.is_single {
            self.remark(
                diagram,
                task.line,
                format!("`{}` names no actor; its emotion holds for all personas.", task.name),
            );
        }
        Block {
            kind: "step".to_owned(),
            plural: "steps".to_owned(),
            id,
            name: Some(task.name.clone()),
            comments: task.comments.iter().cloned().chain(unsaid(task, value.is_some())).collect(),
            fields: value.map(|value| ("emotion".to_owned(), value)).into_iter().collect(),
            ..Block::default()
        }
    }
}

/// Who takes part in a step whose emotion does not tell.
fn unsaid(task: &Task, has_emotion: bool) -> Option<String> {
    (!has_emotion && !task.actors.is_empty()).then(|| format!("who: {}", task.actors.join(", ")))
}

/// What the parts of one journey share.
struct Parts {
    ids: FxHashSet<String>,
    is_single: bool,
}

impl Parts {
    fn id(&mut self, name: &str, kind: &str) -> String {
        let id = ids::free(&ids::id_of(name, kind), |id| self.ids.contains(id));
        self.ids.insert(id.clone());
        id
    }
}

fn fields(diagram: &Diagram, personas: Vec<String>) -> Vec<(String, Value)> {
    let text = |text: &String| Value::Text(text.split_whitespace().collect::<Vec<_>>().join(" "));
    let mut fields = vec![("status".to_owned(), Value::Word("draft".to_owned()))];
    fields.extend(diagram.summary.as_ref().map(|summary| ("summary".to_owned(), text(summary))));
    fields.extend(diagram.description.as_ref().map(|long| ("description".to_owned(), Value::Markdown(long.clone()))));
    if !personas.is_empty() {
        let personas = personas.into_iter().map(Value::Word).collect();
        fields.push(("personas".to_owned(), Value::List(personas)));
    }
    fields.push(("source".to_owned(), Value::Text(format!("{}:{}", diagram.file, diagram.line))));
    fields
}

fn told(stages: &[Block], personas: usize) -> String {
    let steps: usize = stages.iter().map(|stage| stage.children.len()).sum();
    let count = |count: usize, noun: &str| if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") };
    format!("{}, {}, {}", count(stages.len(), "stage"), count(steps, "step"), count(personas, "persona"))
}
