//! One cell of a sheet, and what a value looks like in one.

use jiff::civil::Date;

use super::Value;
use super::escape;
use super::numbers;
use crate::schema::{Field, Language, Scalar, Variant};

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// Yes or no.
    Bool(bool),
    /// A day.
    Date(Date),
    /// Something that is no value, in words: an error of a formula, a time of day.
    Faulty(String),
}

/// The longest text that spreadsheets keep in a cell, in UTF-16 units.
const LONGEST: usize = 32_767;

impl Cell {
    /// The cell for a text: empty for nothing.
    pub fn of_text(text: impl Into<String>) -> Cell {
        let text = text.into();
        if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
    }

    /// Its text, as a base in `language` writes it.
    pub fn text(&self, language: Language) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) => text.clone(),
            Cell::Number(number) => numbers::shown(*number, language),
            Cell::Bool(yes) => yes_or_no(*yes, language).to_owned(),
            Cell::Date(date) => date.to_string(),
            Cell::Faulty(words) => words.clone(),
        }
    }

    /// Whether nothing but blanks stands in it.
    pub fn is_blank(&self) -> bool {
        match self {
            Cell::Empty => true,
            Cell::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// Whether two cells hold the same, whatever a spreadsheet makes of line breaks and types.
    pub fn is_same(&self, other: &Cell, language: Language) -> bool {
        let text = |cell: &Cell| super::value::lines(&cell.text(language)).trim().to_owned();
        self == other
            || !matches!((self, other), (Cell::Faulty(_), _) | (_, Cell::Faulty(_))) && text(self) == text(other)
    }
}

/// The cell for `value`, as a base in `language` writes it.
pub(super) fn cell(value: &Value, field: &Field, language: Language) -> Cell {
    let scalar = &field.ty.scalar;
    let text = match value {
        Value::List(items) => {
            let items = items.iter().map(|item| escape::escaped(&shown(item, scalar, language)));
            items.collect::<Vec<_>>().join("\n")
        }
        Value::Map(entries) => {
            let entries = entries.iter().map(|(key, item)| escape::entry(key, &shown(item, scalar, language)));
            entries.collect::<Vec<_>>().join("\n")
        }
        one => return single(one, scalar, language),
    };
    fitting(text)
}

fn single(value: &Value, scalar: &Scalar, language: Language) -> Cell {
    let text = value.text().unwrap_or_default();
    match scalar {
        Scalar::Integer { .. } | Scalar::Number => match text.parse::<f64>() {
            // A spreadsheet keeps fifteen digits.
            Ok(number) if number.to_string() == text && text.trim_start_matches('-').len() <= 15 => {
                Cell::Number(number)
            }
            _ => Cell::of_text(shown(value, scalar, language)),
        },
        Scalar::Date => text.parse().map_or_else(|_| Cell::of_text(text), Cell::Date),
        _ => fitting(shown(value, scalar, language)),
    }
}

/// A text that is too long for a cell is not cut: cut text would come back as the text.
fn fitting(text: String) -> Cell {
    match text.len() > LONGEST && text.encode_utf16().count() > LONGEST {
        true => Cell::Text(format!("({} characters: too long for a cell)", text.chars().count())),
        false => Cell::of_text(text),
    }
}

/// One value as readers of `language` write it.
fn shown(value: &Value, scalar: &Scalar, language: Language) -> String {
    let text = value.text().unwrap_or_default();
    match scalar {
        Scalar::Enum(variants) => word_shown(text, variants, language),
        Scalar::Bool => yes_or_no(text == "true", language).to_owned(),
        Scalar::Number => numbers::localized(text, language),
        _ => text.to_owned(),
    }
}

/// The label of a word where nothing else is called so, else the word.
pub(super) fn word_shown(word: &str, variants: &[Variant], language: Language) -> String {
    let Some(variant) = variants.iter().find(|variant| variant.word == word) else { return word.to_owned() };
    let label = variant.label.in_language(language.code());
    match super::read::variant(label, variants).is_some_and(|found| found.word == word) {
        true => label.to_owned(),
        false => word.to_owned(),
    }
}

/// `ja` or `nein`, `yes` or `no`.
pub(super) fn yes_or_no(yes: bool, language: Language) -> &'static str {
    match (yes, language == Language::GERMAN) {
        (true, true) => "ja",
        (false, true) => "nein",
        (true, false) => "yes",
        (false, false) => "no",
    }
}
