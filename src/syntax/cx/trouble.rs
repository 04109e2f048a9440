//! One cause, one fault: what belongs to text that has been reported is kept, but not reported again.

use pest::iterators::Pair;

use super::grammar::Rule;
use super::tree::{Builder, Place};
use crate::diagnostic::FaultKind;
use crate::syntax::{Item, Junk};
use crate::text::Span;

/// Text that could not be read and was reported: what belongs to it is not reported again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Trouble {
    end: u32,
    /// Indentation of the line where it began.
    indent: usize,
    reach: Reach,
}

/// What can belong to text that could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// The rest of its line.
    Line,
    /// And lines below it that are indented deeper.
    Deeper,
    /// And a line below it that ends the text, wherever it begins: a text in quotes over several lines.
    Quote,
    /// And all lines below it that cannot be read, up to a blank one.
    Paragraph,
}

impl Reach {
    pub(super) fn of(place: Place) -> Reach {
        if place == Place::Top { Reach::Paragraph } else { Reach::Deeper }
    }
}

impl Builder<'_> {
    /// Remembers that `span` could not be read and was reported.
    pub(super) fn troubled(&mut self, span: Span, reach: Reach) {
        self.trouble = Some(Trouble { end: span.end, indent: self.indent(span.start), reach });
    }

    /// Whether text at `start` that cannot be read belongs to text before it that was reported.
    pub(super) fn goes_on(&self, start: u32) -> bool {
        self.trouble.is_some_and(|trouble| match Gap::of(self.between(trouble.end, start)) {
            Gap::NextLine if matches!(trouble.reach, Reach::Paragraph | Reach::Quote) => true,
            _ => self.is_part_of(trouble, start),
        })
    }

    /// Whether anything at `start`, readable or not, is but a part of text that was reported: it stands on the same line
    /// with no comma between, or on the next line and is indented deeper.
    fn is_part_of(&self, trouble: Trouble, start: u32) -> bool {
        match Gap::of(self.between(trouble.end, start)) {
            Gap::SameLine => true,
            Gap::NextLine => trouble.reach != Reach::Line && self.indent(start) > trouble.indent,
            Gap::Apart => false,
        }
    }

    /// Takes an item that is but a part of text that was reported, so that it is neither read nor reported.
    pub(super) fn absorbed(&mut self, pair: &Pair<'_, Rule>) -> Option<Item> {
        let trouble = self.trouble?;
        let span = self.span(pair);
        let ends_quote = trouble.reach == Reach::Quote && ends_quote(pair) && self.goes_on(span.start);
        if !self.is_part_of(trouble, span.start) && !ends_quote {
            return None;
        }
        self.comments_of(pair);
        let reach = if ends_quote { Reach::Line } else { trouble.reach };
        self.trouble = Some(Trouble { end: span.end, reach, ..trouble });
        Some(Item::Junk(Junk { span }))
    }

    /// Indentation of the line that holds `offset`, in bytes, as far as it matters.
    pub(super) fn indent(&self, offset: u32) -> usize {
        let lines = self.source.lines();
        let line = lines.start(lines.line(offset)) as usize;
        let bytes = self.source.text.as_bytes().get(line..offset as usize).unwrap_or_default();
        bytes.iter().take(1000).take_while(|byte| matches!(byte, b' ' | b'\t')).count()
    }

    /// Takes back the faults that stand in `span`, which has just been read.
    pub(super) fn forget(&mut self, span: Span) {
        let kept = self.faults.iter().rposition(|fault| fault.span.start < span.start || is_lasting(&fault.kind));
        self.faults.truncate(kept.map_or(0, |last| last + 1));
    }
}

/// How far apart two pieces of text stand.
enum Gap {
    /// On one line, no comma between.
    SameLine,
    /// On two lines that follow each other.
    NextLine,
    /// Further, or with a comma between.
    Apart,
}

impl Gap {
    /// Looks at what stands between them, no further than it takes.
    fn of(between: &str) -> Gap {
        let (mut comma, mut breaks) = (false, 0);
        let mut bytes = between.bytes().peekable();
        while let Some(byte) = bytes.next() {
            match byte {
                b'\r' if bytes.peek() == Some(&b'\n') => {}
                b'\n' | b'\r' if breaks == 1 => return Gap::Apart,
                b'\n' | b'\r' => breaks = 1,
                b',' => comma = true,
                b' ' | b'\t' => {}
                _ if comma && breaks == 0 => return Gap::Apart,
                _ => {}
            }
        }
        match (breaks, comma) {
            (0, false) => Gap::SameLine,
            (0, true) => Gap::Apart,
            _ => Gap::NextLine,
        }
    }
}

/// Whether a fault is reported even when the text around it is found to be unreadable as a whole.
fn is_lasting(kind: &FaultKind) -> bool {
    matches!(kind, FaultKind::Limit(_))
}

/// Whether an item looks like the last line of a text in quotes: it ends with a quote that opens nothing new.
fn ends_quote(pair: &Pair<'_, Rule>) -> bool {
    let mut parts = pair.clone().into_inner().skip(1);
    let value = parts.next();
    let last = parts.last().or_else(|| value.clone());
    let is_value = pair.as_rule() == Rule::field && value.is_some_and(|value| value.as_rule() == Rule::open_text);
    !is_value && last.is_some_and(|last| last.as_rule() == Rule::open_text || ends_open(&last))
}

fn ends_open(pair: &Pair<'_, Rule>) -> bool {
    let rule = pair.as_rule();
    rule == Rule::junk && pair.clone().into_inner().next_back().is_some_and(|last| last.as_rule() == Rule::open_text)
}
