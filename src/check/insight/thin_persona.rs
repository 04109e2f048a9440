//! `thin-persona`: a persona in use that is only assumed, or of whom nobody knows what she sets out to do.

use super::super::{Check, Context, Example, Findings};
use super::shared::choice;
use crate::diagnostic::words::capitalized;
use crate::diagnostic::{Diagnostic, Level};
use crate::model::ElementRef;
use crate::schema::Kinds;
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "thin-persona",
    level: Level::Hint,
    summary: "A persona in use rests on an assumption, or has no intents",
    doc: "Personas were introduced by Alan Cooper (1999) as people with goals, found by research. Two things make one thin: that \
          she is made up, and that she has needs like everybody but no intents, so that nobody recognises her when she calls. Such \
          personas decorate slides and decide nothing. Reported are personas in use with `basis: assumption` and no `evidence`, \
          and those without `intents`.\n\n\
          It is a hint: a first persona may well be assumed, and `status: draft` says that she still is a sketch.",
    parameters: &[],
    examples: &[
        Example { notation: Notation::Cx, bad: CX, good: CX_MENDED },
        Example { notation: Notation::Yaml, bad: YAML, good: YAML_MENDED },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for persona in context.active("persona") {
        findings.extend(assumed(context, findings, persona));
        if !persona.says("intents") {
            findings.push(without_intents(context, findings, persona));
        }
    }
}

fn assumed(context: &Context<'_>, findings: &Findings<'_>, persona: ElementRef<'_>) -> Option<Diagnostic> {
    let basis = persona.field("basis").filter(|basis| basis.word() == Some("assumption"))?;
    if persona.says("evidence") {
        return None;
    }
    let message = format!("{} is in use, but only assumed.", capitalized(&context.element(persona)));
    let studies = context.some_of(&Kinds::Fixed(&["study"]));
    let found = match studies.first() {
        Some(first) => format!(", such as `evidence: [{first}]`{}", choice(&studies)),
        None => " in `evidence`".to_owned(),
    };
    let help = format!(
        "talk to people like this, name the study{found} and set `basis: mixed`; or set `status: draft` until then"
    );
    Some(findings.at(basis.data.value, message).label("not from research").help(help))
}

fn without_intents(context: &Context<'_>, findings: &Findings<'_>, persona: ElementRef<'_>) -> Diagnostic {
    let message = format!(
        "{} has no {}, so nobody recognises such people in daily work.",
        capitalized(&context.element(persona)),
        context.named("persona", "intents")
    );
    let help = "say what such people set out to do when they turn to you: `intents: [\"…\"]`";
    findings.at(persona.id_span(), message).label("no `intents` in it").help(help)
}

const CX: &str = r#"persona jörg "Jörg, der Gründliche" { // thin-persona
  type: customer
  needs: ["Unterlagen auf Papier"]
  basis: assumption // thin-persona
}

persona tom "Tom Reilly" {
  type: prospect
  status: draft
  needs: ["Ein ehrlicher Gesamtpreis"]
  basis: assumption
}
"#;

const CX_MENDED: &str = r#"method gespräch "Leitfadengespräch" {
  purpose: "Gründe verstehen, nicht Häufigkeiten zählen."
}

study gespräche-entkalken "Gespräche über das Entkalken" {
  method: gespräch
  at: 2026-02-12
  sample: 18
}

persona jörg "Jörg, der Gründliche" {
  type: customer
  needs: ["Unterlagen auf Papier"]
  intents: ["Die Maschine zehn Jahre behalten"]
  basis: mixed
  evidence: [gespräche-entkalken]
}
"#;

const YAML: &str = r#"personas:
  ellie: # thin-persona
    type: customer
    needs: [To know what comes next]
    basis: research
  marcus:
    type: customer
    needs: [A date he can tell his employer]
    intents: [Drive a van for work]
    basis: assumption # thin-persona
"#;

const YAML_MENDED: &str = r#"personas:
  ellie:
    type: customer
    needs: [To know what comes next]
    intents: [Pass before she leaves for university]
    basis: research
  marcus:
    type: customer
    status: draft
    needs: [A date he can tell his employer]
    intents: [Drive a van for work]
    basis: assumption
"#;
