//! How the conversation begins and ends, and what happens to messages that make no sense.

use serde_json::{Value, json};

use super::client::Client;

const FILES: &[(&str, &str)] = &[("touchbase.yaml", "language: de\n"), ("a.cx", "team a \"Größe 😀\" {\n}\n")];

#[test]
fn who_says_goodbye_ends_well_and_nothing_is_said_on_the_side() {
    let mut client = Client::start(FILES);
    client.settle();
    assert_eq!(client.server["serverInfo"]["name"], "touchbase");
    assert_eq!(client.leave(), (Some(0), String::new()));
}

#[test]
fn who_goes_without_a_word_is_not_waited_for() {
    assert_eq!(Client::start(FILES).vanish(), (Some(1), String::new()));
    let mut client = Client::start(FILES);
    client.tell("exit", Value::Null);
    assert_eq!(client.wait(), (Some(1), String::new()));
}

#[test]
fn nothing_is_answered_before_the_beginning_or_after_the_end() {
    let mut client = Client::silent(FILES);
    let code = |answer: Result<Value, Value>| answer.expect_err("a refusal")["code"].clone();
    let id = client.request("textDocument/hover", json!({}));
    assert_eq!(code(client.answer(id)), -32002);
    client.tell("textDocument/didOpen", json!({ "textDocument": 1 }));
    client.initialize(json!({ "processId": null, "rootUri": client.uri(""), "capabilities": {} }));
    assert_eq!(client.server["capabilities"]["positionEncoding"], "utf-16");
    let id = client.request("initialize", json!({}));
    assert_eq!(code(client.answer(id)), -32600);
    client.ask("shutdown", Value::Null);
    let id = client.request("textDocument/hover", json!({}));
    assert_eq!(code(client.answer(id)), -32600);
    client.tell("exit", Value::Null);
    assert_eq!(client.wait().0, Some(0));
}

#[test]
fn what_cannot_be_understood_is_told_and_the_conversation_goes_on() {
    let mut client = Client::start(FILES);
    client.send_raw("Content-Length: 1\r\n\r\n{");
    while client.next()["error"]["code"] != -32700 {}
    client.send_raw("Content-Length: 999999999999999\r\n\r\n");
    while client.next()["error"]["code"] != -32700 {}
    for (method, parameters, code) in [
        ("textDocument/unheardOf", json!({}), -32601),
        ("textDocument/hover", json!({ "textDocument": { "uri": 5 } }), -32602),
        ("textDocument/hover", Value::Null, -32602),
    ] {
        let id = client.request(method, parameters);
        assert_eq!(client.answer(id).expect_err("a refusal")["code"], code, "{method}");
    }
    client.tell("textDocument/didChange", json!({ "textDocument": "größe" }));
    client.tell("$/unheardOf", json!([1]));
    let uri = client.uri("never-opened.cx");
    client
        .tell("textDocument/didChange", json!({ "textDocument": { "uri": uri, "version": 2 }, "contentChanges": [] }));
    client.settle();
    assert!(client.heard.iter().filter(|heard| heard["method"] == "window/logMessage").count() >= 3);
    assert_eq!(client.leave(), (Some(0), String::new()));
}

/// On a machine that is busy with other tests, an answer may be faster than what the editor says next.
const ATTEMPTS: usize = 50;

#[test]
fn a_request_can_be_cancelled_while_it_waits() {
    let mut client = many(2_000, &[]);
    let is_cancelled = (0..ATTEMPTS).any(|_| {
        let id = client.request("workspace/symbol", json!({ "query": "" }));
        client.tell("$/cancelRequest", json!({ "id": id }));
        client.answer(id).is_err_and(|error| error["code"] == -32800)
    });
    assert!(is_cancelled);
    client.tell("$/cancelRequest", json!({ "id": "nobody" }));
    client.settle();
}

#[test]
fn answers_come_while_the_knowledge_base_is_checked() {
    let mut client = many(3_000, &[("neu.cx", "team neu \"Größe 😀\" {}\n")]);
    client.open_file("neu.cx");
    let is_before_the_check = (0..ATTEMPTS).any(|number| {
        client.settle();
        client.findings.clear();
        client.replace("neu.cx", &format!("team neu \"Größe 😀\" {{ parent: nirgends{number} }}\n"));
        let place = client.at("neu.cx", "ne‸u");
        let told = client.ask("textDocument/hover", place);
        assert!(told["contents"]["value"].as_str().is_some_and(|text| text.contains("Größe 😀")), "{told}");
        client.findings.is_empty()
    });
    assert!(is_before_the_check, "the check of the new state was waited for");
    assert_eq!(client.told("neu.cx"), ["1:31 unknown-reference"]);
}

/// An editor with a large knowledge base and these files.
fn many(elements: usize, more: &[(&str, &str)]) -> Client {
    let files: Vec<(String, String)> = crate::generate::base::files(elements, touchbase::syntax::Notation::Cx)
        .map(|(path, text)| (path.to_string(), text))
        .collect();
    let files = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    Client::start(&files.chain(more.iter().copied()).collect::<Vec<_>>())
}

#[test]
fn the_help_says_how_editors_are_set_up() {
    let run = std::process::Command::new(super::client::program()).args(["lsp", "--help"]).output().expect("a run");
    let help = String::from_utf8(run.stdout).expect("UTF-8");
    assert!(help.contains("docs/editors.md") && help.contains("docs/language-server.md"), "{help}");
}
