//! Comments that silence a check at one place: `// touchbase: allow blind-spot until 2027-03-01 - contract runs out`.
//!
//! Turns directives into allowances, and findings into those that remain and those that are silenced. What is wrong with an
//! allowance is left to the checks that report it.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::super::Context;
use crate::diagnostic::{Diagnostic, Directive};
use crate::text::{SourceId, Span};

/// The one word such a comment can begin with.
const VERB: &str = "allow";

/// What stands between what is allowed and the reason.
const DASHES: [&str; 3] = [" - ", " – ", " — "];

/// A directive as it was understood.
#[derive(Debug)]
pub(in crate::check) struct Allowance<'a> {
    pub(in crate::check) directive: &'a Directive,
    /// The checks it names, with their places.
    pub(in crate::check) checks: Vec<(&'a str, Span)>,
    /// The last day on which it holds.
    pub(in crate::check) until: Option<Date>,
    /// Why.
    pub(in crate::check) reason: &'a str,
    /// What is wrong with it; then it silences nothing.
    pub(in crate::check) problem: Option<Problem<'a>>,
}

/// Why a directive cannot be used, with the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum Problem<'a> {
    /// It does not begin with `allow`.
    Verb(&'a str, Span),
    /// It names no check.
    NoCheck,
    /// It names something that is no check.
    UnknownCheck(&'a str, Span),
    /// What stands behind `until` is no day.
    NoDay(&'a str, Span),
    /// It gives no reason.
    NoReason,
    /// Nothing follows it.
    NoScope,
}

impl<'a> Allowance<'a> {
    /// Understands a directive; `is_check` tells the names of checks.
    pub(in crate::check) fn of(directive: &'a Directive, is_check: impl Fn(&str) -> bool) -> Allowance<'a> {
        let text = directive.text.as_str();
        let cut = DASHES.iter().filter_map(|dash| text.find(dash).map(|at| (at, at + dash.len()))).min();
        let (allowed, reason) = match cut {
            Some((end, start)) => (text.get(..end).unwrap_or_default(), text.get(start..).unwrap_or_default()),
            None => (text.trim_end_matches([' ', '-', '–', '—']), ""),
        };
        let mut allowance =
            Allowance { directive, checks: Vec::new(), until: None, reason: reason.trim(), problem: None };
        let first = allowance.read(&words(directive, allowed), is_check);
        allowance.problem = first.or_else(|| allowance.lack());
        allowance
    }

    fn read(&mut self, words: &[(&'a str, Span)], is_check: impl Fn(&str) -> bool) -> Option<Problem<'a>> {
        let mut rest = words.iter();
        match rest.next() {
            Some((verb, _)) if verb.eq_ignore_ascii_case(VERB) => {}
            Some((other, place)) => return Some(Problem::Verb(other, *place)),
            None => return Some(Problem::Verb("", self.directive.span)),
        }
        while let Some((word, place)) = rest.next() {
            if *word == "until" {
                let (day, place) = rest.next().copied().unwrap_or(("", *place));
                match (day.parse(), rest.next()) {
                    (Ok(date), None) => self.until = Some(date),
                    _ => return Some(Problem::NoDay(day, place)),
                }
            } else if is_check(word) {
                self.checks.push((word, *place));
            } else {
                return Some(Problem::UnknownCheck(word, *place));
            }
        }
        None
    }

    fn lack(&self) -> Option<Problem<'a>> {
        let lacks = [
            (self.checks.is_empty(), Problem::NoCheck),
            (self.reason.is_empty(), Problem::NoReason),
            (self.directive.scope.is_none(), Problem::NoScope),
        ];
        lacks.into_iter().find(|(lacking, _)| *lacking).map(|(_, problem)| problem)
    }

    /// Whether its last day has passed.
    pub(in crate::check) fn is_expired(&self, today: Option<Date>) -> bool {
        matches!((self.until, today), (Some(until), Some(today)) if until < today)
    }
}

/// The words of `text`, a beginning of the directive's text, with their places; commas separate too.
fn words<'a>(directive: &Directive, text: &'a str) -> Vec<(&'a str, Span)> {
    let start = text.as_ptr() as usize;
    let words = text.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty());
    words
        .map(|word| {
            let at = word.as_ptr() as usize - start;
            (word, directive.place.sub(at, at + word.len()))
        })
        .collect()
}

/// Findings that remain, findings that were silenced with the allowance that did it, and for each allowance which of its
/// checks silenced something.
pub(in crate::check) struct Silenced {
    pub(in crate::check) remaining: Vec<Diagnostic>,
    pub(in crate::check) silenced: Vec<(Diagnostic, usize)>,
    pub(in crate::check) used: Vec<Vec<bool>>,
}

/// Silences what the context's allowances allow. `findings` are sorted by place.
pub(in crate::check) fn silence(context: &Context<'_>, findings: Vec<Diagnostic>) -> Silenced {
    let allowances = context.allowances();
    let used = allowances.iter().map(|allowance| vec![false; allowance.checks.len()]).collect();
    let mut result = Silenced { remaining: Vec::with_capacity(findings.len()), silenced: Vec::new(), used };
    let mut open = Open::of(context);
    for finding in findings {
        match open.around(&finding.check, finding.primary.span) {
            Some((allowance, check)) => {
                if let Some(used) = result.used.get_mut(allowance).and_then(|used| used.get_mut(check)) {
                    *used = true;
                }
                result.silenced.push((finding, allowance));
            }
            None => result.remaining.push(finding),
        }
    }
    result
}

/// What allows a check in a file, in order: where it begins and ends, and which allowance it is.
#[derive(Default)]
struct Allowed {
    /// Those that begin later, the next one last.
    ahead: Vec<(Span, usize, usize)>,
    /// Those that have begun; the last that has not ended holds.
    begun: Vec<(Span, usize, usize)>,
}

/// What is allowed, by file and check.
struct Open<'a> {
    by_file: FxHashMap<SourceId, FxHashMap<&'a str, Allowed>>,
}

impl<'a> Open<'a> {
    fn of(context: &'a Context<'_>) -> Open<'a> {
        let mut by_file: FxHashMap<SourceId, FxHashMap<&str, Allowed>> = FxHashMap::default();
        for (at, allowance) in context.allowances().iter().enumerate() {
            let holds = allowance.problem.is_none() && !allowance.is_expired(context.options.today);
            let Some(scope) = allowance.directive.scope.filter(|_| holds) else { continue };
            for (number, (check, _)) in allowance.checks.iter().enumerate() {
                let of_file = by_file.entry(scope.source).or_default();
                of_file.entry(*check).or_default().ahead.push((scope, at, number));
            }
        }
        for allowed in by_file.values_mut().flat_map(FxHashMap::values_mut) {
            // of those that begin together the inner one is looked at first
            allowed
                .ahead
                .sort_by_key(|(scope, at, _)| std::cmp::Reverse((scope.start, std::cmp::Reverse(scope.end), *at)));
        }
        Open { by_file }
    }

    /// The allowance, and the number of the check within it, that silences a finding at `place`. To be asked in the order of
    /// places.
    fn around(&mut self, check: &str, place: Span) -> Option<(usize, usize)> {
        let allowed = self.by_file.get_mut(&place.source)?.get_mut(check)?;
        while let Some(next) = allowed.ahead.pop_if(|(scope, ..)| scope.start <= place.start) {
            allowed.begun.push(next);
        }
        while allowed.begun.pop_if(|(scope, ..)| scope.end <= place.start && scope.end > scope.start).is_some() {}
        allowed.begun.last().map(|(_, allowance, number)| (*allowance, *number))
    }
}
