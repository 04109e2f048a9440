//! The twin of an element's page: what the model knows of the element, of its parts, and of who refers to them.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::ser::{SerializeMap, SerializeSeq, Serializer};

use super::super::base::Base;
use super::super::pieces::ROOT;
use super::{SCHEMA_VERSION, written};
use crate::model::{ElementId, ElementRef, RefPlace, ReferenceRef};
use crate::present::{Refer, Said};

/// References to an element that are listed; how many there are in all is said.
const BACKLINKS: usize = 1000;

/// The twin of the page of the element `id`.
pub(super) fn json(base: &Base<'_>, id: ElementId) -> Vec<u8> {
    written(&Twin { base, element: base.model.element(id) })
}

struct Twin<'b, 'm> {
    base: &'b Base<'m>,
    element: ElementRef<'m>,
}

impl Serialize for Twin<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (base, element) = (self.base, self.element);
        let (file, line) = base.place(element.id_span());
        let backlinks = backlinks(element);
        let mut twin = serializer.serialize_map(None)?;
        twin.serialize_entry("schema_version", &SCHEMA_VERSION)?;
        push_identity(base, element, &mut twin)?;
        twin.serialize_entry("place", &Place { file, line })?;
        push_content(base, element, &mut twin)?;
        twin.serialize_entry("backlink_count", &backlinks.len())?;
        twin.serialize_entry("backlinks", &Backlinks { base, backlinks, whole: element })?;
        twin.end()
    }
}

#[derive(Serialize)]
struct Place {
    file: String,
    line: u32,
}

/// Id, kind, name and address: the same four wherever an element is named.
fn push_identity<M: SerializeMap>(base: &Base<'_>, element: ElementRef<'_>, map: &mut M) -> Result<(), M::Error> {
    match element.parent() {
        None => map.serialize_entry("id", element.key().as_str())?,
        Some(_) => map.serialize_entry("id", &element.address())?,
    }
    map.serialize_entry("kind", element.kind().name.as_ref())?;
    map.serialize_entry("name", element.name().as_str())?;
    map.serialize_entry("href", &base.addresses.path(element.id()).map(|path| [ROOT, path].concat()))
}

/// Fields in schema order, then parts.
fn push_content<M: SerializeMap>(base: &Base<'_>, element: ElementRef<'_>, map: &mut M) -> Result<(), M::Error> {
    map.serialize_entry("fields", &Fields { base, element })?;
    if element.translations().next().is_some() {
        map.serialize_entry("translations", &Translations { base, element })?;
    }
    match element.children().next() {
        Some(_) => map.serialize_entry("children", &Children { base, element }),
        None => Ok(()),
    }
}

struct Fields<'b, 'm> {
    base: &'b Base<'m>,
    element: ElementRef<'m>,
}

impl Serialize for Fields<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let fields = self.base.fields(self.element, |field| field.field.key != "name");
        let links = Links(self.base);
        let said = fields.into_iter().map(|field| (field.field.key.as_ref(), Said { field, refer: &links }));
        serializer.collect_map(said)
    }
}

/// The fields that are given in other languages, by language and key.
struct Translations<'b, 'm> {
    base: &'b Base<'m>,
    element: ElementRef<'m>,
}

impl Serialize for Translations<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut codes: Vec<&str> = self.element.translations().map(|field| field.language().code()).collect();
        codes.sort_unstable();
        codes.dedup();
        let links = Links(self.base);
        let of = |code: &str| -> BTreeMap<&str, Said<'_, '_, Links<'_, '_>>> {
            let given = self.element.translations().filter(|field| field.language().code() == code);
            given.map(|field| (field.field.key.as_ref(), Said { field, refer: &links })).collect()
        };
        serializer.collect_map(codes.into_iter().map(|code| (code, of(code))))
    }
}

struct Children<'b, 'm> {
    base: &'b Base<'m>,
    element: ElementRef<'m>,
}

impl Serialize for Children<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let named = self.element.children().filter(|part| !part.is_nameless());
        serializer.collect_seq(named.map(|element| Part { base: self.base, element }))
    }
}

/// A stage, or a step.
struct Part<'b, 'm> {
    base: &'b Base<'m>,
    element: ElementRef<'m>,
}

impl Serialize for Part<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut part = serializer.serialize_map(None)?;
        push_identity(self.base, self.element, &mut part)?;
        push_content(self.base, self.element, &mut part)?;
        part.end()
    }
}

/// References as what they lead to; one that leads nowhere by the words it is written in.
struct Links<'b, 'm>(&'b Base<'m>);

impl Refer for Links<'_, '_> {
    fn refer<S: Serializer>(&self, reference: ReferenceRef<'_>, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match reference.target() {
            Some(target) => push_identity(self.0, target, &mut map)?,
            None => map.serialize_entry("unknown", reference.text().as_str())?,
        }
        map.end()
    }
}

/// A reference from elsewhere to an element or to a part of it.
type Backlink<'m> = (ReferenceRef<'m>, ElementRef<'m>);

/// The references from elsewhere to `whole` and its parts; several of one field of one element count once.
fn backlinks(whole: ElementRef<'_>) -> Vec<Backlink<'_>> {
    let mut found = Vec::new();
    collect(whole, whole, &mut found);
    found.dedup_by_key(|(reference, to)| (reference.stored().from, reference.stored().field, to.id()));
    found
}

fn collect<'m>(part: ElementRef<'m>, whole: ElementRef<'m>, found: &mut Vec<Backlink<'m>>) {
    let elsewhere = part.backlinks().filter(|reference| reference.from().root() != whole);
    found.extend(elsewhere.map(|reference| (reference, part)));
    for child in part.children() {
        collect(child, whole, found);
    }
}

struct Backlinks<'b, 'm> {
    base: &'b Base<'m>,
    backlinks: Vec<Backlink<'m>>,
    whole: ElementRef<'m>,
}

impl Serialize for Backlinks<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        for (reference, to) in self.backlinks.iter().take(BACKLINKS) {
            list.serialize_element(&Use { base: self.base, reference: *reference, to: *to, whole: self.whole })?;
        }
        list.end()
    }
}

/// One use: who refers, by which field, and to which part.
struct Use<'b, 'm> {
    base: &'b Base<'m>,
    reference: ReferenceRef<'m>,
    to: ElementRef<'m>,
    whole: ElementRef<'m>,
}

impl Serialize for Use<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut entry = serializer.serialize_map(None)?;
        push_identity(self.base, self.reference.from(), &mut entry)?;
        entry.serialize_entry("field", self.reference.field().key.as_ref())?;
        if self.reference.place() == RefPlace::Prose {
            entry.serialize_entry("in_text", &true)?;
        }
        if self.to != self.whole {
            entry.serialize_entry("to", &self.to.address())?;
        }
        entry.end()
    }
}
