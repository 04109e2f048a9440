//! A knowledge base about to be written: the same blocks, fields and values printed in either notation.
//!
//! Where the notations leave a choice (quotes, brackets or lines, a map or a list of elements) the printer asks for one, so
//! that a generator gets one even style and a property test gets all of them. Knows no kind and no field.

use std::fmt::Write;

/// Picks one of so many ways to write something, from 0; 0 is the usual way.
pub(crate) type Choice<'c> = dyn FnMut(usize) -> usize + 'c;

/// The usual way, always.
pub(crate) fn usual(_: usize) -> usize {
    0
}

/// An element to be written.
#[derive(Debug, Clone, Default)]
pub(crate) struct Block {
    /// Keyword in `.cx`.
    pub(crate) kind: String,
    /// Section in YAML.
    pub(crate) plural: String,
    /// The id, if one is written.
    pub(crate) id: Option<String>,
    /// The display name, if one is written.
    pub(crate) name: Option<String>,
    /// Its fields, without `name`.
    pub(crate) fields: Vec<(String, Value)>,
    /// The elements that stand in it; those of one kind stand together.
    pub(crate) children: Vec<Block>,
}

/// A value to be written.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    /// An id, an enum value, a number, a date: bare in `.cx`.
    Word(String),
    /// One line of text.
    Text(String),
    /// Text of several lines, each without blanks at its ends, the first and the last not empty.
    Markdown(String),
    /// A list.
    List(Vec<Value>),
    /// A map; its keys are ids.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// A list of words.
    pub(crate) fn words<T: Into<String>>(words: impl IntoIterator<Item = T>) -> Value {
        Value::List(words.into_iter().map(|word| Value::Word(word.into())).collect())
    }

    fn is_list_of_one(&self) -> bool {
        matches!(self, Value::List(items) if items.len() == 1)
    }
}

/// Prints `blocks` in `.cx`.
pub(crate) fn cx(blocks: &[Block], choose: &mut Choice<'_>) -> String {
    let mut out = Printer { text: String::new(), choose };
    for block in blocks {
        out.cx_block(block, 0);
        out.text.push('\n');
    }
    out.text
}

/// Prints `blocks` in YAML; neighbours of one kind share a section.
pub(crate) fn yaml(blocks: &[Block], choose: &mut Choice<'_>) -> String {
    let mut out = Printer { text: String::new(), choose };
    let mut sections: Vec<&str> = Vec::new();
    for run in blocks.chunk_by(|a, b| a.plural == b.plural) {
        let Some(plural) = run.first().map(|block| block.plural.as_str()) else { continue };
        // A key must not stand twice in one document.
        if sections.contains(&plural) {
            out.text.push_str("---\n");
            sections.clear();
        }
        sections.push(plural);
        out.yaml_section(plural, run);
    }
    out.text
}

struct Printer<'c> {
    text: String,
    choose: &'c mut Choice<'c>,
}

