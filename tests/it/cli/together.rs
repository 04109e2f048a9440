//! Several commands at once in one place: each does its work whole, or says that another one is at it.

use std::collections::BTreeMap;
use std::fs;
use std::process::{Output, Stdio};

use super::{GOOD, Test};

fn base() -> Test {
    let many: String = (0..40).map(|number| format!("team   t{number} \"Größe 😀 {number}\" {{}}\r\n")).collect();
    Test::new().file("kb/touchbase.yaml", "name: A\n").file("kb/kb.yaml", GOOD).file("kb/a.cx", &many)
}

fn at_once(test: &Test, count: usize) -> Vec<Output> {
    let start = || test.command().stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    let children: Vec<_> = (0..count).map(|_| start()).collect();
    children.into_iter().map(|child| child.wait_with_output().expect("it ends")).collect()
}

/// How many did their work; all others must have said one of `refusals`.
fn done(outputs: &[Output], refusals: &[&str]) -> usize {
    let refused = outputs.iter().filter(|output| !output.status.success());
    let mut count = outputs.len();
    for output in refused {
        let text = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert!(refusals.iter().any(|refusal| text.contains(refusal)) && text.contains("help: "), "{text}");
        count -= 1;
    }
    count
}

fn content(folder: &std::path::Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    let name =
        |entry: &walkdir::DirEntry| entry.path().strip_prefix(folder).expect("below").to_string_lossy().into_owned();
    entries.map(|entry| (name(&entry), fs::read(entry.path()).expect("a file"))).collect()
}

const BUSY: &[&str] = &[
    "Another build is writing to `kb/site` at this moment.",
    "While the site was made, something else came to `kb/site`.",
];

#[test]
fn builds_of_one_new_folder_make_one_site() {
    let whole = base().args("build kb").stdout_has("Built").run().then();
    let expected = content(&whole.path("kb/site"));
    for _ in 0..3 {
        let test = base().args("build kb");
        assert!(done(&at_once(&test, 4), BUSY) >= 1);
        assert!(content(&test.path("kb/site")) == expected);
        let names: Vec<_> = fs::read_dir(test.path("kb")).expect("a folder").flatten().collect();
        assert_eq!(names.len(), 4, "nothing is left over: {names:?}");
    }
}

#[test]
fn builds_into_one_folder_make_one_site() {
    let whole =
        base().file("kb/kb.yaml", &GOOD.replace("Telephone", "Leitung 😀")).args("build kb").stdout_has("Built").run();
    let expected = content(&whole.path("kb/site"));
    let ran = base().args("build kb").stdout_has("Built").run();
    let test = ran.then().file("kb/kb.yaml", &GOOD.replace("Telephone", "Leitung 😀")).args("build kb");
    assert!(done(&at_once(&test, 4), BUSY) >= 1);
    assert!(content(&test.path("kb/site")) == expected);
}

const CHANGING: &[&str] = &[
    "Another touchbase command is changing files in `kb` at this moment.",
    "has changed in the meantime; nothing was written.",
];

#[test]
fn commands_that_change_one_base_do_not_mix() {
    let whole = base().args("fmt kb").stdout_has("a.cx").stderr_has("").run();
    let expected = whole.read("kb/a.cx");
    let test = base().args("fmt kb");
    assert!(done(&at_once(&test, 4), CHANGING) >= 1);
    assert_eq!(fs::read_to_string(test.path("kb/a.cx")).ok(), expected);

    let test = base().args("rename phone leitung -b kb --yes");
    let refusals = [CHANGING, &["No element has", "`leitung` is taken", "There is a"]].concat();
    let outputs = at_once(&test, 3);
    let told: Vec<_> = outputs.iter().map(|output| String::from_utf8_lossy(&output.stderr)).collect();
    assert!(told.iter().any(|text| text.contains("`phone` is `leitung` now.")), "{told:?}");
    let refused = outputs.iter().filter(|output| output.status.code() == Some(2));
    for output in refused {
        let text = String::from_utf8_lossy(&output.stderr);
        assert!(refusals.iter().any(|refusal| text.contains(refusal)), "{text}");
    }
    test.args("check kb").stdout_has("no problems").run();
}

#[test]
fn a_build_while_somebody_writes_is_one_of_a_state_that_there_was() {
    let test = base().args("build kb");
    let (file, stop) = (test.path("kb/kb.yaml"), std::sync::atomic::AtomicBool::new(false));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for round in 0.. {
                if stop.load(std::sync::atomic::Ordering::Relaxed) {
                    return;
                }
                let text = GOOD.replace("Telephone", if round % 2 == 0 { "Größe" } else { "Leitung 😀" });
                // as an editor saves
                let made = file.with_extension("neu");
                fs::write(&made, text).and_then(|()| fs::rename(&made, &file)).expect("saved");
            }
        });
        for _ in 0..6 {
            let output = test.command().output().expect("it ends");
            let text = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{text}");
            let list = fs::read_to_string(test.path("kb/site/channels/index.html")).expect("a list");
            let page = fs::read_to_string(test.path("kb/site/channels/phone.html")).expect("a page");
            let word = if page.contains("Größe</h1>") { "Größe" } else { "Leitung 😀" };
            assert!(list.contains(word), "list and page are of one state");
        }
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
    });
}
