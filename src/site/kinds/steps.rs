//! Steps of many journeys as one table: where people come from, what they feel, what they expect.

use super::mood::Mood;
use crate::model::ElementRef;
use crate::present::Feelings;
use crate::site::base::Base;
use crate::site::escape;
use crate::site::pieces::{ROOT, feeling};

/// Steps shown; how many more there are is said.
const SHOWN: usize = 60;

/// What a table of steps tells of each beside its name and journey.
#[derive(Debug, Clone, Copy)]
pub(super) enum Column {
    /// The touchpoint at which it takes place.
    Touchpoint,
    /// The touchpoint of the step before.
    From,
    /// What people feel.
    Feels,
    /// What they expect.
    Expects,
    /// What hurts.
    Pains,
}

/// The worst feeling of anybody in `step`.
pub(super) fn lowest(step: ElementRef<'_>) -> Option<i64> {
    Feelings::of(step).lowest()
}

/// The worst feelings of `steps` together.
pub(super) fn mood(steps: &[ElementRef<'_>]) -> Mood {
    steps.iter().filter_map(|step| lowest(*step)).collect()
}

/// Number of different journeys to which `steps` belong.
pub(super) fn journeys(steps: &[ElementRef<'_>]) -> usize {
    let mut journeys: Vec<_> = steps.iter().map(|step| step.root().id()).collect();
    journeys.sort_unstable();
    journeys.dedup();
    journeys.len()
}

/// The unhappiest steps first; those of which nothing is known come last.
pub(super) fn unhappiest<'m>(base: &Base<'_>, steps: &[ElementRef<'m>]) -> Vec<ElementRef<'m>> {
    let mut sorted = steps.to_vec();
    sorted.sort_by_cached_key(|step| (lowest(*step).unwrap_or(i64::MAX), base.rank(step.root()), step.id()));
    sorted
}

/// The table, named by the heading with the id `heading`; empty without steps.
pub(super) fn table(base: &Base<'_>, heading: &str, steps: &[ElementRef<'_>], columns: &[Column]) -> String {
    if steps.is_empty() {
        return String::new();
    }
    let mut html = format!("<table class=\"data stack\" aria-labelledby=\"{heading}\"><thead><tr>");
    let labels: Vec<&str> = columns.iter().map(|column| column.label(base)).collect();
    for label in std::iter::once(base.words.get("visit_step")).chain(labels.iter().copied()) {
        html.extend(["<th scope=\"col\">", &escape::html(label), "</th>"]);
    }
    html.push_str("</tr></thead><tbody>\n");
    for step in steps.iter().take(SHOWN) {
        push_row(base, *step, columns, &labels, &mut html);
    }
    html.push_str("</tbody></table>");
    if steps.len() > SHOWN {
        html.extend(["\n<p class=\"note\">", &base.words.further(steps.len() - SHOWN), "</p>"]);
    }
    base.hyphens.html(&html)
}

fn push_row(base: &Base<'_>, step: ElementRef<'_>, columns: &[Column], labels: &[&str], html: &mut String) {
    let (link, journey) = (base.link(step, ROOT), base.name_html(step.root()));
    html.extend(["<tr><th scope=\"row\">", &link, "<small>", &journey, "</small></th>"]);
    for (column, label) in columns.iter().zip(labels) {
        let said = column.html(base, step);
        if said.is_empty() {
            html.push_str("<td></td>");
            continue;
        }
        html.push_str("<td data-label=\"");
        escape::push(label, html);
        if let (Column::Feels, Some(lowest)) = (column, lowest(step)) {
            html.push_str(&format!("\" data-sort=\"{lowest}"));
        }
        html.extend([if matches!(column, Column::Expects) { "\" class=\"voice\">" } else { "\">" }, &said, "</td>"]);
    }
    html.push_str("</tr>\n");
}

impl Column {
    fn label<'b>(self, base: &'b Base<'_>) -> &'b str {
        match self {
            Column::Touchpoint => base.words.get("visit_where"),
            Column::From => base.words.get("visit_from"),
            Column::Feels => base.words.get("visit_feels"),
            Column::Expects => base.words.get("expects"),
            Column::Pains => base.words.get("lane_pains"),
        }
    }

    fn html(self, base: &Base<'_>, step: ElementRef<'_>) -> String {
        let links = |key: &str| {
            let links: Vec<String> = step.targets(key).into_iter().map(|target| base.link(target, ROOT)).collect();
            links.join("<br>")
        };
        match self {
            Column::Touchpoint => links("touchpoint"),
            Column::From => from(base, step),
            Column::Feels => feels(base, step),
            Column::Expects => base.said_html(step, "expects"),
            Column::Pains => links("pains"),
        }
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
