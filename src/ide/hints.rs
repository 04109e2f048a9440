//! Names behind ids: what a reader sees beside `hotline` without looking it up.

use super::{Role, View};
use crate::model::RefPlace;
use crate::text::Span;

/// A hint behind a reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// The byte behind which it stands.
    pub at: u32,
    /// The name of the element that is meant.
    pub name: String,
    /// The element, told in full.
    pub tooltip: String,
    /// Where it is defined, in the model.
    pub target: Span,
}

/// The hints between two bytes. Where a reference says the name already, or its id reads like it, there is none.
pub fn hints(view: View<'_>, range: std::ops::Range<u32>) -> Vec<Hint> {
    let outline = view.outline();
    let inside = |span: Span| range.start <= span.end && span.start <= range.end;
    let visible = outline.parts.iter().filter(|part| inside(part.span));
    let references =
        visible.filter(|part| matches!(part.role, Role::Reference(_, _, place) if place != RefPlace::Prose));
    references
        .filter_map(|part| {
            let element = outline.target(view.model, part)?;
            let said = crate::naming::fold(&part.text) == crate::naming::fold(element.name());
            // Quotes end behind the text.
            let quoted =
                view.source.text.get(part.span.end as usize..).is_some_and(|rest| rest.starts_with(['"', '\'']));
            (!said).then(|| Hint {
                at: part.span.end + u32::from(quoted),
                name: element.name().to_string(),
                tooltip: super::hover::element(element, view.german()),
                target: element.id_span(),
            })
        })
        .collect()
}
