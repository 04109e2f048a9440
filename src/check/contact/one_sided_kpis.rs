//! `one-sided-kpis`: an effort judged by performance alone, or by the brand alone.

use super::super::{Check, Context, Example, Findings};
use super::shared::{is_resolved, named, pasted, value, word};
use crate::diagnostic::words::capitalized;
use crate::diagnostic::{Diagnostic, Level};
use crate::model::{ElementRef, ReferenceRef};
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "one-sided-kpis",
    level: Level::Hint,
    summary: "A signature interaction or initiative is judged by one side alone: performance or brand",
    doc: "What is done for an experience has to prove itself twice: economically, and in what people think of the brand. Judged by \
          performance alone it is optimised until nobody remembers it; judged by the brand alone it is the first thing to be saved. \
          An initiative therefore names a metric of class `brand` too; whether one shows that it pays is asked by \
          `aimless-initiative`. In a signature interaction the two sides have fields of their own, and a metric of class `brand` \
          under `performance_metrics`, or one of another class under `brand_metrics`, leaves one side empty without anybody \
          noticing. A hint, because the second side can be added when there is a metric for it.",
    parameters: &[],
    examples: &[
        Example { notation: Notation::Cx, bad: CX, good: CX_MENDED },
        Example { notation: Notation::Yaml, bad: YAML, good: YAML_MENDED },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    let known = Known::of(context);
    for signature in context.active("signature") {
        for key in ["performance_metrics", "brand_metrics"] {
            let metrics = signature.field(key).into_iter().flat_map(|field| field.references());
            for metric in metrics {
                findings.extend(misplaced(context, findings, &known, key, metric));
            }
        }
    }
    for initiative in context.active("initiative").filter(|initiative| is_resolved(*initiative, "metrics")) {
        findings.extend(one_sided(context, findings, &known, initiative));
    }
}

/// Metrics to name, as lists to paste.
struct Known {
    brand: Option<String>,
    performance: Option<String>,
}

impl Known {
    fn of(context: &Context<'_>) -> Known {
        Known { brand: pasted(context, "metric", is_brand), performance: pasted(context, "metric", is_performance) }
    }
}

fn is_brand(metric: ElementRef<'_>) -> bool {
    metric.word("class") == Some("brand")
}

/// Whether it shows that things run well or pay.
fn is_performance(metric: ElementRef<'_>) -> bool {
    matches!(metric.word("class"), Some("performance" | "business"))
}

/// A metric on the wrong side of a signature interaction.
fn misplaced(
    context: &Context<'_>,
    findings: &Findings<'_>,
    known: &Known,
    key: &str,
    reference: ReferenceRef<'_>,
) -> Option<Diagnostic> {
    let (signature, metric) = (reference.from(), reference.target()?);
    let class = metric.word("class")?;
    if (class == "brand") == (key == "brand_metrics") {
        return None;
    }
    let message = format!(
        "{} stands under {} of {}, but is of class {}.",
        capitalized(&context.element(metric)),
        named(context, signature, key),
        context.element(signature),
        word(context, metric, "class", class)
    );
    let help = match if key == "brand_metrics" { &known.brand } else { &known.performance } {
        Some(ids) => format!("name one that fits, such as `{key}: {ids}`, or mend the class of the metric"),
        None => "describe a metric that fits and name it here, or mend the class of this one".to_owned(),
    };
    let finding = findings.at(reference.span(), message).label("proves the other side");
    Some(finding.related(value(metric, "class")?, "its class").help(help))
}

/// An initiative without a metric of the brand. Whether it pays is asked by `aimless-initiative`.
fn one_sided(
    context: &Context<'_>,
    findings: &Findings<'_>,
    known: &Known,
    initiative: ElementRef<'_>,
) -> Option<Diagnostic> {
    let metrics = initiative.targets("metrics");
    let told = metrics.iter().all(|metric| metric.word("class").is_some_and(|class| class != "brand"));
    if metrics.is_empty() || !told {
        return None;
    }
    let message = format!(
        "{} is judged by one side alone: nothing shows what it does for the brand.",
        capitalized(&context.element(initiative))
    );
    let help = match &known.brand {
        Some(ids) => format!("add a metric of class `brand`; there are {ids}"),
        None => "describe a metric of class `brand`, such as recommendation or trust, and add it here".to_owned(),
    };
    Some(findings.at(value(initiative, "metrics")?, message).label("no metric of class `brand`").help(help))
}

const CX: &str = r#"channel laden "Laden" {
  type: store
}

persona tobias "Tobias Kröger" {
  type: customer
  needs: ["Etwas zum Weitererzählen"]
}

metric ladennote "Ladennote" {
  class: performance
  method: csat
  unit: points
}

metric erinnerung "Erinnerungswert" {
  class: brand
  method: survey
  unit: percent
}

touchpoint probierbar "Probierbar" {
  mission: "Herausfinden, was wirklich schmeckt."
  channels: [laden]
  medium: analog
}

signature eigene-mischung "Die eigene Mischung" {
  touchpoint: probierbar
  personas: [tobias]
  why_remembered: "Was man selbst benannt hat, erzählt man weiter."
  performance_metrics: [ladennote]
  brand_metrics: [ladennote] // one-sided-kpis
}
"#;

const CX_MENDED: &str = r#"channel laden "Laden" {
  type: store
}

persona tobias "Tobias Kröger" {
  type: customer
  needs: ["Etwas zum Weitererzählen"]
}

metric ladennote "Ladennote" {
  class: performance
  method: csat
  unit: points
}

metric erinnerung "Erinnerungswert" {
  class: brand
  method: survey
  unit: percent
}

touchpoint probierbar "Probierbar" {
  mission: "Herausfinden, was wirklich schmeckt."
  channels: [laden]
  medium: analog
}

signature eigene-mischung "Die eigene Mischung" {
  touchpoint: probierbar
  personas: [tobias]
  why_remembered: "Was man selbst benannt hat, erzählt man weiter."
  performance_metrics: [ladennote]
  brand_metrics: [erinnerung]
}
"#;

const YAML: &str = r#"metrics:
  calls-per-day:
    class: performance
    method: count
    unit: count
compass:
  easy-to-understand:
    type: principle
pains:
  riddle-of-a-bill:
    cause: language
    severity: 4
opportunities:
  a-clear-bill:
    addresses: [riddle-of-a-bill]
    need: To see at a glance what one pays for.
initiatives:
  bill-on-one-page:
    opportunities: [a-clear-bill]
    serves: easy-to-understand
    metrics: [calls-per-day] # one-sided-kpis
    customer_benefit: A bill nobody has to check.
"#;

const YAML_MENDED: &str = r#"metrics:
  calls-per-day:
    class: performance
    method: count
    unit: count
  trust-in-the-bill:
    class: brand
    method: survey
    unit: percent
compass:
  easy-to-understand:
    type: principle
pains:
  riddle-of-a-bill:
    cause: language
    severity: 4
opportunities:
  a-clear-bill:
    addresses: [riddle-of-a-bill]
    need: To see at a glance what one pays for.
initiatives:
  bill-on-one-page:
    opportunities: [a-clear-bill]
    serves: easy-to-understand
    metrics: [calls-per-day, trust-in-the-bill]
    customer_benefit: A bill nobody has to check.
"#;
