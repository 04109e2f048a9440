//! The lines of the sources that a finding speaks of, as a terminal can show them, and where its labels stand in them.
//!
//! It looks lines up in the line index of each source, so its cost depends on what is shown and not on the size of the
//! files. Lines of several files stand one after the other in one text, which is what lets one report quote them all.
//! It knows neither colours nor the layout around the lines.

use std::collections::BTreeSet;
use std::ops::Range;

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use super::visible::{columns, modifies_emoji, push_visible, visible_line};
use super::{Diagnostic, Label};
use crate::text::{Position, Source, SourceId, Sources};

/// A label over more lines than this is shown at its first line only.
const MAX_LINES: usize = 5;

/// The quoted lines of one finding.
#[derive(Debug)]
pub(super) struct Excerpt {
    text: String,
    lines: Vec<Line>,
    /// The labels, the primary one first.
    pub(super) marks: Vec<Mark>,
}

/// A label within the excerpt.
#[derive(Debug)]
pub(super) struct Mark {
    /// Bytes of the excerpt.
    pub(super) range: Range<usize>,
    /// What to say there.
    pub(super) text: String,
    /// Where the label begins in its source.
    position: Position,
}

#[derive(Debug)]
struct Line {
    source: SourceId,
    path: String,
    /// Its number in the source, from 0.
    number: usize,
    /// Its bytes in the excerpt, line break included.
    range: Range<usize>,
    /// Stands for a whole file: shows nothing but the path.
    whole: bool,
}

/// A label and its lines (from 0) in its source.
struct Place<'d> {
    label: &'d Label,
    first: usize,
    last: usize,
}

/// Whether the finding is about a file as a whole.
pub(super) fn is_whole_file(diagnostic: &Diagnostic) -> bool {
    diagnostic.primary.span.is_file()
}

impl Excerpt {
    /// Quotes the lines that `diagnostic` points at, with one line around them, each cut to `width` columns.
    pub(super) fn new(diagnostic: &Diagnostic, sources: &Sources, width: usize) -> Excerpt {
        let mut excerpt = Excerpt { text: String::new(), lines: Vec::new(), marks: Vec::new() };
        let mut related: Vec<&Label> = diagnostic.related.iter().collect();
        if is_whole_file(diagnostic) {
            excerpt.add_whole_file(&diagnostic.primary, sources);
        } else {
            let main = diagnostic.primary.span.source;
            let same_file = related.extract_if(.., |label| label.span.source == main);
            let labels: Vec<&Label> = std::iter::once(&diagnostic.primary).chain(same_file).collect();
            excerpt.add_file(&labels, sources, width);
        }
        while let Some(next) = related.first().map(|label| label.span.source) {
            let labels: Vec<&Label> = related.extract_if(.., |label| label.span.source == next).collect();
            excerpt.add_file(&labels, sources, width);
        }
        excerpt
    }

    fn add_whole_file(&mut self, label: &Label, sources: &Sources) {
        let source = sources.get(label.span.source);
        let start = self.text.len();
        self.text.push('\n');
        let path = visible_line(source.path.as_str());
        self.lines.push(Line { source: label.span.source, path, number: 0, range: start..start + 1, whole: true });
        let position = Position { line: 1, column: 1 };
        self.marks.push(Mark { range: start..start, text: String::new(), position });
    }

    /// Adds the lines that `labels`, all of one source, point at.
    fn add_file(&mut self, labels: &[&Label], sources: &Sources, width: usize) {
        let Some(id) = labels.first().map(|label| label.span.source) else { return };
        let source = sources.get(id);
        let places: Vec<Place> = labels.iter().map(|label| place(label, source)).collect();
        let mut marks: Vec<Mark> = places.iter().map(|place| Mark::at(place, source)).collect();
        for number in wanted_lines(&places, source) {
            self.add_line(number, id, source, (&places, &mut marks), width);
        }
        self.marks.append(&mut marks);
    }

