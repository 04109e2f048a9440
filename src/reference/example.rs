//! An example of a kind, put together from the example values of its fields, in both notations.

use super::yaml;
use crate::naming;
use crate::schema::{Field, Group, Kind, KindId, Kinds, Scalar, Schema, Shape, Type};
use crate::syntax::{self, Block, Item, ValueKind};
use crate::text::{Source, SourceId};

/// An element with fields and parts, its values as written in `.cx`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Example {
    kind: KindId,
    id: Option<String>,
    name: String,
    fields: Vec<(String, String)>,
    parts: Vec<Example>,
}

/// An element of the kind with all its own fields, inside the elements it has to stand in, and with what has to stand in it.
pub(crate) fn of(schema: &Schema, kind: KindId) -> Example {
    let shown = Example { fields: shown_fields(schema, kind), ..needed(schema, kind) };
    within(schema, kind, shown)
}

/// The same as a file in `.cx`.
pub(crate) fn cx(schema: &Schema, example: &Example) -> String {
    let mut out = String::new();
    write_cx(schema, example, 0, &mut out);
    out
}

/// The same as a file in YAML.
pub(crate) fn yaml(schema: &Schema, example: &Example) -> String {
    yaml::from_cx(schema, &cx(schema, example))
}

/// An element of the kind with nothing but what it must have.
fn needed(schema: &Schema, kind: KindId) -> Example {
    let name = name(schema, kind);
    Example {
        id: is_pointed_to(schema, kind).then(|| naming::slug(&name)),
        name,
        fields: values(schema, kind, needed_fields(schema, kind)),
        parts: schema.needed_children(kind).map(|(child, _)| needed(schema, child)).collect(),
        kind,
    }
}

/// The required fields; of a kind that has none, the first, so that an example is never bare.
fn needed_fields(schema: &Schema, kind: KindId) -> impl Iterator<Item = &Field> {
    let own = schema.own_fields(kind);
    let none = !own.iter().any(|field| field.required);
    own.iter().enumerate().filter(move |(at, field)| field.required || (none && *at == 0)).map(|(_, field)| field)
}

/// The example inside the elements of the kinds above its own.
fn within(schema: &Schema, kind: KindId, example: Example) -> Example {
    let above = schema.kind(kind).parent.as_deref().and_then(|parent| schema.kind_named(parent));
    match above {
        Some(parent) => within(schema, parent, Example { parts: vec![example], ..needed(schema, parent) }),
        None => example,
    }
}

/// Whether an id is worth writing: that of a part to which nothing refers is not.
fn is_pointed_to(schema: &Schema, kind: KindId) -> bool {
    schema.kind(kind).is_top() || schema.references_to(kind).next().is_some()
}

/// What an element of the kind is called in examples.
fn name(schema: &Schema, kind: KindId) -> String {
    let common = Schema::common_fields().find(|field| field.key == "name");
    let own = schema.field_id(kind, "name").map(|id| schema.field(kind, id));
    match (own, common) {
        (Some(own), Some(common)) if own.example != common.example => own.example.trim_matches('"').to_owned(),
        _ => format!("My {}", schema.kind(kind).label.en.to_lowercase()),
    }
}

/// The fields a full example shows: the kind's own, and those of the common ones that every good element has.
fn shown_fields(schema: &Schema, kind: KindId) -> Vec<(String, String)> {
    let fields = schema.kind(kind).fields.iter();
    let own = schema.own_fields(kind);
    let is_shown = |field: &&Field| {
        let common = SHOWN.contains(&field.key.as_ref()) && !field.ty.refers_to("", &schema.kind(kind).name);
        common || own.iter().any(|own| own.key == field.key && !is_second_choice(schema, kind, &own.key))
    };
    values(schema, kind, fields.filter(is_shown))
}

/// Common fields that a full example shows; the others are explained on a page of their own.
const SHOWN: &[&str] = &["status", "summary", "owner", "reviewed"];

/// Whether the field stands for another one that the example already has.
fn is_second_choice(schema: &Schema, kind: KindId, key: &str) -> bool {
    schema.alternatives(kind).iter().skip(1).any(|other| *other == key)
}

