//! What a site is made from besides knowledge, read from disk: the team's templates, pictures, style sheets.
//!
//! Knows where they lie; which of them are meant, the model and the settings say.

use std::path::Path;

use jiff::civil::Date;

use super::failure::{Failure, shown};
use super::io::{self, Pictures};
use crate::compile::Compilation;
use crate::site::{self, Input, Template};

/// Templates and pictures.
#[derive(Debug)]
pub(super) struct Material {
    templates: Vec<Template>,
    pictures: Pictures,
    /// Pictures that could not be had, and why.
    missing: Vec<(String, String)>,
}

impl Material {
    /// Reads what the knowledge base in `root` asks for.
    ///
    /// # Errors
    /// When the folder of templates or a file in it cannot be read.
    pub(super) fn read(root: &Path, compilation: &Compilation) -> Result<Material, Failure> {
        let templates = match &compilation.config.templates {
            Some(folder) => io::templates(&root.join(folder))?,
            None => Vec::new(),
        };
        let (pictures, missing) = io::pictures(root, site::files(&compilation.model, &compilation.config));
        Ok(Material { templates, pictures, missing })
    }

    /// The paths of all pictures and style sheets that are asked for, below the root.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.pictures.keys().chain(self.missing.iter().map(|(path, _)| path)).map(String::as_str)
    }

    /// A sentence on each picture that is left out and that no check reports.
    pub(super) fn notes(&self, compilation: &Compilation) -> Vec<String> {
        let reported =
            |path: &str| compilation.sources.exists(path.into()) == Some(false) && compilation.has("broken-link-file");
        let missing = self.missing.iter().filter(|(path, _)| !reported(path));
        missing
            .map(|(path, words)| format!("The picture {} is not on its page: {words}.", shown(path.as_ref())))
            .collect()
    }

    /// All that the site of `compilation` is made from.
    pub(super) fn input(self, compilation: &Compilation, preview: bool, today: Option<Date>) -> Input<'_> {
        Input {
            model: &compilation.model,
            sources: &compilation.sources,
            config: &compilation.config,
            preview,
            templates: self.templates,
            today,
            pictures: self.pictures,
        }
    }
}
