//! `textDocument/completion`.

use gen_lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemTag, CompletionList, InsertTextFormat, MarkupContent, MarkupKind,
    TextDocumentPositionParams, TextEdit,
};
use serde_json::Value;

use super::{Answer, Here, answer, read};
use crate::cli::lsp::server::Server;
use crate::ide::completion::{Completion, Sort, completions};

/// What can be written at a position.
pub(super) fn completion(server: &Server, parameters: Value) -> Answer {
    let parameters = read::<TextDocumentPositionParams>(parameters)?;
    let Some(here) = Here::of(server, &parameters.text_document.uri) else { return Ok(Value::Null) };
    let found = completions(here.view(), here.offset(parameters.position));
    let items = found.items.into_iter().enumerate();
    let items = items.map(|(rank, completion)| item(server, &here, rank, completion)).collect();
    answer(CompletionList { is_incomplete: found.more, items, ..Default::default() })
}

fn item(server: &Server, here: &Here<'_>, rank: usize, completion: Completion) -> CompletionItem {
    let snippet = completion.snippet.filter(|_| server.client.snippets);
    let format = if snippet.is_some() { InsertTextFormat::Snippet } else { InsertTextFormat::PlainText };
    let new_text = snippet.unwrap_or(completion.insert);
    let doc = MarkupContent { kind: MarkupKind::Markdown, value: completion.doc };
    CompletionItem {
        label: completion.label,
        kind: Some(kind(completion.sort)),
        tags: completion.retired.then(|| vec![CompletionItemTag::Deprecated]),
        detail: Some(completion.detail).filter(|detail| !detail.is_empty()),
        documentation: Some(doc).filter(|doc| !doc.value.is_empty()).map(Into::into),
        // What is used most comes first, whatever its letters.
        sort_text: Some(format!("{rank:05}")),
        filter_text: Some(completion.filter),
        insert_text_format: Some(format),
        text_edit: Some(TextEdit { range: here.range(completion.span), new_text }.into()),
        ..Default::default()
    }
}

fn kind(sort: Sort) -> CompletionItemKind {
    match sort {
        Sort::Kind => CompletionItemKind::Keyword,
        Sort::Field => CompletionItemKind::Property,
        Sort::Value => CompletionItemKind::EnumMember,
        Sort::Element => CompletionItemKind::Reference,
        Sort::Language => CompletionItemKind::Constant,
    }
}
