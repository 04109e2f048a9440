//! `repeated-text`: the same sentence written twice.

use rustc_hash::FxHashMap;

use super::super::{Check, Context, Default, Example, Findings, Parameter};
use super::texts::{Fields, Text};
use super::tokens::{self, SEED};
use crate::diagnostic::Level;
use crate::diagnostic::words::capitalized;
use crate::naming;
use crate::syntax::Notation;

static LEAST: Parameter = Parameter {
    name: "least_words",
    doc: "How many words a text must have to be looked at; shorter ones are equal by chance.",
    default: Default::Number(5),
};

pub(super) static CHECK: Check = Check {
    name: "repeated-text",
    level: Level::Hint,
    summary: "The same text is written in two places",
    doc: "What is written twice is changed once. A pain, a promise, a rule or a quote that two elements share is an element of \
          its own: define it once and refer to it, then everybody sees whom it concerns, and the next change reaches all of them. \
          Texts are compared word by word after folding. Left out are fields that are alike by nature (names, tags, sources, the legal \
          basis, needs and intents, which a journey shares with its personas), missions, which have a check of their own (`buzzword-mission`), and the two versions of one journey, as it is and as it is \
          to be. Of a text that stands in many places, only the second is reported. A hint: nothing is wrong yet.",
    parameters: &[&LEAST],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"persona greta "Greta" {
  type: customer
  needs: ["Ruhe"]
  frustrations: ["Muss am Telefon jedes Mal alles von vorn erklären."]
}

persona mia "Mia Öztürk" {
  type: customer
  needs: ["Tempo"]
  frustrations: ["Passwörter", "Muss am Telefon jedes Mal alles von vorn erklären"] // repeated-text
}
"#,
            good: r#"persona greta "Greta" {
  type: customer
  needs: ["Ruhe"]
  frustrations: ["Muss am Telefon jedes Mal alles von vorn erklären."]
}

persona mia "Mia Öztürk" {
  type: customer
  needs: ["Tempo"]
  frustrations: ["Passwörter", "Wird am Telefon nicht erkannt."]
}
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "channels:\n  desk:\n    type: store\ntouchpoints:\n  bar:\n    mission: Bring guests together.\n    promise: You never wait for more than five minutes.\n    channels: [desk]\n    medium: analog\n  front-desk:\n    mission: Give tired guests a room.\n    promise: You never wait for more than five minutes. # repeated-text\n    channels: [desk]\n    medium: analog\n",
            good: "channels:\n  desk:\n    type: store\ncompass:\n  no-waiting:\n    name: Nobody waits\n    type: principle\ntouchpoints:\n  bar:\n    mission: Bring guests together.\n    compass: [no-waiting]\n    channels: [desk]\n    medium: analog\n  front-desk:\n    mission: Give tired guests a room.\n    compass: [no-waiting]\n    channels: [desk]\n    medium: analog\n",
        },
    ],
    run,
};

/// Fields whose texts are alike by nature (a journey's need is one of its persona's), or are no sentences.
const ALIKE: &[&str] = &[
    "name",
    "aliases",
    "tags",
    "labels",
    "forbidden",
    "say_instead",
    "source",
    "legal_basis",
    "contact",
    "segment",
    "devices",
    "mission",
    "need",
    "needs",
    "intents",
    "goals",
    "set_by",
    "frequency",
    "training",
    "insight_path",
];

/// A text that was met, and how often it was met again.
struct Seen<'t, 'a> {
    first: &'t Text<'a>,
    second: Option<&'t Text<'a>>,
    others: usize,
}

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    let least = findings.number(&LEAST);
    let alike = Fields::of(&context.model.schema, ALIKE);
    let texts = context.prose().filter(|(text, words)| words.len() >= least && !alike.hold(text));
    let mut numbers: FxHashMap<u64, usize> = FxHashMap::default();
    let mut seen: Vec<Seen<'_, '_>> = Vec::new();
    for (text, words) in texts {
        let next = seen.len();
        let number = words.iter().fold(SEED, |number, word| tokens::beside(number, word.number));
        let at = *numbers.entry(number).or_insert(next);
        match seen.get_mut(at) {
            None => seen.push(Seen { first: text, second: None, others: 0 }),
            Some(known) if are_versions(known.first, text) || are_translations(known.first, text) => {}
            Some(known) if known.second.is_none() => known.second = Some(text),
            Some(known) => known.others += 1,
        }
    }
    for Seen { first, second, others } in seen {
        let Some(second) = second.filter(|second| naming::is_same(second.text, first.text)) else {
            continue;
        };
        let more = match others {
            0 => String::new(),
            1 => ", and so does one other text".to_owned(),
            others => format!(", and so do {others} other texts"),
        };
        let message =
            format!("{} says the same as {}{more}.", capitalized(&second.place(context)), first.place(context));
        let finding = findings
            .at(second.item.span, message)
            .label("written again")
            .related(first.item.span, "first written here");
        findings.push(finding.help(help(second)));
    }
}

/// Whether two texts are one field in two languages.
fn are_translations(one: &Text<'_>, other: &Text<'_>) -> bool {
    let same = one.element() == other.element() && one.key() == other.key();
    same && one.field.data.language != other.field.data.language
}

/// Whether two texts belong to one journey as it is and as it is to be.
fn are_versions(one: &Text<'_>, other: &Text<'_>) -> bool {
    let (one, other) = (one.element().root(), other.element().root());
    one.is("journey") && other.is("journey") && one.word("state") != other.word("state")
}

fn help(text: &Text<'_>) -> &'static str {
    match text.key() {
        "frustrations" | "fail_points" => {
            "make it a `pain`, written once, and refer to it from the steps where it hurts"
        }
        "promise" | "guardrails" | "freedoms" => {
            "make it a `compass` element of type `principle`, written once, and refer to it with `compass`"
        }
        "quote" | "thought" | "statement" => {
            "keep it in one `feedback` and refer to that with `evidence`, or quote something else here"
        }
        _ => "write it in one place and refer to it from the other, or say what is different here",
    }
}
