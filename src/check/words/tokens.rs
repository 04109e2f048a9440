//! Texts to words, and words to numbers that are equal when people take the words for the same.
//!
//! Knows nothing of elements.

use std::ops::Range;

use crate::naming;

/// The words of a text: letters and digits side by side, by their places.
pub(super) fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

/// An iterator over the words of a text.
#[derive(Clone)]
pub(super) struct Words<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Words<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        while let Some((false, len)) = sign(self.text, bytes, at) {
            at += len;
        }
        let start = at;
        while let Some((true, len)) = sign(self.text, bytes, at) {
            at += len;
        }
        self.at = at;
        (start < at).then_some(start..at)
    }
}

/// Whether the character at `at` belongs to a word, and its length.
#[inline]
fn sign(text: &str, bytes: &[u8], at: usize) -> Option<(bool, usize)> {
    let byte = *bytes.get(at)?;
    if byte.is_ascii() {
        return Some((byte.is_ascii_alphanumeric(), 1));
    }
    // The letters of Western Europe, but for the signs of multiplication and division between them.
    if byte == 0xc3 {
        return Some((!matches!(bytes.get(at + 1), Some(0x97 | 0xb7)), 2));
    }
    let c = text.get(at..)?.chars().next()?;
    Some((c.is_alphanumeric() || is_mark(c), c.len_utf8()))
}

/// The words whose bytes, with all that follows, are `wanted`: where few are, much faster than looking at every word.
pub(super) fn words_where<'t>(
    text: &'t str,
    wanted: impl Fn(&[u8]) -> bool + 't,
) -> impl Iterator<Item = Range<usize>> + 't {
    let bytes = text.as_bytes();
    let begins = move |at: &usize| {
        bytes.get(*at..).is_some_and(&wanted)
            && text
                .get(..*at)
                .is_some_and(|before| !before.chars().next_back().is_some_and(|c| c.is_alphanumeric() || is_mark(c)))
    };
    let word = move |at: usize| words(text.get(at..)?).next().map(|word| at + word.start..at + word.end);
    (0..bytes.len()).filter(begins).filter_map(word)
}

/// Accents that stand behind their letter, as some systems write umlauts, and the soft hyphen.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}')
}

/// A number that two texts have in common when they are equal after folding.
pub(super) fn folded(text: &str) -> u64 {
    folded_on(SEED, text)
}

/// The number of a text that goes on with `text`.
pub(super) fn folded_on(hash: u64, text: &str) -> u64 {
    german(hash, text.as_bytes()).unwrap_or_else(|| naming::fold(text).bytes().fold(hash, step))
}

/// The same without a folded copy, if the text holds plain and German letters only.
fn german(hash: u64, bytes: &[u8]) -> Option<u64> {
    let mut hash = hash;
    let mut rest = bytes;
    while let [first, after @ ..] = rest {
        rest = after;
        if first.is_ascii() {
            if first.is_ascii_alphanumeric() {
                hash = step(hash, first.to_ascii_lowercase());
            }
            continue;
        }
        let pair = match (first, after) {
            (0xc3, [0xa4 | 0x84, ..]) => b"ae",
            (0xc3, [0xb6 | 0x96, ..]) => b"oe",
            (0xc3, [0xbc | 0x9c, ..]) => b"ue",
            (0xc3, [0x9f, ..]) => b"ss",
            _ => return None,
        };
        hash = pair.iter().fold(hash, |hash, byte| step(hash, *byte));
        rest = after.get(1..).unwrap_or_default();
    }
    Some(hash)
}

/// A folded word as it sounds: spellings that people mix up give the same.
///
/// Doubled letters count once, `ck` as `k`, `ph` as `f`, `th` and `dt` as `t`, `y` as `i`, and `c` as `k` or `z`, as it is spoken.
pub(super) fn sound(folded: &str) -> String {
    let mut sound = String::with_capacity(folded.len());
    let mut rest = folded.chars().peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek().copied();
        let spoken = match (c, next) {
            ('c', Some('h')) => 'c',
            ('c', Some('e' | 'i' | 'y')) => 'z',
            ('c', _) => 'k',
            ('p', Some('h')) | ('t', Some('h')) | ('d', Some('t')) => {
                rest.next();
                if c == 'p' { 'f' } else { 't' }
            }
            ('y', _) => 'i',
            (c, _) => c,
        };
        // Doubled digits are other numbers.
        if spoken.is_ascii_digit() || !sound.ends_with(spoken) {
            sound.push(spoken);
        }
    }
    sound
}

/// What the cases and plurals of a folded word have in common, and some other words too.
pub(super) fn stem(folded: &str) -> String {
    let plain = folded.replace("ae", "a").replace("oe", "o").replace("ue", "u");
    let stem = plain.trim_end_matches(['e', 'i', 'n', 'r', 's', 'y']);
    if stem.len() < 2 { plain } else { stem.to_owned() }
}

/// Where every number begins.
pub(super) const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// The number of a sequence that goes on with `byte`.
pub(super) fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
}

/// Whether a word begins with a capital letter.
pub(super) fn is_capitalized(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(text: &str) -> Vec<&str> {
        words(text).filter_map(|range| text.get(range)).collect()
    }

    #[test]
    fn words_are_parted_at_whatever_is_no_letter() {
        assert_eq!(of("Größe: „Service-Hotline“ (24/7)…"), ["Größe", "Service", "Hotline", "24", "7"]);
        assert_eq!(of("Bu\u{308}ro"), ["Bu\u{308}ro"]);
        assert_eq!(of(" – "), Vec::<&str>::new());
    }

    #[test]
    fn spellings_that_people_mix_up_sound_alike() {
        for (one, other) in [
            ("hygienekontrolle", "hygienekontrole"),
            ("prozess", "process"),
            ("photo", "foto"),
            ("kontakt", "contact"),
            ("paket", "packet"),
            ("system", "sistem"),
        ] {
            assert_eq!(sound(one), sound(other));
        }
        assert_ne!(sound("raum11"), sound("raum1"));
        for (one, other) in
            [("vertrag", "vertraege"), ("haus", "haeuser"), ("utility", "utilities"), ("ergebnis", "ergebnisse")]
        {
            assert_eq!(stem(one), stem(other));
        }
    }

    proptest! {
        #[test]
        fn words_lie_on_the_bounds_of_characters(text in ".*") {
            for range in words(&text) {
                prop_assert!(text.get(range.clone()).is_some_and(|word| !word.is_empty()));
            }
            let all: Vec<Range<usize>> = words(&text).filter(|word| text.as_bytes().get(word.start) == Some(&b'a')).collect();
            prop_assert_eq!(words_where(&text, |rest| rest.first() == Some(&b'a')).collect::<Vec<_>>(), all);
        }

        #[test]
        fn the_number_is_that_of_the_folded_word(word in "[a-zA-ZäöüÄÖÜßéÉ0-9]{0,12}") {
            prop_assert_eq!(folded(&word), naming::fold(&word).bytes().fold(SEED, step));
        }
    }
}
