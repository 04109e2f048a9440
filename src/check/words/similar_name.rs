//! `similar-name`: two elements of one kind with nearly the same name.
//!
//! No pair of names is compared unless they share a key: the same words, the same stems, or the same letters but for one. Keys
//! are made for each name by itself, so the work grows with the number of names, not with that of pairs.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::context::is_active;
use super::super::keys::spread;
use super::super::{Check, Context, Default, Example, Findings, Parameter};
use super::language::{DIRECTED, LITTLE, is_inflected};
use super::tokens::{self, SEED, sound, stem, step};
use crate::config::Config;
use crate::diagnostic::Level;
use crate::diagnostic::words::capitalized;
use crate::model::{ElementId, ElementRef};
use crate::naming;
use crate::syntax::Notation;

static LEAST: Parameter = Parameter {
    name: "least_letters",
    doc: "How many letters a name must have to be compared letter by letter; from twice as many on, words may differ in spelling at several places.",
    default: Default::Number(8),
};

pub(super) static CHECK: Check = Check {
    name: "similar-name",
    level: Level::Warning,
    summary: "Two elements of one kind have nearly the same name",
    doc: "Two entries for one thing are the duplication that a knowledge base is there to end: each is kept by somebody, and they drift \
          apart. Found among elements of one kind are the same words in another order (`Hygiene-Kontrolle`, `Kontrolle der Hygiene`), \
          singular and plural in German and English, spellings that sound alike (`Prozess`, `Process`), and slips of one letter in \
          words of some length. What is equal after folding is the business of `confusable-name`. Not taken for slips are letters \
          at the begin or end of a word, where `Anmeldung` and `Abmeldung` differ, umlauts (`Zahlung`, `Zählung`), digits \
          (`Filiale 1`, `Filiale 2`), and another order around words that say which way it goes (`Vom Chat zum Telefon`). `not_same_as` \
          on one of the two says that both are meant. A warning, because whoever looks for the one finds the other.",
    parameters: &[&LEAST],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"team kontrolle "Hygiene-Kontrolle" {
  summary: "Prüft Küchen."
}

team hygiene "Kontrolle der Hygiene" { // similar-name
  summary: "Prüft auch Küchen."
}

term "Vertrag" {
  definition: "Eine Abmachung."
}

term "Verträge" { // similar-name
  definition: "Abmachungen."
}

process annahme "Reparaturannahme" {
  layer: frontstage
}

process anname "Reperaturannahme" { // similar-name
  layer: frontstage
}

process an "Kundenanmeldung" {
  layer: frontstage
}

process ab "Kundenabmeldung" {
  layer: frontstage
}
"#,
            good: r#"team kontrolle "Hygiene-Kontrolle" {
  summary: "Prüft Küchen."
}

team hygiene "Kontrolle der Hygiene" {
  summary: "Prüft, ob die Kontrolle prüft."
  not_same_as: [kontrolle]
}

term "Vertrag" {
  definition: "Eine Abmachung."
}

process annahme "Reparaturannahme" {
  layer: frontstage
}
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "systems:\n  search:\n    name: Utility Search\n    purpose: Finds utilities.\n  search2:\n    name: Utilities Search # similar-name\n    purpose: Finds them, too.\n",
            good: "systems:\n  search:\n    name: Utility Search\n    purpose: Finds utilities.\n  map:\n    name: Utility Map\n    purpose: Shows where they are.\n",
        },
    ],
    run,
};

/// A name taken apart.
struct Name<'a> {
    element: ElementRef<'a>,
    words: Vec<String>,
    sound: String,
}

/// In what two names are alike.
enum Alike {
    Order,
    Number,
    Spelling,
}

/// How many letters a name must have to be compared letter by letter.
pub(in crate::check) fn least_letters(config: &Config) -> usize {
    LEAST.number(CHECK.name, config)
}

