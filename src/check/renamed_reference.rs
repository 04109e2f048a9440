//! `renamed-reference`: a reference by an id that the element no longer has.

use super::{Check, Context, Example, Findings};
use crate::diagnostic::Level;
use crate::model::Via;
use crate::syntax::Notation;
use crate::text::Edit;

pub(super) static CHECK: Check = Check {
    name: "renamed-reference",
    level: Level::Warning,
    summary: "A reference uses a former id",
    doc: "Whoever renames an element leaves its old id under `formerly`, so nothing that pointed there breaks. But two names for one \
          thing live on in the files, and people copy the one they see. The fix writes today's id.",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"channel coffee-phone "Coffee phone" {
  type: phone
  formerly: ["hotline"]
}

persona mia "Mia" {
  type: customer
  needs: ["To talk to someone who knows coffee"]
  channels: [hotline] // renamed-reference
}
"#,
            good: r#"channel coffee-phone "Coffee phone" {
  type: phone
  formerly: ["hotline"]
}

persona mia "Mia" {
  type: customer
  needs: ["To talk to someone who knows coffee"]
  channels: [coffee-phone]
}
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "channels:\n  coffee-phone:\n    type: phone\n    formerly: hotline\n    description: See [[hotline]]. # renamed-reference\n",
            good: "channels:\n  coffee-phone:\n    type: phone\n    formerly: hotline\n    description: See [[coffee-phone]].\n",
        },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for reference in context.model.references().filter(|reference| reference.via() == Via::Former) {
        let Some(target) = reference.target() else { continue };
        let (old, new) = (reference.text(), target.address());
        // Inside its own journey a step is named by its local id.
        let new = if old.contains('.') || target.parent().is_none() { new } else { target.key().to_string() };
        let message = format!("`{old}` is a former id of {}.", context.element(target));
        let edits = vec![Edit { span: reference.span(), text: new.clone() }];
        findings.push(
            findings
                .at(reference.span(), message)
                .label("renamed since")
                .related(target.id_span(), "today's id is given here")
                .help(format!("write `{new}`"))
                .fix(format!("replace `{old}` by `{new}`"), edits),
        );
    }
}
