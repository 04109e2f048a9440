//! What the editor tells without asking: files opened, changed, saved and closed, folders and settings that come and go.

use std::path::PathBuf;

use gen_lsp_types::{
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    DidSaveTextDocumentParams, PublishDiagnosticsParams, Uri,
};
use lsp_server::Notification;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::server::Server;
use super::uri;
use super::worker::Order;

/// Takes a notification in; unknown ones are passed over, as the protocol wants it.
pub(super) fn take(server: &mut Server, note: Notification) {
    let Notification { method, params } = note;
    match method.as_str() {
        "initialized" => initialized(server),
        "textDocument/didOpen" => with(server, &method, params, open),
        "textDocument/didChange" => with(server, &method, params, change),
        "textDocument/didSave" => with(server, &method, params, save),
        "textDocument/didClose" => with(server, &method, params, close),
        "workspace/didChangeWatchedFiles" => with(server, &method, params, watched),
        "workspace/didChangeWorkspaceFolders" => folders(server, &params),
        _ => {}
    }
}

fn with<P: DeserializeOwned>(server: &mut Server, method: &str, params: Value, take: fn(&mut Server, P)) {
    match serde_json::from_value(params) {
        Ok(parameters) => take(server, parameters),
        Err(error) => server.log(&format!("`{method}` could not be understood: {error}.")),
    }
}

fn initialized(server: &mut Server) {
    if server.client.watches {
        // Everything is watched, since pictures and ignore files count too; what does not belong is sorted out by reading anew.
        let watchers = json!({ "watchers": [{ "globPattern": "**/*" }] });
        let watch = json!({ "id": "files", "method": "workspace/didChangeWatchedFiles", "registerOptions": watchers });
        server.ask("client/registerCapability", json!({ "registrations": [watch] }));
    }
    for folder in server.workspace.folders.clone() {
        server.order(Order::Discover(folder));
    }
}

fn open(server: &mut Server, parameters: DidOpenTextDocumentParams) {
    let item = parameters.text_document;
    server.workspace.open(item.uri.clone(), item.version, &item.text);
    compile_around(server, &item.uri, false);
}

fn change(server: &mut Server, parameters: DidChangeTextDocumentParams) {
    let uri = parameters.text_document.text_document_identifier.uri.clone();
    let (version, unit) = (parameters.text_document.version, server.workspace.unit);
    match server.workspace.document_mut(&uri) {
        Some(document) => document.change(version, parameters.content_changes, unit),
        None => return server.log(&format!("`{uri}` has changed but was never opened.")),
    }
    compile_around(server, &uri, false);
}

fn save(server: &mut Server, parameters: DidSaveTextDocumentParams) {
    // Editors that watch files tell of it once more; reading a folder anew takes some milliseconds.
    compile_around(server, &parameters.text_document.uri, true);
}

fn close(server: &mut Server, parameters: DidCloseTextDocumentParams) {
    let uri = parameters.text_document.uri;
    let root = server.workspace.base_at(&uri).map(|base| base.root.clone());
    server.workspace.close(&uri);
    retire(server);
    if let Some(root) = root {
        // What the editor held is gone; what lies on disk counts again.
        server.compile(&root, true);
    }
}

/// Compiles the knowledge base of a file.
fn compile_around(server: &mut Server, uri: &Uri, rescan: bool) {
    if let Some(root) = server.workspace.base_at(uri).map(|base| base.root.clone()) {
        server.compile(&root, rescan);
    }
}

fn watched(server: &mut Server, parameters: DidChangeWatchedFilesParams) {
    let paths: Vec<PathBuf> = parameters.changes.iter().filter_map(|change| uri::path(&change.uri)).collect();
    if paths.iter().any(|path| path.ends_with(crate::config::FILE)) {
        for folder in server.workspace.folders.clone() {
            server.order(Order::Discover(folder));
        }
    }
    let inside = |path: &PathBuf| server.workspace.base_of(path).map(|base| base.root.clone());
    let mut roots: Vec<PathBuf> = paths.iter().filter(|path| concerns(path)).filter_map(inside).collect();
    roots.sort();
    roots.dedup();
    for root in roots {
        server.compile(&root, true);
    }
}

/// Whether a change to a file may matter: not those that git and builds make by the thousand.
fn concerns(path: &std::path::Path) -> bool {
    let busy = [".git", "node_modules", "target"];
    !path.components().any(|part| busy.iter().any(|name| part.as_os_str() == *name))
}

fn folders(server: &mut Server, parameters: &Value) {
    let of = |key: &str| -> Vec<PathBuf> {
        let list = parameters.pointer(&format!("/event/{key}")).and_then(Value::as_array);
        let uris = list.into_iter().flatten().filter_map(|folder| folder.get("uri")?.as_str());
        uris.filter_map(|text| uri::path(&Uri::from(text))).collect()
    };
    let (added, removed) = (of("added"), of("removed"));
    server.workspace.folders.retain(|folder| !removed.contains(folder));
    for folder in added {
        server.workspace.folders.push(folder.clone());
        server.order(Order::Discover(folder));
    }
    retire(server);
}

/// Forgets the knowledge bases that nothing open has to do with, and takes their findings back.
fn retire(server: &mut Server) {
    for base in server.workspace.remove_idle_bases() {
        for path in base.published.keys() {
            let uri = server.workspace.uri_of(&base, path);
            let nothing = PublishDiagnosticsParams { uri, version: None, diagnostics: Vec::new() };
            server.notify("textDocument/publishDiagnostics", nothing);
        }
        server.order(Order::Forget(base.root));
    }
}
