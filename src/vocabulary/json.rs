//! The vocabulary as plain JSON, for programs of a team's own; `docs/glossary.md` describes it.

use serde::Serialize;

use super::{Concept, Text, base};
use crate::present::Book;

/// Version of the format; it changes when something that was there is gone or means something else.
const SCHEMA_VERSION: u32 = 1;

#[derive(Serialize)]
struct Root<'b> {
    schema_version: u32,
    name: &'b str,
    language: &'b str,
    #[serde(skip_serializing_if = "Option::is_none")]
    base: Option<String>,
    entries: Vec<Entry<'b>>,
}

#[derive(Serialize)]
struct Entry<'b> {
    id: &'b str,
    kind: &'b str,
    name: &'b str,
    status: &'b str,
    address: &'b str,
    #[serde(skip_serializing_if = "Option::is_none")]
    definition: Option<&'b str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also_called: Vec<Named<'b>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    do_not_say: Vec<Named<'b>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    say_instead: Option<&'b str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    other_languages: Vec<Named<'b>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    broader: Vec<&'b str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<&'b str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    replaced_by: Option<&'b str>,
}

#[derive(Serialize)]
struct Named<'b> {
    language: &'b str,
    name: &'b str,
}

/// Writes the file.
pub(super) fn write(book: &Book<'_>, concepts: &[Concept<'_>]) -> String {
    let root = Root {
        schema_version: SCHEMA_VERSION,
        name: book.name(),
        language: super::language(book),
        base: base(book),
        entries: concepts.iter().map(entry).collect(),
    };
    // Every key is a string.
    let mut text = serde_json::to_string(&root).unwrap_or_default();
    text.push('\n');
    text
}

fn entry<'b>(concept: &'b Concept<'_>) -> Entry<'b> {
    let text = |text: &'b Text| text.text.as_str();
    Entry {
        id: concept.element.key(),
        kind: &concept.element.kind().name,
        name: concept.name(),
        status: concept.element.status(),
        address: &concept.path,
        definition: concept.definitions.first().map(text),
        also_called: concept.alternative.iter().map(named).collect(),
        do_not_say: concept.hidden.iter().map(named).collect(),
        say_instead: concept.usage.as_ref().map(text),
        other_languages: concept.preferred.iter().skip(1).map(named).collect(),
        broader: concept.broader.iter().map(|element| element.key().as_str()).collect(),
        related: concept.related.iter().map(|element| element.key().as_str()).collect(),
        replaced_by: concept.replaced_by.map(|element| element.key().as_str()),
    }
}

fn named(text: &Text) -> Named<'_> {
    Named { language: &text.language, name: &text.text }
}

#[cfg(test)]
mod tests {
    use super::super::tests::written;
    use super::write;

    #[test]
    fn entries_say_what_is_known_and_nothing_else() {
        let root: serde_json::Value = serde_json::from_str(&written(write)).unwrap();
        assert_eq!((root["schema_version"].as_u64(), root["name"].as_str()), (Some(1), Some("Laden & Co")));
        let kunde = root["entries"].as_array().unwrap().iter().find(|entry| entry["id"] == "kunde").unwrap();
        let expected = serde_json::json!({
            "id": "kunde", "kind": "term", "name": "Kunde", "status": "active", "address": "terms/kunde.html",
            "definition": "Wer kauft, siehe paket.",
            "also_called": [{"language": "de", "name": "Abnehmer"}, {"language": "de", "name": "Käufer"}],
            "do_not_say": [{"language": "de", "name": "User"}, {"language": "de", "name": "Kauf mensch"}],
            "say_instead": "Kunde, oder der \"Name\"",
            "other_languages": [{"language": "en", "name": "customer"}, {"language": "de-AT", "name": "Kundschaft"}, {"language": "fr", "name": "client"}],
            "broader": ["mensch"], "related": ["paket"]
        });
        assert_eq!(kunde, &expected);
        let mensch = &root["entries"].as_array().unwrap()[3];
        assert_eq!(mensch.as_object().unwrap().len(), 6, "{mensch}");
    }
}
