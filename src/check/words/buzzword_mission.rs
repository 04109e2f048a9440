//! `buzzword-mission`: a mission that would fit any touchpoint of any company.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::{Check, Context, Default, Example, Findings, Parameter};
use super::language::{DETERMINERS, DIRECTED, LITTLE, is_inflected};
use super::tokens;
use crate::diagnostic::Level;
use crate::diagnostic::words::capitalized;
use crate::model::ElementRef;
use crate::naming;
use crate::syntax::Notation;
use crate::text::Span;

static BUZZWORDS: Parameter = Parameter {
    name: "buzzwords",
    doc: "Words that sound well and decide nothing, uninflected.",
    default: Default::Texts(&[
        "wow",
        "wow-effekt",
        "wow-moment",
        "begeisterung",
        "begeistern",
        "kundenbegeisterung",
        "kundenerlebnis",
        "kundenfokus",
        "kundenorientierung",
        "kundenzentrierung",
        "kundenzufriedenheit",
        "kundennähe",
        "erlebnis",
        "exzellent",
        "exzellenz",
        "service-exzellenz",
        "serviceexzellenz",
        "einzigartig",
        "unvergesslich",
        "nahtlos",
        "ganzheitlich",
        "innovativ",
        "innovation",
        "mehrwert",
        "nachhaltig",
        "optimal",
        "perfekt",
        "herausragend",
        "erstklassig",
        "weltklasse",
        "premium",
        "zufriedenheit",
        "glücklich",
        "zufrieden",
        "qualität",
        "delight",
        "delightful",
        "excellence",
        "excellent",
        "experience",
        "exceptional",
        "outstanding",
        "seamless",
        "frictionless",
        "holistic",
        "innovative",
        "world-class",
        "best",
        "best-in-class",
        "unique",
        "memorable",
        "value",
        "customer-centric",
        "customer-centricity",
        "satisfaction",
        "happy",
        "happiness",
        "engagement",
        "touchpoint",
        "omnichannel",
        "journey",
    ]),
};

static FILLERS: Parameter = Parameter {
    name: "fillers",
    doc: "Words that do not make a mission of buzzwords more exact, uninflected.",
    default: Default::Texts(&[
        "kunde",
        "kundin",
        "mensch",
        "gast",
        "nutzer",
        "nutzerin",
        "unternehmen",
        "marke",
        "service",
        "leistung",
        "produkt",
        "schaffen",
        "liefern",
        "bieten",
        "geben",
        "machen",
        "stiften",
        "sein",
        "sorgen",
        "sicherstellen",
        "erzeugen",
        "gestalten",
        "ermöglichen",
        "maximal",
        "maximieren",
        "steigern",
        "hoch",
        "höchste",
        "beste",
        "gut",
        "immer",
        "jederzeit",
        "jedem",
        "jeden",
        "customer",
        "client",
        "guest",
        "user",
        "people",
        "company",
        "brand",
        "product",
        "create",
        "deliver",
        "provide",
        "offer",
        "give",
        "make",
        "be",
        "ensure",
        "drive",
        "maximise",
        "maximize",
        "increase",
        "high",
        "highest",
        "great",
        "good",
        "very",
        "always",
        "every",
        "each",
        "all",
    ]),
};

pub(super) static CHECK: Check = Check {
    name: "buzzword-mission",
    level: Level::Hint,
    summary: "A mission consists of buzzwords, or is that of another touchpoint",
    doc: "A mission (Auftrag) tells those who run a touchpoint what they are there for, and what not. `WOW liefern` or \
          `Kundenbegeisterung schaffen` fits any touchpoint of any company, so it decides nothing, and neither does a mission \
          copied from another touchpoint. Found is a mission in which no word is left once buzzwords, fillers and articles are \
          taken out; one word that says for whom or what is enough. Both lists are parameters. A hint, because a sentence can be \
          poor without hurting anybody.",
    parameters: &[&BUZZWORDS, &FILLERS],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"touchpoint laden "Laden" {
  mission: "Kundenbegeisterung schaffen und einzigartige Erlebnisse bieten." // buzzword-mission
  channels: [haus]
  medium: analog
}

touchpoint empfang "Empfang" {
  mission: "Gästen nach einer langen Fahrt in zwei Minuten ein Zimmer geben."
  channels: [haus]
  medium: analog
}

