//! The running texts of a knowledge base, each with its element, its field and a way back to its place.
//!
//! Collected once, when the first check asks. A text is what a scalar says, which is not always what its file holds: escapes,
//! indentation and folded lines stand between the two. [`Places`] leads from one to the other. Knows nothing of what is
//! looked for.

use std::ops::Range;

use rayon::prelude::*;

use super::super::Context;
use super::super::context::is_active;
use crate::model::{Content, Datum, ElementId, ElementRef, FieldRef, Item};
use crate::schema::{Field, Kind, Scalar, Schema};
use crate::syntax::Notation;
use crate::text::{Edit, Span, Str, quoted};

/// One text of an element in use: a value of a text or Markdown field.
#[derive(Clone, Copy)]
pub(in crate::check) struct Text<'a> {
    /// The field it stands in, with its declaration and the element.
    pub(super) field: FieldRef<'a>,
    /// The value.
    pub(super) item: &'a Item,
    /// What it says.
    pub(super) text: &'a Str,
}

/// Fields of certain names, of all kinds: asked for each text, where comparing names would take longer than the rest.
pub(super) struct Fields {
    /// By kind and field.
    held: Vec<Vec<bool>>,
}

impl Fields {
    /// The fields with one of these keys.
    pub(super) fn of(schema: &Schema, keys: &[&str]) -> Fields {
        let held = |kind: &Kind| kind.fields.iter().map(|field| keys.contains(&&*field.key)).collect();
        Fields { held: schema.kinds().map(|(_, kind)| held(kind)).collect() }
    }

    /// Whether the text stands in one of them.
    pub(super) fn hold(&self, text: &Text<'_>) -> bool {
        let fields = self.held.get(usize::from(text.element().kind_id().0));
        fields.and_then(|fields| fields.get(usize::from(text.field.data.field.0))).is_some_and(|held| *held)
    }
}

/// The longest text that is looked at, in bytes: beyond it no text is prose, and looking around each of its words would take long.
const LONGEST: usize = u16::MAX as usize;

/// Every text of elements that are neither drafts nor retired, in the order of the files.
pub(in crate::check) fn collect<'a>(context: &Context<'a>) -> Vec<Text<'a>> {
    let of = |number: u32| {
        let element = context.model.element(ElementId(number));
        let mut texts = Vec::new();
        if !element.is_nameless() && is_active(element) {
            push(element, &mut texts);
        }
        texts.retain(|text: &Text<'_>| text.text.len() <= LONGEST);
        texts
    };
    context.model.numbers().into_par_iter().with_min_len(512).flat_map_iter(of).collect()
}

/// The texts of one element, whatever its status.
pub(super) fn of(element: ElementRef<'_>) -> Vec<Text<'_>> {
    let mut texts = Vec::new();
    push(element, &mut texts);
    texts
}

fn push<'a>(element: ElementRef<'a>, texts: &mut Vec<Text<'a>>) {
    for field in element.fields().chain(element.translations()).filter(|field| is_prose(field.field)) {
        match &field.data.content {
            Content::One(item) => texts.extend(text(field, item)),
            Content::List(items) => texts.extend(items.iter().filter_map(|item| text(field, item))),
            Content::Map(entries) => texts.extend(entries.iter().filter_map(|(_, item)| text(field, item))),
            Content::Faulty => {}
        }
    }
}

fn is_prose(field: &Field) -> bool {
    matches!(field.ty.scalar, Scalar::Text | Scalar::Markdown)
}

fn text<'a>(field: FieldRef<'a>, item: &'a Item) -> Option<Text<'a>> {
    match &item.datum {
        Datum::Text(text) | Datum::Markdown(text) => Some(Text { field, item, text }),
        _ => None,
    }
}

impl<'a> Text<'a> {
    /// The element it belongs to.
    pub(in crate::check) fn element(&self) -> ElementRef<'a> {
        self.field.owner
    }

    /// The key of its field.
    pub(super) fn key(&self) -> &'a str {
        &self.field.field.key
    }

    /// Whether its field is one of these.
    pub(super) fn is_in(&self, keys: &[&str]) -> bool {
        keys.contains(&self.key())
    }

    /// Whether it is Markdown, in which elements can be linked.
    pub(super) fn is_markdown(&self) -> bool {
        matches!(self.item.datum, Datum::Markdown(_))
    }

    /// How messages name where it stands: ``in `promise` (Zusage) of touchpoint `hotline` ``.
    pub(super) fn place(&self, context: &Context<'_>) -> String {
        format!("{} of {}", context.field(self.field.field), context.element(self.element()))
    }

    /// The way from parts of the text to their places in the file.
    pub(super) fn places<'c>(&'c self, context: &'c Context<'_>) -> Places<'c> {
        let whole = self.item.span;
        let source = context.sources.get(whole.source);
        let runs = match self.text.place() {
            Some(place) if source.text.get(place.clone()) == Some(self.text.as_str()) => {
                vec![Run { text: 0, written: place.start, len: self.text.len() }]
            }
            _ => aligned(self.text, source.slice(whole), whole.start as usize),
        };
        Places { text: self.text, whole, source: &source.text, runs, notation: context.notation(whole) }
    }
}

