//! The page of one element: its fields in schema order, its profile, and who uses it.

use minijinja::{Value, context};

use super::base::Base;
use super::pieces::{ROOT, picture, picture_room};
use super::record::{ByKey, record};
use super::values::{self, Entry};
use super::{Page, backlinks, escape, urls};
use crate::model::{ElementId, ElementRef, FieldRef};
use crate::present::plain;

/// Common fields that have a place of their own on the page, above the profile.
const ABOVE: &[&str] = &["name", "summary", "description", "image"];

/// The page of the element `id`.
pub(super) fn page(base: &Base<'_>, id: ElementId) -> Page {
    let element = base.model.element(id);
    let (fields, by_key) = fields(base, element);
    let mut values = record! {
        title => element.name().as_str(),
        here => here(base, element),
        kind => kind(base, element),
        id => element.key().as_str(),
        summary => element.text("summary").map(|text| text.as_str()),
        badges => badges(base, element),
        notice => notice(base, element),
        picture => picture(base, element, ROOT),
        picture_room => picture_room(base, element),
        fields,
        by_key,
        description => description(base, element),
        facts => facts(base, element),
        backlinks => backlinks::of(base, element),
    };
    let more = match element.kind().name.as_ref() {
        "journey" => super::journey::more(base, element),
        "persona" => super::persona::more(base, element),
        "touchpoint" => super::touchpoint::more(base, element),
        _ => record! {},
    };
    values.0.extend(more.0);
    let template = format!("{}.html", element.kind().name);
    let path = base.addresses.path(id).unwrap_or_default();
    Page { path: path.to_owned(), template, root: ROOT, values }
}

fn here(base: &Base<'_>, element: ElementRef<'_>) -> String {
    format!("{}/index.html", base.addresses.folder(element.kind_id()))
}

fn kind(base: &Base<'_>, element: ElementRef<'_>) -> Value {
    let kind = element.kind();
    context! { name => kind.name.as_ref(), label => base.label(&kind.label), href => "index.html" }
}

/// The element's own fields in schema order, as a list and by key.
fn fields(base: &Base<'_>, element: ElementRef<'_>) -> (Vec<Value>, Value) {
    let written = base.fields(element, |field| !base.is_common(field));
    let entry = |field: FieldRef<'_>| {
        let shown = values::shown(base, field, ROOT)?;
        let entry = Entry::new(&field.field.key, base.field_label(field.field), shown);
        Some((field.field.key.clone(), Value::from_object(entry)))
    };
    let by_key: Vec<_> = written.into_iter().filter_map(entry).collect();
    (by_key.iter().map(|(_, entry)| entry.clone()).collect(), Value::from_object(ByKey(by_key)))
}

fn description(base: &Base<'_>, element: ElementRef<'_>) -> Option<Value> {
    let field = element.field("description")?;
    let text = field.texts().next()?;
    let html = values::prose(base, field, text, 3, ROOT);
    Some(context! { label => base.field_label(field.field), html => Value::from_safe_string(html) })
}

fn badges(base: &Base<'_>, element: ElementRef<'_>) -> Vec<Value> {
    let badge = |key: &str, class: &str| {
        let text = element.field(key).map(|field| plain::one_word(base, field)).filter(|text| !text.is_empty())?;
        Some(context! { text, class })
    };
    let status = if element.status() == "active" { None } else { badge("status", "bad") };
    let state = if element.is("journey") { badge("state", "") } else { None };
    let basis = badge("basis", if element.word("basis") == Some("assumption") { "" } else { "on" });
    [status, state, basis].into_iter().flatten().collect()
}

fn notice(base: &Base<'_>, element: ElementRef<'_>) -> Option<Value> {
    let html = match element.status() {
        "retired" => {
            let successor = element.field("replaced_by").and_then(|field| field.references().next());
            let by = successor
                .map(|to| format!(" {}: {}.", base.words.get("retired_by"), values::reference(base, to, ROOT)));
            format!("{}{}", base.words.get("retired"), by.unwrap_or_default())
        }
        "draft" => base.words.get("draft").to_owned(),
        _ => return None,
    };
    Some(context! { html => Value::from_safe_string(html), bad => element.status() == "retired" })
}

/// Common fields in their order, framed by id and place.
fn facts(base: &Base<'_>, element: ElementRef<'_>) -> Vec<Value> {
    let mut facts = vec![Entry::mono("id", base.words.get("id"), escape::html(element.key()))];
    for field in base.fields(element, |field| base.is_common(field) && !ABOVE.contains(&field.field.key.as_ref())) {
        let Some(shown) = values::shown(base, field, ROOT) else { continue };
        facts.push(Entry::new(&field.field.key, base.field_label(field.field), shown.without_bullets()));
    }
    facts.push(Entry::mono("defined_in", base.words.get("defined_in"), defined_in(base, element)));
    facts.into_iter().map(Value::from_object).collect()
}

/// File and line of an element, linked to the repository where there is one.
fn defined_in(base: &Base<'_>, element: ElementRef<'_>) -> String {
    let (path, line) = base.place(element.id_span());
    let text = escape::html(&format!("{path}:{line}"));
    match base.input.config.repository.as_deref().and_then(urls::external) {
        Some(repository) => {
            let url = format!("{}/{}#L{line}", repository.trim_end_matches('/'), urls::path(&path));
            format!("<a href=\"{}\" rel=\"noopener\">{text}</a>", escape::html(&url))
        }
        None => text,
    }
}
