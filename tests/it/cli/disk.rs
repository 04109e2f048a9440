//! What disks do to a program: they are full, cannot be written to, hold loops, pipes and devices, and names without end.
#![cfg(unix)]

use std::fs::{self, File};
use std::io::Read;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use super::{GOOD, Test};

fn base() -> Test {
    Test::new().file("kb/kb.yaml", GOOD)
}

/// What the program prints and returns, when it ends within some seconds.
fn ended(mut command: Command) -> Output {
    let (mut out, mut err) = (tempfile::tempfile().expect("a file"), tempfile::tempfile().expect("a file"));
    let clone = |file: &File| Stdio::from(file.try_clone().expect("a file"));
    let mut child = command.stdout(clone(&out)).stderr(clone(&err)).spawn().expect("it starts");
    let start = Instant::now();
    let status = loop {
        match child.try_wait().expect("a child") {
            Some(status) => break status,
            None if start.elapsed() > Duration::from_secs(60) => {
                child.kill().expect("stopped");
                panic!("{command:?} does not end");
            }
            None => std::thread::sleep(Duration::from_millis(5)),
        }
    };
    let read = |file: &mut File| {
        use std::io::Seek;
        file.rewind().expect("rewound");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("read");
        bytes
    };
    Output { status, stdout: read(&mut out), stderr: read(&mut err) }
}

/// Exit code and both streams of a run that ends.
fn told(command: Command) -> (Option<i32>, String) {
    let output = ended(command);
    let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8")).concat();
    assert!(!text.contains("panicked") && !text.contains("mistake in touchbase"), "{text}");
    (output.status.code(), text)
}

/// The same command, begun by a shell after `first`.
fn after(first: &str, test: &Test) -> Command {
    let command = test.command();
    let mut shell = Command::new("bash");
    shell.arg("-c").arg(format!("{first}; exec \"$0\" \"$@\"")).arg(command.get_program()).args(command.get_args());
    shell.current_dir(command.get_current_dir().expect("a folder")).stdin(Stdio::null());
    shell
}

/// As on a full disk: no file may grow beyond 8 KiB, and whoever writes on is told so.
const FULL: &str = "trap '' XFSZ; ulimit -f 8";

fn has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "lacks {part:?}:\n{text}");
    }
}

/// The base with a text that makes a page larger than that.
fn long_page() -> String {
    GOOD.replace("Solve a concern", &"Solve a große concern 😀, and then another one. ".repeat(300))
}

#[test]
fn a_full_disk_leaves_what_was_there() {
    let ran = base().args("build kb").stdout_has("Built").run();
    let before = ran.snapshot("kb");
    let other = long_page();
    let test = ran.then().file("kb/kb.yaml", &other).args("build kb");
    let (code, text) = told(after(FULL, &test));
    assert_eq!(code, Some(2));
    has(&text, &["error: `kb/site/", "could not be written: file too large.", "help: Make room there"]);
    let ran = test.stdout_has(" changed").run();
    let ran = ran.then().file("kb/kb.yaml", GOOD).args("build kb").stdout_has(" changed").run();
    let content = |files: std::collections::BTreeMap<String, (Vec<u8>, std::time::SystemTime)>| {
        files.into_iter().map(|(name, (bytes, _))| (name, bytes)).collect::<Vec<_>>()
    };
    assert_eq!(content(ran.snapshot("kb")), content(before));
}

#[test]
fn a_full_disk_leaves_an_old_site_untouched_and_nothing_of_a_new_one() {
    let ran = base().args("build kb").stdout_has("Built").run();
    let before = ran.snapshot("kb/site");
    let test = ran.then().file("kb/kb.yaml", &long_page()).args("build kb");
    assert_eq!(told(after(FULL, &test)).0, Some(2));
    let left = test.path("kb/site");
    assert!(!left.join(".touchbase-tmp").exists());
    let ran = test.args("check kb").stdout_has("in 1 file").run();
    assert!(ran.snapshot("kb/site") == before);
    let fresh = base().args("build kb -o public/new");
    let (code, text) = told(after(FULL, &fresh));
    assert_eq!(code, Some(2));
    has(&text, &["`public/new/", "file too large"]);
    assert_eq!(fs::read_dir(fresh.path("public")).expect("a folder").count(), 0);
}

#[test]
fn a_full_disk_leaves_sources_as_they_were() {
    let long: String = (0..300).map(|number| format!("team t{number}   \"Größe 😀 {number}\" {{}}\r\n")).collect();
    for args in ["fmt kb", "rename t1 anders -b kb --yes"] {
        let test = Test::new().file("kb/touchbase.yaml", "name: A\n").file("kb/a.cx", &long).args(args);
        let (code, text) = told(after(FULL, &test));
        assert_eq!(code, Some(2), "{text}");
        has(&text, &["`kb/a.cx` could not be written: file too large.", "help: Make room there"]);
        assert_eq!(fs::read_to_string(test.path("kb/a.cx")).ok().as_deref(), Some(long.as_str()));
        let names = fs::read_dir(test.path("kb")).expect("a folder").count();
        assert_eq!(names, 2, "nothing is left over");
    }
}

