//! A `.cx` tree to YAML.
//!
//! Neighbours of one kind share a section, a map from ids to elements, or a list where one of them has no id. A kind that comes a second
//! time begins a new document, since elements keep their order and a key must not stand twice.

use unicode_width::UnicodeWidthStr;

use super::Obstacle;
use super::around::{Around, Remark, Remarks};
use crate::format::WIDTH;
use crate::schema::{Kind, KindId, Scalar, Schema};
use crate::syntax::yaml::quote;
use crate::syntax::{Block, Entry, Field, File, Item, Style, Value, ValueKind};
use crate::text::{Source, Span};

pub(super) fn text(file: &File, source: &Source, schema: &Schema) -> Result<String, Obstacle> {
    let remarks = Remarks::of(file, source);
    let mut writer = Writer { remarks, schema, out: String::new(), sections: Vec::new() };
    writer.file(file)?;
    Ok(writer.out)
}

struct Writer<'s> {
    remarks: Remarks<'s>,
    schema: &'s Schema,
    out: String,
    /// The sections of this document.
    sections: Vec<&'s str>,
}

/// A block with what stands around it.
type Placed<'s> = (&'s Block, Around<'s>);

impl<'s> Writer<'s> {
    // --- lines ---

    fn indent(&mut self, depth: usize) {
        (0..depth).for_each(|_| self.out.push_str("  "));
    }

