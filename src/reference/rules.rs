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
    if let Some(select) = &rule.select {
        out.push_str(&format!("\nReports\n\n{}", indented(&select.text)));
    }
    for (title, text) in [("Says", &rule.message), ("Help", &rule.help)] {
        let text = text.iter().map(|text| format!("\n{title}\n\n{}", wrapped(&text.text, "  ")));
        out.extend(text);
    }
    out
}
