//! A cell to a value, as the type of its field asks: labels for words, ids or names for references, numbers and days as people write them.

use super::{Cell, Value, escape, numbers};
use crate::model::datum;
use crate::naming;
use crate::schema::{Constraint, Field, Kinds, Language, Scalar, Shape, Variant};

/// What a text in a cell refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    /// How it is referred to.
    pub(crate) address: String,
    /// The name of its kind.
    pub(crate) kind: String,
}

/// Finds what texts in cells refer to.
pub(crate) trait Lookup {
    /// The element that `text` names by id or name; a step of the same journey where `local` says so.
    fn find(&self, text: &str, local: bool) -> Option<Target>;
    /// The id that was most likely meant.
    fn meant(&self, text: &str) -> Option<String>;
    /// The name of the kind of the element that refers.
    fn own_kind(&self) -> &str;
}

/// Reads a cell that is not blank as the value of `field`; `language` is that of the base.
///
/// # Errors
/// Why it is none, as a clause.
pub(crate) fn read(cell: &Cell, field: &Field, language: Language, lookup: &dyn Lookup) -> Result<Value, String> {
    if let Cell::Faulty(words) = cell {
        return Err(words.clone());
    }
    if matches!((cell, &field.ty.scalar), (Cell::Date(_), Scalar::Text | Scalar::Markdown)) {
        return Err("it has become a date; format the cell as text and write it anew".to_owned());
    }
    let reader = Reader { field, language, lookup };
    let text = super::value::lines(&cell.text(language));
    match &field.ty.shape {
        Shape::One => match cell {
            Cell::Number(number) => reader.number(*number),
            _ => reader.one(text.trim()),
        },
        Shape::List => {
            let items = escape::parts(&text);
            Ok(Value::List(items.into_iter().map(|item| reader.one(&escape::plain(item))).collect::<Result<_, _>>()?))
        }
        Shape::OneOrMapByReference(_) if !has_key(&text) => match cell {
            Cell::Number(number) => reader.number(*number),
            _ => reader.one(text.trim()),
        },
        Shape::MapByReference(kinds) | Shape::OneOrMapByReference(kinds) => {
            reader.map(&text, |key| reader.key(key, kinds))
        }
        Shape::MapByLanguage => {
            reader.map(&text, |key| match Language::of(key.split('-').next().unwrap_or_default()) {
                Some(_) => Ok(key.to_owned()),
                None => Err(format!("`{key}` is not the code of a language such as `de`")),
            })
        }
    }
}

fn has_key(text: &str) -> bool {
    escape::parts(text).into_iter().any(|part| escape::key_and_value(part).is_some())
}

struct Reader<'r> {
    field: &'r Field,
    language: Language,
    lookup: &'r dyn Lookup,
}

