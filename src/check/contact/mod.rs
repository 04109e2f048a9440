//! Checks of touchpoints and of those who run them: owners, partners, metrics, signature interactions.

mod backward_target;
mod blind_spot;
mod bot_trap;
mod capability_gap;
mod handling_mismatch;
mod loose_partner;
mod low_coverage;
mod missing_owner;
mod no_guardrails;
mod no_history;
mod one_sided_kpis;
mod orphan_touchpoint;
mod shared;
mod signature_off_journey;
mod stale;
mod team_without_voice;
mod too_many_signatures;
mod two_leads;
mod undated_value;
mod unit_mix;
mod units;
mod value_missing;
mod wrong_channel;

use super::{Check, Group};

/// These checks.
pub(super) static GROUP: Group = Group {
    title: "Touchpoints and those who run them",
    doc: "What practice asks of touchpoints, their owners, partners, metrics and signature interactions.",
    checks: CHECKS,
};

static CHECKS: &[&Check] = &[
    &orphan_touchpoint::CHECK,
    &blind_spot::CHECK,
    &capability_gap::CHECK,
    &handling_mismatch::CHECK,
    &value_missing::CHECK,
    &wrong_channel::CHECK,
    &bot_trap::CHECK,
    &no_guardrails::CHECK,
    &no_history::CHECK,
    &missing_owner::CHECK,
    &stale::CHECK,
    &loose_partner::CHECK,
    &team_without_voice::CHECK,
    &too_many_signatures::CHECK,
    &signature_off_journey::CHECK,
    &one_sided_kpis::CHECK,
    &two_leads::CHECK,
    &backward_target::CHECK,
    &unit_mix::CHECK,
    &low_coverage::CHECK,
    &undated_value::CHECK,
];
