//! Changes of several files at once, so that after a crash the next command can complete them.
//!
//! ```text
//! .touchbase-changes/0, 1, …        the new files, complete, before anything is touched
//! .touchbase-changes/journal.json   from here on the changes are made, whatever happens
//! ```
//!
//! Each new file is moved to its place, each file to remove is moved away; then the folder goes. A command that finds a
//! journal moves what is left. The folder is hidden, so it is never read as knowledge, and lies below the root, so that
//! moving is one step of the file system.

use std::fs::{self, File, TryLockError};
use std::hash::Hasher;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use camino::{Utf8Component, Utf8Path, Utf8PathBuf};
use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};

use super::changes::Change;
use super::failure::{Failure, shown};

/// The folder of changes that are being made, below the root of the knowledge base.
const FOLDER: &str = ".touchbase-changes";

const JOURNAL: &str = "journal.json";

/// One file that is being changed.
#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    path: Utf8PathBuf,
    /// Fingerprint of what it holds before; none when it is new.
    before: Option<String>,
    /// Whether it has a new text, under its number in the folder; else it is removed.
    written: bool,
}

impl Entry {
    fn of(change: &Change) -> Entry {
        let before = change.before.as_deref().map(|text| fingerprint(text.as_bytes()));
        Entry { path: change.path.clone(), before, written: change.after.is_some() }
    }
}

/// What became of changes that were interrupted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Recovered {
    /// Files that were completed just now.
    pub(super) completed: usize,
    /// Files that were changed by somebody else in the meantime and left alone.
    pub(super) left: Vec<Utf8PathBuf>,
}

/// Makes the changes below `root`, all or none.
///
/// # Errors
/// When a file is not what it was, when it cannot be written, when another command is changing files here. Nothing is
/// changed then.
pub(super) fn write(root: &Path, changes: &[Change]) -> Result<(), Failure> {
    let lock = lock(root)?;
    complete(root)?;
    let result = Pending { root, folder: root.join(FOLDER), changes }.run();
    drop(lock);
    result
}

/// Completes changes that were interrupted below `root`. None when there were none.
///
/// # Errors
/// When they cannot be completed, or another command is making them at this moment.
pub(super) fn recover(root: &Path) -> Result<Option<Recovered>, Failure> {
    match root.join(FOLDER).symlink_metadata() {
        Err(_) => Ok(None),
        Ok(_) => {
            let _lock = lock(root)?;
            complete(root)
        }
    }
}

/// Locks the folder `root` itself against other commands that change files in it, without leaving a file behind.
fn lock(root: &Path) -> Result<Option<File>, Failure> {
    let root = if root == Path::new("") { Path::new(".") } else { root };
    // Windows does not open folders; there two commands at once are kept apart by the names of their files only
    let Ok(folder) = File::open(root) else { return Ok(None) };
    match folder.try_lock() {
        Err(TryLockError::WouldBlock) => {
            let message = format!("Another touchbase command is changing files in {} at this moment.", shown(root));
            Err(Failure::new(message).help("Wait until it is done and run this one again."))
        }
        Ok(()) | Err(TryLockError::Error(_)) => Ok(Some(folder)),
    }
}

/// Changes on their way to disk.
struct Pending<'c> {
    root: &'c Path,
    folder: PathBuf,
    changes: &'c [Change],
}

