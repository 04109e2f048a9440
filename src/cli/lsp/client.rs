//! What the editor at the other end can do, read from its first message.

use std::path::PathBuf;

use gen_lsp_types::{PositionEncodingKind, Uri};
use serde_json::Value;

use super::uri;
use crate::text::Unit;

/// What the editor can do.
#[derive(Debug, Clone, Default)]
pub(super) struct Client {
    /// Templates with places to fill in may be inserted.
    pub(super) snippets: bool,
    /// Findings may point to other places.
    pub(super) related: bool,
    /// Definitions may say which part of the text they belong to.
    pub(super) definition_links: bool,
    /// Symbols of a file may stand in each other.
    pub(super) symbol_tree: bool,
    /// Actions may bring their edits along.
    pub(super) action_literals: bool,
    /// Edits may name the state of the file they are for.
    pub(super) versioned_edits: bool,
    /// It watches files when it is asked to.
    pub(super) watches: bool,
    /// Texts may be Markdown.
    pub(super) markdown: bool,
    /// Its plug-in knows the command that shows places.
    pub(super) shows_references: bool,
    /// What it shows of whole files can be asked for anew.
    pub(super) refreshes: Vec<&'static str>,
    /// Folders that are open in it.
    pub(super) folders: Vec<PathBuf>,
}

/// What the server asks the editor to show anew when another file has changed, with where the editor says that it can.
const REFRESHES: &[(&str, &str)] = &[
    ("workspace/semanticTokens/refresh", "/workspace/semanticTokens/refreshSupport"),
    ("workspace/codeLens/refresh", "/workspace/codeLens/refreshSupport"),
    ("workspace/inlayHint/refresh", "/workspace/inlayHint/refreshSupport"),
];

impl Client {
    /// Reads the parameters of `initialize`; what is missing or odd counts as not there.
    pub(super) fn read(parameters: &Value) -> Client {
        let has = |path: &str| flag(parameters, &format!("/capabilities{path}"));
        let kinds = |path: &str| {
            let list = parameters.pointer(&format!("/capabilities{path}")).and_then(Value::as_array);
            list.into_iter().flatten().any(|kind| kind == "markdown")
        };
        Client {
            snippets: has("/textDocument/completion/completionItem/snippetSupport"),
            related: has("/textDocument/publishDiagnostics/relatedInformation"),
            definition_links: has("/textDocument/definition/linkSupport"),
            symbol_tree: has("/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
            action_literals: parameters
                .pointer("/capabilities/textDocument/codeAction/codeActionLiteralSupport")
                .is_some_and(Value::is_object),
            versioned_edits: has("/workspace/workspaceEdit/documentChanges"),
            watches: has("/workspace/didChangeWatchedFiles/dynamicRegistration"),
            markdown: kinds("/textDocument/hover/contentFormat"),
            shows_references: flag(parameters, "/initializationOptions/showReferences"),
            refreshes: REFRESHES.iter().filter(|(_, path)| has(path)).map(|(method, _)| *method).collect(),
            folders: folders(parameters),
        }
    }
}

fn flag(parameters: &Value, path: &str) -> bool {
    parameters.pointer(path).and_then(Value::as_bool).unwrap_or(false)
}

/// The folders that are open: by the newest of the three ways in which editors say so.
fn folders(parameters: &Value) -> Vec<PathBuf> {
    let of = |value: &Value| value.as_str().and_then(|text| uri::path(&Uri::from(text)));
    if let Some(folders) = parameters.get("workspaceFolders").and_then(Value::as_array) {
        return folders.iter().filter_map(|folder| folder.get("uri").and_then(of)).collect();
    }
    let root = parameters.get("rootUri").and_then(of);
    let old = || parameters.get("rootPath").and_then(Value::as_str).map(PathBuf::from);
    root.or_else(old).into_iter().collect()
}

/// The unit of columns: bytes where the editor can count them, which spares both sides the conversion.
pub(super) fn unit(parameters: &Value) -> (Unit, PositionEncodingKind) {
    let offered = parameters.pointer("/capabilities/general/positionEncodings").and_then(Value::as_array);
    match offered.is_some_and(|offered| offered.iter().any(|encoding| encoding == "utf-8")) {
        true => (Unit::Utf8, PositionEncodingKind::UTF8),
        false => (Unit::Utf16, PositionEncodingKind::UTF16),
    }
}
