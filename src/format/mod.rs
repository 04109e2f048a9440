//! A parsed file to the same file in the one canonical layout: edits of its text, and nothing else changes.
//!
//! ```text
//! File, Source ──cx or yaml──▶ Draft ──law: parse again, compare──▶ Formatted { text, edits }
//!                             (gaps between parts of the source)
//! ```
//!
//! A printer never writes a part of the source anew that it can keep, so the edits are small and comments cannot be lost. What it
//! makes is parsed again; where the tree, the comments, the faults or what a comment to touchbase is about would differ, the file
//! stays as it is. Knows no terminal and no files, and of the schema only which YAML values are texts.

mod cx;
mod draft;
mod law;
mod yaml;

use crate::schema::Schema;
use crate::syntax::{self, File, Notation};
use crate::text::{Edit, Source};

pub use law::same;

/// Columns that a line of `.cx` should not go beyond where it can be parted.
pub const WIDTH: usize = 100;

/// Blanks of one step of indentation.
const STEP: usize = 2;

/// A file in canonical layout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formatted {
    /// Its text.
    pub text: String,
    /// The changes that lead there from the source, in order; none where nothing changes.
    pub edits: Vec<Edit>,
    /// Whether it was left as it is because what it says could not be kept otherwise: it holds errors that depend on its layout.
    pub refused: bool,
}

/// The small edits that bring `source`, of which `file` is the tree, into canonical layout. The schema tells which values of YAML
/// are texts, so that `no` is quoted where it is a text and not where it is a truth.
pub fn edits(file: &File, source: &Source, schema: &Schema) -> Vec<Edit> {
    format(file, source, schema).edits
}

/// The text of `source` in canonical layout.
pub fn text(file: &File, source: &Source, schema: &Schema) -> String {
    format(file, source, schema).text
}

/// The text and the edits, and whether they were refused.
pub fn format(file: &File, source: &Source, schema: &Schema) -> Formatted {
    let drafted = match file.notation {
        Notation::Cx => cx::draft(file, source),
        Notation::Yaml => yaml::draft(file, source, schema),
    };
    match drafted.map(draft::Draft::finish) {
        Some((text, edits)) if edits.is_empty() => Formatted { text, edits, refused: false },
        Some((text, edits)) if keeps(file, source, &text) => Formatted { text, edits, refused: false },
        _ => Formatted { text: source.text.to_string(), edits: Vec::new(), refused: true },
    }
}

/// Whether `text` says what the file says.
fn keeps(file: &File, source: &Source, text: &str) -> bool {
    let after = Source::new(source.path.clone(), text);
    let parsed = syntax::parse_as(file.notation, file.source, &after);
    same((source, file), (&after, &parsed))
}
