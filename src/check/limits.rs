//! `limits`: input beyond what a knowledge base can need.

use super::{Check, Context, Example, Findings};
use crate::diagnostic::{FaultKind, Level, Limit};
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "limits",
    level: Level::Error,
    summary: "A file, a line, the nesting or the number of files is beyond a ceiling",
    doc: "Files of a knowledge base are written by people, and nothing that people write comes near these ceilings. What exceeds \
          them got there by accident or with bad intent: an export, a picture, a text made to exhaust the memory of whoever \
          reads it. They keep every run short, in CI too, and say so where the alternative would be to hang.",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: "term crema \"Crema\" {\n  definition: \"The golden foam.\"\n  forbidden: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"foam\"]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]] // limits\n}\n",
            good: "term crema \"Crema\" {\n  definition: \"The golden foam.\"\n  forbidden: [\"foam\"]\n}\n",
        },
        Example {
            notation: Notation::Yaml,
            bad: "# file: export.yaml (25000000 bytes) # limits\n",
            good: "# file: export.yaml\nterms:\n  crema:\n    definition: The golden foam.\n",
        },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for fault in context.model.faults() {
        let FaultKind::Limit(limit) = &fault.kind else { continue };
        let finding = findings.at(fault.span, message(limit)).help(help(limit));
        findings.push(finding);
    }
}

fn message(limit: &Limit) -> String {
    match limit {
        Limit::FileSize { bytes, limit } => {
            format!("The file has {bytes} bytes and was not read; at most {limit} are allowed.")
        }
        Limit::LineLength { limit } => format!("This line has more than {limit} bytes."),
        Limit::Depth { limit } => format!("Brackets or indentation are nested deeper than {limit} levels."),
        Limit::Files { limit } => {
            format!("There are more than {limit} files; neither this one nor those behind it were read.")
        }
    }
}

fn help(limit: &Limit) -> &'static str {
    match limit {
        Limit::FileSize { .. } => "split it into several files, or leave it out with `exclude:` in `touchbase.yaml`",
        Limit::LineLength { .. } => "break it into several lines; Markdown joins them again",
        Limit::Depth { .. } => "an element needs no more than a handful of levels: look for brackets that never close",
        Limit::Files { .. } => {
            "say with `sources:` or `exclude:` in `touchbase.yaml` which files belong to the knowledge base"
        }
    }
}
