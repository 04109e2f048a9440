//! Comments of the element that goes: what does not move with its field stands above the element that stays.

use super::{Pair, holds};
use crate::refactor::Note;
use crate::syntax::Notation;
use crate::text::{Edit, Span};

/// The edit that writes the comments of `removed` that are in none of `carried`.
pub(super) fn carried(pair: &Pair<'_>, removed: Span, carried: &[Span], notes: &mut Vec<Note>) -> Option<Edit> {
    let inside = pair.from.comments.iter().filter(|comment| holds(removed, comment.span));
    let left: Vec<Span> =
        inside.map(|comment| comment.span).filter(|span| !carried.iter().any(|part| holds(*part, *span))).collect();
    let (body, start) = (&pair.to, pair.to.block.span.start as usize);
    let line = body.line_start(start);
    let prefix = body.between(line, start);
    if left.is_empty() {
        return None;
    }
    if !matches!(prefix.trim(), "" | "-") {
        let note = |span| Note::new("A comment of the element that went has no place any more.", Some(span));
        notes.extend(left.into_iter().map(note));
        return None;
    }
    let indent: String = prefix.chars().take_while(|c| matches!(c, ' ' | '\t')).collect();
    let nl = body.break_at(start);
    let row = |span: &Span| format!("{indent}{}{nl}", marked(body.notation, pair.from.text_of(*span)));
    Some(body.insert(line, left.iter().map(row).collect()))
}

/// A comment as the notation marks it.
fn marked(notation: Notation, comment: &str) -> String {
    let (mark, other) = match notation {
        Notation::Cx => ("//", "#"),
        Notation::Yaml => ("#", "//"),
    };
    match comment.strip_prefix(other) {
        Some(said) if !comment.starts_with(mark) => format!("{mark}{said}"),
        _ => comment.to_owned(),
    }
}
