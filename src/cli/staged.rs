//! The next state of an output folder: made aside in it, then moved to its place, all of it or nothing.
//!
//! ```text
//! .touchbase-tmp/files/…   the new and the changed files, complete, before anything is touched
//! .touchbase-tmp/list      from here on the change is made, whatever happens: what is to be in the folder
//! ```
//!
//! New files come first, then changed ones, then what is obsolete goes, so that no page that can be seen lacks what it
//! links to. The last step puts the list in the place of the old one. Every step can be repeated: a build that finds a list
//! goes on from wherever the one before was stopped. Knows nothing of what the files are for.

use std::fs::{self, DirEntry, OpenOptions};
use std::io::{self, Write};
use std::ops::Bound;
use std::path::Path;

use camino::{Utf8Path, Utf8PathBuf};

use super::failure::{Failure, shown, some_of};
use super::io::relative;
use super::manifest::{self, MANIFEST, Paths, SCRATCH};

/// The new and changed files, in the scratch folder.
const FILES: &str = "files";

/// What is to be in the output folder, in the scratch folder.
const LIST: &str = "list";

/// Makes the file `path` of the next state of the folder `out`, aside.
///
/// # Errors
/// When it cannot be written.
pub(super) fn put(out: &Path, path: &Utf8Path, bytes: &[u8]) -> Result<(), Failure> {
    let made = out.join(SCRATCH).join(FILES).join(path);
    let failed = |error: io::Error| Failure::io(&out.join(path), "written", &error);
    match create(&made, bytes) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            made.parent().map_or(Ok(()), fs::create_dir_all).map_err(failed)?;
            create(&made, bytes).map_err(failed)
        }
        written => written.map_err(failed),
    }
}

/// Writes a file that must not exist yet; a link counts as existing.
pub(super) fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(bytes)
}

/// Makes the next state of `out` the present one: from now on it is made, whatever happens. Returns how many obsolete files
/// went.
///
/// # Errors
/// When the list cannot be written: then nothing has happened. When a file cannot be moved or removed: then the next build
/// goes on from there.
pub(super) fn commit(out: &Path, old: &Paths, new: &Paths) -> Result<usize, Failure> {
    let scratch = out.join(SCRATCH);
    let failed = |error: io::Error| Failure::io(out, "written to", &error);
    fs::create_dir_all(&scratch).map_err(failed)?;
    let draft = scratch.join("draft");
    create(&draft, manifest::text(new).as_bytes()).map_err(failed)?;
    fs::rename(&draft, scratch.join(LIST)).map_err(failed)?;
    Move { out, old, new }.run()
}

/// Whether a build was stopped after it had begun to change `out`.
pub(super) fn is_begun(out: &Path) -> bool {
    out.join(SCRATCH).join(LIST).symlink_metadata().is_ok_and(|found| found.is_file())
}

/// Completes or forgets what an interrupted build left in `out`; whoever calls holds its lock. Whether there was something to
/// complete.
///
/// # Errors
/// When something that is not ours has come in the way since, and when the file system refuses.
pub(super) fn recover(out: &Path) -> Result<bool, Failure> {
    if !is_begun(out) {
        return clear(out).map(|()| false);
    }
    let list = out.join(SCRATCH).join(LIST);
    let text = fs::read_to_string(&list).map_err(|error| Failure::io(&list, "read", &error))?;
    let (old, new) = (manifest::read(out)?, manifest::parse(&text));
    let step = Move { out, old: &old, new: &new };
    step.refuse_foreign(&out.join(SCRATCH).join(FILES))?;
    step.run().map(|_| true)
}

/// Removes what was made aside.
pub(super) fn clear(out: &Path) -> Result<(), Failure> {
    let scratch = out.join(SCRATCH);
    let cleared = match scratch.symlink_metadata() {
        Ok(found) if found.is_dir() => fs::remove_dir_all(&scratch),
        Ok(_) => Err(io::Error::other("it is not a folder of ours")),
        Err(_) => Ok(()),
    };
    cleared.map_err(|error| Failure::io(&scratch, "removed", &error))
}

