//! What one run asks for, beside what the team decided.

use jiff::civil::Date;

use crate::config::CheckSetting;

/// What one run asks for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    /// Levels of checks that come after those of `touchbase.yaml`.
    pub settings: Vec<CheckSetting>,
    /// Whether hints are reported too.
    pub strict: bool,
    /// The day that counts as today; without one, nothing is found to be late.
    pub today: Option<Date>,
    /// Whether findings that the baseline knows are reported like new ones.
    pub without_baseline: bool,
}
