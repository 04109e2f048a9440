//! Sources to syntax trees: two notations, one tree.
//!
//! The tree knows no kind and no field, so it does not change as the schema grows. Parsing never fails: what cannot be
//! read becomes a fault and an [`Item::Junk`], everything else of the file is in the tree. Comments and the place of every
//! part are kept, and the source text is at hand, so that formatter, rename and fixes can edit exactly what they mean.

pub mod cx;
mod directive;
mod repeated;
mod scan;
mod tree;
mod word;
pub mod write;
pub mod yaml;

use rayon::prelude::*;

use crate::diagnostic::Fault;
use crate::text::{Source, SourceId, Sources};

pub use directive::{directives, directives_in, is_directive};
pub use tree::{Block, Comment, Entry, Field, File, Item, Junk, Notation, Style, Value, ValueKind, Word};
pub use word::is_id;

/// Deepest nesting of blocks, lists and maps in either notation.
pub const MAX_DEPTH: usize = 64;

/// Longest line in bytes; longer ones are reported and still read.
pub const MAX_LINE: usize = 100_000;

/// Parses every source of a knowledge base in parallel, in the order of the sources. Sources that are in neither
/// notation (by their extension) give an empty tree; those whose paths are among `other` are no knowledge and are left out.
pub fn parse_all(sources: &Sources, other: &[&str]) -> Vec<File> {
    let list: Vec<(SourceId, &Source)> =
        sources.iter().filter(|(_, source)| !other.contains(&source.path.as_str())).collect();
    list.into_par_iter().map(|(id, source)| parse(id, source)).collect()
}

/// Parses one source by the notation its extension names.
pub fn parse(id: SourceId, source: &Source) -> File {
    match Notation::of(&source.path) {
        Some(notation) => parse_as(notation, id, source),
        None => with_text_faults(id, source, File::empty(id, Notation::Cx)),
    }
}

/// Parses one source as `notation`, whatever its name is.
pub fn parse_as(notation: Notation, id: SourceId, source: &Source) -> File {
    let file = match notation {
        Notation::Cx => cx::parse(id, source),
        Notation::Yaml => yaml::parse(id, source),
    };
    with_text_faults(id, source, file)
}

fn with_text_faults(id: SourceId, source: &Source, mut file: File) -> File {
    let mut faults = text_faults(id, source);
    faults.append(&mut file.faults);
    File { faults, ..file }
}

/// Faults of the text itself, whatever notation it is in: its encoding, control characters, ceilings.
pub fn text_faults(id: SourceId, source: &Source) -> Vec<Fault> {
    scan::faults(id, source)
}
