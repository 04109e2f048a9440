//! `unknown-field`: a key that its kind does not have.

use super::{Check, Context, Example, Findings};
use crate::diagnostic::words::{a, list};
use crate::diagnostic::{Diagnostic, FaultKind, Level, Place};
use crate::model::meant;
use crate::naming;
use crate::schema::{Field, KindId, Schema};
use crate::syntax::Notation;
use crate::text::{Edit, Span};

pub(super) static CHECK: Check = Check {
    name: "unknown-field",
    level: Level::Error,
    summary: "A key is none of the fields of its kind",
    doc: "A misspelt key is a value that nobody will ever see: it is on no page, in no count, and no check looks at it. So every \
          key must be declared, by the language or by the team under `extend:` in `touchbase.yaml`. Keys are English, whatever \
          the language of the texts; German labels are understood and their keys suggested.",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"persona mia "Mia" {
  type: customer
  Bedürfnisse: ["Kaffee, bevor der Vorrat zu Ende ist"] // unknown-field
  frustation: ["Warten"] // unknown-field
}
"#,
            good: r#"persona mia "Mia" {
  type: customer
  needs: ["Kaffee, bevor der Vorrat zu Ende ist"]
  frustrations: ["Warten"]
}
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "personas:\n  mia:\n    type: customer\n    needs: [Coffee]\n    favourite_colour: green # unknown-field\n",
            good: "personas:\n  mia:\n    type: customer\n    needs: [Coffee]\n",
        },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for fault in context.model.faults() {
        let FaultKind::UnknownField { place, meant } = &fault.kind else { continue };
        let Some(kind) = context.model.schema.kind_named(&place.kind) else { continue };
        let finding = findings.at(fault.span, format!("`{}` is not a field of {}.", place.field, a(&place.kind)));
        findings.push(match meant {
            Some(key) => suggest(context, finding, fault.span, place, kind, key),
            None => finding.help(help(context, fault.span, place, kind)),
        });
    }
}

fn suggest(
    context: &Context<'_>,
    finding: Diagnostic,
    span: Span,
    place: &Place,
    kind: KindId,
    key: &str,
) -> Diagnostic {
    let schema = &context.model.schema;
    let field = schema.field_id(kind, key).map(|id| schema.field(kind, id));
    let (title, edits) = (format!("replace `{}` by `{key}`", place.field), vec![Edit { span, text: key.to_owned() }]);
    match field.filter(|field| is_label(field, &place.field)) {
        Some(_) => {
            let help = format!("write `{key}`: keys are English, whatever the language of the texts");
            finding.help(help).fix(title, edits)
        }
        None if naming::fold(key) == naming::fold(&place.field) => {
            finding.help(format!("write `{key}`")).fix(title, edits)
        }
        None => finding.help(format!("did you mean `{key}`?")).guess(title, edits),
    }
}

fn is_label(field: &Field, word: &str) -> bool {
    let word = naming::fold(word);
    word != naming::fold(&field.key)
        && [&field.label.en, &field.label.de].iter().any(|label| naming::fold(label) == word)
}

fn help(context: &Context<'_>, span: Span, place: &Place, kind: KindId) -> String {
    let schema = &context.model.schema;
    if place.field == "id" && context.notation(span) == Notation::Cx {
        return format!("the id stands behind the kind: `{} some-id \"Name\" {{`", place.kind);
    }
    if let Some(id) = meant::field(schema, kind, &place.field) {
        let key = &schema.field(kind, id).key;
        return format!("`{key}` is what comes nearest, and it is written already: unite the two or delete one");
    }
    let owners = owners(schema, &place.field);
    match owners.as_slice() {
        [] => format!(
            "fields of {} are {}; your own ones are declared under `extend:`",
            a(&place.kind),
            some(schema, kind)
        ),
        [owner] => format!("it is a field of {}: move it there, or delete it", a(owner)),
        _ => format!("it is a field of other kinds: {}", list(owners)),
    }
}

/// The kinds that have a field with this key.
fn owners<'s>(schema: &'s Schema, key: &str) -> Vec<&'s str> {
    let with_key = schema.kinds().filter(|(id, _)| schema.field_id(*id, key).is_some());
    with_key.map(|(_, kind)| kind.name.as_ref()).collect()
}

/// The kind's own fields, as many as can be read at a glance.
fn some(schema: &Schema, kind: KindId) -> String {
    let own = schema.own_fields(kind);
    let keys = own.iter().map(|field| &field.key).take(10);
    if own.len() > 10 {
        format!("{} and others", keys.map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", "))
    } else {
        list(keys)
    }
}
