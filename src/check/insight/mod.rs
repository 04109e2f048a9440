//! Checks of journeys and personas, and of what is known, measured and planned about them.

mod aimless_initiative;
mod broken_model;
mod emotion_without_evidence;
mod idle_context;
mod last_mile;
mod media_break;
mod methods;
mod no_expectation;
mod one_kind_of_evidence;
mod shared;
mod single_channel;
mod stage_gap;
mod thin_persona;
mod unanswered_feedback;
mod unknown_method;
mod unused_persona;
mod weakest_link;

use super::{Check, Group};

/// These checks.
pub(super) static GROUP: Group = Group {
    title: "Journeys, personas and evidence",
    doc: "What practice asks of journeys and personas, and of what is known, measured and planned about them.",
    checks: CHECKS,
};

static CHECKS: &[&Check] = &[
    &unused_persona::CHECK,
    &thin_persona::CHECK,
    &media_break::CHECK,
    &single_channel::CHECK,
    &stage_gap::CHECK,
    &last_mile::CHECK,
    &weakest_link::CHECK,
    &no_expectation::CHECK,
    &emotion_without_evidence::CHECK,
    &one_kind_of_evidence::CHECK,
    &unknown_method::CHECK,
    &unanswered_feedback::CHECK,
    &aimless_initiative::CHECK,
    &idle_context::CHECK,
    &broken_model::CHECK,
];
