//! Commands that are stopped with `kill -9`: whatever comes next finds the old state or the new one, never a mixture.
//!
//! A few moments each, spread over the time that the command takes, and around the moment at which it begins to change files.
//! `KILLS=500 cargo test --test it killed -- --nocapture` tries so many for each command and tells what it found.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use walkdir::WalkDir;

/// From here on the changes of sources are made.
const JOURNAL: &str = ".touchbase-changes/journal.json";

/// Everything below a folder: files with their bytes, folders with none.
type State = BTreeMap<String, Option<Vec<u8>>>;

/// A command that is stopped.
struct Story {
    /// What is there before.
    prepare: fn(&Path),
    /// The command.
    args: &'static [&'static str],
    /// Where it says that it begins to change files.
    sign: &'static str,
    /// What is run afterwards, which changes nothing of its own.
    next: fn(&Path),
}

fn program(root: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_touchbase"));
    command.args(args).current_dir(root).env_clear().env("HOME", root.join("home"));
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn output(root: &Path, args: &[&str]) -> Output {
    program(root, args).stdout(Stdio::piped()).stderr(Stdio::piped()).output().expect("the program starts")
}

fn run(root: &Path, args: &[&str], code: i32) {
    let output = output(root, args);
    let text = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{args:?}: {text}");
}

fn state(root: &Path) -> State {
    let entries = WalkDir::new(root).min_depth(1).into_iter().map(|entry| entry.expect("an entry"));
    let named = entries.map(|entry| {
        let name = entry.path().strip_prefix(root).expect("below").to_string_lossy().into_owned();
        (name, entry.file_type().is_file().then(|| fs::read(entry.path()).expect("a file")))
    });
    named.collect()
}

fn copy(from: &Path) -> TempDir {
    let place = tempfile::tempdir().expect("a folder");
    for entry in WalkDir::new(from).min_depth(1) {
        let entry = entry.expect("an entry");
        let to = place.path().join(entry.path().strip_prefix(from).expect("below"));
        match entry.file_type().is_dir() {
            true => fs::create_dir(to).expect("a folder"),
            false => drop(fs::copy(entry.path(), to).expect("a file")),
        }
    }
    place
}

fn differences(one: &State, other: &State) -> String {
    let mut text = String::new();
    for name in one.keys().chain(other.keys()).collect::<std::collections::BTreeSet<_>>() {
        if one.get(name) != other.get(name) {
            let _ = write!(text, " {name}");
        }
    }
    text
}

/// Numbers from 0 to 1 that fill the space between evenly, however many are taken.
fn spread(at: usize) -> f64 {
    (at as f64 * 0.618_033_988_75).fract()
}

/// Starts the command and stops it at the moment number `at`; whether it was still running.
fn stopped(story: &Story, root: &Path, time: Duration, at: usize) -> bool {
    let mut child = program(root, story.args).spawn().expect("the program starts");
    let start = Instant::now();
    let sign = root.join(story.sign);
    let mut wait = time.mul_f64(spread(at) * 1.05);
    if at % 2 == 1 {
        while !sign.exists() && start.elapsed() < time * 2 && child.try_wait().expect("a child").is_none() {
            std::hint::spin_loop();
        }
        // moving files takes a moment only
        wait = start.elapsed() + (time / 8).mul_f64(spread(at).powi(6));
    }
    std::thread::sleep(wait.saturating_sub(start.elapsed()));
    let was_running = child.try_wait().expect("a child").is_none();
    child.kill().expect("stopped");
    child.wait().expect("ended");
    was_running
}

fn kills() -> usize {
    std::env::var("KILLS").ok().and_then(|number| number.parse().ok()).unwrap_or(4)
}

fn survives(name: &str, story: &Story) {
    let first = tempfile::tempdir().expect("a folder");
    (story.prepare)(first.path());
    let old = state(first.path());
    let whole = copy(first.path());
    let start = Instant::now();
    assert!(output(whole.path(), story.args).status.code().is_some_and(|code| code < 2), "{name}");
    let (time, new) = (start.elapsed(), state(whole.path()));
    assert!(old != new, "{name} changes something");
    let (mut running, mut unchanged, mut completed) = (0, 0, 0);
    for at in 0..kills() {
        let place = copy(first.path());
        running += usize::from(stopped(story, place.path(), time, at));
        let before = state(place.path());
        (story.next)(place.path());
        let after = state(place.path());
        let other = if after == old { &old } else { &new };
        assert!(after == *other, "{name}, moment {at}: a mixture, see{}", differences(&after, other));
        unchanged += usize::from(after == old);
        completed += usize::from(after == new && before != new);
        // and the command itself goes on as if nothing had happened
        if after == old {
            assert!(output(place.path(), story.args).status.code().is_some_and(|code| code < 2), "{name}");
            let again = state(place.path());
            assert!(again == new, "{name}, moment {at}, run again: see{}", differences(&again, &new));
        }
    }
    let all = kills();
    println!(
        "{name}: stopped {all} times, {running} while running; old state {unchanged}, new state {}, {completed} of these \
         completed by the next command",
        all - unchanged
    );
}

fn put(root: &Path, path: &str, text: &str) {
    let path: PathBuf = root.join(path);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, text).expect("a file");
}

