//! The pipeline: sources in, a [`Compilation`] out. Pure, and it never fails: what is wrong is among the diagnostics.

use crate::check::{self, Inputs, Options, Silenced};
use crate::config::baseline::Baseline;
use crate::config::translations::Record;
use crate::config::{self, Config};
use crate::diagnostic::{Diagnostic, Directive, Summary};
use crate::model::{self, Model};
use crate::syntax::{self, File};
use crate::text::Sources;

/// Everything that is known about a knowledge base after one run.
#[derive(Debug)]
pub struct Compilation {
    /// The files.
    pub sources: Sources,
    /// What the team decided.
    pub config: Config,
    /// Elements and references; the schema they were read against is part of it.
    pub model: Model,
    /// What was found, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
    /// What comments and the baseline keep silent, sorted by place.
    pub silenced: Vec<Silenced>,
}

/// Compiles the files of a knowledge base; `touchbase.yaml` is one of them if there is one.
pub fn compile(sources: Sources) -> Compilation {
    compile_with(sources, &Options::default())
}

/// Like [`compile`], with what this run asks for.
pub fn compile_with(sources: Sources, options: &Options) -> Compilation {
    let (config, mut faults) = Config::of(&sources);
    let (baseline, baseline_faults) = Baseline::of(&sources);
    let (schema, extend_faults) = config.schema();
    let (_, record_faults) = Record::of(&sources);
    faults.extend(baseline_faults.into_iter().chain(record_faults).chain(extend_faults));
    let spoken = |file: &File| syntax::directives(&sources, std::slice::from_ref(file));
    let (model, directives) = model::build_from(schema, &sources, config::FILES, faults, spoken);
    let directives: Vec<Directive> = directives.into_iter().flatten().collect();
    let outcome = check::run(Inputs {
        model: &model,
        config: &config,
        options,
        sources: &sources,
        directives: &directives,
        baseline: baseline.as_ref().filter(|_| !options.without_baseline),
    });
    Compilation { sources, config, model, diagnostics: outcome.findings, silenced: outcome.silenced }
}

impl Compilation {
    /// Whether the check of this name found something.
    pub fn has(&self, check: &str) -> bool {
        self.diagnostics.iter().any(|finding| finding.check == check)
    }

    /// How many findings there are, over how many files.
    pub fn summary(&self) -> Summary {
        Summary::of(&self.diagnostics, self.sources.len())
    }
}
