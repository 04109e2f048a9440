//! The whole model as one JSON file, for tools of other makers: elements, values, references, and where each is written.
//!
//! ```json
//! {"schema_version": 1, "language_version": "1.0", "name": "…", "language": "de", "kinds": [{"name": "touchpoint", …}], "elements": [
//!   {"id": "hotline", "kind": "touchpoint", "name": "Service-Hotline", "file": "a.cx", "line": 3, "column": 12, "parent": null,
//!    "fields": {"channels": {"line": 4, "column": 3, "value": [{"reference": "phone", "target": "phone"}]}}}]}
//! ```
//! A text that is given in several languages has them in `"translations": {"en": …}` beside its `value`, which is that of `"language"`.
//! Texts and Markdown are strings, words those of the language (`as_is`), days `2026-11-21`, lengths of time `1h30min`, references objects
//! whose `target` is null when they lead nowhere, maps lists of `{"key", "value"}`. Lines and columns count characters from 1.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::Input;
use crate::model::{ElementRef, FieldRef, ReferenceRef};
use crate::output::OutputFile;
use crate::present::{Refer, Said};
use crate::schema::{Kind, Label, version};
use crate::text::Span;

/// Version of this format; it changes when something that was there is gone or means something else.
const SCHEMA_VERSION: u32 = 1;

/// The one file of the export.
pub(super) fn files(input: &Input<'_>) -> Vec<OutputFile> {
    let mut contents = Vec::new();
    let mut serializer = serde_json::Serializer::pretty(&mut contents);
    // Writing to memory cannot fail, and every key is a string.
    let _ = Root(input).serialize(&mut serializer);
    contents.push(b'\n');
    vec![OutputFile { path: "touchbase.json".into(), contents }]
}

struct Root<'i, 'm>(&'i Input<'m>);

impl Serialize for Root<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let input = self.0;
        let mut root = serializer.serialize_map(None)?;
        root.serialize_entry("schema_version", &SCHEMA_VERSION)?;
        root.serialize_entry("language_version", &version::LANGUAGE.to_string())?;
        root.serialize_entry("name", &input.config.name)?;
        root.serialize_entry("language", &input.config.language)?;
        root.serialize_entry(
            "kinds",
            &input.model.schema.kinds().map(|(_, kind)| KindEntry(kind)).collect::<Vec<_>>(),
        )?;
        root.serialize_entry("elements", &Elements(input))?;
        root.end()
    }
}

struct KindEntry<'k>(&'k Kind);

impl Serialize for KindEntry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut kind = serializer.serialize_map(None)?;
        kind.serialize_entry("name", self.0.name.as_ref())?;
        kind.serialize_entry("plural", self.0.plural.as_ref())?;
        kind.serialize_entry("parent", &self.0.parent)?;
        kind.serialize_entry("label", &LabelEntry(&self.0.label))?;
        let fields: Vec<_> = self.0.fields.iter().map(|field| (field.key.as_ref(), LabelEntry(&field.label))).collect();
        kind.serialize_entry("fields", &Map(&fields))?;
        kind.end()
    }
}

struct LabelEntry<'l>(&'l Label);

impl Serialize for LabelEntry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Map(&[("en", &self.0.en), ("de", &self.0.de)]).serialize(serializer)
    }
}

/// Pairs as an object, in their order.
struct Map<'p, V>(&'p [(&'p str, V)]);

impl<V: Serialize> Serialize for Map<'_, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

struct Elements<'i, 'm>(&'i Input<'m>);

impl Serialize for Elements<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let named = self.0.model.elements().filter(|element| !element.is_nameless());
        serializer.collect_seq(named.map(|element| Element { input: self.0, element }))
    }
}

struct Element<'i, 'm> {
    input: &'i Input<'m>,
    element: ElementRef<'m>,
}

impl Serialize for Element<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let element = self.element;
        let mut entry = serializer.serialize_map(None)?;
        entry.serialize_entry("id", &element.address())?;
        entry.serialize_entry("kind", element.kind().name.as_ref())?;
        entry.serialize_entry("name", element.name().as_str())?;
        entry.serialize_entry("file", self.input.sources.get(element.id_span().source).path.as_str())?;
        serialize_place(self.input, element.id_span(), &mut entry)?;
        entry.serialize_entry("parent", &element.parent().map(ElementRef::address))?;
        entry.serialize_entry("fields", &Fields(self))?;
        entry.end()
    }
}

fn serialize_place<M: SerializeMap>(input: &Input<'_>, span: Span, map: &mut M) -> Result<(), M::Error> {
    let position = input.sources.get(span.source).position(span.start);
    map.serialize_entry("line", &position.line)?;
    map.serialize_entry("column", &position.column)
}

struct Fields<'e, 'i, 'm>(&'e Element<'i, 'm>);

impl Serialize for Fields<'_, '_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let written = self.0.element.fields().filter(|field| field.field.key != "name");
        serializer
            .collect_map(written.map(|field| (field.field.key.as_ref(), FieldEntry { input: self.0.input, field })))
    }
}

struct FieldEntry<'i, 'm> {
    input: &'i Input<'m>,
    field: FieldRef<'m>,
}

impl Serialize for FieldEntry<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut entry = serializer.serialize_map(None)?;
        serialize_place(self.input, self.field.data.key, &mut entry)?;
        entry.serialize_entry("value", &Said { field: self.field, refer: &AsWritten })?;
        if self.field.data.language.is_some() {
            entry.serialize_entry("translations", &Translations { field: self.field })?;
        }
        entry.end()
    }
}

/// A field in the languages in which it is given, the one that counts first.
struct Translations<'m> {
    field: FieldRef<'m>,
}

impl Serialize for Translations<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let others = self.field.owner.translations().filter(|other| other.data.field == self.field.data.field);
        let all = std::iter::once(self.field).chain(others);
        serializer.collect_map(all.map(|field| (field.language().code(), Said { field, refer: &AsWritten })))
    }
}

/// References by the words they are written in, with the address of what they lead to.
struct AsWritten;

impl Refer for AsWritten {
    fn refer<S: Serializer>(&self, reference: ReferenceRef<'_>, serializer: S) -> Result<S::Ok, S::Error> {
        let mut entry = serializer.serialize_map(Some(2))?;
        entry.serialize_entry("reference", reference.text().as_str())?;
        entry.serialize_entry("target", &reference.target().map(ElementRef::address))?;
        entry.end()
    }
}
