//! Every format, letter for letter.

use std::fs;
use std::path::Path;

use serde_json::Value;
use touchbase::report::FORMATS;

use super::{findings, written};

#[test]
fn every_format_is_kept() {
    for format in FORMATS {
        let text = written(format.name, &findings());
        let text = if format.name == "sarif" { only_named_rules(&text) } else { text };
        compare(format.name, &text);
    }
}

#[test]
fn every_format_tells_of_a_run_that_found_nothing() {
    let expected = [
        ("text", "no problems in 2 files\n"),
        ("narrated", "no problems in 2 files\n"),
        ("github", "no problems in 2 files\n"),
        ("gitlab", "[]\n"),
        ("markdown", "<!-- touchbase check -->\n**touchbase: no problems in 2 files**\n"),
        ("checkstyle", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n</checkstyle>\n"),
    ];
    for (name, text) in expected {
        assert_eq!(written(name, &[]), text, "{name}");
    }
}

#[test]
fn every_format_is_described() {
    let page = include_str!("../../../docs/output.md");
    for format in FORMATS {
        assert!(
            page.contains(&format!("\n| `{}` | ", format.name)),
            "{}: tell who reads it in docs/output.md",
            format.name
        );
    }
}

fn compare(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/report/golden").join(format!("{name}.txt"));
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
        fs::write(&path, text).expect("the file can be written");
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(text, expected, "{name}: run with UPDATE=1 and look at what changed");
}

/// A SARIF log without the rules that no result names and without what is said of the others, which follows their checks.
fn only_named_rules(text: &str) -> String {
    let mut log: Value = serde_json::from_str(text).expect("JSON");
    let run = &mut log["runs"][0];
    for result in run["results"].as_array_mut().expect("results") {
        result.as_object_mut().expect("an object").shift_remove("ruleIndex").expect("the rule is in the list");
    }
    let named: Vec<Value> = run["results"].as_array().expect("results").iter().map(|it| it["ruleId"].clone()).collect();
    let rules = run["tool"]["driver"]["rules"].as_array_mut().expect("rules");
    rules.retain(|rule| named.contains(&rule["id"]));
    for rule in rules {
        rule.as_object_mut().expect("an object").retain(|key, _| key == "id");
    }
    run["tool"]["driver"]["semanticVersion"] = "…".into();
    serde_json::to_string_pretty(&log).expect("JSON") + "\n"
}
