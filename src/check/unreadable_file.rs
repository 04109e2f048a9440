//! `unreadable-file`: a file that could not be opened.

use super::{Check, Context, Example, Findings};
use crate::diagnostic::{FaultKind, Level};
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "unreadable-file",
    level: Level::Error,
    summary: "A file of the knowledge base cannot be read",
    doc: "A file that is passed over in silence is knowledge that is missing in silence: the map would look complete and would \
          not be. The other files are checked all the same.",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: "// file: personas.cx (cannot be read: permission denied) // unreadable-file\n",
            good: "// file: personas.cx\nteam service \"Customer service\" {\n}\n",
        },
        Example {
            notation: Notation::Yaml,
            bad: "# file: personas.yaml (cannot be read: permission denied) # unreadable-file\n",
            good: "# file: personas.yaml\nteams:\n  service:\n    name: Customer service\n",
        },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for fault in context.model.faults() {
        let FaultKind::Unreadable(reason) = &fault.kind else { continue };
        let step = match reason.contains("permission denied") {
            true => "give the right to read it to whoever runs touchbase",
            false => "put a file with knowledge in its place",
        };
        let help = format!("{step}, or leave it out with `exclude:` in `touchbase.yaml`");
        let finding = findings.at(fault.span, format!("The file cannot be read: {reason}.")).help(help);
        findings.push(finding);
    }
}
