//! Places of the core as places of the protocol, and answers to requests.

use gen_lsp_types::{Position, Range};

use crate::text::{Source, Span, Unit};

/// The range of a span in its text.
pub(super) fn range(source: &Source, span: Span, unit: Unit) -> Range {
    Range { start: position(source, span.start, unit), end: position(source, span.end, unit) }
}

/// The position of a byte.
pub(super) fn position(source: &Source, offset: u32, unit: Unit) -> Position {
    let (line, character) = source.lines().place(&source.text, offset, unit);
    Position { line, character }
}
