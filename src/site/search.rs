//! The search index: words of names and texts to elements, in small files that a page loads as it needs them.
//!
//! Terms lie in shards by their first letters, elements in blocks; each is a script that hands its data to `search.js`, because
//! a page opened from a folder may load scripts but not read files. Words are folded by one rule here and in the script.

use std::sync::LazyLock;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::json;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Page;
use super::base::Base;
use super::record::record;
use crate::model::{Datum, ElementRef, FieldRef};
use crate::output::OutputFile;
use crate::present::plain;

/// Elements per block: a page of results needs a few blocks.
const BLOCK: usize = 64;
/// Bytes of a shard beyond which it is split by one more letter.
const SHARD: usize = 40_000;
/// Letters by which shards are told apart at most.
const DEPTH: usize = 4;
/// Elements per task of the parallel part; fixed, so that results do not depend on the machine.
const TASK: usize = 512;
/// Letters of a summary shown in a result.
const SUMMARY: usize = 180;

/// How a word belongs to an element, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Part of its name or id.
    Name,
    /// Part of a synonym, a former id or a word not to use.
    OtherName,
    /// Part of its texts.
    Text,
}

/// Elements by how a term belongs to them, each list ascending.
type Postings = [Vec<u32>; 3];

/// The index of a site.
pub(super) struct Index<'m> {
    /// Elements in the order in which equal results are shown.
    docs: Vec<ElementRef<'m>>,
    terms: Vec<(String, Postings)>,
    shards: Vec<Shard>,
}

/// The terms with one beginning.
#[derive(Debug, PartialEq, Eq)]
struct Shard {
    prefix: String,
    terms: std::ops::Range<usize>,
}

/// Words of the interface's languages that say nothing about what a text is about.
static STOP_WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| STOPPED.iter().copied().collect());

const STOPPED: &[&str] = &[
    "aber", "alle", "als", "also", "and", "are", "auch", "auf", "aus", "bei", "but", "can", "das", "dass", "dem",
    "den", "der", "des", "die", "dies", "diese", "doch", "ein", "eine", "einem", "einen", "einer", "eines", "for",
    "from", "fuer", "has", "hat", "have", "her", "ihr", "ihre", "ist", "its", "kann", "kein", "keine", "mehr", "mit",
    "nach", "nicht", "noch", "not", "nur", "oder", "ohne", "sich", "sie", "sind", "that", "the", "their", "they",
    "this", "ueber", "und", "von", "was", "weil", "wenn", "wer", "werden", "wie", "wird", "with", "you", "zum", "zur",
];

