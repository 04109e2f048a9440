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

/// What stands before the numbers of each voice: its name; the style sheet adds the point. Made once for all steps.
pub(super) struct Openings(Vec<String>);

impl Openings {
    pub(super) fn new(base: &Base<'_>, journey: &Journey<'_>) -> Openings {
        let opening = |(style, voice): (usize, &Voice<'_>)| {
            let name = escape::html(&name(base, voice));
            format!("<span class=\"val v{style}\"><span class=\"vh\">{name}: </span>")
        };
        Openings(journey.voices.iter().enumerate().map(opening).collect())
    }

    /// What the voices feel in `step`, in numbers.
    pub(super) fn numbers(&self, journey: &Journey<'_>, step: &Step<'_>) -> String {
        let mut html = String::new();
        for (voice, opening) in journey.voices.iter().zip(&self.0) {
            let Some(value) = step.feelings.of_voice(voice) else { continue };
            [opening, format::signed(value).as_str(), "</span>"].iter().for_each(|piece| html.push_str(piece));
        }
        html
    }
}

/// Who feels what in the step, as the content of a list of terms.
pub(super) fn felt(base: &Base<'_>, journey: &Journey<'_>, step: &Step<'_>) -> String {
    let one = |(value, personas, all): (i64, Vec<ElementRef<'_>>, bool)| {
        let who = if all && personas.len() != 1 { Vec::new() } else { personas };
        let (who, number, word) = (escape::html(&names(base, &who)), format::signed(value), base.words.feeling(value));
        format!("<dt>{who}</dt><dd class=\"f{}\">{number} <span class=\"soft\">{word}</span></dd>", value + 2)
    };
    journey.felt(&step.feelings).into_iter().map(one).collect()
}
