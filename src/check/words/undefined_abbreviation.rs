//! `undefined-abbreviation`: capitals that the reader has to guess.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::{Check, Context, Default, Example, Findings, Parameter};
use super::language::STRESSED;
use super::prose::Sieve;
use super::texts::{Fields, Text};
use super::tokens;
use crate::diagnostic::Level;
use crate::schema::Scalar;
use crate::syntax::Notation;

static KNOWN: Parameter = Parameter {
    name: "known",
    doc: "Abbreviations that need no explanation.",
    default: Default::Texts(&[
        "AG", "AGB", "AM", "AT", "CD", "CEO", "CET", "CH", "CHF", "CSV", "CX", "DE", "DGSVO", "DIN", "DIY", "DM",
        "DSGVO", "DVD", "EC", "EDV", "EN", "EU", "EUR", "FAQ", "FM", "FR", "GB", "GBP", "GDPR", "GPS", "HD", "HR",
        "HTML", "IBAN", "ICE", "ID", "ISBN", "ISO", "IT", "JPG", "KB", "KG", "KPI", "LED", "MB", "MEZ", "MMS", "MP",
        "NFC", "OK", "PC", "PDF", "PIN", "PLZ", "PM", "PNG", "PR", "PS", "QR", "RFID", "SEPA", "SIM", "SMS", "SUV",
        "SVG", "TAN", "TB", "TV", "TÜV", "UG", "UK", "UPS", "URL", "US", "USA", "USB", "USD", "UTC", "UX", "VIP", "VW",
        "WC", "WG", "WLAN", "WM", "WWW", "XXL", "ZIP",
    ]),
};

pub(super) static CHECK: Check = Check {
    name: "undefined-abbreviation",
    level: Level::Hint,
    summary: "An abbreviation is explained nowhere",
    doc: "An abbreviation saves its author a second and costs every newcomer a search; most of a company's jargon is made of them. \
          Two to six capitals count as explained when they are the id, name, alias or label of an element, stand in brackets in \
          the name of one (`Net Promoter Score (NPS)`), are a word of the language (`csat`), or are explained in the same text: \
          `Erstlösungsquote (ELQ)`, `ELQ (Erstlösungsquote)`. What everybody knows is a parameter. Roman numerals, words \
          written in capitals for emphasis, and customers' own words are left out. One finding for each abbreviation, at its \
          first place: one entry in the glossary mends them all.",
    parameters: &[&KNOWN],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"metric wartezeit "Wartezeit" {
  class: performance
  method: time
  unit: seconds
  summary: "Bis jemand abnimmt, ohne die Zeit in der IVR." // undefined-abbreviation
  description: """
    Als PDF, auch für Heinrich IV, und NIE über 60 s. Die **IVR** und das ACD-System zählen nicht. // undefined-abbreviation
    """
}
"#,
            good: r#"metric wartezeit "Wartezeit" {
  class: performance
  method: time
  unit: seconds
  summary: "Bis jemand abnimmt, ohne die Zeit in der IVR."
  description: """
    Als PDF, auch für Heinrich IV, und NIE über 60 s. Die **IVR** und die Anrufverteilung (ACD) zählen nicht, die ACD erst recht nicht.
    """
}

term ansage "Ansage mit Auswahl" {
  definition: "Was man hört, bevor ein Mensch abnimmt."
  aliases: ["IVR"]
}
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "teams:\n  desk:\n    name: Front desk\n    summary: Keeps the SLA and both KPIs. # undefined-abbreviation\n",
            good: "teams:\n  desk:\n    name: Front desk\n    summary: Keeps the service level agreement (SLA) and both KPIs.\n",
        },
    ],
    run,
};

/// Fields with the words of others, with citations, or without prose.
const LEFT_OUT: &[&str] = &[
    "quote",
    "thought",
    "expects",
    "statement",
    "source",
    "legal_basis",
    "contact",
    "tags",
    "forbidden",
    "say_instead",
    "labels",
    "history",
];

/// An abbreviation with its first place.
struct Found<'t, 'a> {
    text: &'t Text<'a>,
    range: Range<usize>,
    number: u64,
    count: usize,
}

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    let known = known(context, findings);
    let mut found: Vec<Found<'_, '_>> = Vec::new();
    let mut numbers: FxHashMap<u64, usize> = FxHashMap::default();
    let left_out = Fields::of(&context.model.schema, LEFT_OUT);
    // Feedback is named in the customer's words too.
    let is_of_others = |text: &Text<'_>| left_out.hold(text) || text.element().is("feedback");
    for (text, words) in context.prose().filter(|(text, _)| !is_of_others(text)) {
        for word in words.iter().filter(|word| word.is_loud) {
            let Some(range) = abbreviation(text.text, word.range()) else { continue };
            let number = tokens::folded(text.text.get(range.clone()).unwrap_or_default());
            if known.contains(&number) || is_explained(text.text, &range) || !is_prose(text.text, &range) {
                continue;
            }
            let next = found.len();
            match found.get_mut(*numbers.entry(number).or_insert(next)) {
                Some(first) => first.count += 1,
                None => found.push(Found { text, range, number, count: 1 }),
            }
        }
    }
    if found.is_empty() {
        return;
    }
    let words = words_among(context, &numbers);
    for Found { text, range, count, .. } in found.into_iter().filter(|found| !words.contains(&found.number)) {
        let short = text.text.get(range.clone()).unwrap_or_default();
        let times = if count == 1 { "is used once".to_owned() } else { format!("is used {count} times") };
        let message = format!("`{short}` {times} and explained nowhere.");
        let span = text.places(context).span(range.clone());
        findings
            .push(findings.at(span, message).label("what is it short for?").help(help(context.notation(span), short)));
    }
}

