//! Findings as editors show them, and which of them each editor was told.

use camino::Utf8PathBuf;
use gen_lsp_types::{
    Code, CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location,
    PublishDiagnosticsParams, Uri,
};
use rustc_hash::FxHashMap;
use serde_json::json;

use super::answer::range;
use super::client::Client;
use super::workspace::{Base, Workspace};
use crate::check;
use crate::compile::Compilation;
use crate::diagnostic::{self, Level};
use crate::text::Unit;

/// What the editor was last told about each file; files without findings are not in it.
pub(super) type Published = FxHashMap<Utf8PathBuf, Vec<Diagnostic>>;

/// Checks whose findings point at something that is of yesterday.
const DEPRECATED: &[&str] = &["retired-reference", "renamed-reference"];

/// Checks whose findings point at something that could as well go.
const UNNECESSARY: &[&str] = &["unused-suppression", "outdated-baseline", "repeated-field"];

/// What is new about each file of a knowledge base since the editor was last told; files that have become clean come with nothing.
pub(super) fn news(workspace: &Workspace, client: &Client, base: &Base) -> (Vec<PublishDiagnosticsParams>, Published) {
    let Some(snapshot) = &base.snapshot else { return (Vec::new(), Published::default()) };
    let now = by_file(workspace, client, base, &snapshot.compilation);
    let changed = now.iter().filter(|(path, list)| base.published.get(*path) != Some(*list));
    let clean = base.published.keys().filter(|path| !now.contains_key(*path));
    let mut paths: Vec<&Utf8PathBuf> = changed.map(|(path, _)| path).chain(clean).collect();
    paths.sort();
    let parameters = |path: &Utf8PathBuf| {
        let document = workspace.document_at(&base.root.join(path));
        // Of an open file, the state that was looked at; only the newest is known by its number.
        let seen = snapshot.compilation.sources.find(path).map(|id| &snapshot.compilation.sources.get(id).text);
        let current = document.filter(|document| seen.is_some_and(|text| **text == *document.source.text));
        PublishDiagnosticsParams {
            uri: workspace.uri_of(base, path),
            version: current.map(|document| document.version),
            diagnostics: now.get(path).cloned().unwrap_or_default(),
        }
    };
    (paths.into_iter().map(parameters).collect(), now)
}

fn by_file(workspace: &Workspace, client: &Client, base: &Base, compilation: &Compilation) -> Published {
    let mut files = Published::default();
    let mut uris: FxHashMap<Utf8PathBuf, Uri> = FxHashMap::default();
    let mut uri = |path: &Utf8PathBuf| uris.entry(path.clone()).or_insert_with(|| workspace.uri_of(base, path)).clone();
    for finding in &compilation.diagnostics {
        let source = compilation.sources.get(finding.primary.span.source);
        let shown = protocol(compilation, client, workspace.unit, finding, &mut uri);
        files.entry(source.path.clone()).or_default().push(shown);
    }
    files
}

/// One finding as the protocol has it.
pub(super) fn protocol(
    compilation: &Compilation,
    client: &Client,
    unit: Unit,
    finding: &diagnostic::Diagnostic,
    uri: &mut dyn FnMut(&Utf8PathBuf) -> Uri,
) -> Diagnostic {
    let place = |span: crate::text::Span| range(compilation.sources.get(span.source), span, unit);
    let related = |label: &diagnostic::Label| DiagnosticRelatedInformation {
        location: Location { uri: uri(&compilation.sources.get(label.span.source).path), range: place(label.span) },
        message: label.text.clone(),
    };
    let related: Vec<_> = if client.related { finding.related.iter().map(related).collect() } else { Vec::new() };
    Diagnostic {
        range: place(finding.primary.span),
        severity: Some(severity(finding.level)),
        code: Some(Code::String(finding.check.to_string())),
        code_description: page(&finding.check),
        source: Some("touchbase".to_owned()),
        message: message(finding).into(),
        tags: tags(&finding.check),
        related_information: Some(related).filter(|related| !related.is_empty()),
        data: finding.fix.as_ref().map(|fix| json!({ "fix": fix.title, "safe": fix.safe })),
    }
}

fn severity(level: Level) -> DiagnosticSeverity {
    match level {
        Level::Error => DiagnosticSeverity::Error,
        Level::Warning => DiagnosticSeverity::Warning,
        Level::Hint => DiagnosticSeverity::Information,
    }
}

fn message(finding: &diagnostic::Diagnostic) -> String {
    match finding.advice() {
        Some(advice) => format!("{}\nhelp: {advice}", finding.message),
        None => finding.message.clone(),
    }
}

/// The address of the page about a check; none while touchbase does not know that of its own repository.
fn page(check: &str) -> Option<CodeDescription> {
    let href = check::page(check).filter(|page| page.starts_with("http"))?;
    Some(CodeDescription { href: href.into() })
}

fn tags(check: &str) -> Option<Vec<DiagnosticTag>> {
    if DEPRECATED.contains(&check) {
        return Some(vec![DiagnosticTag::Deprecated]);
    }
    UNNECESSARY.contains(&check).then(|| vec![DiagnosticTag::Unnecessary])
}
