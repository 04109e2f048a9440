//! Pairs of the grammar to the syntax tree, with a fault for each cause of something that cannot be read.

use pest::iterators::{Pair, Pairs};

use super::expected;
use super::grammar::Rule;
use super::lexer::is_blank;
use super::mend::{BEGIN, END, Mended};
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Trouble {
    end: u32,
    /// Indentation of the line where it began.
    indent: usize,
    reach: Reach,
}

/// What can belong to text that could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// The rest of its line.
    Line,
    /// And lines below it that are indented deeper.
    Deeper,
    /// And a line below it that ends the text, wherever it begins: a text in quotes over several lines.
    Quote,
    /// And all lines below it that cannot be read, up to a blank one.
    Paragraph,
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
        self.fault(span, FaultKind::unexpected(expected));
    }

    /// Text without the quotes it needs.
    fn bare(&mut self, span: Span, expected: String) {
        self.fault(span, FaultKind::Unexpected { expected, quote: Some(span) });
    }

    fn too_deep(&mut self) {
        if let Some(at) = self.mended.too_deep {
            let limit = Limit::Depth { limit: MAX_DEPTH };
            self.fault(Span::new(self.id, at, at + 1), FaultKind::Limit(limit));
        }
    }

    // --- what belongs together ---

    /// Remembers that `span` could not be read and was reported.
    fn troubled(&mut self, span: Span, reach: Reach) {
        self.trouble = Some(Trouble { end: span.end, indent: self.indent(span.start), reach });
    }

    /// Whether text at `start` that cannot be read belongs to text before it that was reported.
    fn goes_on(&self, start: u32) -> bool {
        self.trouble.is_some_and(|trouble| match Gap::of(self.between(trouble.end, start)) {
            Gap::NextLine if matches!(trouble.reach, Reach::Paragraph | Reach::Quote) => true,
            _ => self.is_part_of(trouble, start),
        })
    }

    /// Whether anything at `start`, readable or not, is but a part of text that was reported: it stands on the same line
    /// with no comma between, or on the next line and is indented deeper.
    fn is_part_of(&self, trouble: Trouble, start: u32) -> bool {
        match Gap::of(self.between(trouble.end, start)) {
            Gap::SameLine => true,
            Gap::NextLine => trouble.reach != Reach::Line && self.indent(start) > trouble.indent,
            Gap::Apart => false,
        }
    }

    /// Takes an item that is but a part of text that was reported, so that it is neither read nor reported.
    fn absorbed(&mut self, pair: &Pair<'_, Rule>) -> Option<Item> {
        let trouble = self.trouble?;
        let span = self.span(pair);
        let ends_quote = trouble.reach == Reach::Quote && ends_quote(pair) && self.goes_on(span.start);
        if !self.is_part_of(trouble, span.start) && !ends_quote {
            return None;
        }
        self.comments_of(pair);
        let reach = if ends_quote { Reach::Line } else { trouble.reach };
        self.trouble = Some(Trouble { end: span.end, reach, ..trouble });
        Some(Item::Junk(Junk { span }))
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
            Rule::field | Rule::block => self.readable(pair, place, items),
            Rule::junk => {
                let junk = self.junk(pair, place);
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
        let (start, rule) = (self.span(&pair), pair.as_rule());
        let word = pair.clone().into_inner().next().filter(|_| together).map_or(start, |word| self.span(&word));
        let item = match rule {
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

    /// `a: b c: d`: two fields with a comma forgotten, or - when the second cannot be read - one text with a colon.
    fn glued_field(&mut self, word: Span, field: Field, items: &mut Vec<Item>) {
        match items.last_mut() {
            Some(Item::Field(before)) if is_bare(&before.value) && matches!(field.value.kind, ValueKind::Junk) => {
                self.without_quotes(before, field.span);
            }
            _ => {
                self.unexpected(word, expected::SEPARATOR);
                self.troubled(field.span, Reach::Deeper);
                items.push(Item::Field(field));
            }
        }
    }

    /// Takes back the faults that stand in `span`, which has just been read.
    fn forget(&mut self, span: Span) {
        let kept = self.faults.iter().rposition(|fault| fault.span.start < span.start || is_lasting(&fault.kind));
        self.faults.truncate(kept.map_or(0, |last| last + 1));
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

    fn extra(&mut self, span: Span, place: Place, items: &mut Vec<Item>) {
        match self.text(span) {
            "," => self.extra_comma(span),
            "}" if place == Place::Top => self.unopened(span, items),
            _ => {
                self.closes_nothing(span, place);
                items.push(Item::Junk(Junk { span }));
            }
        }
    }

    fn extra_comma(&mut self, span: Span) {
        if !self.goes_on(span.start) {
            self.unexpected(span, expected::ONE_COMMA);
        }
    }

    fn closes_nothing(&mut self, span: Span, place: Place) {
        if !self.goes_on(span.start) {
            self.unexpected(span, expected::OPENING);
        }
        self.troubled(span, if place == Place::Top { Reach::Paragraph } else { Reach::Line });
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
        match orphans {
            Some(span) => {
                self.forget(span);
                let first = Span { end: self.line_end(span), ..span };
                self.unexpected(first, expected::HEADER);
                self.troubled(span, Reach::Paragraph);
            }
            None => self.closes_nothing(close, Place::Top),
        }
        items.push(Item::Junk(Junk { span: orphans.unwrap_or(close) }));
    }

    /// Where the text of the first line of `span` ends.
    fn line_end(&self, span: Span) -> u32 {
        let text = self.text(span);
        let line = text.find(['\n', '\r']).and_then(|end| text.get(..end)).unwrap_or(text);
        span.start + line.trim_end_matches(is_blank).len() as u32
    }

    fn junk(&mut self, pair: Pair<'_, Rule>, place: Place) -> Junk {
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
        self.troubled(span, Reach::of(place));
        Junk { span }
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
        if !self.goes_on(word.span.start) {
            self.unexpected(word.span, expected::after_word(&word.text, place == Place::Top));
        }
        self.troubled(word.span, Reach::of(place));
        Item::Junk(Junk { span: word.span })
    }

    fn block_in_map(&mut self, span: Span, parts: Parts<'_>) -> Item {
        if let Some(body) = &parts.body {
            self.comments_of(body);
        }
        if !self.goes_on(span.start) {
            self.unexpected(span, expected::ENTRY);
        }
        self.troubled(span, Reach::Deeper);
        Item::Junk(Junk { span })
    }

    fn body(&mut self, body: Option<Pair<'_, Rule>>) -> (Vec<Item>, Option<Span>) {
        let Some(body) = body.filter(|body| body.as_rule() == Rule::braces) else { return (Vec::new(), None) };
        let inner = self.inside(&body, "block");
        self.trouble = None;
        (self.items(body, Place::Body), Some(inner))
    }

    /// The inside of brackets; reports those that are never closed.
    fn inside(&mut self, brackets: &Pair<'_, Rule>, what: &'static str) -> Span {
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
        match expected::look_alike(text) {
            Some(expected) => self.unexpected(span, expected),
            None => self.bare(span, expected::quoted_name(text)),
        }
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
        let value = self.field_value(&key, parts, span);
        Item::Field(Field { key, value, span })
    }

    fn field_at_top(&mut self, span: Span, parts: &[Pair<'_, Rule>]) -> Item {
        for part in parts {
            self.comments_of(part);
        }
        if !self.goes_on(span.start) {
            self.unexpected(span, expected::BLOCK);
        }
        self.troubled(span, Reach::Paragraph);
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
                _ => header.name = Some(self.name(part)),
            }
        }
        self.assemble(span, header, place)
    }

    fn field_value(&mut self, key: &Word, parts: Vec<Pair<'_, Rule>>, span: Span) -> Value {
        self.trouble = None;
        let mut parts = parts.into_iter();
        match (parts.next(), parts.next()) {
            (None, _) => Value { span: Span { start: span.end, ..span }, kind: ValueKind::Empty },
            (Some(junk), None) if junk.as_rule() == Rule::junk => self.no_value(key, &junk),
            (Some(value), None) => self.value(value),
            (Some(value), Some(rest)) => {
                let rest = parts.next().unwrap_or(rest);
                self.value_and_rest(key, value, &rest)
            }
        }
    }

    /// Something behind a colon that begins like no value.
    fn no_value(&mut self, key: &Word, junk: &Pair<'_, Rule>) -> Value {
        self.comments_of(junk);
        let span = self.span(junk);
        let text = self.text(span);
        match expected::look_alike(text) {
            Some(expected) => self.unexpected(span, expected),
            None if text.chars().any(char::is_alphabetic) => self.bare(span, expected::quoted_after(&key.text, text)),
            None => self.unexpected(span, expected::value_after(&key.text)),
        }
        self.troubled(span, Reach::Deeper);
        Value { span, kind: ValueKind::Junk }
    }

    fn value_and_rest(&mut self, key: &Word, value: Pair<'_, Rule>, junk: &Pair<'_, Rule>) -> Value {
        let rule = value.as_rule();
        let (first, rest) = (self.span(&value), self.span(junk));
        let whole = first.to(rest);
        if matches!(rule, Rule::list | Rule::braces | Rule::too_deep) {
            let value = self.value(value);
            self.comments_of(junk);
            self.unexpected(rest, expected::SEPARATOR);
            self.troubled(rest, Reach::Line);
            return value;
        }
        self.comments_of(junk);
        match rule {
            Rule::word if self.text(rest).starts_with('{') => self.unexpected(rest, expected::NO_BODY),
            Rule::word => self.unquoted(first, rest, |text| expected::quoted_after(&key.text, text)),
            _ => {
                if let Some(expected) = expected::after_text(self.text(rest)) {
                    self.unexpected(rest, expected);
                }
            }
        }
        self.troubled(whole, Reach::Deeper);
        Value { span: whole, kind: ValueKind::Junk }
    }

    /// Several words without quotes; a control character between them has been reported.
    fn unquoted(&mut self, first: Span, rest: Span, quotes: impl Fn(&str) -> String) {
        let whole = first.to(rest);
        let text = self.text(whole);
        let unseen = self.between(first.end, rest.start).chars().find(|c| is_blank(*c) && !c.is_whitespace());
        match unseen {
            Some(c) if expected::is_reported(c) => {}
            Some(c) => self.unexpected(whole, expected::invisible(c)),
            None if expected::is_decimal(text) => self.unexpected(whole, expected::decimal_point(text)),
            None if expected::is_quantity(text) => self.unexpected(whole, expected::one_word(text)),
            None => self.bare(whole, quotes(text)),
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
        self.troubled(span, Reach::Quote);
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
                Rule::extra_comma => self.extra(self.span(&part), Place::Map, &mut Vec::new()),
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
        let start = if scalar == Some(true) && !self.text(first).starts_with('"') { first.start } else { rest.start };
        match scalar {
            _ if self.goes_on(start) => {}
            None => self.no_element(rest),
            Some(false) => self.unexpected(rest, expected::SEPARATOR),
            Some(true) if start == first.start => self.unquoted(first, rest, expected::quoted_element),
            Some(true) => {
                if let Some(expected) = expected::after_text(self.text(rest)) {
                    self.unexpected(rest, expected);
                }
            }
        }
        self.troubled(rest, Reach::Line);
        if scalar == Some(true) {
            values.pop();
        }
        if scalar != Some(false) {
            values.push(Value { span: if joined { first.to(rest) } else { rest }, kind: ValueKind::Junk });
        }
    }

    /// Something in a list that begins like no value.
    fn no_element(&mut self, span: Span) {
        let text = self.text(span);
        match expected::look_alike(text) {
            Some(expected) => self.unexpected(span, expected),
            None if text.chars().any(char::is_alphabetic) => self.bare(span, expected::quoted_element(text)),
            None => self.unexpected(span, expected::VALUES),
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

impl Reach {
    fn of(place: Place) -> Reach {
        if place == Place::Top { Reach::Paragraph } else { Reach::Deeper }
    }
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

/// How far apart two pieces of text stand.
enum Gap {
    /// On one line, no comma between.
    SameLine,
    /// On two lines that follow each other.
    NextLine,
    /// Further, or with a comma between.
    Apart,
}

impl Gap {
    /// Looks at what stands between them, no further than it takes.
    fn of(between: &str) -> Gap {
        let (mut comma, mut breaks) = (false, 0);
        let mut bytes = between.bytes().peekable();
        while let Some(byte) = bytes.next() {
            match byte {
                b'\r' if bytes.peek() == Some(&b'\n') => {}
                b'\n' | b'\r' if breaks == 1 => return Gap::Apart,
                b'\n' | b'\r' => breaks = 1,
                b',' => comma = true,
                b' ' | b'\t' => {}
                _ if comma && breaks == 0 => return Gap::Apart,
                _ => {}
            }
        }
        match (breaks, comma) {
            (0, false) => Gap::SameLine,
            (0, true) => Gap::Apart,
            _ => Gap::NextLine,
        }
    }
}

/// Whether an item looks like the last line of a text in quotes: it ends with a quote that opens nothing new.
fn ends_quote(pair: &Pair<'_, Rule>) -> bool {
    let mut parts = pair.clone().into_inner().skip(1);
    let value = parts.next();
    let last = parts.last().or_else(|| value.clone());
    let is_value = pair.as_rule() == Rule::field && value.is_some_and(|value| value.as_rule() == Rule::open_text);
    !is_value && last.is_some_and(|last| last.as_rule() == Rule::open_text || ends_open(&last))
}

fn ends_open(pair: &Pair<'_, Rule>) -> bool {
    let rule = pair.as_rule();
    rule == Rule::junk && pair.clone().into_inner().next_back().is_some_and(|last| last.as_rule() == Rule::open_text)
}

fn is_bare(value: &Value) -> bool {
    matches!(value.kind, ValueKind::Scalar { style: Style::Bare, .. })
}
