//! Elements and references: what the files say, once kinds and names are understood.
//!
//! Turns syntax trees and a schema into typed ids, values and ONE table of references, from which checks, backlinks, the site,
//! and later rename and diff all read. Never fails: what does not fit is recorded as a fault. Knows no messages.

mod build;
mod content;
mod handling;
mod lower;
pub mod meant;
mod medium;
mod names;
mod prose;
mod read;
mod translation;
mod value;
mod walk;

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashSet;

use crate::diagnostic::Fault;
use crate::schema::{FieldId, KindId, Language, Schema};
use crate::syntax::Notation;
use crate::text::{SourceId, Span, Str};

pub use build::{Part, assemble, build, build_from, read as read_file};
pub use content::is_local;
pub use handling::{called_for, is_as_called_for};
pub use medium::Medium;
pub use names::{Names, Via};
pub use prose::{Link, links, places};
pub use read::{IMAGES, datum};
pub use value::{Content, Datum, Duration, FieldData, Item, Key, OwnReference};
pub use walk::{ElementRef, FieldRef, ReferenceRef};

/// The number of an element within its model; steps and stages are elements too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementId(pub u32);

/// The number of a reference within its model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReferenceId(pub u32);

/// What the files of a knowledge base say.
#[derive(Debug)]
pub struct Model {
    /// The kinds it was read against.
    pub schema: Schema,
    elements: Vec<ElementData>,
    references: Arc<Vec<Reference>>,
    /// References by target; each element holds its range.
    backlinks: Arc<Vec<ReferenceId>>,
    names: Arc<Names>,
    faults: Vec<Fault>,
    /// Ids of elements that could not be understood: whoever refers to them must not be blamed.
    lost: FxHashSet<Str>,
    /// Fields in other languages than the one that counts, in the order of their elements.
    translations: Vec<(ElementId, FieldData)>,
    /// The language of its texts.
    language: Language,
    /// The same in its other languages, made when somebody asks.
    views: OnceLock<Vec<Model>>,
}

/// One element as stored; [`ElementRef`] is how to read it.
#[derive(Debug, Clone)]
pub struct ElementData {
    /// Its kind.
    pub kind: KindId,
    /// Its id, written or derived from the name.
    pub id: Str,
    /// Where the id stands, or the name it was derived from.
    pub id_span: Span,
    /// Whether the id is written in the file.
    pub id_written: bool,
    /// Whether it has neither id nor name; its id is then made up and nothing can refer to it.
    pub nameless: bool,
    /// Its display name: the field `name`, or the id as words.
    pub name: Str,
    /// The language of its name, where that is not the main one.
    pub name_language: Option<Language>,
    /// The part of the text that names it.
    pub header: Span,
    /// All of its text.
    pub span: Span,
    /// Where a new field can be inserted.
    pub inner: Option<Span>,
    /// The notation it is written in.
    pub notation: Notation,
    /// The element it stands in.
    pub parent: Option<ElementId>,
    /// The elements that stand in it, in order.
    pub children: Vec<ElementId>,
    /// Its fields, in the order of the file.
    pub fields: Arc<[FieldData]>,
    /// References written in it (not in its children).
    pub references: Range<u32>,
    /// Its part of the table of backlinks.
    pub backlinks: Range<u32>,
}

/// One use of an element by another.
#[derive(Debug, Clone)]
pub struct Reference {
    /// The element that refers.
    pub from: ElementId,
    /// The field of it that holds the reference.
    pub field: FieldId,
    /// Where exactly, without quotes or brackets.
    pub span: Span,
    /// The text as written.
    pub text: Str,
    /// In which role.
    pub place: RefPlace,
    /// The element meant, if there is one.
    pub target: Option<ElementId>,
    /// How the text names it.
    pub via: Via,
}

/// Where within a field a reference stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RefPlace {
    /// It is the value, or an item of the list.
    Value,
    /// It is a key of a map.
    Key,
    /// `[[…]]` in Markdown.
    Prose,
}

impl Model {
    /// Every element, in the order of files and places.
    pub fn elements(&self) -> impl Iterator<Item = ElementRef<'_>> {
        (0..self.elements.len() as u32).map(|at| self.element(ElementId(at)))
    }

    /// Number of elements, steps and stages included.
    pub fn len(&self) -> usize {
        self.elements.len()
    }

    /// Whether there is no element at all.
    pub fn is_empty(&self) -> bool {
        self.elements.is_empty()
    }

    /// The numbers of all elements.
    pub fn numbers(&self) -> Range<u32> {
        0..self.elements.len() as u32
    }

    /// The numbers of the elements of a file.
    pub fn numbers_in(&self, file: SourceId) -> Range<u32> {
        let start = self.elements.partition_point(|element| element.header.source < file);
        let end = self.elements.partition_point(|element| element.header.source <= file);
        start as u32..end as u32
    }

    /// The element with this number.
    pub fn element(&self, id: ElementId) -> ElementRef<'_> {
        ElementRef::new(self, id)
    }

    /// Elements of the kind named `kind`, in order; none when there is no such kind.
    pub fn of_kind<'m>(&'m self, kind: &str) -> impl Iterator<Item = ElementRef<'m>> {
        let kind = self.schema.kind_named(kind);
        self.elements().filter(move |element| Some(element.kind_id()) == kind)
    }

    /// Every reference, in the order of files and places of the elements that refer.
    pub fn references(&self) -> impl Iterator<Item = ReferenceRef<'_>> {
        (0..self.references.len() as u32).map(|at| self.reference(ReferenceId(at)))
    }

    /// The reference with this number.
    pub fn reference(&self, id: ReferenceId) -> ReferenceRef<'_> {
        ReferenceRef::new(self, id)
    }

    /// What the early stages stumbled over.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// The element that `text` names exactly: an id, a name, an alias, a former id, or `journey.step`.
    pub fn lookup(&self, text: &str) -> Option<(ElementRef<'_>, Via)> {
        let (id, via) = self.names.lookup(text)?;
        Some((self.element(id), via))
    }

    /// The table of names.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// Whether `id` names an element that exists in the files but could not be understood.
    pub fn is_lost(&self, id: &str) -> bool {
        self.lost.contains(id)
    }

    #[expect(clippy::indexing_slicing, reason = "numbers of elements are given out by this model only")]
    pub(crate) fn data(&self, id: ElementId) -> &ElementData {
        &self.elements[id.0 as usize]
    }

    #[expect(clippy::indexing_slicing, reason = "numbers of references are given out by this model only")]
    pub(crate) fn reference_data(&self, id: ReferenceId) -> &Reference {
        &self.references[id.0 as usize]
    }

    pub(crate) fn backlinks_in(&self, range: Range<u32>) -> &[ReferenceId] {
        self.backlinks.get(range.start as usize..range.end as usize).unwrap_or_default()
    }
}
