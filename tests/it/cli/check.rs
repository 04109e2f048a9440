//! `touchbase check`.

use super::{GOOD, Test};

/// The good base with one wrong reference, in line 9.
fn bad() -> String {
    GOOD.replace("[phone]", "[phnoe]")
}

#[test]
fn a_good_base_has_no_problems() {
    Test::new().file("kb.yaml", GOOD).args("check").stdout("no problems in 1 file\n").run();
    Test::new()
        .file("a/kb.yaml", GOOD)
        .file("a/touchbase.yaml", "name: A\n")
        .args("check a")
        .stdout("no problems in 2 files\n")
        .run();
}

#[test]
fn a_finding_says_where_and_what_to_do_and_the_check_fails() {
    Test::new()
        .file("größe.yaml", &bad())
        .args("check")
        .status(1)
        .stdout_has("unknown-reference\n\n  × ")
        .stdout_has("╭─[größe.yaml:9:16]")
        .stdout_has("\n  9 │     channels: [phnoe]\n    ·                ──┬──\n")
        .stdout_has("  help: ")
        .stdout_has("\n\nFor more: touchbase explain unknown-reference\n\n1 error in 1 file\n")
        .run();
}

#[test]
fn a_finding_can_be_told_in_sentences() {
    let told = "Error: ";
    let end = "\n\nFor more, run: touchbase explain unknown-reference\n\n1 error in 1 file\n";
    let test = Test::new().file("kb.yaml", &bad()).args("check --format narrated");
    test.status(1).stdout_has(told).stdout_has(end).run();
    let ran =
        Test::new().file("kb.yaml", &bad()).env("NO_GRAPHICS", "1").args("check").status(1).stdout_has(told).run();
    assert!(ran.stdout.contains("In file kb.yaml, line 9, columns 16 to 20: "), "{}", ran.stdout);
    assert!(!ran.stdout.contains(['│', '·', '×']), "{}", ran.stdout);
    Test::new().file("kb.yaml", &bad()).env("NO_GRAPHICS", "0").args("check").status(1).stdout_has("│").run();
}

#[test]
fn programs_get_one_json_document() {
    let ran = Test::new().file("kb.yaml", &bad()).args("check --format json").status(1).stdout_has("{").run();
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!(report["schema_version"], 1);
    let finding = &report["diagnostics"][0];
    assert_eq!((&finding["check"], &finding["level"]), (&"unknown-reference".into(), &"error".into()));
    assert_eq!((&finding["file"], &finding["line"], &finding["column"]), (&"kb.yaml".into(), &9.into(), &16.into()));
    assert_eq!((&finding["end_line"], &finding["end_column"]), (&9.into(), &21.into()));
    assert_eq!(finding["fix"]["edits"][0]["text"], "phone");
    assert_eq!(finding["page"], "docs/checks/unknown-reference.md");
    assert_eq!(report["summary"], serde_json::json!({"errors": 1, "warnings": 0, "hints": 0, "files": 1}));
    let ran = Test::new().file("kb.yaml", GOOD).args("check --format json").stdout_has("{").run();
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!(report["diagnostics"], serde_json::json!([]));
}

#[test]
fn reports_go_to_files_beside_what_is_printed() {
    let ran = Test::new()
        .file("kb.yaml", &bad())
        .args("check --format json=out/größe/a.json --format narrated=b.txt --color always")
        .status(1)
        .stdout_has("\u{1b}[31m")
        .stdout_has("1 error in 1 file\n")
        .run();
    let report: serde_json::Value =
        serde_json::from_str(&ran.read("out/größe/a.json").expect("a report")).expect("JSON");
    assert_eq!(report["summary"]["errors"], 1);
    assert!(ran.read("b.txt").expect("a report").starts_with("Error: "));
    let ran = ran.then().args("check --format json --format text=out/größe/a.json").status(1).stdout_has("{").run();
    let replaced = ran.read("out/größe/a.json").expect("a report");
    assert!(replaced.contains("×") && !replaced.contains(['{', '\u{1b}']), "{replaced}");
    let names: Vec<String> = ran.snapshot("").into_keys().collect();
    assert_eq!(names, ["b.txt", "kb.yaml", "out/größe/a.json"], "nothing is left over");
}

#[test]
fn a_report_replaces_nothing_it_must_not() {
    let test = || Test::new().file("kb.yaml", GOOD);
    let fails = |args: &str, part: &str| test().args(args).status(2).stderr_has(part).run();
    fails("check --format json=kb.yaml", "`kb.yaml` has the name of a knowledge file");
    fails("check --format json --format text", "Standard output cannot hold two reports, json and text.");
    fails("check --format json=a --format text=a", "`a` cannot hold two reports, json and text.");
    fails("check --format jsn=a", "a similar value exists: 'json'");
    let ran = test().dir("folder").args("check --format json=folder").status(2).stdout("no problems in 1 file\n");
    ran.stderr_has("is a folder; name a file to write").run();
}

