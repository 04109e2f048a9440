//! The page of a metric: the figure, and its place in the chain of what drives what.

use super::{More, columns, push_section, rows, users};
use crate::model::ElementRef;
use crate::present::plain;
use crate::site::base::Base;
use crate::site::pieces::ROOT;
use crate::site::{escape, figure};

/// Metrics shown on either side.
const SHOWN: usize = 24;

/// What the page of `metric` tells.
pub(super) fn of(base: &Base<'_>, metric: ElementRef<'_>) -> More {
    let mut sections = ["<div class=\"score\">", &figure::html(base, metric, ROOT, false), "</div>\n"].concat();
    let note = |one: ElementRef<'_>| {
        let actual =
            one.field("actual").map(|field| field.items().filter_map(|item| plain::value(base, field, item)).collect());
        escape::html(&actual.unwrap_or_else(|| base.words.get("not_yet_measured").to_owned()))
    };
    let driven_by = users(base, metric, "metric", &["drives"]);
    let chain = columns(&[
        (base.words.get("driven_by"), rows(base, &driven_by, SHOWN, note)),
        (base.words.get("drives"), rows(base, &metric.targets("drives"), SHOWN, note)),
    ]);
    push_section("_chain", base.words.get("chain"), &chain, &mut sections);
    More { sections, told: &["baseline", "target", "actual", "as_of", "drives"], ..More::default() }
}
