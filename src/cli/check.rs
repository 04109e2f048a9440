//! `touchbase check`: prints what is wrong with a knowledge base.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use super::Outcome;
use super::base::{self, Base};
use super::changes;
use super::failure::Failure;
use super::fix;
use super::recheck;
use super::report::{Wish, Wishes, report};
use super::terminal::Terminal;
use crate::check::{self, Options};
use crate::config::{self, CheckSetting, Decision};
use crate::diagnostic::{Diagnostic, Level, Summary};
use crate::naming;
use crate::text::{SourceId, Span};

/// What `--deny` takes besides names of checks.
const WARNINGS: &str = "warnings";

/// Arguments of `touchbase check`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  touchbase check                         the base around the current folder
  touchbase check kb/journeys/order.cx    one file, checked within its base
  touchbase check --deny warnings         for a build that is to have none
  touchbase check --fix --dry-run         show what can be fixed safely
  touchbase check --watch                 again after every change, until Ctrl-C
  touchbase check --format json > findings.json
  touchbase check --format sarif=findings.sarif    text to read, and a file

With `--watch`, standard output is for people; formats for programs go to a
file, which is written anew each time: `--watch --format json=findings.json`.

Exit code:
  0 when no finding is an error, 1 when one is, 2 when the check could not run;
  with `--watch`, 0 when it was ended")]
pub(super) struct Arguments {
    /// Folder of a knowledge base, or a file or folder in one [default: the current folder]
    path: Option<PathBuf>,
    /// How findings are written, and where: to FILE, else to standard output; may be given several times
    /// [default: text, or narrated when NO_GRAPHICS is set]
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = Wishes)]
    format: Vec<Wish>,
    /// Make findings of this check, or rule of your own, errors; `warnings` makes all warnings errors
    #[arg(long, value_name = "CHECK")]
    deny: Vec<String>,
    /// Make findings of this check warnings
    #[arg(long, value_name = "CHECK")]
    warn: Vec<String>,
    /// Turn this check off
    #[arg(long, value_name = "CHECK")]
    allow: Vec<String>,
    /// Make every safe fix, then report what is left
    #[arg(long)]
    fix: bool,
    /// With `--fix`: show the changes instead of making them
    #[arg(long, requires = "fix")]
    dry_run: bool,
    /// Check again whenever a file changes, until Ctrl-C
    #[arg(long, conflicts_with = "fix")]
    watch: bool,
    /// Report hints too, not only errors and warnings
    #[arg(long)]
    strict: bool,
    /// The day that counts as today, for what falls due [default: the calendar's]
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<Date>,
}

/// Runs the verb.
pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    if arguments.watch {
        return watched(arguments, terminal);
    }
    let options = options(arguments)?;
    let mut base = base::open(arguments.path.as_deref(), &options)?;
    base.note_nested(terminal);
    if arguments.fix {
        fix(&mut base, &options, arguments.dry_run, terminal)?;
    }
    let summary = tell(&base, arguments, &options, terminal)?;
    Ok(if summary.errors == 0 { Outcome::Done } else { Outcome::Errors })
}

/// Reports the findings about `base` as the arguments ask for it.
fn tell(base: &Base, arguments: &Arguments, options: &Options, terminal: &Terminal) -> Result<Summary, Failure> {
    let mut findings = base.findings();
    if arguments.deny.iter().any(|name| name == WARNINGS) {
        deny_warnings(&mut findings);
    }
    let summary = base.summary(&findings);
    if !arguments.dry_run {
        report(&arguments.format, (&base.root, &base.compilation), options, (&findings, &summary), terminal)?;
    }
    note_silenced(base, terminal);
    Ok(summary)
}

/// Checks again whenever a file changes, until it is time to end.
fn watched(arguments: &Arguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let for_programs = |wish: &Wish| wish.printed().filter(|format| !["text", "narrated"].contains(format));
    if let Some(format) = arguments.format.iter().find_map(for_programs) {
        let message = format!("`--watch` writes for people; {format} is for programs, which wait for one report.");
        return Err(Failure::new(message).help(format!("Write it to a file: `--format {format}=FILE`.")));
    }
    let tell = |base: &Base, options: &Options| tell(base, arguments, options, terminal).map(drop);
    recheck::run(arguments.path.as_deref(), &|| options(arguments), terminal, &tell)?;
    Ok(Outcome::Done)
}