/// CI systems name files from the top of the repository; people and editors from the knowledge base.
#[test]
fn reports_for_ci_name_files_from_the_top_of_the_repository() {
    let formats = [
        ("sarif", "\"docs/gr%C3%B6%C3%9Fe/kb.yaml\""),
        ("junit", ">docs/größe/kb.yaml:9:16: "),
        ("github", "file=docs/größe/kb.yaml,line=9,"),
        ("gitlab", "\"docs/größe/kb.yaml\""),
        ("checkstyle", "<file name=\"docs/größe/kb.yaml\">"),
        ("markdown", "<code>docs/größe/kb.yaml</code>"),
        ("json", "\"file\": \"kb.yaml\""),
        ("text", "[kb.yaml:9:16]"),
    ];
    for (format, part) in formats {
        let test = || Test::new().file("docs/größe/kb.yaml", &bad()).file("docs/größe/touchbase.yaml", "name: A\n");
        let from_the_top = test().args(&format!("check docs/größe --format {format}"));
        from_the_top.status(1).stdout_has(part).run();
        let from_within = test().dir(".git").args(&format!("check --format {format}"));
        let folder = from_within.path("docs/größe");
        let output = from_within.command().current_dir(folder).output().expect("the program starts");
        assert!(String::from_utf8_lossy(&output.stdout).contains(part), "{format}");
    }
}

#[cfg(unix)]
#[test]
fn a_report_can_go_to_a_pipe() {
    let test = Test::new().file("kb.yaml", GOOD).args("check --format json=/dev/stderr");
    test.stdout("no problems in 1 file\n").stderr_has("\"schema_version\": 1").run();
}

#[test]
fn colours_are_for_terminals_unless_asked_for() {
    let red = "\u{1b}[31m";
    let ran = Test::new().file("kb.yaml", &bad()).args("check").status(1).stdout_has("×").run();
    assert!(!ran.stdout.contains('\u{1b}'));
    Test::new().file("kb.yaml", &bad()).args("check --color always").status(1).stdout_has(red).run();
    Test::new().file("kb.yaml", &bad()).env("CLICOLOR_FORCE", "1").args("check").status(1).stdout_has(red).run();
    let both = Test::new().file("kb.yaml", &bad()).env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1");
    assert!(!both.args("check").status(1).stdout_has("×").run().stdout.contains('\u{1b}'));
    let never = Test::new().file("kb.yaml", &bad()).env("CLICOLOR_FORCE", "1").args("check --color=never");
    assert!(!never.status(1).stdout_has("×").run().stdout.contains('\u{1b}'));
}

#[test]
fn one_file_is_checked_within_its_base() {
    let base = || {
        Test::new().file("kb/touchbase.yaml", "name: A\n").file("kb/good.yaml", GOOD).file(
            "kb/sub/bad.yaml",
            "touchpoints:\n  app: { channels: [phnoe, phone], mission: Help, medium: digital }\n",
        )
    };
    base().args("check kb").status(1).stdout_has("1 error in 3 files\n").run();
    base()
        .args("check kb/sub/bad.yaml")
        .status(1)
        .stdout_has("[sub/bad.yaml:2:21]")
        .stdout_has("1 error in 1 file\n")
        .run();
    base().args("check kb/sub").status(1).stdout_has("1 error in 1 file\n").run();
    base().args("check kb/good.yaml").stdout("no problems in 1 file\n").run();
}

#[test]
fn levels_can_be_given_for_one_run() {
    let test = || Test::new().file("kb.yaml", &bad());
    test().args("check --warn unknown-reference").stdout_has("1 warning in 1 file\n").run();
    test().args("check --allow unknown-reference").stdout("no problems in 1 file\n").run();
    test().args("check --warn unknown-reference --deny warnings").status(1).stdout_has("1 error in 1 file\n").run();
    test()
        .args("check --deny unknown-referense")
        .status(2)
        .stderr("error: There is no check `unknown-referense`.\n  help: Did you mean `unknown-reference`?\n")
        .run();
}

#[test]
fn an_empty_folder_says_how_to_start() {
    Test::new()
        .args("check")
        .status(2)
        .stderr(
            "error: There are no `.cx` or `.yaml` files in `.`.\n  \
             help: To start with a small knowledge base, run `touchbase new my-knowledge`.\n",
        )
        .run();
    Test::new()
        .file("touchbase.yaml", "name: A\n")
        .args("check")
        .status(2)
        .stderr_has("no `.cx` or `.yaml` files")
        .run();
}

