//! `repeated-field`: a key that is written twice.

use super::{Check, Context, Example, Findings};
use crate::diagnostic::{FaultKind, Level};
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "repeated-field",
    level: Level::Error,
    summary: "An element, a map or the configuration has the same key twice",
    doc: "Of two values under one key only one can count, and most tools quietly take the last. Here the first counts and the \
          second is reported, because one of the two was written by somebody who did not see the other.",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"term crema "Crema" {
  definition: "The golden foam on a coffee."
  definition: "A dessert." // repeated-field
}
"#,
            good: r#"term crema "Crema" {
  definition: "The golden foam on a coffee."
}
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "terms:\n  crema:\n    definition: The golden foam on a coffee.\n    labels:\n      de: Crema\n      de: Schaum # repeated-field\n",
            good: "terms:\n  crema:\n    definition: The golden foam on a coffee.\n    labels:\n      de: Crema\n",
        },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for fault in context.model.faults() {
        let FaultKind::RepeatedField { key, first } = &fault.kind else { continue };
        let finding = findings
            .at(fault.span, format!("`{key}` is written twice; only the first one counts."))
            .label("written again here")
            .related(*first, "first written here")
            .help("keep one of the two; a field that takes several values takes them as a list, `[one, another]`");
        findings.push(finding);
    }
}
