//! `touchbase convert`: writes `.cx` files as YAML and YAML files as `.cx`. The knowledge base says the same afterwards, or nothing
//! is changed.

use std::collections::BTreeMap;
use std::path::PathBuf;

use camino::{Utf8Path, Utf8PathBuf};
use clap::{Args, ValueEnum};

use super::Outcome;
use super::base::{self, Files};
use super::changes::{self, Change, Consent, Made, count};
use super::failure::Failure;
use super::io::Selection;
use super::terminal::Terminal;
use crate::check::Options;
use crate::compile::{Compilation, compile_with};
use crate::convert::{Obstacle, convert, meaning};
use crate::diagnostic::Diagnostic;
use crate::syntax::{self, Notation};
use crate::text::{Source, SourceId, Sources};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  touchbase convert --to yaml                        the base around this folder
  touchbase convert --to cx journeys personas.yaml   a folder and a file
  touchbase convert --to yaml personas.cx --stdout   print it, change nothing

A file gets the other ending; the old file goes. Comments stay, and so does all
that the files say: where that cannot be done, nothing is changed. Settings
(`touchbase.yaml`) stay as they are.")]
pub(super) struct Arguments {
    /// Files or folders of a knowledge base [default: the base around this folder]
    paths: Vec<PathBuf>,
    /// The notation to write
    #[arg(long, value_name = "NOTATION")]
    to: To,
    /// Print the text of one file and change nothing
    #[arg(long, conflicts_with_all = ["yes", "dry_run"])]
    stdout: bool,
    #[command(flatten)]
    consent: Consent,
}

/// A notation by the name people type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum To {
    /// The touchbase language
    Cx,
    /// YAML
    #[value(alias = "yml")]
    Yaml,
}

impl To {
    fn notation(self) -> Notation {
        match self {
            To::Cx => Notation::Cx,
            To::Yaml => Notation::Yaml,
        }
    }

    fn extension(self) -> &'static str {
        match self {
            To::Cx => "cx",
            To::Yaml => "yaml",
        }
    }
}

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let mut bases = base::files(&arguments.paths)?;
    let (Some(files), true) = (bases.pop(), bases.is_empty()) else {
        return Err(Failure::new("These paths lie in several knowledge bases.").help("Convert one after the other."));
    };
    for settings in files.named_settings() {
        terminal.note(&format!("`{}` holds decisions, not knowledge, and stays as it is.", files.shown(settings)));
    }
    let job = Job { files: &files, to: arguments.to };
    let converted = job.converted()?;
    if arguments.stdout {
        return match converted.as_slice() {
            [(_, _, text)] => {
                job.compare(&converted)?;
                terminal.print(text).map(|()| Outcome::Done)
            }
            other => {
                Err(Failure::new(format!("`--stdout` prints one file, and {} would be converted.", count(other.len())))
                    .help("Name the one file to print."))
            }
        };
    }
    let changes = job.changes(&converted)?;
    job.compare(&converted)?;
    let what = match changes::make(&files.root, &changes, &arguments.consent, terminal)? {
        Made::Written => format!("{} converted.", count(converted.len())),
        Made::Shown => format!("{} would be converted; nothing was written.", count(converted.len())),
        Made::Declined => "Nothing was written.".to_owned(),
        Made::Nothing => format!("There is nothing to convert: every file is in {} already.", arguments.to.extension()),
    };
    terminal.note(&what);
    Ok(Outcome::Done)
}

/// A file that is converted: its number, its new path, its new text.
type Converted = (SourceId, Utf8PathBuf, String);

struct Job<'a> {
    files: &'a Files,
    to: To,
}

