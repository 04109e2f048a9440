//! Requirements against capabilities: what steps ask of the company, and what it is able to do.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;

use minijinja::{Value, context};

use super::table::{Column, Table};
use super::{Empty, Group, Reading, Report, cells, listed};
use crate::model::{Datum, ElementId, ElementRef, Key};
use crate::schema::Label;
use crate::site::base::Base;
use crate::site::record::{Record, record};

pub(super) static REPORT: Report = Report {
    address: "reports/gaps",
    title: Label::new("Capability gaps", "Fähigkeitslücken"),
    question: Label::new(
        "What do our journeys require that we cannot do well enough yet?",
        "Was verlangen unsere Kundenreisen, das wir noch nicht gut genug können?",
    ),
    group: Group::Quality,
    template: "report.html",
    empty: Empty {
        help: Label::new(
            "No step says yet what it requires. Name a capability with the level that is needed, from 1 to 5:",
            "Noch sagt kein Schritt, was er erfordert. Nennen Sie eine Fähigkeit mit der nötigen Stufe von 1 bis 5:",
        ),
        example: Label::new(
            "capability coffee-advice \"Coffee advice\" {\n  level: 2\n}\n\nstep ask \"Ask for advice\" {\n  requires: { coffee-advice: 4 }\n}",
            "capability kaffeeberatung \"Kaffeeberatung\" {\n  level: 2\n}\n\nstep fragen \"Um Rat fragen\" {\n  requires: { kaffeeberatung: 4 }\n}",
        ),
    },
    read,
};

const PER_PAGE: usize = 200;
/// Steps named beside a capability, those that need most of it.
const STEPS: usize = 3;

static TODAY: Label = Label::new("Today → needed", "Heute → nötig");
static GAP: Label = Label::new("Gap", "Lücke");
static NEEDED_BY: Label = Label::new("Needed most by", "Am meisten gebraucht von");
static CLOSED_BY: Label = Label::new("Being closed by", "Wird geschlossen durch");
static NOBODY: Label = Label::new("nobody yet", "noch niemanden");
static ENOUGH: Label = Label::new("What we can do well enough", "Was wir gut genug können");

/// A capability that steps require.
pub(super) struct Required<'m> {
    pub(super) capability: ElementRef<'m>,
    /// The level it has; 0 when none is given.
    pub(super) level: i64,
    /// The highest level that a step requires.
    pub(super) needed: i64,
    /// The steps with the level that each requires, the highest first.
    steps: Vec<(i64, ElementRef<'m>)>,
}

impl Required<'_> {
    /// Levels that are missing; 0 when it is good enough.
    pub(super) fn gap(&self) -> i64 {
        (self.needed - self.level).max(0)
    }
}

/// Every capability that a step of a journey in use requires, the widest gap first.
pub(super) fn required<'m>(base: &Base<'m>) -> Vec<Required<'m>> {
    let mut steps: BTreeMap<ElementId, Vec<(i64, ElementRef<'m>)>> = BTreeMap::new();
    for journey in base.of_kind("journey").filter(|journey| journey.status() != "retired") {
        for step in base.journey(journey).into_iter().flat_map(|journey| journey.steps.iter()) {
            for (capability, level) in requirements(step.element) {
                steps.entry(capability).or_default().push((level, step.element));
            }
        }
    }
    let mut all: Vec<Required<'m>> = steps.into_iter().map(|(id, steps)| of(base.model.element(id), steps)).collect();
    all.retain(|required| required.capability.status() != "retired");
    all.sort_by_key(|one| (Reverse(one.gap()), Reverse(one.steps.len()), base.rank(one.capability)));
    all
}

