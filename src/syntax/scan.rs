//! What can be said of a text before it is parsed.

use crate::diagnostic::Fault;
use crate::text::{Source, SourceId};

/// Faults of the text itself.
pub(super) fn faults(_id: SourceId, _source: &Source) -> Vec<Fault> {
    Vec::new()
}
