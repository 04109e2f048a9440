//! `placeholder`: text that waits to be written.

use std::ops::Range;

use aho_corasick::AhoCorasick;
use rustc_hash::FxHashSet;

use super::super::{Check, Context, Default, Example, Findings, Parameter, Within};
use super::texts::Text;
use super::tokens;
use crate::diagnostic::Level;
use crate::diagnostic::words::short;
use crate::schema::{FieldId, KindId, Schema};
use crate::syntax::Notation;

static ANYWHERE: Parameter = Parameter {
    name: "anywhere",
    doc: "Words that no finished text holds, in exactly this spelling.",
    default: Default::Texts(&[
        "lorem ipsum",
        "Lorem ipsum",
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        "TBD",
        "tbd",
        "XXX",
        "xxx",
    ]),
};

static WHOLE: Parameter = Parameter {
    name: "whole",
    doc: "Texts that say nothing when they are all that is written; those of more than three letters in any spelling.",
    default: Default::Texts(&[
        "…",
        "?",
        "-",
        "n/a",
        "k. a.",
        "Blindtext",
        "Mustertext",
        "Platzhalter",
        "Beschreibung hier",
        "Hier Text einfügen",
        "Hier steht Text",
        "Neuer Text",
        "placeholder",
        "Description here",
        "Text goes here",
        "Insert text here",
        "Your text here",
        "Click to edit",
        "Untitled",
        "Ohne Titel",
    ]),
};

pub(super) static CHECK: Check = Check {
    name: "placeholder",
    level: Level::Warning,
    summary: "A text is still the placeholder of a template",
    doc: "`tbd`, `lorem ipsum`, `Persona name`: what stands in for a text is published like one, and readers take the rest of \
          the page for unfinished too. Found in public bases: personas called `Persona name`, copied from a template and never \
          filled. Also found is a text that only repeats what its field is called. Drafts are excused, for they are the place \
          for this; it is a warning because the page is offered to readers as finished. Code in Markdown is not looked at.",
    parameters: &[&ANYWHERE, &WHOLE],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"persona gast "Name der Persona" { // placeholder
  type: customer
  needs: ["Ruhe beim Frühstück", "xxx"] // placeholder
  description: """
    Kommt jedes Jahr wieder.

    Was sie ärgert: tbd, siehe `tbd`-Liste. // placeholder
    """
}

touchpoint empfang "Empfang" {
  mission: "…" // placeholder
  channels: [haus]
  medium: analog
}

channel haus "Haus" {
  type: store
}
"#,
            good: r#"persona gast "Greta, die Stammgästin" {
  type: customer
  needs: ["Ruhe beim Frühstück"]
  description: """
    Kommt jedes Jahr wieder.

    Was sie ärgert, steht in der `tbd`-Liste.
    """
}

touchpoint empfang "Empfang" {
  status: draft
  mission: "…"
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
            bad: "teams:\n  desk:\n    name: Front desk\n    summary: Lorem ipsum dolor sit amet. # placeholder\n    contact: Contact # placeholder\n",
            good: "teams:\n  desk:\n    name: Front desk\n    summary: Welcomes guests at any hour.\n",
        },
    ],
    run,
};

/// A text is a placeholder whatever others say.
pub(in crate::check) static WITHIN: Within = Within { check: &CHECK, run: within };

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    within(context, context.model.numbers(), findings);
}

fn within(context: &Context<'_>, numbers: Range<u32>, findings: &mut Findings<'_>) {
    let known = Known::new(context, findings);
    for text in context.texts_of(numbers) {
        let Some(range) = known.find(text) else { continue };
        let found = text.text.get(range.clone()).unwrap_or_default();
        let message = match range.len() == text.text.len() {
            true => format!("{} still says `{}`, which is a placeholder.", capital(&text.place(context)), short(found)),
            false => format!("{} holds `{}`, which is a placeholder.", capital(&text.place(context)), short(found)),
        };
        let finding = findings.at(text.places(context).span(range), message).label("to be written");
        findings.push(finding.help("write it, leave it out, or set `status: draft` until it is written"));
    }
}

/// A field in backticks begins a sentence as it is.
fn capital(place: &str) -> String {
    crate::diagnostic::words::capitalized(place)
}