    fn blank(&mut self, blank: bool) {
        if blank && !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    fn remark(&mut self, remark: Remark<'_>, depth: usize) {
        self.blank(remark.blank);
        self.indent(depth);
        self.out.push('#');
        self.out.push_str(remark.words);
        self.out.push('\n');
    }

    fn above(&mut self, around: &Around<'_>, depth: usize) {
        around.above.iter().for_each(|remark| self.remark(*remark, depth));
        self.blank(around.blank);
    }

    /// Ends a line, with a comment.
    fn end(&mut self, behind: Option<Remark<'_>>) {
        if let Some(remark) = behind {
            self.out.push_str(" #");
            self.out.push_str(remark.words);
        }
        self.out.push('\n');
    }

    // --- sections ---

    fn kind(&self, block: &Block) -> Result<(KindId, &'s Kind), Obstacle> {
        let kind = self.schema.kind_named(&block.keyword.text).map(|kind| (kind, self.schema.kind(kind)));
        kind.ok_or_else(|| Obstacle::new(block.keyword.span, format!("`{}` is no kind of element", block.keyword.text)))
    }

    fn file(&mut self, file: &'s File) -> Result<(), Obstacle> {
        let blocks: Vec<&Block> = file.items.iter().filter_map(as_block).collect();
        if let Some(other) = file.items.iter().find(|item| as_block(item).is_none()) {
            return Err(Obstacle::new(other.span(), "this is no element"));
        }
        let spans: Vec<Span> = blocks.iter().map(|block| block.span).collect();
        let (_, around, tail) = self.remarks.around(&spans, 0, self.remarks.source.text.len() as u32);
        let placed: Vec<Placed<'s>> = blocks.into_iter().zip(around).collect();
        for run in placed.chunk_by(|a, b| a.0.keyword.text == b.0.keyword.text) {
            self.section(run)?;
        }
        tail.into_iter().for_each(|remark| self.remark(remark, 0));
        Ok(())
    }

    fn section(&mut self, run: &[Placed<'s>]) -> Result<(), Obstacle> {
        let Some(((first, around), rest)) = run.split_first() else { return Ok(()) };
        let plural: &'s str = &self.kind(first)?.1.plural;
        if self.sections.contains(&plural) {
            self.blank(around.blank || around.above.first().is_some_and(|remark| remark.blank));
            self.out.push_str("---\n");
            self.sections.clear();
        }
        // What stands apart from the first element is about the section or the file; a comment to touchbase in the middle is not.
        let is_first = self.out.is_empty();
        let apart = around.above.iter().rposition(|remark| remark.blank_behind).map_or(0, |last| last + 1);
        let apart = if !is_first && around.above.iter().any(|remark| remark.spoken) { 0 } else { apart };
        let (above, inside) = around.above.split_at(apart);
        above.iter().for_each(|remark| self.remark(*remark, 0));
        self.blank(around.blank || inside.first().is_some_and(|remark| remark.blank));
        self.sections.push(plural);
        self.out.push_str(plural);
        self.out.push_str(":\n");
        let inside = Around { above: without_first_blank(inside), blank: false, ..around.clone() };
        let first: Placed<'s> = (first, inside);
        let all: Vec<Placed<'s>> = std::iter::once(first).chain(rest.iter().cloned()).collect();
        self.elements(&all, 1)
    }

    /// Elements of one kind: a map from ids, or a list.
    fn elements(&mut self, run: &[Placed<'s>], depth: usize) -> Result<(), Obstacle> {
        let mut ids: Vec<&str> =
            run.iter().filter_map(|(block, _)| block.id.as_ref()).map(|id| id.text.as_str()).collect();
        let all_have_one = ids.len() == run.len();
        ids.sort_unstable();
        let unique = ids.windows(2).all(|pair| pair.first() != pair.get(1));
        run.iter()
            .try_for_each(|(block, around)| self.element(block, around, depth, all_have_one && unique && depth == 1))
    }

    fn element(&mut self, block: &'s Block, around: &Around<'s>, depth: usize, in_map: bool) -> Result<(), Obstacle> {
        self.above(around, depth);
        let (kind, _) = self.kind(block)?;
        let inner = block.inner.unwrap_or(block.span.after());
        let spans: Vec<Span> = block.body.iter().map(Item::span).collect();
        let (behind, fields, tail) = self.remarks.around(&spans, inner.start, inner.end);
        let mut lead = self.remarks.all(block.header.end, inner.start);
        let behind = behind.or_else(|| if lead.is_empty() { None } else { Some(lead.remove(0)) });
        // A comment behind a block on one line is about the block.
        let single = self.remarks.on_one_line(block.span.start, block.span.end);
        let mut around_behind = around.behind;
        let behind = behind.or_else(|| if single { around_behind.take() } else { None });
        let mut first = First { pending: behind, dash: !in_map, depth };
        if in_map {
            self.indent(depth);
            let id = block.id.as_ref().map_or("", |id| id.text.as_str());
            self.out.push_str(&quote::scalar(id));
            self.out.push(':');
            self.end(first.pending.take());
        } else if let Some(id) = &block.id {
            self.begin(&mut first, depth + 1);
            self.out.push_str("id: ");
            self.out.push_str(&quote::scalar(&id.text));
            self.end(first.pending.take());
        }
        if let Some(name) = &block.name {
            self.begin(&mut first, depth + 1);
            self.out.push_str("name:");
            self.value(name, depth + 1, None, first.pending.take());
        }
        if first.dash {
            self.bare_dash(block, &mut first, lead.is_empty() && fields.iter().all(|field| field.above.is_empty()));
        }
        lead.into_iter().for_each(|remark| self.remark(remark, depth + 1));
        self.body(block, kind, fields, &mut first)?;
        tail.into_iter().for_each(|remark| self.remark(remark, depth + 1));
        if let Some(behind) = around_behind {
            self.remark(behind, depth + 1);
        }
        Ok(())
    }

    /// The dash of an element that has neither id nor name.
    fn bare_dash(&mut self, block: &Block, first: &mut First<'s>, may_wait: bool) {
        let begins_with_field = matches!(block.body.first(), Some(Item::Field(_)));
        if may_wait && begins_with_field && first.pending.is_none() {
            return;
        }
        self.indent(first.depth);
        self.out.push_str(if block.body.is_empty() { "- {}" } else { "-" });
        self.end(first.pending.take());
        first.dash = false;
    }

    /// Begins a line of an element, which its dash may begin.
    fn begin(&mut self, first: &mut First<'s>, depth: usize) {
        match std::mem::take(&mut first.dash) {
            true => {
                self.indent(depth - 1);
                self.out.push_str("- ");
            }
            false => self.indent(depth),
        }
    }

    fn body(
        &mut self,
        block: &'s Block,
        kind: KindId,
        around: Vec<Around<'s>>,
        first: &mut First<'s>,
    ) -> Result<(), Obstacle> {
        let depth = first.depth + 1;
        let mut done: Vec<&str> = Vec::new();
        let items: Vec<(&'s Item, Around<'s>)> = block.body.iter().zip(around).collect();
        for (item, around) in &items {
            match item {
                Item::Field(field) => self.field(field, kind, around, first),
                Item::Block(inner) if done.contains(&inner.keyword.text.as_str()) => {}
                Item::Block(inner) => {
                    done.push(inner.keyword.text.as_str());
                    self.children(&inner.keyword.text, &items, depth)?;
                }
                Item::Junk(junk) => return Err(Obstacle::new(junk.span, "this cannot be read")),
            }
        }
        Ok(())
    }

    /// All blocks of one kind among `items`, where the first of them stands.
    fn children(&mut self, keyword: &str, items: &[(&'s Item, Around<'s>)], depth: usize) -> Result<(), Obstacle> {
        let blocks = items.iter().filter_map(|(item, around)| Some((as_block(item)?, around.clone())));
        let mut run: Vec<Placed<'s>> = blocks.filter(|(block, _)| block.keyword.text == keyword).collect();
        let Some((first, around)) = run.first_mut() else { return Ok(()) };
        let plural = &self.kind(first)?.1.plural;
        self.blank(std::mem::take(&mut around.blank) && around.above.is_empty());
        self.indent(depth);
        self.out.push_str(plural);
        self.out.push_str(":\n");
        around.above = without_first_blank(&around.above);
        self.elements(&run, depth + 1)
    }

    fn field(&mut self, Field { key, value, .. }: &'s Field, kind: KindId, around: &Around<'s>, first: &mut First<'s>) {
        self.above(around, first.depth + 1);
        self.begin(first, first.depth + 1);
        self.out.push_str(&quote::scalar(&key.text));
        self.out.push(':');
        let scalar = self.schema.field_id(kind, &key.text).map(|id| &self.schema.field(kind, id).ty.scalar);
        self.value(value, first.depth + 1, scalar, around.behind);
    }

    // --- values ---

    /// Writes a value behind the colon of a key that stands `depth` steps deep, and ends the line.
    fn value(&mut self, value: &Value, depth: usize, ty: Option<&Scalar>, behind: Option<Remark<'s>>) {
        match &value.kind {
            ValueKind::Scalar { text, style: Style::Block } if is_literal(text) => self.literal(text, depth, behind),
            ValueKind::Scalar { text, style } => {
                self.out.push(' ');
                self.out.push_str(&scalar(text, *style, ty, quote::block_scalar));
                self.end(behind);
            }
            ValueKind::List(values) if !self.is_flat(value, values.iter(), depth) => {
                let spans: Vec<Span> = values.iter().map(|value| value.span).collect();
                let around = self.open(value, &spans, behind);
                for (value, around) in values.iter().zip(&around.0) {
                    self.above(around, depth + 1);
                    self.indent(depth + 1);
                    self.out.push('-');
                    self.item(value, depth + 1, ty, around.behind);
                }
                self.close(around, depth);
            }
            ValueKind::Map(entries) if !self.is_flat(value, entries.iter().map(|entry| &entry.value), depth) => {
                let spans: Vec<Span> = entries.iter().map(|entry| entry.key.span.to(entry.value.span)).collect();
                let around = self.open(value, &spans, behind);
                for (Entry { key, value }, around) in entries.iter().zip(&around.0) {
                    self.above(around, depth + 1);
                    self.indent(depth + 1);
                    self.out.push_str(&quote::scalar(&key.text));
                    self.out.push(':');
                    self.value(value, depth + 1, ty, around.behind);
                }
                self.close(around, depth);
            }
            ValueKind::Empty => self.end(behind),
            _ => self.flat(value, ty, behind),
        }
    }

    fn flat(&mut self, value: &Value, ty: Option<&Scalar>, behind: Option<Remark<'s>>) {
        self.out.push(' ');
        let text = flow(value, ty);
        self.out.push_str(&text);
        self.end(behind);
    }

    /// An item of a list: lists and maps in it in brackets.
    fn item(&mut self, value: &Value, depth: usize, ty: Option<&Scalar>, behind: Option<Remark<'s>>) {
        match &value.kind {
            ValueKind::Scalar { .. } => self.value(value, depth, ty, behind),
            _ => {
                self.flat(value, ty, behind);
                let inside = self.remarks.all(value.span.start, value.span.end);
                inside.into_iter().for_each(|remark| self.remark(remark, depth));
            }
        }
    }

    /// Ends the line of a key whose list or map follows, and gives what stands around its parts.
    fn open(&mut self, value: &Value, parts: &[Span], behind: Option<Remark<'s>>) -> Opened<'s> {
        let (first, around, mut tail) = self.remarks.around(parts, value.span.start + 1, value.span.end);
        let on_key = first.or(behind);
        if first.is_some() {
            tail.extend(behind);
        }
        self.end(on_key);
        if parts.is_empty() {
            // Brackets that hold nothing but comments.
            self.out.pop();
            let brackets = if matches!(value.kind, ValueKind::List(_)) { "[]" } else { "{}" };
            let at = self.out.len() - on_key.map_or(0, |remark| remark.words.len() + 2);
            self.out.insert_str(at, &format!(" {brackets}"));
            self.out.push('\n');
        }
        (around, tail)
    }

    fn close(&mut self, (_, tail): Opened<'s>, depth: usize) {
        tail.into_iter().for_each(|remark| self.remark(remark, depth + 1));
    }

    fn literal(&mut self, text: &str, depth: usize, behind: Option<Remark<'s>>) {
        self.out.push_str(" |");
        self.end(behind);
        for line in text.split('\n') {
            if !line.is_empty() {
                self.indent(depth + 1);
                self.out.push_str(line);
            }
            self.out.push('\n');
        }
    }

    /// Whether a list or map stands in brackets, as it does in the source: it fits on one line, and a list holds nothing but words.
    fn is_flat<'v>(&self, value: &Value, mut parts: impl Iterator<Item = &'v Value>, depth: usize) -> bool {
        let (is_map, is_empty) = match &value.kind {
            ValueKind::Map(entries) => (true, entries.is_empty()),
            ValueKind::List(values) => (false, values.is_empty()),
            _ => (false, false),
        };
        let suits = |value: &Value| match &value.kind {
            ValueKind::Scalar { style, .. } => *style == Style::Bare || is_map && *style == Style::Quoted,
            _ => false,
        };
        let single = self.remarks.on_one_line(value.span.start, value.span.end);
        // Its key stands before it.
        let fits = || depth * 2 + self.remarks.source.slice(value.span).width() < WIDTH - 20;
        !self.remarks.any_within(value.span) && (is_empty || single && parts.all(suits) && fits())
    }
}

/// What stands around the parts of a list or map, and behind them.
type Opened<'s> = (Vec<Around<'s>>, Vec<Remark<'s>>);

/// The beginning of an element.
struct First<'s> {
    /// The comment behind its header.
    pending: Option<Remark<'s>>,
    /// Whether its dash has not been written.
    dash: bool,
    depth: usize,
}

fn as_block(item: &Item) -> Option<&Block> {
    match item {
        Item::Block(block) => Some(block),
        _ => None,
    }
}

/// Comments below a line that opens something: no blank line parts them from it.
fn without_first_blank<'s>(remarks: &[Remark<'s>]) -> Vec<Remark<'s>> {
    let mut remarks = remarks.to_vec();
    if let Some(first) = remarks.first_mut() {
        first.blank = false;
    }
    remarks
}

