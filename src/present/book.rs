//! The knowledge base as a book: its elements in alphabetical order, kind by kind, each with an address.

use std::sync::Arc;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::addresses::Addresses;
use super::catalog::Catalog;
use super::journey::Journey;
use super::words::Words;
use crate::config::Config;
use crate::model::{ElementId, ElementRef, FieldRef, Model};
use crate::schema::{Field, Kind, KindId, Label, Schema};
use crate::text::{Sources, Span};

/// The model, sorted and addressed, with the words of its language.
pub(crate) struct Book<'m> {
    pub(crate) model: &'m Model,
    pub(crate) sources: &'m Sources,
    pub(crate) config: &'m Config,
    pub(crate) words: Words,
    pub(crate) addresses: Arc<Addresses>,
    pub(crate) catalog: Arc<Catalog>,
    /// The rules by which its language sorts.
    collator: Option<CollatorBorrowed<'static>>,
    /// Journeys, read once: pages of touchpoints and personas ask for the same ones again and again.
    journeys: FxHashMap<ElementId, Journey<'m>>,
    /// For each field of each kind, whether every kind has it.
    common: Vec<Vec<bool>>,
}

impl<'m> Book<'m> {
    /// Sorts and addresses `model`; names of pages end in `extension`.
    pub(crate) fn new(model: &'m Model, sources: &'m Sources, config: &'m Config, extension: &'static str) -> Book<'m> {
        Book::again(model, sources, config, extension, None)
    }

    /// Like [`new`](Book::new); `before` is the catalogue of another state of the same knowledge base, which is kept where it still holds.
    pub(crate) fn again(
        model: &'m Model,
        sources: &'m Sources,
        config: &'m Config,
        extension: &'static str,
        before: Option<&Arc<Catalog>>,
    ) -> Book<'m> {
        let words = Words::of(model.language().code());
        let (catalog, journeys) = rayon::join(|| Catalog::of(model, words, extension, before), || journeys(model));
        Book {
            model,
            sources,
            config,
            words,
            addresses: catalog.addresses.clone(),
            catalog,
            collator: collator(words.language()),
            journeys,
            common: common(model),
        }
    }

    /// What `element`, a journey, is made of; none for other kinds.
    pub(crate) fn journey(&self, element: ElementRef<'_>) -> Option<&Journey<'m>> {
        self.journeys.get(&element.id())
    }

    /// Name of the knowledge base.
    pub(crate) fn name(&self) -> &'m str {
        self.config.name.as_deref().unwrap_or("touchbase")
    }

    /// A label of the schema in the language of the readers.
    pub(crate) fn label<'l>(&self, label: &'l Label) -> &'l str {
        label.in_language(self.words.language())
    }

    /// What a field is called.
    pub(crate) fn field_label<'f>(&self, field: &'f Field) -> &'f str {
        self.label(&field.label)
    }

    /// What many elements of the kind named `kind` are called.
    pub(crate) fn plural(&self, kind: &str) -> &'m str {
        let schema = &self.model.schema;
        schema.kind_named(kind).map(|id| self.label(&schema.kind(id).label_plural)).unwrap_or_default()
    }

    /// How many elements of a kind there are, in words: `1 Persona`, `27 Touchpoints`; none when there is none.
    pub(crate) fn counted(&self, kind: &str) -> Option<String> {
        let kind = self.model.schema.kind(self.model.schema.kind_named(kind)?);
        let count = self.of_kind(&kind.name).count();
        let label = self.label(if count == 1 { &kind.label } else { &kind.label_plural });
        let number = super::format::number(count as f64, &self.words);
        (count > 0).then(|| format!("{number} {}", self.words.in_sentence(label)))
    }

    /// The knowledge base in one sentence.
    pub(crate) fn lede(&self) -> String {
        let parts =
            ["journey", "touchpoint", "persona"].iter().filter_map(|kind| self.counted(kind)).collect::<Vec<_>>();
        if parts.is_empty() {
            self.words.get("home_none").to_owned()
        } else {
            format!("{} {}.", self.words.get("home_lede"), self.words.sentence(&parts))
        }
    }

    /// Kinds whose elements have pages, with their elements in alphabetical order.
    pub(crate) fn kinds(&self) -> impl Iterator<Item = (KindId, &'m Kind, &[ElementId])> {
        let lists = self.catalog.by_kind.iter().map(Vec::as_slice);
        self.model
            .schema
            .kinds()
            .zip(lists)
            .filter(|((_, kind), _)| kind.is_top())
            .map(|((id, kind), list)| (id, kind, list))
    }

    /// The elements of a kind in alphabetical order, by their numbers.
    pub(crate) fn list(&self, kind: KindId) -> &[ElementId] {
        self.catalog.by_kind.get(usize::from(kind.0)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The elements of a kind in alphabetical order.
    pub(crate) fn of_kind(&self, kind: &str) -> impl Iterator<Item = ElementRef<'m>> + use<'_, 'm> {
        let list = self.model.schema.kind_named(kind).map(|id| self.list(id)).unwrap_or_default();
        list.iter().map(|id| self.model.element(*id))
    }

    /// Number of the element in the alphabetical order of names.
    pub(crate) fn rank(&self, element: ElementRef<'_>) -> u32 {
        self.catalog.ranks.get(element.id().0 as usize).copied().unwrap_or(u32::MAX)
    }

    /// Which of two names the language sorts first.
    pub(crate) fn compare(&self, a: &str, b: &str) -> std::cmp::Ordering {
        compare(&self.collator, a, b)
    }

    /// Whether a field of an element is one that every kind has, and not one of the kind's own.
    pub(crate) fn is_common(&self, field: FieldRef<'_>) -> bool {
        let kind = self.common.get(usize::from(field.owner.kind_id().0));
        kind.and_then(|fields| fields.get(usize::from(field.data.field.0))).copied().unwrap_or(false)
    }

    /// The fields of an element in schema order, for which `wanted` holds.
    pub(crate) fn fields<'e>(
        &self,
        element: ElementRef<'e>,
        wanted: impl Fn(FieldRef<'e>) -> bool,
    ) -> Vec<FieldRef<'e>> {
        let mut fields: Vec<FieldRef<'e>> = element.fields().filter(|field| wanted(*field)).collect();
        fields.sort_by_key(|field| field.data.field);
        fields
    }

    /// Where something is written: path and line.
    pub(crate) fn place(&self, span: Span) -> (String, u32) {
        let source = self.sources.get(span.source);
        (source.path.to_string(), source.position(span.start).line)
    }
}

