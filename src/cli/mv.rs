//! `touchbase mv`: a knowledge file at another place, with what depends on where it lies.

use std::path::{Component, Path, PathBuf};

use camino::{Utf8Path, Utf8PathBuf};
use clap::Args;
use ignore::Match;
use ignore::gitignore::GitignoreBuilder;

use super::Outcome;
use super::base::{self, Base};
use super::changes::{self, Change, Consent};
use super::failure::{Failure, shown};
use super::io;
use super::manifest::MANIFEST;
use super::refactor::{make_changes, refused};
use super::terminal::Terminal;
use crate::config;
use crate::naming;
use crate::refactor::{self, Plan};

/// Arguments of `touchbase mv`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  touchbase mv hotline.cx touchpoints/
  touchbase mv hotline.cx touchpoints/phone.cx --yes

References need nothing: they name elements, not files, so `git mv` does as
well. This command also changes what depends on the place of the file: links
that are relative to it, links to it, and findings about it that the baseline
knows. It refuses places where the file would not be read.")]
pub(super) struct Arguments {
    /// The knowledge file
    file: PathBuf,
    /// Its new path, or a folder
    to: PathBuf,
    #[command(flatten)]
    consent: Consent,
}

/// Runs the verb.
pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    if arguments.file.is_dir() {
        let failure = Failure::new(format!("{} is a folder.", shown(&arguments.file)));
        return Err(failure.help("Move its files one by one, or move it with `git mv`: references need nothing."));
    }
    let name = arguments.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if config::FILES.contains(&name.as_str()) {
        let message = format!("{} holds no knowledge and belongs at the root of its base.", shown(&arguments.file));
        return Err(Failure::new(message));
    }
    let options = base::options();
    let base = base::open(Some(&arguments.file), &options)?;
    let from = base.part().map(Utf8Path::to_path_buf).unwrap_or_default();
    let to = target(&base, &arguments.to, &from)?;
    let plan = refactor::relocate(&base.compilation, &from, &to, &options);
    let plan = plan.map_err(|refusal| refused(&base, &refusal))?;
    not_left_out(&base.root, &to)?;
    let changes = changes(&base, &plan, &from, &to)?;
    make_changes(&base, &changes, &plan, &format!("`{from}` is `{to}` now."), &arguments.consent, terminal)?;
    Ok(Outcome::Done)
}

/// The new path below the root.
fn target(base: &Base, to: &Path, from: &Utf8Path) -> Result<Utf8PathBuf, Failure> {
    let is_folder = to.is_dir() || to.to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR]);
    let to = if is_folder { to.join(from.file_name().unwrap_or_default()) } else { to.to_path_buf() };
    let root = dunce::canonicalize(&base.root).map_err(|error| Failure::io(&base.root, "read", &error))?;
    let whole = resolved(&to)?;
    let outside = || {
        let message = format!("{} does not lie in the knowledge base {}.", shown(&to), shown(&base.root));
        Failure::new(message).help("A file can be moved within its knowledge base only.")
    };
    let below = whole.strip_prefix(&root).map_err(|_| outside())?;
    if whole.exists() {
        return Err(Failure::new(format!("There is a file or folder {} already.", shown(&to))));
    }
    let below = io::relative(below).ok_or_else(|| Failure::new(format!("{} is not UTF-8.", shown(&to))))?;
    io::refuse_name(&base.root, &below)?;
    match base.compilation.sources.iter().map(|(_, source)| &source.path).find(|path| is_twin(path, &below, from)) {
        Some(twin) => {
            let message = format!("`{below}` and `{twin}` would be one file on Windows and macOS.");
            Err(Failure::new(message).help("Choose another name."))
        }
        None => Ok(below),
    }
}

/// Whether two names of files, one of them new, differ only in what some systems do not tell apart.
fn is_twin(path: &Utf8Path, new: &Utf8Path, from: &Utf8Path) -> bool {
    path != from && naming::file_key(path) == naming::file_key(new)
}

/// The path from the root of the disk, links on its way followed as far as it exists.
fn resolved(path: &Path) -> Result<PathBuf, Failure> {
    let failed = |error: std::io::Error| Failure::io(path, "read", &error);
    let mut whole = std::env::current_dir().and_then(dunce::canonicalize).map_err(failed)?;
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(whole.pop()),
            part => whole.push(part),
        }
        if let Ok(real) = dunce::canonicalize(&whole) {
            whole = real;
        }
    }
    Ok(whole)
}

/// Refuses places that reading leaves out for reasons that lie on the disk.
fn not_left_out(root: &Path, to: &Utf8Path) -> Result<(), Failure> {
    let refuse =
        |why: String| Err(Failure::new(format!("`{to}` would not be read: {why}.")).help("Choose another place."));
    let mut folders: Vec<&Utf8Path> = to.ancestors().skip(1).collect();
    folders.reverse();
    for folder in folders.iter().skip(1) {
        let place = root.join(folder);
        if place.join(config::FILE).is_file() {
            return refuse(format!("`{folder}` is a knowledge base of its own"));
        }
        if place.join(MANIFEST).is_file() {
            return refuse(format!("`{folder}` is a site that was built"));
        }
        if place.exists() && !place.is_dir() {
            return refuse(format!("`{folder}` is a file"));
        }
    }
    match to.ancestors().filter(|part| !part.as_str().is_empty()).find(|part| is_ignored(root, part, *part != to)) {
        Some(part) => refuse(format!("`.gitignore` leaves out `{part}`")),
        None => Ok(()),
    }
}

/// Whether a `.gitignore` below the root names `path`; the nearest one that says anything counts.
fn is_ignored(root: &Path, path: &Utf8Path, is_folder: bool) -> bool {
    for folder in path.ancestors().skip(1) {
        let place = root.join(folder);
        if io::has_unusable_ignore(&place) {
            continue;
        }
        let mut builder = GitignoreBuilder::new(&place);
        // a rule that cannot be read is left out, as reading does
        let _ = builder.add(place.join(".gitignore"));
        let Ok(rules) = builder.build() else { continue };
        match rules.matched(root.join(path), is_folder) {
            Match::None => {}
            Match::Ignore(_) => return true,
            Match::Whitelist(_) => return false,
        }
    }
    false
}

/// The moved file, and the files in which links change.
fn changes(base: &Base, plan: &Plan, from: &Utf8Path, to: &Utf8Path) -> Result<Vec<Change>, Failure> {
    let sources = &base.compilation.sources;
    let mut changes = changes::from_edits(sources, &plan.edits)?;
    let text = sources.find(from).map(|id| sources.get(id).text.to_string()).unwrap_or_default();
    let own = changes.iter().position(|change| change.path == from).map(|at| changes.remove(at));
    let after = own.and_then(|change| change.after).unwrap_or_else(|| text.clone());
    changes.push(Change { path: from.to_owned(), before: Some(text), after: None });
    changes.push(Change { path: to.to_owned(), before: None, after: Some(after) });
    changes.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(changes)
}
