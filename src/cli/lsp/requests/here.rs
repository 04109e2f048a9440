//! The file that a request is about, within its knowledge base, and how places of the core become places of the protocol.

use std::collections::BTreeMap;

use camino::Utf8PathBuf;
use gen_lsp_types::{
    Edit as ProtocolEdit, Location, OptionalVersionedTextDocumentIdentifier, Position, Range, TextDocumentEdit,
    TextDocumentIdentifier, TextEdit, Uri, WorkspaceEdit,
};

use crate::cli::io;
use crate::cli::lsp::answer;
use crate::cli::lsp::document::Document;
use crate::cli::lsp::server::Server;
use crate::cli::lsp::workspace::{Base, Workspace};
use crate::compile::Compilation;
use crate::ide::View;
use crate::ide::moved::Moved;
use crate::syntax::{self, File};
use crate::text::{Edit, Source, SourceId, Span, Unit};

/// The number of the file at hand in spans of its own tree: the model may know it by another number, or not at all.
const AT_HAND: SourceId = SourceId(u32::MAX);

/// The file that a request is about.
pub(super) struct Here<'s> {
    pub(super) workspace: &'s Workspace,
    pub(super) base: &'s Base,
    /// The knowledge base as it was last compiled.
    pub(super) compilation: &'s Compilation,
    uri: Uri,
    file: Text<'s>,
}

/// Its text and tree.
enum Text<'s> {
    Open(&'s Document),
    /// Editors may ask about files that they have not opened.
    Closed(Box<(Source, File)>),
}

impl<'s> Here<'s> {
    /// The file at an address; none where no knowledge base has anything to do with it.
    pub(super) fn of(server: &'s Server, uri: &Uri) -> Option<Here<'s>> {
        let workspace = &server.workspace;
        let base = workspace.base_at(uri)?;
        let compilation = base.snapshot.as_ref()?.compilation.as_ref();
        let file = match workspace.document(uri) {
            Some(document) => Text::Open(document),
            None => {
                let path = crate::cli::lsp::uri::path(uri)?;
                let name = io::relative(path.strip_prefix(&base.root).ok()?)?;
                let source = compilation.sources.get(compilation.sources.find(&name)?).clone();
                let file = syntax::parse(AT_HAND, &source);
                Text::Closed(Box::new((source, file)))
            }
        };
        Some(Here { workspace, base, compilation, uri: uri.clone(), file })
    }

    /// Its text as it is now.
    pub(super) fn source(&self) -> &Source {
        match &self.file {
            Text::Open(document) => &document.source,
            Text::Closed(closed) => &closed.0,
        }
    }

    fn tree(&self) -> &File {
        match &self.file {
            Text::Open(document) => document.tree(),
            Text::Closed(closed) => &closed.1,
        }
    }

    /// The file as the core sees it.
    pub(super) fn view(&self) -> View<'_> {
        let Compilation { model, config, .. } = self.compilation;
        View { model, config, source: self.source(), file: self.tree() }
    }

    /// Its number among the sources of the compilation.
    pub(super) fn id(&self) -> Option<SourceId> {
        self.compilation.sources.find(&self.source().path)
    }

    pub(super) fn unit(&self) -> Unit {
        self.workspace.unit
    }

    /// The byte at a position.
    pub(super) fn offset(&self, position: Position) -> u32 {
        let source = self.source();
        source.lines().offset(&source.text, position.line, position.character, self.unit())
    }

    /// The bytes of a range.
    pub(super) fn offsets(&self, range: Range) -> std::ops::Range<u32> {
        let (start, end) = (self.offset(range.start), self.offset(range.end));
        start.min(end)..start.max(end)
    }

    /// The range of a span of the file at hand.
    pub(super) fn range(&self, span: Span) -> Range {
        answer::range(self.source(), span, self.unit())
    }

    /// Where a span of any file stands now.
    pub(super) fn location(&self, span: Span) -> Location {
        if span.source == AT_HAND {
            return Location { uri: self.uri.clone(), range: self.range(span) };
        }
        location(self.workspace, self.base, self.compilation, span)
    }

    /// Edits in any files, as the editor takes them.
    pub(super) fn workspace_edit(&self, server: &Server, edits: &[Edit]) -> WorkspaceEdit {
        let mut files: BTreeMap<String, Vec<TextEdit>> = BTreeMap::new();
        for edit in edits {
            let Location { uri, range } = self.location(edit.span);
            files.entry(uri.to_string()).or_default().push(TextEdit { range, new_text: edit.text.clone() });
        }
        if !server.client.versioned_edits {
            let changes = files.into_iter().map(|(uri, edits)| (Uri::from(uri), edits)).collect();
            return WorkspaceEdit { changes: Some(changes), ..Default::default() };
        }
        let of_file = |(uri, edits): (String, Vec<TextEdit>)| {
            let uri = Uri::from(uri);
            let version = self.workspace.document(&uri).map(|document| document.version);
            let text_document = OptionalVersionedTextDocumentIdentifier {
                version,
                text_document_identifier: TextDocumentIdentifier { uri },
            };
            TextDocumentEdit { text_document, edits: edits.into_iter().map(ProtocolEdit::from).collect() }.into()
        };
        WorkspaceEdit { document_changes: Some(files.into_iter().map(of_file).collect()), ..Default::default() }
    }
}

/// Where a span of the model stands now: a file that has been changed since it was compiled has moved its parts.
pub(super) fn location(workspace: &Workspace, base: &Base, compilation: &Compilation, span: Span) -> Location {
    let source = compilation.sources.get(span.source);
    let path: &Utf8PathBuf = &source.path;
    let uri = workspace.uri_of(base, path);
    let range = match workspace.document_at(&base.root.join(path)) {
        Some(document) if *document.source.text != *source.text => {
            let moved = Moved::between(&source.text, &document.source.text);
            let span = Span { start: moved.start(span.start), end: moved.end(span.end), ..span };
            answer::range(&document.source, span, workspace.unit)
        }
        _ => answer::range(source, span, workspace.unit),
    };
    Location { uri, range }
}
