//! Reads a text that the scanner refuses: cuts it into documents, sections, elements, fields by their indentation, gives
//! each part to the scanner alone, and cuts further only what it refuses again. So every part that is sound reaches the
//! tree, and the fault stands in the smallest part that is not.
//!
//! ```text
//! personas:                      refused ─▶ cut
//!   mia:                           read
//!     name: Mia
//!   ben:                           refused ─▶ cut
//!     name: Ben                      read
//!     quote: "Na ja                  refused ─▶ one fault, and a value that is junk
//!     type: customer                 read
//! ```
//!
//! Every level of indentation is read at most once, and there are at most [`MAX_DEPTH`] of them, so the time stays
//! proportional to the length of the text.

use std::borrow::Cow;
use std::sync::Arc;

use super::conflict;
use super::events::{self, Chunk, Read, is_junk, junk};
use super::leaf::is_field_key;
use super::lines::{self, Document, Line, Shape};
use super::words::{Stop, expected};
use crate::diagnostic::{Fault, FaultKind, Hazard, Limit};
use crate::syntax::{Entry, MAX_DEPTH, Value, ValueKind};
use crate::text::{SourceId, Span, Str};

/// Reads every part of `source` that can be read.
pub(super) fn read(id: SourceId, source: &Arc<str>) -> Read {
    let merged = conflict::resolve(source);
    let text = merged.as_ref().map_or(&**source, |merged| merged.text.as_str());
    let mut recovery = Recovery { id, source, text, read: Read::default(), told: 0, tab_run: 0 };
    for place in merged.iter().flat_map(|merged| merged.places.iter()) {
        recovery.record(Fault::new(recovery.span(place.start, place.end), expected(conflict::EXPECTED)));
    }
    for document in lines::documents(text) {
        recovery.document(&document);
    }
    recovery.read
}

pub(super) struct Recovery<'s> {
    id: SourceId,
    source: &'s Arc<str>,
    /// The source; where it holds two versions of something, with blanks for one of them.
    pub(super) text: &'s str,
    pub(super) read: Read,
    /// How many times something the scanner refused was explained by a fault.
    pub(super) told: usize,
    /// The last run of lines indented by tabs that was reported.
    tab_run: usize,
}

/// Lines that belong together.
#[derive(Clone, Copy)]
pub(super) struct Part<'l> {
    pub(super) lines: &'l [Line],
    /// Where they end: before the next line that holds something.
    pub(super) end: usize,
    /// How many lists and maps they stand in.
    pub(super) depth: usize,
}

impl<'l> Part<'l> {
    /// The lines from `from` up to `to`.
    fn cut(self, from: usize, to: usize) -> Part<'l> {
        let end = self.lines.get(to).map_or(self.end, |line| line.content);
        Part { lines: self.lines.get(from..to).unwrap_or_default(), end, ..self }
    }

    /// The lines from `from` on.
    pub(super) fn from(self, from: usize) -> Part<'l> {
        self.cut(from, self.lines.len())
    }

    pub(super) fn deeper(self) -> Part<'l> {
        Part { depth: self.depth + 1, ..self }
    }
}

/// A part the scanner refuses: why, and what else it found wrong before that.
pub(super) struct Refusal {
    pub(super) stop: Stop,
    pub(super) faults: Vec<Fault>,
}

impl<'s> Recovery<'s> {
    fn document(&mut self, document: &Document) {
        self.tab_run = 0;
        let range = document.range.clone();
        let text = Cow::Borrowed(self.text.get(range.clone()).unwrap_or_default());
        let chunk = Chunk { id: self.id, source: self.source, text, base: range.start, margin: 0, depth: 0 };
        match self.attempt(&chunk) {
            Ok(mut documents) => self.read.documents.append(&mut documents),
            Err(refusal) => {
                let lines = lines::outline(self.text, document.body..range.end);
                let part = Part { lines: &lines, end: range.end, depth: 0 };
                self.comments(document.body, lines.first().map_or(range.end, |line| line.content));
                let value = self.cut_up(part, &refusal.stop, |recovery| recovery.region(part));
                self.read.documents.push(value);
            }
        }
    }

    /// What the scanner makes of `chunk`; comments it found are kept in any case, other finds only if it read it all.
    fn attempt(&mut self, chunk: &Chunk<'_>) -> Result<Vec<Value>, Refusal> {
        let (mut read, stop) = events::read(chunk);
        self.read.comments.append(&mut read.comments);
        match stop {
            None => {
                read.faults.into_iter().for_each(|fault| self.record(fault));
                Ok(read.documents)
            }
            Some(stop) => Err(Refusal { stop, faults: read.faults }),
        }
    }

