//! The metric chain for narrow places: from the results down to what drives them, each relation a line of its own.
//!
//! A graph in layers is wider than a telephone, and shrunk to it nobody could read it. A tree only grows downwards: below each metric
//! stands, indented, what drives it. A metric that drives several is unfolded where it comes first, and named elsewhere.

use super::{ABOVE, Chain, LEAD, NAME, PAD, REPORT, SMALL, standing};
use crate::site::base::Base;
use crate::site::pieces::ROOT;
use crate::site::plot::{self, Anchor, Label, Rect, Size, Svg};

/// How far a level stands to the right of the one above it, and the level from which on that ends.
const INDENT: f64 = 18.0;
const DEEPEST: usize = 7;
/// Between two rows, and between two trees.
const GAP: f64 = 10.0;
const TREES: f64 = 18.0;
/// Around the picture.
const EDGE: f64 = 2.0;
/// From the left edge of a box to the line that leads down from it.
const TRUNK: f64 = 9.0;

/// A metric in its place.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Row {
    /// Its number in the chain.
    metric: usize,
    level: usize,
    /// The row of the metric that it drives.
    above: Option<usize>,
    /// Whether what drives it stands below an earlier row.
    again: bool,
}

/// The picture.
pub(super) fn picture(base: &Base<'_>, chain: &Chain<'_>) -> String {
    let leads: Vec<usize> = chain
        .metrics
        .iter()
        .enumerate()
        .filter(|(_, metric)| metric.flag("lead") == Some(true))
        .map(|(at, _)| at)
        .collect();
    let rows = rows(chain.metrics.len(), &chain.drives, &leads);
    let width = Size::Narrow.width();
    let labels: Vec<(Label, Label)> = rows.iter().map(|row| texts(base, chain, row, width)).collect();
    let mut places: Vec<Rect> = Vec::with_capacity(rows.len());
    let mut y = EDGE;
    for (row, (name, values)) in rows.iter().zip(&labels) {
        if row.level == 0 && !places.is_empty() {
            y += TREES - GAP;
        }
        let x = left(row.level);
        let height = 2.0 * PAD - 6.0 + name.height + values.height;
        places.push(Rect::new(x, y, width - EDGE - x, height));
        y += height + GAP;
    }
    let mut svg = Svg::new(width, y - GAP + EDGE, "", base.label(&REPORT.title), base.label(&super::TREE));
    svg.hidden(|svg| lines(&rows, &places, svg));
    for ((row, (name, values)), place) in rows.iter().zip(&labels).zip(&places) {
        draw(base, chain, row, (name, values), *place, &mut svg);
    }
    svg.finish()
}

fn left(level: usize) -> f64 {
    EDGE + level.min(DEEPEST) as f64 * INDENT
}

/// The name, and below it where the metric stands, or that this is told elsewhere.
fn texts(base: &Base<'_>, chain: &Chain<'_>, row: &Row, width: f64) -> (Label, Label) {
    let room = width - EDGE - left(row.level) - 2.0 * PAD;
    let Some(metric) = chain.metrics.get(row.metric).copied() else {
        return (plot::wrap("", NAME, room), plot::wrap("", SMALL, room));
    };
    let beside = if row.again { base.label(&ABOVE).to_owned() } else { standing(base, metric) };
    let wrapped = |text: &str, style| plot::wrap(&base.hyphens.text(text), style, room);
    (wrapped(metric.name(), NAME), wrapped(&beside, SMALL))
}

/// From each row down to what drives it; the head of the line points at what is driven.
fn lines(rows: &[Row], places: &[Rect], svg: &mut Svg) {
    for (at, above) in rows.iter().enumerate().filter_map(|(at, row)| Some((at, row.above?))) {
        let (Some(from), Some(to)) = (places.get(at), places.get(above)) else { continue };
        // Beyond the deepest level boxes stand below each other, and the line runs beside them.
        let trunk = (to.x + TRUNK).min(from.x - TRUNK);
        let middle = from.y + from.height / 2.0;
        svg.path("edge", &[('M', &[from.x, middle]), ('H', &[trunk]), ('V', &[to.bottom() + 4.0])]);
        let tip = [trunk, to.bottom() + 1.0, trunk - 4.0, to.bottom() + 8.0, trunk + 4.0, to.bottom() + 8.0];
        svg.path("tip", &[('M', &tip), ('Z', &[])]);
    }
}

