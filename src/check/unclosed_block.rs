//! `unclosed-block`: brackets and quotes that never close.

use super::{Check, Context, Example, Findings};
use crate::diagnostic::{FaultKind, Level};
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "unclosed-block",
    level: Level::Error,
    summary: "A block, a list, a map or a text is opened and never closed",
    doc: "One lost brace could swallow the rest of a file. Where it most likely belongs is therefore guessed from the indentation \
          and from what begins there, and everything behind it is read as usual; the finding stands at the opening, because that \
          is what has lost its end.",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"term crema "Crema" { // unclosed-block
  definition: "The golden foam on a coffee."

term descaling "Descaling" {
  definition: "Removing limescale from the machine."
}
"#,
            good: r#"term crema "Crema" {
  definition: "The golden foam on a coffee."
}

term descaling "Descaling" {
  definition: "Removing limescale from the machine."
}
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "terms:\n  crema:\n    definition: The golden foam on a coffee.\n    forbidden: [foam, froth # unclosed-block\n  descaling:\n    definition: Removing limescale from the machine.\n",
            good: "terms:\n  crema:\n    definition: The golden foam on a coffee.\n    forbidden: [foam, froth]\n  descaling:\n    definition: Removing limescale from the machine.\n",
        },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for fault in context.model.faults() {
        let FaultKind::Unclosed { what } = &fault.kind else { continue };
        let help = help(what, context.notation(fault.span));
        let finding = findings.at(fault.span, format!("This {what} is never closed.")).label("opened here").help(help);
        findings.push(finding);
    }
}

fn help(what: &str, notation: Notation) -> &'static str {
    match (what, notation) {
        ("block", _) => "add `}` on a line of its own where the block ends",
        ("list", _) => "add `]` behind the last value of the list",
        ("map", _) => "add `}` behind the last value of the map",
        ("Markdown text", _) => "add `\"\"\"` behind the last line of the text",
        (_, Notation::Cx) => {
            "add `\"` at the end of the text; a text of several lines stands between `\"\"\"` and `\"\"\"`, and a quote inside \
             a text is written `\\\"`"
        }
        (_, Notation::Yaml) => {
            "add the closing quote at the end of the text; a text of several lines is easier to write below `|`"
        }
    }
}
