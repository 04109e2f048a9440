//! `value-missing`: a contact whose worth is half said, or whose waiting time nobody names.

use super::super::{Check, Context, Example, Findings};
use super::shared::{example, flag, is_run_by_others, named, value, wholes};
use crate::diagnostic::words::capitalized;
use crate::diagnostic::{Diagnostic, Level};
use crate::model::ElementRef;
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "value-missing",
    level: Level::Hint,
    summary: "A contact lacks one of its two values, or a live one its response time",
    doc: "How a contact should be treated follows from what it is worth to both sides (Price's Value-Irritant matrix), so one of the \
          two values alone decides nothing, and neither does a `handling` that rests on none. And where somebody waits for \
          somebody else, the time until the first answer is what people remember: by phone or chat unless the channel says \
          `live: false`, and over any other channel with `live: true` where staff serve. Not asked for are contacts that the \
          company begins, places where one meets in person outside a shop, parts of another touchpoint, and what a community or \
          the public runs. A hint, because these fields can be added later.",
    parameters: &[],
    examples: &[
        Example { notation: Notation::Cx, bad: CX, good: CX_MENDED },
        Example { notation: Notation::Yaml, bad: YAML, good: YAML_MENDED },
    ],
    run,
};

/// Types of channels on which a person waits for an answer from the first second on.
const LIVE: &[&str] = &["phone", "chat"];

/// Types of channels on which people stand face to face by appointment, or because somebody came to them.
const IN_PERSON: &[&str] = &["field", "event"];

const VALUES: [&str; 2] = ["customer_value", "company_value"];

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for touchpoint in context.active("touchpoint") {
        findings.extend(half_said(context, findings, touchpoint));
        findings.extend(no_response_time(context, findings, touchpoint));
    }
}

fn half_said(context: &Context<'_>, findings: &Findings<'_>, touchpoint: ElementRef<'_>) -> Option<Diagnostic> {
    let [customer, company] = VALUES;
    let (written, missing) = match (touchpoint.says(customer), touchpoint.says(company)) {
        (true, false) => (customer, company),
        (false, true) => (company, customer),
        (false, false) if touchpoint.says("handling") && !touchpoint.says("handling_reason") => {
            return Some(unfounded(context, findings, touchpoint));
        }
        _ => return None,
    };
    let message = format!(
        "{} has {}, but no {}.",
        capitalized(&context.element(touchpoint)),
        named(context, touchpoint, written),
        named(context, touchpoint, missing)
    );
    let place = value(touchpoint, written)?;
    let help = format!("add `{missing}: high` or `{missing}: low`; both together say how to treat the contact");
    Some(findings.at(place, message).label("one side alone decides nothing").help(help))
}

fn unfounded(context: &Context<'_>, findings: &Findings<'_>, touchpoint: ElementRef<'_>) -> Diagnostic {
    let [customer, company] = VALUES;
    let message = format!(
        "{} has {}, but neither {} nor {}.",
        capitalized(&context.element(touchpoint)),
        named(context, touchpoint, "handling"),
        named(context, touchpoint, customer),
        named(context, touchpoint, company)
    );
    let help =
        format!("add `{customer}: high` or `low` and `{company}: high` or `low`, from which the handling follows");
    findings
        .at(value(touchpoint, "handling").unwrap_or(touchpoint.id_span()), message)
        .label("decided without saying what the contact is worth")
        .help(help)
}

fn no_response_time(context: &Context<'_>, findings: &Findings<'_>, touchpoint: ElementRef<'_>) -> Option<Diagnostic> {
    if touchpoint.says("response_time") || !is_waited_for(touchpoint) {
        return None;
    }
    let (channel, place) = live_channel(touchpoint)?;
    let message = format!(
        "{} is reached live over {}, but has no {}.",
        capitalized(&context.element(touchpoint)),
        context.element(channel),
        named(context, touchpoint, "response_time")
    );
    let help =
        format!("add how long people wait for the first real answer, such as {}", example(touchpoint, "response_time"));
    Some(findings.at(place, message).label("people wait here").related(channel.id_span(), "the channel").help(help))
}

/// Whether people wait there because they made the first move, at a touchpoint the company answers for.
fn is_waited_for(touchpoint: ElementRef<'_>) -> bool {
    touchpoint.word("initiated_by") != Some("company")
        && !is_run_by_others(touchpoint)
        && wholes(touchpoint).next().is_none()
}

/// The first channel over which people wait for an answer, and where the touchpoint names it.
fn live_channel(touchpoint: ElementRef<'_>) -> Option<(ElementRef<'_>, crate::text::Span)> {
    let staffed = flag(touchpoint, "staffed") == Some(true);
    touchpoint.field("channels")?.references().find_map(|reference| {
        let channel = reference.target().filter(|channel| is_live(*channel, staffed))?;
        Some((channel, reference.span()))
    })
}

fn is_live(channel: ElementRef<'_>, staffed: bool) -> bool {
    let Some(kind) = channel.word("type") else { return false };
    match flag(channel, "live") {
        Some(false) => false,
        _ if LIVE.contains(&kind) => true,
        Some(true) => staffed && !IN_PERSON.contains(&kind),
        None => false,
    }
}

const CX: &str = r#"channel textchat "Textchat" {
  type: chat
  live: true
}

touchpoint chat-beratung "Chat-Beratung" {
  mission: "Nebenbei helfen, so gut wie im Gespräch."
  channels: [textchat] // value-missing
  medium: digital
  staffed: true
  customer_value: high // value-missing
}
"#;

const CX_MENDED: &str = r#"channel textchat "Textchat" {
  type: chat
  live: true
}

touchpoint chat-beratung "Chat-Beratung" {
  mission: "Nebenbei helfen, so gut wie im Gespräch."
  channels: [textchat]
  medium: digital
  staffed: true
  customer_value: high, company_value: high
  response_time: 60s
}
"#;

const YAML: &str = r#"channels:
  phone:
    type: phone
touchpoints:
  helpline:
    mission: Answer what the letters leave open.
    channels: [phone] # value-missing
    medium: analog
    handling: dialogue # value-missing
"#;

const YAML_MENDED: &str = r#"channels:
  phone:
    type: phone
touchpoints:
  helpline:
    mission: Answer what the letters leave open.
    channels: [phone]
    medium: analog
    customer_value: high
    company_value: high
    handling: dialogue
    response_time: 8min
"#;