/// Many files that use one channel, with the texts of many an office: `größe`, an emoji, CRLF.
fn knowledge(root: &Path) {
    put(root, "touchbase.yaml", "name: Größe 😀\n");
    put(root, "channels.cx", "channel telefon   \"Telefon 😀\" {type: phone}\r\n");
    for number in 0..24 {
        let text = format!(
            "touchpoint punkt-{number} \"Punkt {number}: Größe 😀\" {{\r\n  mission:   \"Helfen {number}.\"\r\n  channels: [telefon]\r\n  medium: \
             analog\r\n}}\r\n"
        );
        put(root, &format!("punkte/{number}.cx"), &text);
    }
}

fn with_findings(root: &Path) {
    knowledge(root);
    for number in 0..12 {
        let text = format!("persona p{number} \"P {number}\" {{\n  type: Kunde\n  needs: [\"Größe 😀\"]\n}}\n");
        put(root, &format!("personen/{number}.cx"), &text);
    }
}

/// A site of yesterday: pages to change, to add and to remove, and a file of somebody else.
fn with_site(root: &Path) {
    knowledge(root);
    put(root, "alt.cx", "team alt \"Altes Team 😀\" {}\n");
    run(root, &["build"], 0);
    put(root, "site/CNAME", "example.org");
    put(root, "site/teams/notiz.txt", "Größe");
    fs::remove_file(root.join("alt.cx")).expect("gone");
    put(root, "channels.cx", "channel telefon \"Leitung 😀\" {type: phone}\n");
    for number in 0..12 {
        put(root, &format!("neu/{number}.cx"), &format!("team t{number} \"Team {number}: Größe\" {{}}\n"));
    }
}

/// A folder that is there and empty, as where one is mounted.
fn with_empty_folder(root: &Path) {
    knowledge(root);
    put(root, "site/.touchbase-lock", "");
}

fn check(root: &Path) {
    let code = output(root, &["check"]).status.code();
    assert!(code.is_some_and(|code| code < 2), "check fails: {code:?}");
}

/// A build that errors prevent: it changes nothing of its own, and completes what was begun.
fn prevented_build(root: &Path) {
    put(root, "fehler.cx", "touchpoint x { channels: [niemand] }\n");
    run(root, &["build"], 1);
    fs::remove_file(root.join("fehler.cx")).expect("gone");
}

#[test]
fn a_build_of_a_new_folder_leaves_all_or_nothing() {
    let sign = ".site.touchbase-staging";
    survives("build", &Story { prepare: knowledge, args: &["build"], sign, next: prevented_build });
}

#[test]
fn a_build_into_an_empty_folder_leaves_all_or_nothing() {
    let sign = "site/.touchbase-tmp/list";
    survives(
        "build (empty folder)",
        &Story { prepare: with_empty_folder, args: &["build"], sign, next: prevented_build },
    );
}

#[test]
fn a_build_of_a_site_that_is_there_leaves_the_old_or_the_new_one() {
    let sign = "site/.touchbase-tmp/list";
    survives("build (again)", &Story { prepare: with_site, args: &["build"], sign, next: prevented_build });
}

#[test]
fn a_rename_is_made_everywhere_or_nowhere() {
    let args = &["rename", "telefon", "leitung", "--yes"];
    survives("rename", &Story { prepare: knowledge, args, sign: JOURNAL, next: check });
}

#[test]
fn fmt_lays_out_all_files_or_none() {
    survives("fmt", &Story { prepare: knowledge, args: &["fmt"], sign: JOURNAL, next: check });
}

#[test]
fn fixes_are_made_together() {
    let args = &["check", "--fix"];
    survives("check --fix", &Story { prepare: with_findings, args, sign: JOURNAL, next: check });
}

#[test]
fn a_baseline_is_there_or_not() {
    let args = &["baseline"];
    survives("baseline", &Story { prepare: with_findings, args, sign: JOURNAL, next: check });
}
