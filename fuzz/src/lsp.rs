//! Any bytes as what an editor says to the language server.
//!
//! What begins with `Content-Length` goes to the server as it is. Else every line is a message, after the ones that an editor begins with:
//! `=a TEXT` makes `TEXT` the text of the open file `a.cx` (`b`: `b.yaml`), with `\n` for line breaks; `?a 3 5` asks everything that can be asked
//! about line 3, column 5; `!a 1 2 3 4 TEXT` puts a text between two positions; `method {…}` is a request or a notification with these
//! parameters; what begins with a brace is the body of a message. `$a`, `$b` and `$r` stand for the addresses of the files and of their folder.

use std::fs;
use std::sync::LazyLock;

use serde_json::{Value, json};
use touchbase::cli::doors;

use super::base::KNOWLEDGE;

/// A knowledge base on disk, which the server looks at and never changes.
static FOLDER: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    for (path, text) in [("touchbase.yaml", "name: Größe\nlanguage: de\n")].iter().chain(KNOWLEDGE) {
        fs::write(folder.path().join(path), text).unwrap_or_else(|error| panic!("{error}"));
    }
    folder
});

const REQUESTS: &[&str] = &[
    "hover",
    "completion",
    "definition",
    "references",
    "documentHighlight",
    "documentSymbol",
    "codeAction",
    "codeLens",
    "inlayHint",
    "semanticTokens/full",
    "semanticTokens/range",
    "foldingRange",
    "selectionRange",
    "documentLink",
    "prepareRename",
    "rename",
    "formatting",
];

/// The server answers each request once and in good order, and makes no mistake of its own.
pub fn holds(bytes: &[u8]) {
    // Only the folder made for it: a message may name any other of this machine.
    let text = String::from_utf8_lossy(bytes).replace("file:", "files:");
    let text = text.replace('\0', "");
    if text.starts_with("Content-Length") {
        let output =
            conversation(&bytes.iter().map(|byte| if *byte == b'%' { b'_' } else { *byte }).collect::<Vec<_>>());
        messages(&output).for_each(drop);
        return;
    }
    let mut said = Said::default();
    said.begin();
    text.lines().take(200).for_each(|line| said.line(line));
    said.request("shutdown", Value::Null);
    said.notify("exit", Value::Null);
    let output = conversation(&said.bytes);
    let mut answered = vec![0_u32; said.requests];
    for message in messages(&output) {
        assert!(!message.to_string().contains("mistake of its own"), "{message}");
        let own = message.get("method").is_none().then(|| message["id"].as_u64()).flatten();
        if let Some(count) = own.and_then(|id| answered.get_mut(usize::try_from(id).ok()?)) {
            *count += 1;
        }
    }
    assert!(said.has_bodies || answered.iter().all(|count| *count == 1), "answers: {answered:?}");
}

fn conversation(input: &[u8]) -> Vec<u8> {
    let mut output = Vec::new();
    doors::lsp(input, &mut output).unwrap_or_else(|error| panic!("{error}"));
    output
}

/// What the server has said: whole messages, each of them JSON.
fn messages(mut output: &[u8]) -> impl Iterator<Item = Value> {
    std::iter::from_fn(move || {
        let rest = output.strip_prefix(b"Content-Length: ")?;
        let end =
            rest.windows(4).position(|window| window == b"\r\n\r\n").unwrap_or_else(|| panic!("no end of a header"));
        let length: usize = String::from_utf8_lossy(&rest[..end]).parse().unwrap_or_else(|error| panic!("{error}"));
        let body = &rest[end + 4..end + 4 + length];
        output = &rest[end + 4 + length..];
        Some(
            serde_json::from_slice(body).unwrap_or_else(|error| panic!("{error}: {:?}", String::from_utf8_lossy(body))),
        )
    })
}

/// What the editor says.
#[derive(Default)]
struct Said {
    bytes: Vec<u8>,
    requests: usize,
    version: i32,
    has_bodies: bool,
}

