//! `textDocument/hover`.

use gen_lsp_types::{Hover, HoverParams, MarkupContent, MarkupKind};
use serde_json::Value;

use super::{Answer, Here, answer, read};
use crate::cli::lsp::server::Server;
use crate::ide;

/// What is known about the word at a position.
pub(super) fn hover(server: &Server, parameters: Value) -> Answer {
    let parameters = read::<HoverParams>(parameters)?.text_document_position_params;
    let Some(here) = Here::of(server, &parameters.text_document.uri) else { return Ok(Value::Null) };
    let found = ide::hover::hover(here.view(), here.offset(parameters.position));
    answer(found.map(|found| {
        let kind = if server.client.markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
        let contents = MarkupContent { kind, value: found.text };
        Hover { contents: contents.into(), range: Some(here.range(found.span)) }
    }))
}
