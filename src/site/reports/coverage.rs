//! Coverage as heat maps: how much of the base names an owner, metrics, a review, research; by kind, by journey, by team.

use std::collections::BTreeMap;

use super::heat::{self, Heat, Row, Share};
use super::reach::{in_use, teams};
use super::{Empty, Group, Reading, Report, sheet};
use crate::coverage::{self, Measure};
use crate::model::{ElementId, ElementRef};
use crate::schema::{Kind, Label};
use crate::site::base::Base;
use crate::site::pieces::ROOT;

pub(super) static BY_KIND: Report = Report {
    address: "reports/coverage",
    title: Label::new("Coverage by kind", "Abdeckung nach Art"),
    question: Label::new(
        "How much of what is written here has an owner, a metric, a review and research behind it?",
        "Wie viel von dem, was hier steht, hat Verantwortliche, Kennzahlen, eine Prüfung und Forschung hinter sich?",
    ),
    group: Group::Quality,
    template: "plot.html",
    empty: Empty {
        help: Label::new(
            "Nothing is in use yet. Write down the first touchpoint, and who answers for it:",
            "Noch ist nichts in Gebrauch. Schreiben Sie den ersten Touchpoint auf und wer ihn verantwortet:",
        ),
        example: EXAMPLE,
    },
    read: |base| Some(read(base, &BY_KIND, kinds(base), &KIND)),
};

pub(super) static BY_JOURNEY: Report = Report {
    address: "reports/coverage-by-journey",
    title: Label::new("Coverage by journey", "Abdeckung nach Kundenreise"),
    question: Label::new(
        "On which journeys do touchpoints lack an owner, a metric, a review or research?",
        "Auf welchen Kundenreisen fehlen Touchpoints Verantwortliche, Kennzahlen, Prüfung oder Forschung?",
    ),
    group: Group::Quality,
    template: "plot.html",
    empty: Empty {
        help: Label::new(
            "No step of a journey names a touchpoint yet. Say where it takes place, and who looks after that place:",
            "Noch nennt kein Schritt einer Kundenreise einen Touchpoint. Sagen Sie, wo er stattfindet und wer sich darum kümmert:",
        ),
        example: EXAMPLE,
    },
    read: |base| Some(read(base, &BY_JOURNEY, journeys(base), &JOURNEY)),
};

pub(super) static BY_TEAM: Report = Report {
    address: "reports/coverage-by-team",
    title: Label::new("Coverage by team", "Abdeckung nach Team"),
    question: Label::new(
        "Whose touchpoints lack a metric, a review or research?",
        "Wessen Touchpoints fehlen Kennzahlen, Prüfung oder Forschung?",
    ),
    group: Group::Quality,
    template: "plot.html",
    empty: Empty {
        help: Label::new(
            "No touchpoint names a team yet. Say who answers for it:",
            "Noch nennt kein Touchpoint ein Team. Sagen Sie, wer ihn verantwortet:",
        ),
        example: EXAMPLE,
    },
    read: |base| Some(read(base, &BY_TEAM, by_team(base), &TEAM)),
};

const EXAMPLE: Label = Label::new(
    "touchpoint hotline \"Hotline\" {\n  owner: customer-service\n  metrics: [first-contact-resolution]\n  reviewed: 2026-09-01, review_every: 6mo\n  basis: research\n}",
    "touchpoint hotline \"Hotline\" {\n  owner: mitgliederservice\n  metrics: [erstloesung]\n  reviewed: 2026-09-01, review_every: 6mo\n  basis: research\n}",
);
static KIND: Label = Label::new("Kind", "Art");
static JOURNEY: Label = Label::new("Journey", "Kundenreise");
static TEAM: Label = Label::new("Team or partner", "Team oder Partner");
static FIRST: Label = Label::new(
    "The picture shows {m} of {n} rows, those with the largest gaps.",
    "Das Bild zeigt {m} von {n} Zeilen: die mit den größten Lücken.",
);
static COUNTED: Label = Label::new(
    "Counted is whether something is written down: an owner; a metric, also that of a signature interaction; a review that is not overdue on the day of the build; research or mixed as the basis, or evidence.",
    "Gezählt wird, ob etwas aufgeschrieben ist: Verantwortliche; eine Kennzahl, auch die einer Signature Interaction; eine Prüfung, die am Tag der Erzeugung nicht überfällig ist; Forschung oder gemischt als Grundlage, oder Belege.",
);

