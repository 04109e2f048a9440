//! How wide something is on one line, and whether it can stand there at all.

use unicode_width::UnicodeWidthStr;

use super::value::fewest_escapes;
use super::{Part, Printer};
use crate::syntax::{Block, Entry, Field, Item, Style, Value, ValueKind, Word};
use crate::text::Span;

impl<'s> Printer<'s> {
    /// Whether a part can stand on one line of so many columns.
    pub(super) fn part_fits(&self, part: Part<'s>, room: usize) -> bool {
        match part {
            _ if !self.faults_in(part.span()).is_empty() => false,
            Part::Item(Item::Block(block)) => self.block_fits(block, room),
            Part::Item(Item::Field(Field { key, value, .. })) | Part::Entry(Entry { key, value }) => {
                self.pair(key, value, room).is_some()
            }
            Part::Value(value) => self.width(value, room).is_some(),
            Part::Item(Item::Junk(_)) => false,
        }
    }

    /// Whether a block can stand on one line of so many columns: it stands on one, and holds only fields. Where the room has no end,
    /// it may hold blocks too.
    pub(super) fn block_fits(&self, block: &Block, room: usize) -> bool {
        let single = self.on_one_line(block.span.start as usize, block.span.end as usize);
        (single || block.body.is_empty() && !self.has_comment(block.span)) && self.block_width(block, room).is_some()
    }

    fn block_width(&self, block: &Block, room: usize) -> Option<usize> {
        let id = block.id.as_ref().map_or(0, |id| 1 + self.columns(id.span));
        let name = block.name.as_ref().map_or(Some(0), |name| Some(1 + self.width(name, room)?))?;
        let mut width = self.columns(block.keyword.span) + id + name;
        if block.inner.is_some() {
            width += if block.body.is_empty() { " {}".len() } else { " {  }".len() };
        }
        for (at, item) in block.body.iter().enumerate() {
            let left = room.checked_sub(width)?;
            width += if at > 0 { 2 } else { 0 };
            width += match item {
                Item::Field(Field { key, value, .. }) => self.pair(key, value, left)?,
                Item::Block(inner) if room == usize::MAX => self.block_width(inner, room)?,
                _ => return None,
            };
        }
        (width <= room).then_some(width)
    }

    fn pair(&self, key: &Word, value: &Value, room: usize) -> Option<usize> {
        let width = self.key_width(key, value);
        let width = width + self.width(value, room.checked_sub(width)?)?;
        (width <= room).then_some(width)
    }

    /// The width of a key with its colon, and a blank where a value follows.
    pub(super) fn key_width(&self, key: &Word, value: &Value) -> usize {
        self.columns(key.span) + if matches!(value.kind, ValueKind::Empty) { 1 } else { 2 }
    }

    fn columns(&self, span: Span) -> usize {
        self.source.slice(span).width()
    }

    fn has_comment(&self, span: Span) -> bool {
        let next = self.comments.partition_point(|comment| comment.span.start < span.start);
        self.comments.get(next).is_some_and(|comment| comment.span.start < span.end)
    }

    /// The width of a value on one line, if it can stand there and takes no more than `room`.
    pub(super) fn width(&self, value: &Value, room: usize) -> Option<usize> {
        let width = match &value.kind {
            ValueKind::Empty => 0,
            ValueKind::Junk => return None,
            ValueKind::Scalar { style: Style::Quoted, .. } => fewest_escapes(self.source.slice(value.span)).width(),
            ValueKind::Scalar { style: Style::Block, .. }
                if !self.on_one_line(value.span.start as usize, value.span.end as usize) =>
            {
                return None;
            }
            ValueKind::Scalar { .. } => self.columns(value.span),
            ValueKind::List(values) => {
                self.is_begun_on_one_line(value, values.first().map(|first| first.span))?;
                let mut width = 2;
                for (at, value) in values.iter().enumerate() {
                    width += if at > 0 { 2 } else { 0 };
                    width += self.width(value, room.checked_sub(width)?)?;
                }
                width
            }
            ValueKind::Map(entries) => {
                self.is_begun_on_one_line(value, entries.first().map(|first| first.key.span))?;
                let mut width = if entries.is_empty() { 2 } else { 4 };
                for (at, Entry { key, value }) in entries.iter().enumerate() {
                    width += if at > 0 { 2 } else { 0 };
                    width += self.pair(key, value, room.checked_sub(width)?)?;
                }
                width
            }
        };
        (width <= room).then_some(width)
    }

    /// Nothing where the author has begun a list or map with a line break, or it holds a comment.
    fn is_begun_on_one_line(&self, value: &Value, first: Option<Span>) -> Option<()> {
        let begin = first.map_or(value.span.start, |first| first.start);
        let beside = self.on_one_line(value.span.start as usize, begin as usize);
        (beside && !self.has_comment(value.span)).then_some(())
    }
}
