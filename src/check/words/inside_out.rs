//! `inside-out`: a stage or step named like a team, a system or a channel.

use rustc_hash::FxHashMap;

use super::super::{Check, Context, Default, Example, Findings, Parameter};
use crate::diagnostic::Level;
use crate::diagnostic::words::capitalized;
use crate::model::ElementRef;
use crate::naming;
use crate::syntax::Notation;

static GENERIC: Parameter = Parameter {
    name: "generic",
    doc: "Words that only say that something is a team, a system or a stage; names are compared without them.",
    default: Default::Texts(&[
        "Abteilung",
        "Bereich",
        "Gruppe",
        "Team",
        "Referat",
        "System",
        "Phase",
        "department",
        "group",
        "unit",
        "stage",
    ]),
};

pub(super) static CHECK: Check = Check {
    name: "inside-out",
    level: Level::Hint,
    summary: "A stage or step is named like a team, a system or a channel",
    doc: "A journey is told from the side of the person on it. A stage called `Vertrieb`, or a step called `CRM`, says where the \
          company stands, not what the person does; maps that mirror the organisation chart are among the reasons most often \
          given for mapping that leads nowhere (Smaply), and customers do not think in departments or channels. Names are compared with \
          those of active teams, systems and channels after folding, without words such as `Team` or `Phase`. \
          Journeys of employees and partners are left out: for them the team is part of the world.",
    parameters: &[&GENERIC],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"team vertrieb "Vertriebsteam" {
  summary: "Verkauft."
}

system crm "CRM" {
  purpose: "Weiß, wer wann angerufen hat."
}

persona jo "Jörg" {
  type: prospect
  needs: ["Eine klare Auskunft"]
}

journey kauf "Ein Rad kaufen" {
  personas: [jo]
  need: "Ein Rad, das passt."
  stage "Vertrieb" { // inside-out
    step "CRM" {} // inside-out
    step "Räder vergleichen" {}
  }
}
"#,
            good: r#"team vertrieb "Vertriebsteam" {
  summary: "Verkauft."
}

system crm "CRM" {
  purpose: "Weiß, wer wann angerufen hat."
}

persona jo "Jörg" {
  type: prospect
  needs: ["Eine klare Auskunft"]
}

journey kauf "Ein Rad kaufen" {
  personas: [jo]
  need: "Ein Rad, das passt."
  stage "Auswählen" {
    step "Sich vorstellen" {}
    step "Räder vergleichen" {}
  }
}
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "channels:\n  phone:\n    name: Phone\n    type: phone\npersonas:\n  jo:\n    type: customer\n    needs: [An answer]\njourneys:\n  ask:\n    personas: [jo]\n    need: An answer.\n    stages:\n      - name: Phone # inside-out\n        steps:\n          - name: Call\n",
            good: "channels:\n  phone:\n    name: Phone\n    type: phone\npersonas:\n  jo:\n    type: customer\n    needs: [An answer]\njourneys:\n  ask:\n    personas: [jo]\n    need: An answer.\n    stages:\n      - name: Ask\n        steps:\n          - name: Call\n",
        },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    let generic: Vec<String> = findings.texts(&GENERIC).iter().map(|word| naming::fold(word)).collect();
    let inside = insiders(context, &generic);
    for part in ["stage", "step"].into_iter().flat_map(|kind| context.active(kind)) {
        let Some(other) = inside.get(&core(part.name(), &generic)).filter(|_| is_outside(part)) else { continue };
        let message = format!(
            "{} is named like {}: it says where the company stands, not what the person does.",
            capitalized(&context.element(part)),
            context.element(*other)
        );
        let span = part.field("name").map_or(part.id_span(), |name| name.data.value);
        let finding = findings.at(span, message).label("named from inside").related(other.id_span(), "the same name");
        findings.push(
            finding
                .help("name what the person does here, with a verb: `\"Sich beraten lassen\"`, `\"Compare offers\"`"),
        );
    }
}

/// Teams, systems and channels by the core of their names.
fn insiders<'a>(context: &Context<'a>, generic: &[String]) -> FxHashMap<String, ElementRef<'a>> {
    let mut inside = FxHashMap::default();
    for element in ["team", "system", "channel"].into_iter().flat_map(|kind| context.active(kind)) {
        let names = std::iter::once(element.name()).chain(element.texts("aliases"));
        for core in names.map(|name| core(name, generic)).filter(|core| core.len() >= 2) {
            inside.entry(core).or_insert(element);
        }
    }
    inside
}

/// A name folded, without the words that only say of what kind it is: `Vertriebsteam` and `Team Vertrieb` give `vertrieb`.
fn core(name: &str, generic: &[String]) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).map(naming::fold).filter(|word| !generic.contains(word));
    let joined: String = words.collect();
    let joined = if joined.is_empty() { naming::fold(name) } else { joined };
    let head = generic.iter().find_map(|word| joined.strip_suffix(word.as_str()).filter(|head| head.len() >= 5));
    // Between the parts of a German compound there may be an `s`.
    head.map_or(joined.clone(), |head| head.strip_suffix('s').unwrap_or(head).to_owned())
}

/// Whether it stands on a journey of somebody from outside.
fn is_outside(part: ElementRef<'_>) -> bool {
    let personas = part.root().targets("personas");
    personas.is_empty() || personas.iter().any(|persona| !matches!(persona.word("type"), Some("employee" | "partner")))
}