fn of<'m>(capability: ElementRef<'m>, mut steps: Vec<(i64, ElementRef<'m>)>) -> Required<'m> {
    steps.sort_by_key(|(level, step)| (Reverse(*level), step.id()));
    let needed = steps.first().map_or(0, |(level, _)| *level);
    Required { capability, level: capability.integer("level").unwrap_or(0), needed, steps }
}

/// The capabilities a step requires, with their levels.
fn requirements(step: ElementRef<'_>) -> impl Iterator<Item = (ElementId, i64)> {
    let entries = step.field("requires").map(|field| field.entries()).unwrap_or_default();
    entries.iter().filter_map(move |(key, item)| match (key, &item.datum) {
        (Key::Reference(id), Datum::Integer(level)) => Some((step.reference(*id).target()?.id(), *level)),
        _ => None,
    })
}

fn read(base: &Base<'_>) -> Option<Reading> {
    let all = required(base);
    Some(listed(base, &REPORT, &all, PER_PAGE, |part, _| values(base, part)))
}

fn values(base: &Base<'_>, part: &[Required<'_>]) -> Record {
    let wide = part.partition_point(|required| required.gap() > 0);
    let (gaps, enough) = part.split_at_checked(wide).unwrap_or((part, &[]));
    let mut sections = Vec::new();
    if !gaps.is_empty() {
        sections.push(context! { table => table(base, gaps) });
    }
    if !enough.is_empty() {
        sections.push(context! { title => base.label(&ENOUGH), table => table(base, enough) });
    }
    record! { sections }
}

fn table(base: &Base<'_>, all: &[Required<'_>]) -> Value {
    let with_gap = all.first().is_some_and(|first| first.gap() > 0);
    let mut columns = vec![
        Column::words(cells::kind(base, "capability")),
        Column::words(base.label(&TODAY)),
        Column::words(base.label(&NEEDED_BY)),
        Column::words(cells::label(base, "capability", "team")),
    ];
    if with_gap {
        columns.insert(1, Column::number(base.label(&GAP)));
        columns.push(Column::words(base.label(&CLOSED_BY)));
    }
    let mut table = Table::new(base.label(&REPORT.title), columns);
    for one in all {
        let mut row = vec![
            cells::named(base, one.capability),
            levels(base, one),
            steps(base, one),
            cells::field(base, one.capability, "team"),
        ];
        if with_gap {
            row.insert(1, format!("<b>{}</b>", one.gap()));
            row.push(cells::or_missing(base, cells::links(base, &closing(base, one.capability)), &NOBODY));
        }
        table.row(&row);
    }
    table.value()
}

/// Five fields, those it has filled, those it needs outlined; and the same in figures.
pub(super) fn levels(base: &Base<'_>, one: &Required<'_>) -> String {
    let mut html = String::from("<span class=\"levels\"><svg viewBox=\"0 0 84 12\" aria-hidden=\"true\">");
    for level in 1..=5 {
        let class = if level <= one.level {
            "have"
        } else if level <= one.needed {
            "need"
        } else {
            "none"
        };
        let _ = write!(
            html,
            "<rect class=\"{class}\" x=\"{}\" y=\"1\" width=\"14\" height=\"10\" rx=\"2\"/>",
            (level - 1) * 17 + 1
        );
    }
    let _ = write!(
        html,
        "</svg><span class=\"num\">{} → {} <span class=\"vh\">{}</span></span></span>",
        one.level,
        one.needed,
        base.words.get("of_5")
    );
    html
}

fn steps(base: &Base<'_>, one: &Required<'_>) -> String {
    let link = |(level, step): &(i64, ElementRef<'_>)| {
        let link = base.link(*step, super::ROOT);
        format!("<li>{link} <span class=\"soft num\">{level}</span><small>{}</small></li>", base.name_html(step.root()))
    };
    let mut html: String = one.steps.iter().take(STEPS).map(link).collect();
    if one.steps.len() > STEPS {
        let _ = write!(html, "<li class=\"soft\">{}</li>", base.words.further(one.steps.len() - STEPS));
    }
    format!("<ul class=\"plain\">{html}</ul>")
}

/// Levers and initiatives in use that are linked with the capability, in either direction.
fn closing<'m>(base: &Base<'m>, capability: ElementRef<'m>) -> Vec<ElementRef<'m>> {
    let named = capability.references().filter_map(|reference| reference.target());
    let naming = capability.backlinks().map(|reference| reference.from());
    let helps =
        |other: &ElementRef<'_>| (other.is("initiative") || other.is("opportunity")) && other.status() != "retired";
    let mut closing: Vec<ElementRef<'m>> = named.chain(naming).filter(helps).collect();
    closing.sort_by_key(|other| (base.rank(*other), other.id()));
    closing.dedup();
    closing
}
