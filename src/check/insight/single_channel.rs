//! `single-channel`: a journey all of whose steps take place on one channel.

use super::super::{Check, Context, Default, Example, Findings, Parameter};
use crate::diagnostic::{Diagnostic, Level};
use crate::model::ElementRef;
use crate::syntax::Notation;

static STEPS: Parameter = Parameter {
    name: "steps",
    doc: "How many steps at touchpoints a journey has at least for its channels to be counted.",
    default: Default::Number(4),
};

pub(super) static CHECK: Check = Check {
    name: "single-channel",
    level: Level::Hint,
    summary: "All steps of a journey take place on one channel",
    doc: "People change channels, companies are organised by them: a map on which a customer meets the company four times and always \
          on the same channel usually shows what one department sees, not what the customer does before, between and after. Each step \
          counts with its `channel`, else with the channel of its touchpoint if that has just one.\n\n\
          Left alone are journeys with fewer steps than the parameter says, journeys that are part of another or go through others, \
          and journeys of colleagues and partners, whose place of work may well be one screen. It is a hint: some journeys are like that.",
    parameters: &[&STEPS],
    examples: &[
        Example { notation: Notation::Cx, bad: CX, good: CX_MENDED },
        Example { notation: Notation::Yaml, bad: YAML, good: YAML_MENDED },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    let least = findings.number(&STEPS).max(2);
    for journey in context.active("journey").filter(|journey| is_of_customers(*journey) && !is_part(*journey)) {
        let steps = journey.steps();
        if let Some(channel) = only_channel(&steps, least) {
            findings.push(describe(context, findings, journey, channel));
        }
    }
}

/// Whether customers go on the journey, or people of whom that is not known.
fn is_of_customers(journey: ElementRef<'_>) -> bool {
    let personas = journey.targets("personas");
    personas.is_empty() || personas.iter().any(|persona| !matches!(persona.word("type"), Some("employee" | "partner")))
}

fn is_part(journey: ElementRef<'_>) -> bool {
    journey.says("parent") || journey.backlinks().any(|reference| reference.from().is("step"))
}

/// The channel on which all steps with a touchpoint take place, if there are enough of them.
fn only_channel<'m>(steps: &[ElementRef<'m>], least: usize) -> Option<ElementRef<'m>> {
    let mut channel: Option<ElementRef<'m>> = None;
    let mut count = 0;
    for step in steps.iter().filter(|step| step.says("touchpoint") || step.says("journey")) {
        let here = channel_of(*step)?;
        if channel.is_some_and(|channel| channel != here) {
            return None;
        }
        channel = Some(here);
        count += 1;
    }
    channel.filter(|_| count >= least)
}

/// The one channel of a step; none when there may be others.
fn channel_of(step: ElementRef<'_>) -> Option<ElementRef<'_>> {
    if step.says("channel") {
        return step.target("channel");
    }
    let field = step.target("touchpoint")?.field("channels")?;
    let mut references = field.references();
    let first = references.next()?;
    if references.next().is_some() { None } else { first.target() }
}

fn describe(
    context: &Context<'_>,
    findings: &Findings<'_>,
    journey: ElementRef<'_>,
    channel: ElementRef<'_>,
) -> Diagnostic {
    let message = format!(
        "All steps of {} at which people meet the company take place on {}.",
        context.element(journey),
        context.element(channel)
    );
    let help = "ask what people do before, between and after these steps, and add the steps on other channels and without one; if \
                that is all there is, name the larger journey in `parent`";
    findings.at(journey.id_span(), message).label("one channel only").related(channel.id_span(), "this one").help(help)
}

const CX: &str = r#"persona tobias "Tobias, der Gastgeber" {
  type: customer
  needs: ["Genug Vorrat für zwölf Leute"]
}

channel app "App" { type: app }
channel laden "Laden" { type: store }

touchpoint klub-app "Klub-App" {
  mission: "Mit einem Griff bestellen."
  channels: [app]
  medium: digital
}

touchpoint vorratserinnerung "Vorratserinnerung" {
  mission: "Erinnern, bevor der Vorrat zu Ende ist."
  channels: [app]
  medium: digital
}

journey nachbestellen "Kapseln nachbestellen" { // single-channel
  personas: [tobias]
  need: "Kaffee für alle Gäste."
  stage "Bestellen" {
    step "Die Erinnerung lesen" { touchpoint: vorratserinnerung }
    step "Die letzte Bestellung wiederholen" { touchpoint: klub-app }
    step "Die Menge ändern" { touchpoint: klub-app }
    step "Bezahlen" { touchpoint: klub-app }
  }
}
"#;

const CX_MENDED: &str = r#"persona tobias "Tobias, der Gastgeber" {
  type: customer
  needs: ["Genug Vorrat für zwölf Leute"]
}

channel app "App" { type: app }
channel laden "Laden" { type: store }

touchpoint klub-app "Klub-App" {
  mission: "Mit einem Griff bestellen."
  channels: [app]
  medium: digital
}

touchpoint vorratserinnerung "Vorratserinnerung" {
  mission: "Erinnern, bevor der Vorrat zu Ende ist."
  channels: [app]
  medium: digital
}

touchpoint probierbar "Probierbar" {
  mission: "Kosten lassen, bevor man kauft."
  channels: [laden]
  medium: analog
}

journey nachbestellen "Kapseln nachbestellen" {
  personas: [tobias]
  need: "Kaffee für alle Gäste."
  stage "Bestellen" {
    step "Die Erinnerung lesen" { touchpoint: vorratserinnerung }
    step "Im Laden eine neue Sorte kosten" { touchpoint: probierbar }
    step "Die letzte Bestellung wiederholen" { touchpoint: klub-app }
    step "Die Menge ändern" { touchpoint: klub-app }
    step "Bezahlen" { touchpoint: klub-app }
  }
}
"#;

const YAML: &str = r#"personas:
  marcus:
    type: customer
    needs: [A date he can tell his employer]
channels:
  web:
    type: web
  phone:
    type: phone
touchpoints:
  booking:
    mission: Find a date that fits.
    channels: [web, phone]
    medium: hybrid
journeys:
  book-a-test: # single-channel
    personas: [marcus]
    need: A date that fits.
    stages:
      - name: Book
        steps:
          - name: Look for a date
            touchpoint: booking
            channel: web
          - name: Take the date
            touchpoint: booking
            channel: web
# file: touchbase.yaml
checks: { single-channel: { steps: 2 } }
"#;

const YAML_MENDED: &str = r#"personas:
  marcus:
    type: customer
    needs: [A date he can tell his employer]
channels:
  web:
    type: web
  phone:
    type: phone
touchpoints:
  booking:
    mission: Find a date that fits.
    channels: [web, phone]
    medium: hybrid
journeys:
  book-a-test:
    personas: [marcus]
    need: A date that fits.
    stages:
      - name: Book
        steps:
          - name: Look for a date
            touchpoint: booking
            channel: web
          - name: Take the date
            touchpoint: booking
            channel: web
          - name: Call because I need another day
            touchpoint: booking
            channel: phone
# file: touchbase.yaml
checks: { single-channel: { steps: 2 } }
"#;
