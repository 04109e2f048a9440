//! The bytes of a workbook to sheets: values of cells, and what of formulas, merged cells and hidden sheets the reader should know.

use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Range, Reader, SheetType, SheetVisible, Xlsx, open_workbook_from_rs};
use jiff::civil::Date;

use super::super::failure::{Failure, shown};
use super::named;
use crate::import::{Places, RawSheet, Remark};
use crate::table::Cell;

type Book = Xlsx<Cursor<Vec<u8>>>;

/// Reads all visible sheets.
pub(super) fn read(path: &Path, bytes: Vec<u8>) -> Result<Vec<RawSheet>, Failure> {
    let failed = |error: calamine::XlsxError| {
        let failure = Failure::new(format!("{} could not be read as a workbook: {error}.", shown(path)));
        failure.help("Save it as `.xlsx`, without a password.")
    };
    let mut book: Book = open_workbook_from_rs(Cursor::new(bytes)).map_err(failed)?;
    let mut sheets = Vec::new();
    for sheet in book.sheets_metadata().to_vec() {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let mut raw = RawSheet {
            file: named(path),
            name: sheet.name.clone(),
            rows: Vec::new(),
            places: Places::Letters,
            remarks: Vec::new(),
        };
        match sheet.visible {
            SheetVisible::Visible => {
                raw.rows = rows(&book.worksheet_range(&sheet.name).map_err(failed)?);
                formulas(&mut book, &mut raw);
                merged(&mut book, &mut raw);
            }
            _ => raw
                .remarks
                .push(Remark::new(raw.file.clone(), format!("The sheet `{}` is hidden and was not read.", sheet.name))),
        }
        sheets.push(raw);
    }
    Ok(sheets)
}

/// The cells of a sheet from its first row and column on, each row up to its last cell that is not empty.
fn rows(range: &Range<Data>) -> Vec<Vec<Cell>> {
    let (Some(start), Some(_)) = (range.start(), range.end()) else { return Vec::new() };
    let mut rows: Vec<Vec<Cell>> = (0..start.0).map(|_| Vec::new()).collect();
    for row in range.rows() {
        let mut cells: Vec<Cell> = (0..start.1).map(|_| Cell::Empty).collect();
        cells.extend(row.iter().map(cell));
        let length = cells.iter().rposition(|cell| *cell != Cell::Empty).map_or(0, |last| last + 1);
        cells.truncate(length);
        rows.push(cells);
    }
    rows
}

fn cell(data: &Data) -> Cell {
    match data {
        Data::Empty => Cell::Empty,
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) => Cell::Number(*number),
        Data::String(text) => Cell::of_text(text.as_str()),
        Data::Bool(yes) => Cell::Bool(*yes),
        Data::Error(error) => Cell::Faulty(format!("the cell holds the error `{error}`")),
        Data::DateTime(date) if date.is_datetime() => match date.to_ymd_hms_milli() {
            (1899 | 1900, ..) if date.as_f64() < 1.0 => Cell::Faulty(TIME.to_owned()),
            (year, month, day, 0, 0, 0, 0) => match Date::new(year as i16, month as i8, day as i8) {
                Ok(date) => Cell::Date(date),
                Err(_) => Cell::Faulty("the cell holds a day that is not in the calendar".to_owned()),
            },
            _ => Cell::Faulty("the cell holds a time of day beside the day".to_owned()),
        },
        Data::DateTimeIso(text) => match text.get(..10).unwrap_or_default().parse() {
            Ok(date) => Cell::Date(date),
            Err(_) => Cell::of_text(text.as_str()),
        },
        Data::DateTime(_) | Data::DurationIso(_) => Cell::Faulty(TIME.to_owned()),
    }
}

const TIME: &str = "the cell holds a time; format it as text and write lengths as `8min` or `1h30min`";

/// Tells of cells that are computed: what counts is the result that the spreadsheet last wrote down.
fn formulas(book: &mut Book, raw: &mut RawSheet) {
    let Ok(range) = book.worksheet_formula(&raw.name) else { return };
    let Some(start) = range.start() else { return };
    for (row, column, formula) in range.used_cells().filter(|(_, _, formula)| !formula.is_empty()) {
        let (row, column) = (row + start.0 as usize, column + start.1 as usize);
        let place = raw.cell(row, column);
        let Some(cells) = raw.rows.get_mut(row) else { continue };
        if cells.len() <= column {
            cells.resize(column + 1, Cell::Empty);
        }
        let Some(cell) = cells.get_mut(column) else { continue };
        let what = match cell.is_blank() {
            // Empty it is not: that would take the field away.
            true => {
                *cell = Cell::Faulty("the formula has no result yet".to_owned());
                "it has no result yet, so the cell was left out"
            }
            false => "its last result was taken",
        };
        raw.remarks.push(Remark::new(place, format!("The cell holds the formula `={formula}`; {what}.")));
    }
}

/// Merged cells say in each of them what they say in the first.
fn merged(book: &mut Book, raw: &mut RawSheet) {
    let Ok(regions) = book.merge_cells_by_sheet_name(&raw.name) else { return };
    for region in regions {
        let (top, left) = (region.start.0 as usize, region.start.1 as usize);
        let Some(value) = raw.rows.get(top).and_then(|row| row.get(left)).cloned().filter(|cell| !cell.is_blank())
        else {
            continue;
        };
        let bottom = (region.end.0 as usize).min(raw.rows.len().saturating_sub(1));
        for row in raw.rows.get_mut(top..=bottom).unwrap_or_default() {
            let right = region.end.1 as usize;
            if row.len() <= right {
                row.resize(right + 1, Cell::Empty);
            }
            row.get_mut(left..=right).unwrap_or_default().fill(value.clone());
        }
        let place = format!(
            "{}:{}",
            raw.cell(top, left),
            raw.cell(bottom, region.end.1 as usize).rsplit('!').next().unwrap_or_default()
        );
        raw.remarks.push(Remark::new(place, "The cells are merged; each of them was read as saying the same."));
    }
}
