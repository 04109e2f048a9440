//! The review calendar: which element is to be looked at again until when, the soonest first.
//!
//! Knows days, never the present one: see [`cells::due`].

use jiff::civil::Date;
use minijinja::{Value, context};

use super::table::{Column, Table};
use super::{Empty, Group, Reading, Report, cells, listed};
use crate::model::{ElementId, ElementRef};
use crate::present::Book;
use crate::schema::Label;
use crate::site::base::Base;
use crate::site::record::record;
use crate::site::{calendar, feed};

pub(super) static REPORT: Report = Report {
    address: "reports/reviews",
    title: Label::new("Review calendar", "Prüfkalender"),
    question: Label::new(
        "What has to be looked at again, until when, and by whom?",
        "Was ist wann wieder zu prüfen, und von wem?",
    ),
    group: Group::Quality,
    template: "report.html",
    empty: Empty {
        help: Label::new(
            "Nothing has a rhythm of reviews yet. Say when somebody last made sure that an element is true, and how long that holds:",
            "Noch hat nichts einen Prüfrhythmus. Sagen Sie, wann zuletzt jemand ein Element geprüft hat und wie lange das gilt:",
        ),
        example: Label::new(
            "touchpoint service-hotline \"Service hotline\" {\n  owner: customer-service\n  reviewed: 2026-09-01\n  review_every: 6mo\n}",
            "touchpoint servicetelefon \"Servicetelefon\" {\n  owner: kundenservice\n  reviewed: 2026-09-01\n  review_every: 6mo\n}",
        ),
    },
    read,
};

const PER_PAGE: usize = 250;
/// Elements without a rhythm that are named; how many more there are is said.
const LOOSE: usize = 40;
/// Kinds that readers rely on most.
const RELIED_ON: &[&str] = &["journey", "persona", "touchpoint"];

static DUE: Label = Label::new("Due", "Fällig");
static ELEMENT: Label = Label::new("What", "Was");
static NEVER: Label = Label::new("never reviewed", "nie geprüft");
static NOBODY: Label = Label::new("nobody", "niemand");
static WITHOUT: Label = Label::new("Without a rhythm", "Ohne Prüfrhythmus");
static WITHOUT_NOTE: Label = Label::new(
    "Nobody has promised to look at these journeys, personas and touchpoints again.",
    "Bei diesen Kundenreisen, Personas und Touchpoints hat niemand versprochen, wieder hinzusehen.",
);
static SUBSCRIBE: Label = Label::new("Calendar (.ics)", "Kalender (.ics)");
static FEED: Label = Label::new("Feed (Atom)", "Feed (Atom)");

/// A promised review.
#[derive(Debug, Clone, Copy)]
pub(in crate::site) struct Review {
    element: ElementId,
    /// The last day on which the last review holds; none when there has not been any.
    pub(in crate::site) due: Option<Date>,
}

impl Review {
    /// What is to be reviewed.
    pub(in crate::site) fn element<'m>(&self, book: &Book<'m>) -> ElementRef<'m> {
        book.model.element(self.element)
    }
}

/// Every promised review of elements in use, those without any review first, then the soonest.
pub(in crate::site) fn reviews(base: &Book<'_>) -> Vec<Review> {
    let elements = base.kinds().flat_map(|(_, _, list)| list.iter().map(|id| base.model.element(*id)));
    let mut reviews: Vec<Review> = elements.filter_map(review).collect();
    reviews.sort_by_cached_key(|review| (review.due, base.rank(review.element(base))));
    reviews
}

/// The review that is promised for `element`; none for drafts, what is no longer in use, and beyond the calendar.
fn review(element: ElementRef<'_>) -> Option<Review> {
    let every = element.duration("review_every").filter(|_| element.status() == "active")?;
    match element.date("reviewed") {
        None => Some(Review { element: element.id(), due: None }),
        Some(reviewed) => Some(Review { element: element.id(), due: Some(every.after(reviewed)?) }),
    }
}

fn read(base: &Base<'_>) -> Option<Reading> {
    let all = base.reviews();
    Some(listed(base, &REPORT, all, PER_PAGE, |part, from| {
        let mut sections = vec![context! { table => table(base, part) }];
        if from == 0 {
            sections.extend(loose(base));
        }
        let download = |path: &str, label: &Label| context! { href => format!("{}{path}", super::ROOT), label => base.label(label) };
        record! { sections, downloads => vec![download(calendar::PATH, &SUBSCRIBE), download(feed::PATH, &FEED)] }
    }))
}

fn table(base: &Base<'_>, part: &[Review]) -> Value {
    let columns = vec![
        Column::words(base.label(&ELEMENT)),
        Column::words(base.label(&DUE)),
        Column::words(cells::label(base, "touchpoint", "owner")),
        Column::words(cells::label(base, "touchpoint", "reviewed")),
        Column::words(cells::label(base, "touchpoint", "review_every")),
    ];
    let mut table = Table::new(base.label(&REPORT.title), columns);
    for (element, due) in part.iter().map(|review| (review.element(base), review.due)) {
        table.row(&[
            base.link(element, super::ROOT) + &cells::noted(Some(base.label(&element.kind().label))),
            due.map_or_else(|| cells::missing(base, &NEVER), |due| cells::due(base, due)),
            cells::or_missing(base, cells::field(base, element, "owner"), &NOBODY),
            element.date("reviewed").map(|date| cells::day(base, date)).unwrap_or_default(),
            cells::field(base, element, "review_every"),
        ]);
    }
    table.value()
}

/// What people rely on and nobody has promised to review.
fn loose(base: &Base<'_>) -> Option<Value> {
    let of_kind = RELIED_ON.iter().flat_map(|kind| base.of_kind(kind));
    let loose: Vec<ElementRef<'_>> =
        of_kind.filter(|element| element.status() == "active" && !element.says("review_every")).collect();
    let links: Vec<Value> =
        loose.iter().take(LOOSE).map(|element| Value::from_safe_string(base.link(*element, super::ROOT))).collect();
    let further = loose.len().checked_sub(LOOSE + 1).map(|more| base.words.further(more + 1));
    (!loose.is_empty()).then(|| {
        context! { title => base.label(&WITHOUT), note => base.label(&WITHOUT_NOTE), list => context! { links, further } }
    })
}
