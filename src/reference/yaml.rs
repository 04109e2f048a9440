//! A `.cx` text that is known to be good, written as YAML.
//!
//! Plain scalars are used only where no YAML reader could take them for something else; everything else is quoted as in JSON.

use crate::schema::{KindId, Schema};
use crate::syntax::{self, Block, Entry, Field, Item, Style, Value, ValueKind};
use crate::text::{Source, SourceId};

/// The elements of the text, each section written once.
pub(super) fn from_cx(schema: &Schema, text: &str) -> String {
    let file = syntax::parse(SourceId(0), &Source::new("example.cx", text));
    let mut out = Writer { schema, out: String::new() };
    let mut section = None;
    for block in blocks(&file.items) {
        let kind = schema.kind_named(&block.keyword.text);
        if let Some(kind) = kind.filter(|kind| section.replace(*kind) != Some(*kind)) {
            out.line(0, &format!("{}:", schema.kind(kind).plural));
        }
        out.element(block);
    }
    out.out
}

struct Writer<'a> {
    schema: &'a Schema,
    out: String,
}

impl Writer<'_> {
    fn line(&mut self, depth: usize, text: &str) {
        self.out.push_str(&"  ".repeat(depth));
        self.out.push_str(text);
        self.out.push('\n');
    }

    /// `id:` with everything below it.
    fn element(&mut self, block: &Block) {
        let id = block.id.as_ref().map(|id| id.text.to_string()).unwrap_or_default();
        self.line(1, &format!("{id}:"));
        self.body(block, 2);
    }

    fn body(&mut self, block: &Block, depth: usize) {
        if let Some(name) = block.name.as_ref().and_then(|name| name.text()) {
            self.line(depth, &format!("name: {}", text(name)));
        }
        for field in fields(&block.body) {
            self.entry(&field.key.text, &field.value, depth);
        }
        let mut section: Option<KindId> = None;
        for part in blocks(&block.body) {
            let kind = self.schema.kind_named(&part.keyword.text);
            if let Some(kind) = kind.filter(|kind| section.replace(*kind) != Some(*kind)) {
                let plural = self.schema.kind(kind).plural.clone();
                self.line(depth, &format!("{plural}:"));
            }
            self.part(part, depth + 1);
        }
    }

    /// `- id: …`, or `- name: …` where there is no id: the first line of the item gets its dash last.
    fn part(&mut self, part: &Block, depth: usize) {
        let from = self.out.len();
        if let Some(id) = &part.id {
            self.line(depth + 1, &format!("id: {}", id.text));
        }
        self.body(part, depth + 1);
        let dash = from + "  ".len() * depth;
        if self.out.get(dash..dash + 1) == Some(" ") {
            self.out.replace_range(dash..dash + 1, "-");
        }
    }

    fn entry(&mut self, key: &str, value: &Value, depth: usize) {
        match &value.kind {
            ValueKind::Scalar { .. } => self.line(depth, &format!("{key}: {}", scalar(value))),
            ValueKind::List(items) if items.iter().all(is_bare) => {
                let words: Vec<String> = items.iter().map(scalar).collect();
                self.line(depth, &format!("{key}: [{}]", words.join(", ")));
            }
            ValueKind::List(items) => {
                self.line(depth, &format!("{key}:"));
                for item in items {
                    self.line(depth + 1, &format!("- {}", scalar(item)));
                }
            }
            ValueKind::Map(entries) => {
                self.line(depth, &format!("{key}:"));
                for Entry { key, value } in entries {
                    self.line(depth + 1, &format!("{}: {}", key.text, scalar(value)));
                }
            }
            ValueKind::Empty | ValueKind::Junk => self.line(depth, &format!("{key}:")),
        }
    }
}

fn blocks(items: &[Item]) -> impl Iterator<Item = &Block> {
    items.iter().filter_map(|item| match item {
        Item::Block(block) => Some(block),
        Item::Field(_) | Item::Junk(_) => None,
    })
}

fn fields(items: &[Item]) -> impl Iterator<Item = &Field> {
    items.iter().filter_map(|item| match item {
        Item::Field(field) => Some(field),
        Item::Block(_) | Item::Junk(_) => None,
    })
}

fn is_bare(value: &Value) -> bool {
    matches!(value.kind, ValueKind::Scalar { style: Style::Bare, .. })
}

fn scalar(value: &Value) -> String {
    match &value.kind {
        ValueKind::Scalar { text, style: Style::Bare } => text.to_string(),
        ValueKind::Scalar { text: words, .. } => text(words),
        _ => String::new(),
    }
}

/// A text as a YAML scalar of one line.
fn text(words: &str) -> String {
    if is_plain(words) { words.to_owned() } else { serde_json::Value::from(words).to_string() }
}

/// Whether every YAML reader takes these words for the same text when they stand without quotes.
fn is_plain(words: &str) -> bool {
    let starts_well = words.starts_with(char::is_alphabetic);
    let harmless = !words.contains(": ") && !words.contains(" #") && !words.contains(char::is_control);
    let ends_well = !words.ends_with([':', ' ']);
    starts_well && harmless && ends_well && !SPECIAL.contains(&words.to_lowercase().as_str())
}

/// Words that some YAML reader takes for a truth value or for nothing.
const SPECIAL: &[&str] = &["true", "false", "yes", "no", "on", "off", "y", "n", "null"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_mean_the_same_to_every_yaml_reader() {
        for words in
            ["plain words", "no", "80 % of calls", "a: b", "# tag", "Größe", "- x", "[a]", "\"x\"", "it's", "a:"]
        {
            let read: Option<serde_yaml::Value> = serde_yaml::from_str(&text(words)).ok();
            assert_eq!(read, Some(serde_yaml::Value::from(words)), "{}", text(words));
        }
        assert_eq!(text("plain words"), "plain words");
        assert_eq!(text("no"), "\"no\"");
    }
}
