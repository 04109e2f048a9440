//! `expired-suppression`: a comment silenced a check until a day that has passed.

use super::super::{Check, Context, Example, Findings};
use crate::diagnostic::Level;
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "expired-suppression",
    level: Level::Warning,
    summary: "A comment silenced a check until a day that has passed",
    doc: "Whoever writes `until` into a comment promises to look again. Once the day has passed, the comment silences nothing: its \
          findings are back, and this one says why. The day itself still counts.",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"// touchbase: allow retired-reference until 2026-11-21 - the new team starts in December // expired-suppression
team care "Customer care" {}
"#,
            good: r#"team care "Customer care" {}
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "teams:\n  # touchbase: allow retired-reference until 2025-01-31 - reorganisation # expired-suppression\n  care:\n    name: Customer care\n",
            good: "teams:\n  care:\n    name: Customer care\n",
        },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for allowance in context.allowances() {
        let Some(until) = allowance.until.filter(|_| allowance.is_expired(context.options.today)) else { continue };
        if allowance.problem.is_some() {
            continue;
        }
        let message = format!("This comment allowed something until {until}; that day has passed.");
        let help = "mend what is found here and delete the comment, or give it a later day";
        findings.push(findings.at(allowance.directive.span, message).label("silences nothing any more").help(help));
    }
}
