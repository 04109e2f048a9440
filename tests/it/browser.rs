//! The built site in a real browser, opened from a folder: what `tests/browser/` measures there.
//!
//! Needs Chromium, Node.js and `npm ci --prefix tests/browser`. Without them the tests say what they left out; with
//! `TOUCHBASE_BROWSER=required` they fail.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use touchbase::syntax::Notation;

use crate::generate::base::files;

/// Where a browser and the measures are.
struct Tools {
    chromium: PathBuf,
    folder: PathBuf,
}

impl Tools {
    /// The tools, if they are there; else says what is left out, so that it is seen even when the test passes.
    fn find(what: &str) -> Option<Tools> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
        let tools = chromium().filter(|_| folder.join("node_modules").is_dir());
        if tools.is_none() {
            let required = std::env::var("TOUCHBASE_BROWSER").is_ok_and(|value| value == "required");
            let help = "install Chromium, or name it in the variable CHROMIUM, and run `npm ci --prefix tests/browser`";
            assert!(!required, "{what}: {help}");
            let note = format!("left out: {what} (to have it, {help})\n");
            std::io::stderr().write_all(note.as_bytes()).expect("standard error");
        }
        tools.map(|chromium| Tools { chromium, folder })
    }

    /// Takes the measures; what they say is shown when one does not hold.
    fn measure(&self, arguments: &[&OsStr]) {
        self.run("measure.mjs", arguments);
    }

    fn run(&self, script: &str, arguments: &[&OsStr]) {
        let mut node = Command::new("node");
        node.arg(self.folder.join(script)).arg(env!("CARGO_BIN_EXE_touchbase")).args(arguments);
        let output = node.env("CHROMIUM", &self.chromium).output().expect("Node.js runs");
        let said = [output.stdout, output.stderr].concat();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&said));
    }
}

fn chromium() -> Option<PathBuf> {
    let named = std::env::var_os("CHROMIUM").map(PathBuf::from);
    let usual = ["chromium", "chromium-browser", "google-chrome"].iter().map(PathBuf::from);
    let starts = |program: &PathBuf| {
        let mut version = Command::new(program);
        version
            .arg("--version")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    };
    named.into_iter().chain(usual).find(starts)
}

#[test]
fn the_site_keeps_what_it_promises_its_readers() {
    if let Some(tools) = Tools::find("the site in a browser") {
        tools.measure(&[]);
    }
}

#[test]
fn a_large_site_stays_light() {
    let Some(tools) = Tools::find("a large site in a browser") else { return };
    let base = tempfile::tempdir().expect("a folder for the knowledge base");
    for (path, text) in files(10_000, Notation::Cx) {
        let path = base.path().join(path);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("created");
        fs::write(path, text).expect("written");
    }
    tools.measure(&["--large".as_ref(), base.path().as_os_str()]);
}

#[test]
fn pages_follow_what_is_written() {
    if let Some(tools) = Tools::find("pages of `touchbase serve` in a browser") {
        tools.run("serve.mjs", &[]);
    }
}
