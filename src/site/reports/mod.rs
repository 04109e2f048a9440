//! Reports: pages that look across many elements, each the answer to one question.
//!
//! A report is one file that declares a [`Report`] and reads its answer from the base once, whatever the number of its pages; the
//! list below makes it a page of the site, an entry of the list of reports and one of the search. Knows no single report beyond
//! its declaration.

mod broken;
mod cells;
mod channel_reason;
mod compass_touchpoint;
mod coverage;
mod cross;
mod gaps;
mod heat;
mod levers;
mod listening;
mod management;
mod matrix;
mod measurement;
mod metric_chain;
mod pains;
mod partners;
mod persona_journey;
mod reach;
mod research;
mod reviews;
mod scorecard;
mod sheet;
mod signatures;
mod table;
mod team_journey;
mod translations;
mod value_irritant;

use minijinja::{Value, context};
use rayon::prelude::*;

use super::base::Base;
use super::pieces::ROOT;
use super::record::{Record, record};
use super::{Page, pages};
use crate::present::format;
use crate::schema::Label;

pub(super) use broken::references as broken_references;
pub(super) use cells::due;
pub(super) use reviews::{Review, reviews};

/// Every report, in the order in which its group lists it.
static REPORTS: &[&Report] = &[
    &signatures::REPORT,
    &matrix::REPORT,
    &persona_journey::REPORT,
    &team_journey::REPORT,
    &channel_reason::REPORT,
    &compass_touchpoint::REPORT,
    &partners::REPORT,
    &pains::REPORT,
    &gaps::REPORT,
    &reviews::REPORT,
    &coverage::BY_KIND,
    &coverage::BY_JOURNEY,
    &coverage::BY_TEAM,
    &translations::REPORT,
    &broken::REPORT,
    &measurement::REPORT,
    &metric_chain::REPORT,
    &scorecard::REPORT,
    &value_irritant::REPORT,
    &levers::REPORT,
    &listening::REPORT,
    &research::REPORT,
    &management::REPORT,
];

/// What reports are about, in the order of their list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    /// All of it at a glance; the list of reports shows no count beside these.
    Overview,
    /// What people live through, where and with whom.
    Journeys,
    /// What hurts, what is missing, what falls due.
    Quality,
    /// What is known in numbers.
    Measurement,
    /// What is being made better.
    Improvement,
    /// What all of it rests on.
    Research,
}

const GROUPS: &[(Group, Label)] = &[
    (Group::Overview, Label::new("At a glance", "Auf einen Blick")),
    (Group::Journeys, Label::new("Journeys", "Kundenreisen")),
    (Group::Quality, Label::new("Quality", "Qualität")),
    (Group::Measurement, Label::new("Measurement", "Messung")),
    (Group::Improvement, Label::new("Improvement", "Verbesserung")),
    (Group::Research, Label::new("Research", "Forschung")),
];

/// The declaration of a report.
#[derive(Debug)]
pub(super) struct Report {
    /// Address below the site without its ending: `reports/pains`. Further parts get a number: `reports/pains.2.html`.
    pub(super) address: &'static str,
    /// What it is called.
    pub(super) title: Label,
    /// The question it answers, in one sentence.
    pub(super) question: Label,
    /// Where the list of reports has it.
    pub(super) group: Group,
    /// The template of its pages: one that extends `report.html`.
    pub(super) template: &'static str,
    /// How to fill it while it is empty.
    pub(super) empty: Empty,
    /// Reads its answer; none when a site of this kind does not have the report at all.
    pub(super) read: for<'m> fn(&Base<'m>) -> Option<Reading>,
}

/// What an empty report says.
#[derive(Debug)]
pub(super) struct Empty {
    /// What is missing, in sentences.
    pub(super) help: Label,
    /// What could be written, in `.cx`; empty where nothing has to be written.
    pub(super) example: Label,
}

/// The answer of a report.
#[derive(Debug)]
pub(super) struct Reading {
    /// How many things it found, for the list of reports. 0 means that the report is empty and explains how to fill it.
    pub(super) count: usize,
    /// The values of its pages beyond those of every report; several where one would get too long, at least one.
    pub(super) parts: Vec<Record>,
}

impl Reading {
    /// An answer that fits on one page.
    pub(super) fn one(count: usize, values: Record) -> Option<Reading> {
        Some(Reading { count, parts: vec![values] })
    }
}

/// The answer of a report that lists `items`, `per_page` of them on a page; `values` makes a page of some of them, of which the first
/// has the number that it is given, from 0.
fn listed<T>(
    base: &Base<'_>,
    report: &'static Report,
    items: &[T],
    per_page: usize,
    values: impl Fn(&[T], usize) -> Record,
) -> Reading {
    let one = |part: usize| {
        let mut values = values(pages::part(items, part, per_page), part * per_page);
        let range = (items.len() > per_page).then(|| pages::range(&base.words, items.len(), part, per_page));
        values.0.extend(record! { range, pages => report.pages(items.len(), part, per_page) }.0);
        values
    };
    Reading { count: items.len(), parts: (0..pages::parts(items.len(), per_page)).map(one).collect() }
}

