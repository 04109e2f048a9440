//! Checks of touchpoints and of those who run them: owners, partners, metrics, signature interactions.

mod orphan_touchpoint;
mod too_many_signatures;

use super::{Check, Group};

/// These checks.
pub(super) static GROUP: Group = Group {
    title: "Touchpoints and those who run them",
    doc: "What practice asks of touchpoints, their owners, partners, metrics and signature interactions.",
    checks: CHECKS,
};

static CHECKS: &[&Check] = &[&orphan_touchpoint::CHECK, &too_many_signatures::CHECK];
