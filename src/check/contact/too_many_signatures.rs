//! `too-many-signatures`: more signature interactions than a company can stage.

use super::super::{Check, Context, Default, Example, Findings, Parameter};
use crate::diagnostic::Level;
use crate::syntax::Notation;

static MOST: Parameter =
    Parameter { name: "most", doc: "How many signature interactions there may be.", default: Default::Number(5) };

pub(super) static CHECK: Check = Check {
    name: "too-many-signatures",
    level: Level::Warning,
    summary: "There are more signature interactions than a company can stage",
    doc: "Signature interactions are the few moments by which people remember a brand. Each needs people, training and money, and \
          ten of them are a list, not a signature. Practitioners ask for a few; five is our reading of that, and a parameter. \
          Drafts and retired ones do not count.",
    parameters: &[&MOST],
    examples: &[
        Example { notation: Notation::Cx, bad: CX, good: CX_MENDED },
        Example { notation: Notation::Yaml, bad: YAML, good: YAML_MENDED },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    let most = findings.number(&MOST);
    let signatures: Vec<_> = context.active("signature").collect();
    let Some(first_beyond) = signatures.get(most) else { return };
    let message = format!(
        "There are {} signature interactions, but no more than {most} can be staged and remembered.",
        signatures.len()
    );
    let mut finding = findings.at(first_beyond.id_span(), message).label("one too many");
    for signature in signatures.iter().take(most) {
        finding = finding.related(signature.id_span(), "counted");
    }
    let help = "decide which ones people shall remember, and set `status: draft` or `status: retired` for the others";
    findings.push(finding.help(help));
}

const CX: &str = r#"persona mia "Mia" {
  type: customer
  needs: ["Coffee that tastes of something"]
}

channel shop "Shop" {
  type: store
}

metric wait "Waiting time" {
  class: performance
  method: time
  unit: minutes
}

metric recall "Recalled unaided" {
  class: brand
  method: survey
  unit: percent
}

touchpoint tasting "Tasting" {
  mission: "Let people taste before they buy."
  channels: [shop]
  medium: analog
}

signature blind "Blind tasting" {
  touchpoint: tasting
  personas: [mia]
  why_remembered: "Nobody else does it."
  performance_metrics: [wait]
  brand_metrics: [recall]
}

signature grind "Grind your own" { // too-many-signatures
  touchpoint: tasting
  personas: [mia]
  why_remembered: "Nobody else does it."
  performance_metrics: [wait]
  brand_metrics: [recall]
}
// file: touchbase.yaml
checks: { too-many-signatures: { most: 1 } }
"#;

const CX_MENDED: &str = r#"persona mia "Mia" {
  type: customer
  needs: ["Coffee that tastes of something"]
}

channel shop "Shop" {
  type: store
}

metric wait "Waiting time" {
  class: performance
  method: time
  unit: minutes
}

metric recall "Recalled unaided" {
  class: brand
  method: survey
  unit: percent
}

touchpoint tasting "Tasting" {
  mission: "Let people taste before they buy."
  channels: [shop]
  medium: analog
}

signature blind "Blind tasting" {
  touchpoint: tasting
  personas: [mia]
  why_remembered: "Nobody else does it."
  performance_metrics: [wait]
  brand_metrics: [recall]
}

signature grind "Grind your own" {
  touchpoint: tasting
  personas: [mia]
  why_remembered: "Nobody else does it."
  performance_metrics: [wait]
  brand_metrics: [recall]
  status: retired
}
// file: touchbase.yaml
checks: { too-many-signatures: { most: 1 } }
"#;

const YAML: &str = r#"personas:
  mia:
    type: customer
    needs: [Coffee that tastes of something]
channels:
  shop:
    type: store
metrics:
  wait:
    name: Waiting time
    class: performance
    method: time
    unit: minutes
  recall:
    name: Recalled unaided
    class: brand
    method: survey
    unit: percent
touchpoints:
  tasting:
    mission: Let people taste before they buy.
    channels: [shop]
    medium: analog
signatures:
  blind-tasting:
    touchpoint: tasting
    personas: [mia]
    why_remembered: Nobody else does it.
    performance_metrics: [wait]
    brand_metrics: [recall]
  grind-your-own: # too-many-signatures
    touchpoint: tasting
    personas: [mia]
    why_remembered: Nobody else does it.
    performance_metrics: [wait]
    brand_metrics: [recall]
# file: touchbase.yaml
checks: { too-many-signatures: { most: 1 } }
"#;

const YAML_MENDED: &str = r#"personas:
  mia:
    type: customer
    needs: [Coffee that tastes of something]
channels:
  shop:
    type: store
metrics:
  wait:
    name: Waiting time
    class: performance
    method: time
    unit: minutes
  recall:
    name: Recalled unaided
    class: brand
    method: survey
    unit: percent
touchpoints:
  tasting:
    mission: Let people taste before they buy.
    channels: [shop]
    medium: analog
signatures:
  blind-tasting:
    touchpoint: tasting
    personas: [mia]
    why_remembered: Nobody else does it.
    performance_metrics: [wait]
    brand_metrics: [recall]
  grind-your-own:
    touchpoint: tasting
    personas: [mia]
    why_remembered: Nobody else does it.
    performance_metrics: [wait]
    brand_metrics: [recall]
    status: retired
# file: touchbase.yaml
checks: { too-many-signatures: { most: 1 } }
"#;
