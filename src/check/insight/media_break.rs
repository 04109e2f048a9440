//! `media-break`: the medium changes between two steps, and nothing is carried over.

use super::super::{Check, Context, Example, Findings};
use super::shared::choice;
use crate::diagnostic::{Diagnostic, Level};
use crate::model::{ElementRef, Medium};
use crate::schema::Kinds;
use crate::syntax::Notation;
use crate::text::Span;

pub(super) static CHECK: Check = Check {
    name: "media-break",
    level: Level::Hint,
    summary: "The medium changes between two steps, and nothing is carried over",
    doc: "Where people change from a screen to paper, to the phone or to a counter, what they have already said gets lost, and \
          they say it again. That is what a media break is; journeys without any are an old demand of service management and the \
          reason for lanes in Shostack's service blueprints. The check compares each step with the one before it in the journey: \
          one at a `digital` touchpoint, the other at an `analog` one, and the later one `carries` nothing. At a `hybrid` \
          touchpoint the step's `channel` tells the medium; without one the touchpoint is a bridge. A step that people do on \
          their own, or that goes through another journey, is one too.\n\n\
          Nothing is lost where the touchpoint of the later step has `history_access: true`, or has at hand what is collected at \
          the earlier one. A pain with `cause: media_break` on the later step says that you know. It is a hint: nobody can tell \
          from the files whether something is lost or only not written down.",
    parameters: &[],
    examples: &[
        Example { notation: Notation::Cx, bad: CX, good: CX_MENDED },
        Example { notation: Notation::Yaml, bad: YAML, good: YAML_MENDED },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for journey in context.active("journey") {
        let steps = journey.steps();
        for pair in steps.windows(2) {
            if let [before, now] = pair {
                findings.extend(check(context, findings, *before, *now));
            }
        }
    }
}

fn check(
    context: &Context<'_>,
    findings: &Findings<'_>,
    before: ElementRef<'_>,
    now: ElementRef<'_>,
) -> Option<Diagnostic> {
    let media = Medium::broken(before, now).filter(|_| !is_known(now))?;
    Some(describe(context, findings, [before, now], media))
}

/// Whether a pain of the step says that the medium breaks there.
fn is_known(step: ElementRef<'_>) -> bool {
    step.targets("pains").iter().any(|pain| pain.word("cause") == Some("media_break"))
}

fn describe(
    context: &Context<'_>,
    findings: &Findings<'_>,
    [before, now]: [ElementRef<'_>; 2],
    [from, to]: [Medium; 2],
) -> Diagnostic {
    let message = format!(
        "Between the steps `{}` and `{}` of {} the medium changes from {} to {}, and nothing is carried over.",
        before.name(),
        now.name(),
        context.element(now.root()),
        from.word(),
        to.word()
    );
    findings
        .at(place(now), message)
        .label(to.word())
        .related(place(before), from.word())
        .help(help(context, before.target("touchpoint")))
}

/// Where a step names its touchpoint.
fn place(step: ElementRef<'_>) -> Span {
    let reference = step.field("touchpoint").and_then(|field| field.references().next());
    reference.map_or_else(|| step.id_span(), |reference| reference.span())
}

fn help(context: &Context<'_>, before: Option<ElementRef<'_>>) -> String {
    let uses = before.into_iter().flat_map(ElementRef::backlinks);
    let collected = uses.filter(|link| link.from().is("context") && link.field().key == "collected_at");
    let mut data: Vec<String> = collected.map(|link| link.from().address()).collect();
    data.dedup();
    data.truncate(5);
    if data.is_empty() {
        data = context.some_of(&Kinds::Fixed(&["context"]));
    }
    let known = "or name a pain with `cause: media_break` in its `pains`";
    match data.first() {
        None => {
            format!("describe what is handed on as a `context` and name it in `carries` of the later step, {known}")
        }
        Some(first) => format!(
            "say in the later step what is handed on to it, such as `carries: [{first}]`{}, {known}",
            choice(&data)
        ),
    }
}

const CX: &str = r#"persona mia "Mia Öztürk" {
  type: customer
  needs: ["Coffee as on the first day"]
}

channel web "Website" { type: web }
channel phone "Telephone" { type: phone }
channel post "Letter post" { type: letter }

touchpoint repair-form "Repair form" {
  mission: "Take up everything about a broken machine once."
  channels: [web]
  medium: digital
}

touchpoint workshop-line "Workshop line" {
  mission: "Tell people what their machine needs."
  channels: [phone]
  medium: analog
}

touchpoint parcel-message "Parcel message" {
  mission: "Say when the machine comes back before anybody has to ask."
  channels: [web]
  medium: digital
  initiated_by: company
}

touchpoint bill "Bill" {
  mission: "Say what a repair costs, so that nobody has to ask."
  channels: [web, post]
  medium: hybrid
}

context machine "Machine and what is wrong with it" {
  purpose: "Have the right part at hand."
  legal_basis: "Needed for the repair that was ordered"
  collected_at: [repair-form]
}

journey repair "Get the machine repaired" {
  personas: [mia]
  need: "Coffee again, soon."
  stage "Get help" {
    step "Describe the fault" { touchpoint: repair-form }
    step "Explain it again" { touchpoint: workshop-line } // media-break
    step "Look at the bill" { touchpoint: bill, channel: web } // media-break
    step "File the bill" { touchpoint: bill }
    step "Ask about it" { touchpoint: workshop-line }
    step "Read that it is on its way" { touchpoint: parcel-message }
  }
}
"#;

const CX_MENDED: &str = r#"persona mia "Mia Öztürk" {
  type: customer
  needs: ["Coffee as on the first day"]
}

