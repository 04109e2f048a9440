//! Lines around a place in a text: what stands before it and behind it on its line, how deep the line is indented.

use crate::syntax::{File, Notation};
use crate::text::{Edit, Source, SourceId, Span};

/// A file about to be edited.
#[derive(Clone, Copy)]
pub(super) struct Page<'p> {
    pub(super) id: SourceId,
    pub(super) source: &'p Source,
    pub(super) file: &'p File,
    line_break: &'static str,
}

impl<'p> Page<'p> {
    pub(super) fn new(id: SourceId, source: &'p Source, file: &'p File) -> Page<'p> {
        let line_break = if source.text.contains("\r\n") { "\r\n" } else { "\n" };
        Page { id, source, file, line_break }
    }

    pub(super) fn text(self) -> &'p str {
        &self.source.text
    }

    pub(super) fn notation(self) -> Notation {
        self.file.notation
    }

    pub(super) fn slice(self, from: usize, to: usize) -> &'p str {
        self.text().get(from..to).unwrap_or_default()
    }

    /// The byte at which the line of `at` begins, behind a byte order mark.
    pub(super) fn line_start(self, at: usize) -> usize {
        let begin = self.slice(0, at).rfind('\n').map_or(0, |found| found + 1);
        if begin == 0 && self.text().starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { begin }
    }

    /// The byte at which the line of `at` ends, its line break not counted.
    pub(super) fn line_end(self, at: usize) -> usize {
        let rest = self.slice(at, self.text().len());
        at + rest.find(['\n', '\r']).unwrap_or(rest.len())
    }

    /// The byte behind the line break of the line of `at`.
    pub(super) fn next_line(self, at: usize) -> usize {
        let end = self.line_end(at);
        let rest = self.slice(end, self.text().len());
        end + if rest.starts_with("\r\n") { 2 } else { usize::from(!rest.is_empty()) }
    }

    /// What stands before `at` on its line.
    pub(super) fn before(self, at: usize) -> &'p str {
        self.slice(self.line_start(at), at)
    }

    /// What stands behind `at` on its line.
    pub(super) fn behind(self, at: usize) -> &'p str {
        self.slice(at, self.line_end(at))
    }

    /// The blanks with which the line of `at` begins.
    pub(super) fn indent(self, at: usize) -> &'p str {
        let line = self.slice(self.line_start(at), self.line_end(at));
        line.get(..line.len() - line.trim_start_matches([' ', '\t']).len()).unwrap_or_default()
    }

    /// As many blanks as there are columns before `at`, or in `.cx` the indentation of its line.
    pub(super) fn key_indent(self, at: usize) -> String {
        match self.notation() {
            Notation::Cx => self.indent(at).to_owned(),
            Notation::Yaml => " ".repeat(self.before(at).chars().count()),
        }
    }

    /// The end of `span` without line breaks and blanks that belong to the layout.
    pub(super) fn end(self, span: Span) -> usize {
        span.start as usize + self.source.slice(span).trim_end().len()
    }

    /// Whether `rest` of a line says nothing more: blanks, a comma, a comment.
    pub(super) fn is_over(self, rest: &str) -> bool {
        let rest = rest.trim_start();
        let rest = rest.strip_prefix(',').unwrap_or(rest).trim();
        rest.is_empty() || rest.starts_with(if self.notation() == Notation::Cx { "//" } else { "#" })
    }

    /// Replaces the bytes `from..to`; line breaks of `text` become those of the file.
    pub(super) fn replace(self, from: usize, to: usize, text: &str) -> Edit {
        let text = if self.line_break == "\n" { text.to_owned() } else { text.replace('\n', "\r\n") };
        Edit { span: Span::new(self.id, from, to), text }
    }

    pub(super) fn insert(self, at: usize, text: &str) -> Edit {
        self.replace(at, at, text)
    }

    /// The comments within `from..to`.
    pub(super) fn comments(self, from: usize, to: usize) -> impl Iterator<Item = &'p str> {
        let all = self.file.comments.as_slice();
        let first = all.partition_point(|comment| (comment.span.start as usize) < from);
        let inside = move |span: &Span| span.end as usize <= to;
        let rest = all.get(first..).unwrap_or_default().iter().map(|comment| comment.span);
        rest.take_while(inside).map(move |span| self.source.slice(span))
    }

    /// Takes out the whole lines from that of `from` to that of `to`; comments on them stay, each on a line of its own.
    pub(super) fn cut_lines(self, from: usize, to: usize) -> Edit {
        let (start, end) = (self.line_start(from), self.next_line(to));
        let indent = self.indent(from);
        let kept: String = self.comments(start, end).map(|comment| format!("{indent}{comment}\n")).collect();
        self.replace(start, end, &kept)
    }
}
