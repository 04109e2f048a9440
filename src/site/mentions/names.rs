//! The names that prose may use, and finding them in a text word by word, however many begin alike.
//!
//! A name is known by the numbers of its words; most words of a text begin no name, which a look at three letters tells. Looked for are
//! all terms, and other elements whose names mean something wherever they are read: of several words, or long ones that are no common
//! words. What two elements could mean is looked for in neither.

use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{COMMON, Mention, UNLINKED};
use crate::model::{ElementId, ElementRef, FieldRef};
use crate::naming::inflection::{english_forms, german_forms};
use crate::naming::tokens::{self, SEED, folded_on, step};
use crate::naming::{self};
use crate::present::Book;
use crate::schema::{Kind, Scalar};
use crate::text::Str;

/// Bytes of the longest text that is looked at: beyond it no text is prose.
const LONGEST: usize = 64 * 1024;
/// Words of the longest name, and of the longest whose last word is looked for in its cases too.
const WORDS: usize = 8;
const DECLINED: usize = 3;
/// Letters of a name of one word: of a term, and of anything else.
const SHORT: usize = 3;
const LONG: usize = 10;

/// All names by the numbers of their words.
pub(in crate::site) struct Names {
    german: bool,
    /// For each field of each kind, whether its texts are prose.
    prose: Vec<Vec<bool>>,
    /// How first words look at a glance.
    glances: Vec<u64>,
    /// The numbers of all words that names begin with.
    begins: FxHashSet<u64>,
    names: FxHashMap<u64, Meaning>,
    /// The names as they are written.
    written: Vec<Str>,
}

/// What a sequence of words means.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Meaning {
    /// One element, by a name, which is given by its number, as it is written or by a form of it.
    One { element: ElementId, name: u32, form: bool },
    /// More than one.
    Several,
}

impl Names {
    pub(super) fn new(book: &Book<'_>) -> Names {
        let mut names = Names {
            german: book.words.language() == "de",
            prose: book.model.schema.kinds().map(|(_, kind)| prose(kind)).collect(),
            glances: vec![0; 512],
            begins: FxHashSet::default(),
            names: FxHashMap::default(),
            written: Vec::new(),
        };
        let elements: Vec<ElementId> = book.kinds().flat_map(|(_, _, list)| list.iter().copied()).collect();
        let german = names.german;
        let of = |id: &ElementId| Known::all(book.model.element(*id), german);
        // Taking names apart takes longer than to remember their parts.
        let known: Vec<Known> = elements.par_iter().with_min_len(256).flat_map_iter(of).collect();
        known.into_iter().for_each(|known| names.add(known));
        names
    }

    /// Whether the texts of a field are prose in which words lead to other pages.
    pub(super) fn is_prose(&self, field: FieldRef<'_>) -> bool {
        let kind = self.prose.get(usize::from(field.owner.kind_id().0));
        kind.and_then(|fields| fields.get(usize::from(field.data.field.0))).copied().unwrap_or(false)
    }

    fn add(&mut self, known: Known) {
        if let Some(slot) = self.glances.get_mut(known.glance / 64) {
            *slot |= 1 << (known.glance % 64);
        }
        self.begins.extend(known.begins);
        let (element, name) = (known.element, self.written_as(known.name));
        self.set(known.number, Meaning::One { element, name, form: false });
        for form in known.forms {
            self.set(form, Meaning::One { element, name, form: true });
        }
    }

    /// The number of a name.
    fn written_as(&mut self, name: Str) -> u32 {
        self.written.push(name);
        self.written.len() as u32 - 1
    }

    /// A name counts more than a form of another one; two elements with one name mean neither.
    fn set(&mut self, number: u64, meaning: Meaning) {
        let known = self.names.get(&number).copied();
        let meaning = match (known, meaning) {
            (None, new) => new,
            (Some(Meaning::One { form: true, .. }), new @ Meaning::One { form: false, .. }) => new,
            (Some(known @ Meaning::One { form: false, .. }), Meaning::One { form: true, .. }) => known,
            (Some(Meaning::One { element: known, .. }), new @ Meaning::One { element, .. }) if known == element => new,
            _ => Meaning::Several,
        };
        self.names.insert(number, meaning);
    }

