//! `no-expectation`: a step disappoints, and nobody says what had been expected.

use rustc_hash::FxHashSet;

use super::super::{Check, Context, Example, Findings};
use super::shared::{feelings, is_retired, lowest, probably_meant};
use crate::diagnostic::words::{capitalized, list};
use crate::diagnostic::{Diagnostic, Level};
use crate::model::{ElementId, ElementRef};
use crate::syntax::Notation;
use crate::text::Span;

pub(super) static CHECK: Check = Check {
    name: "no-expectation",
    level: Level::Hint,
    summary: "A step disappoints, and nobody says what had been expected",
    doc: "Satisfaction is the gap between what people expect and what they get; service quality research since SERVQUAL (Parasuraman, \
          Zeithaml and Berry, 1985) measures just that. Where somebody feels at -1 or worse at a touchpoint, the map should say \
          which expectation was missed: in `expects` of the step, or as an `expectation` at that touchpoint of one of those who feel \
          so, which can also name whose example sets it. A pain with `cause: expectation` says it too. Steps that people do on their own are \
          left out, since nobody is there to disappoint them.\n\n\
          It is a hint: feelings are written down first, and what was expected has to be asked for.",
    parameters: &[],
    examples: &[
        Example { notation: Notation::Cx, bad: CX, good: CX_MENDED },
        Example { notation: Notation::Yaml, bad: YAML, good: YAML_MENDED },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    let disappoints = |step: &ElementRef<'_>| {
        lowest(*step).is_some_and(|value| value < 0) && !step.says("expects") && !is_explained(*step)
    };
    let low: Vec<ElementRef<'_>> = context.active("step").filter(disappoints).collect();
    if low.is_empty() {
        return;
    }
    let known = Known::of(context);
    for step in low {
        findings.extend(check(context, findings, &known, step));
    }
}

/// Whether a pain of the step says that an expectation is missed.
fn is_explained(step: ElementRef<'_>) -> bool {
    step.targets("pains").iter().any(|pain| pain.word("cause") == Some("expectation"))
}

/// The expectations there are.
struct Known {
    /// Persona and touchpoint.
    pairs: FxHashSet<(ElementId, ElementId)>,
    /// Touchpoints at which there is an expectation, but nobody knows whose.
    touchpoints: FxHashSet<ElementId>,
}

impl Known {
    fn of(context: &Context<'_>) -> Known {
        let mut known = Known {
            pairs: FxHashSet::default(),
            touchpoints: probably_meant(context, &[("expectation", "touchpoint")]),
        };
        for expectation in context.of_kind("expectation").filter(|expectation| !is_retired(*expectation)) {
            let Some(touchpoint) = expectation.target("touchpoint").map(ElementRef::id) else { continue };
            match expectation.target("persona") {
                Some(persona) => known.pairs.insert((persona.id(), touchpoint)),
                None => known.touchpoints.insert(touchpoint),
            };
        }
        known
    }

    fn holds(&self, persona: ElementRef<'_>, touchpoint: ElementRef<'_>) -> bool {
        self.touchpoints.contains(&touchpoint.id()) || self.pairs.contains(&(persona.id(), touchpoint.id()))
    }
}

fn check(context: &Context<'_>, findings: &Findings<'_>, known: &Known, step: ElementRef<'_>) -> Option<Diagnostic> {
    let touchpoint = step.target("touchpoint")?;
    let low: Vec<(ElementRef<'_>, Span)> = feelings(step)
        .into_iter()
        .filter(|feeling| feeling.value < 0)
        .filter_map(|feeling| Some((feeling.persona?, feeling.span)))
        .collect();
    let (first, span) = low.first()?;
    if low.iter().any(|(persona, _)| known.holds(*persona, touchpoint)) {
        return None;
    }
    let who: Vec<_> = low.iter().map(|(persona, _)| persona.key()).collect();
    let message = format!(
        "{} disappoints {}, and nobody says what was expected at {}.",
        capitalized(&context.element(step)),
        list(&who),
        context.element(touchpoint)
    );
    let help = format!(
        "say it in the step, `expects: \"…\"`, or write an `expectation` with `persona: {}` and `touchpoint: {}`",
        first.key(),
        touchpoint.key()
    );
    Some(findings.at(*span, message).label("below what was expected").help(help))
}

const CX: &str = r#"persona jana "Jana, die Eilige" {
  type: customer
  needs: ["Dinge, die sich von selbst erledigen"]
}

persona herbert "Herbert, der Gründliche" {
  type: customer
  needs: ["Einen Menschen, der sich auskennt"]
}

channel tür "Haustür" { type: field }

touchpoint übergabe "Übergabe an der Haustür" {
  mission: "Das Paket dort lassen, wo es hingehört."
  channels: [tür]
  medium: analog
}

expectation ablageort "Der Ablageort gilt" {
  persona: jana
  touchpoint: übergabe
  statement: "Unter die Treppe. Immer unter die Treppe."
}

journey bestellen "Kapseln bestellen" {
  personas: [jana, herbert]
  need: "Kaffee im Haus, bevor der Vorrat zu Ende ist."
  stage "Bekommen" {
    step "Vorrat prüfen" {
      emotion: -1
    }
    step "Den Karton beim Nachbarn holen" {
      touchpoint: übergabe
      emotion: { herbert: -2, default: 0 } // no-expectation
    }
    step "Den Karton annehmen" {
      touchpoint: übergabe
      emotion: { jana: -1, herbert: 0 }
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

channel tür "Haustür" { type: field }

touchpoint übergabe "Übergabe an der Haustür" {
  mission: "Das Paket dort lassen, wo es hingehört."
  channels: [tür]
  medium: analog
}

journey bestellen "Kapseln bestellen" {
  personas: [jana, herbert]
  need: "Kaffee im Haus, bevor der Vorrat zu Ende ist."
  stage "Bekommen" {
    step "Vorrat prüfen" {
      emotion: -1
    }
    step "Den Karton beim Nachbarn holen" {
      touchpoint: übergabe
      emotion: { herbert: -2, default: 0 }
      expects: "Dass der Karton liegt, wo ich es gesagt habe."
    }
  }
}
"#;

const YAML: &str = r#"personas:
  ana:
    type: customer
    needs: [One straight answer]
channels:
  web:
    type: web
touchpoints:
  country-list:
    mission: Say who may drive with which licence.
    channels: [web]
    medium: digital
journeys:
  bring-licence:
    name: Bring a licence from abroad
    personas: [ana]
    need: To keep driving.
    stages:
      - name: Find out
        steps:
          - name: Look for my country
            touchpoint: country-list
            emotion: -1 # no-expectation
"#;

const YAML_MENDED: &str = r#"personas:
  ana:
    type: customer
    needs: [One straight answer]
channels:
  web:
    type: web
touchpoints:
  country-list:
    mission: Say who may drive with which licence.
    channels: [web]
    medium: digital
expectations:
  answer-for-my-case:
    persona: ana
    touchpoint: country-list
    statement: Three questions and one answer.
journeys:
  bring-licence:
    name: Bring a licence from abroad
    personas: [ana]
    need: To keep driving.
    stages:
      - name: Find out
        steps:
          - name: Look for my country
            touchpoint: country-list
            emotion: -1
"#;
