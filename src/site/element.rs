//! The page of one element: its fields in schema order, its profile, and who uses it.
//!
//! What stands on every page is printed here, whole; the same values can be taken apart by a team's own templates.

use std::sync::Arc;

use minijinja::{Value, context};

use super::base::Base;
use super::pieces::{self, ROOT};
use super::record::record;
use super::values::{self, Entries, Entry, Shown};
use super::{Page, backlinks, escape, kinds, reports, urls};
use crate::model::{ElementId, ElementRef, FieldRef};
use crate::present::plain;
use crate::schema::{Field, Scalar};

/// The page of the element `id`.
pub(super) fn page(base: &Base<'_>, id: ElementId) -> Page {
    let element = base.model.element(id);
    let kind = element.kind();
    let (fields, facts) = (fields(base, element), facts(base, element));
    let more = kinds::of(base, element, &fields);
    let groups = backlinks::of(base, element);
    let mut values = record! {
        title => element.name().as_str(),
        heading => base.named(element),
        here => base.of(element.kind_id()).list.as_str(),
        kind => base.of(element.kind_id()).value.clone(),
        id => element.key().as_str(),
        summary => base.said(element, "summary"),
        marks => Value::from_safe_string(marks(base, element)),
        edit => edit(base, element).map(Value::from_safe_string),
        notice => notice(base, element).map(Value::from_safe_string),
        picture => pieces::picture(base, element, ROOT),
        picture_room => pieces::picture_room(base, element),
        sections => Value::from_safe_string(more.sections),
        details => Value::from_safe_string(details(base, &fields, more.told)),
        description => description(base, element),
        used_by => Value::from_safe_string(backlinks::html(base, &groups)),
        profile => Value::from_safe_string(profile(base, &facts)),
        by_key => Value::from_object(values::ByKey(fields.clone())),
        fields => Value::from_object(Entries(fields)),
        facts => Value::from_object(Entries(facts)),
        backlinks => Value::from_object(backlinks::Groups(groups)),
    };
    values.0.extend(more.values.0);
    let template = format!("{}.html", kind.name);
    let path = base.addresses.path(id).unwrap_or_default();
    Page { path: path.to_owned(), template, root: ROOT, values }
}

/// The element's own fields in schema order.
fn fields(base: &Base<'_>, element: ElementRef<'_>) -> Arc<[Arc<Entry>]> {
    let written = base.fields(element, |field| !base.is_common(field));
    let entry = |field| {
        let shown = values::shown(base, field, ROOT)?;
        Some(Arc::new(Entry::new(&field.field.key, base.field_label(field.field), shown)))
    };
    written.into_iter().filter_map(entry).collect()
}

/// The fields as a section, without those that the page has `told` elsewhere.
fn details(base: &Base<'_>, fields: &[Arc<Entry>], told: &[&str]) -> String {
    let mut html = String::new();
    for field in fields.iter().filter(|field| !told.contains(&field.key())) {
        field.push(&mut html);
    }
    if html.is_empty() {
        return html;
    }
    let label = base.words.get("details");
    [
        "<section aria-labelledby=\"details\"><h2 id=\"details\">",
        label,
        "</h2>\n<dl class=\"fields\">\n",
        &html,
        "</dl>\n</section>\n",
    ]
    .concat()
}

fn description(base: &Base<'_>, element: ElementRef<'_>) -> Option<Value> {
    let field = element.field("description")?;
    let text = field.texts().next()?;
    let html = values::prose(base, field, text, 3, ROOT);
    Some(context! { label => base.field_label(field.field), html => Value::from_safe_string(html) })
}

/// State, status and basis in short, ready to print.
fn marks(base: &Base<'_>, element: ElementRef<'_>) -> String {
    let mut html = String::new();
    let mut mark = |key: &str, class: &str| {
        let text = element.field(key).map(|field| plain::one_word(base, field)).filter(|text| !text.is_empty());
        if let Some(text) = text {
            html.extend(["<span class=\"badge", class, "\">", &escape::html(&text), "</span>"]);
        }
    };
    if element.status() != "active" {
        mark("status", " bad");
    }
    if element.is("journey") {
        mark("state", "");
    }
    mark("basis", if element.word("basis") == Some("assumption") { "" } else { " on" });
    html
}

