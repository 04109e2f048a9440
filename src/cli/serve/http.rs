//! Requests of browsers to answers.
//!
//! Only what is asked for is sent, only to whoever means this server, and nothing is ever changed: GET and HEAD are all there is.
//! No path reaches the file system; files are looked up among those of the site.

use std::convert::Infallible;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{Channel, Either, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::sync::Semaphore;

use super::address::{self, Hosts};
use super::events;
use super::generation::Answer;
use super::page::{self, content_type, is_page};
use super::state::{State, States};

/// Where everything lies that is no part of the site.
const OWN: &str = "/.touchbase/";

/// So long a client may take to say what it wants.
const PATIENCE: Duration = Duration::from_secs(30);

/// So many connections may be open: each open page holds one.
const CONNECTIONS: usize = 512;

/// Files for the live script, by their names below [`OWN`].
const ASSETS: &[(&str, &str)] = &[
    ("live.js", include_str!("../../../templates/live/live.js")),
    ("worker.js", include_str!("../../../templates/live/worker.js")),
    ("live.css", include_str!("../../../templates/live/live.css")),
];

/// What is sent: a whole, or what comes bit by bit.
pub(super) type Body = Either<Full<Bytes>, Channel<Bytes, Infallible>>;

/// What every request needs.
#[derive(Debug, Clone)]
pub(super) struct Server {
    /// What is shown at present.
    pub(super) states: States,
    /// Under which hosts requests are answered.
    pub(super) hosts: Hosts,
}

impl Server {
    /// Answers whoever comes to `listeners`, until the program ends.
    pub(super) async fn serve(self, listeners: Vec<TcpListener>) -> std::io::Result<()> {
        let free = Arc::new(Semaphore::new(CONNECTIONS));
        let mut all = tokio::task::JoinSet::new();
        for listener in listeners {
            listener.set_nonblocking(true)?;
            all.spawn(self.clone().accept(tokio::net::TcpListener::from_std(listener)?, free.clone()));
        }
        while all.join_next().await.is_some() {}
        Ok(())
    }

    async fn accept(self, listener: tokio::net::TcpListener, free: Arc<Semaphore>) {
        loop {
            let permit = free.clone().acquire_owned().await;
            let Ok((stream, _)) = listener.accept().await else {
                // The system is out of connections for now.
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            };
            // Answers are small and wait for nobody.
            drop(stream.set_nodelay(true));
            let server = self.clone();
            tokio::spawn(async move {
                let answer = service_fn(|request| server.answer(request));
                let mut connection = http1::Builder::new();
                connection.timer(TokioTimer::new()).header_read_timeout(PATIENCE);
                // a client that speaks no HTTP or goes away is none of our troubles
                drop(connection.serve_connection(TokioIo::new(stream), answer).await);
                drop(permit);
            });
        }
    }

    async fn answer(&self, request: Request<Incoming>) -> Result<Response<Body>, Infallible> {
        Ok(match self.refused(&request) {
            Some((status, words)) => refusal(status, words),
            None => self.wanted(&request).await,
        })
    }

    /// Why a request is not answered.
    fn refused(&self, request: &Request<Incoming>) -> Option<(StatusCode, &'static str)> {
        let text = |name: HeaderName| request.headers().get(name).and_then(|value| value.to_str().ok());
        let mut hosts = request.headers().get_all(header::HOST).iter();
        let (host, others) = (hosts.next().and_then(|host| host.to_str().ok()), hosts.next());
        let named = request.uri().authority().map(|authority| authority.as_str());
        let is_ours = |authority: &str| self.hosts.admit(authority);
        if others.is_some() || !host.is_some_and(is_ours) || !named.is_none_or(is_ours) {
            let words = "This server answers only under the address that `touchbase serve` has printed; to allow another one, start it with `--host`.";
            return Some((StatusCode::MISDIRECTED_REQUEST, words));
        }
        if ![Method::GET, Method::HEAD].contains(request.method()) {
            return Some((StatusCode::METHOD_NOT_ALLOWED, "This server only shows pages; it takes GET and HEAD."));
        }
        let site = HeaderName::from_static("sec-fetch-site");
        let mode = HeaderName::from_static("sec-fetch-mode");
        // A page of a stranger may lead here, and may not load from here: the search index is a script.
        (text(site) == Some("cross-site") && text(mode) != Some("navigate"))
            .then_some((StatusCode::FORBIDDEN, "Pages of other sites cannot load files from this server."))
    }

    async fn wanted(&self, request: &Request<Incoming>) -> Response<Body> {
        let state = self.states.borrow().clone();
        match request.uri().path().strip_prefix(OWN) {
            Some("events") if request.method() == Method::GET => {
                events::stream(request.uri().query().unwrap_or_default(), self.states.clone())
            }
            Some("findings") => sent("findings.json", state.findings.json.clone().into_bytes()),
            Some(name) => match ASSETS.iter().find(|(known, _)| *known == name) {
                Some((name, text)) => sent(name, text.as_bytes().to_vec()),
                None => refusal(StatusCode::NOT_FOUND, "There is no such file."),
            },
            None => self.file(request.uri().path(), &state).await,
        }
    }

    /// The file of the site at a path.
    async fn file(&self, path: &str, state: &State) -> Response<Body> {
        let Some(file) = address::file(path) else { return missing(state, state.file("").await) };
        if state.generation.is_none() && (is_page(&file) || !file.contains('.')) {
            let page = state.findings.page(&state.id).into_bytes();
            return with_status(sent("index.html", page), StatusCode::SERVICE_UNAVAILABLE);
        }
        match state.file(&file).await {
            Answer::Found(bytes) if is_page(&file) => sent(&file, page::live(bytes, &state.id)),
            Answer::Found(bytes) => sent(&file, bytes),
            Answer::Folder => moved(path),
            other => missing(state, other),
        }
    }
}

/// What is sent for a file that is not there or cannot be made.
fn missing(state: &State, answer: Answer) -> Response<Body> {
    let page = match answer {
        Answer::Failed(words) => {
            let text = format!(
                "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>touchbase</title>\n\
                 <link rel=\"stylesheet\" href=\"/.touchbase/live.css\">\n</head>\n<body class=\"whole\">\n<main>\n\
                 <h1>This page cannot be made</h1>\n<pre>{}</pre>\n</main>\n</body>\n</html>\n",
                page::escaped(&words)
            );
            let page = page::live(text.into_bytes(), &state.id);
            return with_status(sent("index.html", page), StatusCode::INTERNAL_SERVER_ERROR);
        }
        Answer::Missing(page) if !page.is_empty() => page,
        _ => return refusal(StatusCode::NOT_FOUND, "There is no such page."),
    };
    let published_at = state.generation.as_ref().and_then(|generation| generation.published_at.as_deref());
    let page = page::rooted(&String::from_utf8_lossy(&page), published_at);
    with_status(sent("404.html", page::live(page.into_bytes(), &state.id)), StatusCode::NOT_FOUND)
}

/// A folder that was asked for without its slash: links on its page start from there.
fn moved(path: &str) -> Response<Body> {
    let mut response = refusal(StatusCode::PERMANENT_REDIRECT, "This is a folder.");
    if let Ok(place) = HeaderValue::from_str(&format!("{path}/")) {
        response.headers_mut().insert(header::LOCATION, place);
    }
    response
}

/// A file as it is sent, of the type that its name tells.
fn sent(name: &str, bytes: Vec<u8>) -> Response<Body> {
    with_headers(Response::new(Either::Left(Full::new(Bytes::from(bytes)))), content_type(name))
}

/// A sentence on why there is nothing else to send.
fn refusal(status: StatusCode, words: &str) -> Response<Body> {
    let mut response = with_status(sent("refusal.txt", format!("{words}\n").into_bytes()), status);
    if status == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response
}

fn with_status(mut response: Response<Body>, status: StatusCode) -> Response<Body> {
    *response.status_mut() = status;
    response
}

/// With what every answer says: that it is for this moment and for pages of this server only.
pub(super) fn with_headers(mut response: Response<Body>, content_type: &'static str) -> Response<Body> {
    let all = [
        (header::CONTENT_TYPE, content_type),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    response.headers_mut().extend(all.map(|(name, value)| (name, HeaderValue::from_static(value))));
    response
}
