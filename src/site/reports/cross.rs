//! Heat maps of two kinds of elements: rows and columns by name, a number and a shade where they meet.
//!
//! Only what meets has a row: the pages together grow with the number of meetings, never with rows times columns.

use std::collections::BTreeMap;

use minijinja::{Value, context};

use super::Report;
use crate::model::{ElementId, ElementRef};
use crate::present::format;
use crate::schema::Label;
use crate::site::base::Base;
use crate::site::record::{Record, record};
use crate::site::{escape, pages};

/// Columns side by side on a page.
const COLUMNS: usize = 24;
/// Rows to a page, where rows are what there are many of.
const ROWS: usize = 120;

/// Where a row and a column meet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cell {
    /// Where it leads.
    pub(super) href: String,
    /// The class that gives its shade.
    pub(super) class: &'static str,
    /// What is shown large.
    pub(super) main: String,
    /// What is shown small below it.
    pub(super) small: String,
    /// All of it in words.
    pub(super) words: String,
}

/// What a heat map is called and how it is to be read.
pub(super) struct Frame<'f> {
    pub(super) report: &'f Report,
    /// What the table shows, for those who hear it.
    pub(super) caption: &'f str,
    /// What shades and signs mean, as HTML.
    pub(super) legend: String,
    /// The way from the page up to the root.
    pub(super) root: &'static str,
    /// `Journeys {from} to {to} of {n}, …`.
    pub(super) range: &'f Label,
}

/// Cells by row, in alphabetical order, and column.
type Rows = BTreeMap<(u32, ElementId), BTreeMap<usize, Cell>>;

/// The pages of a map with many columns: some of them side by side, with the rows that meet one of them. `cells` are those of a
/// column, each with its row, in any order; no row twice.
pub(super) fn by_columns<'m>(
    frame: &Frame<'_>,
    base: &Base<'m>,
    columns: &[ElementRef<'m>],
    cells: impl Fn(ElementRef<'m>) -> Vec<(ElementRef<'m>, Cell)>,
) -> Vec<Record> {
    let page = |part: usize| {
        let shown = pages::part(columns, part, COLUMNS);
        let mut rows = Rows::new();
        for (at, column) in shown.iter().enumerate() {
            for (row, cell) in cells(*column) {
                rows.entry((base.rank(row), row.id())).or_default().insert(at, cell);
            }
        }
        values(frame, base, shown, &rows, (part, columns.len(), COLUMNS))
    };
    (0..pages::parts(columns.len(), COLUMNS)).map(page).collect()
}

/// The pages of a map with many rows: some of them below each other, with the columns that meet one of them. `cells` are those of
/// a row, each with its column, no column twice.
pub(super) fn by_rows<'m>(
    frame: &Frame<'_>,
    base: &Base<'m>,
    all: &[ElementRef<'m>],
    cells: impl Fn(ElementRef<'m>) -> Vec<(ElementRef<'m>, Cell)>,
) -> Vec<Record> {
    let page = |part: usize| {
        let shown = pages::part(all, part, ROWS);
        let met: Vec<_> = shown.iter().map(|row| (*row, cells(*row))).collect();
        let mut columns: Vec<ElementRef<'m>> =
            met.iter().flat_map(|(_, cells)| cells.iter().map(|(column, _)| *column)).collect();
        columns.sort_by_key(|column| (base.rank(*column), column.id()));
        columns.dedup();
        let place = |column: ElementRef<'_>| columns.iter().position(|other| *other == column);
        let mut rows = Rows::new();
        for (row, cells) in met {
            let cells = cells.into_iter().filter_map(|(column, cell)| Some((place(column)?, cell))).collect();
            rows.insert((base.rank(row), row.id()), cells);
        }
        values(frame, base, &columns, &rows, (part, all.len(), ROWS))
    };
    (0..pages::parts(all.len(), ROWS)).map(page).collect()
}

