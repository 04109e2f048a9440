//! A small editor: starts the server, speaks the protocol, keeps what it is told.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

/// Longer than any answer takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// The mark of the cursor in texts of tests.
pub(super) const CURSOR: &str = "‸";

/// An editor with a folder open.
pub(super) struct Client {
    folder: TempDir,
    process: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    asked: i32,
    versions: BTreeMap<String, i32>,
    texts: BTreeMap<String, String>,
    /// Findings by file, as the server told them last.
    pub(super) findings: BTreeMap<String, Vec<Value>>,
    /// What the server asked for or told, beside findings.
    pub(super) heard: Vec<Value>,
    /// What it said in its first answer.
    pub(super) server: Value,
    utf8: bool,
}

/// What an editor can do that can everything.
pub(super) fn everything() -> Value {
    json!({
        "general": { "positionEncodings": ["utf-16"] },
        "textDocument": {
            "publishDiagnostics": { "relatedInformation": true },
            "completion": { "completionItem": { "snippetSupport": true } },
            "definition": { "linkSupport": true },
            "hover": { "contentFormat": ["markdown", "plaintext"] },
            "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
            "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix"] } } },
        },
        "workspace": {
            "workspaceEdit": { "documentChanges": true },
            "didChangeWatchedFiles": { "dynamicRegistration": true },
        },
    })
}

impl Client {
    /// Opens a folder with these files.
    pub(super) fn start(files: &[(&str, &str)]) -> Client {
        Client::able(files, everything())
    }

    /// The same with columns in bytes.
    pub(super) fn in_bytes(files: &[(&str, &str)]) -> Client {
        let mut capabilities = everything();
        capabilities["general"]["positionEncodings"] = json!(["utf-8", "utf-16"]);
        Client::able(files, capabilities)
    }

    /// The same for an editor that can do this.
    pub(super) fn able(files: &[(&str, &str)], capabilities: Value) -> Client {
        let mut client = Client::silent(files);
        let folders = json!([{ "uri": client.uri(""), "name": "kb" }]);
        client.initialize(json!({ "processId": null, "workspaceFolders": folders, "capabilities": capabilities }));
        client
    }

