//! The parts of a file that can be folded away: elements, lists, maps, long texts, comments that stand together.

use crate::syntax::{Block, File, Item, Style, Value, ValueKind};
use crate::text::{Source, Span};

/// A part that can be folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fold {
    /// All of it.
    pub span: Span,
    /// Whether it is a comment.
    pub comment: bool,
}

/// Every part that can be folded and takes more than one line, in order.
pub fn folds(source: &Source, file: &File) -> Vec<Fold> {
    let mut spans = Vec::new();
    let mut last = None;
    for item in &file.items {
        if let Item::Block(block) = item {
            section(block, item, &mut last, &mut spans);
        }
        of_item(item, &mut spans);
    }
    let mut folds: Vec<Fold> = spans.into_iter().map(|span| Fold { span, comment: false }).collect();
    folds.extend(comments(source, file).into_iter().map(|span| Fold { span, comment: true }));
    let lines =
        |span: Span| (source.lines().line(span.start), source.lines().line(span.end.saturating_sub(1).max(span.start)));
    folds.retain(|fold| {
        let (first, last) = lines(fold.span);
        first < last
    });
    folds.sort_by_key(|fold| (fold.span.start, std::cmp::Reverse(fold.span.end)));
    // Editors fold by lines: of two that begin on one line, the larger counts.
    folds.dedup_by_key(|fold| lines(fold.span).0);
    folds
}

/// In YAML the elements of a section share its word: the section reaches from there to the end of its last element.
fn section(block: &Block, item: &Item, last: &mut Option<(Span, usize)>, spans: &mut Vec<Span>) {
    if block.keyword.span.start >= block.span.start {
        return;
    }
    match last {
        Some((keyword, at)) if *keyword == block.keyword.span => {
            if let Some(span) = spans.get_mut(*at) {
                span.end = item.span().end;
            }
        }
        _ => {
            *last = Some((block.keyword.span, spans.len()));
            spans.push(block.keyword.span.to(item.span()));
        }
    }
}

fn of_item(item: &Item, spans: &mut Vec<Span>) {
    match item {
        Item::Block(block) => {
            spans.push(block.span);
            block.body.iter().for_each(|item| of_item(item, spans));
        }
        Item::Field(field) => {
            if is_foldable(&field.value) {
                spans.push(field.span);
            }
        }
        Item::Junk(_) => {}
    }
}

fn is_foldable(value: &Value) -> bool {
    matches!(value.kind, ValueKind::List(_) | ValueKind::Map(_) | ValueKind::Scalar { style: Style::Block, .. })
}

/// Comments on lines one below the other, as one.
fn comments(source: &Source, file: &File) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for comment in &file.comments {
        let span = comment.span;
        let own_line = source
            .text
            .get(..span.start as usize)
            .unwrap_or_default()
            .rsplit('\n')
            .next()
            .unwrap_or_default()
            .trim()
            .is_empty();
        let line = source.lines().line(span.start);
        match spans.last_mut() {
            Some(last) if own_line && source.lines().line(last.end.saturating_sub(1)) + 1 == line => {
                last.end = span.end
            }
            _ => spans.push(span),
        }
    }
    spans
}
