//! Source texts and places in them: what every later stage points into.
//!
//! Turns bytes into [`Source`]s and byte offsets into lines and columns. It knows nothing of notations, kinds or messages.

mod decode;
mod edit;
mod lines;
pub mod paths;
mod quoted;
mod source;
mod span;
mod str;

pub use decode::{Decoded, TextProblem};
pub use edit::{Edit, Overlap, apply};
pub use lines::{LineIndex, Position, Unit};
pub use quoted::quoted;
pub use source::{Source, Sources};
pub use span::{SourceId, Span};
pub use str::Str;
