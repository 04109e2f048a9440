//! `missing-field`: a required field that is absent or empty.

use super::{Check, Context, Example, Findings};
use crate::diagnostic::words::{capitalized, list};
use crate::diagnostic::{Diagnostic, Level};
use crate::model::ElementRef;
use crate::schema::{Field, Scalar, Shape};
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "missing-field",
    level: Level::Error,
    summary: "A required field is missing or empty",
    doc: "Few fields are required: those without which an element says nothing, such as whom a journey is for or what a \
          touchpoint is there to do. Maps with such gaps look finished and are not, and the gaps are found when a decision \
          rests on them. While an element says `status: draft`, its gaps are warnings; when it is `retired`, they no longer \
          matter and are not reported. What each field means, with an example: `touchbase explain KIND`.",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"persona mia "Mia" { // missing-field
  type: customer
}

persona ben "Ben" {
  type: customer
  needs: [] // missing-field
}

persona eva "Eva" { // missing-field missing-field
  status: draft
}
"#,
            good: r#"persona mia "Mia" {
  type: customer
  needs: ["New coffee before the last capsule is gone"]
}
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "touchpoints:\n  hotline: # missing-field\n    channels: [phone]\n    medium: analog\nchannels:\n  phone:\n    type: phone\n",
            good: "touchpoints:\n  hotline:\n    mission: Settle a concern in one conversation.\n    channels: [phone]\n    medium: analog\nchannels:\n  phone:\n    type: phone\n",
        },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for element in context.model.elements() {
        if element.root().status() == "retired" || context.is_incomplete(element) {
            continue;
        }
        for field in element.kind().fields.iter().filter(|field| field.required) {
            if let Some(finding) = check(context, findings, element, field) {
                findings.push(finding);
            }
        }
    }
}

fn check(context: &Context<'_>, findings: &Findings<'_>, element: ElementRef<'_>, field: &Field) -> Option<Diagnostic> {
    let written = element.field(&field.key);
    if written.is_some_and(|written| !written.data.content.is_empty()) {
        return None;
    }
    let (named, owner) = (context.field(field), context.element(element));
    let finding = match written {
        None => findings
            .at(element.id_span(), format!("{} has no {named}.", capitalized(&owner)))
            .label(format!("no `{}` in it", field.key)),
        Some(written) => {
            findings.at(written.data.value, format!("{named} of {owner} is empty.")).label("nothing in it")
        }
    };
    let mut finding = finding.help(help(context, element, field));
    if element.is_draft() {
        finding.level = finding.level.max(Level::Warning);
    }
    Some(finding)
}

fn help(context: &Context<'_>, element: ElementRef<'_>, field: &Field) -> String {
    let line = format!("`{}: {}`", field.key, example(context, field));
    let draft = if element.is_draft() { "" } else { "; or set `status: draft` while it is being written" };
    match existing(context, field).as_slice() {
        [] => format!("add a line such as {line}{draft}"),
        some => format!("add a line such as {line}; there are {}{draft}", list(some)),
    }
}

/// A value to paste: with an element that exists, where the field takes references, else the one of the schema.
fn example(context: &Context<'_>, field: &Field) -> String {
    match (existing(context, field).first(), &field.ty.shape) {
        (Some(element), Shape::List) => format!("[{element}]"),
        (Some(element), Shape::One) => element.clone(),
        _ => field.example.to_string(),
    }
}

fn existing(context: &Context<'_>, field: &Field) -> Vec<String> {
    match &field.ty.scalar {
        Scalar::Reference { kinds, .. } => context.some_of(kinds),
        _ => Vec::new(),
    }
}
