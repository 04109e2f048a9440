//! What a field says, in no notation: from the model, or about to be written into a file.

use crate::model::{Content, Datum, FieldRef, Item, Key, OwnReference, RefPlace};
use crate::schema::{Constraint, Scalar};

/// A value without places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Running text in one line, a web address, the path of a picture.
    Text(String),
    /// Markdown, of one line or several.
    Markdown(String),
    /// An id, a reference, a word of a closed list.
    Word(String),
    /// A number, `true` or `false`, a day, a length of time.
    Plain(String),
    /// A list.
    List(Vec<Value>),
    /// A map.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// What a field says; none when it could not be understood.
    pub(crate) fn of(field: FieldRef<'_>) -> Option<Value> {
        let one = |item: &Item| scalar(field, item);
        Some(match &field.data.content {
            Content::One(item) => one(item),
            Content::List(items) => Value::List(items.iter().map(one).collect()),
            Content::Map(entries) => {
                Value::Map(entries.iter().map(|(key, item)| (key_text(field, key), one(item))).collect())
            }
            Content::Faulty => return None,
        })
    }

    /// The text of a single value.
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) | Value::Markdown(text) | Value::Word(text) | Value::Plain(text) => Some(text),
            Value::List(_) | Value::Map(_) => None,
        }
    }
}

fn key_text(field: FieldRef<'_>, key: &Key) -> String {
    match key {
        Key::Reference(id) => reference(field, *id),
        Key::Word(word) => word.to_string(),
    }
}

pub(super) fn scalar(field: FieldRef<'_>, item: &Item) -> Value {
    match &item.datum {
        Datum::Text(text) if field.field.ty.scalar == Scalar::Id => Value::Word(text.to_string()),
        Datum::Text(text) | Datum::Url(text) | Datum::Image(text) => Value::Text(text.to_string()),
        Datum::Markdown(text) => Value::Markdown(lines(text)),
        Datum::Reference(id) => Value::Word(reference(field, *id)),
        Datum::Word(_) => Value::Word(field.word_of(item).unwrap_or_default().to_owned()),
        Datum::Integer(number) => Value::Plain(number.to_string()),
        Datum::Number(number) => Value::Plain(number.to_string()),
        Datum::Bool(yes) => Value::Plain(yes.to_string()),
        Datum::Date(date) => Value::Plain(date.to_string()),
        Datum::Duration(length) => Value::Plain(length.to_string()),
    }
}

/// How the target of a reference is named: by its id, within its journey by its own one; as it is written where there is no target.
fn reference(field: FieldRef<'_>, id: OwnReference) -> String {
    let reference = field.owner.reference(id);
    match reference.target() {
        Some(target) if is_local(field) && reference.place() != RefPlace::Key => target.key().to_string(),
        Some(target) => target.address(),
        None => reference.text().trim().to_owned(),
    }
}

fn is_local(field: FieldRef<'_>) -> bool {
    matches!(field.field.ty.scalar, Scalar::Reference { constraint: Constraint::SameJourney, .. })
}

/// `text` with line breaks as `\n` only.
pub(crate) fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}
