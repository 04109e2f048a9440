//! `outdated-baseline`: the baseline holds a finding that is gone.

use super::super::{Check, Context, Example, Findings};
use crate::config::baseline;
use crate::diagnostic::Level;
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "outdated-baseline",
    level: Level::Error,
    summary: "The baseline holds a finding that is gone",
    doc: "`touchbase-baseline.yaml` holds the findings that were there when a team switched touchbase on, so that only new ones are \
          reported. It can only shrink: what has been mended leaves the file, or the same fault could come back unseen. Findings of \
          checks that are off are left alone.",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"team care "Customer care" {}
// file: touchbase-baseline.yaml
version: 1
findings:
  care:
    unknown-reference: [0123456789abcdef] # outdated-baseline
  ./knowledge.cx:
    bad-text: [0123456789abcdef, 0123456789abcdee] # outdated-baseline
"#,
            good: r#"team care "Customer care" {}
// file: touchbase-baseline.yaml
version: 1
findings: {}
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "teams:\n  care:\n    name: Customer care\n# file: touchbase-baseline.yaml\nversion: 1\nfindings:\n  billing:\n    unknown-field: [0123456789abcdef] # outdated-baseline\n",
            good: "teams:\n  care:\n    name: Customer care\n",
        },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (entry, count) in context.gone() {
        let what = if *count == 1 { "a finding".to_owned() } else { format!("{count} findings") };
        let message = format!(
            "The baseline holds {what} of `{}` about `{}` that {} gone.",
            entry.check,
            entry.subject,
            if *count == 1 { "is" } else { "are" }
        );
        let help = format!("well done; `touchbase baseline --update` takes what is gone out of `{}`", baseline::FILE);
        findings.push(findings.at(entry.span, message).help(help));
    }
}
