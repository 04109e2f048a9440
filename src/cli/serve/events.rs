//! States of the site to events for one open page: that it is to be loaded again, that a style sheet is, that there are other findings.
//!
//! A page says which files it has loaded. Only when one of them would be sent differently now does it hear of it, so a page that a
//! change does not concern stays as it is.

use std::convert::Infallible;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{Channel, Either, channel};
use hyper::Response;
use hyper::body::Bytes;
use serde_json::{Value, json};

use super::address;
use super::http::{Body, with_headers};
use super::state::{State, States};

/// After so long without news something is sent, by which it turns out that nobody listens any more.
const SIGN_OF_LIFE: Duration = Duration::from_secs(15);

/// So many files a page may name; those beyond are not looked after.
const FILES: usize = 200;

/// What a page says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Page {
    /// The paths of requests for it and what it has loaded, itself first.
    paths: Vec<String>,
    /// The state that it was made in.
    generation: String,
    /// The print of all its files that it was told when it was last connected.
    known: Option<String>,
}

impl Page {
    fn of(query: &str) -> Page {
        let mut page = Page::default();
        for (name, value) in address::query(query) {
            match name {
                "page" => page.paths.insert(0, value),
                "file" if page.paths.len() < FILES => page.paths.push(value),
                "generation" => page.generation = value,
                "known" => page.known = Some(value),
                _ => {}
            }
        }
        page
    }

    async fn prints(&self, state: &State) -> Vec<u64> {
        state.prints(self.paths.iter().map(|path| address::file(path)).collect()).await
    }
}

/// The events for the page that `query` tells of, as they come.
pub(super) fn stream(query: &str, states: States) -> Response<Body> {
    let (sender, body) = Channel::new(8);
    let page = Page::of(query);
    tokio::spawn(async move {
        // an error says that the page is closed
        drop(tell(page, states, sender).await);
    });
    with_headers(Response::new(Either::Right(body)), "text/event-stream; charset=utf-8")
}

/// Tells until nobody listens, or the page has to be loaded again.
async fn tell(
    page: Page,
    mut states: States,
    mut sender: channel::Sender<Bytes, Infallible>,
) -> Result<(), channel::SendError> {
    let mut state: Arc<State> = states.borrow_and_update().clone();
    let mut prints = page.prints(&state).await;
    let is_stale = match &page.known {
        Some(known) => *known != token(&prints),
        None => page.generation != state.id,
    };
    if is_stale {
        return sender.send_data(event("reload", &json!({}))).await;
    }
    sender.send_data(event("state", &described(&state, &prints))).await?;
    loop {
        match tokio::time::timeout(SIGN_OF_LIFE, states.changed()).await {
            Err(_) => sender.send_data(Bytes::from_static(b": still here\n\n")).await?,
            Ok(Err(_)) => return Ok(()),
            Ok(Ok(())) => {
                let next = states.borrow_and_update().clone();
                let new = if next.id == state.id { prints.clone() } else { page.prints(&next).await };
                match news(&page.paths, &prints, &new) {
                    News::Nothing => {}
                    News::Styles(paths) => sender.send_data(event("styles", &json!({ "paths": paths }))).await?,
                    News::Page => return sender.send_data(event("reload", &json!({}))).await,
                }
                (state, prints) = (next, new);
                sender.send_data(event("state", &described(&state, &prints))).await?;
            }
        }
    }
}

/// What a page has to do.
#[derive(Debug, PartialEq, Eq)]
enum News<'p> {
    Nothing,
    /// Load these style sheets again.
    Styles(Vec<&'p str>),
    /// Load itself again.
    Page,
}

fn news<'p>(paths: &'p [String], old: &[u64], new: &[u64]) -> News<'p> {
    if old.len() != new.len() {
        return News::Page;
    }
    let pairs = paths.iter().zip(old.iter().zip(new));
    let changed: Vec<&str> = pairs.filter(|(_, (old, new))| old != new).map(|(path, _)| path.as_str()).collect();
    match changed.is_empty() {
        true => News::Nothing,
        false if changed.iter().all(|path| path.ends_with(".css")) => News::Styles(changed),
        false => News::Page,
    }
}

fn described(state: &State, prints: &[u64]) -> Value {
    json!({ "generation": state.id, "known": token(prints), "findings": format!("{:x}", state.findings.version) })
}

fn token(prints: &[u64]) -> String {
    let mut hasher = DefaultHasher::new();
    prints.hash(&mut hasher);
    format!("{:x}", hasher.finish())
}

fn event(name: &str, data: &Value) -> Bytes {
    Bytes::from(format!("event: {name}\ndata: {data}\n\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_name_their_files() {
        let page =
            Page::of("file=/assets/site.css&page=/a/gr%C3%B6%C3%9Fe.html&generation=1.2&file=/x%26y.png&other=1");
        assert_eq!(page.paths, ["/a/größe.html", "/assets/site.css", "/x&y.png"]);
        assert_eq!((page.generation.as_str(), page.known), ("1.2", None));
        let many = "&file=/a".repeat(1000);
        assert_eq!(Page::of(&many).paths.len(), FILES);
    }

    #[test]
    fn only_what_is_shown_matters() {
        let paths = ["/a.html".to_owned(), "/a.css".to_owned()];
        assert_eq!(news(&paths, &[1, 2], &[1, 2]), News::Nothing);
        assert_eq!(news(&paths, &[1, 2], &[1, 3]), News::Styles(vec!["/a.css"]));
        assert_eq!(news(&paths, &[1, 2], &[0, 3]), News::Page);
        assert_eq!(news(&paths, &[1, 2], &[]), News::Page);
    }
}
