//! What is shown beside the text: colours, folds, hints, lines above elements, links, growing selections.

use serde_json::{Value, json};

use super::base::in_both;
use super::client::{Client, everything};

/// Each coloured word with its type and modifiers.
fn tokens(client: &Client, path: &str, found: &Value) -> Vec<(String, String, u64)> {
    let legend = client.server["capabilities"]["semanticTokensProvider"]["legend"]["tokenTypes"].clone();
    let data: Vec<u64> = found["data"].as_array().expect("numbers").iter().filter_map(Value::as_u64).collect();
    let (mut line, mut start) = (0, 0);
    data.chunks(5)
        .map(|token| {
            start = if token[0] == 0 { start + token[1] } else { token[1] };
            line += token[0];
            let end = json!({ "line": line, "character": start + token[2] });
            let range = json!({ "start": { "line": line, "character": start }, "end": end });
            let ty = legend[token[3] as usize].as_str().expect("a type").to_owned();
            (client.slice(path, &range), ty, token[4])
        })
        .collect()
}

#[test]
fn words_are_coloured_by_what_they_are() {
    in_both(|client, path| {
        let found = client.ask("textDocument/semanticTokens/full", client.document(path));
        let all = tokens(client, path, &found);
        let has = |text: &str, ty: &str, modifiers: u64| {
            let found = all.iter().any(|(word, of, mark)| word == text && of == ty && *mark == modifiers);
            assert!(found, "{text} {ty} {modifiers} in {all:?}");
        };
        has(if path.ends_with("cx") { "touchpoint" } else { "touchpoints" }, "keyword", 0);
        has("größe", "class", 1);
        has("fax", "class", 3);
        has("channels", "property", 0);
        has("telefon", "variable", 0);
        has("analog", "enumMember", 0);
        has("service", "variable", 0);
        has("bestellen.kaufen", "variable", 0);
        has("1", "number", 0);
        has("Die richtige Größe in einem Gespräch finden.", "string", 0);
        let places: Vec<&(String, String, u64)> = all.iter().filter(|(_, ty, _)| ty == "comment").collect();
        assert!(places.len() >= 3, "{places:?}");
        let mut parameters = client.document(path);
        parameters["range"] = client.range(path, 0..40);
        let part = client.ask("textDocument/semanticTokens/range", parameters);
        let part = tokens(client, path, &part);
        assert!(!part.is_empty() && part.len() < all.len() / 4 && all.starts_with(&part), "{part:?}");
    });
}

#[test]
fn elements_lists_and_comments_fold() {
    in_both(|client, path| {
        let found = client.ask("textDocument/foldingRange", client.document(path));
        let text = client.text(path);
        let line = |number: &Value| text.lines().nth(number.as_u64().expect("a line") as usize).expect("a line");
        let folds: Vec<(&str, &str)> = found
            .as_array()
            .expect("a list")
            .iter()
            .map(|fold| (line(&fold["startLine"]), line(&fold["endLine"])))
            .collect();
        let begins = |start: &str| folds.iter().any(|(first, _)| first.trim_start().starts_with(start));
        let starts: &[&str] = match path.ends_with("cx") {
            true => &["// 😀 Menschen", "touchpoint größe", "journey bestellen", "stage kauf", "description:"],
            false => {
                &["# 😀 Menschen", "touchpoints:", "größe:", "journeys:", "- id: kauf", "personas:", "description:"]
            }
        };
        assert!(starts.iter().all(|start| begins(start)), "{folds:?}");
        assert_eq!(found[0]["kind"], "comment");
    });
}

#[test]
fn names_stand_behind_ids_in_the_visible_part_only() {
    in_both(|client, path| {
        let text = client.text(path);
        let mut parameters = client.document(path);
        parameters["range"] = client.range(path, 0..text.len());
        let found = client.ask("textDocument/inlayHint", parameters.clone());
        let hints: Vec<(String, String)> = found
            .as_array()
            .expect("a list")
            .iter()
            .map(|hint| {
                let at = client.offset(path, &hint["position"]);
                let before = text[..at].rsplit([' ', '[', '\n']).next().unwrap_or_default().to_owned();
                (before, hint["label"].as_str().expect("a name").to_owned())
            })
            .collect();
        let has = |id: &str, name: &str| assert!(hints.contains(&(id.to_owned(), name.to_owned())), "{id}: {hints:?}");
        has("größe", "Größen-Berater");
        has("service", "Kundenservice");
        has("bestellen.kaufen", "Kaufen");
        assert!(!hints.iter().any(|(id, _)| id == "telefon"), "says the same as the name");
        let at = text.find("owner: service").expect("the owner");
        parameters["range"] = client.range(path, at..at + 9);
        let part = client.ask("textDocument/inlayHint", parameters);
        assert_eq!(part.as_array().map(Vec::len), Some(1), "{part}");
    });
}

