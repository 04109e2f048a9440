//! `emotion-without-evidence`: feelings on the map of today that nobody has asked anyone about.

use super::super::{Check, Context, Example, Findings};
use super::shared::choice;
use crate::diagnostic::{Diagnostic, Level};
use crate::model::ElementRef;
use crate::schema::Kinds;
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "emotion-without-evidence",
    level: Level::Hint,
    summary: "A journey of today shows feelings that rest on nothing",
    doc: "A map of how things are is a claim about real people. Its emotion curve looks like a measurement even where a workshop has \
          guessed it, and decisions are taken by it; practitioners name lack of real evidence as the first reason why maps are \
          not used. CJML, a modelling language for journeys from SINTEF, allows feelings only in journeys that were observed. So a \
          journey with `state: as_is` and emotions should have `basis: research` or `basis: mixed`, or name its `evidence`; a \
          `source` will do as long as it does not stand beside `basis: assumption`.\n\n\
          It is a hint: an assumption that is marked as one is honest, and a good place to start asking.",
    parameters: &[],
    examples: &[
        Example { notation: Notation::Cx, bad: CX, good: CX_MENDED },
        Example { notation: Notation::Yaml, bad: YAML, good: YAML_MENDED },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    let today = context.active("journey").filter(|journey| journey.word("state") == Some("as_is"));
    for journey in today.filter(|journey| !is_grounded(*journey)) {
        if let Some(step) = journey.steps().into_iter().find(|step| step.says("emotion")) {
            findings.push(describe(context, findings, journey, step));
        }
    }
}

fn is_grounded(journey: ElementRef<'_>) -> bool {
    let by_basis = match journey.field("basis") {
        None => journey.says("source"),
        Some(basis) => basis.word() != Some("assumption"),
    };
    by_basis || journey.says("evidence")
}

fn describe(
    context: &Context<'_>,
    findings: &Findings<'_>,
    journey: ElementRef<'_>,
    step: ElementRef<'_>,
) -> Diagnostic {
    let assumed = if journey.says("basis") { "are an assumption" } else { "rest on nothing that is named" };
    let message = format!("The feelings in {}, a journey of today, {assumed}.", context.element(journey));
    let place = journey.field("basis").map_or(journey.id_span(), |basis| basis.data.value);
    let finding = findings.at(place, message).label("no evidence for the feelings");
    let finding = match step.field("emotion") {
        Some(emotion) => finding.related(emotion.data.key, "the first one"),
        None => finding,
    };
    finding.help(help(context))
}

fn help(context: &Context<'_>) -> String {
    let studies = context.some_of(&Kinds::Fixed(&["study"]));
    match studies.first() {
        Some(first) => {
            format!("name what they rest on, such as `evidence: [{first}]`{}, or go and ask", choice(&studies))
        }
        None => "go and ask, write it down as a `study` or `feedback`, and name it in `evidence`".to_owned(),
    }
}

const CX: &str = r#"persona jana "Jana, die Eilige" {
  type: customer
  needs: ["Nachschub, bevor er fehlt"]
}

journey nachbestellen "Kapseln nachbestellen" { // emotion-without-evidence
  personas: [jana]
  need: "Kaffee im Haus, bevor der Vorrat zu Ende ist."
  state: as_is
  stage "Bedarf" {
    step "Vorrat prüfen" {
      emotion: -1
    }
  }
}
"#;

const CX_MENDED: &str = r#"persona jana "Jana, die Eilige" {
  type: customer
  needs: ["Nachschub, bevor er fehlt"]
}

method tagebuch "Tagebuchstudie" {
  purpose: "Gewohnheiten sehen, die im Gespräch niemand erwähnt."
}

study tagebuch-morgen "Tagebuch Morgenkaffee" {
  method: tagebuch
  at: 2026-03-20
}

journey nachbestellen "Kapseln nachbestellen" {
  personas: [jana]
  need: "Kaffee im Haus, bevor der Vorrat zu Ende ist."
  state: as_is
  evidence: [tagebuch-morgen]
  stage "Bedarf" {
    step "Vorrat prüfen" {
      emotion: -1
    }
  }
}
"#;

const YAML: &str = r#"personas:
  ellie:
    type: customer
    needs: [To know what comes next]
journeys:
  take-the-test:
    personas: [ellie]
    need: To be judged fairly.
    state: as_is
    basis: assumption # emotion-without-evidence
    source: Workshop of 3 November
    stages:
      - name: Drive
        steps:
          - name: Wait for the examiner
            emotion: 1
"#;

const YAML_MENDED: &str = r#"personas:
  ellie:
    type: customer
    needs: [To know what comes next]
journeys:
  take-the-test:
    personas: [ellie]
    need: To be judged fairly.
    state: as_is
    basis: mixed
    source: Workshop of 3 November and twelve talks after the test
    stages:
      - name: Drive
        steps:
          - name: Wait for the examiner
            emotion: 1
"#;
