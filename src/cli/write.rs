//! Output files to a folder, so that a build changes only what changed and never what is not its own.
//!
//! A new folder appears at once, complete. In an existing one, each file changes at once; the list of our files is
//! extended before anything is written and shortened after everything is removed, so an interrupted build leaves nothing
//! behind that the next one does not know. Links are never followed. Knows nothing of what the files are for.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;

use super::failure::{Failure, shown, some_of};
use super::manifest::{self, LOCK, MANIFEST, Paths, SCRATCH};

/// What a build did to its folder, in files.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Written {
    /// Written for the first time.
    pub(super) new: usize,
    /// Replaced, because their content changed.
    pub(super) changed: usize,
    /// Left as they were.
    pub(super) unchanged: usize,
    /// Removed, because nothing produces them any more.
    pub(super) removed: usize,
}

/// Writes the files `paths`, relative to `out`; `render` makes the content of the file of that number when its turn has
/// come, on several threads, so that never all are in memory.
///
/// # Errors
/// When `out` is not ours to write to, when a file there is in the way, when writing fails, and the first of `render`'s.
pub(super) fn write(
    out: &Path,
    paths: &[Utf8PathBuf],
    render: impl Fn(usize) -> Result<Vec<u8>, Failure> + Sync,
) -> Result<Written, Failure> {
    let new: Paths = paths.iter().cloned().collect();
    if new.len() < paths.len() || !new.iter().all(|path| manifest::is_plain(path)) {
        return Err(Failure::new(
            "Two pages have the same address, or one lies outside the site; nothing was written.",
        ));
    }
    // without a slash at the end, which would follow a link
    let out = out.components().as_path();
    if !exists(out)? {
        return write_fresh(out, paths, &new, &render);
    }
    refuse_foreign(out)?;
    let lock = manifest::lock(out)?;
    let old = manifest::read(out)?;
    let result = Update { out, old: &old, new: &new, replaced: AtomicUsize::new(0) }.run(paths, &render);
    drop(lock);
    result
}

/// Refuses places at which a site would bury something else: the folder of the sources `root` or one around it, the
/// home folder, the root of the file system.
pub(super) fn refuse_risky(out: &Path, root: &Path) -> Result<(), Failure> {
    let (place, root) = (resolved(out)?, resolved(root)?);
    let home = std::env::home_dir().and_then(|home| fs::canonicalize(home).ok());
    let reason = match () {
        () if place == root => "it is the folder of the knowledge base",
        () if root.starts_with(&place) => "the knowledge base lies in it",
        () if place.parent().is_none() => "it is the root of the file system",
        () if home.as_deref() == Some(&place) => "it is your home folder",
        () => return Ok(()),
    };
    let message = format!("The site cannot be written to {}: {reason}.", shown(out));
    Err(Failure::new(message).help("Name a folder of its own, for example `-o site`."))
}

/// The path with links and `..` resolved as far as it exists.
fn resolved(path: &Path) -> Result<PathBuf, Failure> {
    let path = std::path::absolute(path).map_err(|error| Failure::io(path, "found", &error))?;
    let mut missing = Vec::new();
    let mut existing = path.as_path();
    loop {
        match (fs::canonicalize(existing), existing.parent(), existing.file_name()) {
            (Ok(found), ..) => return Ok(missing.iter().rev().fold(found, |path, part| path.join(part))),
            (Err(_), Some(parent), Some(name)) => {
                missing.push(name.to_os_string());
                existing = parent;
            }
            (Err(error), ..) => return Err(Failure::io(&path, "found", &error)),
        }
    }
}

