//! What the server tells the editor it can do.

use gen_lsp_types::{
    CodeActionKind, CodeActionOptions, CodeLensOptions, CompletionOptions, DocumentLinkOptions, Full,
    PositionEncodingKind, RenameOptions, SemanticTokensLegend, SemanticTokensOptions, ServerCapabilities,
    TextDocumentSync, TextDocumentSyncKind, TextDocumentSyncOptions, WorkspaceFoldersServerCapabilities,
    WorkspaceOptions,
};

use super::client::Client;
use crate::ide::tokens;

/// Signs behind which something can be completed without asking for it: the begins of values, lists, links and steps.
const TRIGGERS: &[&str] = &["[", ":", " ", "\"", ".", ","];

/// What the server can do for this editor.
pub(super) fn of(_: &Client, encoding: PositionEncodingKind) -> ServerCapabilities {
    let triggers = TRIGGERS.iter().map(|sign| (*sign).to_owned()).collect();
    let kinds = vec![CodeActionKind::QuickFix, CodeActionKind::RefactorRewrite];
    ServerCapabilities {
        position_encoding: Some(encoding),
        text_document_sync: Some(TextDocumentSync::Options(sync())),
        completion_provider: Some(CompletionOptions { trigger_characters: Some(triggers), ..Default::default() }),
        hover_provider: Some(true.into()),
        definition_provider: Some(true.into()),
        references_provider: Some(true.into()),
        document_highlight_provider: Some(true.into()),
        document_symbol_provider: Some(true.into()),
        workspace_symbol_provider: Some(true.into()),
        rename_provider: Some(RenameOptions { prepare_provider: Some(true), ..Default::default() }.into()),
        document_formatting_provider: Some(true.into()),
        code_action_provider: Some(CodeActionOptions { code_action_kinds: Some(kinds), ..Default::default() }.into()),
        code_lens_provider: Some(CodeLensOptions { resolve_provider: Some(true), ..Default::default() }),
        document_link_provider: Some(DocumentLinkOptions { resolve_provider: Some(false), ..Default::default() }),
        folding_range_provider: Some(true.into()),
        selection_range_provider: Some(true.into()),
        inlay_hint_provider: Some(true.into()),
        semantic_tokens_provider: Some(semantic_tokens().into()),
        workspace: Some(workspace()),
        ..Default::default()
    }
}

fn sync() -> TextDocumentSyncOptions {
    TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::Incremental),
        save: Some(true.into()),
        ..Default::default()
    }
}

fn semantic_tokens() -> SemanticTokensOptions {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    SemanticTokensOptions {
        legend: SemanticTokensLegend { token_types: owned(tokens::TYPES), token_modifiers: owned(tokens::MODIFIERS) },
        full: Some(Full::Bool(true)),
        range: Some(true.into()),
        ..Default::default()
    }
}

fn workspace() -> WorkspaceOptions {
    let folders = WorkspaceFoldersServerCapabilities { supported: Some(true), change_notifications: Some(true.into()) };
    WorkspaceOptions { workspace_folders: Some(folders), ..Default::default() }
}
