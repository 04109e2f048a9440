//! `team-without-voice`: a team that serves customers and is told everything except what they think.

use rustc_hash::FxHashMap;

use super::super::{Check, Context, Example, Findings};
use super::shared::{is_resolved, pasted, signatures};
use crate::diagnostic::Level;
use crate::diagnostic::words::{capitalized, joined};
use crate::model::{ElementId, ElementRef};
use crate::syntax::Notation;
use crate::text::Span;

pub(super) static CHECK: Check = Check {
    name: "team-without-voice",
    level: Level::Hint,
    summary: "A team answers for touchpoints that are measured, but never by asking customers",
    doc: "Customer feedback belongs into the goals of every department that people meet, marketing, sales, product and service alike, \
          and of those behind the scenes such as billing. A team that only knows times and counts improves those. A team is heard \
          here when one of the touchpoints that it owns or operates, itself or through a role, has a metric of class `brand` or one \
          that comes from asking people (`nps`, `csat`, `ces`, `rating`, `survey`); what staff say about their work does not count. \
          So does owning such a metric. Teams none of whose touchpoints is measured at all are left to `blind-spot`. A hint, because \
          asking customers has to be set up first.",
    parameters: &[],
    examples: &[
        Example { notation: Notation::Cx, bad: CX, good: CX_MENDED },
        Example { notation: Notation::Yaml, bad: YAML, good: YAML_MENDED },
    ],
    run,
};

/// Methods by which customers themselves speak.
const ASKING: &[&str] = &["nps", "csat", "ces", "rating", "survey"];

/// What is known about a team's touchpoints.
#[derive(Default)]
struct Heard<'m> {
    touchpoints: Vec<(ElementRef<'m>, Span)>,
    measured: bool,
    voice: bool,
}

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    let teams = teams(context);
    let metrics = pasted(context, "metric", is_voice);
    for team in context.active("team") {
        let Some(heard) = teams.get(&team.id()).filter(|heard| heard.measured && !heard.voice) else { continue };
        let message = format!(
            "{} answers for {}, but no metric there comes from customers.",
            capitalized(&context.element(team)),
            enumerated(&heard.touchpoints)
        );
        let mut finding = findings.at(team.id_span(), message).label("hears nothing from customers");
        for (_, span) in heard.touchpoints.iter().take(3) {
            finding = finding.related(*span, "answers for this");
        }
        findings.push(finding.help(match &metrics {
            Some(ids) => {
                format!("ask people there, and add what they say to the `metrics` of a touchpoint; there are {ids}")
            }
            None => {
                "ask people there, and describe what they say as a metric of method `csat`, `ces` or `nps`".to_owned()
            }
        }));
    }
}

fn enumerated(touchpoints: &[(ElementRef<'_>, Span)]) -> String {
    let mut shown: Vec<String> =
        touchpoints.iter().take(3).map(|(touchpoint, _)| format!("`{}`", touchpoint.key())).collect();
    let more = touchpoints.len() - shown.len();
    if more > 0 {
        shown.push(format!("{more} more"));
    }
    joined(shown, "and")
}

/// The teams that answer for touchpoints, with what is measured there.
fn teams<'m>(context: &Context<'m>) -> FxHashMap<ElementId, Heard<'m>> {
    let mut teams: FxHashMap<ElementId, Heard<'m>> = FxHashMap::default();
    for touchpoint in context.active("touchpoint") {
        let (measured, voice) = measures(touchpoint);
        let mut seen = None;
        for (team, span) in ["owner", "operator"].into_iter().filter_map(|key| responsible(touchpoint, key)) {
            let heard = teams.entry(team).or_default();
            heard.measured |= measured;
            heard.voice |= voice;
            if seen.replace(team) != Some(team) {
                heard.touchpoints.push((touchpoint, span));
            }
        }
    }
    for metric in context.active("metric").filter(|metric| is_voice(*metric)) {
        if let Some(heard) = responsible(metric, "owner").and_then(|(team, _)| teams.get_mut(&team)) {
            heard.voice = true;
        }
    }
    teams
}

/// The team named in a field, itself or as that of a role, and where.
fn responsible(element: ElementRef<'_>, key: &str) -> Option<(ElementId, Span)> {
    let named = element.target(key)?;
    let team = if named.is("role") { named.target("team")? } else { named };
    team.is("team").then_some((team.id(), element.field(key)?.data.value))
}

/// Whether a touchpoint has metrics, and whether one of them lets customers speak. Metrics that lead nowhere may well do.
fn measures(touchpoint: ElementRef<'_>) -> (bool, bool) {
    let of_signatures = signatures(touchpoint)
        .flat_map(|signature| ["performance_metrics", "brand_metrics"].map(|key| signature.targets(key)))
        .flatten();
    let mut metrics = touchpoint.targets("metrics").into_iter().chain(of_signatures).peekable();
    let unknown = !is_resolved(touchpoint, "metrics");
    (unknown || metrics.peek().is_some(), unknown || metrics.any(is_voice))
}

/// Whether a metric comes from customers; one that cannot be read may well do.
fn is_voice(metric: ElementRef<'_>) -> bool {
    match (metric.word("class"), metric.word("method")) {
        (Some("employee"), _) => false,
        (Some("brand") | None, _) | (_, None) => true,
        (_, Some(method)) => ASKING.contains(&method),
    }
}

const CX: &str = r#"channel briefpost "Briefpost" {
  type: letter
}

metric rueckfragen "Rückfragen zur Rechnung" {
  class: performance
  method: count
  unit: count
}

team rechnungswesen "Rechnungswesen" { // team-without-voice
}

touchpoint monatsrechnung "Monatsrechnung" {
  mission: "Zeigen, wofür wie viel zu zahlen ist."
  channels: [briefpost]
  medium: analog
  metrics: [rueckfragen]
  owner: rechnungswesen
}
"#;

const CX_MENDED: &str = r#"channel briefpost "Briefpost" {
  type: letter
}

metric rueckfragen "Rückfragen zur Rechnung" {
  class: performance
  method: count
  unit: count
}

metric rechnungsnote "Verständlichkeit der Rechnung" {
  class: performance
  method: csat
  unit: points
}

team rechnungswesen "Rechnungswesen" {
}

touchpoint monatsrechnung "Monatsrechnung" {
  mission: "Zeigen, wofür wie viel zu zahlen ist."
  channels: [briefpost]
  medium: analog
  metrics: [rueckfragen, rechnungsnote]
  owner: rechnungswesen
}
"#;

const YAML: &str = r#"channels:
  web:
    type: web
metrics:
  load-time:
    class: performance
    method: time
    unit: seconds
  joy-at-work:
    class: employee
    method: survey
    unit: percent
teams:
  web-team: # team-without-voice
    name: Web team
roles:
  product-owner:
    team: web-team
touchpoints:
  booking-page:
    mission: Give everyone a date they can keep.
    channels: [web]
    medium: digital
    metrics: [load-time, joy-at-work]
    owner: product-owner
"#;

const YAML_MENDED: &str = r#"channels:
  web:
    type: web
metrics:
  load-time:
    class: performance
    method: time
    unit: seconds
  ease-of-booking:
    class: performance
    method: ces
    unit: points
teams:
  web-team:
    name: Web team
roles:
  product-owner:
    team: web-team
touchpoints:
  booking-page:
    mission: Give everyone a date they can keep.
    channels: [web]
    medium: digital
    metrics: [load-time, ease-of-booking]
    owner: product-owner
"#;
