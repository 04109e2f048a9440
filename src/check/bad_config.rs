//! `bad-config`: a setting in `touchbase.yaml` that cannot be used.

use super::{Check, Context, Example, Findings};
use crate::config::ParameterSetting;
use crate::coverage;
use crate::diagnostic::visible::brief;
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
        bad: "# file: touchbase.yaml\nlangauge: de # bad-config\noutput: ../somewhere # bad-config\nchecks:\n  mising-field: warn # bad-config\n  missing-owner: { kinds: [touchpiont] } # bad-config\nextend:\n  fields:\n    touchpoint:\n      opening_hours: txt # bad-config\nsite:\n  acent: \"#7a2e1d\" # bad-config\n  logo: Bilder/logo.svg # bad-config\n# file: bilder/logo.svg\n<svg/>\n",
        good: "# file: touchbase.yaml\nlanguage: de\noutput: public\nchecks:\n  missing-field: warn\n  missing-owner: { kinds: [touchpoint] }\nextend:\n  fields:\n    touchpoint:\n      opening_hours: text\nsite:\n  accent: \"#7a2e1d\"\n  logo: bilder/logo.svg\n# file: bilder/logo.svg\n<svg/>\n",
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
    for (span, problem) in &context.rules().problems {
        let mut finding = findings.at(*span, problem.message.clone());
        finding.help = problem.help.clone();
        let edit = problem.meant.as_ref().map(|meant| Edit { span: *span, text: meant.clone() });
        findings.push(match edit {
            Some(edit) => finding.guess(format!("write `{}`", edit.text), vec![edit]),
            None => finding,
        });
    }
    unknown_checks(context, findings);
    missing_files(context, findings);
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

/// Files that settings name and that are not there.
fn missing_files(context: &Context<'_>, findings: &mut Findings<'_>) {
    for file in context.config.site.files() {
        if context.sources.exists(file.path.as_str().into()) != Some(false) {
            continue;
        }
        let message = format!("There is no file `{}`, or `.gitignore` hides it.", brief(&file.path));
        let finding = findings.at(file.span, message).label("no such file");
        findings.push(match context.sources.same_but_case(file.path.as_str().into()) {
            Some(other) => finding.help(format!("upper and lower case make a difference; there is `{other}`")),
            None => finding.help("add the file, or correct the path, which begins in the folder of `touchbase.yaml`"),
        });
    }
}

fn unknown_checks(context: &Context<'_>, findings: &mut Findings<'_>) {
    let is_known = |name: &str| context.check_names().any(|known| known == name);
    let mut seen: Vec<&str> = Vec::new();
    for setting in &context.config.checks.levels {
        let Some(name) = setting.check.as_deref().filter(|name| !is_known(name)) else { continue };
        seen.push(name);
        unknown_check(context, findings, name, setting.span);
    }
    for setting in &context.config.checks.parameters {
        let name = setting.check.as_str();
        match super::named(name) {
            Some(check) => parameter(findings, check, setting, &context.model.schema),
            None if is_known(name) => {
                let message = format!("`{name}` is a rule of your own and has no parameter `{}`.", setting.name);
                findings.push(findings.at(setting.span, message).help("possible is `level`"));
            }
            // said once, at the level or at the first parameter
            None if seen.contains(&name) => {}
            None => {
                seen.push(name);
                unknown_check(context, findings, name, setting.check_span);
            }
        }
    }
}

fn unknown_check(context: &Context<'_>, findings: &mut Findings<'_>, name: &str, span: Span) {
    let message = format!("There is no check `{name}`.");
    unknown(findings, span, message, name, context.check_names(), "`touchbase explain` lists all checks");
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
fn unknown<'n>(
    findings: &mut Findings<'_>,
    span: Span,
    message: String,
    name: &str,
    known: impl Iterator<Item = &'n str>,
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
