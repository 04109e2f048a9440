//! Findings told in sentences, one after the other, then where to read more and how many there are.

use rayon::prelude::*;

use super::Report;
use crate::diagnostic::{human, narrated};

pub(super) fn render(report: &Report<'_>) -> String {
    let sources = &report.compilation.sources;
    let told: String = report.findings.par_iter().map(|finding| narrated::render(finding, sources) + "\n").collect();
    let more: String = report.explainable().map(|name| format!("For more, run: touchbase explain {name}\n")).collect();
    let more = if more.is_empty() { more } else { more + "\n" };
    format!("{told}{more}{}\n", human::summary(report.summary))
}
