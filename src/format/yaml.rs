//! A YAML file with every step of indentation two blanks wide, lists a step deeper than their keys, no blanks at line ends, no more
//! than one blank line in a row, and quotes around texts that other YAML readers would take for something else.
//!
//! ```text
//! lines ──levels──▶ the column of each line that begins a key or an item
//!   └─ what stands inside of a text or brackets of several lines moves along
//! ```
//! Keys, their order, quotes that need not be there, and everything within a line stay. A section (a key at the margin and all below it)
//! that holds a fault, or something unusual such as an anchor or a tag, is kept byte for byte.

mod levels;
mod quotes;
mod regions;

use super::STEP;
use super::draft::Draft;
use crate::schema::Schema;
use crate::syntax::File;
use crate::text::Source;
use levels::Levels;
use quotes::Swap;
use regions::{Region, Regions};

/// The layout of `file`; none where a fault stands in no section.
pub(super) fn draft<'s>(file: &File, source: &'s Source, schema: &Schema) -> Option<Draft<'s>> {
    let lines = physical(&source.text);
    let regions = Regions::of(file, source, &lines)?;
    let mut layout = Layout {
        draft: Draft::new(file.source, source),
        text: &source.text,
        swaps: quotes::swaps(file, source, schema),
        levels: Levels::default(),
        comments: Vec::new(),
        blank: false,
        begun: false,
    };
    for (number, line) in lines.iter().enumerate() {
        layout.line(line, regions.of_line(number), &regions);
    }
    layout.finish();
    Some(layout.draft)
}

/// A line: where it begins, where its first character that is no blank stands, and where it ends, without line break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Line {
    start: usize,
    content: usize,
    end: usize,
}

impl Line {
    fn column(&self) -> usize {
        self.content - self.start
    }

    fn is_blank(&self) -> bool {
        self.content == self.end
    }
}

/// All lines of a text; `\n`, `\r\n` and a lone `\r` end one.
fn physical(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    while let Some(rest) = text.get(start..) {
        let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let line = rest.get(..length).unwrap_or_default();
        let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
        lines.push(Line { start, content: start + blanks, end: start + length });
        if length == rest.len() {
            break;
        }
        start += length + if rest.get(length..).is_some_and(|rest| rest.starts_with("\r\n")) { 2 } else { 1 };
    }
    lines
}

struct Layout<'s> {
    draft: Draft<'s>,
    text: &'s str,
    swaps: Vec<Swap>,
    levels: Levels,
    /// Comments that wait for the line they are about.
    comments: Vec<(Line, bool)>,
    /// Whether a blank line stands before what comes next.
    blank: bool,
    begun: bool,
}

