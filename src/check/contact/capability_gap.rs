//! `capability-gap`: a step that asks more of the company than it can do.

use super::super::{Check, Context, Example, Findings};
use super::shared::{is_to_be, referring, value};
use crate::check::context::is_active;
use crate::diagnostic::words::capitalized;
use crate::diagnostic::{Diagnostic, Level};
use crate::model::{Datum, ElementRef, Item, Key};
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "capability-gap",
    level: Level::Hint,
    summary: "A step requires more of a capability than the company has of it",
    doc: "Who maps what customers need has to hold it against what the company is able to do: each gap is a promise that the next \
          person breaks. A gap that somebody is closing is not reported: when an opportunity addresses the step, or when the \
          capability and an opportunity or initiative link to each other (`[[initiative]]` in the description). Journeys that are \
          yet to be are left out, because their gaps are the plan. A hint, because writing a gap down is the first honest step.",
    parameters: &[],
    examples: &[
        Example { notation: Notation::Cx, bad: CX, good: CX_MENDED },
        Example { notation: Notation::Yaml, bad: YAML, good: YAML_MENDED },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    let such_as = context.active("initiative").next().map(|some| format!(", such as `[[{}]]`", some.key()));
    for step in context.active("step") {
        let Some(requires) = step.field("requires") else { continue };
        if is_to_be(step) || referring(step, "opportunity", "addresses").next().is_some() {
            continue;
        }
        for (key, item) in requires.entries() {
            let Key::Reference(reference) = key else { continue };
            let reference = step.reference(*reference);
            let capability = reference.target().filter(|capability| is_active(*capability));
            findings.extend(capability.and_then(|capability| {
                gap(context, findings, [step, capability], item, such_as.as_deref().unwrap_or_default())
            }));
        }
    }
}

fn gap(
    context: &Context<'_>,
    findings: &Findings<'_>,
    [step, capability]: [ElementRef<'_>; 2],
    item: &Item,
    such_as: &str,
) -> Option<Diagnostic> {
    let Datum::Integer(needed) = item.datum else { return None };
    let level = capability.integer("level").filter(|level| *level < needed)?;
    if is_being_closed(capability) {
        return None;
    }
    let message = format!(
        "{} requires level {needed} of {}, which has level {level}.",
        capitalized(&context.element(step)),
        context.element(capability)
    );
    let finding = findings.at(item.span, message).label(format!("{needed} is needed"));
    let finding = match value(capability, "level") {
        Some(place) => finding.related(place, format!("{level} is what there is")),
        None => finding,
    };
    Some(finding.help(format!(
        "let an opportunity address `{}`, link the initiative that closes the gap in the description of the capability{such_as}, \
         or lower what the step promises",
        step.address()
    )))
}

/// Whether an initiative or an opportunity that is not over is linked with the capability, in either direction.
fn is_being_closed(capability: ElementRef<'_>) -> bool {
    let named = capability.references().filter_map(|reference| reference.target());
    let naming = capability.backlinks().map(|reference| reference.from());
    named.chain(naming).any(|other| (other.is("initiative") || other.is("opportunity")) && other.status() != "retired")
}

const CX: &str = r#"persona herbert "Herbert Göbel" {
  type: customer
  needs: ["Wieder Kaffee am Morgen"]
}

capability ferndiagnose "Fehler aus der Ferne finden" {
  level: 2
}

journey ausfall "Die Maschine fällt aus" {
  personas: [herbert]
  need: "Wieder Kaffee."
  stage "Hilfe" {
    step "Erklären, was geschah" {
      requires: { ferndiagnose: 4 } // capability-gap
    }
  }
}
"#;

const CX_MENDED: &str = r#"persona herbert "Herbert Göbel" {
  type: customer
  needs: ["Wieder Kaffee am Morgen"]
}

capability ferndiagnose "Fehler aus der Ferne finden" {
  level: 2
}

pain morgens-ohne-kaffee "Morgens ohne Kaffee" {
  cause: process
  severity: 5
}

opportunity hebel-ferndiagnose "Maschinendaten am Telefon sehen" {
  addresses: [ausfall.erklaeren-was-geschah]
  need: "Nicht raten müssen, was der Maschine fehlt."
}

journey ausfall "Die Maschine fällt aus" {
  personas: [herbert]
  need: "Wieder Kaffee."
  stage "Hilfe" {
    step "Erklären, was geschah" {
      requires: { ferndiagnose: 4 }
      pains: [morgens-ohne-kaffee]
    }
  }
}
"#;

const YAML: &str = r#"personas:
  rohan:
    type: customer
    needs: [An examiner who signs]
capabilities:
  sign-language:
    level: 1
journeys:
  take-the-test:
    personas: [rohan]
    need: A fair test.
    stages:
      - name: Drive
        steps:
          - name: Follow directions
            requires: { sign-language: 3 } # capability-gap
"#;

const YAML_MENDED: &str = r#"personas:
  rohan:
    type: customer
    needs: [An examiner who signs]
capabilities:
  sign-language:
    level: 3
journeys:
  take-the-test:
    personas: [rohan]
    need: A fair test.
    stages:
      - name: Drive
        steps:
          - name: Follow directions
            requires: { sign-language: 3 }
"#;