    /// Starts the server and says nothing yet.
    pub(super) fn silent(files: &[(&str, &str)]) -> Client {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (path, text) in files {
            write(&folder.path().join(path), text);
        }
        let mut process = Command::new(program())
            .args(["lsp", "--stdio"])
            .current_dir(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let output = BufReader::new(process.stdout.take().expect("a pipe"));
        let (sender, messages) = mpsc::channel();
        std::thread::spawn(move || receive(output, &sender));
        let input = process.stdin.take();
        let (findings, heard, server) = (BTreeMap::new(), Vec::new(), Value::Null);
        let (versions, texts) = (BTreeMap::new(), BTreeMap::new());
        Client { folder, process, input, messages, asked: 0, versions, texts, findings, heard, server, utf8: false }
    }

    pub(super) fn initialize(&mut self, parameters: Value) {
        self.server = self.ask("initialize", parameters);
        self.utf8 = self.server["capabilities"]["positionEncoding"] == "utf-8";
        self.tell("initialized", json!({}));
    }

    /// The path of a file in the folder.
    pub(super) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// The address of a file in the folder.
    pub(super) fn uri(&self, path: &str) -> String {
        let whole = self.path(path).to_string_lossy().replace('\\', "/");
        let whole = if whole.starts_with('/') { whole } else { format!("/{whole}") };
        let escaped: Vec<String> = whole
            .bytes()
            .map(|byte| match byte {
                b if b.is_ascii_alphanumeric() || b"/-._~".contains(&b) => (b as char).to_string(),
                b => format!("%{b:02X}"),
            })
            .collect();
        format!("file://{}", escaped.concat().trim_end_matches('/'))
    }

    /// The file at an address.
    pub(super) fn file(&self, uri: &Value) -> String {
        let uri = uri.as_str().expect("an address");
        let known = self.texts.keys().cloned().chain(files(self.folder.path()));
        known.into_iter().find(|path| self.uri(path) == uri).unwrap_or_else(|| uri.to_owned())
    }

    /// Writes a file past the editor.
    pub(super) fn write(&self, path: &str, text: &str) {
        write(&self.path(path), text);
    }

    /// Sends bytes as they are.
    pub(super) fn send_raw(&mut self, text: &str) {
        let input = self.input.as_mut().expect("the server listens");
        input.write_all(text.as_bytes()).and_then(|()| input.flush()).expect("the server listens");
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        self.send_raw(&format!("Content-Length: {}\r\n\r\n{text}", text.len()));
    }

    /// Tells the server something.
    pub(super) fn tell(&mut self, method: &str, parameters: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": parameters }));
    }

    /// Asks without waiting; the number of the request.
    pub(super) fn request(&mut self, method: &str, parameters: Value) -> i32 {
        self.asked += 1;
        let id = self.asked;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": parameters }));
        id
    }

    /// The answer to a request: its result, or its error.
    pub(super) fn answer(&mut self, id: i32) -> Result<Value, Value> {
        loop {
            let message = self.next();
            if message["id"] == id && message.get("method").is_none() {
                return match message.get("error") {
                    Some(error) => Err(error.clone()),
                    None => Ok(message["result"].clone()),
                };
            }
        }
    }

    /// Asks and waits for the result.
    pub(super) fn ask(&mut self, method: &str, parameters: Value) -> Value {
        let id = self.request(method, parameters);
        self.answer(id).unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// The next message of the server, kept if it is about findings or asks for something.
    pub(super) fn next(&mut self) -> Value {
        let message = self.messages.recv_timeout(PATIENCE).expect("a message of the server");
        if message["method"] == "textDocument/publishDiagnostics" {
            let file = self.file(&message["params"]["uri"]);
            let list = message["params"]["diagnostics"].as_array().expect("a list").clone();
            self.findings.insert(file, list);
        } else if message.get("method").is_some() {
            self.heard.push(message.clone());
            if let Some(id) = message.get("id") {
                self.send(&json!({ "jsonrpc": "2.0", "id": id, "result": null }));
            }
        }
        message
    }

    /// Opens a file with this text, which may differ from that on disk.
    pub(super) fn open(&mut self, path: &str, text: &str) {
        self.versions.insert(path.to_owned(), 1);
        self.texts.insert(path.to_owned(), text.to_owned());
        let language = if path.ends_with(".cx") { "touchbase" } else { "yaml" };
        let item = json!({ "uri": self.uri(path), "languageId": language, "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": item }));
    }

    /// Opens a file as it lies on disk.
    pub(super) fn open_file(&mut self, path: &str) {
        let text = fs::read_to_string(self.path(path)).expect("a file");
        self.open(path, &text);
    }

    /// Replaces all of an open file's text.
    pub(super) fn replace(&mut self, path: &str, text: &str) {
        self.texts.insert(path.to_owned(), text.to_owned());
        self.change(path, json!([{ "text": text }]));
    }

    /// Replaces the bytes of a range of an open file.
    pub(super) fn edit(&mut self, path: &str, range: std::ops::Range<usize>, new: &str) {
        let text = self.texts[path].clone();
        let span = self.range(path, range.clone());
        let after = [&text[..range.start], new, &text[range.end..]].concat();
        self.texts.insert(path.to_owned(), after);
        self.change(path, json!([{ "range": span, "text": new }]));
    }

    fn change(&mut self, path: &str, changes: Value) {
        let version = self.versions[path] + 1;
        self.versions.insert(path.to_owned(), version);
        let document = json!({ "uri": self.uri(path), "version": version });
        self.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    pub(super) fn close(&mut self, path: &str) {
        self.texts.remove(path);
        let document = self.document(path);
        self.tell("textDocument/didClose", document);
    }

    /// The text of an open file as the editor shows it.
    pub(super) fn text(&self, path: &str) -> String {
        let disk = || fs::read_to_string(self.path(path)).expect("a file");
        self.texts.get(path).cloned().unwrap_or_else(disk)
    }

    /// The parameter that names a file.
    pub(super) fn document(&self, path: &str) -> Value {
        json!({ "textDocument": { "uri": self.uri(path) } })
    }

    /// The position of a byte, counted as agreed.
    pub(super) fn position(&self, path: &str, offset: usize) -> Value {
        let text = self.text(path);
        let starts = line_starts(&text);
        let line = starts.partition_point(|start| *start <= offset) - 1;
        let before = &text[starts[line]..offset];
        let character = if self.utf8 { before.len() } else { before.encode_utf16().count() };
        json!({ "line": line, "character": character })
    }

    pub(super) fn range(&self, path: &str, range: std::ops::Range<usize>) -> Value {
        json!({ "start": self.position(path, range.start), "end": self.position(path, range.end) })
    }

    /// The byte at a position.
    pub(super) fn offset(&self, path: &str, position: &Value) -> usize {
        let text = self.text(path);
        let (line, character) = (number(&position["line"]), number(&position["character"]));
        let start = line_starts(&text).get(line).copied().unwrap_or(text.len());
        let rest = text[start..].split(['\n', '\r']).next().unwrap_or_default();
        let mut counted = 0;
        for (at, c) in rest.char_indices() {
            if counted >= character {
                return start + at;
            }
            counted += if self.utf8 { c.len_utf8() } else { c.len_utf16() };
        }
        start + rest.len()
    }

    /// The text in a range of a file.
    pub(super) fn slice(&self, path: &str, range: &Value) -> String {
        let (start, end) = (self.offset(path, &range["start"]), self.offset(path, &range["end"]));
        self.text(path)[start..end].to_owned()
    }

    /// The parameters that name the place where `found` stands in a file for the first time; where it holds the mark of the
    /// cursor there, else its first letter.
    pub(super) fn at(&self, path: &str, found: &str) -> Value {
        let (before, after) = found.split_once(CURSOR).unwrap_or(("", found));
        let text = self.text(path);
        let place = text.find(&format!("{before}{after}")).unwrap_or_else(|| panic!("{found} in {text}"));
        json!({ "textDocument": { "uri": self.uri(path) }, "position": self.position(path, place + before.len()) })
    }

    /// Waits until the newest state has been compiled and told.
    pub(super) fn settle(&mut self) {
        let everything = json!({ "query": "" });
        self.ask("workspace/symbol", everything);
    }

    /// The findings of a file once all is compiled, one a line: `line:column check message`.
    pub(super) fn told(&mut self, path: &str) -> Vec<String> {
        self.settle();
        let line = |finding: &Value| {
            let start = &finding["range"]["start"];
            let at = format!("{}:{}", number(&start["line"]) + 1, number(&start["character"]) + 1);
            format!("{at} {}", finding["code"].as_str().unwrap_or_default())
        };
        self.findings.get(path).into_iter().flatten().map(line).collect()
    }

    /// Makes the changes of a workspace edit to open files and files on disk, as an editor would; the texts that they leave.
    pub(super) fn apply(&mut self, edit: &Value) -> BTreeMap<String, String> {
        let by_version = edit["documentChanges"].as_array().cloned().unwrap_or_default();
        let versioned =
            by_version.iter().map(|change| (change["textDocument"]["uri"].clone(), change["edits"].clone()));
        let plain = edit["changes"].as_object().cloned().unwrap_or_default();
        let plain = plain.into_iter().map(|(uri, edits)| (json!(uri), edits));
        let mut changed = BTreeMap::new();
        for (uri, edits) in versioned.chain(plain).collect::<Vec<_>>() {
            let path = self.file(&uri);
            let after = self.edited(&path, &edits);
            match self.texts.contains_key(&path) {
                true => self.replace(&path, &after),
                false => self.write(&path, &after),
            }
            changed.insert(path, after);
        }
        changed
    }

    /// The text of a file after these edits.
    pub(super) fn edited(&self, path: &str, edits: &Value) -> String {
        let mut text = self.text(path);
        let mut places: Vec<(usize, usize, String)> = edits
            .as_array()
            .into_iter()
            .flatten()
            .map(|edit| {
                let start = self.offset(path, &edit["range"]["start"]);
                let end = self.offset(path, &edit["range"]["end"]);
                (start, end, edit["newText"].as_str().expect("a text").to_owned())
            })
            .collect();
        places.sort();
        for (start, end, new) in places.into_iter().rev() {
            text.replace_range(start..end, &new);
        }
        text
    }

    /// Says goodbye; the exit code and what stands on standard error.
    pub(super) fn leave(mut self) -> (Option<i32>, String) {
        self.ask("shutdown", Value::Null);
        self.tell("exit", Value::Null);
        self.wait()
    }

    /// Goes away without a word.
    pub(super) fn vanish(mut self) -> (Option<i32>, String) {
        self.input = None;
        self.wait()
    }

    /// Waits for the end of the server.
    pub(super) fn wait(mut self) -> (Option<i32>, String) {
        let status = self.process.wait().expect("the server ends");
        let mut said = String::new();
        self.process.stderr.take().expect("a pipe").read_to_string(&mut said).expect("UTF-8");
        (status.code(), said)
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Where lines begin, as the protocol counts them: behind `\n`, `\r\n` and a lone `\r`.
fn line_starts(text: &str) -> Vec<usize> {
    let ends = text.char_indices().filter(|(at, c)| *c == '\n' || (*c == '\r' && !text[at + 1..].starts_with('\n')));
    std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect()
}

/// The program under test; `LSP_PROGRAM` names another build of it, such as the fast one for long sessions.
pub(super) fn program() -> String {
    std::env::var("LSP_PROGRAM").unwrap_or_else(|_| env!("CARGO_BIN_EXE_touchbase").to_owned())
}

fn number(value: &Value) -> usize {
    value.as_u64().expect("a number") as usize
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn files(folder: &Path) -> Vec<String> {
    let entries = walkdir::WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    let below = |entry: walkdir::DirEntry| {
        entry.path().strip_prefix(folder).expect("below").to_string_lossy().replace('\\', "/")
    };
    entries.map(below).collect()
}

fn receive(mut output: impl BufRead, sender: &mpsc::Sender<Value>) {
    loop {
        let (mut line, mut length) = (String::new(), 0);
        while output.read_line(&mut line).is_ok_and(|read| read > 0) && !line.trim().is_empty() {
            if let Some(number) = line.trim().strip_prefix("Content-Length: ") {
                length = number.parse().expect("a length");
            }
            line.clear();
        }
        let mut bytes = vec![0; length];
        if length == 0 || output.read_exact(&mut bytes).is_err() {
            return;
        }
        let message = serde_json::from_slice(&bytes).expect("JSON");
        if sender.send(message).is_err() {
            return;
        }
    }
}
