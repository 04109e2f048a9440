//! Folders to [`Sources`]: finds the files of a knowledge base and reads them.
//!
//! What cannot be read becomes a source with a problem, so that it is reported at its place like everything else. Knows
//! which files to take, and nothing of what stands in them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use camino::{Utf8Path, Utf8PathBuf};
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use ignore::{DirEntry, WalkBuilder};
use rayon::prelude::*;
use walkdir::WalkDir;

use super::failure::{Failure, shown, words};
use super::manifest::MANIFEST;
use crate::config;
use crate::naming;
use crate::site::{Template, refused};
use crate::syntax::Notation;
use crate::text::{Source, Sources, TextProblem};

/// The largest file that is read, in bytes.
pub(super) const MAX_FILE: u64 = 16 * 1024 * 1024;

/// Most files that are read.
const MAX_FILES: usize = 200_000;

/// Which files below the root belong to the knowledge base.
#[derive(Debug, Default, Clone)]
pub(super) struct Selection {
    /// Files to take; all when empty.
    include: GlobSet,
    /// Files to leave out.
    exclude: GlobSet,
    /// A folder to leave out: the site.
    output: Option<PathBuf>,
}

/// What was found below a root.
#[derive(Debug, Clone)]
pub(super) struct Loaded {
    /// The files, `touchbase.yaml` among them when there is one.
    pub(super) sources: Sources,
    /// Folders, relative to the root, that are knowledge bases of their own and were not read.
    pub(super) nested: Vec<PathBuf>,
}

impl Selection {
    /// Globs as in `touchbase.yaml`; unusable ones are left to the configuration's own messages.
    pub(super) fn new(include: &[String], exclude: &[String], output: Option<PathBuf>) -> Selection {
        Selection { include: globs(include), exclude: globs(exclude), output }
    }

    pub(super) fn takes(&self, path: &Path) -> bool {
        let included = self.include.is_empty() || self.include.is_match(path);
        config::FILES.iter().any(|own| path == Path::new(own)) || (included && !self.exclude.is_match(path))
    }
}

impl Selection {
    /// Whether a file that is not there yet would be read, as far as its path tells.
    pub(super) fn admits(&self, path: &Path) -> bool {
        let hidden = |part: std::path::Component<'_>| part.as_os_str().to_string_lossy().starts_with('.');
        is_source(path) && self.takes(path) && !path.components().any(hidden)
    }
}

/// What a folder without a `touchbase.yaml` holds: the folders below it that are knowledge bases, relative to it, and whether
/// there are `.cx` files outside of these.
pub(super) fn survey(folder: &Path) -> (Vec<PathBuf>, bool) {
    let aside = Aside::default();
    let is_cx = |entry: &Entry| {
        let name = entry.as_ref().ok().and_then(|entry| entry.path().extension());
        name.is_some_and(|extension| extension.eq_ignore_ascii_case("cx"))
    };
    let has_cx = walker(folder, &Selection::default(), &aside).build().filter(is_cx).count() > 0;
    let mut nested = aside.nested();
    nested.sort();
    (nested, has_cx)
}

fn globs(patterns: &[String]) -> GlobSet {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        if let Ok(glob) = GlobBuilder::new(pattern).literal_separator(true).build() {
            set.add(glob);
        }
    }
    set.build().unwrap_or_default()
}

/// What a walk comes across.
type Entry = Result<DirEntry, ignore::Error>;

/// Reads every source file below `root`, a folder. Hidden files and what `.gitignore` files below the root name are left
/// out, and so are sites written by this program and folders with a `touchbase.yaml` of their own.
pub(super) fn load(root: &Path, selection: &Selection) -> Loaded {
    let aside = Aside::default();
    let mut entries: Vec<_> = walker(root, selection, &aside).build().collect();
    let others = others(root, &entries);
    let left_out = leave_out(root, &mut entries, selection, MAX_FILES);
    let mut list: Vec<Source> = entries.into_par_iter().filter_map(|entry| source(root, entry, selection)).collect();
    list.extend(left_out);
    list.extend(aside.unusable().into_iter().map(|path| problem(&path, UNUSABLE.into())));
    for own in config::FILES {
        if !list.iter().any(|source| source.path == *own) && root.join(own).is_file() {
            list.push(read(&root.join(own), (*own).into()));
        }
    }
    Loaded { sources: Sources::new(list).with_others(others), nested: aside.nested() }
}

/// The folders that [`load`] looks into, `root` first.
pub(super) fn folders(root: &Path, selection: &Selection) -> Vec<PathBuf> {
    let entries = walker(root, selection, &Aside::default()).build().flatten();
    let folders = entries.filter(|entry| entry.file_type().is_some_and(|kind| kind.is_dir()));
    folders.map(DirEntry::into_path).collect()
}

