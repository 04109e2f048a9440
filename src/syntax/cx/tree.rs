//! Pairs of the grammar to the syntax tree, with a fault for each cause of something that cannot be read.

use pest::iterators::{Pair, Pairs};

use super::expected;
use super::grammar::Rule;
use super::lexer::is_blank;
use super::mend::{END, Mended};
use super::quoted::{self, Meaning};
use crate::diagnostic::{Fault, FaultKind, Limit};
use crate::syntax::{
    Block, Comment, Entry, Field, File, Item, Junk, MAX_DEPTH, Notation, Style, Value, ValueKind, Word, is_id,
};
use crate::text::{Source, SourceId, Span, Str};

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
enum Place {
    /// The file: only blocks.
    Top,
    /// The body of a block: fields and blocks.
    Body,
    /// A map: fields.
    Map,
}

/// Text that could not be read and was reported: what belongs to it is not reported again.
#[derive(Debug, Clone, Copy)]
struct Trouble {
    end: u32,
    /// Indentation of the line where it began.
    indent: usize,
    /// Whether it stands at the top of the file, where anything goes on with it.
    top: bool,
}

struct Builder<'s> {
    id: SourceId,
    source: &'s Source,
    mended: &'s Mended<'s>,
    faults: Vec<Fault>,
    comments: Vec<Comment>,
    trouble: Option<Trouble>,
}

