//! The few entries of the main navigation; everything else is one click away on the home page.
//!
//! It stands on every page and is one of few texts: made once, not for each page.

use minijinja::{Value, context};

use super::base::Base;
use super::pieces::ROOT;
use super::record::Record;
use super::{escape, reports};

/// The entries, and their links for all sorts of pages.
pub(super) struct Navigation {
    entries: Vec<Entry>,
    /// By the way up to the root and the number of the present entry, if it is one of them.
    links: Vec<(&'static str, Option<usize>, Value)>,
}

struct Entry {
    href: String,
    label: String,
}

impl Navigation {
    /// The navigation of a site.
    pub(super) fn new(base: &Base<'_>) -> Navigation {
        let entries = entries(base);
        let places = ["", ROOT].into_iter().flat_map(|root| {
            let numbers = std::iter::once(None).chain((0..entries.len()).map(Some));
            numbers.map(move |present| (root, present))
        });
        let html = |(root, present)| (root, present, Value::from_safe_string(html(&entries, root, present)));
        let links = places.map(html).collect();
        Navigation { entries, links }
    }

    /// The entries for templates.
    pub(super) fn value(&self) -> Value {
        let entry = |entry: &Entry| context! { href => entry.href.as_str(), label => entry.label.as_str() };
        self.entries.iter().map(entry).collect()
    }

    /// The links for a page whose way up to the root is `root` and whose values say where it is.
    pub(super) fn links(&self, root: &str, values: &Record) -> Value {
        let here = values.0.iter().find(|(name, _)| *name == "here").and_then(|(_, value)| value.as_str());
        let present = self.entries.iter().position(|entry| Some(entry.href.as_str()) == here);
        let found = self.links.iter().find(|(way, number, _)| *way == root && *number == present);
        found.map_or_else(|| Value::from_safe_string(html(&self.entries, root, present)), |(.., links)| links.clone())
    }
}

fn entries(base: &Base<'_>) -> Vec<Entry> {
    let entry = |href: &str, label: &str| Entry { href: href.to_owned(), label: label.to_owned() };
    let list = |kind: &str| {
        let id = base.model.schema.kind_named(kind)?;
        Some(entry(&format!("{}/index.html", base.addresses.folder(id)), base.plural(kind)))
    };
    let mut entries: Vec<Entry> = ["journey", "touchpoint", "persona"].into_iter().filter_map(list).collect();
    entries.push(entry("signatures.html", base.plural("signature")));
    entries.push(entry(reports::INDEX, base.words.get("reports")));
    entries.push(entry("glossary.html", base.words.get("glossary")));
    entries
}

fn html(entries: &[Entry], root: &str, present: Option<usize>) -> String {
    let link = |(at, entry): (usize, &Entry)| {
        let current = if Some(at) == present { " aria-current=\"true\"" } else { "" };
        format!("<a href=\"{root}{}\"{current}>{}</a>", escape::html(&entry.href), escape::html(&entry.label))
    };
    entries.iter().enumerate().map(link).collect()
}
