//! A path from the command line to a compiled knowledge base: finds its root, reads and compiles it, and says what to do
//! when there is none.

use std::fs;
use std::path::{Path, PathBuf};

use camino::{Utf8Path, Utf8PathBuf};
use jiff::Zoned;

use super::changes;
use super::failure::{Failure, shown, some_of};
use super::io::{self, Loaded, Selection};
use super::journal::{self, Recovered};
use super::terminal::{self, Progress, Terminal};
use crate::check::Options;
use crate::compile::{Compilation, compile_with};
use crate::config::baseline::Baseline;
use crate::config::{self, Config};
use crate::diagnostic::visible::visible_line;
use crate::diagnostic::{Diagnostic, Summary, human};
use crate::naming;
use crate::schema::Schema;
use crate::syntax::Notation;
use crate::text::{Position, Source, SourceId, Sources, Span};

/// A compiled knowledge base.
#[derive(Debug)]
pub(super) struct Base {
    /// The folder of `touchbase.yaml`, or the one that was named.
    pub(super) root: PathBuf,
    /// All that is known about it.
    pub(super) compilation: Compilation,
    /// The part that was asked for: a file or folder, relative to the root.
    only: Option<Utf8PathBuf>,
    /// Folders with a `touchbase.yaml` of their own, which were not read.
    nested: Vec<PathBuf>,
}

/// What verbs ask for that take no levels: the calendar's today, and nothing else.
pub(super) fn options() -> Options {
    Options { today: Some(Zoned::now().date()), ..Options::default() }
}

/// Opens the knowledge base that `path`, a folder or a file, is or lies in; the current folder when there is none.
/// What `options` decide about checks comes after `touchbase.yaml`.
pub(super) fn open(path: Option<&Path>, options: &Options) -> Result<Base, Failure> {
    let base = open_or_begin(path, options)?;
    match base.knowledge_files() {
        0 => Err(nothing_found(&base.root, base.only.as_deref(), &base.nested)),
        _ => Ok(base),
    }
}

/// The same, also where no knowledge file is there yet.
pub(super) fn open_or_begin(path: Option<&Path>, options: &Options) -> Result<Base, Failure> {
    let _progress = Progress::start("Reading and checking", 0);
    let (root, only) = locate(path.unwrap_or(Path::new(".")))?;
    let (_, loaded) = load(&root)?;
    let compilation = compile_with(loaded.sources, options);
    Ok(Base { root, compilation, only, nested: loaded.nested })
}

/// The root of the knowledge base that `path`, a folder or a file, is or lies in, and the part of it that is meant, if not all;
/// after what an earlier command did not complete is completed. For those who read it themselves, again and again.
pub(super) fn find(path: Option<&Path>) -> Result<(PathBuf, Option<Utf8PathBuf>), Failure> {
    let (root, only) = locate(path.unwrap_or(Path::new(".")))?;
    if let Some(recovered) = journal::recover(&root)? {
        terminal::remark(&words_on(&recovered));
    }
    Ok((root, only))
}

/// The configuration and the files of the knowledge base in `root`, after what an earlier command did not complete is completed.
fn load(root: &Path) -> Result<(Config, Loaded), Failure> {
    if let Some(recovered) = journal::recover(root)? {
        terminal::remark(&words_on(&recovered));
    }
    let config = config_of(root);
    let output = root.join(&config.output);
    let loaded = io::load(root, &Selection::new(&config.sources, &config.exclude, Some(output)));
    Ok((config, loaded))
}

/// A knowledge base that is read and not compiled.
#[derive(Debug)]
pub(super) struct Files {
    /// The folder of `touchbase.yaml`, or the one that was named.
    pub(super) root: PathBuf,
    /// What the team decided.
    pub(super) config: Config,
    /// All files.
    pub(super) sources: Sources,
    /// The parts that were asked for, relative to the root; all when there is none.
    only: Vec<Utf8PathBuf>,
}

impl Files {
    /// The files that were asked for and hold knowledge.
    pub(super) fn knowledge(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        let own = |path: &Utf8Path| config::FILES.contains(&path.as_str());
        self.sources.iter().filter(move |(_, source)| !own(&source.path) && self.covers(&source.path))
    }

