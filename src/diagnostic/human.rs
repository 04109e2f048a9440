//! Findings for people at a terminal: the lines in question, the exact place underlined, and what to do next.
//!
//! miette draws; the quoted lines come from `excerpt`. Where the text goes, and whether that place
//! shows colours, is the caller's business.

use std::fmt;

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, Severity, SourceCode, ThemeCharacters, ThemeStyles};

use super::excerpt::{Excerpt, is_whole_file};
use super::visible::{TAB, visible};
use super::{Diagnostic, Level, Summary};
use crate::text::Sources;

/// How findings are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Whether to use ANSI colours.
    pub color: bool,
    /// Whether to draw with Unicode characters rather than ASCII ones.
    pub unicode: bool,
    /// Columns that fit on a line.
    pub width: usize,
}

/// Columns that line numbers and frames take beside a quoted line.
const MARGIN: usize = 12;

/// Draws one finding; the text ends with a line break.
pub fn render(diagnostic: &Diagnostic, sources: &Sources, look: Look) -> String {
    let excerpt = Excerpt::new(diagnostic, sources, look.width.saturating_sub(MARGIN).max(20));
    let handler = handler(diagnostic, &excerpt, look);
    let mut text = String::new();
    match handler.render_report(&mut text, &Report { diagnostic, excerpt }) {
        Ok(()) => text,
        Err(fmt::Error) => format!("{}: {}\n", diagnostic.level.word(), visible(&diagnostic.message)),
    }
}

/// The last line of a run: `3 errors, 2 warnings in 41 files`.
pub fn summary(summary: &Summary) -> String {
    let counts = [(summary.errors, "error"), (summary.warnings, "warning"), (summary.hints, "hint")];
    let parts: Vec<String> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| counted(*count, word)).collect();
    let found = if parts.is_empty() { "no problems".to_string() } else { parts.join(", ") };
    format!("{found} in {}", counted(summary.files, "file"))
}

/// A number and its noun, with an `s` unless it is one: `1 file`, `41 files`.
pub fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

fn handler(diagnostic: &Diagnostic, excerpt: &Excerpt, look: Look) -> GraphicalReportHandler {
    let characters = if look.unicode { ThemeCharacters::unicode() } else { ThemeCharacters::ascii() };
    let mut styles = if look.color { ThemeStyles::ansi() } else { ThemeStyles::none() };
    let main = match diagnostic.level {
        Level::Error => styles.error,
        Level::Warning => styles.warning,
        Level::Hint => styles.advice,
    };
    // miette hands out these styles in the order in which the labels stand in the text
    let mut order: Vec<usize> = (0..excerpt.marks.len()).collect();
    order.sort_by_key(|at| excerpt.marks.get(*at).map(|mark| mark.range.start));
    styles.highlights = order.into_iter().map(|at| if at == 0 { main } else { styles.help }).collect();
    let handler = GraphicalReportHandler::new_themed(GraphicalTheme { characters, styles })
        .with_width(look.width)
        .with_links(false)
        .tab_width(TAB)
        .without_syntax_highlighting();
    let only_a_path = is_whole_file(diagnostic) && diagnostic.related.is_empty();
    if only_a_path { handler.without_primary_span_start() } else { handler }
}

/// A finding in the form miette asks for.
#[derive(Debug)]
struct Report<'d> {
    diagnostic: &'d Diagnostic,
    excerpt: Excerpt,
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&visible(&self.diagnostic.message))
    }
}

impl std::error::Error for Report<'_> {}

