//! `no-history`: people who serve customers without seeing what was before.

use super::super::{Check, Context, Example, Findings};
use super::shared::{flag, is_run_by_others, is_unreadable, named, value};
use crate::diagnostic::words::capitalized;
use crate::diagnostic::{Diagnostic, Level};
use crate::model::ElementRef;
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "no-history",
    level: Level::Hint,
    summary: "Staff at a touchpoint do not see what happened before, or nobody says whether they do",
    doc: "Whoever does not see what was before makes people tell it again, and being asked twice is among the most frequent \
          complaints about service. Practitioners ask for the whole history of all channels at hand wherever a human being serves. \
          Asked of touchpoints with `staffed: true`: with `history_access: true` all is well; without the field nobody knows; and \
          `history_access: false` calls for its reason, in `history_reason`, because some contacts are fairer or more private \
          without a history. A touchpoint that a community or the public runs is left out. A hint, because an honest `false` is \
          worth more than silence.",
    parameters: &[],
    examples: &[
        Example { notation: Notation::Cx, bad: CX, good: CX_MENDED },
        Example { notation: Notation::Yaml, bad: YAML, good: YAML_MENDED },
    ],
    run,
};

const ACCESS: &str = "history_access";

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for touchpoint in context.active("touchpoint") {
        if flag(touchpoint, "staffed") == Some(true)
            && !is_run_by_others(touchpoint)
            && !is_unreadable(touchpoint, ACCESS)
        {
            findings.extend(match flag(touchpoint, ACCESS) {
                Some(true) => None,
                Some(false) => unexplained(context, findings, touchpoint),
                None => Some(unsaid(context, findings, touchpoint)),
            });
        }
    }
}

fn unexplained(context: &Context<'_>, findings: &Findings<'_>, touchpoint: ElementRef<'_>) -> Option<Diagnostic> {
    if touchpoint.says("history_reason") {
        return None;
    }
    let message = format!(
        "Staff at {} do not see what happened before, so people have to tell it again.",
        context.element(touchpoint)
    );
    let finding = findings.at(value(touchpoint, ACCESS)?, message).label("no history at hand");
    Some(finding.help("give them access, or say why it is better without: `history_reason: \"…\"`"))
}

fn unsaid(context: &Context<'_>, findings: &Findings<'_>, touchpoint: ElementRef<'_>) -> Diagnostic {
    let message = format!(
        "{} is staffed, but has no {}.",
        capitalized(&context.element(touchpoint)),
        named(context, touchpoint, ACCESS)
    );
    let finding = findings.at(touchpoint.id_span(), message).label("do staff see what happened before?");
    let finding = finding
        .help("add `history_access: true`, or `history_access: false` with the reason in `history_reason: \"…\"`");
    match value(touchpoint, "staffed") {
        Some(span) => finding.related(span, "somebody serves people here"),
        None => finding,
    }
}

const CX: &str = r#"channel telefon "Telefon" {
  type: phone
}

touchpoint stoerungsannahme "Störungsannahme" { // no-history
  mission: "Eine Störung so aufnehmen, dass niemand zweimal anruft."
  channels: [telefon]
  medium: analog
  staffed: true
}

touchpoint sorgentelefon "Sorgentelefon" {
  mission: "Zuhören, ohne zu urteilen."
  channels: [telefon]
  medium: analog
  staffed: true
  history_access: false // no-history
}
"#;

const CX_MENDED: &str = r#"channel telefon "Telefon" {
  type: phone
}

touchpoint stoerungsannahme "Störungsannahme" {
  mission: "Eine Störung so aufnehmen, dass niemand zweimal anruft."
  channels: [telefon]
  medium: analog
  staffed: true
  history_access: true
}

touchpoint sorgentelefon "Sorgentelefon" {
  mission: "Zuhören, ohne zu urteilen."
  channels: [telefon]
  medium: analog
  staffed: true
  history_access: false
  history_reason: "Wer anruft, bleibt ohne Namen; das ist der Sinn des Telefons."
}
"#;

const YAML: &str = r#"channels:
  counter:
    type: store
touchpoints:
  service-desk:
    mission: Settle in one visit what letters could not.
    channels: [counter]
    medium: analog
    staffed: true
    history_access: no # no-history
"#;

const YAML_MENDED: &str = r#"channels:
  counter:
    type: store
touchpoints:
  service-desk:
    mission: Settle in one visit what letters could not.
    channels: [counter]
    medium: analog
    staffed: true
    history_access: yes
"#;
