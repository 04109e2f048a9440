//! The safety net: edits made in memory, the base compiled again, and what must not have changed compared.

use rustc_hash::FxHashMap;

use super::{Refusal, only_sound_files};
use crate::check::Options;
use crate::compile::{Compilation, compile_with};
use crate::diagnostic::{Diagnostic, Level};
use crate::model::{ElementId, ElementRef, ReferenceRef};
use crate::text::{Edit, Sources};

/// What becomes of one element while everything else stays.
#[derive(Debug, Clone, Copy)]
pub(super) struct Renamed<'t> {
    pub(super) element: ElementId,
    /// Its id afterwards.
    pub(super) key: &'t str,
}

/// The sources after `edits`.
pub(super) fn edited(before: &Compilation, edits: &[Edit]) -> Result<Sources, Refusal> {
    only_sound_files(&before.sources, edits)?;
    before.sources.edited(edits).map_err(|overlap| {
        let message = "Two of the necessary changes touch the same place, so that none was made.";
        Refusal::new(message).at(overlap.edit.span, "here").help("change this place by hand")
    })
}

/// Compiles the base as it would be after `edits`, and refuses them when anything but the name of an element changes.
///
/// # Errors
/// What would be lost, would mean something else, or would be wrong.
pub(super) fn renamed(
    before: &Compilation,
    edits: &[Edit],
    run: &Options,
    expected: Renamed<'_>,
) -> Result<Compilation, Refusal> {
    let after = compile_with(edited(before, edits)?, run);
    same_elements(before, &after, expected)?;
    same_targets(before, &after, expected.element)?;
    no_new_errors(before, &after)?;
    Ok(after)
}

fn same_elements(before: &Compilation, after: &Compilation, expected: Renamed<'_>) -> Result<(), Refusal> {
    let (old, new) = (&before.model, &after.model);
    if old.len() != new.len() {
        let message = format!("After the change there would be {} elements instead of {}.", new.len(), old.len());
        return Err(unexpected(message));
    }
    for (one, other) in old.elements().zip(new.elements()) {
        let key = if one.id() == expected.element { expected.key } else { one.key().as_str() };
        let same = *other.key() == key && one.kind_id() == other.kind_id() && parent(one) == parent(other);
        if !same {
            let message = format!("After the change, {} `{}` would not be what it is.", one.kind().name, one.address());
            return Err(unexpected(message).at(one.id_span(), "this element"));
        }
    }
    Ok(())
}

fn parent(element: ElementRef<'_>) -> Option<ElementId> {
    element.parent().map(ElementRef::id)
}

/// Every use means what it meant. What has named nothing so far may name the element that was renamed.
fn same_targets(before: &Compilation, after: &Compilation, renamed: ElementId) -> Result<(), Refusal> {
    let target = |reference: ReferenceRef<'_>| reference.target().map(ElementRef::id);
    let (old, new) = (before.model.references(), after.model.references());
    if old.count() != new.count() {
        return Err(unexpected("After the change there would not be as many uses as before.".to_owned()));
    }
    for (one, other) in before.model.references().zip(after.model.references()) {
        let (old, new) = (target(one), target(other));
        let found =
            old.is_none() && new.is_some_and(|new| after.model.element(new).root().id() == renamed || new == renamed);
        if old != new && !found {
            let message =
                format!("After the change, the use of `{}` would mean something else, or nothing.", one.text());
            return Err(unexpected(message).at(one.span(), "this use"));
        }
    }
    Ok(())
}

fn unexpected(message: String) -> Refusal {
    Refusal::new(message).help("choose another name, or make this change by hand")
}

/// Refuses what would bring errors that were not there.
pub(super) fn no_new_errors(before: &Compilation, after: &Compilation) -> Result<(), Refusal> {
    let mut room: FxHashMap<&str, isize> = FxHashMap::default();
    for error in errors(before) {
        *room.entry(error.check.as_ref()).or_default() += 1;
    }
    for error in errors(after) {
        *room.entry(error.check.as_ref()).or_default() -= 1;
    }
    let known: Vec<&str> = errors(before).map(|error| error.message.as_str()).collect();
    let more = |error: &&Diagnostic| room.get(error.check.as_ref()).is_some_and(|room| *room < 0);
    let new = |error: &&Diagnostic| !known.contains(&error.message.as_str());
    let Some(error) = errors(after).filter(more).find(new).or_else(|| errors(after).find(more)) else { return Ok(()) };
    let source = after.sources.get(error.primary.span.source);
    let line = source.position(error.primary.span.start).line;
    let message = format!("It would make an error in {}:{line} [{}]: {}", source.path, error.check, error.message);
    Err(Refusal::new(message).help("choose another name, or mend that first"))
}

fn errors(compilation: &Compilation) -> impl Iterator<Item = &Diagnostic> {
    compilation.diagnostics.iter().filter(|finding| finding.level == Level::Error)
}