impl Job<'_> {
    /// The files in their new notation.
    fn converted(&self) -> Result<Vec<Converted>, Failure> {
        let schema = self.files.config.schema().0;
        let mut all = Vec::new();
        for (id, source) in self.files.knowledge().filter(|(_, source)| self.concerns(source)) {
            if !source.problems.is_empty() {
                let message =
                    format!("`{}` cannot be converted, because it is not UTF-8 text.", self.files.shown(&source.path));
                return Err(Failure::new(message).help("Save it as UTF-8; `touchbase check` tells more."));
            }
            let file = syntax::parse(id, source);
            let text = convert(&file, source, &schema, self.to.notation());
            let text = text.map_err(|obstacle| self.refusal(source, &obstacle))?;
            all.push((id, source.path.with_extension(self.to.extension()), text));
        }
        Ok(all)
    }

    fn concerns(&self, source: &Source) -> bool {
        Notation::of(&source.path).is_some_and(|notation| notation != self.to.notation())
    }

    fn refusal(&self, source: &Source, obstacle: &Obstacle) -> Failure {
        let place = match obstacle.span.is_file() {
            true => self.files.shown(&source.path),
            false => {
                let at = source.position(obstacle.span.start);
                format!("{}:{}:{}", self.files.shown(&source.path), at.line, at.column)
            }
        };
        let message = match self.first_error(source, obstacle) {
            Some(error) => format!("`{place}` cannot be converted, because it has an error there: {error}"),
            None => format!("`{place}` cannot be converted, because {}; nothing was written.", obstacle.reason),
        };
        Failure::new(message)
            .help("`touchbase check` shows what is wrong; mend that first, or convert the other files by name.")
    }

    /// What `touchbase check` says about the place of an obstacle.
    fn first_error(&self, source: &Source, obstacle: &Obstacle) -> Option<String> {
        let compilation = compiled(self.old_sources());
        let of_file = |finding: &&Diagnostic| {
            let span = finding.primary.span;
            compilation.sources.get(span.source).path == source.path && span.start == obstacle.span.start
        };
        let found = compilation.diagnostics.iter().find(|finding| of_file(finding) && !obstacle.span.is_file());
        found.map(|finding| finding.message.clone())
    }

    fn old_sources(&self) -> Vec<Source> {
        let sources = self.files.sources.iter();
        sources.map(|(_, source)| Source::new(source.path.clone(), source.text.clone())).collect()
    }

    /// Compiles the base before and after, and compares what each converted file says.
    fn compare(&self, converted: &[Converted]) -> Result<(), Failure> {
        if converted.is_empty() {
            return Ok(());
        }
        let mut new = self.old_sources();
        for (id, path, text) in converted {
            if let Some(source) = new.get_mut(id.0 as usize) {
                *source = Source::new(path.clone(), text.as_str());
            }
        }
        let (before, after) = (compiled(self.old_sources()), compiled(new));
        for (id, path, _) in converted {
            let source = self.files.sources.get(*id);
            let Some(new) = after.sources.find(path) else { continue };
            let (old_id, shown) = (before.sources.find(&source.path).unwrap_or(*id), self.files.shown(&source.path));
            let (old, new) = (meaning(&before.model, old_id), meaning(&after.model, new));
            if let Some((address, _)) = old.iter().zip(&new).find(|(a, b)| a != b).map(|(a, _)| a) {
                return Err(unlike(&format!("`{shown}`"), &format!("`{address}` would not say the same")));
            }
            if old.len() != new.len() {
                return Err(unlike(&format!("`{shown}`"), "it would not hold the same elements"));
            }
        }
        match newly_found(&before, &after) {
            Some(check) => Err(unlike("The knowledge base", &format!("`{check}` would be reported once more"))),
            None => Ok(()),
        }
    }

    /// The changes on disk.
    fn changes(&self, converted: &[Converted]) -> Result<Vec<Change>, Failure> {
        let config = &self.files.config;
        let selection = Selection::new(&config.sources, &config.exclude, None);
        let mut changes = Vec::with_capacity(converted.len() * 2);
        let mut taken: Vec<&Utf8Path> = Vec::new();
        for (id, path, text) in converted {
            let source = self.files.sources.get(*id);
            let (old, new) = (self.files.shown(&source.path), self.files.shown(path));
            if taken.contains(&path.as_path()) || self.files.root.join(path).exists() {
                let message = format!(
                    "`{old}` cannot be converted, because there is a file `{new}` already; nothing was written."
                );
                return Err(Failure::new(message).help("Rename one of the two."));
            }
            if !selection.takes(path.as_std_path()) {
                let message =
                    format!("`{old}` cannot be converted, because `{new}` would not belong to the knowledge base.");
                return Err(Failure::new(message).help("See `sources` and `exclude` in `touchbase.yaml`."));
            }
            taken.push(path);
            let before = Some(source.text.to_string());
            changes.push(Change { path: source.path.clone(), before, after: None });
            changes.push(Change { path: path.clone(), before: None, after: Some(text.clone()) });
        }
        Ok(changes)
    }
}

fn compiled(list: Vec<Source>) -> Compilation {
    compile_with(Sources::new(list), &Options::default())
}

fn unlike(what: &str, why: &str) -> Failure {
    let message = format!("{what} cannot be converted, because {why}; nothing was written.");
    Failure::new(message).help("Convert the other files by name, and this one by hand.")
}

/// A check that finds more after than before: a comment would speak for less than it did, or something cannot be said.
fn newly_found(before: &Compilation, after: &Compilation) -> Option<String> {
    let counts = |compilation: &Compilation| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for finding in &compilation.diagnostics {
            *counts.entry(finding.check.to_string()).or_default() += 1;
        }
        counts
    };
    let known = counts(before);
    counts(after)
        .into_iter()
        .find(|(check, count)| known.get(check).copied().unwrap_or(0) < *count)
        .map(|(check, _)| check)
}