/// Where the parts of one text stand in its file.
pub(super) struct Places<'a> {
    text: &'a str,
    whole: Span,
    source: &'a str,
    runs: Vec<Run>,
    notation: Notation,
}

/// So many bytes that text and file have in common, from one place in the text and one in the file on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    text: usize,
    written: usize,
    len: usize,
}

impl Places<'_> {
    /// The place of a part of the text; that of the whole value when the part is not written as it reads.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        self.exact(range).unwrap_or(self.whole)
    }

    /// The place of a part of the text, if it is written as it reads.
    fn exact(&self, range: Range<usize>) -> Option<Span> {
        let next = self.runs.partition_point(|run| run.text <= range.start);
        let run = self.runs.get(next.checked_sub(1)?)?;
        let start = run.written + (range.start - run.text);
        let end = start + range.len();
        let within = range.end <= run.text + run.len && self.source.get(start..end) == self.text.get(range);
        within.then(|| Span::new(self.whole.source, start, end))
    }

    /// The change that puts `replacement` in place of a part of the text, if that part can be changed safely.
    pub(super) fn replace(&self, range: Range<usize>, replacement: &str) -> Option<Edit> {
        let span = self.exact(range.clone())?;
        let written = self.source.get(self.whole.range())?;
        let is_plain = self.notation == Notation::Yaml && !written.starts_with(['"', '\'', '|', '>']);
        if is_plain {
            // Without quotes, brackets, colons and hashes may mean something else than text.
            let (before, after) = (self.text.get(..range.start)?, self.text.get(range.end..)?);
            return Some(Edit { span: self.whole, text: quoted(&format!("{before}{replacement}{after}")) });
        }
        (!replacement.contains(['"', '\'', '\\', '\n'])).then(|| Edit { span, text: replacement.to_owned() })
    }
}

/// Where `text` and `written`, which says the same in the notation of its file, agree; `from` is the place of `written`.
/// Ends early at what it does not understand.
fn aligned(text: &str, written: &str, from: usize) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut read = text.char_indices().peekable();
    let mut file = written.char_indices().peekable();
    // The opening quotes are no part of the text.
    while file.next_if(|(_, c)| matches!(c, '"' | '\'' | '|' | '>' | '-' | '+') && !text.starts_with(*c)).is_some() {}
    while let (Some((at, c)), Some((place, d))) = (read.peek().copied(), file.peek().copied()) {
        if c == d {
            extend(&mut runs, at, from + place, c.len_utf8());
            read.next();
            file.next();
        } else if d.is_whitespace() {
            file.next();
        } else if c.is_whitespace() {
            read.next();
            // An escaped line break or tab.
            if d == '\\' {
                file.next();
                file.next();
            }
        } else if d == '\\' || d == '\'' {
            file.next();
        } else {
            break;
        }
    }
    runs
}

fn extend(runs: &mut Vec<Run>, text: usize, written: usize, len: usize) {
    match runs.last_mut() {
        Some(run) if run.text + run.len == text && run.written + run.len == written => run.len += len,
        _ => runs.push(Run { text, written, len }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, written: &str, word: &str) -> Option<String> {
        let at = text.find(word)?;
        let places = Places {
            text,
            whole: Span::new(crate::text::SourceId(0), 0, written.len()),
            source: written,
            runs: aligned(text, written, 0),
            notation: Notation::Cx,
        };
        let span = places.exact(at..at + word.len())?;
        Some(written.get(..span.start as usize)?.chars().count().to_string())
    }

    #[test]
    fn words_are_found_between_escapes_and_indentation() {
        let text = "Größe\n  - \"zwei\"\ndrei vier";
        for (written, place) in [
            ("\"\"\"\n    Größe\n      - \"zwei\"\n    drei vier\n    \"\"\"", 33),
            ("\"Größe\\n  - \\\"zwei\\\"\\ndrei vier\"", 22),
            ("|-\n   Größe\n     - \"zwei\"\n   drei vier\n", 29),
        ] {
            assert_eq!(found(text, written, "drei").as_deref(), Some(place.to_string().as_str()), "{written}");
        }
        assert_eq!(found("a b c", "a\n    b\n    c", "c").as_deref(), Some("12"));
        assert_eq!(found("it's here", "'it''s here'", "here").as_deref(), Some("7"));
        assert_eq!(found("ä x", "\"\\u{e4} x\"", "x"), None);
    }
}
