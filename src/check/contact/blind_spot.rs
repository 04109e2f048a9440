//! `blind-spot`: a touchpoint that people meet and nobody measures.

use super::super::{Check, Context, Example, Findings};
use super::shared::{example, is_run_by_others, is_to_be, named, pasted, place, signatures, steps_to, wholes};
use crate::diagnostic::Level;
use crate::diagnostic::words::capitalized;
use crate::model::ElementRef;
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "blind-spot",
    level: Level::Hint,
    summary: "People meet a touchpoint on their journey, but no metric tells how it does",
    doc: "Companies measure where measuring is easy, in the call centre first of all, and are blind in between. What nobody measures \
          gets worse unnoticed, and the journey is judged by the rest. Asked of touchpoints on journeys that people go today. The \
          metrics of a signature interaction there count, and so do those of a larger touchpoint of which this one is a part. What \
          belongs to the public alone (`control: earned`) or to a community is left out. A hint, because a young knowledge base \
          describes first and measures later.",
    parameters: &[],
    examples: &[
        Example { notation: Notation::Cx, bad: CX, good: CX_MENDED },
        Example { notation: Notation::Yaml, bad: YAML, good: YAML_MENDED },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    let metrics = pasted(context, "metric", |_| true).map(|ids| format!("`metrics: {ids}`"));
    for touchpoint in context.active("touchpoint") {
        if is_run_by_others(touchpoint) || is_measured(touchpoint) {
            continue;
        }
        let Some(step) = steps_to(touchpoint).find(|step| !is_to_be(*step)) else { continue };
        let message = format!(
            "{} is met on a journey, but has no {}.",
            capitalized(&context.element(touchpoint)),
            named(context, touchpoint, "metrics")
        );
        let line = metrics.clone().unwrap_or_else(|| example(touchpoint, "metrics"));
        let finding = findings.at(place(touchpoint, "metrics"), message).label("nobody measures how it does");
        findings.push(
            finding
                .related(step.id_span(), "people meet it here")
                .help(format!("name what would tell that it does well, such as {line}")),
        );
    }
}

fn is_measured(touchpoint: ElementRef<'_>) -> bool {
    touchpoint.says("metrics")
        || signatures(touchpoint).next().is_some()
        || wholes(touchpoint).any(|whole| whole.says("metrics"))
}

const CX: &str = r#"channel telefon "Telefon" {
  type: phone
}

persona eilige-einkaeuferin "Eilige Einkäuferin" {
  type: customer
  needs: ["Nachschub, bevor er fehlt"]
}

metric erstloesung "Erstlösungsquote" {
  class: performance
  method: rate
  unit: percent
}

touchpoint hotline "Service-Hotline" { // blind-spot
  mission: "Ein Anliegen in einem Gespräch lösen."
  channels: [telefon]
  medium: analog
}

journey hilfe-bekommen "Hilfe bekommen" {
  personas: [eilige-einkaeuferin]
  need: "Eine klare Auskunft."
  stage "Nachfragen" {
    step "Anrufen" { touchpoint: hotline }
  }
}
"#;

const CX_MENDED: &str = r#"channel telefon "Telefon" {
  type: phone
}

persona eilige-einkaeuferin "Eilige Einkäuferin" {
  type: customer
  needs: ["Nachschub, bevor er fehlt"]
}

metric erstloesung "Erstlösungsquote" {
  class: performance
  method: rate
  unit: percent
}

touchpoint hotline "Service-Hotline" {
  mission: "Ein Anliegen in einem Gespräch lösen."
  channels: [telefon]
  medium: analog
  metrics: [erstloesung]
}

journey hilfe-bekommen "Hilfe bekommen" {
  personas: [eilige-einkaeuferin]
  need: "Eine klare Auskunft."
  stage "Nachfragen" {
    step "Anrufen" { touchpoint: hotline }
  }
}
"#;

const YAML: &str = r#"channels:
  counter:
    type: store
personas:
  jo:
    type: customer
    needs: [To get a form without a printer]
touchpoints:
  branch-counter:
    mission: Hand out the form and say how to fill it in.
    channels: [counter]
    medium: analog
    metrics: [] # blind-spot
journeys:
  apply-on-paper:
    personas: [jo]
    need: A licence without a computer.
    stages:
      - name: Begin
        steps:
          - name: Fetch the form
            touchpoint: branch-counter
"#;

const YAML_MENDED: &str = r#"channels:
  counter:
    type: store
personas:
  jo:
    type: customer
    needs: [To get a form without a printer]
metrics:
  forms-right-first-time:
    class: performance
    method: rate
    unit: percent
touchpoints:
  branch-counter:
    mission: Hand out the form and say how to fill it in.
    channels: [counter]
    medium: analog
    metrics: [forms-right-first-time]
journeys:
  apply-on-paper:
    personas: [jo]
    need: A licence without a computer.
    stages:
      - name: Begin
        steps:
          - name: Fetch the form
            touchpoint: branch-counter
"#;
