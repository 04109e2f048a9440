//! `wrong-channel`: a concern that people have to settle elsewhere than where it comes up, or than they would like to.

use rustc_hash::FxHashMap;

use super::super::{Check, Context, Example, Findings};
use super::shared::{is_resolved, named, value};
use crate::diagnostic::words::list;
use crate::diagnostic::{Diagnostic, Level};
use crate::model::{ElementId, ElementRef};
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "wrong-channel",
    level: Level::Hint,
    summary: "A concern is settled over other channels than people prefer, or than it came up on",
    doc: "A concern should be settled where it comes up, or where people would like to settle it; each change of channel costs them a \
          new beginning. Reported is a contact reason whose preferred `channels` do not lead to the touchpoint that settles it \
          (`resolved_at`, else `arises_at`). Where no channels are preferred, it is one that is settled at another touchpoint which \
          shares no channel with the one where it arises. The parts of a touchpoint bring in their channels. A hint, because writing \
          down that people are sent around is the first step to ending it.",
    parameters: &[],
    examples: &[
        Example { notation: Notation::Cx, bad: CX, good: CX_MENDED },
        Example { notation: Notation::Yaml, bad: YAML, good: YAML_MENDED },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut reasons = context.active("contact_reason").peekable();
    if reasons.peek().is_none() {
        return;
    }
    let reached = reached_over(context);
    for reason in reasons {
        findings.extend(match reason.says("channels") {
            true => not_as_preferred(context, findings, reason, &reached),
            false => sent_around(context, findings, reason),
        });
    }
}

/// Settled at a touchpoint that the preferred channels do not reach.
fn not_as_preferred(
    context: &Context<'_>,
    findings: &Findings<'_>,
    reason: ElementRef<'_>,
    reached: &FxHashMap<ElementId, ElementRef<'_>>,
) -> Option<Diagnostic> {
    let key = if reason.says("resolved_at") { "resolved_at" } else { "arises_at" };
    let touchpoint = reason.target(key)?;
    let (preferred, offered) = (channels(reason)?, channels(touchpoint)?);
    if share(&preferred, &offered) {
        return None;
    }
    let message = format!(
        "People would like to settle {} over {}, but {}.",
        context.element(reason),
        list(preferred.iter().map(|channel| channel.key())),
        settled(context, reason, key, touchpoint, &offered)
    );
    let finding = findings.at(value(reason, key)?, message).label("not over a channel they prefer");
    let finding = finding.related(value(reason, "channels")?, "what people prefer");
    Some(finding.help(match preferred.iter().find_map(|channel| reached.get(&channel.id())) {
        Some(other) => format!("settle it where people would like to, such as `resolved_at: {}`", other.key()),
        None => format!("open one of these channels there: add it to `channels` of `{}`", touchpoint.key()),
    }))
}

