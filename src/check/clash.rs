//! Two elements, one name: found once for the five checks that word it.
//!
//! Texts by which elements are known are grouped by their folded form. An element that shares a group with an earlier one
//! clashes with it; the pair is reported by one check only, the one that says most exactly what is the matter.

use rustc_hash::FxHashMap;

use super::Context;
use super::keys::Holder;
use crate::model::{Datum, ElementId, ElementRef, Via};
use crate::naming;
use crate::naming::tokens::{SEED, folded};
use crate::text::{Span, Str};

/// In what two elements clash, the most exact first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Clash {
    /// The same id.
    Id,
    /// The same display name.
    Name,
    /// Ids or names that people take for the same.
    Confusable,
    /// An alias or former id of one is a name of the other.
    Alias,
}

/// A text by which an element is known.
#[derive(Debug, Clone)]
pub(super) struct Claim<'a> {
    pub element: ElementRef<'a>,
    pub text: &'a Str,
    pub span: Span,
    pub via: Via,
}

/// An element that shares a name with an earlier one.
#[derive(Debug)]
pub(super) struct Pair<'a> {
    pub clash: Clash,
    pub first: Claim<'a>,
    pub second: Claim<'a>,
}

/// The numbers of the texts by which an element is known: each in common with all that fold to the same.
pub(super) fn keys(element: ElementRef<'_>, give: &mut dyn FnMut(u64)) {
    each_claim(element, &mut |claim| {
        let number = folded(claim.text);
        // What is all signs is no name.
        if number != SEED {
            give(number);
        }
    });
}

/// Every text by which `elements` are known, by its number; of each number in the order of the elements.
pub(super) fn numbered<'a>(elements: impl Iterator<Item = ElementRef<'a>>) -> Vec<(u64, Claim<'a>)> {
    let mut claims: Vec<(u64, Claim<'a>)> = Vec::new();
    for element in elements {
        each_claim(element, &mut |claim| {
            let number = folded(claim.text);
            if number != SEED {
                claims.push((number, claim));
            }
        });
    }
    claims.sort_by_key(|(number, _)| *number);
    claims
}

/// The clashes among the elements that share a number with another, in the order of the later one.
pub(super) fn among<'a>(context: &Context<'a>, shared: &[(u64, Holder)]) -> Vec<Pair<'a>> {
    let mut ids: Vec<ElementId> = shared.iter().filter_map(|(_, holder)| holder.id()).collect();
    ids.sort_unstable();
    ids.dedup();
    pairs(&numbered(ids.into_iter().map(|id| context.model.element(id))))
}

/// Every clash among claims that are ordered by number, in the order of the later element.
fn pairs<'a>(claims: &[(u64, Claim<'a>)]) -> Vec<Pair<'a>> {
    let mut found: FxHashMap<(u32, u32), Pair<'a>> = FxHashMap::default();
    for group in claims.chunk_by(|(one, _), (other, _)| one == other).filter(|group| group.len() > 1) {
        for pair in pairs_in(group) {
            let key = (pair.second.element.id().0, pair.first.element.id().0);
            match found.get(&key) {
                Some(known) if known.clash <= pair.clash => {}
                _ => {
                    found.insert(key, pair);
                }
            }
        }
    }
    let mut sorted: Vec<((u32, u32), Pair<'a>)> = found.into_iter().collect();
    sorted.sort_by_key(|(key, _)| *key);
    // The same element may clash with several earlier ones; the first says enough.
    sorted.dedup_by_key(|((second, _), _)| *second);
    sorted.into_iter().map(|(_, pair)| pair).collect()
}

/// Each element of a group paired with the first one.
fn pairs_in<'a>(group: &[(u64, Claim<'a>)]) -> Vec<Pair<'a>> {
    let Some((_, first)) = group.first() else { return Vec::new() };
    let claims = group.iter().map(|(_, claim)| claim).filter(|claim| naming::is_same(claim.text, first.text));
    // All elements of a base may have one name, so none is looked for more than once.
    let (of_first, others): (Vec<&Claim<'a>>, Vec<&Claim<'a>>) =
        claims.partition(|claim| claim.element == first.element);
    others
        .into_iter()
        .flat_map(|second| of_first.iter().map(move |first| (*first, second)))
        .filter_map(|(first, second)| {
            Some(Pair { clash: clash(first, second)?, first: first.clone(), second: second.clone() })
        })
        .collect()
}

fn clash(first: &Claim<'_>, second: &Claim<'_>) -> Option<Clash> {
    let same = first.text == second.text;
    match (first.via, second.via) {
        (Via::Id, Via::Id) if same => is_about_ids(first.element, second.element).then_some(Clash::Id),
        (Via::Name, Via::Name) if same => Some(Clash::Name),
        (Via::Id | Via::Name, Via::Id | Via::Name) => Some(Clash::Confusable),
        _ => Some(Clash::Alias),
    }
}

/// When people take two names for the same, ids derived from them are the names' business.
fn is_about_ids(first: ElementRef<'_>, second: ElementRef<'_>) -> bool {
    let written = first.id_is_written() && second.id_is_written();
    written || naming::fold(first.name()) != naming::fold(second.name())
}

fn each_claim<'a>(element: ElementRef<'a>, give: &mut impl FnMut(Claim<'a>)) {
    give(Claim { element, text: element.key(), span: element.id_span(), via: Via::Id });
    for (key, via) in [("name", Via::Name), ("aliases", Via::Alias), ("formerly", Via::Former)] {
        for item in element.field(key).into_iter().flat_map(|field| field.items()) {
            if let Datum::Text(text) = &item.datum {
                give(Claim { element, text, span: item.span, via });
            }
        }
    }
}