#[test]
fn a_stream_that_cannot_be_written_is_an_error_and_a_reader_that_has_gone_is_none() {
    for args in ["list -b kb", "check kb", "build kb --format json -o -", "schema", "man", "--help", "--version"] {
        let test = base().args(args);
        if Path::new("/dev/full").exists() {
            let full = File::options().write(true).open("/dev/full").expect("a device");
            let output = test.command().stdout(full).stderr(Stdio::piped()).output().expect("it ends");
            assert_eq!(output.status.code(), Some(2), "{args}");
        }
        let mut child = test.command().stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), Some(0), "{args}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{args}");
    }
}

/// The command as somebody who may only read; none where the tests may do everything and cannot give that up.
fn as_reader(test: &Test) -> Option<Command> {
    fs::set_permissions(test.path(""), fs::Permissions::from_mode(0o755)).expect("permissions");
    for entry in walkdir::WalkDir::new(test.path("kb")) {
        let entry = entry.expect("an entry");
        let mode = if entry.file_type().is_dir() { 0o555 } else { 0o444 };
        fs::set_permissions(entry.path(), fs::Permissions::from_mode(mode)).expect("permissions");
    }
    let is_everything_allowed = fs::write(test.path("kb/probe"), "").is_ok();
    if !is_everything_allowed {
        return Some(test.command());
    }
    fs::remove_file(test.path("kb/probe")).expect("gone");
    let command = test.command();
    let mut reader = Command::new("setpriv");
    reader.args(["--reuid", "65534", "--regid", "65534", "--clear-groups"]).arg(command.get_program());
    reader.args(command.get_args()).current_dir(test.path("")).stdin(Stdio::null());
    let mut probe = Command::new("setpriv");
    probe.args(["--reuid", "65534", "--regid", "65534", "--clear-groups"]).arg(command.get_program()).arg("--version");
    let works = probe.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success());
    if !works {
        println!("LEFT OUT: {:?} in a folder that can only be read; this user may write everywhere.", command);
    }
    works.then_some(reader)
}

#[test]
fn a_folder_that_can_only_be_read_is_read_and_said_to_be_so() {
    let loose = "team   küche \"Größe 😀\" {}\n";
    let all = |args: &str| {
        let base = base()
            .file("kb/touchbase.yaml", "name: A\ntemplates: own\n")
            .file("kb/own/home.html", "x")
            .file("kb/a.cx", loose);
        base.args(args)
    };
    for args in ["check kb", "list -b kb", "fmt kb --check", "build kb --format json -o -"] {
        let test = all(args);
        let Some(command) = as_reader(&test) else { return };
        let (code, text) = told(command);
        assert!(code.is_some_and(|code| code < 2), "{args}: {text}");
        give_back(&test);
    }
    for args in [
        "build kb",
        "build kb -o kb/größe/site",
        "build kb --format markdown",
        "fmt kb",
        "rename hotline leitung -b kb --yes",
        "mv kb/a.cx kb/b.cx --yes",
        "convert --to yaml kb --yes",
        "baseline kb",
        "new kb/neu",
        "export csv kb -o kb/tables",
        "export xlsx kb -o kb/größe.xlsx",
        "templates eject persona --base kb",
        "man -o kb/man",
    ] {
        let test = all(args).file("kb/c.cx", "persona mia { needs: [x] }\n");
        let test = if args == "baseline kb" {
            test
        } else {
            test.with(|root| fs::remove_file(root.join("kb/c.cx")).expect("gone"))
        };
        let Some(command) = as_reader(&test) else { return };
        let before = names(&test);
        let (code, text) = told(command);
        assert_eq!(code, Some(2), "{args}: {text}");
        has(&text, &["permission denied.", "help: Give the right to do that to whoever runs touchbase"]);
        assert_eq!(names(&test), before, "{args}");
        give_back(&test);
    }
}

/// Folders can be written to again, so that they can be removed.
fn give_back(test: &Test) {
    for entry in walkdir::WalkDir::new(test.path("kb")).into_iter().flatten().filter(|entry| entry.file_type().is_dir())
    {
        let _ = fs::set_permissions(entry.path(), fs::Permissions::from_mode(0o755));
    }
}

fn names(test: &Test) -> Vec<String> {
    let entries = walkdir::WalkDir::new(test.path("kb")).sort_by_file_name().into_iter().flatten();
    entries.map(|entry| entry.path().to_string_lossy().into_owned()).collect()
}

