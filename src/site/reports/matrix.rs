//! The matrix touchpoint × journey: which touchpoints a journey passes, how many times, and where somebody arrives at −2.
//!
//! Journeys stand in blocks of a page each, a block lists only the touchpoints its journeys use: so the pages together grow with the
//! number of steps, never with touchpoints times journeys.

use std::collections::BTreeMap;
use std::fmt::Write;

use minijinja::{Value, context};

use super::{Empty, Group, Reading, Report};
use crate::model::{ElementId, ElementRef};
use crate::present::Feelings;
use crate::schema::Label;
use crate::site::base::Base;
use crate::site::pages;
use crate::site::record::{Record, record};

pub(super) static REPORT: Report = Report {
    address: "matrix",
    title: Label::new("Touchpoint × journey", "Touchpoint × Kundenreise"),
    question: Label::new("Where do people meet us, on which journey?", "Wo begegnet man uns auf welcher Reise?"),
    group: Group::Journeys,
    template: "matrix.html",
    empty: Empty {
        help: Label::new(
            "No step of a journey names a touchpoint yet. Say where the steps take place:",
            "Noch nennt kein Schritt einer Kundenreise einen Touchpoint. Sagen Sie, wo die Schritte stattfinden:",
        ),
        example: Label::new(
            "step ask \"Ask for advice\" {\n  touchpoint: service-hotline\n}",
            "step fragen \"Um Rat fragen\" {\n  touchpoint: servicetelefon\n}",
        ),
    },
    read,
};

/// Journeys side by side on a page.
const PER_PAGE: usize = 24;

/// What happens where a touchpoint and a journey meet.
struct Cell<'m> {
    steps: usize,
    lowest: Option<i64>,
    first: ElementRef<'m>,
}

fn read(base: &Base<'_>) -> Option<Reading> {
    let journeys = columns(base);
    let parts = (0..pages::parts(journeys.len(), PER_PAGE)).map(|part| values(base, &journeys, part)).collect();
    Some(Reading { count: journeys.len(), parts })
}

/// Journeys worth a column: those that pass a touchpoint.
fn columns<'m>(base: &Base<'m>) -> Vec<ElementRef<'m>> {
    let passes = |journey: &ElementRef<'m>| {
        base.journey(*journey).is_some_and(|journey| journey.steps.iter().any(|step| step.touchpoint.is_some()))
    };
    base.of_kind("journey").filter(|journey| journey.status() != "retired" && passes(journey)).collect()
}

/// The values of page number `part`.
fn values(base: &Base<'_>, all: &[ElementRef<'_>], part: usize) -> Record {
    let shown = pages::part(all, part, PER_PAGE);
    let range = base.words.get("matrix_part").replace("{from}", &(part * PER_PAGE + 1).to_string());
    let range =
        range.replace("{to}", &(part * PER_PAGE + shown.len()).to_string()).replace("{n}", &all.len().to_string());
    record! {
        range => (all.len() > PER_PAGE).then_some(range),
        pages => REPORT.pages(all.len(), part, PER_PAGE),
        journeys => shown.iter().map(|journey| context! { href => base.href(*journey, ""), name => base.named(*journey) }).collect::<Vec<_>>(),
        rows => rows(base, shown),
    }
}

/// One row for each touchpoint that any of the journeys passes, in alphabetical order.
fn rows(base: &Base<'_>, journeys: &[ElementRef<'_>]) -> Vec<Value> {
    let mut cells: BTreeMap<(u32, ElementId), BTreeMap<usize, Cell<'_>>> = BTreeMap::new();
    for (column, journey) in journeys.iter().enumerate() {
        for step in base.journey(*journey).into_iter().flat_map(|journey| journey.steps.iter()) {
            let Some(touchpoint) = step.touchpoint else { continue };
            let row = cells.entry((base.rank(touchpoint), touchpoint.id())).or_default();
            row.entry(column).or_insert(Cell { steps: 0, lowest: None, first: step.element }).add(&step.feelings);
        }
    }
    let row = |((_, id), cells): ((u32, ElementId), BTreeMap<usize, Cell<'_>>)| {
        let touchpoint = base.model.element(id);
        let html = row_html(base, journeys.len(), &cells);
        context! { href => base.href(touchpoint, ""), name => base.named(touchpoint), cells => Value::from_safe_string(html) }
    };
    cells.into_iter().map(row).collect()
}

impl Cell<'_> {
    fn add(&mut self, feelings: &Feelings) {
        self.steps += 1;
        self.lowest = self.lowest.into_iter().chain(feelings.lowest()).min();
    }
}

fn row_html(base: &Base<'_>, columns: usize, cells: &BTreeMap<usize, Cell<'_>>) -> String {
    let mut html = String::new();
    for column in 0..columns {
        match cells.get(&column) {
            None => html.push_str("<td></td>"),
            Some(cell) => push_cell(base, cell, &mut html),
        }
    }
    html
}

fn push_cell(base: &Base<'_>, cell: &Cell<'_>, html: &mut String) {
    let low = cell.lowest == Some(-2);
    let class = if low { " class=\"low\"" } else { "" };
    let noun = base.words.counted(("steps_1", "steps_n"), cell.steps);
    let why = if low { format!(", {} −2", base.words.get("low")) } else { String::new() };
    let href = base.href(cell.first, "");
    let _ = write!(
        html,
        "<td><a href=\"{href}\"{class} title=\"{noun}{why}\">{}<span class=\"vh\">: {noun}{why}</span></a></td>",
        cell.steps
    );
}
