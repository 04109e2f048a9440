//! `textDocument/definition`, `references` and `documentHighlight`.

use gen_lsp_types::{
    DefinitionParams, DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams, Location, LocationLink,
    ReferenceParams,
};
use serde_json::Value;

use super::{Answer, Here, answer, read};
use crate::cli::lsp::server::Server;
use crate::ide::{cursor, references as find};

/// Where the element at a position is defined.
pub(super) fn definition(server: &Server, parameters: Value) -> Answer {
    let parameters = read::<DefinitionParams>(parameters)?.text_document_position_params;
    let Some(here) = Here::of(server, &parameters.text_document.uri) else { return Ok(Value::Null) };
    let Some(found) = cursor::definition(here.view(), here.offset(parameters.position)) else { return Ok(Value::Null) };
    let name = here.location(found.name);
    if !server.client.definition_links {
        return answer(name);
    }
    answer(vec![LocationLink {
        origin_selection_range: Some(here.range(found.origin)),
        target_uri: name.uri,
        target_range: here.location(found.whole).range,
        target_selection_range: name.range,
    }])
}

/// Every place that speaks of the element at a position.
pub(super) fn references(server: &Server, parameters: Value) -> Answer {
    let parameters = read::<ReferenceParams>(parameters)?;
    let (place, context) = (parameters.text_document_position_params, parameters.context);
    let Some(here) = Here::of(server, &place.text_document.uri) else { return Ok(Value::Null) };
    let places = find::references(here.view(), here.offset(place.position), context.include_declaration);
    answer(places.into_iter().map(|span| here.location(span)).collect::<Vec<Location>>())
}

/// Every place in the file that speaks of the element at a position.
pub(super) fn highlights(server: &Server, parameters: Value) -> Answer {
    let place = read::<DocumentHighlightParams>(parameters)?.text_document_position_params;
    let Some(here) = Here::of(server, &place.text_document.uri) else { return Ok(Value::Null) };
    let places = find::highlights(here.view(), here.offset(place.position)).into_iter();
    let kind = |defines| if defines { DocumentHighlightKind::Write } else { DocumentHighlightKind::Read };
    answer(
        places
            .map(|(span, defines)| DocumentHighlight { range: here.range(span), kind: Some(kind(defines)) })
            .collect::<Vec<_>>(),
    )
}