#[test]
fn a_wrong_path_says_what_is_there_instead() {
    let test = || Test::new().file("examples/kaffeeklub/kb.yaml", GOOD).file("notes.md", "");
    let meant =
        "error: There is no file or folder `exmples/kaffeeklub`.\n  help: Did you mean `examples/kaffeeklub`?\n";
    test().args("check exmples/kaffeeklub").status(2).stderr(meant).run();
    test()
        .args("check examples/kafeeklub/kb.yaml")
        .status(2)
        .stderr_has("Did you mean `examples/kaffeeklub/kb.yaml`?")
        .run();
    test().args("check elsewhere").status(2).stderr_has("`.` holds `examples`.").run();
    test().args("check notes.md").status(2).stderr_has("`notes.md` is not a knowledge file").run();
}

#[test]
fn a_base_within_the_base_is_named_and_not_mixed_in() {
    let note = "note: `examples/a` has a `touchbase.yaml` of its own and was not read.\n";
    let test = || Test::new().file("examples/a/touchbase.yaml", "").file("examples/a/kb.yaml", &bad());
    test().file("kb.yaml", GOOD).args("check").stdout("no problems in 1 file\n").stderr(note).run();
    test().args("check").status(2).stderr_has("There is a knowledge base in `./examples/a`.").run();
}

#[test]
fn what_git_ignores_and_the_site_are_not_read() {
    Test::new()
        .file("kb.yaml", GOOD)
        .file(".gitignore", "drafts\n")
        .file("drafts/a.yaml", &bad())
        .file("touchbase.yaml", "output: public\nexclude: [\"old/**\"]\n")
        .file("public/a.yaml", &bad())
        .file("old/a.yaml", &bad())
        .args("check")
        .stdout("no problems in 2 files\n")
        .run();
    let ignored = Test::new().file("touchbase.yaml", "exclude: [\"old/**\"]\n").file("old/a.yaml", GOOD);
    ignored.args("check old/a.yaml").status(2).stderr_has("is not part of the knowledge base").run();
}

#[cfg(unix)]
#[test]
fn a_reader_that_leaves_early_is_no_failure() {
    use std::process::Stdio;
    let many = GOOD.replace("[phone]", &format!("[{}]", "nobody, ".repeat(3000)));
    let test = Test::new().file("kb.yaml", &many).args("check");
    let mut child = test.command().stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(1), &b""[..]));
}

/// A base that keeps to everything but a rule of its own.
fn own_rule() -> Test {
    let rule = "rules:\n  no-talk-time:\n    select: touchpoint[!talk_time]\n    message: \"{name} lacks a talk time.\"\n    doc: Plans need it.\n";
    Test::new().file("kb/touchbase.yaml", rule).file("kb/a.yaml", GOOD)
}

#[test]
fn own_rules_take_part_like_checks() {
    own_rule().args("check kb").stdout_has("no-talk-time\n").stdout_has("Service hotline lacks a talk time.").run();
    own_rule().args("check kb --deny no-talk-time").status(1).stdout_has("1 error in 2 files\n").run();
    own_rule().args("check kb --allow no-talk-time").stdout("no problems in 2 files\n").run();
    own_rule().args("check kb --deny no-talk-tme").status(2).stderr_has("Did you mean `no-talk-time`?").run();
    Test::new().args("check --deny no-talk-time").status(2).stderr_has("There is no check `no-talk-time`.").run();
    let ran = own_rule().args("baseline kb").stderr_has("1 finding recorded").run();
    let ran = ran.then().args("check kb").stdout("no problems in 3 files\n").stderr_has("not reported again").run();
    ran.then().args("baseline kb --update").stderr_has("0 findings taken out, 1 left").run();
}

#[test]
fn own_rules_are_told_to_programs() {
    let ran = own_rule().args("check kb --format sarif").stdout_has("{").run();
    let log: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
    let result = &log["runs"][0]["results"][0];
    let index = result["ruleIndex"].as_u64().expect("a rule") as usize;
    let rule = &log["runs"][0]["tool"]["driver"]["rules"][index];
    assert_eq!((&rule["id"], &rule["fullDescription"]["text"]), (&"no-talk-time".into(), &"Plans need it.".into()));
    assert_eq!(rule["defaultConfiguration"]["level"], "warning");
    let junit = own_rule().args("check kb --format junit --allow no-talk-time").stdout_has("<testsuites").run();
    assert!(!junit.stdout.contains("no-talk-time"));
    own_rule().args("check kb --format junit").stdout_has("<testsuite name=\"no-talk-time\"").run();
}
