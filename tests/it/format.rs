//! Canonical layout: what a person writes, and what `touchbase fmt` makes of it.

mod cx;
mod property;
mod yaml;

use touchbase::format::{self, Formatted};
use touchbase::schema::Schema;
use touchbase::syntax;
use touchbase::text::{Source, SourceId, apply};

/// The layout of a text; its edits lead to the same text.
fn formatted(path: &str, text: &str) -> Formatted {
    with_schema(path, text, &Schema::built_in())
}

fn with_schema(path: &str, text: &str, schema: &Schema) -> Formatted {
    let source = Source::new(path, text);
    let file = syntax::parse(SourceId(0), &source);
    let formatted = format::format(&file, &source, schema);
    assert_eq!(apply(text, &formatted.edits).as_deref(), Ok(formatted.text.as_str()), "the edits of {text:?}");
    formatted
}

/// `text` becomes `expected`, which stays as it is, with Windows line ends and a byte order mark too.
fn becomes(path: &str, text: &str, expected: &str) {
    for (from, to) in [
        (text.to_owned(), expected.to_owned()),
        (text.replace('\n', "\r\n"), expected.replace('\n', "\r\n")),
        (format!("\u{feff}{text}"), format!("\u{feff}{expected}")),
        (expected.to_owned(), expected.to_owned()),
    ] {
        let formatted = formatted(path, &from);
        assert_eq!(formatted.text, to, "from\n{from}");
        assert!(!formatted.refused, "{from}");
    }
}

/// A text that is right as it is.
fn stays(path: &str, text: &str) {
    becomes(path, text, text);
}