impl Printer<'_> {
    fn line(&mut self, depth: usize, text: &str) {
        self.indent(depth);
        self.text.push_str(text);
    }

    fn indent(&mut self, depth: usize) {
        (0..depth).for_each(|_| self.text.push_str("  "));
    }

    fn cx_block(&mut self, block: &Block, depth: usize) {
        self.line(depth, &block.kind);
        if let Some(id) = &block.id {
            let _ = write!(self.text, " {id}");
        }
        if let Some(name) = &block.name {
            self.text.push(' ');
            self.cx_quoted(name);
        }
        if block.fields.is_empty() && block.children.is_empty() {
            self.text.push_str(if (self.choose)(2) == 0 { "\n" } else { " {}\n" });
            return;
        }
        self.text.push_str(" {\n");
        for (key, value) in &block.fields {
            self.line(depth + 1, key);
            self.text.push_str(": ");
            self.cx_value(value, depth + 1);
            self.text.push_str(["\n", ",\n", " // größer\n"][(self.choose)(3)]);
        }
        for child in &block.children {
            self.cx_block(child, depth + 1);
        }
        self.line(depth, "}\n");
    }

    fn cx_value(&mut self, value: &Value, depth: usize) {
        match value {
            Value::Word(word) if (self.choose)(2) == 0 => self.text.push_str(word),
            Value::Word(text) => self.cx_quoted(text),
            Value::Text(text) => match (self.choose)(2) {
                0 => self.cx_quoted(text),
                _ => self.cx_tripled(text, depth),
            },
            Value::Markdown(text) => match (self.choose)(2) {
                0 => self.cx_tripled(text, depth),
                _ => self.cx_quoted(text),
            },
            Value::List(items) => self.cx_list(value, items, depth),
            Value::Map(entries) => self.cx_map(entries, depth),
        }
    }

    fn cx_quoted(&mut self, text: &str) {
        let escape_all = (self.choose)(4) == 1;
        self.text.push('"');
        for c in text.chars() {
            match c {
                '"' => self.text.push_str("\\\""),
                '\\' => self.text.push_str("\\\\"),
                '\n' => self.text.push_str("\\n"),
                '\t' => self.text.push_str("\\t"),
                c if escape_all && !c.is_ascii() => {
                    let _ = write!(self.text, "\\u{{{:x}}}", u32::from(c));
                }
                c => self.text.push(c),
            }
        }
        self.text.push('"');
    }

    /// In `"""`, where nothing needs an escape; texts it cannot hold are quoted.
    fn cx_tripled(&mut self, text: &str, depth: usize) {
        if text.is_empty()
            || text.contains("\"\"\"")
            || text.contains('\\')
            || text.ends_with('"')
            || text.trim() != text
        {
            return self.cx_quoted(text);
        }
        self.text.push_str("\"\"\"\n");
        for line in text.split('\n') {
            if !line.is_empty() {
                self.line(depth + 1, line);
            }
            self.text.push('\n');
        }
        self.line(depth + 1, "\"\"\"");
    }

    fn cx_list(&mut self, value: &Value, items: &[Value], depth: usize) {
        if let ([only], true) = (items, value.is_list_of_one() && (self.choose)(4) == 1) {
            return self.cx_value(only, depth);
        }
        let (open, separator, close) = [("[", ", ", "]"), ("[", "\n", "\n]"), ("[ ", ",\n", ", ]")][(self.choose)(3)];
        self.text.push_str(open);
        for (at, item) in items.iter().enumerate() {
            self.text.push_str(if at > 0 { separator } else { "" });
            self.cx_value(item, depth + 1);
        }
        self.text.push_str(if items.is_empty() { "]" } else { close });
    }

    fn cx_map(&mut self, entries: &[(String, Value)], depth: usize) {
        let separator = [", ", "\n"][(self.choose)(2)];
        self.text.push_str("{ ");
        for (at, (key, value)) in entries.iter().enumerate() {
            self.text.push_str(if at > 0 { separator } else { "" });
            self.text.push_str(key);
            self.text.push_str(": ");
            self.cx_value(value, depth + 1);
        }
        self.text.push_str(" }");
    }

    fn yaml_section(&mut self, plural: &str, blocks: &[Block]) {
        let _ = writeln!(self.text, "{plural}:");
        let as_list = blocks.iter().any(|block| block.id.is_none()) || (self.choose)(3) == 1;
        for block in blocks {
            match &block.id {
                Some(id) if !as_list => {
                    self.indent(1);
                    let _ = writeln!(self.text, "{id}:");
                    self.yaml_body(block, 2);
                }
                _ => self.yaml_item(block, 1),
            }
        }
    }

    /// `- id: …`: the dash takes the place of the first line's indentation.
    fn yaml_item(&mut self, block: &Block, depth: usize) {
        let start = self.text.len();
        if let Some(id) = &block.id {
            self.indent(depth + 1);
            let _ = writeln!(self.text, "id: {id}");
        }
        self.yaml_body(block, depth + 1);
        self.text.replace_range(start + depth * 2..start + depth * 2 + 1, "-");
    }

    fn yaml_body(&mut self, block: &Block, depth: usize) {
        if let Some(name) = &block.name {
            self.line(depth, "name: ");
            self.yaml_text(name, depth, false);
            self.text.push('\n');
        }
        for (key, value) in &block.fields {
            self.line(depth, key);
            self.text.push(':');
            self.yaml_value(value, depth, false);
            self.text.push_str(["\n", "\n", "\n\n"][(self.choose)(3)]);
        }
        for run in block.children.chunk_by(|a, b| a.plural == b.plural) {
            let Some(plural) = run.first().map(|child| child.plural.as_str()) else { continue };
            self.line(depth, plural);
            self.text.push_str(":\n");
            for child in run {
                self.yaml_item(child, depth + 1);
            }
        }
    }

    /// A value behind its colon; `flow` when brackets are open around it.
    fn yaml_value(&mut self, value: &Value, depth: usize, flow: bool) {
        match value {
            Value::List(items) if !flow && !items.is_empty() && value_lines(items) && (self.choose)(3) != 1 => {
                return self.yaml_lines(items, depth);
            }
            Value::Map(entries) if !flow && !entries.is_empty() && (self.choose)(2) == 0 => {
                return self.yaml_entries(entries, depth);
            }
            _ => self.text.push(' '),
        }
        match value {
            Value::Word(word) => self.yaml_word(word),
            Value::Text(text) => self.yaml_text(text, depth, flow),
            Value::Markdown(text) if flow => self.yaml_double(text),
            Value::Markdown(text) => self.yaml_markdown(text, depth),
            Value::List(items) => self.yaml_flow_list(items, depth),
            Value::Map(entries) => self.yaml_flow_map(entries, depth),
        }
    }

    fn yaml_lines(&mut self, items: &[Value], depth: usize) {
        for item in items {
            self.text.push('\n');
            self.line(depth + 1, "-");
            self.yaml_value(item, depth + 1, false);
        }
    }

    fn yaml_entries(&mut self, entries: &[(String, Value)], depth: usize) {
        for (key, value) in entries {
            self.text.push('\n');
            self.line(depth + 1, key);
            self.text.push(':');
            self.yaml_value(value, depth + 1, false);
        }
    }

    fn yaml_flow_list(&mut self, items: &[Value], depth: usize) {
        self.text.push('[');
        for (at, item) in items.iter().enumerate() {
            self.text.push_str(if at > 0 { "," } else { "" });
            self.yaml_value(item, depth, true);
        }
        self.text.push(']');
    }

    fn yaml_flow_map(&mut self, entries: &[(String, Value)], depth: usize) {
        self.text.push('{');
        for (at, (key, value)) in entries.iter().enumerate() {
            let _ = write!(self.text, "{}{key}:", if at > 0 { ", " } else { "" });
            self.yaml_value(value, depth, true);
        }
        self.text.push('}');
    }

    fn yaml_word(&mut self, word: &str) {
        match (self.choose)(4) {
            1 => self.yaml_double(word),
            2 => self.yaml_single(word),
            _ => self.text.push_str(word),
        }
    }

    fn yaml_text(&mut self, text: &str, depth: usize, flow: bool) {
        match (self.choose)(4) {
            0 if !flow && is_plain(text) => self.text.push_str(text),
            1 if !text.contains('\n') => self.yaml_single(text),
            2 if !flow => self.yaml_markdown(text, depth),
            _ => self.yaml_double(text),
        }
    }

    fn yaml_single(&mut self, text: &str) {
        let _ = write!(self.text, "'{}'", text.replace('\'', "''"));
    }

    fn yaml_double(&mut self, text: &str) {
        let escape_all = (self.choose)(4) == 1;
        self.text.push('"');
        for c in text.chars() {
            match c {
                '"' => self.text.push_str("\\\""),
                '\\' => self.text.push_str("\\\\"),
                '\n' => self.text.push_str("\\n"),
                '\t' => self.text.push_str("\\t"),
                c if escape_all && !c.is_ascii() => {
                    let _ = write!(self.text, "\\U{:08x}", u32::from(c));
                }
                c => self.text.push(c),
            }
        }
        self.text.push('"');
    }

    /// As `|`, or as `>` where that changes nothing; texts that begin or end with blanks are quoted.
    fn yaml_markdown(&mut self, text: &str, depth: usize) {
        if text.trim() != text || text.is_empty() {
            return self.yaml_double(text);
        }
        let folded = !text.contains('\n') && (self.choose)(2) == 1;
        self.text.push_str(if folded { ">-" } else { ["|", "|-", "|+"][(self.choose)(3)] });
        for line in text.split('\n') {
            self.text.push('\n');
            if !line.is_empty() {
                self.line(depth + 1, line);
            }
        }
    }
}

/// Whether the items of a list can stand on lines of their own: lists in lists need brackets to stay readable.
fn value_lines(items: &[Value]) -> bool {
    items.iter().all(|item| !matches!(item, Value::List(_) | Value::Map(_)))
}

/// Whether YAML reads a text without quotes as just this text.
fn is_plain(text: &str) -> bool {
    let starts_well = text.starts_with(char::is_alphabetic);
    let ends_well = !text.ends_with([' ', ':']);
    let inside = !text.contains(": ") && !text.contains(" #") && !text.contains(['\n', '\t', '\u{feff}']);
    starts_well && ends_well && inside && !matches!(text, "null" | "~") && !text.chars().any(char::is_control)
}
