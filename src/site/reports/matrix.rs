//! The matrix touchpoint × journey: which touchpoints a journey passes, how many times, and how people feel there at worst.

use std::collections::BTreeMap;

use super::cross::{self, Cell, Frame};
use super::{Empty, Group, Reading, Report};
use crate::model::{ElementId, ElementRef};
use crate::schema::Label;
use crate::site::base::Base;

pub(super) static REPORT: Report = Report {
    address: "matrix",
    title: Label::new("Touchpoint × journey", "Touchpoint × Kundenreise"),
    question: Label::new(
        "Where do people meet us, on which journey, and how do they feel there at worst?",
        "Wo begegnet man uns auf welcher Reise, und wie fühlt man sich dort im schlechtesten Fall?",
    ),
    group: Group::Journeys,
    template: "matrix.html",
    empty: Empty {
        help: Label::new(
            "No step of a journey names a touchpoint yet. Say where the steps take place:",
            "Noch nennt kein Schritt einer Kundenreise einen Touchpoint. Sagen Sie, wo die Schritte stattfinden:",
        ),
        example: Label::new(
            "step ask \"Ask for advice\" {\n  touchpoint: service-hotline\n  emotion: -1\n}",
            "step fragen \"Um Rat fragen\" {\n  touchpoint: servicetelefon\n  emotion: -1\n}",
        ),
    },
    read,
};

/// How to read a cell with a number of steps and the lowest feeling in them.
pub(super) static STEPS: Label = Label::new(
    "The number says how many steps take place there, the shade and the small number how the least happy persona feels there.",
    "Die Zahl sagt, wie viele Schritte dort stattfinden; Farbe und kleine Zahl, wie sich die unzufriedenste Persona dort fühlt.",
);

/// Which journeys stand on a page.
pub(super) static RANGE: Label = Label::new(
    "Journeys {from} to {to} of {n}, and what they use.",
    "Kundenreisen {from} bis {to} von {n} und was sie nutzen.",
);

fn read(base: &Base<'_>) -> Option<Reading> {
    let journeys = columns(base);
    let frame = Frame {
        report: &REPORT,
        caption: base.words.get("touchpoint_journey"),
        legend: legend(base, &STEPS),
        root: "",
        range: &RANGE,
    };
    let parts = cross::by_columns(&frame, base, &journeys, |journey| cells(base, journey));
    Some(Reading { count: journeys.len(), parts })
}

/// How to read the shades, below a sentence.
pub(super) fn legend(base: &Base<'_>, sentence: &Label) -> String {
    format!("<p class=\"note\">{}</p><ul class=\"plain keys\">{}</ul>", base.label(sentence), cross::feelings(base))
}

/// Journeys worth a column: those that pass a touchpoint.
pub(super) fn columns<'m>(base: &Base<'m>) -> Vec<ElementRef<'m>> {
    let passes = |journey: &ElementRef<'m>| {
        base.journey(*journey).is_some_and(|journey| journey.steps.iter().any(|step| step.touchpoint.is_some()))
    };
    base.of_kind("journey").filter(|journey| journey.status() != "retired" && passes(journey)).collect()
}

/// Steps that meet somewhere.
pub(super) struct Meeting<'m> {
    pub(super) steps: usize,
    pub(super) lowest: Option<i64>,
    /// The step with the lowest feeling, the first where none is known.
    pub(super) worst: ElementRef<'m>,
}

impl<'m> Meeting<'m> {
    pub(super) fn new(step: ElementRef<'m>) -> Meeting<'m> {
        Meeting { steps: 0, lowest: None, worst: step }
    }

    pub(super) fn add(&mut self, step: ElementRef<'m>, feeling: Option<i64>) {
        self.steps += 1;
        if feeling.is_some_and(|value| self.lowest.is_none_or(|lowest| value < lowest)) {
            (self.lowest, self.worst) = (feeling, step);
        }
    }

    /// The cell that leads to the worst step, from a page whose way up is `root`.
    pub(super) fn cell(&self, base: &Base<'_>, root: &str) -> Cell {
        let noun = base.words.counted(("steps_1", "steps_n"), self.steps);
        Cell {
            href: base.href(self.worst, root),
            class: cross::shade(self.lowest),
            main: self.steps.to_string(),
            small: cross::sign(self.lowest),
            words: format!("{noun}, {}", cross::said(base, self.lowest)),
        }
    }
}

fn cells<'m>(base: &Base<'m>, journey: ElementRef<'m>) -> Vec<(ElementRef<'m>, Cell)> {
    let mut met: BTreeMap<ElementId, Meeting<'m>> = BTreeMap::new();
    for step in base.journey(journey).into_iter().flat_map(|journey| journey.steps.iter()) {
        let Some(touchpoint) = step.touchpoint else { continue };
        let meeting = met.entry(touchpoint.id()).or_insert_with(|| Meeting::new(step.element));
        meeting.add(step.element, step.feelings.lowest());
    }
    met.into_iter().map(|(id, meeting)| (base.model.element(id), meeting.cell(base, ""))).collect()
}
