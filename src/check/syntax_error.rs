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

fn run(context: &Context<'_>, findings: &mut Findings) {
    for fault in context.model.faults() {
        let finding = match &fault.kind {
            FaultKind::Unexpected { expected, quote } => {
                let finding = unexpected(context, findings, fault.span, expected);
                quote.iter().fold(finding, |finding, text| quote_it(context, finding, *text))
            }
            FaultKind::Unquoted(place) => unquoted(context, findings, fault.span, place),
            _ => continue,
        };
        findings.push(finding);
    }
}

fn unexpected(context: &Context<'_>, findings: &Findings, span: Span, expected: &str) -> Diagnostic {
    let text = short(context.written(span));
    let message = match text.as_str() {
        "" => format!("Something is missing here: expected {expected}."),
        text => format!("`{text}` cannot be read here: expected {expected}."),
    };
    findings.at(span, message).label("not understood")
}

fn unquoted(context: &Context<'_>, findings: &Findings, span: Span, place: &Place) -> Diagnostic {
    let finding =
        findings.at(span, format!("The text of {} needs quotes.", context.place(place))).label("not an id, but text");
    quote_it(context, finding, span)
}

/// The fix for text that lacks nothing but quotes.
fn quote_it(context: &Context<'_>, finding: Diagnostic, span: Span) -> Diagnostic {
    let text = quoted(context.written(span));
    let help = if text.len() > 120 { "put the text in quotes".to_owned() } else { format!("write `{text}`") };
    finding.help(help).fix("put the text in quotes", vec![Edit { span, text }])
}
