//! `aimless-initiative`: an initiative by which no business metric moves.

use rustc_hash::FxHashSet;

use super::super::{Check, Context, Example, Findings};
use crate::diagnostic::words::{capitalized, list};
use crate::diagnostic::{Diagnostic, Level};
use crate::model::{ElementId, ElementRef};
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "aimless-initiative",
    level: Level::Hint,
    summary: "An initiative is judged by no business metric",
    doc: "Initiatives for customers die when money gets short, unless somebody can show what they do for the business; that is the \
          point of the Service Profit Chain (Heskett, Sasser and Schlesinger, 1994), which leads from the daily work by way of \
          satisfaction and loyalty to the result. So among the `metrics` of an initiative there should be one of `class: business`, \
          or one that drives such a metric, also by way of others (`drives`). The message also says when the initiative serves no \
          `compass` of type `business_goal`; serving a value or a principle is fine as long as there is such a number. That \
          initiatives say whom they serve and what customers get out of it is asked for by `missing-field`.\n\n\
          It is a hint, because a young base measures experience before results.",
    parameters: &[],
    examples: &[
        Example { notation: Notation::Cx, bad: CX, good: CX_MENDED },
        Example { notation: Notation::Yaml, bad: YAML, good: YAML_MENDED },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    let paying = paying(context);
    for initiative in context.active("initiative") {
        findings.extend(check(context, findings, &paying, initiative));
    }
}

/// The business metrics, those that drive them, and those of which the class is not known.
fn paying(context: &Context<'_>) -> FxHashSet<ElementId> {
    let business = |metric: &ElementRef<'_>| matches!(metric.word("class"), None | Some("business"));
    let mut open: Vec<ElementRef<'_>> = context.of_kind("metric").filter(business).collect();
    let mut paying: FxHashSet<ElementId> = open.iter().map(|metric| metric.id()).collect();
    while let Some(metric) = open.pop() {
        let drivers = metric.backlinks().filter(|link| link.field().key == "drives").map(|link| link.from());
        open.extend(drivers.filter(|driver| paying.insert(driver.id())));
    }
    paying
}

fn check(
    context: &Context<'_>,
    findings: &Findings<'_>,
    paying: &FxHashSet<ElementId>,
    initiative: ElementRef<'_>,
) -> Option<Diagnostic> {
    let metrics = initiative.field("metrics")?;
    let mut references = metrics.references().peekable();
    references.peek()?;
    if references.any(|reference| reference.target().is_none_or(|metric| paying.contains(&metric.id()))) {
        return None;
    }
    let no_goal = initiative.target("serves").is_some_and(|goal| goal.is("compass") && is_no_goal(goal));
    let goal = if no_goal { "serves no business goal and " } else { "" };
    let message = format!(
        "{} {goal}is judged by no business metric, nor by one that drives one.",
        capitalized(&context.element(initiative))
    );
    Some(
        findings
            .at(metrics.data.value, message)
            .label(format!("none of class {}", context.named_word("metric", "class", "business")))
            .help(help(context)),
    )
}

fn is_no_goal(compass: ElementRef<'_>) -> bool {
    compass.word("type").is_some_and(|word| word != "business_goal")
}

fn help(context: &Context<'_>) -> String {
    let business = context.active("metric").filter(|metric| metric.word("class") == Some("business"));
    let some: Vec<_> = business.take(5).map(ElementRef::key).collect();
    match some.is_empty() {
        true => "add the metric of `class: business` that should move because of it, or say in `drives` of its metrics which one they \
                 lead to"
            .to_owned(),
        false => format!(
            "add the business metric that should move because of it (there are {}), or say in `drives` of its metrics which one they \
             lead to",
            list(&some)
        ),
    }
}

const CX: &str = r#"compass leicht-zu-verstehen "Leicht zu verstehen" {
  type: principle
}

metric mühewert "Mühewert" {
  class: performance
  method: ces
  unit: points
}

metric klubgefühl "Klubgefühl" {
  class: brand
  method: survey
  unit: percent
}

pain posten "Rätselhafte Rechnungsposten" {
  cause: language
  severity: 4
}

opportunity klare-rechnung "Klare Rechnung" {
  addresses: [posten]
  need: "Auf einen Blick sehen, wofür man zahlt."
}

initiative eine-seite "Rechnung auf einer Seite" {
  opportunities: [klare-rechnung]
  serves: leicht-zu-verstehen
  metrics: [mühewert, klubgefühl] // aimless-initiative
  customer_benefit: "Eine Rechnung, die niemand nachrechnen muss."
}
"#;

const CX_MENDED: &str = r#"compass leicht-zu-verstehen "Leicht zu verstehen" {
  type: principle
}

metric mühewert "Mühewert" {
  class: performance
  method: ces
  unit: points
  drives: [austritte]
}

metric austritte "Austrittsquote" {
  class: business
  method: rate
  unit: percent
}

pain posten "Rätselhafte Rechnungsposten" {
  cause: language
  severity: 4
}

opportunity klare-rechnung "Klare Rechnung" {
  addresses: [posten]
  need: "Auf einen Blick sehen, wofür man zahlt."
}

initiative eine-seite "Rechnung auf einer Seite" {
  opportunities: [klare-rechnung]
  serves: leicht-zu-verstehen
  metrics: [mühewert]
  customer_benefit: "Eine Rechnung, die niemand nachrechnen muss."
}
"#;

const YAML: &str = r#"compass:
  first-time-right:
    type: business_goal
metrics:
  satisfaction:
    class: brand
    method: csat
    unit: percent
  repeat-contact:
    class: business
    method: rate
    unit: percent
pains:
  another-number:
    cause: process
    severity: 4
opportunities:
  one-case:
    addresses: [another-number]
    need: To tell it once.
initiatives:
  fewer-calls:
    opportunities: [one-case]
    serves: first-time-right
    metrics: [satisfaction] # aimless-initiative
    customer_benefit: The first person who answers can also act.
"#;

const YAML_MENDED: &str = r#"compass:
  first-time-right:
    type: business_goal
metrics:
  satisfaction:
    class: brand
    method: csat
    unit: percent
  repeat-contact:
    class: business
    method: rate
    unit: percent
pains:
  another-number:
    cause: process
    severity: 4
opportunities:
  one-case:
    addresses: [another-number]
    need: To tell it once.
initiatives:
  fewer-calls:
    opportunities: [one-case]
    serves: first-time-right
    metrics: [satisfaction, repeat-contact]
    customer_benefit: The first person who answers can also act.
"#;
