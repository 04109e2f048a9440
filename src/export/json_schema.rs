//! A JSON Schema of the YAML notation, for completion and checks while typing.
//!
//! Draft 7, because that is the newest draft the YAML language server of most editors knows, with the words that server adds
//! to it (`markdownDescription`, `enumDescriptions`, `patternErrorMessage`, `defaultSnippets`). It never marks what the
//! compiler accepts, except numbers and truth values in quotes; what spans files it cannot know.

use serde_json::{Map, Value, json};

use crate::model::{Duration, IMAGES};
use crate::schema::{Field, Kind, KindId, Scalar, Schema, Shape, Variant, version};

/// An id as a regular expression.
const ID: &str = r"^\p{L}[\p{L}\p{N}_-]*$";

/// What is wrong where an id does not look like one.
const ID_RULE: &str = "An id begins with a letter and goes on with letters, digits, - or _.";

/// The code of a language as a regular expression.
const LANGUAGE: &str = "^[a-z]{2}$";

/// The schema of every YAML file of a knowledge base whose kinds are those of `schema`.
pub fn json_schema(schema: &Schema) -> Value {
    let top: Vec<(KindId, &Kind)> = schema.kinds().filter(|(_, kind)| kind.is_top()).collect();
    let sections = top.iter().map(|(_, kind)| (kind.plural.to_string(), reference("section", &kind.name)));
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$comment": format!("Version {} of the language.", version::LANGUAGE),
        "title": "touchbase knowledge base",
        "description": "Elements of a customer-experience knowledge base, by kind.",
        "type": "object",
        "properties": sections.collect::<Map<String, Value>>(),
        "additionalProperties": false,
        "definitions": definitions(schema, &top),
    })
}

fn definitions(schema: &Schema, top: &[(KindId, &Kind)]) -> Map<String, Value> {
    let mut definitions = Map::new();
    // A field that every kind describes in its own way, such as the name, is nowhere the common one.
    let in_use = |field: &&Field| schema.kinds().any(|(_, kind)| kind.fields.contains(field));
    for field in Schema::common_fields().filter(in_use) {
        definitions.insert(format!("field.{}", field.key), field_schema(field));
    }
    for (id, kind) in top {
        definitions.insert(format!("section.{}", kind.name), section(schema, *id));
        definitions.insert(format!("element.{}", kind.name), element(schema, *id, false));
    }
    for (id, kind) in schema.kinds() {
        definitions.insert(format!("item.{}", kind.name), element(schema, id, true));
        for field in kind.fields.iter().filter(|field| !is_common(field)) {
            definitions.insert(format!("field.{}.{}", kind.name, field.key), field_schema(field));
        }
    }
    definitions
}

fn reference(what: &str, name: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{what}.{name}") })
}

/// Whether the kind describes this field in no other way than all others do.
fn is_common(field: &Field) -> bool {
    Schema::common_fields().any(|common| common == field)
}

/// `personas:` with a map from ids to elements, or a list of elements.
fn section(schema: &Schema, id: KindId) -> Value {
    let kind = schema.kind(id);
    let body = json!({ "${1:id}": snippet(schema, id, &mut 1) });
    let ids = json!({
        "title": "id",
        "description": "An id of your own, and below it the fields.",
        "pattern": ID,
        "patternErrorMessage": ID_RULE,
    });
    // Side by side, and not as one schema of two types: so that completing the section inserts the snippet.
    let map = json!({
        "type": "object",
        "propertyNames": ids,
        "additionalProperties": reference("element", &kind.name),
    });
    let list = json!({ "type": "array", "items": reference("item", &kind.name) });
    json!({
        "title": kind.label_plural.en,
        "description": kind.doc.en,
        "markdownDescription": kind_words(kind),
        "anyOf": [map, list],
        "defaultSnippets": [{ "label": format!("new {}", kind.name), "description": kind.doc.en, "body": body }],
    })
}

