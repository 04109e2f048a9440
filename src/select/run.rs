//! A plan and a model to answers.
//!
//! What has been found out about an element is kept, so that an element to which many paths lead is looked at once: the
//! time grows with the number of elements and references, not with the number of paths.

use rustc_hash::FxHashMap;

use super::listing::{self, Reached};
use super::plan::{ElementTest, End, FileTest, Path, Relation, Step, Test, ValueTest};
use super::relation::{field, others};
use super::resolve::Name;
use crate::model::{Content, Datum, ElementId, ElementRef, Item, Model};
use crate::schema::FieldId;
use crate::text::Sources;

/// The answer to a question about an element. Where a value could not be read or a reference leads nowhere, nobody knows;
/// that is reported elsewhere, and guessing would report it twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Truth {
    No,
    Unknown,
    Yes,
}

impl From<bool> for Truth {
    fn from(yes: bool) -> Truth {
        if yes { Truth::Yes } else { Truth::No }
    }
}

impl std::ops::Not for Truth {
    type Output = Truth;
    fn not(self) -> Truth {
        match self {
            Truth::No => Truth::Yes,
            Truth::Unknown => Truth::Unknown,
            Truth::Yes => Truth::No,
        }
    }
}

/// One run of a selector over a model.
pub(super) struct Run<'m> {
    model: &'m Model,
    sources: &'m Sources,
    /// The elements that the selector names.
    named: Vec<Option<ElementId>>,
    texts: Vec<String>,
    answers: FxHashMap<(u32, ElementId), Truth>,
    pub(super) reached: FxHashMap<(u32, ElementId), Reached>,
}

impl<'m> Run<'m> {
    pub(super) fn new(model: &'m Model, sources: &'m Sources, names: &[Name]) -> Run<'m> {
        let named = names.iter().map(|name| model.lookup(&name.text).map(|(element, _)| element.id())).collect();
        let texts = names.iter().map(|name| name.text.clone()).collect();
        Run { model, sources, named, texts, answers: FxHashMap::default(), reached: FxHashMap::default() }
    }

    /// Whether `element` holds `test`.
    pub(super) fn test(&mut self, test: &Test, element: ElementRef<'m>) -> Truth {
        match test {
            Test::Any(tests) => any(tests, |test| self.test(test, element)),
            Test::All(tests) => all(tests, |test| self.test(test, element)),
            Test::Not(test) => !self.test(test, element),
            Test::Path(path) => self.path(path, 0, element),
            Test::Count(listing, wanted) => match self.count(listing, element, listing::limit(wanted)) {
                Some(count) => wanted.holds(&(count as f64)).into(),
                None => Truth::Unknown,
            },
        }
    }

    /// Whether a path holds from its step number `at` on.
    fn path(&mut self, path: &Path, at: usize, element: ElementRef<'m>) -> Truth {
        let Some(step) = path.route.steps.get(at) else {
            return path.ends.get(element.kind_id()).map_or(Truth::No, |end| self.end(path, end, element));
        };
        let Some(relation) = step.relations.get(element.kind_id()) else { return Truth::No };
        self.some(element, *relation, |run, other| run.path_behind(path, step, at, other))
    }

    fn path_behind(&mut self, path: &Path, step: &Step, at: usize, element: ElementRef<'m>) -> Truth {
        self.once(path.route.number + at as u32, element, |run| {
            all([0, 1], |part| match (part, &step.filter) {
                (0, Some(filter)) => run.test(filter, element),
                (0, None) => Truth::Yes,
                _ => run.path(path, at + 1, element),
            })
        })
    }

    /// Whether `holds` of one of the elements to which a relation leads.
    fn some(
        &mut self,
        element: ElementRef<'m>,
        relation: Relation,
        mut holds: impl FnMut(&mut Run<'m>, ElementRef<'m>) -> Truth,
    ) -> Truth {
        let others = others(element, relation);
        let found = any(others.elements, |other| holds(self, other));
        if others.unknown > 0 { found.max(Truth::Unknown) } else { found }
    }

    /// The answer to question number `number` about `element`, found once.
    fn once(&mut self, number: u32, element: ElementRef<'m>, find: impl FnOnce(&mut Run<'m>) -> Truth) -> Truth {
        let key = (number, element.id());
        if let Some(known) = self.answers.get(&key) {
            return *known;
        }
        let found = find(self);
        self.answers.insert(key, found);
        found
    }

    fn end(&mut self, path: &Path, end: &End, element: ElementRef<'m>) -> Truth {
        match end {
            End::Always => Truth::Yes,
            End::Written(id) => written(element, *id).into(),
            End::Value { field: id, test, default } => value(element, *id, test, *default),
            End::Reaches(relation, test) => self.some(element, *relation, |run, other| {
                run.once(path.route.number + path.route.steps.len() as u32, other, |run| {
                    let fits = run.element(test, other);
                    let filter = path.filter.as_ref().filter(|_| fits == Truth::Yes);
                    filter.map_or(fits, |filter| run.test(filter, other))
                })
            }),
            End::Id(ElementTest::Contains(test)) => test.holds(&element.address()).into(),
            End::Id(test) => self.element(test, element),
            End::Name(test) => test.holds(element.name()).into(),
            End::Kind(kinds) => kinds.contains(&element.kind_id()).into(),
            End::File(test) => self.file(test, element).into(),
        }
    }

    fn element(&self, test: &ElementTest, element: ElementRef<'m>) -> Truth {
        match test {
            ElementTest::Any => Truth::Yes,
            ElementTest::Is(names) => names.iter().any(|name| self.is_named(*name, element)).into(),
            ElementTest::Contains(test) => {
                let aliases = aliases(element);
                let names = aliases.iter().map(String::as_str).chain([element.name().as_str(), element.key().as_str()]);
                Truth::from(names.into_iter().any(|name| test.holds(name)))
            }
        }
    }

    fn is_named(&self, name: usize, element: ElementRef<'m>) -> bool {
        match self.named.get(name) {
            Some(Some(id)) if *id == element.id() => true,
            // Within its journey a step is called by its own id.
            _ => element.parent().is_some() && self.texts.get(name).is_some_and(|text| *element.key() == text.as_str()),
        }
    }

    fn file(&self, test: &FileTest, element: ElementRef<'m>) -> bool {
        let path = self.path_of(element);
        match test {
            FileTest::Globs(globs) => globs.iter().any(|glob| glob.is_match(path)),
            FileTest::Contains(parts) => {
                let path = path.to_lowercase();
                parts.iter().any(|part| path.contains(part.as_str()))
            }
        }
    }

    /// The path of the file in which an element is written.
    pub(super) fn path_of(&self, element: ElementRef<'_>) -> &'m str {
        self.sources.get(element.span().source).path.as_str()
    }

    /// Whether an element on a path holds the condition behind its step, question number `number`; none if nobody knows.
    pub(super) fn filtered(&mut self, number: u32, filter: Option<&Test>, element: ElementRef<'m>) -> Option<bool> {
        let Some(filter) = filter else { return Some(true) };
        match self.once(number, element, |run| run.test(filter, element)) {
            Truth::Yes => Some(true),
            Truth::No => Some(false),
            Truth::Unknown => None,
        }
    }

    /// The element with this number.
    pub(super) fn element_with(&self, id: ElementId) -> ElementRef<'m> {
        self.model.element(id)
    }
}