    /// The files that were named and hold decisions of the team, not knowledge.
    pub(super) fn named_settings(&self) -> impl Iterator<Item = &Utf8PathBuf> {
        self.only.iter().filter(|only| config::FILES.contains(&only.as_str()))
    }

    /// The path of a file as the person sees it from the current folder.
    pub(super) fn shown(&self, path: &Utf8Path) -> String {
        let from_here = self.root.strip_prefix(".").unwrap_or(&self.root).join(path);
        visible_line(&from_here.to_string_lossy().replace('\\', "/"))
    }

    fn covers(&self, path: &Utf8Path) -> bool {
        self.only.is_empty() || self.only.iter().any(|only| path.starts_with(only))
    }
}

/// Reads the knowledge bases that `paths`, folders and files, are or lie in, each once; that of the current folder when there is
/// no path.
///
/// # Errors
/// When a path does not exist or holds no knowledge file.
pub(super) fn files(paths: &[PathBuf]) -> Result<Vec<Files>, Failure> {
    let _progress = Progress::start("Reading", 0);
    let here = [PathBuf::from(".")];
    let mut found: Vec<(PathBuf, Vec<Option<Utf8PathBuf>>)> = Vec::new();
    for path in if paths.is_empty() { &here } else { paths } {
        let (root, only) = locate(path)?;
        let same = |known: &Path| dunce::canonicalize(known).ok() == dunce::canonicalize(&root).ok();
        match found.iter_mut().find(|(known, _)| same(known)) {
            Some((_, parts)) => parts.push(only),
            None => found.push((root, vec![only])),
        }
    }
    found.into_iter().map(|(root, parts)| files_in(root, parts)).collect()
}

fn files_in(root: PathBuf, parts: Vec<Option<Utf8PathBuf>>) -> Result<Files, Failure> {
    let (config, Loaded { sources, nested }) = load(&root)?;
    let knowledge = |path: &Utf8Path| !config::FILES.contains(&path.as_str());
    for part in &parts {
        let covers = |path: &Utf8Path| match part {
            Some(only) => path.starts_with(only),
            None => knowledge(path),
        };
        if !sources.iter().any(|(_, source)| covers(&source.path)) {
            return Err(nothing_found(&root, part.as_deref(), &nested));
        }
    }
    let only: Option<Vec<Utf8PathBuf>> = parts.into_iter().collect();
    Ok(Files { root, config, sources, only: only.unwrap_or_default() })
}

/// What to say about changes that an earlier command did not complete.
fn words_on(recovered: &Recovered) -> String {
    let files = changes::count(recovered.completed);
    let mut text = format!("An earlier command was stopped while it changed files; {files} completed now.");
    if !recovered.left.is_empty() {
        let names = some_of(&recovered.left);
        text.push_str(&format!(" Left alone, because changed since: {names}; run that command again."));
    }
    text
}

/// The schema of the knowledge base that `path` is or lies in, with the team's own kinds and fields; the built-in one where
/// there is no configuration.
pub(super) fn schema(path: Option<&Path>) -> Result<Schema, Failure> {
    Ok(config(path)?.schema().0)
}

/// The configuration of the knowledge base that `path` is or lies in; the defaults where there is none.
pub(super) fn config(path: Option<&Path>) -> Result<Config, Failure> {
    Ok(root_and_config(path)?.1)
}

/// The same with the root of the knowledge base.
pub(super) fn root_and_config(path: Option<&Path>) -> Result<(PathBuf, Config), Failure> {
    let (root, _) = locate(path.unwrap_or(Path::new(".")))?;
    let config = config_of(&root);
    Ok((root, config))
}

impl Base {
    /// The knowledge base in `root`, of which `only` was asked for, as somebody else has read and compiled it.
    ///
    /// # Errors
    /// When no knowledge file is there.
    pub(super) fn new(
        root: &Path,
        only: Option<&Utf8Path>,
        nested: Vec<PathBuf>,
        compilation: Compilation,
    ) -> Result<Base, Failure> {
        let base = Base { root: root.to_path_buf(), compilation, only: only.map(Utf8Path::to_path_buf), nested };
        match base.knowledge_files() {
            0 => Err(nothing_found(&base.root, base.only.as_deref(), &base.nested)),
            _ => Ok(base),
        }
    }

