//! `low-coverage`: fewer elements are looked after than the team has set itself.

use super::super::{Check, Context, Example, Findings};
use crate::coverage;
use crate::diagnostic::Level;
use crate::diagnostic::words::list;
use crate::syntax::Notation;

/// How many of the elements that lack something are named.
const NAMED: usize = 5;

pub(super) static CHECK: Check = Check {
    name: "low-coverage",
    level: Level::Error,
    summary: "Fewer elements are looked after than the team has set itself",
    doc: "A base decays when nobody owns, measures, reviews or researches what it says. `coverage` in `touchbase.yaml` sets least shares \
          for the base as a whole, so that a team with a large inheritance can begin low and raise them, and no single element is \
          blamed. Without the setting nothing is asked. `touchbase stats` shows all shares.",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"metric fcr "First contact resolution" {
  class: performance
  method: rate
  unit: percent
}
// file: touchbase.yaml
coverage:
  owners: 80 # low-coverage
  metrics: 50
"#,
            good: r#"team care "Customer care" {}

metric fcr "First contact resolution" {
  class: performance
  method: rate
  unit: percent
  owner: care
}
// file: touchbase.yaml
coverage:
  owners: 80
  metrics: 50
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "personas:\n  mia:\n    type: customer\n    needs: [Ruhe]\n# file: touchbase.yaml\ncoverage:\n  research: 50 # low-coverage\n  reviews: 1 # low-coverage\n",
            good: "personas:\n  mia:\n    type: customer\n    needs: [Ruhe]\n    basis: research\n    reviewed: 2026-01-15\n# file: touchbase.yaml\ncoverage:\n  research: 50\n  reviews: 1\n",
        },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for threshold in &context.config.coverage {
        let Some(measure) = coverage::measure(&threshold.measure) else { continue };
        let share = measure.share(context.model, context.options.today);
        if share.percent() >= threshold.percent {
            continue;
        }
        let message = format!(
            "{} reach {} % ({} of {}), but the team has set itself {} %.",
            context.word(measure.key, &measure.label),
            share.percent(),
            share.covered,
            share.all,
            threshold.percent
        );
        let more = share.missing.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(", and {more} more") } else { String::new() };
        let help =
            format!("counted are: {}. Missing in {}{more}", lower(measure.doc), list(share.missing.iter().take(NAMED)));
        findings.push(findings.at(threshold.span, message).label("too low").help(help));
    }
}

/// A sentence that goes on behind a colon.
fn lower(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}
