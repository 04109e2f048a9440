//! `broken-model`: a model with an input that nobody collects, or a result that nobody uses.

use super::super::context::is_active;
use super::super::{Check, Context, Example, Findings};
use super::shared::{choice, is_unclear, is_used, probably_meant};
use crate::diagnostic::words::capitalized;
use crate::diagnostic::{Diagnostic, Level};
use crate::model::{ElementRef, ReferenceRef};
use crate::schema::Kinds;
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "broken-model",
    level: Level::Hint,
    summary: "A model has an input that nobody collects, or a result that nobody uses",
    doc: "A prediction helps a customer if its data come from somewhere and its result goes somewhere. An input without \
          `collected_at` is a wish: a coffee club that predicts when machines fail needs the hardness of the water, and somebody \
          has to ask for it. And a model that neither `triggers` a touchpoint nor is the `next_best_action` of one computes for \
          the drawer. An input that is missing for several models is reported once.\n\n\
          It is a hint: models are designed before the touchpoints that feed and use them.",
    parameters: &[],
    examples: &[
        Example { notation: Notation::Cx, bad: CX, good: CX_MENDED },
        Example { notation: Notation::Yaml, bad: YAML, good: YAML_MENDED },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for datum in context.active("context").filter(|datum| !datum.says("collected_at")) {
        findings.extend(uncollected(context, findings, datum));
    }
    let idle = |model: &ElementRef<'_>| !model.says("triggers") && !is_used(*model);
    let idle: Vec<ElementRef<'_>> = context.active("model").filter(idle).collect();
    if idle.is_empty() || is_unclear(context, "touchpoint") {
        return;
    }
    let meant = probably_meant(context, &[("touchpoint", "next_best_action")]);
    for model in idle.into_iter().filter(|model| !meant.contains(&model.id())) {
        findings.push(unused(context, findings, model));
    }
}

fn uncollected(context: &Context<'_>, findings: &Findings<'_>, datum: ElementRef<'_>) -> Option<Diagnostic> {
    let is_input = |link: &ReferenceRef<'_>| link.field().key == "inputs" && is_active(link.from());
    let mut inputs = datum.backlinks().filter(is_input);
    let first = inputs.next()?;
    let message = format!(
        "{} needs {}, which is collected nowhere.",
        capitalized(&context.element(first.from())),
        context.element(datum)
    );
    let mut finding = findings.at(first.span(), message).label("collected nowhere");
    finding = finding.related(datum.id_span(), "no `collected_at` in it");
    for other in inputs {
        finding = finding.related(other.span(), "needed here too");
    }
    Some(
        finding
            .help(format!("say where people tell it or where it is measured{}", touchpoints(context, "collected_at"))),
    )
}

/// A line with touchpoints to choose from.
fn touchpoints(context: &Context<'_>, field: &str) -> String {
    let some = context.some_of(&Kinds::Fixed(&["touchpoint"]));
    match (some.first(), field) {
        (None, field) => format!(", in `{field}`"),
        (Some(first), "collected_at") => format!(", such as `collected_at: [{first}]`{}", choice(&some)),
        (Some(first), field) => format!(", such as `{field}: {first}`{}", choice(&some)),
    }
}

fn unused(context: &Context<'_>, findings: &Findings<'_>, model: ElementRef<'_>) -> Diagnostic {
    let message = format!("Nobody uses the result of {}.", context.element(model));
    let help = format!(
        "name the touchpoint that becomes active because of it{}, or let one suggest it, `next_best_action: {}`",
        touchpoints(context, "triggers"),
        model.key()
    );
    findings.at(model.id_span(), message).label("triggers nothing").help(help)
}

const CX: &str = r#"context wasserhärte "Wasserhärte" {
  purpose: "Den Tag der nächsten Entkalkung errechnen."
  legal_basis: "Einwilligung"
}

model ausfall "Ausfallschätzung" { // broken-model
  inputs: [wasserhärte] // broken-model
  predicts: "Wahrscheinlichkeit eines Ausfalls in 21 Tagen"
}
"#;

const CX_MENDED: &str = r#"channel app "App" { type: app }

touchpoint klub-app "Klub-App" {
  mission: "Mit einem Griff bestellen."
  channels: [app]
  medium: digital
}

context wasserhärte "Wasserhärte" {
  purpose: "Den Tag der nächsten Entkalkung errechnen."
  legal_basis: "Einwilligung"
  collected_at: [klub-app]
}

model ausfall "Ausfallschätzung" {
  inputs: [wasserhärte]
  predicts: "Wahrscheinlichkeit eines Ausfalls in 21 Tagen"
  triggers: klub-app
}
"#;

const YAML: &str = r#"channels:
  web:
    type: web
touchpoints:
  booking:
    mission: Find a date that fits.
    channels: [web]
    medium: digital
contexts:
  booking-reference:
    purpose: Find an appointment again.
    legal_basis: Needed for the public task of testing
    collected_at: [booking]
models:
  earlier-date: # broken-model
    inputs: [booking-reference]
    predicts: Which learner can take a freed date
"#;

const YAML_MENDED: &str = r#"channels:
  web:
    type: web
touchpoints:
  booking:
    mission: Find a date that fits.
    channels: [web]
    medium: digital
    next_best_action: earlier-date
contexts:
  booking-reference:
    purpose: Find an appointment again.
    legal_basis: Needed for the public task of testing
    collected_at: [booking]
models:
  earlier-date:
    inputs: [booking-reference]
    predicts: Which learner can take a freed date
"#;