    fn add_line(
        &mut self,
        number: usize,
        id: SourceId,
        source: &Source,
        (places, marks): (&[Place], &mut [Mark]),
        width: usize,
    ) {
        let start = self.text.len();
        let in_source = line_range(source, number);
        let line = source.text.get(in_source.clone()).unwrap_or_default();
        let here = |place: &&Place| place.first <= number && number <= place.last;
        let focus = places.iter().find(here).map_or(0..0, |place| within(place, &in_source));
        let shown = ShownLine::new(line, focus, width);
        for (place, mark) in places.iter().zip(marks) {
            let range = within(place, &in_source);
            if place.first == number {
                mark.range.start = start + shown.offset(range.start);
            }
            if place.last == number {
                mark.range.end = start + shown.offset(range.end);
            }
        }
        self.text.push_str(&shown.text);
        self.text.push('\n');
        let path = visible_line(source.path.as_str());
        self.lines.push(Line { source: id, path, number, range: start..self.text.len(), whole: false });
    }

    fn line_at(&self, offset: usize) -> usize {
        self.lines.partition_point(|line| line.range.start <= offset).saturating_sub(1)
    }

    /// Whether line `at` of the excerpt directly follows the one before it in the same source.
    fn follows(&self, at: usize) -> bool {
        let (Some(line), Some(before)) = (self.lines.get(at), at.checked_sub(1).and_then(|at| self.lines.get(at)))
        else {
            return false;
        };
        line.source == before.source && line.number == before.number + 1 && !line.whole && !before.whole
    }

    fn read(&self, span: &SourceSpan, before: usize, after: usize) -> Option<MietteSpanContents<'_>> {
        let end = span.offset() + span.len();
        let mut first = self.line_at(span.offset());
        let mut last = self.line_at(if span.is_empty() { end } else { end - 1 });
        if !(first + 1..=last).all(|at| self.follows(at)) {
            return None;
        }
        let column = self.marks.iter().find(|mark| mark.range.start == span.offset()).map_or(1, |m| m.position.column);
        for _ in 0..before {
            first -= usize::from(self.follows(first));
        }
        for _ in 0..after {
            last += usize::from(self.follows(last + 1));
        }
        let (from, to) = (self.lines.get(first)?, self.lines.get(last)?);
        let range = from.range.start..if to.whole { to.range.start } else { to.range.end };
        let data = self.text.get(range.clone())?.as_bytes();
        let column = if before == 0 { column as usize - 1 } else { 0 };
        let span = (range.start, range.len()).into();
        Some(MietteSpanContents::new_named(from.path.clone(), data, span, from.number, column, last + 1 - first))
    }
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        match self.read(span, before, after) {
            Some(contents) => Ok(Box::new(contents)),
            None => Err(MietteError::OutOfBounds),
        }
    }
}

impl Mark {
    fn at(place: &Place, source: &Source) -> Mark {
        let text = visible_line(&place.label.text);
        Mark { range: 0..0, text, position: source.position(place.label.span.start) }
    }
}

fn place<'d>(label: &'d Label, source: &Source) -> Place<'d> {
    let (start, end) = (label.span.start, label.span.end.max(label.span.start));
    let first = source.lines().line(start);
    let last = source.lines().line(if end > start { end - 1 } else { end });
    Place { label, first, last: if last - first < MAX_LINES { last } else { first } }
}

/// The lines to quote: those with labels and one before and after, where there is one with text.
fn wanted_lines(places: &[Place], source: &Source) -> BTreeSet<usize> {
    let count = source.lines().len();
    let exists = |line: &usize| *line + 1 < count || !line_range(source, *line).is_empty();
    let around = places.iter().flat_map(|place| [place.first.checked_sub(1), Some(place.last + 1)]).flatten();
    let mut wanted: BTreeSet<usize> = around.filter(|line| *line < count && exists(line)).collect();
    wanted.extend(places.iter().flat_map(|place| place.first..=place.last));
    wanted
}

/// The bytes of a line in its source, without its line break.
fn line_range(source: &Source, number: usize) -> Range<usize> {
    let start = source.lines().start(number) as usize;
    let is_last = number + 1 >= source.lines().len();
    let end = if is_last { source.text.len() } else { source.lines().start(number + 1) as usize };
    let line = source.text.get(start..end).unwrap_or_default();
    start..start + line.trim_end_matches(['\n', '\r']).len()
}

/// The part of a label on a line, counted in bytes from the begin of the line.
fn within(place: &Place, line: &Range<usize>) -> Range<usize> {
    let span = place.label.span.range();
    let clamp = |offset: usize| offset.clamp(line.start, line.end) - line.start;
    clamp(span.start)..clamp(span.end)
}

