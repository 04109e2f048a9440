//! `empty-journey`: a journey without stages or a stage without steps.

use super::{Check, Context, Example, Findings};
use crate::diagnostic::Level;
use crate::diagnostic::words::capitalized;
use crate::model::ElementRef;
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "empty-journey",
    level: Level::Error,
    summary: "A journey has no stage, or a stage has no step",
    doc: "A journey is worth having when all steps of the person are on it; one without steps is a title. A journey that is still \
          being written says `status: draft`, and then this is a warning.",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"persona mia "Mia" {
  type: customer
  needs: ["Coffee before the last capsule is gone"]
}

journey reorder "Order capsules again" { // empty-journey
  personas: [mia]
  need: "Coffee before the last capsule is gone."
}
"#,
            good: r#"persona mia "Mia" {
  type: customer
  needs: ["Coffee before the last capsule is gone"]
}

journey reorder "Order capsules again" {
  personas: [mia]
  need: "Coffee before the last capsule is gone."
  stage "Notice" {
    step "Count the capsules" {
    }
  }
}
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "personas:\n  mia:\n    type: customer\n    needs: [Coffee]\njourneys:\n  reorder:\n    personas: [mia]\n    need: Coffee in time.\n    stages:\n      - name: Notice # empty-journey\n",
            good: "personas:\n  mia:\n    type: customer\n    needs: [Coffee]\njourneys:\n  reorder:\n    personas: [mia]\n    need: Coffee in time.\n    stages:\n      - name: Notice\n        steps:\n          - name: Count the capsules\n",
        },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for element in context.model.elements() {
        let missing = match element.kind().name.as_ref() {
            "journey" => "stage",
            "stage" => "step",
            _ => continue,
        };
        // Where something inside could not be read, it may well be what is missing here.
        if element.children().next().is_none() && !context.has_fault_in(element.span()) {
            report(context, element, missing, findings);
        }
    }
}

fn report(context: &Context<'_>, element: ElementRef<'_>, missing: &str, findings: &mut Findings<'_>) {
    let message = format!("{} has no {missing}.", capitalized(&context.element(element)));
    let help = format!(
        "add a {missing}, `{missing} \"…\" {{ … }}` (in YAML `{missing}s:` with a list), or set `status: draft` while it is being written"
    );
    let mut finding = findings.at(element.id_span(), message).label(format!("no {missing} in it")).help(help);
    if element.is_draft() {
        finding.level = finding.level.max(Level::Warning);
    }
    findings.push(finding);
}
