//! The matrix compass × touchpoint: where brand values and principles are lived, and where they are only a poster.

use super::cross::{self, Cell, Frame};
use super::reach::{Reach, Reaches, in_use};
use super::{Empty, Group, Reading, Report, matrix, sheet};
use crate::model::ElementRef;
use crate::schema::Label;
use crate::site::base::Base;
use crate::site::pieces::ROOT;

pub(super) static REPORT: Report = Report {
    address: "reports/compass-by-touchpoint",
    title: Label::new("Compass × touchpoint", "Kompass × Touchpoint"),
    question: Label::new(
        "Where are our values and principles lived, and do people feel it?",
        "Wo leben wir unsere Werte und Grundsätze, und spürt man das?",
    ),
    group: Group::Journeys,
    template: "matrix.html",
    empty: Empty {
        help: Label::new(
            "No touchpoint and no signature interaction names a value yet. Say what people should feel there:",
            "Noch nennt kein Touchpoint und keine Signature Interaction einen Wert. Sagen Sie, was man dort spüren soll:",
        ),
        example: Label::new(
            "touchpoint hotline \"Hotline\" {\n  compass: [easy-to-understand]\n}",
            "touchpoint hotline \"Hotline\" {\n  compass: [leicht-verstaendlich]\n}",
        ),
    },
    read,
};

static RANGE: Label = Label::new("Touchpoints {from} to {to} of {n}.", "Touchpoints {from} bis {to} von {n}.");
static LEGEND: Label = Label::new(
    "The number says how many steps of journeys lead to the touchpoint that names the value; ✦ stands for a signature interaction. Shade and small number say how the least happy persona feels there.",
    "Die Zahl sagt, wie viele Schritte zu dem Touchpoint führen, der den Wert nennt; ✦ steht für eine Signature Interaction. Farbe und kleine Zahl sagen, wie sich die unzufriedenste Persona dort fühlt.",
);
static POSTERS: Label = Label::new("At no touchpoint yet:", "Noch an keinem Touchpoint:");
static SIGNATURE: Label = Label::new("signature interaction", "Signature Interaction");

/// Values named as lived nowhere, at most.
const SHOWN: usize = 24;

fn read(base: &Base<'_>) -> Option<Reading> {
    let reaches = Reaches::of(base);
    let touchpoints: Vec<ElementRef<'_>> =
        in_use(base, "touchpoint").filter(|touchpoint| !values(*touchpoint).is_empty()).collect();
    let frame = Frame {
        report: &REPORT,
        caption: base.label(&REPORT.title),
        legend: [matrix::legend(base, &LEGEND), posters(base)].concat(),
        root: ROOT,
        range: &RANGE,
    };
    let parts = cross::by_rows(&frame, base, &touchpoints, |touchpoint| {
        let reach = reaches.at(touchpoint);
        values(touchpoint)
            .into_iter()
            .map(|(value, signature)| (value, cell(base, touchpoint, reach, signature)))
            .collect()
    });
    Some(Reading { count: touchpoints.len(), parts })
}

/// The values of a touchpoint and of the signature interactions there, and whether one of these names them.
fn values<'m>(touchpoint: ElementRef<'m>) -> Vec<(ElementRef<'m>, bool)> {
    let mut found: Vec<(ElementRef<'m>, bool)> =
        touchpoint.targets("compass").into_iter().map(|value| (value, false)).collect();
    for signature in signatures(touchpoint) {
        for value in signature.targets("compass") {
            match found.iter_mut().find(|(known, _)| *known == value) {
                Some((_, signature)) => *signature = true,
                None => found.push((value, true)),
            }
        }
    }
    found
}

fn signatures<'m>(touchpoint: ElementRef<'m>) -> impl Iterator<Item = ElementRef<'m>> {
    let here = touchpoint.backlinks().filter(|reference| reference.field().key == "touchpoint");
    here.map(|reference| reference.from()).filter(|from| from.is("signature") && from.status() != "retired")
}

fn cell(base: &Base<'_>, touchpoint: ElementRef<'_>, reach: Reach, signature: bool) -> Cell {
    let steps = base.words.counted(("steps_1", "steps_n"), reach.steps);
    let mut words = format!("{steps}, {}", cross::said(base, reach.lowest));
    if signature {
        words = format!("{}, {words}", base.label(&SIGNATURE));
    }
    Cell {
        href: base.href(touchpoint, ROOT),
        class: cross::shade(reach.lowest),
        main: format!("{}{}", reach.steps, if signature { " ✦" } else { "" }),
        small: cross::sign(reach.lowest),
        words,
    }
}

/// The values that no touchpoint names.
fn posters(base: &Base<'_>) -> String {
    let is_lived = |value: &ElementRef<'_>| {
        value.backlinks().any(|reference| {
            reference.field().key == "compass"
                && ["touchpoint", "signature"].iter().any(|kind| reference.from().is(kind))
        })
    };
    let lived_nowhere: Vec<ElementRef<'_>> = in_use(base, "compass").filter(|value| !is_lived(value)).collect();
    if lived_nowhere.is_empty() {
        return String::new();
    }
    let links = sheet::links(base, &lived_nowhere, SHOWN, ROOT);
    format!("<p class=\"note\">{} {links}</p>", base.label(&POSTERS))
}
