//! The journey step by step, one below the other: all that the map holds and what else is known, for narrow screens, for those who
//! listen, and for those who read on.

use super::lanes::{self, Lane};
use super::table::stage_kind;
use super::{cell, voices};
use crate::model::{ElementRef, FieldRef};
use crate::present::{Journey, Stage, Step, anchor};
use crate::site::base::Base;
use crate::site::pieces::ROOT;
use crate::site::{escape, values};

/// Fields of a step that have a place of their own, in the lanes or here.
const TOLD: &[&str] = &[
    "name",
    "summary",
    "description",
    "formerly",
    "image",
    "labels",
    "touchpoint",
    "journey",
    "channel",
    "thought",
    "expects",
    "emotion",
    "effort",
    "duration",
    "moment",
    "pains",
    "backstage",
    "optional",
];
/// Lanes that stand in the opening of a step, without their names.
const OPENING: &[&str] = &["marks", "touchpoint", "thought", "effort"];

/// The stages with their steps, as the content of a list.
pub(super) fn html(base: &Base<'_>, journey: &Journey<'_>, lanes: &[Lane<'_>]) -> String {
    let mut html = String::new();
    for stage in &journey.stages {
        open_stage(base, stage, &mut html);
        for at in stage.steps.clone() {
            if let Some(step) = journey.steps.get(at) {
                push_step(base, journey, lanes, at, step, &mut html);
            }
        }
        html.push_str("</li>\n");
    }
    html
}

fn open_stage(base: &Base<'_>, stage: &Stage<'_>, html: &mut String) {
    let name = base.name_html(stage.element);
    if stage.element.is("step") {
        // A step without a stage stands for one: its own place follows below.
        return html.push_str("<li>");
    }
    let kind = stage_kind(base, stage);
    let kind = kind.map(|kind| format!(" <span class=\"soft\">{}</span>", escape::html(&kind))).unwrap_or_default();
    html.push_str(&format!("<li id=\"{}\"><h3>{name}{kind}</h3>", base.anchor(stage.element)));
}

fn push_step(
    base: &Base<'_>,
    journey: &Journey<'_>,
    lanes: &[Lane<'_>],
    at: usize,
    step: &Step<'_>,
    html: &mut String,
) {
    let element = step.element;
    let place = base.anchor(element);
    html.push_str(&format!("\n<div class=\"stop\" id=\"{place}\">"));
    for former in element.texts("formerly") {
        html.push_str(&format!("<span id=\"{}\"></span>", anchor(former)));
    }
    html.push_str(&format!(
        "<h4>{} <a class=\"up\" href=\"#_m-{place}\">{}</a></h4><div class=\"halves\"><div>",
        base.name_html(element),
        base.words.get("in_map")
    ));
    opening(base, step, html);
    html.push_str("</div><div>");
    let felt = voices::felt(base, journey, step);
    push_some("<dl class=\"felt\">", &felt, "</dl>", html);
    below(base, lanes, at, html);
    further(base, element, html);
    html.push_str("</div></div></div>");
}

/// What happens where, in the person's words.
fn opening(base: &Base<'_>, step: &Step<'_>, html: &mut String) {
    let element = step.element;
    let marks = cell::line(base, &lanes::marks(base, step), "");
    push_some("<div class=\"marks\">", &marks, "</div>", html);
    push_some("<p>", &base.said_html(element, "summary"), "</p>", html);
    let (mut place, mut effort) = (lanes::place(base, step), lanes::effort(base, step));
    // What unfolds is no part of a paragraph, and nothing stands behind it.
    if step.sub().is_some() {
        push_some("<div>", &cell::line(base, &place, " · "), "</div>", html);
        place.clear();
    }
    place.append(&mut effort);
    push_some("<p>", &cell::line(base, &place, " · "), "</p>", html);
    push_some("<p class=\"voice\"><q>", &base.said_html(element, "thought"), "</q></p>", html);
    if let Some((field, text)) = element.field("description").and_then(|field| Some((field, field.texts().next()?))) {
        push_some("<div class=\"prose\">", &values::prose(base, field, text, 5, ROOT), "</div>", html);
    }
}

/// The other lanes, a line for each that says something here.
fn below(base: &Base<'_>, lanes: &[Lane<'_>], at: usize, html: &mut String) {
    for lane in lanes.iter().filter(|lane| !OPENING.contains(&lane.key)) {
        let Some(said) = lane.cells.get(at).filter(|cell| !cell.is_empty()) else { continue };
        push_line(lane.label, &cell::line(base, said, ", "), html);
    }
}

/// What else is known of the step, a line for each field.
fn further(base: &Base<'_>, step: ElementRef<'_>, html: &mut String) {
    let fields = base.fields(step, |field: FieldRef<'_>| !TOLD.contains(&field.field.key.as_ref()));
    for field in fields {
        if let Some(shown) = values::shown(base, field, ROOT) {
            push_line(&escape::html(base.field_label(field.field)), &shown.into_html(), html);
        }
    }
}

fn push_line(label: &str, text: &str, html: &mut String) {
    ["<p class=\"note\">", label, ": ", text, "</p>"].iter().for_each(|piece| html.push_str(piece));
}

fn push_some(before: &str, text: &str, behind: &str, html: &mut String) {
    if !text.is_empty() {
        [before, text, behind].iter().for_each(|piece| html.push_str(piece));
    }
}
