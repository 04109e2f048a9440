//! What the system tells about files, to batches of touched paths.
//!
//! Only the folders of the knowledge base are watched, never what `.gitignore` leaves out: a folder of ten thousand packages beside
//! the knowledge would use up what the system allows to be watched. Knows nothing of what the files are.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, ModifyKind, RenameMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::cli::failure::{Failure, shown, words};

/// So long nothing may happen until a batch is complete: editors write a file in several steps.
const QUIET: Duration = Duration::from_millis(12);

/// The same when the last thing that happened is that a file was complete; others may be written along with it.
const QUIET_BEHIND_FILE: Duration = Duration::from_millis(2);

/// A batch ends even when it never gets quiet.
const LONGEST: Duration = Duration::from_millis(250);

/// Whether the system watches whole trees as easily as folders; elsewhere each folder is watched by itself.
const WATCHES_TREES: bool = cfg!(any(target_os = "macos", target_os = "windows"));

/// What arrives at a [`Watch`].
#[derive(Debug)]
enum Signal {
    File(notify::Result<Event>),
    End,
}

impl Signal {
    /// How long it has to be quiet behind it: a file that was written and closed, or moved to its place, is complete.
    fn quiet_behind(&self) -> Duration {
        match self {
            Signal::File(Ok(Event {
                kind:
                    EventKind::Access(AccessKind::Close(AccessMode::Write))
                    | EventKind::Modify(ModifyKind::Name(RenameMode::To | RenameMode::Both)),
                ..
            })) => QUIET_BEHIND_FILE,
            _ => QUIET,
        }
    }
}

/// Folders that are being watched.
#[derive(Debug)]
pub(in crate::cli) struct Watch {
    watcher: RecommendedWatcher,
    followed: BTreeSet<PathBuf>,
    signals: Receiver<Signal>,
    sender: Sender<Signal>,
}

/// What has been touched since the last batch.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(in crate::cli) struct Touched {
    /// Files and folders that were made, changed, moved or removed.
    pub(in crate::cli) paths: BTreeSet<PathBuf>,
    /// Whether the system has lost track: anything may have changed.
    pub(in crate::cli) all: bool,
}

impl Watch {
    /// Watches nothing yet.
    ///
    /// # Errors
    /// When the system cannot watch files.
    pub(in crate::cli) fn new() -> Result<Watch, Failure> {
        let (sender, signals) = mpsc::channel();
        let events = sender.clone();
        // nobody is left to tell when the receiver has gone
        let hand_on = move |event| drop(events.send(Signal::File(event)));
        let watcher = notify::recommended_watcher(hand_on).map_err(|error| failure(Path::new("."), &error))?;
        Ok(Watch { watcher, followed: BTreeSet::new(), signals, sender })
    }

