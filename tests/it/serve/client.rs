//! The program as it serves a copy of an example, and a client that speaks to it in bytes.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;
use walkdir::WalkDir;

/// So long anything may take on a machine that is busy with other tests.
const PATIENCE: Duration = Duration::from_secs(20);

/// After so long without news there is none.
const SILENCE: Duration = Duration::from_millis(700);

/// A running program.
pub(super) struct Running {
    pub(super) child: Child,
    lines: Receiver<String>,
    /// Everything it has said so far.
    pub(super) said: String,
}

impl Running {
    /// Starts the program in `folder`.
    pub(super) fn start(folder: &Path, args: &[&str]) -> Running {
        let mut command = Command::new(env!("CARGO_BIN_EXE_touchbase"));
        command.args(args).current_dir(folder).env_clear().env("HOME", folder);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let (sender, lines) = mpsc::channel();
        let (out, errors) = (child.stdout.take().expect("piped"), child.stderr.take().expect("piped"));
        let streams: [Box<dyn Read + Send>; 2] = [Box::new(out), Box::new(errors)];
        for stream in streams {
            let sender = sender.clone();
            std::thread::spawn(move || {
                BufReader::new(stream).lines().map_while(Result::ok).for_each(|line| drop(sender.send(line)));
            });
        }
        Running { child, lines, said: String::new() }
    }