fn notice(base: &Base<'_>, element: ElementRef<'_>) -> Option<String> {
    match element.status() {
        "retired" => {
            let successor = element.field("replaced_by").and_then(|field| field.references().next());
            let by = successor
                .map(|to| format!(" {}: {}.", base.words.get("retired_by"), values::reference(base, to, ROOT)));
            Some(format!("<p class=\"callout bad\">{}{}</p>", base.words.get("retired"), by.unwrap_or_default()))
        }
        "draft" => Some(format!("<p class=\"callout\">{}</p>", base.words.get("draft"))),
        _ => None,
    }
}

/// Common fields in schema order, framed by id and place.
fn facts(base: &Base<'_>, element: ElementRef<'_>) -> Arc<[Arc<Entry>]> {
    let mut facts = vec![Entry::mono("id", base.words.get("id"), escape::html(element.key()))];
    for id in base.of(element.kind_id()).profile.iter() {
        let written = element.fields().find(|field| field.data.field == *id);
        facts.extend(match written {
            Some(field) => fact(base, field),
            None => unsaid(base, base.model.schema.field(element.kind_id(), *id)),
        });
    }
    facts.push(Entry::mono("defined_in", base.words.get("defined_in"), defined_in(base, element)));
    facts.into_iter().map(Arc::new).collect()
}

fn fact(base: &Base<'_>, field: FieldRef<'_>) -> Option<Entry> {
    let mut shown = values::shown(base, field, ROOT)?.without_bullets();
    if let (Shown::One(html), "reviewed") = (&mut shown, field.field.key.as_ref()) {
        html.push_str(&next_review(base, field.owner).unwrap_or_default());
    }
    Some(Entry::new(&field.field.key, base.field_label(field.field), shown))
}

/// What the profile says of a field that is not written; nothing of most fields.
fn unsaid(base: &Base<'_>, field: &Field) -> Option<Entry> {
    let text = match (field.key.as_ref(), &field.ty.scalar) {
        ("status", Scalar::Enum(variants)) => {
            let variant = variants.iter().find(|variant| variant.word == "active")?;
            return Some(Entry::new(
                "status",
                base.field_label(field),
                Shown::One(escape::html(base.label(&variant.label))),
            ));
        }
        ("reviewed", _) => "never_reviewed",
        ("basis", _) => "not_stated",
        _ => return None,
    };
    let html = format!("<span class=\"soft\">{}</span>", base.words.get(text));
    Some(Entry::new(&field.key, base.field_label(field), Shown::One(html)))
}

/// Until when the next review is due.
fn next_review(base: &Base<'_>, element: ElementRef<'_>) -> Option<String> {
    let due = pieces::due(element)?;
    let said = base.words.get("next_review").replace("{day}", &reports::due(base, due));
    Some(format!("<small>{said}</small>"))
}

/// File and line of an element, linked to the repository where there is one.
fn defined_in(base: &Base<'_>, element: ElementRef<'_>) -> String {
    let (path, line) = base.place(element.id_span());
    let text = escape::html(&format!("{path}:{line}"));
    match base.repository() {
        Some(repository) => {
            let url = format!("{repository}/{}#L{line}", urls::path(&path));
            format!("<a href=\"{}\" rel=\"noopener\">{text}</a>", escape::html(&url))
        }
        None => text,
    }
}

/// The link to where the element can be changed, where there is a repository.
fn edit(base: &Base<'_>, element: ElementRef<'_>) -> Option<String> {
    let (path, line) = base.place(element.id_span());
    let url = format!("{}/{}#L{line}", urls::editing(base.repository()?), urls::path(&path));
    let (label, title) = (base.words.get("edit"), base.words.get("edit_page"));
    Some(format!("<a href=\"{}\" rel=\"noopener\" title=\"{title}\">{label}</a>", escape::html(&url)))
}

/// The profile as it stands beside everything else.
fn profile(base: &Base<'_>, facts: &[Arc<Entry>]) -> String {
    let mut html = ["<aside aria-label=\"", base.words.get("profile"), "\"><dl class=\"facts\">\n"].concat();
    for fact in facts {
        fact.push(&mut html);
    }
    html + "</dl></aside>"
}
