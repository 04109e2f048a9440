//! Measurement coverage: over which channels and in which stages people are heard, and the blind spots in between.

use std::collections::BTreeMap;

use super::heat::{self, Heat, Row, Share};
use super::reach::{self, Reaches, in_use};
use super::{Empty, Group, Reading, Report, sheet};
use crate::model::{ElementId, ElementRef};
use crate::present::{Step, format};
use crate::schema::{Label, Scalar, Variant};
use crate::site::base::Base;
use crate::site::pieces::ROOT;

pub(super) static REPORT: Report = Report {
    address: "reports/measurement",
    title: Label::new("Measurement coverage", "Abdeckung der Messung"),
    question: Label::new(
        "Where do we measure how people fare, and where are we blind?",
        "Wo messen wir, wie es den Menschen ergeht, und wo sind wir blind?",
    ),
    group: Group::Measurement,
    template: "plot.html",
    empty: Empty {
        help: Label::new(
            "No step of a journey leads to a touchpoint yet. Say where it takes place, and what tells that the place does well:",
            "Noch führt kein Schritt einer Kundenreise zu einem Touchpoint. Sagen Sie, wo er stattfindet und woran man merkt, dass es dort gut läuft:",
        ),
        example: Label::new(
            "touchpoint hotline \"Hotline\" {\n  channels: [phone]\n  metrics: [first-contact-resolution]\n}",
            "touchpoint hotline \"Hotline\" {\n  channels: [telefon]\n  metrics: [erstloesung]\n}",
        ),
    },
    read,
};

static CHANNEL: Label = Label::new("Channel", "Kanal");
static OTHER: Label = Label::new("Other stages", "Andere Phasen");
static MAP: Label = Label::new("Measured steps by channel and stage", "Gemessene Schritte nach Kanal und Phase");
static BLIND: Label = Label::new("Blind spots", "Blinde Flecken");
static NO_BLIND: Label =
    Label::new("Every touchpoint of a journey is measured.", "Jeder Touchpoint einer Kundenreise wird gemessen.");
static BLIND_NOTE: Label = Label::new(
    "Touchpoints that people pass on a journey and that no metric watches, those with most steps first. Add `metrics` there.",
    "Touchpoints, die Menschen auf einer Kundenreise passieren und die keine Kennzahl beobachtet; die mit den meisten Schritten zuerst. Ergänzen Sie dort `metrics`.",
);
static HEADS: [Label; 4] = [
    Label::new("Touchpoint", "Touchpoint"),
    Label::new("Steps", "Schritte"),
    Label::new("Journeys", "Kundenreisen"),
    Label::new("Lowest feeling", "Tiefstes Gefühl"),
];
static FIRST: Label = Label::new(
    "The picture shows {m} of {n} channels, those with the largest gaps.",
    "Das Bild zeigt {m} von {n} Kanälen: die mit den größten Lücken.",
);

/// Channels in the picture, and in its table.
const SHOWN: usize = 40;
const LISTED: usize = 200;

fn read(base: &Base<'_>) -> Option<Reading> {
    let (columns, rows) = by_channel(base);
    let reaches = Reaches::of(base);
    let mut blind: Vec<ElementRef<'_>> = in_use(base, "touchpoint")
        .filter(|touchpoint| reaches.at(*touchpoint).steps > 0)
        .filter(|touchpoint| !reach::is_run_by_others(*touchpoint) && !reach::is_measured(*touchpoint))
        .collect();
    blind.sort_by_key(|touchpoint| std::cmp::Reverse(reaches.at(*touchpoint).steps));
    let pictures = pictures(base, &columns, &rows);
    let note = base.label(&BLIND_NOTE).replace('`', "");
    let mut parts =
        sheet::with_table(&REPORT, base, &pictures, (base.label(&BLIND), Some(note.as_str())), &blind, |shown| {
            table(base, &reaches, shown)
        });
    if blind.is_empty() {
        let none = sheet::section("table", base.label(&BLIND), Some(base.label(&NO_BLIND).to_owned()), String::new());
        let sections: Vec<_> = pictures.iter().cloned().chain([none]).collect();
        parts = vec![crate::site::record::record! { sections, pages => REPORT.pages(0, 0, 1) }];
    }
    Some(Reading { count: rows.len(), parts })
}

