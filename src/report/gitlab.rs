//! Findings as a code quality report of GitLab: a JSON array. GitLab compares the fingerprints of two branches to tell which
//! findings a merge request adds and which it mends.

use serde_json::{Value, json};

use super::{Place, Report};
use crate::check::Subject;
use crate::diagnostic::{Diagnostic, Level};

pub(super) fn render(report: &Report<'_>) -> String {
    let issues: Vec<Value> =
        report.with_subjects().map(|(finding, subject)| issue(report, finding, &subject)).collect();
    // every map has text as keys, so this cannot fail
    serde_json::to_string_pretty(&issues).unwrap_or_default() + "\n"
}

fn issue(report: &Report<'_>, finding: &Diagnostic, subject: &Subject) -> Value {
    let Place { path, start, end } = report.place(finding.primary.span);
    json!({
        "description": report.told_with_page(finding).join(" ").replace('\n', " "),
        "check_name": finding.check,
        "fingerprint": subject.fingerprint.to_string(),
        "severity": severity(finding.level),
        "location": { "path": path, "lines": { "begin": start.line, "end": end.line } },
    })
}

/// `critical` and `blocker` are left to tools that find security holes.
fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "major",
        Level::Warning => "minor",
        Level::Hint => "info",
    }
}