    /// The next line that holds `part`.
    pub(super) fn line(&mut self, part: &str) -> String {
        let end = Instant::now() + PATIENCE;
        loop {
            match self.lines.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(line) => {
                    self.said += &line;
                    self.said.push('\n');
                    if line.contains(part) {
                        return line;
                    }
                }
                Err(error) => panic!("no line with {part:?} ({error}); it said:\n{}", self.said),
            }
        }
    }

    /// Whether it says nothing for a while.
    pub(super) fn is_silent(&mut self) -> bool {
        match self.lines.recv_timeout(SILENCE) {
            Ok(line) => {
                self.said += &line;
                false
            }
            Err(_) => true,
        }
    }

    /// Ctrl-C; the exit code.
    #[cfg(unix)]
    pub(super) fn interrupt(&mut self) -> Option<i32> {
        let sent = Command::new("kill").args(["-INT", &self.child.id().to_string()]).status().expect("kill runs");
        assert!(sent.success());
        self.child.wait().expect("it ends").code()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// A server and the knowledge base that it serves.
pub(super) struct Server {
    folder: TempDir,
    pub(super) running: Running,
    pub(super) port: u16,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reply {
    pub(super) status: u16,
    head: String,
    pub(super) body: Vec<u8>,
}

impl Reply {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let line =
            |line: &'_ str| line.split_once(": ").filter(|(found, _)| found.eq_ignore_ascii_case(name)).is_some();
        self.head.lines().find(|text| line(text))?.split_once(": ").map(|(_, value)| value)
    }

    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body without the line that makes a page live.
    pub(super) fn as_built(&self) -> Vec<u8> {
        without_live_line(&self.body)
    }
}

pub(super) fn without_live_line(page: &[u8]) -> Vec<u8> {
    let mark = b"<script src=\"/.touchbase/live.js\" data-generation=\"";
    let Some(at) = page.windows(mark.len()).position(|window| window == mark) else { return page.to_vec() };
    let end = page[at..].iter().position(|byte| *byte == b'\n').expect("the line ends") + at + 1;
    [&page[..at], &page[end..]].concat()
}

/// A copy of an example, and files that are put there.
pub(super) fn base(example: &str, files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(example);
    for entry in WalkDir::new(&root).into_iter().map(|entry| entry.expect("readable")) {
        let below = entry.path().strip_prefix(&root).expect("below");
        let place = folder.path().join("größe 1").join(below);
        match entry.file_type().is_dir() {
            true => fs::create_dir_all(&place).expect("a folder"),
            false => drop(fs::copy(entry.path(), &place).expect("a file")),
        }
    }
    for (path, text) in files {
        put(&folder.path().join("größe 1").join(path), text.as_bytes());
    }
    folder
}

/// Writes a file at once, as most editors do: of one that is written in place, a busy machine may show the beginning first.
pub(super) fn put(path: &Path, bytes: &[u8]) {
    let folder = path.parent().expect("a parent");
    fs::create_dir_all(folder).expect("a folder");
    let unfinished = folder.join(".unfinished~");
    fs::write(&unfinished, bytes).expect("a file");
    fs::rename(&unfinished, path).expect("it moves to its place");
}

impl Server {
    /// Serves a copy of an example with these files.
    pub(super) fn start(example: &str, files: &[(&str, &str)]) -> Server {
        Server::with(base(example, files), &[])
    }

    pub(super) fn with(folder: TempDir, args: &[&str]) -> Server {
        let args = [&["serve", "größe 1", "--port", "0"], args].concat();
        let mut running = Running::start(folder.path(), &args);
        let line = running.line("Serving");
        let port = line.split("127.0.0.1:").nth(1).and_then(|rest| rest.split('/').next()?.parse().ok());
        Server { folder, running, port: port.unwrap_or_else(|| panic!("no port in {line}")) }
    }

    pub(super) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join("größe 1").join(path)
    }

    pub(super) fn put(&self, path: &str, text: &str) {
        put(&self.path(path), text.as_bytes());
    }

    /// Changes a text in a file, as an editor saves it.
    pub(super) fn edit(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(path)).expect("a file");
        assert!(text.contains(from), "{path} has no {from:?}");
        self.put(path, &text.replacen(from, to, 1));
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        stream
    }

    /// The answer to these bytes.
    pub(super) fn raw(&self, request: &str) -> Reply {
        let mut stream = self.connect();
        // an answer may come before all is said
        let _ = stream.write_all(request.as_bytes());
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or_default();
        Reply { status, head, body: bytes.get(end + 4..).unwrap_or_default().to_vec() }
    }

    pub(super) fn ask(&self, method: &str, path: &str, headers: &str) -> Reply {
        self.raw(&format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n{headers}\r\n",
            self.port
        ))
    }

    pub(super) fn get(&self, path: &str) -> Reply {
        self.ask("GET", &encoded(path), "")
    }

    pub(super) fn findings(&self) -> Value {
        serde_json::from_slice(&self.get("/.touchbase/findings").body).expect("JSON")
    }

    /// A browser that shows a page and has loaded these files.
    pub(super) fn browser(&self, page: &str, files: &[&str]) -> Browser {
        let generation = self
            .get(page)
            .text()
            .split("data-generation=\"")
            .nth(1)
            .map(|rest| rest.split('"').next().unwrap_or_default().to_owned());
        let files: String = files.iter().map(|file| format!("&file={}", encoded(file))).collect();
        let query = format!("page={}&generation={}{files}", encoded(page), generation.unwrap_or_default());
        let mut stream = self.connect();
        let request = format!("GET /.touchbase/events?{query} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.port);
        stream.write_all(request.as_bytes()).expect("sent");
        let (sender, events) = mpsc::channel();
        let reader = BufReader::new(stream.try_clone().expect("a copy"));
        std::thread::spawn(move || {
            let mut name = String::new();
            for line in reader.lines().map_while(Result::ok) {
                if let Some(event) = line.strip_prefix("event: ") {
                    name = event.to_owned();
                } else if let Some(data) = line.strip_prefix("data: ") {
                    drop(sender.send((std::mem::take(&mut name), serde_json::from_str(data).expect("JSON"))));
                }
            }
        });
        let browser = Browser { _stream: stream, events };
        browser.hears("state");
        browser
    }

    /// Waits until `holds`.
    pub(super) fn until(&self, what: &str, holds: impl Fn(&Server) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !holds(self) {
            assert!(Instant::now() < end, "{what} does not come about");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// What `touchbase build` writes of the files as they are now, by path; none when there are errors.
    pub(super) fn built(&self, args: &[&str]) -> Option<BTreeMap<String, Vec<u8>>> {
        let out = tempfile::tempdir().expect("a folder");
        let site = out.path().join("site");
        let mut command = Command::new(env!("CARGO_BIN_EXE_touchbase"));
        command.arg("build").arg(self.path("")).arg("-o").arg(&site).args(args).env_clear();
        let output = command.output().expect("the program runs");
        output.status.success().then(|| files(&site))
    }

    /// Where what is served differs from what would be built.
    pub(super) fn differences(&self, built: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
        let differs = |(path, bytes): &(&String, &Vec<u8>)| {
            let reply = self.get(&format!("/{path}"));
            reply.status != 200 || without_live_line(&reply.body) != **bytes
        };
        built.iter().filter(differs).map(|(path, _)| path.clone()).collect()
    }
}

/// The files of a site by their paths, without the list of what was written.
fn files(site: &Path) -> BTreeMap<String, Vec<u8>> {
    let all = WalkDir::new(site).into_iter().map(|entry| entry.expect("readable"));
    let files =
        all.filter(|entry| entry.file_type().is_file() && !entry.file_name().to_string_lossy().starts_with('.'));
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(site).expect("below").to_string_lossy().replace('\\', "/");
            (path, fs::read(entry.path()).expect("a file"))
        })
        .collect()
}

pub(super) fn encoded(path: &str) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(byte);
    path.bytes().map(|byte| if plain(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// An open page.
pub(super) struct Browser {
    _stream: TcpStream,
    events: Receiver<(String, Value)>,
}

impl Browser {
    /// The next event of this name.
    pub(super) fn hears(&self, name: &str) -> Value {
        let mut others = Vec::new();
        let end = Instant::now() + PATIENCE;
        loop {
            match self.events.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok((found, data)) if found == name => return data,
                Ok(other) => others.push(other),
                Err(error) => panic!("no event {name} ({error}), but {others:?}"),
            }
        }
    }

    /// Whether nothing happens for a while but that other findings are told.
    pub(super) fn stays(&self) -> bool {
        let end = Instant::now() + SILENCE;
        loop {
            match self.events.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok((name, _)) if name == "state" => {}
                Ok(_) => return false,
                Err(RecvTimeoutError::Timeout) => return true,
                Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
    }
}
