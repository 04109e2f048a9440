//! `touchbase import`: journeys drawn in Mermaid, and sheets, into a knowledge base.

mod mermaid;
mod sheets;
mod sparing;
mod weight;
mod xlsx;

use std::fs;
use std::path::{Path, PathBuf};

use camino::Utf8PathBuf;
use clap::{Args, Subcommand};
use walkdir::WalkDir;

use super::Outcome;
use super::base::Base;
use super::changes::{self, Change, Consent, Made};
use super::failure::{Failure, shown};
use super::io::Selection;
use super::kept_layout::keep_layout;
use super::list::Place;
use super::terminal::Terminal;
use crate::compile::{Compilation, compile_with};
use crate::config;
use crate::import::{RawSheet, Remark};
use crate::text::{Source, Sources};

/// Arguments of `touchbase import`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  touchbase import mermaid docs --dry-run   journeys drawn in Markdown files
  touchbase import csv tables --dry-run     what would become of each row
  touchbase import xlsx touchbase.xlsx      what was exported and edited

Nothing is written without your consent.")]
pub(super) struct Arguments {
    #[command(subcommand)]
    from: From,
}

#[derive(Debug, Subcommand)]
enum From {
    /// Journeys drawn in Mermaid, in Markdown files or files of their own
    #[command(after_help = "\
Examples:
  touchbase import mermaid docs/journeys.md
  touchbase import mermaid docs --dry-run          every diagram below docs
  touchbase import mermaid sketch.mmd -o drafts/sketch.cx --yes

Sections become stages, tasks steps, scores emotions, actors personas. What a
diagram cannot tell is left out, and what is made says `status: draft`.
docs/importing.md tells more.")]
    Mermaid(Wish),
    /// CSV files, one for each kind, named after it
    #[command(after_help = "\
Examples:
  touchbase import csv tables --dry-run            what would become of each row
  touchbase import csv Personas.csv touchpoints.csv --yes

A row is known by its id, else by its name. docs/importing.md tells what cells
may hold.")]
    Csv(Wish),
    /// Workbooks with a sheet for each kind, named after it
    #[command(after_help = "\
Examples:
  touchbase export xlsx && touchbase import xlsx touchbase.xlsx --dry-run
  touchbase import xlsx touchbase.xlsx --yes

A row is known by its id, else by its name. docs/importing.md tells what cells
may hold.")]
    Xlsx(Wish),
}

#[derive(Debug, Args)]
struct Wish {
    /// Files, or folders to look for them in
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    place: Place,
    /// File for what is new [default: where its kind lives, else a file in the folder `imported`]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write new files in YAML instead of the touchbase language
    #[arg(long)]
    yaml: bool,
    #[command(flatten)]
    consent: Consent,
}

/// Runs the verb.
pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    match &arguments.from {
        From::Mermaid(wish) => mermaid::run(wish, terminal),
        From::Csv(wish) => sheets::run(wish, &["csv", "tsv", "txt"], terminal),
        From::Xlsx(wish) => sheets::run(wish, &["xlsx", "xlsm"], terminal),
    }
}

/// The sheets of a workbook.
pub(super) fn workbook(path: &Path, bytes: Vec<u8>) -> Result<Vec<RawSheet>, Failure> {
    xlsx::read(path, bytes)
}

/// The files that are named, and those with one of the endings below folders that are named, sorted.
fn files(wish: &Wish, endings: &[&str]) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for path in &wish.files {
        let known = path.metadata().map_err(|error| Failure::io(path, "read", &error))?;
        if !known.is_dir() {
            match has_ending(path, endings) {
                true => found.push(path.clone()),
                false => {
                    let list: Vec<String> = endings.iter().map(|ending| format!("`.{ending}`")).collect();
                    let message =
                        format!("{} is none of the files that are read here: {}.", shown(path), list.join(", "));
                    return Err(Failure::new(message));
                }
            }
            continue;
        }
        let visible = |entry: &walkdir::DirEntry| {
            entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with(['.', '~'])
        };
        let entries = WalkDir::new(path).sort_by_file_name().into_iter().filter_entry(visible).flatten();
        let before = found.len();
        found.extend(
            entries.map(walkdir::DirEntry::into_path).filter(|path| path.is_file() && has_ending(path, endings)),
        );
        if found.len() == before {
            return Err(Failure::new(format!("There is nothing to import in {}.", shown(path))));
        }
    }
    Ok(found)
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|ending| endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// The largest file that is read, in bytes.
const MAX_FILE: u64 = 64 * 1024 * 1024;

fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let failed = |error: std::io::Error| Failure::io(path, "read", &error);
    let found = path.metadata().map_err(failed)?;
    if !found.is_file() {
        return Err(Failure::new(format!("{} is not a regular file and was not read.", shown(path))));
    }
    let size = found.len();
    match size > MAX_FILE {
        true => Err(Failure::new(format!(
            "{} is larger than {} MiB and was not read.",
            shown(path),
            MAX_FILE / (1024 * 1024)
        ))),
        false => fs::read(path).map_err(failed),
    }
}

