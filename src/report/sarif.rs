//! Findings as SARIF 2.1.0, with the documentation of every check, the fixes, and fingerprints by which a finding is known again
//! when its line has moved. The standard is OASIS's; `§` in comments names its sections.

use serde_json::{Map, Value, json};

use super::{Place, Report};
use crate::check::{self, Check, Subject};
use crate::config::Rule;
use crate::diagnostic::visible::visible;
use crate::diagnostic::{Diagnostic, Fix, Label, Level};
use crate::model::Model;
use crate::reference;
use crate::text::{Edit, Span};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// From where paths lead; whoever reads the file knows where that is.
const ROOT: &str = "%SRCROOT%";

/// The fingerprint of [`Subject`], with the version of how it is made.
const FINGERPRINT: &str = "touchbaseSubject/v1";

pub(super) fn render(report: &Report<'_>) -> String {
    let rules = Rules::of(report);
    let results: Vec<Value> =
        report.with_subjects().map(|(finding, subject)| result(report, &rules, finding, &subject)).collect();
    let mut driver = json!({ "name": "touchbase", "semanticVersion": env!("CARGO_PKG_VERSION") });
    put(&mut driver, "informationUri", absolute(env!("CARGO_PKG_REPOSITORY")));
    put(&mut driver, "rules", Some(rules.described().into()));
    let root = json!({ "description": text("The top of the repository that holds the knowledge base.") });
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": driver },
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": { ROOT: root },
            "results": results,
        }],
    });
    // every map has text as keys, so this cannot fail
    serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
}

/// The checks, then the team's own rules; a result names its rule by the place in this list.
struct Rules<'r> {
    names: Vec<&'r str>,
    own: &'r [Rule],
}

impl<'r> Rules<'r> {
    fn of(report: &'r Report<'_>) -> Rules<'r> {
        let own = report.compilation.config.rules.as_slice();
        let checks = check::ALL.iter().map(|check| check.name);
        let mut names: Vec<&str> = checks.chain(own.iter().map(|rule| rule.name.as_str())).collect();
        for finding in report.findings {
            if !names.contains(&&*finding.check) {
                names.push(&finding.check);
            }
        }
        Rules { names, own }
    }

    fn index(&self, name: &str) -> Option<Value> {
        self.names.iter().position(|known| *known == name).map(Value::from)
    }

    fn described(&self) -> Vec<Value> {
        self.names.iter().map(|name| self.describe(name)).collect()
    }

    fn describe(&self, name: &str) -> Value {
        let own = || self.own.iter().find(|rule| rule.name == name).map(own_rule);
        check::named(name).map(rule).or_else(own).unwrap_or_else(|| json!({ "id": name }))
    }
}

/// A rule of the team's own. Its message is a template, good enough to tell what it is about.
fn own_rule(rule: &Rule) -> Value {
    let message = rule.message.as_ref().map_or(rule.name.as_str(), |message| &message.text);
    let doc = rule.doc.as_deref().unwrap_or(message);
    json!({
        "id": rule.name,
        "shortDescription": text(message),
        "fullDescription": text(doc),
        "help": text(&reference::explain_rule(rule)),
        "defaultConfiguration": { "level": level(check::rule_level(rule)), "enabled": true },
    })
}

fn rule(check: &Check) -> Value {
    let mut rule = json!({
        "id": check.name,
        "shortDescription": text(&format!("{}.", check.summary)),
        "fullDescription": text(check.doc),
        "help": help(check),
        // hints are off unless the run is strict
        "defaultConfiguration": { "level": level(check.level), "enabled": check.level != Level::Hint },
    });
    put(&mut rule, "helpUri", check::page(check.name).as_deref().and_then(absolute));
    rule
}

/// The page of a check. In Markdown it is shown as it is, so that its examples can be copied.
fn help(check: &Check) -> Value {
    let mut help = text(&reference::explain_check(check));
    put(&mut help, "markdown", Some(reference::check_page(check).into()));
    help
}

