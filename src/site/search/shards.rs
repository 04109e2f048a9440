//! Sorted words in files small enough to be loaded while somebody types.
//!
//! Files hold neighbours; which file holds a word is told by the keys alone. What begins with few letters lies in many files: for these
//! beginnings the best pages are written down beforehand.

use std::ops::Range;

use super::terms::{Entry, ROLES, Terms};

/// Files loaded at most for one beginning; `search.js` holds to the same.
pub(super) const SPAN: usize = 3;
/// Pages written down for a beginning that lies in more files.
const BEST: usize = 20;
/// Letters of the longest such beginning.
const DEPTH: usize = 12;

/// Words with their neighbours, file by file.
#[derive(Debug, Default)]
pub(super) struct Shards {
    /// The words of each file, by their numbers.
    pub(super) ranges: Vec<Range<usize>>,
    /// What the words of each file are at least.
    pub(super) keys: Vec<String>,
}

impl Shards {
    /// Cuts `words`, sorted, of which each takes so many bytes, into files of about `limit` bytes.
    pub(super) fn new<'w>(words: impl Iterator<Item = (&'w str, usize)>, limit: usize) -> Shards {
        let mut shards = Shards::default();
        let (mut bytes, mut before) = (0, "");
        let mut range = 0..0;
        for (at, (word, size)) in words.enumerate() {
            if at == 0 {
                shards.keys.push(String::new());
            } else if bytes + size > limit {
                shards.ranges.push(range.clone());
                shards.keys.push(key(before, word));
                (range, bytes) = (at..at, 0);
            }
            range.end = at + 1;
            (bytes, before) = (bytes + size, word);
        }
        if !range.is_empty() {
            shards.ranges.push(range);
        }
        shards
    }

    /// Number of files.
    pub(super) fn len(&self) -> usize {
        self.ranges.len()
    }

    /// The file that holds the word with this number.
    fn of(&self, word: usize) -> usize {
        self.ranges.partition_point(|range| range.end <= word)
    }
}

/// The shortest beginning of `word` that comes behind `before`.
fn key(before: &str, word: &str) -> String {
    let same = before.chars().zip(word.chars()).take_while(|(a, b)| a == b).count();
    word.chars().take(same + 1).collect()
}

/// The best pages of every beginning whose words lie in more than [`SPAN`] files, the best first.
pub(super) fn tops(terms: &Terms, shards: &Shards) -> Vec<(String, Vec<u32>)> {
    let mut tops = Vec::new();
    gather(terms, shards, 0..terms.words().len(), 1, &mut tops);
    tops
}

fn gather(terms: &Terms, shards: &Shards, range: Range<usize>, letters: usize, tops: &mut Vec<(String, Vec<u32>)>) {
    let mut from = range.start;
    while let Some(word) = terms.words().get(from).filter(|_| from < range.end) {
        let beginning = beginning(word, letters);
        let rest = terms.words().get(from..range.end).unwrap_or_default();
        let to = from + rest.partition_point(|word| self::beginning(word, letters) <= beginning).max(1);
        if shards.of(to - 1) - shards.of(from) >= SPAN {
            tops.push((beginning.to_owned(), best(terms, from..to)));
            if letters < DEPTH {
                gather(terms, shards, from..to, letters + 1, tops);
            }
        }
        from = to;
    }
}

fn beginning(word: &str, letters: usize) -> &str {
    let end = word.char_indices().nth(letters).map_or(word.len(), |(at, _)| at);
    word.get(..end).unwrap_or(word)
}

/// The pages to which some terms belong most.
fn best(terms: &Terms, range: Range<usize>) -> Vec<u32> {
    let text = ROLES as u8 - 1;
    let entries = || range.clone().flat_map(|at| terms.entries(at)).copied();
    let mut found = ranked(entries().filter(|entry| entry.role() < text));
    if found.len() < BEST {
        found = ranked(entries());
    }
    found
}

fn ranked(entries: impl Iterator<Item = Entry>) -> Vec<u32> {
    let mut ranked: Vec<(u8, u32)> = entries.map(|entry| (entry.role(), entry.doc())).collect();
    ranked.sort_unstable();
    let mut best: Vec<u32> = Vec::with_capacity(BEST);
    for (_, doc) in ranked {
        if best.len() == BEST {
            break;
        }
        if !best.contains(&doc) {
            best.push(doc);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_lies_in_the_file_that_its_key_says() {
        let mut words: Vec<String> = ["a", "ka", "kaf", "kaffee", "kaese", "z"].map(str::to_owned).to_vec();
        words.extend((0..60).map(|number| format!("kap{number:02}")));
        words.sort_unstable();
        let shards = Shards::new(words.iter().map(|word| (word.as_str(), 100)), 1_000);
        assert_eq!((shards.len(), shards.keys.len()), (7, 7));
        let covered: Vec<usize> = shards.ranges.iter().cloned().flatten().collect();
        assert_eq!(covered, (0..words.len()).collect::<Vec<_>>());
        for (at, word) in words.iter().enumerate() {
            let file = shards.keys.iter().filter(|key| key.as_str() <= word.as_str()).count() - 1;
            assert_eq!(file, shards.of(at), "{word} {:?}", shards.keys);
        }
    }

    #[test]
    fn a_word_larger_than_a_file_has_one_to_itself() {
        let shards = Shards::new([("a", 5), ("b", 50), ("c", 5)].into_iter(), 10);
        assert_eq!(shards.ranges, [0..1, 1..2, 2..3]);
        assert_eq!(Shards::new(std::iter::empty(), 10).len(), 0);
    }
}