    /// Every place in `text` that means one element, the longest first where names overlap.
    pub(super) fn mentions(&self, text: &str) -> Vec<Mention> {
        let mut found: Vec<Mention> = Vec::new();
        if text.len() > LONGEST {
            return found;
        }
        let mut words = tokens::words(text);
        let mut from = words.clone();
        let mut end = 0;
        while let Some(word) = words.next() {
            let is_free = word.start >= end;
            if is_free
                && text.get(word).is_some_and(|word| self.may_begin(word))
                && let Some(mention) = self.at(text, from)
            {
                end = mention.range.end;
                found.push(mention);
            }
            from = words.clone();
        }
        found
    }

    fn may_begin(&self, word: &str) -> bool {
        let glance = glance(word);
        self.glances.get(glance / 64).is_some_and(|bits| bits >> (glance % 64) & 1 == 1)
    }

    /// The longest name that begins with the first of `words`.
    fn at(&self, text: &str, words: impl Iterator<Item = Range<usize>>) -> Option<Mention> {
        let (mut number, mut start, mut found) = (SEED, None, None);
        for word in words.take(WORDS) {
            let start = *start.get_or_insert(word.start);
            number = beside(number, text.get(word.clone())?);
            if let Some(Meaning::One { element, name, form }) = self.names.get(&number).copied() {
                let range = start..word.end;
                let name = self.written.get(name as usize)?;
                if self.reads_as(text, &range, name, form) {
                    found = Some(Mention { range, target: element });
                }
            }
            if !self.begins.contains(&number) {
                break;
            }
        }
        found
    }

    /// Whether a part of a text stands by itself and is written as the name is.
    fn reads_as(&self, text: &str, range: &Range<usize>, name: &str, form: bool) -> bool {
        let Some(written) = text.get(range.clone()) else { return false };
        // At the beginning of a sentence `Fragen` may be what somebody does.
        let is_sure = !form || !self.german || !begins_sentence(text, range.start);
        is_sure && self.stands_alone(text, range) && gaps(written).eq(gaps(name)) && self.cases_agree(text, range, name)
    }

    /// Capital letters tell nouns from verbs in German, and abbreviations from words everywhere.
    fn cases_agree(&self, text: &str, range: &Range<usize>, name: &str) -> bool {
        let written = words_of(text.get(range.clone()).unwrap_or_default());
        let named = words_of(name);
        let last = named.len().saturating_sub(1);
        written.iter().zip(&named).enumerate().all(|(at, (written, named))| {
            if is_acronym(named) {
                return written == named;
            }
            let capitals = [written, named].map(|word| word.starts_with(char::is_uppercase));
            let begins = at == 0 && capitals == [true, false] && begins_sentence(text, range.start);
            !self.german || capitals[0] == capitals[1] || begins || at < last
        })
    }

    /// Whether a part of a text is not within a longer word, compound or address.
    fn stands_alone(&self, text: &str, range: &Range<usize>) -> bool {
        let (before, after) = (text.get(..range.start).unwrap_or_default(), text.get(range.end..).unwrap_or_default());
        let joins = |c: &char| c.is_alphanumeric() || matches!(c, '-' | '‑' | '/' | '@' | '_' | '\\' | '#' | '\u{ad}');
        // `Kapsel.de`, but not the end of a sentence.
        let inside = |c: char, beyond: Option<char>| {
            matches!(c, '.' | ':' | '&' | '=' | '\'' | '’') && beyond.is_some_and(char::is_alphanumeric)
        };
        let free = |mut chars: std::iter::Peekable<&mut dyn Iterator<Item = char>>| match chars.next() {
            None => true,
            Some(c) => !joins(&c) && !inside(c, chars.next()),
        };
        let possessive = !self.german && ["'s", "’s"].iter().any(|end| after.starts_with(end));
        free((&mut before.chars().rev() as &mut dyn Iterator<Item = char>).peekable())
            && (possessive || free((&mut after.chars() as &mut dyn Iterator<Item = char>).peekable()))
    }
}

