//! `idle-context`: a context datum that nothing uses.

use super::super::{Check, Context, Example, Findings};
use super::shared::{is_unclear, is_used, probably_meant};
use crate::diagnostic::words::capitalized;
use crate::diagnostic::{Diagnostic, Level};
use crate::model::ElementRef;
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "idle-context",
    level: Level::Hint,
    summary: "A context datum is used nowhere",
    doc: "Data about people may be collected for a stated purpose and no further than that purpose needs (GDPR, Article 5 (1) b and c). \
          A datum that no touchpoint has at hand (`context`), no step `carries` and no model takes as one of its `inputs` makes no \
          contact better: use it, or stop asking for it. Where it is collected does not count as a use. That `purpose` and \
          `legal_basis` are written is asked for by `missing-field`.\n\n\
          It is a hint: often the datum is used, and the map does not show it yet.",
    parameters: &[],
    examples: &[
        Example { notation: Notation::Cx, bad: CX, good: CX_MENDED },
        Example { notation: Notation::Yaml, bad: YAML, good: YAML_MENDED },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    if ["touchpoint", "step", "model"].iter().any(|kind| is_unclear(context, kind)) {
        return;
    }
    let idle: Vec<ElementRef<'_>> = context.active("context").filter(|datum| !is_used(*datum)).collect();
    if idle.is_empty() {
        return;
    }
    let meant = probably_meant(context, &[("touchpoint", "context"), ("step", "carries"), ("model", "inputs")]);
    for datum in idle.into_iter().filter(|datum| !meant.contains(&datum.id())) {
        findings.push(describe(context, findings, datum));
    }
}

fn describe(context: &Context<'_>, findings: &Findings<'_>, datum: ElementRef<'_>) -> Diagnostic {
    let message = format!("{} is used nowhere.", capitalized(&context.element(datum)));
    let key = datum.key();
    let help = format!(
        "name it where it makes a contact better: `context: [{key}]` of a touchpoint, `carries: [{key}]` of a step or `inputs` of a \
         model; or stop collecting it and set `status: retired`"
    );
    let finding = findings.at(datum.id_span(), message).label("no use").help(help);
    match datum.field("collected_at").and_then(|field| field.references().next()) {
        Some(collected) => finding.related(collected.span(), "yet it is collected"),
        None => finding,
    }
}

const CX: &str = r#"channel app "App" { type: app }

touchpoint klub-app "Klub-App" {
  mission: "Mit einem Griff bestellen."
  channels: [app]
  medium: digital
}

context geburtstag "Geburtstag" { // idle-context
  purpose: "Zum richtigen Tag gratulieren."
  legal_basis: "Einwilligung"
  collected_at: [klub-app]
}
"#;

const CX_MENDED: &str = r#"channel app "App" { type: app }

touchpoint klub-app "Klub-App" {
  mission: "Mit einem Griff bestellen."
  channels: [app]
  medium: digital
  context: [geburtstag]
}

context geburtstag "Geburtstag" {
  purpose: "Zum richtigen Tag gratulieren."
  legal_basis: "Einwilligung"
  collected_at: [klub-app]
}
"#;

const YAML: &str = r#"contexts:
  driver-number: # idle-context
    purpose: Join application, tests and licence of one person.
    legal_basis: Needed for the public task of licensing
  old-reference:
    status: retired
    purpose: Find an appointment again.
    legal_basis: Needed for the public task of testing
"#;

const YAML_MENDED: &str = r#"channels:
  phone:
    type: phone
touchpoints:
  helpline:
    mission: Settle a concern in one conversation.
    channels: [phone]
    medium: analog
    context: [driver-number]
contexts:
  driver-number:
    purpose: Join application, tests and licence of one person.
    legal_basis: Needed for the public task of licensing
"#;
