//! Findings for programs. The format is documented in `docs/output-json.md`; a change that could break a reader of it
//! raises [`SCHEMA_VERSION`].

use serde::Serialize;

use super::Report;
use crate::check::{self, Subject};
use crate::diagnostic::Diagnostic;
use crate::text::{Sources, Span};

/// Version of the format.
pub const SCHEMA_VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'d> {
    schema_version: u32,
    diagnostics: Vec<Finding<'d>>,
    summary: Counts,
}

#[derive(Serialize)]
struct Finding<'d> {
    check: &'d str,
    level: &'d str,
    message: &'d str,
    #[serde(flatten)]
    place: Range<'d>,
    related: Vec<Related<'d>>,
    help: Option<&'d str>,
    fix: Option<Fix<'d>>,
    page: Option<String>,
    element: Option<String>,
    fingerprint: String,
}

#[derive(Serialize)]
struct Range<'d> {
    file: &'d str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
}

#[derive(Serialize)]
struct Related<'d> {
    file: &'d str,
    line: u32,
    column: u32,
    message: &'d str,
}

#[derive(Serialize)]
struct Fix<'d> {
    title: &'d str,
    safe: bool,
    edits: Vec<Edit<'d>>,
}

#[derive(Serialize)]
struct Edit<'d> {
    #[serde(flatten)]
    place: Range<'d>,
    text: &'d str,
}

#[derive(Serialize)]
struct Counts {
    errors: usize,
    warnings: usize,
    hints: usize,
    files: usize,
}

pub(super) fn render(report: &Report<'_>) -> String {
    let (summary, sources) = (report.summary, &report.compilation.sources);
    let document = Document {
        schema_version: SCHEMA_VERSION,
        diagnostics: report
            .with_subjects()
            .map(|(diagnostic, subject)| finding(diagnostic, subject, sources))
            .collect(),
        summary: Counts {
            errors: summary.errors,
            warnings: summary.warnings,
            hints: summary.hints,
            files: summary.files,
        },
    };
    // every map has text as keys, so this cannot fail
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

fn finding<'d>(diagnostic: &'d Diagnostic, subject: Subject, sources: &'d Sources) -> Finding<'d> {
    let related = diagnostic.related.iter().map(|label| {
        let Range { file, line, column, .. } = range(label.span, sources);
        Related { file, line, column, message: &label.text }
    });
    let fix = diagnostic.fix.as_ref().map(|fix| {
        let edits = fix.edits.iter().map(|edit| Edit { place: range(edit.span, sources), text: &edit.text });
        Fix { title: &fix.title, safe: fix.safe, edits: edits.collect() }
    });
    Finding {
        check: &diagnostic.check,
        level: diagnostic.level.word(),
        message: &diagnostic.message,
        place: range(diagnostic.primary.span, sources),
        related: related.collect(),
        help: diagnostic.help.as_deref(),
        fix,
        page: check::page(&diagnostic.check),
        fingerprint: subject.fingerprint.to_string(),
        element: subject.element.map(|_| subject.name),
    }
}

fn range(span: Span, sources: &Sources) -> Range<'_> {
    let source = sources.get(span.source);
    let (start, end) = (source.position(span.start), source.position(span.end));
    Range {
        file: source.path.as_str(),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}