/// A value on one line, in brackets where it is a list or a map.
fn flow(value: &Value, ty: Option<&Scalar>) -> String {
    match &value.kind {
        ValueKind::Scalar { text, style } => scalar(text, *style, ty, quote::scalar),
        ValueKind::List(values) => {
            format!("[{}]", values.iter().map(|value| flow(value, ty)).collect::<Vec<_>>().join(", "))
        }
        ValueKind::Map(entries) if entries.is_empty() => "{}".to_owned(),
        ValueKind::Map(entries) => {
            let entry = |Entry { key, value }: &Entry| format!("{}: {}", quote::scalar(&key.text), flow(value, ty));
            format!("{{ {} }}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
        ValueKind::Empty | ValueKind::Junk => String::new(),
    }
}

fn scalar(text: &str, style: Style, ty: Option<&Scalar>, written: fn(&str) -> String) -> String {
    let is_value =
        matches!(ty, Some(Scalar::Integer { .. } | Scalar::Number | Scalar::Bool | Scalar::Date | Scalar::Duration));
    match style {
        // A number stays a number, a date a date and a truth a truth for whoever reads the YAML.
        Style::Bare if is_value && is_plain_value(text) => text.to_owned(),
        _ => written(text),
    }
}

fn is_plain_value(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    unsigned.starts_with(|c: char| c.is_ascii_alphanumeric())
        && !matches!(text, "null")
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '+' | '.' | '_' | '%' | '/'))
}

/// Whether a text can stand below a `|`, line by line, and is worth it.
fn is_literal(text: &str) -> bool {
    let odd = |c: char| c != '\n' && c.is_control() || matches!(c, '\u{feff}' | '\u{2028}' | '\u{2029}');
    let blank = |line: &str| !line.is_empty() && line.trim().is_empty();
    let is_long = text.contains('\n') || text.chars().count() > 40;
    is_long && text.trim() == text && !text.contains(odd) && !text.split('\n').any(blank)
}
