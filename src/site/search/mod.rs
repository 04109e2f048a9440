//! The search index: words of names and texts to pages, in small files that a page loads as it needs them.
//!
//! Every file is a script that hands its data to `search.js`, because a page opened from a folder may load scripts but not read files.
//! There are terms with their pages, sorted; the bare terms, sorted from their beginnings and from their ends, in which words that are
//! mistyped or part of a compound are looked up; and what results show, in blocks.

mod docs;
mod lists;
mod shards;
mod terms;
mod text;

use serde_json::{Map, Value, json};

use super::Page;
use super::base::Base;
use super::record::record;
use crate::output::OutputFile;
use docs::{Doc, Sort};
use shards::Shards;
use terms::{ROLES, Terms};

/// Results per block.
const BLOCK: usize = 32;
/// Bytes of a file of terms, and of one of bare words.
const TERMS: usize = 10_000;
const WORDS: usize = 8_000;
/// Letters of the shortest word that is looked for among similar ones.
const SIMILAR: usize = 4;

/// The index of a site.
pub(super) struct Index<'m> {
    /// Results, in the order in which equal ones are shown.
    docs: Vec<Doc<'m>>,
    sorts: Vec<Sort>,
    terms: Terms,
    shards: Shards,
    tops: Vec<(String, Vec<u32>)>,
    words: Vocabulary,
    ends: Vocabulary,
}

/// Sorted words without their pages.
struct Vocabulary {
    words: Vec<String>,
    shards: Shards,
}

/// A file of the index, each with its number among those of its sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Entrance,
    Tops,
    Terms(usize),
    Words(usize),
    Ends(usize),
    Docs(usize),
}