/// An element: below its id, or as an item of a list, where the id is one of its keys.
fn element(schema: &Schema, id: KindId, is_item: bool) -> Value {
    let kind = schema.kind(id);
    let needs = needs(schema, id);
    let may_be_empty = !is_item && needs.is_empty();
    let mut element = json!({
        "title": kind.label.en,
        "description": kind.doc.en,
        "markdownDescription": kind_words(kind),
        "type": if may_be_empty { json!(["object", "null"]) } else { json!("object") },
        "properties": properties(schema, id, is_item),
        "additionalProperties": false,
        "defaultSnippets": [{
            "label": format!("{} with what is required", kind.name),
            "description": kind.doc.en,
            "body": snippet(schema, id, &mut 0),
        }],
    });
    if let Value::Object(element) = &mut element {
        require(schema, id, needs, element);
        if is_item {
            element.insert("anyOf".into(), json!([{ "required": ["name"] }, { "required": ["id"] }]));
        }
    }
    element
}

fn properties(schema: &Schema, id: KindId, is_item: bool) -> Map<String, Value> {
    let kind = schema.kind(id);
    let id_key = is_item.then(|| ("id".to_owned(), id_schema(kind)));
    let fields = kind.fields.iter().map(|field| {
        let name = if is_common(field) { field.key.to_string() } else { format!("{}.{}", kind.name, field.key) };
        (field.key.to_string(), reference("field", &name))
    });
    let parts = schema.children(id).map(|(_, part)| {
        let items = json!({
            "title": part.label_plural.en,
            "description": part.doc.en,
            "type": "array",
            "items": reference("item", &part.name),
        });
        (part.plural.to_string(), items)
    });
    id_key.into_iter().chain(fields).chain(parts).collect()
}

fn id_schema(kind: &Kind) -> Value {
    json!({
        "title": "Id",
        "description": format!("The id of the {}; made of the name if left out.", kind.label.en.to_lowercase()),
        "type": "string",
        "pattern": ID,
        "patternErrorMessage": ID_RULE,
    })
}

/// Requires what must be there, except of drafts.
fn require(schema: &Schema, id: KindId, needs: Map<String, Value>, element: &mut Map<String, Value>) {
    if needs.is_empty() {
        return;
    }
    let Some(status) = schema.field_id(id, "status") else {
        element.extend(needs);
        return;
    };
    if let Scalar::Enum(words) = &schema.field(id, status).ty.scalar {
        let draft = words.iter().filter(|word| word.word == "draft").map(|word| any_case(&word.word));
        let pattern = format!("^(?:{})$", draft.collect::<Vec<_>>().join("|"));
        element.insert(
            "if".into(),
            json!({ "required": ["status"], "properties": { "status": { "type": "string", "pattern": pattern } } }),
        );
        element.insert("else".into(), needs.into());
    }
}

/// `required` and `properties` that say what an element must have, down to the parts it must hold.
fn needs(schema: &Schema, id: KindId) -> Map<String, Value> {
    let fields = schema.own_fields(id).iter().filter(|field| field.required);
    let fields: Vec<(String, Value)> = fields.map(|field| (field.key.to_string(), not_empty(field))).collect();
    // Only where an element stands at the top: parts of a draft are drafts, and they cannot say so themselves.
    let parts: Vec<(String, Value)> =
        if schema.kind(id).is_top() { needed_parts(schema, id).into_iter().collect() } else { Vec::new() };
    let all: Map<String, Value> = fields.into_iter().chain(parts).collect();
    if all.is_empty() {
        return all;
    }
    let keys: Vec<&String> = all.keys().collect();
    let mut needs = Map::new();
    needs.insert("required".into(), json!(keys));
    needs.insert("properties".into(), all.clone().into());
    needs
}

fn needed_parts(schema: &Schema, id: KindId) -> Map<String, Value> {
    let part = |(child, kind): (KindId, &Kind)| {
        let mut list = json!({ "minItems": 1 });
        let inner = needed_parts(schema, child);
        if let (false, Value::Object(list)) = (inner.is_empty(), &mut list) {
            let keys: Vec<&String> = inner.keys().collect();
            list.insert("items".into(), json!({ "required": keys, "properties": inner }));
        }
        (kind.plural.to_string(), list)
    };
    schema.needed_children(id).map(part).collect()
}