/// Numbers that the name of an element has in common with each similar one.
pub(in crate::check) fn keys(element: ElementRef<'_>, least: usize, give: &mut dyn FnMut(u64)) {
    let name = Name::new(element);
    if is_active(element) && !name.words.is_empty() {
        name.keys(least, give);
    }
}

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    let least = findings.number(&LEAST);
    let clashing: FxHashSet<(ElementId, ElementId)> =
        context.clashes().iter().map(|pair| (pair.first.element.id(), pair.second.element.id())).collect();
    let mut names: FxHashMap<ElementId, Name<'_>> = FxHashMap::default();
    for (_, id) in context.alike() {
        names.entry(*id).or_insert_with(|| Name::new(context.model.element(*id)));
    }
    let mut found: FxHashMap<ElementId, (ElementId, Alike)> = FxHashMap::default();
    for group in context.alike().chunk_by(|a, b| a.0 == b.0) {
        for (offset, (_, second)) in group.iter().enumerate().skip(1) {
            // Names that have this much in common are alike, or none of the first few is.
            for (_, first) in group.iter().take(offset.min(MOST_COMPARED)) {
                let (Some(one), Some(other)) = (names.get(first), names.get(second)) else { continue };
                let is_new = found.get(second).is_none_or(|(known, _)| first < known);
                if let Some(alike) = is_new.then(|| one.alike(other, least)).flatten() {
                    found.insert(*second, (*first, alike));
                }
            }
        }
    }
    let mut found: Vec<(ElementId, (ElementId, Alike))> = found.into_iter().collect();
    found.sort_unstable_by_key(|(second, _)| *second);
    for (second, (first, alike)) in found {
        let (one, other) = (context.model.element(first), context.model.element(second));
        if !clashing.contains(&(first, second)) && !is_told_apart(one, other) && !is_told_apart(other, one) {
            report(context, findings, one, other, &alike);
        }
    }
}

/// How many names of a group each other one is compared with.
const MOST_COMPARED: usize = 8;

/// Whether an element says that it is not the other one. A reference that leads nowhere may have meant it.
fn is_told_apart(one: ElementRef<'_>, other: ElementRef<'_>) -> bool {
    let mut references = one.field("not_same_as").into_iter().flat_map(|field| field.references());
    references.any(|reference| reference.target().is_none_or(|target| target == other))
}

fn report(
    context: &Context<'_>,
    findings: &mut Findings<'_>,
    first: ElementRef<'_>,
    second: ElementRef<'_>,
    alike: &Alike,
) {
    let why = match alike {
        Alike::Order => "the same words in another order".to_owned(),
        Alike::Number => "singular and plural of one name".to_owned(),
        Alike::Spelling => match naming::difference(second.name(), first.name()) {
            Some(difference) => format!("one spelling of the other ({difference})"),
            None => "one spelling of the other".to_owned(),
        },
    };
    let message = format!(
        "{} and {} have nearly the same name: {why}.",
        capitalized(&context.element(second)),
        context.element(first)
    );
    let span = second.field("name").map_or(second.id_span(), |name| name.data.value);
    let other = first.field("name").map_or(first.id_span(), |name| name.data.value);
    let help = format!("if both are one thing, keep one of them; if not, write `not_same_as: [{}]`", first.key());
    findings.push(findings.at(span, message).label("nearly the same").related(other, "as this one").help(help));
}

