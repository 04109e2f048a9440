//! Names of methods in running text: a list of names to their places in texts. Knows nothing of elements.
//!
//! Names are found as whole words, whatever stands between these (`Card-Sorting`, `card sorting`), in upper and lower case
//! alike, and with the endings of German and English nouns (`Fokusgruppen`). Abbreviations in capitals are found as they are.

use std::ops::Range;

use rustc_hash::FxHashMap;

/// Endings of inflected nouns: English plural, German plural, genitive and dative.
const ENDINGS: &[&str] = &["s", "n", "en", "e", "es", "ern"];

/// Names to look for.
pub(super) struct Names<'t> {
    list: Vec<Name<'t>>,
    /// Numbers of names by their first word in lower case.
    by_first: FxHashMap<String, Vec<usize>>,
    /// How names begin: most words of a text begin otherwise, and need no closer look.
    heads: Vec<bool>,
    /// How many words the longest name has.
    longest: usize,
}

/// A name found in a text.
pub(super) struct Found<'t> {
    /// The group it belongs to.
    pub group: usize,
    /// The name as it stands in the list.
    pub name: &'t str,
    /// Where it stands in the text.
    pub range: Range<usize>,
}

struct Name<'t> {
    text: &'t str,
    words: Vec<String>,
    group: usize,
}

impl Name<'_> {
    /// Whether it is an abbreviation, which is not to be confused with a word (`CES`).
    fn is_abbreviation(&self) -> bool {
        self.words.len() == 1 && self.text.chars().all(|c| c.is_uppercase() || c.is_numeric())
    }
}

impl<'t> Names<'t> {
    /// Names by their groups: those of one group mean the same.
    pub(super) fn new(groups: impl Iterator<Item = (usize, &'t str)>) -> Names<'t> {
        let mut names =
            Names { list: Vec::new(), by_first: FxHashMap::default(), heads: vec![false; HEADS], longest: 0 };
        for (group, text) in groups {
            let words: Vec<String> = words(text, 0, usize::MAX).iter().map(|word| lower(part(text, word))).collect();
            if let Some(first) = words.first() {
                names.longest = names.longest.max(words.len());
                if let Some(head) = names.heads.get_mut(head(first)) {
                    *head = true;
                }
                names.by_first.entry(first.clone()).or_default().push(names.list.len());
                names.list.push(Name { text, words, group });
            }
        }
        names
    }

    /// The names in `text`, in order.
    pub(super) fn find(&self, text: &str) -> Vec<Found<'t>> {
        let mut found = Vec::new();
        let mut inside = false;
        for (at, c) in text.char_indices() {
            let is_word = c.is_alphanumeric();
            if is_word && !inside && self.heads.get(head(text.get(at..).unwrap_or_default())) == Some(&true) {
                found.extend(self.begin(text, &words(text, at, self.longest)));
            }
            inside = is_word;
        }
        found
    }

    /// The name that begins with the first of `words`, the longest if there are several.
    fn begin(&self, text: &str, words: &[Range<usize>]) -> Option<Found<'t>> {
        let first = lower(part(text, words.first()?));
        let stems = ENDINGS.iter().filter_map(|ending| first.strip_suffix(ending));
        let keys = std::iter::once(first.as_str()).chain(stems);
        let names = keys.filter_map(|key| self.by_first.get(key)).flatten().filter_map(|at| self.list.get(*at));
        let fitting = names
            .filter_map(|name| Some(Found { group: name.group, name: name.text, range: fits(name, text, words)? }));
        fitting.max_by_key(|found| found.range.end)
    }
}

/// How many values [`head`] has: three letters, and one for everything else.
const HEADS: usize = 26 * 26 * 26 + 1;

/// A number for the first three letters of a word, upper and lower case alike; the same for all words that do not begin with
/// three English letters.
fn head(word: &str) -> usize {
    let letter = |byte: &u8| byte.is_ascii_alphabetic().then(|| usize::from(byte.to_ascii_lowercase() - b'a'));
    let first = word.as_bytes().iter().take(3).map(letter);
    let number = first.chain([None; 3]).take(3).try_fold(0, |number, letter| Some(number * 26 + letter?));
    number.unwrap_or(HEADS - 1)
}

/// Where `name` stands in `text`, if it is made of the first of `words`.
fn fits(name: &Name<'_>, text: &str, words: &[Range<usize>]) -> Option<Range<usize>> {
    let words = words.get(..name.words.len())?;
    let (first, last) = (words.first()?, words.last()?);
    let near = words.windows(2).all(|pair| matches!(pair, [a, b] if text.get(a.end..b.start).is_some_and(is_gap)));
    let same = |(at, (word, written)): (usize, (&String, &Range<usize>))| match lower(part(text, written))
        .strip_prefix(word.as_str())
    {
        Some("") => true,
        Some(ending) => at + 1 == name.words.len() && ENDINGS.contains(&ending),
        None => false,
    };
    let alike = name.words.iter().zip(words).enumerate().all(same);
    let exact = !name.is_abbreviation() || part(text, first) == name.text;
    (near && alike && exact).then_some(first.start..last.end)
}

/// Whether the words on both sides belong together.
fn is_gap(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '–' | '/'))
}

/// The places of the first words of a text from byte `from` on, `most` at most.
fn words(text: &str, from: usize, most: usize) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut at = from;
    while words.len() < most {
        let Some(rest) = text.get(at..) else { break };
        let Some(start) = rest.find(char::is_alphanumeric) else { break };
        let word = rest.get(start..).unwrap_or_default();
        let end = word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len());
        words.push(at + start..at + start + end);
        at += start + end;
    }
    words
}

fn part<'t>(text: &'t str, range: &Range<usize>) -> &'t str {
    text.get(range.clone()).unwrap_or_default()
}

fn lower(word: &str) -> String {
    word.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_as_whole_words_in_any_form() {
        let list = ["card sorting", "Fokusgruppe", "CES", "Tagebuchstudie", "tree test"];
        let names = Names::new(list.iter().copied().enumerate());
        let found = |text: &str| -> Vec<(usize, String)> {
            names.find(text).into_iter().map(|found| (found.group, text[found.range].to_owned())).collect()
        };
        assert_eq!(
            found("Größe 😀: Card-Sorting, zwei FOKUSGRUPPEN."),
            [(0, "Card-Sorting".into()), (1, "FOKUSGRUPPEN".into())]
        );
        assert_eq!(found("CES-Werte, nicht ces und Ces"), [(2, "CES".into())]);
        assert_eq!(found("der Tagebuchstudien"), [(3, "Tagebuchstudien".into())]);
        assert_eq!(found("a card. Sorting, discard sorting, Tagebuchstudienleiter, tree"), []);
    }
}
