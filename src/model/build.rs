//! The files put together: numbers made global, names indexed, references resolved, backlinks sorted.

use rayon::prelude::*;

use super::content;
use super::lower::{self, Lowered};
use super::value::{Content, Datum, Item, Key};
use super::{ElementData, ElementId, Model, Names, RefPlace, Reference, ReferenceId, Via};
use crate::diagnostic::Fault;
use crate::schema::Schema;
use crate::syntax::File;
use crate::text::Sources;

/// Builds the model of a knowledge base. `faults` are those known already (of the configuration); those of the trees and of the
/// model itself are added.
pub fn build(schema: Schema, sources: &Sources, files: Vec<File>, mut faults: Vec<Fault>) -> Model {
    let parts: Vec<Lowered> =
        files.par_iter().map(|file| lower::lower(&schema, sources.get(file.source), file)).collect();
    faults.extend(files.into_par_iter().flat_map_iter(|file| file.faults).collect::<Vec<_>>());
    let mut model = Model {
        schema,
        elements: Vec::with_capacity(parts.iter().map(|part| part.elements.len()).sum()),
        references: Vec::with_capacity(parts.iter().map(|part| part.references.len()).sum()),
        backlinks: Vec::new(),
        names: Names::default(),
        faults,
        lost: Default::default(),
    };
    for part in parts {
        model.append(part);
    }
    model.names = Names::new(&model.schema, &model.elements);
    model.resolve();
    model.link_back();
    model
}

impl Model {
    fn append(&mut self, part: Lowered) {
        let by = Offset { element: self.elements.len() as u32, reference: self.references.len() as u32 };
        self.elements.extend(part.elements.into_iter().map(|element| by.element(element)));
        let moved = part.references.into_iter().map(|reference| Reference { from: by.id(reference.from), ..reference });
        self.references.extend(moved);
        self.faults.extend(part.faults);
        self.lost.extend(part.lost);
    }

    fn resolve(&mut self) {
        let mut references = std::mem::take(&mut self.references);
        references.par_iter_mut().with_min_len(256).for_each(|reference| {
            if let Some((target, via)) = self.find(reference) {
                (reference.target, reference.via) = (Some(target), via);
            }
        });
        self.references = references;
    }

    fn find(&self, reference: &Reference) -> Option<(ElementId, Via)> {
        let from = self.element(reference.from);
        let field = self.schema.field(from.kind_id(), reference.field);
        let local = (reference.place != RefPlace::Prose && content::is_local(field))
            .then(|| self.names.lookup_in(from.root().id(), &reference.text))
            .flatten();
        local.or_else(|| self.names.lookup(&reference.text))
    }

    /// Counting sort of the references by target.
    fn link_back(&mut self) {
        let mut counts = vec![0u32; self.elements.len() + 1];
        for target in self.references.iter().filter_map(|reference| reference.target) {
            if let Some(count) = counts.get_mut(target.0 as usize + 1) {
                *count += 1;
            }
        }
        let mut total = 0;
        for count in &mut counts {
            total += *count;
            *count = total;
        }
        for (element, bounds) in self.elements.iter_mut().zip(counts.windows(2)) {
            if let [start, end] = bounds {
                element.backlinks = *start..*end;
            }
        }
        let mut backlinks = vec![ReferenceId(0); total as usize];
        for (at, target) in self.references.iter().enumerate().filter_map(|(at, r)| Some((at, r.target?))) {
            let Some(next) = counts.get_mut(target.0 as usize) else { continue };
            if let Some(place) = backlinks.get_mut(*next as usize) {
                *place = ReferenceId(at as u32);
            }
            *next += 1;
        }
        self.backlinks = backlinks;
    }
}

/// How far the numbers of one file move when it joins the others.
#[derive(Clone, Copy)]
struct Offset {
    element: u32,
    reference: u32,
}

impl Offset {
    fn id(self, id: ElementId) -> ElementId {
        ElementId(id.0 + self.element)
    }

    fn element(self, mut element: ElementData) -> ElementData {
        element.parent = element.parent.map(|id| self.id(id));
        element.children.iter_mut().for_each(|id| *id = self.id(*id));
        element.references = element.references.start + self.reference..element.references.end + self.reference;
        for field in &mut element.fields {
            self.content(&mut field.content);
        }
        element
    }

    fn content(self, content: &mut Content) {
        match content {
            Content::One(item) => self.item(item),
            Content::List(items) => items.iter_mut().for_each(|item| self.item(item)),
            Content::Map(entries) => {
                for (key, item) in entries {
                    if let Key::Reference(id) = key {
                        id.0 += self.reference;
                    }
                    self.item(item);
                }
            }
            Content::Faulty => {}
        }
    }

    fn item(self, item: &mut Item) {
        if let Datum::Reference(id) = &mut item.datum {
            id.0 += self.reference;
        }
    }
}
