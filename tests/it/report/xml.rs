//! JUnit and Checkstyle: XML that a strict reader accepts, with nothing lost on the way.

use roxmltree::{Document, Node};
use touchbase::check::{self, Options};
use touchbase::diagnostic::{Diagnostic, Level};
use touchbase::report::FORMATS;

use super::{at, broken_examples, findings, told, written};
use crate::support::{base, reported};

fn document(text: &str) -> Document<'_> {
    Document::parse(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn all<'a>(document: &'a Document<'_>, name: &str) -> Vec<Node<'a, 'a>> {
    document.descendants().filter(|node| node.has_tag_name(name)).collect()
}

fn number(node: &Node<'_, '_>, name: &str) -> usize {
    node.attribute(name).and_then(|text| text.parse().ok()).unwrap_or_else(|| panic!("{name} of {node:?}"))
}

/// As [`told`], with what XML cannot hold written out.
fn held(finding: &Diagnostic) -> Vec<String> {
    told(finding).into_iter().map(|text| text.replace('\u{ffff}', "<U+FFFF>")).collect()
}

#[test]
fn checkstyle_holds_every_finding_at_its_place() {
    let text = written("checkstyle", &findings());
    let document = document(&text);
    let files: Vec<_> = all(&document, "file").iter().map(|file| file.attribute("name").expect("a name")).collect();
    assert_eq!(files, ["docs/kb 1/kanäle.cx", "docs/kb 1/reisen/Größe & mehr 😀.cx"]);
    let errors = all(&document, "error");
    assert_eq!(errors.len(), findings().len());
    for (finding, error) in findings().iter().zip(errors) {
        let message = error.attribute("message").expect("a message");
        assert!(held(finding).iter().all(|line| message.contains(line)), "{message}");
        assert_eq!(error.attribute("source"), Some(&*format!("touchbase.{}", finding.check)));
        assert!(number(&error, "line") > 0 && number(&error, "column") > 0);
    }
}

#[test]
fn junit_counts_what_it_holds() {
    let text = written("junit", &findings());
    let document = document(&text);
    let (cases, failures) = (all(&document, "testcase"), all(&document, "failure"));
    assert_eq!(cases.len(), findings().len());
    assert_eq!(failures.len(), findings().iter().filter(|finding| finding.level == Level::Error).count());
    assert_eq!(number(&document.root_element(), "tests"), cases.len());
    assert_eq!(number(&document.root_element(), "failures"), failures.len());
    for suite in all(&document, "testsuite") {
        let inside = |name| suite.descendants().filter(|node| node.has_tag_name(name)).count();
        assert_eq!((number(&suite, "tests"), number(&suite, "failures")), (inside("testcase"), inside("failure")));
    }
    let said: Vec<&str> = document.descendants().filter_map(|node| node.text()).collect();
    for line in findings().iter().flat_map(held) {
        assert!(said.iter().any(|text| text.contains(&line)), "{line}");
    }
}

#[test]
fn tests_have_names_of_their_own_that_do_not_depend_on_lines() {
    let text = written("junit", &findings());
    let document = document(&text);
    let cases = all(&document, "testcase");
    let names: Vec<_> = cases
        .iter()
        .map(|case| (case.attribute("classname").expect("a class"), case.attribute("name").expect("a name")))
        .collect();
    let mut unique = names.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), names.len());
    assert!(names.contains(&("touchbase.unknown-reference", "wechsel.anruf (3)")), "{names:?}");
    assert!(names.contains(&("touchbase.unreadable-file", "kanäle.cx")), "{names:?}");
}

#[test]
fn checks_that_found_nothing_are_passed_tests_unless_they_are_off() {
    let compilation = base(&[("a.cx", "")]);
    let format = FORMATS.iter().find(|format| format.name == "junit").expect("JUnit");
    let text = reported(format, &compilation, &[]);
    let document = document(&text);
    let suites: Vec<_> =
        all(&document, "testsuite").iter().map(|suite| suite.attribute("name").expect("a name")).collect();
    let on = |check: &&&check::Check| {
        check::is_on(check.name, &compilation.config, &Options::default(), &compilation.sources) == Some(true)
    };
    let expected: Vec<&str> = check::ALL.iter().filter(on).map(|check| check.name).collect();
    assert!(expected.len() > 30 && suites == expected, "{suites:?}");
    assert_eq!(all(&document, "testcase").len(), suites.len());
    assert_eq!(number(&document.root_element(), "failures"), 0);
}

#[test]
fn whatever_stands_in_a_base_is_well_formed() {
    let hostile: String = ('\0'..='\u{ff}').chain(['\u{fffe}', '\u{ffff}', '\u{2028}', '😀']).collect();
    let nasty = [Diagnostic::new("limits", Level::Error, at(0, "phone", 0), &hostile).help(&hostile)];
    for format in FORMATS.iter().filter(|format| ["junit", "checkstyle"].contains(&format.name)) {
        document(&written(format.name, &nasty));
        for (compilation, findings) in broken_examples() {
            document(&reported(format, &compilation, &findings));
        }
    }
}