fn journeys(model: &Model) -> FxHashMap<ElementId, Journey<'_>> {
    let journeys: Vec<ElementRef<'_>> = model.of_kind("journey").collect();
    journeys.into_par_iter().map(|journey| (journey.id(), Journey::of(journey))).collect()
}

/// For each field of each kind, whether it is a common one.
fn common(model: &Model) -> Vec<Vec<bool>> {
    let keys: Vec<&str> = Schema::common_fields().map(|field| field.key.as_ref()).collect();
    let of_kind = |kind: &Kind| kind.fields.iter().map(|field| keys.contains(&field.key.as_ref())).collect();
    model.schema.kinds().map(|(_, kind)| of_kind(kind)).collect()
}

/// Every element with a page, sorted as the language of the site sorts names.
pub(super) fn alphabetical(model: &Model, words: Words) -> Vec<ElementId> {
    let collator = collator(words.language());
    let elements: Vec<ElementRef<'_>> =
        model.elements().filter(|element| element.parent().is_none() && !element.is_nameless()).collect();
    let keyed = |element: ElementRef<'_>| (sort_key(&collator, element.name()), element.id());
    let mut keyed: Vec<(Vec<u8>, ElementId)> = elements.into_par_iter().map(keyed).collect();
    keyed.par_sort_unstable();
    keyed.into_iter().map(|(_, id)| id).collect()
}

/// Bytes that sort as the language sorts names: comparing them takes a small part of the time.
fn sort_key(collator: &Option<CollatorBorrowed<'static>>, name: &str) -> Vec<u8> {
    let Some(collator) = collator else { return name.as_bytes().to_vec() };
    let mut key = Vec::with_capacity(name.len() * 2 + 8);
    let Ok(()) = collator.write_sort_key_to(name, &mut key);
    key
}

fn compare(collator: &Option<CollatorBorrowed<'static>>, a: &str, b: &str) -> std::cmp::Ordering {
    collator.as_ref().map_or_else(|| a.cmp(b), |collator| collator.compare(a, b))
}

/// The rules by which the language sorts; none only if the data compiled into the program were incomplete.
fn collator(language: &str) -> Option<CollatorBorrowed<'static>> {
    let locale: icu_locale_core::Locale = language.parse().ok()?;
    Collator::try_new(CollatorPreferences::from(&locale), CollatorOptions::default()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn umlauts_stand_beside_their_letters() {
        let collator = collator("de");
        assert!(collator.is_some());
        let mut names = ["Zug", "Öl", "Apfel", "Ofen", "Äpfel", "ärger"];
        names.sort_by(|a, b| compare(&collator, a, b));
        assert_eq!(names, ["Apfel", "Äpfel", "ärger", "Ofen", "Öl", "Zug"]);
        assert!(names.is_sorted_by_key(|name| sort_key(&collator, name)));
    }
}
