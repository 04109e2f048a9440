//! Cells of lanes as HTML: links, marks, sub-journeys that unfold in place.

use super::lanes::{Cell, Look, Piece, To};
use crate::model::{ElementRef, ReferenceRef};
use crate::present::{Step, format};
use crate::site::base::Base;
use crate::site::pieces::ROOT;
use crate::site::speech::in_lang;
use crate::site::{escape, values};

/// A cell as the content of a table cell: one piece as it is, several one below the other.
pub(super) fn block(base: &Base<'_>, cell: &Cell<'_>) -> String {
    match cell.as_slice() {
        [] => String::new(),
        [one] => piece(base, one),
        several => {
            let items: Vec<String> = several.iter().map(|one| piece(base, one)).collect();
            ["<ul><li>", &items.join("</li><li>"), "</li></ul>"].concat()
        }
    }
}

/// A cell within a line of text.
pub(super) fn line(base: &Base<'_>, cell: &Cell<'_>, between: &str) -> String {
    cell.iter().map(|one| piece(base, one)).collect::<Vec<_>>().join(between)
}

fn piece(base: &Base<'_>, piece: &Piece<'_>) -> String {
    let text = in_lang(piece.lang, escape::html(&piece.text));
    let html = match piece.to {
        To::Nowhere => text,
        To::Element(element) => base.link_as(element, &text, ROOT),
        To::Reference(reference) => values::reference(base, reference, ROOT),
        To::Sub(reference) => sub(base, reference),
    };
    let class = match piece.look {
        Look::Plain => return html,
        Look::Voice => "voice",
        Look::Soft => "soft",
        Look::Mark(class) => return ["<span class=\"mark ", class, "\">", &html, "</span>"].concat(),
        Look::Fail => "mark fail",
    };
    ["<span class=\"", class, "\">", &html, "</span>"].concat()
}

/// Steps of sub-journeys that unfold in one place, those of their own sub-journeys included.
const UNFOLDED: usize = 40;
/// How deep sub-journeys unfold within sub-journeys.
const DEPTH: usize = 3;

/// A sub-journey: its name, and its steps to be unfolded.
fn sub(base: &Base<'_>, reference: ReferenceRef<'_>) -> String {
    let name = values::reference(base, reference, ROOT);
    let mut left = UNFOLDED;
    let steps = reference.target().map(|journey| unfolded(base, journey, DEPTH, &mut left)).unwrap_or_default();
    format!("{}: {name}{steps}", base.words.get("sub_journey"))
}

/// The steps of `journey` as something to unfold. Journeys that lead back to themselves end at the depth.
fn unfolded(base: &Base<'_>, journey: ElementRef<'_>, depth: usize, left: &mut usize) -> String {
    let Some(journey) = base.journey(journey).filter(|journey| depth > 0 && !journey.steps.is_empty()) else {
        return String::new();
    };
    let count = base.words.counted(("steps_1", "steps_n"), journey.steps.len());
    let mut html = ["<details class=\"sub\"><summary>", &count, "</summary><ol>"].concat();
    let mut shown = 0;
    for step in journey.steps.iter() {
        if *left == 0 {
            break;
        }
        *left -= 1;
        shown += 1;
        html.push_str(&unfolded_step(base, step, depth, left));
    }
    if shown < journey.steps.len() {
        html.push_str(&format!("<li class=\"soft\">{}</li>", base.words.further(journey.steps.len() - shown)));
    }
    html + "</ol></details>"
}

fn unfolded_step(base: &Base<'_>, step: &Step<'_>, depth: usize, left: &mut usize) -> String {
    let place = step.touchpoint.map(|touchpoint| base.name_html(touchpoint));
    let feeling = step.feelings.lowest().map(format::signed);
    let beside = [place, feeling].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let below = step.sub().map(|journey| unfolded(base, journey, depth - 1, left)).unwrap_or_default();
    let name = base.link(step.element, ROOT);
    let small = if beside.is_empty() { String::new() } else { format!(" <small>{beside}</small>") };
    ["<li>", &name, &small, &below, "</li>"].concat()
}
