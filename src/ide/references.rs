//! Every place that speaks of an element.

use super::View;
use super::cursor::element_at;
use crate::model::ElementRef;
use crate::text::Span;

/// The places that speak of the element at `offset`, in the order of files: where it is referred to, and where it is defined if
/// `declaration`. The model has to be that of the text at hand.
pub fn references(view: View<'_>, offset: u32, declaration: bool) -> Vec<Span> {
    element_at(view, offset).map(|(element, _)| of(element, declaration)).unwrap_or_default()
}

/// The places that speak of an element.
pub fn of(element: ElementRef<'_>, declaration: bool) -> Vec<Span> {
    let own = declaration.then(|| element.id_span());
    let mut places: Vec<Span> = element.backlinks().map(|reference| reference.span()).chain(own).collect();
    places.sort_unstable();
    places.dedup();
    places
}

/// The places in the file at hand that speak of the element at `offset`, from its tree.
pub fn highlights(view: View<'_>, offset: u32) -> Vec<(Span, bool)> {
    let outline = view.outline();
    let Some(part) = outline.part_at(offset) else { return Vec::new() };
    let Some(element) = outline.meant(view.model, part) else { return Vec::new() };
    let same = outline.parts.iter().filter(|part| outline.meant(view.model, part) == Some(element));
    same.map(|part| (part.span, matches!(part.role, super::Role::Id(_) | super::Role::Name(_)))).collect()
}
