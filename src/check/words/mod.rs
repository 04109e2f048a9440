//! Checks of names and running texts: one thing under several names, words that customers do not know, sentences that say nothing.

use super::{Check, Group};

/// These checks.
pub(super) static GROUP: Group = Group {
    title: "Names and texts",
    doc: "One thing under several names, words that customers do not know, sentences that say nothing: what splits a common language.",
    checks: CHECKS,
};

static CHECKS: &[&Check] = &[];
