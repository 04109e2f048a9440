//! What a rename at the cursor would be about: the id of an element, or its display name.

use super::{Role, View};
use crate::model::{ElementId, ElementRef, RefPlace};
use crate::text::Span;

/// What can be renamed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renaming {
    /// The word at the cursor.
    pub span: Span,
    /// What it says.
    pub text: String,
    /// The element, in the model.
    pub element: ElementId,
    /// Whether it is the display name, not the id.
    pub display_name: bool,
}

/// What can be renamed at `offset`. The model has to be that of the text at hand. Of `journey.step` it is the part at the cursor; a name
/// by which an element is called changes everywhere as its name.
pub fn renaming(view: View<'_>, offset: u32) -> Option<Renaming> {
    let outline = view.outline();
    let part = outline.part_at(offset)?;
    let element = outline.meant(view.model, part)?;
    let whole = |element: ElementRef<'_>, text: &str, display_name| Renaming {
        span: part.span,
        text: text.to_owned(),
        element: element.id(),
        display_name,
    };
    match part.role {
        Role::Id(_) => Some(whole(element, &part.text, false)),
        Role::Name(_) => Some(whole(element, &part.text, true)),
        Role::Reference(_, _, place) => {
            let dot = part.text.find('.').filter(|_| place != RefPlace::Key && element.parent().is_some());
            match dot {
                Some(dot) if offset <= part.span.start + dot as u32 => {
                    let span = part.span.sub(0, dot);
                    let text = element.root().key().to_string();
                    Some(Renaming { span, text, element: element.root().id(), display_name: false })
                }
                Some(dot) => {
                    let span = part.span.sub(dot + 1, part.span.len());
                    Some(Renaming { span, ..whole(element, element.key(), false) })
                }
                None if part.text == *element.name() && part.text != *element.key() => {
                    Some(whole(element, &part.text, true))
                }
                None => Some(whole(element, element.key(), false)),
            }
        }
        _ => None,
    }
}
