//! Safe fixes of findings, made: new texts of files, to look at or to write.
//!
//! Fixes are made in memory and the base is compiled again. What does not leave the base better than it was is not made: no
//! fix adds an error or loses an element or a comment.

use camino::Utf8PathBuf;
use rustc_hash::FxHashSet;

use super::base::Base;
use super::changes::{self, Change};
use crate::check::Options;
use crate::compile::{Compilation, compile_with};
use crate::diagnostic::Diagnostic;
use crate::text::{Edit, Sources};

/// A fix can make room for the next; more rounds than this only happen when two fixes undo each other.
const ROUNDS: usize = 10;

/// What fixes would change.
#[derive(Debug)]
pub(super) struct Plan {
    /// Each changed file with its text before and after.
    pub(super) files: Vec<Change>,
    /// How many findings are mended.
    pub(super) mended: usize,
    /// How many fixes were not made, because the base would not be better for them.
    pub(super) refused: usize,
}

/// A fix, recognised again after other fixes have moved it.
type Key = (String, String, Utf8PathBuf);

/// Makes all safe fixes of the findings `base` was asked about, in memory. The base is then the mended one.
pub(super) fn plan(base: &mut Base, options: &Options) -> Plan {
    let same = base.compilation.sources.edited(&[]);
    let (mut mended, mut refused) = (0, FxHashSet::default());
    for _ in 0..ROUNDS {
        let fixes = choose(base, &refused);
        if fixes.is_empty() {
            break;
        }
        mended += make(base, options, &fixes, &mut refused);
    }
    let files = same.map(|before| changes::between(&before, &base.compilation.sources)).unwrap_or_default();
    Plan { files, mended, refused: refused.len() }
}

/// Safe fixes that do not touch each other, the first at each place.
fn choose(base: &Base, refused: &FxHashSet<Key>) -> Vec<Diagnostic> {
    let sources = &base.compilation.sources;
    let mut taken: Vec<Edit> = Vec::new();
    let mut chosen = Vec::new();
    for finding in base.findings() {
        let Some(fix) = finding.fix.as_ref().filter(|fix| fix.safe) else { continue };
        // A file that is not UTF-8 was read as well as could be guessed: that guess must not be written.
        let sound = fix.edits.iter().all(|edit| sources.get(edit.span.source).problems.is_empty());
        let free = |edit: &Edit| !taken.iter().rev().take(64).any(|other| touch(edit, other));
        if sound && !refused.contains(&key(sources, &finding)) && fix.edits.iter().all(free) {
            taken.extend(fix.edits.iter().cloned());
            taken.sort_by_key(|edit| (edit.span.source, edit.span.end));
            chosen.push(finding);
        }
    }
    chosen
}

fn touch(a: &Edit, b: &Edit) -> bool {
    a.span.source == b.span.source && a.span.start <= b.span.end && b.span.start <= a.span.end
}

fn key(sources: &Sources, finding: &Diagnostic) -> Key {
    let title = finding.fix.as_ref().map(|fix| fix.title.clone()).unwrap_or_default();
    (finding.check.to_string(), title, sources.get(finding.primary.span.source).path.clone())
}

/// Makes the fixes together; where that does no good, in two halves, down to the one that is refused. Returns how many were
/// made.
fn make(base: &mut Base, options: &Options, fixes: &[Diagnostic], refused: &mut FxHashSet<Key>) -> usize {
    let sources = &base.compilation.sources;
    let after = edited(sources, fixes).map(|sources| compile_with(sources, options));
    if let Some(after) = after.filter(|after| is_better(&base.compilation, after)) {
        base.compilation = after;
        return fixes.len();
    }
    match fixes {
        [one] => {
            refused.insert(key(&base.compilation.sources, one));
            0
        }
        // Places of the second half hold only while the first half is not made: it comes again in the next round.
        _ => {
            let (first, second) = fixes.split_at(fixes.len() / 2);
            match make(base, options, first, refused) {
                0 => make(base, options, second, refused),
                made => made,
            }
        }
    }
}

/// The sources with the edits of all fixes; none when they do not fit together.
fn edited(sources: &Sources, fixes: &[Diagnostic]) -> Option<Sources> {
    let edits: Vec<Edit> = fixes.iter().filter_map(|finding| finding.fix.clone()).flat_map(|fix| fix.edits).collect();
    sources.edited(&edits).ok()
}

/// Whether there is less to report, no more that is wrong, and no element less.
fn is_better(before: &Compilation, after: &Compilation) -> bool {
    let fewer = after.diagnostics.len() < before.diagnostics.len();
    fewer && after.summary().errors <= before.summary().errors && after.model.len() >= before.model.len()
}
