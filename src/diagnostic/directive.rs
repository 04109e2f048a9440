//! Comments that speak to touchbase, as data: what they say, and the part of the file they are about.

use crate::text::{Span, Str};

/// A comment that begins with `touchbase:`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive {
    /// The comment, marker included.
    pub span: Span,
    /// What stands behind `touchbase:`, blanks around it removed.
    pub text: Str,
    /// Where that stands.
    pub place: Span,
    /// What it is about: the element, field or line that follows, the line it stands in, or the file. None when nothing follows.
    pub scope: Option<Span>,
}
