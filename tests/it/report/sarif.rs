//! SARIF: valid by the schema of the standard, complete, and with fixes that do what they promise.

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::Value;
use touchbase::check;
use touchbase::diagnostic::{Diagnostic, Level};
use touchbase::report::FORMATS;
use touchbase::text::{SourceId, apply};

use super::{BASE, NASTY, at, broken_examples, findings, written, written_in};
use crate::support::reported;

static SCHEMA: LazyLock<(Schemas, SchemaIndex)> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/sarif-2.1.0.json");
    let schema: Value = serde_json::from_str(&fs::read_to_string(path).expect("a schema")).expect("JSON");
    let mut compiler = Compiler::new();
    compiler.enable_format_assertions();
    compiler.add_resource("sarif.json", schema).expect("a resource");
    let mut schemas = Schemas::new();
    let index = compiler.compile("sarif.json", &mut schemas).unwrap_or_else(|error| panic!("{error:#}"));
    (schemas, index)
});

fn valid(text: &str) -> Value {
    let log: Value = serde_json::from_str(text).expect("JSON");
    let (schemas, index) = &*SCHEMA;
    schemas.validate(&log, *index).unwrap_or_else(|error| panic!("{error:#}"));
    log
}

fn results(log: &Value) -> &Vec<Value> {
    log["runs"][0]["results"].as_array().expect("results")
}

#[test]
fn the_schema_finds_faults() {
    let (schemas, index) = &*SCHEMA;
    let mut log = valid(&written("sarif", &findings()));
    log["runs"][0]["results"][0]["level"] = "hint".into();
    assert!(schemas.validate(&log, *index).is_err());
}

#[test]
fn logs_are_valid() {
    assert!(results(&valid(&written("sarif", &[]))).is_empty(), "a run without findings has results, namely none");
    assert_eq!(results(&valid(&written("sarif", &findings()))).len(), findings().len());
    let format = FORMATS.iter().find(|format| format.name == "sarif").expect("SARIF");
    for (compilation, findings) in broken_examples() {
        let mut log: Value = serde_json::from_str(&reported(format, &compilation, &findings)).expect("JSON");
        // the same as above, and long
        log["runs"][0]["tool"]["driver"]["rules"] = Value::Array(Vec::new());
        assert_eq!(results(&valid(&log.to_string())).len(), findings.len());
    }
}

#[test]
fn every_check_is_a_rule_and_every_result_points_to_its_rule() {
    let log = valid(&written("sarif", &findings()));
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().expect("rules");
    for (check, rule) in check::ALL.iter().zip(rules) {
        assert_eq!(rule["id"], check.name);
        let text = rule["help"]["text"].as_str().expect("help");
        assert!(
            text.contains(check.name) && rule["help"]["markdown"].as_str().is_some_and(|help| help.contains("```"))
        );
        assert_eq!(rule["defaultConfiguration"]["enabled"], check.level != Level::Hint);
        assert!(rule["helpUri"].as_str().is_none_or(|address| address.starts_with("http")));
    }
    let ids: HashSet<&str> = rules.iter().filter_map(|rule| rule["id"].as_str()).collect();
    assert_eq!(ids.len(), rules.len());
    for result in results(&log) {
        let at = result["ruleIndex"].as_u64().expect("a place") as usize;
        assert_eq!(rules[at]["id"], result["ruleId"]);
    }
}

/// Paths are resolved as addresses are, below the folder that reads the log.
#[test]
fn addresses_lead_to_the_files() {
    for (folder, expected) in [
        ("", "reisen/Gr%C3%B6%C3%9Fe%20%26%20mehr%20%F0%9F%98%80.cx"),
        ("a/b c", "a/b%20c/reisen/Gr%C3%B6%C3%9Fe%20%26%20mehr%20%F0%9F%98%80.cx"),
    ] {
        let log = valid(&written_in(folder, "sarif", &findings()));
        let place = &results(&log)[3]["locations"][0]["physicalLocation"]["artifactLocation"];
        assert_eq!((&place["uri"], &place["uriBaseId"]), (&expected.into(), &"%SRCROOT%".into()));
    }
}

#[test]
fn fingerprints_differ_and_do_not_depend_on_words_or_levels() {
    let log = valid(&written("sarif", &findings()));
    let of = |log: &Value| -> Vec<Value> { results(log).iter().map(|it| it["partialFingerprints"].clone()).collect() };
    let first: HashSet<String> = of(&log).iter().map(Value::to_string).collect();
    assert_eq!(first.len(), findings().len());
    let reworded = |mut finding: Diagnostic| {
        finding.message = "Other words.".into();
        finding.level = Level::Hint;
        finding
    };
    let other = valid(&written("sarif", &findings().into_iter().map(reworded).collect::<Vec<_>>()));
    assert_eq!(of(&other), of(&log));
}

/// The fix of a log, applied as a program would that knows lines and columns only, is the fix of the finding.
#[test]
fn fixes_do_what_they_promise() {
    let all = findings();
    let log = valid(&written_in("", "sarif", &all));
    let mut seen = 0;
    for (finding, result) in all.iter().zip(results(&log)) {
        let Some(fix) = &finding.fix else { continue };
        for change in result["fixes"][0]["artifactChanges"].as_array().expect("changes") {
            let uri = change["artifactLocation"]["uri"].as_str().expect("an address");
            let id = SourceId(u32::from(uri.starts_with("reisen")));
            let text = &BASE.sources.get(id).text;
            let edits: Vec<_> = fix.edits.iter().filter(|edit| edit.span.source == id).cloned().collect();
            assert_eq!(replaced(text, &change["replacements"]), apply(text, &edits).expect("edits"));
            seen += 1;
        }
    }
    assert_eq!(seen, 5, "three in one file, one in two");
}

fn replaced(text: &str, replacements: &Value) -> String {
    let mut text: Vec<char> = text.chars().collect();
    for replacement in replacements.as_array().expect("replacements").iter().rev() {
        let region = &replacement["deletedRegion"];
        let place = |line: &str, column: &str| {
            let (line, column) = (region[line].as_u64().expect("a line"), region[column].as_u64().expect("a column"));
            let before = text.split_inclusive(|c| *c == '\n').take(line as usize - 1);
            before.map(<[char]>::len).sum::<usize>() + column as usize - 1
        };
        let range = place("startLine", "startColumn")..place("endLine", "endColumn");
        let inserted = replacement["insertedContent"]["text"].as_str().unwrap_or_default();
        text.splice(range, inserted.chars());
    }
    text.into_iter().collect()
}

/// Braces and brackets have a meaning in messages; whoever reads by the standard gets back what was meant.
#[test]
fn messages_are_read_as_they_are_meant() {
    let log = valid(&written("sarif", &[Diagnostic::new("limits", Level::Hint, at(0, "phone", 0), NASTY)]));
    let text = results(&log)[0]["message"]["text"].as_str().expect("a message");
    let read = text.replace("{{", "{").replace("}}", "}");
    let read = read.replace("\\[", "[").replace("\\]", "]").replace("\\\\", "\\");
    assert_eq!(read, NASTY.replace('\u{1b}', "<U+001B>").replace('\u{202e}', "<U+202E>"));
    assert!(text.contains("{{h}}") && text.contains("\\[f\\](1)"), "{text}");
}
