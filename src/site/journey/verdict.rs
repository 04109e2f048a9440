//! A journey judged in figures: its weakest link first, since a journey is as good as that and not as its mean.

use minijinja::{Value, context};

use crate::model::ElementRef;
use crate::present::{Book, Journey, Step, Words, format, plain};
use crate::site::base::Base;
use crate::site::escape;
use crate::site::pieces::feeling;

/// One figure, as HTML.
pub(super) struct Figure {
    pub(super) label: &'static str,
    /// None where nothing is known.
    pub(super) value: Option<String>,
    /// What stands below it in small letters.
    pub(super) note: String,
}

impl Figure {
    fn new(label: &'static str, value: Option<String>, note: String) -> Figure {
        Figure { label, value, note }
    }

    /// For templates; none where nothing is known.
    pub(super) fn value(self) -> Option<Value> {
        let (value, note) = (Value::from_safe_string(self.value?), Value::from_safe_string(self.note));
        Some(context! { label => self.label, value, note })
    }
}

/// All figures in a fixed order; `page` is the page of the journey, empty when its steps are on the same page.
pub(super) fn figures(base: &Base<'_>, journey: &Journey<'_>, page: &str) -> Vec<Figure> {
    felt(base, journey, page).into_iter().chain(spent(base, journey, page)).chain(counted(base, journey)).collect()
}

/// Weakest link, peak and end.
fn felt(base: &Base<'_>, journey: &Journey<'_>, page: &str) -> [Figure; 3] {
    let words = &base.words;
    let place = |found: &Option<(&Step<'_>, i64)>| found.as_ref().map(|(step, _)| step_link(base, step.element, page));
    let (weakest, peak, end) = (journey.weakest(), journey.peak(), journey.end());
    let signed = |found: &Option<(&Step<'_>, i64)>| found.as_ref().map(|(_, value)| format::signed(*value));
    let gauge = weakest.as_ref().map(|(_, value)| feeling(base, *value)).unwrap_or_default();
    [
        Figure::new(words.get("weakest_link"), place(&weakest), gauge),
        Figure::new(words.get("peak"), signed(&peak), place(&peak).unwrap_or_default()),
        Figure::new(words.get("end"), signed(&end), place(&end).unwrap_or_default()),
    ]
}

/// Time and effort in total.
fn spent(base: &Base<'_>, journey: &Journey<'_>, page: &str) -> [Figure; 2] {
    let words = &base.words;
    let steps = words.counted(("steps_1", "steps_n"), journey.steps.len());
    let hardest = journey.hardest().map(|(step, effort)| {
        let link = step_link(base, step.element, page);
        format!("{}: {link} ({effort})", words.get("effort_highest"))
    });
    let effort = journey.effort().map(|(sum, known)| {
        let most = known as i64 * 5;
        format!("{sum} {} {most}", words.get("of"))
    });
    [
        Figure::new(words.get("duration"), journey.length().map(|length| plain::length(base, length)), steps),
        Figure::new(words.get("effort"), effort, hardest.unwrap_or_default()),
    ]
}

/// Channels, breaks, hand-overs, and who has a say.
fn counted(base: &Base<'_>, journey: &Journey<'_>) -> [Figure; 4] {
    let words = &base.words;
    let met = journey.steps.iter().any(|step| step.touchpoint.is_some());
    let number = |count: usize| met.then(|| format::number(count as f64, words));
    let (own, others) = control(base, journey);
    [
        Figure::new(words.get("channels"), number(journey.channels()).filter(|n| n != "0"), String::new()),
        Figure::new(words.get("breaks"), number(journey.media_breaks()), String::new()),
        Figure::new(words.get("hand_overs"), number(journey.hand_overs()), String::new()),
        Figure::new(words.get("own_touchpoints"), own, others),
    ]
}

/// At how many steps the company has a say, and who has it at the others.
fn control(book: &Book<'_>, journey: &Journey<'_>) -> (Option<String>, String) {
    let shares = journey.control();
    let known: usize = shares.iter().map(|(_, count)| count).sum();
    let own: usize = shares.iter().filter(|(field, _)| field.word() == Some("own")).map(|(_, count)| count).sum();
    let others = shares.iter().filter(|(field, _)| field.word() != Some("own"));
    let others: Vec<String> =
        others.map(|(field, count)| format!("{count} {}", escape::html(&plain::one_word(book, *field)))).collect();
    ((known > 0).then(|| share(&book.words, own, known)), others.join(" · "))
}

/// `75 %`, to the nearest whole one, and of how many.
fn share(words: &Words, part: usize, whole: usize) -> String {
    let percent = (part * 100 + whole / 2) / whole.max(1);
    format!("{percent}\u{a0}% <small>{part} {} {whole}</small>", words.get("of"))
}

/// A link to a step on `page`, or on the same one.
fn step_link(base: &Base<'_>, step: ElementRef<'_>, page: &str) -> String {
    format!("<a href=\"{page}#{}\">{}</a>", base.anchor(step), base.hyphens.html(&base.name_html(step)))
}
