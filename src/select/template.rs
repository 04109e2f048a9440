//! Messages with places to fill in: `{name} has no metric, {owner.name} knows why`.

use std::ops::Range;

use jiff::civil::Date;

use super::listing::Thing;
use super::plan::{Listing, Meaning};
use super::read;
use super::relation::field;
use super::resolve::{Name, Resolver};
use super::run::Run;
use super::tree::Term;
use super::{Problem, compare, in_order, strangers};
use crate::model::{Datum, ElementRef, FieldRef, Item, Model};
use crate::schema::{Field, FieldId, KindId, Scalar, Schema};
use crate::text::Sources;

/// What stands where there is nothing to say.
const NOTHING: &str = "–";

/// How many things a message tells by name.
const SHOWN: usize = 20;

/// From how many things on they are not counted one by one, where many paths may lead to them.
const MANY: usize = 1000;

/// A message about elements of some kinds.
#[derive(Debug)]
pub struct Template {
    parts: Vec<Part>,
    names: Vec<Name>,
}

#[derive(Debug)]
enum Part {
    Text(String),
    /// What is at the end of a path.
    Things(Listing),
    /// How much of it.
    Count(Listing),
}

impl Template {
    /// Reads a message about elements of `kinds`: `{path}` and `{count(path)}` are places to fill in, `{{` and `}}` braces.
    /// `today` is the day that the word means in conditions.
    ///
    /// # Errors
    /// All that is wrong with it, in the order of the text.
    pub fn parse(text: &str, schema: &Schema, kinds: &[KindId], today: Option<Date>) -> Result<Template, Vec<Problem>> {
        let mut parts = Vec::new();
        let mut resolver = Resolver::new(schema, today, Vec::new());
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let (part, length) = piece(&mut resolver, kinds, rest, at);
            parts.extend(part);
            at += length;
        }
        let Resolver { problems, names, .. } = resolver;
        if problems.is_empty() { Ok(Template { parts, names }) } else { Err(in_order(problems)) }
    }

    /// The names in conditions of the message that must be those of elements, with the bytes of the text where they stand.
    pub fn names(&self) -> impl Iterator<Item = (&str, Range<usize>)> {
        self.names.iter().map(|name| (name.text.as_str(), name.range.clone()))
    }

    /// Names in conditions of the message that no element of `model` has.
    pub fn strangers(&self, model: &Model) -> Vec<Problem> {
        strangers(&self.names, model)
    }

    /// The message for each of `elements`, in order; words of lists in `language`.
    pub fn fill<'m>(&self, elements: &[ElementRef<'m>], sources: &'m Sources, language: &str) -> Vec<String> {
        let Some(first) = elements.first() else { return Vec::new() };
        let mut run = Run::new(first.model(), sources, &self.names);
        elements.iter().map(|element| self.fill_one(&mut run, *element, language)).collect()
    }

    fn fill_one<'m>(&self, run: &mut Run<'m>, element: ElementRef<'m>, language: &str) -> String {
        let mut message = String::new();
        for part in &self.parts {
            match part {
                Part::Text(text) => message.push_str(text),
                Part::Things(listing) => message.push_str(&things(run, listing, element, language)),
                Part::Count(listing) => message.push_str(&count(run, listing, element)),
            }
        }
        message
    }
}

/// The part with which `rest` begins, none when it has a problem, and its length; `at` is where it stands.
fn piece(resolver: &mut Resolver<'_>, kinds: &[KindId], rest: &str, at: usize) -> (Option<Part>, usize) {
    for (written, meant) in [("{{", "{"), ("}}", "}"), ("}", "}")] {
        if rest.starts_with(written) {
            return (Some(Part::Text(meant.to_owned())), written.len());
        }
    }
    let Some(inside) = rest.strip_prefix('{') else {
        let length = rest.find(['{', '}']).unwrap_or(rest.len());
        return (rest.get(..length).map(|text| Part::Text(text.to_owned())), length);
    };
    let Some((inside, _)) = inside.split_once('}') else {
        let problem = Problem::new(at..at + 1, "What begins with `{` here has no end.");
        resolver.problems.push(problem.help("close it with `}`; a brace itself is written `{{`"));
        return (None, rest.len());
    };
    (placeholder(resolver, kinds, inside, at + 1), inside.len() + 2)
}

