//! Sheets to the bytes of a workbook: labels at the top with a note that tells the key, lists to choose from, texts that stay texts.

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign, Formula, Note,
    Workbook, Worksheet, XlsxError,
};

use crate::schema::KindId;
use crate::table::{Cell, Choice, Row, Sheet, SheetColumn};

/// Rows behind the last one in which lists to choose from still open.
const ROOM: u32 = 200;

/// The most elements among which a cell lets people choose.
const MOST: usize = 300;

/// How cells look.
struct Looks {
    head: Format,
    text: Format,
    plain: Format,
    date: Format,
}

/// The bytes of a workbook with `sheets`.
pub(super) fn workbook(sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let cell = Format::new().set_align(FormatAlign::Top);
    let looks = Looks {
        head: Format::new().set_bold().set_background_color(Color::RGB(0x00E8_EEF4)).set_align(FormatAlign::Top),
        // Text stays text, whatever it looks like.
        text: cell.clone().set_num_format("@").set_text_wrap(),
        date: cell.clone().set_num_format("yyyy-mm-dd"),
        plain: cell,
    };
    let mut workbook = Workbook::new();
    // The same knowledge gives the same bytes.
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2026, 1, 1)?));
    for sheet in sheets {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(&sheet.name)?;
        fill(worksheet, sheet, sheets, &looks)?;
    }
    workbook.save_to_buffer()
}

fn fill(worksheet: &mut Worksheet, sheet: &Sheet, all: &[Sheet], looks: &Looks) -> Result<(), XlsxError> {
    let last = sheet.rows.len() as u32;
    for (at, column) in (0_u16..).zip(&sheet.columns) {
        worksheet.set_column_width(at, width(column))?;
        worksheet.set_column_format(at, if column.is_text { &looks.text } else { &looks.plain })?;
        worksheet.write_string_with_format(0, at, &column.header, &looks.head)?;
        let note =
            Note::new(&column.note).add_author_prefix(false).set_author("touchbase").set_width(320).set_height(140);
        worksheet.insert_note(0, at, &note)?;
        if let Some(validation) = validation(column, all)? {
            worksheet.add_data_validation(1, at, last + ROOM, at, &validation)?;
        }
    }
    for (number, row) in (1_u32..).zip(&sheet.rows) {
        write_row(worksheet, number, row, looks)?;
    }
    let identity = sheet.columns.iter().take_while(|column| column.is_identity).count() as u16;
    worksheet.set_freeze_panes(1, identity)?;
    let last_column = (sheet.columns.len() as u16).saturating_sub(1);
    worksheet.autofilter(0, 0, last, last_column)?;
    Ok(())
}

fn write_row(worksheet: &mut Worksheet, number: u32, row: &Row, looks: &Looks) -> Result<(), XlsxError> {
    for (at, cell) in (0_u16..).zip(&row.cells) {
        match cell {
            Cell::Empty => {}
            Cell::Text(text) | Cell::Faulty(text) => {
                worksheet.write_string_with_format(number, at, text, &looks.text)?;
            }
            Cell::Number(value) => {
                worksheet.write_number_with_format(number, at, *value, &looks.plain)?;
            }
            Cell::Bool(yes) => {
                worksheet.write_boolean(number, at, *yes)?;
            }
            // Spreadsheets count days from 1900 on.
            Cell::Date(date) if date.year() < 1901 => {
                worksheet.write_string_with_format(number, at, date.to_string(), &looks.text)?;
            }
            Cell::Date(date) => {
                let date = ExcelDateTime::from_ymd(date.year() as u16, date.month() as u8, date.day() as u8)?;
                worksheet.write_datetime_with_format(number, at, &date, &looks.date)?;
            }
        }
    }
    Ok(())
}

fn width(column: &SheetColumn) -> f64 {
    let header = column.header.chars().count() as f64 + 4.0;
    let least: f64 = match (column.is_identity, column.is_prose) {
        (true, _) => 26.0,
        (_, true) => 40.0,
        _ => 14.0,
    };
    header.clamp(least, 60.0)
}

/// The longest list that a cell can hold by itself, in characters.
const LONGEST: usize = 250;

fn validation(column: &SheetColumn, all: &[Sheet]) -> Result<Option<DataValidation>, XlsxError> {
    // What is not in the list can be written all the same: a label in the other language, the name instead of the id.
    let lenient = |validation: DataValidation| validation.set_error_style(DataValidationErrorStyle::Warning);
    match &column.choice {
        Some(Choice::Words(words)) => {
            let length: usize = words.iter().map(|word| word.encode_utf16().count() + 1).sum();
            let fits = length <= LONGEST && words.iter().all(|word| !word.contains(',') && !word.starts_with('='));
            match fits {
                true => Ok(Some(lenient(DataValidation::new().allow_list_strings(words)?))),
                false => Ok(None),
            }
        }
        Some(Choice::Elements(kind)) => {
            Ok(ids(*kind, all).map(|formula| lenient(DataValidation::new().allow_list_formula(formula))))
        }
        None => Ok(None),
    }
}

/// The cells with the ids of a kind.
fn ids(kind: KindId, all: &[Sheet]) -> Option<Formula> {
    let sheet = all.iter().find(|sheet| sheet.kind == kind).filter(|sheet| (1..=MOST).contains(&sheet.rows.len()))?;
    let name = sheet.name.replace('\'', "''");
    Some(Formula::new(format!("='{name}'!$A$2:$A${}", sheet.rows.len() + 1)))
}
