//! What editors ask about a file: its text and tree as they are now, and the model as it was last compiled, to plain values.
//!
//! A file that is being typed is ahead of the model, so whatever stands in it is read from its tree (`outline`), and only what it
//! refers to is looked up in the model. Places are bytes; knows nothing of the protocol of editors, of positions in lines, or of files
//! on disk.

pub mod actions;
pub mod completion;
pub mod cursor;
pub mod folding;
pub mod hints;
pub mod hover;
pub mod lens;
pub mod links;
pub mod moved;
mod outline;
mod place;
pub mod references;
pub mod renaming;
pub mod selection;
mod settings;
pub mod symbols;
pub mod tokens;
mod words;

pub use outline::{Holder, Outline, Part, Role};

use crate::config::{self, Config};
use crate::model::Model;
use crate::syntax::File;
use crate::text::Source;

/// A file in an editor, seen against the knowledge base that it belongs to.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The knowledge base, as it was last compiled.
    pub model: &'a Model,
    /// What the team decided.
    pub config: &'a Config,
    /// The text of the file as it is now.
    pub source: &'a Source,
    /// Its tree.
    pub file: &'a File,
}

impl<'a> View<'a> {
    /// What stands where in the file, as the schema understands it.
    pub fn outline(&self) -> Outline<'a> {
        if self.is_settings() {
            return Outline::default();
        }
        Outline::of(&self.model.schema, self.source, self.file)
    }

    /// Whether the file holds decisions of the team and no knowledge.
    fn is_settings(&self) -> bool {
        config::FILES.contains(&self.source.path.as_str())
    }

    /// Whether words for readers are German.
    fn german(&self) -> bool {
        self.config.language == "de"
    }
}
