//! The bytes of a workbook to sheets: values of cells, and what of formulas, merged cells and hidden sheets the reader should know.
//!
//! Cells are taken one by one, and only so many: a sheet may say that it reaches from A1 to XFD1048576 and hold two cells.

use std::path::Path;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError, open_workbook_from_rs};
use jiff::civil::Date;

use super::super::failure::{Failure, shown};
use super::sparing::{SAME, Sparing};
use super::{named, weight};
use crate::import::{Places, RawSheet, Remark};
use crate::table::Cell;

type Book = Xlsx<Sparing>;

/// Rows and columns that a sheet has in every spreadsheet program.
const MOST: (usize, usize) = (1_048_576, 16_384);

/// Most cells of a workbook, those between others included.
const MAX_CELLS: usize = 4_000_000;

/// Most bytes of the texts in its cells and formulas, however often one is shared.
const MAX_TEXT: usize = 256 * 1024 * 1024;

/// Reads all visible sheets.
pub(super) fn read(path: &Path, bytes: Vec<u8>) -> Result<Vec<RawSheet>, Failure> {
    let failed = |problem: Problem| {
        let (why, help) = match problem {
            Problem::Broken(error) => (error.to_string(), "Save it as `.xlsx`, without a password."),
            Problem::Large(why) => (why, "Delete what is no knowledge, or save its sheets as CSV files."),
        };
        Failure::new(format!("{} could not be read as a workbook: {why}.", shown(path))).help(help)
    };
    if let Some(why) = weight::refusal(&bytes) {
        return Err(failed(Problem::Large(why)));
    }
    let mut book: Book = open_workbook_from_rs(Sparing::new(bytes)).map_err(Problem::from).map_err(failed)?;
    let mut room = Room { cells: MAX_CELLS, text: MAX_TEXT };
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
            SheetVisible::Visible => room.fill(&mut book, &mut raw).map_err(failed)?,
            _ => raw
                .remarks
                .push(Remark::new(raw.file.clone(), format!("The sheet `{}` is hidden and was not read.", sheet.name))),
        }
        sheets.push(raw);
    }
    Ok(sheets)
}

/// Why a workbook is not read.
enum Problem {
    Broken(XlsxError),
    /// It is too large; a clause.
    Large(String),
}

impl From<XlsxError> for Problem {
    fn from(error: XlsxError) -> Problem {
        match error.to_string().ends_with(SAME) {
            true => Problem::Large(SAME.to_owned()),
            false => Problem::Broken(error),
        }
    }
}

/// What there is still room for.
struct Room {
    cells: usize,
    text: usize,
}

impl Room {
    fn fill(&mut self, book: &mut Book, raw: &mut RawSheet) -> Result<(), Problem> {
        self.values(book, raw)?;
        self.formulas(book, raw)?;
        self.merged(book, raw)
    }

