//! `last-mile`: the end of a journey that nobody has looked at.

use super::super::{Check, Context, Example, Findings};
use crate::diagnostic::words::capitalized;
use crate::diagnostic::{Diagnostic, Level};
use crate::model::{Datum, ElementRef};
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "last-mile",
    level: Level::Hint,
    summary: "A journey has no outcome, or nobody says how its last step feels",
    doc: "People judge an experience by its peak and its end, as Kahneman's experiments showed (the peak-end rule, 1993), and the last \
          mile is where promises are kept or broken. So a journey should say in `outcome` how the person recognises that her need \
          is met, and its last step should have an `emotion` where any other has. The last step is the last one that people cannot \
          leave out; one that goes through another journey is judged there.\n\n\
          It is a hint, and asks for the feeling at the end only where a feeling is written elsewhere: a young base draws the way \
          first.",
    parameters: &[],
    examples: &[
        Example { notation: Notation::Cx, bad: CX, good: CX_MENDED },
        Example { notation: Notation::Yaml, bad: YAML, good: YAML_MENDED },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for journey in context.active("journey") {
        let steps = journey.steps();
        if !steps.is_empty() && !journey.says("outcome") {
            findings.push(without_outcome(context, findings, journey));
        }
        if let Some(last) = last(&steps).filter(|last| !last.says("emotion") && !last.says("journey"))
            && steps.iter().any(|step| step.says("emotion"))
        {
            findings.push(without_emotion(context, findings, last));
        }
    }
}

/// The last step that cannot be left out; of steps that all can, the last.
fn last<'m>(steps: &[ElementRef<'m>]) -> Option<ElementRef<'m>> {
    steps.iter().rev().find(|step| !is_optional(**step)).or(steps.last()).copied()
}

fn is_optional(step: ElementRef<'_>) -> bool {
    let field = step.field("optional");
    field.is_some_and(|field| field.items().any(|item| matches!(item.datum, Datum::Bool(true))))
}

fn without_outcome(context: &Context<'_>, findings: &Findings<'_>, journey: ElementRef<'_>) -> Diagnostic {
    let message = format!(
        "{} has no {}, so nobody can tell whether it ends well.",
        capitalized(&context.element(journey)),
        context.named("journey", "outcome")
    );
    let need = journey.text("need").map(|need| format!(" (the need is \"{need}\")")).unwrap_or_default();
    let help = format!("say how the person recognises that her need is met{need}: `outcome: \"…\"`");
    findings.at(journey.id_span(), message).label("no `outcome` in it").help(help)
}

fn without_emotion(context: &Context<'_>, findings: &Findings<'_>, last: ElementRef<'_>) -> Diagnostic {
    let message = format!(
        "Nobody says how {} ends: its last step `{}` has no {}.",
        context.element(last.root()),
        last.name(),
        context.named("step", "emotion")
    );
    let help = "say how the step feels, from -2 to 2: `emotion: 1`";
    findings.at(last.id_span(), message).label("no `emotion` in it").help(help)
}

const CX: &str = r#"persona marlene "Marlene, die Sparsame" {
  type: customer
  needs: ["Verständliche Preise"]
}

journey rechnung "Eine Rechnung klären" { // last-mile
  personas: [marlene]
  need: "Verstehen, wofür ich zahle."
  stage "Nachfragen" {
    step "Den Posten lesen" {
      emotion: -1
    }
    step "Die berichtigte Rechnung abheften" { // last-mile
    }
    step "Davon erzählen" {
      optional: true
    }
  }
}
"#;

const CX_MENDED: &str = r#"persona marlene "Marlene, die Sparsame" {
  type: customer
  needs: ["Verständliche Preise"]
}

journey rechnung "Eine Rechnung klären" {
  personas: [marlene]
  need: "Verstehen, wofür ich zahle."
  outcome: "Der Betrag ist erklärt oder erstattet, schriftlich."
  stage "Nachfragen" {
    step "Den Posten lesen" {
      emotion: -1
    }
    step "Die berichtigte Rechnung abheften" {
      emotion: 1
    }
    step "Davon erzählen" {
      optional: true
    }
  }
}
"#;

const YAML: &str = r#"personas:
  ellie:
    type: customer
    needs: [To know what comes next]
journeys:
  pay-a-fee: # last-mile
    personas: [ellie]
    need: To pay once and be done.
    stages:
      - name: Pay
        steps:
          - name: Type the card number
"#;

const YAML_MENDED: &str = r#"personas:
  ellie:
    type: customer
    needs: [To know what comes next]
journeys:
  pay-a-fee:
    personas: [ellie]
    need: To pay once and be done.
    outcome: A receipt is in the mailbox.
    stages:
      - name: Pay
        steps:
          - name: Type the card number
"#;
