//! `stale`: an element whose review is overdue, or was never made.

use jiff::civil::Date;

use super::super::context::is_active;
use super::super::{Check, Context, Example, Findings};
use super::shared::{is_unreadable, named, value};
use crate::diagnostic::words::capitalized;
use crate::diagnostic::{Diagnostic, Level};
use crate::model::{Datum, Duration, ElementRef};
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "stale",
    level: Level::Warning,
    summary: "An element is past its review",
    doc: "Maps are said to be out of date the moment they are finished. What helps is a rhythm: `reviewed` says when somebody last made \
          sure that everything is still true, `review_every` how long that holds. Months and years are counted in the calendar, so \
          that what was reviewed on 31 August and holds for six months is due on the last day of February; parts of a day do not \
          count. Elements without `review_every` are never late. A review that lies in the future is reported too, because such an \
          element would never fall due, and so is a rhythm without any review. A warning, because the knowledge base says itself \
          that nobody knows whether this still holds, and readers rely on it.",
    parameters: &[],
    examples: &[
        Example { notation: Notation::Cx, bad: CX, good: CX_MENDED },
        Example { notation: Notation::Yaml, bad: YAML, good: YAML_MENDED },
    ],
    run,
};

const REVIEWED: &str = "reviewed";
const EVERY: &str = "review_every";

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(today) = context.options.today else { return };
    for element in context.elements().filter(|element| is_active(*element)) {
        findings.extend(match (reviewed(element), every(element)) {
            (Some(reviewed), _) if is_ahead(reviewed, today) => ahead(context, findings, element, reviewed),
            (Some(reviewed), Some(every)) => overdue(context, findings, element, reviewed, every, today),
            (None, Some(_)) => never(context, findings, element, today),
            _ => None,
        });
    }
}

fn reviewed(element: ElementRef<'_>) -> Option<Date> {
    element.field(REVIEWED)?.items().find_map(|item| match item.datum {
        Datum::Date(date) => Some(date),
        _ => None,
    })
}

fn every(element: ElementRef<'_>) -> Option<Duration> {
    element.field(EVERY)?.items().find_map(|item| match item.datum {
        Datum::Duration(duration) => Some(duration),
        _ => None,
    })
}

/// The last day on which a review holds; none when that lies beyond the calendar.
fn due(reviewed: Date, every: Duration) -> Option<Date> {
    let months = jiff::Span::new().try_months(every.months).ok()?;
    let span = months.try_days(i64::from(every.days) + i64::from(every.seconds / 86_400)).ok()?;
    reviewed.checked_add(span).ok()
}

/// Whether a date lies in the future wherever on earth it was written.
fn is_ahead(date: Date, today: Date) -> bool {
    today.tomorrow().is_ok_and(|tomorrow| date > tomorrow)
}

fn overdue(
    context: &Context<'_>,
    findings: &Findings<'_>,
    element: ElementRef<'_>,
    reviewed: Date,
    every: Duration,
    today: Date,
) -> Option<Diagnostic> {
    let due = due(reviewed, every).filter(|due| *due < today)?;
    let message = format!(
        "{} has not been reviewed since {reviewed}; the next review was due on {due}.",
        capitalized(&context.element(element))
    );
    let finding = findings.at(value(element, REVIEWED)?, message).label("does this still hold?");
    Some(finding.related(value(element, EVERY)?, format!("holds for {every}")).help(again(today)))
}

fn again(today: Date) -> String {
    format!("make sure that everything written there is still true, then write `{REVIEWED}: {today}`")
}

fn never(context: &Context<'_>, findings: &Findings<'_>, element: ElementRef<'_>, today: Date) -> Option<Diagnostic> {
    if is_unreadable(element, REVIEWED) || context.is_incomplete(element) {
        return None;
    }
    let message = format!(
        "{} is to be reviewed regularly, but has no {}.",
        capitalized(&context.element(element)),
        named(context, element, REVIEWED)
    );
    Some(findings.at(value(element, EVERY)?, message).label("counted from when?").help(again(today)))
}

fn ahead(
    context: &Context<'_>,
    findings: &Findings<'_>,
    element: ElementRef<'_>,
    reviewed: Date,
) -> Option<Diagnostic> {
    let message = format!(
        "{} is said to be reviewed on {reviewed}, which is yet to come.",
        capitalized(&context.element(element))
    );
    let help = "write the day on which somebody last made sure that everything is true";
    Some(findings.at(value(element, REVIEWED)?, message).label("lies in the future").help(help))
}

const CX: &str = r#"team kundenservice "Kundenservice" {
  reviewed: 2026-05-21 // stale
  review_every: 6mo
}

team einkauf "Einkauf" {
  review_every: 1y // stale
}

team roesterei "Rösterei" {
  reviewed: 2062-11-02 // stale
}
"#;

const CX_MENDED: &str = r#"team kundenservice "Kundenservice" {
  reviewed: 2026-05-22
  review_every: 6mo
}

team einkauf "Einkauf" {
  reviewed: 2026-11-02
  review_every: 1y
}

team roesterei "Rösterei" {
  reviewed: 2026-11-02
}
"#;

const YAML: &str = r#"terms:
  crema:
    definition: The golden foam on a coffee.
    reviewed: 2024-02-29 # stale
    review_every: 12 months
"#;

const YAML_MENDED: &str = r#"terms:
  crema:
    definition: The golden foam on a coffee.
    reviewed: 2026-02-28
    review_every: 12 months
"#;

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn holds_until(reviewed: Date, every: &str) -> Option<Date> {
        due(reviewed, Duration::parse(every)?)
    }

    #[test]
    fn months_are_counted_in_the_calendar() {
        assert_eq!(holds_until(date(2026, 8, 31), "6mo"), Some(date(2027, 2, 28)));
        assert_eq!(holds_until(date(2024, 2, 29), "1y"), Some(date(2025, 2, 28)));
        assert_eq!(holds_until(date(2026, 1, 31), "1mo2d"), Some(date(2026, 3, 2)));
        assert_eq!(holds_until(date(2026, 1, 1), "36h"), Some(date(2026, 1, 2)));
    }

    #[test]
    fn lengths_beyond_the_calendar_never_fall_due() {
        assert_eq!(holds_until(date(9999, 12, 1), "2mo"), None);
        assert_eq!(due(date(2026, 1, 1), Duration { months: u32::MAX, days: u32::MAX, seconds: u32::MAX }), None);
    }
}
