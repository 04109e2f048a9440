//! `extend:`: fields and kinds of a team's own.

use std::borrow::Cow;

use super::reader::Reader;
use crate::diagnostic::words::list;
use crate::diagnostic::{Fault, FaultKind};
use crate::naming;
use crate::schema::{Constraint, Field, Group, Kind, Kinds, Label, Refusal, Scalar, Schema, Shape, Type, Variant};
use crate::syntax::{Entry, Value, ValueKind, Word};
use crate::text::Span;

/// What a team adds to the schema.
#[derive(Debug, Clone, Default)]
pub struct Extend {
    kinds: Vec<(Kind, Span)>,
    fields: Vec<Addition>,
}

#[derive(Debug, Clone)]
struct Addition {
    kind: Word,
    field: Field,
    span: Span,
}

/// Words for the types of own fields.
const TYPES: &[&str] =
    &["text", "markdown", "reference", "enum", "integer", "number", "bool", "date", "duration", "url", "image"];

/// Keys of an own field.
const FIELD_KEYS: &[&str] = &["type", "list", "required", "label", "doc", "example", "to", "values", "min", "max"];

/// Keys of an own kind.
const KIND_KEYS: &[&str] = &["plural", "label", "label_plural", "doc", "fields"];

/// Most kinds, most fields and most values of a field that a team can add: schemas are for people to know, and number what they hold in
/// 16 bits.
const MOST: usize = 1_000;

/// Those of `list` for which there is room; the first one beyond is reported.
fn some<'l, T>(reader: &mut Reader, list: &'l [T], what: &str, place: impl Fn(&T) -> Span) -> &'l [T] {
    if let Some(beyond) = list.get(MOST) {
        let reason = format!("There are {} {what}, and only the first {MOST} of them are known.", list.len());
        reader.fault(place(beyond), reason, Some(format!("keep at most {MOST} {what}")));
    }
    list.get(..MOST).unwrap_or(list)
}

/// Reads `extend:`.
pub(super) fn read(reader: &mut Reader, value: &Value) -> Extend {
    let mut extend = Extend::default();
    for entry in reader.entries(value) {
        match entry.key.text.as_str() {
            "kinds" => {
                let entries = reader.entries(&entry.value);
                let kinds = some(reader, entries, "kinds", |kind| kind.key.span);
                extend.kinds = kinds.iter().filter_map(|kind| read_kind(reader, kind)).collect()
            }
            "fields" => {
                for kind in reader.entries(&entry.value) {
                    for (field, span) in read_fields(reader, &kind.value) {
                        extend.fields.push(Addition { kind: kind.key.clone(), field, span });
                    }
                }
                let room = some(reader, &extend.fields, "fields", |addition| addition.span).len();
                extend.fields.truncate(room);
            }
            _ => reader.unknown(&entry.key, ["kinds", "fields"].into_iter()),
        }
    }
    extend
}

fn read_kind(reader: &mut Reader, entry: &Entry) -> Option<(Kind, Span)> {
    let name = key_name(reader, &entry.key)?;
    let mut kind = Kind {
        plural: Cow::Owned(format!("{name}s")),
        label: plain_label(&name),
        label_plural: plain_label(&format!("{name}s")),
        doc: Label::new("", ""),
        fields: Cow::Borrowed(&[]),
        parent: None,
        group: Group::Own,
        name: Cow::Owned(name),
    };
    for part in reader.entries(&entry.value) {
        match part.key.text.as_str() {
            "plural" => kind.plural = reader.text(&part.value).map_or(kind.plural, Cow::Owned),
            "label" => kind.label = read_label(reader, &part.value).unwrap_or(kind.label),
            "label_plural" => kind.label_plural = read_label(reader, &part.value).unwrap_or(kind.label_plural),
            "doc" => kind.doc = read_label(reader, &part.value).unwrap_or(kind.doc),
            "fields" => kind.fields = read_fields(reader, &part.value).into_iter().map(|(field, _)| field).collect(),
            _ => reader.unknown(&part.key, KIND_KEYS.iter().copied()),
        }
    }
    Some((kind, entry.key.span))
}

fn read_fields(reader: &mut Reader, value: &Value) -> Vec<(Field, Span)> {
    let entries = reader.entries(value);
    some(reader, entries, "fields", |entry| entry.key.span)
        .iter()
        .filter_map(|entry| read_field(reader, entry))
        .collect()
}

