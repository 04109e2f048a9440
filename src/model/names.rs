//! The table of names: which element a text means. Matches exactly, never by folding.

use rustc_hash::FxHashMap;

use super::{ElementData, ElementId};
use crate::schema::Schema;
use crate::text::Str;

/// How a text names an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Via {
    /// By its id.
    Id,
    /// By its display name.
    Name,
    /// By one of its aliases.
    Alias,
    /// By an id it had formerly.
    Former,
}

/// Texts and the elements they mean.
#[derive(Debug, Default)]
pub struct Names {
    global: FxHashMap<Str, (Via, ElementId)>,
    /// Steps and stages by the element they stand in (the journey) and their id.
    local: FxHashMap<(ElementId, Str), (Via, ElementId)>,
}

impl Names {
    /// Indexes `elements`. Where several claim one text, the stronger way of naming wins, then the earlier place.
    pub(super) fn new(schema: &Schema, elements: &[ElementData]) -> Names {
        let mut names = Names::default();
        names.global.reserve(elements.len() * 2);
        for (at, element) in elements.iter().enumerate().filter(|(_, element)| !element.nameless) {
            let id = ElementId(at as u32);
            for (text, via) in claims(schema, element) {
                match root(elements, element) {
                    None => claim(&mut names.global, text, (via, id)),
                    Some(root) => claim(&mut names.local, (root, text), (via, id)),
                }
            }
        }
        names
    }

    /// The element that `text` names: of the whole base, or as `journey.step`.
    pub fn lookup(&self, text: &str) -> Option<(ElementId, Via)> {
        if let Some((via, id)) = self.global.get(text) {
            return Some((*id, *via));
        }
        let (journey, step) = text.split_once('.')?;
        let (via, journey) = *self.global.get(journey)?;
        let (id, local) = self.lookup_in(journey, step)?;
        Some((id, via.max(local)))
    }

    /// The step or stage of `journey` that `text` names.
    pub fn lookup_in(&self, journey: ElementId, text: &str) -> Option<(ElementId, Via)> {
        self.local.get(&(journey, Str::from(text))).map(|(via, id)| (*id, *via))
    }
}

/// Gives `key` to the strongest claim.
fn claim<K: std::hash::Hash + Eq>(table: &mut FxHashMap<K, (Via, ElementId)>, key: K, claim: (Via, ElementId)) {
    let known = table.entry(key).or_insert(claim);
    *known = claim.min(*known);
}

/// The element at the top that holds `element`.
fn root(elements: &[ElementData], element: &ElementData) -> Option<ElementId> {
    let mut root = element.parent?;
    while let Some(parent) = elements.get(root.0 as usize)?.parent {
        root = parent;
    }
    Some(root)
}

/// Every text by which an element may be meant.
fn claims(schema: &Schema, element: &ElementData) -> Vec<(Str, Via)> {
    let mut claims = vec![(element.id.clone(), Via::Id), (element.name.clone(), Via::Name)];
    for (key, via) in [("aliases", Via::Alias), ("formerly", Via::Former)] {
        let Some(id) = schema.field_id(element.kind, key) else { continue };
        let field = element.fields.iter().find(|field| field.field == id);
        let texts = field.into_iter().flat_map(|field| field.content.items());
        claims.extend(texts.filter_map(|item| match &item.datum {
            super::Datum::Text(text) => Some((text.clone(), via)),
            _ => None,
        }));
    }
    claims
}