fn pictures(base: &Base<'_>, columns: &[String], rows: &[Row]) -> Vec<minijinja::Value> {
    let mut worst = rows.to_vec();
    worst.sort_by_key(Row::care);
    worst.truncate(SHOWN);
    let (title, corner) = (base.label(&MAP), base.label(&CHANNEL));
    let heat = Heat { title, corner, columns, rows: &worst };
    let note = sheet::first_of(base, worst.len(), rows.len(), &FIRST);
    let twin = heat::table(base, &heat, rows.get(..LISTED).unwrap_or(rows));
    vec![
        sheet::section("picture", title, note, heat::figure(base, &heat)),
        sheet::section("as-table", base.label(&sheet::AS_TABLE), None, twin.html()),
    ]
}

/// Columns, and a row for every channel: how many of the steps over it, stage by stage, take place where somebody measures.
fn by_channel(base: &Base<'_>) -> (Vec<String>, Vec<Row>) {
    let kinds = stage_kinds(base);
    let mut rows: BTreeMap<(u32, ElementId), Vec<Share>> = BTreeMap::new();
    let mut measured: BTreeMap<ElementId, bool> = BTreeMap::new();
    for journey in in_use(base, "journey").filter_map(|journey| base.journey(journey)) {
        for step in journey.steps.iter() {
            let Some(touchpoint) = step.touchpoint else { continue };
            let is = *measured.entry(touchpoint.id()).or_insert_with(|| reach::is_measured(touchpoint));
            for channel in step.channels() {
                let shares = rows.entry((base.rank(channel), channel.id())).or_default();
                shares.resize(kinds.len() + 1, Share::default());
                if let Some(share) = shares.get_mut(column(&kinds, step)) {
                    share.add(is);
                }
            }
        }
    }
    let used = |at: usize| rows.values().any(|shares| shares.get(at).is_some_and(|share| share.all > 0));
    let kept: Vec<usize> = (0..=kinds.len()).filter(|at| used(*at)).collect();
    let name = |at: &usize| base.label(kinds.get(*at).map_or(&OTHER, |kind| &kind.label)).to_owned();
    let columns = kept.iter().map(name).collect();
    let row = |((_, id), shares): (&(u32, ElementId), &Vec<Share>)| {
        let channel = base.model.element(*id);
        let share = |at: &usize| shares.get(*at).copied().filter(|share| share.all > 0);
        Row {
            href: base.href(channel, ROOT),
            name: channel.name().to_string(),
            shares: kept.iter().map(share).collect(),
        }
    };
    (columns, rows.iter().map(row).collect())
}

/// The standard stages, in the order of the schema.
fn stage_kinds<'m>(base: &Base<'m>) -> Vec<&'m Variant> {
    let schema = &base.model.schema;
    let field = schema.kind_named("stage").and_then(|kind| Some(schema.field(kind, schema.field_id(kind, "kind")?)));
    match field.map(|field| &field.ty.scalar) {
        Some(Scalar::Enum(variants)) => variants.iter().collect(),
        _ => Vec::new(),
    }
}

/// The column of a step: that of its stage, or the last one.
fn column(kinds: &[&Variant], step: &Step<'_>) -> usize {
    let kind = step.element.parent().filter(|parent| parent.is("stage")).and_then(|stage| stage.word("kind"));
    kind.and_then(|word| kinds.iter().position(|kind| kind.word == word)).unwrap_or(kinds.len())
}

fn table(base: &Base<'_>, reaches: &Reaches, blind: &[ElementRef<'_>]) -> sheet::Table {
    let row = |touchpoint: &ElementRef<'_>| {
        let reach = reaches.at(*touchpoint);
        let feeling = reach.lowest.map(|value| format!("{}, {}", format::signed(value), base.words.feeling(value)));
        vec![
            base.link(*touchpoint, ROOT),
            reach.steps.to_string(),
            reach.journeys.to_string(),
            feeling.unwrap_or_else(|| "–".to_owned()),
        ]
    };
    sheet::Table {
        caption: base.label(&BLIND).to_owned(),
        head: HEADS.iter().map(|label| base.label(label).to_owned()).collect(),
        rows: blind.iter().map(row).collect(),
    }
}
