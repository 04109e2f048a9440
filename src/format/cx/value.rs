//! Values: on one line where they fit, else an item a line; texts with the fewest escapes.

use std::borrow::Cow;

use super::{Container, Inside, Part, Printer};
use crate::format::STEP;
use crate::syntax::cx::is_seen;
use crate::syntax::{Block, Entry, Field, Item, Style, Value, ValueKind, Word};

impl<'s> Printer<'s> {
    /// Prints a key with its colon; its width.
    pub(super) fn key(&mut self, key: &Word, value: &Value) -> usize {
        self.keep(key.span);
        self.draft.put(if matches!(value.kind, ValueKind::Empty) { ":" } else { ": " });
        self.key_width(key, value)
    }

    /// Prints a value on a line that is `depth` steps deep and has so much room left.
    pub(super) fn value(&mut self, value: &'s Value, depth: usize, room: usize) {
        match &value.kind {
            _ if self.width(value, room).is_some() => self.flat_value(value),
            ValueKind::List(values) => {
                let parts: Vec<Part<'_>> = values.iter().map(Part::Value).collect();
                self.lines_of(value, &parts, depth, Container::List);
            }
            ValueKind::Map(entries) => {
                let parts: Vec<Part<'_>> = entries.iter().map(Part::Entry).collect();
                self.lines_of(value, &parts, depth, Container::Map);
            }
            ValueKind::Scalar { text, style: Style::Block } => self.markdown(value, text, depth),
            _ => self.flat_value(value),
        }
    }

    fn lines_of(&mut self, value: &Value, parts: &[Part<'s>], depth: usize, of: Container) {
        let (open, close) = if of == Container::List { ("[", "]") } else { ("{", "}") };
        let end = (value.span.end as usize).saturating_sub(1);
        self.draft.put(open);
        self.trailing(parts.first().map_or(end, |part| part.start()));
        self.sequence(parts, Inside { of, end, depth: depth + 1 });
        self.closing(depth, close);
    }

    /// A text in `"""` of several lines: a step deeper than its key, however it stood.
    fn markdown(&mut self, value: &Value, text: &str, depth: usize) {
        let (newline, indent) = (self.draft.newline(), " ".repeat((depth + 1) * STEP));
        let raw = self.source.slice(value.span);
        if self.on_one_line(value.span.start as usize, value.span.end as usize) || text.is_empty() {
            return self.draft.swap(
                value.span.start as usize,
                value.span.end as usize,
                if text.is_empty() { "\"\"\"\"\"\"" } else { raw },
            );
        }
        let mut out = String::with_capacity(raw.len() + 16);
        out.push_str("\"\"\"");
        for line in text.split('\n') {
            out.push_str(newline);
            if !line.is_empty() {
                out.push_str(&indent);
                out.push_str(line);
            }
        }
        out.push_str(newline);
        out.push_str(&indent);
        out.push_str("\"\"\"");
        self.draft.swap(value.span.start as usize, value.span.end as usize, &out);
    }

    // --- on one line ---

    pub(super) fn flat_part(&mut self, part: Part<'s>) {
        match part {
            Part::Item(Item::Block(block)) => self.flat_block(block),
            Part::Item(Item::Field(Field { key, value, .. })) | Part::Entry(Entry { key, value }) => {
                self.key(key, value);
                self.flat_value(value);
            }
            Part::Value(value) => self.flat_value(value),
            Part::Item(Item::Junk(junk)) => self.keep(junk.span),
        }
    }

    pub(super) fn flat_block(&mut self, block: &'s Block) {
        self.header(block);
        if block.inner.is_none() {
            return;
        }
        if block.body.is_empty() {
            return self.draft.put(" {}");
        }
        let parts: Vec<Part<'_>> = block.body.iter().map(Part::Item).collect();
        self.draft.put(" {");
        self.flat_parts(&parts);
        self.draft.put("}");
    }

    /// Between braces, with a blank beside each.
    fn flat_parts(&mut self, parts: &[Part<'s>]) {
        for (at, part) in parts.iter().enumerate() {
            self.draft.put(if at > 0 { ", " } else { " " });
            self.flat_part(*part);
        }
        self.draft.put(if parts.is_empty() { "" } else { " " });
    }

    pub(super) fn flat_value(&mut self, value: &'s Value) {
        match &value.kind {
            ValueKind::Scalar { style: Style::Quoted, .. } => {
                let text = fewest_escapes(self.source.slice(value.span));
                self.draft.swap(value.span.start as usize, value.span.end as usize, &text);
            }
            ValueKind::Scalar { .. } | ValueKind::Junk => self.keep(value.span),
            ValueKind::Empty => {}
            ValueKind::List(values) => {
                self.draft.put("[");
                for (at, value) in values.iter().enumerate() {
                    self.draft.put(if at > 0 { ", " } else { "" });
                    self.flat_value(value);
                }
                self.draft.put("]");
            }
            ValueKind::Map(entries) => {
                let parts: Vec<Part<'_>> = entries.iter().map(Part::Entry).collect();
                self.draft.put("{");
                self.flat_parts(&parts);
                self.draft.put("}");
            }
        }
    }
}

/// A text in quotes with no escape that need not be one: `\u{f6}` is `ö`. What cannot be seen stays escaped.
pub(super) fn fewest_escapes(quoted: &str) -> Cow<'_, str> {
    if !quoted.contains("\\u{") {
        return Cow::Borrowed(quoted);
    }
    let mut text = String::with_capacity(quoted.len());
    let mut rest = quoted;
    while let Some((plain, behind)) = rest.split_once('\\') {
        text.push_str(plain);
        let length = match code(behind) {
            Some((c, length)) => {
                push(&mut text, c, behind.get(..length).unwrap_or_default());
                length
            }
            None => {
                let length = behind.chars().next().map_or(0, char::len_utf8);
                text.push('\\');
                text.push_str(behind.get(..length).unwrap_or_default());
                length
            }
        };
        rest = behind.get(length..).unwrap_or_default();
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// The character of `u{…}` and its length.
fn code(behind: &str) -> Option<(char, usize)> {
    let digits = behind.strip_prefix("u{")?.split_once('}')?.0;
    let c = char::from_u32(u32::from_str_radix(digits, 16).ok()?)?;
    Some((c, digits.len() + "u{}".len()))
}

fn push(text: &mut String, c: char, escape: &str) {
    match c {
        '"' | '\\' => text.extend(['\\', c]),
        '\n' => text.push_str("\\n"),
        '\t' => text.push_str("\\t"),
        c if is_seen(c) => text.push(c),
        _ => {
            text.push('\\');
            text.push_str(escape);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fewest_escapes;

    #[test]
    fn only_what_can_be_seen_loses_its_escape() {
        let quoted = r#""gr\u{f6}\u{df}e \u{1F600} \u{22}\u{5c}\u{0a}\u{9} \u{200b}\u{308} \" \\ \n""#;
        let expected = r#""größe 😀 \"\\\n\t \u{200b}\u{308} \" \\ \n""#;
        assert_eq!(fewest_escapes(quoted), expected);
        assert_eq!(fewest_escapes(expected), expected);
    }
}
