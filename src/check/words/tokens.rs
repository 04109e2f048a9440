//! What checks ask of words beyond [`naming::tokens`](crate::naming::tokens): how they sound, what their cases have in common.
//!
//! Knows nothing of elements.

use crate::naming::tokens::is_mark;

pub(super) use crate::naming::tokens::{SEED, Words, folded, folded_on, step, words};

/// Whether a word can begin at `at`: no letter stands before it.
pub(super) fn may_begin_at(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    !before.is_some_and(|c| c.is_alphanumeric() || is_mark(c))
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
    let mut plain = String::with_capacity(folded.len());
    let mut before = ' ';
    for letter in folded.chars() {
        // An umlaut as it is spelled out.
        if letter != 'e' || !matches!(before, 'a' | 'o' | 'u') {
            plain.push(letter);
        }
        before = letter;
    }
    let stem = plain.trim_end_matches(['e', 'i', 'n', 'r', 's', 'y']).len();
    if stem >= 2 {
        plain.truncate(stem);
    }
    plain
}

/// The number of several words, that of the next one added.
pub(super) fn beside(before: u64, word: u64) -> u64 {
    (before.rotate_left(17) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Whether a word begins with a capital letter.
pub(super) fn is_capitalized(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

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
            let begins = |at: &usize| text.as_bytes().get(*at) == Some(&b'a') && may_begin_at(&text, *at);
            let found: Vec<usize> = (0..text.len()).filter(begins).collect();
            let all = words(&text).map(|word| word.start).filter(|at| text.as_bytes().get(*at) == Some(&b'a'));
            prop_assert_eq!(found, all.collect::<Vec<_>>());
        }
    }
}
