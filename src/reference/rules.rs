//! Rules of a team's own, explained for the terminal.

use super::explain::{indented, wrapped};
use crate::config::{Decision, Rule};

/// A rule: what it reports, why, and what it says.
pub fn explain_rule(rule: &Rule) -> String {
    let level = if rule.level == Decision::Deny { "error" } else { "warning" };
    let mut out = format!("{}, a rule of your own in touchbase.yaml ({level})\n", rule.name);
    if let Some(doc) = &rule.doc {
        out.push_str(&format!("\n{}", wrapped(doc, "")));
    }
    out.push_str(&format!("\nReports\n\n{}", indented(&rule.select.text)));
    out.push_str(&format!("\nSays\n\n{}", wrapped(&rule.message.text, "  ")));
    if let Some(help) = &rule.help {
        out.push_str(&format!("\nHelp\n\n{}", wrapped(&help.text, "  ")));
    }
    out
}
