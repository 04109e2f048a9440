//! The page of a capability: how well it works today, and which steps need it better.

use super::{figures, push_section};
use crate::model::{Datum, ElementRef, Key};
use crate::site::base::Base;
use crate::site::pieces::ROOT;

/// Steps shown; how many more there are is said.
const SHOWN: usize = 60;
/// The best level.
const BEST: i64 = 5;

/// The sections of the page of `capability`.
pub(super) fn of(base: &Base<'_>, capability: ElementRef<'_>) -> String {
    let needs = needs(base, capability);
    let level = capability.integer("level");
    let needed = needs.iter().map(|(needed, _)| *needed).max();
    let words = &base.words;
    let of_best = |level: i64| format!("{level}<small>{} {BEST}</small>", words.get("of"));
    let gap = level.zip(needed).map(|(level, needed)| (needed - level).max(0));
    let mut html = figures(&[
        (words.get("level_today"), level.map(of_best).unwrap_or_default(), String::new()),
        (words.get("level_needed"), needed.map(of_best).unwrap_or_default(), String::new()),
        (words.get("gap"), gap.map(|gap| gap.to_string()).unwrap_or_default(), String::new()),
    ]);
    push_section("_needs", words.get("needed_for"), &table(base, &needs, level), &mut html);
    html
}

/// The steps that need it, with the level that each needs, the most demanding first.
fn needs<'m>(base: &Base<'_>, capability: ElementRef<'m>) -> Vec<(i64, ElementRef<'m>)> {
    let steps = super::users(base, capability, "step", &["requires"]);
    let mut needs: Vec<_> = steps.into_iter().filter_map(|step| Some((level_for(step, capability)?, step))).collect();
    needs.sort_by_key(|(level, step)| (-level, base.rank(step.root()), step.id()));
    needs
}

/// The level of `capability` that `step` asks for.
fn level_for(step: ElementRef<'_>, capability: ElementRef<'_>) -> Option<i64> {
    step.field("requires")?.entries().iter().find_map(|(key, item)| match (key, &item.datum) {
        (Key::Reference(id), Datum::Integer(level)) => {
            (step.reference(*id).target() == Some(capability)).then_some(*level)
        }
        _ => None,
    })
}

fn table(base: &Base<'_>, needs: &[(i64, ElementRef<'_>)], level: Option<i64>) -> String {
    if needs.is_empty() {
        return String::new();
    }
    let words = &base.words;
    let (needed, gap) = (words.get("level_needed"), words.get("gap"));
    let mut html = format!(
        "<table class=\"data stack\" aria-labelledby=\"_needs\"><thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{needed}</th><th scope=\"col\">{gap}</th></tr></thead><tbody>\n",
        words.get("visit_step")
    );
    for (wanted, step) in needs.iter().take(SHOWN) {
        let missing = level.map(|level| (wanted - level).max(0)).filter(|missing| *missing > 0);
        let missing = missing.map_or_else(|| words.get("no_gap").to_owned(), |missing| format!("<b>{missing}</b>"));
        let (link, journey) = (base.link(*step, ROOT), base.name_html(step.root()));
        html.push_str(&format!(
            "<tr><th scope=\"row\">{link}<small>{journey}</small></th><td data-label=\"{needed}\">{wanted}</td><td data-label=\"{gap}\">{missing}</td></tr>\n"
        ));
    }
    html.push_str("</tbody></table>");
    if needs.len() > SHOWN {
        html.extend(["\n<p class=\"note\">", &words.further(needs.len() - SHOWN), "</p>"]);
    }
    html
}
