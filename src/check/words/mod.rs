//! Checks of names and running texts: one thing under several names, words that customers do not know, sentences that say nothing.

mod bare_number;
mod broken_link_file;
mod buzzword_mission;
mod inside_out;
mod jargon;
mod language;
mod missing_translation;
mod name_drift;
mod names;
mod outdated_translation;
mod personal_data;
mod placeholder;
mod prose;
mod repeated_text;
mod similar_name;
mod texts;
mod tokens;
mod undefined_abbreviation;
mod unlinked_mention;

use super::{Check, Group};

pub(super) use personal_data::WITHIN as PERSONAL_DATA;
pub(super) use placeholder::WITHIN as PLACEHOLDER;
pub(super) use prose::{Prose, Word};
pub(super) use similar_name::{keys as similar_name_keys, least_letters};
pub(super) use texts::{Text, collect as texts};

/// These checks.
pub(super) static GROUP: Group = Group {
    title: "Names and texts",
    doc: "One thing under several names, words that customers do not know, sentences that say nothing: what splits a common language.",
    checks: CHECKS,
};

/// Those that look at each word of all texts.
pub(super) static READERS: &[&Check] =
    &[&name_drift::CHECK, &unlinked_mention::CHECK, &repeated_text::CHECK, &undefined_abbreviation::CHECK];

static CHECKS: &[&Check] = &[
    &similar_name::CHECK,
    &name_drift::CHECK,
    &unlinked_mention::CHECK,
    &repeated_text::CHECK,
    &jargon::CHECK,
    &undefined_abbreviation::CHECK,
    &inside_out::CHECK,
    &bare_number::CHECK,
    &buzzword_mission::CHECK,
    &placeholder::CHECK,
    &personal_data::CHECK,
    &broken_link_file::CHECK,
    &outdated_translation::CHECK,
    &missing_translation::CHECK,
];
