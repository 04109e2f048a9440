//! `duplicate-id`: an id that is defined twice.

use rustc_hash::FxHashMap;

use super::clash::Clash;
use super::{Check, Context, Example, Findings};
use crate::diagnostic::{Diagnostic, Level};
use crate::model::{ElementId, ElementRef};
use crate::syntax::Notation;
use crate::text::Str;

pub(super) static CHECK: Check = Check {
    name: "duplicate-id",
    level: Level::Error,
    summary: "Two elements have the same id",
    doc: "All elements of all kinds share one set of ids, so that a reference can mean only one thing. When two people describe \
          the same touchpoint in two files, each sees half of it, and both halves grow apart. The message shows both places. \
          Steps and stages need ids that are unique within their journey.",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"channel phone "Telephone" {
  type: phone
}

channel phone "Hotline number" { // duplicate-id
  type: phone
}
"#,
            good: r#"channel phone "Telephone" {
  type: phone
}

channel hotline-number "Hotline number" {
  type: phone
}
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "channels:\n  phone:\n    type: phone\nteams:\n  phone: # duplicate-id\n    name: Phone team\n",
            good: "channels:\n  phone:\n    type: phone\nteams:\n  phone-team:\n    name: Phone team\n",
        },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for pair in context.clashes().iter().filter(|pair| pair.clash == Clash::Id) {
        let finding = describe(context, findings, pair.first.element, pair.second.element);
        findings.push(finding);
    }
    for (first, second) in local_pairs(context) {
        let finding = describe(context, findings, first, second);
        findings.push(finding);
    }
}

/// Steps and stages with an id that an earlier one of their journey has.
fn local_pairs<'a>(context: &Context<'a>) -> Vec<(ElementRef<'a>, ElementRef<'a>)> {
    let mut seen: FxHashMap<(ElementId, &Str), ElementRef<'a>> = FxHashMap::default();
    let mut pairs = Vec::new();
    for element in context.model.elements().filter(|element| element.parent().is_some() && !element.is_nameless()) {
        match seen.get(&(element.root().id(), element.key())) {
            Some(first) => pairs.push((*first, element)),
            None => {
                seen.insert((element.root().id(), element.key()), element);
            }
        }
    }
    pairs
}

fn describe(
    context: &Context<'_>,
    findings: &Findings<'_>,
    first: ElementRef<'_>,
    second: ElementRef<'_>,
) -> Diagnostic {
    let (id, kind) = (second.key(), &second.kind().name);
    let message = match second.parent() {
        None => format!("The id `{id}` of this {kind} is taken: {} has it.", context.element(first)),
        Some(_) => {
            format!("The id `{id}` of this {kind} is taken: the {} of the same journey has it.", describe_part(first))
        }
    };
    let help = if second.id_is_written() {
        format!(
            "if both mean the same, unite them in one place and delete the other; if not, give this {kind} another id"
        )
    } else {
        format!(
            "if both mean the same, unite them; if not, write an id of its own, such as `{kind} {id}-2 \"{}\"`",
            second.name()
        )
    };
    findings
        .at(second.id_span(), message)
        .label("defined again here")
        .related(first.id_span(), "first defined here")
        .help(help)
}

fn describe_part(part: ElementRef<'_>) -> String {
    format!("{} `{}`", part.kind().name, part.name())
}
