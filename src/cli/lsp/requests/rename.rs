//! `textDocument/prepareRename`, `rename` and `formatting`: changes that leave the knowledge as it is.

use gen_lsp_types::{
    DocumentFormattingParams, PrepareRenameParams, PrepareRenamePlaceholder, PrepareRenameResult, RenameParams,
    TextEdit,
};
use lsp_server::ErrorCode;
use serde_json::Value;

use super::{Answer, Here, Refusal, answer, read};
use crate::cli::base;
use crate::cli::lsp::server::Server;
use crate::ide::renaming::renaming;
use crate::{format, refactor};

/// The word at a position, if it can be renamed.
pub(super) fn prepare(server: &Server, parameters: Value) -> Answer {
    let place = read::<PrepareRenameParams>(parameters)?.text_document_position_params;
    let Some(here) = Here::of(server, &place.text_document.uri) else { return Ok(Value::Null) };
    let found = renaming(here.view(), here.offset(place.position));
    answer(found.map(|found| {
        let range = here.range(found.span);
        PrepareRenameResult::from(PrepareRenamePlaceholder { range, placeholder: found.text })
    }))
}

/// The changes that give the element at a position another id or name.
pub(super) fn rename(server: &Server, parameters: Value) -> Answer {
    let RenameParams { text_document_position_params: place, new_name, .. } = read(parameters)?;
    let Some(here) = Here::of(server, &place.text_document.uri) else { return Ok(Value::Null) };
    let Some(found) = renaming(here.view(), here.offset(place.position)) else {
        return Err(Refusal::new(ErrorCode::RequestFailed, "No element is named here."));
    };
    let options = base::options();
    let plan = match found.display_name {
        true => refactor::display_name(here.compilation, found.element, &new_name, true, &options),
        false => refactor::rename(here.compilation, found.element, &new_name, true, &options),
    };
    let plan = plan.map_err(|refusal| {
        let help = refusal.help.map(|help| format!("\nhelp: {help}")).unwrap_or_default();
        Refusal::new(ErrorCode::RequestFailed, format!("{}{help}", refusal.message))
    })?;
    for note in &plan.notes {
        server.log(&note.text);
    }
    answer(here.workspace_edit(server, &plan.edits))
}

/// The changes that lay a file out anew. The layout is one for all; settings of the editor do not count.
pub(super) fn formatting(server: &Server, parameters: Value) -> Answer {
    let uri = read::<DocumentFormattingParams>(parameters)?.text_document.uri;
    let Some(here) = Here::of(server, &uri) else { return Ok(Value::Null) };
    let view = here.view();
    let formatted = format::format(view.file, view.source, &view.model.schema);
    if formatted.refused {
        server.log("The file was left as it is: it holds mistakes that depend on its layout.");
    }
    let edit = |edit: crate::text::Edit| TextEdit { range: here.range(edit.span), new_text: edit.text };
    answer(formatted.edits.into_iter().map(edit).collect::<Vec<_>>())
}
