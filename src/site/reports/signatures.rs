//! The signature interactions: the few, why they are remembered, and their metrics of performance and brand side by side.

use minijinja::{Value, context};

use super::{Empty, Group, Reading, Report, scorecard};
use crate::model::ElementRef;
use crate::present::anchor;
use crate::schema::Label;
use crate::site::base::Base;
use crate::site::record::record;
use crate::site::{figure, pieces};

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
    let shown = all.get(..SHOWN).unwrap_or(&all);
    let values = record! {
        here => "signatures.html",
        scorecard => base.label(&scorecard::REPORT.title),
        signatures => shown.iter().map(|signature| one(base, *signature)).collect::<Vec<_>>(),
        further => (all.len() > SHOWN).then(|| base.words.further(all.len() - SHOWN)),
    };
    Reading::one(all.len(), values)
}

fn one(base: &Base<'_>, signature: ElementRef<'_>) -> Value {
    let column = |label: &'static str, key: &str| {
        let metrics: Vec<Value> =
            signature.targets(key).into_iter().map(|metric| figure::value(base, metric, "")).collect();
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