/// Keys and kinds follow the language's own habit, so that own ones read like built-in ones.
fn key_name(reader: &mut Reader, key: &Word) -> Option<String> {
    let good = key.text.starts_with(|c: char| c.is_ascii_lowercase())
        && key.text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if good {
        return Some(key.text.to_string());
    }
    let help = format!("for example `{}`", naming::slug(&key.text).replace('-', "_"));
    reader.fault(key.span, format!("`{}` cannot be a key: use small letters, digits and `_`.", key.text), Some(help));
    None
}

/// The parts of an own field as far as they have been read.
#[derive(Default)]
struct Draft {
    word: Option<String>,
    list: bool,
    required: bool,
    label: Option<Label>,
    doc: String,
    example: String,
    to: Vec<String>,
    values: Vec<Variant>,
    min: Option<i64>,
    max: Option<i64>,
}

fn read_field(reader: &mut Reader, entry: &Entry) -> Option<(Field, Span)> {
    let key = key_name(reader, &entry.key)?;
    let draft = read_draft(reader, &entry.value);
    let scalar = scalar(reader, entry, &draft)?;
    let shape = if draft.list { Shape::List } else { Shape::One };
    let field = Field {
        ty: Type { shape, scalar },
        required: draft.required,
        label: draft.label.unwrap_or_else(|| plain_label(&key)),
        doc: Cow::Owned(draft.doc),
        example: Cow::Owned(draft.example),
        key: Cow::Owned(key),
    };
    Some((field, entry.key.span))
}

fn read_draft(reader: &mut Reader, value: &Value) -> Draft {
    // `opening_hours: text` is short for `opening_hours: { type: text }`.
    if let ValueKind::Scalar { .. } = value.kind {
        return Draft { word: reader.one_of(value, TYPES), ..Draft::default() };
    }
    let mut draft = Draft::default();
    for part in reader.entries(value) {
        let value = &part.value;
        match part.key.text.as_str() {
            "type" => draft.word = reader.one_of(value, TYPES),
            "list" => draft.list = reader.bool(value).unwrap_or(false),
            "required" => draft.required = reader.bool(value).unwrap_or(false),
            "label" => draft.label = read_label(reader, value),
            "doc" => draft.doc = reader.text(value).unwrap_or_default(),
            "example" => draft.example = reader.text(value).unwrap_or_default(),
            "to" => draft.to = reader.texts(value).into_iter().map(|(text, _)| text).collect(),
            "values" => draft.values = read_variants(reader, value),
            "min" => draft.min = reader.integer(value),
            "max" => draft.max = reader.integer(value),
            _ => reader.unknown(&part.key, FIELD_KEYS.iter().copied()),
        }
    }
    draft
}

fn scalar(reader: &mut Reader, entry: &Entry, draft: &Draft) -> Option<Scalar> {
    let Some(word) = draft.word.as_deref() else {
        if !matches!(entry.value.kind, ValueKind::Scalar { .. } | ValueKind::Junk) {
            let help = format!("add `type:` with one of {}", list(TYPES));
            reader.fault(entry.key.span, format!("The field `{}` has no type.", entry.key.text), Some(help));
        }
        return None;
    };
    Some(match word {
        "text" => Scalar::Text,
        "markdown" => Scalar::Markdown,
        "reference" => {
            let kinds = if draft.to.is_empty() { Kinds::Any } else { Kinds::Own(draft.to.clone()) };
            Scalar::Reference { kinds, constraint: Constraint::Any }
        }
        "enum" if draft.values.is_empty() => {
            let help = "add `values: [low, high]`, or a map from words to labels".to_owned();
            reader.fault(entry.key.span, format!("The field `{}` has no values.", entry.key.text), Some(help));
            return None;
        }
        "enum" => Scalar::Enum(Cow::Owned(draft.values.clone())),
        "integer" => Scalar::Integer { min: draft.min.unwrap_or(i64::MIN), max: draft.max.unwrap_or(i64::MAX) },
        "number" => Scalar::Number,
        "bool" => Scalar::Bool,
        "date" => Scalar::Date,
        "duration" => Scalar::Duration,
        "url" => Scalar::Url,
        _ => Scalar::Image,
    })
}

fn read_label(reader: &mut Reader, value: &Value) -> Option<Label> {
    if let ValueKind::Scalar { .. } = value.kind {
        return reader.text(value).map(|text| Label { en: Cow::Owned(text.clone()), de: Cow::Owned(text) });
    }
    let (mut en, mut de) = (None, None);
    for part in reader.entries(value) {
        match part.key.text.as_str() {
            "en" => en = reader.text(&part.value),
            "de" => de = reader.text(&part.value),
            _ => reader.unknown(&part.key, ["en", "de"].into_iter()),
        }
    }
    let fallback = en.clone().or_else(|| de.clone())?;
    Some(Label { en: Cow::Owned(en.unwrap_or_else(|| fallback.clone())), de: Cow::Owned(de.unwrap_or(fallback)) })
}

