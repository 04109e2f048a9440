//! What the YAML scanner stumbles over, in words a reader of the knowledge base understands.

use granit_parser::{ErrorKind, ScanError};

use crate::diagnostic::{FaultKind, Limit};
use crate::syntax::MAX_DEPTH;

/// The fault for an error of the scanner.
pub(super) fn fault(error: &ScanError) -> FaultKind {
    match error.kind() {
        ErrorKind::RecursionLimitExceeded => FaultKind::Limit(Limit::Depth { limit: MAX_DEPTH }),
        _ => {
            FaultKind::Unexpected { expected: "a `key: value` line, a list item (`- …`) or a text in quotes".into() }
        }
    }
}