/// Rows in a picture.
const SHOWN: usize = 60;

fn read(base: &Base<'_>, report: &Report, rows: Vec<Row>, corner: &Label) -> Reading {
    let columns: Vec<String> = coverage::MEASURES.iter().map(|measure| base.label(&measure.label).to_owned()).collect();
    let mut worst = rows.clone();
    worst.sort_by_key(Row::care);
    worst.truncate(SHOWN);
    let (title, corner) = (base.label(&report.title), base.label(corner));
    let heat = Heat { title, corner, columns: &columns, rows: &worst };
    let note = sheet::first_of(base, worst.len(), rows.len(), &FIRST);
    let figure = [heat::figure(base, &heat), format!("<p class=\"note\">{}</p>", base.label(&COUNTED))].concat();
    let pictures = [sheet::section("picture", base.label(&sheet::AS_PICTURE), note, figure)];
    let parts = sheet::with_table(report, base, &pictures, (base.label(&sheet::AS_TABLE), None), &rows, |shown| {
        heat::table(base, &heat, shown)
    });
    Reading { count: rows.len(), parts }
}

/// Which measures can be asked of elements of a kind: who owns it, when it was reviewed and what it rests on of all; metrics where
/// there is a field for them.
fn asks(kind: &Kind, measure: &Measure) -> bool {
    let has_metrics =
        || kind.fields.iter().any(|field| matches!(field.key.as_ref(), "metrics" | "performance_metrics"));
    measure.key != "metrics" || has_metrics()
}

fn holds(base: &Base<'_>, measure: &Measure, element: ElementRef<'_>) -> bool {
    let of_signature =
        || element.is("signature") && (element.says("performance_metrics") || element.says("brand_metrics"));
    measure.holds(element, base.input.today) || (measure.key == "metrics" && of_signature())
}

/// Adds an element to the shares of its row.
fn count(base: &Base<'_>, shares: &mut Vec<Option<Share>>, element: ElementRef<'_>) {
    shares.resize(coverage::MEASURES.len(), None);
    for (share, measure) in shares.iter_mut().zip(coverage::MEASURES) {
        if asks(element.kind(), measure) {
            share.get_or_insert_default().add(holds(base, measure, element));
        }
    }
}

fn kinds(base: &Base<'_>) -> Vec<Row> {
    let row = |(id, kind, list): (crate::schema::KindId, &Kind, &[ElementId])| {
        let mut shares = Vec::new();
        let used = list.iter().map(|id| base.model.element(*id)).filter(|element| element.status() == "active");
        used.for_each(|element| count(base, &mut shares, element));
        let href = format!("{ROOT}{}/index.html", base.addresses.folder(id));
        (!shares.is_empty()).then(|| Row { href, name: base.label(&kind.label_plural).to_owned(), shares })
    };
    base.kinds().filter_map(row).collect()
}

fn journeys(base: &Base<'_>) -> Vec<Row> {
    let row = |journey: ElementRef<'_>| {
        let steps = base.journey(journey)?.steps.iter();
        let mut met: Vec<ElementRef<'_>> = steps.filter_map(|step| step.touchpoint).collect();
        met.sort_by_key(|touchpoint| touchpoint.id());
        met.dedup();
        row_of(base, journey, &met)
    };
    in_use(base, "journey").filter_map(row).collect()
}

fn by_team(base: &Base<'_>) -> Vec<Row> {
    let mut all: BTreeMap<(u32, ElementId), Vec<ElementRef<'_>>> = BTreeMap::new();
    for touchpoint in in_use(base, "touchpoint") {
        for team in teams(touchpoint) {
            all.entry((base.rank(team), team.id())).or_default().push(touchpoint);
        }
    }
    all.into_iter().filter_map(|((_, id), touchpoints)| row_of(base, base.model.element(id), &touchpoints)).collect()
}

/// The row of an element over its touchpoints; none when it has none.
fn row_of(base: &Base<'_>, element: ElementRef<'_>, touchpoints: &[ElementRef<'_>]) -> Option<Row> {
    let mut shares = Vec::new();
    touchpoints.iter().for_each(|touchpoint| count(base, &mut shares, *touchpoint));
    let row = || Row { href: base.href(element, ROOT), name: element.name().to_string(), shares };
    (!touchpoints.is_empty()).then(row)
}
