//! `inline-definition`: an element that is written where a reference belongs.

use super::{Check, Context, Example, Findings};
use crate::diagnostic::{FaultKind, Level, Place};
use crate::schema::{Scalar, Shape};
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "inline-definition",
    level: Level::Error,
    summary: "An element is defined where a reference to it belongs",
    doc: "A touchpoint that is described inside a step belongs to that step alone; the next journey describes it again, and soon \
          there are two of it. Elements are written once and referred to from everywhere, so that everyone improves the same \
          thing.",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"team service "Customer service" {
  parent: { name: "Sales" } // inline-definition
}
"#,
            good: r#"team sales "Sales" {
}

team service "Customer service" {
  parent: sales
}
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "touchpoints:\n  hotline:\n    mission: Settle a concern.\n    medium: analog\n    channels:\n      - name: Telephone # inline-definition\n        type: phone\n",
            good: "touchpoints:\n  hotline:\n    mission: Settle a concern.\n    medium: analog\n    channels: [telephone]\nchannels:\n  telephone:\n    type: phone\n",
        },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for fault in context.model.faults() {
        let FaultKind::InlineDefinition(place) = &fault.kind else { continue };
        let finding = findings
            .at(fault.span, format!("{} takes a reference; an element cannot be defined here.", context.place(place)))
            .label("defined in place")
            .help(help(context, place, context.notation(fault.span)));
        findings.push(finding);
    }
}

fn help(context: &Context<'_>, place: &Place, notation: Notation) -> String {
    let schema = &context.model.schema;
    let field = context.declared(place);
    let kinds = field.map(|field| match &field.ty.scalar {
        Scalar::Reference { kinds, .. } => kinds.names(),
        _ => Vec::new(),
    });
    let kind = kinds.and_then(|names| schema.kind_named(names.first()?)).map(|kind| schema.kind(kind));
    let refer = match field.map(|field| &field.ty.shape) {
        Some(Shape::List) => format!("`{}: [some-id]`", place.field),
        _ => format!("`{}: some-id`", place.field),
    };
    let define = match (kind, notation) {
        (Some(kind), Notation::Cx) => format!("`{} some-id \"Name\" {{ … }}` at the top of a file", kind.name),
        (Some(kind), Notation::Yaml) => format!("under `{}:` at the top of a file", kind.plural),
        (None, _) => "at the top of a file".to_owned(),
    };
    format!("define it once, {define}, and refer to it here: {refer}")
}
