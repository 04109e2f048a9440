//! `syntax-error`: text that fits no rule of its notation.

use super::{Check, Context, Example, Findings};
use crate::diagnostic::words::short;
use crate::diagnostic::{Diagnostic, FaultKind, Level, Place};
use crate::syntax::Notation;
use crate::text::{Edit, Span, quoted};

pub(super) static CHECK: Check = Check {
    name: "syntax-error",
    level: Level::Error,
    summary: "A piece of text fits no rule of the notation it is written in",
    doc: "What cannot be read does not reach the map, and nothing may be lost in silence. The rest of the file is read all the \
          same, so one run shows every such place. In `.cx`, running text stands in quotes: a bare word is an id, a word from a \
          list, a number or a date, and only the quotes tell the two apart.",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"term crema "Crema" {
  definition: "The golden foam on a coffee."
  say_instead: Foam // syntax-error
}
"#,
            good: r#"term crema "Crema" {
  definition: "The golden foam on a coffee."
  say_instead: "Foam"
}
"#,
        },
        Example {
            notation: Notation::Cx,
            bad: r#"term crema "Crema" {
  definition: The "golden" foam on a coffee. // syntax-error
  forbidden: [a foam, "froth"] // syntax-error
}
"#,
            good: r#"term crema "Crema" {
  definition: "The \"golden\" foam on a coffee."
  forbidden: ["a foam", "froth"]
}
"#,
        },
        Example {
            notation: Notation::Cx,
            bad: r#"term crema "Crema" {
  definition "The golden foam on a coffee." // syntax-error
}
"#,
            good: r#"term crema "Crema" {
  definition: "The golden foam on a coffee."
}
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "terms:\n  crema:\n    definition: Crema: the golden foam. # syntax-error\n",
            good: "terms:\n  crema:\n    definition: \"Crema: the golden foam.\"\n",
        },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for fault in context.model.faults() {
        let finding = match &fault.kind {
            FaultKind::Unexpected { expected, instead } => {
                let finding = unexpected(context, findings, fault.span, expected);
                instead.iter().fold(finding, |finding, edit| instead_of(finding, edit.clone()))
            }
            FaultKind::Unquoted(place) => unquoted(context, findings, fault.span, place),
            _ => continue,
        };
        findings.push(finding);
    }
}

fn unexpected(context: &Context<'_>, findings: &Findings<'_>, span: Span, expected: &str) -> Diagnostic {
    let text = short(context.written(span));
    let message = match text.as_str() {
        "" => format!("Something is missing here: expected {expected}."),
        text => format!("`{text}` cannot be read here: expected {expected}."),
    };
    findings.at(span, message).label("not understood")
}

fn unquoted(context: &Context<'_>, findings: &Findings<'_>, span: Span, place: &Place) -> Diagnostic {
    let finding =
        findings.at(span, format!("The text of {} needs quotes.", context.place(place))).label("not an id, but text");
    instead_of(finding, Edit { span, text: quoted(context.written(span)) })
}

/// The fix where it is clear what is meant.
fn instead_of(finding: Diagnostic, edit: Edit) -> Diagnostic {
    let verb = if edit.span.is_empty() { "add" } else { "write" };
    let help =
        if edit.text.len() > 120 { "put the text in quotes".to_owned() } else { format!("{verb} `{}`", edit.text) };
    finding.help(help).fix(format!("{verb} `{}`", short(&edit.text)), vec![edit])
}
