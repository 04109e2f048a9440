//! Which comments belong to which part of a file: those above it, and the one behind it on its line.

use crate::syntax::{self, Comment, File};
use crate::text::{Source, Span};

/// A comment to be written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Remark<'s> {
    /// What it says, without its marker.
    pub(super) words: &'s str,
    /// Whether a blank line stands before it.
    pub(super) blank: bool,
    /// Whether a blank line stands behind it.
    pub(super) blank_behind: bool,
    /// Whether it speaks to touchbase.
    pub(super) spoken: bool,
    /// How many bytes stand before it on its line.
    pub(super) column: usize,
}

/// What stands around a part.
#[derive(Debug, Clone, Default)]
pub(super) struct Around<'s> {
    /// Comments above it.
    pub(super) above: Vec<Remark<'s>>,
    /// Whether a blank line stands right before it.
    pub(super) blank: bool,
    /// The comment behind it on its line.
    pub(super) behind: Option<Remark<'s>>,
}

/// The comments of a file, by place.
#[derive(Clone, Copy)]
pub(super) struct Remarks<'s> {
    pub(super) source: &'s Source,
    comments: &'s [Comment],
}

/// A comment without its marker.
pub(super) fn words(comment: &str) -> &str {
    let comment = comment.trim_end();
    comment.strip_prefix("//").or(comment.strip_prefix('#')).unwrap_or(comment)
}

impl<'s> Remarks<'s> {
    pub(super) fn of(file: &'s File, source: &'s Source) -> Remarks<'s> {
        Remarks { source, comments: &file.comments }
    }

    fn between(&self, from: u32, to: u32) -> &'s str {
        self.source.text.get(from as usize..to as usize).unwrap_or_default()
    }

    /// How many bytes stand before a place on its line.
    pub(super) fn column(&self, at: u32) -> usize {
        let before = self.between(0, at);
        before.len() - before.rfind(['\n', '\r', '\u{feff}']).map_or(0, |end| end + 1)
    }

    /// The comments that begin in `from..to`.
    pub(super) fn within(&self, from: u32, to: u32) -> &'s [Comment] {
        let first = self.comments.partition_point(|comment| comment.span.start < from);
        let last = self.comments.partition_point(|comment| comment.span.start < to);
        self.comments.get(first..last).unwrap_or_default()
    }

    pub(super) fn any_within(&self, span: Span) -> bool {
        !self.within(span.start, span.end).is_empty()
    }

    pub(super) fn on_one_line(&self, from: u32, to: u32) -> bool {
        !self.between(from, to).contains(['\n', '\r'])
    }

    fn has_blank_line(&self, from: u32, to: u32) -> bool {
        let gap = self.between(from, to);
        gap.split('\n')
            .skip(1)
            .collect::<Vec<_>>()
            .split_last()
            .is_some_and(|(_, inner)| inner.iter().any(|line| line.trim().is_empty()))
    }

    fn remark(&self, comment: &Comment, from: u32, to: u32) -> Remark<'s> {
        let span = comment.span;
        Remark {
            words: words(self.source.slice(span)),
            blank: self.has_blank_line(from, span.start),
            blank_behind: self.has_blank_line(span.end, to),
            spoken: syntax::is_directive(self.source, comment),
            column: self.column(span.start),
        }
    }

    /// All comments within a span, one after the other.
    pub(super) fn all(&self, from: u32, to: u32) -> Vec<Remark<'s>> {
        let mut before = from;
        let comments = self.within(from, to);
        let ends = comments.iter().skip(1).map(|next| next.span.start).chain([to]);
        let remarks = comments.iter().zip(ends).map(|(comment, next)| {
            let remark = self.remark(comment, before, next);
            before = comment.span.end;
            remark
        });
        remarks.collect()
    }

    /// What stands around each of `parts`, which follow each other between `from` and `to`; the comment behind what stands before the
    /// first of them, on its line; and the comments behind the last.
    pub(super) fn around(
        &self,
        parts: &[Span],
        from: u32,
        to: u32,
    ) -> (Option<Remark<'s>>, Vec<Around<'s>>, Vec<Remark<'s>>) {
        let mut all: Vec<Around<'s>> = Vec::with_capacity(parts.len());
        let (mut first, mut end) = (None, from);
        for part in parts {
            let (behind, above, blank) = self.gap(end, part.start);
            match all.last_mut() {
                Some(last) => last.behind = behind,
                None => first = behind,
            }
            all.push(Around { above, blank, behind: None });
            end = part.end.max(end);
        }
        let (behind, above, _) = self.gap(end, to);
        match all.last_mut() {
            Some(last) => last.behind = behind,
            None => first = behind,
        }
        (first, all, above)
    }

    /// The comment on the line that the gap begins on, the others, and whether a blank line ends the gap.
    fn gap(&self, from: u32, to: u32) -> (Option<Remark<'s>>, Vec<Remark<'s>>, bool) {
        let comments = self.within(from, to.max(from));
        let behind = comments.first().filter(|comment| !comment.own_line && self.on_one_line(from, comment.span.start));
        let mut remarks = self.all(from, to.max(from));
        let last = comments.last().map_or(from, |comment| comment.span.end);
        let behind = behind.map(|_| remarks.remove(0));
        (behind, remarks, self.has_blank_line(last, to))
    }
}