/// A line, or the part of it around a place, as shown.
struct ShownLine {
    text: String,
    /// Bytes of the line and the bytes of `text` at which they are shown, ascending.
    offsets: Vec<(usize, usize)>,
}

impl ShownLine {
    fn new(line: &str, focus: Range<usize>, width: usize) -> ShownLine {
        let window = window(line, &focus, width);
        let mut shown = ShownLine { text: String::new(), offsets: Vec::new() };
        if window.start > 0 {
            shown.text.push('…');
        }
        let mut before = ' ';
        for (at, c) in line.get(window.clone()).unwrap_or_default().char_indices() {
            shown.offsets.push((window.start + at, shown.text.len()));
            shown.push(before, c);
            before = c;
        }
        shown.offsets.push((window.end, shown.text.len()));
        if window.end < line.len() {
            shown.text.push('…');
        }
        shown
    }

    fn push(&mut self, before: char, c: char) {
        let mark_at_start = c == '\u{feff}' && self.text.is_empty();
        if !mark_at_start && !modifies_emoji(before, c) {
            push_visible(&mut self.text, c);
        }
    }

    /// Where byte `at` of the line is shown; its begin or end when it was cut off.
    fn offset(&self, at: usize) -> usize {
        let next = self.offsets.partition_point(|(byte, _)| *byte <= at);
        let is_past_end = self.offsets.last().is_some_and(|(byte, _)| *byte < at);
        match next.checked_sub(1).and_then(|found| self.offsets.get(found)) {
            _ if is_past_end => self.text.len(),
            Some((_, shown)) => *shown,
            None => 0,
        }
    }
}

/// The bytes of `line` to show in `width` columns: all, its begin, or what stands around `focus`.
fn window(line: &str, focus: &Range<usize>, width: usize) -> Range<usize> {
    if end_within(line, 0, width) == line.len() {
        return 0..line.len();
    }
    let head = end_within(line, 0, width.saturating_sub(1));
    if focus.end <= head {
        return 0..head;
    }
    let start = start_within(line, focus.start, width / 3);
    start..end_within(line, start, width.saturating_sub(2))
}

/// Bytes that are looked at for each column: a column can hold a letter and a pile of accents, but not any number.
const BYTES_PER_COLUMN: usize = 16;

/// The furthest byte such that the text from `start` to it takes at most `width` columns.
fn end_within(line: &str, start: usize, width: usize) -> usize {
    let mut left = width;
    for (at, c) in line.get(start..).unwrap_or_default().char_indices() {
        if at > width * BYTES_PER_COLUMN {
            return start + at;
        }
        let Some(rest) = left.checked_sub(columns(c)) else { return start + at };
        left = rest;
    }
    line.len()
}

/// The first byte such that the text from it to `end` takes at most `width` columns.
fn start_within(line: &str, end: usize, width: usize) -> usize {
    let mut left = width;
    for (at, c) in line.get(..end).unwrap_or_default().char_indices().rev() {
        if end - at > width * BYTES_PER_COLUMN {
            return at;
        }
        let Some(rest) = left.checked_sub(columns(c)) else { return at + c.len_utf8() };
        left = rest;
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_cut_around_its_place() {
        let line = format!("{}HERE{}", "a".repeat(5000), "b".repeat(5000));
        let shown = ShownLine::new(&line, 5000..5004, 30);
        assert_eq!(shown.text, "…aaaaaaaaaaHEREbbbbbbbbbbbbbb…");
        assert_eq!(shown.text.get(shown.offset(5000)..shown.offset(5004)), Some("HERE"));
        assert_eq!((shown.offset(0), shown.offset(9000)), (0, shown.text.len()));
    }

    #[test]
    fn hidden_characters_keep_their_place() {
        let shown = ShownLine::new("a\u{202e}b", 1..4, 80);
        assert_eq!(shown.text, "a<U+202E>b");
        assert_eq!(shown.text.get(shown.offset(1)..shown.offset(4)), Some("<U+202E>"));
    }

    #[test]
    fn emoji_sequences_are_shown_plain() {
        assert_eq!(ShownLine::new("❤️ 👍🏽 👩‍💻 x\u{200d}y", 0..0, 80).text, "❤ 👍 👩💻 x<U+200D>y");
    }
}
