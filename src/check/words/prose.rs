//! The words of all texts, read once for all checks that look at each of them.
//!
//! Knows the places and numbers of words and how they begin; neither what they mean nor what is looked for.

use std::ops::Range;

use rayon::prelude::*;

use super::texts::Text;
use crate::naming::tokens::numbered;

/// A word of a text, by its place and by the number that it shares with all that fold to the same.
#[derive(Debug, Clone, Copy)]
pub(in crate::check) struct Word {
    /// The number, that of [`folded`](crate::naming::tokens::folded).
    pub(super) number: u64,
    start: u32,
    /// Texts are shorter than what fits.
    len: u16,
    /// Whether it begins with a capital letter.
    pub(super) is_capitalized: bool,
    /// Whether its first two letters are capitals, as those of an abbreviation.
    pub(super) is_loud: bool,
}

impl Word {
    fn of(text: &str, range: Range<usize>, number: u64) -> Word {
        let word = text.get(range.clone()).unwrap_or_default();
        Word {
            number,
            start: range.start as u32,
            len: u16::try_from(range.len()).unwrap_or(u16::MAX),
            is_capitalized: super::tokens::is_capitalized(word),
            is_loud: is_loud(word.as_bytes()),
        }
    }

    /// Where it begins, in bytes.
    pub(super) fn start(&self) -> usize {
        self.start as usize
    }

    /// Where it ends, in bytes.
    pub(super) fn end(&self) -> usize {
        self.start() + self.len()
    }

    /// How long it is, in bytes.
    pub(super) fn len(&self) -> usize {
        usize::from(self.len)
    }

    /// Its place in its text.
    pub(super) fn range(&self) -> Range<usize> {
        self.start()..self.end()
    }
}

fn is_loud(word: &[u8]) -> bool {
    matches!(word, [b'A'..=b'Z', b'A'..=b'Z' | 0xc3, ..] | [0xc3, 0x84 | 0x96 | 0x9c, ..])
}

/// How many texts are read by one thread in one go.
const PART: usize = 1024;

/// The words of all texts, in their order.
#[derive(Debug, Default)]
pub(in crate::check) struct Prose {
    parts: Vec<Part>,
}

/// The words of some texts that follow each other.
#[derive(Debug, Default)]
struct Part {
    words: Vec<Word>,
    /// For each text, where its words end.
    ends: Vec<usize>,
}

impl Prose {
    /// Reads `texts`, on as many threads as there are.
    pub(in crate::check) fn of(texts: &[Text<'_>]) -> Prose {
        Prose { parts: texts.par_chunks(PART).map(Part::of).collect() }
    }

    /// The words of each text.
    pub(in crate::check) fn iter(&self) -> impl Iterator<Item = &[Word]> {
        self.parts.iter().flat_map(Part::iter)
    }
}

impl Part {
    fn of(texts: &[Text<'_>]) -> Part {
        // German prose has a word every seven bytes.
        let bytes: usize = texts.iter().map(|text| text.text.len()).sum();
        let mut part = Part { words: Vec::with_capacity(bytes / 6), ends: Vec::with_capacity(texts.len()) };
        for text in texts {
            part.words.extend(numbered(text.text).map(|(range, number)| Word::of(text.text, range, number)));
            part.ends.push(part.words.len());
        }
        part
    }

    fn iter(&self) -> impl Iterator<Item = &[Word]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| self.words.get(start..*end).unwrap_or_default())
    }
}

/// Tells of most numbers at once that they are not among those looked for. May let a stranger pass.
pub(super) struct Sieve {
    bits: Vec<u64>,
}

impl Sieve {
    /// How many bits of a number choose its place: 64 KB, which stays in the caches.
    const BITS: u32 = 19;

    /// A sieve that lets `numbers` pass.
    pub(super) fn of(numbers: impl IntoIterator<Item = u64>) -> Sieve {
        let mut sieve = Sieve { bits: vec![0; 1 << (Sieve::BITS - 6)] };
        for number in numbers {
            let (at, bit) = Sieve::place(number);
            if let Some(bits) = sieve.bits.get_mut(at) {
                *bits |= bit;
            }
        }
        sieve
    }

    /// Whether `number` may be one of those looked for.
    pub(super) fn passes(&self, number: u64) -> bool {
        let (at, bit) = Sieve::place(number);
        self.bits.get(at).is_some_and(|bits| bits & bit != 0)
    }

    fn place(number: u64) -> (usize, u64) {
        let place = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - Sieve::BITS);
        ((place >> 6) as usize, 1 << (place & 63))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_know_their_places_and_how_they_begin() {
        let text = "Die KPIs der Übung, NPS";
        let words: Vec<Word> = numbered(text).map(|(range, number)| Word::of(text, range, number)).collect();
        let all = |is: fn(&Word) -> bool| -> Vec<&str> {
            words.iter().filter(|word| is(word)).filter_map(|word| text.get(word.range())).collect()
        };
        assert_eq!(all(|word| word.is_capitalized), ["Die", "KPIs", "Übung", "NPS"]);
        assert_eq!(all(|word| word.is_loud), ["KPIs", "Übung", "NPS"]);
        assert_eq!(all(|word| word.len() == 3), ["Die", "der", "NPS"]);
    }

    #[test]
    fn a_sieve_lets_all_pass_that_are_looked_for_and_few_others() {
        let number = |at: u64| crate::naming::tokens::folded(&format!("wort{at}"));
        let sieve = Sieve::of((0..1000).map(number));
        assert!((0..1000).all(|at| sieve.passes(number(at))));
        assert!((1000..11_000).filter(|at| sieve.passes(number(*at))).count() < 100);
    }
}
