//! The glossary: every element and term from A to Z, what it is also called, what it was called, what not to say.
//!
//! One page while it is short, otherwise an overview and pages for each letter, none of which grows without bound.

use std::collections::BTreeMap;

use minijinja::{Value, context};
use unicode_normalization::UnicodeNormalization;

use super::base::Base;
use super::record::record;
use super::{Page, escape, pages, values};
use crate::model::{ElementId, ElementRef};
use crate::present::{anchor as place, format};

/// Up to this many entries everything is on one page.
const ONE_PAGE: usize = 600;
/// Entries per page of a letter.
const PER_PAGE: usize = 600;

/// The letters with their entries, in the order of the language.
#[derive(Debug)]
pub(super) struct Glossary {
    letters: Vec<Letter>,
    entries: usize,
}

#[derive(Debug)]
struct Letter {
    name: String,
    entries: Vec<ElementId>,
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
    /// Sorts every element with a page under its letter.
    pub(super) fn new(base: &Base<'_>) -> Glossary {
        let mut elements: Vec<ElementRef<'_>> =
            base.kinds().flat_map(|(_, _, list)| list.iter().map(|id| base.model.element(*id))).collect();
        elements.sort_by_key(|element| base.rank(*element));
        let mut glossary = Glossary { letters: Vec::new(), entries: elements.len() };
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        for element in elements {
            let name = letter(element.name());
            let at = *known.entry(name.clone()).or_insert_with(|| {
                glossary.letters.push(Letter { name, entries: Vec::new() });
                glossary.letters.len() - 1
            });
            if let Some(letter) = glossary.letters.get_mut(at) {
                letter.entries.push(element.id());
            }
        }
        glossary
    }

    fn is_split(&self) -> bool {
        self.entries > ONE_PAGE
    }

    /// Its pages.
    pub(super) fn parts(&self) -> Vec<Part> {
        let mut parts = vec![Part::Front];
        if self.is_split() {
            for (letter, entries) in self.letters.iter().enumerate() {
                parts.extend(
                    (0..pages::parts(entries.entries.len(), PER_PAGE)).map(|part| Part::Letter { letter, part }),
                );
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
            self.letters.iter().enumerate().map(|(at, letter)| section(base, at, letter, &letter.entries)).collect()
        };
        self.built(base, "glossary.html".to_owned(), None, letters, Vec::new())
    }

    fn letter_page(&self, base: &Base<'_>, at: usize, part: usize) -> Page {
        let letter = self.letters.get(at);
        let entries = letter.map(|letter| letter.entries.as_slice()).unwrap_or_default();
        let shown = pages::part(entries, part, PER_PAGE);
        let sections = letter.into_iter().map(|letter| section(base, at, letter, shown)).collect();
        let links = pages::links(entries.len(), part, PER_PAGE, |part| name(at, part));
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
            context! { name => letter.name.as_str(), href, here => here == Some(at), count => format::number(letter.entries.len() as f64, &base.words) }
        };
        let values = record! {
            title => base.words.get("glossary"),
            here => "glossary.html",
            count => base.words.counted(("entries_1", "entries_n"), self.entries),
            index => self.letters.iter().enumerate().map(index).collect::<Vec<_>>(),
            split => self.is_split(),
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

fn section(base: &Base<'_>, at: usize, letter: &Letter, entries: &[ElementId]) -> Value {
    let entries: Vec<Value> = entries.iter().map(|id| entry(base, base.model.element(*id))).collect();
    context! { name => letter.name.as_str(), anchor => anchor(at), entries }
}

fn entry(base: &Base<'_>, element: ElementRef<'_>) -> Value {
    context! {
        anchor => format!("{}-{}", element.kind().name, place(element.key())),
        href => base.href(element, ""),
        name => base.named(element),
        kind => base.label(&element.kind().label),
        text => text(base, element),
        notes => values::safe(notes(base, element)),
    }
}

/// What the entry says: the definition of a term, the sentence of anything else.
fn text(base: &Base<'_>, element: ElementRef<'_>) -> Option<Value> {
    if element.is("term")
        && let Some(field) = element.field("definition")
        && let Some(text) = field.texts().next()
    {
        return Some(Value::from_safe_string(values::prose(base, field, text, 4, "")));
    }
    let summary = base.said_html(element, "summary");
    (!summary.is_empty()).then(|| Value::from_safe_string(format!("<p>{summary}</p>")))
}

/// Other names: in use, former, in other languages, and those to avoid.
fn notes(base: &Base<'_>, element: ElementRef<'_>) -> Vec<String> {
    let words = &base.words;
    let names = |key: &str| element.texts(key).into_iter().map(|text| escape::html(text)).collect::<Vec<_>>();
    let mut notes = Vec::new();
    for (word, key) in [("also", "aliases"), ("formerly", "formerly")] {
        let names = names(key);
        if !names.is_empty() {
            notes.push(format!("{}: {}", words.get(word), names.join(", ")));
        }
    }
    if !element.is("term") {
        return notes;
    }
    if let Some(labels) = element.field("labels").and_then(|field| values::shown(base, field, "")) {
        notes.push(labels.into_html());
    }
    let forbidden: Vec<String> = names("forbidden").iter().map(|word| format!("<s>{word}</s>")).collect();
    if !forbidden.is_empty() {
        let instead = element.text("say_instead").unwrap_or(element.name());
        let (avoid, say) = (words.get("not_say"), words.get("say"));
        notes.push(format!("{avoid}: {} – {say}: {}", forbidden.join(", "), escape::html(instead)));
    }
    notes
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
