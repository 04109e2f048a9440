//! `bad-config`: a setting in `touchbase.yaml` that cannot be used.

use super::{ALL, Check, Context, Example, Findings};
use crate::diagnostic::{FaultKind, Level};
use crate::naming;
use crate::syntax::Notation;
use crate::text::Edit;

pub(super) static CHECK: Check = Check {
    name: "bad-config",
    level: Level::Error,
    summary: "A setting in `touchbase.yaml` is unknown or has a value that cannot be used",
    doc: "A misspelt setting is a decision that does not hold: a check that was to be an error stays a warning, a folder that was \
          to be left out is published. What cannot be used is reported and keeps its default, and the knowledge itself is \
          checked all the same.",
    examples: &[Example {
        notation: Notation::Yaml,
        bad: "# file: touchbase.yaml\nlangauge: de # bad-config\noutput: ../somewhere # bad-config\nchecks:\n  mising-field: warn # bad-config\nextend:\n  fields:\n    touchpoint:\n      opening_hours: txt # bad-config\n",
        good: "# file: touchbase.yaml\nlanguage: de\noutput: public\nchecks:\n  missing-field: warn\nextend:\n  fields:\n    touchpoint:\n      opening_hours: text\n",
    }],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings) {
    for fault in context.model.faults() {
        let FaultKind::Config { reason, help, meant } = &fault.kind else { continue };
        let mut finding = findings.at(fault.span, reason.clone());
        finding.help = help.clone();
        findings.push(match meant {
            Some(meant) => {
                finding.fix(format!("write `{meant}`"), vec![Edit { span: fault.span, text: meant.clone() }])
            }
            None => finding,
        });
    }
    unknown_checks(context, findings);
}

fn unknown_checks(context: &Context<'_>, findings: &mut Findings) {
    let names = || ALL.iter().map(|check| check.name);
    // Settings of the command line have no place in a file; the command line has looked at them.
    let settings = context.config.checks.iter().filter(|setting| !setting.span.is_empty());
    for setting in settings.filter(|setting| !names().any(|name| name == setting.check)) {
        let finding = findings.at(setting.span, format!("There is no check `{}`.", setting.check));
        findings.push(match naming::nearest(&setting.check, names()) {
            Some(near) => finding.help(format!("did you mean `{near}`?")).fix(
                format!("replace `{}` by `{near}`", setting.check),
                vec![Edit { span: setting.span, text: near.to_owned() }],
            ),
            None => finding.help("`touchbase explain` lists all checks"),
        });
    }
}