/// One finding. What comments and the baseline keep silent is not in the log, although the standard has `suppressions` for it
/// (§3.27.23): GitHub ignores them and would show it as open alerts.
fn result(report: &Report<'_>, rules: &Rules<'_>, finding: &Diagnostic, subject: &Subject) -> Value {
    let mut message = finding.message.clone();
    if let Some(advice) = finding.advice() {
        message.push_str(&format!("\nHelp: {advice}"));
    }
    let mut result = json!({ "ruleId": finding.check });
    put(&mut result, "ruleIndex", rules.index(&finding.check));
    put(&mut result, "level", Some(level(finding.level).into()));
    put(&mut result, "message", Some(text(&message)));
    let mut place = location(report, &finding.primary);
    put(&mut place, "logicalLocations", logical(&report.compilation.model, subject).map(|it| json!([it])));
    put(&mut result, "locations", Some(json!([place])));
    let related: Vec<Value> = finding.related.iter().map(|label| location(report, label)).collect();
    put(&mut result, "relatedLocations", Some(related).filter(|list| !list.is_empty()).map(Value::from));
    put(&mut result, "partialFingerprints", Some(json!({ FINGERPRINT: subject.fingerprint.to_string() })));
    put(&mut result, "fixes", finding.fix.as_ref().map(|made| json!([fix(report, made)])));
    result
}

fn location(report: &Report<'_>, label: &Label) -> Value {
    let place = report.place(label.span);
    let mut location =
        json!({ "physicalLocation": { "artifactLocation": artifact(&place.path), "region": region(&place) } });
    put(&mut location, "message", Some(label.text.as_str()).filter(|said| !said.is_empty()).map(text));
    location
}

/// The element in question.
fn logical(model: &Model, subject: &Subject) -> Option<Value> {
    let element = model.element(subject.element?);
    Some(json!({
        "name": element.key().as_str(),
        "fullyQualifiedName": subject.name,
        "kind": element.kind().name,
    }))
}

fn fix(report: &Report<'_>, fix: &Fix) -> Value {
    let mut edits: Vec<&Edit> = fix.edits.iter().collect();
    edits.sort_by_key(|edit| edit.span);
    let changes: Vec<Value> = edits
        .chunk_by(|a, b| a.span.source == b.span.source)
        .filter_map(|edits| Some(change(report, edits.first()?.span, edits)))
        .collect();
    json!({ "description": text(&fix.title), "artifactChanges": changes })
}

/// The changes to one file, in which `place` is.
fn change(report: &Report<'_>, place: Span, edits: &[&Edit]) -> Value {
    let replacements = edits.iter().map(|edit| {
        let mut replacement = json!({ "deletedRegion": region(&report.place(edit.span)) });
        let inserted = Some(&edit.text).filter(|text| !text.is_empty());
        put(&mut replacement, "insertedContent", inserted.map(|text| json!({ "text": text })));
        replacement
    });
    let replacements: Vec<Value> = replacements.collect();
    json!({ "artifactLocation": artifact(&report.place(place).path), "replacements": replacements })
}

fn region(place: &Place) -> Value {
    json!({
        "startLine": place.start.line,
        "startColumn": place.start.column,
        "endLine": place.end.line,
        "endColumn": place.end.column,
    })
}

fn artifact(path: &str) -> Value {
    json!({ "uri": uri(path), "uriBaseId": ROOT })
}

/// A path as a relative address.
fn uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

fn absolute(address: &str) -> Option<Value> {
    Some(address).filter(|address| address.contains("://")).map(Value::from)
}

/// A message in plain text, in which braces stand for placeholders unless doubled (§3.11.5), and brackets for links when a
/// parenthesis follows unless escaped (§3.11.6).
fn text(text: &str) -> Value {
    let mut text = visible(text).replace('{', "{{").replace('}', "}}");
    if text.contains("](") {
        text = text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]");
    }
    json!({ "text": text })
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Hint => "note",
    }
}

/// Adds a property, where there is a value for it.
fn put(object: &mut Value, key: &str, value: Option<Value>) {
    if let (Some(map), Some(value)) = (object.as_object_mut(), value) {
        let map: &mut Map<String, Value> = map;
        map.insert(key.to_owned(), value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_addresses() {
        assert_eq!(uri("kb/Größe & mehr 😀.cx"), "kb/Gr%C3%B6%C3%9Fe%20%26%20mehr%20%F0%9F%98%80.cx");
        assert_eq!(uri("a:b/100%.cx"), "a%3Ab/100%25.cx");
    }

    #[test]
    fn signs_with_a_meaning_in_messages_are_taken_literally() {
        assert_eq!(text("write `step x { … }`"), json!({ "text": "write `step x {{ … }}`" }));
        assert_eq!(text("`[[a]]` names nothing"), json!({ "text": "`[[a]]` names nothing" }));
        assert_eq!(text("[a](1) \\"), json!({ "text": "\\[a\\](1) \\\\" }));
    }
}
