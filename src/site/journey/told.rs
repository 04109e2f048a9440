//! The journey told in sentences, for those who would rather read than look.
//!
//! Names and texts of authors stand in quotation marks or behind a colon, so that every sentence stays grammatical whatever they are.

use minijinja::{Value, context};

use super::sheets::{self, Sheet};
use crate::model::ElementRef;
use crate::present::{Journey, Stage, Step, format, plain};
use crate::site::base::Base;
use crate::site::pieces::ROOT;
use crate::site::record::{Record, record};

/// The values of the page.
pub(super) fn values(base: &Base<'_>, element: ElementRef<'_>, journey: &Journey<'_>) -> Record {
    let teller = Teller { base, journey };
    let stages: Vec<Value> = journey.stages.iter().map(|stage| teller.stage(stage)).collect();
    record! {
        title => format!("{}: {}", element.name(), base.words.get("view_story")),
        here => base.of(element.kind_id()).list.as_str(),
        kind => base.of(element.kind_id()).value.clone(),
        name => base.named(element),
        page => sheets::file(base, element, None),
        views => Value::from_safe_string(sheets::views(base, element, Some(Sheet::Story))),
        opening => Value::from_safe_string(base.hyphens.html(&teller.opening(element))),
        stages,
        ending => Value::from_safe_string(base.hyphens.html(&teller.ending(element))),
    }
}

struct Teller<'t, 'm> {
    base: &'t Base<'m>,
    journey: &'t Journey<'m>,
}

impl Teller<'_, '_> {
    /// A sentence of the interface with `html` in its gap.
    fn say(&self, key: &'static str, html: &str) -> String {
        self.base.words.get(key).replace("{x}", html)
    }

    /// The same, with a text of the author's in the gap: the sentence ends as the text ends, or with a full stop.
    fn cite(&self, key: &'static str, element: ElementRef<'_>, field: &str) -> Option<String> {
        let stop = stop(element.text(field)?);
        Some(self.say(key, &self.base.said_html(element, field)) + stop)
    }

    fn opening(&self, element: ElementRef<'_>) -> String {
        let people: Vec<ElementRef<'_>> = element.targets("personas");
        let key = if people.len() == 1 { "told_who_1" } else { "told_who_n" };
        let who = (!people.is_empty()).then(|| self.say(key, &self.names(&people)));
        joined([who, self.cite("told_need", element, "need"), self.cite("told_trigger", element, "trigger")])
    }

    fn ending(&self, element: ElementRef<'_>) -> String {
        let words = &self.base.words;
        let outcome = self.cite("told_outcome", element, "outcome");
        let weakest = self.journey.weakest().map(|(step, value)| {
            let said = self.say("told_weakest", &words.quoted(&self.base.name_html(step.element)));
            said.replace("{feeling}", words.feeling(value)).replace("{n}", &format::signed(value))
        });
        let length = self.journey.length().map(|length| {
            let steps = words.counted(("in_steps_1", "in_steps_n"), self.journey.steps.len());
            self.say("told_length", &plain::length(self.base, length)).replace("{steps}", &steps)
        });
        joined([outcome, weakest, length])
    }

    fn stage(&self, stage: &Stage<'_>) -> Value {
        let steps = self.journey.steps.get(stage.steps.clone()).unwrap_or_default();
        let told = steps.iter().zip(stage.steps.clone()).map(|(step, at)| self.step(step, at));
        let paragraphs: Vec<String> = told.map(|text| ["<p>", &text, "</p>\n"].concat()).collect();
        context! { name => Value::from_safe_string(self.base.hyphens.html(&self.base.name_html(stage.element))), html => Value::from_safe_string(self.base.hyphens.html(&paragraphs.concat())) }
    }

    fn step(&self, step: &Step<'_>, at: usize) -> String {
        let element = step.element;
        let thought = element.text("thought").map(|text| {
            let said = self.base.words.quoted(&self.base.said_html(element, "thought"));
            self.say("told_thought", &(said + stop(text)))
        });
        let mut told = vec![
            Some(self.begin(step, at)),
            Some(self.base.said_html(element, "summary")),
            self.scene(step),
            step.media_break.then(|| self.say("told_break", "")),
            step.hand_over.map(|after| self.say("told_hand_over", &self.link(after))),
            self.listed("told_carries", &step.element.targets("carries")),
            thought,
            self.cite("told_expects", element, "expects"),
        ];
        told.extend(self.feelings(step).into_iter().map(Some));
        told.extend([
            step.length().map(|length| self.say("told_duration", &plain::length(self.base, length))),
            step.element.integer("effort").map(|effort| self.say("told_effort", &effort.to_string())),
            self.listed("told_pains", &step.element.targets("pains")),
            self.moment(step),
            self.listed("told_signature", &step.signatures()),
            step.staff().map(|staff| self.say("told_staff", &self.link(staff))),
            self.listed("told_backstage", &step.processes()),
        ]);
        joined(told)
    }

