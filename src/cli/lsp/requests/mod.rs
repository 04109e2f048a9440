//! The requests that are answered: one table, a function each.

use gen_lsp_types::Uri;
use lsp_server::ErrorCode;
use serde_json::Value;

use super::server::Server;

/// A request that can be answered.
pub(super) struct Handler {
    /// Its name in the protocol.
    pub(super) method: &'static str,
    /// What has to be known before it can be answered.
    pub(super) needs: Needs,
    /// Answers it.
    pub(super) run: fn(&Server, Value) -> Result<Value, Refusal>,
}

/// What has to be known before a request can be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Needs {
    /// The text of the file alone.
    Text,
    /// The knowledge base as it was last compiled, even if the file has changed since: answers come at once, while typing.
    Model,
    /// The knowledge base as it is now: places all over it have to be right to the letter.
    Newest,
}

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

/// Every request.
static HANDLERS: &[Handler] = &[];

/// The request of this name.
pub(super) fn named(method: &str) -> Option<&'static Handler> {
    HANDLERS.iter().find(|handler| handler.method == method)
}

/// The file that a request is about.
pub(super) fn uri(parameters: &Value) -> Option<Uri> {
    parameters.pointer("/textDocument/uri").and_then(Value::as_str).map(Uri::from)
}
