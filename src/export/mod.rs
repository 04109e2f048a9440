//! What is known, in formats of other tools: one file a format.
//!
//! Knows the schema and the model; knows neither notation and writes no file.

mod glossary;
mod json;
mod json_schema;
mod markdown;

use crate::config::Config;
use crate::model::Model;
use crate::output::OutputFile;
use crate::text::Sources;

pub use json_schema::json_schema;

/// What an export is made from.
#[derive(Debug)]
pub struct Input<'m> {
    /// Elements and references.
    pub model: &'m Model,
    /// The files they come from: exports say where each element is written.
    pub sources: &'m Sources,
    /// Name and language.
    pub config: &'m Config,
}

/// A format in which `build` can write a knowledge base, beside the site.
#[derive(Debug)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is for, in one sentence.
    pub doc: &'static str,
    /// Makes the files, in a fixed order.
    pub files: fn(&Input<'_>) -> Vec<OutputFile>,
}

/// Every format.
pub static FORMATS: &[Format] = &[
    Format {
        name: "markdown",
        doc: "The pages of the site as linked Markdown files, for wikis and code hosts.",
        files: markdown::files,
    },
    Format {
        name: "json",
        doc: "The whole model with its places as one JSON file, for tools of your own.",
        files: json::files,
    },
    Format {
        name: "glossary",
        doc: "Names, definitions and words to avoid as CSV, JSON and SKOS (Turtle, JSON-LD), for spreadsheets and terminology tools.",
        files: glossary::files,
    },
];
