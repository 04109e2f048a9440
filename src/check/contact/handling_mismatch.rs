//! `handling-mismatch`: a contact treated otherwise than its values call for.

use super::super::{Check, Context, Example, Findings};
use super::shared::{flag, value, word};
use crate::diagnostic::words::capitalized;
use crate::diagnostic::{Diagnostic, Level};
use crate::model::{ElementRef, called_for, is_as_called_for};
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "handling-mismatch",
    level: Level::Warning,
    summary: "A contact is handled otherwise than its value for customer and company calls for",
    doc: "Bill Price, who ran customer service at Amazon, sorts contacts by what they are worth to the customer and to the company \
          (the Value-Irritant matrix). Worth something to both: seek the dialogue. To the customer alone: automate it, so that it \
          is there at any hour. To the company alone: simplify it, because people only put up with it. To nobody: remove its \
          cause. What people do by themselves on a website or in an app is automated by its nature, so there `automate` is right for \
          everything that customers value. A dialogue where nobody is there (`staffed: false`) is a mismatch too. Not everything that could be automated \
          should be: `handling_reason` says why a decision differs, and ends the finding. A warning, because the knowledge base \
          states both sides of the contradiction itself, and customers are on the receiving end of it.",
    parameters: &[],
    examples: &[
        Example { notation: Notation::Cx, bad: CX, good: CX_MENDED },
        Example { notation: Notation::Yaml, bad: YAML, good: YAML_MENDED },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for touchpoint in context.active("touchpoint").filter(|touchpoint| !touchpoint.says("handling_reason")) {
        let Some(handling) = touchpoint.word("handling") else { continue };
        let differs = is_as_called_for(touchpoint) == Some(false);
        findings.extend(match called_for(touchpoint).filter(|_| differs) {
            Some(other) => Some(mismatch(context, findings, touchpoint, handling, other)),
            _ if handling == "dialogue" => nobody_there(context, findings, touchpoint),
            _ => None,
        });
    }
}

fn mismatch(
    context: &Context<'_>,
    findings: &Findings<'_>,
    touchpoint: ElementRef<'_>,
    handling: &str,
    other: &str,
) -> Diagnostic {
    let message = format!(
        "{} is handled by {}, but its value for both sides calls for {}.",
        capitalized(&context.element(touchpoint)),
        word(context, touchpoint, "handling", handling),
        word(context, touchpoint, "handling", other)
    );
    let mut finding =
        at_handling(findings, touchpoint, message).label(format!("`{other}` would follow from the values"));
    for (key, whose) in [("customer_value", "value for the customer"), ("company_value", "value for the company")] {
        if let Some(span) = value(touchpoint, key) {
            finding = finding.related(span, whose);
        }
    }
    finding.help(format!("write `handling: {other}`, or say why it differs: `handling_reason: \"…\"`"))
}

fn nobody_there(context: &Context<'_>, findings: &Findings<'_>, touchpoint: ElementRef<'_>) -> Option<Diagnostic> {
    if flag(touchpoint, "staffed") != Some(false) {
        return None;
    }
    let message = format!(
        "{} is handled by {}, but there is nobody to talk to.",
        capitalized(&context.element(touchpoint)),
        word(context, touchpoint, "handling", "dialogue")
    );
    let finding = at_handling(findings, touchpoint, message).label("a dialogue needs a human being").help(
        "write `staffed: true` if somebody is there, or say how the dialogue comes about: `handling_reason: \"…\"`",
    );
    Some(match value(touchpoint, "staffed") {
        Some(span) => finding.related(span, "nobody is there"),
        None => finding,
    })
}

fn at_handling(findings: &Findings<'_>, touchpoint: ElementRef<'_>, message: String) -> Diagnostic {
    findings.at(value(touchpoint, "handling").unwrap_or(touchpoint.id_span()), message)
}

const CX: &str = r#"channel telefon "Telefon" {
  type: phone
}

touchpoint rueckruf "Rückruf nach Störung" {
  mission: "Nach einer Störung erklären, was war."
  channels: [telefon]
  medium: analog
  customer_value: high, company_value: high
  handling: automate // handling-mismatch
}

touchpoint hausbesuch "Beratung per Tonband" {
  mission: "Raten, welche Sorte schmeckt."
  channels: [telefon]
  medium: analog
  staffed: false
  customer_value: high, company_value: high
  handling: dialogue // handling-mismatch
}
"#;

const CX_MENDED: &str = r#"channel telefon "Telefon" {
  type: phone
}

touchpoint rueckruf "Rückruf nach Störung" {
  mission: "Nach einer Störung erklären, was war."
  channels: [telefon]
  medium: analog
  customer_value: high, company_value: high
  handling: automate
  handling_reason: "Die meisten möchten nachts eine Ansage und erst am Morgen ein Gespräch."
}

touchpoint hausbesuch "Beratung am Telefon" {
  mission: "Raten, welche Sorte schmeckt."
  channels: [telefon]
  medium: analog
  staffed: true
  customer_value: high, company_value: high
  handling: dialogue
}
"#;

const YAML: &str = r#"channels:
  web:
    type: web
touchpoints:
  sign-in-page:
    mission: Know who is there.
    channels: [web]
    medium: digital
    customer_value: low
    company_value: high
    handling: automate # handling-mismatch
"#;

const YAML_MENDED: &str = r#"channels:
  web:
    type: web
touchpoints:
  sign-in-page:
    mission: Know who is there.
    channels: [web]
    medium: digital
    customer_value: low
    company_value: high
    handling: simplify
"#;