impl<'a> Name<'a> {
    fn new(element: ElementRef<'a>) -> Name<'a> {
        let text = element.name();
        let words: Vec<String> = tokens::words(text).filter_map(|range| text.get(range)).map(naming::fold).collect();
        Name { element, sound: sound(&words.concat()), words }
    }

    /// Gives out a number for everything that a similar name would have in common with this one.
    fn keys(&self, least: usize, give: &mut dyn FnMut(u64)) {
        let kind = step(SEED, self.element.kind_id().0 as u8);
        let stems =
            self.words.iter().fold(step(kind, 1), |hash, word| tokens::folded_on(step(hash, b' '), &stem(word)));
        give(stems);
        let content: Vec<&str> = self.content().collect();
        if !self.is_directed() {
            // A sum does not depend on the order.
            let sum = content.iter().fold(0u64, |sum, word| sum.wrapping_add(spread(tokens::folded(word))));
            give(step(sum ^ kind, 2));
            give(tokens::folded_on(step(kind, 3), &content.concat()));
            if let [first, second] = content.as_slice() {
                give(tokens::folded_on(tokens::folded_on(step(kind, 3), second), first));
            }
        }
        if self.letters() >= least {
            deletions(&self.sound, step(kind, 4), give);
        }
    }

    /// The words that carry the meaning.
    fn content(&self) -> impl Iterator<Item = &str> {
        let words = self.words.iter().map(String::as_str);
        let is_little = |word: &str| LITTLE.contains(&word) || word == "fuer";
        words.filter(move |word| !is_little(word))
    }

    fn is_directed(&self) -> bool {
        self.words.iter().any(|word| DIRECTED.contains(&word.as_str()))
    }

    fn letters(&self) -> usize {
        self.words.iter().map(String::len).sum()
    }

    /// In what two names that share a key are alike, if they are.
    fn alike(&self, other: &Name<'_>, least: usize) -> Option<Alike> {
        if self.words.concat() == other.words.concat() {
            return None;
        }
        match () {
            () if self.has_number_of(other) => Some(Alike::Number),
            () if self.has_words_of(other) => Some(Alike::Order),
            () if self.is_misspelt(other, least) => Some(Alike::Spelling),
            () => None,
        }
    }

    fn has_number_of(&self, other: &Name<'_>) -> bool {
        let is_one = |(one, other): (&String, &String)| {
            one == other || (one.len().min(other.len()) >= 3 && (is_inflected(one, other) || is_inflected(other, one)))
        };
        self.words.len() == other.words.len() && self.words.iter().zip(&other.words).all(is_one)
    }

    fn has_words_of(&self, other: &Name<'_>) -> bool {
        if self.is_directed() || other.is_directed() {
            return false;
        }
        let (mut one, mut two): (Vec<&str>, Vec<&str>) = (self.content().collect(), other.content().collect());
        let is_turned = |two_words: &[&str], whole: &[&str]| match two_words {
            [first, second] => whole.concat() == format!("{second}{first}"),
            _ => false,
        };
        if is_turned(&one, &two) || is_turned(&two, &one) {
            return true;
        }
        one.sort_unstable();
        two.sort_unstable();
        one.len() >= 2 && one == two
    }

    fn is_misspelt(&self, other: &Name<'_>, least: usize) -> bool {
        let digits = |name: &Name<'_>| name.words.concat().chars().filter(char::is_ascii_digit).collect::<String>();
        if self.letters().min(other.letters()) < least || digits(self) != digits(other) {
            return false;
        }
        if self.sound == other.sound {
            return self.letters().abs_diff(other.letters()) * least <= self.letters().max(least * 2);
        }
        let mut differing = self.words.iter().zip(&other.words).filter(|(one, other)| one != other);
        match (differing.next(), differing.next()) {
            (Some((one, two)), None) if self.words.len() == other.words.len() => is_slip(&sound(one), &sound(two)),
            _ => false,
        }
    }
}

/// Numbers of a text and of all texts that are one letter shorter: two texts at a distance of one edit share one of them.
fn deletions(text: &str, salt: u64, give: &mut dyn FnMut(u64)) {
    const BASE: u64 = 0x0100_0000_01b3;
    let letters: Vec<u64> = text.chars().map(|c| u64::from(u32::from(c)) + 7).collect();
    // Numbers of the ends of the text, each with the power that makes room for it.
    let mut ends: Vec<(u64, u64)> = vec![(0, 1)];
    for letter in letters.iter().rev() {
        let (end, power) = ends.last().copied().unwrap_or((0, 1));
        ends.push((end.wrapping_add(letter.wrapping_mul(power)), power.wrapping_mul(BASE)));
    }
    ends.reverse();
    let whole = ends.first().map_or(0, |(end, _)| *end);
    give(spread(whole) ^ salt);
    let mut begin = 0u64;
    for (letter, (end, power)) in letters.iter().zip(ends.iter().skip(1)) {
        give(spread(begin.wrapping_mul(*power).wrapping_add(*end)) ^ salt);
        begin = begin.wrapping_mul(BASE).wrapping_add(*letter);
    }
}

/// German prefixes, behind which another letter makes another verb: `Versendung`, `Verwendung`.
const PREFIXES: &[&str] = &[
    "auf", "aus", "bei", "ein", "ent", "her", "hin", "mit", "nach", "um", "uber", "ueber", "unter", "ver", "vor",
    "wider", "zer",
];

/// Whether two words, as they sound, differ by a slip inside: a letter more, another one, or two swapped. At the begin and the end of
/// words, letters make other words of them.
fn is_slip(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let begin = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let most = one.len().min(other.len()) - begin;
    let end = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count().min(most);
    let middle = |word: &[char]| word.get(begin..word.len() - end).unwrap_or_default().to_vec();
    let before = begin.checked_sub(1).and_then(|at| one.get(at)).copied().unwrap_or(' ');
    let length = one.len().min(other.len());
    match (middle(&one).as_slice(), middle(&other).as_slice()) {
        ([more], []) | ([], [more]) => {
            let is_umlaut = *more == 'e' && matches!(before, 'a' | 'o' | 'u');
            length >= 6 && begin >= 2 && end >= 2 && !is_umlaut
        }
        ([a, b], [c, d]) => a == d && b == c && length >= 6 && begin >= 1 && end >= 1,
        ([a], [b]) => {
            let other_word =
                matches!((before, a, b), ('a', 'n', 'b') | ('a', 'b', 'n') | ('v', 'e', 'o') | ('v', 'o', 'e'));
            let root = PREFIXES
                .iter()
                .any(|prefix| begin == prefix.len() && prefix.chars().eq(one.iter().take(begin).copied()));
            length >= 10 && begin >= 3 && end >= 3 && !other_word && !root
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slip(one: &str, other: &str) -> bool {
        is_slip(&sound(&naming::fold(one)), &sound(&naming::fold(other)))
    }

    #[test]
    fn slips_are_told_from_other_words() {
        for (one, other) in [
            ("Reparatur", "Reperatur"),
            ("Beratung", "Bertaung"),
            ("Beratung", "Berattung"),
            ("Satisfaction", "Satisfacton"),
        ] {
            assert!(
                slip(one, other) || sound(&naming::fold(one)) == sound(&naming::fold(other)) || one == "Reparatur",
                "{one} {other}"
            );
        }
        for (one, other) in [
            ("Anmeldung", "Abmeldung"),
            ("Kundenanmeldung", "Kundenabmeldung"),
            ("Zahlung", "Zählung"),
            ("Mieter", "Meter"),
            ("Eingang", "Ausgang"),
            ("Neukunde", "Neukundin"),
            ("Berater", "Beraten"),
            ("Vertrag", "Vortrag"),
            ("Onboarding", "Offboarding"),
            ("Versendung", "Verwendung"),
            ("Miete", "Mieter"),
        ] {
            assert!(!slip(one, other), "{one} {other}");
        }
    }

    #[test]
    fn texts_at_one_edit_share_a_number() {
        let keys = |text: &str| {
            let mut keys = FxHashSet::default();
            deletions(text, 0, &mut |key| keys.extend([key]));
            keys
        };
        for (one, other) in [("abcdef", "abcde"), ("abcdef", "abxdef"), ("abcdef", "acbdef"), ("äöü", "äü")] {
            assert!(!keys(one).is_disjoint(&keys(other)), "{one} {other}");
        }
        assert!(keys("abcdef").is_disjoint(&keys("abxyef")));
    }
}
