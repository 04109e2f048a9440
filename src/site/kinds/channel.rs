//! The page of a channel: which touchpoints it reaches, who prefers it, and how people feel on it.

use super::steps::{self, Column};
use super::{columns, figures, push_section, rows, users};
use crate::model::ElementRef;
use crate::present::format;
use crate::site::base::Base;

/// Steps, touchpoints and personas shown; how many more there are is said.
const STEPS: usize = 12;
const ROWS: usize = 24;

/// The sections of the page of `channel`.
pub(super) fn of(base: &Base<'_>, channel: ElementRef<'_>) -> String {
    let touchpoints = users(base, channel, "touchpoint", &["channels"]);
    let steps = steps_of(base, channel, &touchpoints);
    let mood = steps::mood(&steps);
    let words = &base.words;
    let mut html = String::new();
    if !steps.is_empty() {
        let number = |count: usize| format::number(count as f64, words);
        let journeys = words.counted(("in_journeys_1", "in_journeys_n"), steps::journeys(&steps));
        html.push_str(&figures(&[
            (base.plural("touchpoint"), number(touchpoints.len()), String::new()),
            (base.plural("step"), number(steps.len()), journeys),
            (words.get("bad_steps"), number(mood.bad()), String::new()),
        ]));
    }
    push_section("_mood", words.get("mood"), &mood.html(base), &mut html);
    let mut unhappiest = steps::unhappiest(base, &steps);
    unhappiest.truncate(STEPS);
    let table = steps::table(base, "_steps", &unhappiest, &[Column::Touchpoint, Column::Feels, Column::Expects]);
    push_section("_steps", words.get("unhappiest"), &table, &mut html);
    let gist = |one: ElementRef<'_>| base.gist_html(one);
    let preferred = users(base, channel, "persona", &["channels"]);
    let reasons = users(base, channel, "contact_reason", &["channels"]);
    let lists = columns(&[
        (base.plural("touchpoint"), rows(base, &touchpoints, ROWS, gist)),
        (words.get("preferred_by"), rows(base, &preferred, ROWS, gist)),
        (base.plural("contact_reason"), rows(base, &reasons, ROWS, gist)),
    ]);
    push_section("_reach", words.get("reach"), &lists, &mut html);
    html
}

/// The steps that take place over the channel: those that name it, and those at its touchpoints that name none.
fn steps_of<'m>(base: &Base<'_>, channel: ElementRef<'m>, touchpoints: &[ElementRef<'m>]) -> Vec<ElementRef<'m>> {
    let there =
        touchpoints.iter().flat_map(|touchpoint| super::visits(*touchpoint)).filter(|step| !step.says("channel"));
    let mut steps: Vec<ElementRef<'m>> = users(base, channel, "step", &["channel"]).into_iter().chain(there).collect();
    steps.sort_by_key(|step| (base.rank(step.root()), step.id()));
    steps.dedup();
    steps
}
