//! Findings that the baseline knows, and entries of the baseline that are no longer found.

use rustc_hash::FxHashMap;

use super::super::{Context, Subject, subjects};
use crate::config::baseline::{Baseline, Known};
use crate::diagnostic::Diagnostic;

/// What a comparison with the baseline gives.
#[derive(Default)]
pub(super) struct Compared {
    pub(super) new: Vec<Diagnostic>,
    pub(super) known: Vec<Diagnostic>,
    /// Entries with how many of their findings are gone.
    pub(super) gone: Vec<(Known, usize)>,
}

/// By what the baseline names the subject of a finding: the address of an element, or `./` and the path of a file.
pub fn key(subject: &Subject) -> String {
    match subject.element {
        Some(_) => subject.name.clone(),
        None => format!("./{}", subject.name),
    }
}

/// Parts `findings`, all of a run and sorted by place, into new and known ones.
///
/// Of the findings of one check about one subject as many are known as the baseline holds: first those whose fingerprint it
/// has, then others, since the text at a place may have changed while the fault stayed.
pub(super) fn compare(context: &Context<'_>, baseline: &Baseline, findings: Vec<Diagnostic>) -> Compared {
    let subjects = subjects(context.model, context.sources, &findings);
    let keys: Vec<String> = subjects.iter().map(key).collect();
    let prints: Vec<String> = subjects.iter().map(|subject| subject.fingerprint.to_string()).collect();
    let mut slots: FxHashMap<&str, FxHashMap<&str, Slot<'_>>> = FxHashMap::default();
    for entry in &baseline.entries {
        let slot = slots.entry(&entry.subject).or_default().entry(&entry.check).or_default();
        slot.entries.push(entry);
        slot.fingerprints.extend(entry.fingerprints.iter().map(String::as_str));
    }
    let mut known = vec![false; findings.len()];
    for exact in [true, false] {
        for (((finding, key), print), known) in findings.iter().zip(&keys).zip(&prints).zip(&mut known) {
            let slot = slots.get_mut(key.as_str()).and_then(|slots| slots.get_mut(finding.check.as_ref()));
            *known = *known || slot.is_some_and(|slot| slot.take(print, exact));
        }
    }
    let left = slots.into_values().flat_map(FxHashMap::into_values).filter(|slot| !slot.fingerprints.is_empty());
    let left = left.filter_map(|slot| Some(((*slot.entries.first()?).clone(), slot.fingerprints.len())));
    let mut gone: Vec<(Known, usize)> =
        left.filter(|(entry, _)| context.runs_about(&entry.check, &entry.subject)).collect();
    gone.sort_by_key(|(entry, _)| entry.span);
    let mut compared = Compared { gone, ..Compared::default() };
    for (finding, known) in findings.into_iter().zip(known) {
        if known { compared.known.push(finding) } else { compared.new.push(finding) }
    }
    compared
}

/// What is left of the entries of one check about one subject.
#[derive(Default)]
struct Slot<'b> {
    entries: Vec<&'b Known>,
    fingerprints: Vec<&'b str>,
}

impl Slot<'_> {
    /// Uses up one finding: the one with this fingerprint, or any.
    fn take(&mut self, fingerprint: &str, exact: bool) -> bool {
        if !exact {
            return self.fingerprints.pop().is_some();
        }
        match self.fingerprints.iter().position(|held| *held == fingerprint) {
            Some(at) => {
                self.fingerprints.swap_remove(at);
                true
            }
            None => false,
        }
    }
}
