//! What reports with pictures share: sections, tables that say what a picture shows, and pages of long tables.

use minijinja::{Value, context};

use super::{Report, table};
use crate::model::{Datum, ElementRef};
use crate::schema::Label;
use crate::site::base::Base;
use crate::site::record::{Record, record};
use crate::site::{escape, pages};

/// Rows of a table to a page.
pub(super) const ROWS: usize = 200;

/// A table as HTML: a caption, heads of columns, rows of cells whose first names what the row is about.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) caption: String,
    pub(super) head: Vec<String>,
    /// Cells as HTML.
    pub(super) rows: Vec<Vec<String>>,
}

impl Table {
    /// The table, which on narrow screens becomes a list of its rows.
    pub(super) fn html(&self) -> String {
        let columns = self.head.iter().map(|head| table::Column::words(head)).collect();
        let mut table = table::Table::new(&self.caption, columns);
        self.rows.iter().for_each(|row| table.row(row));
        table.html()
    }
}

/// A section of a report: a heading with the id `id`, what is to be known before, and HTML.
pub(super) fn section(id: &str, title: &str, note: Option<String>, html: String) -> Value {
    context! { id, title, note, html => Value::from_safe_string(html) }
}

/// The pages of a report that begins with `pictures` and ends with a table over `all`, which is called `title` and introduced by `note`.
pub(super) fn with_table<T>(
    report: &Report,
    base: &Base<'_>,
    pictures: &[Value],
    (title, note): (&str, Option<&str>),
    all: &[T],
    table: impl Fn(&[T]) -> Table,
) -> Vec<Record> {
    let page = |part: usize| {
        let shown = pages::part(all, part, ROWS);
        let range = (all.len() > ROWS).then(|| pages::range(&base.words, all.len(), part, ROWS));
        let said: Vec<String> = note.map(str::to_owned).into_iter().chain(range).collect();
        let range = (!said.is_empty()).then(|| said.join(" "));
        let mut sections = if part == 0 { pictures.to_vec() } else { Vec::new() };
        sections.push(section("table", title, range, table(shown).html()));
        record! { sections, pages => report.pages(all.len(), part, ROWS) }
    };
    (0..pages::parts(all.len(), ROWS)).map(page).collect()
}

/// The heading above a picture.
pub(super) static AS_PICTURE: Label = Label::new("As a picture", "Als Bild");

/// The heading above the table that says what the picture shows.
pub(super) static AS_TABLE: Label = Label::new("As a table", "Als Tabelle");

/// The number in a field.
pub(super) fn number(element: ElementRef<'_>, key: &str) -> Option<f64> {
    element
        .field(key)?
        .items()
        .find_map(|item| if let Datum::Number(number) = item.datum { Some(number) } else { None })
}

/// Links to elements in a row, the first `most` of them.
pub(super) fn links(base: &Base<'_>, elements: &[ElementRef<'_>], most: usize, root: &str) -> String {
    let mut links: Vec<String> = elements.iter().take(most).map(|element| base.link(*element, root)).collect();
    if elements.len() > most {
        links.push(base.words.further(elements.len() - most));
    }
    links.join(", ")
}

/// Words between backticks as code.
pub(super) fn code(text: &str) -> String {
    let piece = |(at, piece): (usize, &str)| {
        let piece = escape::html(piece);
        if at % 2 == 1 { format!("<code>{piece}</code>") } else { piece }
    };
    text.split('`').enumerate().map(piece).collect()
}

/// What stands before a picture of the first `shown` of `all`; nothing when it shows all.
pub(super) fn first_of(base: &Base<'_>, shown: usize, all: usize, which: &Label) -> Option<String> {
    let gap = |text: &str| text.replace("{m}", &shown.to_string()).replace("{n}", &all.to_string());
    (shown < all).then(|| gap(base.label(which)))
}