/// Where a concern is settled, and over what, as the end of a sentence.
fn settled(
    context: &Context<'_>,
    reason: ElementRef<'_>,
    key: &str,
    touchpoint: ElementRef<'_>,
    offered: &[ElementRef<'_>],
) -> String {
    let (touchpoint, offered) = (context.element(touchpoint), list(offered.iter().map(|channel| channel.key())));
    match key {
        "resolved_at" => format!("it is settled at {touchpoint}, over {offered}"),
        _ => format!(
            "{touchpoint}, where it arises, is reached over {offered}, and no {} leads elsewhere",
            named(context, reason, "resolved_at")
        ),
    }
}

/// Settled at another touchpoint, on no channel of the one where it arises.
fn sent_around(context: &Context<'_>, findings: &Findings<'_>, reason: ElementRef<'_>) -> Option<Diagnostic> {
    let (from, to) = (reason.target("arises_at")?, reason.target("resolved_at")?);
    let (before, behind) = (channels(from)?, channels(to)?);
    if from == to || share(&before, &behind) {
        return None;
    }
    let message = format!(
        "For {} people have to change the channel: it arises at {} over {}, but is settled at {} over {}.",
        context.element(reason),
        context.element(from),
        list(before.iter().map(|channel| channel.key())),
        context.element(to),
        list(behind.iter().map(|channel| channel.key()))
    );
    let finding = findings.at(value(reason, "resolved_at")?, message).label("people have to change the channel");
    let finding = finding.related(value(reason, "arises_at")?, "here it comes up");
    Some(finding.help(format!(
        "settle it where it arises, `resolved_at: {}`; or, if people like to change, say over what: `channels: [{}]`",
        from.key(),
        behind.first().map_or("…", |channel| channel.key().as_str())
    )))
}

/// The channels of an element and of its parts; none where one of them cannot be told.
fn channels(element: ElementRef<'_>) -> Option<Vec<ElementRef<'_>>> {
    let mut found = Vec::new();
    for holder in std::iter::once(element).chain(element.targets("parts")) {
        if !is_resolved(holder, "channels") {
            return None;
        }
        found.extend(holder.targets("channels"));
    }
    let mut seen: Vec<ElementId> = Vec::new();
    found.retain(|channel| {
        !seen.contains(&channel.id()) && {
            seen.push(channel.id());
            true
        }
    });
    (!found.is_empty()).then_some(found)
}

fn share(some: &[ElementRef<'_>], others: &[ElementRef<'_>]) -> bool {
    some.iter().any(|channel| others.contains(channel))
}

/// The first touchpoint in use over each channel.
fn reached_over<'m>(context: &Context<'m>) -> FxHashMap<ElementId, ElementRef<'m>> {
    let mut reached = FxHashMap::default();
    for touchpoint in context.active("touchpoint") {
        for channel in touchpoint.targets("channels") {
            reached.entry(channel.id()).or_insert(touchpoint);
        }
    }
    reached
}

const CX: &str = r#"channel textchat "Textchat" {
  type: chat
}

channel briefpost "Briefpost" {
  type: letter
}

touchpoint chat-beratung "Chat-Beratung" {
  mission: "Nebenbei helfen."
  channels: [textchat]
  medium: digital
}

touchpoint schriftverkehr "Schriftverkehr" {
  mission: "Festhalten, was gilt."
  channels: [briefpost]
  medium: analog
}

contact_reason adresse-aendern "Adresse ändern" {
  arises_at: chat-beratung
  resolved_at: schriftverkehr // wrong-channel
}

contact_reason kuendigung "Kündigung" {
  arises_at: chat-beratung
  resolved_at: schriftverkehr // wrong-channel
  channels: [textchat]
}
"#;

const CX_MENDED: &str = r#"channel textchat "Textchat" {
  type: chat
}

channel briefpost "Briefpost" {
  type: letter
}

touchpoint chat-beratung "Chat-Beratung" {
  mission: "Nebenbei helfen."
  channels: [textchat]
  medium: digital
}

touchpoint schriftverkehr "Schriftverkehr" {
  mission: "Festhalten, was gilt."
  channels: [briefpost]
  medium: analog
}

contact_reason adresse-aendern "Adresse ändern" {
  arises_at: chat-beratung
  resolved_at: chat-beratung
}

contact_reason kuendigung "Kündigung" {
  arises_at: chat-beratung
  resolved_at: schriftverkehr
  channels: [textchat, briefpost]
}
"#;

const YAML: &str = r#"channels:
  letter-post:
    type: letter
  phone:
    type: phone
touchpoints:
  reminder-letter:
    mission: Say what is still to be paid.
    channels: [letter-post]
    medium: analog
  helpline:
    mission: Answer what the letters leave open.
    channels: [phone]
    medium: analog
contact_reasons:
  what-am-i-to-pay:
    arises_at: reminder-letter # wrong-channel
    channels: [phone]
"#;

const YAML_MENDED: &str = r#"channels:
  letter-post:
    type: letter
  phone:
    type: phone
touchpoints:
  reminder-letter:
    mission: Say what is still to be paid.
    channels: [letter-post]
    medium: analog
  helpline:
    mission: Answer what the letters leave open.
    channels: [phone]
    medium: analog
contact_reasons:
  what-am-i-to-pay:
    arises_at: reminder-letter
    resolved_at: helpline
    channels: [phone]
"#;
