//! Texts to words, and words to numbers that are equal when people take the words for the same.
//!
//! Knows nothing of elements.

use std::ops::Range;

use super::fold;

/// The words of a text: letters and digits side by side, by their places.
pub(crate) fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

/// An iterator over the words of a text.
#[derive(Clone)]
pub(crate) struct Words<'t> {
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

/// The words of a text, each with its [number](folded): one look at every letter gives both.
pub(crate) fn numbered(text: &str) -> impl Iterator<Item = (Range<usize>, u64)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some((false, len)) = sign(text, bytes, at) {
            at += len;
        }
        let start = at;
        let number = number_at(text, bytes, &mut at);
        (start < at).then(|| (start..at, number.unwrap_or_else(|| folded(text.get(start..at).unwrap_or_default()))))
    })
}

/// The number of the word at `at`, which is moved behind it; none for a word with letters that are neither plain nor German.
#[expect(clippy::indexing_slicing, reason = "the table has an entry for every byte")]
fn number_at(text: &str, bytes: &[u8], at: &mut usize) -> Option<u64> {
    let mut number = Some(SEED);
    loop {
        while let Some(letter) = bytes.get(*at).map(|byte| LETTERS[usize::from(*byte)]).filter(|letter| *letter != 0) {
            number = number.map(|number| step(number, letter));
            *at += 1;
        }
        let Some((true, len)) = sign(text, bytes, *at) else { return number };
        let pair = bytes.get(*at..*at + len).and_then(umlaut);
        number = number.zip(pair).map(|(number, pair)| pair.iter().fold(number, |number, byte| step(number, *byte)));
        *at += len;
    }
}

/// For each byte the letter or digit that it folds to, or zero for what is none by itself.
#[expect(clippy::indexing_slicing, reason = "evaluated by the compiler, which would say so")]
const LETTERS: [u8; 256] = {
    let mut letters = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        letters[byte] = if (byte as u8).is_ascii_alphanumeric() { (byte as u8).to_ascii_lowercase() } else { 0 };
        byte += 1;
    }
    letters
};

/// How a German letter is spelled out.
fn umlaut(letter: &[u8]) -> Option<&'static [u8; 2]> {
    match letter {
        [0xc3, 0xa4 | 0x84] => Some(b"ae"),
        [0xc3, 0xb6 | 0x96] => Some(b"oe"),
        [0xc3, 0xbc | 0x9c] => Some(b"ue"),
        [0xc3, 0x9f] => Some(b"ss"),
        _ => None,
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

/// Accents that stand behind their letter, as some systems write umlauts, and the soft hyphen.
pub(crate) fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}')
}

/// A number that two texts have in common when they are equal after folding.
pub(crate) fn folded(text: &str) -> u64 {
    folded_on(SEED, text)
}

/// The number of a text that goes on with `text`.
pub(crate) fn folded_on(hash: u64, text: &str) -> u64 {
    german(hash, text.as_bytes()).unwrap_or_else(|| fold(text).bytes().fold(hash, step))
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
        let pair = umlaut(&[*first, *after.first()?])?;
        hash = pair.iter().fold(hash, |hash, byte| step(hash, *byte));
        rest = after.get(1..).unwrap_or_default();
    }
    Some(hash)
}

/// Where every number begins.
pub(crate) const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// The number of a sequence that goes on with `byte`.
pub(crate) fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
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

    proptest! {
        #[test]
        fn words_lie_on_the_bounds_of_characters(text in "(\\PC|[a-zäöüßÄÖÜé ]|\u{308})*") {
            for range in words(&text) {
                prop_assert!(text.get(range.clone()).is_some_and(|word| !word.is_empty()));
            }
            let of = |range: Range<usize>| text.get(range).map(folded);
            let all: Vec<_> = words(&text).map(|range| (range.clone(), of(range).unwrap_or_default())).collect();
            prop_assert_eq!(numbered(&text).collect::<Vec<_>>(), all);
        }

        #[test]
        fn the_number_is_that_of_the_folded_word(word in "[a-zA-ZäöüÄÖÜßéÉ0-9]{0,12}") {
            prop_assert_eq!(folded(&word), fold(&word).bytes().fold(SEED, step));
        }
    }
}