fn plain_label(text: &str) -> Label {
    let words = naming::words(text);
    Label { en: Cow::Owned(words.clone()), de: Cow::Owned(words) }
}

/// `[low, high]` or `{ low: Niedrig, high: { en: High, de: Hoch } }`.
fn read_variants(reader: &mut Reader, value: &Value) -> Vec<Variant> {
    if let ValueKind::List(_) = value.kind {
        let words = reader.texts(value);
        let words = some(reader, &words, "values", |(_, span)| *span).iter();
        return words.map(|(word, _)| Variant { label: plain_label(word), word: Cow::Owned(word.clone()) }).collect();
    }
    let entries = reader.entries(value);
    some(reader, entries, "values", |entry| entry.key.span)
        .iter()
        .map(|entry| Variant {
            label: read_label(reader, &entry.value).unwrap_or_else(|| plain_label(&entry.key.text)),
            word: Cow::Owned(entry.key.text.to_string()),
        })
        .collect()
}

impl Extend {
    /// Adds the team's kinds and fields to `schema`; what clashes or points nowhere is reported and left out.
    pub(super) fn apply(&self, schema: &mut Schema) -> Vec<Fault> {
        let mut faults = Vec::new();
        for (kind, span) in &self.kinds {
            if let Err(refusal) = schema.try_add_kind(kind.clone()) {
                faults.push(refused(kind, *span, refusal));
            }
        }
        for addition in &self.fields {
            self.add_field(schema, addition, &mut faults);
        }
        self.check_targets(schema, &mut faults);
        faults
    }

    fn add_field(&self, schema: &mut Schema, addition: &Addition, faults: &mut Vec<Fault>) {
        let name = &addition.kind.text;
        let Some(kind) = schema.kind_named(name) else {
            let near = naming::nearest(name, schema.kinds().map(|(_, kind)| kind.name.as_ref()));
            let help = near.map_or_else(
                || "name a kind, such as `touchpoint`".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            let known = Fault::new(
                addition.kind.span,
                FaultKind::Config { reason: format!("There is no kind `{name}`."), help: Some(help), meant: None },
            );
            if !faults.contains(&known) {
                faults.push(known);
            }
            return;
        };
        if !schema.add_field(kind, addition.field.clone()) {
            let reason = format!("The kind `{name}` already has a field `{}`.", addition.field.key);
            faults.push(fault(addition.span, reason, "choose another key".to_owned()));
        }
    }

    fn check_targets(&self, schema: &Schema, faults: &mut Vec<Fault>) {
        let own = self.kinds.iter().flat_map(|(kind, span)| kind.fields.iter().map(move |field| (field, *span)));
        let added = self.fields.iter().map(|addition| (&addition.field, addition.span));
        for (field, span) in own.chain(added) {
            let Scalar::Reference { kinds, .. } = &field.ty.scalar else { continue };
            for name in kinds.names().into_iter().filter(|name| schema.kind_named(name).is_none()) {
                let near = naming::nearest(name, schema.kinds().map(|(_, kind)| kind.name.as_ref()));
                let help = near.map_or_else(
                    || "name a kind, such as `touchpoint`".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                );
                faults.push(fault(
                    span,
                    format!("The field `{}` refers to `{name}`, which is no kind.", field.key),
                    help,
                ));
            }
        }
    }
}

fn refused(kind: &Kind, span: Span, refusal: Refusal) -> Fault {
    let (reason, help) = match refusal {
        Refusal::NameTaken => (format!("There is already a kind `{}`.", kind.name), "choose another name".to_owned()),
        Refusal::PluralTaken => (
            format!("There is already a section `{}`.", kind.plural),
            "choose another `plural`, the word over the elements in YAML".to_owned(),
        ),
        Refusal::RepeatedKey(key) => {
            (format!("The kind `{}` has two fields `{key}`.", kind.name), "keep one of them".to_owned())
        }
        Refusal::OtherType(key) => (
            format!("Every element has a field `{key}`; the kind `{}` gives it another type.", kind.name),
            "keep its type, or choose another key".to_owned(),
        ),
    };
    fault(span, reason, help)
}

fn fault(span: Span, reason: String, help: String) -> Fault {
    Fault::new(span, FaultKind::Config { reason, help: Some(help), meant: None })
}
