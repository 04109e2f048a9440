//! Findings for programs. The format is documented in `docs/output-json.md`; a change that could break a reader of it
//! raises [`SCHEMA_VERSION`].

use serde::Serialize;

use super::{Diagnostic, Summary};
use crate::text::{Sources, Span};

/// Version of the format.
pub const SCHEMA_VERSION: u32 = 1;

#[derive(Serialize)]
struct Report<'d> {
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

/// All findings of a run as one JSON document that ends with a line break.
pub fn render(diagnostics: &[Diagnostic], sources: &Sources, summary: &Summary) -> String {
    let report = Report {
        schema_version: SCHEMA_VERSION,
        diagnostics: diagnostics.iter().map(|diagnostic| finding(diagnostic, sources)).collect(),
        summary: Counts {
            errors: summary.errors,
            warnings: summary.warnings,
            hints: summary.hints,
            files: summary.files,
        },
    };
    // every map has text as keys, so this cannot fail
    let mut text = serde_json::to_string_pretty(&report).unwrap_or_default();
    text.push('\n');
    text
}

fn finding<'d>(diagnostic: &'d Diagnostic, sources: &'d Sources) -> Finding<'d> {
    let related = diagnostic.related.iter().map(|label| {
        let Range { file, line, column, .. } = range(label.span, sources);
        Related { file, line, column, message: &label.text }
    });
    let fix = diagnostic.fix.as_ref().map(|fix| {
        let edits = fix.edits.iter().map(|edit| Edit { place: range(edit.span, sources), text: &edit.text });
        Fix { title: &fix.title, edits: edits.collect() }
    });
    Finding {
        check: &diagnostic.check,
        level: diagnostic.level.word(),
        message: &diagnostic.message,
        place: range(diagnostic.primary.span, sources),
        related: related.collect(),
        help: diagnostic.help.as_deref(),
        fix,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Level;
    use crate::text::{self, Source, SourceId};

    #[test]
    fn the_format_is_kept() {
        let sources = Sources::new(vec![
            Source::new("a.cx", "touchpoint hotline\n"),
            Source::new("größe/b.cx", "ä: hotlin 😀\r\n"),
        ]);
        let place = Span::new(SourceId(1), 4, 10);
        let found = Diagnostic::new("unknown-reference", Level::Error, place, "There is no \"hotlin\".")
            .label("not shown")
            .related(Span::new(SourceId(0), 11, 18), "the nearest id")
            .help("Write `hotline`.")
            .fix("replace `hotlin` by `hotline`", vec![text::Edit { span: place, text: "hotline".into() }]);
        let bare = Diagnostic::new("limits", Level::Hint, Span::file(SourceId(0)), "Large.");
        let all = [found, bare];
        let expected = include_str!("../../tests/it/cli/golden/diagnostics.json");
        assert_eq!(render(&all, &sources, &Summary::of(&all, 2)), expected);
    }
}
