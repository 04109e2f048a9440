//! `backward-target`: a metric whose target lies on the wrong side.

use super::super::{Check, Context, Example, Findings};
use super::shared::{named, number, value};
use crate::diagnostic::{Diagnostic, Level};
use crate::model::ElementRef;
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "backward-target",
    level: Level::Warning,
    summary: "A target is worse than where the metric started, or a floor better than the target",
    doc: "`better` says whether a higher or a lower value is the better one. A target that is worse than the baseline then leads \
          backwards, and a floor, the value at which one steps in, that is better than the target can never be kept. Either one of \
          the numbers is wrong or `better` is, and every page that says whether a target is met says the opposite. Metrics without \
          `better` are left alone. A warning, because the knowledge base contradicts itself, and people act on targets.",
    parameters: &[],
    examples: &[
        Example { notation: Notation::Cx, bad: CX, good: CX_MENDED },
        Example { notation: Notation::Yaml, bad: YAML, good: YAML_MENDED },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for metric in context.active("metric") {
        findings.extend(
            worse(context, findings, metric, "target", "baseline")
                .or_else(|| worse(context, findings, metric, "target", "floor")),
        );
    }
}

/// A finding when the number `key` is worse than the number `than`.
fn worse(
    context: &Context<'_>,
    findings: &Findings<'_>,
    metric: ElementRef<'_>,
    key: &str,
    than: &str,
) -> Option<Diagnostic> {
    let (better, number, bound) = (metric.word("better")?, number(metric, key)?, number(metric, than)?);
    let backward = if better == "higher" { number < bound } else { number > bound };
    if !backward {
        return None;
    }
    let message = format!(
        "{} {number} of {} is worse than its {} {bound}, as a {better} value is said to be better.",
        named(context, metric, key),
        context.element(metric),
        named(context, metric, than)
    );
    let finding = findings.at(value(metric, key)?, message).label("leads backwards");
    let finding =
        finding.related(value(metric, than)?, format!("the {than}")).related(value(metric, "better")?, "the direction");
    let other = if better == "higher" { "lower" } else { "higher" };
    Some(finding.help(format!("mend the number that is wrong, or write `better: {other}`")))
}

const CX: &str = r#"metric wartezeit "Wartezeit am Telefon" {
  class: performance
  method: time
  unit: seconds
  baseline: 94, actual: 71
  target: 40 // backward-target
  better: higher
}
"#;

const CX_MENDED: &str = r#"metric wartezeit "Wartezeit am Telefon" {
  class: performance
  method: time
  unit: seconds
  baseline: 94, actual: 71
  target: 40
  better: lower
}
"#;

const YAML: &str = r#"metrics:
  app-stars:
    class: performance
    method: rating
    unit: stars
    target: 4.5 # backward-target
    floor: 4.8
    better: higher
"#;

const YAML_MENDED: &str = r#"metrics:
  app-stars:
    class: performance
    method: rating
    unit: stars
    target: 4.5
    floor: 3.8
    better: higher
"#;
