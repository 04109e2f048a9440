//! The page for the management: five numbers, the weakest link of each journey, what is missing, what is being done, and what
//! customers say. It fits on one sheet of paper, so everything on it is few.

use std::cmp::Reverse;

use minijinja::{Value, context};

use super::listening::{self, Stage};
use super::{Empty, Group, Reading, Report, cells, gaps, pains};
use crate::model::ElementRef;
use crate::present::{format, plain};
use crate::schema::Label;
use crate::site::base::Base;
use crate::site::pieces::{ROOT, feeling};
use crate::site::record::record;
use crate::site::{escape, kinds};

pub(super) static REPORT: Report = Report {
    address: "reports/management",
    title: Label::new("Management page", "Für die Geschäftsführung"),
    question: Label::new(
        "How do people fare with us, in five numbers, their weakest moments and their own words?",
        "Wie geht es den Menschen mit uns, in fünf Zahlen, ihren schwächsten Momenten und ihren eigenen Worten?",
    ),
    group: Group::Overview,
    template: "management.html",
    empty: Empty {
        help: Label::new(
            "There is no journey yet. Begin with one, and with the number by which you steer:",
            "Noch gibt es keine Kundenreise. Beginnen Sie mit einer, und mit der Zahl, nach der Sie steuern:",
        ),
        example: Label::new(
            "metric nps \"Recommendation\" {\n  class: brand\n  method: nps\n  unit: points\n  lead: true\n  target: 45\n}",
            "metric nps \"Weiterempfehlung\" {\n  class: brand\n  method: nps\n  unit: points\n  lead: true\n  target: 45\n}",
        ),
    },
    read,
};

const WEAKEST: usize = 12;
const FEW: usize = 5;
const VOICES: usize = 4;

static NO_LEAD: Label = Label::new("No lead metric chosen", "Keine Leitkennzahl gewählt");
static NO_LEAD_HELP: Label =
    Label::new("Mark one metric with `lead: true`.", "Kennzeichnen Sie eine Kennzahl mit `lead: true`.");
static HURTING: Label = Label::new("journeys with a step at −2", "Kundenreisen mit einem Schritt bei −2");
static BREAKS: Label = Label::new("media breaks on the way", "Medienbrüche unterwegs");
static MEASURED: Label =
    Label::new("of the touchpoints on journeys are measured", "der Touchpoints auf Kundenreisen werden gemessen");
static ANSWERED: Label = Label::new("voices have a decision", "Stimmen haben eine Entscheidung");
static OF: Label = Label::new("{n} of {all}", "{n} von {all}");
static MISSING: Label = Label::new("Open gaps", "Offene Lücken");
static PAINS: Label = Label::new("Heaviest pains", "Schwerste Schmerzpunkte");
static DOING: Label = Label::new("What is being done", "Was gerade geschieht");
static VOICES_LABEL: Label = Label::new("Customer voices", "Stimmen von Kundinnen und Kunden");
static NO_LEVER: Label = Label::new("no lever yet", "noch kein Hebel");
static NO_SPONSOR: Label =
    Label::new("nobody on the board stands behind it", "niemand aus der Geschäftsführung steht dahinter");

fn read(base: &Base<'_>) -> Option<Reading> {
    let journeys: Vec<ElementRef<'_>> = in_use(base, "journey").collect();
    let values = record! {
        figures => vec![lead(base), hurting(base, &journeys), breaks(base, &journeys), measured(base), answered(base)],
        weakest => weakest(base, &journeys),
        columns => [missing(base), heaviest(base), doing(base)].into_iter().flatten().collect::<Vec<_>>(),
        voices_label => base.label(&VOICES_LABEL),
        voices => voices(base),
    };
    Reading::one(journeys.len(), values)
}

