//! Findings as plain sentences, for screen readers and braille displays: no drawing, no columns to line up.

use super::excerpt::is_whole_file;
use super::visible::{visible, visible_line};
use super::{Diagnostic, Label};
use crate::text::{Source, Sources, Span};

/// Longest quoted line in characters.
const MAX_QUOTE: usize = 200;

/// Tells one finding; the text ends with a line break.
pub fn render(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let source = sources.get(diagnostic.primary.span.source);
    let mut text = format!("{}: {}\n", capitalised(diagnostic.level.word()), visible(&diagnostic.message));
    if is_whole_file(diagnostic) {
        text.push_str(&format!("In file {}.\n", visible_line(source.path.as_str())));
    } else {
        text.push_str(&format!("In {}{}\n", place(diagnostic.primary.span, source), said(&diagnostic.primary)));
        text.push_str(&format!("The line reads: {}\n", quote(source, diagnostic.primary.span)));
    }
    for label in &diagnostic.related {
        let source = sources.get(label.span.source);
        text.push_str(&format!("See also {}{}\n", place(label.span, source), said(label)));
    }
    if let Some(advice) = diagnostic.advice() {
        text.push_str(&format!("Help: {}\n", visible(advice)));
    }
    text.push_str(&format!("Check: {}.\n", diagnostic.check));
    text
}

/// `file a.cx, line 3, columns 5 to 9`.
fn place(span: Span, source: &Source) -> String {
    let (start, end) = (source.position(span.start), source.position(span.end));
    let path = visible_line(source.path.as_str());
    let column = match (end.line == start.line, end.column.saturating_sub(1)) {
        (false, _) => format!("column {}, up to line {}, column {}", start.column, end.line, end.column),
        (true, last) if last > start.column => format!("columns {} to {last}", start.column),
        _ => format!("column {}", start.column),
    };
    format!("file {path}, line {}, {column}", start.line)
}

fn said(label: &Label) -> String {
    if label.text.is_empty() { ".".into() } else { format!(": {}.", visible_line(&label.text).trim_end_matches('.')) }
}

/// The line of a span, without indentation and cut when it is very long.
fn quote(source: &Source, span: Span) -> String {
    let line = source.lines().line(span.start);
    let start = source.lines().start(line) as usize;
    let rest = source.text.get(start..).unwrap_or_default();
    // what stands further on in a very long line is not looked at
    let end = rest.char_indices().nth(MAX_QUOTE * 2).map_or(rest.len(), |(end, _)| end);
    let rest = rest.get(..end).unwrap_or_default();
    let line = rest.split(['\n', '\r']).next().unwrap_or_default().trim();
    match line.char_indices().nth(MAX_QUOTE) {
        Some((end, _)) => format!("{} and so on", visible_line(line.get(..end).unwrap_or_default())),
        None => visible_line(line),
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Level;
    use crate::text::SourceId;

    #[test]
    fn a_finding_is_told_in_sentences() {
        let sources = Sources::new(vec![
            Source::new("a.cx", "touchpoint hotline\n"),
            Source::new("b.cx", "step x {\n  touchpoint: hotlin // größe\n}\n"),
        ]);
        let found = Diagnostic::new("unknown-reference", Level::Error, Span::new(SourceId(1), 23, 29), "No `hotlin`.")
            .label("not defined")
            .related(Span::new(SourceId(0), 11, 18), "the nearest name")
            .help("did you mean `hotline`?");
        let expected = "\
Error: No `hotlin`.
In file b.cx, line 2, columns 15 to 20: not defined.
The line reads: touchpoint: hotlin // größe
See also file a.cx, line 1, columns 12 to 18: the nearest name.
Help: did you mean `hotline`?
Check: unknown-reference.
";
        assert_eq!(render(&found, &sources), expected);
    }

    #[test]
    fn a_finding_about_a_file_names_only_the_file() {
        let sources = Sources::new(vec![Source::new("a.cx", "x")]);
        let found = Diagnostic::new("limits", Level::Warning, Span::file(SourceId(0)), "The file is too large.");
        assert_eq!(render(&found, &sources), "Warning: The file is too large.\nIn file a.cx.\nCheck: limits.\n");
    }
}
