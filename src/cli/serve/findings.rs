//! What a run found, for people in front of a browser: as data for the live script, and as a page of its own while there is no
//! site to show.
//!
//! Texts of the knowledge base are data here and are escaped on the page; nothing of an author's becomes HTML.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use serde::Serialize;

use super::editor::Editor;
use super::page::{escaped, live_line};
use crate::diagnostic::{Diagnostic, Level, Summary};
use crate::present::Words;
use crate::text::{Position, Sources};

/// So many findings are shown; the terminal has them all.
const SHOWN: usize = 100;

/// Words that the live script shows, in each language of pages.
const WORDS: &[&str] = &[
    "live_findings",
    "live_stale",
    "live_close",
    "live_show",
    "live_more",
    "live_gone",
    "live_error",
    "live_warning",
    "live_hint",
    "live_errors_1",
    "live_errors_n",
    "live_warnings_1",
    "live_warnings_n",
    "live_hints_1",
    "live_hints_n",
];

/// What keeps the site from being made, besides findings: a template that cannot be used, a folder that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    /// One or two whole sentences.
    pub(super) message: String,
    /// The file in question below the root, and the line in it.
    pub(super) place: Option<(String, Option<usize>)>,
}

/// All findings of a state, ready to be sent.
#[derive(Debug, Clone)]
pub(super) struct Findings {
    /// For the live script.
    pub(super) json: String,
    /// Another one for other findings.
    pub(super) version: u64,
    language: &'static str,
    list: Vec<Shown>,
    more: usize,
}

#[derive(Debug, Clone, Serialize)]
struct Document<'d> {
    version: String,
    /// Whether pages show an older state, because this one has errors.
    stale: bool,
    errors: usize,
    warnings: usize,
    hints: usize,
    findings: &'d [Shown],
    /// How many findings are not in the list.
    more: usize,
    words: serde_json::Value,
}

/// One finding.
#[derive(Debug, Clone, Serialize, Hash)]
struct Shown {
    level: &'static str,
    check: String,
    message: String,
    file: Option<String>,
    line: Option<u32>,
    column: Option<u32>,
    help: Option<String>,
    /// The address that opens an editor at the place.
    open: Option<String>,
}

impl Findings {
    /// Of the knowledge base in the folder `root`, an absolute path.
    pub(super) fn new(
        (diagnostics, sources): (&[Diagnostic], &Sources),
        problems: &[Problem],
        (root, editor): (&Path, &Editor),
        language: &str,
        stale: bool,
    ) -> Findings {
        let summary = Summary::of(diagnostics, sources.len());
        let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
        sorted.sort_by_key(|finding| finding.level);
        let found = sorted.into_iter().map(|finding| Shown::of(finding, sources, root, editor));
        let mut list: Vec<Shown> = problems.iter().map(|problem| Shown::problem(problem, root, editor)).collect();
        list.extend(found.take(SHOWN));
        let more = diagnostics.len().saturating_sub(SHOWN);
        let mut hasher = DefaultHasher::new();
        (stale, &list, diagnostics.len()).hash(&mut hasher);
        let version = hasher.finish();
        let document = Document {
            version: format!("{version:x}"),
            stale,
            errors: summary.errors + problems.len(),
            warnings: summary.warnings,
            hints: summary.hints,
            findings: &list,
            more,
            words: words(),
        };
        // every map has text as keys, so this cannot fail
        let json = serde_json::to_string(&document).unwrap_or_default();
        Findings { json, version, language: Words::of(language).language(), list, more }
    }

    /// The page that stands for every page of a site that cannot be made yet.
    pub(super) fn page(&self, generation: &str) -> String {
        let words = Words::of(self.language);
        let items: String = self.list.iter().map(|shown| shown.html(&words)).collect();
        let more = match self.more {
            0 => String::new(),
            more => format!("<p>{}</p>\n", escaped(&words.get("live_more").replace("{n}", &more.to_string()))),
        };
        format!(
            "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'; script-src 'self'; base-uri 'none'\">\n\
             <title>{title}</title>\n<link rel=\"stylesheet\" href=\"/.touchbase/live.css\">\n</head>\n\
             <body class=\"whole\">\n<main>\n<h1>{title}</h1>\n<p>{help}</p>\n<ol class=\"list\">\n{items}</ol>\n{more}</main>\n{live}</body>\n</html>\n",
            language = self.language,
            title = words.get("live_blank"),
            help = words.get("live_blank_help"),
            live = live_line(generation),
        )
    }
}

