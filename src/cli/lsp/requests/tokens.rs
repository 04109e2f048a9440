//! `textDocument/semanticTokens`: what colour each word should have.

use gen_lsp_types::{Range, SemanticToken, SemanticTokens, SemanticTokensParams, SemanticTokensRangeParams, Uri};
use serde_json::Value;

use super::{Answer, Here, answer, read};
use crate::cli::lsp::answer::position;
use crate::cli::lsp::server::Server;
use crate::ide::tokens::{Token, tokens};

/// All words of a file.
pub(super) fn full(server: &Server, parameters: Value) -> Answer {
    in_range(server, &read::<SemanticTokensParams>(parameters)?.text_document.uri, None)
}

/// The words in a part of a file.
pub(super) fn range(server: &Server, parameters: Value) -> Answer {
    let parameters = read::<SemanticTokensRangeParams>(parameters)?;
    in_range(server, &parameters.text_document.uri, Some(parameters.range))
}

fn in_range(server: &Server, uri: &Uri, range: Option<Range>) -> Answer {
    let Some(here) = Here::of(server, uri) else { return Ok(Value::Null) };
    let wanted = range.map_or(0..u32::MAX, |range| here.offsets(range));
    let tokens = tokens(here.view()).into_iter();
    let visible = tokens.filter(|token| token.span.start < wanted.end && wanted.start < token.span.end);
    answer(SemanticTokens { result_id: None, data: encoded(&here, visible) })
}

/// Each token by its distance to the one before it.
fn encoded(here: &Here<'_>, tokens: impl Iterator<Item = Token>) -> Vec<SemanticToken> {
    let (mut line, mut start) = (0, 0);
    let mut data = Vec::new();
    for token in tokens {
        let from = position(here.source(), token.span.start, here.unit());
        let to = position(here.source(), token.span.end, here.unit());
        let delta_line = from.line - line;
        data.push(SemanticToken {
            delta_line,
            delta_start: if delta_line == 0 { from.character - start } else { from.character },
            length: to.character.saturating_sub(from.character),
            token_type: token.ty as u32,
            token_modifiers_bitset: u32::from(token.declaration) | u32::from(token.deprecated) << 1,
        });
        (line, start) = (from.line, from.character);
    }
    data
}
