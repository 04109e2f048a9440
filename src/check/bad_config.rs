//! `bad-config`: a setting in `touchbase.yaml` that cannot be used.

use super::{ALL, Check, Context, Example, Findings};
use crate::config::ParameterSetting;
use crate::coverage;
use crate::diagnostic::words::list;
use crate::diagnostic::{FaultKind, Level};
use crate::naming;
use crate::schema::Schema;
use crate::syntax::Notation;
use crate::text::{Edit, Span};

pub(super) static CHECK: Check = Check {
    name: "bad-config",
    level: Level::Error,
    summary: "A setting in `touchbase.yaml` is unknown or has a value that cannot be used",
    doc: "A misspelt setting is a decision that does not hold: a check that was to be an error stays a warning, a folder that was \
          to be left out is published. What cannot be used is reported and keeps its default, and the knowledge itself is \
          checked all the same.",
    parameters: &[],
    examples: &[Example {
        notation: Notation::Yaml,
        bad: "# file: touchbase.yaml\nlangauge: de # bad-config\noutput: ../somewhere # bad-config\nchecks:\n  mising-field: warn # bad-config\nextend:\n  fields:\n    touchpoint:\n      opening_hours: txt # bad-config\n",
        good: "# file: touchbase.yaml\nlanguage: de\noutput: public\nchecks:\n  missing-field: warn\nextend:\n  fields:\n    touchpoint:\n      opening_hours: text\n",
    }],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for fault in context.model.faults() {
        let FaultKind::Config { reason, help, meant } = &fault.kind else { continue };
        let mut finding = findings.at(fault.span, reason.clone());
        finding.help = help.clone();
        findings.push(match meant {
            Some(meant) => {
                finding.guess(format!("write `{meant}`"), vec![Edit { span: fault.span, text: meant.clone() }])
            }
            None => finding,
        });
    }
    unknown_checks(context, findings);
    for threshold in context.config.coverage.iter().filter(|threshold| coverage::measure(&threshold.measure).is_none())
    {
        let names = coverage::MEASURES.iter().map(|measure| measure.key);
        let (message, help) = (
            format!("Nothing is measured as `{}`.", threshold.measure),
            format!("possible are {}", list(names.clone())),
        );
        unknown(findings, threshold.span, message, &threshold.measure, names, &help);
    }
}

fn unknown_checks(context: &Context<'_>, findings: &mut Findings<'_>) {
    let levels =
        context.config.checks.levels.iter().filter_map(|setting| Some((setting.check.as_ref()?, setting.span)));
    let parameters = context.config.checks.parameters.iter();
    let mut seen = Vec::new();
    for (name, span) in levels {
        if super::named(name).is_none() {
            seen.push(name);
            let names = ALL.iter().map(|check| check.name);
            unknown(
                findings,
                span,
                format!("There is no check `{name}`."),
                name,
                names,
                "`touchbase explain` lists all checks",
            );
        }
    }
    for setting in parameters {
        match super::named(&setting.check) {
            Some(check) => parameter(findings, check, setting, &context.model.schema),
            // said once, at the level or at the first parameter
            None if seen.contains(&&setting.check) => {}
            None => {
                seen.push(&setting.check);
                let names = ALL.iter().map(|check| check.name);
                let message = format!("There is no check `{}`.", setting.check);
                unknown(
                    findings,
                    setting.check_span,
                    message,
                    &setting.check,
                    names,
                    "`touchbase explain` lists all checks",
                );
            }
        }
    }
}

fn parameter(findings: &mut Findings<'_>, check: &Check, setting: &ParameterSetting, schema: &Schema) {
    match check.parameters.iter().find(|parameter| parameter.name == setting.name) {
        Some(parameter) => {
            let misfit = parameter.default.misfit(setting, schema);
            findings.extend(misfit.map(|(span, reason)| findings.at(span, reason).help(parameter.doc)));
        }
        None => {
            let names = check.parameters.iter().map(|parameter| parameter.name).chain(["level"]);
            let message = format!("`{}` has no parameter `{}`.", check.name, setting.name);
            let help = format!("possible are {}", list(names.clone()));
            unknown(findings, setting.span, message, &setting.name, names, &help);
        }
    }
}

/// A name that is none of `known`, with the nearest of them or `otherwise`.
fn unknown(
    findings: &mut Findings<'_>,
    span: Span,
    message: String,
    name: &str,
    known: impl Iterator<Item = &'static str>,
    otherwise: &str,
) {
    let finding = findings.at(span, message);
    findings.push(match naming::nearest(name, known) {
        Some(near) => finding
            .help(format!("did you mean `{near}`?"))
            .guess(format!("replace `{name}` by `{near}`"), vec![Edit { span, text: near.to_owned() }]),
        None => finding.help(otherwise),
    });
}
