//! The conversation: takes messages and news in their order, keeps the state of both sides, answers.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Write};
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use gen_lsp_types::Uri;
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use serde::Serialize;
use serde_json::{Value, json};

use super::client::{self, Client};
use super::requests::{self, Handler, Needs, Refusal};
use super::transport::{self, Incoming};
use super::worker::{self, Job, News, Order, Worker};
use super::workspace::{Snapshot, Workspace};
use super::{capabilities, findings, notifications};
use crate::text::Unit;

/// How the conversation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Farewell {
    /// As the protocol wants it: `shutdown`, then `exit`.
    Said,
    /// The editor went away.
    Missed,
}

/// What the server waits for.
#[derive(Debug)]
pub(super) enum Event {
    /// Something from the editor.
    Incoming(Incoming),
    /// Something from the worker.
    News(News),
}

/// What goes out.
enum Outgoing {
    Message(Message),
    ParseError(String),
}

impl Outgoing {
    fn write(&self, output: &mut impl Write) -> io::Result<()> {
        match self {
            Outgoing::Message(message) => transport::write(output, message),
            Outgoing::ParseError(reason) => transport::write_parse_error(output, reason),
        }
    }
}

/// How far the conversation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Before `initialize`.
    New,
    /// Messages are answered.
    Open,
    /// Behind `shutdown`.
    Closing,
}

/// A request that waits until the newest state of the files is compiled.
struct Parked {
    request: Request,
    /// The states that are waited for, by root.
    wanted: Vec<(PathBuf, u64)>,
    /// The file that it is about and its state.
    about: Option<(Uri, i32)>,
    /// Whether it is about knowledge bases that are still looked for.
    everywhere: bool,
}

/// The server's side of the conversation.
pub(super) struct Server {
    out: Sender<Outgoing>,
    orders: Sender<Order>,
    stage: Stage,
    pub(super) client: Client,
    pub(super) workspace: Workspace,
    parked: Vec<Parked>,
    asked: i32,
    /// Folders in which knowledge bases are still looked for.
    discovering: usize,
}

/// Talks over standard input and output until the editor has said goodbye or is gone.
pub(super) fn serve() -> Farewell {
    panic::set_hook(Box::new(|_| {}));
    let (events, inbox) = mpsc::channel();
    let (orders, order_inbox) = mpsc::channel();
    let (out, outbox) = mpsc::channel();
    let from_worker = events.clone();
    thread::spawn(move || worker::work(&order_inbox, &from_worker));
    thread::spawn(move || read(&events));
    let writer = thread::spawn(move || write(&outbox));
    let farewell = Server::new(out, orders).converse(&inbox);
    // What has been said has to arrive before the process ends.
    let _ = writer.join();
    farewell
}

/// The same conversation in one thread and over any bytes: what a message orders is done before the next one is read, so that the
/// same input gives the same output. Input that breaks off is a farewell that was missed.
pub(super) fn rehearse(input: &mut impl BufRead, output: &mut impl Write) -> io::Result<Farewell> {
    let (orders, order_inbox) = mpsc::channel();
    let (out, outbox) = mpsc::channel();
    let (mut server, mut worker) = (Server::new(out, orders), Worker::default());
    loop {
        let mut event = Event::Incoming(transport::read(input));
        let farewell = loop {
            match cancelled(&event) {
                Some(id) => server.cancel(&id, &mut VecDeque::new()),
                None => {
                    let farewell = server.hear(event);
                    if farewell.is_some() {
                        break farewell;
                    }
                }
            }
            order_inbox.try_iter().for_each(|order| worker.push(order));
            match worker.next() {
                Some(news) => event = Event::News(news),
                None => break None,
            }
        };
        outbox.try_iter().try_for_each(|outgoing: Outgoing| outgoing.write(output))?;
        if let Some(farewell) = farewell {
            return output.flush().map(|()| farewell);
        }
    }
}

fn read(events: &Sender<Event>) {
    let mut input = BufReader::new(io::stdin());
    loop {
        let incoming = transport::read(&mut input);
        let is_end = matches!(incoming, Incoming::End);
        if events.send(Event::Incoming(incoming)).is_err() || is_end {
            return;
        }
    }
}

