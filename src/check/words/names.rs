//! The names under which prose may speak of elements.

use std::ops::Range;

use super::super::Context;
use super::super::context::is_active;
use super::tokens;
use crate::model::ElementRef;
use crate::text::Str;

/// A name or alias of an element in use.
#[derive(Clone, Copy)]
pub(super) struct Name<'a> {
    /// Who has it.
    pub(super) element: ElementRef<'a>,
    /// How it is written.
    pub(super) text: &'a Str,
}

/// Every name and alias of elements that stand by themselves and are in use, in order.
pub(super) fn all<'a>(context: &Context<'a>) -> impl Iterator<Item = Name<'a>> + use<'a> {
    let active = context.elements().filter(|element| is_active(*element));
    active.flat_map(|element| {
        let names = std::iter::once(element.name()).chain(element.texts("aliases"));
        names.map(move |text| Name { element, text })
    })
}

impl Name<'_> {
    /// The words of the name.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        tokens::words(self.text).filter_map(|range| self.text.get(range))
    }

    /// Whether it means something of its own wherever it is read: several words, or a long one that is no common word. `least` is the
    /// number of letters of a long word.
    pub(super) fn is_distinctive(&self, least: usize, german: bool) -> bool {
        let letters = || self.text.chars().filter(|c| c.is_alphanumeric());
        let capitals = self.words().filter(|word| tokens::is_capitalized(word)).count();
        match self.words().count() {
            0 => false,
            // English capitalizes names only, but also the begin of a sentence.
            1 => letters().count() >= least && (german || letters().skip(1).any(char::is_uppercase)) && capitals == 1,
            2 => letters().count() >= 8 && capitals >= 1,
            _ => letters().count() >= 8,
        }
    }
}

/// Whether a part of a text stands by itself: not within a longer word or compound.
pub(super) fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let is_letter =
        |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '\u{ad}' | '\u{300}'..='\u{36f}'));
    let is_hyphen = |c: Option<char>| c.is_some_and(|c| matches!(c, '-' | '‑' | '/' | '@' | '\''));
    let mut back = before.chars().rev();
    let mut on = after.chars();
    let (last, next) = (back.next(), on.next());
    let compound = (is_hyphen(last) && is_letter(back.next()))
        || (is_hyphen(next) && (is_letter(on.next()) || next != Some('\'')));
    !is_letter(last) && !is_letter(next) && !compound
}
