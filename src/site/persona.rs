//! What the card of a persona has beyond other pages: initials, and the sum of all she lives through.

use minijinja::Value;

use super::base::Base;
use super::lines;
use super::pieces::ROOT;
use super::record::{Record, record};
use crate::model::ElementRef;

/// Fields that the page shows in a way of their own.
pub(super) const TOLD: &[&str] = &["quote", "needs", "intents", "frustrations"];

/// Journeys shown with their curves; how many more there are is said.
const LIVES: usize = 40;

/// The values that `persona.html` needs beside those of every element.
pub(super) fn more(base: &Base<'_>, persona: ElementRef<'_>) -> Record {
    let mut journeys: Vec<ElementRef<'_>> = persona
        .backlinks()
        .filter(|reference| reference.field().key == "personas")
        .map(|reference| reference.from())
        .filter(|from| from.is("journey"))
        .collect();
    journeys.sort_by_key(|journey| base.rank(*journey));
    journeys.dedup();
    let lives: Vec<Value> =
        journeys.iter().take(LIVES).map(|journey| lines::row(base, *journey, Some(persona), ROOT)).collect();
    let further = journeys.len().checked_sub(LIVES + 1).map(|more| base.words.further(more + 1));
    record! { initials => initials(persona.name()), lives, lives_further => further }
}

/// The first letters of the first and the last word of a name.
pub(super) fn initials(name: &str) -> String {
    let mut words = name
        .split(|c: char| c.is_whitespace() || c == '-')
        .filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let first = words.next();
    let last = words.next_back();
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_two_letters_at_most() {
        assert_eq!(initials("Eilige Einkäuferin"), "EE");
        assert_eq!(initials("Genießer am Wochenende"), "GW");
        assert_eq!(initials("mia"), "M");
        assert_eq!(initials("🙂 –"), "");
    }
}
