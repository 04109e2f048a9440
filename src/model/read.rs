//! One written value to one typed value, as the field's type asks.

use jiff::civil::Date;

use super::value::{Datum, Duration};
use crate::schema::{Scalar, Variant};
use crate::syntax::{Style, is_id};
use crate::text::Str;

/// Why a text is not a value of its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Misfit {
    /// Text without quotes in `.cx`; the value is good all the same.
    Unquoted,
    /// Not among the words of the enum.
    NotInEnum,
    /// Nothing between the quotes.
    Empty,
    /// Anything else, in words, with what was probably meant.
    Bad(String, Option<String>),
}

fn bad(reason: impl Into<String>) -> Misfit {
    Misfit::Bad(reason.into(), None)
}

/// Reads `text`, written in `style`, as a value of `scalar`; references are not read here.
pub(super) fn read(text: &Str, style: Style, scalar: &Scalar) -> Result<Datum, Misfit> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Err(Misfit::Empty);
    }
    match scalar {
        // An id stands without quotes, so it is not asked for them below.
        Scalar::Id => return read_id(text, trimmed),
        Scalar::Text => Ok(Datum::Text(one_line(text))),
        // How a block of text ends is the notation's affair: `|`, `|-` and `"""` say the same.
        Scalar::Markdown => Ok(Datum::Markdown(without_blank_ends(text))),
        // The caller keeps the table of references.
        Scalar::Reference { .. } => Err(bad("a reference cannot stand here")),
        Scalar::Enum(variants) => read_word(trimmed, variants),
        Scalar::Integer { min, max } => read_integer(trimmed, *min, *max),
        Scalar::Number => read_number(trimmed),
        Scalar::Bool => read_bool(trimmed),
        Scalar::Date => read_date(trimmed).map(Datum::Date),
        Scalar::Duration => read_duration(trimmed),
        Scalar::Url => read_url(text, trimmed),
        Scalar::Image => read_image(text, trimmed),
    }
    .and_then(|datum| quoted_as_needed(datum, style))
}

/// Reads `text` as a value of `scalar`, for values that stand outside of knowledge files.
///
/// # Errors
/// Why it is none, as a clause, and what was probably meant. References and words of enums are never read here.
pub fn datum(text: &str, scalar: &Scalar) -> Result<Datum, (String, Option<String>)> {
    read(&Str::from(text), Style::Quoted, scalar).map_err(|misfit| match misfit {
        Misfit::Bad(reason, meant) => (reason, meant),
        Misfit::Unquoted | Misfit::NotInEnum => (format!("`{}` is not among the words of the list", shown(text)), None),
        Misfit::Empty => ("the text between the quotes is empty".to_owned(), None),
    })
}

fn quoted_as_needed(datum: Datum, style: Style) -> Result<Datum, Misfit> {
    match datum {
        Datum::Text(_) | Datum::Markdown(_) | Datum::Url(_) if style == Style::Bare => Err(Misfit::Unquoted),
        datum => Ok(datum),
    }
}

fn read_id(text: &Str, trimmed: &str) -> Result<Datum, Misfit> {
    if is_id(trimmed) {
        return Ok(Datum::Text(one_line(text)));
    }
    let rule = "an id begins with a letter and goes on with letters, digits, `-` or `_`";
    Err(bad(format!("`{}` is not an id: {rule}", shown(trimmed))))
}

fn without_blank_ends(text: &Str) -> Str {
    let begin = text.len() - text.trim_start_matches(['\n', '\r']).len();
    text.part(begin..text.trim_end().len().max(begin))
}

/// The text in one line: YAML's folded and literal scalars may bring line breaks along.
pub(super) fn one_line(text: &Str) -> Str {
    let trimmed = text.trim();
    if trimmed.bytes().any(|byte| matches!(byte, b'\n' | b'\r')) {
        Str::from(trimmed.split_whitespace().collect::<Vec<_>>().join(" "))
    } else if trimmed.len() == text.len() {
        text.clone()
    } else {
        Str::from(trimmed)
    }
}