impl Pending<'_> {
    fn run(&self) -> Result<(), Failure> {
        self.changes.iter().try_for_each(|change| self.is_as_before(change))?;
        let made = self.stage().and_then(|()| self.commit());
        if made.is_err() {
            // the failure is what matters; what is left over goes with the next change
            let _ = finish(&self.folder);
        }
        made
    }

    fn is_as_before(&self, change: &Change) -> Result<(), Failure> {
        let place = self.root.join(&change.path);
        if !is_inside(&change.path) {
            return Err(Failure::new(format!(
                "{} lies outside the knowledge base; nothing was written.",
                shown(&place)
            )));
        }
        let found = match fs::read(&place) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            found => Some(found.map_err(|error| Failure::io(&place, "read", &error))?),
        };
        if found.as_deref() == change.before.as_deref().map(str::as_bytes) {
            return Ok(());
        }
        let message = match change.before {
            None => format!("{} is there already; nothing was written.", shown(&place)),
            Some(_) => format!("{} has changed in the meantime; nothing was written.", shown(&place)),
        };
        Err(Failure::new(message).help("Run the command again."))
    }

    /// Makes every new file, so that a full disk or a missing right is met before anything is touched.
    fn stage(&self) -> Result<(), Failure> {
        fs::create_dir_all(&self.folder).map_err(|error| Failure::io(self.root, "written to", &error))?;
        for (at, change) in self.changes.iter().enumerate() {
            let Some(after) = &change.after else { continue };
            let place = self.root.join(&change.path);
            let failed = |error: io::Error| Failure::io(&place, "written", &error);
            if let Some(folder) = place.parent().filter(|folder| !folder.is_dir()) {
                fs::create_dir_all(folder).map_err(failed)?;
            }
            let staged = self.folder.join(at.to_string());
            fs::write(&staged, after).map_err(failed)?;
            if let Ok(found) = place.metadata() {
                fs::set_permissions(&staged, found.permissions()).map_err(failed)?;
            }
        }
        Ok(())
    }

    fn commit(&self) -> Result<(), Failure> {
        let entries: Vec<Entry> = self.changes.iter().map(Entry::of).collect();
        write_journal(&self.folder, &entries)?;
        for (at, change) in self.changes.iter().enumerate() {
            if let Err(failure) = install(self.root, &self.folder, at, &change.path, change.after.is_some()) {
                self.undo(at);
                return Err(failure);
            }
        }
        finish(&self.folder)
    }

    /// Puts the first files back as they were, because a later one could not be changed.
    fn undo(&self, made: usize) {
        for change in self.changes.iter().take(made) {
            let (place, again) = (self.root.join(&change.path), self.folder.join("again"));
            // whoever made the later file impossible to write may have done the same to this one: there is no more to do
            let _ = match &change.before {
                Some(before) => fs::write(&again, before).and_then(|()| fs::rename(&again, &place)),
                None => fs::remove_file(&place),
            };
        }
    }
}

fn write_journal(folder: &Path, entries: &[Entry]) -> Result<(), Failure> {
    let failed = |error: io::Error| Failure::io(folder, "written to", &error);
    let draft = folder.join("draft");
    let mut file = File::create(&draft).map_err(failed)?;
    let text = serde_json::to_vec(entries).map_err(|error| failed(error.into()))?;
    file.write_all(&text).and_then(|()| file.sync_all()).map_err(failed)?;
    fs::rename(&draft, folder.join(JOURNAL)).map_err(failed)
}

/// Moves the file number `at` to its place, or the file in its place away.
fn install(root: &Path, folder: &Path, at: usize, path: &Utf8Path, written: bool) -> Result<(), Failure> {
    let (staged, place) = (folder.join(at.to_string()), root.join(path));
    let moved = match written {
        true => fs::rename(&staged, &place),
        false => fs::rename(&place, &staged),
    };
    moved.map_err(|error| Failure::io(&place, "changed", &error))
}

/// Makes what a journal below `root` says and has not been made yet.
fn complete(root: &Path) -> Result<Option<Recovered>, Failure> {
    let folder = root.join(FOLDER);
    if folder.symlink_metadata().is_err() {
        return Ok(None);
    }
    let recovered = match fs::read(folder.join(JOURNAL)) {
        Ok(text) => Some(follow(root, &folder, &text)?),
        // stopped before anything was touched
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(Failure::io(&folder.join(JOURNAL), "read", &error)),
    };
    finish(&folder)?;
    Ok(recovered)
}

/// Removes the folder, its journal first: without one, what is left means nothing.
fn finish(folder: &Path) -> Result<(), Failure> {
    let journal = match fs::remove_file(folder.join(JOURNAL)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    };
    journal.and_then(|()| fs::remove_dir_all(folder)).map_err(|error| Failure::io(folder, "removed", &error))
}

fn follow(root: &Path, folder: &Path, journal: &[u8]) -> Result<Recovered, Failure> {
    let entries: Vec<Entry> = serde_json::from_slice(journal).map_err(|_| {
        let failure = Failure::new(format!("{} cannot be understood.", shown(&folder.join(JOURNAL))));
        failure.help(format!("Look at the files beside it, keep what you need, and delete {}.", shown(folder)))
    })?;
    let mut recovered = Recovered::default();
    for (at, entry) in entries.iter().enumerate().filter(|(_, entry)| is_inside(&entry.path)) {
        let (staged, place) = (folder.join(at.to_string()), root.join(&entry.path));
        if staged.exists() != entry.written {
            continue;
        }
        let now = fs::read(&place).ok().map(|bytes| fingerprint(&bytes));
        match now == entry.before {
            true => {
                install(root, folder, at, &entry.path, entry.written)?;
                recovered.completed += 1;
            }
            false => recovered.left.push(entry.path.clone()),
        }
    }
    Ok(recovered)
}

fn is_inside(path: &Utf8Path) -> bool {
    !path.as_str().is_empty() && path.components().all(|part| matches!(part, Utf8Component::Normal(_)))
}

