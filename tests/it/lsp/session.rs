//! A long session of random edits over the examples, in both notations: whatever the files look like in between, every request is
//! answered, and at the end the editor has been told what a fresh check tells.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use walkdir::WalkDir;

use super::client::{Client, program};

/// Edits of a session, unless `LSP_EDITS` says how many.
const EDITS: u32 = 100;

/// What people and accidents put into files.
const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    "\"",
    "\"\"\"",
    ":",
    ",",
    "\n",
    "\r\n",
    "\r",
    "  ",
    "- ",
    "#",
    "//",
    "[[",
    "]]",
    "|",
    "😀",
    "ß",
    "\u{feff}",
    "\0",
    "a",
    "touchpoint x \"X\" {\n",
    "\ntouchpoints:\n  x:\n    name: X\n",
    "channels: [",
    "id: ",
    "name: ",
    "&a",
    "*a",
    "<<: ",
    "\t",
    "---\n",
    "'",
    "\\",
];

const REQUESTS: &[&str] = &[
    "textDocument/hover",
    "textDocument/completion",
    "textDocument/definition",
    "textDocument/references",
    "textDocument/documentHighlight",
    "textDocument/documentSymbol",
    "textDocument/codeAction",
    "textDocument/codeLens",
    "textDocument/inlayHint",
    "textDocument/semanticTokens/full",
    "textDocument/foldingRange",
    "textDocument/selectionRange",
    "textDocument/documentLink",
    "textDocument/prepareRename",
    "textDocument/formatting",
];

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn up_to(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % (end + 1)
    }
}

fn example(name: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
    let files =
        WalkDir::new(&root).sort_by_file_name().into_iter().flatten().filter(|entry| entry.file_type().is_file());
    let name = |path: &Path| path.strip_prefix(&root).expect("below").to_string_lossy().replace('\\', "/");
    files.filter_map(|entry| Some((name(entry.path()), std::fs::read_to_string(entry.path()).ok()?))).collect()
}

/// The place or one before it that positions can name: neither within a character nor within a line break.
fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) || (text[..at].ends_with('\r') && text[at..].starts_with('\n')) {
        at -= 1;
    }
    at
}

/// One edit of one of the files.
fn edit(client: &mut Client, dice: &mut Dice, path: &str, original: &str) {
    let text = client.text(path);
    let at = boundary(&text, dice.up_to(text.len()));
    match dice.up_to(9) {
        0 => client.replace(path, original),
        1 | 2 => {
            let end = boundary(&text, (at + dice.up_to(40)).min(text.len()));
            client.edit(path, at..end.max(at), "");
        }
        3 => {
            // A piece of the file itself.
            let from = boundary(&text, dice.up_to(text.len()));
            let to = boundary(&text, (from + 60).min(text.len()));
            let piece = text[from..to.max(from)].to_owned();
            client.edit(path, at..at, &piece);
        }
        _ => client.edit(path, at..at, PIECES[dice.up_to(PIECES.len() - 1)]),
    }
}

fn ask(client: &mut Client, dice: &mut Dice, path: &str) -> i32 {
    let text = client.text(path);
    let at = boundary(&text, dice.up_to(text.len()));
    let end = boundary(&text, (at + dice.up_to(200)).min(text.len())).max(at);
    let position = client.position(path, at);
    let parameters = json!({
        "textDocument": { "uri": client.uri(path) },
        "position": position,
        "positions": [position],
        "range": client.range(path, at..end),
        "context": { "diagnostics": [], "includeDeclaration": true },
        "options": { "tabSize": 2, "insertSpaces": true },
    });
    client.request(REQUESTS[dice.up_to(REQUESTS.len() - 1)], parameters)
}

/// What the editor knows about each file, for comparison.
fn told(client: &Client) -> BTreeSet<(String, u64, String, String)> {
    let all = client.findings.iter().flat_map(|(path, list)| list.iter().map(move |finding| (path, finding)));
    all.map(|(path, finding)| {
        let line = finding["range"]["start"]["line"].as_u64().expect("a line") + 1;
        let (check, message) =
            (finding["code"].as_str().expect("a check"), finding["message"].as_str().expect("a text"));
        let message = message.split("\nhelp: ").next().unwrap_or_default();
        (path.clone(), line, check.to_owned(), message.to_owned())
    })
    .collect()
}

/// What a fresh run says about the same texts.
fn checked(client: &Client, paths: &[String]) -> BTreeSet<(String, u64, String, String)> {
    for path in paths {
        client.write(path, &client.text(path));
    }
    let run = Command::new(program()).args(["check", "--format", "json"]).arg(client.path("")).output().expect("a run");
    let report: Value = serde_json::from_slice(&run.stdout).expect("JSON");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let list = report["diagnostics"].as_array().expect("a list");
    list.iter()
        .map(|finding| {
            let line = finding["line"].as_u64().expect("a line");
            (text(&finding["file"]), line, text(&finding["check"]), text(&finding["message"]))
        })
        .collect()
}

fn session(name: &str, edits: u32) {
    let files = example(name);
    let borrowed: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let mut client = Client::start(&borrowed);
    let knowledge: Vec<&(String, String)> =
        files.iter().filter(|(path, _)| path.ends_with(".cx") || path.ends_with(".yaml")).collect();
    for (path, text) in &knowledge {
        client.open(path, text);
    }
    let mut dice = Dice(edits.into());
    for round in 0..edits {
        let (path, original) = knowledge[dice.up_to(knowledge.len() - 1)];
        edit(&mut client, &mut dice, path, original);
        if round % 3 == 0 {
            let id = ask(&mut client, &mut dice, path);
            if round % 9 == 0
                && let Err(error) = client.answer(id)
            {
                assert_eq!(error["code"], -32801, "round {round}: {error}");
            }
        }
    }
    client.settle();
    let apologies = client.heard.iter().filter(|heard| heard.to_string().contains("mistake of its own"));
    assert_eq!(apologies.collect::<Vec<_>>(), Vec::<&Value>::new());
    let paths: Vec<String> = knowledge.iter().map(|(path, _)| path.clone()).collect();
    let (told, checked) = (told(&client), checked(&client, &paths));
    let differing: Vec<_> = told.symmetric_difference(&checked).collect();
    assert!(differing.is_empty(), "{differing:#?}");
    assert_eq!(client.leave(), (Some(0), String::new()));
}

fn edits() -> u32 {
    std::env::var("LSP_EDITS").ok().and_then(|number| number.parse().ok()).unwrap_or(EDITS)
}

#[test]
fn random_edits_of_cx_end_where_a_fresh_check_ends() {
    session("kaffeeklub", edits());
}

#[test]
fn random_edits_of_yaml_end_where_a_fresh_check_ends() {
    session("learn-to-drive", edits());
}