fn help(notation: Notation, short: &str) -> String {
    let id = crate::naming::slug(short);
    let entry = match notation {
        Notation::Cx => format!("`term {id} \"{short}\" {{ definition: \"…\" }}`"),
        Notation::Yaml => format!("`terms: {{ {id}: {{ name: {short}, definition: … }} }}`"),
    };
    format!("add it to the glossary, {entry}, make it an alias of what it stands for, or write it out")
}

/// The abbreviation that a word is, without an ending (`KPIs`).
fn abbreviation(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    // Most words end here.
    if range.len() < 2 || range.len() > 12 || text.as_bytes().get(range.start + 1).is_none_or(u8::is_ascii_lowercase) {
        return None;
    }
    let word = text.get(range.clone())?;
    let stem = word.strip_suffix('s').unwrap_or(word);
    let is_short = (2..=6).contains(&stem.chars().count()) && stem.chars().all(char::is_uppercase);
    (is_short && !is_roman(stem) && !STRESSED.contains(&stem)).then(|| range.start..range.start + stem.len())
}

fn is_roman(word: &str) -> bool {
    let values = word.chars().map(|c| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        _ => None,
    });
    values.collect::<Option<Vec<u32>>>().is_some()
}

/// Whether the long form stands beside it: `Net Promoter Score (NPS)`, `NPS (Net Promoter Score)`. Looked for all over the text, so
/// that a second use is explained by the first.
fn is_explained(text: &str, range: &Range<usize>) -> bool {
    if !text.contains('(') {
        return false;
    }
    let short = text.get(range.clone()).unwrap_or_default();
    text.contains(&format!("({short})")) || text.contains(&format!("({short},")) || text.contains(&format!("{short} ("))
}

/// Whether it is a word of a sentence: no part of an address, a file name or code, and no cry among other words in capitals.
fn is_prose(text: &str, range: &Range<usize>) -> bool {
    let (before, after) = (text.get(..range.start).unwrap_or_default(), text.get(range.end..).unwrap_or_default());
    let begin = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let chunk = before.get(begin..).unwrap_or_default();
    let tail = after.split(char::is_whitespace).next().unwrap_or_default();
    let is_address =
        [chunk, tail].iter().any(|part| part.contains(['/', '_', '@', '`', '|', '<', '=']) || part.contains("[["));
    let mut behind = after.chars();
    let is_site = behind.next() == Some('.') && behind.next().is_some_and(char::is_alphanumeric);
    let is_loud = |word: Option<&str>| {
        word.is_some_and(|word| {
            word.chars().count() >= 2
                && (STRESSED.contains(&word) || word.chars().count() > 6)
                && word.chars().all(char::is_uppercase)
        })
    };
    let previous = before.trim_end().rsplit(|c: char| !c.is_alphanumeric()).next();
    let next = after.trim_start().split(|c: char| !c.is_alphanumeric()).next();
    !is_address && !is_site && !is_loud(previous) && !is_loud(next)
}

/// Numbers of what needs no explanation.
fn known(context: &Context<'_>, findings: &Findings<'_>) -> FxHashSet<u64> {
    let mut known: FxHashSet<u64> = findings.texts(&KNOWN).iter().map(|text| tokens::folded(text)).collect();
    for element in context.elements() {
        let texts = [element.key(), element.name()].into_iter().chain(element.texts("aliases"));
        let labels = element.field("labels").into_iter().flat_map(|field| field.texts());
        for text in texts.chain(labels) {
            known.insert(tokens::folded(text));
            known.extend(in_brackets(text).map(tokens::folded));
        }
    }
    for field in context.model.schema.kinds().flat_map(|(_, kind)| kind.fields.iter()) {
        if let Scalar::Enum(variants) = &field.ty.scalar {
            known.extend(variants.iter().map(|variant| tokens::folded(&variant.word)));
        }
    }
    known
}

fn in_brackets(text: &str) -> impl Iterator<Item = &str> {
    text.split('(').skip(1).filter_map(|rest| rest.split(')').next())
}

/// Those of the abbreviations that stand somewhere as ordinary words, so that capitals only stress them.
fn words_among(context: &Context<'_>, abbreviations: &FxHashMap<u64, usize>) -> FxHashSet<u64> {
    let sieve = Sieve::of(abbreviations.keys().copied());
    let mut words = FxHashSet::default();
    for (text, all) in context.prose() {
        for word in all.iter().filter(|word| sieve.passes(word.number) && abbreviations.contains_key(&word.number)) {
            let written = text.text.get(word.range()).unwrap_or_default();
            if word.len() <= 12 && written.chars().nth(1).is_some_and(char::is_lowercase) {
                words.insert(word.number);
            }
        }
    }
    words
}