impl<'m> Index<'m> {
    /// Indexes every element that has a page or a place on one.
    pub(super) fn new(base: &Base<'m>) -> Index<'m> {
        let mut docs: Vec<ElementRef<'m>> =
            base.kinds().flat_map(|(_, _, list)| list.iter().map(|id| base.model.element(*id))).collect();
        let parts = base.of_kind("journey").flat_map(ElementRef::steps);
        docs.extend(parts.filter(|part| base.addresses.path(part.id()).is_some()));
        let tasks: Vec<_> = docs.par_chunks(TASK).enumerate().map(|(at, chunk)| indexed(chunk, at * TASK)).collect();
        let terms = merged(tasks);
        let shards = shards(&terms);
        Index { docs, terms, shards }
    }

    /// Number of files: the entrance, the shards, the blocks.
    pub(super) fn len(&self) -> usize {
        1 + self.shards.len() + self.docs.len().div_ceil(BLOCK)
    }

    /// Where the file number `at` goes.
    pub(super) fn path(&self, at: usize) -> String {
        let name = match at.checked_sub(1) {
            None => "index".to_owned(),
            Some(shard) if shard < self.shards.len() => format!("t{shard}"),
            Some(rest) => format!("d{}", rest - self.shards.len()),
        };
        format!("search/{name}.js")
    }

    /// The file number `at`.
    pub(super) fn file(&self, base: &Base<'_>, at: usize) -> Option<OutputFile> {
        let text = match at.checked_sub(1) {
            None => self.entrance(base),
            Some(shard) if shard < self.shards.len() => self.shard(shard)?,
            Some(rest) => self.block(base, rest - self.shards.len())?,
        };
        Some(OutputFile::text(self.path(at), text))
    }

    /// What the search page loads first: how many there are of what.
    fn entrance(&self, base: &Base<'_>) -> String {
        let kinds: Vec<&str> = base.model.schema.kinds().map(|(_, kind)| base.label(&kind.label)).collect();
        let shards: Vec<&str> = self.shards.iter().map(|shard| shard.prefix.as_str()).collect();
        let entrance = json!({ "block": BLOCK, "docs": self.docs.len(), "kinds": kinds, "shards": shards });
        format!("window.touchbaseIndex={entrance};\n")
    }

    fn shard(&self, at: usize) -> Option<String> {
        let shard = self.shards.get(at)?;
        let mut lines = String::new();
        for (term, postings) in self.terms.get(shard.terms.clone())? {
            push_line(term, postings, &mut lines);
        }
        Some(format!("touchbaseTerms({at},{});\n", json!(lines)))
    }

    fn block(&self, base: &Base<'_>, at: usize) -> Option<String> {
        let docs = self.docs.get(at * BLOCK..)?;
        let docs: Vec<_> = docs.iter().take(BLOCK).map(|doc| record(base, *doc)).collect();
        Some(format!("touchbaseDocs({at},{});\n", json!(docs)))
    }
}

/// The page on which one searches.
pub(super) fn page(base: &Base<'_>) -> Page {
    let values = record! { title => base.words.get("search"), here => "search.html" };
    Page { path: "search.html".to_owned(), template: "search.html".to_owned(), root: "", values }
}

/// What a result shows: address, name, kind, sentence, other names.
fn record(base: &Base<'_>, element: ElementRef<'_>) -> serde_json::Value {
    let journey = element.parent().map(|_| element.root().name().to_string());
    let gist = plain::gist(element).or_else(|| element.text("thought").map(|text| text.to_string()));
    let summary = gist.map(|text| text.chars().take(SUMMARY).collect::<String>());
    let others: Vec<&str> = other_names(element).collect();
    json!([
        base.addresses.path(element.id()).unwrap_or_default(),
        element.name().as_str(),
        element.kind_id().0,
        summary.or(journey).unwrap_or_default(),
        others,
    ])
}

const OTHER_NAMES: &[&str] = &["aliases", "formerly", "forbidden", "labels"];

fn other_names<'m>(element: ElementRef<'m>) -> impl Iterator<Item = &'m str> {
    let fields = element.fields().filter(|field| OTHER_NAMES.contains(&field.field.key.as_ref()));
    fields.flat_map(texts)
}

fn texts<'m>(field: FieldRef<'m>) -> impl Iterator<Item = &'m str> {
    field.data.content.items().into_iter().filter_map(|item| match &item.datum {
        Datum::Text(text) | Datum::Markdown(text) => Some(text.as_str()),
        _ => None,
    })
}

