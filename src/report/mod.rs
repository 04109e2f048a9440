//! Findings to reports: what a run found, as text for people, as data for programs, as files that CI systems read. One file a
//! format; a new one is a file and an entry in [`FORMATS`].
//!
//! A report is a text. Where it goes, and the folder from which it names files, is for the command line to know.

mod json;
mod narrated;
mod text;

use camino::Utf8Path;

pub use json::SCHEMA_VERSION;

use crate::check::{self, Options};
use crate::compile::Compilation;
use crate::diagnostic::human::Look;
use crate::diagnostic::{Diagnostic, Summary};

/// What a report is made from.
#[derive(Debug, Clone, Copy)]
pub struct Report<'r> {
    /// The knowledge base.
    pub compilation: &'r Compilation,
    /// What the run asked for.
    pub options: &'r Options,
    /// What to report, sorted by place.
    pub findings: &'r [Diagnostic],
    /// How many findings there are, and how many files were read.
    pub summary: &'r Summary,
    /// Where the knowledge base lies, seen from the folder from which CI systems name files: `docs/kb`; empty when it is that folder.
    pub folder: &'r Utf8Path,
    /// How findings are drawn.
    pub look: Look,
}

/// A format in which findings can be written.
#[derive(Debug)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is for, in one sentence without a full stop.
    pub doc: &'static str,
    /// Writes a report; the text ends with a line break.
    pub render: fn(&Report<'_>) -> String,
}

/// Every format.
pub static FORMATS: &[Format] = &[
    Format { name: "text", doc: "Drawn: the lines in question, the place underlined", render: text::render },
    Format { name: "narrated", doc: "Told in sentences, for screen readers", render: narrated::render },
    Format { name: "json", doc: "For programs of your own; docs/output-json.md describes it", render: json::render },
];

impl Report<'_> {
    /// The names of the checks of which something was found and which can be explained, in the order of the documentation.
    fn explainable(&self) -> impl Iterator<Item = &'static str> {
        let names = check::ALL.iter().map(|check| check.name);
        names.filter(|name| self.findings.iter().any(|finding| finding.check == *name))
    }
}
