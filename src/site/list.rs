//! The list of a kind: every element of it with its sentence, in alphabetical order, a few hundred to a page.

use minijinja::{Value, context};

use super::base::Base;
use super::pieces::{self, ROOT};
use super::record::record;
use super::{Page, pages};
use crate::model::ElementRef;
use crate::present::plain;
use crate::schema::KindId;

/// Elements per page.
pub(super) const PER_PAGE: usize = 250;

/// Page number `part` (from 0) of the list of `kind`.
pub(super) fn page(base: &Base<'_>, kind: KindId, part: usize) -> Page {
    let schema_kind = base.model.schema.kind(kind);
    let all = base.list(kind);
    let shown = pages::part(all, part, PER_PAGE);
    let folder = base.addresses.folder(kind);
    let values = record! {
        title => base.label(&schema_kind.label_plural),
        here => format!("{folder}/index.html"),
        doc => (base.words.language() == "en").then_some(schema_kind.doc.as_ref()),
        rows => shown.iter().map(|id| row(base, base.model.element(*id))).collect::<Vec<_>>(),
        count => pages::range(&base.words, all.len(), part, PER_PAGE),
        pages => pages::links(all.len(), part, PER_PAGE, name),
        example => example(schema_kind),
    };
    Page { path: path(base, kind, part), template: "list.html".to_owned(), root: ROOT, values }
}

/// Where that page goes, relative to the site.
pub(super) fn path(base: &Base<'_>, kind: KindId, part: usize) -> String {
    format!("{}/{}", base.addresses.folder(kind), name(part))
}

fn name(part: usize) -> String {
    if part == 0 { "index.html".to_owned() } else { format!("index.{}.html", part + 1) }
}

fn row(base: &Base<'_>, element: ElementRef<'_>) -> Value {
    let owner = element.target("owner").map(|owner| owner.name().to_string());
    let meta: Vec<String> = pieces::status_badge(base, element).into_iter().chain(owner).collect();
    context! {
        href => base.href(element, ROOT),
        name => element.name().as_str(),
        summary => plain::gist(element),
        meta => meta.join(" · "),
    }
}

/// An element of the kind as one would write it: its required fields with their example values.
fn example(kind: &crate::schema::Kind) -> String {
    let name =
        kind.fields.iter().find(|field| field.key == "name").map(|field| field.example.as_ref()).unwrap_or("\"…\"");
    let fields: String = kind
        .fields
        .iter()
        .filter(|field| field.required)
        .map(|field| format!("\n  {}: {}", field.key, field.example))
        .collect();
    format!("{} {name} {{{fields}\n}}", kind.name)
}