    /// The file or folder that was named, relative to the root; none where it is all of the base.
    pub(super) fn part(&self) -> Option<&Utf8Path> {
        self.only.as_deref()
    }

    /// The findings about what was asked for.
    pub(super) fn findings(&self) -> Vec<Diagnostic> {
        let all = &self.compilation.diagnostics;
        all.iter().filter(|diagnostic| self.concerns(diagnostic)).cloned().collect()
    }

    /// How many findings there are among `findings`, over how many files.
    pub(super) fn summary(&self, findings: &[Diagnostic]) -> Summary {
        let sources = self.compilation.sources.iter();
        Summary::of(findings, sources.filter(|(_, source)| self.covers(&source.path)).count())
    }

    /// The findings that the team knows of, if it has written them down.
    ///
    /// # Errors
    /// When the file cannot be read whole: nothing may be written over it then.
    pub(super) fn baseline(&self) -> Result<Option<Baseline>, Failure> {
        let (baseline, faults) = Baseline::of(&self.compilation.sources);
        match faults.first() {
            None => Ok(baseline),
            Some(fault) => {
                let message = format!("The baseline has mistakes, the first in {}.", self.place(fault.span));
                Err(Failure::new(message).help("`touchbase check` shows them; or delete the file and record anew."))
            }
        }
    }

    /// File and position of the begin of `span`.
    pub(super) fn position(&self, span: Span) -> (&str, Position) {
        let source = self.compilation.sources.get(span.source);
        (source.path.as_str(), source.position(span.start))
    }

    /// The same in one word: `personas.cx:12`.
    pub(super) fn place(&self, span: Span) -> String {
        let (file, position) = self.position(span);
        visible_line(&format!("{file}:{}", position.line))
    }

    /// Says on standard error which folders were not read because they are knowledge bases of their own.
    pub(super) fn note_nested(&self, terminal: &Terminal) {
        for folder in &self.nested {
            let folder = shown(folder);
            terminal.note(&format!("{folder} has a `{}` of its own and was not read.", config::FILE));
        }
    }

    /// Says on standard error that the knowledge base has errors or warnings, for verbs that do their work all the same.
    pub(super) fn note_findings(&self, terminal: &Terminal) {
        let summary = self.compilation.summary();
        if summary.errors + summary.warnings > 0 {
            terminal.note(&format!("{}; `touchbase check` shows them.", human::summary(&summary)));
        }
    }

    fn covers(&self, path: &Utf8Path) -> bool {
        self.only.as_ref().is_none_or(|only| path.starts_with(only))
    }

    fn concerns(&self, diagnostic: &Diagnostic) -> bool {
        self.covers(&self.compilation.sources.get(diagnostic.primary.span.source).path)
    }

    fn knowledge_files(&self) -> usize {
        let sources = self.compilation.sources.iter();
        sources
            .filter(|(_, source)| !config::FILES.contains(&source.path.as_str()) && self.covers(&source.path))
            .count()
    }
}

/// That there is no knowledge file in a knowledge base, or in the part of it that was named.
fn nothing_found(root: &Path, only: Option<&Utf8Path>, nested: &[PathBuf]) -> Failure {
    let folder = only.map_or_else(|| root.to_path_buf(), |only| root.join(only));
    if only.is_some_and(|only| Notation::of(only).is_some()) {
        let message = format!("{} is not part of the knowledge base in {}.", shown(&folder), shown(root));
        return Failure::new(message)
            .help("It is hidden, or `.gitignore` or `exclude` in `touchbase.yaml` leaves it out.");
    }
    let failure = Failure::new(format!("There are no `.cx` or `.yaml` files in {}.", shown(&folder)));
    match nested.first() {
        Some(first) => failure.help(format!("There is a knowledge base in {}.", shown(&root.join(first)))),
        None => failure.help("To start with a small knowledge base, run `touchbase new my-knowledge`."),
    }
}

