//! Whose feelings are which line: legend, numbers, and who feels what in a step.

use crate::model::ElementRef;
use crate::present::{Journey, Step, Voice, format};
use crate::site::base::Base;
use crate::site::{curve, escape};

/// Who a voice is: its personas, or everybody.
pub(super) fn name(base: &Base<'_>, voice: &Voice<'_>) -> String {
    names(base, &voice.personas)
}

fn names(base: &Base<'_>, personas: &[ElementRef<'_>]) -> String {
    if personas.is_empty() {
        return base.words.get("everybody").to_owned();
    }
    personas.iter().map(|persona| persona.name().as_str()).collect::<Vec<_>>().join(" · ")
}

/// The ids of a voice's personas: by them it is known again on other pages.
pub(super) fn key(voice: &Voice<'_>) -> String {
    voice.personas.iter().map(|persona| persona.key().as_str()).collect::<Vec<_>>().join(" ")
}

/// Each line with its name.
pub(super) fn legend(base: &Base<'_>, journey: &Journey<'_>) -> String {
    let mut html = String::from("<ul class=\"legend\">");
    for (style, voice) in journey.voices.iter().enumerate() {
        let name = base.hyphens.html(&escape::html(&name(base, voice)));
        html.push_str(&format!("<li class=\"v{style}\">{}<span>{name}</span></li>", curve::key(style)));
    }
    html + "</ul>"
}

/// Who feels what in the step, as the content of a list of terms: a line for each voice, by whose class it is hidden; one for
/// everybody where all feel alike.
pub(super) fn felt(base: &Base<'_>, journey: &Journey<'_>, step: &Step<'_>) -> String {
    let felt: Vec<Option<i64>> = journey.voices.iter().map(|voice| step.feelings.of_voice(voice)).collect();
    if let [Some(first), rest @ ..] = felt.as_slice()
        && !rest.is_empty()
        && rest.iter().all(|value| *value == Some(*first))
    {
        return line(base, "", base.words.get("everybody"), *first);
    }
    let known = journey.voices.iter().zip(felt).enumerate();
    known
        .filter_map(|(style, (voice, value))| Some(line(base, &format!(" v{style}"), &name(base, voice), value?)))
        .collect()
}

fn line(base: &Base<'_>, class: &str, who: &str, value: i64) -> String {
    let (who, number, word) = (escape::html(who), format::signed(value), base.words.feeling(value));
    let term = if class.is_empty() { String::new() } else { format!(" class=\"{}\"", class.trim_start()) };
    format!("<dt{term}>{who}</dt><dd class=\"f{}{class}\"><b>{number}</b> {word}</dd>", value + 2)
}