#[test]
fn a_file_that_must_not_be_read_is_reported_and_the_rest_is_checked() {
    let test = base().file("kb/geheim.cx", "team x {}\n").args("check kb");
    fs::set_permissions(test.path("kb/geheim.cx"), fs::Permissions::from_mode(0o000)).expect("permissions");
    if fs::read(test.path("kb/geheim.cx")).is_ok() {
        println!("LEFT OUT: a file that must not be read; this user may read everything.");
        return;
    }
    let (code, text) = told(test.command());
    assert_eq!(code, Some(1));
    has(&text, &["The file cannot be read: permission denied.", "give the right to read it", "1 error in 2 files"]);
}

fn pipe(path: &Path) {
    let made = Command::new("mkfifo").arg(path).status().expect("mkfifo");
    assert!(made.success());
}

#[test]
fn what_is_no_file_is_reported_and_not_waited_for() {
    let test = base().dir("kb/ordner.cx").file("kb/ordner.cx/größe.cx", "team x \"Größe\" {}\n").args("check kb");
    let kb = test.path("kb");
    pipe(&kb.join("pipe.cx"));
    let _socket = std::os::unix::net::UnixListener::bind(kb.join("socket.cx")).expect("a socket");
    for (target, name) in
        [("loop", "loop"), ("b", "a"), ("a", "b"), (".", "self"), ("..", "up"), ("gone.cx", "dead.cx")]
    {
        symlink(target, kb.join(name)).expect("a link");
    }
    symlink("/dev/zero", kb.join("zero.cx")).expect("a link");
    symlink("/etc/hostname", kb.join("host.cx")).expect("a link");
    symlink("kb.yaml", kb.join("again.yaml")).expect("a link");
    let huge = File::create(kb.join("huge.cx")).expect("a file");
    huge.set_len(3 << 30).expect("room");
    use std::os::unix::ffi::OsStrExt;
    fs::write(kb.join(std::ffi::OsStr::from_bytes(b"gr\xfc\xdfe.cx")), "team y {}\n").expect("written");
    let (code, text) = told(test.command());
    assert_eq!(code, Some(1));
    has(
        &text,
        &[
            "[pipe.cx]",
            "[socket.cx]",
            "it is not a regular file",
            "[loop]",
            "too many levels of symbolic links",
            "[dead.cx]",
            "leads nowhere",
            "[up]",
            "[zero.cx]",
            "[host.cx]",
            "a link to a place outside the knowledge base",
            "[huge.cx]",
            "3221225472 bytes and was not read",
            "its name is not UTF-8; give it another name",
            "put a file with knowledge in its place, or leave it out with `exclude:`",
        ],
    );
    assert!(!text.contains("again.yaml") && !text.contains("ordner.cx"), "{text}");
}

#[test]
fn settings_templates_pictures_and_tables_that_are_no_files_are_not_waited_for() {
    let with_picture = GOOD.replace("    medium: analog\n", "    medium: analog\n    image: bild.svg\n");
    let test = base().file("kb/kb.yaml", &with_picture).args("build kb");
    pipe(&test.path("kb/bild.svg"));
    let (code, text) = told(test.command());
    assert_eq!(code, Some(0), "{text}");
    has(&text, &["The picture `bild.svg` is not on its page: it is not a file."]);

    let test = base().file("kb/touchbase.yaml", "templates: own\n").dir("kb/own").args("build kb");
    pipe(&test.path("kb/own/home.html"));
    let (code, text) = told(test.command());
    assert_eq!(code, Some(2));
    has(&text, &["`kb/own/home.html` could not be read as a template: it is not a regular file."]);

    let test = base().args("import csv tables -b kb").dir("tables");
    pipe(&test.path("tables/Personas.csv"));
    let test = test.args("import csv tables/Personas.csv -b kb");
    let (code, text) = told(test.command());
    assert_eq!(code, Some(2));
    has(&text, &["`tables/Personas.csv` is not a regular file and was not read."]);

    for name in ["kb/.gitignore", "kb/größe/.gitignore"] {
        let test = base().file("kb/größe/a.cx", "team x {}\n").args("check kb");
        pipe(&test.path(name));
        let (code, text) = told(test.command());
        assert_eq!(code, Some(1), "{text}");
        has(&text, &[name.trim_start_matches("kb/"), "it is no file of usual size"]);
    }
    let test = base().args("check kb");
    symlink("/dev/zero", test.path("kb/.gitignore")).expect("a link");
    assert_eq!(told(test.command()).0, Some(1));

    let test = base().args("check kb");
    pipe(&test.path("kb/touchbase.yaml"));
    let (code, text) = told(test.command());
    assert_eq!(code, Some(1));
    has(&text, &["[touchbase.yaml]", "it is not a regular file"]);
}

