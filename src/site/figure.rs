//! A metric as a figure: what it is today, and how far it has come from its baseline to its target.

use minijinja::{Value, context};

use super::base::Base;
use super::{escape, values};
use crate::model::{Datum, ElementRef};
use crate::present::{format, plain};

/// The figure of `metric` for templates, for a page whose way up to the root is `root`.
pub(super) fn value(base: &Base<'_>, metric: ElementRef<'_>, root: &str) -> Value {
    let [baseline, target, actual] = ["baseline", "target", "actual"].map(|key| number(metric, key));
    context! {
        href => base.href(metric, root),
        name => base.named(metric),
        actual => actual.map(|actual| format::number(actual, &base.words)),
        unit => plain::unit(base, metric),
        bar => bar(baseline, target, actual).map(Value::from_safe_string),
        note => Value::from_safe_string(note(base, metric, baseline, target)),
    }
}

/// The same, ready to print; on its own page a metric is not named again.
pub(super) fn html(base: &Base<'_>, metric: ElementRef<'_>, root: &str, named: bool) -> String {
    let [baseline, target, actual] = ["baseline", "target", "actual"].map(|key| number(metric, key));
    let mut html = String::from("<div class=\"metric\">");
    if named {
        html.push_str(&base.link(metric, root));
    }
    match actual {
        Some(actual) => {
            let unit = escape::html(&plain::unit(base, metric));
            let number = format::number(actual, &base.words);
            html.extend(["<b class=\"num\">", &number, " <small>", &unit, "</small></b>"]);
        }
        None => html.extend(["<p class=\"soft\">", base.words.get("not_yet_measured"), "</p>"]),
    }
    html.push_str(&bar(baseline, target, actual).unwrap_or_default());
    let note = note(base, metric, baseline, target);
    if !note.is_empty() {
        html.extend(["<p class=\"note num\">", &note, "</p>"]);
    }
    html + "</div>"
}

fn number(metric: ElementRef<'_>, key: &str) -> Option<f64> {
    metric.field(key)?.items().find_map(|item| if let Datum::Number(number) = item.datum { Some(number) } else { None })
}

fn note(base: &Base<'_>, metric: ElementRef<'_>, baseline: Option<f64>, target: Option<f64>) -> String {
    let words = &base.words;
    let unit = plain::unit(base, metric);
    let shown = |number: f64| escape::html(&plain::measured(base, number, &unit));
    let way = match (baseline, target) {
        (Some(from), Some(to)) => {
            Some(words.get("from_to").replace("{from}", &shown(from)).replace("{to}", &shown(to)))
        }
        (Some(from), None) => Some(format!("{} {}", words.get("baseline"), shown(from))),
        (None, Some(to)) => Some(format!("{} {}", words.get("target"), shown(to))),
        (None, None) => None,
    };
    let as_of = metric.field("as_of").and_then(|field| values::shown(base, field, ""));
    let as_of = as_of.map(|shown| format!("{} {}", words.get("as_of"), shown.into_html()));
    way.into_iter().chain(as_of).collect::<Vec<_>>().join(" · ")
}

/// Where the target stands on the bar, in percent of its width: what lies beyond is overfulfilled.
const GOAL: f64 = 80.0;

/// The way from baseline to target as a bar; none without a target and a value. Works in both directions: a waiting time
/// that falls from 60 to 20 fills the bar like a rate that rises.
fn bar(baseline: Option<f64>, target: Option<f64>, actual: Option<f64>) -> Option<String> {
    let (baseline, target, actual) = (baseline.unwrap_or(0.0), target?, actual?);
    if baseline == target {
        return None;
    }
    let done = ((actual - baseline) / (target - baseline) * GOAL).clamp(0.0, 100.0);
    let width = (done * 10.0).round() / 10.0;
    Some(format!(
        "<svg class=\"bar\" aria-hidden=\"true\"><rect class=\"rail\" width=\"100%\" y=\"7\" height=\"6\" rx=\"3\"/><rect class=\"fill\" width=\"{width}%\" y=\"7\" height=\"6\" rx=\"3\"/><line class=\"goal\" x1=\"{GOAL}%\" x2=\"{GOAL}%\" y1=\"2\" y2=\"18\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::bar;

    fn width(baseline: f64, target: f64, actual: f64) -> Option<String> {
        let svg = bar(Some(baseline), Some(target), Some(actual))?;
        Some(svg.split("class=\"fill\" width=\"").nth(1)?.split('"').next()?.to_owned())
    }

    #[test]
    fn the_bar_shows_the_way_from_baseline_to_target() {
        assert_eq!(width(62.0, 85.0, 85.0).as_deref(), Some("80%"));
        assert_eq!(width(60.0, 20.0, 40.0).as_deref(), Some("40%"), "lower is better");
        assert_eq!(width(60.0, 20.0, 90.0).as_deref(), Some("0%"), "worse than at the start");
        assert_eq!(bar(Some(5.0), Some(5.0), Some(5.0)), None);
        assert_eq!(bar(None, None, Some(5.0)), None);
    }
}
