//! One cause, one fault: what belongs to text that has been reported is kept, but not reported again.

use pest::iterators::Pair;

use super::expected;
use super::grammar::Rule;
use super::lexer::is_blank;
use super::tree::{Builder, Place};
use crate::diagnostic::FaultKind;
use crate::syntax::{Item, Junk};
use crate::text::Span;

/// Text that could not be read and was reported: what belongs to it is not reported again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Trouble {
    end: u32,
    /// What is indented deeper may belong to it: the indentation of the line where it began, or of the item above.
    pub(super) indent: usize,
    reach: Reach,
}

/// What can belong to text that could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Nothing but more commas.
    Commas,
    /// The rest of its line up to a comma.
    Line,
    /// The rest of its line: quotes open where they should close.
    Flipped,
    /// And lines below it that are indented deeper.
    Deeper,
    /// And a line below it that ends the text, wherever it begins: a text in quotes over several lines.
    Quote,
    /// And all lines below it that cannot be read, up to a blank one.
    Paragraph,
    /// All lines below it that are indented deeper.
    Text,
    /// The same, for `""` where `"""` may be meant: it is reported when a line below it cannot be read.
    Hollow,
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

    /// Whether text at `start` that cannot be read belongs to text before it that was reported - or that is now.
    pub(super) fn goes_on(&mut self, start: u32) -> bool {
        let Some(trouble) = self.trouble else { return false };
        let goes_on = match Gap::of(self.between(trouble.end, start)) {
            Gap::NextLine if matches!(trouble.reach, Reach::Paragraph | Reach::Quote) => true,
            Gap::NextLine | Gap::Apart if trouble.reach == Reach::Hollow => self.indent(start) > trouble.indent,
            _ => self.is_part_of(trouble, start),
        };
        if goes_on && trouble.reach == Reach::Hollow {
            let quotes = Span::new(self.id, trouble.end as usize - 2, trouble.end as usize);
            self.unexpected(quotes, expected::THREE_QUOTES);
            self.trouble = Some(Trouble { reach: Reach::Text, ..trouble });
        }
        goes_on
    }

    /// Reports text that cannot be read, unless it belongs to text that was.
    pub(super) fn cannot_read(&mut self, span: Span, reach: Reach, expected: impl Into<String>) {
        if !self.goes_on(span.start) {
            self.unexpected(span, expected);
            self.troubled(span, reach);
        } else if let Some(trouble) = &mut self.trouble {
            trouble.end = span.end;
        }
    }

    /// Reports a comma too much, once for a row of them.
    pub(super) fn extra_comma(&mut self, span: Span) {
        let in_row = |trouble: Trouble| {
            trouble.reach == Reach::Commas && self.between(trouble.end, span.start).chars().all(is_blank)
        };
        if !self.trouble.is_some_and(in_row) {
            if self.goes_on(span.start) {
                return;
            }
            self.unexpected(span, expected::without(","));
        }
        self.troubled(span, Reach::Commas);
    }

    /// Whether anything at `start`, readable or not, is but a part of text that was reported: it stands on the same line
    /// with no comma between, or on the next line and is indented deeper.
    fn is_part_of(&self, trouble: Trouble, start: u32) -> bool {
        match Gap::of(self.between(trouble.end, start)) {
            _ if matches!(trouble.reach, Reach::Hollow | Reach::Commas) => false,
            Gap::SameLine => true,
            Gap::Comma => trouble.reach == Reach::Flipped,
            Gap::NextLine => {
                !matches!(trouble.reach, Reach::Line | Reach::Flipped) && self.indent(start) > trouble.indent
            }
            Gap::Apart => trouble.reach == Reach::Text && self.indent(start) > trouble.indent,
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
    /// On one line, a comma between.
    Comma,
    /// On two lines that follow each other.
    NextLine,
    /// Further.
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
                _ if comma && breaks == 0 => return Gap::Comma,
                _ => {}
            }
        }
        match (breaks, comma) {
            (0, false) => Gap::SameLine,
            (0, true) => Gap::Comma,
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