/// Writes until nobody has anything to say, or nobody listens.
fn write(outbox: &Receiver<Outgoing>) {
    let mut output = io::stdout().lock();
    for outgoing in outbox {
        if outgoing.write(&mut output).is_err() {
            return;
        }
    }
    let _ = output.flush();
}

impl Server {
    fn new(out: Sender<Outgoing>, orders: Sender<Order>) -> Server {
        let workspace = Workspace::new(Vec::new(), Unit::Utf16);
        let client = Client::default();
        Server { out, orders, stage: Stage::New, client, workspace, parked: Vec::new(), asked: 0, discovering: 0 }
    }

    fn converse(mut self, inbox: &Receiver<Event>) -> Farewell {
        let mut queue: VecDeque<Event> = VecDeque::new();
        loop {
            if queue.is_empty() {
                let Ok(event) = inbox.recv() else { return Farewell::Missed };
                queue.push_back(event);
            }
            // Whatever has come in meanwhile is looked through for requests that nobody waits for any more.
            while let Ok(event) = inbox.try_recv() {
                match cancelled(&event) {
                    Some(id) => self.cancel(&id, &mut queue),
                    None => queue.push_back(event),
                }
            }
            if let Some(farewell) = queue.pop_front().and_then(|event| self.hear(event)) {
                return farewell;
            }
        }
    }

    /// Takes an event; the farewell, if it is one.
    fn hear(&mut self, event: Event) -> Option<Farewell> {
        match event {
            Event::Incoming(Incoming::Message(Message::Notification(note))) if note.method == "exit" => {
                Some(if self.stage == Stage::Closing { Farewell::Said } else { Farewell::Missed })
            }
            Event::Incoming(Incoming::End) => Some(Farewell::Missed),
            event => {
                self.take(event);
                None
            }
        }
    }

    fn take(&mut self, event: Event) {
        match event {
            Event::Incoming(Incoming::Message(Message::Request(request))) => self.request(request),
            Event::Incoming(Incoming::Message(Message::Notification(note))) => self.notification(note),
            // Nothing that is asked of the editor changes what the server does.
            Event::Incoming(Incoming::Message(Message::Response(_)) | Incoming::End) => {}
            Event::Incoming(Incoming::Malformed(reason)) => {
                self.log(&format!("A message could not be read: {reason}."));
                let _ = self.out.send(Outgoing::ParseError(reason));
            }
            Event::News(news) => self.news(news),
        }
    }

    fn send(&self, message: impl Into<Message>) {
        let _ = self.out.send(Outgoing::Message(message.into()));
    }

    /// Tells the editor something that it did not ask for.
    pub(super) fn notify(&self, method: &str, parameters: impl Serialize) {
        if let Ok(params) = serde_json::to_value(parameters) {
            self.send(Notification { method: method.to_owned(), params });
        }
    }

    /// Asks the editor for something; its answer is not waited for.
    pub(super) fn ask(&mut self, method: &str, params: Value) {
        self.asked += 1;
        self.send(Request {
            id: RequestId::from(format!("touchbase-{}", self.asked)),
            method: method.to_owned(),
            params,
        });
    }

    /// A line for the editor's log of the server.
    pub(super) fn log(&self, message: &str) {
        self.notify("window/logMessage", json!({ "type": 3, "message": message }));
    }

    fn answer(&self, id: RequestId, answer: Result<Value, Refusal>) {
        let response_result = answer.map_err(|refusal| lsp_server::ResponseError {
            code: refusal.code,
            message: refusal.message,
            data: None,
        });
        self.send(Response { id, response_result });
    }

    fn cancel(&mut self, id: &RequestId, queue: &mut VecDeque<Event>) {
        let is = |event: &Event| matches!(event, Event::Incoming(Incoming::Message(Message::Request(request))) if request.id == *id);
        let waiting = queue.iter().position(is).map(|at| drop(queue.remove(at)));
        let parked = self.parked.iter().position(|parked| parked.request.id == *id);
        let parked = parked.map(|at| drop(self.parked.remove(at)));
        // A request that has been answered is no longer there.
        if waiting.or(parked).is_some() {
            let refusal = Refusal::new(ErrorCode::RequestCanceled, "The request was cancelled.");
            self.answer(id.clone(), Err(refusal));
        }
    }