impl Reader<'_> {
    fn map(&self, text: &str, key_of: impl Fn(&str) -> Result<String, String>) -> Result<Value, String> {
        let mut entries: Vec<(String, Value)> = Vec::new();
        for part in escape::parts(text) {
            let (key, value) = escape::key_and_value(part).ok_or_else(|| format!("`{part}` is not `key: value`"))?;
            let key = key_of(&key)?;
            if entries.iter().any(|(known, _)| *known == key) {
                return Err(format!("`{key}` stands there twice"));
            }
            entries.push((key, self.one(&value)?));
        }
        Ok(Value::Map(entries))
    }

    fn key(&self, key: &str, kinds: &Kinds) -> Result<String, String> {
        let may_be_default = matches!(self.field.ty.shape, Shape::OneOrMapByReference(_));
        if may_be_default && key == "default" {
            return Ok(key.to_owned());
        }
        self.reference(key, kinds, Constraint::Any)
    }

    /// A number that a spreadsheet keeps as one. A share that is written as a percentage is kept as a part of one.
    fn number(&self, number: f64) -> Result<Value, String> {
        match self.field.ty.scalar {
            Scalar::Integer { max: 100, .. } if 0.0 < number && number < 1.0 => {
                self.one(&numbers::shown((number * 1e6).round() / 1e4, self.language))
            }
            _ => self.one(&numbers::shown(number, self.language)),
        }
    }

    fn one(&self, text: &str) -> Result<Value, String> {
        let checked = |text: &str| datum(text, &self.field.ty.scalar).map(drop).map_err(explained);
        match &self.field.ty.scalar {
            Scalar::Reference { kinds, constraint } => self.reference(text, kinds, *constraint).map(Value::Word),
            Scalar::Enum(variants) => match variant(text, variants) {
                Some(variant) => Ok(Value::Word(variant.word.to_string())),
                None => Err(format!("`{text}` is none of {}", words(variants, self.language))),
            },
            Scalar::Markdown => Ok(Value::Markdown(text.trim_start_matches('\n').trim_end().to_owned())),
            Scalar::Text => Ok(Value::Text(one_line(text))),
            Scalar::Id => checked(text).map(|()| Value::Word(text.to_owned())),
            Scalar::Url | Scalar::Image => checked(text).map(|()| Value::Text(text.to_owned())),
            Scalar::Integer { .. } | Scalar::Number => {
                let plain = numbers::plain(text, self.language)?;
                checked(&plain).map(|()| Value::Plain(plain))
            }
            Scalar::Bool => yes(text).map(|yes| Value::Plain(yes.to_string())),
            Scalar::Date => day(text).map(Value::Plain),
            Scalar::Duration => match crate::model::Duration::parse(text) {
                Some(length) => Ok(Value::Plain(length.to_string())),
                None => checked(text).map(|()| Value::Plain(text.to_owned())),
            },
        }
    }

    fn reference(&self, text: &str, kinds: &Kinds, constraint: Constraint) -> Result<String, String> {
        let target = self.lookup.find(text, constraint == Constraint::SameJourney);
        let Some(target) = target else {
            let meant = self.lookup.meant(text).map(|meant| format!("; did you mean `{meant}`?")).unwrap_or_default();
            return Err(format!("there is nothing that is called `{text}`{meant}"));
        };
        let fits = match constraint {
            Constraint::SameKind => target.kind == self.lookup.own_kind(),
            Constraint::Any | Constraint::SameJourney => kinds.allow(&target.kind),
        };
        match fits {
            true => Ok(target.address),
            false => Err(format!("`{text}` is a {}, which does not belong there", target.kind)),
        }
    }
}

/// The text in one line, as the language reads a text of several.
fn one_line(text: &str) -> String {
    let trimmed = text.trim();
    match trimmed.contains('\n') {
        true => trimmed.split_whitespace().collect::<Vec<_>>().join(" "),
        false => trimmed.to_owned(),
    }
}

fn explained((reason, meant): (String, Option<String>)) -> String {
    meant.map_or(reason.clone(), |meant| format!("{reason}; did you mean `{meant}`?"))
}

/// The variant that is called `text`, by its word or its label in either language.
pub(super) fn variant<'v>(text: &str, variants: &'v [Variant]) -> Option<&'v Variant> {
    let wanted = naming::fold(text);
    let is = |word: &str| naming::fold(word) == wanted;
    let exact = variants.iter().find(|variant| variant.word.eq_ignore_ascii_case(text.trim()));
    exact.or_else(|| {
        let mut called =
            variants.iter().filter(|variant| is(&variant.word) || is(&variant.label.en) || is(&variant.label.de));
        let first = called.next().filter(|_| !wanted.is_empty());
        first.filter(|_| called.next().is_none())
    })
}

fn words(variants: &[Variant], language: Language) -> String {
    let words: Vec<String> = variants
        .iter()
        .map(|variant| format!("`{}`", super::cell::word_shown(&variant.word, variants, language)))
        .collect();
    words.join(", ")
}

fn yes(text: &str) -> Result<bool, String> {
    match text.to_lowercase().as_str() {
        "true" | "yes" | "y" | "on" | "ja" | "j" | "wahr" | "x" | "1" => Ok(true),
        "false" | "no" | "n" | "off" | "nein" | "falsch" | "0" => Ok(false),
        _ => Err(format!("`{text}` is neither yes nor no")),
    }
}

/// A day as ISO 8601 or as Germans write it.
fn day(text: &str) -> Result<String, String> {
    match datum(text, &Scalar::Date) {
        Ok(_) => Ok(text.to_owned()),
        Err((_, Some(meant))) => Ok(meant),
        Err((reason, None)) => Err(reason),
    }
}
