//! `weakest-link`: a step that is awful for somebody, and nobody says why or what could be done.

use rustc_hash::FxHashSet;

use super::super::{Check, Context, Example, Findings};
use super::shared::{choice, feelings, is_retired, lowest};
use crate::diagnostic::words::{capitalized, list};
use crate::diagnostic::{Diagnostic, Level};
use crate::model::ElementRef;
use crate::schema::Kinds;
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "weakest-link",
    level: Level::Hint,
    summary: "A step is awful for somebody, and neither a pain nor an opportunity says why",
    doc: "A journey is as good as its weakest link: one awful step is what people tell their friends, however pleasant the others \
          were. So the mean of a journey does not count here, and one persona at -2 is enough. Such a step should name in `pains` \
          what goes wrong, or an opportunity should address it; else the map shows a wound that nobody treats. It is a hint, \
          because feelings are usually written down first and their reasons later.",
    parameters: &[],
    examples: &[
        Example { notation: Notation::Cx, bad: CX, good: CX_MENDED },
        Example { notation: Notation::Yaml, bad: YAML, good: YAML_MENDED },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    let unclear = unclear(context);
    for step in context.active("step").filter(|step| lowest(*step) == Some(-2) && !step.says("pains")) {
        if !is_addressed(step) && !unclear.contains(step.root().key().as_str()) {
            findings.extend(describe(context, findings, step));
        }
    }
}

/// Whether an opportunity takes up the step.
fn is_addressed(step: ElementRef<'_>) -> bool {
    step.backlinks().any(|reference| reference.field().key == "addresses" && !is_retired(reference.from()))
}

/// The journeys of which opportunities address steps that do not exist: any step of theirs may be meant.
fn unclear<'a>(context: &Context<'a>) -> FxHashSet<&'a str> {
    let opportunities = context.of_kind("opportunity").filter_map(|opportunity| opportunity.field("addresses"));
    let unknown = opportunities.flat_map(|field| field.references()).filter(|reference| reference.target().is_none());
    unknown.filter_map(|reference| Some(reference.text().as_str().split_once('.')?.0)).collect()
}

fn describe(context: &Context<'_>, findings: &Findings<'_>, step: ElementRef<'_>) -> Option<Diagnostic> {
    let awful: Vec<_> = feelings(step).into_iter().filter(|feeling| feeling.value == -2).collect();
    let who: Vec<_> = awful.iter().filter_map(|feeling| feeling.persona).map(|persona| persona.key()).collect();
    let whom = if who.is_empty() { String::new() } else { format!(" for {}", list(who)) };
    let message = format!(
        "{} is awful{whom}, and neither a pain nor an opportunity says why.",
        capitalized(&context.element(step))
    );
    Some(findings.at(awful.first()?.span, message).label("-2 is the lowest there is").help(help(context, step)))
}

fn help(context: &Context<'_>, step: ElementRef<'_>) -> String {
    let pains = context.some_of(&Kinds::Fixed(&["pain"]));
    let lever = format!("or let an opportunity take it up, `addresses: [{}]`", step.address());
    match pains.first() {
        Some(first) => {
            format!("name what goes wrong, such as `pains: [{first}]`{}, {lever}", choice(&pains))
        }
        None => format!("describe what goes wrong as a `pain` and name it in `pains` of the step, {lever}"),
    }
}

const CX: &str = r#"persona jana "Jana, die Eilige" {
  type: customer
  needs: ["Dinge, die sich von selbst erledigen"]
}

persona herbert "Herbert, der Gründliche" {
  type: customer
  needs: ["Einen Menschen, der sich auskennt"]
}

journey ausfall "Die Maschine fällt aus" {
  personas: [jana, herbert]
  need: "So schnell wie möglich wieder Kaffee."
  stage "Hilfe suchen" {
    step "Nach Dienstschluss anrufen" {
      emotion: { jana: -2, default: 1 } // weakest-link
    }
    step "Am Morgen alles noch einmal erklären" {
      emotion: -2 // weakest-link
    }
    step "Eine Leihmaschine bekommen" {
      emotion: { jana: 2, herbert: 2, default: -2 }
    }
  }
}
"#;

const CX_MENDED: &str = r#"persona jana "Jana, die Eilige" {
  type: customer
  needs: ["Dinge, die sich von selbst erledigen"]
}

persona herbert "Herbert, der Gründliche" {
  type: customer
  needs: ["Einen Menschen, der sich auskennt"]
}

pain abendmusik "Zwölf Minuten Musik am Abend" {
  cause: wait
  severity: 4
}

opportunity einmal-erzaehlen "Einmal erzählen genügt" {
  addresses: [ausfall.am-morgen-alles-noch-einmal-erklaeren]
  need: "Ernst genommen werden, ohne sich zu wiederholen."
}

journey ausfall "Die Maschine fällt aus" {
  personas: [jana, herbert]
  need: "So schnell wie möglich wieder Kaffee."
  stage "Hilfe suchen" {
    step "Nach Dienstschluss anrufen" {
      emotion: { jana: -2, default: 1 }
      pains: [abendmusik]
    }
    step "Am Morgen alles noch einmal erklären" {
      emotion: -2
    }
    step "Eine Leihmaschine bekommen" {
      emotion: { jana: 2, herbert: 2, default: -2 }
    }
  }
}
"#;

const YAML: &str = r#"personas:
  ellie:
    type: customer
    needs: [To know what comes next]
journeys:
  take-the-test:
    personas: [ellie]
    need: To be judged fairly.
    stages:
      - name: Drive
        steps:
          - name: Wait for the examiner
            emotion: 1
          - name: Hear the result
            emotion: -2 # weakest-link
"#;

const YAML_MENDED: &str = r#"personas:
  ellie:
    type: customer
    needs: [To know what comes next]
pains:
  foreign-words:
    name: A result in foreign words
    cause: language
    severity: 4
journeys:
  take-the-test:
    personas: [ellie]
    need: To be judged fairly.
    stages:
      - name: Drive
        steps:
          - name: Wait for the examiner
            emotion: 1
          - name: Hear the result
            emotion: -2
            pains: [foreign-words]
"#;
