//! The signature interactions: the few, why they are remembered, and their metrics of performance and brand side by side.

use minijinja::{Value, context};

use super::{Empty, Group, Reading, Report};
use crate::model::{Datum, ElementRef};
use crate::present::{anchor, format, plain};
use crate::schema::Label;
use crate::site::base::Base;
use crate::site::record::record;
use crate::site::{escape, pieces, values};

pub(super) static REPORT: Report = Report {
    address: "signatures",
    title: Label::new("Signature interactions", "Signature Interactions"),
    question: Label::new(
        "The few encounters that people tell others about. Performance and brand stand side by side, because neither is enough alone.",
        "Die wenigen Begegnungen, die man weitererzählt. Leistung und Marke stehen nebeneinander, denn eine allein genügt nicht.",
    ),
    group: Group::Journeys,
    template: "signatures.html",
    empty: Empty {
        help: Label::new(
            "No signature interaction is chosen yet. Which few encounters should nobody forget?",
            "Noch ist keine Signature Interaction gewählt. Welche wenigen Begegnungen soll niemand vergessen?",
        ),
        example: Label::new(
            "signature first-cup \"The first cup\" {\n  touchpoint: welcome-parcel\n  why_remembered: \"Somebody has thought of me.\"\n}",
            "signature erste-tasse \"Die erste Tasse\" {\n  touchpoint: willkommenspaket\n  why_remembered: \"Da hat jemand an mich gedacht.\"\n}",
        ),
    },
    read,
};

/// Signature interactions on the page: "the few" end well before this; whatever is beyond is in the list of the kind.
const SHOWN: usize = 60;

fn read(base: &Base<'_>) -> Option<Reading> {
    let all: Vec<ElementRef<'_>> =
        base.of_kind("signature").filter(|signature| signature.status() != "retired").collect();
    let values = record! {
        here => "signatures.html",
        signatures => all.iter().take(SHOWN).map(|signature| one(base, *signature)).collect::<Vec<_>>(),
        further => (all.len() > SHOWN).then(|| base.words.further(all.len() - SHOWN)),
    };
    Reading::one(all.len(), values)
}

fn one(base: &Base<'_>, signature: ElementRef<'_>) -> Value {
    let column = |label: &'static str, key: &str| {
        let metrics: Vec<Value> = signature.targets(key).into_iter().map(|metric| metric_value(base, metric)).collect();
        context! { label => base.words.get(label), metrics }
    };
    context! {
        anchor => anchor(signature.key()),
        href => base.href(signature, ""),
        name => base.named(signature),
        badge => pieces::status_badge(base, signature),
        why => base.said(signature, "why_remembered"),
        note => Value::from_safe_string(note(base, signature)),
        columns => vec![column("performance", "performance_metrics"), column("brand", "brand_metrics")],
    }
}

/// Where it takes place and for whom.
fn note(base: &Base<'_>, signature: ElementRef<'_>) -> String {
    let links =
        |key: &str| -> Vec<String> { signature.targets(key).into_iter().map(|target| base.link(target, "")).collect() };
    let parts = [("at", links("touchpoint")), ("for", links("personas"))];
    let said = parts.iter().filter(|(_, links)| !links.is_empty());
    said.map(|(word, links)| format!("{} {}", base.words.get(word), base.words.sentence(links)))
        .collect::<Vec<_>>()
        .join(" · ")
}

fn metric_value(base: &Base<'_>, metric: ElementRef<'_>) -> Value {
    let [baseline, target, actual] = ["baseline", "target", "actual"].map(|key| number(metric, key));
    context! {
        href => base.href(metric, ""),
        name => base.named(metric),
        actual => actual.map(|actual| format::number(actual, &base.words)),
        unit => plain::unit(base, metric),
        bar => bar(baseline, target, actual).map(Value::from_safe_string),
        note => Value::from_safe_string(metric_note(base, metric, baseline, target)),
    }
}

fn number(metric: ElementRef<'_>, key: &str) -> Option<f64> {
    metric.field(key)?.items().find_map(|item| if let Datum::Number(number) = item.datum { Some(number) } else { None })
}

fn metric_note(base: &Base<'_>, metric: ElementRef<'_>, baseline: Option<f64>, target: Option<f64>) -> String {
    let words = &base.words;
    let unit = plain::unit(base, metric);
    let shown = |number: f64| escape::html(&plain::measured(base, number, &unit));
    let way = match (baseline, target) {
        (Some(from), Some(to)) => {
            Some(words.get("from_to").replace("{from}", &shown(from)).replace("{to}", &shown(to)))
        }
        (Some(from), None) => Some(format!("{} {}", words.get("baseline"), shown(from))),
        (None, Some(to)) => Some(format!("{} {}", words.get("target"), shown(to))),
        (None, None) => None,
    };
    let as_of = metric.field("as_of").and_then(|field| values::shown(base, field, ""));
    let as_of = as_of.map(|shown| format!("{} {}", words.get("as_of"), shown.into_html()));
    way.into_iter().chain(as_of).collect::<Vec<_>>().join(" · ")
}

/// Where the target stands on the bar, in percent of its width: what lies beyond is overfulfilled.
const GOAL: f64 = 80.0;

/// The way from baseline to target as a bar; none without a target and a value. Works in both directions: a waiting time
/// that falls from 60 to 20 fills the bar like a rate that rises.
fn bar(baseline: Option<f64>, target: Option<f64>, actual: Option<f64>) -> Option<String> {
    let (baseline, target, actual) = (baseline.unwrap_or(0.0), target?, actual?);
    if baseline == target {
        return None;
    }
    let done = ((actual - baseline) / (target - baseline) * GOAL).clamp(0.0, 100.0);
    let width = (done * 10.0).round() / 10.0;
    Some(format!(
        "<svg class=\"bar\" aria-hidden=\"true\"><rect class=\"rail\" width=\"100%\" y=\"7\" height=\"6\" rx=\"3\"/><rect class=\"fill\" width=\"{width}%\" y=\"7\" height=\"6\" rx=\"3\"/><line class=\"goal\" x1=\"{GOAL}%\" x2=\"{GOAL}%\" y1=\"2\" y2=\"18\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::bar;

    fn width(baseline: f64, target: f64, actual: f64) -> Option<String> {
        let svg = bar(Some(baseline), Some(target), Some(actual))?;
        Some(svg.split("class=\"fill\" width=\"").nth(1)?.split('"').next()?.to_owned())
    }

    #[test]
    fn the_bar_shows_the_way_from_baseline_to_target() {
        assert_eq!(width(62.0, 85.0, 85.0).as_deref(), Some("80%"));
        assert_eq!(width(60.0, 20.0, 40.0).as_deref(), Some("40%"), "lower is better");
        assert_eq!(width(60.0, 20.0, 90.0).as_deref(), Some("0%"), "worse than at the start");
        assert_eq!(bar(Some(5.0), Some(5.0), Some(5.0)), None);
        assert_eq!(bar(None, None, Some(5.0)), None);
    }
}
