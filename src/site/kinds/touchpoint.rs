//! The brief of a touchpoint, what a front-office person should know: by which rules one works there, who comes from where, feeling
//! what and expecting what, and what is at hand.

use std::sync::Arc;

use super::steps::{self, Column};
use super::{More, columns, push_section, rows, users};
use crate::model::ElementRef;
use crate::site::base::Base;
use crate::site::pieces::ROOT;
use crate::site::record::record;
use crate::site::values::Entry;
use crate::site::{escape, figure};

/// Fields that tell what is at hand while somebody is there.
const AT_HAND: &[&str] =
    &["context", "history_access", "history_reason", "next_best_action", "escalates_to", "response_time", "talk_time"];
/// Fields that the page shows in a way of their own.
const TOLD: &[&str] = &[
    "mission",
    "promise",
    "guardrails",
    "freedoms",
    "context",
    "history_access",
    "history_reason",
    "next_best_action",
    "escalates_to",
    "response_time",
    "talk_time",
    "metrics",
];
/// Voices and expectations shown; how many more there are is said.
const SHOWN: usize = 6;

/// What the page of `touchpoint`, with its own `fields`, tells.
pub(super) fn of(base: &Base<'_>, touchpoint: ElementRef<'_>, fields: &[Arc<Entry>]) -> More {
    let words = &base.words;
    let mut steps: Vec<ElementRef<'_>> = visits(touchpoint).collect();
    steps.sort_by_key(|step| (base.rank(step.root()), step.id()));
    steps.dedup();
    let mut sections = String::new();
    let table = steps::table(base, "_visits", &steps, &[Column::From, Column::Feels, Column::Expects]);
    let none = || format!("<p class=\"soft\">{}</p>", words.get("visits_none"));
    push_section("_visits", words.get("visits"), &if table.is_empty() { none() } else { table }, &mut sections);
    push_section("_hand", words.get("at_hand"), &at_hand(fields), &mut sections);
    push_section("_metrics", base.plural("metric"), &metrics(base, touchpoint), &mut sections);
    push_section("_voices", words.get("voices"), &voices(base, touchpoint), &mut sections);
    let values = record! {
        rules => minijinja::Value::from_safe_string(rules(fields)),
        card => fields.iter().any(|field| ["guardrails", "freedoms"].contains(&field.key())),
    };
    More { sections, values, told: TOLD }
}

/// The steps of journeys that take place at `touchpoint`, in the order of the files.
pub(in crate::site) fn visits<'m>(touchpoint: ElementRef<'m>) -> impl Iterator<Item = ElementRef<'m>> {
    let uses = touchpoint.backlinks().filter(|reference| reference.field().key == "touchpoint");
    uses.map(|reference| reference.from()).filter(|from| from.is("step"))
}

/// Whether what people experience at `touchpoint` is measured: there, or by a signature interaction.
pub(in crate::site) fn is_measured(touchpoint: ElementRef<'_>) -> bool {
    touchpoint.says("metrics") || touchpoint.backlinks().any(|reference| reference.from().is("signature"))
}

/// Mission, promise, guardrails and freedoms, as far as they are written.
pub(super) fn rules(fields: &[Arc<Entry>]) -> String {
    let mut html = String::new();
    for field in fields {
        match field.key() {
            "mission" | "promise" => {
                html.push_str("<div><h2>");
                escape::push(field.label(), &mut html);
                html.extend(["</h2><p class=\"say\">", &field.items().join(" "), "</p></div>\n"]);
            }
            key @ ("guardrails" | "freedoms") => {
                html.push_str(if key == "freedoms" { "<div class=\"free\"><h2>" } else { "<div><h2>" });
                escape::push(field.label(), &mut html);
                html.extend(["</h2><ul><li>", &field.items().join("</li><li>"), "</li></ul></div>\n"]);
            }
            _ => {}
        }
    }
    if html.is_empty() { html } else { ["<div class=\"rules\">\n", &html, "</div>\n"].concat() }
}

fn at_hand(fields: &[Arc<Entry>]) -> String {
    let mut html = String::new();
    fields.iter().filter(|field| AT_HAND.contains(&field.key())).for_each(|field| field.push(&mut html));
    if html.is_empty() { html } else { ["<dl class=\"fields\">\n", &html, "</dl>"].concat() }
}

fn metrics(base: &Base<'_>, touchpoint: ElementRef<'_>) -> String {
    let metrics = touchpoint.targets("metrics");
    if metrics.is_empty() {
        return String::new();
    }
    let mut html = String::from("<div class=\"score\">");
    metrics.iter().for_each(|metric| html.push_str(&figure::html(base, *metric, ROOT, true)));
    html + "</div>"
}

/// What people expect before they come, and what they said afterwards.
fn voices(base: &Base<'_>, touchpoint: ElementRef<'_>) -> String {
    let expected = users(base, touchpoint, "expectation", &["touchpoint"]);
    let said = users(base, touchpoint, "feedback", &["touchpoint"]);
    columns(&[
        (base.plural("expectation"), rows(base, &expected, SHOWN, |one| quoted(base, one, "statement"))),
        (base.plural("feedback"), rows(base, &said, SHOWN, |one| quoted(base, one, "quote"))),
    ])
}

/// A text of an element as somebody's words.
pub(super) fn quoted(base: &Base<'_>, element: ElementRef<'_>, key: &str) -> String {
    let text = base.said_html(element, key);
    if text.is_empty() { text } else { ["<q class=\"voice\">", &text, "</q>"].concat() }
}
