//! What GitHub and GitLab read: annotations, code quality, comments.

use std::collections::HashSet;

use pulldown_cmark::{Event, Options, Parser};
use serde_json::Value;
use touchbase::diagnostic::{Diagnostic, Level};

use super::{NASTY, at, findings, told, written};

/// A workflow command as the documentation of GitHub Actions describes it: its word, properties and message.
fn command(line: &str) -> (String, Vec<(String, String)>, String) {
    let (head, message) = line.strip_prefix("::").and_then(|rest| rest.split_once("::")).expect("a command");
    let (word, properties) = head.split_once(' ').expect("properties");
    let decoded = |text: &str| text.replace("%3A", ":").replace("%2C", ",").replace("%0A", "\n").replace("%25", "%");
    let properties = properties.split(',').map(|property| property.split_once('=').expect("a value"));
    let properties = properties.map(|(key, value)| (key.to_owned(), decoded(value))).collect();
    (word.to_owned(), properties, decoded(message))
}

#[test]
fn annotations_say_everything_at_the_right_place() {
    let text = written("github", &findings());
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), findings().len() + 1);
    for (finding, line) in findings().iter().zip(lines) {
        let (word, properties, message) = command(line);
        let expected = match finding.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Hint => "notice",
        };
        assert_eq!(word, expected);
        assert!(told(finding).iter().all(|line| message.contains(line)), "{message}");
        let get = |key: &str| properties.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str());
        assert!(get("file").is_some_and(|file| file.starts_with("docs/kb 1/")));
        assert_eq!(get("title"), Some(&*finding.check));
        assert_eq!(get("col").is_some(), get("line") == get("endLine"));
    }
}

#[test]
fn code_quality_has_what_gitlab_asks_for() {
    let issues: Vec<Value> = serde_json::from_str(&written("gitlab", &findings())).expect("JSON");
    assert_eq!(issues.len(), findings().len());
    let mut fingerprints = HashSet::new();
    for (finding, issue) in findings().iter().zip(&issues) {
        assert_eq!(issue["check_name"], *finding.check);
        let description = issue["description"].as_str().expect("a description");
        assert!(!description.contains('\n') && description.contains(&told(finding)[0].replace('\n', " ")));
        assert!(["info", "minor", "major"].contains(&issue["severity"].as_str().expect("a severity")));
        assert!(issue["location"]["path"].as_str().is_some_and(|path| path.starts_with("docs/kb 1/")));
        assert!(issue["location"]["lines"]["begin"].as_u64().is_some_and(|line| line > 0));
        assert!(fingerprints.insert(issue["fingerprint"].as_str().expect("a fingerprint").to_owned()));
    }
}

/// What a comment shows, without its marks, and the tags in it.
fn shown(markdown: &str) -> (String, Vec<String>) {
    let (mut text, mut tags) = (String::new(), Vec::new());
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(part) => text.push_str(&part),
            Event::Html(tag) | Event::InlineHtml(tag) => tags.push(tag.trim().to_owned()),
            Event::Code(_) => panic!("code in {markdown}"),
            Event::SoftBreak | Event::HardBreak => text.push('\n'),
            _ => {}
        }
    }
    (text, tags)
}

#[test]
fn a_comment_shows_messages_letter_for_letter() {
    let one = [Diagnostic::new("limits", Level::Warning, at(0, "phone", 0), NASTY)];
    let (text, tags) = shown(&written("markdown", &one));
    assert!(text.replace('\u{200b}', "").contains(&told(&one[0])[0].replace('`', "")), "{text}");
    assert!(!text.contains("@kim") && !text.contains("#1"), "nobody is told");
    let known = ["<!-- touchbase check -->", "<p><code>docs/kb 1/kanäle.cx</code></p>", "<code>", "</code>"];
    assert!(tags.iter().all(|tag| known.contains(&tag.as_str())), "{tags:?}");
}

#[test]
fn code_in_a_comment_has_pairs_of_backquotes() {
    for (message, expected) in [
        ("Write `a|b` or `c`.", "Write <code>a\\|b</code> or <code>c</code>."),
        ("`", "\\`"),
        ("a `b` c ` d", "a <code>b</code> c \\` d"),
        ("``", "<code></code>"),
    ] {
        let comment = written("markdown", &[Diagnostic::new("limits", Level::Hint, at(0, "phone", 0), message)]);
        assert!(comment.contains(&format!("| hint | {expected} (<code>limits</code>) |")), "{comment}");
    }
}

#[test]
fn a_long_comment_is_folded_and_a_very_long_one_cut() {
    let many = |count: usize| vec![Diagnostic::new("limits", Level::Warning, at(1, "hotlin", 0), NASTY); count];
    assert!(!written("markdown", &many(20)).contains("<details>"));
    let folded = written("markdown", &many(21));
    assert!(folded.contains("</code>: 21 warnings</summary>") && !folded.contains("more"), "{folded}");
    let mut findings = many(100_000);
    findings.insert(0, Diagnostic::new("limits", Level::Hint, at(0, "phone", 0), "A hint."));
    findings.push(Diagnostic::new("limits", Level::Error, at(1, "hotlin", 0), "An error."));
    let cut = written("markdown", &findings);
    assert!(cut.len() > 60_000 && cut.chars().count() < 65_536);
    assert!(cut.contains("An error.") && !cut.contains("A hint."), "what is worse comes first");
    let rows =
        cut.lines().filter(|line| line.starts_with("| ") && !line.contains("---") && !line.contains("Line")).count();
    assert!(cut.ends_with(&format!("\n</details>\n\nand {} more\n", findings.len() - rows)), "{rows}");
}
