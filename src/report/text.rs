//! Findings drawn for people at a terminal, one below the other, then where to read more and how many there are.

use rayon::prelude::*;

use super::Report;
use crate::diagnostic::human;

pub(super) fn render(report: &Report<'_>) -> String {
    let sources = &report.compilation.sources;
    let each = |finding| human::render(finding, sources, report.look) + "\n";
    let drawn: String = report.findings.par_iter().map(each).collect();
    format!("{drawn}{}{}\n", more(report), human::summary(report.summary))
}

/// How to learn why the checks that found something exist, once for each.
fn more(report: &Report<'_>) -> String {
    let lead = |at: usize| if at == 0 { "For more: " } else { "          " };
    let line = |(at, name)| format!("{}touchbase explain {name}\n", lead(at));
    let lines: String = report.explainable().enumerate().map(line).collect();
    if lines.is_empty() { lines } else { lines + "\n" }
}
