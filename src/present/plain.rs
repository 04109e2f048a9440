//! Single values as plain text: words, numbers with their units, days, lengths of time.
//!
//! Texts, references and addresses are left to the formats, which escape and link them each in their own way.

use pulldown_cmark::{Event, Parser, TagEnd};

use super::{Book, format};
use crate::model::{Datum, Duration, ElementRef, FieldRef, Item, Link, links};
use crate::schema::Scalar;

/// One value as plain text; none for texts, references, addresses and pictures.
pub(crate) fn value(book: &Book<'_>, field: FieldRef<'_>, item: &Item) -> Option<String> {
    Some(match &item.datum {
        Datum::Word(at) => word(book, field, *at),
        Datum::Integer(number) => integer(book, field, *number),
        Datum::Number(number) => with_unit(book, field, *number),
        Datum::Bool(yes) => book.words.get(if *yes { "yes" } else { "no" }).to_owned(),
        Datum::Date(date) => format::date(date.year(), date.month(), date.day(), &book.words),
        Datum::Duration(duration) => length(book, *duration),
        Datum::Text(_) | Datum::Markdown(_) | Datum::Reference(_) | Datum::Url(_) | Datum::Image(_) => return None,
    })
}

/// The label of a word of a closed list.
pub(crate) fn word(book: &Book<'_>, field: FieldRef<'_>, at: u16) -> String {
    match &field.field.ty.scalar {
        Scalar::Enum(variants) => {
            variants.get(usize::from(at)).map(|variant| book.label(&variant.label).to_owned()).unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// A whole number as its range asks: on a scale of 1 to 5, with a sign where it can be negative.
fn integer(book: &Book<'_>, field: FieldRef<'_>, number: i64) -> String {
    match field.field.ty.scalar {
        Scalar::Integer { min: 1, max: 5 } => format!("{number} {}", book.words.get("of_5")),
        Scalar::Integer { min: ..=-1, .. } => format::signed(number),
        _ => with_unit(book, field, number as f64),
    }
}

/// A number with its unit, which is a matter of the field, or of the field `unit` beside it.
fn with_unit(book: &Book<'_>, field: FieldRef<'_>, value: f64) -> String {
    let unit = match field.field.key.as_ref() {
        "share" => "%".to_owned(),
        "cost_per_contact" => "€".to_owned(),
        "baseline" | "target" | "actual" | "floor" => unit(book, field.owner),
        _ => String::new(),
    };
    measured(book, value, &unit)
}

/// A number and its unit, with a space that keeps them together.
pub(crate) fn measured(book: &Book<'_>, value: f64, unit: &str) -> String {
    let money = CURRENCIES.iter().any(|(_, sign)| *sign == unit);
    let number = if money { format::money(value, &book.words) } else { format::number(value, &book.words) };
    if unit.is_empty() { number } else { format!("{number}\u{a0}{unit}") }
}

/// Currencies among the units of metrics, with their signs.
const CURRENCIES: &[(&str, &str)] = &[("euro", "€"), ("pounds", "£"), ("dollars", "$"), ("francs", "CHF")];
/// Other units that have a sign.
const SIGNS: &[(&str, &str)] =
    &[("percent", "%"), ("per_thousand", "‰"), ("seconds", "s"), ("minutes", "min"), ("hours", "h"), ("count", "")];

/// What a metric is measured in, as it stands behind a number.
pub(crate) fn unit(book: &Book<'_>, metric: ElementRef<'_>) -> String {
    let Some(field) = metric.field("unit") else { return String::new() };
    let sign = field.word().and_then(|word| CURRENCIES.iter().chain(SIGNS).find(|(unit, _)| *unit == word));
    sign.map_or_else(|| book.words.in_sentence(&one_word(book, field)), |(_, sign)| (*sign).to_owned())
}

/// The label of the word that a field holds.
pub(crate) fn one_word(book: &Book<'_>, field: FieldRef<'_>) -> String {
    let at = field.items().find_map(|item| if let Datum::Word(at) = item.datum { Some(at) } else { None });
    at.map(|at| word(book, field, at)).unwrap_or_default()
}

/// Seconds of a day.
const DAY: u32 = 86_400;

/// A length of time in words, by its two largest units.
pub(crate) fn length(book: &Book<'_>, duration: Duration) -> String {
    let days = duration.days.saturating_add(duration.seconds / DAY);
    let seconds = duration.seconds % DAY;
    let counted = |count: u32, noun| (count > 0).then(|| book.words.counted(noun, count as usize));
    // Beside days and months hours are enough: nobody asks for the minutes of a week.
    let long = days > 0 || duration.months > 0;
    let rest = if long { seconds / 3600 * 3600 } else { seconds };
    let time = (rest > 0 || !long).then(|| format::seconds(u64::from(rest)));
    let parts = [counted(duration.months, ("months_1", "months_n")), counted(days, ("days_1", "days_n")), time];
    let shown: Vec<String> = parts.into_iter().flatten().take(2).collect();
    shown.join(" ")
}

/// What an element is in a sentence, as plain text: its summary, or else the definition of a term or the mission of a touchpoint.
pub(crate) fn gist(element: ElementRef<'_>) -> Option<String> {
    let field = gist_field(element)?;
    let text = field.texts().next()?;
    Some(if matches!(field.field.ty.scalar, Scalar::Markdown) { unmarked(text) } else { text.to_string() })
}

/// The field from which [`gist`] is taken.
pub(crate) fn gist_field(element: ElementRef<'_>) -> Option<FieldRef<'_>> {
    let said = |key: &str| {
        element.model().schema.field_id(element.kind_id(), key)?;
        element.field(key).filter(|field| field.texts().next().is_some())
    };
    ["summary", "definition", "mission"].into_iter().find_map(said)
}

/// Markdown without its marks, in one line.
pub(crate) fn unmarked(markdown: &str) -> String {
    let mut text = String::new();
    for event in Parser::new(markdown) {
        match event {
            // What looks like HTML is shown as it is written.
            Event::Text(piece) | Event::Code(piece) | Event::Html(piece) | Event::InlineHtml(piece) => {
                text.push_str(&piece);
            }
            Event::End(end) if is_inline(end) => {}
            Event::SoftBreak | Event::HardBreak | Event::End(_) => text.push(' '),
            _ => {}
        }
    }
    let shown = |link: &Link| link.shown.clone().unwrap_or_else(|| link.target.clone());
    let mut plain = String::new();
    let mut copied = 0;
    for link in links(&text) {
        plain.push_str(text.get(copied..link.whole.start).unwrap_or_default());
        plain.push_str(text.get(shown(&link)).unwrap_or_default());
        copied = link.whole.end;
    }
    plain.push_str(text.get(copied..).unwrap_or_default());
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether something ends within a sentence.
fn is_inline(end: TagEnd) -> bool {
    matches!(end, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link)
}

#[cfg(test)]
mod tests {
    use super::unmarked;

    #[test]
    fn markdown_becomes_a_sentence() {
        assert_eq!(
            unmarked("Den *Kalk*, mit `<b>`\n**spülen**, siehe [[entkalken|das Entkalken]] und [[wasser]]."),
            "Den Kalk, mit <b> spülen, siehe das Entkalken und wasser."
        );
    }
}
