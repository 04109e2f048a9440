//! Selectors: which elements of a model are meant, in one line that a team can write in a shell or in `touchbase.yaml`.
//!
//! Turns text and a schema into a [`Selector`] or into all of its [`Problem`]s, and a selector and a model into elements;
//! [`Template`] does the same for messages with places to fill in. Knows neither where the text comes from nor what is done
//! with the elements.

mod compare;
mod grammar;
mod listing;
mod plan;
mod read;
mod relation;
mod resolve;
mod run;
mod scope;
mod template;
mod tree;
mod wording;

use std::ops::Range;

use jiff::civil::Date;

use crate::model::{ElementRef, Model};
use crate::naming;
use crate::schema::{KindId, Schema};
use crate::text::Sources;
pub use template::Template;

use resolve::{Choice, Name, Resolver};
use run::{Run, Truth};

/// Something wrong in a selector or a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The bytes of the text; empty where something is missing.
    pub range: Range<usize>,
    /// What is wrong, in a whole sentence.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// What was probably meant, to be written in the place of the range.
    pub meant: Option<String>,
}

impl Problem {
    pub(crate) fn new(range: Range<usize>, message: impl Into<String>) -> Problem {
        Problem { range, message: message.into(), help: None, meant: None }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Problem {
        self.help = Some(help.into());
        self
    }

    pub(crate) fn meant(mut self, meant: impl Into<String>) -> Problem {
        let meant = meant.into();
        self.help.get_or_insert_with(|| format!("did you mean `{meant}`?"));
        self.meant = Some(meant);
        self
    }
}

/// Which elements are meant; the outcome of [`parse`].
#[derive(Debug)]
pub struct Selector {
    choices: Vec<Choice>,
    names: Vec<Name>,
}

/// Reads a selector against the kinds and fields of `schema`; `today` is the day that the word means;
/// without one, no date lies before or behind it.
///
/// # Errors
/// All that is wrong with it, in the order of the text.
pub fn parse(text: &str, schema: &Schema, today: Option<Date>) -> Result<Selector, Vec<Problem>> {
    let (selections, problems) = read::selector(text);
    let mut resolver = Resolver::new(schema, today, problems);
    let choices = selections.iter().map(|selection| resolver.choice(selection)).collect();
    let Resolver { problems, names, .. } = resolver;
    if problems.is_empty() { Ok(Selector { choices, names }) } else { Err(in_order(problems)) }
}

/// Problems in the order of the text, each once.
fn in_order(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort_by_key(|problem| (problem.range.start, problem.range.end));
    problems.dedup();
    problems
}

impl Selector {
    /// The elements that are meant, in the order of files and places. Elements with neither id nor name are left out.
    pub fn select<'m>(&self, model: &'m Model, sources: &'m Sources) -> Vec<ElementRef<'m>> {
        let mut run = Run::new(model, sources, &self.names);
        model.elements().filter(|element| self.holds(&mut run, *element)).collect()
    }

    /// Whether `element` is among those that are meant. To ask about many elements, [`Selector::select`] is faster.
    pub fn matches(&self, element: ElementRef<'_>, sources: &Sources) -> bool {
        self.holds(&mut Run::new(element.model(), sources, &self.names), element)
    }

    fn holds<'m>(&self, run: &mut Run<'m>, element: ElementRef<'m>) -> bool {
        let kind = element.kind_id();
        let choices = self.choices.iter().filter(|choice| choice.kinds.binary_search(&kind).is_ok());
        let holds = |choice: &Choice| choice.test.as_ref().is_none_or(|test| run.test(test, element) == Truth::Yes);
        !element.is_nameless() && choices.into_iter().any(holds)
    }

    /// The kinds of elements that may be meant, in order.
    pub fn kinds(&self) -> Vec<KindId> {
        let mut kinds: Vec<KindId> = self.choices.iter().flat_map(|choice| choice.kinds.iter().copied()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }

    /// The names on right sides that must be those of elements, with the bytes of the text where they stand.
    pub fn names(&self) -> impl Iterator<Item = (&str, Range<usize>)> {
        self.names.iter().map(|name| (name.text.as_str(), name.range.clone()))
    }

    /// Names in the selector that no element of `model` has: most often they are misspelt, and nothing will ever be found.
    pub fn strangers(&self, model: &Model) -> Vec<Problem> {
        strangers(&self.names, model)
    }
}

/// The names that no element of `model` has.
fn strangers(names: &[Name], model: &Model) -> Vec<Problem> {
    let known = |name: &Name| {
        let inside = |element: ElementRef<'_>| element.parent().is_some() && *element.key() == name.text.as_str();
        model.lookup(&name.text).is_some() || model.is_lost(&name.text) || model.elements().any(inside)
    };
    let strangers = names.iter().filter(|name| !known(name));
    strangers.map(|name| wording::stranger(&name.text, name.range.clone(), nearest(model, &name.text))).collect()
}

/// What the element is called whose id or name is nearest to `text`: its id.
fn nearest(model: &Model, text: &str) -> Option<String> {
    let elements: Vec<ElementRef<'_>> = model.elements().filter(|element| element.parent().is_none()).collect();
    let near =
        naming::nearest(text, elements.iter().flat_map(|element| [element.key().as_str(), element.name().as_str()]))?;
    elements.iter().find(|element| *element.key() == near || *element.name() == near).map(|element| element.address())
}