impl Builder<'_> {
    // --- places ---

    fn span(&self, pair: &Pair<'_, Rule>) -> Span {
        let span = pair.as_span();
        Span::new(self.id, self.mended.source(span.start()), self.mended.source(span.end()))
    }

    fn text(&self, span: Span) -> &str {
        self.source.slice(span)
    }

    fn str(&self, span: Span) -> Str {
        Str::slice(&self.source.text, span.start as usize, span.end as usize)
    }

    fn between(&self, end: u32, start: u32) -> &str {
        self.source.text.get(end as usize..start as usize).unwrap_or_default()
    }

    fn fault(&mut self, span: Span, kind: FaultKind) {
        self.faults.push(Fault::new(span, kind));
    }

    fn unexpected(&mut self, span: Span, expected: impl Into<String>) {
        self.fault(span, FaultKind::Unexpected { expected: expected.into() });
    }

    fn too_deep(&mut self) {
        if let Some(at) = self.mended.too_deep {
            let limit = Limit::Depth { limit: MAX_DEPTH };
            self.fault(Span::new(self.id, at, at + 1), FaultKind::Limit(limit));
        }
    }

    // --- what belongs together ---

    /// Remembers that `span` could not be read and was reported.
    fn troubled(&mut self, span: Span, place: Place) {
        let indent = self.indent(span.start);
        self.trouble = Some(Trouble { end: span.end, indent, top: place == Place::Top });
    }

    /// Whether unreadable text at `start` goes on with the one before: on the same line, or on the next one if that is
    /// indented deeper (a text over several lines) or at the top of the file (lines that have lost their header).
    fn goes_on(&self, start: u32) -> bool {
        let Some(trouble) = self.trouble else { return false };
        let between = self.between(trouble.end, start);
        match line_breaks(between) {
            0 => true,
            1 => trouble.top || self.indent(start) > trouble.indent,
            _ => false,
        }
    }

    /// Indentation of the line that holds `offset`, in bytes, as far as it matters.
    fn indent(&self, offset: u32) -> usize {
        let lines = self.source.lines();
        let line = lines.start(lines.line(offset)) as usize;
        let bytes = self.source.text.as_bytes().get(line..offset as usize).unwrap_or_default();
        bytes.iter().take(1000).take_while(|byte| matches!(byte, b' ' | b'\t')).count()
    }

    // --- items ---

    fn items(&mut self, parent: Pair<'_, Rule>, place: Place) -> Vec<Item> {
        let mut items: Vec<Item> = Vec::new();
        for pair in parent.into_inner() {
            self.item(pair, place, &mut items);
        }
        items
    }

    fn item(&mut self, pair: Pair<'_, Rule>, place: Place, items: &mut Vec<Item>) {
        match pair.as_rule() {
            Rule::comment => self.comment(&pair),
            Rule::field => {
                self.separated(&pair, items);
                let item = self.field_or_block(pair, place);
                items.push(item);
            }
            Rule::block => {
                self.separated(&pair, items);
                let item = self.block(pair, place);
                items.push(item);
            }
            Rule::extra => self.extra(&pair, place, items),
            Rule::unopened => self.unopened(&pair, items),
            Rule::junk => items.push(self.junk(pair, place)),
            _ => {}
        }
    }

    /// Reports that nothing separates an item from the field before it.
    fn separated(&mut self, pair: &Pair<'_, Rule>, items: &[Item]) {
        let Some(Item::Field(before)) = items.last() else { return };
        let start = self.span(pair).start;
        let between = self.between(before.span.end, start);
        if !between.contains([',', '\n', '\r']) && !matches!(before.value.kind, ValueKind::Junk) {
            let word = pair.clone().into_inner().next().map_or(self.span(pair), |word| self.span(&word));
            self.unexpected(word, expected::SEPARATOR);
        }
    }

    fn comment(&mut self, pair: &Pair<'_, Rule>) {
        let span = self.span(pair);
        let before = self.source.text.get(..span.start as usize).unwrap_or_default();
        let own_line =
            before.trim_end_matches(is_blank).ends_with(['\n', '\r']) || before.trim_end_matches(is_blank).is_empty();
        self.comments.push(Comment { span, own_line });
    }

    /// Keeps the comments inside of what cannot be read.
    fn comments_of(&mut self, pair: &Pair<'_, Rule>) {
        for inner in pair.clone().into_inner() {
            match inner.as_rule() {
                Rule::comment => self.comment(&inner),
                _ => self.comments_of(&inner),
            }
        }
    }

    fn extra(&mut self, pair: &Pair<'_, Rule>, place: Place, items: &mut Vec<Item>) {
        let span = self.span(pair);
        if !self.goes_on(span.start) {
            let expected = match (self.text(span), place) {
                (",", _) => expected::ONE_COMMA,
                _ => expected::OPENING,
            };
            self.unexpected(span, expected);
        }
        self.troubled(span, place);
        if self.text(span) != "," {
            items.push(Item::Junk(Junk { span }));
        }
    }

    /// A `}` at the top that closes nothing. Indented items before it have lost the header they stood under.
    fn unopened(&mut self, pair: &Pair<'_, Rule>, items: &mut Vec<Item>) {
        let mut span = self.span(pair);
        if span.is_empty() {
            return;
        }
        let close = span;
        let mut orphans = 0;
        while let Some(item) = items.last().map(Item::span)
            && self.indent(close.start) < self.indent(item.start)
        {
            span = item.to(span);
            orphans += 1;
            items.pop();
        }
        if orphans > 0 {
            self.faults.retain(|fault| fault.span.start < span.start || is_lasting(&fault.kind));
            self.unexpected(span, expected::HEADER);
        } else if !self.goes_on(span.start) {
            self.unexpected(span, expected::OPENING);
        }
        self.troubled(span, Place::Top);
        items.push(Item::Junk(Junk { span }));
    }

    fn junk(&mut self, pair: Pair<'_, Rule>, place: Place) -> Item {
        self.comments_of(&pair);
        let span = self.span(&pair);
        if !self.goes_on(span.start) {
            let expected = expected::look_alike(self.text(span)).unwrap_or_else(|| match place {
                Place::Top => expected::BLOCK.to_owned(),
                Place::Body => expected::ITEM.to_owned(),
                Place::Map => expected::ENTRY.to_owned(),
            });
            self.unexpected(span, expected);
        }
        self.troubled(span, place);
        Item::Junk(Junk { span })
    }

    // --- blocks ---

    fn block(&mut self, pair: Pair<'_, Rule>, place: Place) -> Item {
        let span = self.span(&pair);
        let mut parts = Parts::default();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::comment => self.comment(&part),
                Rule::word if parts.keyword.is_none() => parts.keyword = Some(self.word(&part)),
                Rule::word => parts.id = Some(self.word(&part)),
                Rule::header_junk => parts.junk = Some(self.span(&part)),
                Rule::braces | Rule::too_deep => parts.body = Some(part),
                _ => parts.name = Some(self.value(part)),
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
        let (body, inner) = self.body(parts.body);
        Item::Block(Block { keyword, id: parts.id, name: parts.name, body, header, span, inner })
    }

    fn lone_word(&mut self, word: Word, place: Place) -> Item {
        if !self.goes_on(word.span.start) {
            self.unexpected(word.span, expected::after_word(&word.text, place == Place::Top));
        }
        self.troubled(word.span, place);
        Item::Junk(Junk { span: word.span })
    }

    fn block_in_map(&mut self, span: Span, parts: Parts<'_>) -> Item {
        if let Some(body) = &parts.body {
            self.comments_of(body);
        }
        if !self.goes_on(span.start) {
            self.unexpected(span, expected::ENTRY);
        }
        self.troubled(span, Place::Map);
        Item::Junk(Junk { span })
    }

    fn body(&mut self, body: Option<Pair<'_, Rule>>) -> (Vec<Item>, Option<Span>) {
        let Some(body) = body.filter(|body| body.as_rule() == Rule::braces) else { return (Vec::new(), None) };
        let inner = self.inside(&body, "block");
        (self.items(body, Place::Body), Some(inner))
    }

    /// The inside of brackets; reports those that are never closed.
    fn inside(&mut self, brackets: &Pair<'_, Rule>, what: &'static str) -> Span {
        let span = self.span(brackets);
        let closed = !brackets.as_str().ends_with(END) && span.len() >= 2 && self.text(span).ends_with(['}', ']']);
        let holds_deep = self.mended.too_deep.is_some_and(|at| span.range().contains(&at));
        if !closed && !holds_deep {
            self.fault(span.sub(0, 1), FaultKind::Unclosed { what });
        }
        span.sub(1, span.len() - usize::from(closed))
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
            (_, Some(_)) => self.unexpected(junk, expected::BRACE),
            (id, None) => {
                let looks_like_id = id.as_ref().is_some_and(|id| id.text.starts_with(char::is_lowercase));
                let span = match id {
                    Some(id) if !looks_like_id => id.span.to(junk),
                    _ => junk,
                };
                self.unquoted_name(span);
                parts.id = parts.id.take().filter(|_| looks_like_id);
                parts.name = Some(Value::scalar(span, self.str(span), Style::Quoted));
            }
        }
    }

    fn unquoted_name(&mut self, span: Span) {
        let text = self.text(span);
        let expected = expected::look_alike(text).unwrap_or_else(|| expected::quoted_name(text));
        self.unexpected(span, expected);
    }

    // --- fields ---

    fn field_or_block(&mut self, pair: Pair<'_, Rule>, place: Place) -> Item {
        let span = self.span(&pair);
        let mut inner = pair.into_inner();
        let Some(key) = inner.next() else { return Item::Junk(Junk { span }) };
        let parts: Vec<Pair<'_, Rule>> = inner.collect();
        if place != Place::Map
            && let Some(body) = self.body_behind_colon(&parts, place)
        {
            return self.block_with_colon(span, &key, &parts, body, place);
        }
        let key = self.word(&key);
        if place == Place::Top {
            return self.field_at_top(span, &parts);
        }
        let value = self.field_value(&key, parts, span, place);
        Item::Field(Field { key, value, span })
    }

    fn field_at_top(&mut self, span: Span, parts: &[Pair<'_, Rule>]) -> Item {
        for part in parts {
            self.comments_of(part);
        }
        if !self.goes_on(span.start) {
            self.unexpected(span, expected::BLOCK);
        }
        self.troubled(span, Place::Top);
        Item::Junk(Junk { span })
    }

    /// The braces of `stage: "Need" { … }`, which was meant to be a block: at the top of a file, or if it has a name.
    fn body_behind_colon<'p>(&self, parts: &[Pair<'p, Rule>], place: Place) -> Option<Pair<'p, Rule>> {
        let [first, junk] = parts else { return None };
        if junk.as_rule() != Rule::junk {
            return None;
        }
        let inner: Vec<Pair<'_, Rule>> = junk.clone().into_inner().collect();
        let (body, before) = inner.split_last()?;
        let begin = before.first().unwrap_or(body).as_span().start();
        let named =
            first.as_rule() == Rule::string || before.first().is_some_and(|name| name.as_rule() == Rule::string);
        let is_block = body.as_rule() == Rule::braces
            && matches!(first.as_rule(), Rule::word | Rule::string)
            && before.len() <= usize::from(first.as_rule() == Rule::word)
            && (begin, body.as_span().end()) == (junk.as_span().start(), junk.as_span().end())
            && (named || place == Place::Top);
        is_block.then(|| body.clone())
    }

    fn block_with_colon(
        &mut self,
        span: Span,
        keyword: &Pair<'_, Rule>,
        parts: &[Pair<'_, Rule>],
        body: Pair<'_, Rule>,
        place: Place,
    ) -> Item {
        let keyword = self.word(keyword);
        let start = parts.first().map_or(keyword.span, |part| self.span(part)).start;
        let colon = self.between(keyword.span.end, start).find(':').unwrap_or(0);
        let colon = Span::new(self.id, keyword.span.end as usize + colon, keyword.span.end as usize + colon + 1);
        self.unexpected(colon, expected::no_colon(&keyword.text));
        let mut header = Parts { keyword: Some(keyword), body: Some(body), ..Parts::default() };
        let name = parts.get(1).and_then(|junk| junk.clone().into_inner().find(|part| part.as_rule() == Rule::string));
        for part in parts.first().cloned().into_iter().chain(name) {
            match part.as_rule() {
                Rule::word => header.id = Some(self.word(&part)),
                _ => header.name = Some(self.value(part)),
            }
        }
        self.assemble(span, header, place)
    }

    fn field_value(&mut self, key: &Word, parts: Vec<Pair<'_, Rule>>, span: Span, place: Place) -> Value {
        let mut parts = parts.into_iter();
        match (parts.next(), parts.next()) {
            (None, _) => Value { span: Span { start: span.end, ..span }, kind: ValueKind::Empty },
            (Some(junk), None) if junk.as_rule() == Rule::junk => self.no_value(key, &junk, place),
            (Some(value), None) if value.as_rule() == Rule::comma_number => {
                let span = self.span(&value);
                self.unexpected(span, expected::decimal_point(self.text(span)));
                Value { span, kind: ValueKind::Junk }
            }
            (Some(value), None) => self.value(value),
            (Some(value), Some(junk)) => self.value_and_junk(key, value, &junk, place),
        }
    }

    /// Something behind a colon that begins like no value.
    fn no_value(&mut self, key: &Word, junk: &Pair<'_, Rule>, place: Place) -> Value {
        self.comments_of(junk);
        let span = self.span(junk);
        let text = self.text(span);
        let expected = expected::look_alike(text).unwrap_or_else(|| match text.chars().any(char::is_alphabetic) {
            true => expected::quoted_after(&key.text, text),
            false => expected::value_after(&key.text),
        });
        self.unexpected(span, expected);
        self.troubled(span, place);
        Value { span, kind: ValueKind::Junk }
    }

    fn value_and_junk(&mut self, key: &Word, value: Pair<'_, Rule>, junk: &Pair<'_, Rule>, place: Place) -> Value {
        let rule = value.as_rule();
        let (first, rest) = (self.span(&value), self.span(junk));
        let whole = first.to(rest);
        if matches!(rule, Rule::list | Rule::braces | Rule::too_deep) {
            let value = self.value(value);
            self.comments_of(junk);
            self.unexpected(rest, expected::SEPARATOR);
            self.troubled(rest, place);
            return value;
        }
        self.comments_of(junk);
        let (span, expected) = match rule {
            Rule::word => (whole, self.unquoted(whole, first, rest, |text| expected::quoted_after(&key.text, text))),
            _ => (rest, expected::after_text(self.text(rest))),
        };
        if let Some(expected) = expected {
            self.unexpected(span, expected);
        }
        self.troubled(whole, place);
        Value { span: whole, kind: ValueKind::Junk }
    }

    /// What to say of several words without quotes; nothing when a control character between them has been reported.
    fn unquoted(&self, whole: Span, first: Span, rest: Span, quotes: impl Fn(&str) -> String) -> Option<String> {
        let text = self.text(whole);
        let unseen = self.between(first.end, rest.start).chars().find(|c| is_blank(*c) && !c.is_whitespace());
        match unseen {
            Some(c) if expected::is_reported(c) => None,
            Some(c) => Some(expected::invisible(c)),
            None if expected::is_quantity(text) => Some(expected::one_word(text)),
            None => Some(quotes(text)),
        }
    }

    // --- values ---

    fn word(&self, pair: &Pair<'_, Rule>) -> Word {
        let span = self.span(pair);
        let text = match pair.as_rule() {
            Rule::string => self.meaning(span.sub(1, span.len() - 1), |raw| quoted::unescape(raw, |_| {})),
            _ => self.str(span),
        };
        Word { text, span }
    }

    fn value(&mut self, pair: Pair<'_, Rule>) -> Value {
        let span = self.span(&pair);
        match pair.as_rule() {
            Rule::word => Value::scalar(span, self.str(span), Style::Bare),
            Rule::string => self.string(span, span.sub(1, span.len() - 1)),
            Rule::markdown => self.markdown(span, span.sub(3, span.len() - 3)),
            Rule::open_text => self.unclosed_text(span),
            Rule::open_markdown => {
                self.fault(span.sub(0, 3), FaultKind::Unclosed { what: "Markdown text" });
                self.markdown(span, span.sub(3, span.len()))
            }
            Rule::typographic => self.typographic(span),
            Rule::list => self.list(span, pair),
            Rule::braces => self.map(span, pair),
            _ => Value { span, kind: ValueKind::Junk },
        }
    }

    fn string(&mut self, span: Span, inside: Span) -> Value {
        let mut wrong = Vec::new();
        let text = self.meaning(inside, |raw| quoted::unescape(raw, |range| wrong.push(range)));
        for range in wrong {
            self.unexpected(inside.sub(range.start, range.end), expected::ESCAPE);
        }
        Value::scalar(span, text, Style::Quoted)
    }

    fn markdown(&mut self, span: Span, inside: Span) -> Value {
        Value::scalar(span, self.meaning(inside, quoted::dedent), Style::Block)
    }

    fn unclosed_text(&mut self, span: Span) -> Value {
        self.fault(span.sub(0, 1), FaultKind::Unclosed { what: "text" });
        self.troubled(span, Place::Body);
        Value::scalar(span, self.str(span.sub(1, span.len())), Style::Quoted)
    }

    fn typographic(&mut self, span: Span) -> Value {
        let text = self.text(span);
        let open = text.chars().next().map_or(0, char::len_utf8);
        let close = text.chars().next_back().map_or(0, char::len_utf8);
        if let Some(expected) = expected::look_alike(text) {
            self.unexpected(span, expected);
        }
        let inside = span.sub(open, span.len() - close);
        Value::scalar(span, self.str(inside), Style::Quoted)
    }

    fn meaning(&self, inside: Span, read: impl FnOnce(&str) -> Meaning) -> Str {
        match read(self.text(inside)) {
            Meaning::Same(range) => self.str(inside.sub(range.start, range.end)),
            Meaning::Text(text) => Str::from(text),
        }
    }

    fn map(&mut self, span: Span, pair: Pair<'_, Rule>) -> Value {
        self.inside(&pair, "map");
        let items = self.items(pair, Place::Map);
        let entries = items.into_iter().filter_map(|item| match item {
            Item::Field(Field { key, value, .. }) => Some(Entry { key, value }),
            _ => None,
        });
        Value { span, kind: ValueKind::Map(entries.collect()) }
    }

    fn list(&mut self, span: Span, pair: Pair<'_, Rule>) -> Value {
        self.inside(&pair, "list");
        let mut values: Vec<Value> = Vec::new();
        let mut open = false;
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::comment => self.comment(&part),
                Rule::extra_comma => self.extra(&part, Place::Map, &mut Vec::new()),
                Rule::scrap => self.scrap(&part, &mut values, open),
                _ => {
                    let value = self.value(part);
                    self.apart(&value, &values);
                    values.push(value);
                    open = true;
                    continue;
                }
            }
            open = false;
        }
        Value { span, kind: ValueKind::List(values) }
    }

    /// Reports that nothing separates an element from the one before.
    fn apart(&mut self, value: &Value, before: &[Value]) {
        let Some(last) = before.last() else { return };
        let between = self.between(last.span.end, value.span.start);
        if !between.contains([',', '\n', '\r']) && !matches!(last.kind, ValueKind::Junk) {
            self.unexpected(value.span, expected::SEPARATOR);
        }
    }

    /// Text in a list that fits no value, alone or behind one.
    fn scrap(&mut self, pair: &Pair<'_, Rule>, values: &mut Vec<Value>, behind_value: bool) {
        self.comments_of(pair);
        let rest = self.span(pair);
        let first = values.last().map_or(rest, |value| value.span);
        let joined = behind_value && !self.between(first.end, rest.start).contains([',', '\n', '\r']);
        let scalar = values.last().filter(|_| joined).map(|value| matches!(value.kind, ValueKind::Scalar { .. }));
        let (span, expected) = match scalar {
            None => (rest, expected::look_alike(self.text(rest)).or_else(|| Some(self.no_element(rest)))),
            Some(false) => (rest, Some(expected::SEPARATOR.to_owned())),
            Some(true) if self.text(first).starts_with('"') => (rest, expected::after_text(self.text(rest))),
            Some(true) => (first.to(rest), self.unquoted(first.to(rest), first, rest, expected::quoted_element)),
        };
        if let Some(expected) = expected.filter(|_| !self.goes_on(span.start)) {
            self.unexpected(span, expected);
        }
        self.troubled(rest, Place::Map);
        if scalar == Some(true) {
            values.pop();
        }
        if scalar != Some(false) {
            values.push(Value { span: if joined { first.to(rest) } else { rest }, kind: ValueKind::Junk });
        }
    }

    fn no_element(&self, span: Span) -> String {
        let text = self.text(span);
        match text.chars().any(char::is_alphabetic) {
            true => expected::quoted_element(text),
            false => expected::VALUES.to_owned(),
        }
    }
}

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

/// Whether a fault is reported even when the text around it is found to be unreadable as a whole.
fn is_lasting(kind: &FaultKind) -> bool {
    matches!(kind, FaultKind::Limit(_))
}

/// Line breaks in what stands between two items; two of them make a blank line.
fn line_breaks(between: &str) -> usize {
    between.matches('\n').count().max(between.matches('\r').count())
}
