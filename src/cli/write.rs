//! Output files to a folder, so that a build changes only what changed and never what is not its own.
//!
//! A new folder appears at once, complete. In an existing one all files are made aside first (`staged`), and then moved to
//! their places together. A build that is stopped at any moment leaves the old state or the new one, at the latest when the
//! next one begins. Links are never followed. Knows nothing of what the files are for.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;

use super::failure::{Failure, shown, some_of};
use super::manifest::{self, LOCK, MANIFEST, Paths, SCRATCH};
use super::staged::{self, create, parents};
use crate::naming;

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
    refuse_names(paths)?;
    let new: Paths = paths.iter().cloned().collect();
    // without a slash at the end, which would follow a link
    let out = out.components().as_path();
    if !exists(out)? {
        return write_fresh(out, paths, &new, &render);
    }
    if !staged::is_begun(out) {
        refuse_foreign(out)?;
    }
    let lock = manifest::lock(out, out)?;
    staged::recover(out)?;
    let old = manifest::read(out)?;
    let result = Update { out, old: &old, new: &new }.run(paths, &render);
    drop(lock);
    result
}

/// Completes or forgets what an interrupted build left at `out`. Whether it was completed: a folder that was being changed when
/// the build was stopped has its new state now.
///
/// # Errors
/// When another build is writing there at this moment, and as [`staged::recover`].
pub(super) fn recover(out: &Path) -> Result<bool, Failure> {
    let out = out.components().as_path();
    match out.symlink_metadata() {
        Ok(found) if found.is_dir() && out.join(SCRATCH).symlink_metadata().is_ok() => {
            let _lock = manifest::lock(out, out)?;
            staged::recover(out)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound && is_abandoned(&staging(out)) => {
            let (staging, lock) = stage(out)?;
            remove_staging(out, &staging, lock).map(|()| false)
        }
        _ => Ok(false),
    }
}

/// Refuses file names that would be one file, or none at all, on another system.
fn refuse_names(paths: &[Utf8PathBuf]) -> Result<(), Failure> {
    let refused = |message: String| Err(Failure::new(format!("{message} Nothing was written.")));
    if let Some(path) = paths.iter().find(|path| !manifest::is_plain(path)) {
        return refused(format!("{} is no place within the folder to write.", shown(path.as_std_path())));
    }
    for path in paths {
        if let Some(why) = path.components().find_map(|part| naming::unportable(part.as_str())) {
            let path = shown(path.as_std_path());
            let failure = refused(format!("The file {path} of the site could not be read on Windows: {why}."));
            return failure.map_err(|failure| failure.help("Give the picture, template or style sheet another name."));
        }
    }
    let mut keyed: Vec<(String, &Utf8PathBuf)> = paths.par_iter().map(|path| (naming::file_key(path), path)).collect();
    keyed.par_sort_unstable();
    for ((one, first), (other, second)) in keyed.iter().zip(keyed.iter().skip(1)) {
        if one == other {
            let (first, second) = (shown(first.as_std_path()), shown(second.as_std_path()));
            let failure = refused(format!("{first} and {second} of the site would be one file on Windows and macOS."));
            return failure.map_err(|failure| failure.help("Give one of the two another name."));
        }
    }
    Ok(())
}

/// Refuses places at which a site would bury something else: the folder of the sources `root` or one around it, the
/// home folder, the root of the file system.
pub(super) fn refuse_risky(out: &Path, root: &Path) -> Result<(), Failure> {
    let (place, root) = (resolved(out)?, resolved(root)?);
    let home = std::env::home_dir().and_then(|home| dunce::canonicalize(home).ok());
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
        match (dunce::canonicalize(existing), existing.parent(), existing.file_name()) {
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
    let (staging, lock) = stage(out)?;
    if let Err(failure) = fill(out, &staging, paths, new, render) {
        // the failure is what matters; a folder left over is reclaimed by the next build
        let _ = remove_staging(out, &staging, lock);
        return Err(failure);
    }
    let lock = kept(lock);
    let moved = fs::rename(&staging, out);
    drop(lock);
    if let Err(error) = moved {
        let _ = fs::remove_dir_all(&staging);
        return Err(not_moved(out, &error));
    }
    Ok(Written { new: paths.len(), ..Written::default() })
}

fn not_moved(out: &Path, error: &io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::AlreadyExists => {
            let message = format!("While the site was made, something else came to {}.", shown(out));
            Failure::new(message).help("If it was another build, run the command again to bring the site up to date.")
        }
        _ => Failure::io(out, "written", error),
    }
}

fn fill(out: &Path, folder: &Path, paths: &[Utf8PathBuf], new: &Paths, render: Render) -> Result<(), Failure> {
    // people know the place at which the file will be, not the one at which it is made
    let make = |path: &Utf8Path, bytes: &[u8]| {
        create(&folder.join(path), bytes).map_err(|error| Failure::io(&out.join(path), "written", &error))
    };
    make(MANIFEST.into(), manifest::text(new).as_bytes())?;
    for parent in parents(new) {
        fs::create_dir(folder.join(parent)).map_err(|error| Failure::io(&out.join(parent), "created", &error))?;
    }
    paths.par_iter().enumerate().try_for_each(|(at, path)| make(path, &render(at)?))
}

/// The folder beside `out` in which a new one is made.
fn staging(out: &Path) -> PathBuf {
    let name = out.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    out.parent().unwrap_or(Path::new("")).join(format!(".{name}.touchbase-staging"))
}

/// An empty folder beside `out` and its lock; one that an interrupted build left there is emptied.
fn stage(out: &Path) -> Result<(PathBuf, File), Failure> {
    let staging = staging(out);
    if let Some(parent) = out.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        fs::create_dir_all(parent).map_err(|error| Failure::io(parent, "created", &error))?;
    }
    match fs::create_dir(&staging) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(Failure::io(out, "created", &error)),
        Err(_) if !is_abandoned(&staging) => {
            if staging.symlink_metadata().is_err() {
                // another build has just moved it to its place
                return Err(manifest::busy(out));
            }
            let failure = Failure::new(format!("{} is in the way: it is needed while building.", shown(&staging)));
            return Err(failure.help("Move it away and run the command again."));
        }
        _ => {}
    }
    let lock = manifest::lock(&staging, out)?;
    empty(&staging).map_err(|error| Failure::io(&staging, "emptied", &error))?;
    Ok((staging, lock))
}