impl Layout<'_> {
    fn line(&mut self, line: &Line, region: Region, regions: &Regions) {
        match region {
            Region::None if line.is_blank() => self.blank = true,
            Region::None if self.begins_with(line, "#") => self.comments.push((*line, std::mem::take(&mut self.blank))),
            Region::Marker => {
                self.flush_comments(None);
                self.levels = Levels::default();
                self.print(line, 0);
            }
            Region::Verbatim => {
                self.flush_comments(Some((0, 0)));
                self.levels = Levels::default();
                self.verbatim(line);
            }
            Region::Moved => {
                let (old, new) = self.levels.innermost();
                let blanks = (line.column() + new).saturating_sub(old);
                self.raw(line, if line.is_blank() { 0 } else { blanks }, line.content);
            }
            Region::Content { indent, relative } => self.content(line, indent, relative),
            Region::None => self.structure(line, regions),
        }
    }

    fn begins_with(&self, line: &Line, start: &str) -> bool {
        self.text.get(line.content..line.end).is_some_and(|text| text.starts_with(start))
    }

    /// A line that begins a key, an item or a value.
    fn structure(&mut self, line: &Line, regions: &Regions) {
        let before = if self.comments.is_empty() { None } else { Some(self.levels.clone()) };
        let dashes = self.dashes(line);
        let column = self.levels.enter(line.column(), !dashes.is_empty(), regions.is_key(line.content));
        let mut rest = line.content;
        for (at, after) in &dashes {
            rest = *after;
            let first = *at == line.content;
            if !first {
                self.levels.enter(*at - line.start, true, false);
            }
        }
        if !dashes.is_empty() && regions.is_key(rest) {
            self.levels.enter(rest - line.start, false, true);
        }
        if let Some(before) = before {
            let after = std::mem::replace(&mut self.levels, before);
            self.flush_comments(Some((line.column(), column)));
            self.levels = after;
        }
        self.begin_line(column);
        for (at, after) in dashes {
            self.draft.keep(at, at + 1);
            self.draft.put(if after < line.end { " " } else { "" });
        }
        self.keep(rest, line.end);
    }

    /// Dashes at the beginning of a line, each with the place of what follows it.
    fn dashes(&self, line: &Line) -> Vec<(usize, usize)> {
        let mut dashes = Vec::new();
        let mut at = line.content;
        while let Some(rest) = self.text.get(at..line.end).and_then(|text| text.strip_prefix('-')) {
            let behind = rest.trim_start_matches([' ', '\t']);
            if behind.len() == rest.len() && !rest.is_empty() {
                break;
            }
            let after = line.end - behind.len();
            dashes.push((at, after));
            at = after;
        }
        dashes
    }

    /// A line of the content of a `|` or `>` text whose lines are indented by `indent`.
    fn content(&mut self, line: &Line, indent: usize, relative: bool) {
        let (old, new) = self.levels.innermost();
        let spaces = self.text.get(line.start..line.end).unwrap_or_default();
        let spaces = spaces.len() - spaces.trim_start_matches(' ').len();
        let first = line.start + spaces;
        let base = if relative { (indent + new).saturating_sub(old) } else { new + STEP };
        let blanks = match first == line.end && spaces <= indent {
            true => 0,
            false => (base + spaces).saturating_sub(indent),
        };
        self.raw(line, blanks, first);
    }

    /// A line inside of something, whose blank lines and ends stay.
    fn raw(&mut self, line: &Line, blanks: usize, from: usize) {
        self.blank = false;
        self.begin_line(blanks);
        self.draft.keep(from, line.end);
    }

    fn verbatim(&mut self, line: &Line) {
        self.begin_line(0);
        self.draft.keep(line.start, line.end);
    }

    fn print(&mut self, line: &Line, column: usize) {
        self.begin_line(column);
        self.keep(line.content, line.end);
    }

    fn begin_line(&mut self, column: usize) {
        if self.begun {
            self.draft.line_break();
            if std::mem::take(&mut self.blank) {
                self.draft.line_break();
            }
        }
        (self.begun, self.blank) = (true, false);
        self.draft.blanks(column);
    }

    /// Keeps a part of a line, without blanks at its end, with quotes where they are needed.
    fn keep(&mut self, from: usize, to: usize) {
        let text = self.text.get(from..to).unwrap_or_default();
        let mut at = from;
        let end = from + text.trim_end_matches([' ', '\t']).len();
        while let Some(swap) = self.swaps.pop_if(|swap| swap.end <= end) {
            if swap.start >= at {
                self.draft.keep(at, swap.start);
                self.draft.swap(swap.start, swap.end, &swap.text);
                at = swap.end;
            }
        }
        self.draft.keep(at, end);
    }

    /// Prints waiting comments: as deep as the line that follows, or as what they stood level with.
    fn flush_comments(&mut self, next: Option<(usize, usize)>) {
        let after = std::mem::take(&mut self.blank);
        for (line, blank) in std::mem::take(&mut self.comments) {
            let column = self.levels.column_of_comment(line.column(), next);
            self.blank = blank;
            self.print(&line, column);
        }
        self.blank = after;
    }

    fn finish(&mut self) {
        self.flush_comments(None);
        if self.begun {
            self.draft.line_break();
        }
    }
}
