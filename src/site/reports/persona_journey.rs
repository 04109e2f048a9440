//! The matrix persona × journey: who goes which way, and what is the lowest point on it.

use super::cross::{self, Cell, Frame};
use super::matrix::{self, RANGE};
use super::{Empty, Group, Reading, Report};
use crate::model::ElementRef;
use crate::present::{Journey, Voice, format};
use crate::schema::Label;
use crate::site::base::Base;
use crate::site::pieces::ROOT;

pub(super) static REPORT: Report = Report {
    address: "reports/personas-by-journey",
    title: Label::new("Persona × journey", "Persona × Kundenreise"),
    question: Label::new(
        "Who goes which journey, and how low is the lowest point on it?",
        "Wer geht welche Kundenreise, und wie tief ist der tiefste Punkt darauf?",
    ),
    group: Group::Journeys,
    template: "matrix.html",
    empty: Empty {
        help: Label::new(
            "No journey says yet who goes it. Name its personas, and how each of them feels in a step:",
            "Noch sagt keine Kundenreise, wer sie geht. Nennen Sie ihre Personas und wie sich jede in einem Schritt fühlt:",
        ),
        example: Label::new(
            "journey reorder \"Reorder\" {\n  personas: [busy-shopper]\n  stage order \"Order\" {\n    step choose \"Choose\" { emotion: { busy-shopper: -1, default: 1 } }\n  }\n}",
            "journey nachbestellen \"Nachbestellen\" {\n  personas: [eilige-einkaeuferin]\n  stage bestellen \"Bestellen\" {\n    step waehlen \"Auswählen\" { emotion: { eilige-einkaeuferin: -1, default: 1 } }\n  }\n}",
        ),
    },
    read,
};

static LEGEND: Label = Label::new(
    "Shade and number say how the persona feels at the lowest point of the journey; the link leads there. The small number is the best moment.",
    "Farbe und Zahl sagen, wie sich die Persona am tiefsten Punkt der Reise fühlt; der Link führt dorthin. Die kleine Zahl ist der beste Moment.",
);
static BEST: Label = Label::new("best moment", "bester Moment");

fn read(base: &Base<'_>) -> Option<Reading> {
    let goes = |journey: &ElementRef<'_>| {
        base.journey(*journey).is_some_and(|read| read.voices.iter().any(|voice| !voice.personas.is_empty()))
    };
    let journeys: Vec<ElementRef<'_>> =
        base.of_kind("journey").filter(|journey| journey.status() != "retired" && goes(journey)).collect();
    let frame = Frame {
        report: &REPORT,
        caption: base.label(&REPORT.title),
        legend: matrix::legend(base, &LEGEND),
        root: ROOT,
        range: &RANGE,
    };
    let parts = cross::by_columns(&frame, base, &journeys, |journey| cells(base, journey));
    Some(Reading { count: journeys.len(), parts })
}

fn cells<'m>(base: &Base<'m>, element: ElementRef<'m>) -> Vec<(ElementRef<'m>, Cell)> {
    let Some(journey) = base.journey(element) else { return Vec::new() };
    let of_voice = |voice: &Voice<'m>| {
        let cell = cell(base, element, journey, voice);
        voice.personas.iter().map(move |persona| (*persona, cell.clone())).collect::<Vec<_>>()
    };
    journey.voices.iter().flat_map(of_voice).collect()
}

fn cell(base: &Base<'_>, element: ElementRef<'_>, journey: &Journey<'_>, voice: &Voice<'_>) -> Cell {
    let felt = || journey.steps.iter().filter_map(|step| Some((step.feelings.of_voice(voice)?, step.element)));
    let lowest = felt().min_by_key(|(value, _)| *value);
    let best = felt().map(|(value, _)| value).max();
    let (value, place) = (lowest.map(|(value, _)| value), lowest.map_or(element, |(_, step)| step));
    let mut words = cross::said(base, value);
    if let (Some((_, step)), Some(best)) = (lowest, best) {
        words = format!("{words}: {}; {} {}", step.name(), base.label(&BEST), format::signed(best));
    }
    Cell {
        href: base.href(place, ROOT),
        class: cross::shade(value),
        main: value.map_or_else(|| "·".to_owned(), format::signed),
        small: cross::sign(best.filter(|best| Some(*best) != value)),
        words,
    }
}
