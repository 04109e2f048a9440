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
mod contact;
mod context;
mod cycle;
mod duplicate_id;
mod duplicate_name;
mod empty_journey;
mod empty_reference;
mod findings;
mod graph;
mod inline_definition;
mod insight;
mod keys;
mod level;
mod limits;
mod low_contrast;
mod misplaced_block;
mod missing_field;
mod missing_name;
mod notes;
mod options;
mod page_clash;
mod parameter;
mod renamed_reference;
mod repeated_field;
mod retired_reference;
mod rule;
mod silence;
mod step_before_need;
mod subject;
mod syntax_error;
mod unclosed_block;
mod unknown_field;
mod unknown_kind;
mod unknown_reference;
mod unreadable_file;
mod words;
mod wrong_kind;
mod yaml_hazard;

use std::ops::Range;
use std::sync::LazyLock;

use rayon::prelude::*;

use crate::config::Config;
use crate::config::baseline::Baseline;
use crate::diagnostic::{self, Diagnostic, Directive, Level};
use crate::model::Model;
use crate::syntax::Notation;
use crate::text::Sources;

pub use context::Context;
pub use findings::Findings;
use level::Levels;
pub use notes::Notebook;
pub use options::Options;
pub use parameter::{Default, Parameter};
pub use rule::level as rule_level;
pub use silence::key as baseline_key;
pub use subject::{Fingerprint, Subject, subjects};

/// A check.
#[derive(Debug)]
pub struct Check {
    /// Its name everywhere: in output, configuration, documentation and file name. Named after the fault, in kebab-case.
    pub name: &'static str,
    /// How grave its findings are unless somebody decides otherwise. A check of level hint is off unless the run is strict.
    pub level: Level,
    /// What it finds, in one sentence without a full stop.
    pub summary: &'static str,
    /// Why it matters and where the rule comes from, in Markdown.
    pub doc: &'static str,
    /// What a team can set about it.
    pub parameters: &'static [&'static Parameter],
    /// What it finds and how that is mended; they run as tests.
    pub examples: &'static [Example],
    run: fn(&Context<'_>, &mut Findings<'_>),
}

/// A fault and its repair. The day of an example is 2026-11-22, and hints are reported.
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

/// Checks of one subject, in a folder of their own.
#[derive(Debug)]
pub struct Group {
    /// What they have in common, as a title.
    pub title: &'static str,
    /// The same in a sentence or two.
    pub doc: &'static str,
    /// The checks, in the order of the documentation.
    pub checks: &'static [&'static Check],
}

/// Every group, in the order of the documentation.
pub static GROUPS: &[&Group] = &[&LANGUAGE, &words::GROUP, &contact::GROUP, &insight::GROUP, &silence::GROUP];

/// Every check, in the order of the documentation.
pub static ALL: LazyLock<Vec<&'static Check>> =
    LazyLock::new(|| GROUPS.iter().flat_map(|group| group.checks).copied().collect());

/// What makes touchbase a compiler.
pub static LANGUAGE: Group = Group {
    title: "The language",
    doc: "What must hold so that the files can be read and every name means one thing. Whatever these checks find is wrong in any \
          knowledge base.",
    checks: LANGUAGE_CHECKS,
};