fn draw(base: &Base<'_>, chain: &Chain<'_>, row: &Row, (name, values): (&Label, &Label), at: Rect, svg: &mut Svg) {
    let Some(metric) = chain.metrics.get(row.metric).copied() else { return };
    let lead = metric.flag("lead") == Some(true);
    let lead_word = if lead { format!(", {}", base.label(&LEAD)) } else { String::new() };
    let title = format!("{}{lead_word}: {}", metric.name(), standing(base, metric));
    svg.link(&base.href(metric, ROOT), &title, |svg| {
        svg.rect(if lead { "node lead" } else { "node" }, at, 8.0);
        svg.label("b", at.x + PAD, at.y + PAD - 3.0, Anchor::Start, name);
        svg.label("soft t12", at.x + PAD, at.y + PAD - 3.0 + name.height, Anchor::Start, values);
    });
}

/// All metrics from the results down, in the order in which they are read: first the `leads`, then those that drive nothing, then
/// what only drives itself in a circle.
fn rows(count: usize, drives: &[(usize, usize)], leads: &[usize]) -> Vec<Row> {
    let mut drivers: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut ends = vec![true; count];
    for (from, to) in drives {
        if let (Some(list), Some(end)) = (drivers.get_mut(*to), ends.get_mut(*from))
            && from != to
        {
            list.push(*from);
            *end = false;
        }
    }
    let is_end = |at: &usize| ends.get(*at) == Some(&true);
    let first = (0..count).filter(|at| is_end(at) && leads.contains(at));
    let second = (0..count).filter(|at| is_end(at) && !leads.contains(at));
    let mut told = vec![false; count];
    let mut rows = Vec::with_capacity(drives.len() + count);
    for root in first.chain(second).chain(leads.iter().copied()).chain(0..count) {
        if told.get(root) == Some(&false) {
            unfold(root, &drivers, &mut told, &mut rows);
        }
    }
    rows
}

/// Appends a metric and, depth first, all that drives it.
fn unfold(root: usize, drivers: &[Vec<usize>], told: &mut [bool], rows: &mut Vec<Row>) {
    let mut waiting: Vec<(usize, usize, Option<usize>)> = vec![(root, 0, None)];
    while let Some((metric, level, above)) = waiting.pop() {
        let again = std::mem::replace(told.get_mut(metric).unwrap_or(&mut false), true);
        let at = rows.len();
        rows.push(Row { metric, level, above, again });
        if !again {
            let below = drivers.get(metric).map(Vec::as_slice).unwrap_or_default();
            waiting.extend(below.iter().rev().map(|driver| (*driver, level + 1, Some(at))));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each row as its metric behind as many dots as it is deep; `…` where it is told further up.
    fn drawn(count: usize, drives: &[(usize, usize)], leads: &[usize]) -> Vec<String> {
        let row = |row: &Row| format!("{}{}{}", ".".repeat(row.level), row.metric, if row.again { "…" } else { "" });
        rows(count, drives, leads).iter().map(row).collect()
    }

    #[test]
    fn what_drives_a_metric_stands_below_it_once() {
        assert_eq!(drawn(4, &[(0, 2), (1, 2), (2, 3), (0, 3)], &[]), ["3", ".2", "..0", "..1", ".0…"]);
        assert_eq!(drawn(3, &[(0, 1), (0, 2)], &[2]), ["2", ".0", "1", ".0…"], "the lead metric comes first");
    }

    #[test]
    fn circles_end() {
        assert_eq!(drawn(3, &[(0, 1), (1, 2), (2, 0)], &[]), ["0", ".2", "..1", "...0…"]);
        assert_eq!(drawn(2, &[(0, 0), (0, 1), (9, 1)], &[]), ["1", ".0"]);
        assert_eq!(drawn(0, &[], &[]), Vec::<String>::new());
    }

    #[test]
    fn every_relation_is_a_row() {
        let drives: Vec<(usize, usize)> =
            (0..60).flat_map(|at| [(at, (at * 7 + 3) % 60), (at, (at * 11 + 1) % 60)]).collect();
        let mut known: Vec<(usize, usize)> = drives.iter().copied().filter(|(from, to)| from != to).collect();
        let rows = rows(60, &drives, &[5]);
        let mut shown: Vec<(usize, usize)> =
            rows.iter().filter_map(|row| Some((row.metric, rows[row.above?].metric))).collect();
        known.sort_unstable();
        shown.sort_unstable();
        assert_eq!(shown, known);
    }

    #[test]
    fn lines_stay_left_of_what_they_lead_to() {
        let deep: Vec<(usize, usize)> = (1..12).map(|at| (at, at - 1)).collect();
        assert!(rows(12, &deep, &[]).iter().any(|row| row.level > DEEPEST));
        assert!(left(DEEPEST) + 100.0 < Size::Narrow.width() && left(40) == left(DEEPEST));
    }
}
