//! `retired-reference`: an element in use refers to one that is retired.

use super::{Check, Context, Example, Findings};
use crate::diagnostic::{Diagnostic, Level};
use crate::model::{RefPlace, ReferenceRef};
use crate::syntax::Notation;
use crate::text::Edit;

pub(super) static CHECK: Check = Check {
    name: "retired-reference",
    level: Level::Error,
    summary: "An element in use refers to one that is retired",
    doc: "A retired element stays in the base so that old links and old decisions can be understood, but nothing in use should \
          rest on it: the journey would send people to a counter that has closed. Where the retired element names its successor \
          in `replaced_by`, the fix puts it in. Prose may still mention the past, and retired elements may refer to each other.",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"channel fax "Fax" {
  type: other
  status: retired
  replaced_by: app
}

channel app "Club app" {
  type: app
}

persona mia "Mia" {
  type: customer
  needs: ["To order in a minute"]
  channels: [fax] // retired-reference
}
"#,
            good: r#"channel fax "Fax" {
  type: other
  status: retired
  replaced_by: app
}

channel app "Club app" {
  type: app
}

persona mia "Mia" {
  type: customer
  needs: ["To order in a minute"]
  channels: [app]
}
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "teams:\n  counter:\n    status: retired\n  service:\n    parent: counter # retired-reference\n",
            good: "teams:\n  counter:\n    status: retired\n  service:\n    summary: Answers every question.\n",
        },
    ],
    run,
};

/// Fields that may point to the past.
const HISTORY: &[&str] = &["replaced_by", "not_same_as"];

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for reference in context.model.references() {
        let about_history = reference.place() == RefPlace::Prose || HISTORY.contains(&reference.field().key.as_ref());
        let retired = reference.target().filter(|target| target.root().status() == "retired");
        if retired.is_some() && !about_history && reference.from().root().status() != "retired" {
            let finding = describe(context, findings, reference);
            findings.extend(finding);
        }
    }
}

fn describe(context: &Context<'_>, findings: &Findings<'_>, reference: ReferenceRef<'_>) -> Option<Diagnostic> {
    let target = reference.target()?;
    let (field, owner) = (context.field(reference.field()), context.element(reference.from()));
    let message = format!("{field} of {owner} refers to {}, which is retired.", context.element(target));
    let finding = findings.at(reference.span(), message).label("retired").related(target.id_span(), "retired here");
    Some(match target.target("replaced_by").filter(|successor| successor.status() != "retired") {
        Some(successor) => {
            let id = successor.address();
            let edits = vec![Edit { span: reference.span(), text: id.clone() }];
            finding
                .help(format!("refer to its successor `{id}`"))
                .guess(format!("replace `{}` by `{id}`", reference.text()), edits)
        }
        None => finding.help(format!(
            "refer to what is used today, and name it at `{}` in `replaced_by`; or retire {owner} too",
            target.address()
        )),
    })
}