/// A name taken apart.
struct Known {
    element: ElementId,
    name: Str,
    /// How its first word looks at a glance.
    glance: usize,
    /// The numbers of its beginnings, its own, and those of its forms.
    begins: Vec<u64>,
    number: u64,
    forms: Vec<u64>,
}

impl Known {
    /// The names of an element that mean something wherever they are read.
    fn all(element: ElementRef<'_>, german: bool) -> Vec<Known> {
        if element.status() != "active" {
            return Vec::new();
        }
        let is_term = element.is("term");
        let one = |name: &Str| {
            let words: Vec<&str> = words_of(name);
            let fits = name.starts_with(char::is_alphanumeric) && !words.is_empty() && words.len() <= WORDS;
            let means = is_distinctive(name, &words, german) || (is_term && letters(name).count() >= SHORT);
            (fits && means).then(|| Known::new(element.id(), name, &words, german))?
        };
        std::iter::once(element.name()).chain(element.texts("aliases")).filter_map(one).collect()
    }

    fn new(element: ElementId, name: &Str, words: &[&str], german: bool) -> Option<Known> {
        let (last, before) = words.split_last()?;
        let mut begins = Vec::with_capacity(before.len());
        let mut begin = SEED;
        for word in before {
            begin = beside(begin, word);
            begins.push(begin);
        }
        let mut forms = Vec::new();
        if words.len() <= DECLINED && !is_acronym(last) && letters(last).count() >= SHORT {
            let folded = naming::fold(last);
            let all = if german { german_forms(&folded) } else { english_forms(&folded) };
            let others = all.iter().filter(|form| **form != folded);
            forms.extend(others.map(|form| form.bytes().fold(step(begin, b' '), step)));
        }
        let glance = glance(words.first().copied().unwrap_or_default());
        Some(Known { element, name: name.clone(), glance, begins, number: beside(begin, last), forms })
    }
}

/// Whether a name means something of its own wherever it is read.
fn is_distinctive(name: &str, words: &[&str], german: bool) -> bool {
    let capitals = words.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
    match words.len() {
        1 => {
            let is_name = german || letters(name).skip(1).any(char::is_uppercase);
            capitals == 1 && is_name && letters(name).count() >= LONG
        }
        2 => capitals >= 1 && letters(name).count() >= 8,
        _ => letters(name).count() >= 8,
    }
}

/// For each field of a kind, whether its texts are prose.
fn prose(kind: &Kind) -> Vec<bool> {
    let common: Vec<&str> = crate::schema::Schema::common_fields().map(|field| field.key.as_ref()).collect();
    let is_prose = |key: &str| if common.contains(&key) { COMMON.contains(&key) } else { !UNLINKED.contains(&key) };
    let is_text = |scalar: &Scalar| matches!(scalar, Scalar::Text | Scalar::Markdown);
    kind.fields.iter().map(|field| is_text(&field.ty.scalar) && is_prose(&field.key)).collect()
}

/// The number of several words, that of the next one added.
fn beside(number: u64, word: &str) -> u64 {
    folded_on(step(number, b' '), word)
}

fn words_of(text: &str) -> Vec<&str> {
    tokens::words(text).filter_map(|range| text.get(range)).collect()
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric())
}

/// Whether a word is written in capitals throughout, as `NPS` is.
fn is_acronym(word: &str) -> bool {
    word.chars().nth(1).is_some() && word.chars().all(|c| !c.is_lowercase()) && word.chars().any(char::is_uppercase)
}

/// What stands between the words of a text, blanks of any width counting as one space.
fn gaps(text: &str) -> impl Iterator<Item = char> {
    let mut blank = false;
    text.chars().filter(|c| !c.is_alphanumeric()).filter_map(move |c| {
        let was = std::mem::replace(&mut blank, c.is_whitespace());
        match (c.is_whitespace(), was) {
            (true, true) => None,
            (true, false) => Some(' '),
            (false, _) => Some(c),
        }
    })
}