/// The folders that `paths` lie in, outer ones first.
pub(super) fn parents<'p>(
    paths: impl IntoIterator<Item = &'p Utf8PathBuf>,
) -> std::collections::BTreeSet<&'p Utf8Path> {
    let all = paths.into_iter().flat_map(|path| path.ancestors().skip(1));
    all.filter(|folder| !folder.as_str().is_empty()).collect()
}

/// Which of what is found at the places of `paths` and of their folders is neither ours nor will be gone by then.
pub(super) fn obstacles<'p>(
    out: &Path,
    old: &Paths,
    new: &Paths,
    paths: impl IntoIterator<Item = &'p Utf8PathBuf>,
) -> Vec<Utf8PathBuf> {
    let step = Move { out, old, new };
    let paths: Vec<&Utf8PathBuf> = paths.into_iter().collect();
    let mut found: Vec<Utf8PathBuf> = Vec::new();
    for folder in parents(paths.iter().copied()) {
        match out.join(folder).symlink_metadata() {
            Ok(there) if !there.is_dir() && !step.goes(folder) => found.push(folder.to_owned()),
            _ => {}
        }
    }
    found.extend(paths.into_iter().filter(|path| step.is_blocked(path)).cloned());
    found
}

/// The refusal of what stands in the way of a site.
pub(super) fn in_the_way(out: &Path, names: &[Utf8PathBuf]) -> Failure {
    let message = format!(
        "In {}, something that touchbase did not write is in the way of the site: {}. Nothing was written.",
        shown(out),
        some_of(names)
    );
    Failure::new(message).help("Move it away, or choose another folder with `-o`.")
}

/// From the present state of a folder to the next.
struct Move<'m> {
    out: &'m Path,
    /// What the list says we wrote.
    old: &'m Paths,
    /// What is to be there.
    new: &'m Paths,
}

