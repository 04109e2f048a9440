//! Pairs of the grammar to the syntax tree, with a fault for each cause of something that cannot be read.

use pest::iterators::{Pair, Pairs};

use super::expected;
use super::grammar::Rule;
use super::lexer::is_blank;
use super::mend::Mended;
use super::trouble::{Reach, Trouble};
use crate::diagnostic::{Fault, FaultKind, Limit};
use crate::syntax::{Comment, Field, File, Item, Junk, MAX_DEPTH, Notation, Style, Value, ValueKind};
use crate::text::{self, Edit, Source, SourceId, Span, Str};

/// The tree of a whole file.
pub(super) fn file(id: SourceId, source: &Source, mended: &Mended<'_>, pairs: Pairs<'_, Rule>) -> File {
    let mut builder = Builder { id, source, mended, faults: Vec::new(), comments: Vec::new(), trouble: None };
    builder.too_deep();
    let items = pairs.map(|file| builder.items(file, Place::Top)).next().unwrap_or_default();
    let Builder { mut faults, comments, .. } = builder;
    faults.sort_by_key(|fault| fault.span);
    File { source: id, notation: Notation::Cx, items, comments, faults }
}

/// What a pair of braces is the inside of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The file: only blocks.
    Top,
    /// The body of a block: fields and blocks.
    Body,
    /// A map: fields.
    Map,
}

/// What follows the colon of a field.
pub(super) struct FieldParts<'p> {
    /// The value, or junk in its place.
    pub(super) value: Option<Pair<'p, Rule>>,
    /// Junk behind the value.
    pub(super) rest: Option<Pair<'p, Rule>>,
}

/// The tree while it is built; what belongs to blocks, values and faults stands in the modules of these names.
pub(super) struct Builder<'s> {
    pub(super) id: SourceId,
    pub(super) source: &'s Source,
    pub(super) mended: &'s Mended<'s>,
    pub(super) faults: Vec<Fault>,
    comments: Vec<Comment>,
    pub(super) trouble: Option<Trouble>,
}

