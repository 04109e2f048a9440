//! What the server shows at present: a state of the site, and what was last found.

use std::sync::Arc;

use tokio::sync::watch;

use super::findings::Findings;
use super::generation::{Answer, Generation};

/// What is shown at present; the next one takes its place as a whole.
#[derive(Debug)]
pub(super) struct State {
    /// Another one whenever pages may look different.
    pub(super) id: String,
    /// The site; none until there has been one without errors.
    pub(super) generation: Option<Generation>,
    /// What was last found.
    pub(super) findings: Arc<Findings>,
}

/// The state, for those who wait for the next one.
pub(super) type States = watch::Receiver<Arc<State>>;

impl State {
    /// What is to be sent for a file of the site.
    pub(super) async fn file(&self, path: &str) -> Answer {
        match &self.generation {
            Some(generation) => generation.file(path).await,
            None => Answer::Missing(Vec::new()),
        }
    }

    /// A print of what is sent for each path; without a site, of what stands for every page.
    pub(super) async fn prints(&self, paths: Vec<Option<String>>) -> Vec<u64> {
        match &self.generation {
            Some(generation) => generation.prints(paths).await,
            None => paths.iter().map(|_| self.findings.version).collect(),
        }
    }
}
