//! `touchbase show`: one element, its fields and who uses it.

use std::fmt::Write;

use clap::Args;
use serde_json::{Map, Value, json};

use super::Outcome;
use super::base::{self, Base};
use super::failure::Failure;
use super::layout::{table, wrap};
use super::list::{Format, Place, SCHEMA_VERSION, element_json};
use super::terminal::Terminal;
use crate::diagnostic::human::counted;
use crate::diagnostic::visible::{brief, visible, visible_line};
use crate::model::{Content, Datum, ElementRef, FieldRef, Item, Key, Model, ReferenceRef, Via};
use crate::naming;

/// Arguments of `touchbase show`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  touchbase show hotline
  touchbase show \"Service hotline\"          by name or alias
  touchbase show order-capsules.get-help     a step of a journey
  touchbase show hotline --language en       as the pages in English tell it
  touchbase show hotline --format json")]
pub(super) struct Arguments {
    /// Id, name, alias or former id of an element
    element: String,
    #[command(flatten)]
    place: Place,
    /// How it is written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// The language of its texts, one of `languages` in touchbase.yaml; what is not translated is shown in the main one
    /// [default: the main one]
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
}

/// Runs the verb.
pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let base = base::open(arguments.place.base.as_deref(), &base::options())?;
    base.note_findings(terminal);
    let model = match &arguments.language {
        Some(code) => in_language(&base.compilation.model, code)?,
        None => &base.compilation.model,
    };
    let Some((element, via)) = model.lookup(&arguments.element) else {
        return Err(unknown(model, &arguments.element));
    };
    if via == Via::Former {
        let (old, new) = (visible_line(&arguments.element), element.address());
        terminal.note(&format!("`{old}` is a former id of `{new}`."));
    }
    terminal.print(&match arguments.format {
        Format::Json => as_json(&base, element),
        Format::Text => as_text(&base, element, terminal.look.width),
    })?;
    Ok(Outcome::Done)
}

/// The model as it is told in the language that `code` names.
fn in_language<'m>(model: &'m Model, code: &str) -> Result<&'m Model, Failure> {
    let languages = model.languages();
    if let Some(language) = languages.iter().find(|known| known.code() == code) {
        return Ok(model.in_language(*language));
    }
    let codes: Vec<String> = languages.iter().map(|known| format!("`{}`", known.code())).collect();
    let known = match codes.as_slice() {
        [one] => format!("Its one language is {one}"),
        _ => format!("Its languages are {}", codes.join(", ")),
    };
    let failure = Failure::new(format!("The knowledge base does not speak `{}`.", visible_line(&brief(code))));
    Err(failure.help(format!("{known}; `languages` in touchbase.yaml names them all.")))
}

/// Nothing has this id or name; says what is near, or what holds the word.
pub(super) fn unknown(model: &Model, word: &str) -> Failure {
    let failure = Failure::new(format!("No element has the id, name or alias `{}`.", visible_line(&brief(word))));
    let elements: Vec<(String, ElementRef)> =
        model.elements().filter(|element| !element.is_nameless()).map(|element| (element.address(), element)).collect();
    let texts = elements.iter().flat_map(|(address, element)| [address.as_str(), element.name().as_str()]);
    if let Some(near) = naming::nearest(word, texts) {
        return failure.help(format!("Did you mean {}?", callable(model, &elements, near)));
    }
    let part = naming::fold(word);
    let holds = |element: &&(String, ElementRef)| {
        !part.is_empty() && (naming::fold(&element.0).contains(&part) || naming::fold(element.1.name()).contains(&part))
    };
    let found: Vec<String> = elements.iter().filter(holds).take(5).map(|(address, _)| format!("`{address}`")).collect();
    match found.is_empty() {
        true => failure.help("`touchbase list` shows what there is."),
        false => failure.help(format!("Did you mean {}?", found.join(", "))),
    }
}

/// How to call what `near` is the id or name of: a name that only counts within a journey finds nothing from outside.
fn callable(model: &Model, elements: &[(String, ElementRef)], near: &str) -> String {
    if model.lookup(near).is_some() {
        return format!("`{}`", visible_line(near));
    }
    let called = elements.iter().filter(|(_, element)| *element.name() == near);
    let addresses: Vec<String> = called.take(5).map(|(address, _)| format!("`{}`", visible_line(address))).collect();
    addresses.join(" or ")
}

fn as_text(base: &Base, element: ElementRef, width: usize) -> String {
    let name = visible_line(element.name());
    let mut text =
        format!("{} {} \"{name}\"\n{}\n", element.kind().name, element.address(), base.place(element.header()));
    let fields: Vec<(&str, String)> = element
        .fields()
        .filter(|field| field.field.key != "name")
        .map(|field| (field.field.key.as_ref(), said(field)))
        .collect();
    if !fields.is_empty() {
        text.push('\n');
    }
    let column = fields.iter().map(|(key, _)| key.len()).max().unwrap_or(0) + 4;
    for (key, value) in fields {
        let lines = wrap(&visible(&value), width.saturating_sub(column).max(20));
        let _ = write!(text, "  {key}{}", " ".repeat(column - 2 - key.len()));
        text.push_str(&lines.join(&format!("\n{}", " ".repeat(column))));
        text.push('\n');
    }
    text.push_str(&outline(element, 1));
    text.push_str(&uses(base, element));
    text
}

