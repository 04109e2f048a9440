//! `misplaced-block`: an element in a place where its kind cannot stand.

use super::{Check, Context, Example, Findings};
use crate::diagnostic::words::{a, capitalized, joined};
use crate::diagnostic::{FaultKind, Level};
use crate::schema::Schema;
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "misplaced-block",
    level: Level::Error,
    summary: "An element stands where its kind cannot stand",
    doc: "Only journeys have parts: stages, which have steps. Everything else stands by itself at the top of a file and is \
          referred to, because it is used from many places and should be found, owned and improved in one. An element in the \
          wrong place is read all the same, so that references to it still hold.",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"team service "Customer service" {
  channel phone "Telephone" { // misplaced-block
    type: phone
  }
}
"#,
            good: r#"team service "Customer service" {
}

channel phone "Telephone" {
  type: phone
}
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "steps:\n  count-capsules: # misplaced-block\n    name: Count the capsules\n",
            good: "personas:\n  mia:\n    type: customer\n    needs: [Coffee]\njourneys:\n  reorder:\n    personas: [mia]\n    need: Coffee in time.\n    stages:\n      - name: Notice\n        steps:\n          - id: count-capsules\n            name: Count the capsules\n",
        },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    let schema = &context.model.schema;
    for fault in context.model.faults() {
        let FaultKind::Misplaced { kind, container } = &fault.kind else { continue };
        let place = match container {
            Some(container) => format!("inside {}", a(container)),
            None => "at the top of a file".to_owned(),
        };
        let finding = findings
            .at(fault.span, format!("{} cannot stand {place}.", capitalized(&a(kind))))
            .label(format!("this is {}", a(kind)))
            .help(help(schema, kind, container.as_deref()));
        findings.push(finding);
    }
}

fn help(schema: &Schema, kind: &str, container: Option<&str>) -> String {
    match home(schema, kind) {
        Some(home) => format!("move it into {home}"),
        None => {
            let refer = container.and_then(|container| fields_for(schema, container, kind));
            let refer = refer.map_or_else(String::new, |field| format!("; refer to it here by its id, as {field}"));
            format!("move it out, to the top of a file{refer}")
        }
    }
}

/// Where elements of a part's kind stand: `a stage of a journey`. None for kinds that stand by themselves.
fn home(schema: &Schema, kind: &str) -> Option<String> {
    let parent = schema.kind(schema.kind_named(kind)?).parent.as_deref()?;
    Some(match home(schema, parent) {
        Some(outer) => format!("{} of {}", a(parent), outer),
        None => a(parent),
    })
}

/// The fields of `container` that may name an element of `kind`: `` `channels: …` ``.
fn fields_for(schema: &Schema, container: &str, kind: &str) -> Option<String> {
    let target = schema.kind_named(kind)?;
    let container = schema.kind_named(container)?;
    let fields = schema.references_to(target).filter(|(from, _)| *from == container);
    let keys: Vec<String> =
        fields.map(|(from, field)| format!("`{}: …`", schema.field(from, field).key)).take(3).collect();
    (!keys.is_empty()).then(|| joined(keys, "or"))
}
