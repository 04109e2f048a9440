//! `bad-value`: a value that does not fit the type of its field.

use super::{Check, Context, Example, Findings};
use crate::diagnostic::{Diagnostic, FaultKind, Level, Place};
use crate::syntax::Notation;
use crate::text::{Edit, Span};

pub(super) static CHECK: Check = Check {
    name: "bad-value",
    level: Level::Error,
    summary: "A value is out of range, of the wrong form, or empty",
    doc: "Values are compared, added up and drawn: an emotion of 7 would leave the curve, a date that is not in the calendar \
          would never be due. What a value means is decided by its field, never by how it is written, so `no`, `2026-11-21` and \
          `-1` need no special care in YAML. Emotions run from -2 to 2 and scales from 1 to 5, as is usual in journey mapping.",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"persona mia "Mia" {
  type: customer
  needs: ["Coffee"]
  share: 350 // bad-value
  reviewed: "31.10.2026" // bad-value
  review_every: sometimes // bad-value
}
"#,
            good: r#"persona mia "Mia" {
  type: customer
  needs: ["Coffee"]
  share: 35
  reviewed: 2026-10-31
  review_every: 6mo
}
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "personas:\n  mia:\n    type: customer\n    needs: [Coffee]\n    reviewed: 31.02.2026 # bad-value\n    links:\n      - www.example.org # bad-value\n    quote: [one, two] # bad-value\n",
            good: "personas:\n  mia:\n    type: customer\n    needs: [Coffee]\n    reviewed: 2026-02-28\n    links:\n      - https://www.example.org\n    quote: one\n",
        },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for fault in context.model.faults() {
        let FaultKind::BadValue { place, reason, suggestion } = &fault.kind else { continue };
        let finding = describe(context, findings, fault.span, place, reason, suggestion.as_deref());
        findings.push(finding);
    }
}

fn describe(
    context: &Context<'_>,
    findings: &Findings<'_>,
    span: Span,
    place: &Place,
    reason: &str,
    suggestion: Option<&str>,
) -> Diagnostic {
    let message = format!("The value of {} does not fit: {reason}.", context.place(place));
    let finding = findings.at(span, message);
    match suggestion {
        Some(meant) => finding
            .help(format!("did you mean `{meant}`?"))
            .fix(format!("write `{meant}`"), vec![Edit { span, text: meant.to_owned() }]),
        None => finding.help(help(context, place)),
    }
}

fn help(context: &Context<'_>, place: &Place) -> String {
    match context.declared(place) {
        Some(field) => format!("write, for example, `{}: {}`", field.key, field.example),
        None => format!("`touchbase explain {}` shows what belongs there", place.kind),
    }
}
