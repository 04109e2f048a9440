//! Completion on half-typed text: kinds, fields, values, references, links.

use serde_json::Value;

use super::base::{CONFIG, FILES};
use super::client::{CURSOR, Client, everything};

/// The labels offered where the mark stands, once `typed` stands behind the file.
struct Offer {
    client: Client,
    path: &'static str,
    items: Vec<Value>,
}

impl Offer {
    fn labels(&self) -> Vec<&str> {
        self.items.iter().map(|item| item["label"].as_str().expect("a label")).collect()
    }

    fn item(&self, label: &str) -> &Value {
        self.items
            .iter()
            .find(|item| item["label"] == label)
            .unwrap_or_else(|| panic!("{label} in {:?}", self.labels()))
    }

    /// The text of the file once something was chosen.
    fn chosen(&self, label: &str) -> String {
        let edit = self.item(label)["textEdit"].clone();
        self.client.edited(self.path, &Value::Array(vec![edit]))
    }
}

/// What is offered behind the file of the notation, or in it where `typed` replaces `found`.
fn offer_with(yaml: bool, typed: &str, capabilities: Value) -> Offer {
    let (path, text) = FILES[usize::from(yaml)];
    let mut client = Client::able(&[CONFIG, (path, text)], capabilities);
    client.open_file(path);
    client.settle();
    let whole = format!("{text}{typed}");
    client.replace(path, &whole.replace(CURSOR, ""));
    let at = whole.find(CURSOR).expect("a cursor");
    let position = client.position(path, at);
    let mut parameters = client.document(path);
    parameters["position"] = position;
    let found = client.ask("textDocument/completion", parameters);
    let items = found["items"].as_array().expect("a list").clone();
    Offer { client, path, items }
}

fn offer(yaml: bool, typed: &str) -> Offer {
    offer_with(yaml, typed, everything())
}

#[test]
fn kinds_come_with_their_required_fields() {
    let cx = offer(false, "tou‸");
    assert!(cx.labels().contains(&"touchpoint") && !cx.labels().contains(&"step"));
    assert_eq!(cx.item("touchpoint")["insertTextFormat"], 2);
    assert!(cx.chosen("touchpoint").contains("touchpoint ${1:id} \"${2:Name}\" {\n  mission: \"$3\"\n"));
    let yaml = offer(true, "tou‸");
    assert!(yaml.chosen("touchpoints").contains("touchpoints:\n  ${1:id}:\n    name: ${2:Name}\n"));
    let mut plain = everything();
    plain["textDocument"]["completion"]["completionItem"]["snippetSupport"] = Value::Bool(false);
    let plain = offer_with(false, "tou‸", plain);
    assert_eq!(plain.item("touchpoint")["insertTextFormat"], 1);
    assert!(plain.chosen("touchpoint").ends_with("\ntouchpoint "));
}

#[test]
fn fields_that_are_not_written_come_required_ones_first() {
    for (yaml, typed) in [
        (false, "touchpoint neu \"Neu\" {\n  medium: analog\n  ‸\n}\n"),
        (false, "touchpoint neu \"Neu\" {\n  medium: analog\n  mis‸"),
        (true, "touchpoints:\n  neu:\n    medium: analog\n    mis‸"),
    ] {
        let found = offer(yaml, typed);
        let labels = found.labels();
        assert_eq!(&labels[..2], ["mission", "channels"], "{typed}");
        assert!(!labels.contains(&"medium") && labels.contains(&"owner"), "{labels:?}");
        let mission = found.item("mission");
        assert_eq!(mission["detail"], "Auftrag");
        assert!(mission["documentation"]["value"].as_str().is_some_and(|doc| doc.contains("Pflichtfeld")));
    }
    assert!(offer(false, "journey j \"J\" {\n  ‸").labels().contains(&"stage"));
    assert!(offer(true, "journeys:\n  j:\n    ‸").labels().contains(&"stages"));
    assert!(
        offer(false, "journey j \"J\" {\n  stage \"S\" {\n    step \"T\" { touchpoint: größe, ‸")
            .labels()
            .contains(&"emotion")
    );
}

#[test]
fn words_of_a_list_are_offered_with_what_people_call_them() {
    for (yaml, typed) in [(false, "touchpoint t {\n  medium: ‸"), (true, "touchpoints:\n  t:\n    medium: an‸")] {
        let found = offer(yaml, typed);
        assert_eq!(found.labels(), ["digital", "analog", "hybrid"], "{typed}");
        assert!(found.chosen("hybrid").ends_with("medium: hybrid"));
    }
    assert_eq!(offer(false, "step s { optional: ‸ }").labels(), ["true", "false"]);
    assert_eq!(offer(false, "pain p { severity: ‸ }").labels(), ["1", "2", "3", "4", "5"]);
}

