//! `bad-suppression`: a comment that is to silence a check, but cannot be used.

use super::super::{Check, Context, Example, Findings};
use super::allowance::{Allowance, Problem};
use crate::diagnostic::{Diagnostic, Level};
use crate::naming;
use crate::syntax::Notation;
use crate::text::Edit;

pub(super) static CHECK: Check = Check {
    name: "bad-suppression",
    level: Level::Error,
    summary: "A comment that is to silence a check cannot be used",
    doc: "A comment such as `// touchbase: allow blind-spot until 2027-03-01 - contract runs out` silences a check for the element, \
          field or line that follows it, for what begins on its own line, or, at the top of a file with a blank line behind it, for the \
          whole file. It names one or several checks, perhaps a last day, and always a reason: whoever reads the file later must be \
          able to judge whether it still holds. A comment that cannot be understood silences nothing.",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"// touchbase: allow missing-field bad-suppression
team care "Customer care" {}

// touchbase: allow mising-name - says: bad-suppression
team billing "Billing" {}

// touchbase: ignore missing-field - says: bad-suppression
team stores "Stores" {}

team field "Field service" {
  // touchbase: allow missing-field until 31.12.2026 - says: bad-suppression
  contact: "field@example.org"
  // touchbase: allow missing-field - nothing follows // bad-suppression
}
"#,
            good: r#"team care "Customer care" {}
team billing "Billing" {}
team stores "Stores" {}
team field "Field service" {
  contact: "field@example.org"
}
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "teams:\n  care:\n    name: Customer care # touchbase: allow - says # bad-suppression\n",
            good: "teams:\n  care:\n    name: Customer care\n",
        },
    ],
    run,
};

const FORM: &str =
    "write it like `touchbase: allow blind-spot until 2027-03-01 - contract runs out`; the day may be left out";

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for allowance in context.allowances() {
        if let Some(problem) = allowance.problem {
            let finding = report(context, findings, allowance, problem);
            findings.push(finding);
        }
    }
}

fn report(
    context: &Context<'_>,
    findings: &Findings<'_>,
    allowance: &Allowance<'_>,
    problem: Problem<'_>,
) -> Diagnostic {
    let all = allowance.directive.span;
    match problem {
        Problem::Verb(word, place) if !word.is_empty() => {
            findings.at(place, format!("`{word}` is nothing that a comment can ask of touchbase.")).help(FORM)
        }
        Problem::Verb(..) => findings.at(all, "The comment asks nothing of touchbase.").help(FORM),
        Problem::NoCheck => findings.at(all, "The comment does not say which check it is about.").help(FORM),
        Problem::UnknownCheck(name, place) => unknown(context, findings, name, place),
        Problem::NoDay("", place) => findings.at(place, "No day stands behind `until`.").help(FORM),
        Problem::NoDay(day, place) => {
            let help = "a day is written like 2027-03-01, and the reason follows after ` - `";
            findings.at(place, format!("`{day}` behind `until` is not a day, or more stands behind it.")).help(help)
        }
        Problem::NoReason => {
            let help = "add it behind a dash: ` - contract runs out`";
            findings.at(all, "The comment gives no reason for what it silences.").help(help)
        }
        Problem::NoScope => {
            let help = "put it above the element or field that it is about, or behind it on the same line";
            findings.at(all, "Nothing follows this comment that it could be about.").help(help)
        }
    }
}

fn unknown(context: &Context<'_>, findings: &Findings<'_>, name: &str, place: crate::text::Span) -> Diagnostic {
    let finding = findings.at(place, format!("There is no check `{name}`."));
    match naming::nearest(name, context.check_names()) {
        Some(near) => finding
            .help(format!("did you mean `{near}`?"))
            .guess(format!("replace `{name}` by `{near}`"), vec![Edit { span: place, text: near.to_owned() }]),
        None => finding.help("names of checks stand in the first line of each finding; the reason follows after ` - `"),
    }
}
