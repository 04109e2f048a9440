//! What checks ask of words beyond [`naming::tokens`](crate::naming::tokens): how they sound, what their cases have in common.
//!
//! Knows nothing of elements.

use std::ops::Range;

use crate::naming::tokens::is_mark;

pub(super) use crate::naming::tokens::{SEED, Words, folded, folded_on, step, words};

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
            let all: Vec<Range<usize>> = words(&text).filter(|word| text.as_bytes().get(word.start) == Some(&b'a')).collect();
            prop_assert_eq!(words_where(&text, |rest| rest.first() == Some(&b'a')).collect::<Vec<_>>(), all);
        }
    }
}
