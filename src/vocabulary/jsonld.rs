//! The vocabulary as SKOS in JSON-LD: the same graph as in Turtle.

use std::borrow::Cow;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::{Value, json};

use super::{Concept, SCHEME, Text, base};
use crate::model::ElementRef;
use crate::present::Book;

/// Writes the graph.
pub(super) fn write(book: &Book<'_>, concepts: &[Concept<'_>]) -> String {
    let mut nodes = vec![scheme(book)];
    nodes.extend(concepts.iter().map(|concept| Node::concept(book, concept)));
    nodes.extend(kinds(book));
    let root = Root { context: context(base(book)), graph: nodes };
    // Every key is a string.
    let mut text = serde_json::to_string(&root).unwrap_or_default();
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Root<'b> {
    #[serde(rename = "@context")]
    context: Value,
    #[serde(rename = "@graph")]
    graph: Vec<Node<'b>>,
}

/// What the short names of the file stand for.
fn context(base: Option<String>) -> Value {
    let text = |property: &str| json!({ "@id": property, "@container": "@language" });
    let link = |property: &str| json!({ "@id": property, "@type": "@id" });
    let mut context = json!({
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "dct": "http://purl.org/dc/terms/",
        "id": "@id",
        "type": "@type",
        "title": text("dct:title"),
        "language": "dct:language",
        "notation": "skos:notation",
        "prefLabel": text("skos:prefLabel"),
        "altLabel": text("skos:altLabel"),
        "hiddenLabel": text("skos:hiddenLabel"),
        "definition": text("skos:definition"),
        "note": text("skos:note"),
        "scopeNote": text("skos:scopeNote"),
        "historyNote": text("skos:historyNote"),
        "inScheme": link("skos:inScheme"),
        "topConceptOf": link("skos:topConceptOf"),
        "broader": link("skos:broader"),
        "related": link("skos:related"),
        "member": link("skos:member"),
        "isReplacedBy": link("dct:isReplacedBy"),
    });
    if let (Some(base), Some(context)) = (base, context.as_object_mut()) {
        context.insert("@base".to_owned(), Value::String(base));
    }
    context
}

/// A thing with what is said of it; what is not said is left out.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Node<'b> {
    id: String,
    r#type: &'static str,
    #[serde(skip_serializing_if = "Texts::is_empty")]
    title: Texts<'b>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'b str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_scheme: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    top_concept_of: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    notation: Option<&'b str>,
    #[serde(skip_serializing_if = "Texts::is_empty")]
    pref_label: Texts<'b>,
    #[serde(skip_serializing_if = "Texts::is_empty")]
    alt_label: Texts<'b>,
    #[serde(skip_serializing_if = "Texts::is_empty")]
    hidden_label: Texts<'b>,
    #[serde(skip_serializing_if = "Texts::is_empty")]
    definition: Texts<'b>,
    #[serde(skip_serializing_if = "Texts::is_empty")]
    note: Texts<'b>,
    #[serde(skip_serializing_if = "Texts::is_empty")]
    scope_note: Texts<'b>,
    #[serde(skip_serializing_if = "Texts::is_empty")]
    history_note: Texts<'b>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    broader: Vec<&'b str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<&'b str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_replaced_by: Option<&'b str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    member: Vec<&'b str>,
}

fn scheme<'b>(book: &'b Book<'_>) -> Node<'b> {
    let language = super::language(book);
    Node {
        id: SCHEME.to_owned(),
        r#type: "skos:ConceptScheme",
        title: Texts::own(vec![Text { language: language.to_owned(), text: book.name().to_owned() }]),
        language: Some(language),
        ..Node::default()
    }
}

