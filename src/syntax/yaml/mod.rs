//! YAML to the syntax tree: `section:` `id:` `key: value` become the same blocks and fields as in `.cx`.
//!
//! ```text
//! text ──events──▶ values ──lower──▶ File        (parse)
//!                  values                        (document_values, for touchbase.yaml)
//! ```
//!
//! It knows no kinds and no types: a plain scalar is its raw text, whatever it looks like. Of YAML it refuses what hides,
//! copies or loses content (anchors, aliases, merge keys, tags, keys that are no words, tabs as indentation), and it never
//! stops at an error: what can be read of a broken file reaches the tree.

mod block_text;
mod events;
mod lower;
mod repeated;
#[cfg(test)]
mod tests;
mod words;

use super::{Comment, File, Value};
use crate::diagnostic::Fault;
use crate::text::{Source, SourceId};

/// Parses a YAML source into the tree both notations share; never fails, see [`File::faults`].
pub fn parse(id: SourceId, source: &Source) -> File {
    let read = events::read(id, source);
    lower::lower(id, read)
}

/// The YAML documents of a source as values, with their comments and faults: how `touchbase.yaml` is read.
///
/// A repeated key of a map is in the value twice and has a fault.
pub fn document_values(id: SourceId, source: &Source) -> (Vec<Value>, Vec<Comment>, Vec<Fault>) {
    let mut read = events::read(id, source);
    for document in &read.documents {
        repeated::keys(document, &mut read.faults);
    }
    (read.documents, read.comments, read.faults)
}
