//! What fields say, as data for programs: texts, words of the language, numbers, days `2026-11-21`, lengths of time `1h30min`, lists,
//! and maps as lists of `{"key", "value"}`.
//!
//! Texts and Markdown are as they are written. How a reference is told is left to the format.

use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer};

use crate::model::{Content, Datum, ElementRef, FieldRef, Item, Key, ReferenceRef};

/// How a format tells a reference.
pub(crate) trait Refer {
    /// Writes `reference`.
    ///
    /// # Errors
    /// Those of `serializer`.
    fn refer<S: Serializer>(&self, reference: ReferenceRef<'_>, serializer: S) -> Result<S::Ok, S::Error>;
}

/// What a field says; null when it could not be understood.
pub(crate) struct Said<'r, 'm, R> {
    /// The field.
    pub(crate) field: FieldRef<'m>,
    /// How references in it are told.
    pub(crate) refer: &'r R,
}

impl<R: Refer> Serialize for Said<'_, '_, R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let one = |item| One { field: self.field, item, refer: self.refer };
        match &self.field.data.content {
            Content::One(item) => one(item).serialize(serializer),
            Content::List(items) => serializer.collect_seq(items.iter().map(one)),
            Content::Map(entries) => {
                let mut list = serializer.serialize_seq(Some(entries.len()))?;
                for (key, item) in entries {
                    let key = KeyEntry { owner: self.field.owner, key, refer: self.refer };
                    list.serialize_element(&Entry { key, value: one(item) })?;
                }
                list.end()
            }
            Content::Faulty => serializer.serialize_none(),
        }
    }
}

#[derive(Serialize)]
struct Entry<K, V> {
    key: K,
    value: V,
}

struct KeyEntry<'r, 'm, R> {
    owner: ElementRef<'m>,
    key: &'m Key,
    refer: &'r R,
}

impl<R: Refer> Serialize for KeyEntry<'_, '_, R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.key {
            Key::Reference(id) => self.refer.refer(self.owner.reference(*id), serializer),
            Key::Word(word) => serializer.serialize_str(word),
        }
    }
}

/// One value.
struct One<'r, 'm, R> {
    field: FieldRef<'m>,
    item: &'m Item,
    refer: &'r R,
}

impl<R: Refer> Serialize for One<'_, '_, R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.item.datum {
            Datum::Text(text) | Datum::Markdown(text) | Datum::Url(text) | Datum::Image(text) => {
                serializer.serialize_str(text)
            }
            Datum::Reference(id) => self.refer.refer(self.field.owner.reference(*id), serializer),
            Datum::Word(_) => self.field.word_of(self.item).serialize(serializer),
            Datum::Integer(number) => serializer.serialize_i64(*number),
            Datum::Number(number) => serializer.serialize_f64(*number),
            Datum::Bool(yes) => serializer.serialize_bool(*yes),
            Datum::Date(date) => serializer.collect_str(date),
            Datum::Duration(length) => serializer.collect_str(length),
        }
    }
}
