//! Journeys as rows with their curve in miniature: on the home page, and on the cards of personas.

use minijinja::{Value, context};

use super::base::Base;
use super::curve;
use super::pieces::{feeling, status_badge};
use crate::model::ElementRef;
use crate::present::Journey;

/// One row: the journey as everybody lives through it, or as one persona does.
pub(super) fn row(base: &Base<'_>, element: ElementRef<'_>, only: Option<ElementRef<'_>>, root: &str) -> Value {
    let Some(journey) = base.journey(element) else { return context! {} };
    let heard = only.map(|persona| journey.heard_by(persona));
    let journey = heard.as_ref().unwrap_or(journey);
    context! {
        href => base.href(element, root),
        name => base.named(element),
        badge => status_badge(base, element),
        need => base.said(element, "need"),
        note => note(base, journey),
        curve => Value::from_safe_string(picture(base, journey)),
        low => low(base, journey, only, root),
    }
}

fn note(base: &Base<'_>, journey: &Journey<'_>) -> String {
    let mut touchpoints: Vec<_> = journey.steps.iter().filter_map(|step| step.touchpoint).map(ElementRef::id).collect();
    touchpoints.sort_unstable();
    touchpoints.dedup();
    let steps = base.words.counted(("steps_1", "steps_n"), journey.steps.len());
    match touchpoints.len() {
        0 => steps,
        n => format!("{steps} {} {}", base.words.get("at"), base.words.counted(("touchpoints_1", "touchpoints_n"), n)),
    }
}

fn picture(base: &Base<'_>, journey: &Journey<'_>) -> String {
    if !journey.has_feelings() {
        return String::new();
    }
    let label = format!(
        "{}: {}",
        base.words.get("curve_label"),
        base.words.counted(("steps_1", "steps_n"), journey.steps.len())
    );
    curve::mini(&curve::lines(journey), &label)
}

fn low(base: &Base<'_>, journey: &Journey<'_>, only: Option<ElementRef<'_>>, root: &str) -> Option<Value> {
    let (step, value) = journey.weakest()?;
    Some(context! {
        label => base.words.get(if only.is_some() { "low" } else { "weakest_link" }),
        name => base.named(step.element),
        href => base.href(step.element, root),
        feeling => Value::from_safe_string(feeling(base, value)),
    })
}