/// Whether a sentence, or a line of a list, begins at `at`.
fn begins_sentence(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let before = before.trim_end_matches(|c: char| {
        c == ' ' || matches!(c, '„' | '“' | '”' | '"' | '»' | '«' | '(' | '*' | '_' | '\'')
    });
    before
        .chars()
        .next_back()
        .is_none_or(|c| matches!(c, '.' | '!' | '?' | ':' | '\n' | '-' | '–' | '…' | '|' | '>' | '+' | ']' | '#'))
}

/// The first three letters of a word, accents and case left out, as a number below 32,768.
fn glance(word: &str) -> usize {
    let letter = |c: char| match c {
        'ä' | 'Ä' => 1,
        'ö' | 'Ö' => 15,
        'ü' | 'Ü' => 21,
        'ß' => 19,
        c => u32::from(c) as usize & 31,
    };
    word.chars().take(3).fold(0, |glance, c| glance << 5 | letter(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Source, Sources};

    /// The words of `text` that lead somewhere, in a base of these terms and touchpoints.
    fn found(language: &str, terms: &[&str], touchpoints: &[&str], text: &str) -> Vec<String> {
        let mut base: String = terms
            .iter()
            .enumerate()
            .map(|(at, name)| format!("term t{at} \"{name}\" {{ definition: \"d\" }}\n"))
            .collect();
        for (at, name) in touchpoints.iter().enumerate() {
            base.push_str(&format!("touchpoint p{at} \"{name}\" {{ mission: \"m\" }}\n"));
        }
        let config = Source::new("touchbase.yaml", format!("language: {language}\n"));
        let compilation = crate::compile(Sources::new(vec![Source::new("a.cx", base), config]));
        let book = Book::new(&compilation.model, &compilation.sources, &compilation.config, "html");
        let names = Names::new(&book);
        names.mentions(text).into_iter().map(|mention| text[mention.range].to_owned()).collect()
    }

    #[test]
    fn cases_and_plurals_are_found_and_compounds_are_not_split() {
        let text = "Der Kunde, die Kunden des Kunden: Kundenkarte, Kunden-Karte, Großkunde und Verträge.";
        assert_eq!(found("de", &["Kunde", "Vertrag"], &[], text), ["Kunde", "Kunden", "Kunden", "Verträge"]);
        assert_eq!(
            found("en", &["Ticket", "Utility"], &[], "tickets, a ticket's utilities"),
            ["tickets", "ticket", "utilities"]
        );
    }

    #[test]
    fn the_longest_name_wins() {
        let terms = ["Kapsel", "Kapsel aus Papier"];
        assert_eq!(
            found("de", &terms, &[], "Die Kapsel aus Papier und die Kapsel aus Blech."),
            ["Kapsel aus Papier", "Kapsel"]
        );
    }

    #[test]
    fn german_verbs_are_no_nouns() {
        assert!(found("de", &["Frage"], &[], "Wir fragen. Fragen Sie!").is_empty());
        assert_eq!(
            found("de", &["Frage", "entkalken"], &[], "Ihre Fragen. Entkalken hilft, also entkalken."),
            ["Fragen", "Entkalken", "entkalken"]
        );
    }

    #[test]
    fn short_names_of_other_elements_are_common_words() {
        let places = ["App", "Kaffeetelefon", "Theorie Prüfung"];
        assert_eq!(
            found("de", &[], &places, "Die App, das Kaffeetelefon, die Theorie Prüfung."),
            ["Kaffeetelefon", "Theorie Prüfung"]
        );
        assert!(found("en", &[], &["Scheduling"], "the scheduling").is_empty());
    }

    #[test]
    fn abbreviations_keep_their_capitals_and_addresses_are_left_alone() {
        assert_eq!(found("en", &["CES", "Shop"], &[], "CES ces Ces shop.example x@shop /shop shop."), ["CES", "shop"]);
    }

    #[test]
    fn what_two_elements_could_mean_leads_to_neither() {
        assert_eq!(found("de", &["Karte", "Karten"], &[], "viele Karten, eine Karte"), ["Karten", "Karte"]);
        assert!(found("de", &["Karte", "Kart"], &[], "viele Karten").is_empty());
    }
}
