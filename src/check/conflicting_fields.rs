//! `conflicting-fields`: fields that exclude each other.

use super::{Check, Context, Example, Findings};
use crate::diagnostic::Level;
use crate::diagnostic::words::capitalized;
use crate::model::ElementRef;
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "conflicting-fields",
    level: Level::Error,
    summary: "An element has two fields of which it can have only one",
    doc: "A step happens at a touchpoint, or it stands for a whole sub-journey with touchpoints of its own. A step that says both \
          would be counted twice, and readers could not tell where it happens.",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"persona mia "Mia" {
  type: customer
  needs: ["To get in without a password"]
}

channel web "Website" {
  type: web
}

touchpoint login-page "Login page" {
  mission: "Let members in."
  channels: [web]
  medium: digital
}

journey sign-in "Sign in" {
  personas: [mia]
  need: "To get in."
  stage "Use" {
    step "Type the code" { touchpoint: login-page }
  }
}

journey reorder "Order again" {
  personas: [mia]
  need: "Coffee in time."
  stage "Use" {
    step "Get in" {
      touchpoint: login-page
      journey: sign-in // conflicting-fields
    }
  }
}
"#,
            good: r#"persona mia "Mia" {
  type: customer
  needs: ["To get in without a password"]
}

channel web "Website" {
  type: web
}

touchpoint login-page "Login page" {
  mission: "Let members in."
  channels: [web]
  medium: digital
}

journey sign-in "Sign in" {
  personas: [mia]
  need: "To get in."
  stage "Use" {
    step "Type the code" { touchpoint: login-page }
  }
}

journey reorder "Order again" {
  personas: [mia]
  need: "Coffee in time."
  stage "Use" {
    step "Get in" {
      journey: sign-in
    }
  }
}
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "personas:\n  mia:\n    type: customer\n    needs: [To get in]\nchannels:\n  web:\n    type: web\ntouchpoints:\n  page:\n    mission: Let members in.\n    channels: web\n    medium: digital\njourneys:\n  sign-in:\n    personas: mia\n    need: To get in.\n    stages:\n      - name: Use\n        steps:\n          - name: Type the code\n  reorder:\n    personas: mia\n    need: Coffee in time.\n    stages:\n      - name: Order\n        steps:\n          - name: Get in\n            journey: sign-in\n            touchpoint: page # conflicting-fields\n",
            good: "personas:\n  mia:\n    type: customer\n    needs: [To get in]\nchannels:\n  web:\n    type: web\ntouchpoints:\n  page:\n    mission: Let members in.\n    channels: web\n    medium: digital\njourneys:\n  sign-in:\n    personas: mia\n    need: To get in.\n    stages:\n      - name: Use\n        steps:\n          - name: Type the code\n            touchpoint: page\n  reorder:\n    personas: mia\n    need: Coffee in time.\n    stages:\n      - name: Order\n        steps:\n          - name: Get in\n            journey: sign-in\n",
        },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for element in context.model.elements() {
        let keys = context.model.schema.alternatives(element.kind_id());
        if !keys.is_empty() {
            check(context, element, keys, findings);
        }
    }
}

fn check(context: &Context<'_>, element: ElementRef<'_>, keys: &[&str], findings: &mut Findings<'_>) {
    let mut written = element.fields().filter(|field| keys.contains(&field.field.key.as_ref()));
    let Some(first) = written.next() else { return };
    for second in written {
        let (one, other) = (context.field(first.field), context.field(second.field));
        let message =
            format!("{} has both {one} and {other}, which exclude each other.", capitalized(&context.element(element)));
        findings.push(
            findings
                .at(second.data.key, message)
                .label("excludes the other one")
                .related(first.data.key, "stands here already")
                .help(format!("keep {one} or {other}, whichever is true")),
        );
    }
}