static LANGUAGE_CHECKS: &[&Check] = &[
    &unreadable_file::CHECK,
    &bad_text::CHECK,
    &limits::CHECK,
    &bad_config::CHECK,
    &low_contrast::CHECK,
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

/// Where the page of the check of this name is: an address where touchbase knows that of its repository, else a path in it.
pub fn page(name: &str) -> Option<String> {
    named(name).map(|check| page_in(env!("CARGO_PKG_REPOSITORY"), check.name))
}

fn page_in(repository: &str, name: &str) -> String {
    let path = format!("docs/checks/{name}.md");
    match repository.trim_end_matches('/').trim_end_matches(".git") {
        "" => path,
        repository => format!("{repository}/blob/main/{path}"),
    }
}

/// The level of the check or of the team's rule of this name, unless somebody decides otherwise.
pub fn default_level(name: &str, config: &Config) -> Option<Level> {
    let rule = || config.rules.iter().find(|rule| rule.name == name);
    named(name).map(|check| check.level).or_else(|| rule().map(rule_level))
}

/// Whether the check or rule of this name is on in any file; none when there is neither.
pub fn is_on(name: &str, config: &Config, options: &Options, sources: &Sources) -> Option<bool> {
    let default = default_level(name, config)?;
    Some(Levels::of(name, default, config, options, sources).is_on())
}

/// What there is to check, and what is known about it.
#[derive(Debug, Clone, Copy)]
pub struct Inputs<'a> {
    /// The elements and references.
    pub model: &'a Model,
    /// What the team decided.
    pub config: &'a Config,
    /// What this run asks for.
    pub options: &'a Options,
    /// The files, for texts as they are written.
    pub sources: &'a Sources,
    /// Comments that speak to touchbase, in order.
    pub directives: &'a [Directive],
    /// Findings that are known already.
    pub baseline: Option<&'a Baseline>,
}

/// What a run of all checks gives.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The findings, sorted by place.
    pub findings: Vec<Diagnostic>,
    /// What comments and the baseline keep silent, sorted by place.
    pub silenced: Vec<Silenced>,
}

/// A finding that is not reported, and why.
#[derive(Debug, Clone)]
pub struct Silenced {
    /// The finding.
    pub finding: Diagnostic,
    /// The reason that a comment gives; none when the baseline knows the finding.
    pub reason: Option<String>,
}

/// A check that needs nothing but one file: what it finds about elements follows from the file in which they stand and from the
/// configuration.
struct Within {
    check: &'static Check,
    /// Runs it for the elements with these numbers, which are all those of some files.
    run: fn(&Context<'_>, Range<u32>, &mut Findings<'_>),
}

/// Those of them that take long enough for their findings to be kept.
static WITHIN: &[&Within] = &[&words::PLACEHOLDER, &words::PERSONAL_DATA];

/// Runs every check that is on, and the team's own rules.
pub fn run(inputs: Inputs<'_>) -> Outcome {
    run_noting(inputs, &mut Notebook::default())
}

/// Like [`run`], with what was noted about the files that have not changed since. All other files must have been
/// [forgotten](Notebook::forget), and everything when the configuration or the options are others.
pub fn run_noting(inputs: Inputs<'_>, notebook: &mut Notebook) -> Outcome {
    let context = Context::new(inputs);
    context.prepare(notebook);
    let is_kept = |check: &Check| {
        let last = silence::LAST.iter().any(|last| last.name == check.name);
        last || WITHIN.iter().any(|within| within.check.name == check.name)
    };
    let across = ALL.par_iter().filter(|check| !is_kept(check));
    let mut findings: Vec<Diagnostic> = across.flat_map_iter(|check| run_one(check, &context)).collect();
    findings.extend(notebook.findings().cloned());
    let rules = context.rules();
    findings.par_extend((0..rules.len()).into_par_iter().flat_map_iter(|number| rules.run(number, &context)));
    diagnostic::sort(&mut findings);
    let mut outcome = silence::silence(&context, findings);
    outcome.findings.extend(silence::LAST.iter().flat_map(|check| run_one(check, &context)));
    diagnostic::sort(&mut outcome.findings);
    outcome
}

fn run_one(check: &Check, context: &Context<'_>) -> Vec<Diagnostic> {
    let levels = context.levels(check);
    let mut findings = Findings::new(check.name, &levels, context.config);
    if levels.is_on() {
        (check.run)(context, &mut findings);
    }
    findings.into_list()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_an_address_where_the_repository_is_known() {
        assert_eq!(page_in("", "cycle"), "docs/checks/cycle.md");
        for repository in ["https://example.org/a/b", "https://example.org/a/b.git", "https://example.org/a/b/"] {
            assert_eq!(page_in(repository, "cycle"), "https://example.org/a/b/blob/main/docs/checks/cycle.md");
        }
        assert_eq!(page("no-such-check"), None);
    }
}
