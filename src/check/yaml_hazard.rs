//! `yaml-hazard`: features of YAML that hide, copy or lose content.

use super::{Check, Context, Example, Findings};
use crate::diagnostic::{FaultKind, Hazard, Level};
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "yaml-hazard",
    level: Level::Error,
    summary: "A feature of YAML is used that hides, copies or loses content",
    doc: "Anchors, aliases and merge keys make one place of a file say what is written at another, which no reader of a review \
          sees; nested aliases can also blow a small file up until memory ends (the “billion laughs”). Tags change what a value \
          means, keys that are lists or maps cannot be referred to, and tabs look like an indentation they are not. Plain YAML \
          says the same and says it where it is read.",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Yaml,
            bad: "terms:\n  crema:\n    definition: &foam The golden foam. # yaml-hazard\n  schaum:\n    definition: *foam # yaml-hazard\n",
            good: "terms:\n  crema:\n    definition: The golden foam.\n  schaum:\n    definition: The golden foam, in German.\n",
        },
        Example {
            notation: Notation::Yaml,
            bad: "terms:\n  crema:\n    definition: !text The golden foam. # yaml-hazard\n",
            good: "terms:\n  crema:\n    definition: The golden foam.\n",
        },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for fault in context.model.faults() {
        let FaultKind::Hazard(hazard) = &fault.kind else { continue };
        let (message, help) = words(*hazard);
        let finding = findings.at(fault.span, message).help(help);
        findings.push(finding);
    }
}

fn words(hazard: Hazard) -> (&'static str, &'static str) {
    match hazard {
        Hazard::Anchor => (
            "This is an anchor, by which other places could copy the value.",
            "remove it; a text that begins with `&` needs quotes",
        ),
        Hazard::Alias => (
            "This is an alias: it copies a value from elsewhere.",
            "write the value out, or make it an element and refer to it by its id; a text that begins with `*` needs quotes",
        ),
        Hazard::MergeKey => {
            ("This is a merge key: it copies the fields of another element.", "write the fields out that belong here")
        }
        Hazard::Tag => (
            "This is a tag: it would change how the value is read.",
            "remove it, the field knows its type; a text that begins with `!` needs quotes",
        ),
        Hazard::Tab => ("A tab stands where YAML counts spaces.", "indent with spaces, two for each level"),
        Hazard::ComplexKey => (
            "A list or a map cannot be a key.",
            "write a word before the colon; a text that begins with `[`, `{` or `?` needs quotes",
        ),
    }
}
