//! `touchbase check --watch`: one report after the other.

use std::fs;

use super::client::{Running, base, put};

#[test]
fn each_change_brings_a_report() {
    let folder = base("minimal", &[]);
    let file = folder.path().join("größe 1/knowledge.cx");
    let text = fs::read_to_string(&file).expect("a file");
    let mut running = Running::start(folder.path(), &["check", "größe 1", "--watch", "--format", "json=findings.json"]);
    running.line("Watching for changes; Ctrl-C ends it.");
    put(&file, text.replace("[web, counter]", "[webb, counter]").as_bytes());
    running.line("knowledge.cx changed");
    running.line("unknown-reference");
    running.line("1 error in 2 files");
    put(&file, text.as_bytes());
    running.line("knowledge.cx changed");
    running.line("no problems in 2 files");
    let report = fs::read_to_string(folder.path().join("findings.json")).expect("a report");
    assert!(report.contains("\"errors\": 0"), "{report}");
    put(&folder.path().join("größe 1/.versteckt.cx"), b"kaputt {");
    assert!(running.is_silent());
    #[cfg(unix)]
    assert_eq!(running.interrupt(), Some(0));
}

#[test]
fn a_report_within_the_base_does_not_bring_the_next() {
    let folder = base("minimal", &[]);
    let root = folder.path().join("größe 1");
    let mut running = Running::start(&root, &["check", "--watch", "--format", "json=findings.json"]);
    running.line("Watching for changes");
    while !running.is_silent() {}
    running.said.clear();
    put(&root.join("x.cx"), "// größe 😀\r\n".as_bytes());
    running.line("x.cx is new");
    while !running.is_silent() {}
    assert!(running.said.matches("problems").count() <= 1, "{}", running.said);
}

#[test]
fn one_file_within_its_base_is_watched_with_all_it_refers_to() {
    let folder = base(
        "minimal",
        &[("x.cx", "channel x \"X\" { type: phone }\n"), ("y.cx", "touchpoint y \"Y\" { channels: [x] }\n")],
    );
    let mut running = Running::start(folder.path(), &["check", "größe 1/y.cx", "--watch"]);
    running.line("Watching for changes");
    fs::remove_file(folder.path().join("größe 1/x.cx")).expect("removed");
    running.line("x.cx is gone");
    running.line("unknown-reference");
}

#[test]
fn formats_for_programs_need_a_file() {
    let folder = base("minimal", &[]);
    let mut running = Running::start(folder.path(), &["check", "größe 1", "--watch", "--format", "sarif"]);
    running.line("sarif is for programs");
    running.line("--format sarif=FILE");
}
