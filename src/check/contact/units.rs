//! How people write about percent and percentage points, in English and German: the words, and the phrases made of them.
//!
//! The words are those of the two units in the schema and their usual spellings. Knows nothing of metrics.

use std::ops::Range;

/// Percent as a word of its own.
const PERCENT: &[&str] = &["%", "percent", "prozent"];

/// How words for percentage points begin, with inflected forms.
const POINTS: &[&str] = &["percentage point", "prozentpunkt", "%-punkt"];

/// The preposition before the size of a change.
const BY: &[&str] = &["by", "um"];

/// Whether a text speaks of percentage points.
pub(super) fn says_points(text: &str) -> bool {
    let text = text.to_lowercase();
    POINTS.iter().any(|word| text.contains(word))
}

/// Whether a text speaks of percent.
pub(super) fn says_percent(text: &str) -> bool {
    text.split_whitespace().any(is_percent)
}

/// Changes given in percent (`um 7 %`, `by about 7.5 percent`): where number and unit stand, and the number.
pub(super) fn changes(text: &str) -> Vec<(Range<usize>, f64)> {
    // Most texts speak of no change at all.
    if !text.contains('%') && !text.contains("ercent") && !text.contains("rozent") {
        return Vec::new();
    }
    let words: Vec<(usize, &str)> = words(text).collect();
    let is_by = |at: usize| words.get(at).is_some_and(|(_, word)| BY.iter().any(|by| by.eq_ignore_ascii_case(word)));
    let mut found = Vec::new();
    for (at, (start, word)) in words.iter().enumerate() {
        // One word may stand between: `um rund 7 %`.
        if !(at > 0 && is_by(at - 1) || at > 1 && is_by(at - 2)) {
            continue;
        }
        let unit = words.get(at + 1).filter(|(_, unit)| is_percent(unit));
        let (number, end) = match (word.split_once('%'), unit) {
            (Some((number, rest)), _) if rest.chars().all(is_mark) => (number, start + number.len() + 1),
            (None, Some((unit_start, unit))) => (*word, unit_start + unit.trim_end_matches(is_mark).len()),
            _ => continue,
        };
        if let Some(number) = parsed(number) {
            found.push((*start..end, number));
        }
    }
    found
}

/// The words of a text with the places where they begin.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(char::is_whitespace).filter_map(move |word| {
        let start = at;
        // Every white space that separates is gone after the word, whatever its length.
        at += word.len() + text.get(at + word.len()..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        (!word.is_empty()).then_some((start, word))
    })
}

fn is_percent(word: &str) -> bool {
    let word = word.trim_matches(is_mark).to_lowercase();
    PERCENT.contains(&word.as_str())
}

/// Whether a sign may stand around a word without belonging to it.
fn is_mark(c: char) -> bool {
    c != '%' && !c.is_alphanumeric()
}

/// A plain number with a point or a comma for decimals.
fn parsed(text: &str) -> Option<f64> {
    let plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',');
    text.replace(',', ".").parse().ok().filter(|_| plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, f64)> {
        changes(text).into_iter().map(|(range, number)| (text.get(range).unwrap_or("?"), number)).collect()
    }

    #[test]
    fn changes_in_percent_are_found_in_both_languages() {
        assert_eq!(found("Stieg um 7 %, immerhin."), [("7 %", 7.0)]);
        assert_eq!(found("größer um rund 7,5\u{202f}Prozent."), [("7,5\u{202f}Prozent", 7.5)]);
        assert_eq!(found("Up by 12%; by about 3 percent"), [("12%", 12.0), ("3 percent", 3.0)]);
    }

    #[test]
    fn points_shares_and_odd_texts_are_left_alone() {
        for text in [
            "um 7 Prozentpunkte",
            "by 7 percentage points",
            "Anteil 7 %",
            "um",
            "um %",
            "",
            "um 7 %-Punkte",
            "um 1.2.3 %",
            "🙂 um ß %",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn percent_is_a_word_and_points_may_be_inflected() {
        assert!(says_points("Veränderung in Prozentpunkten") && says_points("Percentage Points"));
        assert!(says_percent("Anteil (in %)") && says_percent("in Prozent."));
        assert!(!says_percent("Prozentsatz, percentage, Prozentpunkte") && !says_points("Prozent"));
    }
}
