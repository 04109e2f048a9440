//! Changes that leave the knowledge as it is: renaming and formatting.

use serde_json::{Value, json};

use super::base::in_both;
use super::client::Client;

fn rename(client: &mut Client, path: &str, at: &str, to: &str) -> Result<Value, Value> {
    let mut parameters = client.at(path, at);
    let prepared = client.ask("textDocument/prepareRename", parameters.clone());
    assert!(prepared["placeholder"].is_string(), "{prepared}");
    parameters["newName"] = json!(to);
    let id = client.request("textDocument/rename", parameters);
    client.answer(id)
}

#[test]
fn an_id_changes_wherever_it_is_used() {
    in_both(|client, path| {
        let prepared = client.ask("textDocument/prepareRename", client.at(path, "touchpoint: ‸größe"));
        assert_eq!(client.slice(path, &prepared["range"]), "größe");
        assert_eq!(prepared["placeholder"], "größe");
        let edit = rename(client, path, "touchpoint: ‸größe", "berater").expect("edits");
        let changed = client.apply(&edit);
        assert!(
            changed[path].contains("touchpoint: berater") && changed[path].contains("formerly: [größe]"),
            "{}",
            changed[path]
        );
        let told = client.told(path);
        assert!(!told.iter().any(|line| line.ends_with("unknown-reference")), "{told:?}");
    });
}

#[test]
fn of_a_step_the_part_at_the_cursor_is_renamed() {
    in_both(|client, path| {
        for (at, word) in [("bestel‸len.kaufen", "bestellen"), ("bestellen.kau‸fen", "kaufen")] {
            let prepared = client.ask("textDocument/prepareRename", client.at(path, at));
            assert_eq!(client.slice(path, &prepared["range"]), word);
        }
        let edit = rename(client, path, "bestellen.kau‸fen", "bezahlen").expect("edits");
        let changed = client.apply(&edit);
        assert!(changed[path].contains("bestellen.bezahlen"), "{}", changed[path]);
    });
}

#[test]
fn a_name_changes_as_a_name_and_what_is_taken_is_refused() {
    in_both(|client, path| {
        let at = if path.ends_with("cx") { "\"Kunden‸service\"" } else { "name: Kunden‸service" };
        let edit = rename(client, path, at, "Team Größe 😀").expect("edits");
        let changed = client.apply(&edit);
        assert!(changed[path].contains("Team Größe 😀") && changed[path].contains("service"), "{}", changed[path]);
        let refused = rename(client, path, "touchpoint: ‸größe", "telefon").expect_err("taken");
        assert!(refused["message"].as_str().is_some_and(|message| message.contains("taken")), "{refused}");
        let nothing = client.ask("textDocument/prepareRename", client.at(path, "‸😀 Menschen"));
        assert!(nothing.is_null());
    });
}

#[test]
fn a_file_is_laid_out_anew_and_says_what_it_said() {
    for (path, text, after) in [
        ("neu.cx", "team  t \"Größe 😀\"  {\r\n parent:   service\r\n}\r\n", "team t \"Größe 😀\" {"),
        ("neu.yaml", "teams:\n   t:\n      name:   Größe 😀\n", "teams:\n  t:\n    name:"),
    ] {
        let mut client = Client::start(&[("touchbase.yaml", ""), ("a.cx", "team service \"Service\" {}\n")]);
        client.open(path, text);
        let mut parameters = client.document(path);
        parameters["options"] = json!({ "tabSize": 8, "insertSpaces": true });
        let edits = client.ask("textDocument/formatting", parameters.clone());
        let formatted = client.edited(path, &edits);
        assert!(formatted.contains(after), "{formatted}");
        client.replace(path, &formatted);
        assert_eq!(client.ask("textDocument/formatting", parameters), json!([]), "once is enough");
    }
}
