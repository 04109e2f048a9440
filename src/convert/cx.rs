//! A YAML tree to `.cx`, one field a line; the formatter gives it its layout.
//!
//! `name` moves into the header, except where it is told in several languages. A section without elements says nothing and goes.

use super::Obstacle;
use super::around::{Around, Remark, Remarks};
use crate::schema::{Kind, KindId, Scalar, Schema};
use crate::syntax::write::quoted;
use crate::syntax::{Block, Entry, Field, File, Item, Style, Value, ValueKind, Word, is_id};
use crate::text::{Source, Span};

pub(super) fn text(file: &File, source: &Source, schema: &Schema) -> Result<String, Obstacle> {
    let mut writer = Writer { remarks: Remarks::of(file, source), schema, out: String::new() };
    let spans: Vec<Span> = file.items.iter().map(Item::span).collect();
    let (first, mut around, mut tail) = writer.remarks.around(&spans, 0, source.text.len() as u32);
    first.into_iter().for_each(|remark| writer.remark(remark));
    let inside = writer.remarks_inside(&file.items, &mut around, &mut tail);
    for ((item, around), inside) in file.items.iter().zip(&around).zip(inside) {
        match item {
            Item::Block(block) => {
                writer.above(around);
                writer.block(block, around.behind, inside)?;
            }
            Item::Field(Field { value: Value { kind: ValueKind::Empty, .. }, span, .. }) => {
                writer.above(around);
                let within = writer.remarks.all(span.start, span.end);
                within.into_iter().chain(around.behind).for_each(|remark| writer.remark(remark));
            }
            other => return Err(Obstacle::new(other.span(), "this is no element")),
        }
    }
    tail.into_iter().for_each(|remark| writer.remark(remark));
    Ok(writer.out)
}

struct Writer<'s> {
    remarks: Remarks<'s>,
    schema: &'s Schema,
    out: String,
}

impl<'s> Writer<'s> {
    // --- lines ---

    fn blank(&mut self, blank: bool) {
        if blank {
            self.out.push('\n');
        }
    }

    fn remark(&mut self, remark: Remark<'_>) {
        self.blank(remark.blank);
        self.out.push_str("//");
        self.out.push_str(remark.words);
        self.out.push('\n');
    }

    fn above(&mut self, around: &Around<'_>) {
        around.above.iter().for_each(|remark| self.remark(*remark));
        self.blank(around.blank);
    }

    /// Ends a line, with a comment.
    fn end(&mut self, behind: Option<Remark<'_>>) {
        if let Some(remark) = behind {
            self.out.push_str(" //");
            self.out.push_str(remark.words);
        }
        self.out.push('\n');
    }

    // --- elements ---

    fn kind(&self, keyword: &Word) -> Result<(KindId, &'s Kind), Obstacle> {
        let kind = self.schema.kind_of_plural(&keyword.text).map(|kind| (kind, self.schema.kind(kind)));
        kind.ok_or_else(|| Obstacle::new(keyword.span, format!("`{}` is no kind of element", keyword.text)))
    }

    /// Takes comments that stand below an element and are indented as its fields are: they are about it, not about what follows.
    fn remarks_inside(
        &self,
        items: &[Item],
        around: &mut [Around<'s>],
        tail: &mut Vec<Remark<'s>>,
    ) -> Vec<Vec<Remark<'s>>> {
        let mut inside = Vec::with_capacity(items.len());
        for (at, item) in items.iter().enumerate() {
            let below = around.get_mut(at + 1).map_or(&mut *tail, |next| &mut next.above);
            let Item::Block(block) = item else {
                inside.push(Vec::new());
                continue;
            };
            let by_id = block.id.as_ref().is_some_and(|id| id.span == block.header);
            let margin = self.remarks.column(block.header.start) + usize::from(by_id);
            let count = below.iter().take_while(|remark| remark.column >= margin && !remark.spoken).count();
            inside.push(below.drain(..count).collect());
        }
        inside
    }

