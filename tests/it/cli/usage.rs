//! Help, versions, completions and typing errors.

use super::Test;

#[test]
fn a_mistyped_verb_or_option_gets_a_suggestion() {
    Test::new().args("chek").status(2).stderr_has("'chek'").stderr_has("'check'").run();
    Test::new().args("check --fromat json").status(2).stderr_has("'--format'").run();
    Test::new().args("check --format jason").status(2).stderr_has("'json'").run();
    Test::new().args("completions bsh").status(2).stderr_has("'bash'").run();
}

#[test]
fn without_arguments_the_help_is_shown() {
    Test::new().args("").status(2).stderr_has("Usage: touchbase").stderr_has("check").run();
}

/// Every verb, and what can be said after those that have verbs of their own.
const VERBS: [&str; 26] = [
    "new",
    "check",
    "baseline",
    "build",
    "import",
    "import mermaid",
    "import csv",
    "import xlsx",
    "export",
    "export xlsx",
    "export csv",
    "list",
    "show",
    "stats",
    "translations",
    "rename",
    "merge",
    "mv",
    "explain",
    "fmt",
    "convert",
    "templates",
    "templates eject",
    "schema",
    "completions",
    "man",
];

#[test]
fn every_verb_has_help_with_examples() {
    Test::new().args("--help").stdout_has("Exit code").stdout_has("NO_COLOR").run();
    for verb in VERBS {
        let help = Test::new().args(&format!("{verb} --help")).stdout_has("Examples:\n  touchbase ").run();
        let examples = help.stdout.split("Examples:\n").nth(1).expect("examples");
        assert!(examples.lines().all(|line| line.chars().count() <= 80), "{examples}");
    }
}

/// Followed by the commit where the program was made for release.
#[test]
fn the_version_is_told() {
    Test::new().args("--version").stdout_has(concat!("touchbase ", env!("CARGO_PKG_VERSION"))).run();
}

#[test]
fn every_verb_has_a_manual_page() {
    Test::new().args("man").stdout_has(".TH touchbase 1").stdout_has("Exit code").run();
    Test::new().args("man check").stdout_has(".TH touchbase-check 1").stdout_has("\\-\\-strict").run();
    Test::new().args("man chek").status(2).stderr_has("There is no verb `chek`").run();
    let ran = Test::new().args("man -o man1").run();
    assert!(ran.read("man1/touchbase.1").expect("a page").contains("touchbase\\-check(1)"));
    assert!(ran.read("man1/touchbase-explain.1").is_some());
}

#[test]
fn completions_know_the_verbs() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        Test::new().args(&format!("completions {shell}")).stdout_has("check").run();
    }
}

#[test]
fn usage_messages_keep_to_the_wish_for_colours() {
    Test::new().args("chek --color always").status(2).stderr_has("\u{1b}[").run();
    Test::new().args("chek").status(2).stderr_has("error: unrecognized subcommand").run();
}
