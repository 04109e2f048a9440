//! Values: words, texts, lists and maps, and what stands in their place.

use pest::iterators::Pair;

use super::expected;
use super::grammar::Rule;
use super::lexer::is_blank;
use super::quoted::{self, Meaning};
use super::tree::{Builder, FieldParts, Place};
use super::trouble::Reach;
use crate::diagnostic::FaultKind;
use crate::syntax::{Entry, Field, Item, Style, Value, ValueKind, Word, repeated};
use crate::text::{self, Edit, Span, Str};

impl Builder<'_> {
    pub(super) fn field_value(&mut self, key: &Word, parts: FieldParts<'_>, span: Span) -> Value {
        self.trouble = None;
        match (parts.value, parts.rest) {
            (None, _) => Value { span: span.after(), kind: ValueKind::Empty },
            (Some(junk), _) if junk.as_rule() == Rule::junk => self.no_value(key, &junk),
            (Some(value), None) => self.sole_value(value),
            (Some(value), Some(rest)) => self.value_and_rest(key, value, &rest),
        }
    }

    fn sole_value(&mut self, pair: Pair<'_, Rule>) -> Value {
        let value = self.value(pair);
        if value.span.len() == 2 && self.text(value.span) == "\"\"" {
            self.troubled(value.span, Reach::Hollow);
        }
        value
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
            _ => self.unexpected(rest, expected::after_text(self.text(rest))),
        }
        self.troubled(whole, Reach::Deeper);
        Value { span: whole, kind: ValueKind::Junk }
    }

    /// Several words without quotes. If they are one word with a control character in it, that has been reported.
    fn unquoted(&mut self, first: Span, rest: Span, quotes: impl Fn(&str) -> String) {
        let whole = first.to(rest);
        let text = self.text(whole);
        let unseen = self.between(first.end, rest.start).chars().find(|c| is_blank(*c) && !c.is_whitespace());
        match unseen {
            Some(c) if expected::is_reported(c) => {}
            Some(c) => self.unexpected(whole, expected::invisible(c)),
            None if expected::is_decimal(text) => self.unexpected(whole, expected::decimal_point(text)),
            None if expected::is_quantity(text) => self.unexpected(whole, expected::one_word(text)),
            None => match expected::look_alike_within(text) {
                Some(expected) => self.unexpected(whole, expected),
                None => self.bare(whole, quotes(text)),
            },
        }
    }

    pub(super) fn word(&self, pair: &Pair<'_, Rule>) -> Word {
        let span = self.span(pair);
        let text = match pair.as_rule() {
            Rule::string => self.meaning(span.sub(1, span.len() - 1), |raw| quoted::unescape(raw, |_| {})),
            _ => self.str(span),
        };
        Word { text, span }
    }

    pub(super) fn value(&mut self, pair: Pair<'_, Rule>) -> Value {
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
        let inside = span.sub(open, span.len() - close);
        if let Some(expected) = expected::look_alike(text) {
            let instead = Some(Edit { span, text: text::quoted(self.text(inside)) });
            self.fault(span, FaultKind::Unexpected { expected, instead });
        }
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
        let entries: Vec<Entry> = entries.collect();
        repeated::in_map(&entries, &mut self.faults);
        Value { span, kind: ValueKind::Map(entries) }
    }

    fn list(&mut self, span: Span, pair: Pair<'_, Rule>) -> Value {
        self.inside(&pair, "list");
        let mut values: Vec<Value> = Vec::new();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::comment => self.comment(&part),
                Rule::extra_comma => self.extra_in_list(self.span(&part)),
                Rule::scrap => self.scrap(&part, &mut values),
                _ => {
                    let value = self.value(part);
                    self.element(value, &mut values);
                }
            }
        }
        Value { span, kind: ValueKind::List(values) }
    }

    fn extra_in_list(&mut self, span: Span) {
        match self.source.slice(span) {
            "," => self.extra_comma(span),
            bracket => self.cannot_read(span, Reach::Line, expected::without(bracket)),
        }
    }

    /// Adds an element. If nothing separates it from the one before, that is reported; if both are texts that touch, the
    /// first has a quote too much and the second is what stands between two texts.
    fn element(&mut self, value: Value, values: &mut Vec<Value>) {
        let before = self.before(value.span, values.last());
        let quotes = Span { start: value.span.start.saturating_sub(1), end: value.span.start + 1, ..value.span };
        match before {
            Before::Text(text) if text.end == value.span.start && self.text(quotes) == "\"\"" => {
                self.unexpected(quotes, expected::ONE_QUOTE);
                return self.troubled(value.span, Reach::Flipped);
            }
            Before::Nothing => {}
            _ => self.unexpected(value.span, expected::SEPARATOR),
        }
        values.push(value);
    }

    /// Text in a list that fits no value, alone or behind one.
    fn scrap(&mut self, pair: &Pair<'_, Rule>, values: &mut Vec<Value>) {
        self.comments_of(pair);
        let rest = self.span(pair);
        let before = self.before(rest, values.last());
        let whole = before.scalar().map_or(rest, |scalar| scalar.to(rest));
        if !self.goes_on(whole.start) {
            match before {
                Before::Nothing => self.no_element(rest),
                Before::Word(word) => self.unquoted(word, rest, expected::quoted_element),
                Before::Text(_) => self.unexpected(rest, expected::after_text(self.text(rest))),
                Before::Brackets => self.unexpected(rest, expected::SEPARATOR),
            }
        }
        let flipped = match before {
            Before::Text(_) => !self.text(rest).ends_with('"'),
            _ => expected::lacks_quote(self.text(whole)),
        };
        self.troubled(whole, if flipped { Reach::Flipped } else { Reach::Line });
        if before.scalar().is_some() {
            values.pop();
        }
        if !matches!(before, Before::Brackets) {
            values.push(Value { span: whole, kind: ValueKind::Junk });
        }
    }

    /// The element before `rest`, if nothing separates them.
    fn before(&self, rest: Span, last: Option<&Value>) -> Before {
        match last {
            Some(last) if self.between(last.span.end, rest.start).contains([',', '\n', '\r']) => Before::Nothing,
            Some(Value { span, kind: ValueKind::Scalar { style: Style::Bare, .. } }) => Before::Word(*span),
            Some(Value { span, kind: ValueKind::Scalar { .. } }) => Before::Text(*span),
            Some(Value { kind: ValueKind::List(_) | ValueKind::Map(_), .. }) => Before::Brackets,
            _ => Before::Nothing,
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

/// What stands before a piece of a list.
#[derive(Clone, Copy)]
enum Before {
    /// A comma, a line break, or what could not be read.
    Nothing,
    /// A bare word.
    Word(Span),
    /// A text in quotes.
    Text(Span),
    /// A list or a map.
    Brackets,
}

impl Before {
    fn scalar(self) -> Option<Span> {
        match self {
            Before::Word(span) | Before::Text(span) => Some(span),
            Before::Nothing | Before::Brackets => None,
        }
    }
}
