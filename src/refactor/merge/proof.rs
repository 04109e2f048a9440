//! That nothing was lost when two elements became one: the base as it would be afterwards, compared with what it was.

use rustc_hash::FxHashSet;

use super::{Pair, Side, print};
use crate::compile::Compilation;
use crate::model::{ElementRef, FieldRef, RefPlace, ReferenceRef};
use crate::refactor::{Refusal, verify};

/// Refuses a union in which anything is missing or means something else.
pub(super) fn of(pair: &Pair<'_>, after: &Compilation, sides: &[(String, Side)]) -> Result<(), Refusal> {
    same_elements(pair, after)?;
    same_uses(pair, after)?;
    said(pair, after, sides)?;
    verify::no_new_errors(pair.compilation, after)
}

fn lost(message: String) -> Refusal {
    Refusal::new(message).help("nothing was changed; make this change by hand")
}

/// What an element of the base as it was is called in the base as it is to be.
fn address(pair: &Pair<'_>, element: ElementRef<'_>) -> String {
    pair.called(Some(element), &element.address())
}

fn same_elements(pair: &Pair<'_>, after: &Compilation) -> Result<(), Refusal> {
    let before = pair.compilation.model.elements().filter(|element| *element != pair.gone);
    let mut old: Vec<String> = before.map(|element| address(pair, element)).collect();
    let mut new: Vec<String> = after.model.elements().map(ElementRef::address).collect();
    old.sort();
    new.sort();
    match old.iter().find(|address| new.binary_search(address).is_err()) {
        Some(missing) => Err(lost(format!("Afterwards there would be no `{missing}` any more."))),
        None if old.len() != new.len() => {
            Err(lost(format!("Afterwards there would be {} elements instead of {}.", new.len(), old.len())))
        }
        None => Ok(()),
    }
}

type Fact = (String, String, bool, String);

fn same_uses(pair: &Pair<'_>, after: &Compilation) -> Result<(), Refusal> {
    let fact = |from: String, reference: ReferenceRef<'_>, to: String| -> Fact {
        (from, reference.field().key.to_string(), reference.place() == RefPlace::Key, to)
    };
    let new: FxHashSet<Fact> = after
        .model
        .references()
        .filter_map(|reference| Some(fact(reference.from().address(), reference, reference.target()?.address())))
        .collect();
    for reference in pair.compilation.model.references() {
        let (Some(target), from) = (reference.target(), reference.from()) else { continue };
        // What the two say themselves is compared field by field.
        if pair.is_one_of_them(from) {
            continue;
        }
        if !new.contains(&fact(address(pair, from), reference, address(pair, target))) {
            let message =
                format!("Afterwards the use of `{}` would mean something else, or nothing.", reference.text());
            return Err(lost(message).at(reference.span(), "this use"));
        }
    }
    Ok(())
}

/// Every field of both is in the one.
fn said(pair: &Pair<'_>, after: &Compilation, sides: &[(String, Side)]) -> Result<(), Refusal> {
    let Some((one, _)) = after.model.lookup(pair.kept.key()) else {
        return Err(lost(format!("Afterwards there would be no `{}` any more.", pair.kept.key())));
    };
    let side = |key: &str| sides.iter().find(|(field, _)| field == key).map(|(_, side)| *side);
    let of = |element: ElementRef<'_>, whose: Side| -> Result<(), Refusal> {
        for field in element.fields().filter(|field| is_compared(field, element == pair.gone)) {
            if side(&field.field.key).is_some_and(|side| side != whose) {
                continue;
            }
            let now = one.fields().find(|other| other.field.key == field.field.key);
            let now = now.map(|now| print::meanings(pair, now)).unwrap_or_default();
            let own = own_names(pair);
            let missing = print::meanings(pair, field)
                .into_iter()
                .find(|said| !now.contains(said) && !own.iter().any(|name| said.ends_with(name)));
            if missing.is_some() {
                let message = format!(
                    "Afterwards `{}` would not say in `{}` what it says now.",
                    pair.kept.key(),
                    field.field.key
                );
                return Err(lost(message).at(field.data.value, "this value"));
            }
        }
        Ok(())
    };
    of(pair.kept, Side::Kept)?;
    of(pair.gone, Side::Gone)
}

/// The name of the element that goes becomes an alias, which is compared as one.
fn is_compared(field: &FieldRef<'_>, of_gone: bool) -> bool {
    !(of_gone && field.field.key == "name")
}

/// A reference from one of the two to the other is left out.
fn own_names(pair: &Pair<'_>) -> [String; 1] {
    [format!(" {}", pair.kept.key())]
}
