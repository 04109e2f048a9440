//! A line above each element that says who uses it.

use super::{View, words};
use crate::model::{ElementRef, Model};
use crate::text::Span;

/// The place of a line above an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lens {
    /// The part that names the element.
    pub header: Span,
    /// By what it is found again when the line is to be shown.
    pub address: String,
}

/// A line for each element at the top of the file: parts of others are counted with them. From its tree; what the lines say is looked up
/// when they are shown.
pub fn lenses(view: View<'_>) -> Vec<Lens> {
    let outline = view.outline();
    let top = outline.holders.iter().filter(|holder| holder.parent.is_none() && holder.kind.is_some());
    top.filter(|holder| !holder.id.is_empty())
        .map(|holder| Lens { header: holder.block.header, address: holder.id.to_string() })
        .collect()
}

/// What the line above an element says, and the places it counts.
pub fn told(model: &Model, address: &str, german: bool) -> Option<(String, Vec<Span>)> {
    let (element, _) = model.lookup(address)?;
    let mut places: Vec<Span> = words::uses_from_outside(element).iter().map(|reference| reference.span()).collect();
    places.sort_unstable();
    Some((line(element, german), places))
}

/// "used in 4 journeys".
pub fn line(element: ElementRef<'_>, german: bool) -> String {
    words::uses(element, german)
}
