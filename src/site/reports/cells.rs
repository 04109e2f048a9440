//! What stands in the cells of reports: names with their sentence, links, bars, days, what is missing.

use std::fmt::Write;

use jiff::civil::Date;

use crate::model::ElementRef;
use crate::present::format;
use crate::schema::Label;
use crate::site::base::Base;
use crate::site::pieces::{ROOT, status_badge};
use crate::site::{escape, values};

/// Links in a cell; how many more there are is said.
const LINKS: usize = 3;

/// The name of an element as a link, and its sentence below.
pub(super) fn named(base: &Base<'_>, element: ElementRef<'_>) -> String {
    let mut html = base.link(element, ROOT);
    if let Some(badge) = status_badge(base, element) {
        html.push_str(" <span class=\"badge\">");
        escape::push(&badge, &mut html);
        html.push_str("</span>");
    }
    html + &note(base.gist_html(element))
}

/// HTML as a note below what a cell says.
pub(super) fn note(html: String) -> String {
    if html.is_empty() { html } else { format!("<small>{html}</small>") }
}

/// The same of plain text.
pub(super) fn noted(text: Option<&str>) -> String {
    note(text.map(escape::html).unwrap_or_default())
}

/// Links to the first few elements, and how many more there are.
pub(super) fn links(base: &Base<'_>, elements: &[ElementRef<'_>]) -> String {
    let mut links: Vec<String> = elements.iter().take(LINKS).map(|element| base.link(*element, ROOT)).collect();
    if elements.len() > LINKS {
        links.push(format!("<span class=\"soft\">{}</span>", base.words.further(elements.len() - LINKS)));
    }
    match links.len() {
        0 | 1 => links.concat(),
        _ => format!("<ul class=\"plain\"><li>{}</li></ul>", links.join("</li><li>")),
    }
}

/// What the field `key` says; nothing when it says nothing.
pub(super) fn field(base: &Base<'_>, element: ElementRef<'_>, key: &str) -> String {
    let shown = element.field(key).and_then(|field| values::shown(base, field, ROOT));
    shown.map(values::Shown::into_html).unwrap_or_default()
}

/// Something that should be there and is not.
pub(super) fn missing(base: &Base<'_>, what: &Label) -> String {
    format!("<span class=\"lack\">{}</span>", escape::html(base.label(what)))
}

/// `html`, or what is missing when it says nothing.
pub(super) fn or_missing(base: &Base<'_>, html: String, what: &Label) -> String {
    if html.is_empty() { missing(base, what) } else { html }
}

/// A number as a bar beside others: `share` of 1 is the longest. The number itself stands before it.
pub(super) fn bar(number: &str, share: f64) -> String {
    let width = (share.clamp(0.0, 1.0) * 1000.0).round() / 10.0;
    format!("{number}<svg class=\"amount\" aria-hidden=\"true\"><rect width=\"{width}%\" height=\"6\" rx=\"3\"/></svg>")
}

/// A day in words.
pub(super) fn day(base: &Base<'_>, date: Date) -> String {
    let words = format::date(date.year(), date.month(), date.day(), &base.words);
    format!("<time datetime=\"{date}\">{words}</time>")
}

/// A day until which something is to be done. Pages are the same whenever they are made: unless the build was given a day, the
/// reader's day decides what is marked as late.
pub(in crate::site) fn due(base: &Base<'_>, date: Date) -> String {
    let late = base.words.get("late");
    let mut html = format!("<time datetime=\"{date}\"");
    if base.input.today.is_none() {
        let _ = write!(html, " data-late=\"{late}\"");
    }
    let _ = write!(html, ">{}</time>", format::date(date.year(), date.month(), date.day(), &base.words));
    if base.input.today.is_some_and(|today| date < today) {
        let _ = write!(html, " <span class=\"badge bad\">{late}</span>");
    }
    html
}

/// What the field `key` of the kind `kind` is called.
pub(super) fn label<'m>(base: &Base<'m>, kind: &str, key: &str) -> &'m str {
    let schema = &base.model.schema;
    let field = schema.kind_named(kind).and_then(|kind| Some(schema.field(kind, schema.field_id(kind, key)?)));
    field.map(|field| base.field_label(field)).unwrap_or_default()
}

/// What one element of the kind `kind` is called.
pub(super) fn kind<'m>(base: &Base<'m>, kind: &str) -> &'m str {
    let schema = &base.model.schema;
    schema.kind_named(kind).map(|id| base.label(&schema.kind(id).label)).unwrap_or_default()
}
