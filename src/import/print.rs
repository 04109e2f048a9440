//! Values and new elements to text in either notation.

use super::Block;
use crate::syntax::yaml::quote;
use crate::syntax::{Notation, is_id};
use crate::table::Value;
use crate::text::quoted;

/// Where a value is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot<'s> {
    /// The notation of the file.
    pub(super) notation: Notation,
    /// What stands before the key on its line.
    pub(super) indent: &'s str,
    /// Whether the value has to stay on its line: within brackets, or beside other fields.
    pub(super) inline: bool,
}

/// The longest list that is written on one line, in characters.
const LINE: usize = 90;

/// A value as text; lines end with `\n`.
pub(super) fn literal(value: &Value, spot: Spot<'_>) -> String {
    match (value, spot.notation) {
        (Value::Plain(text), _) => text.clone(),
        (Value::Word(text), Notation::Cx) => word(text),
        (Value::Text(text), Notation::Cx) => quoted(text),
        (Value::Word(text) | Value::Text(text), Notation::Yaml) => quote::scalar(text),
        (Value::Markdown(text), notation) => markdown(text, notation, spot),
        (Value::List(items), _) => list(items, spot),
        (Value::Map(entries), notation) => {
            let inner = Spot { inline: true, ..spot };
            let entries: Vec<String> = entries
                .iter()
                .map(|(key, item)| format!("{}: {}", key_text(key, notation), literal(item, inner)))
                .collect();
            if entries.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", entries.join(", ")) }
        }
    }
}

fn word(text: &str) -> String {
    let good = !text.is_empty() && text.split('.').all(is_id);
    if good { text.to_owned() } else { quoted(text) }
}

/// The key of a field or of an entry of a map.
pub(super) fn key_text(key: &str, notation: Notation) -> String {
    match notation {
        Notation::Cx => word(key),
        Notation::Yaml => quote::scalar(key),
    }
}

fn list(items: &[Value], spot: Spot<'_>) -> String {
    let inner = Spot { inline: true, ..spot };
    let items: Vec<String> = items.iter().map(|item| literal(item, inner)).collect();
    let length: usize = items.iter().map(|item| item.chars().count() + 2).sum();
    match spot.inline || length <= LINE || items.len() < 2 {
        true => format!("[{}]", items.join(", ")),
        false => {
            let indent = spot.indent;
            let comma = if spot.notation == Notation::Yaml { "," } else { "" };
            let lines: String = items.iter().map(|item| format!("\n{indent}  {item}{comma}")).collect();
            format!("[{lines}\n{indent}]")
        }
    }
}

fn markdown(text: &str, notation: Notation, spot: Spot<'_>) -> String {
    let block = (!spot.inline && text.contains('\n') && keeps_layout(text)).then_some(());
    match notation {
        Notation::Cx => match block.filter(|()| !text.contains("\"\"\"")) {
            Some(()) => format!("\"\"\"{}\n{}  \"\"\"", indented(text, spot.indent), spot.indent),
            None => quoted(text),
        },
        Notation::Yaml => match block.filter(|()| is_printable(text)) {
            Some(()) => format!("|{}", indented(text, spot.indent)),
            None => quote::scalar(text),
        },
    }
}

/// Whether a block of lines gives the same text back: indentation that all lines share and blanks at ends would be lost.
fn keeps_layout(text: &str) -> bool {
    let blank = [' ', '\t'];
    let begins_deep = text.lines().filter(|line| !line.is_empty()).all(|line| line.starts_with(blank));
    !text.starts_with([' ', '\t', '\n'])
        && !text.ends_with('\n')
        && !begins_deep
        && !text.lines().any(|line| line.ends_with(blank))
}

fn is_printable(text: &str) -> bool {
    !text.contains(|c: char| {
        (c.is_control() && c != '\n') || matches!(c, '\u{feff}' | '\u{2028}' | '\u{2029}' | '\u{85}')
    })
}

fn indented(text: &str, indent: &str) -> String {
    text.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("\n{indent}  {line}") }).collect()
}

/// `key: value` as text.
pub(super) fn field(key: &str, value: &Value, spot: Spot<'_>) -> String {
    format!("{}: {}", key_text(key, spot.notation), literal(value, spot))
}

/// New elements as `.cx`, an empty line between them.
pub fn cx(blocks: &[Block]) -> String {
    blocks.iter().map(|block| cx_block(block, "")).collect::<Vec<_>>().join("\n")
}

/// New elements as YAML: a section for each kind.
pub fn yaml(blocks: &[Block]) -> String {
    let mut sections: Vec<(&str, Vec<&Block>)> = Vec::new();
    for block in blocks {
        match sections.iter_mut().find(|(plural, _)| *plural == block.plural) {
            Some((_, list)) => list.push(block),
            None => sections.push((&block.plural, vec![block])),
        }
    }
    let section = |(plural, list): &(&str, Vec<&Block>)| {
        format!("{plural}:\n{}", list.iter().map(|block| yaml_entry(block, "  ")).collect::<String>())
    };
    sections.iter().map(section).collect::<Vec<_>>().join("\n")
}

