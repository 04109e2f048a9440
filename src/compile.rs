//! The pipeline: sources in, a [`Compilation`] out. Pure, and it never fails: what is wrong is among the diagnostics.

use crate::diagnostic::Diagnostic;
use crate::text::Sources;

/// Everything that is known about a knowledge base after one run.
#[derive(Debug)]
pub struct Compilation {
    /// The files.
    pub sources: Sources,
    /// What was found, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Compiles the files of a knowledge base; `touchbase.yaml` is one of them if there is one.
pub fn compile(sources: Sources) -> Compilation {
    let _trees = crate::syntax::parse_all(&sources);
    Compilation { sources, diagnostics: Vec::new() }
}