/// The path as messages show it.
fn named(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

fn tell(remarks: &[Remark], terminal: &Terminal) {
    for remark in remarks {
        terminal.warn(&format!("{}: {}", remark.place, remark.message));
    }
}

/// The folder in which a file is written and its path there: the base, where it lies below it, else the file's own folder.
fn place_of(root: &Path, file: &Path) -> Result<(PathBuf, Utf8PathBuf, bool), Failure> {
    let folder = file.parent().filter(|parent| *parent != Path::new("")).unwrap_or(Path::new("."));
    let name = file.file_name().ok_or_else(|| Failure::new(format!("{} names no file.", shown(file))))?;
    // The nearest folder that there is.
    let existing =
        folder.ancestors().find(|folder| folder.as_os_str().is_empty() || folder.is_dir()).unwrap_or(Path::new("."));
    let existing = if existing.as_os_str().is_empty() { Path::new(".") } else { existing };
    let absolute = |path: &Path| dunce::canonicalize(path).map_err(|error| Failure::io(path, "read", &error));
    let rest = folder.strip_prefix(existing).unwrap_or(folder).to_path_buf();
    let (base, target) = (absolute(root)?, absolute(existing)?.join(rest).join(name));
    let utf8 =
        |path: &Path| super::io::relative(path).ok_or_else(|| Failure::new(format!("{} is not UTF-8.", shown(file))));
    match target.strip_prefix(&base) {
        Ok(relative) => portable(root, utf8(relative)?, true),
        Err(_) => portable(existing, utf8(&folder.strip_prefix(existing).unwrap_or(Path::new("")).join(name))?, false),
    }
}

fn portable(folder: &Path, path: Utf8PathBuf, is_inside: bool) -> Result<(PathBuf, Utf8PathBuf, bool), Failure> {
    super::io::refuse_name(folder, &path)?;
    Ok((folder.to_path_buf(), path, is_inside))
}

/// The changes of an import, edits first.
fn all_changes(before: &Compilation, outcome: &crate::import::Outcome) -> Result<Vec<Change>, Failure> {
    let mut changes = changes::from_edits(&before.sources, &outcome.edits)?;
    let new = outcome.files.iter();
    changes.extend(new.map(|(path, text)| Change { path: path.clone(), before: None, after: Some(text.clone()) }));
    keep_layout(&mut changes, &before.model.schema);
    Ok(changes)
}

/// New files that would not be read again: refused where the place was our choice, told where a person named it.
fn only_files_that_are_read(base: &Base, changes: &[Change], wish: &Wish, terminal: &Terminal) -> Result<(), Failure> {
    let config = &base.compilation.config;
    let selection = Selection::new(&config.sources, &config.exclude, None);
    let mut new = changes.iter().filter(|change| change.before.is_none());
    let Some(left_out) = new.find(|change| !selection.takes(change.path.as_std_path())) else { return Ok(()) };
    let why = format!("`sources` or `exclude` in `{}` leave it out", config::FILE);
    if wish.output.is_some() {
        terminal.warn(&format!("`{}` is not part of the knowledge base: {why}.", left_out.path));
        return Ok(());
    }
    let message = format!("`{}` would not be read: {why}; nothing was written.", left_out.path);
    Err(Failure::new(message).help("Let `sources` name the folder `imported`, or name another file with `-o`."))
}

/// The base as it would be after `changes`.
fn compiled(before: &Compilation, changes: &[Change]) -> Compilation {
    let changed = |source: &Source| {
        changes.iter().find(|change| change.path == source.path).and_then(|change| change.after.clone())
    };
    let mut list: Vec<Source> = Vec::new();
    for (_, source) in before.sources.iter() {
        let mut copy = match changed(source) {
            Some(text) => Source::new(source.path.clone(), text),
            None => Source::new(source.path.clone(), source.text.clone()),
        };
        copy.problems = source.problems.clone();
        list.push(copy);
    }
    let new = changes.iter().filter(|change| change.before.is_none());
    list.extend(new.filter_map(|change| Some(Source::new(change.path.clone(), change.after.clone()?))));
    compile_with(Sources::new(list), &super::base::options())
}

/// Says what was written.
fn told(made: Made, changes: &[Change]) -> Option<String> {
    match made {
        Made::Written => {
            let files: Vec<String> = changes.iter().map(|change| format!("`{}`", change.path)).collect();
            Some(format!("Written: {}.\n", files.join(", ")))
        }
        Made::Declined => Some("Nothing was written.\n".to_owned()),
        Made::Nothing => Some("There is nothing to change.\n".to_owned()),
        Made::Shown => None,
    }
}
