//! A file as the editor holds it: its text, changed piece by piece, and its tree, made when somebody asks.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use camino::Utf8PathBuf;
use gen_lsp_types::{Position, TextDocumentContentChangeEvent, Uri};

use crate::syntax::{self, File};
use crate::text::{Source, SourceId, Unit};

/// An open file.
#[derive(Debug)]
pub(super) struct Document {
    /// Its address as the editor writes it.
    pub(super) uri: Uri,
    /// Where it lies; none for a buffer that was never saved.
    pub(super) path: Option<PathBuf>,
    /// The editor's number of its state.
    pub(super) version: i32,
    /// Its text, under its path below the root of its knowledge base.
    pub(super) source: Source,
    tree: OnceLock<File>,
}

impl Document {
    /// An open file; `name` is its path below the root of its knowledge base.
    pub(super) fn new(uri: Uri, path: Option<PathBuf>, name: Utf8PathBuf, version: i32, text: &str) -> Document {
        Document { uri, path, version, source: Source::new(name, text), tree: OnceLock::new() }
    }

    /// Its tree. Spans in it are about its own text, whatever number the file has elsewhere.
    pub(super) fn tree(&self) -> &File {
        self.tree.get_or_init(|| syntax::parse(SourceId(u32::MAX), &self.source))
    }

    /// The byte at a position.
    pub(super) fn offset(&self, position: Position, unit: Unit) -> u32 {
        self.source.lines().offset(&self.source.text, position.line, position.character, unit)
    }

    /// Makes changes in their order, each upon the text that the one before has left.
    pub(super) fn change(&mut self, version: i32, changes: Vec<TextDocumentContentChangeEvent>, unit: Unit) {
        for change in changes {
            let text = match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => whole.text,
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                    let (start, end) = (self.offset(part.range.start, unit), self.offset(part.range.end, unit));
                    let (start, end) = (start.min(end) as usize, start.max(end) as usize);
                    let (before, after) = (self.source.text.get(..start), self.source.text.get(end..));
                    [before.unwrap_or_default(), &part.text, after.unwrap_or_default()].concat()
                }
            };
            self.source = Source::new(self.source.path.clone(), Arc::<str>::from(text));
        }
        self.version = version;
        self.tree = OnceLock::new();
    }

    /// Puts it under another path, when its knowledge base has another root.
    pub(super) fn rename(&mut self, name: Utf8PathBuf) {
        self.source.path = name;
        self.tree = OnceLock::new();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gen_lsp_types::{Range, TextDocumentContentChangePartial};

    fn change(from: (u32, u32), to: (u32, u32), text: &str) -> TextDocumentContentChangeEvent {
        let range = Range { start: Position::new(from.0, from.1), end: Position::new(to.0, to.1) };
        TextDocumentContentChangePartial { range, text: text.to_owned(), ..Default::default() }.into()
    }

    #[test]
    fn changes_are_made_in_their_order_and_never_outside_the_text() {
        let mut document = Document::new("file:///a.cx".into(), None, "a.cx".into(), 1, "größe 😀x\r\nende");
        document.change(2, vec![change((0, 6), (0, 8), "ü"), change((0, 7), (0, 8), "")], Unit::Utf16);
        assert_eq!(&*document.source.text, "größe ü\r\nende");
        document.change(3, vec![change((9, 9), (0, 7), "!"), change((5, 5), (6, 6), "\n")], Unit::Utf16);
        assert_eq!(&*document.source.text, "größe ü!\n");
    }
}
