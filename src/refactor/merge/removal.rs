//! The text of the element that goes: its lines, with the comments that belong to it, and the heading of its section when nothing
//! else stands below it.

use super::Pair;
use crate::refactor::Refusal;
use crate::syntax::{self, Item, Notation};
use crate::text::Span;

/// What is taken out.
pub(super) fn of(pair: &Pair<'_>) -> Result<Span, Refusal> {
    let (body, block) = (&pair.from, &pair.from.block);
    let (start, end) = (block.span.start as usize, block.span.end as usize);
    let line = body.line_start(start);
    let before = body.between(line, start).trim();
    let behind = body.between(end, body.line_end(end)).trim();
    let is_comment = behind.is_empty() || behind.starts_with("//") || behind.starts_with('#');
    if !(is_comment && (before.is_empty() || (before == "-" && body.notation == Notation::Yaml))) {
        return match body.notation {
            Notation::Cx => Ok(Span::new(block.span.source, start, end)),
            Notation::Yaml => {
                let message =
                    "The element that goes shares its lines with others, so that it cannot be taken out safely.";
                Err(Refusal::new(message).at(block.header, "this element").help("write it on lines of its own first"))
            }
        };
    }
    let first = with_comments(pair, with_section(pair, line));
    let last = body.next_line(end);
    let (first, last) = with_blank_line(pair, first, last);
    Ok(Span::new(block.span.source, first, last))
}

/// The line of the section's key, when the element is all that stands below it.
fn with_section(pair: &Pair<'_>, line: usize) -> usize {
    let (body, keyword) = (&pair.from, pair.from.block.keyword.span);
    if body.notation == Notation::Cx || keyword.start as usize >= line {
        return line;
    }
    let source = pair.compilation.sources.get(keyword.source);
    let file = syntax::parse(keyword.source, source);
    let shared = file.items.iter().filter(|item| matches!(item, Item::Block(block) if block.keyword.span == keyword));
    let own_line = body.line_start(keyword.start as usize);
    match shared.count() == 1 && body.between(own_line, keyword.start as usize).trim().is_empty() {
        true => own_line,
        false => line,
    }
}

/// Comments directly above belong to what they stand above.
fn with_comments(pair: &Pair<'_>, mut line: usize) -> usize {
    for comment in pair.from.comments.iter().rev() {
        let start = pair.from.line_start(comment.span.start as usize);
        if comment.own_line && pair.from.next_line(comment.span.end as usize) == line {
            line = start;
        }
    }
    line
}

/// One of the blank lines around it goes along, so that no gap grows.
fn with_blank_line(pair: &Pair<'_>, first: usize, last: usize) -> (usize, usize) {
    let body = &pair.from;
    let (before, rest) = (body.between(0, first), body.rest(last));
    let above = ["\r\n\r\n", "\n\n"].into_iter().find(|gap| before.ends_with(gap)).map(|gap| gap.len() / 2);
    let below = ["\r\n", "\n"].into_iter().find(|gap| rest.starts_with(gap)).map(str::len);
    match (above, below) {
        (_, Some(below)) if above.is_some() || first == 0 => (first, last + below),
        // At the end of the file the gap above has nothing to part any more.
        (Some(above), None) if rest.is_empty() => (first - above, last),
        _ => (first, last),
    }
}
