//! Where a name stands outside of what the language reads: in comments and in text that could not be read. Nobody changes it there,
//! so people are told.

use rayon::prelude::*;

use super::Note;
use crate::compile::Compilation;
use crate::syntax::{self, Comment, File, Item};
use crate::text::{Edit, Source, SourceId, Span};

/// One note for each comment, and each part that could not be read, that mentions `name` and is not changed by `edits`.
pub(super) fn of(compilation: &Compilation, name: &str, edits: &[Edit]) -> Vec<Note> {
    if name.is_empty() {
        return Vec::new();
    }
    let sources: Vec<(SourceId, &Source)> = compilation.sources.iter().collect();
    let broken: Vec<SourceId> = compilation.model.faults().iter().map(|fault| fault.span.source).collect();
    let found = sources.into_par_iter().flat_map_iter(|(id, source)| {
        let places = places(id, &source.text, name);
        match places.is_empty() || !(broken.contains(&id) || places.iter().any(|at| may_be_comment(source, *at))) {
            true => Vec::new(),
            false => in_file(&syntax::parse(id, source), &places, name),
        }
    });
    let found: Vec<Note> = found.collect();
    let changed = |note: &Note| note.place.is_some_and(|place| edits.iter().any(|edit| edit.span == place));
    found.into_iter().filter(|note| !changed(note)).collect()
}

/// Where `name` stands as a whole word.
fn places(id: SourceId, text: &str, name: &str) -> Vec<Span> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let whole = |at: &usize| {
        let before = text.get(..*at).and_then(|before| before.chars().next_back());
        let behind = text.get(at + name.len()..).and_then(|behind| behind.chars().next());
        !before.is_some_and(is_part) && !behind.is_some_and(is_part)
    };
    let found = text.match_indices(name).map(|(at, _)| at).filter(whole);
    found.map(|at| Span::new(id, at, at + name.len())).collect()
}

/// Whether something on the line before it may begin a comment; parsing tells.
fn may_be_comment(source: &Source, at: Span) -> bool {
    let before = source.text.get(..at.start as usize).unwrap_or_default();
    let line = before.get(before.rfind('\n').map_or(0, |at| at + 1)..).unwrap_or_default();
    line.contains("//") || line.contains('#')
}

fn in_file(file: &File, places: &[Span], name: &str) -> Vec<Note> {
    let mut notes = Vec::new();
    let comment = |place: &Span| {
        let at = file.comments.partition_point(|comment: &Comment| comment.span.end < place.end);
        file.comments.get(at).is_some_and(|comment| comment.span.start <= place.start)
    };
    let mut junk = Vec::new();
    unread(&file.items, &mut junk);
    for place in places {
        if comment(place) {
            notes.push(Note::new(format!("A comment mentions `{name}`; it was left as it is."), Some(*place)));
        } else if junk.iter().any(|span| span.start <= place.start && place.end <= span.end) {
            let text = format!("`{name}` stands in a part that could not be read; it was left as it is.");
            notes.push(Note::new(text, Some(*place)));
        }
    }
    notes
}

fn unread(items: &[Item], places: &mut Vec<Span>) {
    for item in items {
        match item {
            Item::Junk(junk) => places.push(junk.span),
            Item::Block(block) => unread(&block.body, places),
            Item::Field(field) if matches!(field.value.kind, syntax::ValueKind::Junk) => places.push(field.value.span),
            Item::Field(_) => {}
        }
    }
}
