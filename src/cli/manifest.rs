//! What makes an output folder ours: the list of the files we wrote into it, and the lock of whoever is writing now.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

use camino::{Utf8Component, Utf8Path, Utf8PathBuf};

use super::failure::{Failure, shown};

/// The list of written files, in the output folder.
pub(super) const MANIFEST: &str = ".touchbase-output";

/// The file that is locked while a build writes, in the output folder.
pub(super) const LOCK: &str = ".touchbase-lock";

/// The folder in which new and changed files are made before they are moved to their places, in the output folder.
pub(super) const SCRATCH: &str = ".touchbase-tmp";

const HEADER: &str =
    "# Files written by touchbase. The next build may change or remove them; others it leaves alone.\n";

/// Paths of written files, relative to the output folder.
pub(super) type Paths = BTreeSet<Utf8PathBuf>;

/// Reads the list in `folder`; empty when there is none. Lines that point outside the folder are ignored.
pub(super) fn read(folder: &Path) -> Result<Paths, Failure> {
    let path = folder.join(MANIFEST);
    match fs::read_to_string(&path) {
        Ok(text) => Ok(parse(&text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Paths::new()),
        Err(error) => Err(Failure::io(&path, "read", &error)),
    }
}

/// The paths that a list names; lines that point outside the folder are ignored.
pub(super) fn parse(text: &str) -> Paths {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(Utf8PathBuf::from).filter(|path| is_plain(path)).collect()
}

/// The list as it is written.
pub(super) fn text<'p>(paths: impl IntoIterator<Item = &'p Utf8PathBuf>) -> String {
    let mut text = HEADER.to_string();
    for path in paths {
        text.push_str(path.as_str());
        text.push('\n');
    }
    text
}

/// Whether `path` stays in the folder it is relative to and is none of our own files there.
pub(super) fn is_plain(path: &Utf8Path) -> bool {
    let is_normal = path.components().all(|part| matches!(part, Utf8Component::Normal(_)));
    let first = path.components().next().map(|part| part.as_str());
    is_normal
        && first.is_some_and(|first| ![MANIFEST, LOCK, SCRATCH].contains(&first))
        && !path.as_str().contains(['\n', '\r', '\\'])
}

/// Locks `folder` until the result is dropped, for a build that writes to `out`.
///
/// # Errors
/// When another build holds the lock, or the folder cannot be written to.
pub(super) fn lock(folder: &Path, out: &Path) -> Result<File, Failure> {
    let path = folder.join(LOCK);
    let is_link = path.symlink_metadata().is_ok_and(|found| !found.is_file());
    let opened = match is_link {
        true => Err(io::Error::other("something else has its name")),
        false => OpenOptions::new().create(true).truncate(false).read(true).write(true).open(&path),
    };
    let file = match opened {
        Ok(file) => file,
        // a build that has just ended has moved or removed the folder
        Err(_) if folder.symlink_metadata().is_err() => return Err(busy(out)),
        Err(error) => return Err(Failure::io(out, "written to", &error)),
    };
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Err(busy(out)),
        // a build that has just ended may have moved or removed the folder
        Ok(()) if !is_at(&file, &path) => Err(busy(out)),
        // some network file systems know no locks
        Ok(()) | Err(TryLockError::Error(_)) => Ok(file),
    }
}

/// That another build is at it.
pub(super) fn busy(out: &Path) -> Failure {
    let message = format!("Another build is writing to {} at this moment.", shown(out));
    Failure::new(message).help("Wait until it is done and try again.")
}

/// Whether the open `file` is still the one at `path`.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |found: fs::Metadata| (found.dev(), found.ino());
    file.metadata().map(identity).ok() == path.symlink_metadata().map(identity).ok()
}

/// Elsewhere no folder is moved while a file in it is open.
#[cfg(not(unix))]
fn is_at(_file: &File, path: &Path) -> bool {
    path.is_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_never_points_outside_its_folder() {
        for bad in ["", "/etc/passwd", "../x", "a/../../x", "./a", ".touchbase-output", ".touchbase-tmp/1", "a\\..\\b"]
        {
            assert!(!is_plain(bad.into()), "{bad}");
        }
        assert!(is_plain("personas/käthe.html".into()));
    }

    #[test]
    fn a_folder_is_locked_once() {
        let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
        let first = lock(folder.path(), folder.path());
        assert!(first.is_ok());
        assert!(lock(folder.path(), folder.path()).is_err());
        drop(first);
        assert!(lock(folder.path(), folder.path()).is_ok());
    }
}
