//! One compiled state of a knowledge base, as something that can be asked for the files of its site.
//!
//! A site borrows from what it is made of, so one thread holds all of it and answers questions until nobody is left to ask. A file
//! is made when it is asked for; nothing is written to disk.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, mpsc};
use std::thread;

use jiff::civil::Date;
use tokio::sync::oneshot;

use crate::cli::material::Material;
use crate::compile::Compilation;
use crate::site::{Site, Skeleton, TemplateError};

/// The page on what is not there.
const MISSING: &str = "404.html";

/// A state of the site. It ends when the last copy is dropped.
#[derive(Debug, Clone)]
pub(super) struct Generation {
    asks: mpsc::Sender<Ask>,
    /// At which address the site will be found, if the settings say so.
    pub(super) published_at: Option<String>,
}

/// What is asked.
#[derive(Debug)]
enum Ask {
    File(String, oneshot::Sender<Answer>),
    Prints(Vec<Option<String>>, oneshot::Sender<Vec<u64>>),
}

/// The answer to the wish for a file.
#[derive(Debug)]
pub(super) enum Answer {
    /// The file.
    Found(Vec<u8>),
    /// There is none; the page that says so.
    Missing(Vec<u8>),
    /// There is none, but a folder of this name.
    Folder,
    /// It cannot be made; why, in sentences.
    Failed(String),
}

impl Generation {
    /// Prepares the site of `compilation`.
    ///
    /// # Errors
    /// When a template of the team's cannot be read.
    pub(super) fn start(
        compilation: Arc<Compilation>,
        material: Material,
        preview: bool,
        today: Option<Date>,
        before: Skeleton,
    ) -> Result<(Generation, Skeleton), TemplateError> {
        let (asks, received) = mpsc::channel();
        let (ready, prepared) = mpsc::channel();
        let published_at = compilation.config.site.base.clone();
        thread::spawn(move || {
            let input = material.input(&compilation, preview, today);
            match Site::again(&input, &before) {
                // nobody waits for it when the program is ending
                Err(error) => drop(ready.send(Err(error))),
                Ok(site) => {
                    drop(ready.send(Ok(site.skeleton())));
                    answer(&site, &received);
                }
            }
        });
        match prepared.recv() {
            Ok(Err(error)) => Err(error),
            Ok(Ok(skeleton)) => Ok((Generation { asks, published_at }, skeleton)),
            // A thread that has ended answers every wish with a failure.
            Err(_) => Ok((Generation { asks, published_at }, Skeleton::default())),
        }
    }

    /// The file at `path`, relative to the site.
    pub(super) async fn file(&self, path: &str) -> Answer {
        let (reply, answer) = oneshot::channel();
        drop(self.asks.send(Ask::File(path.to_owned(), reply)));
        answer.await.unwrap_or_else(|_| Answer::Failed(BROKEN.to_owned()))
    }

    /// A print of each file, by which a change is known: of files that are not there too. None stands for a path that no file can
    /// have.
    pub(super) async fn prints(&self, paths: Vec<Option<String>>) -> Vec<u64> {
        let (reply, answer) = oneshot::channel();
        drop(self.asks.send(Ask::Prints(paths, reply)));
        answer.await.unwrap_or_default()
    }
}

const BROKEN: &str = "touchbase has made a mistake of its own while it made this page; the terminal says more.";

fn answer(site: &Site<'_>, asks: &mpsc::Receiver<Ask>) {
    let shelf = Shelf { site };
    while let Ok(ask) = asks.recv() {
        // whoever asked may have gone
        match ask {
            Ask::File(path, reply) => drop(reply.send(shelf.file(&path))),
            Ask::Prints(paths, reply) => {
                let print = |path: &Option<String>| shelf.print(path.as_deref());
                drop(reply.send(paths.iter().map(print).collect()));
            }
        }
    }
}

/// The files of a site by their paths.
struct Shelf<'s, 'm> {
    site: &'s Site<'m>,
}

impl Shelf<'_, '_> {
    fn file(&self, path: &str) -> Answer {
        match self.bytes(path) {
            Some(Ok(bytes)) => Answer::Found(bytes),
            Some(Err(words)) => Answer::Failed(words),
            None if self.site.find(&format!("{path}/index.html")).is_some() => Answer::Folder,
            None => match self.bytes(MISSING) {
                Some(Err(words)) => Answer::Failed(words),
                page => Answer::Missing(page.and_then(Result::ok).unwrap_or_default()),
            },
        }
    }

    /// The file at `path`, if there is one; or why it cannot be made.
    fn bytes(&self, path: &str) -> Option<Result<Vec<u8>, String>> {
        let at = self.site.find(path)?;
        // A mistake of the program in one page must not take the others away.
        match panic::catch_unwind(AssertUnwindSafe(|| self.site.render(at))) {
            Ok(file) => Some(file?.map(|file| file.contents).map_err(|error| error.to_string())),
            Err(_) => Some(Err(BROKEN.to_owned())),
        }
    }

    fn print(&self, path: Option<&str>) -> u64 {
        let mut hasher = DefaultHasher::new();
        let found = path.map(|path| self.bytes(path));
        let is_there = matches!(found, Some(Some(_)));
        is_there.hash(&mut hasher);
        match found.flatten().or_else(|| self.bytes(MISSING)) {
            Some(Ok(bytes)) => bytes.hash(&mut hasher),
            Some(Err(words)) => words.hash(&mut hasher),
            None => {}
        }
        hasher.finish()
    }
}
