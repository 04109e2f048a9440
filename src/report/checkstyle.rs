//! Findings as Checkstyle XML: the files with findings, and the findings of each. Version 4.3 is the form that readers expect.

use super::Report;
use super::xml::attribute;
use crate::diagnostic::{Diagnostic, Level};

pub(super) fn render(report: &Report<'_>) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n");
    for findings in report.findings.chunk_by(|a, b| a.primary.span.source == b.primary.span.source) {
        let path = findings.first().map(|first| report.place(first.primary.span).path).unwrap_or_default();
        let errors: String = findings.iter().map(|finding| error(report, finding)).collect();
        out.push_str(&format!("  <file name=\"{}\">\n{errors}  </file>\n", attribute(&path)));
    }
    out + "</checkstyle>\n"
}

fn error(report: &Report<'_>, finding: &Diagnostic) -> String {
    let start = report.place(finding.primary.span).start;
    format!(
        "    <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" source=\"touchbase.{}\"/>\n",
        start.line,
        start.column,
        severity(finding.level),
        attribute(&report.told_with_page(finding).join("\n")),
        attribute(&finding.check),
    )
}

fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Hint => "info",
    }
}
