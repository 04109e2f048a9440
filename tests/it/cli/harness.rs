//! A run of the program as one expression: the files there are, the arguments, what it must print, return and leave.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A folder and what a run of the program in it must do.
#[must_use]
pub(super) struct Test {
    folder: TempDir,
    args: Vec<String>,
    env: Vec<(String, String)>,
    stdout: Expected,
    stderr: Expected,
    status: i32,
}

/// What a stream must hold.
enum Expected {
    Exactly(String),
    All(Vec<String>),
}

impl Expected {
    fn add(&mut self, part: &str) {
        match self {
            Expected::All(parts) => parts.push(part.into()),
            Expected::Exactly(_) => *self = Expected::All(vec![part.into()]),
        }
    }

    fn check(&self, name: &str, text: &str) {
        match self {
            Expected::Exactly(expected) => assert_eq!(text, expected, "{name}"),
            Expected::All(parts) => {
                for part in parts {
                    assert!(text.contains(part), "{name} lacks {part:?}:\n{text}");
                }
            }
        }
    }
}

impl Test {
    pub(super) fn new() -> Test {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let nothing = || Expected::Exactly(String::new());
        Test { folder, args: Vec::new(), env: Vec::new(), stdout: nothing(), stderr: nothing(), status: 0 }
    }

    /// Puts a file there.
    pub(super) fn file(self, path: &str, text: &str) -> Test {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
        self
    }

    /// Puts an empty folder there.
    pub(super) fn dir(self, path: &str) -> Test {
        fs::create_dir_all(self.folder.path().join(path)).expect("a folder");
        self
    }

    /// Changes the folder by hand.
    pub(super) fn with(self, change: impl FnOnce(&Path)) -> Test {
        change(self.folder.path());
        self
    }

    /// The arguments, separated by blanks.
    pub(super) fn args(mut self, args: &str) -> Test {
        self.args = args.split_whitespace().map(String::from).collect();
        self
    }

    /// The arguments one by one, for those that hold blanks.
    pub(super) fn with_args(mut self, args: &[&str]) -> Test {
        self.args = args.iter().map(|arg| (*arg).to_owned()).collect();
        self
    }

    pub(super) fn env(mut self, name: &str, value: &str) -> Test {
        self.env.push((name.into(), value.into()));
        self
    }

    /// All of standard output; nothing unless said otherwise.
    pub(super) fn stdout(mut self, text: &str) -> Test {
        self.stdout = Expected::Exactly(text.into());
        self
    }

    /// A part of standard output.
    pub(super) fn stdout_has(mut self, part: &str) -> Test {
        self.stdout.add(part);
        self
    }

    /// All of standard error; nothing unless said otherwise.
    pub(super) fn stderr(mut self, text: &str) -> Test {
        self.stderr = Expected::Exactly(text.into());
        self
    }

    /// A part of standard error.
    pub(super) fn stderr_has(mut self, part: &str) -> Test {
        self.stderr.add(part);
        self
    }

    /// The exit code; 0 unless said otherwise.
    pub(super) fn status(mut self, status: i32) -> Test {
        self.status = status;
        self
    }

    /// A place in the folder.
    pub(super) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// The command, for runs that need more than arguments.
    pub(super) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_touchbase"));
        command.args(&self.args).current_dir(self.folder.path()).env_clear().stdin(Stdio::null());
        let home = self.folder.path().join("home");
        command.env("HOME", &home).env("USERPROFILE", &home).envs(self.env.iter().cloned());
        command
    }

    /// Runs the program and compares.
    pub(super) fn run(self) -> Ran {
        let output = self.command().output().expect("the program starts");
        self.compare(output)
    }

    fn compare(self, output: Output) -> Ran {
        let (stdout, stderr) = (String::from_utf8(output.stdout), String::from_utf8(output.stderr));
        let (stdout, stderr) = (stdout.expect("UTF-8"), stderr.expect("UTF-8"));
        let all = format!("stdout:\n{stdout}\nstderr:\n{stderr}");
        assert_eq!(output.status.code(), Some(self.status), "exit code\n{all}");
        self.stderr.check("stderr", &with_slashes(&stderr));
        self.stdout.check("stdout", &with_slashes(&stdout));
        Ran { folder: self.folder, stdout }
    }
}

/// What was said, with paths as Linux and macOS write them: stories are told once for all systems.
fn with_slashes(said: &str) -> Cow<'_, str> {
    if cfg!(windows) { said.replace('\\', "/").into() } else { said.into() }
}

/// What a run left.
pub(super) struct Ran {
    folder: TempDir,
    pub(super) stdout: String,
}

impl Ran {
    /// The next run in the same folder.
    pub(super) fn then(self) -> Test {
        Test { folder: self.folder, ..Test::new() }
    }

    pub(super) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// The text of a file, if it is there.
    pub(super) fn read(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.path(path)).ok()
    }

    /// Every file below `path` with its content and the time of its last change.
    pub(super) fn snapshot(&self, path: &str) -> BTreeMap<String, (Vec<u8>, std::time::SystemTime)> {
        let files = walkdir::WalkDir::new(self.path(path)).into_iter().flatten().filter(|e| e.file_type().is_file());
        files
            .map(|entry| {
                let name = with_slashes(&entry.path().strip_prefix(self.path(path)).expect("below").to_string_lossy())
                    .into_owned();
                let changed = entry.metadata().expect("metadata").modified().expect("a time");
                (name, (fs::read(entry.path()).expect("a file"), changed))
            })
            .collect()
    }
}
