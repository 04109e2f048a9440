//! Numbers, dates and durations as people of the site's language write them.

use super::words::Words;

/// A number with the marks of the language: `42.000`, `1.234,5`, `−2`.
pub(crate) fn number(value: f64, words: &Words) -> String {
    let rounded = (value * 1000.0).round() / 1000.0;
    let plain = format!("{}", rounded.abs());
    let (whole, fraction) = plain.split_once('.').map_or((plain.as_str(), ""), |parts| parts);
    let mut text = if rounded < 0.0 { "−".to_owned() } else { String::new() };
    push_grouped(whole, words.thousands(), &mut text);
    if !fraction.is_empty() {
        text.push(words.decimal());
        text.push_str(fraction);
    }
    text
}

impl Words {
    /// A counted noun: `1 step`, `12 steps` for the nouns `steps_1` and `steps_n`.
    pub(crate) fn counted(&self, noun: (&'static str, &'static str), count: usize) -> String {
        let number = number(count as f64, self);
        self.get(if count == 1 { noun.0 } else { noun.1 }).replace("{n}", &number)
    }

    /// How many more there are than shown.
    pub(crate) fn further(&self, count: usize) -> String {
        self.get("further").replace("{n}", &number(count as f64, self))
    }
}

/// An amount of money without its unit: whole, or with two decimals.
pub(crate) fn money(value: f64, words: &Words) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    if rounded.fract() == 0.0 {
        return number(rounded, words);
    }
    let whole = number(rounded.trunc(), words);
    let sign = if rounded < 0.0 && rounded > -1.0 { "−" } else { "" };
    let cents = (rounded.fract().abs() * 100.0).round();
    format!("{sign}{whole}{}{cents:02}", words.decimal())
}

/// A feeling or another number whose sign matters: `+1`, `0`, `−2`.
pub(crate) fn signed(value: i64) -> String {
    match value {
        1.. => format!("+{value}"),
        0 => "0".to_owned(),
        _ => format!("−{}", value.unsigned_abs()),
    }
}

/// Digits in groups of three from five digits on, so that years and small counts stay as they are.
fn push_grouped(digits: &str, mark: char, text: &mut String) {
    for (at, digit) in digits.chars().enumerate() {
        let left = digits.len() - at;
        if at > 0 && left.is_multiple_of(3) && digits.len() > 4 {
            text.push(mark);
        }
        text.push(digit);
    }
}

/// A day in words: `12. Juni 2026`, `12 June 2026`.
pub(crate) fn date(year: i16, month: i8, day: i8, words: &Words) -> String {
    format!("{day}{} {} {year}", words.day_mark(), words.month(month))
}

/// A length of time in seconds, in the two largest units that matter: `1 h 30 min`, `45 s`.
pub(crate) fn seconds(total: u64) -> String {
    let parts = [(total / 3600, "h"), (total % 3600 / 60, "min"), (total % 60, "s")];
    let shown: Vec<String> = parts
        .iter()
        .skip_while(|(n, _)| *n == 0)
        .take(2)
        .filter(|(n, _)| *n > 0)
        .map(|(n, unit)| format!("{n}\u{a0}{unit}"))
        .collect();
    if shown.is_empty() { "0\u{a0}s".to_owned() } else { shown.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_the_language() {
        let (de, en) = (Words::of("de"), Words::of("en"));
        assert_eq!(number(42000.0, &de), "42.000");
        assert_eq!(number(-1234567.5, &en), "−1,234,567.5");
        assert_eq!(number(0.1 + 0.2, &de), "0,3");
        assert_eq!(number(2026.0, &de), "2026");
        assert_eq!(money(6.4, &de), "6,40");
        assert_eq!(money(-0.5, &en), "−0.50");
        assert_eq!(money(30.0, &de), "30");
    }

    #[test]
    fn nouns_are_counted() {
        let words = Words::of("de");
        assert_eq!(words.counted(("steps_1", "steps_n"), 1), "1 Schritt");
        assert_eq!(words.counted(("steps_1", "steps_n"), 12000), "12.000 Schritte");
    }

    #[test]
    fn dates_and_times_read_like_prose() {
        assert_eq!(date(2026, 6, 12, &Words::of("de")), "12. Juni 2026");
        assert_eq!(date(2026, 6, 12, &Words::of("en")), "12 June 2026");
        assert_eq!(seconds(5400), "1\u{a0}h 30\u{a0}min");
        assert_eq!(seconds(45), "45\u{a0}s");
        assert_eq!(seconds(0), "0\u{a0}s");
    }
}
