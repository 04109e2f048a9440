//! `duplicate-name`: a display name that two elements have.

use super::clash::Clash;
use super::{Check, Context, Example, Findings};
use crate::diagnostic::Level;
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "duplicate-name",
    level: Level::Error,
    summary: "Two elements have the same name",
    doc: "A common language exists only if each element carries a name of its own that everyone knows. Two elements of one name, \
          even of different kinds, are the confusion this tool exists to end: in a meeting nobody can tell which one is meant. \
          Ids tell them apart for the machine, not for people.",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"persona mia-oeztuerk "Mia Öztürk" {
  type: customer
  needs: ["An answer on the first call"]
}

persona mia-2 "Mia Öztürk" { // duplicate-name
  type: prospect
  needs: ["To know what it costs"]
}
"#,
            good: r#"persona mia-oeztuerk "Mia Öztürk" {
  type: customer
  needs: ["An answer on the first call"]
}

persona lena-brandt "Lena Brandt" {
  type: prospect
  needs: ["To know what it costs"]
}
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "channels:\n  app:\n    name: Club app\n    type: app\nsystems:\n  app-backend:\n    name: Club app # duplicate-name\n    purpose: Answers the app.\n",
            good: "channels:\n  app:\n    name: Club app\n    type: app\nsystems:\n  app-backend:\n    name: App server\n    purpose: Answers the app.\n",
        },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for pair in context.clashes().iter().filter(|pair| pair.clash == Clash::Name) {
        let (first, second) = (&pair.first, &pair.second);
        let message = format!("The name `{}` is taken: {} has it.", second.text, context.element(first.element));
        findings.push(
            findings
                .at(second.span, message)
                .label("the same name again")
                .related(first.span, "first given here")
                .help("if both mean the same, unite them in one element and refer to it; if not, give one a name that tells them apart"),
        );
    }
}