channel web "Website" { type: web }
channel phone "Telephone" { type: phone }
channel post "Letter post" { type: letter }

touchpoint repair-form "Repair form" {
  mission: "Take up everything about a broken machine once."
  channels: [web]
  medium: digital
}

touchpoint workshop-line "Workshop line" {
  mission: "Tell people what their machine needs."
  channels: [phone]
  medium: analog
}

touchpoint parcel-message "Parcel message" {
  mission: "Say when the machine comes back before anybody has to ask."
  channels: [web]
  medium: digital
  initiated_by: company
}

touchpoint bill "Bill" {
  mission: "Say what a repair costs, so that nobody has to ask."
  channels: [web, post]
  medium: hybrid
}

context machine "Machine and what is wrong with it" {
  purpose: "Have the right part at hand."
  legal_basis: "Needed for the repair that was ordered"
  collected_at: [repair-form]
}

pain say-it-again "The form does not reach the workshop" {
  cause: media_break
  severity: 3
}

journey repair "Get the machine repaired" {
  personas: [mia]
  need: "Coffee again, soon."
  stage "Get help" {
    step "Describe the fault" { touchpoint: repair-form }
    step "Hear what it needs" { touchpoint: workshop-line, pains: [say-it-again] }
    step "Look at the bill" { touchpoint: bill, channel: web, carries: [machine] }
    step "File the bill" { touchpoint: bill }
    step "Ask about it" { touchpoint: workshop-line }
    step "Read that it is on its way" { touchpoint: parcel-message }
  }
}
"#;

const YAML: &str = r#"personas:
  jörg:
    type: customer
    needs: [Nicht zweimal gefragt werden]
channels:
  web:
    type: web
  laden:
    type: store
touchpoints:
  terminseite:
    mission: Einen Termin finden, der hält.
    channels: [web]
    medium: digital
  tresen:
    mission: Die Maschine annehmen und sagen, wann sie fertig ist.
    channels: [laden]
    medium: analog
journeys:
  reparatur:
    personas: [jörg]
    need: Bald wieder Kaffee.
    stages:
      - name: Abgeben
        steps:
          - name: Termin wählen
            touchpoint: terminseite
          - name: Maschine über den Tresen reichen
            touchpoint: tresen # media-break
"#;

const YAML_MENDED: &str = r#"personas:
  jörg:
    type: customer
    needs: [Nicht zweimal gefragt werden]
channels:
  web:
    type: web
  laden:
    type: store
touchpoints:
  terminseite:
    mission: Einen Termin finden, der hält.
    channels: [web]
    medium: digital
  tresen:
    mission: Die Maschine annehmen und sagen, wann sie fertig ist.
    channels: [laden]
    medium: analog
contexts:
  schadensmeldung:
    purpose: Wissen, was fehlt, bevor die Maschine da ist.
    legal_basis: Vertrag
    collected_at: [terminseite]
journeys:
  reparatur:
    personas: [jörg]
    need: Bald wieder Kaffee.
    stages:
      - name: Abgeben
        steps:
          - name: Termin wählen
            touchpoint: terminseite
          - name: Maschine über den Tresen reichen
            touchpoint: tresen
            carries: [schadensmeldung]
"#;