fn in_use<'b, 'm>(base: &'b Base<'m>, kind: &'static str) -> impl Iterator<Item = ElementRef<'m>> + use<'b, 'm> {
    base.of_kind(kind).filter(|element| element.status() != "retired")
}

fn figure(value: String, label: impl Into<Value>, note: String, href: Option<String>) -> Value {
    context! { value, label => label.into(), note => Value::from_safe_string(note), href }
}

fn of(base: &Base<'_>, n: usize, all: usize) -> String {
    let number = |n: usize| format::number(n as f64, &base.words);
    base.label(&OF).replace("{n}", &number(n)).replace("{all}", &number(all))
}

/// The number by which the company steers.
fn lead(base: &Base<'_>) -> Value {
    let Some(metric) = in_use(base, "metric").find(|metric| metric.flag("lead") == Some(true)) else {
        return figure("–".to_owned(), base.label(&NO_LEAD), escape::html(base.label(&NO_LEAD_HELP)), None);
    };
    let shown =
        |key: &str| metric.field(key).and_then(|field| field.items().find_map(|item| plain::value(base, field, item)));
    let target = shown("target").map(|target| format!("{} {}", base.words.get("target"), escape::html(&target)));
    let as_of = metric.date("as_of").map(|date| format!("{} {}", base.words.get("as_of"), cells::day(base, date)));
    let note = target.into_iter().chain(as_of).collect::<Vec<_>>().join(" · ");
    figure(shown("actual").unwrap_or_else(|| "–".to_owned()), base.named(metric), note, Some(base.href(metric, ROOT)))
}

fn hurting(base: &Base<'_>, journeys: &[ElementRef<'_>]) -> Value {
    let hurts = |journey: &&ElementRef<'_>| {
        base.journey(**journey).and_then(|journey| journey.weakest()).is_some_and(|(_, value)| value <= -2)
    };
    let count = journeys.iter().filter(hurts).count();
    figure(of(base, count, journeys.len()), base.label(&HURTING), String::new(), None)
}

fn breaks(base: &Base<'_>, journeys: &[ElementRef<'_>]) -> Value {
    let all: usize =
        journeys.iter().filter_map(|journey| base.journey(*journey)).map(|journey| journey.media_breaks()).sum();
    let broken = journeys
        .iter()
        .filter_map(|journey| base.journey(*journey))
        .filter(|journey| journey.media_breaks() > 0)
        .count();
    let note = base.words.counted(("in_journeys_1", "in_journeys_n"), broken);
    figure(
        format::number(all as f64, &base.words),
        base.label(&BREAKS),
        if all > 0 { note } else { String::new() },
        None,
    )
}

/// Touchpoints on a journey of which anything is measured, in percent.
fn measured(base: &Base<'_>) -> Value {
    let met: Vec<ElementRef<'_>> =
        in_use(base, "touchpoint").filter(|place| kinds::visits(*place).next().is_some()).collect();
    let count = met.iter().filter(|place| kinds::is_measured(**place)).count();
    let percent =
        (count * 100).checked_div(met.len()).map_or_else(|| "–".to_owned(), |percent| format!("{percent}\u{a0}%"));
    figure(percent, base.label(&MEASURED), of(base, count, met.len()), None)
}

fn answered(base: &Base<'_>) -> Value {
    let voices = listening::voices(base);
    let count = voices.iter().filter(|(stage, _)| *stage > Stage::Open).count();
    let href = listening::REPORT.name(0);
    figure(of(base, count, voices.len()), base.label(&ANSWERED), String::new(), Some(href))
}

/// The weakest link of each journey, the weakest of all first.
fn weakest(base: &Base<'_>, journeys: &[ElementRef<'_>]) -> Value {
    let known = journeys.iter().filter_map(|element| {
        let (step, value) = base.journey(*element)?.weakest()?;
        Some((value, *element, step.element))
    });
    let mut all: Vec<(i64, ElementRef<'_>, ElementRef<'_>)> = known.collect();
    all.sort_by_key(|(value, journey, _)| (*value, base.rank(*journey)));
    let row = |(value, journey, step): &(i64, ElementRef<'_>, ElementRef<'_>)| {
        context! {
            journey => Value::from_safe_string(base.link(*journey, ROOT)),
            step => Value::from_safe_string(base.link(*step, ROOT)),
            feeling => Value::from_safe_string(feeling(base, *value)),
        }
    };
    let further = all.len().checked_sub(WEAKEST + 1).map(|more| base.words.further(more + 1));
    context! { rows => all.iter().take(WEAKEST).map(row).collect::<Vec<_>>(), further }
}

