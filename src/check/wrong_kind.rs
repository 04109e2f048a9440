//! `wrong-kind`: a reference to an element of another kind than the field asks for.

use super::{Check, Context, Example, Findings};
use crate::diagnostic::Level;
use crate::diagnostic::words::{a, joined};
use crate::model::{ElementRef, RefPlace, ReferenceRef};
use crate::schema::{Constraint, Field, Kinds, Scalar, Shape};
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "wrong-kind",
    level: Level::Error,
    summary: "A reference names an element of another kind than the field asks for",
    doc: "Each field says what it refers to: `personas` to personas, `metrics` to metrics. A name that exists but means something \
          else is a misunderstanding between two people, and every page built on it would be wrong. All kinds share one set of \
          names, so the message can tell what was found. For `after`, the step must be one of the same journey; for \
          `replaced_by`, the successor must be of the same kind.",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"persona mia "Mia" {
  type: customer
  needs: ["An answer on the first call"]
  channels: [everyday] // wrong-kind
}

term everyday "Everyday cup" {
  definition: "The cup that is drunk without thinking."
}
"#,
            good: r#"persona mia "Mia" {
  type: customer
  needs: ["An answer on the first call"]
  channels: [phone]
}

channel phone "Telephone" {
  type: phone
}
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "teams:\n  service:\n    name: Customer service\n    parent: phone # wrong-kind\nchannels:\n  phone:\n    type: phone\n",
            good: "teams:\n  service:\n    name: Customer service\n    parent: company\n  company:\n    name: The company\n",
        },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for reference in context.model.references().filter(|reference| reference.place() != RefPlace::Prose) {
        let Some(target) = reference.target() else { continue };
        let Some(wanted) = wanted(reference, target) else { continue };
        let (field, owner) = (context.field(reference.field()), context.element(reference.from()));
        let found = &target.kind().name;
        let message = format!("{field} of {owner} must name {wanted}, but `{}` is {}.", reference.text(), a(found));
        findings.push(
            findings
                .at(reference.span(), message)
                .label(format!("this is {}", a(found)))
                .related(target.id_span(), format!("the {found} is defined here"))
                .help(help(context, reference, target, &wanted)),
        );
    }
}

/// What the reference should have named; nothing when `target` is fine.
fn wanted(reference: ReferenceRef<'_>, target: ElementRef<'_>) -> Option<String> {
    let (kinds, constraint) = allowed(reference)?;
    let found = &target.kind().name;
    match constraint {
        Constraint::SameKind if target.kind_id() != reference.from().kind_id() => {
            Some(format!("another {}", reference.from().kind().name))
        }
        Constraint::SameJourney if !target.is("step") || target.root() != reference.from().root() => {
            Some("a step of the same journey".to_owned())
        }
        Constraint::Any if !kinds.allow(found) => Some(one_of(kinds)),
        _ => None,
    }
}

fn allowed(reference: ReferenceRef<'_>) -> Option<(&Kinds, Constraint)> {
    let ty = &reference.field().ty;
    match (reference.place(), &ty.shape, &ty.scalar) {
        (RefPlace::Key, Shape::MapByReference(kinds) | Shape::OneOrMapByReference(kinds), _) => {
            Some((kinds, Constraint::Any))
        }
        (RefPlace::Value, _, Scalar::Reference { kinds, constraint }) => Some((kinds, *constraint)),
        _ => None,
    }
}

fn one_of(kinds: &Kinds) -> String {
    joined(kinds.names().into_iter().map(a), "or")
}

fn help(context: &Context<'_>, reference: ReferenceRef<'_>, target: ElementRef<'_>, wanted: &str) -> String {
    let kind = reference.from().kind();
    let takes = |field: &&Field| matches!(&field.ty.scalar, Scalar::Reference { kinds: kinds @ (Kinds::Fixed(_) | Kinds::Own(_)), .. } if kinds.allow(&target.kind().name));
    match kind.fields.iter().find(takes) {
        Some(field) => {
            format!("name {wanted}, or refer to the {} in the field {}", target.kind().name, context.field(field))
        }
        None => format!("name {wanted}, or leave the reference out"),
    }
}
