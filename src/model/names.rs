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
    local: FxHashMap<ElementId, FxHashMap<Str, (Via, ElementId)>>,
}

impl Names {
    /// Indexes `elements`. Where several claim one text, the stronger way of naming wins, then the earlier place.
    pub(super) fn new(schema: &Schema, elements: &[ElementData]) -> Names {
        let (global, local) = rayon::join(|| global(schema, elements), || local(schema, elements));
        Names { global, local }
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
        self.local.get(&journey)?.get(text).map(|(via, id)| (*id, *via))
    }
}

type Table = FxHashMap<Str, (Via, ElementId)>;

fn global(schema: &Schema, elements: &[ElementData]) -> Table {
    let mut table = Table::default();
    table.reserve(elements.iter().filter(|element| element.parent.is_none()).count() * 2);
    for (id, element) in named(elements).filter(|(_, element)| element.parent.is_none()) {
        claims(schema, element, |text, via| claim(&mut table, text, (via, id)));
    }
    table
}

fn local(schema: &Schema, elements: &[ElementData]) -> FxHashMap<ElementId, Table> {
    let mut tables: FxHashMap<ElementId, Table> = FxHashMap::default();
    for (id, element) in named(elements) {
        let Some(root) = root(elements, element) else { continue };
        let table = tables.entry(root).or_default();
        claims(schema, element, |text, via| claim(table, text, (via, id)));
    }
    tables
}

fn named(elements: &[ElementData]) -> impl Iterator<Item = (ElementId, &ElementData)> {
    let numbered = elements.iter().enumerate().map(|(at, element)| (ElementId(at as u32), element));
    numbered.filter(|(_, element)| !element.nameless)
}

/// Gives `key` to the strongest claim.
fn claim(table: &mut Table, key: Str, claim: (Via, ElementId)) {
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

/// Hands every text by which an element may be meant to `each`.
fn claims(schema: &Schema, element: &ElementData, mut each: impl FnMut(Str, Via)) {
    each(element.id.clone(), Via::Id);
    each(element.name.clone(), Via::Name);
    for (key, via) in [("aliases", Via::Alias), ("formerly", Via::Former)] {
        let Some(id) = schema.field_id(element.kind, key) else { continue };
        let field = element.fields.iter().find(|field| field.field == id);
        for item in field.into_iter().flat_map(|field| field.content.items()) {
            if let super::Datum::Text(text) = &item.datum {
                each(text.clone(), via);
            }
        }
    }
}