fn read_word(text: &str, variants: &[Variant]) -> Result<Datum, Misfit> {
    let found = variants.iter().position(|variant| variant.word.eq_ignore_ascii_case(text));
    found.map(|at| Datum::Word(at as u16)).ok_or(Misfit::NotInEnum)
}

fn read_integer(text: &str, min: i64, max: i64) -> Result<Datum, Misfit> {
    let Ok(number) = text.parse::<i64>() else {
        let suggestion = plain_number(text).filter(|plain| plain.parse::<i64>().is_ok());
        return Err(Misfit::Bad(format!("`{}` is not a whole number", shown(text)), suggestion));
    };
    let range = if max == i64::MAX { format!("from {min} on") } else { format!("from {min} to {max}") };
    if (min..=max).contains(&number) {
        Ok(Datum::Integer(number))
    } else {
        Err(bad(format!("`{number}` is out of range, allowed are whole numbers {range}")))
    }
}

fn read_number(text: &str) -> Result<Datum, Misfit> {
    let digits = text.bytes().all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b));
    match text.parse::<f64>() {
        Ok(number) if digits && number.is_finite() => Ok(Datum::Number(number)),
        _ => Err(Misfit::Bad(format!("`{}` is not a number", shown(text)), plain_number(text))),
    }
}

/// A number as people write it (`3,5`, `−2`, `40 %`) in the form the language reads.
fn plain_number(text: &str) -> Option<String> {
    let plain = text.trim_end_matches('%').trim().replace('\u{2212}', "-").replace('\u{a0}', "");
    let plain = if plain.matches(',').count() == 1 { plain.replace(',', ".") } else { plain };
    plain.parse::<f64>().ok().filter(|number| number.is_finite()).map(|_| plain)
}

fn read_bool(text: &str) -> Result<Datum, Misfit> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => Ok(Datum::Bool(true)),
        "false" | "no" | "off" => Ok(Datum::Bool(false)),
        "ja" | "wahr" => Err(Misfit::Bad(format!("`{text}` is neither `true` nor `false`"), Some("true".into()))),
        "nein" | "falsch" => Err(Misfit::Bad(format!("`{text}` is neither `true` nor `false`"), Some("false".into()))),
        _ => Err(bad(format!("`{}` is neither `true` nor `false`", shown(text)))),
    }
}

/// Reads an ISO 8601 day.
pub(super) fn read_date(text: &str) -> Result<Date, Misfit> {
    match iso(text) {
        Some((year, month, day)) => Date::new(year, month, day).map_err(|_| not_in_calendar(text)),
        None if german_day(text).is_some() && german_date(text).is_none() => Err(not_in_calendar(text)),
        None => {
            let meant = german_date(text).map(|date| date.to_string());
            let reason = format!("`{}` is not a date as year-month-day", shown(text));
            Err(Misfit::Bad(reason, meant))
        }
    }
}

fn iso(text: &str) -> Option<(i16, i8, i8)> {
    let mut parts = text.split('-');
    let mut part =
        |length: usize| parts.next().filter(|part| part.len() == length && part.bytes().all(|b| b.is_ascii_digit()));
    let (year, month, day) = (part(4)?, part(2)?, part(2)?);
    if parts.next().is_some() {
        return None;
    }
    Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
}

fn not_in_calendar(text: &str) -> Misfit {
    bad(format!("`{}` is not in the calendar, there is no such day", shown(text)))
}

/// Year, month and day of a date as Germans write it, `28.02.2026`.
fn german_day(text: &str) -> Option<(i16, i8, i8)> {
    let mut parts = text.split('.').map(str::trim);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let whole = parts.next().is_none() && year.len() == 4;
    whole.then_some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
}

fn german_date(text: &str) -> Option<Date> {
    let (year, month, day) = german_day(text)?;
    Date::new(year, month, day).ok()
}