impl<'b> Node<'b> {
    fn concept(book: &'b Book<'_>, concept: &'b Concept<'_>) -> Node<'b> {
        Node {
            id: concept.path.clone(),
            r#type: "skos:Concept",
            in_scheme: Some(SCHEME),
            top_concept_of: concept.broader.is_empty().then_some(SCHEME),
            notation: Some(concept.element.key()),
            broader: paths(book, &concept.broader),
            related: paths(book, &concept.related),
            is_replaced_by: concept.replaced_by.and_then(|element| book.addresses.path(element.id())),
            pref_label: Texts::of(&concept.preferred),
            alt_label: Texts::of(&concept.alternative),
            hidden_label: Texts::of(&concept.hidden),
            definition: Texts::of(&concept.definitions),
            note: Texts::of(concept.note.as_slice()),
            scope_note: Texts::of(concept.usage.as_slice()),
            history_note: Texts::of(concept.history.as_slice()),
            ..Node::default()
        }
    }
}

/// Every kind as the collection of its elements.
fn kinds<'b>(book: &'b Book<'_>) -> impl Iterator<Item = Node<'b>> {
    let filled = book.kinds().filter(|(.., elements)| !elements.is_empty());
    filled.map(|(kind, declared, elements)| {
        let label = |language: &str, text: &str| Text { language: language.to_owned(), text: text.to_owned() };
        let labels = vec![label("en", &declared.label_plural.en), label("de", &declared.label_plural.de)];
        Node {
            id: super::collection(book, kind),
            r#type: "skos:Collection",
            pref_label: Texts::own(labels),
            member: elements.iter().filter_map(|id| book.addresses.path(*id)).collect(),
            ..Node::default()
        }
    })
}

fn paths<'b>(book: &'b Book<'_>, elements: &[ElementRef<'_>]) -> Vec<&'b str> {
    elements.iter().filter_map(|element| book.addresses.path(element.id())).collect()
}

/// Texts by their languages: one as a string, several as a list.
#[derive(Debug, Default)]
struct Texts<'b>(Cow<'b, [Text]>);

impl<'b> Texts<'b> {
    fn of(texts: &'b [Text]) -> Texts<'b> {
        Texts(Cow::Borrowed(texts))
    }

    fn own(texts: Vec<Text>) -> Texts<'b> {
        Texts(Cow::Owned(texts))
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Texts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (at, first) in self.0.iter().enumerate() {
            let known = self.0.iter().take(at).any(|text| text.language == first.language);
            if known {
                continue;
            }
            let of = self.0.iter().filter(|text| text.language == first.language).map(|text| text.text.as_str());
            let texts: Vec<&str> = of.collect();
            match texts.as_slice() {
                [one] => map.serialize_entry(&first.language, one)?,
                many => map.serialize_entry(&first.language, many)?,
            }
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::written;
    use super::write;

    #[test]
    fn every_short_name_is_explained_and_every_concept_is_there() {
        let root: serde_json::Value = serde_json::from_str(&written(write)).unwrap();
        let context = root["@context"].as_object().unwrap();
        let graph = root["@graph"].as_array().unwrap();
        for node in graph {
            let unknown: Vec<&String> =
                node.as_object().unwrap().keys().filter(|key| !context.contains_key(*key)).collect();
            assert!(unknown.is_empty(), "{unknown:?} of {node}");
        }
        let ids: Vec<&str> = graph.iter().filter_map(|node| node["id"].as_str()).collect();
        let links = graph.iter().flat_map(|node| ["broader", "related", "member"].map(|key| node[key].clone()));
        let links = links.filter_map(|list| list.as_array().cloned()).flatten();
        assert!(links.into_iter().all(|link| ids.contains(&link.as_str().unwrap())));
        let kunde = graph.iter().find(|node| node["id"] == "terms/kunde.html").unwrap();
        assert_eq!(kunde["hiddenLabel"], serde_json::json!({ "de": ["User", "Kauf mensch"] }));
        assert_eq!(kunde["prefLabel"]["de-AT"], "Kundschaft");
        assert!(kunde.get("topConceptOf").is_none() && kunde["broader"][0] == "terms/mensch.html");
    }
}
