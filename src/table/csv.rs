//! A sheet as CSV: RFC 4180 in UTF-8 with a mark at its beginning, without which Excel takes umlauts for something else; separated by
//! semicolons in German bases, as German spreadsheets want it.
//!
//! A cell that a spreadsheet would compute stands behind an apostrophe, which goes again when it is read.

use super::{Sheet, guard};
use crate::schema::Language;

/// Writes the sheet.
pub fn csv(sheet: &Sheet, language: Language) -> String {
    let separator = if language == Language::GERMAN { ';' } else { ',' };
    let mut out = String::from('\u{feff}');
    row(sheet.columns.iter().map(|column| column.header.clone()), separator, &mut out);
    for cells in &sheet.rows {
        row(cells.cells.iter().map(|cell| cell.text(language)), separator, &mut out);
    }
    out
}

fn row(cells: impl Iterator<Item = String>, separator: char, out: &mut String) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(separator);
        }
        push(&cell, out);
    }
    out.push_str("\r\n");
}

fn push(cell: &str, out: &mut String) {
    let cell = guard::guarded(cell);
    // Blanks at ends are content; some readers take them away outside of quotes.
    let needs_quotes = cell.contains(['"', ',', ';', '\t', '\n', '\r']) || cell.starts_with(' ') || cell.ends_with(' ');
    match needs_quotes {
        true => {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        }
        false => out.push_str(&cell),
    }
}
