//! Words to the pages that say them: each word as it is written is folded once, each term counts once for a page, in its strongest role.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::docs::Doc;
use super::text::{fold_into, is_weak, words};

/// How a word belongs to a page, the strongest first: to a name of one, two, three or more words; as all or part of another name; to its
/// texts.
pub(super) type Role = u8;
/// The whole of another name: a synonym, a former id, a word not to use, the name in another language.
const OTHER: Role = 4;
/// Part of another name, or of the id.
const PART: Role = 5;
const TEXT: Role = 6;
/// Number of roles.
pub(super) const ROLES: usize = 7;

/// Pages per task of the parallel part; fixed, so that results do not depend on the machine.
const TASK: usize = 2048;
/// Bytes of the longest word that somebody could look for.
const LONGEST: usize = 60;
/// Stands for a word that is no term.
const NONE: u32 = u32::MAX;

/// Every term in order, with its pages.
#[derive(Debug, Default)]
pub(super) struct Terms {
    words: Vec<String>,
    /// Where the entries of each term begin; one more at the end.
    starts: Vec<u32>,
    /// The pages of each term in order, each with its role.
    entries: Vec<Entry>,
}

/// A page and the role of a term there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Entry(u32);

impl Entry {
    fn new(doc: u32, role: Role) -> Entry {
        Entry(doc << 3 | u32::from(role))
    }

    pub(super) fn doc(self) -> u32 {
        self.0 >> 3
    }

    pub(super) fn role(self) -> Role {
        (self.0 & 7) as Role
    }
}

impl Terms {
    /// Reads `docs`.
    pub(super) fn new(docs: &[Doc<'_>]) -> Terms {
        let parts: Vec<Part<'_>> =
            docs.par_chunks(TASK).enumerate().map(|(at, docs)| Part::new(docs, at * TASK)).collect();
        merged(parts)
    }

    /// The terms in order.
    pub(super) fn words(&self) -> &[String] {
        &self.words
    }

    /// The pages of the term with this number, ascending.
    pub(super) fn entries(&self, at: usize) -> &[Entry] {
        let bound = |at: usize| self.starts.get(at).copied().unwrap_or_default() as usize;
        self.entries.get(bound(at)..bound(at + 1)).unwrap_or_default()
    }
}

/// The terms of some pages, in the order in which they were met.
#[derive(Default)]
struct Part<'t> {
    /// The term of each word as it is written.
    written: FxHashMap<&'t str, u32>,
    terms: FxHashMap<String, u32>,
    /// For each term, the last page that says it and whether it says too little for texts.
    last: Vec<(u32, bool)>,
    entries: Vec<(u32, Entry)>,
}

impl<'t> Part<'t> {
    fn new(docs: &'t [Doc<'_>], first: usize) -> Part<'t> {
        let mut part = Part::default();
        for (at, doc) in docs.iter().enumerate() {
            part.add((first + at) as u32, doc);
        }
        part
    }

    fn add(&mut self, number: u32, doc: &'t Doc<'_>) {
        let length = words(doc.name()).count().clamp(1, 4);
        self.add_text(number, doc.name(), (length - 1) as Role);
        doc.others(|name| {
            let role = if words(name).nth(1).is_none() { OTHER } else { PART };
            self.add_text(number, name, role);
        });
        self.add_text(number, doc.id(), PART);
        doc.texts(|text| self.add_text(number, text, TEXT));
    }

    fn add_text(&mut self, doc: u32, text: &'t str, role: Role) {
        for word in words(text).filter_map(|word| text.get(word)) {
            let term = match self.written.get(word) {
                Some(term) => *term,
                None => self.intern(word),
            };
            // Pages are numbered from 0: what is kept is one more.
            let Some((last, weak)) = self.last.get_mut(term as usize) else { continue };
            if *last == doc + 1 || (*weak && role == TEXT) {
                continue;
            }
            *last = doc + 1;
            self.entries.push((term, Entry::new(doc, role)));
        }
    }

    fn intern(&mut self, word: &'t str) -> u32 {
        let mut folded = String::with_capacity(word.len() + 2);
        fold_into(word, &mut folded);
        let term = if folded.is_empty() || folded.len() > LONGEST {
            NONE
        } else if let Some(term) = self.terms.get(&folded) {
            *term
        } else {
            self.last.push((0, is_weak(&folded)));
            self.terms.insert(folded, self.last.len() as u32 - 1);
            self.last.len() as u32 - 1
        };
        self.written.insert(word, term);
        term
    }
}

/// The parts as one, sorted by term; parts come in the order of their pages, so the pages of every term stay ascending.
fn merged(parts: Vec<Part<'_>>) -> Terms {
    let mut words: Vec<&str> = parts.iter().flat_map(|part| part.terms.keys().map(String::as_str)).collect();
    words.par_sort_unstable();
    words.dedup();
    let numbers: FxHashMap<&str, u32> = words.iter().enumerate().map(|(at, word)| (*word, at as u32)).collect();
    let maps: Vec<Vec<u32>> = parts.iter().map(|part| renumbered(part, &numbers)).collect();
    let each = || {
        parts.iter().zip(&maps).flat_map(|(part, map)| {
            part.entries.iter().filter_map(|(term, entry)| Some((*map.get(*term as usize)? as usize, *entry)))
        })
    };
    let mut starts = vec![0_u32; words.len() + 1];
    for (term, _) in each() {
        if let Some(count) = starts.get_mut(term + 1) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    let mut next = starts.clone();
    let mut entries = vec![Entry(0); sum as usize];
    for (term, entry) in each() {
        let Some(at) = next.get_mut(term) else { continue };
        if let Some(slot) = entries.get_mut(*at as usize) {
            *slot = entry;
        }
        *at += 1;
    }
    Terms { words: words.into_iter().map(str::to_owned).collect(), starts, entries }
}

/// The numbers of a part's terms among all.
fn renumbered(part: &Part<'_>, numbers: &FxHashMap<&str, u32>) -> Vec<u32> {
    let mut map = vec![0; part.terms.len()];
    for (term, at) in &part.terms {
        if let (Some(slot), Some(number)) = (map.get_mut(*at as usize), numbers.get(term.as_str())) {
            *slot = *number;
        }
    }
    map
}
