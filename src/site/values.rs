//! What a field says, as HTML: texts, words, numbers, days, links to other elements.

use minijinja::{Value, context};

use super::base::Base;
use super::{escape, format, markdown, urls};
use crate::model::{Content, Datum, Duration, FieldRef, Item, Key, RefPlace, ReferenceRef, links};
use crate::schema::{Scalar, Shape};

/// A field ready to be shown.
#[derive(Debug, Clone)]
pub(super) enum Shown {
    /// One piece of HTML.
    One(String),
    /// Several; running texts, to be told apart by bullets.
    Texts(Vec<String>),
    /// Several that need no bullets: links, words, numbers.
    Items(Vec<String>),
}

impl Shown {
    /// The field for templates: `key`, `label`, and either `html` or `items`.
    pub(super) fn entry(self, key: &str, label: &str) -> Value {
        match self {
            Shown::One(html) => context! { key, label, html => Value::from_safe_string(html) },
            Shown::Texts(items) => context! { key, label, items => safe(items), plain => false },
            Shown::Items(items) => context! { key, label, items => safe(items), plain => true },
        }
    }

    /// All of it as one piece of running HTML.
    pub(super) fn into_html(self) -> String {
        match self {
            Shown::One(html) => html,
            Shown::Texts(items) | Shown::Items(items) => items.join(", "),
        }
    }

    fn list(mut items: Vec<String>, texts: bool) -> Shown {
        match (items.len(), texts) {
            (1, false) => Shown::One(items.pop().unwrap_or_default()),
            (_, true) => Shown::Texts(items),
            (_, false) => Shown::Items(items),
        }
    }
}

/// Pieces of HTML as a list for templates.
pub(super) fn safe(items: Vec<String>) -> Value {
    items.into_iter().map(Value::from_safe_string).collect()
}

/// What `field` says, seen from a page whose way up to the root is `root`; none when it says nothing.
pub(super) fn shown(base: &Base<'_>, field: FieldRef<'_>, root: &str) -> Option<Shown> {
    let html = |item: &Item| datum(base, field, item, root);
    match &field.data.content {
        Content::One(item) => Some(match field.field.ty.shape {
            Shape::List => Shown::list(vec![html(item)], is_text(field)),
            _ => Shown::One(html(item)),
        }),
        Content::List(items) if items.is_empty() => None,
        Content::List(items) => Some(Shown::list(items.iter().map(html).collect(), is_text(field))),
        Content::Map(entries) if entries.is_empty() => None,
        Content::Map(entries) => {
            let line = |(key, item): &(Key, Item)| format!("{}: {}", key_html(base, key, root), html(item));
            Some(Shown::Items(entries.iter().map(line).collect()))
        }
        Content::Faulty => Some(Shown::One(format!("<span class=\"broken\">{}</span>", base.words.get("faulty")))),
    }
}

fn is_text(field: FieldRef<'_>) -> bool {
    matches!(field.field.ty.scalar, Scalar::Text)
}

fn key_html(base: &Base<'_>, key: &Key, root: &str) -> String {
    match key {
        Key::Reference(id) => reference(base, base.model().reference(*id), root),
        Key::Word(word) if word == "default" => base.words.get("default").to_owned(),
        Key::Word(word) => escape::html(word),
    }
}

/// One value as HTML.
fn datum(base: &Base<'_>, field: FieldRef<'_>, item: &Item, root: &str) -> String {
    match &item.datum {
        Datum::Text(text) => escape::html(text),
        Datum::Markdown(text) => format!("<div class=\"prose\">\n{}</div>", prose(base, field, text, 3, root)),
        Datum::Reference(id) => reference(base, base.model().reference(*id), root),
        Datum::Word(at) => escape::html(&word(base, field, *at)),
        Datum::Integer(number) => integer(base, field, *number),
        Datum::Number(number) => with_unit(base, field, *number),
        Datum::Bool(yes) => base.words.get(if *yes { "yes" } else { "no" }).to_owned(),
        Datum::Date(date) => format::date(date.year(), date.month(), date.day(), &base.words),
        Datum::Duration(duration) => length(base, *duration),
        Datum::Url(url) => address(url),
        Datum::Image(path) => escape::html(path),
    }
}

