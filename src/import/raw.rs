//! A sheet as it comes in: cells, and how a place in it is named. Reads the text of a CSV file; knows no kinds.

use encoding_rs::WINDOWS_1252;

use super::Remark;
use crate::table::{Cell, unguarded};
use crate::text::Decoded;

/// A sheet of somebody's spreadsheet.
#[derive(Debug, Clone)]
pub struct RawSheet {
    /// The file it comes from, as messages show it.
    pub file: String,
    /// What it is called: the name of the sheet, of a CSV file the name without its ending.
    pub name: String,
    /// Its cells, row by row; rows may have different lengths.
    pub rows: Vec<Vec<Cell>>,
    /// How places are named.
    pub places: Places,
    /// What was found while reading it.
    pub remarks: Vec<Remark>,
}

/// How places in a sheet are named.
#[derive(Debug, Clone)]
pub enum Places {
    /// As spreadsheets do: `base.xlsx Personas!B3`.
    Letters,
    /// By the line in which each row begins, and the column: `personas.csv:3:2`.
    Lines(Vec<u64>),
}

impl RawSheet {
    /// The place of a row, counted from 0.
    pub(super) fn row(&self, row: usize) -> String {
        match &self.places {
            Places::Letters => format!("{} {}!{}", self.file, self.name, row + 1),
            Places::Lines(lines) => format!("{}:{}", self.file, lines.get(row).copied().unwrap_or(row as u64 + 1)),
        }
    }

    /// The place of a cell, counted from 0.
    pub fn cell(&self, row: usize, column: usize) -> String {
        match &self.places {
            Places::Letters => format!("{} {}!{}{}", self.file, self.name, letters(column), row + 1),
            Places::Lines(_) => format!("{}:{}", self.row(row), column + 1),
        }
    }
}

/// The name of a column: `A`, `Z`, `AA`.
fn letters(column: usize) -> String {
    let mut rest = column + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// Reads the bytes of a CSV file: UTF-8 with or without a mark, UTF-16 with one, else Windows-1252; separated by semicolons, commas or
/// tabs, whichever the first line has most of outside quotes.
pub fn csv(file: &str, name: &str, bytes: Vec<u8>) -> RawSheet {
    let mut remarks = Vec::new();
    let text = decode(file, bytes, &mut remarks);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    // Excel writes, and reads, a first line that names the separator.
    let (said, body, skipped) = match text.split_once('\n') {
        Some((first, rest)) if first.len() <= 7 && first.to_ascii_lowercase().starts_with("sep=") => {
            (first.as_bytes().get(4).copied(), rest, 1)
        }
        _ => (None, text, 0),
    };
    let separator = said.unwrap_or_else(|| separator(body));
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(body.as_bytes());
    let (mut rows, mut lines) = (Vec::new(), Vec::new());
    let mut counter = Counter { text: body, at: 0, line: 1 + skipped };
    for record in reader.records() {
        match record {
            Ok(record) => {
                lines.push(counter.line(record.position().map_or(0, |position| position.byte() as usize)));
                rows.push(record.iter().map(|cell| Cell::of_text(unguarded(cell))).collect());
            }
            Err(error) => remarks.push(Remark::new(file, format!("A row could not be read and is left out: {error}."))),
        }
    }
    if quotes_are_open(body) {
        remarks
            .push(Remark::new(file, "A quote is never closed, so that the last cell reaches to the end of the file."));
    }
    RawSheet { file: file.to_owned(), name: name.to_owned(), rows, places: Places::Lines(lines), remarks }
}

/// Counts lines up to the begin of each row.
struct Counter<'t> {
    text: &'t str,
    at: usize,
    line: u64,
}

impl Counter<'_> {
    /// The line of the row that begins at the byte `from` or, where line breaks stand there, behind them.
    fn line(&mut self, from: usize) -> u64 {
        let bytes = self.text.as_bytes();
        let rest = bytes.get(from..).unwrap_or_default();
        let begin = from + rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let passed = bytes.get(self.at..begin).unwrap_or_default();
        self.line += passed.iter().filter(|byte| **byte == b'\n').count() as u64;
        self.at = begin.max(self.at);
        self.line
    }
}

fn decode(file: &str, bytes: Vec<u8>, remarks: &mut Vec<Remark>) -> String {
    let is_wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) if is_wide => Decoded::new(error.into_bytes()).text,
        Err(error) => {
            let message = "It is not UTF-8 and was read as Windows-1252, as Excel writes it; look at the umlauts, or save it as “CSV UTF-8”.";
            remarks.push(Remark::new(file, message));
            WINDOWS_1252.decode_without_bom_handling(error.as_bytes()).0.into_owned()
        }
    }
}

/// The sign that the first line has most of, outside quotes; the earlier of the list where there are as many.
fn separator(text: &str) -> u8 {
    let mut counts = [(b';', 0_usize), (b'\t', 0), (b',', 0)];
    let mut is_quoted = false;
    for byte in text.bytes() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' if !is_quoted => break,
            byte if !is_quoted => {
                counts.iter_mut().filter(|(sign, _)| *sign == byte).for_each(|(_, count)| *count += 1)
            }
            _ => {}
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    counts.iter().find(|(_, count)| *count == most && most > 0).map_or(b',', |(sign, _)| *sign)
}

fn quotes_are_open(text: &str) -> bool {
    text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(sheet: &RawSheet) -> Vec<Vec<String>> {
        let text = |cell: &Cell| cell.text(crate::schema::Language::ENGLISH);
        sheet.rows.iter().map(|row| row.iter().map(text).collect()).collect()
    }

    #[test]
    fn separators_quotes_and_guards_are_understood() {
        for text in [
            "id;name\r\na;\"x; \"\"y\"\"\nz\"\r\n",
            "id\tname\na\t\"x; \"\"y\"\"\nz\"\n",
            "sep=,\nid,name\na,\"x; \"\"y\"\"\nz\"",
        ] {
            assert_eq!(texts(&csv("a.csv", "a", text.into())), [["id", "name"], ["a", "x; \"y\"\nz"]], "{text}");
        }
        let guarded = csv("a.csv", "a", "id;name\n1;'=cmd|x\n2;''=x\n3;'s\n4;-2\n".into());
        assert_eq!(
            texts(&guarded)[1..].iter().map(|row| row[1].clone()).collect::<Vec<_>>(),
            ["=cmd|x", "'=x", "'s", "-2"]
        );
        assert_eq!((guarded.cell(2, 1).as_str(), guarded.row(0).as_str()), ("a.csv:3:2", "a.csv:1"));
        let broken = csv("a.csv", "a", "id;name\r\na;\"x\r\ny\"\r\n\r\nb;z\r\n".into());
        assert_eq!([0, 1, 2].map(|row| broken.row(row)), ["a.csv:1", "a.csv:2", "a.csv:5"]);
    }

    #[test]
    fn windows_and_wide_files_are_read() {
        let sheet = csv("a.csv", "a", b"id;gr\xf6\xdfe\n".to_vec());
        assert_eq!((texts(&sheet)[0][1].as_str(), sheet.remarks.len()), ("größe", 1));
        let wide: Vec<u8> =
            [0xff, 0xfe].into_iter().chain("id\tgröße😀\n".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(texts(&csv("a.csv", "a", wide))[0][1], "größe😀");
    }

    #[test]
    fn columns_have_letters() {
        assert_eq!([0, 25, 26, 701, 702].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
