//! The uses of an element: which part of each reference names it, and the edit that makes this part say something else.

use std::ops::Range;

use super::Refusal;
use super::literal::Literal;
use crate::compile::Compilation;
use crate::model::{ElementRef, Model, RefPlace, ReferenceRef, is_local};
use crate::text::{Edit, Span};

/// A reference with the part of its text that names an element.
#[derive(Clone)]
pub(super) struct Use<'m> {
    pub(super) reference: ReferenceRef<'m>,
    /// The part, as bytes of the reference's text.
    part: Range<usize>,
}

impl<'m> Use<'m> {
    /// What the text calls the element.
    pub(super) fn word(&self) -> &'m str {
        self.reference.text().as_str().get(self.part.clone()).unwrap_or_default()
    }

    /// Whether it calls the element by its id, or by the name that is made of the id because none is written.
    pub(super) fn is_by_id(&self, element: ElementRef<'_>) -> bool {
        let word = self.word();
        *element.key() == word || (element.field("name").is_none() && *element.name() == word)
    }

    /// The edit after which the text calls the element `word`.
    ///
    /// # Errors
    /// Where the text is not written as it reads, so that nobody knows which bytes to change.
    pub(super) fn call(&self, compilation: &Compilation, word: &str) -> Result<Edit, Refusal> {
        let old = self.reference.text().as_str();
        let (sources, span) = (&compilation.sources, self.reference.span());
        if self.reference.place() == RefPlace::Prose {
            return match sources.slice(span) == old {
                true => Ok(Edit { span: span.sub(self.part.start, self.part.end), text: word.to_owned() }),
                false => Err(obscure(span, old)),
            };
        }
        let before = old.get(..self.part.start).unwrap_or_default();
        let behind = old.get(self.part.end..).unwrap_or_default();
        let new = format!("{before}{word}{behind}");
        let notation = self.reference.from().stored().notation;
        let edit = Literal::at(sources, span).replace(sources, notation, old, &new);
        Ok(shortened(edit, old, &new, self.part.clone(), word))
    }
}

/// The edit of the whole text as one of the part, where the rest stays.
fn shortened(edit: Edit, old: &str, new: &str, part: Range<usize>, word: &str) -> Edit {
    match edit.span.len() == old.len() && edit.text == new {
        true => Edit { span: edit.span.sub(part.start, part.end), text: word.to_owned() },
        false => edit,
    }
}

fn obscure(span: Span, text: &str) -> Refusal {
    let message = format!("A use of `{text}` is written with escapes, so that it cannot be changed safely.");
    Refusal::new(message).at(span, "used here").help("write this one without escapes, then try again")
}

/// Every use of `element`, also where only the part of a text before or behind its point names it.
pub(super) fn of<'m>(element: ElementRef<'m>) -> Vec<Use<'m>> {
    let model = element.model();
    let mut uses: Vec<Use<'m>> = element.backlinks().map(|reference| own(model, reference, element)).collect();
    if element.parent().is_none() {
        let parts = descendants(element);
        uses.extend(parts.into_iter().flat_map(ElementRef::backlinks).filter_map(|reference| {
            let end = point(model, reference)?;
            Some(Use { reference, part: 0..end })
        }));
    }
    uses.sort_by_key(|one| one.reference.id());
    uses
}

fn own<'m>(model: &'m Model, reference: ReferenceRef<'m>, element: ElementRef<'m>) -> Use<'m> {
    let length = reference.text().len();
    match point(model, reference).filter(|_| element.parent().is_some()) {
        Some(point) => Use { reference, part: point + 1..length },
        None => Use { reference, part: 0..length },
    }
}

/// Where the point of `journey.step` stands, for a reference to a step or stage that is written like that.
fn point(model: &Model, reference: ReferenceRef<'_>) -> Option<usize> {
    let text = reference.text();
    let local = reference.place() != RefPlace::Prose && is_local(reference.field());
    if local && model.names().lookup_in(reference.from().root().id(), text).is_some() {
        return None;
    }
    reference.target().filter(|target| target.parent().is_some()).and_then(|_| text.find('.'))
}

/// All that stands in `element`, at any depth.
pub(super) fn descendants(element: ElementRef<'_>) -> Vec<ElementRef<'_>> {
    element.children().flat_map(|child| std::iter::once(child).chain(descendants(child))).collect()
}
