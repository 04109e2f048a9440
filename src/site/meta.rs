//! What the head of a page tells programs about it: description, preview in messengers, its own address, its twin as data.
//!
//! Printed whole, for it stands on every page.

use super::base::Base;
use super::machine::{address, twin_path};
use super::record::Record;
use super::{Page, Plan, escape};
use crate::present::plain;

/// Longest description, in bytes; it ends with a whole word.
const DESCRIPTION: usize = 300;

/// What is the same on every page.
pub(super) struct Meta {
    /// The knowledge base in one sentence.
    lede: String,
    site_name: String,
    /// Where the site is found, if that is known.
    base: Option<String>,
    /// Address of a picture for previews.
    image: Option<String>,
}

impl Meta {
    /// What all pages of a site have in common.
    pub(super) fn new(base: &Base<'_>) -> Meta {
        let site = &base.input.config.site;
        let logo = site.logo.as_ref().map(|logo| logo.file.path.as_str()).filter(|path| is_for_previews(path));
        let logo = logo.and_then(|path| base.shared_picture(path));
        let image = site.base.as_deref().zip(logo);
        let image = image.map(|(site, logo)| [&address(site, "index.html"), logo.address.as_str()].concat());
        let site_name = escape::html(base.name());
        Meta { lede: base.lede(), site_name, base: site.base.clone(), image }
    }

    /// The elements of the head of `page`.
    pub(super) fn html(&self, base: &Base<'_>, plan: &Plan, page: &Page) -> String {
        let mut html = String::with_capacity(640);
        let title = text(&page.values, "title").unwrap_or_default();
        let description = self.description(base, plan, page);
        push(&["<meta name=\"description\" property=\"og:description\" content=\""], cut(&description), &mut html);
        push(&["<meta property=\"og:title\" content=\""], title, &mut html);
        let kind = if matches!(plan, Plan::Element(_)) { "article" } else { "website" };
        for piece in ["<meta property=\"og:type\" content=\"", kind, "\">\n"] {
            html.push_str(piece);
        }
        for piece in ["<meta property=\"og:site_name\" content=\"", &self.site_name, "\">\n"] {
            html.push_str(piece);
        }
        if let Some(image) = &self.image {
            push(&["<meta property=\"og:image\" content=\""], image, &mut html);
        }
        match is_for_search_engines(plan) {
            true => self.push_address(&[base.folder().as_str(), page.path.as_str()].concat(), &mut html),
            // the page at a former address says so itself
            false if matches!(plan, Plan::Redirect(_)) => {}
            false => html.push_str("<meta name=\"robots\" content=\"noindex\">\n"),
        }
        if matches!(plan, Plan::Home | Plan::Element(_) | Plan::List(_, 0)) {
            let file = page.path.rsplit('/').next().unwrap_or_default();
            push(&["<link rel=\"alternate\" type=\"application/json\" href=\""], &twin_path(file), &mut html);
        }
        html
    }

    fn push_address(&self, path: &str, html: &mut String) {
        let Some(site) = &self.base else { return };
        let address = address(site, path);
        push(&["<link rel=\"canonical\" href=\""], &address, html);
        push(&["<meta property=\"og:url\" content=\""], &address, html);
    }

    fn description(&self, base: &Base<'_>, plan: &Plan, page: &Page) -> String {
        let said = match plan {
            Plan::Element(id) => {
                let element = base.model.element(*id);
                plain::gist(element).or_else(|| Some(base.label(&element.kind().label).to_owned()))
            }
            _ => text(&page.values, "question").map(str::to_owned),
        };
        said.unwrap_or_else(|| self.lede.clone())
    }
}

/// Whether search engines are to list a page: not the search itself, nor what says that something is missing or gone.
pub(super) fn is_for_search_engines(plan: &Plan) -> bool {
    !matches!(plan, Plan::Search | Plan::NotFound | Plan::Redirect(_))
}

/// Messengers show no vector graphics.
fn is_for_previews(path: &str) -> bool {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| ["png", "jpg", "jpeg", "webp", "gif"].contains(&ending.as_str()))
}

fn text<'v>(values: &'v Record, name: &str) -> Option<&'v str> {
    values.0.iter().find(|(key, _)| *key == name).and_then(|(_, value)| value.as_str())
}

/// An element whose last attribute is `text`.
fn push(before: &[&str], text: &str, html: &mut String) {
    before.iter().for_each(|piece| html.push_str(piece));
    escape::push(text, html);
    html.push_str("\">\n");
}

/// The first words of a text that is too long.
fn cut(text: &str) -> &str {
    if text.len() <= DESCRIPTION {
        return text;
    }
    let end = (0..=DESCRIPTION).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    let start = text.get(..end).unwrap_or_default();
    start.rsplit_once(char::is_whitespace).map_or(start, |(words, _)| words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_end_with_a_whole_word() {
        assert_eq!(cut("größe"), "größe");
        let long = "größe ".repeat(60);
        assert!(cut(&long).len() <= DESCRIPTION && cut(&long).ends_with("größe"), "{}", cut(&long));
        assert!(cut(&"ö".repeat(400)).len() <= DESCRIPTION);
    }

    #[test]
    fn authors_cannot_leave_the_attribute() {
        let mut html = String::new();
        push(&["<meta content=\""], "\"><script>\u{202e}", &mut html);
        assert_eq!(html, "<meta content=\"&quot;&gt;&lt;script&gt;\u{fffd}\">\n");
    }
}
