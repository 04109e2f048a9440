//! Tables of reports: cells of HTML to one table, which on narrow screens becomes a list of its rows.

use minijinja::Value;

use crate::site::escape;

/// A column: its heading, and whether it holds numbers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column<'l> {
    label: &'l str,
    number: bool,
}

impl<'l> Column<'l> {
    /// A column of words.
    pub(super) fn words(label: &'l str) -> Column<'l> {
        Column { label, number: false }
    }

    /// A column of numbers, which are set below each other digit by digit.
    pub(super) fn number(label: &'l str) -> Column<'l> {
        Column { label, number: true }
    }
}

/// A table in the making.
#[derive(Debug)]
pub(super) struct Table<'l> {
    columns: Vec<Column<'l>>,
    html: String,
}

impl<'l> Table<'l> {
    /// A table without rows; `caption` is for those who do not see the heading above it.
    pub(super) fn new(caption: &str, columns: Vec<Column<'l>>) -> Table<'l> {
        let mut html = String::from("<table class=\"data stack\"><caption class=\"vh\">");
        escape::push(caption, &mut html);
        html.push_str("</caption><thead><tr>");
        for column in &columns {
            html.push_str(if column.number { "<th scope=\"col\" class=\"num\">" } else { "<th scope=\"col\">" });
            escape::push(column.label, &mut html);
            html.push_str("</th>");
        }
        html.push_str("</tr></thead><tbody>\n");
        Table { columns, html }
    }

    /// Adds a row; the first cell is its heading. A cell is HTML, an empty one says nothing.
    pub(super) fn row(&mut self, cells: &[String]) {
        self.html.push_str("<tr>");
        for (at, (cell, column)) in cells.iter().zip(&self.columns).enumerate() {
            match at {
                0 => self.html.push_str("<th scope=\"row\">"),
                _ => push_open(cell, column, &mut self.html),
            }
            self.html.push_str(cell);
            self.html.push_str(if at == 0 { "</th>" } else { "</td>" });
        }
        self.html.push_str("</tr>\n");
    }

    /// The table.
    pub(super) fn html(mut self) -> String {
        self.html.push_str("</tbody></table>");
        self.html
    }

    /// The table as a value of a template.
    pub(super) fn value(self) -> Value {
        Value::from_safe_string(self.html())
    }
}

/// The heading of the column goes with the cell: where rows become a list, it stands before it.
fn push_open(cell: &str, column: &Column<'_>, html: &mut String) {
    html.push_str("<td");
    if column.number {
        html.push_str(" class=\"num\"");
    }
    if !cell.is_empty() {
        html.push_str(" data-label=\"");
        escape::push(column.label, html);
        html.push('"');
    }
    html.push('>');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_carries_the_heading_of_its_column() {
        let mut table =
            Table::new("A & B", vec![Column::words("Name"), Column::number("n < 3"), Column::words("Note")]);
        table.row(&["<a href=\"x\">X</a>".to_owned(), "2".to_owned(), String::new()]);
        let html = table.value().to_string();
        assert!(html.contains("<caption class=\"vh\">A &amp; B</caption>"), "{html}");
        assert!(html.contains(
            "<th scope=\"row\"><a href=\"x\">X</a></th><td class=\"num\" data-label=\"n &lt; 3\">2</td><td></td>"
        ));
    }
}