    /// Keeps the comments between `from` and `to`, where nothing else stands.
    pub(super) fn comments(&mut self, from: usize, to: usize) {
        let text = self.text.get(from..to).unwrap_or_default();
        if text.contains('#') {
            let chunk =
                Chunk { id: self.id, source: self.source, text: Cow::Borrowed(text), base: from, margin: 0, depth: 0 };
            let _ = self.attempt(&chunk);
        }
    }

    /// The scanner's answer to a part alone: the map or list it is.
    pub(super) fn attempt_part(&mut self, part: Part<'_>, tabs: Tabs) -> Result<Value, Refusal> {
        let chunk = self.chunk(part, tabs);
        let mut documents = self.attempt(&chunk)?;
        Ok(documents.pop().unwrap_or_else(|| self.empty(part)))
    }

    /// `part` as the scanner gets it, in its own columns.
    fn chunk(&self, part: Part<'_>, tabs: Tabs) -> Chunk<'s> {
        let (start, column) = part.lines.first().map_or((part.end, 0), |line| (line.content, line.column));
        // With a blank for a tab, columns mean nothing but "deeper than the first line".
        let column = if tabs == Tabs::Kept { column } else { 0 };
        let text = self.text.get(start..part.end).unwrap_or_default();
        let (id, source, depth) = (self.id, self.source, part.depth);
        let indented = start.checked_sub(column).and_then(|base| Some((base, self.text.get(base..part.end)?)));
        match indented.filter(|(_, text)| text.bytes().take(column).all(|byte| byte == b' ')) {
            Some((base, text)) if tabs == Tabs::Kept => {
                Chunk { id, source, text: Cow::Borrowed(text), base, margin: 0, depth }
            }
            _ => {
                let text = " ".repeat(column) + &if tabs == Tabs::Kept { text.to_owned() } else { without_tabs(text) };
                Chunk { id, source, text: Cow::Owned(text), base: start, margin: column, depth }
            }
        }
    }

    /// Reads the parts of something refused. If each of them alone is sound, the reason lies between them and is told here.
    fn cut_up<T>(&mut self, part: Part<'_>, stop: &Stop, read: impl FnOnce(&mut Self) -> T) -> T {
        let told = self.told;
        let value = read(self);
        if self.told == told {
            self.explain(part, None, stop);
        }
        value
    }

    pub(super) fn region(&mut self, part: Part<'_>) -> Value {
        let Some(first) = part.lines.first() else { return self.empty(part) };
        if part.depth >= MAX_DEPTH {
            self.tell(self.span(first.content, first.content + 1), FaultKind::Limit(Limit::Depth { limit: MAX_DEPTH }));
            return self.junk_value(part);
        }
        match self.shape(first) {
            Shape::Item(_) => self.list(part),
            Shape::Entry(..) => self.map(part),
            Shape::Other => match self.attempt_part(part, Tabs::Kept) {
                Ok(value) => value,
                Err(_) if self.lacks_colon(first, part.from(1).lines) => self.map(part),
                Err(_) if self.group(part, 0, first.column) < part.lines.len() => self.map(part),
                Err(refusal) => self.leaf(part, None, &refusal),
            },
        }
    }

    fn map(&mut self, part: Part<'_>) -> Value {
        let (mut entries, mut from) = (Vec::new(), 0);
        let column = part.lines.first().map_or(0, |line| line.column);
        let mut above = column;
        while let Some(line) = part.lines.get(from) {
            let to = self.group(part, from, column);
            self.indentation(line, column, &mut above);
            self.entry(part.cut(from, to), column, &mut entries);
            from = to;
        }
        if entries.iter().all(is_junk) {
            return self.junk_value(part);
        }
        let start = entries.first().map_or(part.end, |entry| entry.key.span.start as usize);
        let end = entries.iter().map(|entry| entry.value.span.end as usize).max().unwrap_or(start);
        Value { span: self.span(start, end), kind: ValueKind::Map(entries) }
    }

    fn list(&mut self, part: Part<'_>) -> Value {
        let (mut items, mut from) = (Vec::new(), 0);
        let column = part.lines.first().map_or(0, |line| line.column);
        let start = part.lines.first().map_or(part.end, |line| line.content);
        let mut above = column;
        while let Some(line) = part.lines.get(from) {
            let to = self.group(part, from, column);
            let group = part.cut(from, to);
            match self.shape(line) {
                Shape::Item(rest) => {
                    self.indentation(line, column, &mut above);
                    let item = self.item(group, column, rest);
                    items.push(item);
                }
                _ => {
                    let known = line.column == above && line.column != column;
                    self.between_items(group, known, &mut items);
                    above = line.column;
                }
            }
            from = to;
        }
        let end = items.iter().map(|item| item.span.end as usize).max().unwrap_or(start);
        Value { span: self.span(start, end), kind: ValueKind::List(items) }
    }

    /// Where the lines end that belong to the line `from`: all that are indented deeper, and those that go on with its value.
    fn group(&self, part: Part<'_>, from: usize, column: usize) -> usize {
        let Some(first) = part.lines.get(from) else { return part.lines.len() };
        let shape = self.shape(first);
        let value = match shape {
            Shape::Entry(_, Some(value)) => self.text.get(first.content + value..first.end).unwrap_or_default(),
            _ => "",
        };
        let under = part.lines.get(from + 1).is_some_and(|line| line.column <= column);
        let closed = Some(first.end - value.len()).filter(|_| under).and_then(|open| self.closing_line(part, open));
        let behind = part.lines.iter().enumerate().skip(from + 1);
        from + 1
            + behind
                .take_while(|(at, line)| {
                    line.column > column
                        || closed.is_some_and(|closed| *at <= closed)
                        || self.goes_on(first, shape, line)
                })
                .count()
    }

    /// The line that holds nothing but the end of the list or map in brackets that begins at `open`.
    fn closing_line(&self, part: Part<'_>, open: usize) -> Option<usize> {
        let end = lines::closing_bracket(self.text.get(open..part.end)?)? + open;
        part.lines.binary_search_by_key(&end, |line| line.content).ok()
    }

    /// Whether `line`, which is not indented deeper than `first`, can belong to it all the same.
    fn goes_on(&self, first: &Line, shape: Shape, line: &Line) -> bool {
        let value = match shape {
            Shape::Entry(_, Some(value)) => value,
            Shape::Item(rest) => rest,
            Shape::Entry(_, None) => return matches!(self.shape(line), Shape::Item(_)) && line.column == first.column,
            Shape::Other => 0,
        };
        let begins =
            |at: usize, end: usize, with: &[char]| self.text.get(at..end).unwrap_or_default().starts_with(with);
        let opens = begins(first.content + value, first.end, &['[', '{', '"', '\'']);
        let closes = begins(line.content, line.end, &[']', '}']);
        self.shape(line) == Shape::Other && (opens || closes || shape == Shape::Other)
    }

    /// A `key: value` with all that belongs to it.
    fn entry(&mut self, part: Part<'_>, column: usize, entries: &mut Vec<Entry>) {
        let refusal = match self.attempt_part(part, Tabs::Kept) {
            Ok(Value { kind: ValueKind::Map(found), .. }) => return entries.extend(found),
            Ok(_) => return entries.push(self.no_entry(part)),
            Err(refusal) => refusal,
        };
        let Some((first, below)) = part.lines.split_first() else { return };
        let stray = below.iter().position(|line| line.column <= column && self.shape(line) == Shape::Other);
        if let Some(stray) = stray
            && let Ok(Value { kind: ValueKind::Map(found), .. }) = self.attempt_part(part.cut(0, stray + 1), Tabs::Kept)
        {
            entries.extend(found);
            return entries.push(self.no_entry(part.from(stray + 1)));
        }
        match self.shape(first) {
            shape if !below.is_empty() && self.is_open(first, shape) => self.open_entry(part, &refusal, entries),
            Shape::Entry(_, Some(value)) if self.is_crowded(first, value, below) => {
                self.crowded_entry(part, &refusal, entries);
            }
            Shape::Entry(..) => entries.push(self.leaf_entry(part, &refusal)),
            Shape::Other if self.lacks_colon(first, below) => self.entry_without_colon(part, entries),
            _ => {
                let value = self.leaf(part, None, &refusal);
                entries.push(junk(value.span));
            }
        }
    }

    /// The entry that the first line of `part` is on its own.
    pub(super) fn header(&mut self, part: Part<'_>) -> Option<Entry> {
        match self.attempt_part(part.cut(0, 1), Tabs::Kept).ok()?.kind {
            ValueKind::Map(mut entries) if entries.len() == 1 => entries.pop(),
            _ => None,
        }
    }

    /// `key:` with its value on the lines below.
    fn open_entry(&mut self, part: Part<'_>, refusal: &Refusal, entries: &mut Vec<Entry>) {
        match self.header(part) {
            Some(header) if is_junk(&header) => entries.push(junk(self.all(part))),
            Some(Entry { key, .. }) => {
                self.comments_above(part.from(1));
                let value = self.cut_up(part, &refusal.stop, |recovery| recovery.region(part.from(1).deeper()));
                entries.push(Entry { key, value });
            }
            None => entries.push(self.leaf_entry(part, refusal)),
        }
    }

    /// Whether the value of a `key:` begins on the lines below; an anchor or a tag behind it changes nothing.
    fn is_open(&self, line: &Line, shape: Shape) -> bool {
        match shape {
            Shape::Entry(_, None) => true,
            Shape::Entry(_, Some(value)) => {
                let value = self.text.get(line.content + value..line.end).unwrap_or_default();
                value.starts_with(['&', '!']) && !value.contains([' ', '\t'])
            }
            _ => false,
        }
    }

    /// Whether lines that look like fields or items stand below a value that is already there.
    fn is_crowded(&self, first: &Line, value: usize, below: &[Line]) -> bool {
        let value = self.text.get(first.content + value..first.end).unwrap_or_default();
        let lines_below = below.first().is_some_and(|line| match self.shape(line) {
            Shape::Item(_) => true,
            Shape::Entry(end, _) => is_field_key(self.text.get(line.content..line.content + end).unwrap_or_default()),
            Shape::Other => false,
        });
        lines_below && !value.starts_with(['[', '{', '"', '\'', '|', '>'])
    }

    /// `key: value` above lines that are indented deeper: fields of an element whose name stands behind its id, or a field
    /// indented too far.
    fn crowded_entry(&mut self, part: Part<'_>, refusal: &Refusal, entries: &mut Vec<Entry>) {
        let below = part.from(1);
        let (Some(header), Some(line)) = (self.header(part), below.lines.first()) else {
            return entries.push(self.leaf_entry(part, refusal));
        };
        let key = header.key.text.clone();
        if part.depth <= 1 || matches!(self.shape(line), Shape::Item(_)) {
            let phrase = format!("nothing behind `{key}:`, because what belongs to it is indented below");
            self.tell(header.value.span, expected(&phrase));
            let value = self.region(below.deeper());
            return entries.push(Entry { key: header.key, value });
        }
        self.tell(self.span(line.content, line.end), expected(&format!("the same indentation as `{key}:` above")));
        entries.push(header);
        match self.region(below).kind {
            ValueKind::Map(found) => entries.extend(found),
            _ => entries.push(junk(self.all(below))),
        }
    }

    /// Keeps the comments between the line above `part` and its first line.
    pub(super) fn comments_above(&mut self, part: Part<'_>) {
        let Some(first) = part.lines.first() else { return };
        let before = self.text.get(..first.content).unwrap_or_default();
        self.comments(lines::gap_start(before), first.content);
    }

    /// A list item with all that belongs to it.
    fn item(&mut self, part: Part<'_>, column: usize, rest: usize) -> Value {
        let refusal = match self.attempt_part(part, Tabs::Kept) {
            Ok(value) => return first_item(value),
            Err(refusal) => refusal,
        };
        let Some((first, below)) = part.lines.split_first() else { return self.empty(part) };
        let stray = below.iter().position(|line| line.column <= column && self.shape(line) == Shape::Other);
        if let Some(stray) = stray
            && let Ok(value) = self.attempt_part(part.cut(0, stray + 1), Tabs::Kept)
        {
            self.no_item(part.from(stray + 1));
            return first_item(value);
        }
        let inside = Line { content: first.content + rest, column: first.column + rest, tab: None, ..*first };
        let text = self.text.get(inside.content..inside.end).unwrap_or_default();
        if text.is_empty() || text.starts_with('#') {
            self.comments(inside.content, inside.end);
            self.comments_above(part.from(1));
            return self.cut_up(part, &refusal.stop, |recovery| recovery.region(part.from(1).deeper()));
        }
        let mut lines = vec![inside];
        lines.extend_from_slice(below);
        let inner = Part { lines: &lines, ..part }.deeper();
        match self.shape(&inside) {
            Shape::Other => self.leaf(inner, None, &refusal),
            _ => self.cut_up(part, &refusal.stop, |recovery| recovery.region(inner)),
        }
    }

    /// Lines between list items that are none: a field that belongs to the item above but is not indented enough, or a
    /// text without its dash. `known` tells that the line above has the same fault.
    fn between_items(&mut self, part: Part<'_>, known: bool, items: &mut Vec<Value>) {
        let field = part.lines.first().filter(|line| matches!(self.shape(line), Shape::Entry(..)));
        match (field, items.last_mut()) {
            (Some(line), Some(Value { kind: ValueKind::Map(entries), span })) => {
                if !known {
                    let place = self.span(line.content, line.end);
                    self.tell(place, expected("the same indentation as the fields of the list item above"));
                }
                self.entry(part, line.column, entries);
                span.end = entries.iter().map(|entry| entry.value.span.end).fold(span.end, u32::max);
            }
            _ => {
                if !known {
                    self.no_item(part);
                }
                items.push(self.junk_value(part));
            }
        }
    }

    fn no_item(&mut self, part: Part<'_>) {
        let span = part.lines.first().map_or(self.all(part), |line| self.span(line.content, line.end));
        self.tell(span, expected("a list item (`- …`) with the same indentation as the ones above"));
    }

    /// The line must stand below the first of its region; one that does not is told once for all that stand like it.
    fn indentation(&mut self, line: &Line, column: usize, above: &mut usize) {
        if line.tab.is_some() {
            self.tab(line);
        } else if line.column != column && line.column != *above {
            let span = self.span(line.content, line.end);
            self.tell(span, expected("the same indentation as the lines above that it belongs with"));
        }
        *above = line.column;
    }

    /// Tabs are told once for neighbouring lines.
    pub(super) fn tab(&mut self, line: &Line) {
        let Some((run, tab)) = line.tab else { return };
        self.told += 1;
        if run > self.tab_run {
            self.tab_run = run;
            let kind = FaultKind::Hazard(Hazard::Tab);
            self.record(Fault::new(self.span(tab, line.content), kind));
        }
    }

    pub(super) fn tell(&mut self, span: Span, kind: FaultKind) {
        self.told += 1;
        self.record(Fault::new(span, kind));
    }

    /// Records a fault; that a file is nested too deep is said once.
    pub(super) fn record(&mut self, fault: Fault) {
        let limit = matches!(fault.kind, FaultKind::Limit(_));
        if !(limit && self.read.faults.iter().any(|other| other.kind == fault.kind)) {
            self.read.faults.push(fault);
        }
    }

    pub(super) fn shape(&self, line: &Line) -> Shape {
        lines::shape(self.text.get(line.content..line.end).unwrap_or_default())
    }

    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.id, start, end.max(start))
    }

    pub(super) fn slice(&self, start: usize, end: usize) -> Str {
        Str::slice(self.source, start, end)
    }

    /// From the first byte of the first line to the last of the last.
    pub(super) fn all(&self, part: Part<'_>) -> Span {
        let start = part.lines.first().map_or(part.end, |line| line.content);
        self.span(start, part.lines.last().map_or(part.end, |line| line.end))
    }

    pub(super) fn junk_value(&self, part: Part<'_>) -> Value {
        Value { span: self.all(part), kind: ValueKind::Junk }
    }

    fn empty(&self, part: Part<'_>) -> Value {
        Value { span: self.all(part), kind: ValueKind::Empty }
    }
}

/// What the scanner gets where tabs indent lines.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tabs {
    Kept,
    /// A blank for each, so that every byte keeps its place.
    Blanked,
}

/// `text` with blanks for the tabs that indent its lines.
fn without_tabs(text: &str) -> String {
    let mut blanked = String::with_capacity(text.len());
    for line in text.split_inclusive(['\n', '\r']) {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        blanked.extend(std::iter::repeat_n(' ', indent));
        blanked.push_str(line.get(indent..).unwrap_or_default());
    }
    blanked
}

/// The one item of a list.
fn first_item(value: Value) -> Value {
    match value.kind {
        ValueKind::List(mut items) if items.len() == 1 => {
            items.pop().unwrap_or(Value { span: value.span, kind: ValueKind::Empty })
        }
        kind => Value { kind, ..value },
    }
}