/// The terms of some elements, numbered from `first`.
fn indexed(docs: &[ElementRef<'_>], first: usize) -> FxHashMap<String, Postings> {
    let mut index = FxHashMap::default();
    for (at, element) in docs.iter().enumerate() {
        let doc = (first + at) as u32;
        let mut add = |text: &str, role: Role| words(text, |word| add_word(&mut index, word, doc, role));
        add(element.name(), Role::Name);
        add(element.key(), Role::Name);
        other_names(*element).for_each(|text| add(text, Role::OtherName));
        let others = element.fields().filter(|field| !OTHER_NAMES.contains(&field.field.key.as_ref()));
        others.flat_map(texts).for_each(|text| add(text, Role::Text));
    }
    index
}

/// Notes a word in its strongest role, once an element. Roles come in the order of their strength.
fn add_word(index: &mut FxHashMap<String, Postings>, word: &str, doc: u32, role: Role) {
    let weak = role == Role::Text && (word.len() < 3 || (word.len() < 7 && STOP_WORDS.contains(word)));
    if weak || word.len() > 60 {
        return;
    }
    let postings = match index.get_mut(word) {
        Some(postings) => postings,
        None => index.entry(word.to_owned()).or_default(),
    };
    if postings.iter().any(|list| list.last() == Some(&doc)) {
        return;
    }
    if let Some(list) = postings.get_mut(role as usize) {
        list.push(doc);
    }
}

/// The parts as one, sorted by term; parts come in the order of their elements, so every list stays ascending.
fn merged(parts: Vec<FxHashMap<String, Postings>>) -> Vec<(String, Postings)> {
    let mut all: FxHashMap<String, Postings> = FxHashMap::default();
    for part in parts {
        for (term, postings) in part {
            match all.get_mut(&term) {
                Some(known) => known.iter_mut().zip(postings).for_each(|(list, more)| list.extend(more)),
                None => drop(all.insert(term, postings)),
            }
        }
    }
    let mut terms: Vec<_> = all.into_iter().collect();
    terms.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    terms
}

/// Ranges of the sorted `terms` with one beginning each, short enough to be loaded while somebody types.
fn shards(terms: &[(String, Postings)]) -> Vec<Shard> {
    let mut shards = Vec::new();
    split(terms, 0..terms.len(), 1, &mut shards);
    shards
}

fn split(terms: &[(String, Postings)], range: std::ops::Range<usize>, letters: usize, shards: &mut Vec<Shard>) {
    let mut from = range.start;
    while let Some((term, _)) = terms.get(from).filter(|_| from < range.end) {
        let prefix = prefix(term, letters);
        let rest = terms.get(from..range.end).unwrap_or_default();
        let to = from + rest.partition_point(|(term, _)| self::prefix(term, letters) <= prefix).max(1);
        let group = terms.get(from..to).unwrap_or_default();
        if letters < DEPTH && group.len() > 1 && group.iter().map(size).sum::<usize>() > SHARD {
            split(terms, from..to, letters + 1, shards);
        } else {
            shards.push(Shard { prefix: prefix.to_owned(), terms: from..to });
        }
        from = to;
    }
}

fn prefix(term: &str, letters: usize) -> &str {
    let end = term.char_indices().nth(letters).map_or(term.len(), |(at, _)| at);
    term.get(..end).unwrap_or(term)
}

/// Bytes a term takes in its shard, roughly.
fn size((term, postings): &(String, Postings)) -> usize {
    term.len() + 4 + postings.iter().map(|list| list.len() * 3).sum::<usize>()
}

/// `term name;other;text`, each a list of steps from one element to the next in base 36.
fn push_line(term: &str, postings: &Postings, lines: &mut String) {
    lines.push_str(term);
    for (at, list) in postings.iter().enumerate() {
        lines.push(if at == 0 { ' ' } else { ';' });
        let mut last = 0;
        for (at, doc) in list.iter().enumerate() {
            if at > 0 {
                lines.push(',');
            }
            push_base36(doc - last, lines);
            last = *doc;
        }
    }
    lines.push('\n');
}

fn push_base36(number: u32, text: &mut String) {
    let mut digits = [0_u8; 7];
    let (mut rest, mut length) = (number, 0);
    loop {
        if let Some(slot) = digits.get_mut(length) {
            *slot = (rest % 36) as u8;
        }
        (rest, length) = (rest / 36, length + 1);
        if rest == 0 {
            break;
        }
    }
    let letters = digits.iter().take(length).rev().filter_map(|digit| char::from_digit(u32::from(*digit), 36));
    text.extend(letters);
}

/// Hands every word of `text`, folded, to `each`.
fn words(text: &str, mut each: impl FnMut(&str)) {
    let mut folded = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = word_end(rest);
        let (word, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        folded.clear();
        fold_into(word, &mut folded);
        if !folded.is_empty() {
            each(&folded);
        }
        // The character that ends a word begins none.
        let next = after.chars().next().map_or(0, char::len_utf8);
        rest = after.get(next..).unwrap_or_default();
    }
}

/// Where the word ends that `text` begins with; 0 when it begins with none.
fn word_end(text: &str) -> usize {
    let mut end = 0;
    while let Some(byte) = text.as_bytes().get(end) {
        if byte.is_ascii() {
            if !byte.is_ascii_alphanumeric() {
                break;
            }
            end += 1;
        } else {
            match text.get(end..).and_then(|rest| rest.chars().next()) {
                Some(c) if in_word(c) => end += c.len_utf8(),
                _ => break,
            }
        }
    }
    end
}

fn in_word(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || (!c.is_ascii() && (spelled_out(c).is_some() || c.is_alphanumeric() || is_combining_mark(c)))
}

/// A word as the search compares it: without case, umlauts spelled out, other marks dropped. `touchbaseFold` in `site.js`
/// does the same.
fn fold_into(word: &str, folded: &mut String) {
    if word.is_ascii() {
        folded.push_str(word);
        folded.make_ascii_lowercase();
        return;
    }
    if word.chars().all(|c| c.is_ascii() || spelled_out(c).is_some()) {
        word.chars().for_each(|c| match spelled_out(c) {
            Some(pair) => folded.push_str(pair),
            None => folded.push(c.to_ascii_lowercase()),
        });
        return;
    }
    for c in word.nfkc().flat_map(char::to_lowercase) {
        match spelled_out(c) {
            Some(pair) => folded.push_str(pair),
            None => folded.extend(std::iter::once(c).nfd().filter(|c| !is_combining_mark(*c))),
        }
    }
}

/// The letters that stand for a German one.
fn spelled_out(c: char) -> Option<&'static str> {
    Some(match c {
        'ä' | 'Ä' => "ae",
        'ö' | 'Ö' => "oe",
        'ü' | 'Ü' => "ue",
        'ß' => "ss",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        let mut all = Vec::new();
        words(text, |word| all.push(word.to_owned()));
        all
    }

    #[test]
    fn words_are_folded_like_the_script_does() {
        assert_eq!(folded("Größe der Café-Tasse, 3×!"), ["groesse", "der", "cafe", "tasse", "3"]);
        assert_eq!(folded("A\u{308}pfel [[kunden-wert|Wert]]"), ["aepfel", "kunden", "wert", "wert"]);
    }

    #[test]
    fn stop_words_are_short_and_folded() {
        assert!(STOPPED.iter().all(|word| word.len() < 7 && folded(word) == [*word]));
    }

    #[test]
    fn lists_are_written_as_steps_in_base_36() {
        let mut line = String::new();
        push_line("kaffee", &[vec![0, 35, 36], vec![], vec![1296]], &mut line);
        assert_eq!(line, "kaffee 0,z,1;;100\n");
    }

    #[test]
    fn every_term_lies_in_exactly_one_shard_with_its_beginning() {
        let term = |word: String| (word, [vec![0_u32; 400], vec![], vec![]]);
        let mut terms: Vec<_> =
            ["a", "ka", "kaf", "kaffee", "kaese", "z"].iter().map(|word| term((*word).to_owned())).collect();
        terms.extend((0..60).map(|n| term(format!("kap{n:02}"))));
        terms.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let shards = shards(&terms);
        let covered: Vec<usize> = shards.iter().flat_map(|shard| shard.terms.clone()).collect();
        assert_eq!(covered, (0..terms.len()).collect::<Vec<_>>());
        assert!(shards.len() > 4, "{shards:?}");
        for shard in &shards {
            assert!(terms[shard.terms.clone()].iter().all(|(term, _)| term.starts_with(&shard.prefix)), "{shard:?}");
        }
    }
}