fn values(
    frame: &Frame<'_>,
    base: &Base<'_>,
    columns: &[ElementRef<'_>],
    rows: &Rows,
    (part, all, per_page): (usize, usize, usize),
) -> Record {
    let head = |column: &ElementRef<'_>| {
        let name = Value::from_safe_string(base.hyphens.html(&escape::html(column.name())));
        context! { href => base.href(*column, frame.root), name }
    };
    record! {
        caption => frame.caption,
        legend => Value::from_safe_string(frame.legend.clone()),
        range => (all > per_page).then(|| range(frame, base, part, all, per_page)),
        pages => frame.report.pages(all, part, per_page),
        columns => columns.iter().map(head).collect::<Vec<_>>(),
        rows => rows.iter().map(|((_, id), cells)| row(frame, base, *id, columns.len(), cells)).collect::<Vec<_>>(),
    }
}

fn range(frame: &Frame<'_>, base: &Base<'_>, part: usize, all: usize, per_page: usize) -> String {
    let number = |number: usize| format::number(number as f64, &base.words);
    let (from, to) = (part * per_page + 1, ((part + 1) * per_page).min(all));
    let text = base.label(frame.range).replace("{from}", &number(from)).replace("{to}", &number(to));
    text.replace("{n}", &number(all))
}

fn row(frame: &Frame<'_>, base: &Base<'_>, id: ElementId, columns: usize, cells: &BTreeMap<usize, Cell>) -> Value {
    let element = base.model.element(id);
    let mut html = String::with_capacity(columns * 9 + cells.len() * 160);
    for column in 0..columns {
        match cells.get(&column) {
            None => html.push_str("<td></td>"),
            Some(cell) => push_cell(cell, &mut html),
        }
    }
    context! {
        href => base.href(element, frame.root),
        name => Value::from_safe_string(base.hyphens.html(&escape::html(element.name()))),
        cells => Value::from_safe_string(html),
    }
}

fn push_cell(cell: &Cell, html: &mut String) {
    let words = escape::html(&cell.words);
    let small = if cell.small.is_empty() { String::new() } else { ["<small>", &cell.small, "</small>"].concat() };
    let pieces = [
        "<td><a href=\"",
        &cell.href,
        "\" class=\"",
        cell.class,
        "\" title=\"",
        &words,
        "\"><span aria-hidden=\"true\">",
        &cell.main,
        &small,
        "</span><span class=\"vh\">",
        &words,
        "</span></a></td>",
    ];
    pieces.into_iter().for_each(|piece| html.push_str(piece));
}

/// The shade of a feeling, −2…2; one of its own where none is known.
pub(super) fn shade(feeling: Option<i64>) -> &'static str {
    match feeling {
        None => "fx",
        Some(..=-2) => "f-2",
        Some(-1) => "f-1",
        Some(0) => "f0",
        Some(1) => "f1",
        Some(2..) => "f2",
    }
}

/// A feeling below a number: `−2`; nothing where none is known.
pub(super) fn sign(feeling: Option<i64>) -> String {
    feeling.map(format::signed).unwrap_or_default()
}

/// A feeling in words, with what it is: `low −2, frustrated`.
pub(super) fn said(base: &Base<'_>, feeling: Option<i64>) -> String {
    let words = &base.words;
    match feeling {
        Some(value) => format!("{} {}, {}", words.get("low"), format::signed(value), words.feeling(value)),
        None => words.get("no_feelings").to_owned(),
    }
}

/// The shades of feelings with their words.
pub(super) fn feelings(base: &Base<'_>) -> String {
    let key = |value: i64| {
        format!(
            "<li><span class=\"k {}\">{}</span>{}</li>",
            shade(Some(value)),
            format::signed(value),
            base.words.feeling(value)
        )
    };
    let known: String = (-2..=2).map(key).collect();
    let unknown = base.label(&UNKNOWN);
    format!("{known}<li><span class=\"k fx\">·</span>{unknown}</li>")
}

static UNKNOWN: Label = Label::new("no feeling recorded", "kein Gefühl erfasst");

#[cfg(test)]
mod tests {
    use super::shade;

    #[test]
    fn every_feeling_has_its_shade() {
        let shades: Vec<&str> = [None, Some(-9), Some(-1), Some(0), Some(1), Some(7)].map(shade).to_vec();
        assert_eq!(shades, ["fx", "f-2", "f-1", "f0", "f1", "f2"]);
    }
}
