//! A parsed file to the text of the other notation, with its comments in their places.
//!
//! ```text
//! File, Source, Schema ──yaml──▶ text of YAML            (from .cx)
//!                      ──cx────▶ text ──format──▶ .cx    (from YAML)
//!                      ──meaning: what two models have in common
//! ```
//! The schema gives plurals (`stage`, `stages`) and types: whether `app` is a text or an id. Nothing is converted that the other
//! notation cannot say; an [`Obstacle`] tells what. Knows no files and no folders.

mod around;
mod cx;
mod meaning;
mod yaml;

use crate::diagnostic::Fault;
use crate::format;
use crate::schema::Schema;
use crate::syntax::{self, File, Notation};
use crate::text::{Source, Span};

pub use meaning::meaning;

/// Why a file cannot be written in the other notation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obstacle {
    /// Where it lies.
    pub span: Span,
    /// A clause that goes on after "cannot be converted, because".
    pub reason: String,
}

impl Obstacle {
    fn new(span: Span, reason: impl Into<String>) -> Obstacle {
        Obstacle { span, reason: reason.into() }
    }
}

/// The text of `file` in `notation`; the same text where it is in it already.
///
/// # Errors
/// An [`Obstacle`] when the file has errors, or says something that the other notation has no words for.
pub fn convert(file: &File, source: &Source, schema: &Schema, notation: Notation) -> Result<String, Obstacle> {
    if file.notation == notation {
        return Ok(source.text.to_string());
    }
    if let Some(Fault { span, .. }) = file.faults.first() {
        return Err(Obstacle::new(*span, "it has errors, the first of them here"));
    }
    let text = match notation {
        Notation::Yaml => yaml::text(file, source, schema)?,
        Notation::Cx => laid_out(file, &cx::text(file, source, schema)?, schema),
    };
    let text = with_ends_of(source, text);
    proved(file, source, &text, notation)?;
    Ok(text)
}

fn laid_out(file: &File, text: &str, schema: &Schema) -> String {
    let source = Source::new("converted.cx", text);
    format::text(&syntax::parse_as(Notation::Cx, file.source, &source), &source, schema)
}

/// The text with the line ends and the byte order mark of `source`.
fn with_ends_of(source: &Source, text: String) -> String {
    let text = if source.text.contains("\r\n") { text.replace('\n', "\r\n") } else { text };
    if source.text.starts_with('\u{feff}') { format!("\u{feff}{text}") } else { text }
}

/// That the text can be read and holds every comment.
fn proved(file: &File, source: &Source, text: &str, notation: Notation) -> Result<(), Obstacle> {
    let after = Source::new(source.path.clone(), text);
    let parsed = syntax::parse_as(notation, file.source, &after);
    let said = |source: &Source, file: &File| {
        let words = |span: Span| around::words(source.slice(span)).to_owned();
        let mut all: Vec<String> = file.comments.iter().map(|comment| words(comment.span)).collect();
        all.sort();
        all
    };
    let begin = Span::file(file.source);
    if let Some(fault) = parsed.faults.first() {
        let line = after.slice(fault.span).lines().next().unwrap_or_default().to_owned();
        return Err(Obstacle::new(begin, format!("`{line}` cannot be written in the other notation")));
    }
    match said(source, file) == said(&after, &parsed) {
        true => Ok(()),
        false => Err(Obstacle::new(begin, "a comment in it stands where the other notation can have none")),
    }
}
