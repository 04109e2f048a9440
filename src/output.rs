//! Files to be written, as values: what a site or an export hands over. Only the command line writes them.

use camino::Utf8PathBuf;

/// A file below the output folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Path relative to the output folder, with `/`, without `..`.
    pub path: Utf8PathBuf,
    /// Its bytes.
    pub contents: Vec<u8>,
}

impl OutputFile {
    /// A text file.
    pub fn text(path: impl Into<Utf8PathBuf>, contents: impl Into<String>) -> OutputFile {
        OutputFile { path: path.into(), contents: contents.into().into_bytes() }
    }
}
