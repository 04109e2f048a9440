//! Quotes around words that are texts to us and something else to other readers of YAML: `no`, `on`, `017`, `1_000`, a date.
//!
//! Only where the schema says that a text, a reference, an id or a word of a list is meant; a number stays a number.

use crate::schema::{KindId, Scalar, Schema, Shape};
use crate::syntax::yaml::quote::is_misread;
use crate::syntax::{Block, Entry, Field, File, Item, Style, Value, ValueKind};
use crate::text::{self, Source};

/// A part of the source to be replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Swap {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) text: String,
}

/// The words to be quoted, the last first.
pub(super) fn swaps(file: &File, source: &Source, schema: &Schema) -> Vec<Swap> {
    let mut finder = Finder { source, schema, swaps: Vec::new() };
    for item in &file.items {
        if let Item::Block(block) = item
            && let Some(kind) = schema.kind_of_plural(&block.keyword.text)
        {
            finder.block(block, kind);
        }
    }
    finder.swaps.sort_by_key(|swap| std::cmp::Reverse(swap.start));
    finder.swaps
}

struct Finder<'f> {
    source: &'f Source,
    schema: &'f Schema,
    swaps: Vec<Swap>,
}

impl Finder<'_> {
    fn block(&mut self, block: &Block, kind: KindId) {
        for item in &block.body {
            match item {
                Item::Block(inner) => {
                    if let Some(kind) = self.schema.kind_of_plural(&inner.keyword.text) {
                        self.block(inner, kind);
                    }
                }
                Item::Field(field) => self.field(field, kind),
                Item::Junk(_) => {}
            }
        }
    }

    fn field(&mut self, Field { key, value, .. }: &Field, kind: KindId) {
        let Some(id) = self.schema.field_id(kind, &key.text) else { return };
        let ty = &self.schema.field(kind, id).ty;
        // Values of maps by reference are numbers, as a rule.
        let is_text = matches!(
            ty.scalar,
            Scalar::Text | Scalar::Markdown | Scalar::Id | Scalar::Reference { .. } | Scalar::Enum(_)
        );
        if is_text && matches!(ty.shape, Shape::One | Shape::List | Shape::MapByLanguage) {
            self.value(value);
        }
    }

    fn value(&mut self, value: &Value) {
        match &value.kind {
            ValueKind::Scalar { text, style: Style::Plain }
                if is_misread(text) && self.source.slice(value.span) == text.as_str() =>
            {
                let (start, end) = (value.span.start as usize, value.span.end as usize);
                self.swaps.push(Swap { start, end, text: text::quoted(text) });
            }
            ValueKind::List(values) => values.iter().for_each(|value| self.value(value)),
            ValueKind::Map(entries) => entries.iter().for_each(|Entry { value, .. }| self.value(value)),
            _ => {}
        }
    }
}