fn not_empty(field: &Field) -> Value {
    match field.ty.shape {
        Shape::List => json!({ "minItems": 1 }),
        Shape::MapByReference(_) | Shape::OneOrMapByReference(_) | Shape::MapByLanguage => {
            json!({ "minProperties": 1 })
        }
        Shape::One => json!({}),
    }
}

/// A field: what people call it, what to write, and which values it takes.
fn field_schema(field: &Field) -> Value {
    let mut out = Map::new();
    out.insert("title".into(), json!(field.label.en));
    out.insert("description".into(), json!(field.doc));
    out.insert("markdownDescription".into(), json!(field_words(field)));
    let one = scalar(&field.ty.scalar);
    let list = |one: Value| [one.clone(), json!({ "type": "array", "items": one })];
    let values = match &field.ty.shape {
        Shape::One if field.ty.is_translatable() => any_of([one.clone(), map(LANGUAGE, one)]),
        Shape::One => one,
        Shape::List if field.ty.is_translatable() => {
            let [single, list] = list(one);
            any_of([single.clone(), list.clone(), map(LANGUAGE, any_of([single, list]))])
        }
        Shape::List => any_of(list(one)),
        Shape::MapByReference(_) => map(r"\S", one),
        Shape::OneOrMapByReference(_) => any_of([one.clone(), map(r"\S", one)]),
        Shape::MapByLanguage => map("^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$", one),
    };
    if let Value::Object(values) = values {
        out.extend(values);
    }
    out.into()
}

fn any_of<const N: usize>(schemas: [Value; N]) -> Value {
    json!({ "anyOf": schemas.to_vec() })
}

fn map(keys: &str, values: Value) -> Value {
    json!({ "type": "object", "propertyNames": { "pattern": keys }, "additionalProperties": values })
}

fn scalar(scalar: &Scalar) -> Value {
    match scalar {
        // Names and texts may be mere numbers, and YAML has numbers of its own.
        Scalar::Text | Scalar::Markdown => json!({ "type": ["string", "number"], "pattern": r"\S" }),
        Scalar::Id => pattern(ID, Some(ID_RULE)),
        Scalar::Reference { .. } => json!({
            "type": ["string", "number"],
            "pattern": r"\S",
            "patternErrorMessage": "Name the element that is meant, by its id or its full name.",
        }),
        Scalar::Enum(variants) => words(variants),
        Scalar::Integer { min, max } => integer(*min, *max),
        Scalar::Number => json!({ "type": "number" }),
        Scalar::Bool => {
            any_of([json!({ "type": "boolean" }), pattern(&format!("^(?:{})$", TRUTHS.map(any_case).join("|")), None)])
        }
        Scalar::Date => pattern(
            r"^\s*\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\s*$",
            Some("A date is year-month-day, such as 2026-11-21."),
        ),
        Scalar::Duration => {
            pattern(&duration(), Some("A length of time is a number and a unit: 90s, 8min, 1h30min, 3d, 2w, 6mo, 1y."))
        }
        Scalar::Url => pattern(
            r"^\s*([hH][tT][tT][pP][sS]?|[mM][aA][iI][lL][tT][oO]|[tT][eE][lL]):\S+\s*$",
            Some("A web address starts with https://, http://, mailto: or tel:."),
        ),
        Scalar::Image => {
            let extensions = IMAGES.iter().map(|extension| any_case(extension));
            let path = format!(r"^\s*[^/\\:][^:]*(?:{})\s*$", extensions.collect::<Vec<_>>().join("|"));
            pattern(&path, Some("A picture is the path of a file below the folder of the knowledge base."))
        }
    }
}

/// Words for true and false besides those of YAML itself.
const TRUTHS: [&str; 4] = ["yes", "no", "on", "off"];

fn pattern(pattern: &str, message: Option<&str>) -> Value {
    let mut out = json!({ "type": "string", "pattern": pattern });
    if let (Some(message), Value::Object(out)) = (message, &mut out) {
        out.insert("patternErrorMessage".into(), json!(message));
    }
    out
}

