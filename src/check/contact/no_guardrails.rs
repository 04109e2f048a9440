//! `no-guardrails`: people who serve customers without rules, or without room to decide.

use super::super::{Check, Context, Example, Findings};
use super::shared::{all_named, example, flag, is_run_by_others, place, signatures, value, wholes};
use crate::diagnostic::Level;
use crate::diagnostic::words::capitalized;
use crate::model::ElementRef;
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "no-guardrails",
    level: Level::Hint,
    summary: "Staff at a touchpoint have no guardrails, or no freedoms",
    doc: "Experience design gives the people who serve both: a few rules that always hold, and what they may decide without asking. \
          Rules alone make them read from a script, freedom alone leaves them alone. Asked of touchpoints with `staffed: true`. \
          What a signature interaction there says counts, and so does what holds for a larger touchpoint of which this one is a \
          part. A touchpoint that a community or the public runs is left out. A hint, because both can be added later.",
    parameters: &[],
    examples: &[
        Example { notation: Notation::Cx, bad: CX, good: CX_MENDED },
        Example { notation: Notation::Yaml, bad: YAML, good: YAML_MENDED },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for touchpoint in context.active("touchpoint") {
        if flag(touchpoint, "staffed") != Some(true) || is_run_by_others(touchpoint) {
            continue;
        }
        let missing: Vec<&str> =
            ["guardrails", "freedoms"].into_iter().filter(|key| !is_given(touchpoint, key)).collect();
        let Some(first) = missing.first() else { continue };
        let message = format!(
            "{} is staffed, but has no {}.",
            capitalized(&context.element(touchpoint)),
            all_named(context, touchpoint, &missing, "or")
        );
        let lines = missing.iter().map(|key| example(touchpoint, key)).collect::<Vec<_>>().join(" and ");
        let finding =
            findings.at(place(touchpoint, first), message).label("what always holds, and what may staff decide?");
        let finding =
            finding.help(format!("ask the people who work there, and write down what they say, such as {lines}"));
        findings.push(match value(touchpoint, "staffed") {
            Some(span) => finding.related(span, "somebody serves people here"),
            None => finding,
        });
    }
}

/// Whether a field is said of the touchpoint, of a signature interaction there, or of what it is a part of.
fn is_given(touchpoint: ElementRef<'_>, key: &str) -> bool {
    touchpoint.says(key)
        || signatures(touchpoint).any(|signature| signature.says(key))
        || wholes(touchpoint).any(|whole| whole.says(key))
}

const CX: &str = r#"channel telefon "Telefon" {
  type: phone
}

touchpoint hotline "Service-Hotline" { // no-guardrails
  mission: "Ein Anliegen in einem Gespräch lösen."
  channels: [telefon]
  medium: analog
  staffed: true
}
"#;

const CX_MENDED: &str = r#"channel telefon "Telefon" {
  type: phone
}

touchpoint hotline "Service-Hotline" {
  mission: "Ein Anliegen in einem Gespräch lösen."
  channels: [telefon]
  medium: analog
  staffed: true
  guardrails: ["Nie ein zweites Mal nach der Kundennummer fragen."]
  freedoms: ["Bis 30 € Kulanz ohne Rückfrage."]
}
"#;

const YAML: &str = r#"channels:
  counter:
    type: store
touchpoints:
  information-desk: # no-guardrails
    mission: Send nobody away without an answer.
    channels: [counter]
    medium: analog
    staffed: true
    guardrails: [Greet people before they have to wave.]
"#;

const YAML_MENDED: &str = r#"channels:
  counter:
    type: store
touchpoints:
  information-desk:
    mission: Send nobody away without an answer.
    channels: [counter]
    medium: analog
    staffed: true
    guardrails: [Greet people before they have to wave.]
    freedoms: [Walk along if the way is hard to find.]
"#;
