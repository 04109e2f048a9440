//! The built site in a real browser, opened from a folder: nothing blocked, nothing missing, nothing wider than the screen, search works;
//! and what `tests/browser/` measures there.
//!
//! Needs Chromium, and for the measures Node.js and `npm ci --prefix tests/browser`. Without them the tests say what they left out; with
//! `TOUCHBASE_BROWSER=required` they fail.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Written into copies of pages: tells what a browser made of them, as an attribute that can be read from the printed document.
const PROBE: &str = include_str!("probe.js");

/// Says what is left out and how to have it, so that it is seen even when the test passes; fails the test where browsers are required.
fn left_out(what: &str) {
    let required = std::env::var("TOUCHBASE_BROWSER").is_ok_and(|value| value == "required");
    assert!(!required, "cannot be left out: {what}");
    std::io::stderr().write_all(format!("left out: {what}\n").as_bytes()).expect("standard error");
}

struct Browser {
    program: PathBuf,
}

impl Browser {
    /// The browser, if there is one. Fails the test where it is required.
    fn find() -> Option<Browser> {
        let named = std::env::var_os("CHROMIUM").map(PathBuf::from);
        let usual = ["chromium", "chromium-browser", "google-chrome"].iter().map(PathBuf::from);
        let program = named.into_iter().chain(usual).find(|program| {
            Command::new(program)
                .arg("--version")
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status()
                .is_ok_and(|s| s.success())
        });
        if program.is_none() {
            left_out("the site in a browser (install Chromium, or name it in the variable CHROMIUM, to have it)");
        }
        program.map(|program| Browser { program })
    }

    /// Opens a page and returns the document as the browser left it, and what it wrote to its log.
    fn open(&self, address: &str, width: u32) -> (String, String) {
        let profile = tempfile::tempdir().expect("a folder for the profile");
        let output = Command::new(&self.program)
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"])
            .args(["--disable-background-networking", "--disable-component-update", "--hide-scrollbars"])
            .args(["--enable-logging=stderr", "--virtual-time-budget=8000", "--dump-dom"])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg(format!("--window-size={width},900"))
            .arg(address)
            .output()
            .expect("the browser runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (text(&output.stdout), text(&output.stderr))
    }
}

/// Builds an example into a fresh folder and puts the probe into every page.
fn built(example: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder for the site");
    let site = folder.path().join("site");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let status = Command::new(env!("CARGO_BIN_EXE_touchbase"))
        .args(["build".as_ref(), root.join("examples").join(example).as_os_str(), "-o".as_ref(), site.as_os_str()])
        .stdout(Stdio::null())
        .status();
    assert!(status.expect("the program runs").success(), "{example} builds");
    fs::write(site.join("assets/probe.js"), PROBE).expect("written");
    folder
}

fn probed(site: &Path, page: &str) -> PathBuf {
    let up = "../".repeat(page.matches('/').count());
    let path = site.join(page);
    let text = fs::read_to_string(&path).expect(page);
    let probe = format!("<script src=\"{up}assets/probe.js\"></script></head>");
    fs::write(&path, text.replacen("</head>", &probe, 1)).expect("written");
    path
}

fn probe(document: &str) -> serde_json::Value {
    let start = document.find("data-probe=\"").expect("the page's scripts ran") + "data-probe=\"".len();
    let end = start + document[start..].find('"').expect("the attribute ends");
    serde_json::from_str(&document[start..end].replace("&quot;", "\"").replace("&lt;", "<").replace("&amp;", "&"))
        .expect("JSON")
}

fn address(path: &Path, query: &str) -> String {
    format!("file://{}{query}", path.display())
}

/// Opens pages of an example at the width of a phone and of a desk, and expects them to be whole.
fn whole(browser: &Browser, example: &str, pages: &[&str]) {
    let folder = built(example);
    let site = folder.path().join("site");
    for page in pages {
        let path = probed(&site, page);
        for width in [500, 1600] {
            let (document, log) = browser.open(&address(&path, ""), width);
            let complaints: Vec<&str> = log.lines().filter(|line| line.contains("CONSOLE")).collect();
            assert!(complaints.is_empty(), "{example}/{page}: {complaints:#?}");
            let found = probe(&document);
            assert_eq!(
                found["width"], found["window"],
                "{example}/{page} is wider than the screen at {width}: {found}"
            );
            assert_eq!(found["pictures"], serde_json::json!([]), "{example}/{page}: pictures are missing");
        }
    }
}

#[test]
fn pages_of_the_german_example_are_whole() {
    let Some(browser) = Browser::find() else { return };
    let pages = [
        "index.html",
        "journeys/kapseln-nachbestellen.html",
        "touchpoints/kaffeetelefon.html",
        "matrix.html",
        "glossary.html",
        "signatures.html",
    ];
    whole(&browser, "kaffeeklub", &pages);
}

#[test]
fn pages_of_the_english_example_are_whole() {
    let Some(browser) = Browser::find() else { return };
    whole(
        &browser,
        "learn-to-drive",
        &["index.html", "journeys/book-driving-test.html", "personas/index.html", "search.html"],
    );
}

#[test]
fn search_finds_by_name_alias_former_name_typo_and_umlaut_spelling() {
    let Some(browser) = Browser::find() else { return };
    let folder = built("kaffeeklub");
    let path = probed(&folder.path().join("site"), "search.html");
    for (query, wanted) in [
        ("Kaffeetelefon", "Kaffeetelefon"),
        ("Klubtelefon", "Kaffeetelefon"),
        ("servicenummer", "Kaffeetelefon"),
        ("Kaffetelefon", "Kaffeetelefon"),
        ("Wasserhaerte", "Wasserhärte"),
        ("Wasserhärte", "Wasserhärte"),
    ] {
        let (document, log) = browser.open(&address(&path, &format!("?q={query}")), 1024);
        let hits = probe(&document)["hits"].clone();
        let found = hits
            .as_array()
            .is_some_and(|hits| hits.iter().any(|hit| hit.as_str().is_some_and(|hit| hit.contains(wanted))));
        assert!(found, "{query} finds {wanted}, not {hits}; {log}");
    }
}

#[test]
fn the_site_keeps_what_it_promises_its_readers() {
    let Some(browser) = Browser::find() else { return };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    if !folder.join("node_modules").is_dir() {
        return left_out("measures of the site in a browser (run `npm ci --prefix tests/browser` to have them)");
    }
    let mut node = Command::new("node");
    node.arg(folder.join("measure.mjs")).arg(env!("CARGO_BIN_EXE_touchbase")).env("CHROMIUM", browser.program);
    let output = node.output().expect("Node.js runs");
    let said = [output.stdout, output.stderr].concat();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&said));
}
