//! Two elements, one name: found once for the five checks that word it.
//!
//! Texts by which elements are known are grouped by their folded form. An element that shares a group with an earlier one
//! clashes with it; the pair is reported by one check only, the one that says most exactly what is the matter.

use rustc_hash::FxHashMap;

use super::Context;
use crate::model::{Datum, ElementRef, Via};
use crate::naming;
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
    pub text: Str,
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

/// Every clash among elements that stand by themselves, in the order of the later element.
pub(super) fn pairs<'a>(context: &Context<'a>) -> Vec<Pair<'a>> {
    let mut groups: FxHashMap<String, Vec<Claim<'a>>> = FxHashMap::default();
    for element in context.elements() {
        for claim in claims(element) {
            let folded = naming::fold(&claim.text);
            if !folded.is_empty() {
                groups.entry(folded).or_default().push(claim);
            }
        }
    }
    let mut found: FxHashMap<(u32, u32), Pair<'a>> = FxHashMap::default();
    for group in groups.into_values().filter(|group| group.len() > 1) {
        for pair in pairs_in(&group) {
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
fn pairs_in<'a>(group: &[Claim<'a>]) -> Vec<Pair<'a>> {
    let Some(first) = group.first() else { return Vec::new() };
    let of_first = group.iter().filter(|claim| claim.element == first.element);
    let others = group.iter().filter(|claim| claim.element != first.element);
    others
        .flat_map(|second| of_first.clone().map(move |first| (first, second)))
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

fn claims(element: ElementRef<'_>) -> Vec<Claim<'_>> {
    let claim = |text: &Str, span, via| Claim { element, text: text.clone(), span, via };
    let mut claims = vec![claim(element.key(), element.id_span(), Via::Id)];
    for (key, via) in [("name", Via::Name), ("aliases", Via::Alias), ("formerly", Via::Former)] {
        for item in element.field(key).into_iter().flat_map(|field| field.items()) {
            if let Datum::Text(text) = &item.datum {
                claims.push(claim(text, item.span, via));
            }
        }
    }
    claims
}
