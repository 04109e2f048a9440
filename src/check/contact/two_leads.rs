//! `two-leads`: more than one number by which the whole company steers.

use super::super::{Check, Context, Example, Findings};
use super::shared::{flag, value};
use crate::diagnostic::Level;
use crate::diagnostic::words::list;
use crate::model::ElementRef;
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "two-leads",
    level: Level::Warning,
    summary: "More than one metric is the lead metric",
    doc: "Companies that steer by customer experience choose the one number that everybody knows, be it recommendation, satisfaction \
          or effort. Where two lead, each department follows the one that looks better. Drafts and retired metrics do not count. A \
          warning, because the knowledge base says of each of them that it is the only one.",
    parameters: &[],
    examples: &[
        Example { notation: Notation::Cx, bad: CX, good: CX_MENDED },
        Example { notation: Notation::Yaml, bad: YAML, good: YAML_MENDED },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    let leads: Vec<ElementRef<'_>> =
        context.active("metric").filter(|metric| flag(*metric, "lead") == Some(true)).collect();
    let [first, second, others @ ..] = leads.as_slice() else { return };
    let message = format!(
        "There are {} lead metrics, {}, but only one number can lead.",
        leads.len(),
        list(leads.iter().map(|metric| metric.key()))
    );
    let place = |metric: &ElementRef<'_>| value(*metric, "lead").unwrap_or(metric.id_span());
    let mut finding = findings.at(place(second), message).label("leads too").related(place(first), "leads");
    for other in others {
        finding = finding.related(place(other), "leads too");
    }
    findings.push(finding.help("choose the one that everybody steers by, and write `lead: false` for the others"));
}

const CX: &str = r#"metric weiterempfehlung "Weiterempfehlung" {
  class: brand
  method: nps
  unit: points
  lead: true
}

metric muehewert "Mühewert" {
  class: performance
  method: ces
  unit: points
  lead: true // two-leads
}
"#;

const CX_MENDED: &str = r#"metric weiterempfehlung "Weiterempfehlung" {
  class: brand
  method: nps
  unit: points
  lead: true
}

metric muehewert "Mühewert" {
  class: performance
  method: ces
  unit: points
  lead: false
}
"#;

const YAML: &str = r#"metrics:
  recommendation:
    class: brand
    method: nps
    unit: points
    lead: yes
  satisfaction:
    class: brand
    method: csat
    unit: percent
    lead: true # two-leads
"#;

const YAML_MENDED: &str = r#"metrics:
  recommendation:
    class: brand
    method: nps
    unit: points
    lead: yes
  satisfaction:
    class: brand
    method: csat
    unit: percent
"#;
