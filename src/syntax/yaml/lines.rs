//! The outline of a text: lines, how far they are indented, and what they look like. What recovery cuts a broken file by.
//!
//! It judges a line by its looks alone, so it may be wrong inside texts of several lines; recovery never asks it where the
//! scanner could read a part.

use std::ops::Range;

/// A line that holds more than blanks and a comment.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    /// The first byte that is no blank.
    pub(super) content: usize,
    /// The end of the line, without line break and blanks.
    pub(super) end: usize,
    /// How far it is indented.
    pub(super) column: usize,
    /// When a tab indents it: the number of the run of neighbouring lines indented by tabs, and where the tab stands.
    pub(super) tab: Option<(usize, usize)>,
}

/// What a line looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// `- rest`: where the rest begins, counted from the content.
    Item(usize),
    /// `key: value`: where the key ends and where the value begins, if one does.
    Entry(usize, Option<usize>),
    /// Neither.
    Other,
}

/// One YAML document: all of it, and where it begins behind its directives and `---`.
#[derive(Debug, Clone)]
pub(super) struct Document {
    pub(super) range: Range<usize>,
    pub(super) body: usize,
}

/// Cuts a text at its `---` and `...` lines.
pub(super) fn documents(text: &str) -> Vec<Document> {
    let mut documents = Vec::new();
    let (mut start, mut body) = (0, if text.starts_with('\u{feff}') { 3 } else { 0 });
    let mut idle = true;
    for (at, line) in physical(text, 0..text.len()) {
        match marker(line) {
            Some(Marker::Start) => {
                if !idle {
                    documents.push(Document { range: start..at, body });
                    start = at;
                }
                (body, idle) = (at + 3, false);
            }
            Some(Marker::End) => {
                documents.push(Document { range: start..at, body });
                (start, body, idle) = (at + 3, at + 3, true);
            }
            None if idle && line.starts_with('%') => body = at + line.len(),
            None => idle = idle && is_idle(line),
        }
    }
    documents.push(Document { range: start..text.len(), body: body.min(text.len()) });
    documents
}

enum Marker {
    Start,
    End,
}

fn marker(line: &str) -> Option<Marker> {
    let (marker, rest) = match line.strip_prefix("---") {
        Some(rest) => (Marker::Start, rest),
        None => (Marker::End, line.strip_prefix("...")?),
    };
    (rest.is_empty() || rest.starts_with([' ', '\t'])).then_some(marker)
}

/// Whether a line says nothing: blanks, a comment, a directive.
fn is_idle(line: &str) -> bool {
    let line = line.trim_start_matches('\u{feff}');
    line.starts_with('%') || line.trim_start().is_empty() || line.trim_start().starts_with('#')
}

/// The lines of `range`, each with its offset, without line breaks.
fn physical(text: &str, range: Range<usize>) -> impl Iterator<Item = (usize, &str)> {
    let mut at = range.start;
    text.get(range).unwrap_or_default().split_inclusive(['\n', '\r']).map(move |line| {
        let start = at;
        at += line.len();
        (start, line.trim_end_matches(['\n', '\r']))
    })
}

/// Where the lines at the end of `text` begin that hold nothing but blanks and comments.
pub(super) fn gap_start(text: &str) -> usize {
    let mut start = text.len();
    for line in text.split_inclusive(['\n', '\r']).rev() {
        let content = line.trim_start();
        if !content.is_empty() && !content.starts_with('#') {
            break;
        }
        start -= line.len();
    }
    start
}

/// What stands before `at` on its line.
pub(super) fn before(text: &str, at: usize) -> &str {
    let before = text.get(..at).unwrap_or_default();
    before.rsplit(['\n', '\r', '\u{feff}']).next().unwrap_or_default()
}

/// The first tab of `range` that stands before the content of its line.
pub(super) fn indenting_tab(text: &str, range: Range<usize>) -> Option<usize> {
    physical(text, range).find_map(|(at, line)| {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        let blank = indent == line.len();
        line.get(..indent).filter(|_| !blank)?.find('\t').map(|tab| at + tab)
    })
}

/// The lines of `range` that hold something.
pub(super) fn outline(text: &str, range: Range<usize>) -> Vec<Line> {
    let first = before(text, range.start).len();
    let (mut tabs, start) = (Tabs::new(step(text, range.clone())), range.start);
    let mut lines = Vec::new();
    for (at, line) in physical(text, range) {
        let rest = line.trim_start_matches([' ', '\t']);
        if rest.is_empty() || rest.starts_with('#') {
            continue;
        }
        let indent = line.get(..line.len() - rest.len()).unwrap_or_default();
        let (column, run) = tabs.column(indent, rest.trim_end());
        let column = column + if at == start { first } else { 0 };
        let tab = run.zip(indent.find('\t')).map(|(run, tab)| (run, at + tab));
        lines.push(Line { content: at + indent.len(), end: at + line.trim_end().len(), column, tab });
    }
    lines
}

