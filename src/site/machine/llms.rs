//! `llms.txt`: what a language model reads first, in the form of <https://llmstxt.org>: a title, a sentence, links. It names kinds, never
//! elements, so that it stays short however large the knowledge base is.

use std::fmt::Write;

use super::super::base::Base;
use super::lists;

/// The file.
pub(super) fn text(base: &Base<'_>) -> String {
    let address = |path: &str| match base.input.config.site.base.as_deref() {
        Some(site) => format!("{site}/{}{path}", base.folder()),
        None => path.to_owned(),
    };
    let words = &base.words;
    let mut text =
        format!("# {}\n\n> {}\n\n{}\n", escaped(base.name()), escaped(&base.lede()), words.get("machines_help"));
    let _ = write!(text, "\n## {}\n\n", words.get("all_kinds"));
    for (id, kind, elements) in base.kinds().filter(|(_, _, elements)| !elements.is_empty()) {
        let label = escaped(base.label(&kind.label_plural));
        let (page, json) =
            (address(&format!("{}/index.html", base.addresses.folder(id))), address(&lists::path(base, id, 0)));
        let _ = writeln!(text, "- [{label}]({page}): {}, [JSON]({json})", elements.len());
    }
    let _ = write!(text, "\n## {}\n\n", words.get("pages"));
    for (label, path) in [("home", "index.html"), ("glossary", "glossary.html"), ("data", "index.json")] {
        let _ = writeln!(text, "- [{}]({})", words.get(label), address(path));
    }
    text
}

/// Text of an author in one line of Markdown, showing what was written.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars().filter(|c| !c.is_control()) {
        if "\\`*_[]<>#|".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_cannot_make_links_or_lines() {
        assert_eq!(super::escaped("a](x) #b\n\n- <c>"), "a\\](x) \\#b - \\<c\\>");
    }
}
