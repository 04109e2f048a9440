//! What several of these checks ask of fields, steps and references.

use rustc_hash::FxHashSet;

use super::super::Context;
use crate::diagnostic::words::list;
use crate::model::{Content, Datum, ElementId, ElementRef, Item, Key, RefPlace};
use crate::text::Span;

/// Where there is more than one to choose from, which ones there are: ` (there are a and b)`.
pub(super) fn choice(ids: &[String]) -> String {
    if ids.len() > 1 { format!(" (there are {})", list(ids)) } else { String::new() }
}

/// Whether an element is out of use.
pub(super) fn is_retired(element: ElementRef<'_>) -> bool {
    element.root().status() == "retired"
}

/// What somebody feels in a step.
pub(super) struct Feeling<'m> {
    /// Who; none when nobody is named and the journey names no persona that exists.
    pub persona: Option<ElementRef<'m>>,
    /// From -2 to 2.
    pub value: i64,
    /// Where it is written.
    pub span: Span,
}

/// The lowest emotion written at a step, be it of somebody or of everybody.
pub(super) fn lowest(step: ElementRef<'_>) -> Option<i64> {
    let field = step.field("emotion")?;
    match &field.data.content {
        Content::One(item) => number(item),
        Content::Map(entries) => entries.iter().filter_map(|(_, item)| number(item)).min(),
        Content::List(_) | Content::Faulty => None,
    }
}

/// What each persona feels in a step, in the order of the file. One value is the feeling of everybody on the journey, `default`
/// that of everybody whom the map does not name.
pub(super) fn feelings(step: ElementRef<'_>) -> Vec<Feeling<'_>> {
    let Some(field) = step.field("emotion") else { return Vec::new() };
    match &field.data.content {
        Content::One(item) => of_everybody(step, item),
        Content::Map(entries) => entries.iter().flat_map(|entry| of_entry(step, entries, entry)).collect(),
        Content::List(_) | Content::Faulty => Vec::new(),
    }
}

fn of_entry<'m>(step: ElementRef<'m>, entries: &'m [(Key, Item)], (key, item): &'m (Key, Item)) -> Vec<Feeling<'m>> {
    let named = |key: &Key| match key {
        Key::Reference(id) => step.reference(*id).target(),
        Key::Word(_) => None,
    };
    match key {
        Key::Reference(_) => {
            number(item).map(|value| Feeling { persona: named(key), value, span: item.span }).into_iter().collect()
        }
        Key::Word(_) => {
            let elsewhere: Vec<ElementRef<'_>> = entries.iter().filter_map(|(key, _)| named(key)).collect();
            let mut rest = of_everybody(step, item);
            rest.retain(|feeling| feeling.persona.is_none_or(|persona| !elsewhere.contains(&persona)));
            rest
        }
    }
}

fn of_everybody<'m>(step: ElementRef<'m>, item: &'m Item) -> Vec<Feeling<'m>> {
    let Some(value) = number(item) else { return Vec::new() };
    let personas = step.root().targets("personas");
    match personas.is_empty() {
        true => vec![Feeling { persona: None, value, span: item.span }],
        false => {
            personas.into_iter().map(|persona| Feeling { persona: Some(persona), value, span: item.span }).collect()
        }
    }
}

fn number(item: &Item) -> Option<i64> {
    match item.datum {
        Datum::Integer(value) => Some(value),
        _ => None,
    }
}

/// The elements that references leading nowhere most likely mean: those in the fields given by kind and key. They are in use
/// as far as one can tell, and the misspelling is reported.
pub(super) fn probably_meant(context: &Context<'_>, fields: &[(&str, &str)]) -> FxHashSet<ElementId> {
    let mut meant = FxHashSet::default();
    for reference in context.model.references().filter(|reference| reference.target().is_none()) {
        let (from, key) = (reference.from(), reference.field().key.as_ref());
        if fields.iter().any(|(kind, field)| *field == key && from.is(kind)) && reference.place() != RefPlace::Prose {
            meant.extend(context.similar(reference.text()).into_iter().map(ElementRef::id));
        }
    }
    meant
}

/// Whether some element of `kind` could not be read completely, so that what it refers to is not known.
pub(super) fn is_unclear(context: &Context<'_>, kind: &str) -> bool {
    context.of_kind(kind).any(|element| context.is_incomplete(element))
}

/// Whether an element in use names this one in a field: as a value or a key, neither in prose nor to tell the two apart.
pub(super) fn is_used(element: ElementRef<'_>) -> bool {
    element.backlinks().any(|reference| {
        let key = reference.field().key.as_ref();
        reference.place() != RefPlace::Prose
            && !["not_same_as", "replaced_by"].contains(&key)
            && !is_retired(reference.from())
    })
}