impl<'m> Index<'m> {
    /// Indexes every page, and every element that has a place on one.
    pub(super) fn new(base: &Base<'m>) -> Index<'m> {
        let (docs, sorts) = docs::all(base);
        let terms = Terms::new(&docs);
        let sizes = terms.words().iter().enumerate().map(|(at, word)| (word.as_str(), size(&terms, at, docs.len())));
        let shards = Shards::new(sizes, TERMS);
        let (tops, (words, ends)) =
            rayon::join(|| shards::tops(&terms, &shards), || rayon::join(|| beginnings(&terms), || endings(&terms)));
        Index { docs, sorts, terms, shards, tops, words, ends }
    }

    /// Number of files.
    pub(super) fn len(&self) -> usize {
        2 + self.shards.len() + self.words.shards.len() + self.ends.shards.len() + self.docs.len().div_ceil(BLOCK)
    }

    fn part(&self, at: usize) -> Part {
        let (terms, words, ends) = (self.shards.len(), self.words.shards.len(), self.ends.shards.len());
        match at {
            0 => Part::Entrance,
            1 => Part::Tops,
            at if at - 2 < terms => Part::Terms(at - 2),
            at if at - 2 < terms + words => Part::Words(at - 2 - terms),
            at if at - 2 < terms + words + ends => Part::Ends(at - 2 - terms - words),
            at => Part::Docs(at - 2 - terms - words - ends),
        }
    }

    /// Where the file number `at` goes.
    pub(super) fn path(&self, at: usize) -> String {
        format!("search/{}.js", self.part(at).name())
    }

    /// The file number `at`.
    pub(super) fn file(&self, base: &Base<'_>, at: usize) -> Option<OutputFile> {
        let part = self.part(at);
        let data = match part {
            Part::Entrance => return Some(OutputFile::text(self.path(at), self.entrance(base))),
            Part::Tops => self.tops(),
            Part::Terms(at) => json!(self.terms(at)?),
            Part::Words(at) => json!(self.words.file(at)?),
            Part::Ends(at) => json!(self.ends.file(at)?),
            Part::Docs(at) => self.block(base, at)?,
        };
        Some(OutputFile::text(self.path(at), format!("touchbasePart(\"{}\",{data});\n", part.name())))
    }

    /// What a search loads first: how many there are of what, which file holds what, and what to say.
    fn entrance(&self, base: &Base<'_>) -> String {
        let sorts: Vec<Value> = self.sorts.iter().map(|sort| json!([sort.label, sort.first, sort.folder])).collect();
        let say: Map<String, Value> =
            SAID.iter().map(|(key, word)| ((*key).to_owned(), json!(base.words.get(word)))).collect();
        let entrance = json!({
            "block": BLOCK,
            "docs": self.docs.len(),
            "span": shards::SPAN,
            "sorts": sorts,
            "terms": self.shards.keys.join(","),
            "words": self.words.shards.keys.join(","),
            "ends": self.ends.shards.keys.join(","),
            "stop": text::STOPPED.join(","),
            "say": say,
        });
        format!("window.touchbaseIndex={entrance};\n")
    }

    /// The best pages of beginnings that lie in many files.
    fn tops(&self) -> Value {
        let entry = |(beginning, docs): &(String, Vec<u32>)| {
            let mut list = String::new();
            docs.iter().for_each(|doc| lists::push_number(*doc, &mut list));
            (beginning.clone(), Value::String(list))
        };
        Value::Object(self.tops.iter().map(entry).collect())
    }

    /// Terms, each with the lists of its pages by their roles.
    fn terms(&self, at: usize) -> Option<String> {
        let mut lines = String::new();
        for term in self.shards.ranges.get(at)?.clone() {
            lines.push_str(if lines.is_empty() { "" } else { "," });
            push_term(&self.terms, term, &mut lines);
        }
        Some(lines)
    }

    fn block(&self, base: &Base<'_>, at: usize) -> Option<Value> {
        let docs = self.docs.get(at * BLOCK..)?.iter().take(BLOCK).enumerate();
        let folder = |number: usize| {
            let next = self.sorts.partition_point(|sort| sort.first <= number);
            self.sorts.get(next.checked_sub(1)?)?.folder.as_deref()
        };
        Some(docs.map(|(next, doc)| doc.record(base, folder(at * BLOCK + next))).collect())
    }
}

impl Part {
    fn name(self) -> String {
        match self {
            Part::Entrance => "index".to_owned(),
            Part::Tops => "tops".to_owned(),
            Part::Terms(at) => format!("t{at}"),
            Part::Words(at) => format!("w{at}"),
            Part::Ends(at) => format!("e{at}"),
            Part::Docs(at) => format!("d{at}"),
        }
    }
}

/// What the script says, by its own keys, in words of the interface.
const SAID: &[(&str, &str)] = &[
    ("none", "hits_0"),
    ("one", "hits_1"),
    ("many", "hits_n"),
    ("first", "hits_first"),
    ("meant", "meant"),
    ("some", "hits_some"),
    ("more", "hits_more"),
    ("broad", "hits_broad"),
    ("all", "hits_all"),
    ("every", "hits_every"),
    ("sorts", "hits_sorts"),
    ("label", "hits_label"),
    ("a", "found_also"),
    ("f", "found_formerly"),
    ("x", "found_forbidden"),
    ("l", "found_language"),
    ("r", "found_replaced"),
];

/// The page on which one searches.
pub(super) fn page(base: &Base<'_>) -> Page {
    let values = record! { title => base.words.get("search"), here => "search.html" };
    Page { path: "search.html".to_owned(), template: "search.html".to_owned(), root: "", values }
}

/// Bytes that a term takes in its file, roughly.
fn size(terms: &Terms, at: usize, docs: usize) -> usize {
    let entries = terms.entries(at).len();
    terms.words().get(at).map_or(0, String::len)
        + 4
        + (entries + entries / 4 + 1).min(docs / 6 + entries.min(ROLES) * 20)
}

/// `term name;…;text`: the pages of a term by their roles, empty lists at the end left out.
fn push_term(terms: &Terms, at: usize, line: &mut String) {
    let mut lists: [Vec<u32>; ROLES] = Default::default();
    for entry in terms.entries(at) {
        if let Some(list) = lists.get_mut(usize::from(entry.role())) {
            list.push(entry.doc());
        }
    }
    line.push_str(terms.words().get(at).map_or("", String::as_str));
    line.push(' ');
    let last = lists.iter().rposition(|list| !list.is_empty()).unwrap_or_default();
    for (role, list) in lists.iter().enumerate().take(last + 1) {
        line.push_str(if role > 0 { ";" } else { "" });
        lists::push(list, line);
    }
}

/// The terms that can be meant by a word with a mistake in it, from their beginnings.
fn beginnings(terms: &Terms) -> Vocabulary {
    let long = terms.words().iter().filter(|word| is_similar(word));
    Vocabulary::new(long.cloned().collect())
}

/// The same from their ends, each written backwards.
fn endings(terms: &Terms) -> Vocabulary {
    let long = terms.words().iter().filter(|word| is_similar(word));
    let mut words: Vec<String> = long.map(|word| word.chars().rev().collect()).collect();
    words.sort_unstable();
    Vocabulary::new(words)
}

/// Whether a term is a word, and long enough to be mistyped.
fn is_similar(word: &str) -> bool {
    word.chars().nth(SIMILAR - 2).is_some() && word.chars().any(char::is_alphabetic)
}

impl Vocabulary {
    fn new(words: Vec<String>) -> Vocabulary {
        let mut before = "";
        let sized = words.iter().map(|word| {
            let size = word.len() - shared(before, word) + 2;
            before = word;
            (word.as_str(), size)
        });
        let shards = Shards::new(sized, WORDS);
        Vocabulary { words, shards }
    }

    /// Its words, each as the number of letters it shares with the one before, in one character, and the rest.
    fn file(&self, at: usize) -> Option<String> {
        let mut text = String::new();
        let mut before = "";
        for word in self.words.get(self.shards.ranges.get(at)?.clone())? {
            let bytes = shared(before, word);
            let letters = word.get(..bytes).unwrap_or_default().chars().count() as u32;
            text.push_str(if text.is_empty() { "" } else { "," });
            text.push(char::from_digit(letters, 36).unwrap_or('0'));
            text.push_str(word.get(bytes..).unwrap_or_default());
            before = word;
        }
        Some(text)
    }
}

/// Bytes that two words have in common at their beginning, of at most 35 letters.
fn shared(before: &str, word: &str) -> usize {
    let same = before.chars().zip(word.chars()).take(35).take_while(|(a, b)| a == b);
    same.map(|(c, _)| c.len_utf8()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_written_as_what_is_new_in_them() {
        let words = ["kaffee", "kaffeeklub", "kanne", "über"].map(str::to_owned).to_vec();
        let words = Vocabulary::new(words);
        assert_eq!(words.file(0).as_deref(), Some("0kaffee,6klub,2nne,0über"));
        assert_eq!(words.shards.keys, [""]);
        assert!(words.file(1).is_none());
    }
}