/// What tabs most likely mean. Editors show them differently wide, so it is guessed from what stands above: below a `key:`
/// they lead one step deeper, otherwise to a column that is in use.
struct Tabs {
    /// The width of one step of indentation.
    step: usize,
    /// The number of runs of neighbouring lines indented by tabs.
    runs: usize,
    /// In a run: the width of its first indentation with tabs one step wide, and the column it means.
    base: Option<(usize, usize)>,
    /// The columns in use.
    columns: Vec<usize>,
    /// Whether the line above ends with a `key:`.
    open: bool,
}

impl Tabs {
    fn new(step: usize) -> Tabs {
        Tabs { step, runs: 0, base: None, columns: Vec::new(), open: false }
    }

    /// The column of a line and, when tabs indent it, the number of its run.
    fn column(&mut self, indent: &str, content: &str) -> (usize, Option<usize>) {
        let tabbed = indent.contains('\t');
        let column = if tabbed { self.tabbed(indent) } else { indent.len() };
        if !tabbed {
            self.base = None;
        }
        self.columns.retain(|other| *other < column);
        self.columns.push(column);
        let mut shape = shape(content);
        if let Shape::Item(rest) = shape {
            self.columns.push(column + rest);
            shape = self::shape(content.get(rest..).unwrap_or_default());
        }
        self.open = matches!(shape, Shape::Entry(_, None));
        (column, tabbed.then_some(self.runs))
    }

    fn tabbed(&mut self, indent: &str) -> usize {
        let steps = width(indent, self.step);
        if let Some((base, column)) = self.base {
            return (column + steps).saturating_sub(base);
        }
        let above = self.columns.last().copied().unwrap_or(0);
        let used = [8, 4, self.step].map(|step| width(indent, step)).into_iter().find(|at| self.columns.contains(at));
        let column = if self.open { above + self.step } else { used.unwrap_or(above) };
        self.runs += 1;
        self.base = Some((steps, column));
        column
    }
}

fn step(text: &str, range: Range<usize>) -> usize {
    let indents = physical(text, range).map(|(_, line)| line.len() - line.trim_start_matches(' ').len());
    indents.filter(|indent| (1..=8).contains(indent)).min().unwrap_or(2)
}

/// The width of an indentation whose tabs are `step` wide.
fn width(indent: &str, step: usize) -> usize {
    indent.bytes().fold(0, |width, byte| if byte == b'\t' { (width / step + 1) * step } else { width + 1 })
}

/// What the line with this content looks like.
pub(super) fn shape(content: &str) -> Shape {
    if let Some(rest) = content.strip_prefix('-') {
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        if rest.is_empty() || blanks > 0 {
            return Shape::Item(1 + blanks);
        }
    }
    match key_end(content) {
        Some(end) => Shape::Entry(end, value_start(content, end)),
        None => Shape::Other,
    }
}

/// Where the key ends, if a colon with a blank follows it.
fn key_end(content: &str) -> Option<usize> {
    let from = match content.chars().next()? {
        quote @ ('"' | '\'') => closing_quote(content, quote)?,
        '[' | ']' | '{' | '}' | ',' | '#' | '|' | '>' | '@' | '`' => return None,
        _ => 0,
    };
    let rest = content.get(from..)?;
    let text = rest.get(..rest.find(" #").unwrap_or(rest.len()))?;
    let colon = text.match_indices(':').map(|(at, _)| at).find(|at| {
        let behind = text.as_bytes().get(at + 1);
        behind.is_none_or(|byte| matches!(byte, b' ' | b'\t'))
    })?;
    let blanks_only = from == 0 || text.get(..colon)?.trim().is_empty();
    (blanks_only && from + colon > 0).then_some(from + colon)
}

/// The byte behind the closing quote of a text that begins with one.
pub(super) fn closing_quote(content: &str, quote: char) -> Option<usize> {
    let mut chars = content.char_indices().skip(1).peekable();
    while let Some((at, char)) = chars.next() {
        match char {
            '\\' if quote == '"' => drop(chars.next()),
            '\'' if quote == '\'' && chars.peek().is_some_and(|(_, next)| *next == '\'') => drop(chars.next()),
            _ if char == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// How far the end of a list or map in brackets is looked for.
const MAX_BRACKETS: usize = 1_000;

/// The bracket that closes the one `text` begins with.
pub(super) fn closing_bracket(text: &str) -> Option<usize> {
    let near = text.len().min(MAX_BRACKETS);
    let text = (0..4).find_map(|less| text.get(..near.saturating_sub(less)))?;
    let (mut depth, mut skip) = (0, 0);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if at < skip => {}
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth -= 1,
            b'"' | b'\'' => skip = at + closing_quote(text.get(at..)?, char::from(byte))?,
            _ => {}
        }
        if depth == 0 {
            return (at > 0 && at >= skip).then_some(at);
        }
    }
    None
}

/// Where the value behind the colon at `colon` begins, if the line holds one.
fn value_start(content: &str, colon: usize) -> Option<usize> {
    let behind = content.get(colon + 1..)?;
    let value = behind.trim_start();
    (!value.is_empty() && !value.starts_with('#')).then_some(content.len() - value.len())
}
