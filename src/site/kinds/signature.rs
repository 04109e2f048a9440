//! The page of a signature interaction: why it is remembered, when it takes place, by which rules, and how it proves itself in
//! performance and brand.

use std::sync::Arc;

use super::steps::{self, Column};
use super::{More, push_section, touchpoint};
use crate::model::ElementRef;
use crate::site::base::Base;
use crate::site::pieces::ROOT;
use crate::site::values::{self, Entry};
use crate::site::{escape, figure};

/// What the page of `signature`, with its own `fields`, tells.
pub(super) fn of(base: &Base<'_>, signature: ElementRef<'_>, fields: &[Arc<Entry>]) -> More {
    let mut sections = String::new();
    if let Some(field) = signature.field("why_remembered") {
        let text = field.texts().next().map(|text| values::prose(base, field, text, 3, ROOT)).unwrap_or_default();
        sections.extend(["<div class=\"prose why voice\">", &text, "</div>\n"]);
    }
    sections.push_str(&touchpoint::rules(fields));
    push_section("_score", base.words.get("score"), &scores(base, signature), &mut sections);
    let moments: Vec<_> = signature.targets("moments").into_iter().filter(|step| step.is("step")).collect();
    let table = steps::table(base, "_moments", &moments, &[Column::Touchpoint, Column::Feels, Column::Expects]);
    let label = signature.declared("moments").map(|field| base.field_label(field)).unwrap_or_default();
    push_section("_moments", label, &table, &mut sections);
    let told = &["why_remembered", "moments", "performance_metrics", "brand_metrics", "guardrails", "freedoms"];
    More { sections, told, ..More::default() }
}

/// Performance and brand side by side: neither is enough alone.
fn scores(base: &Base<'_>, signature: ElementRef<'_>) -> String {
    let mut html = String::from("<div class=\"score\">");
    for (label, key) in [("performance", "performance_metrics"), ("brand", "brand_metrics")] {
        html.extend(["<div><h3>", &escape::html(base.words.get(label)), "</h3>"]);
        let metrics = signature.targets(key);
        metrics.iter().for_each(|metric| html.push_str(&figure::html(base, *metric, ROOT, true)));
        if metrics.is_empty() {
            html.extend(["<p class=\"soft\">", base.words.get("metrics_none"), "</p>"]);
        }
        html.push_str("</div>");
    }
    html + "</div>"
}
