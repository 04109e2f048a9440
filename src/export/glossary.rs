//! The glossary for other tools: the files that the site offers beside its glossary.

use super::Input;
use crate::output::OutputFile;
use crate::present::Book;
use crate::vocabulary::{self, DOWNLOADS};

/// Every format of the glossary, a file each.
pub(super) fn files(input: &Input<'_>) -> Vec<OutputFile> {
    let book = Book::new(input.model, input.sources, input.config, "html");
    let concepts = vocabulary::concepts(&book);
    DOWNLOADS.iter().map(|download| download.file(&book, &concepts)).collect()
}
