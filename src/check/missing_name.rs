//! `missing-name`: an element without id and without name.

use super::{Check, Context, Example, Findings};
use crate::diagnostic::{FaultKind, Level};
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "missing-name",
    level: Level::Error,
    summary: "An element has neither an id nor a name",
    doc: "An element has an id, a name or both: the id is derived from the name, and the name is made of the id. With neither, \
          nothing can refer to it, it has no page, and nobody can talk about it. The name of a step says what the person does.",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"team { // missing-name
  contact: "service@example.org"
}
"#,
            good: r#"team service "Customer service" {
  contact: "service@example.org"
}
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "teams:\n  - contact: service@example.org # missing-name\n",
            good: "teams:\n  - name: Customer service\n    contact: service@example.org\n",
        },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for fault in context.model.faults() {
        let FaultKind::Nameless { kind } = &fault.kind else { continue };
        let help = match context.notation(fault.span) {
            Notation::Cx => format!("give it a name, an id or both: `{kind} some-id \"Name\" {{`"),
            Notation::Yaml => "give it a name, an id or both: `name: …`".to_owned(),
        };
        let finding = findings.at(fault.span, format!("This {kind} has neither an id nor a name.")).help(help);
        findings.push(finding);
    }
}
