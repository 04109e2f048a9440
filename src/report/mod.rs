//! Findings to reports: what a run found, as text for people, as data for programs, as files that CI systems read. One file a
//! format; a new one is a file and an entry in [`FORMATS`].
//!
//! A report is a text. Where it goes, and the folder from which it names files, is for the command line to know.

mod checkstyle;
mod github;
mod gitlab;
mod json;
mod junit;
mod markdown;
mod narrated;
mod sarif;
mod text;
mod xml;

use camino::Utf8Path;

pub use json::SCHEMA_VERSION;

use crate::check::{self, Options, Subject};
use crate::compile::Compilation;
use crate::diagnostic::human::Look;
use crate::diagnostic::visible::{visible, visible_line};
use crate::diagnostic::{Diagnostic, Summary};
use crate::text::{Position, Span};

/// What a report is made from.
#[derive(Debug, Clone, Copy)]
pub struct Report<'r> {
    /// The knowledge base.
    pub compilation: &'r Compilation,
    /// What the run asked for.
    pub options: &'r Options,
    /// What to report, sorted by place.
    pub findings: &'r [Diagnostic],
    /// How many findings there are, and how many files were read.
    pub summary: &'r Summary,
    /// Where the knowledge base lies, seen from the folder from which CI systems name files: `docs/kb`; empty when it is that folder.
    pub folder: &'r Utf8Path,
    /// How findings are drawn.
    pub look: Look,
}

/// A format in which findings can be written.
#[derive(Debug)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is for, in one sentence without a full stop.
    pub doc: &'static str,
    /// Writes a report; the text ends with a line break.
    pub render: fn(&Report<'_>) -> String,
}

/// Every format.
pub static FORMATS: &[Format] = &[
    Format { name: "text", doc: "Drawn: the lines in question, the place underlined", render: text::render },
    Format { name: "narrated", doc: "Told in sentences, for screen readers", render: narrated::render },
    Format { name: "json", doc: "For programs of your own; docs/output-json.md describes it", render: json::render },
    Format { name: "sarif", doc: "SARIF 2.1.0, for GitHub code scanning, editors and viewers", render: sarif::render },
    Format { name: "junit", doc: "JUnit XML, for the test reports of most CI systems", render: junit::render },
    Format { name: "github", doc: "Annotations that GitHub Actions shows at the lines", render: github::render },
    Format { name: "gitlab", doc: "Code quality JSON, for merge requests of GitLab", render: gitlab::render },
    Format { name: "checkstyle", doc: "Checkstyle XML, for tools of code review", render: checkstyle::render },
    Format { name: "markdown", doc: "A comment for a pull request, short enough to be one", render: markdown::render },
];

/// A place as CI systems name it.
struct Place {
    /// With `/`, from the folder from which CI systems name files.
    path: String,
    start: Position,
    end: Position,
}

impl Report<'_> {
    fn place(&self, span: Span) -> Place {
        let source = self.compilation.sources.get(span.source);
        let path = match self.folder.as_str() {
            "" => source.path.to_string(),
            folder => format!("{folder}/{}", source.path),
        };
        Place { path, start: source.position(span.start), end: source.position(span.end) }
    }

    /// Every finding with what it is about.
    fn with_subjects(&self) -> impl Iterator<Item = (&Diagnostic, Subject)> {
        let Compilation { model, sources, .. } = self.compilation;
        self.findings.iter().zip(check::subjects(model, sources, self.findings))
    }

    /// All that is said about a finding beside its place, a line each: what is wrong, other places, what to do.
    fn told(&self, finding: &Diagnostic) -> Vec<String> {
        let related = finding.related.iter().map(|label| {
            let Place { path, start, .. } = self.place(label.span);
            let said = Some(label.text.trim_end_matches('.')).filter(|said| !said.is_empty());
            let said = said.map(|said| format!(": {said}")).unwrap_or_default();
            visible_line(&format!("See also {path}:{}{said}.", start.line))
        });
        let advice = finding.advice().map(|advice| format!("Help: {}", visible(advice)));
        std::iter::once(visible(&finding.message).into_owned()).chain(related).chain(advice).collect()
    }

    /// The same with the way to all about the check: for formats that have no place of their own for it.
    fn told_with_page(&self, finding: &Diagnostic) -> Vec<String> {
        let page = check::page(&finding.check).map(|page| match page.contains("://") {
            true => format!("More: {page}"),
            false => format!("More: {page} of touchbase, or `touchbase explain {}`", finding.check),
        });
        self.told(finding).into_iter().chain(page).collect()
    }

    /// The names of the checks of which something was found and which can be explained, in the order of the documentation.
    fn explainable(&self) -> impl Iterator<Item = &'static str> {
        let names = check::ALL.iter().map(|check| check.name);
        names.filter(|name| self.findings.iter().any(|finding| finding.check == *name))
    }
}
