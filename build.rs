//! Tells a program made for release from which commit it was made: `touchbase 0.1.0 (0a1b2c3d4, 2026-11-29)`.
//!
//! Other programs are not told, so that a commit does not make the compiler begin anew.

use std::process::Command;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    if std::env::var("PROFILE").as_deref() != Ok("release") {
        return;
    }
    // A release made from an archive has no history; whoever makes it may say what it was.
    println!("cargo:rerun-if-env-changed=TOUCHBASE_BUILD");
    let told = std::env::var("TOUCHBASE_BUILD").ok().filter(|told| !told.is_empty());
    if let Some(head) = git(&["rev-parse", "--git-path", "logs/HEAD"]) {
        println!("cargo:rerun-if-changed={head}");
    }
    let commit = told.or_else(|| git(&["log", "-1", "--abbrev=9", "--format=%h, %cs"]));
    if let Some(commit) = commit {
        println!("cargo:rustc-env=TOUCHBASE_COMMIT={} ({commit})", env!("CARGO_PKG_VERSION"));
    }
}

/// What git answers in one line; none where there is no git or no history of this very package.
fn git(arguments: &[&str]) -> Option<String> {
    let tracked = Command::new("git").args(["ls-files", "--error-unmatch", "Cargo.toml"]).output().ok()?;
    let output = Command::new("git").args(arguments).output().ok().filter(|_| tracked.status.success())?;
    let text = String::from_utf8(output.stdout).ok()?.trim().to_owned();
    (output.status.success() && !text.is_empty()).then_some(text)
}
