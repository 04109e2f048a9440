//! The touchbase language, `.cx`, to the syntax tree.
//!
//! ```text
//! source ──mend──▶ text in which every bracket ends ──grammar (pest)──▶ pairs ──tree──▶ File
//! ```
//!
//! The grammar is `grammar/cx.pest`. Nothing here knows a kind or a field, and nothing fails: what cannot be read becomes
//! a fault, and one cause becomes one fault.

mod begin;
mod block;
mod expected;
mod grammar;
mod lexer;
mod mend;
mod quoted;
mod tree;
mod trouble;
mod value;

use pest::Parser as _;

use super::{File, MAX_DEPTH, Notation};
use crate::diagnostic::{Fault, FaultKind, Limit};
use crate::text::{Source, SourceId, Span};
use grammar::{Grammar, Rule};

/// Parses the text of `source`. Every element that can be read is in the tree, every problem among its faults, both in
/// the order of the text; faults of the text itself (its encoding, its characters) are not looked for.
pub fn parse(id: SourceId, source: &Source) -> File {
    let mended = mend::mend(&source.text);
    match Grammar::parse(Rule::file, &mended.text) {
        Ok(pairs) => tree::file(id, source, &mended, pairs),
        Err(_) => refused(id),
    }
}

/// Whether a reader sees a character for what it is: nothing that is blank, joins others or turns the direction of text.
pub fn is_seen(c: char) -> bool {
    let joins = pest::unicode::MARK(c) || pest::unicode::PRIVATE_USE(c) || pest::unicode::UNASSIGNED(c);
    c == ' ' || !(joins || c.is_control() || c.is_whitespace() || lexer::is_blank(c))
}

/// The grammar matches every text; should a change of it end that, depth is the likeliest reason.
fn refused(id: SourceId) -> File {
    let fault = Fault::new(Span::file(id), FaultKind::Limit(Limit::Depth { limit: MAX_DEPTH }));
    File { faults: vec![fault], ..File::empty(id, Notation::Cx) }
}

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;
