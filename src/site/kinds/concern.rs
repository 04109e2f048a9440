//! What concerns a team, a role or a partner, and nothing else: its touchpoints, how people feel there, where it hurts, what it is
//! making better, and what it should look at again.

use jiff::civil::Date;

use super::steps::{self, Column};
use super::{columns, figures, mood, push_section, rows, users};
use crate::model::ElementRef;
use crate::present::format;
use crate::site::base::Base;
use crate::site::pieces::{self, ROOT, feeling};
use crate::site::{escape, reports};

/// Touchpoints, unhappy steps and reviews shown; how many more there are is said.
const TOUCHPOINTS: usize = 60;
const UNHAPPY: usize = 12;
const REVIEWS: usize = 8;
const WORK: usize = 12;

/// The sections of the page of `who`.
pub(super) fn of(base: &Base<'_>, who: ElementRef<'_>) -> String {
    let touchpoints = users(base, who, "touchpoint", &["owner", "operator"]);
    let steps = steps_of(base, who, &touchpoints);
    let mood = steps::mood(&steps);
    let unhappy = unhappy(base, &steps);
    let reviews = reviews(base, who);
    let mut html = String::new();
    if !steps.is_empty() {
        html.push_str(&sums(base, &touchpoints, &steps, &mood, &reviews));
    }
    let words = &base.words;
    let hurts = steps::table(base, "_hurts", &unhappy, &[Column::Touchpoint, Column::Feels, Column::Pains]);
    push_section("_hurts", words.get("hurts"), &hurts, &mut html);
    push_section("_touchpoints", base.plural("touchpoint"), &places(base, &touchpoints), &mut html);
    push_section("_mood", words.get("mood"), &mood.html(base), &mut html);
    push_section("_work", words.get("in_the_works"), &work(base, who), &mut html);
    push_section("_reviews", words.get("reviews_next"), &due(base, &reviews), &mut html);
    html
}

/// The steps at `touchpoints`, and those behind which `who` does the work.
fn steps_of<'m>(base: &Base<'_>, who: ElementRef<'m>, touchpoints: &[ElementRef<'m>]) -> Vec<ElementRef<'m>> {
    let behind = users(base, who, "process", &["team"])
        .into_iter()
        .flat_map(|process| users(base, process, "step", &["backstage"]));
    let mut steps: Vec<ElementRef<'m>> =
        touchpoints.iter().flat_map(|touchpoint| super::visits(*touchpoint)).chain(behind).collect();
    steps.sort_by_key(|step| (base.rank(step.root()), step.id()));
    steps.dedup();
    steps
}