/// Whether the folder is one that a build made: stopped before there was a lock in it, or with one. Asked in this order, since the lock
/// of a build that is just beginning is the first that comes into it.
fn is_abandoned(staging: &Path) -> bool {
    let is_empty = || fs::read_dir(staging).is_ok_and(|mut entries| entries.next().is_none());
    staging.symlink_metadata().is_ok_and(|found| found.is_dir()) && (is_empty() || staging.join(LOCK).is_file())
}

/// Removes what is in the folder, but not its lock: another build could take a new one for free.
fn empty(staging: &Path) -> io::Result<()> {
    for entry in fs::read_dir(staging)? {
        let entry = entry?;
        match entry.file_type()?.is_dir() {
            true => fs::remove_dir_all(entry.path())?,
            false if entry.file_name() == LOCK => {}
            false => fs::remove_file(entry.path())?,
        }
    }
    Ok(())
}

fn remove_staging(out: &Path, staging: &Path, lock: File) -> Result<(), Failure> {
    let lock = kept(lock);
    let removed = fs::remove_dir_all(staging);
    drop(lock);
    removed.map_err(|error| Failure::io(out, "cleared", &error))
}

/// The lock of a folder that is about to be moved or removed: Windows does neither while a file in it is open, so there it is given up.
fn kept(lock: File) -> Option<File> {
    // by value: a lock that only went out of use would stay open to the end of the function
    (!cfg!(windows)).then_some(lock)
}