    /// A row, made as long as it has to be to hold `column`.
    fn row<'r>(
        &mut self,
        rows: &'r mut Vec<Vec<Cell>>,
        row: usize,
        column: usize,
    ) -> Result<&'r mut Vec<Cell>, Problem> {
        if row >= MOST.0 || column >= MOST.1 {
            return Err(Problem::Large("it has a cell beyond the last one of a sheet, XFD1048576".to_owned()));
        }
        if rows.len() <= row {
            rows.resize_with(row + 1, Vec::new);
        }
        let Some(cells) = rows.get_mut(row) else { return Err(too_many()) };
        let more = (column + 1).saturating_sub(cells.len());
        self.cells = self.cells.checked_sub(more).ok_or_else(too_many)?;
        if more > 0 {
            cells.resize(column + 1, Cell::Empty);
        }
        Ok(cells)
    }

    fn text(&mut self, length: usize) -> Result<(), Problem> {
        let why = || Problem::Large(format!("its texts are longer than {} MiB", MAX_TEXT / (1024 * 1024)));
        self.text = self.text.checked_sub(length).ok_or_else(why)?;
        Ok(())
    }

    /// The values of the cells, each row up to its last cell that is not empty.
    fn values(&mut self, book: &mut Book, raw: &mut RawSheet) -> Result<(), Problem> {
        let mut reader = book.worksheet_cells_reader(&raw.name)?;
        while let Some(found) = reader.next_cell()? {
            if let DataRef::String(text) = found.get_value() {
                self.text(text.len())?;
            } else if let DataRef::SharedString(text) = found.get_value() {
                self.text(text.len())?;
            }
            let (row, column) = place(found.get_position());
            let value = cell(found.get_value());
            if value != Cell::Empty
                && let Some(cell) = self.row(&mut raw.rows, row, column)?.get_mut(column)
            {
                *cell = value;
            }
        }
        Ok(())
    }

    /// Tells of cells that are computed: what counts is the result that the spreadsheet last wrote down.
    fn formulas(&mut self, book: &mut Book, raw: &mut RawSheet) -> Result<(), Problem> {
        let mut reader = book.worksheet_cells_reader(&raw.name)?;
        while let Some(found) = reader.next_formula()? {
            let formula = found.get_value();
            if formula.is_empty() {
                continue;
            }
            self.text(formula.len())?;
            let (row, column) = place(found.get_position());
            let Some(cell) = self.row(&mut raw.rows, row, column)?.get_mut(column) else { continue };
            let what = match cell.is_blank() {
                // Empty it is not: that would take the field away.
                true => {
                    *cell = Cell::Faulty("the formula has no result yet".to_owned());
                    "it has no result yet, so the cell was left out"
                }
                false => "its last result was taken",
            };
            let place = raw.cell(row, column);
            raw.remarks.push(Remark::new(place, format!("The cell holds the formula `={formula}`; {what}.")));
        }
        Ok(())
    }

    /// Merged cells say in each of them what they say in the first.
    fn merged(&mut self, book: &mut Book, raw: &mut RawSheet) -> Result<(), Problem> {
        let Ok(regions) = book.merge_cells_by_sheet_name(&raw.name) else { return Ok(()) };
        for region in regions {
            let ((top, left), (bottom, right)) = (place(region.start), place(region.end));
            let value = raw.rows.get(top).and_then(|row| row.get(left)).cloned().filter(|cell| !cell.is_blank());
            let Some(value) = value else { continue };
            let bottom = bottom.min(raw.rows.len().saturating_sub(1));
            for row in top..=bottom {
                self.cells = self.cells.checked_sub((right + 1).saturating_sub(left)).ok_or_else(too_many)?;
                let cells = self.row(&mut raw.rows, row, right)?;
                for cell in cells.get_mut(left..=right).unwrap_or_default() {
                    if let Cell::Text(text) = &value {
                        self.text(text.len())?;
                    }
                    *cell = value.clone();
                }
            }
            let last = raw.cell(bottom, right);
            let place = format!("{}:{}", raw.cell(top, left), last.rsplit('!').next().unwrap_or_default());
            raw.remarks.push(Remark::new(place, "The cells are merged; each of them was read as saying the same."));
        }
        Ok(())
    }
}

fn place((row, column): (u32, u32)) -> (usize, usize) {
    (row as usize, column as usize)
}

fn too_many() -> Problem {
    Problem::Large(format!("it has more than {} million cells", MAX_CELLS / 1_000_000))
}

fn cell(data: &DataRef<'_>) -> Cell {
    match data {
        DataRef::Empty => Cell::Empty,
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::String(text) => Cell::of_text(text.as_str()),
        DataRef::SharedString(text) => Cell::of_text(*text),
        DataRef::Bool(yes) => Cell::Bool(*yes),
        DataRef::Error(error) => Cell::Faulty(format!("the cell holds the error `{error}`")),
        DataRef::DateTime(date) if date.is_datetime() => match date.to_ymd_hms_milli() {
            (1899 | 1900, ..) if date.as_f64() < 1.0 => Cell::Faulty(TIME.to_owned()),
            (year, month, day, 0, 0, 0, 0) => match Date::new(year as i16, month as i8, day as i8) {
                Ok(date) => Cell::Date(date),
                Err(_) => Cell::Faulty("the cell holds a day that is not in the calendar".to_owned()),
            },
            _ => Cell::Faulty("the cell holds a time of day beside the day".to_owned()),
        },
        DataRef::DateTimeIso(text) => match text.get(..10).unwrap_or_default().parse() {
            Ok(date) => Cell::Date(date),
            Err(_) => Cell::of_text(text.as_str()),
        },
        DataRef::DateTime(_) | DataRef::DurationIso(_) => Cell::Faulty(TIME.to_owned()),
    }
}

const TIME: &str = "the cell holds a time; format it as text and write lengths as `8min` or `1h30min`";
