//! `unused-suppression`: a comment silences a check that finds nothing there.

use super::super::{Check, Context, Example, Findings};
use super::allowance::Allowance;
use crate::diagnostic::Level;
use crate::diagnostic::words::list;
use crate::syntax::Notation;
use crate::text::{Edit, Span};

pub(super) static CHECK: Check = Check {
    name: "unused-suppression",
    level: Level::Warning,
    summary: "A comment silences a check that finds nothing there",
    doc: "The fault is mended, or it never stood where the comment is about. A comment that stays behind hides the next fault of its \
          kind, which nobody has allowed. A check that is off is not counted against the comment.",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"team care "Customer care" {
  // touchbase: allow empty-reference, unknown-reference - the team is new // unused-suppression
  parent: "Service"
}

team service "Service" {} // touchbase: allow missing-field - never needed // unused-suppression
"#,
            good: r#"team care "Customer care" {
  parent: "Service"
}

team service "Service" {}
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "teams:\n  # touchbase: allow missing-field - not needed # unused-suppression\n  - name: Service\n",
            good: "teams:\n  - name: Service\n",
        },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (at, allowance) in context.allowances().iter().enumerate() {
        let holds = allowance.problem.is_none() && !allowance.is_expired(context.options.today);
        let Some(scope) = allowance.directive.scope.filter(|_| holds) else { continue };
        let used = context.used(at);
        let idle =
            allowance.checks.iter().zip(used).filter(|((check, _), used)| !**used && context.runs_in(check, scope));
        let idle: Vec<&str> = idle.map(|((check, _), _)| *check).collect();
        if !idle.is_empty() {
            report(context, findings, allowance, &idle);
        }
    }
}

fn report(context: &Context<'_>, findings: &mut Findings<'_>, allowance: &Allowance<'_>, idle: &[&str]) {
    let comment = allowance.directive.span;
    let finding = findings.at(comment, format!("{} finds nothing here that this comment could silence.", list(idle)));
    findings.push(if idle.len() == allowance.checks.len() {
        let edit = Edit { span: whole_line(context, comment), text: String::new() };
        finding.help("delete the comment").fix("delete the comment", vec![edit])
    } else {
        finding.help(format!("take {} out of the comment", list(idle)))
    });
}

/// The comment with the line it stands on, when it has one to itself; else with the blanks before it.
fn whole_line(context: &Context<'_>, comment: Span) -> Span {
    let text = &context.sources.get(comment.source).text;
    let before = text.get(..comment.start as usize).unwrap_or_default();
    let kept = before.trim_end_matches([' ', '\t']).len();
    let rest = text.get(comment.end as usize..).unwrap_or_default();
    let break_length = if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with('\n')) };
    let alone = kept == 0 || before.get(..kept).is_some_and(|kept| kept.ends_with('\n'));
    Span::new(comment.source, kept, comment.end as usize + if alone { break_length } else { 0 })
}
