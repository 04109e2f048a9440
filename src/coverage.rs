//! How much of a knowledge base is looked after: elements to shares of owners, metrics, reviews and research.
//!
//! Counts only; which share is enough is for the team to say and for a check to compare.

use jiff::civil::Date;

use crate::model::{Duration, ElementRef, Model};
use crate::schema::Label;

/// Kinds whose elements need somebody who answers for them.
pub const OWNED: &[&str] = &["persona", "journey", "touchpoint", "signature", "metric", "initiative"];

/// Something that elements should have.
#[derive(Debug)]
pub struct Measure {
    /// Its key in `touchbase.yaml` and in output.
    pub key: &'static str,
    /// What people call it.
    pub label: Label,
    /// Which elements are counted, and which of them are covered, in one sentence without a full stop.
    pub doc: &'static str,
    counts: fn(ElementRef<'_>) -> bool,
    covers: fn(ElementRef<'_>, Option<Date>) -> bool,
}

/// How many elements a measure counts, and how many of them it finds covered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// How many are counted.
    pub all: usize,
    /// How many of them are covered.
    pub covered: usize,
    /// Addresses of those that are not, in order.
    pub missing: Vec<String>,
}

impl Share {
    /// The covered part in percent, rounded down, so that 100 means all; 100 where nothing is counted.
    pub fn percent(&self) -> usize {
        (self.covered * 100).checked_div(self.all).unwrap_or(100)
    }
}

/// Every measure, in the order of output.
pub static MEASURES: &[Measure] = &[
    Measure {
        key: "owners",
        label: Label::new("Owners", "Verantwortliche"),
        doc: "Journeys, personas, touchpoints, signature interactions, metrics and initiatives in use that name an `owner`",
        counts: |element| has_owner(element) && is_active(element),
        covers: |element, _| element.field("owner").is_some(),
    },
    Measure {
        key: "metrics",
        label: Label::new("Metrics", "Kennzahlen"),
        doc: "Touchpoints in use on a journey whose experience is measured: `metrics`, or those of a signature interaction there",
        counts: |element| element.is("touchpoint") && is_active(element) && is_used_by(element, "step"),
        covers: |element, _| element.field("metrics").is_some() || is_used_by(element, "signature"),
    },
    Measure {
        key: "reviews",
        label: Label::new("Reviews", "Prüfungen"),
        doc: "Journeys, personas and touchpoints in use that were `reviewed` and are not due again; where no `review_every` is given, \
              within the last year",
        counts: |element| {
            ["journey", "persona", "touchpoint"].iter().any(|kind| element.is(kind)) && is_active(element)
        },
        covers: is_reviewed,
    },
    Measure {
        key: "research",
        label: Label::new("Research basis", "Forschungsgrundlage"),
        doc: "Journeys and personas in use that rest on research: `basis` research or mixed, or `evidence`",
        counts: |element| ["journey", "persona"].iter().any(|kind| element.is(kind)) && is_active(element),
        covers: |element, _| {
            matches!(element.word("basis"), Some("research" | "mixed")) || !element.targets("evidence").is_empty()
        },
    },
];

/// The measure with this key.
pub fn measure(key: &str) -> Option<&'static Measure> {
    MEASURES.iter().find(|measure| measure.key == key)
}

impl Measure {
    /// Whether `element`, of whatever kind, has what the measure asks for. Without `today` nothing is due.
    pub fn holds(&self, element: ElementRef<'_>, today: Option<Date>) -> bool {
        (self.covers)(element, today)
    }

    /// Counts the elements of `model`. Without `today` nothing is due.
    pub fn share(&self, model: &Model, today: Option<Date>) -> Share {
        let mut share = Share { all: 0, covered: 0, missing: Vec::new() };
        for element in model.elements().filter(|element| !element.is_nameless() && (self.counts)(*element)) {
            share.all += 1;
            match (self.covers)(element, today) {
                true => share.covered += 1,
                false => share.missing.push(element.address()),
            }
        }
        share
    }
}

fn is_active(element: ElementRef<'_>) -> bool {
    element.root().status() == "active"
}

fn has_owner(element: ElementRef<'_>) -> bool {
    OWNED.iter().any(|kind| element.is(kind))
}

fn is_used_by(element: ElementRef<'_>, kind: &str) -> bool {
    element.backlinks().any(|reference| reference.from().is(kind))
}

fn is_reviewed(element: ElementRef<'_>, today: Option<Date>) -> bool {
    let Some(reviewed) = element.date("reviewed") else { return false };
    let every = element.duration("review_every").unwrap_or(Duration { months: 12, ..Duration::default() });
    match (every.after(reviewed), today) {
        (Some(due), Some(today)) => due >= today,
        _ => true,
    }
}
