//! Parser events to values with exact places. No recursion: open lists and maps wait on a stack of limited depth.

use std::borrow::Cow;
use std::sync::Arc;

use granit_parser::{Event, Parser, ScalarStyle, options};

use super::words::{self, Stop};
use super::{block_text, lines};
use crate::diagnostic::{Fault, FaultKind, Hazard, Limit};
use crate::syntax::{Comment, Entry, MAX_DEPTH, Style, Value, ValueKind, Word};
use crate::text::{SourceId, Span, Str};

/// What a text holds.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// One value a document.
    pub(super) documents: Vec<Value>,
    /// Comments by place.
    pub(super) comments: Vec<Comment>,
    /// What could not be read.
    pub(super) faults: Vec<Fault>,
}

/// A part of a source as the scanner gets it.
pub(super) struct Chunk<'s> {
    pub(super) id: SourceId,
    pub(super) source: &'s Arc<str>,
    /// The bytes of the source from `base` on, behind `margin` blanks that keep the columns; blanks may replace tabs.
    pub(super) text: Cow<'s, str>,
    pub(super) base: usize,
    pub(super) margin: usize,
    /// How many lists and maps it stands in.
    pub(super) depth: usize,
}

impl<'s> Chunk<'s> {
    /// All of a source.
    pub(super) fn whole(id: SourceId, source: &'s Arc<str>) -> Chunk<'s> {
        Chunk { id, source, text: Cow::Borrowed(source), base: 0, margin: 0, depth: 0 }
    }

    /// Where it ends in the source.
    fn end(&self) -> usize {
        self.offset(self.text.len())
    }

    fn offset(&self, byte: usize) -> usize {
        self.base + byte.saturating_sub(self.margin)
    }
}

/// Reads `chunk` to its end or to the first error; with an error, what was open there is left out.
pub(super) fn read(chunk: &Chunk<'_>) -> (Read, Option<Stop>) {
    let options = options! {
        emit_anchor_events: true,
        emit_unresolved_aliases: true,
        emit_comments: chunk.text.contains('#'),
        max_buffered_comment_events: usize::MAX,
    };
    let mut builder = Builder::new(chunk);
    for next in Parser::new_from_str_with_options(&chunk.text, options) {
        match next {
            Ok((event, span)) => builder.event(event, span),
            Err(error) => {
                let at = chunk.offset(error.marker().byte_offset().unwrap_or(0));
                let stop = Stop { kind: error.kind().clone(), at, last: builder.last };
                return (builder.read, Some(stop));
            }
        }
    }
    (builder.read, None)
}

/// An open list or map.
struct Open {
    start: usize,
    /// Whether it is in brackets, so that its closing event has a place.
    closed: bool,
    items: Items,
}

enum Items {
    List(Vec<Value>),
    Map(Vec<Entry>, Key),
}

/// What a map waits for.
enum Key {
    /// A key.
    Awaited,
    /// The value of this key.
    Read(Word),
    /// The value of a key that was refused; both go.
    Refused(Span),
}

struct Builder<'c> {
    chunk: &'c Chunk<'c>,
    source: &'c Arc<str>,
    stack: Vec<Open>,
    /// Number of open collections beyond the depth limit, which are passed over.
    too_deep: usize,
    /// Where the last event ended, to find the indicator of a block scalar from.
    last: usize,
    read: Read,
}