/// Refuses a knowledge base without a knowledge file, for those who read it themselves.
pub(super) fn refuse_nothing(root: &Path, sources: &Sources, nested: &[PathBuf]) -> Result<(), Failure> {
    match sources.iter().any(|(_, source)| !config::FILES.contains(&source.path.as_str())) {
        true => Ok(()),
        false => Err(nothing_found(root, None, nested)),
    }
}

/// The configuration of the base in `root`, as far as it can be read; its faults are reported when it is compiled.
pub(super) fn config_of(root: &Path) -> Config {
    let file = root.join(config::FILE);
    match file.is_file() {
        true => Config::read(SourceId(0), &io::read(&file, config::FILE.into())).0,
        false => Config::default(),
    }
}

/// The root of the knowledge base that `path` is or lies in, and the part of it that `path` names, if not all.
fn locate(path: &Path) -> Result<(PathBuf, Option<Utf8PathBuf>), Failure> {
    let found = path.metadata().map_err(|error| missing(path, &error))?;
    let folder = match path.parent() {
        _ if found.is_dir() => path,
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    if !found.is_dir() && Utf8Path::from_path(path).and_then(Notation::of).is_none() {
        let message = format!("{} is not a knowledge file; touchbase reads `.cx`, `.yaml` and `.yml`.", shown(path));
        return Err(Failure::new(message));
    }
    let here = dunce::canonicalize(folder).map_err(|error| Failure::io(folder, "read", &error))?;
    let root = root_above(&here).unwrap_or(&here);
    let mut part = here.strip_prefix(root).unwrap_or(Path::new("")).to_path_buf();
    if !found.is_dir() {
        part.push(path.file_name().unwrap_or_default());
    }
    let part = io::relative(&part).filter(|part| !part.as_str().is_empty());
    let root = if root == here { folder.to_path_buf() } else { from_here(root) };
    Ok((root, part))
}

/// The nearest folder around `folder`, itself included, that has a `touchbase.yaml`. Ends at the folder of a repository.
pub(super) fn root_above(folder: &Path) -> Option<&Path> {
    for folder in folder.ancestors() {
        if folder.join(config::FILE).is_file() {
            return Some(folder);
        }
        if folder.join(".git").exists() {
            return None;
        }
    }
    None
}

/// The path relative to the current folder where that is shorter.
fn from_here(path: &Path) -> PathBuf {
    let current = std::env::current_dir().and_then(dunce::canonicalize).ok();
    let relative = current.and_then(|current| path.strip_prefix(current).map(Path::to_path_buf).ok());
    match relative {
        // An empty path names nothing.
        Some(relative) if relative == Path::new("") => PathBuf::from("."),
        Some(relative) => relative,
        None => path.to_path_buf(),
    }
}

/// A path that does not exist: says what is there instead.
fn missing(path: &Path, error: &std::io::Error) -> Failure {
    if error.kind() != std::io::ErrorKind::NotFound {
        return Failure::io(path, "read", error);
    }
    let failure = Failure::new(format!("There is no file or folder {}.", shown(path)));
    let existing = path.ancestors().skip(1).find(|folder| folder.as_os_str().is_empty() || folder.is_dir());
    let folder = existing.filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let names = names_in(folder);
    let wanted = path.strip_prefix(existing.unwrap_or(Path::new(""))).unwrap_or(path);
    let first = wanted.components().next().map(|part| part.as_os_str().to_string_lossy().into_owned());
    match naming::nearest(&first.unwrap_or_default(), names.iter().map(String::as_str)) {
        Some(name) => {
            let rest: PathBuf = wanted.components().skip(1).collect();
            let meant = existing.unwrap_or(Path::new("")).join(name);
            let whole = if meant.join(&rest).exists() { meant.join(&rest) } else { meant };
            failure.help(format!("Did you mean {}?", shown(&whole)))
        }
        None if names.is_empty() => failure,
        None => failure.help(format!("{} holds {}.", shown(folder), some_of(&names))),
    }
}

/// The folders and knowledge files in `folder`, sorted, hidden ones left out.
fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let wanted = entries.filter(|entry| entry.path().is_dir() || io::is_source(&entry.path()));
    let mut names: Vec<String> = wanted.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| !name.starts_with('.'));
    names.sort();
    names
}
