//! Looking things up: hover, definitions, references, symbols.

use serde_json::{Value, json};

use super::base::in_both;
use super::client::Client;

fn hover(client: &mut Client, path: &str, at: &str) -> String {
    let found = client.ask("textDocument/hover", client.at(path, at));
    found["contents"]["value"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn hovering_tells_what_an_element_a_field_a_word_is_in_the_language_of_the_base() {
    in_both(|client, path| {
        let told = hover(client, path, "touchpoint: ‸größe");
        for part in [
            "**Größen-Berater** · Touchpoint · `größe`",
            "Hilft bei der Größe.",
            "Größenhilfe",
            "en: Size guide",
            "verwendet in 1 Kundenreise",
        ] {
            assert!(told.contains(part), "{part}: {told}");
        }
        let told = hover(client, path, "‸medium: analog");
        assert!(told.contains("**Medium** · `medium` · Pflichtfeld") && told.contains("one of `digital`"), "{told}");
        assert!(hover(client, path, "medium: ana‸log").contains("**Analog** · `medium: analog`"));
        assert!(hover(client, path, "touchpoint").contains("Ein Ort, an dem ein Mensch"));
        assert!(hover(client, path, "[[serv‸ice|").contains("**Kundenservice**"));
        assert!(hover(client, path, "‸😀 Menschen").is_empty());
    });
}

/// The text that a definition leads to.
fn definition(client: &mut Client, path: &str, at: &str) -> Option<(String, String)> {
    let found = client.ask("textDocument/definition", client.at(path, at));
    let link = found.get(0)?;
    let file = client.file(&link["targetUri"]);
    let (origin, target) = (&link["originSelectionRange"], &link["targetSelectionRange"]);
    Some((client.slice(path, origin), client.slice(&file, target)))
}

#[test]
fn a_definition_is_found_from_wherever_an_element_is_named() {
    in_both(|client, path| {
        for (at, origin, target) in [
            ("touchpoint: ‸größe", "größe", "größe"),
            ("Größen‸hilfe", "Größenhilfe", "größe"),
            ("channels: [tele‸fon]", "telefon", "telefon"),
            ("[[serv‸ice|das Team]]", "service", "service"),
            ("{ mi‸a: 1", "mia", "mia"),
            ("bestellen‸.kaufen", "bestellen.kaufen", "kaufen"),
            ("after: [such‸en]", "suchen", "suchen"),
            ("owner: service‸", "service", "service"),
        ] {
            let touchpoint_alias = at.starts_with("Größen‸hilfe");
            let found = definition(
                client,
                path,
                if touchpoint_alias && path.ends_with("yaml") {
                    "touchpoint: Größen‸hilfe"
                } else if touchpoint_alias {
                    "touchpoint: \"Größen‸hilfe"
                } else {
                    at
                },
            );
            assert_eq!(found, Some((origin.to_owned(), target.to_owned())), "{at} in {path}");
        }
        assert_eq!(definition(client, path, "‸Kaffee, bevor"), None);
    });
}

#[test]
fn a_definition_is_right_while_the_file_has_moved_on() {
    in_both(|client, path| {
        client.edit(path, 0..0, if path.ends_with("cx") { "// ganz neu 😀\n" } else { "# ganz neu 😀\n" });
        let found = definition(client, path, "touchpoint: ‸größe");
        assert_eq!(found, Some(("größe".to_owned(), "größe".to_owned())));
    });
}

#[test]
fn every_use_is_found_with_and_without_the_declaration() {
    in_both(|client, path| {
        for (declaration, count) in [(true, 3), (false, 2)] {
            let mut parameters = client.at(path, "touchpoint: ‸größe");
            parameters["context"] = json!({ "includeDeclaration": declaration });
            let found = client.ask("textDocument/references", parameters);
            let texts: Vec<String> =
                found.as_array().expect("a list").iter().map(|place| client.slice(path, &place["range"])).collect();
            assert_eq!(texts.len(), count, "{texts:?}");
            assert!(texts.contains(&"Größenhilfe".to_owned()) && texts.contains(&"größe".to_owned()), "{texts:?}");
        }
        let found = client.ask("textDocument/documentHighlight", client.at(path, "touchpoint: ‸größe"));
        assert!(found.as_array().is_some_and(|list| list.len() >= 3), "{found}");
    });
}

fn names(symbols: &Value) -> Vec<String> {
    let list = symbols.as_array().expect("a list");
    list.iter().map(|symbol| symbol["name"].as_str().expect("a name").to_owned()).collect()
}

#[test]
fn the_elements_of_a_file_stand_in_each_other() {
    in_both(|client, path| {
        let symbols = client.ask("textDocument/documentSymbol", client.document(path));
        assert!(names(&symbols).contains(&"Größen-Berater".to_owned()), "{symbols}");
        let journey =
            symbols.as_array().and_then(|list| list.iter().find(|symbol| symbol["name"] == "Bestellen")).cloned();
        let journey = journey.expect("the journey");
        assert_eq!(names(&journey["children"]), ["Kauf"]);
        assert_eq!(names(&journey["children"][0]["children"]), ["Suchen", "Kaufen"]);
        let fax = symbols.as_array().and_then(|list| list.iter().find(|symbol| symbol["name"] == "Fax")).cloned();
        assert_eq!(fax.expect("the fax")["tags"], json!([1]));
        let (outer, inner) = (&journey["range"], &journey["selectionRange"]);
        let byte = |position: &Value| client.offset(path, position);
        assert!(byte(&outer["start"]) <= byte(&inner["start"]) && byte(&inner["end"]) <= byte(&outer["end"]));
    });
}

#[test]
fn the_whole_workspace_is_searched_as_people_type() {
    in_both(|client, path| {
        for (query, first) in [
            ("groessenber", "Größen-Berater"),
            ("Größenhilfe", "Größen-Berater"),
            ("KFN", "Kaufen"),
            ("bestellen", "Bestellen"),
        ] {
            let found = client.ask("workspace/symbol", json!({ "query": query }));
            assert_eq!(names(&found).first().map(String::as_str), Some(first), "{query} in {path}");
            assert_eq!(client.file(&found[0]["location"]["uri"]), path);
        }
        assert_eq!(client.ask("workspace/symbol", json!({ "query": "zzz" })), json!([]));
    });
}