/// Every file of the walk: pictures, and knowledge files that the configuration leaves out.
fn others(root: &Path, entries: &[Entry]) -> Vec<Utf8PathBuf> {
    let files = entries.iter().flatten().filter(|entry| entry.file_type().is_some_and(|kind| !kind.is_dir()));
    files.filter_map(|entry| relative(entry.path().strip_prefix(root).ok()?)).collect()
}

/// Drops the files beyond the first `limit` by path; the first of them, with the problem to report.
fn leave_out(root: &Path, entries: &mut Vec<Entry>, selection: &Selection, limit: usize) -> Option<Source> {
    let path = |entry: &Entry| {
        let path = entry.as_ref().ok()?.path().strip_prefix(root).ok()?;
        (is_source(path) && selection.takes(path)).then(|| path.to_path_buf())
    };
    if entries.len() <= limit {
        return None;
    }
    entries.sort_by_cached_key(|entry| entry.as_ref().ok().map(|entry| entry.path().to_path_buf()));
    let (at, first) = entries.iter().enumerate().filter_map(|(at, entry)| Some((at, path(entry)?))).nth(limit)?;
    entries.truncate(at);
    Some(Source::unreadable(first.to_string_lossy().as_ref(), TextProblem::TooMany { limit }))
}

/// Reads one file as the source `path`.
pub(super) fn read(file: &Path, path: Utf8PathBuf) -> Source {
    match bytes(file) {
        Ok(bytes) => Source::from_bytes(path, bytes),
        Err(problem) => Source::unreadable(path, problem),
    }
}

fn bytes(file: &Path) -> Result<Vec<u8>, TextProblem> {
    let unreadable = |error: io::Error| TextProblem::Unreadable(words(&error));
    let opened = File::open(file).map_err(unreadable)?;
    let size = opened.metadata().map_err(unreadable)?.len();
    if size > MAX_FILE {
        return Err(TextProblem::TooLarge { bytes: size, limit: MAX_FILE });
    }
    let mut bytes = Vec::with_capacity(size.min(MAX_FILE) as usize);
    // a file may grow while it is read
    opened.take(MAX_FILE + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    match bytes.len() as u64 {
        read if read > MAX_FILE => Err(TextProblem::TooLarge { bytes: size.max(read), limit: MAX_FILE }),
        _ => Ok(bytes),
    }
}

/// The file in which git finds what it leaves out.
const IGNORED: &str = ".gitignore";

const UNUSABLE: &str = "it is no file of usual size; without it nobody knows what in its folder is knowledge, and the folder was \
                        not read";

/// What a walk goes past, relative to its root.
#[derive(Debug, Default, Clone)]
struct Aside {
    /// Folders that are knowledge bases of their own.
    nested: Arc<Mutex<Vec<PathBuf>>>,
    /// Files `.gitignore` that cannot be read as such.
    unusable: Arc<Mutex<Vec<PathBuf>>>,
}

impl Aside {
    fn nested(&self) -> Vec<PathBuf> {
        self.nested.lock().map(|list| list.clone()).unwrap_or_default()
    }

    fn unusable(&self) -> Vec<PathBuf> {
        self.unusable.lock().map(|list| list.clone()).unwrap_or_default()
    }
}

/// Whether the folder has a `.gitignore` that must not be opened: a pipe would be waited for, a device may never end.
pub(super) fn has_unusable_ignore(folder: &Path) -> bool {
    let found = folder.join(IGNORED).metadata();
    found.is_ok_and(|found| !found.is_dir() && (!found.is_file() || found.len() > MAX_FILE))
}

fn walker(root: &Path, selection: &Selection, aside: &Aside) -> WalkBuilder {
    let (base, output, aside) = (root.to_path_buf(), selection.output.clone(), aside.clone());
    let is_usable = !has_unusable_ignore(root);
    if !is_usable {
        aside.unusable.lock().map(|mut list| list.push(IGNORED.into())).unwrap_or_default();
    }
    let mut walker = WalkBuilder::new(root);
    walker.standard_filters(false).hidden(true).git_ignore(is_usable).require_git(false).follow_links(false);
    if !is_usable {
        walker.max_depth(Some(0));
    }
    walker.filter_entry(move |entry| {
        let path = entry.path();
        if entry.depth() == 0 || !entry.file_type().is_some_and(|kind| kind.is_dir()) {
            return true;
        }
        let relative = path.strip_prefix(&base).unwrap_or(path);
        if path.join(config::FILE).is_file() {
            aside.nested.lock().map(|mut list| list.push(relative.to_path_buf())).unwrap_or_default();
            return false;
        }
        if has_unusable_ignore(path) {
            aside.unusable.lock().map(|mut list| list.push(relative.join(IGNORED))).unwrap_or_default();
            return false;
        }
        output.as_deref() != Some(path) && !path.join(MANIFEST).is_file()
    });
    walker
}

/// The source an entry of the walk stands for, if it stands for one.
fn source(root: &Path, entry: Entry, selection: &Selection) -> Option<Source> {
    let entry = match entry {
        Ok(entry) => entry,
        Err(error) => return Some(unreadable_entry(root, &error)),
    };
    let path = entry.path().strip_prefix(root).ok()?;
    let kind = entry.file_type()?;
    if kind.is_symlink() {
        return link_problem(root, entry.path()).filter(|_| selection.takes(path)).map(|words| problem(path, words));
    }
    if kind.is_dir() || !is_source(path) || !selection.takes(path) {
        return None;
    }
    match relative(path) {
        _ if !kind.is_file() => Some(problem(path, "it is not a regular file".into())),
        Some(name) => Some(read(entry.path(), name)),
        None => Some(problem(path, "its name is not UTF-8; give it another name".into())),
    }
}

/// Refuses the path of a new knowledge file below `root` that not every system can have: colleagues could not even check it
/// out. What is there already is not judged.
///
/// # Errors
/// When it is such a path.
pub(super) fn refuse_name(root: &Path, path: &Utf8Path) -> Result<(), Failure> {
    let new = path.ancestors().take_while(|part| !part.as_str().is_empty() && !root.join(part).exists());
    match new.filter_map(Utf8Path::file_name).find_map(naming::unportable) {
        Some(why) => {
            let message =
                format!("{} could not be read on Windows: {why}. Nothing was written.", shown(path.as_std_path()));
            Err(Failure::new(message).help("Choose another name."))
        }
        None => Ok(()),
    }
}

/// Whether the name is that of a knowledge file.
pub(super) fn is_source(path: &Path) -> bool {
    // a name that is not UTF-8 may still end in `.cx`
    Notation::of(path.to_string_lossy().as_ref().into()).is_some()
}

/// Puts a complete new file in the place of `path`, so that an editor never reads half of it.
pub(super) fn replace(path: &Path, text: &str) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::io(path, "written", &error);
    if path.is_dir() {
        return Err(Failure::new(format!("{} is a folder; name a file to write.", shown(path))));
    }
    let folder = path.parent().filter(|parent| *parent != Path::new("")).unwrap_or(Path::new("."));
    let mut made = readable().tempfile_in(folder).map_err(failed)?;
    made.write_all(text.as_bytes()).map_err(failed)?;
    made.persist(path).map_err(|error| failed(error.error)).map(drop)
}