fn uri(file: &str) -> String {
    let root = format!("file://{}", FOLDER.path().display());
    match file {
        "a" => format!("{root}/a.cx"),
        "b" => format!("{root}/b.yaml"),
        _ => root,
    }
}

impl Said {
    fn body(&mut self, text: &str) {
        self.bytes.extend(format!("Content-Length: {}\r\n\r\n{text}", text.len()).into_bytes());
    }

    fn request(&mut self, method: &str, params: Value) {
        let id = self.requests;
        self.requests += 1;
        self.body(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }).to_string());
    }

    fn notify(&mut self, method: &str, params: Value) {
        self.body(&json!({ "jsonrpc": "2.0", "method": method, "params": params }).to_string());
    }

    fn begin(&mut self) {
        let capabilities = json!({ "textDocument": {
            "completion": { "completionItem": { "snippetSupport": true } },
            "publishDiagnostics": { "relatedInformation": true },
            "codeAction": { "codeActionLiteralSupport": {} },
            "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
        } });
        self.request("initialize", json!({ "rootUri": uri("r"), "capabilities": capabilities }));
        self.notify("initialized", json!({}));
        for (file, (_, text)) in ["a", "b"].iter().zip(KNOWLEDGE) {
            let item = json!({ "uri": uri(file), "languageId": "cx", "version": 0, "text": text });
            self.notify("textDocument/didOpen", json!({ "textDocument": item }));
        }
    }

    fn line(&mut self, line: &str) {
        let mut words = line.splitn(2, ' ');
        let (word, rest) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        match word.as_bytes() {
            [b'{', ..] => {
                self.has_bodies = true;
                self.body(&placed(line));
            }
            [b'=', file] => self.change(*file, json!([{ "text": broken(rest) }])),
            [b'!', file] => {
                let mut parts = rest.splitn(5, ' ');
                let [a, b, c, d] = [(); 4].map(|()| number(parts.next()));
                let range = json!({ "start": position(a, b), "end": position(c, d) });
                self.change(*file, json!([{ "range": range, "text": broken(parts.next().unwrap_or_default()) }]));
            }
            [b'?', file] => {
                let mut parts = rest.splitn(2, ' ');
                let at = position(number(parts.next()), number(parts.next()));
                self.ask(*file, &at);
            }
            _ => match serde_json::from_str::<Value>(&placed(rest)) {
                Ok(params) if word.contains("/did") => self.notify(word, params),
                Ok(params) if !["exit", "shutdown", "initialize", "$/cancelRequest"].contains(&word) => {
                    self.request(word, params);
                }
                _ => {}
            },
        }
    }

    fn change(&mut self, file: u8, changes: Value) {
        self.version += 1;
        let document = json!({ "uri": uri(&char::from(file).to_string()), "version": self.version });
        self.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    fn ask(&mut self, file: u8, at: &Value) {
        let params = json!({
            "textDocument": { "uri": uri(&char::from(file).to_string()) },
            "position": at,
            "positions": [at],
            "range": { "start": position(0, 0), "end": at },
            "newName": "größer-2",
            "context": { "diagnostics": [], "includeDeclaration": true },
            "options": { "tabSize": 2, "insertSpaces": true },
        });
        REQUESTS.iter().for_each(|method| self.request(&format!("textDocument/{method}"), params.clone()));
        self.request("workspace/symbol", json!({ "query": "mia" }));
    }
}

fn number(word: Option<&str>) -> u32 {
    word.and_then(|word| word.parse().ok()).unwrap_or(0)
}

fn position(line: u32, character: u32) -> Value {
    json!({ "line": line, "character": character })
}

fn broken(text: &str) -> String {
    text.replace("\\n", "\n").replace("\\r", "\r")
}

fn placed(text: &str) -> String {
    text.replace("$a", &uri("a")).replace("$b", &uri("b")).replace("$r", &uri("r"))
}
