//! Values and new elements to text in either notation.

use super::Block;
use crate::syntax::yaml::quote;
use crate::syntax::{Notation, write};
use crate::table::Value;

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
        (Value::Word(text), notation) => write::word(notation, text),
        (Value::Text(text), notation) => write::text(notation, text),
        (Value::Markdown(text), _) => markdown(text, spot),
        (Value::List(items), _) => list(items, spot),
        (Value::Map(entries), notation) => {
            let inner = Spot { inline: true, ..spot };
            let entries: Vec<String> = entries
                .iter()
                .map(|(key, item)| format!("{}: {}", write::word(notation, key), literal(item, inner)))
                .collect();
            if entries.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", entries.join(", ")) }
        }
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

fn markdown(text: &str, spot: Spot<'_>) -> String {
    let lines = || write::lines(spot.notation, text, &format!("{}  ", spot.indent), "\n");
    let lines = if spot.inline { None } else { lines() };
    lines.unwrap_or_else(|| write::text(spot.notation, text))
}

/// `key: value` as text.
pub(super) fn field(key: &str, value: &Value, spot: Spot<'_>) -> String {
    format!("{}: {}", write::word(spot.notation, key), literal(value, spot))
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
        out.push_str(&format!(" {}", write::quoted(name)));
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
    format!("{comments}{indent}{}:{body}", write::word(Notation::Yaml, &block.id))
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
            format!("{}:{items}", write::word(Notation::Yaml, key))
        }
        value => field(key, value, spot),
    }
}

fn comment_line(comment: &str, indent: &str, mark: &str) -> String {
    format!("{indent}{mark} {}\n", write::comment(comment))
}

#[cfg(test)]
mod tests {
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
