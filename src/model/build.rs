//! The files put together: numbers made global, names indexed, references resolved, backlinks sorted.

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::content;
use super::lower::{self, Lowered};
use super::{ElementData, ElementId, Model, Names, RefPlace, Reference, ReferenceId, Via};
use crate::diagnostic::Fault;
use crate::schema::Schema;
use crate::syntax::{self, File};
use crate::text::{Source, SourceId, Sources};

/// Builds the model of a knowledge base. `faults` are those known already (of the configuration); those of the trees and of the
/// model itself are added.
pub fn build(schema: Schema, sources: &Sources, files: Vec<File>, faults: Vec<Fault>) -> Model {
    let parts = files.into_par_iter().map(|file| read(&schema, sources, file)).collect();
    assemble(schema, parts, faults)
}

/// Parses and builds in one go, so that no more trees are in memory than threads are at work. Sources whose paths are among `other`
/// are no knowledge and are left out; `notice` sees every tree, and what it makes of them is returned in the order of the files.
pub fn build_from<T: Send>(
    schema: Schema,
    sources: &Sources,
    other: &[&str],
    faults: Vec<Fault>,
    notice: impl Fn(&File) -> T + Sync,
) -> (Model, Vec<T>) {
    let knowledge = |(_, source): &(SourceId, &Source)| !other.contains(&source.path.as_str());
    let list: Vec<(SourceId, &Source)> = sources.iter().filter(knowledge).collect();
    let parse = |(id, source)| {
        let file = syntax::parse(id, source);
        let noticed = notice(&file);
        (read(&schema, sources, file), noticed)
    };
    let (parts, noticed): (Vec<_>, Vec<T>) = list.into_par_iter().map(parse).unzip();
    (assemble(schema, parts, faults), noticed)
}

/// What one file says by itself, before the others are known. It borrows nothing, so it can be kept for the next run.
#[derive(Debug, Clone)]
pub struct Part {
    /// Faults of its tree.
    faults: Vec<Fault>,
    lowered: Lowered,
}

/// What a file says, and the faults of its tree.
pub fn read(schema: &Schema, sources: &Sources, file: File) -> Part {
    let lowered = lower::lower(schema, sources.get(file.source), &file);
    Part { faults: file.faults, lowered }
}

/// Puts together what the files say, which was read against `schema`; `faults` are those known already.
pub fn assemble(schema: Schema, files: Vec<Part>, mut faults: Vec<Fault>) -> Model {
    let mut parts = Vec::with_capacity(files.len());
    for file in files {
        faults.extend(file.faults);
        parts.push(file.lowered);
    }
    let mut offset = Offset { element: 0, reference: 0 };
    let mut next = |part: &Lowered| {
        let by = offset;
        offset = Offset {
            element: by.element + part.elements.len() as u32,
            reference: by.reference + part.references.len() as u32,
        };
        by
    };
    let offsets: Vec<Offset> = parts.iter().map(&mut next).collect();
    parts.par_iter_mut().zip(offsets).for_each(|(part, by)| by.shift(part));
    let language = schema.language();
    let mut model = Model {
        schema,
        elements: Vec::with_capacity(parts.iter().map(|part| part.elements.len()).sum()),
        references: Default::default(),
        backlinks: Default::default(),
        names: Default::default(),
        faults,
        lost: Default::default(),
        translations: Vec::new(),
        language,
        views: OnceLock::new(),
    };
    let mut references = Vec::with_capacity(parts.iter().map(|part| part.references.len()).sum());
    for part in parts {
        model.append(part, &mut references);
    }
    model.names = Arc::new(Names::new(&model.schema, &model.elements));
    model.resolve(&mut references);
    model.link_back(&references);
    model.references = Arc::new(references);
    model
}

impl Model {
    fn append(&mut self, part: Lowered, references: &mut Vec<Reference>) {
        self.elements.extend(part.elements);
        self.translations.extend(part.translations);
        references.extend(part.references);
        self.faults.extend(part.faults);
        self.lost.extend(part.lost);
    }

    fn resolve(&self, references: &mut [Reference]) {
        references.par_iter_mut().with_min_len(256).for_each(|reference| {
            if let Some((target, via)) = self.find(reference) {
                (reference.target, reference.via) = (Some(target), via);
            }
        });
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
    fn link_back(&mut self, references: &[Reference]) {
        let mut counts = vec![0u32; self.elements.len() + 1];
        for target in references.iter().filter_map(|reference| reference.target) {
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
        for (at, target) in references.iter().enumerate().filter_map(|(at, r)| Some((at, r.target?))) {
            let Some(next) = counts.get_mut(target.0 as usize) else { continue };
            if let Some(place) = backlinks.get_mut(*next as usize) {
                *place = ReferenceId(at as u32);
            }
            *next += 1;
        }
        self.backlinks = Arc::new(backlinks);
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

    fn shift(self, part: &mut Lowered) {
        part.elements.iter_mut().for_each(|element| self.element(element));
        part.references.iter_mut().for_each(|reference| reference.from = self.id(reference.from));
        // Texts hold no references of their own, those in prose stand in the table.
        part.translations.iter_mut().for_each(|(element, _)| *element = self.id(*element));
    }

    fn element(self, element: &mut ElementData) {
        element.parent = element.parent.map(|id| self.id(id));
        element.children.iter_mut().for_each(|id| *id = self.id(*id));
        element.references = element.references.start + self.reference..element.references.end + self.reference;
    }
}
