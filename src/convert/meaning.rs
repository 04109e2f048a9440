//! What a model says, element by element, without places and without what only one notation can tell: two notations that say the same
//! give the same lines.

use std::fmt::Write as _;

use crate::model::{Content, Datum, ElementRef, FieldRef, Item, Key, Model, OwnReference, ReferenceRef};
use crate::text::SourceId;

/// Each element of one file, in order: its address, and its identity, fields, values and references.
pub fn meaning(model: &Model, file: SourceId) -> Vec<(String, String)> {
    let of_file = model.elements().filter(|element| element.span().source == file);
    of_file.map(|element| (element.address(), one(element))).collect()
}

fn one(element: ElementRef<'_>) -> String {
    let written = (element.id_is_written(), element.is_nameless());
    let parent = element.parent().map(|parent| parent.address());
    let mut out = String::new();
    let _ = writeln!(out, "{} {} {written:?} {:?} {parent:?}", element.kind().name, element.address(), element.name());
    // A name stands first in a header and anywhere among fields.
    let (names, others): (Vec<_>, Vec<_>) = element.fields().partition(|field| field.field.key == "name");
    for field in names.into_iter().chain(others) {
        let language = field.data.language.map(|language| language.code());
        let _ = writeln!(out, "{} {language:?} {}", field.field.key, content(field));
    }
    for field in element.translations() {
        let language = field.data.language.map(|language| language.code());
        let _ = writeln!(out, "{} in {language:?} {}", field.field.key, content(field));
    }
    for reference in element.references() {
        let _ = writeln!(out, "-> {}", target(reference));
    }
    for child in element.children() {
        let _ = writeln!(out, "child {}", child.address());
    }
    out
}

fn content(field: FieldRef<'_>) -> String {
    let all = |items: &[Item]| items.iter().map(|one| item(field, one)).collect::<Vec<_>>().join(", ");
    match &field.data.content {
        Content::One(one) => item(field, one),
        Content::List(items) => format!("[{}]", all(items)),
        Content::Map(entries) => {
            let entry = |(key, one): &(Key, Item)| match key {
                Key::Reference(id) => format!("{}: {}", by_number(field, *id), item(field, one)),
                Key::Word(word) => format!("{word:?}: {}", item(field, one)),
            };
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
        Content::Faulty => "faulty".to_owned(),
    }
}

fn item(field: FieldRef<'_>, item: &Item) -> String {
    match &item.datum {
        Datum::Reference(id) => by_number(field, *id),
        Datum::Word(_) => format!("word {:?}", field.word_of(item)),
        datum => format!("{datum:?}"),
    }
}

fn by_number(field: FieldRef<'_>, id: OwnReference) -> String {
    target(field.owner.reference(id))
}

fn target(reference: ReferenceRef<'_>) -> String {
    let target = reference.target().map(|target| format!("{} {}", target.kind().name, target.address()));
    let (text, via, place) = (reference.text(), reference.via(), reference.place());
    format!("{text:?} is {target:?} via {via:?} {place:?} in {}", reference.field().key)
}