/// The reports of a site with their answers.
pub(super) struct Reports(Vec<(&'static Report, Reading)>);

/// A page about reports.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place {
    /// The list of them.
    Index,
    /// A part, from 0, of the report with this number.
    Part(usize, usize),
}

/// What finds a report: its title, its address below the site, and its question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry<'s> {
    pub(super) title: &'s str,
    pub(super) path: String,
    pub(super) question: &'s str,
}

/// The reports that can be found by the search; known without reading any.
pub(super) fn entries<'s>(base: &'s Base<'_>) -> impl Iterator<Item = Entry<'s>> {
    let found = REPORTS.iter().filter(|report| report.address != broken::REPORT.address);
    let entry = |report: &&'static Report| Entry {
        title: base.label(&report.title),
        path: report.path(0),
        question: base.label(&report.question),
    };
    found.map(entry)
}

impl Reports {
    /// Reads every report.
    pub(super) fn new(base: &Base<'_>) -> Reports {
        Reports(REPORTS.par_iter().filter_map(|report| Some((*report, (report.read)(base)?))).collect())
    }

    /// Every page, in order.
    pub(super) fn places(&self) -> impl Iterator<Item = Place> {
        let parts = |(at, (_, reading)): (usize, &(&Report, Reading))| {
            (0..reading.parts.len()).map(move |part| Place::Part(at, part))
        };
        std::iter::once(Place::Index).chain(self.0.iter().enumerate().flat_map(parts))
    }

    /// Where a page goes.
    pub(super) fn path(&self, place: Place) -> Option<String> {
        match place {
            Place::Index => Some(INDEX.to_owned()),
            Place::Part(at, part) => Some(self.0.get(at)?.0.path(part)),
        }
    }

    /// A page.
    pub(super) fn page(&self, base: &Base<'_>, place: Place) -> Option<Page> {
        match place {
            Place::Index => Some(self.index(base)),
            Place::Part(at, part) => {
                let (report, reading) = self.0.get(at)?;
                report.page(base, reading, part)
            }
        }
    }

    fn index(&self, base: &Base<'_>) -> Page {
        let group = |(group, label): &(Group, Label)| {
            let rows: Vec<Value> =
                self.0.iter().filter(|(report, _)| report.group == *group).map(|found| row(base, found)).collect();
            (!rows.is_empty()).then(|| context! { label => base.label(label), rows })
        };
        let values = record! {
            title => base.words.get("reports"),
            here => INDEX,
            groups => GROUPS.iter().filter_map(group).collect::<Vec<_>>(),
        };
        Page { path: INDEX.to_owned(), template: "reports.html".to_owned(), root: ROOT, values }
    }
}

/// The address of the list of reports.
pub(super) const INDEX: &str = "reports/index.html";

fn row(base: &Base<'_>, (report, reading): &(&Report, Reading)) -> Value {
    context! {
        href => report.path(0),
        title => base.label(&report.title),
        question => base.label(&report.question),
        count => (reading.count > 0 && report.group != Group::Overview).then(|| format::number(reading.count as f64, &base.words)),
        empty => reading.count == 0,
    }
}

impl Report {
    /// Where its part number `part`, from 0, goes.
    fn path(&self, part: usize) -> String {
        if part == 0 { format!("{}.html", self.address) } else { format!("{}.{}.html", self.address, part + 1) }
    }

    /// The name of a part as its neighbours link to it.
    pub(super) fn name(&self, part: usize) -> String {
        let path = self.path(part);
        path.rsplit_once('/').map_or(path.clone(), |(_, name)| name.to_owned())
    }

    /// Links to the parts of a report of `len` things, of which `per_page` stand on a page.
    pub(super) fn pages(&self, len: usize, part: usize, per_page: usize) -> Vec<Value> {
        pages::links(len, part, per_page, |at| self.name(at))
    }

    /// The way up from its pages to the root of the site.
    fn root(&self) -> &'static str {
        if self.address.contains('/') { ROOT } else { "" }
    }

    fn page(&self, base: &Base<'_>, reading: &Reading, part: usize) -> Option<Page> {
        let mut values = reading.parts.get(part)?.0.clone();
        let empty = (reading.count == 0).then(|| self.explained(base));
        let common = record! {
            title => base.label(&self.title),
            here => INDEX,
            question => base.label(&self.question),
            empty,
        };
        values.extend(common.0);
        Some(Page {
            path: self.path(part),
            template: self.template.to_owned(),
            root: self.root(),
            values: Record(values),
        })
    }

    fn explained(&self, base: &Base<'_>) -> Value {
        context! { help => base.label(&self.empty.help), example => base.label(&self.empty.example) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_report_has_an_address_of_its_own_and_a_question() {
        let mut addresses: Vec<&str> = REPORTS.iter().map(|report| report.address).collect();
        addresses.sort_unstable();
        assert!(addresses.windows(2).all(|pair| pair[0] != pair[1]), "{addresses:?}");
        for report in REPORTS {
            assert!(!report.address.ends_with(".html") && report.path(0) != INDEX, "{}", report.address);
            for text in [&report.title, &report.question, &report.empty.help] {
                assert!(!text.en.is_empty() && !text.de.is_empty(), "{}", report.address);
            }
        }
    }

    #[test]
    fn parts_are_numbered_from_the_second_on() {
        assert_eq!(matrix::REPORT.path(0), "matrix.html");
        assert_eq!(matrix::REPORT.path(1), "matrix.2.html");
        assert_eq!(matrix::REPORT.name(1), "matrix.2.html");
    }
}
