//! Numbers as people write them into cells: with the marks of their language, where these can only mean one thing.

use crate::schema::Language;

/// `number` with the decimal sign of `language`.
pub(super) fn shown(number: f64, language: Language) -> String {
    localized(&number.to_string(), language)
}

/// A number as the language of touchbase writes it, with the decimal sign of `language`.
pub(super) fn localized(plain: &str, language: Language) -> String {
    if language == Language::GERMAN { plain.replace('.', ",") } else { plain.to_owned() }
}

/// The number that `text` means in a base in `language`, as the language of touchbase writes it.
///
/// # Errors
/// Why it is none, as a clause.
pub(super) fn plain(text: &str, language: Language) -> Result<String, String> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace() && *c != '\u{202f}').collect();
    let compact = compact.replace('\u{2212}', "-");
    let compact = compact.trim_end_matches(['%', '€', '$']).trim_start_matches(['€', '$']);
    let (decimal, grouping) = if language == Language::GERMAN { (',', '.') } else { ('.', ',') };
    let found = (compact.matches(decimal).count(), compact.matches(grouping).count());
    let plain = match found {
        (0, 0) | (1, 0) => compact.replace(decimal, "."),
        // `6.40` in a German cell has two digits behind the point, so the point groups nothing; `1.234` can be either.
        (0, 1) if !is_grouped(compact, grouping) => compact.replace(grouping, "."),
        (0, 1) => {
            return Err(format!("`{text}` can be read in two ways; write it without marks between the thousands"));
        }
        (0 | 1, _) if is_grouped(compact.split(decimal).next().unwrap_or_default(), grouping) => {
            compact.replace(grouping, "").replace(decimal, ".")
        }
        _ => return Err(format!("`{text}` is not a number")),
    };
    match plain.parse::<f64>() {
        Ok(number) if number.is_finite() && !plain.contains(['i', 'n', 'N']) => Ok(tidy(&plain, number)),
        _ => Err(format!("`{text}` is not a number")),
    }
}

/// Whole numbers keep their digits, others are written as the model prints them.
fn tidy(plain: &str, number: f64) -> String {
    match plain.parse::<i64>() {
        Ok(whole) => whole.to_string(),
        Err(_) => number.to_string(),
    }
}

/// Whether `sign` stands between groups of three digits, with one to three digits before the first.
fn is_grouped(text: &str, sign: char) -> bool {
    let mut groups = text.trim_start_matches(['-', '+']).split(sign);
    let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    groups.next().is_some_and(|first| (1..=3).contains(&first.len()) && digits(first))
        && groups.all(|group| group.len() == 3 && digits(group))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_the_language_are_read_where_they_mean_one_thing() {
        let german = |text| plain(text, Language::GERMAN).ok();
        for (text, read) in [
            ("6,40", Some("6.4")),
            ("6.40", Some("6.4")),
            ("1.234,5", Some("1234.5")),
            ("1.234.567", Some("1234567")),
            ("18000", Some("18000")),
            ("−2", Some("-2")),
            ("40 %", Some("40")),
            ("1.234", None),
            ("1,2,3", None),
            ("viel", None),
            ("nan", None),
        ] {
            assert_eq!(german(text).as_deref(), read, "{text}");
        }
        let english = |text| plain(text, Language::ENGLISH).ok();
        assert_eq!(english("6,40").as_deref(), Some("6.4"));
        assert_eq!(english("1,234"), None);
        assert_eq!(english("1,234.50").as_deref(), Some("1234.5"));
    }
}
