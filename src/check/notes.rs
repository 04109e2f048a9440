//! What is noted about each file by itself, so that a run after a change looks only at the files that changed.
//!
//! Two things: what the checks find that need nothing but the file, and [`Keys`], by which those that compare elements find the few
//! that are worth a closer look.

use std::ops::Range;

use rayon::prelude::*;

use super::keys::{self, Holder, Keys};
use super::{Context, Findings, WITHIN, Within, clash, page_clash, words};
use crate::diagnostic::Diagnostic;
use crate::model::ElementId;
use crate::text::SourceId;

/// What is noted about all files, by their numbers: kept between runs of one configuration, it spares the next one most of the work.
#[derive(Debug, Default)]
pub struct Notebook {
    files: Vec<Option<Notes>>,
}

impl Notebook {
    /// Forgets what was noted about a file that has changed.
    pub fn forget(&mut self, file: SourceId) {
        if let Some(notes) = self.files.get_mut(file.0 as usize) {
            *notes = None;
        }
    }

    /// Forgets everything: another configuration may see other things in the same files.
    pub fn clear(&mut self) {
        self.files.clear();
    }

    /// Looks at the files that nothing is noted about yet.
    pub(super) fn fill(&mut self, context: &Context<'_>) {
        self.files.resize_with(context.sources.len(), || None);
        let missing: Vec<SourceId> =
            (0..).map(SourceId).zip(&self.files).filter(|(_, notes)| notes.is_none()).map(|(file, _)| file).collect();
        let keys = || missing.par_iter().map(|file| Notes::of(context, *file)).collect::<Vec<Notes>>();
        let (notes, findings) = rayon::join(keys, || within(context, &missing));
        for (file, notes) in missing.iter().zip(notes) {
            if let Some(place) = self.files.get_mut(file.0 as usize) {
                *place = Some(notes);
            }
        }
        for finding in findings {
            if let Some(Some(notes)) = self.files.get_mut(finding.primary.span.source.0 as usize) {
                notes.within.push(finding);
            }
        }
    }

    /// What the checks that need nothing but one file have found, in the order of the files.
    pub(super) fn findings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.files.iter().flatten().flat_map(|notes| &notes.within)
    }

    /// The keys of one sort that several elements have, or something else beside an element, each with all who have it.
    pub(super) fn shared(&self, context: &Context<'_>, sort: fn(&Notes) -> &Keys) -> Vec<(u64, Holder)> {
        let files = (0..).map(SourceId).zip(&self.files);
        let keys =
            files.filter_map(|(file, notes)| Some((context.model.numbers_in(file).start, sort(notes.as_ref()?))));
        keys::shared(&keys.collect::<Vec<_>>())
    }
}

/// What is noted about one file.
#[derive(Debug, Default)]
pub(super) struct Notes {
    within: Vec<Diagnostic>,
    pub(super) names: Keys,
    pub(super) pages: Keys,
    pub(super) alike: Keys,
}

impl Notes {
    /// The keys of a file.
    fn of(context: &Context<'_>, file: SourceId) -> Notes {
        let mut notes = Notes::default();
        let numbers = context.model.numbers_in(file);
        let least = words::least_letters(context.config);
        for number in numbers.clone() {
            let element = context.model.element(ElementId(number));
            if element.parent().is_some() || element.is_nameless() {
                continue;
            }
            let holder = Holder::element(number - numbers.start);
            notes.names.add(holder, |give| clash::keys(element, give));
            notes.pages.add(holder, |give| give(page_clash::key(element)));
            if page_clash::is_taken(element) {
                notes.pages.add(Holder::NONE, |give| give(page_clash::key(element)));
            }
            notes.alike.add(holder, |give| words::similar_name_keys(element, least, give));
        }
        notes
    }
}

/// What the checks that need nothing but one file find in `files`, which are in order.
fn within(context: &Context<'_>, files: &[SourceId]) -> Vec<Diagnostic> {
    let share = files.len().div_ceil(rayon::current_num_threads());
    let runs = files.chunk_by(|one, next| one.0 + 1 == next.0).flat_map(|run| run.chunks(share.max(1)));
    let numbers = |run: &[SourceId]| {
        let of = |file: Option<&SourceId>| file.map(|file| context.model.numbers_in(*file)).unwrap_or_default();
        of(run.first()).start..of(run.last()).end
    };
    let ranges: Vec<Range<u32>> = runs.map(numbers).filter(|numbers| !numbers.is_empty()).collect();
    let tasks: Vec<(&Within, &Range<u32>)> =
        WITHIN.iter().flat_map(|check| ranges.iter().map(move |range| (*check, range))).collect();
    let run = |(within, numbers): (&Within, &Range<u32>)| {
        let levels = context.levels(within.check);
        let mut findings = Findings::new(within.check.name, &levels, context.config);
        if levels.is_on() {
            (within.run)(context, numbers.clone(), &mut findings);
        }
        findings.into_list()
    };
    tasks.into_par_iter().flat_map_iter(run).collect()
}