/// The elements that stand in it, indented by depth.
fn outline(element: ElementRef, depth: usize) -> String {
    let mut text = if depth == 1 && element.children().next().is_some() { "\n".to_string() } else { String::new() };
    for child in element.children() {
        let line = format!("{} {} \"{}\"\n", child.kind().name, child.key(), visible_line(child.name()));
        text.push_str(&"  ".repeat(depth));
        text.push_str(&line);
        text.push_str(&outline(child, depth + 1));
    }
    text
}

fn uses(base: &Base, element: ElementRef) -> String {
    let row = |reference: ReferenceRef| {
        let from = reference.from();
        [
            format!("{} {}", from.kind().name, from.address()),
            reference.field().key.to_string(),
            base.place(reference.span()),
        ]
    };
    let rows: Vec<[String; 3]> = element.backlinks().map(row).collect();
    match rows.len() {
        0 => "\nUsed nowhere.\n".into(),
        count => format!("\nUsed in {}:\n{}", counted(count, "place"), table(&rows)),
    }
}

/// The value of a field in words; items of lists and maps on lines of their own when they are sentences.
fn said(field: FieldRef) -> String {
    let item = |item: &Item| item_said(field, item);
    match &field.data.content {
        Content::One(one) => item(one).trim().to_string(),
        Content::List(items) if items.iter().all(is_short) => items.iter().map(item).collect::<Vec<_>>().join(", "),
        Content::List(items) => items.iter().map(|one| format!("- {}", item(one))).collect::<Vec<_>>().join("\n"),
        Content::Map(entries) => {
            let entry = |(key, one): &(Key, Item)| format!("{}: {}", key_said(field, key), item(one));
            entries.iter().map(entry).collect::<Vec<_>>().join("\n")
        }
        Content::Faulty => "(not understood)".into(),
    }
}

fn is_short(item: &Item) -> bool {
    !matches!(item.datum, Datum::Text(_) | Datum::Markdown(_) | Datum::Url(_))
}

fn key_said(field: FieldRef, key: &Key) -> String {
    match key {
        Key::Reference(id) => field.owner.reference(*id).text().to_string(),
        Key::Word(word) => word.to_string(),
    }
}

fn item_said(field: FieldRef, item: &Item) -> String {
    match &item.datum {
        Datum::Text(text) | Datum::Markdown(text) | Datum::Url(text) | Datum::Image(text) => text.to_string(),
        Datum::Reference(id) => field.owner.reference(*id).text().to_string(),
        Datum::Word(_) => field.word_of(item).unwrap_or_default().to_string(),
        Datum::Integer(number) => number.to_string(),
        Datum::Number(number) => number.to_string(),
        Datum::Bool(yes) => yes.to_string(),
        Datum::Date(date) => date.to_string(),
        Datum::Duration(duration) => duration.to_string(),
    }
}

fn as_json(base: &Base, element: ElementRef) -> String {
    let mut report = Map::new();
    report.insert("schema_version".into(), SCHEMA_VERSION.into());
    if let Value::Object(identity) = element_json(base, element) {
        report.extend(identity);
    }
    let fields = element.fields().map(|field| (field.field.key.to_string(), field_json(field)));
    report.insert("fields".into(), Value::Object(fields.collect()));
    let children = element.children().map(|child| element_json(base, child));
    report.insert("children".into(), children.collect());
    report.insert("used_by".into(), element.backlinks().map(|reference| use_json(base, reference)).collect());
    format!("{:#}\n", Value::Object(report))
}

fn use_json(base: &Base, reference: ReferenceRef) -> Value {
    let from = reference.from();
    let (file, position) = base.position(reference.span());
    json!({
        "kind": from.kind().name,
        "id": from.address(),
        "field": reference.field().key,
        "file": file,
        "line": position.line,
        "column": position.column,
    })
}

fn field_json(field: FieldRef) -> Value {
    let item = |item: &Item| match &item.datum {
        Datum::Integer(number) => json!(number),
        Datum::Number(number) => json!(number),
        Datum::Bool(yes) => json!(yes),
        _ => item_said(field, item).into(),
    };
    match &field.data.content {
        Content::One(one) => item(one),
        Content::List(items) => items.iter().map(item).collect(),
        Content::Map(entries) => {
            Value::Object(entries.iter().map(|(key, one)| (key_said(field, key), item(one))).collect())
        }
        Content::Faulty => Value::Null,
    }
}
