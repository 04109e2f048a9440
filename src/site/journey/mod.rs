//! What the page of a journey has beyond other pages: verdict, map (stages and steps by lanes) and the steps one by one.

mod blueprint;
mod cell;
mod compare;
mod lanes;
mod picture;
mod sheets;
mod steps;
mod table;
mod told;
mod verdict;
mod voices;
mod wrap;

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

use minijinja::{Value, context};

use super::base::Base;
use super::pieces::ROOT;
use super::record::{Record, record};
use super::{escape, values};
use crate::model::ElementRef;
use crate::present::{Journey, Voice};
use lanes::Lane;
use table::Table;
use verdict::Figure;

pub(super) use sheets::{Sheet, drawing, of as sheets, page as sheet, path as sheet_path};

/// The values that `journey.html` needs beside those of every element.
pub(super) fn more(base: &Base<'_>, element: ElementRef<'_>) -> Record {
    let Some(journey) = base.journey(element) else { return record! {} };
    let lanes = lanes::of_map(base, journey);
    let steps = steps::html(base, journey, &lanes);
    record! {
        personas => personas(base, element),
        verdict => verdict::figures(base, journey, "").into_iter().filter_map(Figure::value).collect::<Vec<_>>(),
        map => (!journey.steps.is_empty()).then(|| map(base, element, journey, &lanes)),
        steps => Value::from_safe_string(base.hyphens.html(&steps)),
        parted => Value::from_safe_string(base.hyphens.html(&base.name_html(element))),
        need => Value::from_safe_string(base.hyphens.html(&base.said_html(element, "need"))),
        views => views(base, element, journey),
    }
}

fn views(base: &Base<'_>, element: ElementRef<'_>, journey: &Journey<'_>) -> Option<Value> {
    (!journey.steps.is_empty()).then(|| Value::from_safe_string(sheets::views(base, element, None)))
}

fn personas(base: &Base<'_>, element: ElementRef<'_>) -> Value {
    let references = element.field("personas").into_iter().flat_map(|field| field.references());
    let personas: Vec<String> = references.map(|reference| values::reference(base, reference, ROOT)).collect();
    Value::from_safe_string(base.words.sentence(&personas))
}

/// The map: its table, and the buttons that show and hide lanes and personas.
fn map(base: &Base<'_>, element: ElementRef<'_>, journey: &Journey<'_>, lanes: &[Lane<'_>]) -> Value {
    let table = Table { base, journey, lanes, steps: 0..journey.steps.len(), curve: true, page: "" };
    let table = table.html(&format!("{}: {}", element.name(), base.words.get("map_caption")));
    let file = sheets::file(base, element, Some(Sheet::Picture));
    let rows: String = (1..=blueprint::rows(journey.steps.len(), picture::ROW).len())
        .map(|row| format!("<img src=\"{file}#_{row}\" alt=\"\" loading=\"lazy\">"))
        .collect();
    let safe = Value::from_safe_string;
    context! { table => safe(table), print => safe(rows), tools => safe(tools(base, journey, lanes)), people => safe(people(base, journey)) }
}

/// Buttons that hide lanes.
fn tools(base: &Base<'_>, journey: &Journey<'_>, lanes: &[Lane<'_>]) -> String {
    let words = &base.words;
    let mut lanes: Vec<(&str, &str)> = lanes.iter().map(|lane| (lane.key, lane.label)).collect();
    if journey.has_feelings() {
        lanes.insert(lanes.len().min(2), ("emotion", words.get("lane_emotion")));
    }
    lanes.into_iter().map(|(key, label)| button(key, key, label)).collect()
}

/// Buttons that hide the feelings of personas, where several feel.
fn people(base: &Base<'_>, journey: &Journey<'_>) -> String {
    if journey.voices.len() < 2 || !journey.has_feelings() {
        return String::new();
    }
    let voice = |(at, one): (usize, &Voice<'_>)| {
        let name = format!("persona {}", voices::key(one));
        button(&format!("v{at}"), &escape::html(&name), &escape::html(&voices::name(base, one)))
    };
    let buttons: String = journey.voices.iter().enumerate().map(voice).collect();
    format!("<p id=\"_people\">{}</p>{buttons}", base.plural("persona"))
}

/// A button that shows and hides what carries `key`, and is remembered by `name`.
fn button(key: &str, name: &str, label: &str) -> String {
    let name = if name == key { String::new() } else { format!(" data-name=\"{name}\"") };
    format!("<button type=\"button\" aria-pressed=\"true\" data-hide=\"{key}\"{name}>{label}</button>")
}