fn placeholder(resolver: &mut Resolver<'_>, kinds: &[KindId], inside: &str, at: usize) -> Option<Part> {
    let (before, names) = (resolver.problems.len(), resolver.names.len());
    let (term, problems) = read::placeholder(inside);
    resolver.problems.extend(problems);
    let part = term.and_then(|term| match term {
        Term::Path(steps) => resolver.listing(kinds, &steps).map(Part::Things),
        Term::Count(steps, _) => resolver.listing(kinds, &steps).map(Part::Count),
    });
    for problem in resolver.problems.iter_mut().skip(before) {
        problem.range = problem.range.start + at..problem.range.end + at;
    }
    for name in resolver.names.iter_mut().skip(names) {
        name.range = name.range.start + at..name.range.end + at;
    }
    part
}

/// What is at the end of a path, the first few of it.
fn things<'m>(run: &mut Run<'m>, listing: &Listing, element: ElementRef<'m>, language: &str) -> String {
    let reached = run.reach(listing, 0, element, SHOWN + 1);
    let said = |thing: &Thing| match thing {
        Thing::Element(id) => run.element_with(*id).name().to_string(),
        Thing::Value(id, number) => {
            let element = run.element_with(*id);
            let meaning = listing.ends.get(element.kind_id());
            meaning.map_or_else(String::new, |meaning| value(run, element, *meaning, *number, language))
        }
    };
    let mut said: Vec<String> = reached.things.iter().take(SHOWN).map(said).collect();
    match reached.things.len() {
        0 => NOTHING.to_owned(),
        count => {
            said.extend((count > SHOWN).then(|| "…".to_owned()));
            said.join(", ")
        }
    }
}

/// How many things there are; of very many at the end of a long path, that they are many.
fn count<'m>(run: &mut Run<'m>, listing: &Listing, element: ElementRef<'m>) -> String {
    let limit = if listing.route.steps.is_empty() { usize::MAX } else { MANY };
    match run.count(listing, element, limit) {
        Some(count) if count >= limit => format!("{count}+"),
        Some(count) => count.to_string(),
        None => "?".to_owned(),
    }
}

/// What an element says at the end of a path.
fn value(run: &Run<'_>, element: ElementRef<'_>, meaning: Meaning, number: u32, language: &str) -> String {
    match meaning {
        Meaning::Name | Meaning::Relation(_) => element.name().to_string(),
        Meaning::Id => element.address(),
        Meaning::Kind => element.kind().label.in_language(language).to_owned(),
        Meaning::File => run.path_of(element).to_owned(),
        Meaning::Field(id) => {
            let field = field(element, id);
            let item = field.and_then(|field| Some((field, field.items().nth(number as usize)?)));
            let said = item.map(|(field, item)| item_said(field, item, language));
            said.or_else(|| default_word(element, id, language)).unwrap_or_else(|| NOTHING.to_owned())
        }
    }
}

/// The word that holds for a field that is not written.
fn default_word(element: ElementRef<'_>, id: FieldId, language: &str) -> Option<String> {
    let field = element.model().schema.field(element.kind_id(), id);
    label(field, compare::default(field)?, language)
}

/// What people call a word of a list.
fn label(field: &Field, word: u16, language: &str) -> Option<String> {
    let Scalar::Enum(variants) = &field.ty.scalar else { return None };
    variants.get(usize::from(word)).map(|variant| variant.label.in_language(language).to_owned())
}

fn item_said(field: FieldRef<'_>, item: &Item, language: &str) -> String {
    match &item.datum {
        Datum::Text(text) | Datum::Markdown(text) | Datum::Url(text) | Datum::Image(text) => one_line(text),
        Datum::Reference(id) => one_line(field.owner.reference(*id).text()),
        Datum::Word(word) => label(field.field, *word, language).unwrap_or_else(|| NOTHING.to_owned()),
        Datum::Integer(number) => number.to_string(),
        Datum::Number(number) => number.to_string(),
        Datum::Bool(yes) => match (language, yes) {
            ("de", true) => "ja".to_owned(),
            ("de", false) => "nein".to_owned(),
            (_, true) => "yes".to_owned(),
            (_, false) => "no".to_owned(),
        },
        Datum::Date(date) => date.to_string(),
        Datum::Duration(duration) => duration.to_string(),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
