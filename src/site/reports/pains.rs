//! Pains by weight: how much each hurts, how often, and on how many journeys.
//!
//! The weight is `severity` × `share` × journeys. Pains without a share are not guessed at: they stand in a list of their own, by what
//! is known of them.

use std::cmp::Reverse;

use minijinja::{Value, context};

use super::table::{Column, Table};
use super::{Empty, Group, Reading, Report, cells, listed};
use crate::model::ElementRef;
use crate::present::format;
use crate::schema::Label;
use crate::site::base::Base;
use crate::site::record::{Record, record};

pub(super) static REPORT: Report = Report {
    address: "reports/pains",
    title: Label::new("Pains by weight", "Schmerzpunkte nach Gewicht"),
    question: Label::new("What hurts most, and most often?", "Was tut am meisten weh, und wie oft?"),
    group: Group::Quality,
    template: "report.html",
    empty: Empty {
        help: Label::new(
            "No pain is written down yet. Describe one, and name it in each step where it is felt (`pains`):",
            "Noch ist kein Schmerzpunkt aufgeschrieben. Beschreiben Sie einen und nennen Sie ihn in jedem Schritt, in dem man ihn spürt (`pains`):",
        ),
        example: Label::new(
            "pain delivery-date-unclear \"Delivery date unclear\" {\n  cause: process\n  severity: 4\n  share: 33\n}",
            "pain liefertag-unklar \"Liefertag unklar\" {\n  cause: process\n  severity: 4\n  share: 33\n}",
        ),
    },
    read,
};

const PER_PAGE: usize = 200;

static WEIGHT: Label = Label::new("Weight", "Gewicht");
static LEVER: Label = Label::new("Lever", "Hebel");
static NO_LEVER: Label = Label::new("none yet", "noch keiner");
static NO_JOURNEY: Label = Label::new("in no step yet", "noch in keinem Schritt");
static KEY: Label = Label::new(
    "Weight = severity (1 to 5) × share of cases × journeys on which it is felt.",
    "Gewicht = Schwere (1 bis 5) × Anteil der Fälle × Kundenreisen, auf denen man es spürt.",
);
static UNKNOWN: Label = Label::new("How often? Nobody knows yet", "Wie oft? Das weiß noch niemand");
static UNKNOWN_NOTE: Label = Label::new(
    "These pains have no share, so they cannot be weighed. An estimate in percent is enough: `share: 33`.",
    "Diese Schmerzpunkte haben keinen Anteil und lassen sich nicht gewichten. Eine Schätzung in Prozent genügt: `share: 33`.",
);

/// A pain with what makes its weight.
pub(super) struct Weighed<'m> {
    pub(super) pain: ElementRef<'m>,
    severity: i64,
    /// Cases in percent.
    share: Option<i64>,
    /// The journeys on which it is felt, in alphabetical order.
    pub(super) journeys: Vec<ElementRef<'m>>,
}

impl Weighed<'_> {
    /// Its weight in hundredths; none when nobody says how often it happens.
    pub(super) fn weight(&self) -> Option<i64> {
        Some(self.severity * self.share? * self.journeys.len() as i64)
    }

    fn unweighed(&self) -> i64 {
        self.severity * self.journeys.len() as i64
    }
}

/// All pains in use, the heaviest first; then those that cannot be weighed, by severity and journeys.
pub(super) fn ranked<'m>(base: &Base<'m>) -> Vec<Weighed<'m>> {
    let pains = base.of_kind("pain").filter(|pain| pain.status() != "retired");
    let mut all: Vec<Weighed<'m>> = pains.map(|pain| weighed(base, pain)).collect();
    all.sort_by_key(|pain| (Reverse(pain.weight()), Reverse(pain.unweighed()), base.rank(pain.pain)));
    all
}

