//! `unanswered-feedback`: a voice on which nobody has decided for too long.

use jiff::civil::Date;

use super::super::{Check, Context, Default, Example, Findings, Parameter};
use crate::diagnostic::words::capitalized;
use crate::diagnostic::{Diagnostic, Level};
use crate::model::{Datum, ElementRef};
use crate::syntax::Notation;

static LIMIT: Parameter =
    Parameter { name: "limit", doc: "How long a decision may stay open.", default: Default::Duration("3mo") };

pub(super) static CHECK: Check = Check {
    name: "unanswered-feedback",
    level: Level::Hint,
    summary: "Nobody has decided on feedback for too long",
    doc: "Whoever listens to customers and colleagues owes them an answer; programmes for the voice of the customer fail less in \
          collecting than in closing the loop. Rejecting is an answer, staying silent is not. Reported is feedback with `decision: \
          open` that was given longer ago than the limit, which is our reading of what people find bearable.\n\n\
          Today is the calendar's, or what `--today` says. It is a hint, because the same voices would turn to warnings in every \
          base by the mere passing of time.",
    parameters: &[&LIMIT],
    examples: &[
        Example { notation: Notation::Cx, bad: CX, good: CX_MENDED },
        Example { notation: Notation::Yaml, bad: YAML, good: YAML_MENDED },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(today) = context.options.today else { return };
    let limit = findings.duration(&LIMIT);
    for feedback in context.active("feedback").filter(|feedback| feedback.word("decision") == Some("open")) {
        let Some(given) = day(feedback) else { continue };
        if limit.after(given).is_some_and(|until| until < today) {
            findings.extend(describe(context, findings, feedback, given));
        }
    }
}

fn day(feedback: ElementRef<'_>) -> Option<Date> {
    feedback.field("at")?.items().find_map(|item| match item.datum {
        Datum::Date(date) => Some(date),
        _ => None,
    })
}

fn describe(
    context: &Context<'_>,
    findings: &Findings<'_>,
    feedback: ElementRef<'_>,
    given: Date,
) -> Option<Diagnostic> {
    let decision = feedback.field("decision")?;
    let at = feedback.field("at")?;
    let message = format!("{} has been waiting for an answer since {given}.", capitalized(&context.element(feedback)));
    let help = if feedback.says("initiative") {
        "an initiative takes it up, so set `decision: accepted`, or `decision: done` when that is finished"
    } else {
        "decide: `accepted` (with the `initiative` that takes it up), `rejected` (say why in `description`) or `done`; then tell \
         the person"
    };
    Some(
        findings
            .at(decision.data.value, message)
            .label("still open")
            .related(at.data.value, "said on this day")
            .help(help),
    )
}

const CX: &str = r#"feedback büro "Kapseln ins Büro" {
  at: 2026-05-09
  quote: "Dienstags bin ich nie zu Hause, im Büro immer."
  decision: open // unanswered-feedback
}

feedback musik "Musik zum Mitsingen" {
  at: 2026-09-24
  quote: "Wenn ich schon warten muss, dann bitte nicht mit Panflöte."
  decision: open
}
"#;

const CX_MENDED: &str = r#"feedback büro "Kapseln ins Büro" {
  at: 2026-05-09
  quote: "Dienstags bin ich nie zu Hause, im Büro immer."
  decision: rejected
  description: "Abgelehnt, weil der Bote nur an Wohnungen zustellt."
}

feedback musik "Musik zum Mitsingen" {
  at: 2026-09-24
  quote: "Wenn ich schon warten muss, dann bitte nicht mit Panflöte."
  decision: open
}
"#;

const YAML: &str = r#"feedback:
  third-letter:
    name: The third letter
    at: 2026-10-12
    quote: You have had my doctor's letter three times now.
    decision: open # unanswered-feedback
# file: touchbase.yaml
checks: { unanswered-feedback: { limit: 30d } }
"#;

const YAML_MENDED: &str = r#"feedback:
  third-letter:
    name: The third letter
    at: 2026-10-12
    quote: You have had my doctor's letter three times now.
    decision: accepted
# file: touchbase.yaml
checks: { unanswered-feedback: { limit: 30d } }
"#;