impl miette::Diagnostic for Report<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.diagnostic.check))
    }

    fn severity(&self) -> Option<Severity> {
        Some(match self.diagnostic.level {
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
            Level::Hint => Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(visible(self.diagnostic.advice()?)))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.excerpt)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.excerpt.marks.iter().enumerate().map(|(at, mark)| {
            let text = (!mark.text.is_empty()).then(|| mark.text.clone());
            let span = (mark.range.start, mark.range.end.saturating_sub(mark.range.start));
            if at == 0 {
                LabeledSpan::new_primary_with_span(text, span)
            } else {
                LabeledSpan::new_with_span(text, span)
            }
        })))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Source, SourceId, Span};
    use unicode_width::UnicodeWidthStr;

    const PLAIN: Look = Look { color: false, unicode: true, width: 80 };

    fn sources(files: &[(&str, &str)]) -> Sources {
        Sources::new(files.iter().map(|(path, text)| Source::new(*path, *text)).collect())
    }

    fn span(sources: &Sources, path: &str, word: &str) -> Span {
        let (id, source) = sources.iter().find(|(_, source)| source.path == path).unwrap_or_else(|| panic!("{path}"));
        let start = source.text.find(word).unwrap_or_else(|| panic!("{word}"));
        Span::new(id, start, start + word.len())
    }

    fn error(span: Span) -> Diagnostic {
        Diagnostic::new("unknown-reference", Level::Error, span, "There is no element `hotlin`.").label("not defined")
    }

    /// The text above the underline of the only label.
    fn underlined(report: &str) -> String {
        let lines: Vec<&str> = report.lines().collect();
        let at = lines.iter().position(|line| line.contains('┬')).unwrap_or_else(|| panic!("{report}"));
        let marks = lines[at].chars().position(|c| c == '─' || c == '┬').unwrap_or_default();
        let length = lines[at].chars().filter(|c| *c == '─' || *c == '┬').count();
        let (mut column, mut text) = (0, String::new());
        for c in lines[at - 1].chars() {
            if (marks..marks + length).contains(&column) {
                text.push(c);
            }
            column += c.to_string().width();
        }
        text
    }

    #[test]
    fn a_finding_shows_its_line_its_place_and_what_to_do() {
        let sources = sources(&[("reise.cx", "journey a {\n  step \"x\" { touchpoint: hotlin }\n}\n")]);
        let found = error(span(&sources, "reise.cx", "hotlin")).help("did you mean `hotline`?");
        let expected = "\
unknown-reference

  × There is no element `hotlin`.
   ╭─[reise.cx:2:26]
 1 │ journey a {
 2 │   step \"x\" { touchpoint: hotlin }
   ·                          ───┬──
   ·                             ╰── not defined
 3 │ }
   ╰────
  help: did you mean `hotline`?
";
        assert_eq!(render(&found, &sources, PLAIN), expected);
    }

    #[test]
    fn both_places_are_shown_with_their_files() {
        let sources = sources(&[("a.cx", "touchpoint \"Hotline\" {\n"), ("b/c.cx", "\n\ncontext \"Hotline\" {\n")]);
        let found =
            Diagnostic::new("duplicate-name", Level::Warning, span(&sources, "b/c.cx", "\"Hotline\""), "Twice.")
                .label("and here")
                .related(span(&sources, "a.cx", "\"Hotline\""), "first here")
                .help("rename one");
        let expected = "\
duplicate-name

  ⚠ Twice.
   ╭─[b/c.cx:3:9]
 2 │ 
 3 │ context \"Hotline\" {
   ·         ────┬────
   ·             ╰── and here
   ╰────
   ╭─[a.cx:1:12]
 1 │ touchpoint \"Hotline\" {
   ·            ────┬────
   ·                ╰── first here
   ╰────
  help: rename one
";
        assert_eq!(render(&found, &sources, PLAIN), expected);
    }

    #[test]
    fn places_in_one_file_share_its_frame_or_get_their_own() {
        let text = format!("one\ntwo\n{}last\n", "filler\n".repeat(20));
        let sources = sources(&[("a.cx", &text)]);
        let near = error(span(&sources, "a.cx", "two")).related(span(&sources, "a.cx", "one"), "before");
        assert_eq!(render(&near, &sources, PLAIN).matches("╭─[a.cx:2:1]").count(), 1);
        let far = error(span(&sources, "a.cx", "two")).related(span(&sources, "a.cx", "last"), "after");
        let report = render(&far, &sources, PLAIN);
        assert!(report.contains("╭─[a.cx:2:1]") && report.contains("╭─[a.cx:23:1]"), "{report}");
    }

    #[test]
    fn the_underline_stands_below_the_word_whatever_comes_before_it() {
        for before in ["\t", "größe ", "日本語", "😀 ", "👩‍💻 ", "❤️ ", "a\u{308} ", "\u{202e}", "\u{1b}[31m", "\u{feff}"]
        {
            for tail in ["\n", "\r\n", ""] {
                let text = format!("x\n{before}hotlin{before} y{tail}");
                let sources = sources(&[("a.cx", &text)]);
                let report = render(&error(span(&sources, "a.cx", "hotlin")), &sources, PLAIN);
                assert_eq!(underlined(&report), "hotlin", "{report}");
                assert!(!report.contains(['\u{202e}', '\u{1b}', '\t']), "{report}");
            }
        }
    }

    #[test]
    fn a_wide_word_is_underlined_over_its_whole_width() {
        let sources = sources(&[("a.cx", "touchpoint: 日本語\n")]);
        let report = render(&error(span(&sources, "a.cx", "日本語")), &sources, PLAIN);
        assert!(report.contains("   ·             ───┬──\n"), "{report}");
    }

    #[test]
    fn a_missing_thing_is_pointed_at_even_at_the_end_of_the_file() {
        for text in ["journey a {", "journey a {\n", "journey a {\r\n"] {
            let sources = sources(&[("a.cx", text)]);
            let end = Span::new(SourceId(0), text.len(), text.len());
            let report = render(&error(end), &sources, PLAIN);
            assert!(report.contains('▲'), "{report}");
        }
    }

    #[test]
    fn a_long_line_is_cut_to_the_terminal() {
        let text = format!("{}hotlin{}\n", "ä".repeat(70_000), "ü".repeat(70_000));
        let sources = sources(&[("a.cx", &text)]);
        let report = render(&error(span(&sources, "a.cx", "hotlin")), &sources, PLAIN);
        assert_eq!(underlined(&report), "hotlin");
        assert!(report.contains("a.cx:1:70001"));
        assert!(report.lines().all(|line| line.width() <= 80), "{report}");
    }

    #[test]
    fn a_label_over_many_lines_is_shown_at_its_begin() {
        let text = format!("journey a {{\n{}}}\n", "  x: 1\n".repeat(50));
        let sources = sources(&[("a.cx", &text)]);
        let report = render(&error(Span::new(SourceId(0), 0, text.len())), &sources, PLAIN);
        assert!(report.lines().count() < 10, "{report}");
        let few = render(&error(Span::new(SourceId(0), 0, 20)), &sources, PLAIN);
        assert!(few.contains("╭─▶ journey a {") && few.contains("╰──── not defined"), "{few}");
    }

    #[test]
    fn a_finding_about_a_file_names_it_without_quoting_it() {
        let sources = sources(&[("groß.cx", "a\nb\n")]);
        let found = Diagnostic::new("limits", Level::Error, Span::file(SourceId(0)), "The file is too large.");
        assert_eq!(render(&found, &sources, PLAIN), "limits\n\n  × The file is too large.\n   ╭─[groß.cx]\n   ╰────\n");
        let found = found.related(span(&sources, "groß.cx", "b"), "see here");
        assert!(render(&found, &sources, PLAIN).contains("╰── see here"));
    }

    #[test]
    fn colours_come_only_when_asked_for() {
        let sources = sources(&[("a.cx", "hotlin\n")]);
        let found = error(span(&sources, "a.cx", "hotlin"));
        assert!(!render(&found, &sources, PLAIN).contains('\u{1b}'));
        assert!(render(&found, &sources, Look { color: true, ..PLAIN }).contains("\u{1b}[31m"));
        let ascii = render(&found, &sources, Look { unicode: false, ..PLAIN });
        assert!(ascii.is_ascii(), "{ascii}");
    }

    #[test]
    fn nothing_that_steers_a_terminal_comes_out_of_a_message() {
        let sources = sources(&[("a\u{1b}[2J.cx", "x\n")]);
        let found = Diagnostic::new("c", Level::Hint, Span::new(SourceId(0), 0, 1), "a\u{1b}b")
            .label("l\u{7}\u{202e}")
            .help("h\u{9b}");
        let report = render(&found, &sources, PLAIN);
        assert!(!report.chars().any(|c| c != '\n' && crate::diagnostic::visible::is_hidden(c)), "{report:?}");
    }

    #[test]
    fn any_span_can_be_drawn() {
        let text = "ä\r\n\t😀x\r\r\n\n語";
        let sources = sources(&[("a.cx", text), ("b.cx", "")]);
        for start in 0..text.len() + 2 {
            for end in start..text.len() + 3 {
                let found = error(Span::new(SourceId(0), start, end))
                    .related(Span::new(SourceId(0), 3, end), "x")
                    .related(Span::new(SourceId(1), 0, 0), "y");
                assert!(!render(&found, &sources, PLAIN).contains("Failed to read"));
                assert!(!render(&found, &sources, Look { width: 0, ..PLAIN }).is_empty());
            }
        }
    }

    #[test]
    fn the_summary_counts_like_a_person() {
        let of = |errors, warnings, hints, files| summary(&Summary { errors, warnings, hints, files });
        assert_eq!(of(3, 2, 0, 41), "3 errors, 2 warnings in 41 files");
        assert_eq!(of(1, 1, 1, 1), "1 error, 1 warning, 1 hint in 1 file");
        assert_eq!(of(0, 0, 0, 41), "no problems in 41 files");
    }
}
