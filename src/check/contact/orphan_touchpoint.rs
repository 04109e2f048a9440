//! `orphan-touchpoint`: a touchpoint that no journey leads to.

use super::super::{Check, Context, Example, Findings};
use super::shared::signatures;
use crate::diagnostic::Level;
use crate::diagnostic::words::capitalized;
use crate::model::ElementRef;
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "orphan-touchpoint",
    level: Level::Hint,
    summary: "No journey leads to a touchpoint",
    doc: "It is not enough to know single touchpoints: what one is for follows from the journey people are on when they meet it. One \
          that stands on no journey is either not used, or a journey is missing. A part of another touchpoint counts as on a journey \
          when that one is, and so does one to which contacts are handed over. Where a signature interaction is said to happen \
          there, `signature-off-journey` says the same and more.",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"channel fair "Trade fair" {
  type: event
}

touchpoint stand "Stand at the fair" { // orphan-touchpoint
  mission: "Let people taste who have never heard of us."
  channels: [fair]
  medium: analog
}
"#,
            good: r#"channel fair "Trade fair" {
  type: event
}

persona jo "Jo" {
  type: prospect
  needs: ["To taste before buying"]
}

touchpoint stand "Stand at the fair" {
  mission: "Let people taste who have never heard of us."
  channels: [fair]
  medium: analog
}

journey first-cup "Drink a first cup" {
  personas: [jo]
  need: "To know whether it tastes."
  stage "At the fair" {
    step "Taste a cup" { touchpoint: stand }
  }
}
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "channels:\n  fair:\n    type: event\ntouchpoints:\n  stand: # orphan-touchpoint\n    mission: Let people taste.\n    channels: [fair]\n    medium: analog\n",
            good: "channels:\n  fair:\n    type: event\ntouchpoints:\n  stand:\n    mission: Let people taste.\n    channels: [fair]\n    medium: analog\npersonas:\n  jo:\n    type: prospect\n    needs: [To taste before buying]\njourneys:\n  first-cup:\n    personas: [jo]\n    need: To know whether it tastes.\n    stages:\n      - name: At the fair\n        steps:\n          - name: Taste a cup\n            touchpoint: stand\n",
        },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    let unmet = context.active("touchpoint").filter(|touchpoint| !is_met(*touchpoint));
    for touchpoint in unmet.filter(|touchpoint| signatures(*touchpoint).next().is_none()) {
        let message = format!("{} stands on no journey.", capitalized(&context.element(touchpoint)));
        let help = format!(
            "name it in the step where people meet it, `touchpoint: {}`, or set `status: retired`",
            touchpoint.key()
        );
        findings.push(findings.at(touchpoint.id_span(), message).label("no step leads here").help(help));
    }
}

/// Whether a step leads to it, itself or by way of the touchpoint it is a part of or takes contacts over from.
pub(super) fn is_met(touchpoint: ElementRef<'_>) -> bool {
    touchpoint.backlinks().any(|reference| {
        let by = reference.from();
        by.is("step") || (by.is("touchpoint") && matches!(reference.field().key.as_ref(), "parts" | "escalates_to"))
    })
}
