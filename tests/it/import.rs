//! What teams have becomes knowledge: Mermaid journeys, sheets, and the way back.

mod journeys;
mod property;
mod round_trip;
mod sheets;

use touchbase::import::{self, Outcome, Places, Plan, RawSheet, Target};
use touchbase::schema::Language;
use touchbase::table::{self, Cell};
use touchbase::text::{Source, Sources};
use touchbase::{Compilation, compile};

/// All elements of a base as sheets that come back from a spreadsheet, in the way a workbook keeps them.
fn workbook(base: &Compilation) -> Vec<RawSheet> {
    let kinds: Vec<_> = base.model.schema.kinds().map(|(id, _)| id).collect();
    table::sheets(&base.model, &kinds, &|_| true).iter().map(raw).collect()
}

fn raw(sheet: &table::Sheet) -> RawSheet {
    let head = sheet.columns.iter().map(|column| Cell::of_text(column.header.as_str())).collect();
    let rows = std::iter::once(head).chain(sheet.rows.iter().map(|row| row.cells.clone())).collect();
    RawSheet { file: "kb.xlsx".into(), name: sheet.name.clone(), rows, places: Places::Letters, remarks: Vec::new() }
}

/// The same as CSV files.
fn files(base: &Compilation) -> Vec<RawSheet> {
    let kinds: Vec<_> = base.model.schema.kinds().map(|(id, _)| id).collect();
    let language = base.model.language();
    let sheets = table::sheets(&base.model, &kinds, &|_| true);
    sheets.iter().map(|sheet| import::csv("kb.csv", &sheet.name, table::csv(sheet, language).into_bytes())).collect()
}

/// A sheet from lines with cells between `|`.
fn sheet(name: &str, lines: &[&str]) -> RawSheet {
    let rows = lines.iter().map(|line| line.split('|').map(|cell| Cell::of_text(cell.trim())).collect()).collect();
    RawSheet { file: "kb.xlsx".into(), name: name.into(), rows, places: Places::Letters, remarks: Vec::new() }
}

/// What an import would do, and what becomes of the base.
struct Imported {
    plan: Plan,
    outcome: Outcome,
    after: Compilation,
}

impl Imported {
    fn of(base: &Compilation, sheets: &[RawSheet]) -> Imported {
        let plan = import::plan(&base.model, sheets);
        let outcome = plan.outcome(&base.model, &base.sources, &Target::default());
        let edited = base.sources.edited(&outcome.edits).expect("edits fit together");
        let mut list: Vec<Source> =
            edited.iter().map(|(_, source)| Source::new(source.path.clone(), source.text.clone())).collect();
        list.extend(outcome.files.iter().map(|(path, text)| Source::new(path.clone(), text.as_str())));
        let after = compile(Sources::new(list));
        let found = import::differences(&plan, &outcome, &base.model, &after.model);
        let texts: String =
            after.sources.iter().map(|(_, source)| format!("== {}\n{}\n", source.path, source.text)).collect();
        assert!(found.is_empty(), "{found:?}\n{:?}\n{texts}", plan.remarks);
        Imported { plan, outcome, after }
    }

    /// The text of a file.
    fn text(&self, path: &str) -> &str {
        let id = self.after.sources.find(path.into()).expect("the file is there");
        &self.after.sources.get(id).text
    }

    /// What becomes of the rows, one a line.
    fn rows(&self) -> String {
        self.plan.rows.iter().map(|row| format!("{} {} {:?}\n", row.place, row.element, row.happened)).collect()
    }

    /// What the reader is told, one a line.
    fn remarks(&self) -> String {
        let all = self.plan.remarks.iter().chain(&self.outcome.remarks);
        all.map(|remark| format!("{}: {}\n", remark.place, remark.message)).collect()
    }
}

/// Puts `text` into the cell of the row that begins like `row` under `column`.
fn put(sheets: &mut [RawSheet], name: &str, id: &str, column: &str, cell: Cell) {
    let sheet = sheets.iter_mut().find(|sheet| sheet.name == name).expect("the sheet is there");
    let text = |cell: &Cell| cell.text(Language::ENGLISH);
    let head = &sheet.rows[0];
    let at = head.iter().position(|cell| text(cell) == column).unwrap_or_else(|| panic!("{column} in {head:?}"));
    let id_at = head.iter().position(|cell| text(cell) == "id").expect("a column of ids");
    let row = sheet.rows.iter_mut().find(|row| row.get(id_at).is_some_and(|cell| text(cell) == id)).expect("the row");
    if row.len() <= at {
        row.resize(at + 1, Cell::Empty);
    }
    row[at] = cell;
}