/// Bringing a folder of ours up to date.
struct Update<'u> {
    out: &'u Path,
    /// What the list says we wrote.
    old: &'u Paths,
    /// What is to be there.
    new: &'u Paths,
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
        let made = self.look(paths).and_then(|found| self.change(paths, &found, render));
        if made.is_err() && !staged::is_begun(self.out) {
            // the failure is what matters; what is left over goes with the next build
            let _ = staged::clear(self.out);
        }
        made
    }

    fn change(&self, paths: &[Utf8PathBuf], found: &[Found], render: Render) -> Result<Written, Failure> {
        let make = |((at, path), found): ((usize, &Utf8PathBuf), &Found)| self.make(path, render(at)?, found);
        let counts = paths.par_iter().enumerate().zip(found).map(make).try_reduce(Written::default, add)?;
        if counts.new + counts.changed == 0 && self.old == self.new {
            return Ok(counts);
        }
        let removed = staged::commit(self.out, self.old, self.new)?;
        Ok(Written { removed, ..counts })
    }

    /// Looks at the place of every file before anything is written.
    fn look(&self, paths: &[Utf8PathBuf]) -> Result<Vec<Found>, Failure> {
        let found: Vec<Found> = paths.par_iter().map(|path| self.find(path)).collect();
        let doubtful = found.iter().any(|found| matches!(found, Found::Foreign));
        if doubtful || parents(self.new).into_iter().any(|folder| self.is_no_folder(folder)) {
            let names = staged::obstacles(self.out, self.old, self.new, paths);
            if !names.is_empty() {
                return Err(staged::in_the_way(self.out, &names));
            }
        }
        Ok(found)
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

    /// Makes the file aside, unless it is there as it is to be.
    fn make(&self, path: &Utf8Path, bytes: Vec<u8>, found: &Found) -> Result<Written, Failure> {
        let is_same =
            |length: &u64| *length == bytes.len() as u64 && fs::read(self.out.join(path)).is_ok_and(|old| old == bytes);
        match found {
            Found::Ours(length) if is_same(length) => Ok(Written { unchanged: 1, ..Written::default() }),
            Found::Ours(_) => {
                staged::put(self.out, path, &bytes)?;
                Ok(Written { changed: 1, ..Written::default() })
            }
            Found::Nothing | Found::Foreign => {
                staged::put(self.out, path, &bytes)?;
                Ok(Written { new: 1, ..Written::default() })
            }
        }
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
            paths.map(|path| path.to_string_lossy().replace('\\', "/")).collect()
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
        let (before, list) = (place.read(MANIFEST), place.list());
        assert!(place.build(&[("a", "2"), ("b", "fail"), ("d", "3")]).is_err());
        assert_eq!((place.read("a").as_deref(), place.read("c").as_deref()), (Some("1"), Some("2")));
        assert_eq!((place.read(MANIFEST), place.list()), (before, list));
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

    /// A site with everything made aside for the next one, which `list` begins.
    fn begun(list: &str) -> Place {
        let place = Place::new();
        assert!(place.build(&[("index.html", "1"), ("p/x.html", "1"), ("q/z.html", "größe"), ("r", "1")]).is_ok());
        for (path, text) in
            [("index.html", "2"), ("p/x.html", "2"), ("p/y.html", "😀"), ("new/a.html", "2"), ("r/s", "2")]
        {
            place.put(&format!("{SCRATCH}/files/{path}"), text);
        }
        place.put(&format!("{SCRATCH}/{list}"), "index.html\nnew/a.html\np/x.html\np/y.html\nr/s\n");
        place
    }

    #[test]
    fn what_a_stopped_build_had_begun_is_completed_from_any_step_on() {
        let expected = ["index.html", "new", "new/a.html", "p", "p/x.html", "p/y.html", "r", "r/s"];
        let moves = ["r", "new", "p/y.html", "index.html", "p/x.html"];
        for done in 0..=moves.len() {
            let place = begun("list");
            for path in moves.iter().take(done) {
                let (made, at) = (place.site().join(SCRATCH).join("files").join(path), place.site().join(path));
                assert!(!path.starts_with('r') || fs::remove_file(&at).is_ok());
                assert!(fs::rename(made, at).is_ok(), "{path}");
            }
            assert_eq!(recover(&place.site()).map_err(|failure| failure.to_string()), Ok(true));
            let list: Vec<String> = place.list().into_iter().filter(|path| !path.contains("/.")).collect();
            assert_eq!(
                list,
                std::iter::once("site".to_owned())
                    .chain(expected.map(|path| format!("site/{path}")))
                    .collect::<Vec<_>>()
            );
            assert_eq!(
                (place.read("index.html").as_deref(), place.read("p/y.html").as_deref()),
                (Some("2"), Some("😀"))
            );
            assert_eq!(recover(&place.site()).map_err(|failure| failure.to_string()), Ok(false));
        }
        let place = begun("draft");
        assert_eq!(recover(&place.site()).map_err(|failure| failure.to_string()), Ok(false));
        assert_eq!(
            (place.read("index.html").as_deref(), place.read("q/z.html").as_deref()),
            (Some("1"), Some("größe"))
        );
        assert!(!place.site().join(SCRATCH).exists());
    }

    #[test]
    fn what_came_in_the_way_of_a_stopped_build_is_not_overwritten() {
        let place = begun("list");
        place.put("p/y.html", "mine");
        for _ in 0..2 {
            let failure = place.build(&[("index.html", "3")]).err().unwrap_or_default();
            assert!(failure.contains("is in the way of the site: `p/y.html`. Nothing was written."), "{failure}");
            assert_eq!(
                (place.read("p/y.html").as_deref(), place.read("index.html").as_deref()),
                (Some("mine"), Some("1"))
            );
        }
        assert!(fs::remove_file(place.site().join("p/y.html")).is_ok());
        assert_eq!(place.build(&[("index.html", "3")]), counts(0, 1, 0, 4));
    }

    #[test]
    fn a_build_stopped_before_it_had_a_lock_bars_nobody() {
        let place = Place::new();
        let staging = place.0.path().join(".site.touchbase-staging");
        assert!(fs::create_dir(&staging).is_ok());
        assert_eq!(recover(&place.site()).map_err(|failure| failure.to_string()), Ok(false));
        assert!(place.list().is_empty());
        assert!(fs::create_dir(&staging).is_ok());
        assert_eq!(place.build(&[("a", "1")]), counts(1, 0, 0, 0));
        assert!(fs::create_dir(&staging).and_then(|()| fs::write(staging.join("mine"), "x")).is_ok());
        assert!(fs::remove_dir_all(place.site()).is_ok());
        assert!(
            place.build(&[("a", "1")]).err().unwrap_or_default().contains("is in the way: it is needed while building")
        );
        assert!(staging.join("mine").exists());
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
        let lock = manifest::lock(&place.site(), &place.site());
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
