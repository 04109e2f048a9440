//! `touchbase baseline`: writes down today's findings, so that later runs report only new ones.

use std::path::PathBuf;

use clap::Args;
use rustc_hash::FxHashMap;

use super::Outcome;
use super::base::{self, Base};
use super::changes;
use super::failure::{Failure, shown};
use super::terminal::Terminal;
use crate::check::{self, Options};
use crate::config::baseline::{Baseline, FILE, Known};

/// Arguments of `touchbase baseline`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  touchbase baseline              once: record what is found today
  touchbase baseline --update     take out what has been mended since
  touchbase baseline --add        record new findings too, and say how many

The findings stand in `touchbase-baseline.yaml`, by element and check.
`touchbase check` is silent about them and reports what is new; when one is
gone, it asks for `--update`, so that the file only shrinks.")]
pub(super) struct Arguments {
    /// Folder of a knowledge base [default: the current folder]
    dir: Option<PathBuf>,
    /// Take out findings that are gone, add none
    #[arg(long)]
    update: bool,
    /// Add findings that are new, and take out those that are gone
    #[arg(long, conflicts_with = "update")]
    add: bool,
    /// Record hints too, for a base that is checked with `--strict`
    #[arg(long)]
    strict: bool,
}

/// Runs the verb.
pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let options = Options { strict: arguments.strict, without_baseline: true, ..base::options() };
    let base = base::open(arguments.dir.as_deref(), &options)?;
    let file = base.root.join(FILE);
    let old = base.baseline()?;
    let found = found(&base);
    let (new, words) = match (&old, arguments.update, arguments.add) {
        (None, true, _) => {
            let help = "Run `touchbase baseline` to record what is found today.";
            return Err(Failure::new(format!("There is no {} to update.", shown(&file))).help(help));
        }
        (None, ..) if found.is_empty() => {
            terminal.note("Nothing is found today: no baseline is needed.");
            return Ok(Outcome::Done);
        }
        (None, ..) => {
            let count = found.len();
            (found, format!("{} recorded in {}", findings(count), shown(&file)))
        }
        (Some(_), false, false) => {
            let help = "Run `touchbase baseline --update` to take out what has been mended, or `--add` to record new findings too.";
            return Err(Failure::new(format!("There is a baseline already, {}.", shown(&file))).help(help));
        }
        (Some(old), true, _) => {
            let kept = kept(old, &found, &base, &options);
            let words = format!("{} taken out, {} left", findings(old.len() - kept.len()), kept.len());
            (kept, words)
        }
        (Some(old), ..) => {
            let kept = kept(old, &found, &base, &options);
            let all = united(&kept, found);
            let (gone, added) = (old.len() - kept.len(), all.len() - kept.len());
            (all, format!("{} added, {gone} taken out", findings(added)))
        }
    };
    changes::write_one(&base.root, &base.compilation.sources, FILE, new.written())?;
    terminal.note(&format!("{words}."));
    Ok(Outcome::Done)
}

fn findings(count: usize) -> String {
    if count == 1 { "1 finding".to_owned() } else { format!("{count} findings") }
}

/// What is found today.
fn found(base: &Base) -> Baseline {
    let compilation = &base.compilation;
    let subjects = check::subjects(&compilation.model, &compilation.sources, &compilation.diagnostics);
    let mut baseline = Baseline::default();
    let mut entries: FxHashMap<(String, &str), usize> = FxHashMap::default();
    // What is wrong with the baseline is for the baseline to mend.
    let all = compilation.diagnostics.iter().zip(&subjects).filter(|(finding, _)| finding.check != "outdated-baseline");
    for (finding, subject) in all {
        let (key, check) = (check::baseline_key(subject), finding.check.as_ref());
        let at = *entries.entry((key.clone(), check)).or_insert_with(|| {
            let span = finding.primary.span;
            let check = check.to_owned();
            baseline.entries.push(Known { subject: key, check, fingerprints: Vec::new(), span });
            baseline.entries.len() - 1
        });
        if let Some(entry) = baseline.entries.get_mut(at) {
            entry.fingerprints.push(subject.fingerprint.to_string());
        }
    }
    baseline
}

/// What of `old` is still found, with today's fingerprints. Entries of checks that are off today are kept as they are.
fn kept(old: &Baseline, found: &Baseline, base: &Base, options: &Options) -> Baseline {
    let compilation = &base.compilation;
    let is_on = |name: &str| check::is_on(name, &compilation.config, options, &compilation.sources).unwrap_or(true);
    let today = index(found);
    let mut kept = Baseline::default();
    for entry in &old.entries {
        let fingerprints = match today.get(&about(entry)) {
            _ if !is_on(&entry.check) => entry.fingerprints.clone(),
            Some(today) => still(&entry.fingerprints, &today.fingerprints),
            None => Vec::new(),
        };
        kept.entries.push(Known { fingerprints, ..entry.clone() });
    }
    kept
}

/// As many of today's findings as were known, those that were known by their fingerprint first.
fn still(known: &[String], today: &[String]) -> Vec<String> {
    let (mut same, others): (Vec<&String>, Vec<&String>) = today.iter().partition(|print| known.contains(print));
    same.extend(others);
    same.into_iter().take(known.len()).cloned().collect()
}

/// What is kept, and everything found beside it.
fn united(kept: &Baseline, found: Baseline) -> Baseline {
    let today = index(&found);
    let off: Vec<Known> = kept.entries.iter().filter(|entry| !today.contains_key(&about(entry))).cloned().collect();
    Baseline { entries: found.entries.into_iter().chain(off).collect() }
}

fn index(baseline: &Baseline) -> FxHashMap<(&str, &str), &Known> {
    baseline.entries.iter().map(|entry| (about(entry), entry)).collect()
}

/// Subject and check of an entry.
fn about(entry: &Known) -> (&str, &str) {
    (&entry.subject, &entry.check)
}