/// Files as readable as any other; temporary ones are the owner's alone by default.
pub(super) fn readable<'b>() -> tempfile::Builder<'b, 'b> {
    let mut builder = tempfile::Builder::new();
    // whoever finds one that a stopped command left behind knows whose it was
    builder.prefix(".touchbase-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}

/// The path as messages show it, with `/`; none when it is not UTF-8.
pub(super) fn relative(path: &Path) -> Option<Utf8PathBuf> {
    let parts: Option<Vec<&str>> = path.components().map(|part| part.as_os_str().to_str()).collect();
    Some(parts?.join("/").into())
}

fn problem(path: &Path, words: String) -> Source {
    let shown = relative(path).unwrap_or_else(|| path.to_string_lossy().into_owned().into());
    Source::unreadable(shown, TextProblem::Unreadable(words))
}

fn unreadable_entry(root: &Path, error: &ignore::Error) -> Source {
    let path = place_of(error).and_then(|path| path.strip_prefix(root).ok()).unwrap_or(Path::new(""));
    let path = if path == Path::new("") { Path::new(".") } else { path };
    problem(path, error.io_error().map_or_else(|| error.to_string(), system_words))
}

/// What the system said, where a walk has put its own words around it, and the whole path.
fn system_words(error: &io::Error) -> String {
    let inner =
        error.get_ref().and_then(std::error::Error::source).and_then(|source| source.downcast_ref::<io::Error>());
    words(inner.unwrap_or(error))
}

fn place_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => place_of(err),
        ignore::Error::Loop { child, .. } => Some(child),
        _ => None,
    }
}