impl Builder<'_> {
    pub(super) fn span(&self, pair: &Pair<'_, Rule>) -> Span {
        let span = pair.as_span();
        Span::new(self.id, self.mended.source(span.start()), self.mended.source(span.end()))
    }

    pub(super) fn text(&self, span: Span) -> &str {
        self.source.slice(span)
    }

    pub(super) fn str(&self, span: Span) -> Str {
        Str::slice(&self.source.text, span.start as usize, span.end as usize)
    }

    pub(super) fn between(&self, end: u32, start: u32) -> &str {
        self.source.text.get(end as usize..start as usize).unwrap_or_default()
    }

    pub(super) fn fault(&mut self, span: Span, kind: FaultKind) {
        self.faults.push(Fault::new(span, kind));
    }

    pub(super) fn unexpected(&mut self, span: Span, expected: impl Into<String>) {
        self.fault(span, FaultKind::unexpected(expected));
    }

    /// Reports text without the quotes it needs.
    pub(super) fn bare(&mut self, span: Span, expected: String) {
        if expected::lacks_quote(self.text(span)) {
            self.unexpected(span, expected::other_quote(self.text(span)));
        } else {
            let instead = Some(Edit { span, text: text::quoted(self.text(span)) });
            self.fault(span, FaultKind::Unexpected { expected, instead });
        }
    }

    fn too_deep(&mut self) {
        if let Some(at) = self.mended.too_deep {
            let limit = Limit::Depth { limit: MAX_DEPTH };
            self.fault(Span::new(self.id, at, at + 1), FaultKind::Limit(limit));
        }
    }

    pub(super) fn items(&mut self, parent: Pair<'_, Rule>, place: Place) -> Vec<Item> {
        let mut items: Vec<Item> = Vec::new();
        for pair in parent.into_inner() {
            self.item(pair, place, &mut items);
        }
        items
    }

    fn item(&mut self, pair: Pair<'_, Rule>, place: Place, items: &mut Vec<Item>) {
        match pair.as_rule() {
            Rule::comment => self.comment(&pair),
            Rule::field | Rule::block => self.readable(pair, place, items),
            Rule::junk => {
                let junk = self.junk(pair, place, items.last().map(Item::span));
                self.unreadable(junk, items);
            }
            Rule::unopened => self.unopened(self.span(&pair), items),
            Rule::extra => self.extra(self.span(&pair), place, items),
            _ => {}
        }
    }

    fn readable(&mut self, pair: Pair<'_, Rule>, place: Place, items: &mut Vec<Item>) {
        if let Some(item) = self.absorbed(&pair) {
            return items.push(item);
        }
        let old = self.trouble;
        let together = self.is_glued(&pair, items);
        let word = if together { self.first_word(&pair) } else { self.span(&pair) };
        let item = match pair.as_rule() {
            Rule::field => self.field_or_block(pair, place),
            _ => self.block(pair, place),
        };
        match item {
            Item::Field(field) if together => self.glued_field(word, field, items),
            Item::Junk(junk) => self.unreadable(junk, items),
            item => {
                if together {
                    self.unexpected(word, expected::SEPARATOR);
                }
                items.push(item);
            }
        }
        if self.trouble == old {
            self.trouble = None;
        }
    }

    fn first_word(&self, pair: &Pair<'_, Rule>) -> Span {
        pair.clone().into_inner().next().map_or(self.span(pair), |word| self.span(&word))
    }

    /// Keeps what cannot be read and has been reported - or, when it goes on with the bare word that is the value of the
    /// field before it, finds that value to be text with a comma in it.
    fn unreadable(&mut self, junk: Junk, items: &mut Vec<Item>) {
        match items.last_mut() {
            Some(Item::Field(field)) if is_bare(&field.value) && self.only_comma(field.span.end, junk.span.start) => {
                self.without_quotes(field, junk.span);
            }
            _ => items.push(Item::Junk(junk)),
        }
    }

    fn only_comma(&self, end: u32, start: u32) -> bool {
        let between = self.between(end, start);
        !between.contains(['\n', '\r']) && between.trim_matches(is_blank) == ","
    }

    /// The value of `field` turns out to be text without quotes that goes on to the end of `rest`.
    fn without_quotes(&mut self, field: &mut Field, rest: Span) {
        let span = field.value.span.to(rest);
        field.value = Value { span, kind: ValueKind::Junk };
        field.span = field.span.to(rest);
        self.forget(span);
        self.bare(span, expected::quoted_after(&field.key.text, self.source.slice(span)));
        self.troubled(span, Reach::Deeper);
    }

    /// Whether nothing separates an item from the field before it.
    fn is_glued(&self, pair: &Pair<'_, Rule>, items: &[Item]) -> bool {
        let Some(Item::Field(before)) = items.last() else { return false };
        let between = self.between(before.span.end, self.span(pair).start);
        !between.contains([',', '\n', '\r']) && !matches!(before.value.kind, ValueKind::Junk)
    }

    /// Whether a value can be the beginning of a text without its first quote: a bare word, or two quotes.
    fn may_be_text(&self, field: &Field) -> bool {
        is_bare(&field.value) || self.text(field.value.span) == "\"\""
    }

    /// `a: b c: d`: two fields with a comma forgotten, or - when the second cannot be read - one text with a colon.
    fn glued_field(&mut self, word: Span, field: Field, items: &mut Vec<Item>) {
        let is_text =
            matches!(field.value.kind, ValueKind::Junk) && expected::look_alike(self.text(field.value.span)).is_none();
        match items.last_mut() {
            Some(Item::Field(before)) if is_text && self.may_be_text(before) => self.without_quotes(before, field.span),
            _ => {
                self.unexpected(word, expected::SEPARATOR);
                self.troubled(field.span, Reach::Deeper);
                items.push(Item::Field(field));
            }
        }
    }

    pub(super) fn comment(&mut self, pair: &Pair<'_, Rule>) {
        let span = self.span(pair);
        let before = self.source.text.get(..span.start as usize).unwrap_or_default();
        let own_line =
            before.trim_end_matches(is_blank).ends_with(['\n', '\r']) || before.trim_end_matches(is_blank).is_empty();
        self.comments.push(Comment { span, own_line });
    }

    /// Keeps the comments inside of what cannot be read.
    pub(super) fn comments_of(&mut self, pair: &Pair<'_, Rule>) {
        for inner in pair.clone().into_inner() {
            match inner.as_rule() {
                Rule::comment => self.comment(&inner),
                _ => self.comments_of(&inner),
            }
        }
    }

    fn extra(&mut self, span: Span, place: Place, items: &mut Vec<Item>) {
        match self.text(span).bytes().next() {
            Some(b',') => self.extra_comma(span),
            Some(b'}') if place == Place::Top => self.unopened(span, items),
            Some(b']' | b'}') if self.without_opening(span, items) => {}
            _ => self.extra_bracket(span, place, items),
        }
    }

    fn extra_bracket(&mut self, span: Span, place: Place, items: &mut Vec<Item>) {
        let reach = if place == Place::Top { Reach::Paragraph } else { Reach::Line };
        self.cannot_read(span, reach, expected::without(self.source.slice(span)));
        items.push(Item::Junk(Junk { span }));
    }

    /// `key: a, b]` or `key: a: 1, b: 2 }`: takes what stands on this line before the bracket for what it closes.
    fn without_opening(&mut self, close: Span, items: &mut Vec<Item>) -> bool {
        let is_list = self.text(close) == "]";
        let found = if is_list { self.list_before(close, items) } else { self.map_before(close, items) };
        let Some(at) = found else { return false };
        items.truncate(at + 1);
        let Some(Item::Field(field)) = items.last_mut() else { return false };
        let span = field.value.span.to(close);
        field.value = Value { span, kind: ValueKind::Junk };
        field.span = field.span.to(close);
        self.forget(span);
        self.unexpected(span, expected::opening(&field.key.text, if is_list { '[' } else { '{' }));
        self.troubled(span, Reach::Line);
        true
    }

    /// The items on the line of `close` before it, the nearest first.
    fn line_before<'i>(&self, close: Span, items: &'i [Item]) -> impl Iterator<Item = (usize, &'i Item)> {
        let mut start = close.start;
        items.iter().enumerate().rev().take(MAX_DEPTH).take_while(move |(_, item)| {
            let together = !self.between(item.span().end, start).contains(['\n', '\r']);
            start = item.span().start;
            together
        })
    }

    /// The field whose value goes on, behind a comma, with words and text that cannot be read up to `close`.
    fn list_before(&self, close: Span, items: &[Item]) -> Option<usize> {
        let is_element = |item: &Item| match item {
            Item::Junk(_) => true,
            Item::Block(block) => block.inner.is_none(),
            Item::Field(_) => false,
        };
        let (at, item) = self.line_before(close, items).find(|(_, item)| !is_element(item))?;
        let Item::Field(Field { value, .. }) = item else { return None };
        let is_one = !matches!(value.kind, ValueKind::List(_) | ValueKind::Map(_) | ValueKind::Empty);
        (is_one && at + 1 < items.len()).then_some(at)
    }

    /// The field whose value is an entry, with nothing but fields between it and `close`.
    fn map_before(&self, close: Span, items: &[Item]) -> Option<usize> {
        let is_entry =
            |field: &Field| matches!(field.value.kind, ValueKind::Junk) && self.text(field.value.span).contains(':');
        let mut fields = self.line_before(close, items).map_while(|(at, item)| match item {
            Item::Field(field) => Some((at, field)),
            _ => None,
        });
        fields.find(|(_, field)| is_entry(field)).map(|(at, _)| at)
    }

    /// A `}` at the top that closes nothing. Indented items before it have lost the header they stood under.
    fn unopened(&mut self, close: Span, items: &mut Vec<Item>) {
        if close.is_empty() {
            return;
        }
        let mut orphans = None;
        while let Some(item) = items.last().map(Item::span)
            && self.indent(close.start) < self.indent(item.start)
        {
            orphans = Some(item.to(close));
            items.pop();
        }
        let Some(span) = orphans else { return self.extra_bracket(close, Place::Top, items) };
        self.forget(span);
        let first = Span { end: self.line_end(span), ..span };
        self.unexpected(first, expected::HEADER);
        self.troubled(span, Reach::Paragraph);
        items.push(Item::Junk(Junk { span }));
    }

    /// Where the text of the first line of `span` ends.
    fn line_end(&self, span: Span) -> u32 {
        let text = self.text(span);
        let line = text.find(['\n', '\r']).and_then(|end| text.get(..end)).unwrap_or(text);
        span.start + line.trim_end_matches(is_blank).len() as u32
    }

    /// Text that is no item. Indented deeper than the item before it, it is one text with all below it that is.
    fn junk(&mut self, pair: Pair<'_, Rule>, place: Place, before: Option<Span>) -> Junk {
        self.comments_of(&pair);
        let span = self.span(&pair);
        let expected = expected::look_alike(self.text(span)).unwrap_or_else(|| match place {
            Place::Top => expected::BLOCK.to_owned(),
            Place::Body => expected::ITEM.to_owned(),
            Place::Map => expected::ENTRY.to_owned(),
        });
        let margin = before.map(|before| self.indent(before.start)).filter(|margin| *margin < self.indent(span.start));
        self.cannot_read(span, if margin.is_some() { Reach::Text } else { Reach::of(place) }, expected);
        if let (Some(margin), Some(trouble)) = (margin, &mut self.trouble) {
            trouble.indent = trouble.indent.min(margin);
        }
        Junk { span }
    }

    fn field_or_block(&mut self, pair: Pair<'_, Rule>, place: Place) -> Item {
        let span = self.span(&pair);
        let mut inner = pair.into_inner();
        let Some(key) = inner.next() else { return Item::Junk(Junk { span }) };
        let parts = FieldParts { value: inner.next(), rest: inner.last() };
        if place != Place::Map
            && let Some(body) = parts.body(place)
        {
            return self.block_with_colon(span, &key, parts, body, place);
        }
        if place == Place::Top {
            return self.field_at_top(span, parts);
        }
        let key = self.word(&key);
        let value = self.field_value(&key, parts, span);
        Item::Field(Field { key, value, span })
    }

    fn field_at_top(&mut self, span: Span, parts: FieldParts<'_>) -> Item {
        for part in parts.value.iter().chain(&parts.rest) {
            self.comments_of(part);
        }
        self.cannot_read(span, Reach::Paragraph, expected::BLOCK);
        Item::Junk(Junk { span })
    }
}

fn is_bare(value: &Value) -> bool {
    matches!(value.kind, ValueKind::Scalar { style: Style::Bare, .. })
}
