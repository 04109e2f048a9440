//! Compiles knowledge bases in a thread of its own: folders and open files in, compilations out.
//!
//! Orders that have been overtaken by newer ones are passed over. Knows nothing of the protocol.

use std::collections::VecDeque;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};

use camino::Utf8PathBuf;
use rustc_hash::FxHashMap;

use super::server::Event;
use crate::cli::base;
use crate::cli::io::{self, Loaded, Selection};
use crate::compile::{Cache, Compilation};
use crate::config::{self, Config};
use crate::text::{Source, SourceId, Sources};

/// What the worker is to do.
#[derive(Debug)]
pub(super) enum Order {
    /// Find the knowledge bases in and around a folder.
    Discover(PathBuf),
    /// Compile one.
    Compile(Job),
    /// Forget all about one.
    Forget(PathBuf),
}

/// A knowledge base to compile.
#[derive(Debug)]
pub(super) struct Job {
    /// Its folder.
    pub(super) root: PathBuf,
    /// The state of the open files, by which the answer is known again.
    pub(super) generation: u64,
    /// Texts of open files, by their paths below the root.
    pub(super) buffers: Vec<(Utf8PathBuf, Arc<str>)>,
    /// Whether files may have changed on disk.
    pub(super) rescan: bool,
}

/// What the worker has found out.
#[derive(Debug)]
pub(super) enum News {
    /// The knowledge bases in and around a folder.
    Bases(Vec<PathBuf>),
    /// A compiled one.
    Compiled { root: PathBuf, generation: u64, compilation: Box<Compilation> },
    /// One that could not be compiled, by a mistake of the program.
    Failed { root: PathBuf },
}

/// Works until there is nobody left to order.
pub(super) fn work(orders: &Receiver<Order>, events: &Sender<Event>) {
    let mut worker = Worker::default();
    loop {
        if worker.waiting.is_empty() {
            let Ok(order) = orders.recv() else { return };
            worker.push(order);
        }
        orders.try_iter().for_each(|order| worker.push(order));
        if worker.next().is_some_and(|news| events.send(Event::News(news)).is_err()) {
            return;
        }
    }
}

/// What is known of each knowledge base, and what is to be done.
#[derive(Default)]
pub(super) struct Worker {
    bases: FxHashMap<PathBuf, State>,
    waiting: VecDeque<Order>,
}

impl Worker {
    /// Takes an order on; it replaces an older one for the same knowledge base.
    pub(super) fn push(&mut self, order: Order) {
        let Order::Compile(mut newer) = order else { return self.waiting.push_back(order) };
        let same = |older: &&mut Order| matches!(older, Order::Compile(older) if older.root == newer.root);
        match self.waiting.iter_mut().find(same) {
            Some(Order::Compile(older)) => {
                newer.rescan |= older.rescan;
                *older = newer;
            }
            _ => self.waiting.push_back(Order::Compile(newer)),
        }
    }

    /// Does what waits until there is something to tell; none when nothing waits any more.
    pub(super) fn next(&mut self) -> Option<News> {
        loop {
            match self.waiting.pop_front()? {
                Order::Discover(folder) => return Some(News::Bases(discover(&folder))),
                Order::Compile(job) => return Some(compile(&mut self.bases, job)),
                Order::Forget(root) => drop(self.bases.remove(&root)),
            }
        }
    }
}

/// What is kept of a knowledge base.
#[derive(Default)]
struct State {
    disk: Option<Disk>,
    cache: Cache,
}

/// What lies on disk.
struct Disk {
    loaded: Loaded,
    selection: Selection,
    /// The settings by which files were selected.
    settings: Settings,
}

#[derive(PartialEq, Eq)]
struct Settings {
    sources: Vec<String>,
    exclude: Vec<String>,
    output: String,
}

impl Settings {
    fn of(config: Config) -> Settings {
        Settings { sources: config.sources, exclude: config.exclude, output: config.output }
    }
}

fn compile(bases: &mut FxHashMap<PathBuf, State>, job: Job) -> News {
    let Job { root, generation, .. } = &job;
    let (root, generation) = (root.clone(), *generation);
    let mut state = bases.remove(&root).unwrap_or_default();
    // A mistake of the program in one state of the files must not end the conversation: the next state may be free of it.
    match panic::catch_unwind(AssertUnwindSafe(|| run(&mut state, &job))) {
        Ok(compilation) => {
            bases.insert(root.clone(), state);
            News::Compiled { root, generation, compilation: Box::new(compilation) }
        }
        Err(_) => News::Failed { root },
    }
}

fn run(state: &mut State, job: &Job) -> Compilation {
    let settings = Settings::of(config(job));
    let disk = match state.disk.take().filter(|disk| !job.rescan && disk.settings == settings) {
        Some(disk) => disk,
        None => load(&job.root, settings),
    };
    let sources = with_buffers(&disk, job);
    state.disk = Some(disk);
    state.cache.compile(sources, &base::options())
}

/// The configuration as the editor holds it, else as it lies on disk.
fn config(job: &Job) -> Config {
    match job.buffers.iter().find(|(path, _)| path == config::FILE) {
        Some((path, text)) => Config::read(SourceId(0), &Source::new(path.clone(), text.clone())).0,
        None => base::config_of(&job.root),
    }
}

fn load(root: &Path, settings: Settings) -> Disk {
    let output = root.join(&settings.output);
    let selection = Selection::new(&settings.sources, &settings.exclude, Some(output));
    Disk { loaded: io::load(root, &selection), selection, settings }
}

/// The files with the texts that the editor holds. Files that the knowledge base leaves out stay out; new ones join.
fn with_buffers(disk: &Disk, job: &Job) -> Sources {
    let sources = &disk.loaded.sources;
    let belongs = |path: &Utf8PathBuf| {
        let is_new = || disk.selection.admits(path.as_std_path()) && !job.root.join(path).exists();
        sources.find(path).is_some() || is_new()
    };
    let buffers = job.buffers.iter().filter(|(path, _)| belongs(path)).cloned();
    sources.clone().with_texts(buffers)
}

/// The knowledge base around a folder, or those below it. A folder with neither is one itself if it holds `.cx` files: YAML may
/// be anything.
fn discover(folder: &Path) -> Vec<PathBuf> {
    if let Some(root) = base::root_above(folder) {
        return vec![root.to_path_buf()];
    }
    let (nested, has_cx) = io::survey(folder);
    let own = Some(folder.to_path_buf()).filter(|_| has_cx);
    nested.into_iter().map(|nested| folder.join(nested)).chain(own).collect()
}
