//! `step-before-need`: a step that stands before one it needs.

use rustc_hash::FxHashMap;

use super::{Check, Context, Example, Findings, graph};
use crate::diagnostic::Level;
use crate::model::{ElementId, ElementRef};
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "step-before-need",
    level: Level::Error,
    summary: "A step stands before a step that it comes after",
    doc: "`after` says what must have happened before. A step that stands earlier in the journey than what it needs contradicts \
          itself; in a public set of permitting journeys this happened 45 times, an inspection before the check of the plans \
          among them. Either the order is wrong or the need is.",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"persona mia "Mia" {
  type: customer
  needs: ["A machine that runs"]
}

journey descale "Descale the machine" {
  personas: [mia]
  need: "Coffee that tastes as on the first day."
  stage "Use" {
    step "Run the programme" {
      after: [buy-descaler] // step-before-need
    }
    step "Buy descaler" {
    }
  }
}
"#,
            good: r#"persona mia "Mia" {
  type: customer
  needs: ["A machine that runs"]
}

journey descale "Descale the machine" {
  personas: [mia]
  need: "Coffee that tastes as on the first day."
  stage "Use" {
    step "Buy descaler" {
    }
    step "Run the programme" {
      after: [buy-descaler]
    }
  }
}
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "personas:\n  mia:\n    type: customer\n    needs: [A machine that runs]\njourneys:\n  descale:\n    personas: [mia]\n    need: Coffee as on the first day.\n    stages:\n      - name: Use\n        steps:\n          - name: Run the programme\n            after: buy-descaler # step-before-need\n          - name: Buy descaler\n",
            good: "personas:\n  mia:\n    type: customer\n    needs: [A machine that runs]\njourneys:\n  descale:\n    personas: [mia]\n    need: Coffee as on the first day.\n    stages:\n      - name: Use\n        steps:\n          - name: Buy descaler\n          - name: Run the programme\n            after: buy-descaler\n",
        },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for journey in context.model.of_kind("journey") {
        check_journey(context, journey, findings);
    }
}

fn check_journey(context: &Context<'_>, journey: ElementRef<'_>, findings: &mut Findings<'_>) {
    let steps = journey.steps();
    let place: FxHashMap<ElementId, usize> = steps.iter().enumerate().map(|(at, step)| (step.id(), at)).collect();
    let needs: Vec<Vec<usize>> = steps
        .iter()
        .map(|step| step.targets("after").iter().filter_map(|need| place.get(&need.id()).copied()).collect())
        .collect();
    let loops = graph::loops(&needs);
    for (at, step) in steps.iter().enumerate() {
        for reference in step.field("after").into_iter().flat_map(|field| field.references()) {
            let Some(need) = reference.target() else { continue };
            let Some(needed) = place.get(&need.id()).copied().filter(|needed| *needed > at) else { continue };
            // In a loop every order is wrong; the check `cycle` says so.
            if loops.iter().any(|component| component.contains(&at) && component.contains(&needed)) {
                continue;
            }
            let message = format!(
                "The step `{}` of {} comes after `{}`, but stands before it.",
                step.name(),
                context.element(journey),
                need.name()
            );
            findings.push(
                findings
                    .at(reference.span(), message)
                    .label("must have happened before")
                    .related(need.id_span(), "stands only here")
                    .help(format!(
                        "move the step `{}` behind `{}`, or remove `{}` from `after`",
                        step.name(),
                        need.name(),
                        reference.text()
                    )),
            );
        }
    }
}