#[test]
fn a_line_above_each_element_says_who_uses_it() {
    in_both(|client, path| {
        let found = client.ask("textDocument/codeLens", client.document(path));
        let lenses = found.as_array().expect("a list").clone();
        let mut titles = Vec::new();
        for lens in lenses {
            assert!(lens.get("command").is_none(), "what it says is asked for when it is shown");
            let header = client.slice(path, &lens["range"]);
            let resolved = client.ask("codeLens/resolve", lens);
            titles.push((header, resolved["command"]["title"].as_str().expect("a title").to_owned()));
        }
        let said =
            |part: &str| titles.iter().find(|(header, _)| header.contains(part)).map(|(_, title)| title.as_str());
        assert_eq!(said("größe"), Some("verwendet in 1 Kundenreise"));
        assert_eq!(said("bestellen"), Some("verwendet in 1 Hebel"));
        assert_eq!(said("wartet"), Some("noch nicht verwendet"));
    });
}

#[test]
fn editors_that_can_show_places_get_a_command_for_it() {
    let files = [("touchbase.yaml", ""), ("a.cx", "team a \"A\" {}\nteam b \"B\" {\n  parent: a\n}\n")];
    let mut client = Client::silent(&files);
    let folders = json!([{ "uri": client.uri(""), "name": "kb" }]);
    let options = json!({ "showReferences": true });
    client.initialize(
        json!({ "workspaceFolders": folders, "capabilities": everything(), "initializationOptions": options }),
    );
    client.open_file("a.cx");
    let lens = client.ask("textDocument/codeLens", client.document("a.cx"))[0].clone();
    let resolved = client.ask("codeLens/resolve", lens);
    assert_eq!(resolved["command"]["title"], "used in 1 team");
    assert_eq!(resolved["command"]["command"], "touchbase.showReferences");
    assert_eq!(resolved["command"]["arguments"][2][0]["range"]["start"]["line"], 2);
}

#[test]
fn addresses_pictures_and_files_can_be_followed() {
    in_both(|client, path| {
        let found = client.ask("textDocument/documentLink", client.document(path));
        let links: Vec<(String, String)> = found
            .as_array()
            .expect("a list")
            .iter()
            .map(|link| (client.slice(path, &link["range"]), client.file(&link["target"])))
            .collect();
        let web = |address: &str| (address.to_owned(), address.to_owned());
        assert!(links.contains(&web("https://example.org/telefon")), "{links:?}");
        assert!(links.contains(&web("https://example.org/bericht")), "{links:?}");
        let pictures = links.iter().filter(|(_, target)| target == "bilder/telefon.png").count();
        assert_eq!(pictures, 2, "{links:?}");
    });
}

#[test]
fn a_selection_grows_from_the_word_to_the_file() {
    in_both(|client, path| {
        let mut parameters = client.at(path, "after: [such‸en]");
        parameters["positions"] = json!([parameters["position"]]);
        let found = client.ask("textDocument/selectionRange", parameters);
        let (mut texts, mut range) = (Vec::new(), &found[0]);
        while range.get("range").is_some() {
            texts.push(client.slice(path, &range["range"]));
            range = &range["parent"];
        }
        assert_eq!(texts.first().map(String::as_str), Some("suchen"));
        assert!(texts.contains(&"[suchen]".to_owned()) && texts.contains(&"after: [suchen]".to_owned()), "{texts:?}");
        assert_eq!(texts.last(), Some(&client.text(path)));
        assert!(texts.windows(2).all(|pair| pair[1].contains(&pair[0]) && pair[0].len() < pair[1].len()));
    });
}
