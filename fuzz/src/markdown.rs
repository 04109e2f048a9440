//! Any text as the prose of an element: its links in the model, its HTML on the site, its Markdown in exports.

use std::sync::LazyLock;

use touchbase::export::{FORMATS, Input};

use super::base::{compiled, pages, with};
use super::html;

/// How many scripts a page has whose prose is harmless.
static SCRIPTS: LazyLock<usize> = LazyLock::new(|| page("harmlos").iter().map(|page| html::scripts(page)).sum());

/// The text is prose of two elements, as a paragraph of its own kind and as Markdown; the pages are those that show it.
fn page(text: &str) -> Vec<String> {
    let quoted = serde_json::to_string(text).unwrap_or_default();
    let file = format!(
        "touchpoints:\n  probe:\n    name: Probe\n    mission: {quoted}\n    description: {quoted}\n\
         pains:\n  muehe:\n    name: Mühe\n    description: {quoted}\n"
    );
    let compilation = compiled(with(&[("c.yaml", file.as_bytes())]));
    let (model, sources, config) = (&compilation.model, &compilation.sources, &compilation.config);
    for format in FORMATS {
        let files = (format.files)(&Input { model, sources, config });
        assert!(files.iter().all(|file| std::str::from_utf8(&file.contents).is_ok()), "{} is UTF-8", format.name);
    }
    let wanted = |path: &str| path == "touchpoints/probe.html" || path == "pains/muehe.html";
    let pages = pages(&compilation, wanted);
    pages.into_iter().map(|page| String::from_utf8_lossy(&page.contents).into_owned()).collect()
}

/// Pages stay well formed, and no text becomes a script or an attribute that runs.
pub fn holds(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let pages = page(&text);
    pages.iter().for_each(|page| html::is_well_formed(page));
    assert_eq!(pages.iter().map(|page| html::scripts(page)).sum::<usize>(), *SCRIPTS, "a text has become a script");
}
