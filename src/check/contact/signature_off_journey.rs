//! `signature-off-journey`: a signature interaction where nobody meets it, or where it matters little.

use super::super::{Check, Context, Default, Example, Findings, Parameter};
use super::orphan_touchpoint::is_met;
use super::shared::{named, steps_to, value};
use crate::diagnostic::words::capitalized;
use crate::diagnostic::{Diagnostic, Level};
use crate::model::{ElementRef, ReferenceRef};
use crate::syntax::Notation;

static IMPORTANCE: Parameter = Parameter {
    name: "importance",
    doc: "How important at least one of its moments has to be to people, from 1 to 5.",
    default: Default::Number(4),
};

pub(super) static CHECK: Check = Check {
    name: "signature-off-journey",
    level: Level::Hint,
    summary: "A signature interaction happens on no journey, elsewhere, or in moments that matter little",
    doc: "Signature interactions belong into the moments that matter most to people and that they will remember; anywhere else the \
          effort is lost on them. So one of its `moments` has to have an `importance` of 4 or 5, or, without moments, one of the \
          steps that lead to its touchpoint. Steps without an importance are given the benefit of the doubt. A moment at quite \
          another touchpoint contradicts the signature, and one whose touchpoint stands on no journey is met by nobody. A hint, \
          because a signature may be designed before its journey is written.",
    parameters: &[&IMPORTANCE],
    examples: &[
        Example { notation: Notation::Cx, bad: CX, good: CX_MENDED },
        Example { notation: Notation::Yaml, bad: YAML, good: YAML_MENDED },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    let least = findings.number(&IMPORTANCE) as i64;
    for signature in context.active("signature") {
        let Some(touchpoint) = signature.target("touchpoint") else { continue };
        let astray: Vec<ReferenceRef<'_>> =
            moments(signature).filter(|moment| is_elsewhere(*moment, touchpoint)).collect();
        for moment in &astray {
            findings.extend(elsewhere(context, findings, signature, touchpoint, *moment));
        }
        if astray.is_empty() {
            findings.extend(match signature.says("moments") {
                true => of_little_weight(context, findings, signature, least),
                false => unmet(context, findings, signature, touchpoint)
                    .or_else(|| passed_by(context, findings, signature, touchpoint, least)),
            });
        }
    }
}

fn moments(signature: ElementRef<'_>) -> impl Iterator<Item = ReferenceRef<'_>> {
    signature.field("moments").into_iter().flat_map(|field| field.references())
}

/// Whether a moment is at another touchpoint, neither part of this one nor one that it hands over to or takes over from.
fn is_elsewhere(moment: ReferenceRef<'_>, touchpoint: ElementRef<'_>) -> bool {
    let Some(other) = moment.target().and_then(|step| step.target("touchpoint")) else { return false };
    let leads = |from: ElementRef<'_>, to: ElementRef<'_>| {
        from.targets("parts").contains(&to) || from.target("escalates_to") == Some(to)
    };
    other != touchpoint && !leads(touchpoint, other) && !leads(other, touchpoint)
}

fn elsewhere(
    context: &Context<'_>,
    findings: &Findings<'_>,
    signature: ElementRef<'_>,
    touchpoint: ElementRef<'_>,
    moment: ReferenceRef<'_>,
) -> Option<Diagnostic> {
    let step = moment.target()?;
    let other = step.target("touchpoint")?;
    let message = format!(
        "{} happens at {}, but its moment `{}` at {}.",
        capitalized(&context.element(signature)),
        context.element(touchpoint),
        step.address(),
        context.element(other)
    );
    let finding = findings.at(moment.span(), message).label(format!("at `{}`", other.key()));
    let finding = match value(step, "touchpoint") {
        Some(span) => finding.related(span, "here people meet another touchpoint"),
        None => finding,
    };
    Some(finding.help(match steps_to(touchpoint).next() {
        Some(there) => format!("name a step at its touchpoint, such as `moments: [{}]`", there.address()),
        None => format!("let the signature happen there, `touchpoint: {}`, or leave the moment out", other.key()),
    }))
}

/// Moments are written, and none of them matters enough.
fn of_little_weight(
    context: &Context<'_>,
    findings: &Findings<'_>,
    signature: ElementRef<'_>,
    least: i64,
) -> Option<Diagnostic> {
    let steps: Option<Vec<ElementRef<'_>>> = moments(signature).map(ReferenceRef::target).collect();
    let heaviest = heaviest(steps?.into_iter(), least)?;
    let finding = light(context, findings, signature, heaviest, value(signature, "moments")?, least);
    Some(
        finding
            .help(format!("name moments of `importance: {least}` or more, or ask whether this is a signature at all")),
    )
}

/// No moments are written, and no step at its touchpoint matters enough.
fn passed_by(
    context: &Context<'_>,
    findings: &Findings<'_>,
    signature: ElementRef<'_>,
    touchpoint: ElementRef<'_>,
    least: i64,
) -> Option<Diagnostic> {
    let heaviest = heaviest(steps_to(touchpoint), least)?;
    let finding = light(context, findings, signature, heaviest, value(signature, "touchpoint")?, least);
    Some(finding.help("let it happen where people care, or ask whether this is a signature at all"))
}

fn light(
    context: &Context<'_>,
    findings: &Findings<'_>,
    signature: ElementRef<'_>,
    heaviest: (i64, ElementRef<'_>),
    span: crate::text::Span,
    least: i64,
) -> Diagnostic {
    let (importance, step) = heaviest;
    let message = format!(
        "{} happens where it matters little: no {} there reaches {least}.",
        capitalized(&context.element(signature)),
        named(context, step, "importance")
    );
    let finding = findings.at(span, message).label(format!("at most {importance}"));
    match value(step, "importance") {
        Some(span) => finding.related(span, "the most important of these moments"),
        None => finding,
    }
}

/// The most important of these steps, when every one has an importance and none reaches `least`.
fn heaviest<'m>(steps: impl Iterator<Item = ElementRef<'m>>, least: i64) -> Option<(i64, ElementRef<'m>)> {
    let mut heaviest: Option<(i64, ElementRef<'m>)> = None;
    for step in steps {
        let importance = step.integer("importance").filter(|importance| *importance < least)?;
        if heaviest.is_none_or(|(most, _)| importance > most) {
            heaviest = Some((importance, step));
        }
    }
    heaviest
}

fn unmet(
    context: &Context<'_>,
    findings: &Findings<'_>,
    signature: ElementRef<'_>,
    touchpoint: ElementRef<'_>,
) -> Option<Diagnostic> {
    if is_met(touchpoint) {
        return None;
    }
    let message = format!(
        "{} happens at {}, which stands on no journey.",
        capitalized(&context.element(signature)),
        context.element(touchpoint)
    );
    let help = format!(
        "name the touchpoint in the step where people meet it, `touchpoint: {}`, and that step under `moments`",
        touchpoint.key()
    );
    let finding = findings.at(value(signature, "touchpoint")?, message).label("nobody gets here");
    Some(finding.related(touchpoint.id_span(), "no step leads here").help(help))
}

const CX: &str = r#"channel laden "Laden" {
  type: store
}

persona tobias "Tobias Kröger" {
  type: customer
  needs: ["Etwas zum Weitererzählen"]
}

metric ladennote "Ladennote" {
  class: performance
  method: csat
  unit: points
}

metric erinnerung "Erinnerungswert" {
  class: brand
  method: survey
  unit: percent
}

touchpoint probierbar "Probierbar" {
  mission: "Herausfinden, was wirklich schmeckt."
  channels: [laden]
  medium: analog
}

touchpoint kasse "Kasse" {
  mission: "Bezahlen ohne Überraschung."
  channels: [laden]
  medium: analog
}

journey sorte-finden "Eine Sorte finden" {
  personas: [tobias]
  need: "Kaffee, der schmeckt."
  stage "Im Laden" {
    step kosten "Kosten" {
      touchpoint: probierbar
      importance: 2
    }
    step zahlen "Zahlen" {
      touchpoint: kasse
      importance: 5
    }
  }
}

signature die-dritte-tasse "Die dritte Tasse" {
  touchpoint: probierbar
  moments: [sorte-finden.kosten] // signature-off-journey
  personas: [tobias]
  why_remembered: "Die dritte Tasse schmeckt immer."
  performance_metrics: [ladennote]
  brand_metrics: [erinnerung]
}

signature das-geschenk "Das Geschenk" {
  touchpoint: probierbar
  moments: [sorte-finden.zahlen] // signature-off-journey
  personas: [tobias]
  why_remembered: "Niemand rechnet damit."
  performance_metrics: [ladennote]
  brand_metrics: [erinnerung]
}
"#;

const CX_MENDED: &str = r#"channel laden "Laden" {
  type: store
}

persona tobias "Tobias Kröger" {
  type: customer
  needs: ["Etwas zum Weitererzählen"]
}

metric ladennote "Ladennote" {
  class: performance
  method: csat
  unit: points
}

metric erinnerung "Erinnerungswert" {
  class: brand
  method: survey
  unit: percent
}

touchpoint probierbar "Probierbar" {
  mission: "Herausfinden, was wirklich schmeckt."
  channels: [laden]
  medium: analog
}

touchpoint kasse "Kasse" {
  mission: "Bezahlen ohne Überraschung."
  channels: [laden]
  medium: analog
}

journey sorte-finden "Eine Sorte finden" {
  personas: [tobias]
  need: "Kaffee, der schmeckt."
  stage "Im Laden" {
    step kosten "Kosten" {
      touchpoint: probierbar
      importance: 4
    }
    step zahlen "Zahlen" {
      touchpoint: kasse
      importance: 5
    }
  }
}

signature die-dritte-tasse "Die dritte Tasse" {
  touchpoint: probierbar
  moments: [sorte-finden.kosten]
  personas: [tobias]
  why_remembered: "Die dritte Tasse schmeckt immer."
  performance_metrics: [ladennote]
  brand_metrics: [erinnerung]
}

signature das-geschenk "Das Geschenk" {
  touchpoint: kasse
  moments: [sorte-finden.zahlen]
  personas: [tobias]
  why_remembered: "Niemand rechnet damit."
  performance_metrics: [ladennote]
  brand_metrics: [erinnerung]
}
"#;

const YAML: &str = r#"channels:
  shop:
    type: store
personas:
  mia:
    type: customer
    needs: [Coffee that tastes of something]
metrics:
  waiting-time:
    class: performance
    method: time
    unit: minutes
  unaided-recall:
    class: brand
    method: survey
    unit: percent
touchpoints:
  tasting-counter:
    mission: Let people taste before they buy.
    channels: [shop]
    medium: analog
signatures:
  blind-tasting:
    touchpoint: tasting-counter # signature-off-journey
    personas: [mia]
    why_remembered: Nobody else does it.
    performance_metrics: [waiting-time]
    brand_metrics: [unaided-recall]
"#;

const YAML_MENDED: &str = r#"channels:
  shop:
    type: store
personas:
  mia:
    type: customer
    needs: [Coffee that tastes of something]
metrics:
  waiting-time:
    class: performance
    method: time
    unit: minutes
  unaided-recall:
    class: brand
    method: survey
    unit: percent
touchpoints:
  tasting-counter:
    mission: Let people taste before they buy.
    channels: [shop]
    medium: analog
journeys:
  find-a-favourite:
    personas: [mia]
    need: To know what tastes.
    stages:
      - name: Taste
        steps:
          - name: Taste with closed eyes
            touchpoint: tasting-counter
            importance: 5
signatures:
  blind-tasting:
    touchpoint: tasting-counter
    personas: [mia]
    why_remembered: Nobody else does it.
    performance_metrics: [waiting-time]
    brand_metrics: [unaided-recall]
"#;
