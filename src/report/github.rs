//! Findings as workflow commands: GitHub Actions finds them in the log of a step and shows them at their lines.
//!
//! GitHub shows ten errors, ten warnings and ten notices of a step; the log has all of them.

use super::{Place, Report};
use crate::diagnostic::visible::visible_line;
use crate::diagnostic::{Diagnostic, Level, human};

pub(super) fn render(report: &Report<'_>) -> String {
    let commands: String = report.findings.iter().map(|finding| command(report, finding)).collect();
    format!("{commands}{}\n", human::summary(report.summary))
}

fn command(report: &Report<'_>, finding: &Diagnostic) -> String {
    let Place { path, start, end } = report.place(finding.primary.span);
    let mut properties = format!("file={},line={},endLine={}", property(&path), start.line, end.line);
    // GitHub refuses columns of a place that goes over several lines
    if start.line == end.line {
        properties.push_str(&format!(",col={},endColumn={}", start.column, end.column));
    }
    let (word, check) = (word(finding.level), property(&visible_line(&finding.check)));
    format!("::{word} {properties},title={check}::{}\n", data(&report.told_with_page(finding).join("\n")))
}

fn word(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Hint => "notice",
    }
}

/// Text behind the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Text behind a `=`.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_ends_a_command() {
        assert_eq!(data("100 %,\r\na::b"), "100 %25,%0D%0Aa::b");
        assert_eq!(property("a, b:c%3A.cx"), "a%2C b%3Ac%253A.cx");
    }
}
