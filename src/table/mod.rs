//! The model as tables: one sheet a kind, one row an element, one column a field; and cells read back as values.
//!
//! What leaves for a spreadsheet and what comes back from one go through the same cells, so that a cell nobody has touched is known
//! by being the same. Knows no notation, no file format and no file.

mod cell;
mod csv;
mod escape;
mod guard;
mod header;
mod numbers;
mod read;
mod sheet;
mod value;

pub use cell::Cell;
pub use csv::csv;
pub(crate) use guard::unguarded;
pub(crate) use header::{Column, ancestors, column, header, kind_of_sheet, sheet_name};
pub(crate) use read::{Lookup, Target, read};
pub use sheet::{Choice, Row, Sheet, SheetColumn, sheets};
pub(crate) use sheet::{cell_of, written_value};
pub use value::Value;