impl Move<'_> {
    /// Every step of the change that has not been made yet; how many obsolete files went.
    fn run(&self) -> Result<usize, Failure> {
        let files = self.out.join(SCRATCH).join(FILES);
        let early = self.remove(self.obsolete().filter(|path| self.is_in_the_way(path)))?;
        if files.is_dir() {
            self.move_new(&files, self.out)?;
            self.move_changed(&files, self.out)?;
        }
        let removed = early + self.remove(self.obsolete())?;
        let list = self.out.join(SCRATCH).join(LIST);
        fs::rename(list, self.out.join(MANIFEST)).map_err(|error| self.halfway(&self.out.join(MANIFEST), &error))?;
        clear(self.out)?;
        Ok(removed)
    }

    /// Moves what is nowhere yet to its place; whole folders at once.
    fn move_new(&self, from: &Path, to: &Path) -> Result<(), Failure> {
        for entry in self.entries(from)? {
            let (made, place) = (entry.path(), to.join(entry.file_name()));
            match place.symlink_metadata() {
                Err(_) => self.rename(&made, &place)?,
                Ok(_) if made.is_dir() => self.move_new(&made, &place)?,
                Ok(_) => {}
            }
        }
        Ok(())
    }

    /// Moves what is left over its old form.
    fn move_changed(&self, from: &Path, to: &Path) -> Result<(), Failure> {
        for entry in self.entries(from)? {
            let (made, place) = (entry.path(), to.join(entry.file_name()));
            match made.is_dir() {
                true => self.move_changed(&made, &place)?,
                false => self.rename(&made, &place)?,
            }
        }
        Ok(())
    }

    fn entries(&self, folder: &Path) -> Result<Vec<DirEntry>, Failure> {
        let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<DirEntry>>>);
        entries.map_err(|error| self.halfway(folder, &error))
    }

    fn rename(&self, made: &Path, place: &Path) -> Result<(), Failure> {
        fs::rename(made, place).map_err(|error| self.halfway(place, &error))
    }

    /// That the change has begun and could not be ended.
    fn halfway(&self, place: &Path, error: &io::Error) -> Failure {
        let failure = Failure::io(place, "changed", error);
        failure.help(format!("{} is changed in part; the next build into it completes that.", shown(self.out)))
    }

    fn obsolete(&self) -> impl Iterator<Item = &Utf8PathBuf> {
        self.old.difference(self.new)
    }

    /// Whether a file of ours is at `path` and will not be there any more.
    fn goes(&self, path: &Utf8Path) -> bool {
        self.old.contains(path) && !self.new.contains(path) && self.is_ours_still(path)
    }

    /// Whether an obsolete file has the name of a folder to be made, or its folder the name of a file.
    fn is_in_the_way(&self, path: &Utf8Path) -> bool {
        let mut behind = self.new.range::<Utf8Path, _>((Bound::Excluded(path), Bound::Unbounded));
        let is_folder = behind.next().is_some_and(|next| next.starts_with(path));
        is_folder || path.ancestors().skip(1).any(|folder| self.new.contains(folder))
    }

    /// Whether something that stays is at the place of the file `path`.
    fn is_blocked(&self, path: &Utf8Path) -> bool {
        match self.out.join(path).symlink_metadata() {
            Ok(found) if found.is_dir() => !self.empties(path),
            Ok(found) => !(found.is_file() && self.old.contains(path)),
            Err(_) => false,
        }
    }

    /// Whether the folder `path` holds nothing but files that go.
    fn empties(&self, path: &Utf8Path) -> bool {
        let folder = self.out.join(path);
        let mut entries = walkdir::WalkDir::new(&folder).min_depth(1).into_iter();
        entries.all(|entry| {
            let Ok(entry) = entry else { return false };
            let name = entry.path().strip_prefix(self.out).ok().and_then(relative);
            entry.file_type().is_dir() || name.is_some_and(|name| self.goes(&name))
        })
    }

    /// Refuses to go on where something has come to the place of a file made aside since the build was stopped.
    fn refuse_foreign(&self, files: &Path) -> Result<(), Failure> {
        let entries = walkdir::WalkDir::new(files).min_depth(1).into_iter().flatten();
        let made = entries.filter(|entry| !entry.file_type().is_dir());
        let paths: Vec<Utf8PathBuf> =
            made.filter_map(|entry| relative(entry.path().strip_prefix(files).ok()?)).collect();
        match obstacles(self.out, self.old, self.new, &paths) {
            names if names.is_empty() => Ok(()),
            names => Err(in_the_way(self.out, &names)),
        }
    }

    /// Removes files of ours and the folders that this leaves empty; returns how many files went.
    fn remove<'p>(&self, paths: impl Iterator<Item = &'p Utf8PathBuf>) -> Result<usize, Failure> {
        let (there, gone): (Vec<&Utf8PathBuf>, Vec<&Utf8PathBuf>) = paths.partition(|path| self.is_ours_still(path));
        for path in &there {
            let place = self.out.join(path);
            fs::remove_file(&place).map_err(|error| self.halfway(&place, &error))?;
        }
        // a build that was stopped may have removed the files and not their folders
        for folder in parents(there.iter().chain(&gone).copied()).into_iter().rev() {
            if !self.is_no_folder(folder)
                && !parents([&folder.to_owned()]).into_iter().any(|outer| self.is_no_folder(outer))
            {
                // fails when something is left in it, and then it stays
                let _ = fs::remove_dir(self.out.join(folder));
            }
        }
        Ok(there.len())
    }

    fn is_no_folder(&self, folder: &Utf8Path) -> bool {
        self.out.join(folder).symlink_metadata().is_ok_and(|found| !found.is_dir())
    }

    /// Whether `path` is still a file, reached through folders only.
    fn is_ours_still(&self, path: &Utf8Path) -> bool {
        let is_file = self.out.join(path).symlink_metadata().is_ok_and(|found| found.is_file());
        is_file && !parents([&path.to_owned()]).into_iter().any(|folder| self.is_no_folder(folder))
    }
}
