//! What the brief of a touchpoint has beyond other pages: who comes here, from where, feeling what, expecting what.

use minijinja::{Value, context};

use super::base::Base;
use super::pieces::{ROOT, feeling};
use super::record::{Record, record};
use crate::model::ElementRef;
use crate::present::Feelings;

/// Fields that the page shows in a way of their own.
pub(super) const TOLD: &[&str] = &["mission", "promise", "guardrails", "freedoms"];

/// Steps shown; how many more there are is said.
const VISITS: usize = 60;

/// The values that `touchpoint.html` needs beside those of every element.
pub(super) fn more(base: &Base<'_>, touchpoint: ElementRef<'_>) -> Record {
    let mut steps: Vec<ElementRef<'_>> = visits(touchpoint).collect();
    steps.sort_by_key(|step| (base.rank(step.root()), step.id()));
    steps.dedup();
    let visits: Vec<Value> = steps.iter().take(VISITS).map(|step| visit(base, *step)).collect();
    let further = steps.len().checked_sub(VISITS + 1).map(|more| base.words.further(more + 1));
    record! { visits, visits_further => further }
}

/// The steps of journeys that take place at `touchpoint`, in the order of the files.
pub(super) fn visits<'m>(touchpoint: ElementRef<'m>) -> impl Iterator<Item = ElementRef<'m>> {
    let uses = touchpoint.backlinks().filter(|reference| reference.field().key == "touchpoint");
    uses.map(|reference| reference.from()).filter(|from| from.is("step"))
}

/// Whether what people experience at `touchpoint` is measured: there, or by a signature interaction.
pub(super) fn is_measured(touchpoint: ElementRef<'_>) -> bool {
    touchpoint.says("metrics") || touchpoint.backlinks().any(|reference| reference.from().is("signature"))
}

fn visit(base: &Base<'_>, step: ElementRef<'_>) -> Value {
    context! {
        href => base.href(step, ROOT),
        step => base.named(step),
        journey => base.named(step.root()),
        from => Value::from_safe_string(from(base, step)),
        feels => Value::from_safe_string(feels(base, step)),
        expects => base.said(step, "expects"),
    }
}

/// The touchpoint of the step before.
fn from(base: &Base<'_>, step: ElementRef<'_>) -> String {
    match base.journey(step.root()).and_then(|journey| journey.before(step)) {
        Some(before) => match before.touchpoint {
            Some(touchpoint) => base.link(touchpoint, ROOT),
            None => base.name_html(before.element),
        },
        None => format!("<span class=\"soft\">{}</span>", base.words.get("visit_first")),
    }
}

/// What the personas of the journey feel in the step, the least happy first.
fn feels(base: &Base<'_>, step: ElementRef<'_>) -> String {
    let mut html = String::new();
    let Some(journey) = base.journey(step.root()) else { return html };
    for (value, personas, all) in journey.felt(&Feelings::of(step)) {
        html.push_str(&feeling(base, value));
        if !all || personas.len() == 1 {
            let names: Vec<String> = personas.iter().map(|persona| base.link(*persona, ROOT)).collect();
            html.push_str(&format!("<p class=\"note\">{}</p>", names.join(" · ")));
        }
    }
    html
}
