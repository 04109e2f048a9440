//! The twins of the lists: which kinds there are, and which elements of a kind, in parts of bounded length.

use serde::Serialize;

use super::super::base::Base;
use super::super::pages;
use super::{SCHEMA_VERSION, twin_path, written};
use crate::model::{ElementId, ElementRef};
use crate::present::plain;
use crate::schema::KindId;

/// Elements per part.
const PER_PART: usize = 500;

/// Number of parts of a list with `len` elements.
pub(super) fn parts(len: usize) -> usize {
    pages::parts(len, PER_PART)
}

/// Where a part of the list of `kind` goes.
pub(super) fn path(base: &Base<'_>, kind: KindId, part: usize) -> String {
    format!("{}/{}", base.addresses.folder(kind), name(part))
}

fn name(part: usize) -> String {
    if part == 0 { "index.json".to_owned() } else { format!("index.{}.json", part + 1) }
}

#[derive(Serialize)]
struct List<'b> {
    schema_version: u32,
    kind: &'b str,
    label: &'b str,
    href: &'static str,
    count: usize,
    elements: Vec<Entry<'b>>,
    /// The next part, if there is one.
    next: Option<String>,
}

#[derive(Serialize)]
struct Entry<'b> {
    id: &'b str,
    name: &'b str,
    href: &'b str,
    json: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
}

/// A part of the list of `kind`; addresses are relative to it.
pub(super) fn json(base: &Base<'_>, kind: KindId, part: usize) -> Vec<u8> {
    let (schema, all) = (base.model.schema.kind(kind), base.list(kind));
    let entry = |id: &ElementId| entry(base, base.model.element(*id));
    written(&List {
        schema_version: SCHEMA_VERSION,
        kind: &schema.name,
        label: base.label(&schema.label_plural),
        href: "index.html",
        count: all.len(),
        elements: pages::part(all, part, PER_PART).iter().map(entry).collect(),
        next: (part + 1 < parts(all.len())).then(|| name(part + 1)),
    })
}

fn entry<'b>(base: &'b Base<'_>, element: ElementRef<'b>) -> Entry<'b> {
    let path = base.addresses.path(element.id()).unwrap_or_default();
    let href = path.rsplit('/').next().unwrap_or_default();
    let summary = plain::gist(element);
    Entry { id: element.key(), name: element.name(), href, json: twin_path(href), summary }
}

#[derive(Serialize)]
struct Index<'b> {
    schema_version: u32,
    name: &'b str,
    language: &'b str,
    /// Where the site is found, if that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    base: Option<String>,
    href: &'static str,
    count: usize,
    kinds: Vec<Kind<'b>>,
}

#[derive(Serialize)]
struct Kind<'b> {
    kind: &'b str,
    label: &'b str,
    count: usize,
    href: String,
    json: String,
}

/// The kinds that have elements; addresses are relative to the site.
pub(super) fn index(base: &Base<'_>) -> Vec<u8> {
    let kinds = base.kinds().filter(|(_, _, elements)| !elements.is_empty());
    let kinds: Vec<Kind<'_>> = kinds
        .map(|(id, kind, elements)| Kind {
            kind: &kind.name,
            label: base.label(&kind.label_plural),
            count: elements.len(),
            href: format!("{}/index.html", base.addresses.folder(id)),
            json: path(base, id, 0),
        })
        .collect();
    let site = base.input.config.site.base.as_deref();
    written(&Index {
        schema_version: SCHEMA_VERSION,
        name: base.name(),
        language: base.words.language(),
        base: site.map(|site| format!("{site}/{}", base.folder()).trim_end_matches('/').to_owned()),
        href: "index.html",
        count: kinds.iter().map(|kind| kind.count).sum(),
        kinds,
    })
}