    /// What ends the next call of [`next`](Watch::next), wherever it is called.
    pub(in crate::cli) fn end(&self) -> impl FnOnce() + Send + 'static {
        let sender = self.sender.clone();
        move || drop(sender.send(Signal::End))
    }

    /// Watches exactly `folders` from now on; those that were `touched` anew, since another folder may stand at their place. Returns
    /// whether a folder is watched that was not before: what happened in it until now nobody has told.
    ///
    /// # Errors
    /// When the system does not let a folder be watched; the others are.
    pub(in crate::cli) fn follow(
        &mut self,
        folders: impl IntoIterator<Item = PathBuf>,
        touched: &Touched,
    ) -> Result<bool, Failure> {
        let wanted: BTreeSet<PathBuf> = folders.into_iter().collect();
        let is_anew = |folder: &PathBuf| touched.paths.iter().any(|path| folder.starts_with(path));
        let (kept, gone) = std::mem::take(&mut self.followed)
            .into_iter()
            .partition(|folder| wanted.contains(folder) && !is_anew(folder));
        self.followed = kept;
        // First these: what moved is the same to the system at its new place.
        gone.iter().for_each(|folder: &PathBuf| drop(self.watcher.unwatch(folder)));
        let mut result = Ok(false);
        for folder in wanted {
            if self.followed.contains(&folder) {
                continue;
            }
            match self.add(&folder) {
                Ok(()) => result = result.map(|_| true),
                Err(error) if !folder.is_dir() => drop(error),
                Err(error) => result = result.and(Err(failure(&folder, &error))),
            }
            self.followed.insert(folder);
        }
        result
    }

    fn add(&mut self, folder: &Path) -> notify::Result<()> {
        let within = |parent: &PathBuf| folder.starts_with(parent);
        match WATCHES_TREES {
            true if self.followed.iter().any(within) => Ok(()),
            true => self.watcher.watch(folder, RecursiveMode::Recursive),
            false => self.watcher.watch(folder, RecursiveMode::NonRecursive),
        }
    }

    /// Waits until something is touched and it is quiet again; none when it is time to end.
    pub(in crate::cli) fn next(&self) -> Option<Touched> {
        loop {
            let mut touched = Touched::default();
            let first = self.signals.recv().ok()?;
            let mut quiet = first.quiet_behind();
            self.take(first, &mut touched)?;
            let begin = Instant::now();
            while begin.elapsed() < LONGEST {
                match self.signals.recv_timeout(quiet) {
                    Ok(signal) => {
                        quiet = signal.quiet_behind();
                        self.take(signal, &mut touched)?;
                    }
                    Err(RecvTimeoutError::Timeout) => break,
                    Err(RecvTimeoutError::Disconnected) => return None,
                }
            }
            if touched != Touched::default() {
                return Some(touched);
            }
        }
    }

    /// Adds what a signal tells; none when it is the last one.
    fn take(&self, signal: Signal, touched: &mut Touched) -> Option<()> {
        match signal {
            Signal::End => return None,
            // Reading a file is told too, and must not make us read it again.
            Signal::File(Ok(Event { kind: EventKind::Access(_), .. })) => {}
            Signal::File(Ok(event)) => {
                touched.all |= event.need_rescan() || event.paths.is_empty();
                touched.paths.extend(event.paths.into_iter().filter(|path| self.concerns(path)));
            }
            Signal::File(Err(_)) => touched.all = true,
        }
        Some(())
    }

    /// Whether a path is a folder that is followed, or lies in one: where trees are watched, much else is told.
    fn concerns(&self, path: &Path) -> bool {
        self.followed.contains(path) || path.parent().is_some_and(|folder| self.followed.contains(folder))
    }
}

fn failure(folder: &Path, error: &notify::Error) -> Failure {
    let failure = |words: &str| Failure::new(format!("{} could not be watched for changes: {words}.", shown(folder)));
    match &error.kind {
        notify::ErrorKind::MaxFilesWatch => failure("the system allows no more folders to be watched")
            .help("On Linux, `sysctl fs.inotify.max_user_watches=524288` allows more."),
        notify::ErrorKind::Io(error) => failure(&words(error)),
        _ => failure("the system refused it"),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn ok<T, E: std::fmt::Debug>(result: Result<T, E>) -> T {
        result.unwrap_or_else(|error| panic!("{error:?}"))
    }

    fn watch(folder: &Path) -> Watch {
        let mut watch = ok(Watch::new());
        assert!(ok(watch.follow([folder.to_path_buf()], &Touched::default())));
        watch
    }

    #[test]
    fn what_is_written_is_touched_and_what_is_read_is_not() {
        let folder = ok(tempfile::tempdir());
        let place = ok(dunce::canonicalize(folder.path()));
        ok(fs::write(place.join("größe 😀.cx"), "a"));
        let watch = watch(&place);
        drop(ok(fs::read(place.join("größe 😀.cx"))));
        ok(fs::write(place.join("b.cx"), "b"));
        let touched = watch.next().unwrap_or_default();
        assert_eq!(touched.paths.into_iter().collect::<Vec<_>>(), [place.join("b.cx")]);
    }

    #[test]
    fn a_folder_that_was_moved_is_watched_at_its_new_place() {
        let folder = ok(tempfile::tempdir());
        let place = ok(dunce::canonicalize(folder.path()));
        ok(fs::create_dir(place.join("a")));
        let mut watch = watch(&place);
        ok(watch.follow([place.clone(), place.join("a")], &Touched::default()));
        ok(fs::rename(place.join("a"), place.join("b")));
        let touched = watch.next().unwrap_or_default();
        assert!(ok(watch.follow([place.clone(), place.join("b")], &touched)));
        ok(fs::write(place.join("b/x.cx"), ""));
        let mut touched = watch.next().unwrap_or_default();
        while !touched.paths.contains(&place.join("b/x.cx")) {
            touched = watch.next().unwrap_or_default();
        }
    }

    #[test]
    fn the_end_comes_before_what_is_left() {
        let folder = ok(tempfile::tempdir());
        let watch = watch(folder.path());
        std::thread::spawn(watch.end());
        assert_eq!(watch.next(), None);
    }
}