/// A column of a few rows; none when there is no row.
fn column(base: &Base<'_>, label: &Label, report: Option<&Report>, all: usize, rows: Vec<Value>) -> Option<Value> {
    let further = all.checked_sub(rows.len()).filter(|more| *more > 0).map(|more| base.words.further(more));
    let href = report.map(|report| report.name(0));
    (!rows.is_empty()).then(|| context! { label => base.label(label), rows, further, href })
}

fn row(base: &Base<'_>, element: ElementRef<'_>, note: String, number: String) -> Value {
    context! { link => Value::from_safe_string(base.link(element, ROOT)), note => Value::from_safe_string(note), number => Value::from_safe_string(number) }
}

fn missing(base: &Base<'_>) -> Option<Value> {
    let mut all = gaps::required(base);
    all.retain(|required| required.gap() > 0);
    let owner = |element: ElementRef<'_>| element.target("team").map(|team| base.name_html(team)).unwrap_or_default();
    let one = |gap: &gaps::Required<'_>| row(base, gap.capability, owner(gap.capability), gaps::levels(base, gap));
    column(base, &MISSING, Some(&gaps::REPORT), all.len(), all.iter().take(FEW).map(one).collect())
}

fn heaviest(base: &Base<'_>) -> Option<Value> {
    let all = pains::ranked(base);
    let one = |weighed: &pains::Weighed<'_>| {
        let levers: Vec<String> =
            pains::levers(base, weighed.pain).iter().map(|lever| base.name_html(*lever)).collect();
        let note = if levers.is_empty() { escape::html(base.label(&NO_LEVER)) } else { levers.join(" · ") };
        let number = weighed.weight().map(|weight| format::number((weight as f64 / 10.0).round() / 10.0, &base.words));
        row(base, weighed.pain, note, number.unwrap_or_default())
    };
    column(base, &PAINS, Some(&pains::REPORT), all.len(), all.iter().take(FEW).map(one).collect())
}

/// Initiatives in use, those that end soonest first, with who stands behind them.
fn doing(base: &Base<'_>) -> Option<Value> {
    let mut all: Vec<ElementRef<'_>> = in_use(base, "initiative").collect();
    all.sort_by_cached_key(|initiative| {
        let due = initiative.date("due");
        (due.is_none(), due, base.rank(*initiative))
    });
    let one = |initiative: &ElementRef<'_>| {
        let sponsor = base.said_html(*initiative, "sponsor");
        let sponsor = if sponsor.is_empty() { escape::html(base.label(&NO_SPONSOR)) } else { sponsor };
        row(base, *initiative, sponsor, initiative.date("due").map(|due| cells::due(base, due)).unwrap_or_default())
    };
    column(base, &DOING, None, all.len(), all.iter().take(FEW).map(one).collect())
}

/// What customers said, those who wait for an answer first, then the latest.
fn voices(base: &Base<'_>) -> Vec<Value> {
    let mut all: Vec<(Stage, ElementRef<'_>)> = listening::voices(base);
    all.retain(|(_, voice)| voice.word("from") != Some("employee") && voice.says("quote"));
    all.sort_by_cached_key(|(stage, voice)| (*stage != Stage::Open, Reverse(voice.date("at")), base.rank(*voice)));
    let one = |(stage, voice): &(Stage, ElementRef<'_>)| {
        let decision =
            voice.field("decision").filter(|_| *stage != Stage::Open).map(|field| plain::one_word(base, field));
        context! {
            quote => base.said(*voice, "quote"),
            link => Value::from_safe_string(base.link(*voice, ROOT)),
            at => voice.target("touchpoint").map(|place| Value::from_safe_string(base.link(place, ROOT))),
            day => voice.date("at").map(|date| Value::from_safe_string(cells::day(base, date))),
            decision => decision.unwrap_or_else(|| base.label(&listening::NO_ANSWER).to_owned()),
        }
    };
    all.iter().take(VOICES).map(one).collect()
}
