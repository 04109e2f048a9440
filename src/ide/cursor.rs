//! What stands at the cursor, and where that is defined.

use super::{Part, Role, View};
use crate::model::ElementRef;
use crate::text::Span;

/// A definition and what led there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Definition {
    /// The word at the cursor.
    pub origin: Span,
    /// The part of the text that names the element: its id, or the name it is derived from.
    pub name: Span,
    /// All of the element.
    pub whole: Span,
}

/// Where the element at `offset` is defined. `origin` is a place in the file at hand, the others are places in the model.
pub fn definition(view: View<'_>, offset: u32) -> Option<Definition> {
    let outline = view.outline();
    let part = outline.part_at(offset)?;
    let element = outline.meant(view.model, part)?;
    Some(Definition { origin: part.span, name: element.id_span(), whole: element.span() })
}

/// The element that is referred to or defined at `offset`, with the place of the word.
pub fn element_at<'a>(view: View<'a>, offset: u32) -> Option<(ElementRef<'a>, Span)> {
    let outline = view.outline();
    let part = outline.part_at(offset)?;
    Some((outline.meant(view.model, part)?, part.span))
}

/// The element at `offset`; on the word for a kind, the one that is defined behind it.
pub fn defined_or_meant<'a>(view: View<'a>, offset: u32) -> Option<(ElementRef<'a>, Part)> {
    let outline = view.outline();
    let part = outline.part_at(offset)?;
    let element = match part.role {
        Role::Keyword(_) => {
            let holder = outline.holders.iter().position(|holder| holder.block.keyword.span == part.span)?;
            outline.element(view.model, holder)
        }
        _ => outline.meant(view.model, part),
    };
    Some((element?, part.clone()))
}
