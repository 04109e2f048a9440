//! "Did you mean": the known text nearest to a mistyped one.

use super::distance::within;
use super::fold;

/// The largest edit distance at which a suggestion helps; beyond it, wrong guesses outnumber right ones (as Smithy found).
const FAR: usize = 2;

/// The candidate nearest to `written`: equal after folding, or at an edit distance of at most 2 that leaves more than half of
/// the text untouched. The first one wins a tie.
pub fn nearest<'c>(written: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let (folded, lowered) = (fold(written), lower(written));
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let distance = match !folded.is_empty() && fold(candidate) == folded {
            true => Some(0),
            false => within(&lower(candidate), &lowered, FAR),
        };
        let Some(distance) = distance else { continue };
        let close = distance * 2 < candidate.chars().count().max(2);
        if close && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Whether two texts are one edit apart, upper and lower case told apart.
pub fn is_one_edit(a: &str, b: &str) -> bool {
    let [a, b] = [a, b].map(|text| text.chars().collect::<Vec<char>>());
    within(&a, &b, 1) == Some(1)
}

/// Many known texts, prepared so that a lookup does not compute a distance to each of them.
#[derive(Debug, Default)]
pub struct Nearest {
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    letters: u64,
    text: Box<[char]>,
    number: u32,
}

impl Nearest {
    /// Prepares `texts`; each carries a number that a lookup gives back.
    pub fn new<'t>(texts: impl IntoIterator<Item = (&'t str, u32)>) -> Nearest {
        let mut entries: Vec<Entry> = texts
            .into_iter()
            .map(|(text, number)| {
                let text = lower(text);
                Entry { letters: letters(&text), text, number }
            })
            .collect();
        entries.sort_by(|a, b| (a.text.len(), a.number, &a.text).cmp(&(b.text.len(), b.number, &b.text)));
        Nearest { entries }
    }

    /// The numbers of the texts at an edit distance of at most 2 from `written`, nearest first.
    pub fn find(&self, written: &str) -> Vec<u32> {
        let written = lower(written);
        let (length, set) = (written.len(), letters(&written));
        let from = self.entries.partition_point(|entry| entry.text.len() + FAR < length);
        let mut found: Vec<(usize, u32)> = self
            .entries
            .iter()
            .skip(from)
            .take_while(|entry| entry.text.len() <= length + FAR)
            // Each edit changes at most two members of the set of letters.
            .filter(|entry| (entry.letters ^ set).count_ones() as usize <= 2 * FAR)
            .filter_map(|entry| Some((within(&entry.text, &written, FAR)?, entry)))
            .filter(|(distance, entry)| distance * 2 < entry.text.len().max(2))
            .map(|(distance, entry)| (distance, entry.number))
            .collect();
        found.sort_unstable();
        found.dedup_by_key(|(_, number)| *number);
        found.into_iter().map(|(_, number)| number).collect()
    }
}

/// The set of characters of a text, as bits.
fn letters(text: &[char]) -> u64 {
    text.iter().fold(0, |set, c| set | 1 << (u32::from(*c) % 64))
}

fn lower(text: &str) -> Box<[char]> {
    text.chars().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typo_finds_its_word() {
        assert_eq!(nearest("emmotion", ["effort", "emotion"]), Some("emotion"));
        assert_eq!(nearest("Emotion", ["emotion"]), Some("emotion"));
        assert_eq!(nearest("abc", ["xyz"]), None);
        assert_eq!(nearest("ab", ["cd"]), None);
    }

    #[test]
    fn long_texts_are_compared_as_fast_as_short_ones() {
        let long = "größe 😀 ".repeat(100_000);
        assert_eq!(nearest(&format!("{long}x"), [long.as_str(), "kurz"]), Some(long.as_str()));
        assert!(is_one_edit(&long, &format!("{long}x")) && !is_one_edit(&long, &long));
    }

    #[test]
    fn the_prepared_search_agrees_with_the_plain_one() {
        let names = ["hotline", "hotel", "hut", "chat-beratung"];
        let prepared = Nearest::new(names.iter().zip(0..).map(|(name, at)| (*name, at)));
        assert_eq!(prepared.find("hotlien"), [0]);
        assert_eq!(prepared.find("chat-beratng"), [3]);
        assert_eq!(prepared.find("ht"), [2]);
        assert!(prepared.find("something else").is_empty());
    }
}