fn read_duration(text: &str) -> Result<Datum, Misfit> {
    let wrong =
        || bad(format!("`{}` is not a length of time such as `90s`, `8min`, `1h30min`, `3d`, `6mo`", shown(text)));
    Duration::parse(text).map(Datum::Duration).ok_or_else(wrong)
}

fn read_url(text: &Str, trimmed: &str) -> Result<Datum, Misfit> {
    let scheme = trimmed.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    let known = matches!(scheme.as_deref(), Some("http" | "https" | "mailto" | "tel"));
    if known && !trimmed.contains(|c: char| c.is_whitespace() || c.is_control()) {
        Ok(Datum::Url(one_line(text)))
    } else {
        let meant = (scheme.is_none() && trimmed.contains('.') && !trimmed.contains(' '))
            .then(|| format!("\"https://{trimmed}\""));
        let reason = format!(
            "`{}` is not a web address that starts with `https://`, `http://`, `mailto:` or `tel:`",
            shown(trimmed)
        );
        Err(Misfit::Bad(reason, meant))
    }
}

fn read_image(text: &Str, trimmed: &str) -> Result<Datum, Misfit> {
    let inside = !trimmed.starts_with(['/', '\\'])
        && !trimmed.contains(':')
        && trimmed.split(['/', '\\']).all(|part| part != "..");
    let lower = trimmed.to_ascii_lowercase();
    let picture = IMAGES.iter().any(|extension| lower.ends_with(extension));
    match (inside, picture) {
        (true, true) => Ok(Datum::Image(one_line(text))),
        (false, _) => Err(bad(format!("`{}` does not lie below the folder of the knowledge base", shown(trimmed)))),
        _ => Err(bad(format!("`{}` is not a picture ({})", shown(trimmed), IMAGES.join(", ")))),
    }
}

/// Kinds of pictures a browser shows. Scripts in an SVG do not run where it is shown as a picture, the only way the site uses it.
pub const IMAGES: &[&str] = &[".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif"];

/// A text short enough for a message.
fn shown(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((cut, _)) => format!("{}…", text.get(..cut).unwrap_or_default()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(text: &str, scalar: &Scalar) -> Option<Misfit> {
        read(&Str::from(text), Style::Plain, scalar).err()
    }

    #[test]
    fn what_people_write_is_suggested_in_the_form_the_language_reads() {
        let meant = |text, scalar| match reason(text, &scalar) {
            Some(Misfit::Bad(_, meant)) => meant,
            _ => None,
        };
        assert_eq!(meant("3,5", Scalar::Number).as_deref(), Some("3.5"));
        assert_eq!(meant("−2", Scalar::Integer { min: -2, max: 2 }).as_deref(), Some("-2"));
        assert_eq!(meant("28.02.2026", Scalar::Date).as_deref(), Some("2026-02-28"));
        assert_eq!(meant("31.02.2026", Scalar::Date), None);
        assert_eq!(meant("www.example.org", Scalar::Url).as_deref(), Some("\"https://www.example.org\""));
        assert_eq!(meant("Ja", Scalar::Bool).as_deref(), Some("true"));
    }

    #[test]
    fn a_former_id_stands_with_or_without_quotes_and_has_to_be_one() {
        for style in [Style::Bare, Style::Plain, Style::Quoted] {
            let datum = read(&Str::from("help-desk"), style, &Scalar::Id);
            assert!(matches!(datum, Ok(Datum::Text(id)) if id == "help-desk"), "{style:?}");
        }
        assert!(reason("Help Desk", &Scalar::Id).is_some());
    }

    #[test]
    fn dangerous_addresses_and_paths_are_refused() {
        assert!(reason("javascript:alert(1)", &Scalar::Url).is_some());
        assert!(reason("../../etc/x.png", &Scalar::Image).is_some());
        assert!(reason("https://example.org/ü", &Scalar::Url).is_none());
        assert!(reason("bilder/mia.jpg", &Scalar::Image).is_none());
        assert!(reason("2026-02-30", &Scalar::Date).is_some());
    }
}
