//! What the checks of this group share: reading fields for practice's sake, and pieces of help.

use super::super::Context;
use super::super::context::is_active;
use crate::diagnostic::words::joined;
use crate::model::{Content, Datum, ElementRef};
use crate::text::Span;

/// Where to point at when a field says nothing: at the empty value, or at the element that lacks the field.
pub(super) fn place(element: ElementRef<'_>, key: &str) -> Span {
    element.field(key).map_or(element.id_span(), |field| field.data.value)
}

/// Where the value of a field stands.
pub(super) fn value(element: ElementRef<'_>, key: &str) -> Option<Span> {
    element.field(key).map(|field| field.data.value)
}

/// The answer of a field that takes yes or no.
pub(super) fn flag(element: ElementRef<'_>, key: &str) -> Option<bool> {
    element.field(key)?.items().find_map(|item| match item.datum {
        Datum::Bool(flag) => Some(flag),
        _ => None,
    })
}

/// The number of a field.
pub(super) fn number(element: ElementRef<'_>, key: &str) -> Option<f64> {
    element.field(key)?.items().find_map(|item| match item.datum {
        Datum::Number(number) => Some(number),
        _ => None,
    })
}

/// Whether what is written in a field cannot be read; a fault says why.
pub(super) fn is_unreadable(element: ElementRef<'_>, key: &str) -> bool {
    element.field(key).is_some_and(|field| matches!(field.data.content, Content::Faulty))
}

/// Whether every reference of a field leads somewhere; also when there is none.
pub(super) fn is_resolved(element: ElementRef<'_>, key: &str) -> bool {
    element.field(key).is_none_or(|field| {
        !matches!(field.data.content, Content::Faulty)
            && field.references().all(|reference| reference.target().is_some())
    })
}

/// How messages name a field of an element, written or not: `` `mission` (Auftrag) ``.
pub(super) fn named(context: &Context<'_>, element: ElementRef<'_>, key: &str) -> String {
    context.named(&element.kind().name, key)
}

/// How messages name a word of an enum field: `` `simplify` (Vereinfachen) ``.
pub(super) fn word(context: &Context<'_>, element: ElementRef<'_>, key: &str, word: &str) -> String {
    context.named_word(&element.kind().name, key, word)
}

/// A line to paste for a field, with the example of its declaration.
pub(super) fn example(element: ElementRef<'_>, key: &str) -> String {
    let example = element.declared(key).map_or("…", |field| field.example.as_ref());
    format!("`{key}: {example}`")
}

/// The first active elements of a kind for which `suits` holds, as a list to paste: `[erstloesung, wartezeit]`. May look through
/// all of them, so ask once a run.
pub(super) fn pasted(context: &Context<'_>, kind: &str, suits: impl Fn(ElementRef<'_>) -> bool) -> Option<String> {
    let found: Vec<&str> =
        context.active(kind).filter(|element| suits(*element)).take(2).map(|element| element.key().as_str()).collect();
    (!found.is_empty()).then(|| format!("[{}]", found.join(", ")))
}

/// Fields named in a row, with `conjunction` before the last.
pub(super) fn all_named(context: &Context<'_>, element: ElementRef<'_>, keys: &[&str], conjunction: &str) -> String {
    let names = keys.iter().map(|key| named(context, element, key));
    joined(names, conjunction)
}

/// The touchpoints in use of which this one is a part.
pub(super) fn wholes<'m>(touchpoint: ElementRef<'m>) -> impl Iterator<Item = ElementRef<'m>> {
    referring(touchpoint, "touchpoint", "parts")
}

/// The signature interactions in use at a touchpoint.
pub(super) fn signatures<'m>(touchpoint: ElementRef<'m>) -> impl Iterator<Item = ElementRef<'m>> {
    referring(touchpoint, "signature", "touchpoint")
}

/// The steps, in journeys in use, that lead to a touchpoint.
pub(super) fn steps_to<'m>(touchpoint: ElementRef<'m>) -> impl Iterator<Item = ElementRef<'m>> {
    referring(touchpoint, "step", "touchpoint")
}

/// The elements of a kind, in use, that refer to `target` by the field `key`.
pub(super) fn referring<'m>(
    target: ElementRef<'m>,
    kind: &'static str,
    key: &'static str,
) -> impl Iterator<Item = ElementRef<'m>> {
    let all = target.backlinks().filter(move |reference| reference.field().key == key);
    all.map(|reference| reference.from()).filter(move |from| from.is(kind) && is_active(*from))
}

/// Whether an element belongs to a journey that does not exist yet, but is wanted.
pub(super) fn is_to_be(element: ElementRef<'_>) -> bool {
    element.root().word("state") == Some("to_be")
}

/// Whether a touchpoint belongs to others: customers among themselves, or the public. What practice asks of those who run
/// a touchpoint cannot be asked there.
pub(super) fn is_run_by_others(touchpoint: ElementRef<'_>) -> bool {
    matches!(touchpoint.word("control"), Some("community" | "earned"))
}