#[test]
fn references_are_of_the_right_kind_the_most_used_first_and_retired_ones_last() {
    for (yaml, typed) in [
        (false, "touchpoint t {\n  channels: [‸"),
        (false, "touchpoint t {\n  channels: [‸]\n  medium: analog\n}\n"),
        (true, "touchpoints:\n  t:\n    channels: [‸"),
        (true, "touchpoints:\n  t:\n    channels:\n      - ‸"),
    ] {
        let found = offer(yaml, typed);
        assert_eq!(found.labels(), ["telefon", "fax"], "{typed}");
        assert_eq!(found.item("fax")["tags"][0], 1);
        assert_eq!(found.item("telefon")["detail"], "Telefon · Kanal");
        assert!(found.chosen("telefon").contains(&typed.replace(CURSOR, "telefon")));
    }
    for (yaml, typed) in
        [(false, "signature s { touchpoint: Groessenh‸"), (true, "signatures:\n  s:\n    touchpoint: groessenh‸")]
    {
        let found = offer(yaml, typed);
        assert_eq!(found.labels(), ["größe"], "found by an alias, umlauts as people type them");
        assert!(found.chosen("größe").ends_with("touchpoint: größe"));
    }
    let quoted = offer(false, "signature s { touchpoint: \"Grö‸\"");
    assert!(quoted.chosen("größe").ends_with("touchpoint: \"Größen-Berater\""), "within quotes, the name");
}

#[test]
fn steps_are_offered_by_their_journey_or_by_their_local_id() {
    for (yaml, typed) in
        [(false, "signature s {\n  moments: [bestellen.‸"), (true, "signatures:\n  s:\n    moments: [bestellen.‸")]
    {
        let labels: Vec<String> = offer(yaml, typed).labels().iter().map(ToString::to_string).collect();
        assert_eq!(labels, ["bestellen.suchen", "bestellen.kaufen"], "{typed}");
    }
    for (yaml, found, typed) in [(false, "after: [suchen]", "after: [‸]"), (true, "after: [suchen]", "after: [‸]")]
    {
        let (path, text) = FILES[usize::from(yaml)];
        let mut client = Client::start(&[CONFIG, (path, text)]);
        client.open_file(path);
        client.settle();
        client.replace(path, &text.replace(found, &typed.replace(CURSOR, "")));
        let offered = client.ask("textDocument/completion", client.at(path, typed));
        let labels: Vec<&str> =
            offered["items"].as_array().expect("a list").iter().filter_map(|item| item["label"].as_str()).collect();
        assert_eq!(labels, ["suchen", "kaufen"], "{path}");
    }
}

#[test]
fn keys_of_maps_are_offered() {
    let found = offer(false, "journey j { stage \"S\" { step t \"T\" { emotion: { ‸");
    assert_eq!(found.labels(), ["default", "mia"]);
    assert!(found.chosen("mia").ends_with("emotion: { mia: "));
    assert_eq!(offer(true, "touchpoints:\n  t:\n    summary: { ‸").labels(), ["de"]);
}

#[test]
fn links_in_prose_are_completed_with_their_brackets() {
    for (yaml, typed, chosen) in [
        (false, "team t {\n  description: \"\"\"\n    😀 Größe: [[Kundens‸", "[[service]]"),
        (false, "team t {\n  description: \"Siehe [[Kundens‸]].\"\n}", "[[service]].\"\n}"),
        (true, "teams:\n  t:\n    description: |\n      😀 Größe: [[Kundens‸", "[[service]]"),
        (true, "teams:\n  t:\n    description: Siehe [[Kundens‸", "[[service]]"),
    ] {
        let found = offer(yaml, typed);
        assert_eq!(found.labels(), ["service"], "{typed}");
        assert!(found.chosen("service").ends_with(chosen), "{}", found.chosen("service"));
    }
    assert!(offer(false, "team t {\n  summary: \"[[‸").labels().is_empty(), "a summary holds no links");
    assert!(offer(false, "team t { // [[‸").labels().is_empty());
}

#[test]
fn settings_are_completed_and_explained_too() {
    let mut client = Client::start(&[("touchbase.yaml", ""), ("a.cx", "team a \"A\" {}\n")]);
    client.open_file("touchbase.yaml");
    let mut offered = |text: &str| {
        client.replace("touchbase.yaml", &text.replace(CURSOR, ""));
        let at = text.find(CURSOR).expect("a cursor");
        let mut parameters = client.document("touchbase.yaml");
        parameters["position"] = client.position("touchbase.yaml", at);
        let found = client.ask("textDocument/completion", parameters);
        let items = found["items"].as_array().expect("a list").iter();
        items.map(|item| item["label"].as_str().expect("a label").to_owned()).collect::<Vec<_>>()
    };
    assert!(offered("name: Größe 😀\nlan‸").contains(&"language".to_owned()));
    assert_eq!(offered("language: ‸"), ["de", "en"]);
    assert!(offered("checks:\n  unk‸").contains(&"unknown-reference".to_owned()));
    assert_eq!(offered("checks:\n  unknown-reference: ‸"), ["deny", "warn", "allow"]);
    client.replace("touchbase.yaml", "language: de\n");
    let told = client.ask("textDocument/hover", client.at("touchbase.yaml", "lang‸uage"));
    assert!(told["contents"]["value"].as_str().is_some_and(|text| text.contains("`de` or `en`")), "{told}");
}