/// One element as `.cx`; ends with a line break.
pub(super) fn cx_block(block: &Block, indent: &str) -> String {
    let inner = format!("{indent}  ");
    let mut out: String = block.comments.iter().map(|comment| comment_line(comment, indent, "//")).collect();
    out.push_str(&format!("{indent}{} {}", block.kind, block.id));
    if let Some(name) = &block.name {
        out.push_str(&format!(" {}", quoted(name)));
    }
    out.push_str(" {\n");
    let spot = Spot { notation: Notation::Cx, indent: &inner, inline: false };
    for (key, value) in &block.fields {
        out.push_str(&format!("{inner}{}\n", field(key, value, spot)));
    }
    block.children.iter().for_each(|child| out.push_str(&cx_block(child, &inner)));
    block.last_comments.iter().for_each(|comment| out.push_str(&comment_line(comment, &inner, "//")));
    out.push_str(&format!("{indent}}}\n"));
    out
}

/// One element as `id:` with its fields; ends with a line break.
pub(super) fn yaml_entry(block: &Block, indent: &str) -> String {
    let inner = format!("{indent}  ");
    let comments: String = block.comments.iter().map(|comment| comment_line(comment, indent, "#")).collect();
    let name = block.name.as_ref().map(|name| format!("{inner}name: {}\n", quote::scalar(name))).unwrap_or_default();
    let body = format!("{name}{}", yaml_body(block, &inner));
    let body = if body.is_empty() { " {}\n".to_owned() } else { format!("\n{body}") };
    format!("{comments}{indent}{}:{body}", key_text(&block.id, Notation::Yaml))
}

/// One element as `- id: …` with its fields; ends with a line break.
pub(super) fn yaml_item(block: &Block, indent: &str) -> String {
    let inner = format!("{indent}  ");
    let comments: String = block.comments.iter().map(|comment| comment_line(comment, indent, "#")).collect();
    let name = block.name.as_ref().map(|name| format!("{inner}name: {}\n", quote::scalar(name))).unwrap_or_default();
    format!("{comments}{indent}- id: {}\n{name}{}", quote::scalar(&block.id), yaml_body(block, &inner))
}

fn yaml_body(block: &Block, indent: &str) -> String {
    let spot = Spot { notation: Notation::Yaml, indent, inline: false };
    let mut out: String =
        block.fields.iter().map(|(key, value)| format!("{indent}{}\n", yaml_field(key, value, spot))).collect();
    for run in block.children.chunk_by(|a, b| a.plural == b.plural) {
        let plural = run.first().map(|child| child.plural.as_str()).unwrap_or_default();
        let items: String = run.iter().map(|child| yaml_item(child, &format!("{indent}  "))).collect();
        out.push_str(&format!("{indent}{plural}:\n{items}"));
    }
    block.last_comments.iter().for_each(|comment| out.push_str(&comment_line(comment, indent, "#")));
    out
}

/// A field of a new element: texts of a list stand one a line.
fn yaml_field(key: &str, value: &Value, spot: Spot<'_>) -> String {
    match value {
        Value::List(items) if items.len() > 1 && items.iter().all(|item| matches!(item, Value::Text(_))) => {
            let inner = Spot { inline: true, ..spot };
            let items: String =
                items.iter().map(|item| format!("\n{}  - {}", spot.indent, literal(item, inner))).collect();
            format!("{}:{items}", key_text(key, Notation::Yaml))
        }
        value => field(key, value, spot),
    }
}

fn comment_line(comment: &str, indent: &str, mark: &str) -> String {
    let comment = comment.replace(['\r', '\n'], " ");
    format!("{indent}{mark} {}\n", comment.trim())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::syntax::{self, Item};
    use crate::text::{Source, SourceId};

    fn texts() -> Vec<&'static str> {
        vec![
            "größe 😀",
            "\"so\" \\ {x}",
            "a\nb",
            " a\n b",
            "a\n\n  - b\n",
            "a\"\"\"\nb",
            "- no: #1",
            "a \nb",
            "\ta\nb\"",
            "no",
        ]
    }

    #[test]
    fn markdown_reads_back_in_both_notations() {
        for text in texts() {
            for (path, notation) in [("a.cx", Notation::Cx), ("a.yaml", Notation::Yaml)] {
                let spot = Spot { notation, indent: "    ", inline: false };
                let line = field("description", &Value::Markdown(text.to_owned()), spot);
                let written = match notation {
                    Notation::Cx => format!("term x {{\n    {line}\n}}\n"),
                    Notation::Yaml => format!("terms:\n  x:\n    {line}\n"),
                };
                let file = syntax::parse(SourceId(0), &Source::new(path, written.as_str()));
                let Item::Block(block) = &file.items[0] else { panic!("{written}") };
                let Item::Field(field) = &block.body[0] else { panic!("{written}") };
                let read = field.value.text().unwrap().trim_end_matches('\n');
                assert!(file.faults.is_empty(), "{written}");
                assert_eq!(read, text.trim_end_matches('\n'), "{written}");
            }
        }
    }
}
