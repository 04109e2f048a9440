//! The smallest parts that cannot be read: one fault each, and a value that is either junk or, where the meaning is plain
//! although quotes or a blank are missing, what was meant. So a slip in a name does not orphan whatever refers to it.

use super::events::{is_junk, junk};
use super::lines::{self, Line, Shape};
use super::recover::{Part, Recovery, Refusal, Tabs};
use super::words::{self, Around, Stop, expected};
use crate::diagnostic::{Fault, FaultKind};
use crate::syntax::{Entry, Style, Value, ValueKind, Word};
use crate::text::{self, Edit, Str};

impl Recovery<'_> {
    /// A `key: value` whose value cannot be read.
    pub(super) fn leaf_entry(&mut self, part: Part<'_>, refusal: &Refusal) -> Entry {
        let Some(first) = part.lines.first() else { return junk(self.all(part)) };
        let Shape::Entry(end, value) = self.shape(first) else { return junk(self.all(part)) };
        let colon = first.content + end;
        let key = Line { end: colon + 1, ..*first };
        let header = self.header(Part { lines: &[key], end: colon + 1, ..part });
        let Some(Entry { key, .. }) = header.filter(|header| !is_junk(header)) else {
            return junk(self.leaf(part, None, refusal).span);
        };
        let mut leaf = self.leaf(part, Some(&key.text), refusal);
        if matches!(leaf.kind, ValueKind::Junk) {
            let start = value.map_or(colon + 1, |value| first.content + value);
            leaf.span = self.span(start, leaf.span.end as usize);
        }
        Entry { key, value: leaf }
    }

    /// Whether a line is a key in all but its colon: what stands below it, indented deeper, are entries or items.
    pub(super) fn lacks_colon(&self, line: &Line, below: &[Line]) -> bool {
        let text = self.text.get(line.content..line.end).unwrap_or_default();
        let is_word = text.chars().next().is_some_and(char::is_alphanumeric) && !text.contains([':', '#']);
        is_word && below.first().is_some_and(|below| below.column > line.column && self.shape(below) != Shape::Other)
    }

    /// `key` with its value on the lines below.
    pub(super) fn entry_without_colon(&mut self, part: Part<'_>, entries: &mut Vec<Entry>) {
        let Some(first) = part.lines.first() else { return };
        let key = Word { text: self.slice(first.content, first.end), span: self.span(first.content, first.end) };
        let expected = format!("a colon after `{}`", key.text);
        let instead = Some(Edit { span: key.span.after(), text: ":".to_owned() });
        self.tell(key.span, FaultKind::Unexpected { expected, instead });
        self.comments_above(part.from(1));
        let value = self.region(part.from(1).deeper());
        entries.push(Entry { key, value });
    }

    /// The smallest part the scanner refuses: one fault, and what can be made of it.
    pub(super) fn leaf(&mut self, part: Part<'_>, key: Option<&str>, refusal: &Refusal) -> Value {
        self.comments(part.lines.last().map_or(part.end, |line| line.end), part.end);
        if let Some(line) = part.lines.iter().skip(1).find(|line| line.tab.is_some()) {
            self.tab(line);
            return self.leaf_without_tabs(part, key);
        }
        if self.told_before(refusal) {
            return self.junk_value(part);
        }
        let known = self.read.faults.len();
        let readable = self.explain(part, key, &refusal.stop) && part.depth > 1;
        let value = part.lines.split_first().filter(|(_, below)| readable && below.is_empty());
        let Some(value) = value.and_then(|(line, _)| self.readable(line, key)) else { return self.junk_value(part) };
        if let Some(Fault { kind: FaultKind::Unexpected { instead, .. }, .. }) = self.read.faults.get_mut(known) {
            let text = text::quoted(value.text().map_or("", Str::as_str));
            *instead = Some(Edit { span: value.span, text });
        }
        value
    }

    /// Further lines of a value that only tabs make unreadable.
    fn leaf_without_tabs(&mut self, part: Part<'_>, key: Option<&str>) -> Value {
        match self.attempt_part(part, Tabs::Blanked) {
            Ok(value) if key.is_some() => only_value(value),
            Ok(value) => value,
            Err(_) => self.junk_value(part),
        }
    }

    /// Records what was found before the scanner stopped; whether that is on the same line, and so the reason it stopped.
    fn told_before(&mut self, refusal: &Refusal) -> bool {
        let mut told = false;
        for fault in &refusal.faults {
            let between = self.text.get(fault.span.start as usize..refusal.stop.at).unwrap_or_default();
            told |= !between.contains(['\n', '\r']);
            self.told += 1;
            self.record(fault.clone());
        }
        told
    }

    /// Lines that are sound by themselves but no entry of a map.
    pub(super) fn no_entry(&mut self, part: Part<'_>) -> Entry {
        let Some(first) = part.lines.first() else { return junk(self.all(part)) };
        let text = self.text.get(first.content..first.end).unwrap_or_default();
        match text.split_once(':').filter(|(key, rest)| is_field_key(key) && !rest.starts_with('/')) {
            Some((key, rest)) => {
                let (colon, end) = (first.content + key.len(), first.end);
                self.tell(self.span(colon, colon + 1), expected(&format!("a blank behind the colon of `{key}:`")));
                let key = Word { text: self.slice(first.content, colon), span: self.span(first.content, colon) };
                let value = match part.lines.len() {
                    1 if part.depth > 1 && !rest.starts_with(['"', '\'', '[', '{']) => self.plain(colon + 1, end),
                    _ => Value { kind: ValueKind::Junk, span: self.span(colon + 1, end) },
                };
                Entry { key, value }
            }
            None => {
                let phrase = "a `key: value` line, or deeper indentation if the text above goes on";
                self.tell(self.span(first.content, first.end), expected(phrase));
                junk(self.all(part))
            }
        }
    }

    /// The value of a line that lacks nothing but quotes.
    fn readable(&self, line: &Line, key: Option<&str>) -> Option<Value> {
        let content = self.text.get(line.content..line.end)?;
        let start = match (key, lines::shape(content)) {
            (Some(_), Shape::Entry(_, value)) => value?,
            (None, Shape::Other) => 0,
            _ => return None,
        };
        let plain = !content.get(start..)?.starts_with(['"', '\'', '[', '{', '|', '>', '&', '*', '!']);
        plain.then(|| self.plain(line.content + start, line.end))
    }

    fn plain(&self, start: usize, end: usize) -> Value {
        let text = self.text.get(start..end).unwrap_or_default();
        let end =
            start + text.find(" #").map_or(text, |comment| text.get(..comment).unwrap_or_default()).trim_end().len();
        Value::scalar(self.span(start, end), self.slice(start, end), Style::Plain)
    }

    /// Words for why the scanner stopped; whether quotes would mend it.
    pub(super) fn explain(&mut self, part: Part<'_>, key: Option<&str>, stop: &Stop) -> bool {
        let first = part.lines.first().and_then(|line| {
            let content = self.text.get(line.content..line.end)?;
            let Shape::Entry(_, Some(value)) = lines::shape(content) else { return content.chars().next() };
            content.get(value..)?.chars().next()
        });
        let said = words::say(self.text, part.end, Around { key, first }, stop);
        match said.kind {
            // The scan of every text, whatever its notation, reports these.
            FaultKind::Character(_) => self.told += 1,
            kind => self.tell(self.span(said.start, said.end), kind),
        }
        said.wants_quotes
    }
}

/// The value of the one entry of a map.
fn only_value(value: Value) -> Value {
    match value.kind {
        ValueKind::Map(mut entries) if entries.len() == 1 => entries.pop().map(|entry| entry.value),
        kind => Some(Value { kind, ..value }),
    }
    .unwrap_or(Value { span: value.span, kind: ValueKind::Empty })
}

/// Whether a text looks like the key of a field or a section.
pub(super) fn is_field_key(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-'))
}
