//! What teams have, as knowledge: Mermaid journeys and sheets to new elements and to edits of those that there are.
//!
//! ```text
//! Markdown, .mmd ──mermaid──▶ diagrams ──journeys──▶ blocks ──print──▶ text of new files
//! cells ──rows──▶ a plan: which row is which element, which cell says something else ──edit──▶ edits, text of new files
//! ```
//!
//! Everything that is doubtful becomes a remark with its place; nothing is left out in silence. Knows no file system and no
//! spreadsheet format: cells come in as values.

mod addition;
mod block;
mod edit;
mod ids;
mod items;
mod journeys;
pub mod mermaid;
mod print;
mod raw;
mod rows;
mod spot;
mod united;
mod verify;

pub use addition::{Target, add_to_file, file_of};
pub use block::Block;
pub use journeys::{Drawn, journeys};
pub use print::{cx, yaml};
pub use raw::{Places, RawSheet, csv};
pub use rows::{Happened, Plan, RowReport, plan};
pub use verify::differences;

use camino::Utf8PathBuf;

use crate::text::Edit;

/// Something that the reader should know, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Where: `journeys.md:12`, `base.xlsx Personas!B3`.
    pub place: String,
    /// What was found and what was done with it, in whole sentences.
    pub message: String,
}

impl Remark {
    pub(crate) fn new(place: impl Into<String>, message: impl Into<String>) -> Remark {
        Remark { place: place.into(), message: message.into() }
    }
}

/// What an import changes: edits of files that there are, and files that there are not yet.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Edits of sources.
    pub edits: Vec<Edit>,
    /// New files with their text.
    pub files: Vec<(Utf8PathBuf, String)>,
    /// What could not be done.
    pub remarks: Vec<Remark>,
}
