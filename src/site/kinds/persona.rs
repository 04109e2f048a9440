//! The card of a persona: all she lives through with its low points, the sum of it, what she expects and what hurts her.

use minijinja::Value;

use super::mood::Mood;
use super::{More, columns, figures, push_section, rows, touchpoint, users};
use crate::model::ElementRef;
use crate::present::{Journey, format};
use crate::site::base::Base;
use crate::site::lines;
use crate::site::pieces::ROOT;
use crate::site::record::record;

/// Journeys shown with their curves; how many more there are is said.
const LIVES: usize = 40;
/// Expectations and pains shown.
const SHOWN: usize = 8;

/// What the page of `persona` tells.
pub(super) fn of(base: &Base<'_>, persona: ElementRef<'_>) -> More {
    let journeys = users(base, persona, "journey", &["personas"]);
    let heard: Vec<Journey<'_>> =
        journeys.iter().filter_map(|journey| Some(base.journey(*journey)?.heard_by(persona))).collect();
    let lives: Vec<Value> =
        journeys.iter().take(LIVES).map(|journey| lines::row(base, *journey, Some(persona), ROOT)).collect();
    let further = journeys.len().checked_sub(LIVES + 1).map(|more| base.words.further(more + 1));
    let mut sections = String::new();
    push_section("_sum", base.words.get("sum_of_all"), &sum(base, &heard), &mut sections);
    push_section("_expects", base.words.get("expects_hurts"), &expects_hurts(base, persona, &heard), &mut sections);
    let values = record! { initials => initials(persona.name()), lives, lives_further => further };
    More { sections, values, told: &["quote", "needs", "intents", "frustrations"] }
}

/// An experience is the sum of all encounters, so the card shows the sum.
fn sum(base: &Base<'_>, journeys: &[Journey<'_>]) -> String {
    let steps: usize = journeys.iter().map(|journey| journey.steps.len()).sum();
    let feelings = journeys.iter().flat_map(|journey| {
        let voice = journey.voices.first();
        journey.steps.iter().filter_map(move |step| step.feelings.of_voice(voice?))
    });
    let mood: Mood = feelings.collect();
    if mood.count() == 0 {
        return String::new();
    }
    let words = &base.words;
    let number = |count: usize| format::number(count as f64, words);
    let mut touchpoints: Vec<_> = journeys
        .iter()
        .flat_map(|journey| journey.steps.iter())
        .filter_map(|step| Some(step.touchpoint?.id()))
        .collect();
    touchpoints.sort_unstable();
    touchpoints.dedup();
    let figures = figures(&[
        (base.plural("journey"), number(journeys.len()), String::new()),
        (
            base.plural("step"),
            number(steps),
            words.counted(("touchpoints_at_1", "touchpoints_at_n"), touchpoints.len()),
        ),
        (words.get("sum_feelings"), format::signed(mood.sum()), words.counted(("felt_1", "felt_n"), mood.count())),
        (words.get("bad_steps"), number(mood.bad()), String::new()),
    ]);
    figures + &mood.html(base)
}

fn expects_hurts(base: &Base<'_>, persona: ElementRef<'_>, journeys: &[Journey<'_>]) -> String {
    let expected = users(base, persona, "expectation", &["persona"]);
    let steps = journeys.iter().flat_map(|journey| journey.steps.iter());
    let mut pains: Vec<ElementRef<'_>> = steps.flat_map(|step| step.element.targets("pains")).collect();
    pains.sort_by_key(|pain| (-pain.integer("severity").unwrap_or_default(), base.rank(*pain), pain.id()));
    pains.dedup();
    let severity = |pain: ElementRef<'_>| {
        let field = pain.field("severity").zip(pain.integer("severity"));
        field
            .map(|(field, severity)| format!("{} {severity} {}", base.field_label(field.field), base.words.get("of_5")))
            .unwrap_or_default()
    };
    columns(&[
        (base.plural("expectation"), rows(base, &expected, SHOWN, |one| touchpoint::quoted(base, one, "statement"))),
        (base.plural("pain"), rows(base, &pains, SHOWN, severity)),
    ])
}

/// The first letters of the first and the last word of a name.
pub(in crate::site) fn initials(name: &str) -> String {
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
