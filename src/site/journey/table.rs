//! A journey as a table: stages and steps across, lanes down, with lines between the zones.

use std::ops::Range;

use super::cell;
use super::lanes::Lane;
use super::voices;
use crate::present::{Journey, Stage, format, plain};
use crate::site::base::Base;
use crate::site::{curve, escape};

/// What is made into a table.
pub(super) struct Table<'t, 'm> {
    pub(super) base: &'t Base<'m>,
    pub(super) journey: &'t Journey<'m>,
    pub(super) lanes: &'t [Lane<'m>],
    /// Which steps.
    pub(super) steps: Range<usize>,
    /// Whether feelings are drawn below the touchpoints, as rows of their own.
    pub(super) curve: bool,
    /// The page that tells the steps one by one; empty when it is the same one, where each column is a place to link to, too.
    pub(super) page: &'t str,
}

impl Table<'_, '_> {
    /// The table as HTML, `caption` read aloud only.
    pub(super) fn html(&self, caption: &str) -> String {
        let count = self.steps.len();
        let mut html = format!(
            "<table><caption class=\"vh\">{}</caption><colgroup><col class=\"lane\"><col class=\"st\" span=\"{count}\"></colgroup><thead><tr><td class=\"corner\"></td>",
            escape::html(caption)
        );
        self.journey.stages.iter().for_each(|stage| self.stage(stage, &mut html));
        html.push_str("</tr>\n<tr><th scope=\"row\">");
        html.push_str(self.base.words.get("lane_step"));
        html.push_str("</th>");
        self.heads(&mut html);
        html.push_str("</tr></thead>\n<tbody>");
        self.body(&mut html);
        html + "</tbody></table>"
    }

    fn stage(&self, stage: &Stage<'_>, html: &mut String) {
        let columns = stage.steps.end.min(self.steps.end).saturating_sub(stage.steps.start.max(self.steps.start));
        if columns == 0 {
            return;
        }
        let name = self.base.hyphens.html(&self.base.name_html(stage.element));
        let kind = stage_kind(self.base, stage);
        let kind = kind.map(|kind| format!(" <small>{}</small>", escape::html(&kind))).unwrap_or_default();
        html.push_str(&format!(
            "<th class=\"stage\" scope=\"colgroup\" colspan=\"{columns}\"><span>{name}{kind}</span></th>"
        ));
    }

    fn heads(&self, html: &mut String) {
        for step in self.journey.steps.get(self.steps.clone()).unwrap_or_default() {
            let (anchor, name) = (self.base.anchor(step.element), self.base.name_html(step.element));
            html.push_str("<th scope=\"col\"");
            if self.page.is_empty() {
                [" id=\"_m-", &anchor, "\""].iter().for_each(|piece| html.push_str(piece));
            }
            for piece in [" class=\"act\"><a href=\"", self.page, "#", &anchor, "\">", &self.base.hyphens.html(&name)] {
                html.push_str(piece);
            }
            html.push_str("</a></th>");
        }
    }

    fn body(&self, html: &mut String) {
        let mut zone = None;
        let mut drawn = !self.curve;
        for lane in self.lanes {
            if !drawn && !matches!(lane.key, "marks" | "touchpoint") {
                drawn = true;
                self.feelings(html);
            }
            let line = lane.zone.line().filter(|_| zone != Some(lane.zone));
            zone = Some(lane.zone);
            if let Some(line) = line {
                self.line(self.base.words.get(line), html);
            }
            self.lane(lane, html);
        }
        if !drawn {
            self.feelings(html);
        }
    }

    /// A line between zones: a row of its own that names it.
    fn line(&self, name: &str, html: &mut String) {
        let columns = self.steps.len() + 1;
        html.push_str(&format!(
            "</tbody>\n<tbody><tr class=\"line\"><th scope=\"rowgroup\" colspan=\"{columns}\"><span>{name}</span></th></tr>"
        ));
    }

    fn lane(&self, lane: &Lane<'_>, html: &mut String) {
        for piece in
            ["\n<tr class=\"l-", lane.key, "\"><th scope=\"row\">", &self.base.hyphens.text(lane.label), "</th>"]
        {
            html.push_str(piece);
        }
        for one in lane.cells.get(self.steps.clone()).unwrap_or_default() {
            html.push_str("<td>");
            html.push_str(&self.base.hyphens.html(&cell::block(self.base, one)));
            html.push_str("</td>");
        }
        html.push_str("</tr>");
    }

    /// The curve, and below it the same in numbers: a row for each voice, whose head is the legend of its line.
    fn feelings(&self, html: &mut String) {
        if !self.journey.has_feelings() {
            return;
        }
        let (base, journey, words) = (self.base, self.journey, &self.base.words);
        let picture = curve::full(&curve::lines(journey), &curve::extremes(journey, words), false);
        html.push_str(&format!(
            "\n<tr class=\"l-emotion\"><th scope=\"row\">{}</th><td class=\"plot\" colspan=\"{}\">{picture}</td></tr>",
            words.get("lane_emotion"),
            self.steps.len()
        ));
        for (style, voice) in journey.voices.iter().enumerate() {
            let name = base.hyphens.html(&escape::html(&voices::name(base, voice)));
            html.push_str(&format!(
                "\n<tr class=\"l-emotion felt-by v{style}\"><th scope=\"row\">{}{name}</th>",
                curve::key(style)
            ));
            for step in journey.steps.get(self.steps.clone()).unwrap_or_default() {
                let number = step.feelings.of_voice(voice).map(format::signed).unwrap_or_default();
                ["<td>", &number, "</td>"].iter().for_each(|piece| html.push_str(piece));
            }
            html.push_str("</tr>");
        }
    }
}

/// What sort of stage it is, in words.
pub(super) fn stage_kind(base: &Base<'_>, stage: &Stage<'_>) -> Option<String> {
    let field = stage.element.is("stage").then(|| stage.element.field("kind")).flatten()?;
    Some(plain::one_word(base, field)).filter(|word| !word.is_empty())
}
