//! YAML to the syntax tree: `section:` `id:` `key: value` become the same blocks and fields as in `.cx`.
//!
//! ```text
//! text ──events──▶ values ──lower──▶ File        (parse)
//!   └───recover──▶ values                        (document_values, for touchbase.yaml)
//!       (when the scanner refuses it)
//! ```
//!
//! It knows no kinds and no types: a plain scalar is its raw text, whatever it looks like; only nothing, `~` and `null` are
//! empty. Of YAML it refuses what hides, copies or loses content: anchors, aliases, merge keys, tags, keys that are no
//! words, tabs as indentation, and a `- ` that begins a further line of a plain text, which YAML takes for more text
//! although a list item was meant. It never stops at an error: what can be read of a broken file reaches the tree. Control
//! characters are left to the scan that every text passes, whatever its notation.

mod block_text;
mod conflict;
mod events;
mod leaf;
mod lines;
mod lower;
#[cfg(test)]
mod properties;
pub mod quote;
mod recover;
#[cfg(test)]
mod tests;
mod words;

use self::events::{Chunk, Read};
use super::{Comment, File, Value, repeated};
use crate::diagnostic::Fault;
use crate::text::{Source, SourceId};

/// Parses a YAML source into the tree both notations share; never fails, see [`File::faults`].
pub fn parse(id: SourceId, source: &Source) -> File {
    let read = read(id, source);
    lower::lower(id, read)
}

/// The YAML documents of a source as values, with their comments and faults: how `touchbase.yaml` is read.
///
/// A repeated key of a map is in the value twice and has a fault.
pub fn document_values(id: SourceId, source: &Source) -> (Vec<Value>, Vec<Comment>, Vec<Fault>) {
    let mut read = read(id, source);
    for document in &mut read.documents {
        lower::strip(document);
        repeated::keys(document, &mut read.faults);
    }
    (read.documents, read.comments, read.faults)
}

/// Reads all at once; a text that the scanner refuses is read again, in parts.
fn read(id: SourceId, source: &Source) -> Read {
    let (mut read, stop) = events::read(&Chunk::whole(id, &source.text));
    if stop.is_some() {
        read = recover::read(id, &source.text);
    }
    read.comments.sort_by_key(|comment| comment.span);
    read.comments.dedup();
    read.faults.sort_by_key(|fault| fault.span);
    read.faults.dedup();
    read
}
