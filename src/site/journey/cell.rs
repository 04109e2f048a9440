//! Cells of lanes as HTML: links, marks, sub-journeys that unfold in place.

use super::lanes::{Cell, Look, Piece, To};
use crate::model::{ElementId, ElementRef, ReferenceRef};
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
    let mut unfolding = Unfolding { base, within: vec![reference.from().root().id()], left: UNFOLDED };
    let steps = reference.target().map(|journey| unfolding.journey(journey)).unwrap_or_default();
    format!("{}: {name}{steps}", base.words.get("sub_journey"))
}

/// Sub-journeys that are being unfolded in one place.
struct Unfolding<'b, 'm> {
    base: &'b Base<'m>,
    /// The journey that is told and those unfolded around the present one: none unfolds within itself.
    within: Vec<ElementId>,
    /// Steps there is room for.
    left: usize,
}

impl Unfolding<'_, '_> {
    /// The steps of `element` as something to unfold.
    fn journey(&mut self, element: ElementRef<'_>) -> String {
        let fits = self.within.len() <= DEPTH && !self.within.contains(&element.id());
        let Some(journey) = self.base.journey(element).filter(|journey| fits && !journey.steps.is_empty()) else {
            return String::new();
        };
        let count = self.base.words.counted(("steps_1", "steps_n"), journey.steps.len());
        let mut html = ["<details class=\"sub\"><summary>", &count, "</summary><ol>"].concat();
        let mut shown = 0;
        self.within.push(element.id());
        for step in journey.steps.iter() {
            if self.left == 0 {
                break;
            }
            self.left -= 1;
            shown += 1;
            html.push_str(&self.step(step));
        }
        self.within.pop();
        if shown < journey.steps.len() {
            let further = self.base.words.further(journey.steps.len() - shown);
            ["<li class=\"soft\">", &further, "</li>"].iter().for_each(|piece| html.push_str(piece));
        }
        html + "</ol></details>"
    }

    fn step(&mut self, step: &Step<'_>) -> String {
        let base = self.base;
        let place = step.touchpoint.map(|touchpoint| base.name_html(touchpoint));
        let feeling = step.feelings.lowest().map(format::signed);
        let beside = [place, feeling].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let below = step.sub().map(|journey| self.journey(journey)).unwrap_or_default();
        let name = base.link(step.element, ROOT);
        let small = if beside.is_empty() { String::new() } else { format!(" <small>{beside}</small>") };
        ["<li>", &name, &small, &below, "</li>"].concat()
    }
}
