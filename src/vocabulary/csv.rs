//! The vocabulary as a table: RFC 4180, in UTF-8 with a mark at its beginning, without which Excel takes umlauts for something else.
//!
//! A cell that a spreadsheet would take for a formula is put behind an apostrophe: texts of many authors must not compute.

use super::{Concept, Text, base};
use crate::model::ElementRef;
use crate::present::Book;

/// The columns, in order.
const COLUMNS: &[&str] = &[
    "id",
    "kind",
    "name",
    "definition",
    "also_called",
    "do_not_say",
    "say_instead",
    "other_languages",
    "broader",
    "related",
    "status",
    "address",
];

/// Writes the table.
pub(super) fn write(book: &Book<'_>, concepts: &[Concept<'_>]) -> String {
    let base = base(book).unwrap_or_default();
    let mut out = String::from('\u{feff}');
    push_row(COLUMNS.iter().copied(), &mut out);
    for concept in concepts {
        let cells = cells(book, concept, &base);
        push_row(cells.iter().map(String::as_str), &mut out);
    }
    out
}

fn cells(book: &Book<'_>, concept: &Concept<'_>, base: &str) -> Vec<String> {
    let text = |text: Option<&Text>| text.map(|text| text.text.clone()).unwrap_or_default();
    let labels = concept.preferred.iter().skip(1).map(|label| format!("{}: {}", label.language, label.text));
    let element = concept.element;
    vec![
        element.key().to_string(),
        book.label(&element.kind().label).to_owned(),
        concept.name().to_owned(),
        text(concept.definitions.first().or(concept.note.as_ref())),
        listed(concept.alternative.iter().map(|name| name.text.clone())),
        listed(concept.hidden.iter().map(|name| name.text.clone())),
        text(concept.usage.as_ref()),
        listed(labels),
        named(&concept.broader),
        named(&concept.related),
        element.status().to_owned(),
        format!("{base}{}", concept.path),
    ]
}

fn named(elements: &[ElementRef<'_>]) -> String {
    listed(elements.iter().map(|element| element.name().to_string()))
}

fn listed(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join("; ")
}

fn push_row<'c>(cells: impl Iterator<Item = &'c str>, out: &mut String) {
    for (at, cell) in cells.enumerate() {
        out.push_str(if at > 0 { "," } else { "" });
        push_cell(cell, out);
    }
    out.push_str("\r\n");
}

fn push_cell(cell: &str, out: &mut String) {
    let guard = if is_formula(cell) { "'" } else { "" };
    let quote = if cell.contains(['"', ',', '\n', '\r', ';']) { "\"" } else { "" };
    for piece in [quote, guard, &cell.replace('"', "\"\""), quote] {
        out.push_str(piece);
    }
}

/// Whether spreadsheets compute what begins like this.
fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::super::tests::written;
    use super::*;

    /// A strict reader of RFC 4180.
    fn read(text: &str) -> Vec<Vec<String>> {
        let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
        let mut chars = text.chars().peekable();
        let (mut quoted, mut was_quoted) = (false, false);
        while let Some(c) = chars.next() {
            match c {
                '"' if quoted && chars.next_if_eq(&'"').is_some() => cell.push('"'),
                '"' if quoted => (quoted, was_quoted) = (false, true),
                c if quoted => cell.push(c),
                '"' => {
                    assert!(cell.is_empty() && !was_quoted, "a quote within a cell");
                    quoted = true;
                }
                ',' | '\r' => {
                    row.push(std::mem::take(&mut cell));
                    was_quoted = false;
                    if c == '\r' {
                        assert_eq!(chars.next(), Some('\n'));
                        rows.push(std::mem::take(&mut row));
                    }
                }
                c => {
                    assert!(!was_quoted && c != '\n');
                    cell.push(c);
                }
            }
        }
        assert!(!quoted && cell.is_empty() && row.is_empty());
        rows
    }

    #[test]
    fn the_table_can_be_read_and_computes_nothing() {
        let text = written(write);
        let rows = read(text.strip_prefix('\u{feff}').unwrap());
        assert!(rows.iter().all(|row| row.len() == COLUMNS.len()), "{rows:?}");
        assert_eq!(
            rows.iter().map(|row| row[2].as_str()).collect::<Vec<_>>(),
            ["name", "A", "B", "Kunde", "Mensch", "Paket"]
        );
        assert_eq!(
            rows[3][4..8],
            [
                "Abnehmer; Käufer",
                "User; Kauf mensch",
                "Kunde, oder der \"Name\"",
                "en: customer; de-AT: Kundschaft; fr: client"
            ]
        );
        assert_eq!((rows[2][3].as_str(), rows[5][3].as_str()), ("'-2, das reicht", "'=1+1\\ <x> & y"));
        assert!(rows.iter().flatten().all(|cell| !is_formula(cell)));
    }
}
