//! The order of elements and the addresses of their pages, and what both follow from: kept from one state of a knowledge base to the next,
//! since most changes of texts change neither.

use std::sync::Arc;

use rayon::prelude::*;

use super::addresses::Addresses;
use super::book::alphabetical;
use super::words::Words;
use crate::model::{ElementId, ElementRef, Model};
use crate::schema::{Kind, KindId, Language};
use crate::text::Str;

/// Order and addresses of the elements of a model.
#[derive(Debug)]
pub(crate) struct Catalog {
    pub(super) addresses: Arc<Addresses>,
    /// Elements with a page, by kind, each list in alphabetical order.
    pub(super) by_kind: Vec<Vec<ElementId>>,
    /// Number of each element in the alphabetical order of all names.
    pub(super) ranks: Vec<u32>,
    made_for: MadeFor,
}

/// What a catalogue follows from beside the elements.
#[derive(Debug, PartialEq)]
struct MadeFor {
    extension: &'static str,
    language: Language,
    languages: Vec<Language>,
    kinds: Vec<Kind>,
    elements: Vec<Identity>,
}

/// What an element is called, and where it stands.
#[derive(Debug, PartialEq, Eq)]
struct Identity {
    kind: KindId,
    parent: Option<ElementId>,
    nameless: bool,
    id: Str,
    name: Str,
    /// What it is also called or was called, and its status; of what stands by itself only.
    others: Option<Others>,
}

#[derive(Debug, PartialEq, Eq)]
struct Others {
    formerly: Vec<Str>,
    aliases: Vec<Str>,
    status: String,
}

impl Catalog {
    /// That of `model`, whose pages' names end in `extension`: `before`, where it would be made the same.
    pub(super) fn of(
        model: &Model,
        words: Words,
        extension: &'static str,
        before: Option<&Arc<Catalog>>,
    ) -> Arc<Catalog> {
        let made_for = MadeFor::of(model, extension);
        if let Some(before) = before.filter(|before| before.made_for == made_for) {
            return before.clone();
        }
        let (sorted, addresses) = rayon::join(|| alphabetical(model, words), || Addresses::new(model, extension));
        let mut catalog = Catalog {
            addresses: Arc::new(addresses),
            by_kind: model.schema.kinds().map(|_| Vec::new()).collect(),
            ranks: vec![0; model.len()],
            made_for,
        };
        catalog.sort_in(model, &sorted);
        Arc::new(catalog)
    }

    fn sort_in(&mut self, model: &Model, sorted: &[ElementId]) {
        for (rank, id) in sorted.iter().enumerate() {
            if let Some(slot) = self.ranks.get_mut(id.0 as usize) {
                *slot = rank as u32;
            }
            let kind = model.element(*id).kind_id();
            if let Some(list) = self.by_kind.get_mut(usize::from(kind.0)) {
                list.push(*id);
            }
        }
    }
}

impl MadeFor {
    fn of(model: &Model, extension: &'static str) -> MadeFor {
        let identity = |number| Identity::of(model.element(ElementId(number)));
        MadeFor {
            extension,
            language: model.language(),
            languages: model.languages().to_vec(),
            kinds: model.schema.kinds().map(|(_, kind)| kind.clone()).collect(),
            elements: model.numbers().into_par_iter().with_min_len(1024).map(identity).collect(),
        }
    }
}

impl Identity {
    fn of(element: ElementRef<'_>) -> Identity {
        let texts = |key: &str| element.texts(key).into_iter().cloned().collect();
        let parent = element.parent().map(ElementRef::id);
        let others = parent.is_none().then(|| Others {
            formerly: texts("formerly"),
            aliases: texts("aliases"),
            status: element.status().to_owned(),
        });
        Identity {
            kind: element.kind_id(),
            parent,
            nameless: element.is_nameless(),
            id: element.key().clone(),
            name: element.name().clone(),
            others,
        }
    }
}
