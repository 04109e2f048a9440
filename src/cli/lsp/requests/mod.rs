//! The requests that are answered: one table, a function each.

mod actions;
mod completion;
mod here;
mod hover;
mod lens;
mod navigation;
mod ranges;
mod rename;
mod symbols;
mod tokens;

use gen_lsp_types::Uri;
use lsp_server::ErrorCode;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::server::Server;
use here::Here;

/// A request that can be answered.
pub(super) struct Handler {
    /// Its name in the protocol.
    pub(super) method: &'static str,
    /// What has to be known before it can be answered.
    pub(super) needs: Needs,
    /// Answers it.
    pub(super) run: fn(&Server, Value) -> Answer,
}

/// What has to be known before a request can be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Needs {
    /// The knowledge base as it was last compiled, even if the file has changed since: answers come at once, while typing.
    Model,
    /// The knowledge base as it is now: places all over it have to be right to the letter.
    Newest,
}

/// An answer, or why there is none.
pub(super) type Answer = Result<Value, Refusal>;

/// Why a request is not answered.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) code: i32,
    pub(super) message: String,
}

impl Refusal {
    pub(super) fn new(code: ErrorCode, message: impl Into<String>) -> Refusal {
        Refusal { code: code as i32, message: message.into() }
    }
}

const fn answers(method: &'static str, needs: Needs, run: fn(&Server, Value) -> Answer) -> Handler {
    Handler { method, needs, run }
}

/// Every request.
static HANDLERS: &[Handler] = &[
    answers("textDocument/hover", Needs::Model, hover::hover),
    answers("textDocument/completion", Needs::Model, completion::completion),
    answers("textDocument/definition", Needs::Model, navigation::definition),
    answers("textDocument/documentHighlight", Needs::Model, navigation::highlights),
    answers("textDocument/references", Needs::Newest, navigation::references),
    answers("textDocument/documentSymbol", Needs::Model, symbols::of_file),
    answers("workspace/symbol", Needs::Newest, symbols::of_workspace),
    answers("textDocument/prepareRename", Needs::Newest, rename::prepare),
    answers("textDocument/rename", Needs::Newest, rename::rename),
    answers("textDocument/formatting", Needs::Model, rename::formatting),
    answers("textDocument/codeAction", Needs::Newest, actions::actions),
    answers("textDocument/codeLens", Needs::Model, lens::lenses),
    answers("codeLens/resolve", Needs::Newest, lens::resolve),
    answers("textDocument/inlayHint", Needs::Model, lens::hints),
    answers("textDocument/semanticTokens/full", Needs::Model, tokens::full),
    answers("textDocument/semanticTokens/range", Needs::Model, tokens::range),
    answers("textDocument/foldingRange", Needs::Model, ranges::folds),
    answers("textDocument/selectionRange", Needs::Model, ranges::selections),
    answers("textDocument/documentLink", Needs::Model, ranges::links),
];

/// The request of this name.
pub(super) fn named(method: &str) -> Option<&'static Handler> {
    HANDLERS.iter().find(|handler| handler.method == method)
}

/// The file that a request is about.
pub(super) fn uri(parameters: &Value) -> Option<Uri> {
    let file = parameters.pointer("/textDocument/uri").or(parameters.pointer("/data/uri"));
    file.and_then(Value::as_str).map(Uri::from)
}

/// The parameters of a request.
fn read<P: DeserializeOwned>(parameters: Value) -> Result<P, Refusal> {
    let refused = |error: serde_json::Error| {
        Refusal::new(ErrorCode::InvalidParams, format!("The parameters are wrong: {error}."))
    };
    serde_json::from_value(parameters).map_err(refused)
}

/// An answer of the protocol.
fn answer(value: impl Serialize) -> Answer {
    let failed = |error: serde_json::Error| Refusal::new(ErrorCode::InternalError, error.to_string());
    serde_json::to_value(value).map_err(failed)
}