/// Whether the folder is there.
fn exists(out: &Path) -> Result<bool, Failure> {
    match out.symlink_metadata() {
        Ok(found) if found.is_dir() => Ok(true),
        Ok(found) if found.is_symlink() => {
            let message = format!("{} is a link, and a site is never written through a link.", shown(out));
            Err(Failure::new(message).help("Name the folder that it leads to."))
        }
        Ok(_) => Err(Failure::new(format!("{} is a file; the site needs a folder.", shown(out)))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(Failure::io(out, "looked into", &error)),
    }
}

/// Refuses a folder that has content and no list of ours.
fn refuse_foreign(out: &Path) -> Result<(), Failure> {
    if out.join(MANIFEST).symlink_metadata().is_ok_and(|found| found.is_file()) {
        return Ok(());
    }
    let entries = fs::read_dir(out).map_err(|error| Failure::io(out, "read", &error))?;
    let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|name| ![LOCK, SCRATCH].contains(&name.as_str())).collect();
    if names.is_empty() {
        return Ok(());
    }
    names.sort();
    let message = format!("{} holds files that touchbase did not write: {}.", shown(out), some_of(&names));
    Err(Failure::new(message).help(format!(
        "Choose another folder with `-o`. To build into this one and keep those files, create an empty file `{MANIFEST}` in it."
    )))
}

type Render<'r> = &'r (dyn Fn(usize) -> Result<Vec<u8>, Failure> + Sync);

/// Writes into a folder beside `out` and moves it to its place when it is complete.
fn write_fresh(out: &Path, paths: &[Utf8PathBuf], new: &Paths, render: Render) -> Result<Written, Failure> {
    let staging = stage(out)?;
    let lock = manifest::lock(&staging)?;
    let filled = fill(&staging, paths, new, render);
    // Windows does not move a folder while a file in it is open
    drop(lock);
    let moved = filled.and_then(|()| fs::rename(&staging, out).map_err(|error| Failure::io(out, "written", &error)));
    if let Err(failure) = moved {
        // the failure is what matters; a folder left over is reclaimed by the next build
        let _ = fs::remove_dir_all(&staging);
        return Err(failure);
    }
    Ok(Written { new: paths.len(), ..Written::default() })
}

fn fill(folder: &Path, paths: &[Utf8PathBuf], new: &Paths, render: Render) -> Result<(), Failure> {
    create(&folder.join(MANIFEST), manifest::text(new).as_bytes())?;
    for parent in parents(new) {
        make_folder(&folder.join(parent))?;
    }
    let write = |(at, path): (usize, &Utf8PathBuf)| create(&folder.join(path), &render(at)?);
    paths.par_iter().enumerate().try_for_each(write)
}

/// An empty folder beside `out`; one that an interrupted build left there is emptied.
fn stage(out: &Path) -> Result<PathBuf, Failure> {
    let name = out.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let parent = out.parent().unwrap_or(Path::new(""));
    let staging = parent.join(format!(".{name}.touchbase-staging"));
    if !parent.as_os_str().is_empty() {
        fs::create_dir_all(parent).map_err(|error| Failure::io(parent, "created", &error))?;
    }
    match staging.symlink_metadata() {
        Ok(found) if found.is_dir() && staging.join(LOCK).is_file() => {
            drop(manifest::lock(&staging)?);
            fs::remove_dir_all(&staging).map_err(|error| Failure::io(&staging, "removed", &error))?;
        }
        Ok(_) => return Err(Failure::new(format!("{} is in the way: it is needed while building.", shown(&staging)))),
        Err(_) => {}
    }
    make_folder(&staging)?;
    Ok(staging)
}

/// The folders that `paths` lie in, outer ones first.
fn parents<'p>(paths: impl IntoIterator<Item = &'p Utf8PathBuf>) -> std::collections::BTreeSet<&'p Utf8Path> {
    let all = paths.into_iter().flat_map(|path| path.ancestors().skip(1));
    all.filter(|folder| !folder.as_str().is_empty()).collect()
}

fn make_folder(path: &Path) -> Result<(), Failure> {
    fs::create_dir(path).map_err(|error| Failure::io(path, "created", &error))
}

/// Writes a file that must not exist yet; a link counts as existing.
fn create(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let opened = OpenOptions::new().write(true).create_new(true).open(path);
    let written = opened.and_then(|mut file: File| file.write_all(bytes));
    written.map_err(|error| Failure::io(path, "written", &error))
}