/// The steps where people leave unhappy or where something hurts, the worst first.
fn unhappy<'m>(base: &Base<'_>, steps: &[ElementRef<'m>]) -> Vec<ElementRef<'m>> {
    let hurts = |step: &ElementRef<'_>| steps::lowest(*step).is_some_and(|value| value < 0) || step.says("pains");
    let mut unhappy = steps::unhappiest(base, &steps.iter().copied().filter(hurts).collect::<Vec<_>>());
    unhappy.truncate(UNHAPPY);
    unhappy
}

fn sums(
    base: &Base<'_>,
    touchpoints: &[ElementRef<'_>],
    steps: &[ElementRef<'_>],
    mood: &mood::Mood,
    reviews: &[(Date, ElementRef<'_>)],
) -> String {
    let words = &base.words;
    let number = |count: usize| format::number(count as f64, words);
    let journeys = words.counted(("in_journeys_1", "in_journeys_n"), steps::journeys(steps));
    let next = reviews.first().map(|(day, _)| reports::due(base, *day)).unwrap_or_default();
    let none = String::new;
    figures(&[
        (base.plural("touchpoint"), number(touchpoints.len()), none()),
        (base.plural("step"), number(steps.len()), journeys),
        (words.get("bad_steps"), number(mood.bad()), none()),
        (words.get("first_review"), next, none()),
    ])
}

/// The touchpoints with what they are there for, how often people come, and how the unhappiest of them feel.
fn places(base: &Base<'_>, touchpoints: &[ElementRef<'_>]) -> String {
    if touchpoints.is_empty() {
        return String::new();
    }
    let words = &base.words;
    let labels = [words.get("visit_where"), words.get("visited"), words.get("weakest_link"), base.plural("metric")];
    let mut html = String::from("<table class=\"data stack\" aria-labelledby=\"_touchpoints\"><thead><tr>");
    labels.iter().for_each(|label| html.extend(["<th scope=\"col\">", &escape::html(label), "</th>"]));
    html.push_str("</tr></thead><tbody>\n");
    for touchpoint in touchpoints.iter().take(TOUCHPOINTS) {
        push_place(base, *touchpoint, &labels, &mut html);
    }
    html.push_str("</tbody></table>");
    if touchpoints.len() > TOUCHPOINTS {
        html.extend(["\n<p class=\"note\">", &words.further(touchpoints.len() - TOUCHPOINTS), "</p>"]);
    }
    html
}

fn push_place(base: &Base<'_>, touchpoint: ElementRef<'_>, labels: &[&str; 4], html: &mut String) {
    let steps: Vec<ElementRef<'_>> = super::visits(touchpoint).collect();
    let lowest = steps.iter().filter_map(|step| steps::lowest(*step)).min();
    let metrics = touchpoint.targets("metrics").len();
    let [_, visited, weakest, measured] = labels;
    let (link, mission) = (base.link(touchpoint, ROOT), base.said_html(touchpoint, "mission"));
    html.extend(["<tr><th scope=\"row\">", &link, "<small>", &mission]);
    let visits = base.words.counted(("in_steps_1", "in_steps_n"), steps.len());
    html.push_str(&format!("</small></th><td data-label=\"{visited}\" data-sort=\"{}\">{visits}</td>", steps.len()));
    match lowest {
        Some(value) => {
            let feeling = feeling(base, value);
            html.push_str(&format!("<td data-label=\"{weakest}\" data-sort=\"{value}\">{feeling}</td>"));
        }
        None => html.push_str("<td></td>"),
    }
    let measures = if metrics > 0 { metrics.to_string() } else { base.words.get("not_measured").to_owned() };
    html.push_str(&format!(
        "<td data-label=\"{}\" data-sort=\"{metrics}\">{measures}</td></tr>\n",
        escape::html(measured)
    ));
}

/// What `who` is making better, finding out and able to do.
fn work(base: &Base<'_>, who: ElementRef<'_>) -> String {
    let list = |kind: &'static str, keys: &[&str]| {
        let active: Vec<_> = users(base, who, kind, keys).into_iter().filter(|one| one.status() != "retired").collect();
        (base.plural(kind), rows(base, &active, WORK, |one| base.gist_html(one)))
    };
    columns(&[
        list("initiative", &["owner"]),
        list("opportunity", &["owner"]),
        list("pain", &["owner"]),
        list("capability", &["team", "owner"]),
    ])
}

/// What `who` answers for and has promised to look at again, the soonest first.
fn reviews<'m>(base: &Base<'_>, who: ElementRef<'m>) -> Vec<(Date, ElementRef<'m>)> {
    let owned = who.backlinks().filter(|reference| reference.field().key == "owner").map(|reference| reference.from());
    let mut reviews: Vec<_> = owned.filter_map(|element| Some((pieces::due(element)?, element))).collect();
    reviews.sort_by_key(|(day, element)| (*day, base.rank(*element), element.id()));
    reviews.dedup();
    reviews
}

fn due(base: &Base<'_>, reviews: &[(Date, ElementRef<'_>)]) -> String {
    if reviews.is_empty() {
        return String::new();
    }
    let mut html = String::from("<ul class=\"plain rows\">\n");
    for (day, element) in reviews.iter().take(REVIEWS) {
        let (link, kind) = (base.link(*element, ROOT), escape::html(base.label(&element.kind().label)));
        html.extend([
            "<li><span>",
            &link,
            "<small>",
            &kind,
            "</small></span><span>",
            &reports::due(base, *day),
            "</span></li>\n",
        ]);
    }
    if reviews.len() > REVIEWS {
        html.extend(["<li class=\"soft\">", &base.words.further(reviews.len() - REVIEWS), "</li>\n"]);
    }
    html + "</ul>"
}
