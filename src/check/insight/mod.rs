//! Checks of journeys and personas, and of what is known, measured and planned about them.

use super::{Check, Group};

/// These checks.
pub(super) static GROUP: Group = Group {
    title: "Journeys, personas and evidence",
    doc: "What practice asks of journeys and personas, and of what is known, measured and planned about them.",
    checks: CHECKS,
};

static CHECKS: &[&Check] = &[];
