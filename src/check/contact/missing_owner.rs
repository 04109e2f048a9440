//! `missing-owner`: something that nobody answers for.

use super::super::{Check, Context, Default, Example, Findings, Parameter};
use super::shared::{named, place};
use crate::coverage;
use crate::diagnostic::Level;
use crate::model::ElementRef;
use crate::syntax::Notation;

static KINDS: Parameter = Parameter {
    name: "kinds",
    doc: "The kinds whose elements need an owner.",
    default: Default::Kinds(coverage::OWNED),
};

pub(super) static CHECK: Check = Check {
    name: "missing-owner",
    level: Level::Hint,
    summary: "Nobody answers for an element in use",
    doc: "Maps decay when nobody owns them: that is the complaint heard most often about journey maps, and in a public base of an \
          administration 79 of 224 tasks named no agency. The owner is the team or role that improves the thing and keeps its page \
          true; whoever operates a touchpoint day by day need not be the one. Drafts and retired elements are left out. Which kinds \
          need an owner is a parameter; a team's own kinds can be among them. A hint, because a young knowledge base has its \
          contents before its owners.",
    parameters: &[&KINDS],
    examples: &[
        Example { notation: Notation::Cx, bad: CX, good: CX_MENDED },
        Example { notation: Notation::Yaml, bad: YAML, good: YAML_MENDED },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    let schema = &context.model.schema;
    let kinds = findings.texts(&KINDS);
    let some = context.active("team").next().or_else(|| context.active("role").next());
    for kind in kinds.iter().filter(|kind| schema.kind_named(kind).is_some_and(|id| schema.kind(id).is_top())) {
        for element in context.active(kind).filter(|element| !element.says("owner")) {
            let message = format!(
                "Nobody answers for {}: it has no {}.",
                context.element(element),
                named(context, element, "owner")
            );
            let finding = findings.at(place(element, "owner"), message).label("whose is it?");
            findings.push(finding.help(help(element, some)));
        }
    }
}

/// The line to paste: with who runs it, or else with some team or role.
fn help<'m>(element: ElementRef<'m>, some: Option<ElementRef<'m>>) -> String {
    let operator = element.target("operator").filter(|operator| operator.is("team"));
    match operator.or(some) {
        Some(owner) => format!("name the team or role that improves it, such as `owner: {}`", owner.key()),
        None => "describe the team or role that improves it, and name it: `owner: …`".to_owned(),
    }
}

const CX: &str = r#"channel telefon "Telefon" {
  type: phone
}

team kundenservice "Kundenservice" {
}

touchpoint hotline "Service-Hotline" { // missing-owner
  mission: "Ein Anliegen in einem Gespräch lösen."
  channels: [telefon]
  medium: analog
  operator: kundenservice
}
"#;

const CX_MENDED: &str = r#"channel telefon "Telefon" {
  type: phone
}

team kundenservice "Kundenservice" {
}

touchpoint hotline "Service-Hotline" {
  mission: "Ein Anliegen in einem Gespräch lösen."
  channels: [telefon]
  medium: analog
  operator: kundenservice
  owner: kundenservice
}
"#;

const YAML: &str = r#"roles:
  data-analyst:
    name: Data analyst
metrics:
  waiting-time:
    class: performance
    method: time
    unit: minutes
processes:
  pick-and-pack: # missing-owner
    layer: backstage
# file: touchbase.yaml
checks:
  missing-owner: { kinds: [process] }
"#;

const YAML_MENDED: &str = r#"roles:
  data-analyst:
    name: Data analyst
metrics:
  waiting-time:
    class: performance
    method: time
    unit: minutes
processes:
  pick-and-pack:
    layer: backstage
    owner: data-analyst
# file: touchbase.yaml
checks:
  missing-owner: { kinds: [process] }
"#;
