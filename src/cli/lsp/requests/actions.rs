//! `textDocument/codeAction`.

use camino::Utf8PathBuf;
use gen_lsp_types::{CodeAction, CodeActionKind, CodeActionParams};
use serde_json::Value;

use super::{Answer, Here, answer, read};
use crate::cli::lsp::findings;
use crate::cli::lsp::server::Server;
use crate::ide::actions::{Action, Sort, actions as find};

/// What can be done about a range.
pub(super) fn actions(server: &Server, parameters: Value) -> Answer {
    let parameters = read::<CodeActionParams>(parameters)?;
    let Some(here) = Here::of(server, &parameters.text_document.uri) else { return Ok(Value::Null) };
    let (Some(id), true) = (here.id(), server.client.action_literals) else { return Ok(Value::Null) };
    let range = here.offsets(parameters.range);
    let only = parameters.context.only.unwrap_or_default();
    let wanted = |action: &Action| {
        let kind = String::from(kind(action.sort));
        let covers = |only: &CodeActionKind| {
            let only = String::from(only.clone());
            only.is_empty() || kind == only || kind.starts_with(&format!("{only}."))
        };
        only.is_empty() || only.iter().any(covers)
    };
    let found = find(here.compilation, here.view(), id, range).into_iter().filter(wanted);
    answer(found.map(|action| protocol(server, &here, action)).collect::<Vec<_>>())
}

fn kind(sort: Sort) -> CodeActionKind {
    match sort {
        Sort::Fix | Sort::Add => CodeActionKind::QuickFix,
        Sort::Rewrite => CodeActionKind::RefactorRewrite,
    }
}

fn protocol(server: &Server, here: &Here<'_>, action: Action) -> CodeAction {
    let finding = action.finding.and_then(|number| here.compilation.diagnostics.get(number));
    let mut uri = |path: &Utf8PathBuf| here.workspace.uri_of(here.base, path);
    let finding =
        finding.map(|finding| findings::protocol(here.compilation, &server.client, here.unit(), finding, &mut uri));
    CodeAction {
        kind: Some(kind(action.sort)),
        diagnostics: finding.map(|finding| vec![finding]),
        is_preferred: action.safe.then_some(true),
        edit: Some(here.workspace_edit(server, &action.edits)),
        title: action.title,
        ..Default::default()
    }
}