fn integer(min: i64, max: i64) -> Value {
    let mut out = json!({ "type": "integer" });
    if let Value::Object(out) = &mut out {
        // A bound beyond what the type holds anyway would only be noise in an editor's message.
        out.extend((min > i64::MIN).then(|| ("minimum".to_owned(), json!(min))));
        out.extend((max < i64::MAX).then(|| ("maximum".to_owned(), json!(max))));
    }
    out
}

fn duration() -> String {
    let mut units: Vec<&str> = Duration::unit_words().collect();
    units.sort_by_key(|unit| std::cmp::Reverse(unit.len()));
    let units: Vec<String> = units.into_iter().map(any_case).collect();
    format!(r"^\s*(?:\d+\s*(?:{})\s*)+$", units.join("|"))
}

/// The words of an enum for completion, or the same in other capitals.
fn words(variants: &[Variant]) -> Value {
    let words: Vec<Value> = variants.iter().map(|variant| as_yaml_reads(&variant.word)).collect();
    let helps: Vec<String> =
        variants.iter().map(|variant| format!("{} (German: {})", variant.label.en, variant.label.de)).collect();
    let any: Vec<String> = variants.iter().map(|variant| any_case(&variant.word)).collect();
    any_of([json!({ "enum": words, "enumDescriptions": helps }), pattern(&format!("^(?:{})$", any.join("|")), None)])
}

/// A word as YAML reads it where it stands without quotes: a team may well have the words `1` and `2`.
fn as_yaml_reads(word: &str) -> Value {
    serde_yaml::from_str(word)
        .ok()
        .filter(|value: &Value| value.is_number() || value.is_boolean())
        .unwrap_or_else(|| word.into())
}

/// A regular expression for a word in whatever capitals.
fn any_case(word: &str) -> String {
    word.chars().map(letter).collect()
}

fn letter(c: char) -> String {
    match c {
        c if c.is_ascii_alphabetic() => format!("[{}{}]", c.to_ascii_lowercase(), c.to_ascii_uppercase()),
        // Editors read patterns in Unicode mode, where nothing else may be escaped.
        c if r"^$\.*+?()[]{}|/".contains(c) => format!("\\{c}"),
        c => c.to_string(),
    }
}

fn kind_words(kind: &Kind) -> String {
    format!("**{}** (German: {})\n\n{}", kind.label.en, kind.label.de, kind.doc.en)
}

fn field_words(field: &Field) -> String {
    let need = if field.required { " Required." } else { "" };
    let head = format!("**{}** (German: {}): {}.{need}", field.label.en, field.label.de, field.ty.in_words());
    format!("{head}\n\n{}", field.doc)
}

/// Name, required fields and needed parts of an element, with numbered places to fill in; `last` is the last number taken.
fn snippet(schema: &Schema, id: KindId, last: &mut usize) -> Value {
    let mut body = Map::new();
    body.insert("name".into(), json!(format!("${{{}:Name}}", next(last))));
    for field in schema.own_fields(id).iter().filter(|field| field.required) {
        body.insert(field.key.to_string(), place(field, next(last)));
    }
    for (child, kind) in schema.needed_children(id) {
        body.insert(kind.plural.to_string(), json!([snippet(schema, child, last)]));
    }
    body.into()
}

fn next(last: &mut usize) -> usize {
    *last += 1;
    *last
}

fn place(field: &Field, number: usize) -> Value {
    let one = match &field.ty.scalar {
        Scalar::Enum(variants) => {
            let words: Vec<String> = variants.iter().map(|variant| escaped(&variant.word, r"\,|")).collect();
            format!("${{{number}|{}|}}", words.join(","))
        }
        _ => format!("${{{number}:{}}}", escaped(&field.label.en, r"\$}")),
    };
    match field.ty.shape {
        Shape::List => json!([one]),
        _ => json!(one),
    }
}

/// `text` with a backslash before each of `special`, as snippets want it.
fn escaped(text: &str, special: &str) -> String {
    let escape = |c: char| special.contains(c).then_some('\\').into_iter().chain([c]);
    text.chars().flat_map(escape).collect()
}
