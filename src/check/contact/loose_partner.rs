//! `loose-partner`: somebody else serves the customers, and nothing says on what terms.

use super::super::{Check, Context, Example, Findings};
use super::shared::{all_named, example, named, referring, value};
use crate::diagnostic::words::{capitalized, joined};
use crate::diagnostic::{Diagnostic, Level};
use crate::model::ElementRef;
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "loose-partner",
    level: Level::Hint,
    summary: "A partner serves customers without an agreement, or without a way back for what it hears",
    doc: "Customers do not notice where a company ends and its partner begins. Whoever lets others serve has to agree how well, and how \
          fast what they hear comes back: outsourcing the calls must not mean to outsource listening. Asked of partners that operate \
          touchpoints: `sla`, `insight_path` and `insight_delay`. A touchpoint with `control: partner` has to name its partner as \
          `operator`. A hint, because agreements take time and the knowledge base is useful before they are written down.",
    parameters: &[],
    examples: &[
        Example { notation: Notation::Cx, bad: CX, good: CX_MENDED },
        Example { notation: Notation::Yaml, bad: YAML, good: YAML_MENDED },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for partner in context.active("partner") {
        findings.extend(loose(context, findings, partner));
    }
    let some = context.active("partner").next();
    for touchpoint in context.active("touchpoint").filter(|touchpoint| touchpoint.word("control") == Some("partner")) {
        findings.extend(nameless(context, findings, touchpoint, some));
    }
}

fn loose(context: &Context<'_>, findings: &Findings<'_>, partner: ElementRef<'_>) -> Option<Diagnostic> {
    let missing: Vec<&str> =
        ["sla", "insight_path", "insight_delay"].into_iter().filter(|key| !partner.says(key)).collect();
    let touchpoint = referring(partner, "touchpoint", "operator").next()?;
    if missing.is_empty() {
        return None;
    }
    let message = format!(
        "{} serves customers at {}, but has no {}.",
        capitalized(&context.element(partner)),
        context.element(touchpoint),
        all_named(context, partner, &missing, "or")
    );
    let lines = joined(missing.iter().map(|key| example(partner, key)), "and");
    let finding = findings.at(partner.id_span(), message).label("on which terms?");
    let finding = finding.help(format!("add what is agreed, such as {lines}"));
    Some(match value(touchpoint, "operator") {
        Some(span) => finding.related(span, "operates it"),
        None => finding,
    })
}

fn nameless(
    context: &Context<'_>,
    findings: &Findings<'_>,
    touchpoint: ElementRef<'_>,
    some: Option<ElementRef<'_>>,
) -> Option<Diagnostic> {
    if touchpoint.says("operator") {
        return None;
    }
    let message = format!(
        "{} is in the hands of a partner, but has no {}.",
        capitalized(&context.element(touchpoint)),
        named(context, touchpoint, "operator")
    );
    let partner =
        some.map_or_else(|| example(touchpoint, "operator"), |partner| format!("`operator: {}`", partner.key()));
    let finding = findings.at(value(touchpoint, "control")?, message).label("which partner?");
    Some(finding.help(format!("name the partner, such as {partner}")))
}

const CX: &str = r#"channel telefon "Telefon" {
  type: phone
}

partner nachtlinie "Nachtlinie Süd" { // loose-partner
  sla: "80 von 100 Anrufen binnen 20 Sekunden."
}

touchpoint nachttelefon "Nachttelefon" {
  mission: "Auch nachts helfen."
  channels: [telefon]
  medium: analog
  control: partner
  operator: nachtlinie
}

touchpoint paketbote "Übergabe an der Tür" {
  mission: "Der Karton kommt dort an, wo er hin soll."
  channels: [telefon]
  medium: analog
  control: partner // loose-partner
}
"#;

const CX_MENDED: &str = r#"channel telefon "Telefon" {
  type: phone
}

partner nachtlinie "Nachtlinie Süd" {
  sla: "80 von 100 Anrufen binnen 20 Sekunden."
  insight_path: "Wöchentliches Gespräch, gemeinsame Liste neuer Anliegen."
  insight_delay: 1w
}

partner botenwerk "Botenwerk" {
  sla: "96 von 100 Paketen am zugesagten Tag."
  insight_path: "Die fünf häufigsten Beschwerden, jeden zweiten Dienstag."
  insight_delay: 2w
}

touchpoint nachttelefon "Nachttelefon" {
  mission: "Auch nachts helfen."
  channels: [telefon]
  medium: analog
  control: partner
  operator: nachtlinie
}

touchpoint paketbote "Übergabe an der Tür" {
  mission: "Der Karton kommt dort an, wo er hin soll."
  channels: [telefon]
  medium: analog
  control: partner
  operator: botenwerk
}
"#;

const YAML: &str = r#"channels:
  counter:
    type: store
partners:
  post-office: # loose-partner
    name: Post Office
touchpoints:
  branch-counter:
    mission: Hand out the form.
    channels: [counter]
    medium: analog
    operator: post-office
"#;

const YAML_MENDED: &str = r#"channels:
  counter:
    type: store
partners:
  post-office:
    name: Post Office
    sla: Forms in stock in every branch.
    insight_path: Quarterly note on questions at the counter
    insight_delay: 3mo
touchpoints:
  branch-counter:
    mission: Hand out the form.
    channels: [counter]
    medium: analog
    operator: post-office
"#;
