//! Pages that are mostly prose: the language, own kinds and fields, editors; and the one on the configuration.

use super::{page, table};
use crate::config::{SETTINGS, SITE, Setting};
use crate::output::OutputFile;

/// Pages written by hand, by name.
const WRITTEN: &[(&str, &str)] = &[
    ("language", include_str!("pages/language.md")),
    ("extending", include_str!("pages/extending.md")),
    ("editors", include_str!("pages/editors.md")),
];

/// All of them.
pub(super) fn pages() -> Vec<OutputFile> {
    let written = WRITTEN.iter().map(|(name, text)| page(name, text));
    written.chain([page("configuration", &configuration())]).collect()
}

fn configuration() -> String {
    let head = "# Configuration\n\nA file `touchbase.yaml` at the root of the knowledge base decides what follows. Every setting has a \
                default, and a key that is not listed here is an error.\n";
    format!("{head}{}", SETTINGS.iter().map(setting).collect::<String>())
}

fn setting(Setting { key, doc, example, .. }: &Setting) -> String {
    let parts = if *key == "site" { parts() } else { String::new() };
    format!("\n## `{key}`\n\n{doc}\n\n```yaml\n{key}: {example}\n```\n{parts}")
}

/// What the setting `site` is made of.
fn parts() -> String {
    let row = |part: &Setting<_>| vec![format!("`{}`", part.key), part.doc.to_owned(), format!("`{}`", part.example)];
    format!("\n{}", table(&["Part", "What it decides", "Example"], SITE.iter().map(row)))
}
