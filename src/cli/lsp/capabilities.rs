//! What the server tells the editor it can do.

use gen_lsp_types::{
    PositionEncodingKind, ServerCapabilities, TextDocumentSync, TextDocumentSyncKind, TextDocumentSyncOptions,
};

use super::client::Client;

/// What the server can do for this editor.
pub(super) fn of(_: &Client, encoding: PositionEncodingKind) -> ServerCapabilities {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::Incremental),
        save: Some(true.into()),
        ..Default::default()
    };
    ServerCapabilities {
        position_encoding: Some(encoding),
        text_document_sync: Some(TextDocumentSync::Options(sync)),
        ..Default::default()
    }
}
