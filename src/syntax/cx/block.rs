//! Blocks: their headers, however they are written, and their bodies.

use pest::iterators::Pair;

use super::expected;
use super::grammar::Rule;
use super::mend::{BEGIN, END};
use super::tree::{Builder, FieldParts, Place};
use super::trouble::Reach;
use crate::diagnostic::FaultKind;
use crate::syntax::{Block, Item, Junk, Style, Value, Word, is_id};
use crate::text::Span;

/// The parts of a block while they are collected.
#[derive(Default)]
struct Parts<'p> {
    keyword: Option<Word>,
    id: Option<Word>,
    name: Option<Value>,
    junk: Option<Span>,
    body: Option<Pair<'p, Rule>>,
}

impl Parts<'_> {
    /// Whether nothing follows the keyword.
    fn is_word(&self) -> bool {
        self.id.is_none() && self.name.is_none() && self.junk.is_none() && self.body.is_none()
    }

    /// From the keyword to the last part before the body.
    fn header(&self, keyword: Span) -> Span {
        let id = self.id.as_ref().map(|id| id.span);
        let name = self.name.as_ref().map(|name| name.span);
        [id, name, self.junk].into_iter().flatten().fold(keyword, Span::to)
    }
}

impl Builder<'_> {
    pub(super) fn block(&mut self, pair: Pair<'_, Rule>, place: Place) -> Item {
        let span = self.span(&pair);
        let mut parts = Parts::default();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::comment => self.comment(&part),
                Rule::word if parts.keyword.is_none() => parts.keyword = Some(self.word(&part)),
                Rule::word => parts.id = Some(self.word(&part)),
                Rule::header_junk => parts.junk = Some(self.span(&part)),
                Rule::braces | Rule::too_deep => parts.body = Some(part),
                _ => parts.name = Some(self.name(part)),
            }
        }
        self.assemble(span, parts, place)
    }

    fn assemble(&mut self, span: Span, mut parts: Parts<'_>, place: Place) -> Item {
        let Some(keyword) = parts.keyword.take() else { return Item::Junk(Junk { span }) };
        if parts.is_word() {
            return self.lone_word(keyword, place);
        }
        if place == Place::Map {
            return self.block_in_map(span, parts);
        }
        let header = parts.header(keyword.span);
        self.read_header(&mut parts);
        if parts.body.as_ref().is_some_and(|body| body.as_str().starts_with(BEGIN)) {
            self.unexpected(header, expected::MISSING_BRACE);
        }
        let (body, inner) = self.body(parts.body);
        Item::Block(Block { keyword, id: parts.id, name: parts.name, body, header, span, inner })
    }

    /// A name; when it is not closed, the lines below are the body all the same.
    fn name(&mut self, pair: Pair<'_, Rule>) -> Value {
        let name = self.value(pair);
        self.trouble = None;
        name
    }

    fn lone_word(&mut self, word: Word, place: Place) -> Item {
        self.cannot_read(word.span, Reach::of(place), expected::after_word(&word.text, place == Place::Top));
        Item::Junk(Junk { span: word.span })
    }

    fn block_in_map(&mut self, span: Span, parts: Parts<'_>) -> Item {
        if let Some(body) = &parts.body {
            self.comments_of(body);
        }
        self.cannot_read(span, Reach::Deeper, expected::ENTRY);
        Item::Junk(Junk { span })
    }

    fn body(&mut self, body: Option<Pair<'_, Rule>>) -> (Vec<Item>, Option<Span>) {
        let Some(body) = body.filter(|body| body.as_rule() == Rule::braces) else { return (Vec::new(), None) };
        let inner = self.inside(&body, "block");
        self.trouble = None;
        (self.items(body, Place::Body), Some(inner))
    }

    /// The inside of brackets; reports those that are never closed.
    pub(super) fn inside(&mut self, brackets: &Pair<'_, Rule>, what: &'static str) -> Span {
        let span = self.span(brackets);
        let begun = usize::from(!brackets.as_str().starts_with(BEGIN));
        let closed = !brackets.as_str().ends_with(END) && span.len() > begun && self.text(span).ends_with(['}', ']']);
        let holds_deep = self.mended.too_deep.is_some_and(|at| span.range().contains(&at));
        if begun == 1 && !closed && !holds_deep {
            self.fault(span.sub(0, 1), FaultKind::Unclosed { what });
        }
        span.sub(begun, span.len() - usize::from(closed))
    }

    /// Makes the best of a header with something in it that fits nowhere.
    fn read_header(&mut self, parts: &mut Parts<'_>) {
        let Some(junk) = parts.junk else { return };
        match (&parts.id, &parts.name) {
            (None, Some(name)) if is_id(self.text(junk)) => {
                let expected = format!("the id before the name: `{} {}`", self.text(junk), self.text(name.span));
                self.unexpected(junk, expected);
                parts.id = Some(Word { text: self.str(junk), span: junk });
            }
            (_, Some(name)) if name.text().is_some_and(|text| text.is_empty()) => {
                parts.name = Some(self.unquoted_name(name.span.to(junk)));
            }
            (_, Some(_)) => self.unexpected(junk, expected::BRACE),
            (id, None) => {
                let looks_like_id = id.as_ref().is_some_and(|id| id.text.starts_with(char::is_lowercase));
                let span = match id {
                    Some(id) if !looks_like_id => id.span.to(junk),
                    _ => junk,
                };
                parts.name = Some(self.unquoted_name(span));
                parts.id = parts.id.take().filter(|_| looks_like_id);
            }
        }
    }

    /// A name with no quotes, with one, or with one too many: it is clear what the name is.
    fn unquoted_name(&mut self, span: Span) -> Value {
        let written = self.text(span);
        let name = written.trim_matches(expected::QUOTES);
        let from = written.len() - written.trim_start_matches(expected::QUOTES).len();
        let text = self.str(span.sub(from, from + name.len()));
        match expected::look_alike(written) {
            Some(expected) => self.unexpected(span, expected),
            None if name.len() < written.len() => self.unexpected(span, expected::other_quote(name)),
            None => self.bare(span, expected::quoted_name(name)),
        }
        Value::scalar(span, text, Style::Quoted)
    }

    /// `stage: "Need" { … }`, with the braces found behind the value: a block whose keyword has a colon.
    pub(super) fn block_with_colon(
        &mut self,
        span: Span,
        keyword: &Pair<'_, Rule>,
        parts: FieldParts<'_>,
        body: Pair<'_, Rule>,
        place: Place,
    ) -> Item {
        let keyword = self.word(keyword);
        let start = parts.value.as_ref().map_or(keyword.span, |value| self.span(value)).start;
        let colon = keyword.span.end as usize + self.between(keyword.span.end, start).find(':').unwrap_or(0);
        self.unexpected(Span::new(self.id, colon, colon + 1), expected::no_colon(&keyword.text));
        let mut header = Parts { keyword: Some(keyword), body: Some(body), ..Parts::default() };
        let name = parts.rest.and_then(|rest| rest.into_inner().find(|part| part.as_rule() == Rule::string));
        for part in parts.value.into_iter().chain(name) {
            match part.as_rule() {
                Rule::word => header.id = Some(self.word(&part)),
                _ => header.name = Some(self.name(part)),
            }
        }
        self.assemble(span, header, place)
    }
}

impl<'p> FieldParts<'p> {
    /// The braces of `stage: "Need" { … }`, which is meant to be a block if it has a name or stands at the top.
    pub(super) fn body(&self, place: Place) -> Option<Pair<'p, Rule>> {
        let (value, rest) = (self.value.as_ref()?, self.rest.as_ref()?);
        let mut inner = rest.clone().into_inner();
        let first = inner.next()?;
        let body = inner.next().unwrap_or_else(|| first.clone());
        let is_text = |pair: &Pair<'_, Rule>| pair.as_rule() == Rule::string;
        let named = is_text(value) || is_text(&first);
        let names = match value.as_rule() {
            Rule::word => is_text(&first) || first == body,
            Rule::string => first == body,
            _ => false,
        };
        let is_whole =
            first.as_span().start() == rest.as_span().start() && body.as_span().end() == rest.as_span().end();
        (names && is_whole && body.as_rule() == Rule::braces && (named || place == Place::Top)).then_some(body)
    }
}