/// Makes the safe fixes, on disk or, `dry`, only as a difference on standard output.
fn fix(base: &mut Base, options: &Options, dry: bool, terminal: &Terminal) -> Result<(), Failure> {
    let plan = fix::plan(base, options);
    match dry {
        true => terminal.print(&changes::difference(&plan.files))?,
        false => changes::write(&base.root, &plan.files)?,
    }
    let files = changes::count(plan.files.len());
    let mended = count(plan.mended);
    terminal.note(&match (plan.mended, dry) {
        (0, _) => "Nothing can be fixed safely.".to_owned(),
        (_, true) => format!("{mended} can be fixed in {files}; nothing was written."),
        (_, false) => format!("{mended} fixed in {files}."),
    });
    if plan.refused > 0 {
        terminal.note(&format!(
            "{} not fixed, because the knowledge base would not be better for it.",
            count(plan.refused)
        ));
    }
    Ok(())
}

fn count(count: usize) -> String {
    if count == 1 { "1 finding".to_owned() } else { format!("{count} findings") }
}

/// Says on standard error how many findings are not reported, so that nothing is kept silent in silence.
fn note_silenced(base: &Base, terminal: &Terminal) {
    let silenced = &base.compilation.silenced;
    let known = silenced.iter().filter(|silenced| silenced.reason.is_none()).count();
    if known > 0 {
        terminal.note(&format!("{} in `{}` not reported again.", count(known), config::baseline::FILE));
    }
    if silenced.len() > known {
        terminal.note(&format!("{} allowed by comments.", count(silenced.len() - known)));
    }
}

fn options(arguments: &Arguments) -> Result<Options, Failure> {
    let default = base::options();
    Ok(Options {
        settings: settings(arguments)?,
        strict: arguments.strict,
        today: arguments.today.or(default.today),
        ..default
    })
}

/// The levels given on the command line; where several concern one check, the strictest wins.
fn settings(arguments: &Arguments) -> Result<Vec<CheckSetting>, Failure> {
    let lists =
        [(&arguments.allow, Decision::Allow), (&arguments.warn, Decision::Warn), (&arguments.deny, Decision::Deny)];
    let all = lists.into_iter().flat_map(|(names, level)| names.iter().map(move |name| (name, level)));
    let all: Vec<(&String, Decision)> =
        all.filter(|(name, level)| !(name.as_str() == WARNINGS && *level == Decision::Deny)).collect();
    let rules = match all.iter().all(|(name, _)| check::named(name).is_some()) {
        true => Vec::new(),
        false => rules(arguments)?,
    };
    all.into_iter()
        .map(|(name, level)| match check::named(name).is_some() || rules.contains(name) {
            // nothing points at a setting of the command line: its name is known
            true => Ok(CheckSetting { check: Some(name.clone()), span: Span::file(SourceId(0)), files: None, level }),
            false => Err(unknown_check(name, &rules)),
        })
        .collect()
}

/// The names of the team's own rules.
fn rules(arguments: &Arguments) -> Result<Vec<String>, Failure> {
    let config = base::config(arguments.path.as_deref())?;
    Ok(config.rules.into_iter().map(|rule| rule.name).chain(config.lost_rules).collect())
}

/// There is no check or rule of this name; suggests one.
fn unknown_check(name: &str, rules: &[String]) -> Failure {
    let failure = Failure::new(format!("There is no check `{name}`."));
    let names = check::ALL.iter().map(|check| check.name).chain(rules.iter().map(String::as_str));
    match naming::nearest(name, names) {
        Some(near) => failure.help(format!("Did you mean `{near}`?")),
        None => failure.help("Findings carry the name of their check in their first line."),
    }
}

fn deny_warnings(findings: &mut [Diagnostic]) {
    for finding in findings.iter_mut().filter(|finding| finding.level == Level::Warning) {
        finding.level = Level::Error;
    }
}