    /// That the step comes, with a link to all that is known of it.
    fn begin(&self, step: &Step<'_>, at: usize) -> String {
        let key = match at {
            0 => "told_first",
            _ if step.element.flag("optional") == Some(true) => "told_optional",
            at if at + 1 == self.journey.steps.len() => "told_last",
            at if at % 2 == 1 => "told_then",
            _ => "told_next",
        };
        self.say(key, &self.link(step.element))
    }

    fn scene(&self, step: &Step<'_>) -> Option<String> {
        if let Some(sub) = step.sub() {
            return Some(self.say("told_sub", &self.link(sub)));
        }
        let Some(touchpoint) = step.touchpoint else { return Some(self.say("told_alone", "")) };
        let channels: Vec<String> = step.channels().into_iter().map(|channel| self.base.name_html(channel)).collect();
        let scene = self.link(touchpoint);
        let channels = if channels.is_empty() { String::new() } else { format!(" ({})", channels.join(", ")) };
        Some(self.say("told_scene", &(scene + &channels)))
    }

    fn feelings(&self, step: &Step<'_>) -> Vec<String> {
        let one = |(value, people, all): (i64, Vec<ElementRef<'_>>, bool)| {
            let said = match people.len() {
                0 => self.say("told_feel_all", ""),
                1 => self.say("told_feel_1", &self.names(&people)),
                _ if all => self.say("told_feel_all", ""),
                _ => self.say("told_feel_n", &self.names(&people)),
            };
            said.replace("{feeling}", self.base.words.feeling(value)).replace("{n}", &format::signed(value))
        };
        self.journey.felt(&step.feelings).into_iter().map(one).collect()
    }

    fn moment(&self, step: &Step<'_>) -> Option<String> {
        let key = match step.element.word("moment")? {
            "truth" => "told_truth",
            "wow" => "told_wow",
            "pain" => "told_pain",
            _ => return None,
        };
        Some(self.say(key, ""))
    }

    fn listed(&self, key: &'static str, elements: &[ElementRef<'_>]) -> Option<String> {
        let links: Vec<String> = elements.iter().map(|element| self.link(*element)).collect();
        (!links.is_empty()).then(|| self.say(key, &enumeration(&links, self.base.words.get("and"))))
    }

    /// A name in quotation marks that leads to its page.
    fn link(&self, element: ElementRef<'_>) -> String {
        self.base.words.quoted(&self.base.link(element, ROOT))
    }

    /// The names of people within a sentence: `Jana, die Eilige, und Herbert`.
    fn names(&self, people: &[ElementRef<'_>]) -> String {
        let link = |person: &ElementRef<'_>| {
            let comma = if person.name().contains(',') { "," } else { "" };
            self.base.link(*person, ROOT) + comma
        };
        enumeration(&people.iter().map(link).collect::<Vec<_>>(), self.base.words.get("and"))
    }
}

/// `a, b and c`; what ends in a comma of its own gets no second one.
fn enumeration(parts: &[String], and: &str) -> String {
    let Some((last, first)) = parts.split_last() else { return String::new() };
    let mut text = String::new();
    for (at, part) in first.iter().enumerate() {
        text.push_str(part);
        let comma = at + 1 < first.len() && !part.ends_with(',');
        text.push_str(if comma { ", " } else { " " });
    }
    if !first.is_empty() {
        text.push_str(and);
        text.push(' ');
    }
    text + last
}

/// The full stop behind a text that has no end of its own.
fn stop(text: &str) -> &'static str {
    if text.trim_end().ends_with(['.', '!', '?', '…']) { "" } else { "." }
}

fn joined(sentences: impl IntoIterator<Item = Option<String>>) -> String {
    sentences.into_iter().flatten().filter(|sentence| !sentence.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::enumeration;

    #[test]
    fn names_with_a_comma_close_it() {
        let names =
            |names: &[&str]| enumeration(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>(), "und");
        assert_eq!(names(&["Jana, die Eilige,", "Herbert"]), "Jana, die Eilige, und Herbert");
        assert_eq!(names(&["A", "B,", "C", "D"]), "A, B, C und D");
        assert_eq!((names(&["A"]), names(&[])), ("A".to_owned(), String::new()));
    }
}
