//! What every page needs to know: the model with its addresses, the order of names, the words of the interface.

use std::collections::BTreeMap;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};

use super::addresses::Addresses;
use super::words::Words;
use super::{Input, escape};
use crate::model::{ElementId, ElementRef, Model};
use crate::schema::{Field, Kind, KindId, Label};

/// The knowledge base as the pages see it.
pub(super) struct Base<'m> {
    pub(super) input: &'m Input<'m>,
    pub(super) words: Words,
    pub(super) addresses: Addresses,
    /// Elements with a page, by kind, each list in alphabetical order.
    by_kind: Vec<Vec<ElementId>>,
    /// Number of each element in the alphabetical order of all names.
    ranks: Vec<u32>,
    /// Where a picture of the knowledge base is found below the site.
    pictures: BTreeMap<String, String>,
}

impl<'m> Base<'m> {
    pub(super) fn new(input: &'m Input<'m>) -> Base<'m> {
        let words = Words::of(&input.config.language);
        let sorted = alphabetical(input.model, &words);
        let mut base = Base {
            input,
            words,
            addresses: Addresses::new(input.model),
            by_kind: input.model.schema.kinds().map(|_| Vec::new()).collect(),
            ranks: vec![0; input.model.len()],
            pictures: super::pictures::paths(input),
        };
        base.sort_in(&sorted);
        base
    }

    fn sort_in(&mut self, sorted: &[ElementId]) {
        for (rank, id) in sorted.iter().enumerate() {
            if let Some(slot) = self.ranks.get_mut(id.0 as usize) {
                *slot = rank as u32;
            }
            let kind = self.input.model.element(*id).kind_id();
            if let Some(list) = self.by_kind.get_mut(usize::from(kind.0)) {
                list.push(*id);
            }
        }
    }

    pub(super) fn model(&self) -> &'m Model {
        self.input.model
    }

    /// Name of the knowledge base.
    pub(super) fn name(&self) -> &str {
        self.input.config.name.as_deref().unwrap_or("touchbase")
    }

    /// A label of the schema in the language of the site.
    pub(super) fn label<'l>(&self, label: &'l Label) -> &'l str {
        label.in_language(self.words.language())
    }

    /// What a field is called.
    pub(super) fn field_label<'f>(&self, field: &'f Field) -> &'f str {
        self.label(&field.label)
    }

    /// Kinds whose elements have pages, with their elements in alphabetical order.
    pub(super) fn kinds(&self) -> impl Iterator<Item = (KindId, &'m Kind, &[ElementId])> {
        let lists = self.by_kind.iter().map(Vec::as_slice);
        self.model()
            .schema
            .kinds()
            .zip(lists)
            .filter(|((_, kind), _)| kind.is_top())
            .map(|((id, kind), list)| (id, kind, list))
    }

    /// The elements of a kind in alphabetical order.
    pub(super) fn of_kind(&self, kind: &str) -> impl Iterator<Item = ElementRef<'m>> + use<'_, 'm> {
        let id = self.model().schema.kind_named(kind);
        let list = id.and_then(|id| self.by_kind.get(usize::from(id.0))).map(Vec::as_slice).unwrap_or_default();
        list.iter().map(|id| self.model().element(*id))
    }

    /// Number of the element in the alphabetical order of names.
    pub(super) fn rank(&self, element: ElementRef<'_>) -> u32 {
        self.ranks.get(element.id().0 as usize).copied().unwrap_or(u32::MAX)
    }

    /// Where to go for an element from a page whose way up to the root is `root`; `#` when there is no such page.
    pub(super) fn href(&self, element: ElementRef<'_>, root: &str) -> String {
        self.addresses.path(element.id()).map_or_else(|| "#".to_owned(), |path| format!("{root}{path}"))
    }

    /// A link to an element, by its name.
    pub(super) fn link(&self, element: ElementRef<'_>, root: &str) -> String {
        self.link_as(element, &escape::html(element.name()), root)
    }

    /// A link to an element that shows `html`.
    pub(super) fn link_as(&self, element: ElementRef<'_>, html: &str, root: &str) -> String {
        match self.addresses.path(element.id()) {
            Some(path) => format!("<a href=\"{root}{path}\">{html}</a>"),
            None => html.to_owned(),
        }
    }

    /// Where the page of a picture's file is, if the picture exists.
    pub(super) fn picture(&self, path: &str, root: &str) -> Option<String> {
        self.pictures.get(path).map(|target| format!("{root}{target}"))
    }

    /// Where an element is written: path and line.
    pub(super) fn place(&self, span: crate::text::Span) -> (String, u32) {
        let source = self.input.sources.get(span.source);
        (source.path.to_string(), source.position(span.start).line)
    }
}

/// Every element with a page, sorted as the language of the site sorts names.
fn alphabetical(model: &Model, words: &Words) -> Vec<ElementId> {
    let collator = collator(words.language());
    let mut elements: Vec<ElementRef<'_>> =
        model.elements().filter(|element| element.parent().is_none() && !element.is_nameless()).collect();
    elements.sort_by(|a, b| compare(&collator, a.name(), b.name()).then_with(|| a.id().cmp(&b.id())));
    elements.into_iter().map(ElementRef::id).collect()
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
    }
}