fn values<'f>(schema: &Schema, kind: KindId, fields: impl Iterator<Item = &'f Field>) -> Vec<(String, String)> {
    let summary = |field: &Field| field.key == "summary" && schema.kind(kind).group == Group::Own;
    fields.filter(|field| !summary(field)).map(|field| (field.key.to_string(), value(schema, field))).collect()
}

/// The example value of a field as written in `.cx`. A team may leave it out, or leave out its quotes and brackets; what cannot
/// be read even so gives way to some value of the type.
pub(super) fn value(schema: &Schema, field: &Field) -> String {
    Some(as_written(field)).filter(|value| is_readable(value)).unwrap_or_else(|| sample(schema, &field.ty))
}

fn as_written(field: &Field) -> String {
    let example = field.example.trim();
    let quoted = matches!(field.ty.scalar, Scalar::Text | Scalar::Markdown | Scalar::Url | Scalar::Image);
    match (&field.ty.shape, example.chars().next()) {
        (_, None | Some('[' | '{' | '"')) => example.to_owned(),
        (Shape::List, _) if quoted => format!("[{}]", in_quotes(example)),
        (Shape::List, _) => format!("[{example}]"),
        _ if quoted => in_quotes(example),
        _ => example.to_owned(),
    }
}

/// Whether `.cx` reads this as one value.
fn is_readable(value: &str) -> bool {
    let source = Source::new("example.cx", format!("kind id {{\n  key: {value}\n}}\n"));
    let file = syntax::parse(SourceId(0), &source);
    match file.items.as_slice() {
        [Item::Block(Block { body, .. })] if file.faults.is_empty() => {
            matches!(body.as_slice(), [Item::Field(field)] if !matches!(field.value.kind, ValueKind::Empty | ValueKind::Junk))
        }
        _ => false,
    }
}

fn in_quotes(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace(['\n', '\r'], " "))
}

/// Some value of a type.
fn sample(schema: &Schema, ty: &Type) -> String {
    let one = sample_scalar(schema, &ty.scalar);
    match &ty.shape {
        Shape::One | Shape::OneOrMapByReference(_) => one,
        Shape::List => format!("[{one}]"),
        Shape::MapByReference(kinds) => format!("{{ {}: {one} }}", sample_id(schema, kinds)),
        Shape::MapByLanguage => format!("{{ en: {one} }}"),
    }
}

fn sample_scalar(schema: &Schema, scalar: &Scalar) -> String {
    match scalar {
        Scalar::Text | Scalar::Markdown => "\"In a few words\"".into(),
        Scalar::Id => "some-id".into(),
        Scalar::Reference { kinds, .. } => sample_id(schema, kinds),
        Scalar::Enum(variants) => variants.first().map_or_else(String::new, |variant| bare_or_quoted(&variant.word)),
        Scalar::Integer { min, max } => 1.clamp(*min, (*max).max(*min)).to_string(),
        Scalar::Number => "1.5".into(),
        Scalar::Bool => "true".into(),
        Scalar::Date => "2026-11-21".into(),
        Scalar::Duration => "3d".into(),
        Scalar::Url => "\"https://example.com\"".into(),
        Scalar::Image => "\"images/example.jpg\"".into(),
    }
}

fn bare_or_quoted(word: &str) -> String {
    if syntax::is_id(word) { word.to_owned() } else { in_quotes(word) }
}

fn sample_id(schema: &Schema, kinds: &Kinds) -> String {
    let kind = kinds.names().first().and_then(|name| schema.kind_named(name));
    kind.map_or_else(|| "service-hotline".into(), |kind| naming::slug(&name(schema, kind)))
}

fn write_cx(schema: &Schema, example: &Example, depth: usize, out: &mut String) {
    let Kind { name: keyword, .. } = schema.kind(example.kind);
    let indent = "  ".repeat(depth);
    let id = example.id.as_ref().map(|id| format!(" {id}")).unwrap_or_default();
    out.push_str(&format!("{indent}{keyword}{id} {} {{\n", in_quotes(&example.name)));
    for (key, value) in &example.fields {
        out.push_str(&format!("{indent}  {key}: {value}\n"));
    }
    for part in &example.parts {
        write_cx(schema, part, depth + 1, out);
    }
    out.push_str(&format!("{indent}}}\n"));
}
