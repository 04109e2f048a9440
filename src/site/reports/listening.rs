//! The listening loop: voice → decision → initiative, and where it is still open.

use std::cmp::Reverse;

use minijinja::{Value, context};

use super::table::{Column, Table};
use super::{Empty, Group, Reading, Report, cells, listed};
use crate::model::ElementRef;
use crate::present::{format, plain};
use crate::schema::Label;
use crate::site::base::Base;
use crate::site::escape;
use crate::site::record::record;

pub(super) static REPORT: Report = Report {
    address: "reports/listening",
    title: Label::new("Listening loop", "Zuhören und antworten"),
    question: Label::new(
        "What were we told, what did we decide, and what became of it?",
        "Was hat man uns gesagt, was haben wir entschieden, und was ist daraus geworden?",
    ),
    group: Group::Improvement,
    template: "report.html",
    empty: Empty {
        help: Label::new(
            "No voice is kept yet. Write down what somebody said, and what you decide about it:",
            "Noch ist keine Stimme festgehalten. Schreiben Sie auf, was jemand gesagt hat und was Sie dazu entscheiden:",
        ),
        example: Label::new(
            "feedback told-twice \"Told my story twice\" {\n  quote: \"I was asked for everything again.\"\n  at: 2026-09-03\n  decision: open\n}",
            "feedback zweimal-erzaehlt \"Alles zweimal erzählt\" {\n  quote: \"Man hat mich alles noch einmal gefragt.\"\n  at: 2026-09-03\n  decision: open\n}",
        ),
    },
    read,
};

const PER_PAGE: usize = 200;

static HEARD: Label = Label::new("heard", "gehört");
static DECIDED: Label = Label::new("decided", "entschieden");
static TAKEN_UP: Label = Label::new("taken up in an initiative", "in einer Maßnahme aufgegriffen");
static DONE: Label = Label::new("done", "umgesetzt");
pub(super) const NO_ANSWER: Label = Label::new("no answer yet", "noch keine Antwort");
static NO_INITIATIVE: Label = Label::new("none yet", "noch keine");

/// How far a voice has come; those that still wait for something come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    /// Nobody has decided.
    Open,
    /// Accepted, but in no initiative.
    Accepted,
    /// In the works.
    TakenUp,
    /// Done or rejected: answered either way.
    Answered,
}

pub(super) fn stage(voice: ElementRef<'_>) -> Stage {
    match (voice.word("decision"), voice.says("initiative")) {
        (Some("done" | "rejected"), _) => Stage::Answered,
        (Some("accepted"), true) => Stage::TakenUp,
        (Some("accepted"), false) => Stage::Accepted,
        _ => Stage::Open,
    }
}

/// Every voice, those that wait longest first, then those that were answered last.
pub(super) fn voices<'m>(base: &Base<'m>) -> Vec<(Stage, ElementRef<'m>)> {
    let voices = base.of_kind("feedback").filter(|voice| voice.status() != "retired");
    let mut all: Vec<(Stage, ElementRef<'m>)> = voices.map(|voice| (stage(voice), voice)).collect();
    all.sort_by_cached_key(|(stage, voice)| {
        let at = voice.date("at");
        let answered = *stage == Stage::Answered;
        (*stage, answered.then_some(Reverse(at)), at, base.rank(*voice))
    });
    all
}

fn read(base: &Base<'_>) -> Option<Reading> {
    let all = voices(base);
    let figures = figures(base, &all);
    Some(listed(base, &REPORT, &all, PER_PAGE, |part, _| {
        record! { figures => figures.clone(), sections => vec![context! { table => table(base, part) }] }
    }))
}

fn figures(base: &Base<'_>, all: &[(Stage, ElementRef<'_>)]) -> Vec<Value> {
    let count = |wanted: &dyn Fn(&(Stage, ElementRef<'_>)) -> bool| all.iter().filter(|voice| wanted(voice)).count();
    let figures = [
        (all.len(), &HEARD),
        (count(&|(stage, _)| *stage > Stage::Open), &DECIDED),
        (count(&|(_, voice)| voice.says("initiative")), &TAKEN_UP),
        (count(&|(_, voice)| voice.word("decision") == Some("done")), &DONE),
    ];
    let figure = |(count, label): &(usize, &Label)| {
        context! { value => format::number(*count as f64, &base.words), label => base.label(label) }
    };
    figures.iter().map(figure).collect()
}

fn table(base: &Base<'_>, part: &[(Stage, ElementRef<'_>)]) -> Value {
    let columns = vec![
        Column::words(cells::kind(base, "feedback")),
        Column::words(cells::label(base, "feedback", "at")),
        Column::words(cells::label(base, "feedback", "touchpoint")),
        Column::words(cells::label(base, "feedback", "decision")),
        Column::words(cells::label(base, "feedback", "initiative")),
    ];
    let mut table = Table::new(base.label(&REPORT.title), columns);
    for (stage, voice) in part {
        table.row(&[
            told(base, *voice),
            voice.date("at").map(|date| cells::day(base, date)).unwrap_or_default() + &from(base, *voice),
            cells::field(base, *voice, "touchpoint"),
            decision(base, *stage, *voice),
            initiative(base, *stage, *voice),
        ]);
    }
    table.value()
}

fn told(base: &Base<'_>, voice: ElementRef<'_>) -> String {
    let quote = base.said_html(voice, "quote");
    let quote = if quote.is_empty() { quote } else { format!("<q class=\"voice\">{quote}</q>") };
    base.link(voice, super::ROOT) + &quote
}

fn from(base: &Base<'_>, voice: ElementRef<'_>) -> String {
    cells::noted(voice.field("from").map(|field| plain::one_word(base, field)).as_deref())
}

fn decision(base: &Base<'_>, stage: Stage, voice: ElementRef<'_>) -> String {
    match (stage, voice.field("decision")) {
        (Stage::Open, _) | (_, None) => cells::missing(base, &NO_ANSWER),
        (_, Some(field)) => escape::html(&plain::one_word(base, field)),
    }
}

fn initiative(base: &Base<'_>, stage: Stage, voice: ElementRef<'_>) -> String {
    match stage {
        Stage::Accepted => cells::missing(base, &NO_INITIATIVE),
        _ => cells::field(base, voice, "initiative"),
    }
}
