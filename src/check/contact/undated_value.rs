//! `undated-value`: a number of which nobody knows when it was taken.

use super::super::{Check, Context, Example, Findings};
use super::shared::{is_unreadable, named, value};
use crate::diagnostic::words::capitalized;
use crate::diagnostic::{Diagnostic, Level};
use crate::model::{Datum, ElementRef};
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "undated-value",
    level: Level::Hint,
    summary: "The actual value of a metric has no day, or one that is yet to come",
    doc: "A number travels: it is quoted in reports and compared with others. Without the day on which it was taken, nobody can tell \
          whether it is still true, and two numbers from different years pass for a difference between departments. So a metric \
          with an `actual` value says `as_of` when, and that day is not in the future. A hint, because the value itself is worth \
          having already.",
    parameters: &[],
    examples: &[
        Example { notation: Notation::Cx, bad: CX, good: CX_MENDED },
        Example { notation: Notation::Yaml, bad: YAML, good: YAML_MENDED },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for metric in context.active("metric") {
        findings.extend(undated(context, findings, metric).or_else(|| ahead(context, findings, metric)));
    }
}

fn undated(context: &Context<'_>, findings: &Findings<'_>, metric: ElementRef<'_>) -> Option<Diagnostic> {
    let actual = metric.field("actual").filter(|_| metric.field("as_of").is_none())?;
    if is_unreadable(metric, "actual") {
        return None;
    }
    let message = format!(
        "{} of {} has no day: {} is missing.",
        capitalized(&named(context, metric, "actual")),
        context.element(metric),
        named(context, metric, "as_of")
    );
    let finding = findings.at(actual.data.value, message).label("when was this taken?");
    Some(finding.help("add the day on which the value was taken, such as `as_of: 2026-10-31`"))
}

fn ahead(context: &Context<'_>, findings: &Findings<'_>, metric: ElementRef<'_>) -> Option<Diagnostic> {
    let as_of = metric.field("as_of").filter(|_| metric.field("actual").is_some())?;
    let day = as_of.items().find_map(|item| match item.datum {
        Datum::Date(day) => Some(day),
        _ => None,
    })?;
    // Somewhere on earth it is tomorrow already.
    if day <= context.options.today?.tomorrow().ok()? {
        return None;
    }
    let message =
        format!("The actual value of {} is said to be taken on {day}, which is yet to come.", context.element(metric));
    let help = "write the day on which the value was taken; a value that is hoped for belongs under `target`";
    Some(findings.at(value(metric, "as_of")?, message).label("lies in the future").help(help))
}

const CX: &str = r#"metric erstloesung "Erstlösungsquote" {
  class: performance
  method: rate
  unit: percent
  actual: 78 // undated-value
  target: 85
}
"#;

const CX_MENDED: &str = r#"metric erstloesung "Erstlösungsquote" {
  class: performance
  method: rate
  unit: percent
  actual: 78
  as_of: 2026-10-31
  target: 85
}
"#;

const YAML: &str = r#"metrics:
  waiting-time:
    class: performance
    method: time
    unit: minutes
    actual: 11
    as_of: 2062-10-31 # undated-value
"#;

const YAML_MENDED: &str = r#"metrics:
  waiting-time:
    class: performance
    method: time
    unit: minutes
    actual: 11
    as_of: 2026-10-31
"#;