impl<'c> Builder<'c> {
    fn new(chunk: &'c Chunk<'c>) -> Builder<'c> {
        let source = chunk.source;
        Builder { chunk, source, stack: Vec::new(), too_deep: 0, last: chunk.base, read: Read::default() }
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.chunk.id, start, end.max(start))
    }

    fn place(&self, span: granit_parser::Span) -> Span {
        let range = span.byte_range().unwrap_or_default();
        self.span(self.chunk.offset(range.start), self.chunk.offset(range.end))
    }

    fn event(&mut self, event: Event<'_>, at: granit_parser::Span) {
        let span = self.place(at);
        if let Some(tag) = at.tag_span() {
            self.hazard(self.place(tag), Hazard::Tag);
        }
        match event {
            Event::Comment(..) => return self.comment(span),
            Event::Anchor(..) => return self.hazard(span, Hazard::Anchor),
            Event::SequenceStart(..) => self.open(self.first_dash(span), Items::List(Vec::new())),
            Event::MappingStart(..) => self.open(span, Items::Map(Vec::new(), Key::Awaited)),
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(_) | Event::UnresolvedAlias(_) => self.alias(span),
            Event::Scalar(text, style, ..) => self.scalar(text, style, span),
            _ => return,
        }
        self.last = span.end as usize;
    }

    fn hazard(&mut self, span: Span, hazard: Hazard) {
        let merged = self.stack.iter().any(|open| matches!(open.items, Items::Map(_, Key::Refused(_))));
        if !merged && self.too_deep == 0 {
            self.read.faults.push(Fault::new(span, FaultKind::Hazard(hazard)));
        }
    }

    fn comment(&mut self, span: Span) {
        let before = self.source.get(..span.start as usize).unwrap_or_default();
        let blank = before.trim_end_matches([' ', '\t']);
        let own_line = blank.is_empty() || blank.ends_with(['\n', '\r', '\u{feff}']);
        self.read.comments.push(Comment { span, own_line });
    }

    fn open(&mut self, span: Span, items: Items) {
        if self.chunk.depth + self.stack.len() < MAX_DEPTH && self.too_deep == 0 {
            let start = span.start as usize;
            // of a pair in a list, as in `[? a]`, the scanner names the question mark
            let closed = !span.is_empty() && matches!(self.source.as_bytes().get(start), Some(b'[' | b'{'));
            return self.stack.push(Open { start, closed, items });
        }
        if self.too_deep == 0 {
            self.too_deep(span);
        }
        self.too_deep += 1;
    }

    /// The place of a list without brackets: the scanner names its first item where it is not indented more than its key.
    fn first_dash(&self, span: Span) -> Span {
        let in_map = matches!(self.stack.last(), Some(Open { items: Items::Map(..), .. }));
        if !span.is_empty() || !in_map {
            return span;
        }
        let between = self.source.get(self.last..span.end as usize).unwrap_or_default();
        let at = dash_behind_key(between).map_or(span.start as usize, |at| self.last + at);
        self.span(at, at)
    }

    fn too_deep(&mut self, span: Span) {
        let kind = FaultKind::Limit(Limit::Depth { limit: MAX_DEPTH });
        if !self.read.faults.iter().any(|fault| fault.kind == kind) {
            self.read.faults.push(Fault::new(span, kind));
        }
    }

    fn close(&mut self, span: Span) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            if self.too_deep == 0 {
                self.value(Value { span, kind: ValueKind::Junk });
            }
            return;
        }
        if let Some(open) = self.stack.pop() {
            let end = if open.closed { span.end as usize } else { open.start };
            self.collection(open, end);
        }
    }

    fn collection(&mut self, open: Open, end: usize) {
        let (kind, first, last) = match open.items {
            Items::List(items) => {
                let (first, last) = (items.first().map(|v| v.span), items.last().map(|v| v.span));
                (ValueKind::List(items), first, last)
            }
            Items::Map(entries, _) => {
                let (first, last) = (entries.first().map(|e| e.key.span), entries.last().map(|e| e.value.span));
                (ValueKind::Map(entries), first, last)
            }
        };
        // A list begins at its first dash or bracket, a map without braces at its first key, even behind a `?`.
        let start = match (&kind, first) {
            (ValueKind::Map(_), Some(first)) if !open.closed => first.start as usize,
            (_, first) => first.map_or(open.start, |first| open.start.min(first.start as usize)),
        };
        let end = last.map_or(end, |span| end.max(span.end as usize));
        self.value(Value { span: self.span(start, end), kind });
    }

    fn alias(&mut self, span: Span) {
        self.hazard(span, Hazard::Alias);
        self.value(Value { span, kind: ValueKind::Junk });
    }

    fn scalar(&mut self, text: Cow<'_, str>, style: ScalarStyle, span: Span) {
        if self.too_deep > 0 {
            return;
        }
        let value = match style {
            ScalarStyle::Plain if span.is_empty() => self.nothing(span),
            ScalarStyle::Plain if matches!(&*text, "~" | "null") && !self.awaits_key() => {
                Value { span, kind: ValueKind::Empty }
            }
            // Only a text of several lines differs from its source.
            ScalarStyle::Plain => {
                match Some(span).filter(|_| matches!(text, Cow::Owned(_))).and_then(|span| self.dash_inside(span)) {
                    Some(dash) => self.swallowed_item(dash, span),
                    None => Value::scalar(span, self.text(text, span), Style::Plain),
                }
            }
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
                Value::scalar(span, self.text(text, span.sub(1, span.len().saturating_sub(1))), Style::Quoted)
            }
            ScalarStyle::Literal | ScalarStyle::Folded => self.block(text, span),
        };
        self.value(value);
    }

    /// A `- ` that begins a further line of a plain text.
    fn dash_inside(&self, span: Span) -> Option<usize> {
        let text = self.source.get(span.range())?;
        let mut breaks = text.match_indices(['\n', '\r']).map(|(at, _)| at + 1);
        let item = breaks.find_map(|at| {
            let rest = text.get(at..)?.trim_start_matches([' ', '\t']);
            rest.starts_with("- ").then_some(text.len() - rest.len())
        })?;
        Some(span.start as usize + item)
    }

    /// YAML takes a list item that is indented too far for more of the text above it; nobody means that.
    fn swallowed_item(&mut self, dash: usize, span: Span) -> Value {
        let phrase = "a list item indented like the ones above, or quotes around a text that goes on with `- `";
        self.read.faults.push(Fault::new(self.span(dash, dash + 1), words::expected(phrase)));
        Value { span, kind: ValueKind::Junk }
    }

    fn awaits_key(&self) -> bool {
        matches!(self.stack.last(), Some(Open { items: Items::Map(_, Key::Awaited), .. }))
    }

    /// Nothing written: its place is behind the colon, unless that begins the next key or stands outside what is read.
    fn nothing(&self, span: Span) -> Value {
        let start = span.start as usize;
        let read = self.source.as_bytes().get(..self.chunk.end()).unwrap_or_default();
        let (colon, behind) = (read.get(start), read.get(start + 1));
        let parts = behind.is_none_or(|byte| byte.is_ascii_whitespace() || b",]}".contains(byte));
        let colon = colon == Some(&b':') && parts && self.takes_colon(start);
        let at = start + usize::from(colon);
        Value { span: self.span(at, at), kind: ValueKind::Empty }
    }

    /// Whether a colon at `at` can be the one before a value of the map that is open: it waits for a value, and the colon does not
    /// begin its line further left, where only a map around it can go on.
    fn takes_colon(&self, at: usize) -> bool {
        let Some(Open { start, closed, items: Items::Map(_, Key::Read(_) | Key::Refused(_)) }) = self.stack.last()
        else {
            return false;
        };
        let before = |at: usize| lines::before(self.source, at);
        let begins = || before(at).trim_start().is_empty();
        *closed || !begins() || before(at).len() >= before(*start).chars().count()
    }

    /// `text` as a slice of the source where the source holds it at `inside`.
    fn text(&self, text: Cow<'_, str>, inside: Span) -> Str {
        if self.source.get(inside.range()) == Some(&*text) {
            return Str::slice(self.source, inside.start as usize, inside.end as usize);
        }
        Str::from(text.into_owned())
    }

    fn block(&self, text: Cow<'_, str>, content: Span) -> Value {
        let shown = text.trim_end_matches('\n');
        let place = block_text::place(self.source, self.last, content.range(), shown.is_empty());
        let from = place.end.saturating_sub(shown.len());
        let inside = self.span(from, from + text.len());
        Value::scalar(self.span(place.start, place.end), self.text(text, inside), Style::Block)
    }

    fn value(&mut self, value: Value) {
        if self.too_deep > 0 {
            return;
        }
        let Some(Open { items, .. }) = self.stack.last_mut() else { return self.read.documents.push(value) };
        match items {
            Items::List(list) => list.push(value),
            Items::Map(entries, key) => match std::mem::replace(key, Key::Awaited) {
                Key::Awaited => self.key(value),
                Key::Read(key) => entries.push(Entry { key, value }),
                Key::Refused(key) => entries.push(junk(key.to(value.span))),
            },
        }
    }

    fn key(&mut self, value: Value) {
        let key = match value.kind {
            ValueKind::Scalar { text, style: Style::Plain } if text == "<<" => {
                self.hazard(value.span, Hazard::MergeKey);
                Key::Refused(value.span)
            }
            ValueKind::Scalar { text, .. } => Key::Read(Word { text, span: value.span }),
            ValueKind::Empty => {
                let kind = words::expected("a key before the colon (`key: value`)");
                self.read.faults.push(Fault::new(value.span, kind));
                Key::Refused(value.span)
            }
            ValueKind::List(_) | ValueKind::Map(_) | ValueKind::Junk => {
                if self.read.faults.last().is_none_or(|fault| fault.span.start < value.span.start) {
                    self.hazard(value.span, Hazard::ComplexKey);
                }
                Key::Refused(value.span)
            }
        };
        if let Some(Open { items: Items::Map(_, slot), .. }) = self.stack.last_mut() {
            *slot = key;
        }
    }
}

/// The first `-` of a text that holds what can stand between a key and its list: a colon, comments, an anchor, a tag.
fn dash_behind_key(between: &str) -> Option<usize> {
    let mut rest = between;
    loop {
        rest = rest.trim_start_matches([' ', '\t', '\r', '\n', ':']);
        let skipped = match rest.bytes().next()? {
            b'-' => return Some(between.len() - rest.len()),
            b'#' => rest.find(['\n', '\r'])?,
            b'&' | b'!' => rest.find([' ', '\t', '\n', '\r'])?,
            _ => return None,
        };
        rest = rest.get(skipped..)?;
    }
}

/// An entry that holds nothing but the place of something unreadable.
pub(super) fn junk(span: Span) -> Entry {
    Entry { key: Word { text: Str::default(), span }, value: Value { span, kind: ValueKind::Junk } }
}

/// Whether [`junk`] made this entry.
pub(super) fn is_junk(entry: &Entry) -> bool {
    entry.key.span == entry.value.span && matches!(entry.value.kind, ValueKind::Junk)
}