/// Bringing a folder of ours up to date.
struct Update<'u> {
    out: &'u Path,
    /// What the list says we wrote.
    old: &'u Paths,
    /// What is to be there.
    new: &'u Paths,
    /// Counts replaced files, to name them while they are made.
    replaced: AtomicUsize,
}

/// What stands at the place of a file to be written.
enum Found {
    Nothing,
    /// A file of ours of so many bytes.
    Ours(u64),
    Foreign,
}

impl Update<'_> {
    fn run(&self, paths: &[Utf8PathBuf], render: Render) -> Result<Written, Failure> {
        self.clear_scratch()?;
        let early = self.remove(self.obsolete().filter(|path| self.is_in_the_way(path)))?;
        let found = self.look(paths)?;
        let before = manifest::text(self.old);
        let during = manifest::text(self.old.union(self.new));
        if during != before {
            self.replace(MANIFEST.into(), during.as_bytes())?;
        }
        for folder in parents(self.new).into_iter().map(|folder| self.out.join(folder)) {
            if folder.symlink_metadata().is_err() {
                make_folder(&folder)?;
            }
        }
        let write = |((at, path), found): ((usize, &Utf8PathBuf), &Found)| self.write(path, render(at)?, found);
        let counts = paths.par_iter().enumerate().zip(&found).map(write).try_reduce(Written::default, add)?;
        let removed = early + self.remove(self.obsolete())?;
        let after = manifest::text(self.new);
        if after != during {
            self.replace(MANIFEST.into(), after.as_bytes())?;
        }
        self.clear_scratch()?;
        Ok(Written { removed, ..counts })
    }

    fn obsolete(&self) -> impl Iterator<Item = &Utf8PathBuf> {
        self.old.difference(self.new)
    }

    /// Whether an obsolete file has the name of a folder to be made, or its folder the name of a file.
    fn is_in_the_way(&self, path: &Utf8Path) -> bool {
        let mut behind = self.new.range::<Utf8Path, _>((Bound::Excluded(path), Bound::Unbounded));
        let is_folder = behind.next().is_some_and(|next| next.starts_with(path));
        is_folder || path.ancestors().skip(1).any(|folder| self.new.contains(folder))
    }

    fn clear_scratch(&self) -> Result<(), Failure> {
        let scratch = self.out.join(SCRATCH);
        let cleared = match scratch.symlink_metadata() {
            Ok(found) if found.is_dir() => fs::remove_dir_all(&scratch),
            Ok(_) => Err(io::Error::other("it is not a folder of ours")),
            Err(_) => Ok(()),
        };
        cleared.map_err(|error| Failure::io(&scratch, "removed", &error))
    }

    /// Looks at the place of every file before anything is written.
    fn look(&self, paths: &[Utf8PathBuf]) -> Result<Vec<Found>, Failure> {
        let mut foreign: Vec<&Utf8Path> =
            parents(self.new).into_iter().filter(|folder| self.is_no_folder(folder)).collect();
        let found: Vec<Found> = paths.par_iter().map(|path| self.find(path)).collect();
        let blocked = paths.iter().zip(&found).filter(|(_, found)| matches!(found, Found::Foreign));
        foreign.extend(blocked.map(|(path, _)| path.as_path()));
        if foreign.is_empty() {
            return Ok(found);
        }
        let names: Vec<&str> = foreign.iter().map(|path| path.as_str()).collect();
        let message = format!(
            "In {}, something that touchbase did not write is in the way of the site: {}. Nothing was written.",
            shown(self.out),
            some_of(&names)
        );
        Err(Failure::new(message).help("Move it away, or choose another folder with `-o`."))
    }

    fn is_no_folder(&self, folder: &Utf8Path) -> bool {
        self.out.join(folder).symlink_metadata().is_ok_and(|found| !found.is_dir())
    }

    fn find(&self, path: &Utf8Path) -> Found {
        match self.out.join(path).symlink_metadata() {
            Ok(found) if found.is_file() && self.old.contains(path) => Found::Ours(found.len()),
            Ok(_) => Found::Foreign,
            Err(_) => Found::Nothing,
        }
    }

    fn write(&self, path: &Utf8Path, bytes: Vec<u8>, found: &Found) -> Result<Written, Failure> {
        let place = self.out.join(path);
        match found {
            Found::Ours(length) if *length == bytes.len() as u64 && fs::read(&place).is_ok_and(|old| old == bytes) => {
                Ok(Written { unchanged: 1, ..Written::default() })
            }
            Found::Ours(_) => {
                self.replace(path, &bytes)?;
                Ok(Written { changed: 1, ..Written::default() })
            }
            Found::Nothing | Found::Foreign => {
                create(&place, &bytes)?;
                Ok(Written { new: 1, ..Written::default() })
            }
        }
    }

    /// Puts a complete new file in the place of `path`.
    fn replace(&self, path: &Utf8Path, bytes: &[u8]) -> Result<(), Failure> {
        let scratch = self.out.join(SCRATCH);
        match fs::create_dir(&scratch) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                return Err(Failure::io(&scratch, "created", &error));
            }
            _ => {}
        }
        let number = self.replaced.fetch_add(1, Ordering::Relaxed);
        let (made, place) = (scratch.join(number.to_string()), self.out.join(path));
        create(&made, bytes)?;
        fs::rename(&made, &place).map_err(|error| Failure::io(&place, "written", &error))
    }

    /// Removes files of ours and the folders that this leaves empty; returns how many files went.
    fn remove<'p>(&self, paths: impl Iterator<Item = &'p Utf8PathBuf>) -> Result<usize, Failure> {
        let paths: Vec<&Utf8PathBuf> = paths.filter(|path| self.is_ours_still(path)).collect();
        for path in &paths {
            let place = self.out.join(path);
            fs::remove_file(&place).map_err(|error| Failure::io(&place, "removed", &error))?;
        }
        for folder in parents(paths.iter().copied()).into_iter().rev() {
            // fails when something is left in it, and then it stays
            let _ = fs::remove_dir(self.out.join(folder));
        }
        Ok(paths.len())
    }

    /// Whether `path` is still a file, reached through folders only.
    fn is_ours_still(&self, path: &Utf8Path) -> bool {
        let is_file = self.out.join(path).symlink_metadata().is_ok_and(|found| found.is_file());
        is_file && !parents([&path.to_owned()]).into_iter().any(|folder| self.is_no_folder(folder))
    }
}