    fn block(
        &mut self,
        block: &'s Block,
        mut behind: Option<Remark<'s>>,
        inside: Vec<Remark<'s>>,
    ) -> Result<(), Obstacle> {
        let (kind, declared) = self.kind(&block.keyword)?;
        let spans: Vec<Span> = block.body.iter().map(Item::span).collect();
        // Behind the key that is the id, else from the first key on; nothing of the element stands before it.
        let begin = match &block.id {
            Some(id) if block.header == id.span => id.span.end,
            _ => block.span.start,
        };
        let (first, mut around, mut tail) = self.remarks.around(&spans, begin, block.span.end);
        let mut insides = self.remarks_inside(&block.body, &mut around, &mut tail);
        tail.extend(inside);
        // A line ends the last field of a block as well as the block.
        if let (Some(item), Some(last)) = (block.body.last(), around.last_mut())
            && item.span().end == block.span.end
        {
            last.behind = last.behind.or(behind.take());
        }
        let (name, name_around) = self.name(block, &around);
        self.header(&declared.name, block, name)?;
        if block.body.iter().all(|item| Some(item.span()) == name.map(|name| name.span))
            && tail.is_empty()
            && block.body.len() <= 1
        {
            return self.short(block, name, name_around, first, behind);
        }
        let mut on_header: Vec<Remark<'s>> = first.into_iter().collect();
        if let Some(around) = name_around {
            on_header.extend(around.behind);
        }
        let single = on_header.is_empty() && !self.remarks.any_within(block.span) && self.is_single(block);
        self.out.push_str(if single { " { " } else { " {" });
        let mut on_header = on_header.into_iter();
        if !single {
            self.end(on_header.next());
        }
        on_header.for_each(|remark| self.remark(remark));
        name_around.iter().flat_map(|around| &around.above).for_each(|remark| self.remark(*remark));
        self.body(block, kind, (&around, &mut insides), name, single)?;
        tail.into_iter().for_each(|remark| self.remark(remark));
        self.out.push('}');
        self.end(behind);
        Ok(())
    }

    /// A block that holds no more than its header tells.
    fn short(
        &mut self,
        block: &Block,
        name: Option<&Field>,
        around: Option<&Around<'s>>,
        first: Option<Remark<'s>>,
        behind: Option<Remark<'s>>,
    ) -> Result<(), Obstacle> {
        let above = around.iter().flat_map(|around| around.above.iter().copied()).collect::<Vec<_>>();
        let mut all = first.into_iter().chain(around.and_then(|around| around.behind)).chain(behind);
        let braces = (block.id.is_none() && name.is_none()) || !above.is_empty();
        self.out.push_str(if braces { " {" } else { "" });
        let on_line = all.next();
        if braces && above.is_empty() && on_line.is_none() {
            self.out.push('}');
            self.end(None);
        } else {
            self.end(on_line);
            above.into_iter().for_each(|remark| self.remark(remark));
            self.out.push_str(if braces { "}\n" } else { "" });
        }
        all.for_each(|remark| self.remark(remark));
        Ok(())
    }

    fn is_single(&self, block: &Block) -> bool {
        let fields = block.body.iter().all(|item| matches!(item, Item::Field(_)));
        fields && self.remarks.on_one_line(block.span.start, block.span.end)
    }

