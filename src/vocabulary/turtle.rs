//! The vocabulary as SKOS in Turtle.
//!
//! Addresses are relative to the file, as those of the pages are; where the address of the site is known, they are relative to that.

use super::{Concept, SCHEME, Text, base};
use crate::model::ElementRef;
use crate::present::Book;

const PREFIXES: &str =
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix dct: <http://purl.org/dc/terms/> .\n";

/// Writes the graph.
pub(super) fn write(book: &Book<'_>, concepts: &[Concept<'_>]) -> String {
    let mut out = String::from(PREFIXES);
    if let Some(base) = base(book) {
        out.push_str(&format!("@base {} .\n", iri(&base)));
    }
    out.push_str(&format!("\n{} a skos:ConceptScheme ;\n  dct:title ", iri(SCHEME)));
    let language = super::language(book);
    push_text(&Text { language: language.to_owned(), text: book.name().to_owned() }, &mut out);
    out.push_str(&format!(" ;\n  dct:language \"{language}\" .\n"));
    for concept in concepts {
        push_concept(book, concept, &mut out);
    }
    push_kinds(book, &mut out);
    out
}

fn push_concept(book: &Book<'_>, concept: &Concept<'_>, out: &mut String) {
    let scheme = iri(SCHEME);
    out.push_str(&format!("\n{} a skos:Concept ;\n  skos:inScheme {scheme}", iri(&concept.path)));
    if concept.broader.is_empty() {
        out.push_str(&format!(" ;\n  skos:topConceptOf {scheme}"));
    }
    out.push_str(" ;\n  skos:notation ");
    push_quoted(concept.element.key(), out);
    push_texts("skos:prefLabel", &concept.preferred, out);
    push_texts("skos:altLabel", &concept.alternative, out);
    push_texts("skos:hiddenLabel", &concept.hidden, out);
    push_texts("skos:definition", &concept.definitions, out);
    push_texts("skos:note", concept.note.as_slice(), out);
    push_texts("skos:scopeNote", concept.usage.as_slice(), out);
    push_texts("skos:historyNote", concept.history.as_slice(), out);
    push_links(book, "skos:broader", &concept.broader, out);
    push_links(book, "skos:related", &concept.related, out);
    push_links(book, "dct:isReplacedBy", concept.replaced_by.as_slice(), out);
    out.push_str(" .\n");
}

/// Every kind as the collection of its elements.
fn push_kinds(book: &Book<'_>, out: &mut String) {
    for (kind, declared, elements) in book.kinds().filter(|(.., elements)| !elements.is_empty()) {
        out.push_str(&format!("\n{} a skos:Collection", iri(&super::collection(book, kind))));
        let label = |language: &str, text: &str| Text { language: language.to_owned(), text: text.to_owned() };
        let labels = [label("en", &declared.label_plural.en), label("de", &declared.label_plural.de)];
        push_texts("skos:prefLabel", &labels, out);
        let members: Vec<ElementRef<'_>> = elements.iter().map(|id| book.model.element(*id)).collect();
        push_links(book, "skos:member", &members, out);
        out.push_str(" .\n");
    }
}

fn push_texts(property: &str, texts: &[Text], out: &mut String) {
    for (at, text) in texts.iter().enumerate() {
        push_before(property, at, out);
        push_text(text, out);
    }
}

fn push_links(book: &Book<'_>, property: &str, elements: &[ElementRef<'_>], out: &mut String) {
    let paths = elements.iter().filter_map(|element| book.addresses.path(element.id()));
    for (at, path) in paths.enumerate() {
        push_before(property, at, out);
        out.push_str(&iri(path));
    }
}

fn push_before(property: &str, at: usize, out: &mut String) {
    if at > 0 {
        out.push_str(", ");
    } else {
        [" ;\n  ", property, " "].iter().for_each(|piece| out.push_str(piece));
    }
}

fn push_text(text: &Text, out: &mut String) {
    push_quoted(&text.text, out);
    out.push('@');
    out.push_str(&text.language);
}

fn push_quoted(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
}

/// An address in brackets; characters that it cannot hold are percent-encoded.
fn iri(address: &str) -> String {
    let mut iri = String::with_capacity(address.len() + 2);
    iri.push('<');
    for c in address.chars() {
        match c {
            '\0'..=' ' | '<' | '>' | '"' | '{' | '}' | '|' | '^' | '`' | '\\' => {
                iri.push_str(&format!("%{:02X}", u32::from(c)));
            }
            c => iri.push(c),
        }
    }
    iri.push('>');
    iri
}

#[cfg(test)]
mod tests {
    use super::super::tests::written;
    use super::{iri, write};

    #[test]
    fn a_concept_says_all_that_is_known() {
        let text = written(write);
        for expected in [
            "<glossary.html> a skos:ConceptScheme ;\n  dct:title \"Laden & Co\"@de ;\n  dct:language \"de\" .\n",
            "<terms/kunde.html> a skos:Concept ;\n  skos:inScheme <glossary.html> ;\n  skos:notation \"kunde\" ;\n  skos:prefLabel \"Kunde\"@de, \"customer\"@en,",
            "skos:hiddenLabel \"User\"@de, \"Kauf mensch\"@de ;\n",
            "skos:definition \"=1+1\\\\ <x> & y\"@de .",
            "skos:scopeNote \"Kunde, oder der \\\"Name\\\"\"@de",
            "skos:broader <terms/mensch.html> ;\n  skos:related <terms/paket.html>",
            "<teams/index.html> a skos:Collection ;\n  skos:prefLabel \"Teams\"@en, \"Teams\"@de ;\n  skos:member <teams/a.html>, <teams/b.html> .",
        ] {
            assert!(text.contains(expected), "{expected}\n{text}");
        }
        assert_eq!(iri("a b<c>"), "<a%20b%3Cc%3E>");
    }
}