    fn request(&mut self, request: Request) {
        let refusal = match (self.stage, request.method.as_str()) {
            (Stage::New, "initialize") => return self.initialize(request),
            (Stage::New, _) => Refusal::new(ErrorCode::ServerNotInitialized, "The first request must be `initialize`."),
            (_, "initialize") => Refusal::new(ErrorCode::InvalidRequest, "`initialize` came a second time."),
            (Stage::Closing, _) => Refusal::new(ErrorCode::InvalidRequest, "Nothing is answered after `shutdown`."),
            (Stage::Open, "shutdown") => {
                self.stage = Stage::Closing;
                return self.answer(request.id, Ok(Value::Null));
            }
            (Stage::Open, method) => match requests::named(method) {
                Some(handler) => return self.handle(handler, request),
                None => Refusal::new(ErrorCode::MethodNotFound, format!("touchbase does not know `{method}`.")),
            },
        };
        self.answer(request.id, Err(refusal));
    }

    fn initialize(&mut self, request: Request) {
        self.client = Client::read(&request.params);
        let (unit, encoding) = client::unit(&request.params);
        self.workspace = Workspace::new(self.client.folders.clone(), unit);
        self.stage = Stage::Open;
        let server = json!({ "name": "touchbase", "version": env!("CARGO_PKG_VERSION") });
        let capabilities = capabilities::of(&self.client, encoding);
        self.answer(request.id, Ok(json!({ "capabilities": capabilities, "serverInfo": server })));
    }

    /// Answers, or puts the request aside until there is something to answer it with.
    fn handle(&mut self, handler: &'static Handler, request: Request) {
        let about = requests::uri(&request.params);
        let wanted = self.wanted(handler.needs, about.as_ref());
        let everywhere = about.is_none() && self.discovering > 0;
        if !wanted.is_empty() || everywhere {
            let about = about.and_then(|uri| {
                let version = self.workspace.document(&uri)?.version;
                Some((uri, version))
            });
            return self.parked.push(Parked { request, wanted, about, everywhere });
        }
        self.run(handler, request);
    }

    fn run(&mut self, handler: &'static Handler, request: Request) {
        let Request { id, params, .. } = request;
        let run = AssertUnwindSafe(|| (handler.run)(self, params));
        let answer = panic::catch_unwind(run).unwrap_or_else(|_| {
            self.log(&format!("touchbase has made a mistake of its own in `{}`; please report it.", handler.method));
            Err(Refusal::new(ErrorCode::InternalError, "touchbase has made a mistake of its own."))
        });
        self.answer(id, answer);
    }

    /// The compilations that a request has to wait for.
    fn wanted(&self, needs: Needs, about: Option<&Uri>) -> Vec<(PathBuf, u64)> {
        let bases = self.workspace.bases().iter();
        let concerned = about.and_then(|uri| self.workspace.base_at(uri)).map(|base| base.root.clone());
        let of_file = about.is_some();
        let concerned = bases.filter(|base| !of_file || Some(&base.root) == concerned.as_ref());
        let missing = concerned.filter(|base| match (&base.snapshot, needs) {
            (None, _) => true,
            (Some(_), Needs::Model) => false,
            (Some(snapshot), Needs::Newest) => snapshot.generation < base.wanted,
        });
        missing.map(|base| (base.root.clone(), if needs == Needs::Newest { base.wanted } else { 0 })).collect()
    }

    fn notification(&mut self, note: Notification) {
        if self.stage == Stage::Open {
            let method = note.method.clone();
            let run = AssertUnwindSafe(|| notifications::take(self, note));
            if panic::catch_unwind(run).is_err() {
                self.log(&format!("touchbase has made a mistake of its own in `{method}`; please report it."));
            }
        }
    }

