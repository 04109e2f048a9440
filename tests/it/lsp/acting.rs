//! What can be done about a place: fixes, missing elements and fields, links.

use serde_json::{Value, json};

use super::base::{CONFIG, FILES, in_both};
use super::client::Client;

/// What is offered at the place, by title.
fn actions(client: &mut Client, path: &str, at: &str) -> Vec<Value> {
    let place = client.at(path, at);
    let range = json!({ "start": place["position"], "end": place["position"] });
    let parameters = json!({ "textDocument": place["textDocument"], "range": range, "context": { "diagnostics": [] } });
    client.ask("textDocument/codeAction", parameters).as_array().expect("a list").clone()
}

fn titled(client: &mut Client, path: &str, at: &str, title: &str) -> Value {
    let all = actions(client, path, at);
    let found = all.iter().find(|action| action["title"].as_str().is_some_and(|found| found.starts_with(title)));
    found.cloned().unwrap_or_else(|| panic!("{title} in {all:?}"))
}

/// A file behind the base, in the notation.
fn with(yaml: bool, more: &str) -> (Client, &'static str) {
    let (path, text) = FILES[usize::from(yaml)];
    let mut client = Client::start(&[CONFIG, (path, text)]);
    let other = if yaml { "neu.yaml" } else { "neu.cx" };
    client.open(other, more);
    client.settle();
    (client, other)
}

#[test]
fn every_fix_is_offered_and_mends_its_finding() {
    for (yaml, text) in [
        (false, "touchpoint t \"T 😀\" {\r\n  mission: \"x y z\"\r\n  channels: [telefn]\r\n  medium: analog\r\n}\r\n"),
        (true, "touchpoints:\r\n  t:\r\n    mission: x y z\r\n    channels: [telefn]\r\n    medium: analog\r\n"),
    ] {
        let (mut client, path) = with(yaml, text);
        let fix = titled(&mut client, path, "telefn", "replace `telefn` by `telefon`");
        assert_eq!((&fix["kind"], &fix["diagnostics"][0]["code"]), (&json!("quickfix"), &json!("unknown-reference")));
        assert_eq!(fix["edit"]["documentChanges"][0]["textDocument"]["version"], 1);
        client.apply(&fix["edit"]);
        assert!(!client.told(path).iter().any(|line| line.ends_with("unknown-reference")));
    }
}