/// The label of a word of a closed list.
pub(super) fn word(base: &Base<'_>, field: FieldRef<'_>, at: u16) -> String {
    match &field.field.ty.scalar {
        Scalar::Enum(variants) => {
            variants.get(usize::from(at)).map(|variant| base.label(&variant.label).to_owned()).unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// A whole number as its range asks: on a scale of 1 to 5, with a sign where it can be negative.
fn integer(base: &Base<'_>, field: FieldRef<'_>, number: i64) -> String {
    match field.field.ty.scalar {
        Scalar::Integer { min: 1, max: 5 } => format!("{number} {}", base.words.get("of_5")),
        Scalar::Integer { min: ..=-1, .. } => format::signed(number),
        _ => with_unit(base, field, number as f64),
    }
}

/// A number with its unit, which is a matter of the field, or of the field `unit` beside it.
fn with_unit(base: &Base<'_>, field: FieldRef<'_>, value: f64) -> String {
    let unit = match field.field.key.as_ref() {
        "share" => "%".to_owned(),
        "cost_per_contact" => "€".to_owned(),
        "baseline" | "target" | "actual" | "floor" => unit(base, field.owner),
        _ => String::new(),
    };
    measured(base, value, &unit)
}

/// A number and its unit, with a space that keeps them together.
pub(super) fn measured(base: &Base<'_>, value: f64, unit: &str) -> String {
    let money = CURRENCIES.iter().any(|(_, sign)| *sign == unit);
    let number = if money { format::money(value, &base.words) } else { format::number(value, &base.words) };
    if unit.is_empty() { number } else { format!("{number}\u{a0}{}", escape::html(unit)) }
}

/// Currencies among the units of metrics, with their signs.
const CURRENCIES: &[(&str, &str)] = &[("euro", "€"), ("pounds", "£"), ("dollars", "$"), ("francs", "CHF")];
/// Other units that have a sign.
const SIGNS: &[(&str, &str)] =
    &[("percent", "%"), ("per_thousand", "‰"), ("seconds", "s"), ("minutes", "min"), ("hours", "h"), ("count", "")];

/// What a metric is measured in, as it stands behind a number.
pub(super) fn unit(base: &Base<'_>, metric: crate::model::ElementRef<'_>) -> String {
    let Some(field) = metric.field("unit") else { return String::new() };
    let sign = field.word().and_then(|word| CURRENCIES.iter().chain(SIGNS).find(|(unit, _)| *unit == word));
    sign.map_or_else(|| one_word(base, field), |(_, sign)| (*sign).to_owned())
}

/// The label of the word that a field holds.
pub(super) fn one_word(base: &Base<'_>, field: FieldRef<'_>) -> String {
    let at = field.items().find_map(|item| if let Datum::Word(at) = item.datum { Some(at) } else { None });
    at.map(|at| word(base, field, at)).unwrap_or_default()
}

/// A length of time in words.
pub(super) fn length(base: &Base<'_>, duration: Duration) -> String {
    let parts = [(duration.months, ("months_1", "months_n")), (duration.days, ("days_1", "days_n"))];
    let mut words: Vec<String> = parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, noun)| base.words.counted(noun, count as usize))
        .collect();
    if duration.seconds > 0 || words.is_empty() {
        words.push(format::seconds(u64::from(duration.seconds)));
    }
    words.join(" ")
}

fn address(url: &str) -> String {
    let text = url.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("mailto:");
    let text = escape::html(text.trim_end_matches('/'));
    match urls::external(url) {
        Some(url) => format!("<a href=\"{}\" rel=\"noopener\">{text}</a>", escape::html(&url)),
        None => text,
    }
}

/// A reference: a link to its target, or the mark of one that leads nowhere.
pub(super) fn reference(base: &Base<'_>, reference: ReferenceRef<'_>, root: &str) -> String {
    match reference.target() {
        Some(target) => base.link(target, root),
        None => broken(base, reference.text()),
    }
}

fn broken(base: &Base<'_>, text: &str) -> String {
    let (text, why) = (escape::html(text), base.words.get("unknown_reference"));
    format!("<span class=\"broken\" title=\"{why}\">{text}<span class=\"vh\"> ({why})</span></span>")
}

/// Markdown of `field` as HTML, with its references as links; headings start at `<h{top}>`.
pub(super) fn prose(base: &Base<'_>, field: FieldRef<'_>, text: &str, top: usize, root: &str) -> String {
    let mut references = field
        .owner
        .references()
        .filter(|reference| reference.stored().field == field.data.field && reference.place() == RefPlace::Prose);
    let mut next = references.next();
    let mut found = Vec::new();
    for link in links(text) {
        let target = text.get(link.target.clone()).unwrap_or_default();
        let shown = link.shown.and_then(|range| text.get(range)).filter(|shown| !shown.is_empty()).map(escape::html);
        let html = match next.filter(|reference| *reference.text() == target) {
            Some(reference) => {
                next = references.next();
                in_prose(base, reference, shown, root)
            }
            None => broken(base, target),
        };
        found.push(markdown::Link { whole: link.whole, html });
    }
    markdown::render(text, &found, top, &|path| base.picture(path, root))
}

fn in_prose(base: &Base<'_>, reference: ReferenceRef<'_>, shown: Option<String>, root: &str) -> String {
    match (reference.target(), shown) {
        (Some(target), Some(shown)) => base.link_as(target, &shown, root),
        (Some(target), None) => base.link(target, root),
        (None, _) => broken(base, reference.text()),
    }
}