fn add(a: Written, b: Written) -> Result<Written, Failure> {
    Ok(Written {
        new: a.new + b.new,
        changed: a.changed + b.changed,
        unchanged: a.unchanged + b.unchanged,
        removed: a.removed + b.removed,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder for outputs; `site` in it does not exist yet.
    struct Place(tempfile::TempDir);

    impl Place {
        fn new() -> Place {
            Place(tempfile::tempdir().unwrap_or_else(|error| panic!("{error}")))
        }

        fn site(&self) -> PathBuf {
            self.0.path().join("site")
        }

        fn put(&self, path: &str, text: &str) {
            let path = self.site().join(path);
            path.parent().map(fs::create_dir_all).transpose().unwrap_or_else(|error| panic!("{error}"));
            fs::write(path, text).unwrap_or_else(|error| panic!("{error}"));
        }

        fn read(&self, path: &str) -> Option<String> {
            fs::read_to_string(self.site().join(path)).ok()
        }

        fn build(&self, files: &[(&str, &str)]) -> Result<Written, String> {
            let paths: Vec<Utf8PathBuf> = files.iter().map(|(path, _)| path.into()).collect();
            let render = |at: usize| match files.get(at) {
                Some((_, "fail")) | None => Err(Failure::new("no such page")),
                Some((_, text)) => Ok(text.as_bytes().to_vec()),
            };
            write(&self.site(), &paths, render).map_err(|failure| failure.to_string())
        }

        /// Everything below the place, links and folders included.
        fn list(&self) -> Vec<String> {
            let entries = walkdir::WalkDir::new(self.0.path()).min_depth(1).sort_by_file_name().into_iter().flatten();
            let paths =
                entries.map(|entry| entry.path().strip_prefix(self.0.path()).unwrap_or(entry.path()).to_owned());
            paths.map(|path| path.to_string_lossy().into_owned()).collect()
        }
    }

    fn counts(new: usize, changed: usize, unchanged: usize, removed: usize) -> Result<Written, String> {
        Ok(Written { new, changed, unchanged, removed })
    }

    #[test]
    fn a_build_writes_and_the_next_touches_only_what_changed() {
        let place = Place::new();
        assert_eq!(place.build(&[("index.html", "a"), ("p/x.html", "b"), ("p/y.html", "c")]), counts(3, 0, 0, 0));
        let time = |path: &str| place.site().join(path).metadata().and_then(|found| found.modified()).ok();
        let before = (time("index.html"), time(MANIFEST), time(""));
        assert_eq!(place.build(&[("index.html", "a"), ("p/x.html", "b"), ("p/y.html", "c")]), counts(0, 0, 3, 0));
        assert_eq!((time("index.html"), time(MANIFEST), time("")), before);
        assert_eq!(place.build(&[("index.html", "a"), ("p/x.html", "B"), ("q/z.html", "d")]), counts(1, 1, 1, 1));
        assert_eq!(place.read("p/x.html").as_deref(), Some("B"));
        let expected = [
            "site",
            "site/.touchbase-lock",
            "site/.touchbase-output",
            "site/index.html",
            "site/p",
            "site/p/x.html",
            "site/q",
            "site/q/z.html",
        ];
        assert_eq!(place.list(), expected);
    }

    #[test]
    fn only_our_own_files_are_removed() {
        let place = Place::new();
        assert_eq!(place.build(&[("a/x.html", "x"), ("b/y.html", "y")]), counts(2, 0, 0, 0));
        place.put("a/notes.txt", "mine");
        assert_eq!(place.build(&[("z.html", "z")]), counts(1, 0, 0, 2));
        assert_eq!(place.read("a/notes.txt").as_deref(), Some("mine"));
        assert!(!place.list().contains(&"site/b".to_string()));
    }

    #[test]
    fn a_folder_of_someone_else_is_refused_and_left_alone() {
        let place = Place::new();
        for name in ["d", "a", "c", "b"] {
            place.put(name, "theirs");
        }
        let message = place.build(&[("a", "ours")]).err().unwrap_or_default();
        assert!(message.contains("`a`, `b`, `c` and 1 more"), "{message}");
        assert_eq!(place.list().len(), 5);
        place.put(MANIFEST, "");
        let message = place.build(&[("a", "ours"), ("e", "ours")]).err().unwrap_or_default();
        assert!(message.contains("is in the way of the site: `a`. Nothing was written."), "{message}");
        assert_eq!((place.read("a").as_deref(), place.read("e")), (Some("theirs"), None));
        assert_eq!(place.build(&[("e", "ours")]), counts(1, 0, 0, 0));
        assert_eq!(place.read("a").as_deref(), Some("theirs"));
    }

    #[test]
    fn an_empty_folder_is_built_into() {
        let place = Place::new();
        assert!(fs::create_dir(place.site()).is_ok());
        assert_eq!(place.build(&[("a", "1")]), counts(1, 0, 0, 0));
    }

    #[test]
    fn a_failing_page_leaves_no_half_built_folder() {
        let place = Place::new();
        assert!(place.build(&[("a", "1"), ("b", "fail")]).is_err());
        assert!(place.list().is_empty());
        assert_eq!(place.build(&[("a", "1"), ("c", "2")]), counts(2, 0, 0, 0));
        assert!(place.build(&[("a", "2"), ("b", "fail"), ("d", "3")]).is_err());
        assert!(place.build(&[("a", "2"), ("b", "3")]).is_ok());
        assert_eq!(place.list(), ["site", "site/.touchbase-lock", "site/.touchbase-output", "site/a", "site/b"]);
    }

    #[test]
    fn what_an_interrupted_build_left_is_cleared() {
        let place = Place::new();
        assert!(place.build(&[("a", "1")]).is_ok());
        place.put(".touchbase-tmp/7", "half");
        assert!(fs::create_dir(place.0.path().join(".site.touchbase-staging")).is_ok());
        assert!(fs::write(place.0.path().join(".site.touchbase-staging").join(LOCK), "").is_ok());
        assert_eq!(place.build(&[("a", "2")]), counts(0, 1, 0, 0));
        assert!(!place.list().iter().any(|path| path.contains(SCRATCH)));
        assert!(fs::remove_dir_all(place.site()).is_ok());
        assert_eq!(place.build(&[("a", "2")]), counts(1, 0, 0, 0));
        assert_eq!(place.list().len(), 4);
    }

    #[test]
    fn a_file_may_become_a_folder_and_a_folder_a_file() {
        let place = Place::new();
        assert!(place.build(&[("a", "1"), ("a-b", "1"), ("b/c", "2")]).is_ok());
        assert_eq!(place.build(&[("a/x", "1"), ("a-b", "1"), ("b", "2")]), counts(2, 0, 1, 2));
        assert_eq!(place.read("b").as_deref(), Some("2"));
    }

    #[test]
    fn a_list_that_someone_changed_deletes_nothing_outside() {
        let place = Place::new();
        assert!(fs::write(place.0.path().join("precious"), "x").is_ok());
        place.put(MANIFEST, "../precious\n/etc/hostname\n");
        assert_eq!(place.build(&[("a", "1")]), counts(1, 0, 0, 0));
        assert!(place.list().contains(&"precious".to_string()));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_never_followed() {
        use std::os::unix::fs::symlink;
        let place = Place::new();
        let outside = place.0.path().join("outside");
        assert!(fs::create_dir(&outside).and_then(|()| fs::write(outside.join("x"), "theirs")).is_ok());
        assert!(place.build(&[("p/x", "1"), ("q", "1")]).is_ok());
        assert!(fs::remove_dir_all(place.site().join("p")).is_ok());
        assert!(symlink(&outside, place.site().join("p")).is_ok());
        assert!(place.build(&[("p/x", "2"), ("q", "1")]).err().unwrap_or_default().contains("`p`"));
        assert_eq!(place.build(&[("q", "1")]), counts(0, 0, 1, 0));
        assert!(fs::remove_file(place.site().join("q")).is_ok());
        assert!(symlink(outside.join("x"), place.site().join("q")).is_ok());
        assert!(place.build(&[("q", "2")]).err().unwrap_or_default().contains("`q`"));
        assert_eq!(fs::read_to_string(outside.join("x")).ok().as_deref(), Some("theirs"));
        assert!(fs::rename(place.site(), place.0.path().join("real")).is_ok());
        assert!(symlink(place.0.path().join("real"), place.site()).is_ok());
        assert!(place.build(&[("q", "2")]).err().unwrap_or_default().contains("is a link"));
    }

    #[test]
    fn two_builds_at_once_are_refused() {
        let place = Place::new();
        assert!(place.build(&[("a", "1")]).is_ok());
        let lock = manifest::lock(&place.site());
        assert!(place.build(&[("a", "2")]).err().unwrap_or_default().contains("Another build"));
        drop(lock);
        assert!(place.build(&[("a", "2")]).is_ok());
    }

    #[test]
    fn risky_places_are_refused() {
        let place = Place::new();
        place.put("base/touchbase.yaml", "");
        let root = place.site().join("base");
        for out in [root.clone(), root.join("x/../../base"), place.site(), PathBuf::from("/")] {
            assert!(refuse_risky(&out, &root).is_err(), "{}", out.display());
        }
        assert!(refuse_risky(&root.join("site"), &root).is_ok());
        assert!(refuse_risky(&place.site().join("other/new"), &root).is_ok());
    }

    #[test]
    fn addresses_outside_the_folder_or_given_twice_are_refused() {
        let place = Place::new();
        for files in [[("../x", "1"), ("a", "1")], [("a", "1"), ("a", "2")]] {
            assert!(place.build(&files).is_err());
        }
        assert!(place.list().is_empty());
    }
}