/// Every placeholder.
struct Known {
    /// Phrases as their words.
    anywhere: Vec<Vec<String>>,
    /// Finds the first words of these.
    first: Option<AhoCorasick>,
    whole: FxHashSet<u64>,
    /// What repeats the name of a field.
    of_fields: FxHashSet<(KindId, FieldId, u64)>,
    /// Texts of signs and of very few letters, in this spelling.
    signs: Vec<String>,
}

impl Known {
    fn new(context: &Context<'_>, findings: &Findings<'_>) -> Known {
        let split = |phrase: String| phrase.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let anywhere: Vec<Vec<String>> = findings.texts(&ANYWHERE).into_iter().map(split).collect();
        // Without phrases nothing is found; more of them than any machine could hold are no list of words.
        let first = AhoCorasick::new(anywhere.iter().filter_map(|phrase| phrase.first())).ok();
        // In any spelling, `n/a` would be the North of America, too.
        let is_long = |text: &String| text.chars().filter(|c| c.is_alphanumeric()).count() > 3;
        let (words, signs): (Vec<String>, Vec<String>) = findings.texts(&WHOLE).into_iter().partition(is_long);
        let whole = words.iter().map(|text| tokens::folded(text)).collect();
        Known { anywhere, first, whole, of_fields: of_fields(&context.model.schema), signs }
    }

    /// Where the placeholder in a text stands.
    fn find(&self, text: &Text<'_>) -> Option<Range<usize>> {
        let is_whole = text.text.len() <= 80 && self.is_whole(text);
        if is_whole { Some(0..text.text.len()) } else { self.find_in(text) }
    }

    fn is_whole(&self, text: &Text<'_>) -> bool {
        let folded = tokens::folded(text.text);
        if text.text.len() <= 12 && self.signs.contains(&text.text.to_lowercase().replace("...", "…")) {
            return true;
        }
        let field = (text.element().kind_id(), text.field.data.field, folded);
        self.whole.contains(&folded) || self.of_fields.contains(&field)
    }

    fn find_in(&self, text: &Text<'_>) -> Option<Range<usize>> {
        let (mut ticks, mut counted) = (0, 0);
        let places = self.first.iter().flat_map(|first| first.find_iter(text.text.as_str())).map(|found| found.start());
        for at in places.filter(|at| tokens::may_begin_at(text.text, *at)) {
            let rest = || tokens::words(text.text.get(at..).unwrap_or_default());
            let rest = || rest().map(|next| at + next.start..at + next.end);
            let found = self.anywhere.iter().find_map(|phrase| matched(phrase, rest(), text.text));
            let Some(range) = found else { continue };
            // Between backticks stands code.
            ticks += text.text.get(counted..range.start).map_or(0, |between| between.matches('`').count());
            counted = range.start;
            if !text.is_markdown() || ticks % 2 == 0 {
                return Some(range);
            }
        }
        None
    }
}

/// The place of `phrase`, if `words` begin with it.
fn matched(phrase: &[String], words: impl Iterator<Item = Range<usize>>, text: &str) -> Option<Range<usize>> {
    let mut place: Option<Range<usize>> = None;
    let mut words = words;
    for expected in phrase {
        let word = words.next().filter(|word| text.get(word.clone()) == Some(expected.as_str()))?;
        place = Some(place.map_or(word.start, |place| place.start)..word.end);
    }
    place
}

/// For every field that an author fills, the texts that only say what it is called.
fn of_fields(schema: &Schema) -> FxHashSet<(KindId, FieldId, u64)> {
    let mut texts = FxHashSet::default();
    for (id, kind) in schema.kinds() {
        for (at, field) in kind.fields.iter().enumerate() {
            let mut add = |text: &str| texts.extend([(id, FieldId(at as u16), tokens::folded(text))]);
            add(&field.label.en);
            add(&field.label.de);
            for (kind, label) in [(&kind.label.en, &field.label.en), (&kind.label.de, &field.label.de)] {
                add(&format!("{kind} {label}"));
                for of in ["der", "des", "of the", "of"] {
                    add(&format!("{label} {of} {kind}"));
                }
                if field.key == "name" {
                    add(kind);
                    ["Neue", "Neuer", "New", "Name"].iter().for_each(|word| add(&format!("{word} {kind}")));
                }
            }
        }
    }
    texts
}
