//! What a growing selection takes in: a word, its value, its field, its element, and so on to the whole file.

use crate::syntax::{Block, File, Item, Value, ValueKind};
use crate::text::{Source, SourceId, Span};

/// The parts around `offset`, the smallest first, each within the next; the last is the whole file.
pub fn around(source: &Source, file: &File, offset: u32) -> Vec<Span> {
    let mut spans = vec![Span::new(file.source, 0, source.text.len())];
    for item in &file.items {
        // In YAML the word of a section stands outside of its elements.
        in_item(item, offset, &mut spans);
    }
    if let Some(word) = word(file.source, source, offset) {
        spans.push(word);
    }
    spans.sort_by_key(|span| (std::cmp::Reverse(span.start), span.end));
    spans.sort_by_key(|span| span.len());
    spans.dedup();
    // Each has to lie within the next.
    let mut nested: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        if nested.last().is_none_or(|inner| span.start <= inner.start && inner.end <= span.end) {
            nested.push(span);
        }
    }
    nested
}

fn in_item(item: &Item, offset: u32, spans: &mut Vec<Span>) {
    if !item.span().touches(offset) {
        return;
    }
    spans.push(item.span());
    match item {
        Item::Block(block) => in_block(block, offset, spans),
        Item::Field(field) => {
            if field.key.span.touches(offset) {
                spans.push(field.key.span);
            }
            in_value(&field.value, offset, spans);
        }
        Item::Junk(_) => {}
    }
}

fn in_block(block: &Block, offset: u32, spans: &mut Vec<Span>) {
    let name = block.name.as_ref().map(|name| name.span);
    let words = [Some(block.keyword.span), block.id.as_ref().map(|id| id.span), name, Some(block.header), block.inner];
    spans.extend(words.into_iter().flatten().filter(|span| span.touches(offset)));
    block.body.iter().for_each(|item| in_item(item, offset, spans));
}

fn in_value(value: &Value, offset: u32, spans: &mut Vec<Span>) {
    if !value.span.touches(offset) {
        return;
    }
    spans.extend([value.span, value.inside()]);
    match &value.kind {
        ValueKind::List(values) => values.iter().for_each(|value| in_value(value, offset, spans)),
        ValueKind::Map(entries) => {
            for entry in entries {
                let whole = entry.key.span.to(entry.value.span);
                spans.extend([whole, entry.key.span].into_iter().filter(|span| span.touches(offset)));
                in_value(&entry.value, offset, spans);
            }
        }
        ValueKind::Scalar { .. } | ValueKind::Empty | ValueKind::Junk => {}
    }
}

/// The word at `offset`.
fn word(id: SourceId, source: &Source, offset: u32) -> Option<Span> {
    let (before, after) = source.text.split_at_checked(offset as usize)?;
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let start = before.trim_end_matches(is_part).len();
    let end = source.text.len() - after.trim_start_matches(is_part).len();
    (start < end).then(|| Span::new(id, start, end))
}
