//! `name-drift`: prose that nearly says the name of an element.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::{Check, Context, Default, Example, Findings, Parameter};
use super::language::is_inflected;
use super::names::{self, Name, stands_alone};
use super::prose::Word;
use super::texts::{Fields, Text};
use super::tokens::{self, SEED, beside, folded_on, sound, stem};
use crate::diagnostic::Level;
use crate::diagnostic::words::capitalized;
use crate::model::{ElementId, links};
use crate::naming;
use crate::syntax::Notation;

static LEAST: Parameter = Parameter {
    name: "least_letters",
    doc: "How many letters a name of one word must have to be looked for.",
    default: Default::Number(10),
};

pub(super) static CHECK: Check = Check {
    name: "name-drift",
    level: Level::Hint,
    summary: "Prose uses a near variant of a known name",
    doc: "`Utility Search` here, `Utilities Search` there, `Chat Beratung` and `Chat-Beratung`: readers wonder whether these are two things, \
          and a search finds only one. In a public base, four of its services had drifted apart in this way. Looked for are variants of \
          names of several capitalized words, and of long single words: words that sound alike but are spelt otherwise, other \
          hyphens and spaces, and in English a plural within the name. Cases and plurals of the whole name are no \
          variants (`der Service-Hotlines`, `die Eiligen Einkäuferinnen`), nor is what is written small, nor what is itself a name or an alias. One finding for each variant \
          and element. A hint, because the wording may be meant.",
    parameters: &[&LEAST],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"team kontrolle "Hygienekontrolle" {
  summary: "Prüft Küchen."
}

touchpoint beratung "Chat-Beratung" {
  mission: "Fragen beantworten, auch zur Hygienekontrole." // name-drift
  channels: [netz]
  medium: digital
}

channel netz "Netz" {
  type: chat
}

persona greta "Greta" {
  type: customer
  needs: ["Rat"]
  description: """
    Greta fragt die Chat-Beratungen anderer Häuser. Die Chat Beratung fragt sie nie, und von // name-drift
    Hygienekontrollen hat sie nie gehört.
    """
}
// file: touchbase.yaml
language: de
"#,
            good: r#"team kontrolle "Hygienekontrolle" {
  summary: "Prüft Küchen."
}

touchpoint beratung "Chat-Beratung" {
  mission: "Fragen beantworten, auch zur Hygienekontrolle."
  channels: [netz]
  medium: digital
}

channel netz "Netz" {
  type: chat
}

persona greta "Greta" {
  type: customer
  needs: ["Rat"]
  description: """
    Greta fragt die Chat-Beratungen anderer Häuser. Die Chat-Beratung fragt sie nie, und von
    Hygienekontrollen hat sie nie gehört.
    """
}
// file: touchbase.yaml
language: de
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "systems:\n  search:\n    name: Utilities Search\n    purpose: Finds utilities.\nteams:\n  desk:\n    name: Front desk\n    summary: Answers what the Utility Search cannot. # name-drift\n",
            good: "systems:\n  search:\n    name: Utilities Search\n    purpose: Finds utilities.\nteams:\n  desk:\n    name: Front desk\n    summary: Answers what the Utilities Search cannot.\n",
        },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut looses = Looses::new();
    let known = Known::new(context, findings.number(&LEAST), &mut looses);
    if known.begins.is_empty() {
        return;
    }
    let no_prose = Fields::of(&context.model.schema, NO_PROSE);
    let mut reported: FxHashSet<(ElementId, ElementId)> = FxHashSet::default();
    for (text, words) in context.prose().filter(|(text, _)| !no_prose.hold(text)) {
        for (range, name) in known.variants(text, words, &mut looses) {
            if text.element().root() == name.element || !reported.insert((text.element().id(), name.element.id())) {
                continue;
            }
            let written = text.text.get(range.clone()).unwrap_or_default();
            let message = format!(
                "{} says `{written}`, but {} is called `{}`.",
                capitalized(&text.place(context)),
                context.element(name.element),
                name.text
            );
            let finding = findings.at(text.places(context).span(range.clone()), message).label("nearly its name");
            let finding = finding.related(name.element.id_span(), "named here");
            let help = format!("write `{}`, or make `{written}` an alias: `aliases: [\"{written}\"]`", name.text);
            let edit = text.places(context).replace(range, name.text);
            let finding = finding.help(help);
            findings.push(match edit {
                Some(edit) => finding.guess(format!("write `{}`", name.text), vec![edit]),
                None => finding,
            });
        }
    }
}