fn aliases(element: ElementRef<'_>) -> Vec<String> {
    let Some(id) = element.model().schema.field_id(element.kind_id(), "aliases") else { return Vec::new() };
    field(element, id).map(|field| field.texts().map(|text| text.to_string()).collect()).unwrap_or_default()
}

fn any<T>(parts: impl IntoIterator<Item = T>, mut holds: impl FnMut(T) -> Truth) -> Truth {
    let mut found = Truth::No;
    for part in parts {
        found = found.max(holds(part));
        if found == Truth::Yes {
            break;
        }
    }
    found
}

fn all<T>(parts: impl IntoIterator<Item = T>, mut holds: impl FnMut(T) -> Truth) -> Truth {
    !any(parts, |part| !holds(part))
}

/// Whether the field says something; what could not be read counts as said.
fn written(element: ElementRef<'_>, id: FieldId) -> bool {
    field(element, id).is_some_and(|field| !field.data.content.is_empty())
}

fn value(element: ElementRef<'_>, id: FieldId, test: &ValueTest, default: Option<u16>) -> Truth {
    match field(element, id) {
        None => default.is_some_and(|word| datum(test, &Datum::Word(word))).into(),
        Some(found) => match &found.data.content {
            Content::Faulty => Truth::Unknown,
            _ => found.items().any(|item: &Item| datum(test, &item.datum)).into(),
        },
    }
}

fn datum(test: &ValueTest, datum: &Datum) -> bool {
    match (test, datum) {
        (ValueTest::Word(words), Datum::Word(word)) => words.contains(word),
        (ValueTest::Number(wanted), Datum::Integer(number)) => wanted.holds(&(*number as f64)),
        (ValueTest::Number(wanted), Datum::Number(number)) => wanted.holds(number),
        (ValueTest::Date(wanted), Datum::Date(date)) => wanted.holds(date),
        (ValueTest::Duration(wanted), Datum::Duration(duration)) => wanted.holds(&duration.seconds()),
        (ValueTest::Bool(wanted), Datum::Bool(yes)) => wanted.contains(yes),
        (
            ValueTest::Text(wanted),
            Datum::Text(text) | Datum::Markdown(text) | Datum::Url(text) | Datum::Image(text),
        ) => wanted.holds(text),
        _ => false,
    }
}
