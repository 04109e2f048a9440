//! The matrix team × journey: who takes part in which journey, seen by customers or behind the scenes.

use std::collections::BTreeMap;

use super::cross::{self, Cell, Frame};
use super::matrix::{self, Meeting, RANGE};
use super::{Empty, Group, Reading, Report, reach};
use crate::model::{ElementId, ElementRef};
use crate::schema::Label;
use crate::site::base::Base;
use crate::site::pieces::ROOT;

pub(super) static REPORT: Report = Report {
    address: "reports/teams-by-journey",
    title: Label::new("Team × journey", "Team × Kundenreise"),
    question: Label::new(
        "Which teams and partners take part in which journey, and where do people feel worst with them?",
        "Welche Teams und Partner wirken an welcher Kundenreise mit, und wo fühlt man sich bei ihnen am schlechtesten?",
    ),
    group: Group::Journeys,
    template: "matrix.html",
    empty: Empty {
        help: Label::new(
            "No touchpoint on a journey names a team yet. Say who answers for it, who runs it, and who works behind it:",
            "Noch nennt kein Touchpoint einer Kundenreise ein Team. Sagen Sie, wer dafür verantwortlich ist, wer ihn betreibt und wer dahinter arbeitet:",
        ),
        example: Label::new(
            "touchpoint hotline \"Hotline\" {\n  owner: customer-service\n  operator: nightline\n  backstage: [check-capsule-stock]\n}",
            "touchpoint hotline \"Hotline\" {\n  owner: mitgliederservice\n  operator: abendpartner\n  backstage: [bestand-pruefen]\n}",
        ),
    },
    read,
};

static BEHIND: Label = Label::new("of these behind the scenes only", "davon nur hinter den Kulissen");
static LEGEND: Label = Label::new(
    "The number says in how many steps a team takes part: it answers for the touchpoint, runs it, or works behind it. Shade and small number say how the least happy persona feels in these steps.",
    "Die Zahl sagt, an wie vielen Schritten ein Team mitwirkt: Es verantwortet den Touchpoint, betreibt ihn oder arbeitet dahinter. Farbe und kleine Zahl sagen, wie sich die unzufriedenste Persona in diesen Schritten fühlt.",
);

fn read(base: &Base<'_>) -> Option<Reading> {
    let steps = |journey: &ElementRef<'_>| {
        base.journey(*journey)
            .is_some_and(|read| read.steps.iter().any(|step| !taking_part(step.element, step.touchpoint).is_empty()))
    };
    let journeys: Vec<ElementRef<'_>> =
        base.of_kind("journey").filter(|journey| journey.status() != "retired" && steps(journey)).collect();
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

/// Who takes part in a step, each once, and whether customers meet them there.
fn taking_part<'m>(step: ElementRef<'m>, touchpoint: Option<ElementRef<'m>>) -> Vec<(ElementRef<'m>, bool)> {
    let mut found: Vec<(ElementRef<'m>, bool)> =
        touchpoint.map(reach::teams).unwrap_or_default().into_iter().map(|team| (team, true)).collect();
    let processes = step.targets("backstage").into_iter();
    let processes = processes.chain(touchpoint.map(|touchpoint| touchpoint.targets("backstage")).unwrap_or_default());
    for team in processes.filter_map(|process| process.target("team")) {
        if !found.iter().any(|(known, _)| *known == team) {
            found.push((team, false));
        }
    }
    found
}

fn cells<'m>(base: &Base<'m>, journey: ElementRef<'m>) -> Vec<(ElementRef<'m>, Cell)> {
    let mut met: BTreeMap<ElementId, (Meeting<'m>, usize)> = BTreeMap::new();
    for step in base.journey(journey).into_iter().flat_map(|journey| journey.steps.iter()) {
        for (team, seen) in taking_part(step.element, step.touchpoint) {
            let (meeting, behind) = met.entry(team.id()).or_insert_with(|| (Meeting::new(step.element), 0));
            meeting.add(step.element, step.feelings.lowest());
            *behind += usize::from(!seen);
        }
    }
    met.into_iter().map(|(id, (meeting, behind))| (base.model.element(id), cell(base, &meeting, behind))).collect()
}

fn cell(base: &Base<'_>, meeting: &Meeting<'_>, behind: usize) -> Cell {
    let mut cell = meeting.cell(base, ROOT);
    if behind > 0 {
        cell.words = format!("{}; {behind} {}", cell.words, base.label(&BEHIND));
    }
    cell
}
