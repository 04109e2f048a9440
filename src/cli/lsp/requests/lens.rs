//! `textDocument/codeLens`, `codeLens/resolve` and `textDocument/inlayHint`: what is shown beside the text.

use gen_lsp_types::{
    CodeLens, CodeLensParams, Command, InlayHint, InlayHintParams, Location, MarkupContent, MarkupKind, Uri,
};
use serde_json::{Value, json};

use super::{Answer, Here, answer, read};
use crate::cli::lsp::answer::position;
use crate::cli::lsp::server::Server;
use crate::ide;

/// The command that shows places, for editors whose plug-in has said that it knows it.
const SHOW: &str = "touchbase.showReferences";

/// The lines above the elements of a file; what they say is asked for when they are shown.
pub(super) fn lenses(server: &Server, parameters: Value) -> Answer {
    let uri = read::<CodeLensParams>(parameters)?.text_document.uri;
    let Some(here) = Here::of(server, &uri) else { return Ok(Value::Null) };
    let lens = |lens: ide::lens::Lens| CodeLens {
        range: here.range(lens.header),
        command: None,
        data: Some(json!({ "uri": uri, "address": lens.address })),
    };
    answer(ide::lens::lenses(here.view()).into_iter().map(lens).collect::<Vec<_>>())
}

/// What a line above an element says.
pub(super) fn resolve(server: &Server, parameters: Value) -> Answer {
    let lens = read::<CodeLens>(parameters)?;
    let data = lens.data.clone().unwrap_or_default();
    let text = |key: &str| data.get(key).and_then(Value::as_str).unwrap_or_default();
    let here = Here::of(server, &Uri::from(text("uri")));
    let told = here.as_ref().and_then(|here| {
        let german = here.compilation.config.language == "de";
        ide::lens::told(&here.compilation.model, text("address"), german)
    });
    let (title, places) = told.unwrap_or_default();
    let places = places.into_iter().filter_map(|span| Some(here.as_ref()?.location(span))).collect::<Vec<Location>>();
    let can_show = server.client.shows_references && !places.is_empty();
    let command = match can_show {
        true => Command {
            title,
            command: SHOW.to_owned(),
            arguments: Some(vec![json!(text("uri")), json!(lens.range.start), json!(places)]),
            tooltip: None,
        },
        // Without a command it is a text to read.
        false => Command { title, command: String::new(), arguments: None, tooltip: None },
    };
    answer(CodeLens { command: Some(command), ..lens })
}

/// The names behind the ids in the visible part of a file.
pub(super) fn hints(server: &Server, parameters: Value) -> Answer {
    let parameters = read::<InlayHintParams>(parameters)?;
    let Some(here) = Here::of(server, &parameters.text_document.uri) else { return Ok(Value::Null) };
    let hint = |hint: ide::hints::Hint| {
        let tooltip = MarkupContent { kind: MarkupKind::Markdown, value: hint.tooltip };
        InlayHint {
            position: position(here.source(), hint.at, here.unit()),
            label: hint.name.into(),
            tooltip: Some(tooltip.into()),
            padding_left: Some(true),
            kind: None,
            text_edits: None,
            padding_right: None,
            data: None,
        }
    };
    answer(ide::hints::hints(here.view(), here.offsets(parameters.range)).into_iter().map(hint).collect::<Vec<_>>())
}