/// What is wrong with a symbolic link. One to a place below the root is fine and needs no following: what it leads to is
/// read under its own path.
fn link_problem(root: &Path, link: &Path) -> Option<String> {
    match (dunce::canonicalize(link), dunce::canonicalize(root)) {
        (Ok(target), Ok(root)) if target.starts_with(&root) => None,
        (Ok(target), _) if target.is_dir() || is_source(link) => {
            Some("it is a link to a place outside the knowledge base and was not followed".into())
        }
        (Err(error), _) if is_source(link) || link.extension().is_none() => {
            Some(format!("it is a link that leads nowhere ({})", words(&error)))
        }
        _ => None,
    }
}

/// Reads a folder of templates that replace built-in ones.
///
/// # Errors
/// When the folder or a file in it cannot be read as text.
pub(super) fn templates(folder: &Path) -> Result<Vec<Template>, Failure> {
    let mut templates = Vec::new();
    for entry in WalkDir::new(folder).follow_links(true).sort_by_file_name() {
        let entry = entry.map_err(|error| unreadable_template(folder, &error))?;
        let name = entry.path().strip_prefix(folder).ok();
        let name = name.map(|name| relative(name).ok_or_else(|| not_utf8(entry.path()))).transpose()?;
        let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
        if let Some(name) = name.filter(|_| !entry.file_type().is_dir() && !is_hidden) {
            templates.push(Template { name: name.into_string(), text: template(entry.path())? });
        }
    }
    Ok(templates)
}

fn template(path: &Path) -> Result<String, Failure> {
    let refused = |words: &str| Failure::new(format!("{} could not be read as a template: {words}.", shown(path)));
    if !path.is_file() {
        return Err(refused("it is not a regular file"));
    }
    match bytes(path).map(String::from_utf8) {
        Ok(Ok(text)) => Ok(text),
        Ok(Err(_)) => Err(refused("it is not UTF-8 text")),
        Err(TextProblem::Unreadable(words)) => Err(refused(&words)),
        Err(_) => Err(refused(&format!("it is larger than {} MiB", MAX_FILE / (1024 * 1024)))),
    }
}

fn not_utf8(path: &Path) -> Failure {
    Failure::new(format!("The name of the template {} is not UTF-8.", shown(path))).help("Give it another name.")
}

fn unreadable_template(folder: &Path, error: &walkdir::Error) -> Failure {
    let path = error.path().unwrap_or(folder);
    let words = error.io_error().map_or_else(|| error.to_string(), words);
    let failure = Failure::new(format!("{} could not be read as a template: {words}.", shown(path)));
    failure.help("`templates` in `touchbase.yaml` names the folder of your own templates.")
}

/// Pictures by path.
pub(super) type Pictures = BTreeMap<String, Vec<u8>>;

/// Reads the pictures `paths`, relative to `root` and below it; also returns those that could not be had, and why.
pub(super) fn pictures(root: &Path, paths: BTreeSet<String>) -> (Pictures, Vec<(String, String)>) {
    let read: Vec<(String, Result<Vec<u8>, String>)> =
        paths.into_par_iter().map(|path| (path.clone(), picture(root, &path))).collect();
    let (mut found, mut missing) = (Pictures::new(), Vec::new());
    for (path, picture) in read {
        match picture {
            Ok(bytes) => match refused(&path, &bytes) {
                Some(words) => missing.push((path, words.to_owned())),
                None => drop(found.insert(path, bytes)),
            },
            Err(words) => missing.push((path, words)),
        }
    }
    (found, missing)
}

