//! The page of one element: its fields in schema order, its profile, and who uses it.

use std::collections::BTreeMap;

use minijinja::{Value, context};

use super::base::Base;
use super::pieces::{ROOT, picture};
use super::values::{self, Shown, safe};
use super::{Page, escape, urls};
use crate::model::{ElementId, ElementRef};
use crate::present::{plain, uses};

/// Common fields that have a place of their own on the page, above the profile.
const ABOVE: &[&str] = &["name", "summary", "description", "image"];
/// Uses of an element shown per kind; how many more there are is said.
const USES: usize = 200;
/// Roles named per use.
const ROLES: usize = 3;

/// The page of the element `id`.
pub(super) fn page(base: &Base<'_>, id: ElementId) -> Page {
    let element = base.model.element(id);
    let (fields, by_key) = fields(base, element);
    let common = context! {
        title => element.name().as_str(),
        here => here(base, element),
        kind => kind(base, element),
        id => element.key().as_str(),
        summary => element.text("summary").map(|text| text.as_str()),
        badges => badges(base, element),
        notice => notice(base, element),
        picture => picture(base, element, ROOT),
        fields,
        by_key,
        description => description(base, element),
        facts => facts(base, element),
        backlinks => backlinks(base, element),
    };
    let more = match element.kind().name.as_ref() {
        "journey" => super::journey_page::more(base, element),
        "persona" => super::persona::more(base, element),
        "touchpoint" => super::touchpoint::more(base, element),
        _ => context! {},
    };
    let template = format!("{}.html", element.kind().name);
    let path = base.addresses.path(id).unwrap_or_default();
    Page { path: path.to_owned(), template, root: ROOT, context: context! { ..more, ..common } }
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
    let mut by_key = BTreeMap::new();
    let mut list = Vec::with_capacity(written.len());
    for field in written {
        let Some(shown) = values::shown(base, field, ROOT) else { continue };
        let entry = shown.entry(field.field.key.as_ref(), base.field_label(field.field));
        by_key.insert(field.field.key.to_string(), entry.clone());
        list.push(entry);
    }
    (list, Value::from(by_key))
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
    let words = &base.words;
    let mut facts = vec![context! { label => words.get("id"), html => element.key().as_str(), mono => true }];
    for field in base.fields(element, |field| base.is_common(field) && !ABOVE.contains(&field.field.key.as_ref())) {
        let label = base.field_label(field.field);
        match values::shown(base, field, ROOT) {
            Some(Shown::One(html)) => facts.push(context! { label, html => Value::from_safe_string(html) }),
            Some(Shown::Items(items) | Shown::Texts(items)) => facts.push(context! { label, items => safe(items) }),
            None => {}
        }
    }
    facts.push(context! { label => words.get("defined_in"), html => Value::from_safe_string(defined_in(base, element)), mono => true });
    facts
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

/// Who refers to the element or to a part of it, grouped by kind.
fn backlinks(base: &Base<'_>, element: ElementRef<'_>) -> Vec<Value> {
    uses::of(base, element).iter().map(|group| group_value(base, group)).collect()
}

fn group_value(base: &Base<'_>, group: &uses::Group<'_>) -> Value {
    let uses: Vec<Value> = group.users.iter().take(USES).map(|(user, roles)| one_use(base, *user, roles)).collect();
    let further = group.users.len().checked_sub(USES + 1).map(|more| base.words.further(more + 1));
    context! { label => group.label, count => group.users.len(), uses, further }
}

fn one_use(base: &Base<'_>, user: ElementRef<'_>, roles: &[String]) -> Value {
    let mut how = roles.iter().take(ROLES).cloned().collect::<Vec<_>>().join(", ");
    if roles.len() > ROLES {
        how = format!("{how} {}", base.words.further(roles.len() - ROLES));
    }
    context! { href => base.href(user, ROOT), name => user.name().as_str(), how }
}
