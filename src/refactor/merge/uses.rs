//! The uses of the element that goes, as uses of the one that stays. Where a list held both, one is enough.

use rustc_hash::FxHashSet;

use super::{Pair, holds};
use crate::model::{Content, ElementId, FieldRef, Key, OwnReference, RefPlace, ReferenceRef};
use crate::refactor::body::Body;
use crate::refactor::uses::{self, Use};
use crate::refactor::{Note, Refusal};
use crate::syntax::{Value, ValueKind};
use crate::text::{Edit, Span};

/// Edits of uses, by where they stand.
pub(super) struct Uses {
    /// In what stays where it is.
    pub(super) outside: Vec<Edit>,
    /// In the text of the element that goes: made while it moves.
    pub(super) inside: Vec<Edit>,
}

pub(super) fn of(pair: &Pair<'_>, removed: Span, notes: &mut Vec<Note>) -> Result<Uses, Refusal> {
    let mut found = Uses { outside: Vec::new(), inside: Vec::new() };
    let mut seen: FxHashSet<(ElementId, crate::schema::FieldId)> = FxHashSet::default();
    for one in uses::of(pair.gone) {
        let (reference, from) = (one.reference, one.reference.from());
        let itself = from == pair.kept || from == pair.gone;
        if itself && reference.place() != RefPlace::Prose {
            // Those of the element that goes are left behind when its fields move.
            if from == pair.kept {
                found.outside.push(leave_out(pair, reference, notes)?);
            }
            continue;
        }
        let twin = reference.place() != RefPlace::Prose && reference.target() == Some(pair.gone) && {
            let first = seen.insert((from.id(), reference.stored().field));
            has_kept(pair, reference) || (!first && !is_single(reference))
        };
        let edit = if twin { one_is_enough(pair, reference)? } else { called(pair, &one)? };
        match edit {
            Some(edit) if holds(removed, edit.span) => found.inside.push(edit),
            Some(edit) => found.outside.push(edit),
            None => {}
        }
    }
    Ok(found)
}

/// By its name where it was called by its name; an alias stays one.
fn called(pair: &Pair<'_>, one: &Use<'_>) -> Result<Option<Edit>, Refusal> {
    let word = one.word();
    let whole = word == one.reference.text().as_str();
    let is_alias = super::texts(pair.gone, "aliases").contains(&word);
    let by_name = pair.gone.field("name").is_some() && *pair.gone.name() == word && *pair.gone.key() != word;
    match (whole, by_name, is_alias) {
        (true, false, true) => Ok(None),
        (true, true, _) if crate::refactor::display_name::is_plain(pair.kept.name()) => {
            one.call(pair.compilation, pair.kept.name()).map(Some)
        }
        _ => one.call(pair.compilation, pair.kept.key()).map(Some),
    }
}

fn is_single(reference: ReferenceRef<'_>) -> bool {
    field_of(reference).is_none_or(|field| matches!(field.data.content, Content::One(_)))
}

/// The field in which a reference stands.
fn field_of(reference: ReferenceRef<'_>) -> Option<FieldRef<'_>> {
    reference.from().fields().find(|field| field.data.field == reference.stored().field)
}

/// Whether what holds the reference holds one to the element that stays too.
fn has_kept(pair: &Pair<'_>, reference: ReferenceRef<'_>) -> bool {
    let Some(field) = field_of(reference).filter(|_| !is_single(reference)) else { return false };
    field.references().any(|other| other.place() == reference.place() && other.target() == Some(pair.kept))
}

/// The edit that takes a reference out of a list or map that holds the other too.
fn one_is_enough(pair: &Pair<'_>, reference: ReferenceRef<'_>) -> Result<Option<Edit>, Refusal> {
    let Some(field) = field_of(reference) else { return Ok(None) };
    let body = Body::of(pair.compilation, reference.from())?;
    let Some(written) = body.field(&field.field.key) else { return Ok(None) };
    if let Content::Map(entries) = &field.data.content {
        same_values(pair, field, entries, reference)?;
    }
    let spans = spans(&written.value);
    let at = spans.iter().position(|span| holds(*span, reference.span()));
    Ok(at.map(|at| body.remove_from(written.value.span, &spans, at)))
}

/// The places of items; of entries with their keys.
fn spans(value: &Value) -> Vec<Span> {
    match &value.kind {
        ValueKind::List(items) => items.iter().map(|item| item.span).collect(),
        ValueKind::Map(entries) => entries.iter().map(|entry| entry.key.span.to(entry.value.span)).collect(),
        _ => vec![value.span],
    }
}

/// Two entries become one only where they say the same.
fn same_values(
    pair: &Pair<'_>,
    field: FieldRef<'_>,
    entries: &[(Key, crate::model::Item)],
    reference: ReferenceRef<'_>,
) -> Result<(), Refusal> {
    let leads = |id: OwnReference| field.owner.reference(id).target().is_some_and(|target| pair.is_one_of_them(target));
    let both: Vec<String> = entries
        .iter()
        .filter(|(key, _)| matches!(key, Key::Reference(id) if leads(*id)))
        .map(|(_, item)| super::print::meaning(pair, field, item))
        .collect();
    if both.windows(2).all(|two| matches!(two, [one, other] if one == other)) {
        return Ok(());
    }
    let (kept, gone) = (pair.kept.key(), pair.gone.key());
    let message = format!("`{}` says one thing of `{kept}` and another of `{gone}`.", field.field.key);
    Err(Refusal::new(message)
        .at(reference.span(), "here")
        .help("decide which holds and take the other out, then try again"))
}

/// A reference from one of the two to the other says nothing any more.
fn leave_out(pair: &Pair<'_>, reference: ReferenceRef<'_>, notes: &mut Vec<Note>) -> Result<Edit, Refusal> {
    let gone = Refusal::new("A use of the other element could not be found again.").at(reference.span(), "here");
    let field = field_of(reference).ok_or_else(|| gone.clone())?;
    let written = pair.to.field(&field.field.key).ok_or_else(|| gone.clone())?;
    let text = format!("`{}` of `{}` named the other element and does not any more.", field.field.key, pair.kept.key());
    notes.push(Note::new(text, Some(reference.span())));
    let spans = spans(&written.value);
    match spans.iter().position(|span| holds(*span, reference.span())) {
        Some(at) if spans.len() > 1 => Ok(pair.to.remove_from(written.value.span, &spans, at)),
        _ => Ok(pair.to.remove_field(written)),
    }
}
