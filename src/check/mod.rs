//! Checks: what a knowledge base must keep to, each in a file of its own with its doc, its examples and its function.
//!
//! A check reads the model and the sources and reports findings; it never sees syntax trees. Checks are independent of each
//! other and run in parallel. One cause gives one finding: where an earlier stage has reported a fault, checks keep quiet.

mod alias_clash;
mod bad_config;
mod bad_enum;
mod bad_id;
mod bad_text;
mod bad_value;
mod clash;
mod conflicting_fields;
mod confusable_name;
mod context;
mod cycle;
mod duplicate_id;
mod duplicate_name;
mod empty_journey;
mod empty_reference;
mod graph;
mod inline_definition;
mod limits;
mod misplaced_block;
mod missing_field;
mod missing_name;
mod page_clash;
mod renamed_reference;
mod repeated_field;
mod retired_reference;
mod step_before_need;
mod subject;
mod syntax_error;
mod unclosed_block;
mod unknown_field;
mod unknown_kind;
mod unknown_reference;
mod unreadable_file;
mod wrong_kind;
mod yaml_hazard;

use rayon::prelude::*;

use crate::config::{Config, Decision};
use crate::diagnostic::{self, Diagnostic, Level};
use crate::model::Model;
use crate::syntax::Notation;
use crate::text::{Sources, Span};

pub use context::Context;
pub use subject::{Fingerprint, Subject, subjects};

/// A check.
#[derive(Debug)]
pub struct Check {
    /// Its name everywhere: in output, configuration, documentation and file name. Named after the fault, in kebab-case.
    pub name: &'static str,
    /// How grave its findings are unless the configuration says otherwise.
    pub level: Level,
    /// What it finds, in one sentence without a full stop.
    pub summary: &'static str,
    /// Why it matters and where the rule comes from, in Markdown.
    pub doc: &'static str,
    /// What it finds and how that is mended; they run as tests.
    pub examples: &'static [Example],
    run: fn(&Context<'_>, &mut Findings),
}

/// A fault and its repair.
///
/// Texts are one file, `knowledge.cx` or `knowledge.yaml`, unless lines `// file: PATH` (in YAML `# file: PATH`) begin others.
/// Behind the path may stand in brackets what is the matter with the file itself: `(saved as windows-1252)`,
/// `(cannot be read: REASON)`, `(5000000 bytes)`.
#[derive(Debug)]
pub struct Example {
    /// The notation of both texts.
    pub notation: Notation,
    /// A knowledge base with the fault. Each line on which this check reports ends in a comment that holds the check's name,
    /// once for each finding; what it reports of a file as a whole is marked on the line that begins the file. No other check
    /// reports an error.
    pub bad: &'static str,
    /// The same, mended: no check reports an error, and this one nothing.
    pub good: &'static str,
}

/// Every check, in the order of the documentation.
pub static ALL: &[&Check] = &[
    &unreadable_file::CHECK,
    &bad_text::CHECK,
    &limits::CHECK,
    &bad_config::CHECK,
    &syntax_error::CHECK,
    &unclosed_block::CHECK,
    &yaml_hazard::CHECK,
    &unknown_kind::CHECK,
    &misplaced_block::CHECK,
    &unknown_field::CHECK,
    &repeated_field::CHECK,
    &missing_field::CHECK,
    &missing_name::CHECK,
    &bad_id::CHECK,
    &bad_value::CHECK,
    &bad_enum::CHECK,
    &inline_definition::CHECK,
    &empty_reference::CHECK,
    &unknown_reference::CHECK,
    &wrong_kind::CHECK,
    &duplicate_id::CHECK,
    &duplicate_name::CHECK,
    &confusable_name::CHECK,
    &alias_clash::CHECK,
    &page_clash::CHECK,
    &renamed_reference::CHECK,
    &retired_reference::CHECK,
    &conflicting_fields::CHECK,
    &cycle::CHECK,
    &step_before_need::CHECK,
    &empty_journey::CHECK,
];

/// The check of this name.
pub fn named(name: &str) -> Option<&'static Check> {
    ALL.iter().copied().find(|check| check.name == name)
}

/// What a check has found so far.
pub struct Findings {
    check: &'static str,
    level: Level,
    list: Vec<Diagnostic>,
}

impl Findings {
    /// A finding of this check at `span`, to be completed and [pushed](Findings::push).
    pub fn at(&self, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.check, self.level, span, message)
    }

    /// Reports the finding, if there is one.
    pub fn extend(&mut self, finding: Option<Diagnostic>) {
        self.list.extend(finding);
    }

    /// Reports a finding.
    pub fn push(&mut self, finding: Diagnostic) {
        self.list.push(finding);
    }
}

/// Runs every check that is not turned off and returns the findings, sorted by place.
pub fn run(model: &Model, config: &Config, sources: &Sources) -> Vec<Diagnostic> {
    let context = Context::new(model, config, sources);
    let mut findings: Vec<Diagnostic> = ALL.par_iter().flat_map_iter(|check| run_one(check, &context)).collect();
    diagnostic::sort(&mut findings);
    findings
}

fn run_one(check: &Check, context: &Context<'_>) -> Vec<Diagnostic> {
    let Some(level) = level(check, context.config) else { return Vec::new() };
    let mut findings = Findings { check: check.name, level, list: Vec::new() };
    (check.run)(context, &mut findings);
    findings.list
}

/// The level of a check under `config`; none when it is turned off.
pub fn level(check: &Check, config: &Config) -> Option<Level> {
    // The last setting wins, so that a command line can add to the file's settings.
    match config.checks.iter().rev().find(|setting| setting.check == check.name).map(|setting| setting.level) {
        Some(Decision::Deny) => Some(Level::Error),
        Some(Decision::Warn) => Some(Level::Warning),
        Some(Decision::Allow) => None,
        None => Some(check.level),
    }
}
