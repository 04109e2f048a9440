//! The list of a kind: every element of it with its sentence, in alphabetical order, a few hundred to a page.

use minijinja::Value;

use super::base::Base;
use super::pieces::{self, ROOT};
use super::record::record;
use super::{Page, escape, pages, values};
use crate::model::ElementRef;
use crate::schema::{Field, FieldId, Kind, KindId, Scalar, Schema, Shape};

/// Elements per page.
pub(super) const PER_PAGE: usize = 250;

/// Fields of the kind's own that have a column.
const OWN: usize = 2;

/// Page number `part` (from 0) of the list of `kind`.
pub(super) fn page(base: &Base<'_>, kind: KindId, part: usize) -> Page {
    let schema_kind = base.model.schema.kind(kind);
    let all = base.list(kind);
    let shown = pages::part(all, part, PER_PAGE);
    let several = all.len() > PER_PAGE;
    let values = record! {
        title => base.label(&schema_kind.label_plural),
        here => base.of(kind).list.as_str(),
        doc => base.label(&schema_kind.doc),
        table => (!shown.is_empty()).then(|| Value::from_safe_string(table(base, kind, shown))),
        count => pages::range(&base.words, all.len(), part, PER_PAGE),
        filter => base.words.get(if several { "filter_page" } else { "filter" }),
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

/// The elements as the rows of a table, ready to print.
fn table(base: &Base<'_>, kind: KindId, elements: &[crate::model::ElementId]) -> String {
    let columns = columns(base.model.schema.kind(kind));
    let label = |id: &FieldId| base.field_label(base.model.schema.field(kind, *id));
    let mut html = String::from("<table class=\"data stack list\"><thead><tr>");
    let common = |key| base.model.schema.field_id(kind, key);
    for id in common("name").iter().chain(common("summary").iter()).chain(&columns).chain(common("owner").iter()) {
        html.extend(["<th scope=\"col\">", &escape::html(label(id)), "</th>"]);
    }
    html.push_str("</tr></thead><tbody id=\"list\">\n");
    for id in elements {
        row(base, base.model.element(*id), &columns, &mut html);
    }
    base.hyphens.html(&(html + "</tbody></table>"))
}

/// The kind's own fields that can be compared at a glance: words of a list, scales, numbers of a small range.
fn columns(kind: &Kind) -> Vec<FieldId> {
    let common: Vec<&str> = Schema::common_fields().map(|field| field.key.as_ref()).collect();
    let short = |field: &Field| {
        let scalar = matches!(field.ty.scalar, Scalar::Enum(_) | Scalar::Integer { .. });
        scalar && field.ty.shape == Shape::One && !common.contains(&field.key.as_ref())
    };
    (0..).map(FieldId).zip(kind.fields.iter()).filter(|(_, field)| short(field)).map(|(id, _)| id).take(OWN).collect()
}

fn row(base: &Base<'_>, element: ElementRef<'_>, columns: &[FieldId], html: &mut String) {
    html.extend(["<tr><th scope=\"row\">", &base.link(element, ROOT)]);
    if let Some(status) = pieces::status_badge(base, element) {
        html.extend([" <span class=\"badge\">", &escape::html(&status), "</span>"]);
    }
    html.push_str("</th><td>");
    html.push_str(&base.gist_html(element));
    html.push_str("</td>");
    for id in columns {
        let field = element.fields().find(|field| field.data.field == *id);
        let shown = field.and_then(|field| Some((field, values::shown(base, field, ROOT)?)));
        match shown {
            Some((field, shown)) => cell(base.field_label(field.field), &shown.into_html(), html),
            None => html.push_str("<td></td>"),
        }
    }
    let owner = element.field("owner").zip(element.target("owner"));
    match owner.map(|(field, owner)| (base.field_label(field.field), owner)) {
        Some((label, owner)) => cell(label, &base.link(owner, ROOT), html),
        None => html.push_str("<td></td>"),
    }
    html.push_str("</tr>\n");
}

/// A cell that says what it is where the heading of its column is out of sight.
fn cell(label: &str, value: &str, html: &mut String) {
    html.push_str("<td data-label=\"");
    escape::push(label, html);
    html.extend(["\">", value, "</td>"]);
}

/// An element of the kind as one would write it: its required fields with their example values.
fn example(kind: &Kind) -> String {
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
