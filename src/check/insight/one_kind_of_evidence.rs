//! `one-kind-of-evidence`: an opportunity that rests on voices alone, or on studies of a single method.

use super::super::{Check, Context, Example, Findings};
use crate::diagnostic::words::capitalized;
use crate::diagnostic::{Diagnostic, Level};
use crate::model::ElementRef;
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "one-kind-of-evidence",
    level: Level::Hint,
    summary: "An opportunity rests on evidence of one kind only",
    doc: "People ask for faster horses: whoever rests on what customers say they want builds what they already know. And each method has \
          a blind side; interviews tell reasons and no numbers, surveys the other way round. Using several, triangulation (Denzin, \
          1970), is the oldest remedy. Reported is an opportunity whose `evidence` consists of voices (`feedback`) only, or only of \
          studies of one method. What the pains that it addresses rest on counts too, and so does a `source` of either. One \
          without any evidence is not reported: it claims nothing.\n\n\
          It is a hint: one good study is a fine beginning.",
    parameters: &[],
    examples: &[
        Example { notation: Notation::Cx, bad: CX, good: CX_MENDED },
        Example { notation: Notation::Yaml, bad: YAML, good: YAML_MENDED },
    ],
    run,
};

/// What a piece of evidence is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind<'m> {
    Voice,
    Study(ElementRef<'m>),
    /// Anything that cannot be told apart.
    Other,
}

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for opportunity in context.active("opportunity").filter(|opportunity| opportunity.says("evidence")) {
        match only_kind(opportunity) {
            None | Some(Kind::Other) => {}
            Some(kind) => findings.extend(describe(context, findings, opportunity, kind)),
        }
    }
}

/// The kind of all that an opportunity and its pains rest on; none when there are several.
fn only_kind(opportunity: ElementRef<'_>) -> Option<Kind<'_>> {
    let mut only = None;
    let pains = opportunity.targets("addresses").into_iter().filter(|addressed| addressed.is("pain"));
    for element in std::iter::once(opportunity).chain(pains) {
        if element.says("source") {
            return None;
        }
        for kind in kinds(element) {
            if *only.get_or_insert(kind) != kind {
                return None;
            }
        }
    }
    only
}

fn kinds(element: ElementRef<'_>) -> impl Iterator<Item = Kind<'_>> {
    element.field("evidence").into_iter().flat_map(|field| field.references()).map(|reference| {
        match reference.target() {
            Some(voice) if voice.is("feedback") => Kind::Voice,
            Some(study) => study.target("method").map_or(Kind::Other, Kind::Study),
            None => Kind::Other,
        }
    })
}

fn describe(
    context: &Context<'_>,
    findings: &Findings<'_>,
    opportunity: ElementRef<'_>,
    kind: Kind<'_>,
) -> Option<Diagnostic> {
    let evidence = opportunity.field("evidence")?;
    let (on, help) = match kind {
        Kind::Study(method) => (
            format!("what one method has found, {}", context.element(method)),
            "find out by another method, or listen to what people say, and add it to `evidence`",
        ),
        Kind::Voice | Kind::Other => (
            "what people said, and on nothing else".to_owned(),
            "find out what is behind the wish, by watching or by numbers, and add the `study` to `evidence`",
        ),
    };
    let message = format!("{} rests on {on}.", capitalized(&context.element(opportunity)));
    Some(findings.at(evidence.data.value, message).label("one kind of evidence").help(help))
}

const CX: &str = r#"pain kalk "Kalk, den niemand sieht" {
  cause: expectation
  severity: 4
}

feedback lampe "Macht die Lampe heller" {
  at: 2026-05-06
  quote: "Macht die Lampe heller."
  decision: accepted
}

feedback größer "Größere Lampe" {
  at: 2026-06-06
  quote: "Ich sehe die Lampe nicht."
  decision: accepted
}

opportunity kalk-zeigen "Kalk sichtbar machen" {
  addresses: [kalk]
  need: "Verstehen, warum und wann."
  evidence: [lampe, größer] // one-kind-of-evidence
}
"#;

const CX_MENDED: &str = r#"pain kalk "Kalk, den niemand sieht" {
  cause: expectation
  severity: 4
  evidence: [gespräche]
}

method gespräch "Leitfadengespräch" {
  purpose: "Gründe verstehen, nicht Häufigkeiten zählen."
}

study gespräche "Gespräche über das Entkalken" {
  method: gespräch
  at: 2026-02-12
}

feedback lampe "Macht die Lampe heller" {
  at: 2026-05-06
  quote: "Macht die Lampe heller."
  decision: accepted
}

opportunity kalk-zeigen "Kalk sichtbar machen" {
  addresses: [kalk]
  need: "Verstehen, warum und wann."
  evidence: [lampe]
}
"#;

const YAML: &str = r#"methods:
  interview:
    purpose: Understand why a person decided as they did.
studies:
  newcomers:
    method: interview
    at: 2026-03-09
  applications:
    method: interview
    at: 2026-02-16
pains:
  maze:
    cause: language
    severity: 4
opportunities:
  ask-three-questions:
    addresses: [maze]
    need: One answer for one person.
    evidence: [newcomers, applications] # one-kind-of-evidence
  shorter-lists:
    addresses: [maze]
    need: To find my country.
    evidence: [newcomers] # one-kind-of-evidence
"#;

const YAML_MENDED: &str = r#"methods:
  interview:
    purpose: Understand why a person decided as they did.
  questionnaire:
    purpose: Find out how common a thing is.
studies:
  newcomers:
    method: interview
    at: 2026-03-09
  applications:
    method: questionnaire
    at: 2026-02-16
pains:
  maze:
    cause: language
    severity: 4
opportunities:
  ask-three-questions:
    addresses: [maze]
    need: One answer for one person.
    evidence: [newcomers, applications]
  shorter-lists:
    addresses: [maze]
    need: To find my country.
    evidence: [newcomers]
    source: Search terms of the site, October 2026
"#;