fn picture(root: &Path, path: &str) -> Result<Vec<u8>, String> {
    let place = root.join(path);
    let inside = dunce::canonicalize(root).and_then(|root| Ok(dunce::canonicalize(&place)?.starts_with(root)));
    match inside.map_err(|error| words(&error))? {
        false => Err("it is a link to a place outside the knowledge base".into()),
        true if !place.is_file() => Err("it is not a file".into()),
        true => bytes(&place).map_err(|problem| match problem {
            TextProblem::TooLarge { .. } => format!("it is larger than {} MiB", MAX_FILE / (1024 * 1024)),
            TextProblem::Unreadable(words) => words,
            TextProblem::NotUtf8 { .. } | TextProblem::TooMany { .. } => "it could not be read".into(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
        for (path, text) in files {
            let path = folder.path().join(path);
            path.parent().map(fs::create_dir_all).transpose().unwrap_or_else(|error| panic!("{error}"));
            fs::write(path, text).unwrap_or_else(|error| panic!("{error}"));
        }
        folder
    }

    fn paths(root: &Path, selection: &Selection) -> Vec<String> {
        load(root, selection).sources.iter().map(|(_, source)| source.path.to_string()).collect()
    }

    fn problem_of(root: &Path, path: &str) -> Option<TextProblem> {
        let loaded = load(root, &Selection::default());
        let id = loaded.sources.find(path.into())?;
        loaded.sources.get(id).problems.first().cloned()
    }

    #[test]
    fn files_beyond_the_limit_are_left_out_and_the_first_of_them_says_so() {
        let folder = folder(&[("c.cx", ""), ("a.cx", ""), ("notes.md", ""), ("b/b.yaml", ""), ("d.cx", "")]);
        let selection = Selection::default();
        let walk = || walker(folder.path(), &selection, &Aside::default()).build().collect::<Vec<_>>();
        let mut entries = walk();
        assert!(leave_out(folder.path(), &mut entries, &selection, 6).is_none());
        let first = leave_out(folder.path(), &mut entries, &selection, 2).map(|source| (source.path, source.problems));
        assert_eq!(first, Some(("c.cx".into(), vec![TextProblem::TooMany { limit: 2 }])));
        let kept = entries.into_iter().filter_map(|entry| source(folder.path(), entry, &selection));
        assert_eq!(kept.map(|source| source.path.to_string()).collect::<Vec<_>>(), ["a.cx", "b/b.yaml"]);
        assert!(leave_out(folder.path(), &mut walk(), &selection, 4).is_none());
    }

    #[test]
    fn sources_are_found_in_order_and_others_left_out() {
        let folder = folder(&[
            (".gitignore", "drafts/\n"),
            (".hidden/a.cx", ""),
            ("drafts/b.cx", ""),
            ("z.cx", ""),
            ("kunden/ä.yml", ""),
            ("kunden/note.md", ""),
            ("touchbase.yaml", ""),
            ("site/.touchbase-output", ""),
            ("site/c.yaml", ""),
            ("old/d.cx", ""),
        ]);
        let selection = Selection::new(&[], &["old/**".into()], None);
        assert_eq!(paths(folder.path(), &selection), ["kunden/ä.yml", "touchbase.yaml", "z.cx"]);
        let selection = Selection::new(&["*.cx".into()], &[], None);
        assert_eq!(paths(folder.path(), &selection), ["touchbase.yaml", "z.cx"]);
        let selection = Selection::new(&[], &[], Some(folder.path().join("kunden")));
        assert_eq!(paths(folder.path(), &selection), ["old/d.cx", "touchbase.yaml", "z.cx"]);
    }

    #[test]
    fn a_knowledge_base_within_another_is_not_read() {
        let folder = folder(&[("a.cx", ""), ("sub/deep/touchbase.yaml", ""), ("sub/deep/b.cx", ""), ("sub/c.cx", "")]);
        let loaded = load(folder.path(), &Selection::default());
        assert_eq!(loaded.nested, [PathBuf::from("sub/deep")]);
        assert_eq!(loaded.sources.len(), 2);
    }

    #[test]
    fn a_large_file_is_not_read() {
        let folder = folder(&[]);
        let file = File::create(folder.path().join("a.cx")).and_then(|file| file.set_len(MAX_FILE + 5));
        assert!(file.is_ok());
        let expected = TextProblem::TooLarge { bytes: MAX_FILE + 5, limit: MAX_FILE };
        assert_eq!(problem_of(folder.path(), "a.cx"), Some(expected));
    }

    #[cfg(unix)]
    #[test]
    fn links_stay_within_the_root_and_loops_are_reported() {
        use std::os::unix::fs::symlink;
        let outside = folder(&[("x.cx", "")]);
        let folder = folder(&[("a.cx", "")]);
        let link = |target: &Path, name: &str| assert!(symlink(target, folder.path().join(name)).is_ok());
        link(&outside.path().join("x.cx"), "out.cx");
        link(outside.path(), "shared");
        link(Path::new("a.cx"), "again.cx");
        link(Path::new("."), "here");
        link(Path::new("round"), "round");
        link(Path::new("gone.cx"), "dead.cx");
        link(Path::new("gone.png"), "dead.png");
        let expected = ["a.cx", "dead.cx", "out.cx", "round", "shared"];
        assert_eq!(paths(folder.path(), &Selection::default()), expected);
        for path in expected.iter().skip(1) {
            assert!(matches!(problem_of(folder.path(), path), Some(TextProblem::Unreadable(_))), "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_is_not_utf8_is_reported() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        let folder = folder(&[]);
        assert!(fs::write(folder.path().join(OsStr::from_bytes(b"gr\xfc\xdfe.cx")), "").is_ok());
        assert_eq!(paths(folder.path(), &Selection::default()), ["gr\u{fffd}\u{fffd}e.cx"]);
    }
}
