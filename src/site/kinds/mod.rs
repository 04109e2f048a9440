//! What the pages of some kinds tell beyond fields, profile and uses: one kind or one idea a file.
//!
//! Each answers the questions of those who open such a page; what it has told, the list of fields leaves out. Everything is read
//! from the references of the element itself, so that all pages together take time that grows with the references.

mod capability;
mod channel;
mod concern;
mod metric;
mod mood;
mod persona;
mod signature;
mod steps;
mod system;
mod touchpoint;

use std::sync::Arc;

use super::base::Base;
use super::escape;
use super::record::Record;
use super::values::Entry;
use crate::model::ElementRef;

pub(super) use persona::initials;
pub(super) use touchpoint::{is_measured, visits};

/// What a page tells beyond what every page does.
#[derive(Default)]
pub(super) struct More {
    /// Sections that stand before the fields, ready to print.
    pub(super) sections: String,
    /// Values that the template of the kind needs.
    pub(super) values: Record,
    /// Fields that have been told.
    pub(super) told: &'static [&'static str],
}

/// What the page of `element`, with its own `fields`, tells.
pub(super) fn of(base: &Base<'_>, element: ElementRef<'_>, fields: &[Arc<Entry>]) -> More {
    let sections = |sections| More { sections, ..More::default() };
    match element.kind().name.as_ref() {
        "journey" => {
            More { values: super::journey::more(base, element), told: &["need", "personas"], ..More::default() }
        }
        "persona" => persona::of(base, element),
        "touchpoint" => touchpoint::of(base, element, fields),
        "signature" => signature::of(base, element, fields),
        "team" | "role" | "partner" => sections(concern::of(base, element)),
        "channel" => sections(channel::of(base, element)),
        "metric" => metric::of(base, element),
        "capability" => More { told: &["level"], ..sections(capability::of(base, element)) },
        "system" => sections(system::of(base, element)),
        _ => More::default(),
    }
}

/// Adds a section with a heading of its own; nothing where there is nothing to say.
fn push_section(anchor: &str, label: &str, body: &str, html: &mut String) {
    if body.is_empty() {
        return;
    }
    html.extend(["<section aria-labelledby=\"", anchor, "\"><h2 id=\"", anchor, "\">"]);
    escape::push(label, html);
    html.extend(["</h2>\n", body, "\n</section>\n"]);
}

/// Figures at a glance: label, value and a note, as HTML.
fn figures(figures: &[(&str, String, String)]) -> String {
    let mut html = String::from("<dl class=\"sums\">");
    for (label, value, note) in figures.iter().filter(|(_, value, _)| !value.is_empty()) {
        html.push_str("<div><dt>");
        escape::push(label, &mut html);
        html.extend(["</dt><dd>", value]);
        if !note.is_empty() {
            html.extend(["<small>", note, "</small>"]);
        }
        html.push_str("</dd></div>");
    }
    html + "</dl>\n"
}

/// The elements of `kind` that refer to `element` by one of the fields `keys`, each once, in alphabetical order.
fn users<'m>(base: &Base<'_>, element: ElementRef<'m>, kind: &str, keys: &[&str]) -> Vec<ElementRef<'m>> {
    let uses = element.backlinks().filter(|reference| keys.contains(&reference.field().key.as_ref()));
    let mut users: Vec<_> = uses.map(|reference| reference.from()).filter(|from| from.is(kind)).collect();
    users.sort_by_key(|user| (base.rank(user.root()), user.id()));
    users.dedup();
    users
}

/// A list of links, each with a note; how many more there are than `shown` is said.
fn rows<'m>(
    base: &Base<'_>,
    elements: &[ElementRef<'m>],
    shown: usize,
    note: impl Fn(ElementRef<'m>) -> String,
) -> String {
    if elements.is_empty() {
        return String::new();
    }
    let mut html = String::from("<ul class=\"plain rows\">\n");
    for element in elements.iter().take(shown) {
        html.extend(["<li><span>", &base.link(*element, super::pieces::ROOT)]);
        let note = note(*element);
        if !note.is_empty() {
            html.extend(["<small>", &note, "</small>"]);
        }
        html.push_str("</span></li>\n");
    }
    if elements.len() > shown {
        html.extend(["<li class=\"soft\">", &base.words.further(elements.len() - shown), "</li>\n"]);
    }
    html + "</ul>"
}

/// Lists side by side, each under a heading; empty ones are left out.
fn columns(columns: &[(&str, String)]) -> String {
    let mut html = String::new();
    for (label, body) in columns.iter().filter(|(_, body)| !body.is_empty()) {
        html.push_str("<div><h3>");
        escape::push(label, &mut html);
        html.extend(["</h3>", body, "</div>\n"]);
    }
    if html.is_empty() { html } else { ["<div class=\"cols\">\n", &html, "</div>"].concat() }
}