    /// The field that goes into the header.
    fn name<'a>(&self, block: &'s Block, around: &'a [Around<'s>]) -> (Option<&'s Field>, Option<&'a Around<'s>>) {
        let found = block.body.iter().zip(around).find_map(|(item, around)| match item {
            Item::Field(field) if field.key.text == "name" => Some((field, around)),
            _ => None,
        });
        match found {
            Some((field, around)) if matches!(field.value.kind, ValueKind::Scalar { .. }) => {
                (Some(field), Some(around))
            }
            _ => (None, None),
        }
    }

    fn header(&mut self, keyword: &str, block: &Block, name: Option<&Field>) -> Result<(), Obstacle> {
        self.out.push_str(keyword);
        if let Some(id) = &block.id {
            if !is_word(&id.text) {
                return Err(Obstacle::new(id.span, format!("the id `{}` cannot be written in .cx", id.text)));
            }
            self.out.push(' ');
            self.out.push_str(&id.text);
        }
        if let Some(name) = name.and_then(|name| name.value.text()) {
            self.out.push(' ');
            self.out.push_str(&quoted(name));
        }
        Ok(())
    }

    fn body(
        &mut self,
        block: &'s Block,
        kind: KindId,
        (around, insides): (&[Around<'s>], &mut [Vec<Remark<'s>>]),
        name: Option<&Field>,
        single: bool,
    ) -> Result<(), Obstacle> {
        let around = around.iter().zip(insides);
        let items = block.body.iter().zip(around).filter(|(item, _)| Some(item.span()) != name.map(|name| name.span));
        for (at, (item, (around, inside))) in items.enumerate() {
            match item {
                Item::Field(field) if single => {
                    self.out.push_str(if at > 0 { ", " } else { "" });
                    self.field(field, kind);
                }
                Item::Field(field) => {
                    self.above(around);
                    self.field(field, kind);
                    let mut within = self.remarks_in_scalar(field).into_iter().chain(around.behind);
                    self.end(within.next());
                    within.for_each(|remark| self.remark(remark));
                }
                Item::Block(inner) => {
                    self.above(around);
                    self.block(inner, around.behind, std::mem::take(inside))?;
                }
                Item::Junk(junk) => return Err(Obstacle::new(junk.span, "this cannot be read")),
            }
        }
        self.out.push_str(if single { " " } else { "" });
        Ok(())
    }

    /// Comments between a key and its text, or behind the mark of a text in lines: `key: | # …`.
    fn remarks_in_scalar(&self, field: &Field) -> Vec<Remark<'s>> {
        match field.value.kind {
            ValueKind::List(_) | ValueKind::Map(_) => Vec::new(),
            _ => self.remarks.all(field.key.span.end, field.value.span.end),
        }
    }

    // --- values ---

    fn field(&mut self, Field { key, value, .. }: &Field, kind: KindId) {
        let scalar = self.schema.field_id(kind, &key.text).map(|id| &self.schema.field(kind, id).ty.scalar);
        self.key(key);
        self.value(value, key.span.end, scalar);
    }

    fn key(&mut self, key: &Word) {
        let text = if is_word(&key.text) { key.text.to_string() } else { quoted(&key.text) };
        self.out.push_str(&text);
        self.out.push_str(": ");
    }

    /// Writes a value and the comments in it, from behind its key on.
    fn value(&mut self, value: &Value, from: u32, ty: Option<&Scalar>) {
        match &value.kind {
            ValueKind::Scalar { text, style } => self.out.push_str(&scalar(text, *style, ty)),
            ValueKind::List(values) => {
                let spans: Vec<Span> = values.iter().map(|value| value.span).collect();
                let around = self.open('[', value, from, &spans);
                for (at, value) in values.iter().enumerate() {
                    self.part(at, around.as_ref(), |writer| writer.value(value, value.span.start, ty));
                }
                self.close(']', around);
            }
            ValueKind::Map(entries) => {
                let spans: Vec<Span> = entries.iter().map(|entry| entry.key.span.to(entry.value.span)).collect();
                let around = self.open('{', value, from, &spans);
                for (at, Entry { key, value }) in entries.iter().enumerate() {
                    self.part(at, around.as_ref(), |writer| {
                        writer.key(key);
                        writer.value(value, key.span.end, ty);
                    });
                }
                self.close('}', around);
            }
            ValueKind::Empty | ValueKind::Junk => {}
        }
    }

    /// Opens a list or map; what stands around its parts, if there are comments in it.
    fn open(
        &mut self,
        bracket: char,
        value: &Value,
        from: u32,
        parts: &[Span],
    ) -> Option<(Vec<Around<'s>>, Vec<Remark<'s>>)> {
        self.out.push(bracket);
        if self.remarks.within(from, value.span.end).is_empty() {
            return None;
        }
        let (first, around, tail) = self.remarks.around(parts, from, value.span.end);
        self.end(first);
        Some((around, tail))
    }

    fn part(
        &mut self,
        at: usize,
        around: Option<&(Vec<Around<'s>>, Vec<Remark<'s>>)>,
        write: impl FnOnce(&mut Writer<'s>),
    ) {
        match around.and_then(|(around, _)| around.get(at)) {
            None => {
                self.out.push_str(if at > 0 { ", " } else { "" });
                write(self);
            }
            Some(around) => {
                self.above(around);
                write(self);
                self.end(around.behind);
            }
        }
    }

    fn close(&mut self, bracket: char, around: Option<(Vec<Around<'s>>, Vec<Remark<'s>>)>) {
        around.into_iter().flat_map(|(_, tail)| tail).for_each(|remark| self.remark(remark));
        self.out.push(bracket);
    }
}

/// A single value as its type asks: texts in quotes, ids and values without.
fn scalar(text: &str, style: Style, ty: Option<&Scalar>) -> String {
    let bare = match ty {
        Some(Scalar::Text | Scalar::Markdown | Scalar::Url | Scalar::Image) => false,
        Some(Scalar::Id) => is_id(text),
        Some(Scalar::Reference { .. }) => text.split(['.', '/']).all(is_id),
        Some(_) => is_word(text),
        None => style == Style::Plain && is_word(text),
    };
    let lines = text.trim_end_matches('\n');
    match bare {
        true => text.to_owned(),
        false if style == Style::Block && is_literal(lines) => format!("\"\"\"\n{lines}\n\"\"\""),
        false => quoted(text),
    }
}

/// Whether `.cx` reads a text without quotes as one word.
fn is_word(text: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '_' | '/' | '%' | '+');
    is_id(text) || !text.is_empty() && text.chars().all(fits) && !text.contains("//")
}

/// Whether a text can stand between `"""` line by line.
fn is_literal(text: &str) -> bool {
    let blank = |line: &str| !line.is_empty() && line.trim().is_empty();
    text.contains('\n')
        && text.trim() == text
        && !text.contains("\"\"\"")
        && !text.contains('\r')
        && !text.split('\n').any(blank)
}