#[test]
fn arguments_without_end_get_a_short_answer() {
    let (name, path) = ("ä".repeat(32_768), "größe/".repeat(8_192));
    for long in [name.as_str(), path.as_str()] {
        for args in [
            vec!["check", long],
            vec!["build", "kb", "-o", long],
            vec!["build", long],
            vec!["build", "kb", "--format", "json", "-o", long],
            vec!["new", long],
            vec!["list", "-b", long],
            vec!["fmt", long],
            vec!["show", long, "-b", "kb"],
            vec!["export", "csv", "kb", "-o", long],
            vec!["export", "xlsx", "kb", "-o", long],
            vec!["import", "csv", long, "-b", "kb"],
            vec!["check", "kb", "--output", long],
            vec!["mv", "kb/kb.yaml", long, "--yes"],
        ] {
            let test = base().with_args(&args);
            let (code, text) = told(test.command());
            assert_eq!(code, Some(2), "{:?}: {text}", args.first());
            assert!(
                text.len() < 2_000,
                "{:?} answers with {} bytes: {}",
                args,
                text.len(),
                text.get(..1500).unwrap_or_default()
            );
        }
    }
}

#[test]
fn values_without_end_are_reported_in_short() {
    let (name, path) = ("a".repeat(65_536), "größe/".repeat(8_192));
    for setting in
        ["output: X\n", "templates: X\n", "sources: [\"X\"]\n", "site: { logo: X.svg }\n", "site: { css: [X.css] }\n"]
    {
        for long in [&name, &path] {
            let test = base().file("kb/touchbase.yaml", &setting.replace('X', long)).args("build kb");
            let (code, text) = told(test.command());
            assert!(code.is_some_and(|code| code > 0), "{setting}: {text}");
            assert!(
                text.len() < 3_000,
                "{setting} answers with {} bytes: {}",
                text.len(),
                text.get(..3000).unwrap_or_default()
            );
        }
    }
    for value in ["image: X.png\n", "description: \"[y](X) 😀\"\n", "description: \"![y](X.png) 😀\"\n"] {
        for long in [&name, &path] {
            let text = format!("{GOOD}    {}", value.replace('X', long));
            let test = base().file("kb/kb.yaml", &text).args("build kb");
            let (code, text) = told(test.command());
            assert_eq!(code, Some(0), "{text}");
            let (code, text) = told(test.args("check kb").command());
            assert_eq!(code, Some(0), "{text}");
            assert!(
                text.len() < 6_000,
                "{value} answers with {} bytes: {}",
                text.len(),
                text.get(..3000).unwrap_or_default()
            );
        }
    }
}

#[test]
fn very_deep_folders_are_read_or_reported() {
    // as deep as paths go, and then deeper
    let test = base().args("check kb");
    let script = "cd kb && for i in $(seq 60); do mkdir -p größe-größe-größe-größe && cd größe-größe-größe-größe; done && \
                  echo 'team tief \"Größe 😀\" {}' > tief.cx && for i in $(seq 120); do mkdir -p größe-größe-größe-größe && \
                  cd größe-größe-größe-größe; done && echo 'team x {}' > x.cx";
    let made = Command::new("bash").arg("-c").arg(script).current_dir(test.path("")).status().expect("a shell");
    assert!(made.success());
    let (code, text) = told(test.command());
    let removed = Command::new("rm").arg("-rf").arg(test.path("kb")).status().expect("rm");
    assert!(removed.success());
    assert_eq!(code, Some(1), "{text}");
    has(&text, &["file name too long"]);
}

#[test]
fn files_that_vanish_while_they_are_read_do_no_harm() {
    let test = base().args("check kb");
    let folder = test.path("kb");
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for round in 0.. {
                if done.load(std::sync::atomic::Ordering::Relaxed) {
                    return;
                }
                let names = (0..40).map(|number| folder.join(format!("größe-{number}.cx")));
                for path in names {
                    let _ =
                        if round % 2 == 0 { fs::write(path, "team x \"Größe\" {}\n") } else { fs::remove_file(path) };
                }
            }
        });
        for _ in 0..8 {
            let (code, text) = told(test.command());
            assert!(code.is_some_and(|code| code < 2), "{text}");
        }
        done.store(true, std::sync::atomic::Ordering::Relaxed);
    });
}

#[test]
fn a_site_may_lie_behind_a_link_but_is_none() {
    let test = base().dir("real").args("build kb -o link/site");
    symlink("real", test.path("link")).expect("a link");
    let ran = test.stdout_has("Built `link/site/index.html`").run();
    assert!(ran.read("real/site/index.html").is_some());
    let test = ran.then().args("build kb -o again");
    symlink("real/site", test.path("again")).expect("a link");
    test.status(2)
        .stderr_has("`again` is a link, and a site is never written through a link.")
        .stderr_has("help: ")
        .run();
}
