//! `unused-persona`: a persona that goes on no journey.

use super::super::{Check, Context, Example, Findings};
use super::shared::{is_retired, is_unclear, probably_meant};
use crate::diagnostic::Level;
use crate::diagnostic::words::capitalized;
use crate::model::ElementRef;
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "unused-persona",
    level: Level::Hint,
    summary: "A persona goes on no journey",
    doc: "Personas are made so that journeys can be designed for them. One that goes on none is either a portrait on the wall, or \
          the journey she is needed for has not been written. It happens unnoticed: in a public knowledge base that we measured, 8 \
          of 40 personas were used by nothing. Journeys that are still drafts count, retired ones do not. It is a hint, because a \
          young base has its personas before its journeys.",
    parameters: &[],
    examples: &[
        Example { notation: Notation::Cx, bad: CX, good: CX_MENDED },
        Example { notation: Notation::Yaml, bad: YAML, good: YAML_MENDED },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    if is_unclear(context, "journey") {
        return;
    }
    let idle: Vec<ElementRef<'_>> = context.active("persona").filter(|persona| !travels(*persona)).collect();
    if idle.is_empty() {
        return;
    }
    let meant = probably_meant(context, &[("journey", "personas")]);
    for persona in idle.into_iter().filter(|persona| !meant.contains(&persona.id())) {
        let message = format!("{} goes on no journey.", capitalized(&context.element(persona)));
        let help = format!(
            "name the persona in the journeys that are meant for such people, `personas: [{}]`, or set `status: retired`",
            persona.key()
        );
        findings.push(findings.at(persona.id_span(), message).label("in no `personas` of a journey").help(help));
    }
}

/// Whether a journey is made for the persona.
fn travels(persona: ElementRef<'_>) -> bool {
    persona.backlinks().any(|reference| {
        let by = reference.from();
        by.is("journey") && reference.field().key == "personas" && !is_retired(by)
    })
}

const CX: &str = r#"persona jana "Jana, die Eilige" {
  type: customer
  needs: ["Nachschub, bevor er fehlt"]
}

persona jörg "Jörg, der Gründliche" { // unused-persona
  type: customer
  needs: ["Unterlagen auf Papier"]
}

journey nachbestellen "Kapseln nachbestellen" {
  personas: [jana]
  need: "Kaffee im Haus, bevor der Vorrat zu Ende ist."
  stage "Bedarf" {
    step "Vorrat prüfen" {
    }
  }
}
"#;

const CX_MENDED: &str = r#"persona jana "Jana, die Eilige" {
  type: customer
  needs: ["Nachschub, bevor er fehlt"]
}

persona jörg "Jörg, der Gründliche" {
  type: customer
  needs: ["Unterlagen auf Papier"]
}

journey nachbestellen "Kapseln nachbestellen" {
  personas: [jana, jörg]
  need: "Kaffee im Haus, bevor der Vorrat zu Ende ist."
  stage "Bedarf" {
    step "Vorrat prüfen" {
    }
  }
}
"#;

const YAML: &str = r#"personas:
  ellie:
    type: customer
    needs: [To know what comes next]
  tom: # unused-persona
    type: prospect
    needs: [An honest total of time and money]
journeys:
  learn:
    name: Learn to drive
    personas: [ellie]
    need: To drive alone.
    stages:
      - name: Begin
        steps:
          - name: Ask a friend
  compare:
    name: Compare schools
    status: retired
    personas: [tom]
    need: To know what it costs.
    stages:
      - name: Begin
        steps:
          - name: Read reviews
"#;

const YAML_MENDED: &str = r#"personas:
  ellie:
    type: customer
    needs: [To know what comes next]
  tom:
    type: prospect
    needs: [An honest total of time and money]
journeys:
  learn:
    name: Learn to drive
    personas: [ellie, tom]
    need: To drive alone.
    stages:
      - name: Begin
        steps:
          - name: Ask a friend
"#;
