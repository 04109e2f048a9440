//! The glossary: every element and term from A to Z, what it is also called, what it was called, what not to say.
//!
//! Other names stand in their own places and lead to the name to use. One page while it is short, otherwise an overview and pages for each
//! letter, none of which grows without bound.

mod entry;

use std::collections::BTreeMap;

use minijinja::{Value, context};
use unicode_normalization::UnicodeNormalization;

use super::base::Base;
use super::record::record;
use super::{Page, pages};
use crate::present::format;
use crate::vocabulary::DOWNLOADS;
use entry::Item;

/// Up to this many entries everything is on one page.
const ONE_PAGE: usize = 600;
/// Entries per page of a letter.
const PER_PAGE: usize = 600;

/// The letters with their entries, in the order of the language.
#[derive(Debug)]
pub(super) struct Glossary {
    letters: Vec<Letter>,
    /// Elements, and elements with their other names.
    entries: usize,
    items: usize,
}

#[derive(Debug)]
struct Letter {
    name: String,
    items: Vec<Item>,
}

/// A page of the glossary.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    /// All of it, or the overview of the letters.
    Front,
    /// Page `part` of a letter.
    Letter { letter: usize, part: usize },
}

impl Glossary {
    /// Sorts every element with a page, and its other names, under their letters.
    pub(super) fn new(base: &Base<'_>) -> Glossary {
        let items = entry::all(base);
        let entries = items.iter().filter(|item| item.is_entry()).count();
        let mut glossary = Glossary { letters: Vec::new(), entries, items: items.len() };
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        for item in items {
            let name = letter(item.name(base));
            let at = *known.entry(name.clone()).or_insert_with(|| {
                glossary.letters.push(Letter { name, items: Vec::new() });
                glossary.letters.len() - 1
            });
            if let Some(letter) = glossary.letters.get_mut(at) {
                letter.items.push(item);
            }
        }
        // Names that begin with a sign, such as `°dH`, come first and stand under a letter all the same.
        glossary.letters.sort_by(|a, b| base.compare(&a.name, &b.name));
        glossary
    }

    fn is_split(&self) -> bool {
        self.items > ONE_PAGE
    }

    /// Its pages.
    pub(super) fn parts(&self) -> Vec<Part> {
        let mut parts = vec![Part::Front];
        if self.is_split() {
            for (letter, items) in self.letters.iter().enumerate() {
                parts.extend((0..pages::parts(items.items.len(), PER_PAGE)).map(|part| Part::Letter { letter, part }));
            }
        }
        parts
    }

    /// One page.
    pub(super) fn page(&self, base: &Base<'_>, part: Part) -> Page {
        match part {
            Part::Front => self.front(base),
            Part::Letter { letter, part } => self.letter_page(base, letter, part),
        }
    }

    fn front(&self, base: &Base<'_>) -> Page {
        let letters: Vec<Value> = if self.is_split() {
            Vec::new()
        } else {
            self.letters
                .iter()
                .enumerate()
                .map(|(at, letter)| section(base, at, letter, &letter.items, false))
                .collect()
        };
        self.built(base, "glossary.html".to_owned(), None, letters, Vec::new())
    }

    fn letter_page(&self, base: &Base<'_>, at: usize, part: usize) -> Page {
        let letter = self.letters.get(at);
        let items = letter.map(|letter| letter.items.as_slice()).unwrap_or_default();
        let shown = pages::part(items, part, PER_PAGE);
        let sections = letter.into_iter().map(|letter| section(base, at, letter, shown, true)).collect();
        let links = pages::links(items.len(), part, PER_PAGE, |part| name(at, part));
        self.built(base, name(at, part), Some(at), sections, links)
    }

    fn built(
        &self,
        base: &Base<'_>,
        path: String,
        here: Option<usize>,
        letters: Vec<Value>,
        pages: Vec<Value>,
    ) -> Page {
        let index = |(at, letter): (usize, &Letter)| {
            let href = if self.is_split() { name(at, 0) } else { format!("#{}", anchor(at)) };
            context! { name => letter.name.as_str(), href, here => here == Some(at), count => format::number(letter.items.len() as f64, &base.words) }
        };
        let values = record! {
            title => base.words.get("glossary"),
            here => "glossary.html",
            count => base.words.counted(("entries_1", "entries_n"), self.entries),
            index => self.letters.iter().enumerate().map(index).collect::<Vec<_>>(),
            split => self.is_split(),
            downloads => DOWNLOADS.iter().map(|file| context! { href => file.path, label => file.label }).collect::<Vec<_>>(),
            pages,
            letters,
        };
        Page { path, template: "glossary.html".to_owned(), root: "", values }
    }
}

/// Where a page goes.
pub(super) fn path(part: Part) -> String {
    match part {
        Part::Front => "glossary.html".to_owned(),
        Part::Letter { letter, part } => name(letter, part),
    }
}

/// The page of a letter, by its number: letters of every script make a good file name that way.
fn name(letter: usize, part: usize) -> String {
    if part == 0 {
        format!("glossary.{}.html", letter + 1)
    } else {
        format!("glossary.{}.{}.html", letter + 1, part + 1)
    }
}

fn anchor(letter: usize) -> String {
    format!("_{}", letter + 1)
}

/// The letter under which a name stands: ä beside a, digits together, whatever is no letter at `#`.
fn letter(name: &str) -> String {
    let first = name.chars().find(|c| c.is_alphanumeric()).unwrap_or('#');
    let base = std::iter::once(first).nfkd().next().unwrap_or(first);
    match base {
        'ß' => "S".to_owned(),
        'ø' | 'Ø' | 'œ' | 'Œ' => "O".to_owned(),
        'æ' | 'Æ' => "A".to_owned(),
        'ł' | 'Ł' => "L".to_owned(),
        c if c.is_numeric() => "0–9".to_owned(),
        c => c.to_uppercase().collect(),
    }
}

fn section(base: &Base<'_>, at: usize, letter: &Letter, items: &[Item], split: bool) -> Value {
    let entries: String = items.iter().map(|item| item.html(base, split)).collect();
    context! { name => letter.name.as_str(), anchor => anchor(at), entries => Value::from_safe_string(entries) }
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn names_stand_under_the_letter_people_look_for() {
        for (name, found) in
            [("Äpfel", "A"), ("„Übergabe“", "U"), ("ß", "S"), ("3-D-Druck", "0–9"), ("Жук", "Ж"), ("🙂", "#")]
        {
            assert_eq!(letter(name), found, "{name}");
        }
    }
}
