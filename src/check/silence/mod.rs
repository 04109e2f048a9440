//! What a team does not want to hear of now: findings that comments allow or that the baseline knows, and checks of both.

pub(super) mod allowance;
mod bad_suppression;
mod expired_suppression;
mod known;
mod outdated_baseline;
mod unused_suppression;

pub use known::key;

use super::{Check, Context, Group, Outcome, Silenced};
use crate::diagnostic::Diagnostic;

/// These checks.
pub(super) static GROUP: Group = Group {
    title: "Silence",
    doc: "Comments and the baseline keep findings silent; what they say must be understood, hold, and still be needed.",
    checks: CHECKS,
};

static CHECKS: &[&Check] =
    &[&bad_suppression::CHECK, &expired_suppression::CHECK, &unused_suppression::CHECK, &outdated_baseline::CHECK];

/// Checks of what the others have found; they run last, and nothing silences them.
pub(super) static LAST: &[&Check] = &[&unused_suppression::CHECK, &outdated_baseline::CHECK];

/// Takes out what comments allow and what the baseline knows, and leaves in the context what they left over.
pub(super) fn silence(context: &Context<'_>, findings: Vec<Diagnostic>) -> Outcome {
    let allowed = allowance::silence(context, findings);
    let reason = |at: usize| context.allowances().get(at).map(|allowance| allowance.reason.to_owned());
    let by_comment = allowed.silenced.into_iter().map(|(finding, at)| Silenced { finding, reason: reason(at) });
    let mut outcome = Outcome { findings: allowed.remaining, silenced: by_comment.collect() };
    let mut gone = Vec::new();
    if let Some(baseline) = context.baseline {
        let compared = known::compare(context, baseline, outcome.findings);
        outcome.findings = compared.new;
        outcome.silenced.extend(compared.known.into_iter().map(|finding| Silenced { finding, reason: None }));
        outcome.silenced.sort_by_key(|silenced| silenced.finding.primary.span);
        gone = compared.gone;
    }
    context.leave(allowed.used, gone);
    outcome
}
