//! A journey beside the one it improves on: verdicts, feelings, steps and touchpoints of both.

use minijinja::{Value, context};

use super::sheets::{self, Sheet};
use super::{cell, lanes, verdict, voices};
use crate::model::ElementRef;
use crate::present::{Journey, plain};
use crate::site::base::Base;
use crate::site::pieces::{ROOT, feeling};
use crate::site::record::{Record, record};
use crate::site::{curve, escape};

/// The values of the page of `after`, which improves on `before`.
pub(super) fn values(base: &Base<'_>, after: ElementRef<'_>, before: ElementRef<'_>) -> Record {
    let (Some(then), Some(now)) = (base.journey(after), base.journey(before)) else { return record! {} };
    record! {
        title => format!("{}: {}", after.name(), base.words.get("view_compare")),
        here => base.of(after.kind_id()).list.as_str(),
        kind => base.of(after.kind_id()).value.clone(),
        views => Value::from_safe_string(sheets::views(base, after, Some(Sheet::Comparison))),
        name => base.named(after),
        page => sheets::file(base, after, None),
        sides => vec![side(base, before, now), side(base, after, then)],
        verdict => verdicts(base, (before, now), (after, then)),
        touchpoints => touchpoints(base, now, then),
    }
}

/// One of the two: what it is called, its curve, its steps.
fn side(base: &Base<'_>, element: ElementRef<'_>, journey: &Journey<'_>) -> Value {
    let state = element.field("state").map(|field| plain::one_word(base, field)).unwrap_or_default();
    let curve = journey.has_feelings().then(|| {
        curve::full(&curve::lines(journey), &curve::extremes(journey, &base.words), true)
            + &voices::legend(base, journey)
    });
    context! {
        name => Value::from_safe_string(base.hyphens.html(&base.name_html(element))),
        href => sheets::file(base, element, None),
        state,
        summary => base.said(element, "summary"),
        curve => curve.map(Value::from_safe_string),
        steps => Value::from_safe_string(base.hyphens.html(&steps(base, journey))),
    }
}

/// The steps as the items of a list.
fn steps(base: &Base<'_>, journey: &Journey<'_>) -> String {
    let mut html = String::new();
    for step in journey.steps.iter() {
        let place = cell::line(base, &lanes::place(base, step), " · ");
        let marks = cell::line(base, &lanes::marks(base, step), "");
        let lowest = step.feelings.lowest().map(|value| feeling(base, value)).unwrap_or_default();
        for piece in ["<li><b>", &base.link(step.element, ROOT), "</b>"] {
            html.push_str(piece);
        }
        for (open, text, close) in [
            ("<div class=\"note\">", place, "</div>"),
            ("<div>", lowest, "</div>"),
            ("<div class=\"marks\">", marks, "</div>"),
        ] {
            if !text.is_empty() {
                [open, &text, close].iter().for_each(|piece| html.push_str(piece));
            }
        }
        html.push_str("</li>");
    }
    html
}

type Side<'a, 'm> = (ElementRef<'m>, &'a Journey<'m>);

/// Each figure of both.
fn verdicts(base: &Base<'_>, before: Side<'_, '_>, after: Side<'_, '_>) -> Vec<Value> {
    let figures =
        |(element, journey): Side<'_, '_>| verdict::figures(base, journey, &sheets::file(base, element, None));
    let shown = |figure: &verdict::Figure| {
        let value = figure.value.as_deref()?;
        let note = if figure.note.is_empty() { String::new() } else { format!("<small>{}</small>", figure.note) };
        Some(Value::from_safe_string(format!("{value}{note}")))
    };
    let pairs = figures(before).into_iter().zip(figures(after));
    let row = |(now, then): (verdict::Figure, verdict::Figure)| {
        let (now_shown, then_shown) = (shown(&now), shown(&then));
        let known = now_shown.is_some() || then_shown.is_some();
        known.then(|| context! { label => now.label, now => now_shown, then => then_shown })
    };
    pairs.filter_map(row).collect()
}

/// Touchpoints of today only, of both, and of tomorrow only.
fn touchpoints(base: &Base<'_>, now: &Journey<'_>, then: &Journey<'_>) -> Vec<Value> {
    let of = |journey: &Journey<'_>| {
        let mut found: Vec<_> = journey.steps.iter().filter_map(|step| step.touchpoint).map(ElementRef::id).collect();
        found.sort_by_key(|id| base.rank(base.model.element(*id)));
        found.dedup();
        found
    };
    let (now, then) = (of(now), of(then));
    let links = |ids: Vec<_>| -> Vec<Value> {
        ids.into_iter().map(|id| Value::from_safe_string(base.link(base.model.element(id), ROOT))).collect()
    };
    let group =
        |key: &'static str, ids: Vec<_>| context! { label => escape::html(base.words.get(key)), links => links(ids) };
    vec![
        group("compare_gone", now.iter().filter(|id| !then.contains(id)).copied().collect()),
        group("compare_kept", now.iter().filter(|id| then.contains(id)).copied().collect()),
        group("compare_new", then.iter().filter(|id| !now.contains(id)).copied().collect()),
    ]
}