/// The words by language and key.
fn words() -> serde_json::Value {
    let of = |language: &str| {
        let words = Words::of(language);
        let list = WORDS.iter().map(|key| ((*key).to_owned(), words.get(key).into()));
        serde_json::Value::Object(list.collect())
    };
    serde_json::json!({ "en": of("en"), "de": of("de") })
}

impl Shown {
    fn of(finding: &Diagnostic, sources: &Sources, root: &Path, editor: &Editor) -> Shown {
        let source = sources.get(finding.primary.span.source);
        let at = source.position(finding.primary.span.start);
        Shown {
            level: finding.level.word(),
            check: finding.check.to_string(),
            message: finding.message.clone(),
            file: Some(source.path.to_string()),
            line: Some(at.line),
            column: Some(at.column),
            help: finding.advice().map(str::to_owned),
            open: editor.address(&root.join(&source.path), at),
        }
    }

    fn problem(problem: &Problem, root: &Path, editor: &Editor) -> Shown {
        let line = problem.place.as_ref().and_then(|(_, line)| u32::try_from((*line)?).ok());
        let file = problem.place.as_ref().map(|(file, _)| file.clone());
        let at = Position { line: line.unwrap_or(1), column: 1 };
        Shown {
            level: Level::Error.word(),
            check: String::new(),
            message: problem.message.clone(),
            open: file.as_deref().and_then(|file| editor.address(&root.join(file), at)),
            file,
            line,
            column: None,
            help: None,
        }
    }

    fn place(&self) -> Option<String> {
        let numbers = [self.line, self.column];
        let numbers: String = numbers.iter().flatten().map(|number| format!(":{number}")).collect();
        Some(format!("{}{numbers}", self.file.as_ref()?))
    }

    fn html(&self, words: &Words) -> String {
        let level = match self.level {
            "error" => words.get("live_error"),
            "warning" => words.get("live_warning"),
            _ => words.get("live_hint"),
        };
        let place = self.place().map(|place| match &self.open {
            Some(open) => format!("<a href=\"{}\">{}</a>", escaped(open), escaped(&place)),
            None => format!("<code>{}</code>", escaped(&place)),
        });
        let help = self.help.as_ref().map(|help| format!("<p class=\"help\" lang=\"en\">{}</p>", escaped(help)));
        format!(
            "<li class=\"{}\"><p lang=\"en\"><strong lang=\"{}\">{level}</strong> {}</p>{}{}</li>\n",
            self.level,
            words.language(),
            escaped(&self.message),
            place.map(|place| format!("<p class=\"place\">{place}</p>")).unwrap_or_default(),
            help.unwrap_or_default(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Source, SourceId, Span};

    fn findings(message: &str) -> Findings {
        let sources = Sources::new(vec![Source::new("größe 1.cx", "a\r\n  b 😀\r\n")]);
        let finding = Diagnostic::new("x-y", Level::Error, Span::new(SourceId(0), 5, 6), message).help("Do <this>.");
        let editor: Editor = "vscode".parse().unwrap_or_else(|error| panic!("{error}"));
        Findings::new((&[finding], &sources), &[], (Path::new("/kb"), &editor), "de", true)
    }

    #[test]
    fn findings_are_data_with_their_place() {
        let json: serde_json::Value = serde_json::from_str(&findings("größe \"<b>\"").json).unwrap_or_default();
        let finding = json.pointer("/findings/0").cloned().unwrap_or_default();
        assert_eq!(finding["message"], "größe \"<b>\"");
        assert_eq!(
            (finding["file"].as_str(), finding["line"].as_u64(), finding["column"].as_u64()),
            (Some("größe 1.cx"), Some(2), Some(3))
        );
        assert_eq!(finding["open"], "vscode://file/kb/gr%C3%B6%C3%9Fe%201.cx:2:3");
        assert_eq!(json["stale"], true);
        assert_eq!(json["words"]["de"]["live_close"], "Schließen");
    }

    #[test]
    fn authors_cannot_write_html() {
        let page = findings("</li><script>alert(1)</script>").page("a.1");
        assert!(page.contains("&lt;script&gt;alert(1)") && !page.contains("<script>"), "{page}");
        assert!(page.contains("Do &lt;this&gt;."));
    }

    #[test]
    fn other_findings_have_another_version() {
        assert_ne!(findings("a").version, findings("b").version);
        assert_eq!(findings("a").version, findings("a").version);
    }
}