fn weighed<'m>(base: &Base<'m>, pain: ElementRef<'m>) -> Weighed<'m> {
    let uses = pain.backlinks().filter(|reference| reference.field().key == "pains");
    let felt = uses.map(|reference| reference.from()).filter(|from| from.is("step")).map(ElementRef::root);
    let mut journeys: Vec<ElementRef<'m>> = felt.filter(|journey| journey.status() != "retired").collect();
    journeys.sort_by_key(|journey| (base.rank(*journey), journey.id()));
    journeys.dedup();
    Weighed { pain, severity: pain.integer("severity").unwrap_or(0), share: pain.integer("share"), journeys }
}

fn read(base: &Base<'_>) -> Option<Reading> {
    let all = ranked(base);
    let heaviest = all.first().and_then(Weighed::weight).unwrap_or(0).max(1);
    Some(listed(base, &REPORT, &all, PER_PAGE, |part, _| values(base, part, heaviest)))
}

/// The values of a page with some of the pains.
fn values(base: &Base<'_>, part: &[Weighed<'_>], heaviest: i64) -> Record {
    let known = part.partition_point(|pain| pain.weight().is_some());
    let (known, unknown) = part.split_at_checked(known).unwrap_or((part, &[]));
    let mut sections = Vec::new();
    if !known.is_empty() {
        let table = table(base, known, |pain| weight(base, pain, heaviest));
        sections.push(context! { note => base.label(&KEY), table });
    }
    if !unknown.is_empty() {
        let table = table(base, unknown, |_| String::new());
        sections.push(context! { title => base.label(&UNKNOWN), note => base.label(&UNKNOWN_NOTE), table });
    }
    record! { sections }
}

fn table(base: &Base<'_>, pains: &[Weighed<'_>], weight: impl Fn(&Weighed<'_>) -> String) -> Value {
    let columns = vec![
        Column::words(cells::kind(base, "pain")),
        Column::number(base.label(&WEIGHT)),
        Column::words(cells::label(base, "pain", "severity")),
        Column::words(cells::label(base, "pain", "frequency")),
        Column::words(base.plural("journey")),
        Column::words(base.label(&LEVER)),
    ];
    let mut table = Table::new(base.label(&REPORT.title), columns);
    for weighed in pains {
        let pain = weighed.pain;
        table.row(&[
            cells::named(base, pain),
            weight(weighed),
            cells::field(base, pain, "severity") + &cells::noted(cause(base, pain).as_deref()),
            often(base, pain),
            cells::or_missing(base, cells::links(base, &weighed.journeys), &NO_JOURNEY),
            cells::or_missing(base, cells::links(base, &levers(base, pain)), &NO_LEVER),
        ]);
    }
    table.value()
}

fn weight(base: &Base<'_>, pain: &Weighed<'_>, heaviest: i64) -> String {
    let Some(weight) = pain.weight() else { return String::new() };
    let number = format::number((weight as f64 / 10.0).round() / 10.0, &base.words);
    cells::bar(&format!("<b>{number}</b>"), weight as f64 / heaviest as f64)
}

fn cause(base: &Base<'_>, pain: ElementRef<'_>) -> Option<String> {
    pain.field("cause").map(|field| crate::present::plain::one_word(base, field))
}

/// How often it happens: in figures, and as one would tell a colleague.
fn often(base: &Base<'_>, pain: ElementRef<'_>) -> String {
    let words = base.said_html(pain, "frequency");
    match cells::field(base, pain, "share") {
        share if share.is_empty() => words,
        share => share + &cells::note(words),
    }
}

/// The levers that address a pain, in alphabetical order.
pub(super) fn levers<'m>(base: &Base<'m>, pain: ElementRef<'m>) -> Vec<ElementRef<'m>> {
    let uses = pain.backlinks().filter(|reference| reference.field().key == "addresses");
    let mut levers: Vec<ElementRef<'m>> =
        uses.map(|reference| reference.from()).filter(|lever| lever.status() != "retired").collect();
    levers.sort_by_key(|lever| (base.rank(*lever), lever.id()));
    levers.dedup();
    levers
}