/// Fields that hold names, and words of others.
const NO_PROSE: &[&str] = &[
    "name",
    "aliases",
    "labels",
    "tags",
    "forbidden",
    "say_instead",
    "source",
    "legal_basis",
    "contact",
    "quote",
    "thought",
    "statement",
    "history",
];

/// How many words a name may have.
const MOST_WORDS: usize = 4;

/// The names to look for.
struct Known<'a> {
    /// Loose numbers of all words that names begin with.
    begins: FxHashSet<u64>,
    by_sound: FxHashMap<u64, Name<'a>>,
    by_letters: FxHashMap<u64, Name<'a>>,
    /// Numbers of everything that is a name.
    names: FxHashSet<u64>,
    german: bool,
}

impl<'a> Known<'a> {
    fn new(context: &Context<'a>, least: usize, looses: &mut Looses) -> Known<'a> {
        let german = context.config.language == "de";
        let mut known = Known {
            begins: FxHashSet::default(),
            by_sound: FxHashMap::default(),
            by_letters: FxHashMap::default(),
            names: context.claims().iter().map(|(number, _)| *number).collect(),
            german,
        };
        for name in names::all(context).filter(|name| name.is_distinctive(least, german) && is_name(*name)) {
            known.add(name, looses);
        }
        known
    }

    fn add(&mut self, name: Name<'a>, looses: &mut Looses) {
        let mut sound = SEED;
        for word in name.words() {
            sound = beside(sound, looses.of(tokens::folded(word), word));
            self.begins.insert(sound);
        }
        self.by_sound.entry(sound).or_insert(name);
        self.by_letters.entry(tokens::folded(name.text)).or_insert(name);
    }

    /// Where a text nearly says one of the names.
    fn variants(&self, text: &Text<'_>, words: &[Word], looses: &mut Looses) -> Vec<(Range<usize>, Name<'a>)> {
        let mut found: Vec<(Range<usize>, Name<'a>)> = Vec::new();
        let mut behind = 0;
        for (at, first) in words.iter().enumerate().filter(|(_, word)| word.is_capitalized && word.len() >= 3) {
            if first.start() < behind || !self.may_begin_at(text.text, first, looses) {
                continue;
            }
            let meant = self.meant(text.text, words.get(at..).unwrap_or_default(), looses);
            let Some((range, letters, name)) = meant else { continue };
            behind = range.end;
            let written = text.text.get(range.clone()).unwrap_or_default();
            let is_variant = if self.by_letters.contains_key(&letters) {
                is_parted_otherwise(written, name.text)
            } else {
                !self.names.contains(&letters) && self.is_drifted(written, name)
            };
            if is_variant && stands_alone(text.text, &range) && !is_linked(text, &range) {
                found.push((range, name));
            }
        }
        found
    }

    /// Whether a name may begin with this word: true of few, and told without a look at the text.
    fn may_begin_at(&self, text: &str, first: &Word, looses: &mut Looses) -> bool {
        let begins = |loose| self.begins.contains(&beside(SEED, loose)) || self.by_letters.contains_key(&first.number);
        is_parted(text, first) || looses.begins(text, first, begins)
    }

    /// The longest name that seems to begin with the first of `words`, with its place and the number of its letters.
    fn meant(&self, text: &str, words: &[Word], looses: &mut Looses) -> Option<(Range<usize>, u64, Name<'a>)> {
        let first = words.first()?;
        let (mut sounds, mut letters, mut end) = (SEED, SEED, first.end());
        let mut meant = None;
        for (at, word) in words.iter().take(MOST_WORDS).enumerate() {
            let gap = text.get(end.min(word.start())..word.start()).unwrap_or_default();
            if !matches!(gap, "" | " " | "-" | "\u{a0}" | "‑" | "\n") {
                break;
            }
            let written = text.get(word.range()).unwrap_or_default();
            (letters, end) = (folded_on(letters, written), word.end());
            sounds = beside(sounds, looses.of(word.number, written));
            let name = self.by_letters.get(&letters).or_else(|| self.by_sound.get(&sounds));
            meant = name.map(|name| (first.start()..word.end(), letters, *name)).or(meant);
            let goes_on = self.begins.contains(&sounds) || (at == 0 && is_parted(text, word));
            if !goes_on {
                break;
            }
        }
        meant
    }

    /// Whether a text that sounds like a name is neither the name nor one of its forms.
    fn is_drifted(&self, written: &str, name: Name<'_>) -> bool {
        let fold = |text: &str| -> Vec<String> {
            tokens::words(text).filter_map(|range| text.get(range)).map(naming::fold).collect()
        };
        let (written_words, words) = (fold(written), fold(name.text));
        let last = words.len().saturating_sub(1);
        let kinds = written_words.iter().zip(&words).enumerate().map(|(at, (one, other))| {
            let is_form = is_inflected(one, other) || is_inflected(other, one) || is_declined(one, other);
            match () {
                () if one == other => Difference::None,
                // Within an English name nothing is inflected.
                () if is_form && at < last && !self.german => Difference::Drift,
                () if is_form => Difference::None,
                () if sound(one) == sound(other) => Difference::Drift,
                () => Difference::OtherWord,
            }
        });
        let kinds: Vec<Difference> = kinds.collect();
        let drifts = kinds.iter().filter(|kind| matches!(kind, Difference::Drift)).count();
        let others = kinds.iter().any(|kind| matches!(kind, Difference::OtherWord));
        let capitals = |text: &str| {
            tokens::words(text).filter_map(|range| text.get(range)).map(tokens::is_capitalized).collect::<Vec<_>>()
        };
        written_words.len() == words.len() && drifts == 1 && !others && capitals(written) == capitals(name.text)
    }
}

/// In what a word differs from that of a name.
enum Difference {
    None,
    Drift,
    OtherWord,
}

/// Whether a name is written like one: as it stands in a sentence, it cannot be taken for common words.
fn is_name(name: Name<'_>) -> bool {
    let (words, capitals) = name
        .words()
        .fold((0, 0), |(words, capitals), word| (words + 1, capitals + usize::from(tokens::is_capitalized(word))));
    (1..=MOST_WORDS).contains(&words) && capitals == words && name.words().all(|word| word.len() >= 3)
}

/// Whether the word is the first part of one that a hyphen parts.
fn is_parted(text: &str, word: &Word) -> bool {
    text.as_bytes().get(word.end()) == Some(&b'-')
}

/// For words met so far, numbers that they share with all that sound alike, be it singular or plural.
struct Looses {
    known: FxHashMap<u64, u64>,
    /// Words met lately, each at a place that its number chooses, and whether names begin with them: the same ones come again
    /// and again.
    lately: Vec<(u64, bool)>,
}

impl Looses {
    fn new() -> Looses {
        Looses { known: FxHashMap::default(), lately: vec![(0, false); 1 << 13] }
    }

    /// The number that a word, whose own number is `number`, shares with all that sound like it.
    fn of(&mut self, number: u64, word: &str) -> u64 {
        *self.known.entry(number).or_insert_with(|| loose(word))
    }

    /// Whether names begin with a word; `begins` tells it of the number that it has here.
    fn begins(&mut self, text: &str, word: &Word, begins: impl Fn(u64) -> bool) -> bool {
        let at = (word.number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 51) as usize;
        if let Some((_, known)) = self.lately.get(at).filter(|(number, _)| *number == word.number) {
            return *known;
        }
        let found = begins(self.of(word.number, text.get(word.range()).unwrap_or_default()));
        if let Some(slot) = self.lately.get_mut(at) {
            *slot = (word.number, found);
        }
        found
    }
}

fn loose(word: &str) -> u64 {
    tokens::folded(&stem(&sound(&naming::fold(word))))
}

/// Whether the letters are those of the name, but other hyphens or spaces stand between them.
fn is_parted_otherwise(written: &str, name: &str) -> bool {
    let gaps = |text: &str| -> Vec<String> {
        text.split(char::is_alphanumeric)
            .filter(|gap| !gap.is_empty())
            .map(|gap| gap.replace(['\n', '\u{a0}'], " "))
            .collect()
    };
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    letters(written) == letters(name) && gaps(written) != gaps(name)
}

/// Whether one folded word is the other with the ending of an adjective.
fn is_declined(one: &str, other: &str) -> bool {
    let root = |word: &str| {
        ["en", "em", "er", "es", "e"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word).to_owned()
    };
    root(one) == root(other)
}

/// Whether a part of a text belongs to a reference or to code.
fn is_linked(text: &Text<'_>, range: &Range<usize>) -> bool {
    let code = || text.text.get(..range.start).is_some_and(|before| before.matches('`').count() % 2 == 1);
    let link = || links(text.text).iter().any(|link| link.whole.start < range.end && range.start < link.whole.end);
    text.is_markdown() && (code() || link())
}
