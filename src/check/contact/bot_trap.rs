//! `bot-trap`: a program that never hands over to a human being.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::{Check, Context, Example, Findings, graph};
use super::shared::{flag, is_resolved, is_run_by_others, is_unreadable, named, value};
use crate::diagnostic::Level;
use crate::diagnostic::words::capitalized;
use crate::model::{ElementId, ElementRef};
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "bot-trap",
    level: Level::Warning,
    summary: "A touchpoint that is all bot has no way out to a human being",
    doc: "Bots settle what is simple; what remains is rarer and harder, and needs a human being. A bot that never hands over keeps \
          people in a loop at the very moment when they need help. Asked of touchpoints whose channels are all of type `bot`: over \
          `escalates_to`, in one step or several, there has to be a touchpoint where somebody serves, one with `staffed: true`, \
          with a `talk_time`, or reached over phone, chat, shop or in person unless it says `staffed: false`. A larger touchpoint \
          of which the bot is a part counts as a way out too, and what a community or the public runs is left out. A warning, \
          because nobody can help the people who are caught there.",
    parameters: &[],
    examples: &[
        Example { notation: Notation::Cx, bad: CX, good: CX_MENDED },
        Example { notation: Notation::Yaml, bad: YAML, good: YAML_MENDED },
    ],
    run,
};

/// Types of channels on which a human being is to be expected, as long as nothing else is said.
const HUMAN: &[&str] = &["phone", "chat", "store", "field", "event"];

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut bots = context.active("touchpoint").filter(|touchpoint| is_all_bot(*touchpoint)).peekable();
    if bots.peek().is_none() {
        return;
    }
    let safe = leading_to_people(context);
    let way_out = context.active("touchpoint").find(|touchpoint| flag(*touchpoint, "staffed") == Some(true));
    for bot in bots.filter(|bot| !safe.contains(&bot.id()) && !is_run_by_others(*bot)) {
        let message = format!("{} never hands over to a human being.", capitalized(&context.element(bot)));
        let finding = match value(bot, "escalates_to") {
            Some(span) => findings.at(span, message).label("nobody serves there either"),
            None => findings.at(bot.id_span(), message).label("whoever gets stuck here stays stuck"),
        };
        findings.push(finding.help(match way_out {
            Some(people) => format!("name where people are handed over to: `escalates_to: {}`", people.key()),
            None => format!(
                "describe a touchpoint with `staffed: true`, and name it under {}",
                named(context, bot, "escalates_to")
            ),
        }));
    }
}

/// Whether all its channels are bots, as far as anybody can tell.
fn is_all_bot(touchpoint: ElementRef<'_>) -> bool {
    let channels = touchpoint.targets("channels");
    !channels.is_empty()
        && is_resolved(touchpoint, "channels")
        && channels.iter().all(|channel| channel.word("type") == Some("bot"))
}

/// The touchpoints from which people get to a human being, found backwards from those where one is.
fn leading_to_people(context: &Context<'_>) -> FxHashSet<ElementId> {
    let people = context.of_kind("touchpoint").filter(|touchpoint| is_end(*touchpoint));
    let mut ends: Vec<ElementRef<'_>> = people.chain(on_loops(context)).collect();
    let mut safe: FxHashSet<ElementId> = ends.iter().map(|end| end.id()).collect();
    while let Some(reached) = ends.pop() {
        let handing_over = reached.backlinks().filter(|reference| reference.field().key == "escalates_to");
        let before = handing_over.map(|reference| reference.from()).chain(reached.targets("parts"));
        ends.extend(before.filter(|touchpoint| touchpoint.is("touchpoint") && safe.insert(touchpoint.id())));
    }
    safe
}

/// The touchpoints that hand over to each other in a circle, which `cycle` reports.
fn on_loops<'m>(context: &Context<'m>) -> impl Iterator<Item = ElementRef<'m>> {
    let all: Vec<ElementRef<'m>> = context.of_kind("touchpoint").collect();
    let place: FxHashMap<ElementId, usize> = all.iter().enumerate().map(|(at, element)| (element.id(), at)).collect();
    let next = |touchpoint: &ElementRef<'m>| {
        touchpoint.targets("escalates_to").iter().filter_map(|next| place.get(&next.id()).copied()).collect()
    };
    let edges: Vec<Vec<usize>> = all.iter().map(next).collect();
    let looped: Vec<usize> = graph::loops(&edges).into_iter().flatten().collect();
    looped.into_iter().filter_map(move |at| all.get(at).copied())
}

/// Whether somebody serves there, or nobody can tell because what is written cannot be read or leads nowhere.
fn is_end(touchpoint: ElementRef<'_>) -> bool {
    let unknown = is_unreadable(touchpoint, "staffed") || !is_resolved(touchpoint, "escalates_to");
    let expected = || {
        touchpoint.field("talk_time").is_some()
            || touchpoint
                .targets("channels")
                .iter()
                .any(|channel| channel.word("type").is_some_and(|kind| HUMAN.contains(&kind)))
    };
    unknown || flag(touchpoint, "staffed").unwrap_or_else(expected)
}

const CX: &str = r#"channel antwortautomat "Automatische Antwort" {
  type: bot
}

channel webseite "Webseite" {
  type: web
}

touchpoint klubbot "Bohni, der Antwortautomat" {
  mission: "Einfaches sofort erledigen."
  channels: [antwortautomat]
  medium: digital
  escalates_to: fragen // bot-trap
}

touchpoint fragen "Häufige Fragen" {
  mission: "Nachlesen, was viele fragen."
  channels: [webseite]
  medium: digital
}

touchpoint sprachbot "Sprachautomat" { // bot-trap
  mission: "Anrufe annehmen, wenn alle sprechen."
  channels: [antwortautomat]
  medium: digital
}
"#;

const CX_MENDED: &str = r#"channel antwortautomat "Automatische Antwort" {
  type: bot
}

channel telefon "Telefon" {
  type: phone
}

touchpoint klubbot "Bohni, der Antwortautomat" {
  mission: "Einfaches sofort erledigen."
  channels: [antwortautomat]
  medium: digital
  escalates_to: sprachbot
}

touchpoint sprachbot "Sprachautomat" {
  mission: "Anrufe annehmen, wenn alle sprechen."
  channels: [antwortautomat]
  medium: digital
  escalates_to: hotline
}

touchpoint hotline "Service-Hotline" {
  mission: "Ein Anliegen in einem Gespräch lösen."
  channels: [telefon]
  medium: analog
  staffed: true
}
"#;

const YAML: &str = r#"channels:
  chat-assistant:
    type: bot
touchpoints:
  ask-the-assistant: # bot-trap
    mission: Answer simple questions at any hour.
    channels: [chat-assistant]
    medium: digital
"#;

const YAML_MENDED: &str = r#"channels:
  chat-assistant:
    type: bot
  chat:
    type: chat
touchpoints:
  ask-the-assistant:
    mission: Answer simple questions at any hour.
    channels: [chat-assistant]
    medium: digital
    escalates_to: chat-with-an-adviser
  chat-with-an-adviser:
    mission: Settle what a program cannot.
    channels: [chat]
    medium: digital
    staffed: true
"#;