#[test]
fn a_missing_element_is_written_where_its_kind_lives() {
    for (yaml, text, home, has) in [
        (
            false,
            "team t \"T\" {\n  parent: vertrieb\n}\n",
            "neu.cx",
            "team vertrieb \"Vertrieb\" {\n  status: draft\n}\n",
        ),
        (
            false,
            "signature s \"S\" {\n  touchpoint: späti\n}\n",
            "größe.cx",
            "touchpoint späti \"Späti\" {\n  status: draft\n  mission: \"…\"\n  channels: [telefon]\n  medium: analog\n}\n",
        ),
        (
            false,
            "signature s \"S\" {\n  touchpoint: \"Der Späti 😀\"\n}\n",
            "größe.cx",
            "touchpoint \"Der Späti 😀\" {\n  status: draft\n",
        ),
        (
            true,
            "signatures:\n  s:\n    touchpoint: späti\n",
            "größe.yaml",
            "\n  späti:\n    name: \"Späti\"\n    status: draft\n    mission: \"…\"\n    channels: [telefon]\n    medium: analog\n",
        ),
        (
            true,
            "signatures:\n  s:\n    touchpoint: größe\n    compass: [ehrlich]\n",
            "neu.yaml",
            "compass:\n  ehrlich:\n    name: \"Ehrlich\"\n    status: draft\n",
        ),
    ] {
        let (mut client, path) = with(yaml, text);
        let before = client.told(path);
        let at =
            ["vertrieb", "späti", "Der Späti", "ehrlich"].into_iter().find(|at| text.contains(at)).expect("a place");
        let action = titled(&mut client, path, at, "create missing");
        let changed = client.apply(&action["edit"]);
        // Of two files with equally many, the one at hand.
        let home = if changed.contains_key(home) { home } else { path };
        assert!(changed[home].contains(has), "{}", changed[home]);
        let changes = json!([{ "uri": client.uri(home), "type": 2 }]);
        client.tell("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
        let after = client.told(path);
        assert!(!after.iter().any(|line| line.ends_with("unknown-reference")), "{before:?} {after:?}");
        let errors: Vec<&Value> =
            client.findings.get(home).into_iter().flatten().filter(|finding| finding["severity"] == 1).collect();
        assert!(home == path || errors.is_empty(), "what was written is not wrong: {errors:?}");
    }
}

#[test]
fn required_fields_are_added_all_at_once() {
    for (yaml, text, after) in [
        (
            false,
            "touchpoint t \"T\" { // 😀\r\n}\r\n",
            "touchpoint t \"T\" { // 😀\r\n  mission: \"…\"\r\n  channels: [telefon]\r\n  medium: analog\r\n}\r\n",
        ),
        (
            false,
            "touchpoint t \"T\" {}\n",
            "touchpoint t \"T\" { mission: \"…\", channels: [telefon], medium: analog }\n",
        ),
        (
            false,
            "touchpoint t \"T\" { medium: hybrid }\n",
            "touchpoint t \"T\" { medium: hybrid, mission: \"…\", channels: [telefon] }\n",
        ),
        (
            false,
            "touchpoint t \"T\"\n",
            "touchpoint t \"T\" {\n  mission: \"…\"\n  channels: [telefon]\n  medium: analog\n}\n",
        ),
        (
            false,
            "journey j \"J\" {\n  trigger: \"x\" // größe\n\n  stage \"S\" {\n  }\n}\n",
            "journey j \"J\" {\n  trigger: \"x\" // größe\n  personas: [mia]\n  need: \"…\"\n\n  stage \"S\" {\n  }\n}\n",
        ),
        (
            true,
            "touchpoints:\n  t:\n    name: T # 😀\n",
            "touchpoints:\n  t:\n    name: T # 😀\n    mission: \"…\"\n    channels: [telefon]\n    medium: analog\n",
        ),
        (
            true,
            "touchpoints:\n  - name: T\n",
            "touchpoints:\n  - name: T\n    mission: \"…\"\n    channels: [telefon]\n    medium: analog\n",
        ),
        (
            true,
            "touchpoints:\n  t: { name: T }\n",
            "touchpoints:\n  t: { name: T, mission: \"…\", channels: [telefon], medium: analog }\n",
        ),
        (
            true,
            "touchpoints:\n  t:\n    name: T\n    description: |\n      Größe\n\npains: {}\n",
            "touchpoints:\n  t:\n    name: T\n    description: |\n      Größe\n    mission: \"…\"\n    channels: [telefon]\n    medium: analog\n\npains: {}\n",
        ),
    ] {
        let (mut client, path) = with(yaml, text);
        let place = if yaml { "t:" } else { "\"" };
        let place = if text.contains("- name") { "name" } else { place };
        let action = titled(&mut client, path, place, "add the required field");
        let changed = client.apply(&action["edit"]);
        assert_eq!(changed[path], after);
        let errors = client.told(path).iter().filter(|line| line.ends_with("missing-field")).count();
        assert_eq!(errors, 0);
    }
}

#[test]
fn a_mention_becomes_a_link() {
    in_both(|client, path| {
        let action = titled(client, path, "Der Kunden‸service hilft", "convert to link");
        assert_eq!(action["kind"], "refactor.rewrite");
        let changed = client.apply(&action["edit"]);
        assert!(changed[path].contains("Der [[Kundenservice]] hilft."), "{}", changed[path]);
        let again = actions(client, path, "Der [[Kunden‸service]] hilft");
        assert!(again.iter().all(|action| action["kind"] != "refactor.rewrite"), "{again:?}");
        let place = client.at(path, "hilft");
        let parameters = json!({ "textDocument": place["textDocument"], "range": { "start": place["position"], "end": place["position"] }, "context": { "diagnostics": [], "only": ["refactor"] } });
        let found = client.ask("textDocument/codeAction", parameters);
        assert!(found.as_array().is_some_and(|list| list.iter().all(|action| action["kind"] != "quickfix")));
    });
}

/// Where Markdown would show the brackets, or the table of contents would.
#[test]
fn code_and_headings_take_no_links() {
    let text = "term größe \"Größe 😀\" {\n  description: \"\"\"\n    # Eins Kundenservice\n    ```\n    zwei Kundenservice\n    ```\n    drei Kundenservice\n    \"\"\"\n}\n";
    let (mut client, path) = with(false, text);
    let mut offered = |place: &str| {
        let found = actions(&mut client, path, place);
        found.iter().any(|action| action["title"].as_str().is_some_and(|title| title.contains("convert to link")))
    };
    assert!(!offered("Eins Kunden‸service"));
    assert!(!offered("zwei Kunden‸service"));
    assert!(offered("drei Kunden‸service"));
}