/// A word by which bytes are known again, within one machine and one version of the program.
fn fingerprint(bytes: &[u8]) -> String {
    let mut hasher = FxHasher::default();
    hasher.write(bytes);
    format!("{:016x}-{}", hasher.finish(), bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(path: &str, before: Option<&str>, after: Option<&str>) -> Change {
        Change { path: path.into(), before: before.map(str::to_owned), after: after.map(str::to_owned) }
    }

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
        for (path, text) in files {
            fs::write(folder.path().join(path), text).unwrap_or_else(|error| panic!("{error}"));
        }
        folder
    }

    fn text(root: &Path, path: &str) -> Option<String> {
        fs::read_to_string(root.join(path)).ok()
    }

    fn three() -> Vec<Change> {
        vec![
            change("a.cx", Some("a"), Some("größe")),
            change("b.cx", Some("b"), None),
            change("new/c.cx", None, Some("c")),
        ]
    }

    fn is_new(root: &Path) -> bool {
        let texts = ["a.cx", "b.cx", "new/c.cx"].map(|path| text(root, path));
        texts == [Some("größe".into()), None, Some("c".into())] && !root.join(FOLDER).exists()
    }

    #[test]
    fn files_are_changed_made_and_removed_together() {
        let folder = folder(&[("a.cx", "a"), ("b.cx", "b")]);
        assert_eq!(write(folder.path(), &three()), Ok(()));
        assert!(is_new(folder.path()));
    }

    #[test]
    fn one_file_that_has_changed_keeps_all_from_being_written() {
        let folder = folder(&[("a.cx", "a"), ("b.cx", "other")]);
        let failure = write(folder.path(), &three()).err().map(|failure| failure.to_string()).unwrap_or_default();
        assert!(failure.contains("has changed in the meantime; nothing was written"), "{failure}");
        assert_eq!(text(folder.path(), "a.cx").as_deref(), Some("a"));
        let outside = [change("../x.cx", None, Some("x"))];
        assert!(write(folder.path(), &outside).is_err());
    }

    #[test]
    fn changes_stopped_at_any_step_are_completed_or_never_happened() {
        for done in 0..=three().len() {
            let folder = folder(&[("a.cx", "a"), ("b.cx", "b")]);
            let (root, changes) = (folder.path(), three());
            let pending = Pending { root, folder: root.join(FOLDER), changes: &changes };
            assert_eq!(pending.stage(), Ok(()));
            let entries: Vec<Entry> = changes.iter().map(Entry::of).collect();
            assert_eq!(write_journal(&pending.folder, &entries), Ok(()));
            for (at, change) in changes.iter().enumerate().take(done) {
                assert_eq!(install(root, &pending.folder, at, &change.path, change.after.is_some()), Ok(()));
            }
            let recovered = recover(root).ok().flatten().unwrap_or_default();
            assert_eq!(recovered, Recovered { completed: 3 - done, left: Vec::new() });
            assert!(is_new(root), "stopped after {done}");
        }
        let folder = folder(&[("a.cx", "a")]);
        assert!(fs::create_dir(folder.path().join(FOLDER)).is_ok());
        assert_eq!(recover(folder.path()), Ok(None));
        assert!(!folder.path().join(FOLDER).exists());
    }

    #[test]
    fn a_file_that_somebody_else_changed_since_is_left_alone() {
        let folder = folder(&[("a.cx", "a"), ("b.cx", "b")]);
        let (root, changes) =
            (folder.path(), [change("a.cx", Some("a"), Some("A")), change("b.cx", Some("b"), Some("B"))]);
        let pending = Pending { root, folder: root.join(FOLDER), changes: &changes };
        assert_eq!(pending.stage(), Ok(()));
        assert_eq!(write_journal(&pending.folder, &changes.each_ref().map(Entry::of)), Ok(()));
        assert!(fs::write(root.join("a.cx"), "by hand").is_ok());
        assert_eq!(recover(root), Ok(Some(Recovered { completed: 1, left: vec!["a.cx".into()] })));
        assert_eq!(text(root, "a.cx").as_deref(), Some("by hand"));
    }

    #[test]
    #[cfg(unix)]
    fn two_commands_do_not_change_files_at_once() {
        let folder = folder(&[("a.cx", "a")]);
        let held = lock(folder.path());
        assert!(held.as_ref().is_ok_and(Option::is_some));
        let failure = write(folder.path(), &[change("a.cx", Some("a"), Some("b"))]).err();
        assert!(failure.is_some_and(|failure| failure.to_string().contains("Another touchbase command")));
        drop(held);
        assert_eq!(write(folder.path(), &[change("a.cx", Some("a"), Some("b"))]), Ok(()));
    }
}
