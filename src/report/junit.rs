//! Findings as JUnit XML: every check is a suite, every finding a test in it, named after what it is about and so the same test
//! as in the last run. An error is a failed test; a warning or a hint, which lets the run pass, a passed one that has something
//! to say. A check that was on and found nothing is one passed test: what was red becomes green, and no report is empty.

use rustc_hash::FxHashMap;

use super::Report;
use super::xml::{attribute, content};
use crate::check::{self, Subject};
use crate::diagnostic::visible::visible_line;
use crate::diagnostic::{Diagnostic, Level};

/// What a check is about that found nothing.
const EVERYTHING: &str = "everything";

struct Suite<'r> {
    check: String,
    cases: Vec<(&'r Diagnostic, Subject)>,
}

pub(super) fn render(report: &Report<'_>) -> String {
    let suites = suites(report);
    let tests: usize = suites.iter().map(Suite::tests).sum();
    let failures: usize = suites.iter().map(Suite::failures).sum();
    let body: String = suites.iter().map(|suite| suite.render(report)).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <testsuites name=\"touchbase\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">\n{body}</testsuites>\n"
    )
}

/// The checks that were on, in the order of the documentation, then the team's own rules that were.
fn suites<'r>(report: &'r Report<'_>) -> Vec<Suite<'r>> {
    let mut found: FxHashMap<&str, Vec<(&Diagnostic, Subject)>> = FxHashMap::default();
    for (finding, subject) in report.with_subjects() {
        found.entry(&finding.check).or_default().push((finding, subject));
    }
    let base = report.compilation;
    let is_on = |name: &&str| {
        found.contains_key(name) || check::is_on(name, &base.config, report.options, &base.sources) == Some(true)
    };
    let own = base.config.rules.iter().map(|rule| rule.name.as_str());
    let mut names: Vec<&str> = check::ALL.iter().map(|check| check.name).chain(own).filter(is_on).collect();
    for name in report.findings.iter().map(|finding| &*finding.check) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
        .into_iter()
        .map(|name| Suite { check: name.to_owned(), cases: found.remove(name).unwrap_or_default() })
        .collect()
}

impl Suite<'_> {
    fn tests(&self) -> usize {
        self.cases.len().max(1)
    }

    fn failures(&self) -> usize {
        self.cases.iter().filter(|(finding, _)| finding.level == Level::Error).count()
    }

    fn render(&self, report: &Report<'_>) -> String {
        let (name, tests, failures) = (attribute(&self.check), self.tests(), self.failures());
        let mut names = Names::default();
        let case = |(finding, subject): &(&Diagnostic, Subject)| case(report, finding, &names.next(&subject.name));
        let mut cases: String = self.cases.iter().map(case).collect();
        if cases.is_empty() {
            cases = format!("    <testcase classname=\"touchbase.{name}\" name=\"{EVERYTHING}\"/>\n");
        }
        format!(
            "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">\n{cases}  </testsuite>\n"
        )
    }
}

/// Names that differ: a second `hotline` is `hotline (2)`, or some systems would show only one of the two.
#[derive(Default)]
struct Names {
    seen: FxHashMap<String, usize>,
}

impl Names {
    fn next(&mut self, name: &str) -> String {
        let count = self.seen.entry(name.to_owned()).or_default();
        *count += 1;
        if *count == 1 { name.to_owned() } else { format!("{name} ({count})") }
    }
}

fn case(report: &Report<'_>, finding: &Diagnostic, name: &str) -> String {
    let (check, level) = (attribute(&finding.check), finding.level.word());
    let message = attribute(&visible_line(&finding.message));
    let place = report.place(finding.primary.span);
    let at = visible_line(&format!("{}:{}:{}", place.path, place.start.line, place.start.column));
    let told = content(&format!("{at}: {level}: {}", report.told_with_page(finding).join("\n")));
    let inner = match finding.level {
        Level::Error => format!("<failure type=\"{check}\" message=\"{message}\">{told}</failure>"),
        Level::Warning | Level::Hint => format!("<system-out>{told}</system-out>"),
    };
    let name = attribute(&visible_line(name));
    format!("    <testcase classname=\"touchbase.{check}\" name=\"{name}\">\n      {inner}\n    </testcase>\n")
}