touchpoint bar "Bar" {
  mission: "Gästen nach einer langen Fahrt in zwei Minuten ein Zimmer geben." // buzzword-mission
  channels: [haus]
  medium: analog
}

channel haus "Haus" {
  type: store
}
"#,
            good: r#"touchpoint laden "Laden" {
  mission: "Begeistern, indem jeder vor dem Kauf probieren darf."
  channels: [haus]
  medium: analog
}

touchpoint empfang "Empfang" {
  mission: "Gästen nach einer langen Fahrt in zwei Minuten ein Zimmer geben."
  channels: [haus]
  medium: analog
}

touchpoint bar "Bar" {
  mission: "Gäste ins Gespräch bringen."
  channels: [haus]
  medium: analog
}

channel haus "Haus" {
  type: store
}
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "channels:\n  desk:\n    type: store\ntouchpoints:\n  front-desk:\n    mission: Deliver a seamless, excellent customer experience! # buzzword-mission\n    channels: [desk]\n    medium: analog\n",
            good: "channels:\n  desk:\n    type: store\ntouchpoints:\n  front-desk:\n    mission: Give tired guests a room within two minutes.\n    channels: [desk]\n    medium: analog\n",
        },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    let words = Words::new(findings);
    let mut first: FxHashMap<u64, (ElementRef<'_>, Span, bool)> = FxHashMap::default();
    for text in context.texts().iter().filter(|text| text.key() == "mission") {
        let number = tokens::folded(text.text);
        let finding = match first.get_mut(&number) {
            _ if words.are_all_of(text.text) => {
                let message = format!(
                    "{} would fit any touchpoint: it consists of buzzwords.",
                    capitalized(&text.place(context))
                );
                findings.at(text.item.span, message).label("decides nothing")
            }
            // Of a mission that stands in many places, the second says enough.
            Some((_, _, true)) => continue,
            Some((other, span, told)) => {
                *told = true;
                let message = format!(
                    "{} is that of {}, word for word.",
                    capitalized(&text.place(context)),
                    context.element(*other)
                );
                findings
                    .at(text.item.span, message)
                    .label("says nothing about this one")
                    .related(*span, "first written here")
            }
            None => {
                first.insert(number, (text.element(), text.item.span, false));
                continue;
            }
        };
        findings
            .push(finding.help(
                "say for whom it is there and what they have afterwards, in words that would be wrong elsewhere",
            ));
    }
}

/// Words that say nothing, folded.
struct Words {
    buzzwords: FxHashSet<String>,
    fillers: FxHashSet<String>,
}

impl Words {
    fn new(findings: &Findings<'_>) -> Words {
        let fold = |words: Vec<String>| words.iter().map(|word| naming::fold(word)).collect::<FxHashSet<String>>();
        let mut fillers = fold(findings.texts(&FILLERS));
        fillers.extend([LITTLE, DIRECTED, DETERMINERS].concat().into_iter().map(naming::fold));
        Words { buzzwords: fold(findings.texts(&BUZZWORDS)), fillers }
    }

    /// Whether a text holds a buzzword and nothing that is more exact.
    fn are_all_of(&self, text: &str) -> bool {
        let mut buzzwords = 0;
        for word in
            text.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| word.contains(char::is_alphanumeric))
        {
            let word = naming::fold(word);
            match (is_among(&self.buzzwords, &word), is_among(&self.fillers, &word)) {
                (true, _) => buzzwords += 1,
                (false, true) => {}
                (false, false) => return false,
            }
        }
        buzzwords > 0
    }
}

/// Whether a folded word, or what is left without an ending, is in the list.
fn is_among(words: &FxHashSet<String>, word: &str) -> bool {
    let stems = (1..=3).filter_map(|length| word.get(..word.len().checked_sub(length)?));
    let is_form = |stem: &str| words.contains(stem) && (is_inflected(word, stem) || is_adjective(word, stem));
    words.contains(word) || stems.into_iter().any(is_form)
}

/// Whether a folded word is an adjective or a verb with one of its endings.
fn is_adjective(word: &str, stem: &str) -> bool {
    word.strip_prefix(stem).is_some_and(|ending| matches!(ending, "e" | "en" | "er" | "es" | "em" | "d" | "ing" | "s"))
}