    fn news(&mut self, news: News) {
        match news {
            News::Bases(roots) => {
                self.discovering = self.discovering.saturating_sub(1);
                for root in self.workspace.add_bases(roots) {
                    self.compile(&root, false);
                }
                // Files may belong to another knowledge base now.
                self.answer_parked();
            }
            News::Failed { root } => {
                let message =
                    format!("touchbase has made a mistake of its own in `{}`; please report it.", root.display());
                self.notify("window/showMessage", json!({ "type": 1, "message": message }));
                if let Some(base) = self.workspace.base_mut(&root) {
                    base.wanted = base.snapshot.as_ref().map_or(0, |snapshot| snapshot.generation);
                }
                self.refuse_parked(&root);
            }
            News::Compiled { root, generation, compilation } => {
                let Some(base) = self.workspace.base_mut(&root) else { return };
                let before = base.snapshot.replace(Snapshot { generation, compilation: Arc::from(compilation) });
                self.publish(&root);
                self.answer_parked();
                if before.is_none() {
                    self.refresh();
                }
            }
        }
    }

    /// Tells the editor what has changed about the findings.
    fn publish(&mut self, root: &Path) {
        let Some(base) = self.workspace.bases().iter().find(|base| base.root == root) else { return };
        let (news, now) = findings::news(&self.workspace, &self.client, base);
        for parameters in news {
            self.notify("textDocument/publishDiagnostics", parameters);
        }
        if let Some(base) = self.workspace.base_mut(root) {
            base.published = now;
        }
    }

    /// Has the editor ask anew for what it shows of whole files.
    pub(super) fn refresh(&mut self) {
        for method in self.client.refreshes.clone() {
            self.ask(method, Value::Null);
        }
    }

    /// Answers the requests that have what they waited for; those about a file that has changed since are no longer of use.
    fn answer_parked(&mut self) {
        for parked in std::mem::take(&mut self.parked) {
            let changed = parked.about.as_ref().is_some_and(|(uri, version)| {
                self.workspace.document(uri).is_none_or(|document| document.version != *version)
            });
            let waits = parked.wanted.iter().any(|(root, generation)| {
                let base = self.workspace.bases().iter().find(|base| base.root == *root);
                base.is_some_and(|base| base.snapshot.as_ref().is_none_or(|snapshot| snapshot.generation < *generation))
            });
            if parked.everywhere {
                // Which knowledge bases there are has to be known first.
                match self.discovering {
                    0 => self.request(parked.request),
                    _ => self.parked.push(parked),
                }
            } else if changed {
                let refusal = Refusal::new(ErrorCode::ContentModified, "The file has changed in the meantime.");
                self.answer(parked.request.id, Err(refusal));
            } else if waits {
                self.parked.push(parked);
            } else if let Some(handler) = requests::named(&parked.request.method) {
                self.run(handler, parked.request);
            }
        }
    }

    fn refuse_parked(&mut self, root: &Path) {
        let (refused, kept) = std::mem::take(&mut self.parked)
            .into_iter()
            .partition(|parked| parked.wanted.iter().any(|(of, _)| of == root));
        self.parked = kept;
        let refused: Vec<Parked> = refused;
        for parked in refused {
            let refusal = Refusal::new(ErrorCode::RequestFailed, "The knowledge base could not be compiled.");
            self.answer(parked.request.id, Err(refusal));
        }
    }

    /// Orders a knowledge base to be compiled as it is now.
    pub(super) fn compile(&mut self, root: &Path, rescan: bool) {
        let job: Option<Job> = self.workspace.job(root, rescan);
        if let Some(job) = job {
            let _ = self.orders.send(Order::Compile(job));
        }
    }

    /// Orders the worker to do something else.
    pub(super) fn order(&mut self, order: Order) {
        self.discovering += usize::from(matches!(order, Order::Discover(_)));
        let _ = self.orders.send(order);
    }
}

/// The request that an event cancels.
fn cancelled(event: &Event) -> Option<RequestId> {
    match event {
        Event::Incoming(Incoming::Message(Message::Notification(note))) if note.method == "$/cancelRequest" => {
            serde_json::from_value(note.params.get("id")?.clone()).ok()
        }
        _ => None,
    }
}
