//! Shares as a heat map: rows that link to what they are about, columns of what is asked, in each cell the share in percent.

use super::sheet::Table;
use crate::present::format;
use crate::schema::Label;
use crate::site::base::Base;
use crate::site::escape;
use crate::site::plot::{self, Anchor, Point, Rect, Size, Svg, Type};

/// How many of how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Share {
    pub(super) covered: usize,
    pub(super) all: usize,
}

impl Share {
    /// Counts one more.
    pub(super) fn add(&mut self, covered: bool) {
        self.all += 1;
        self.covered += usize::from(covered);
    }

    /// In percent, rounded down, so that 100 means all; none where nothing is counted.
    pub(super) fn percent(self) -> Option<usize> {
        (self.covered * 100).checked_div(self.all)
    }

    /// The shade, from 0 for none to 4 for all.
    fn level(percent: usize) -> usize {
        match percent {
            0 => 0,
            1..50 => 1,
            50..80 => 2,
            80..100 => 3,
            _ => 4,
        }
    }
}

/// A row: what it is about, and a share for each column where that can be asked.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    /// Where its name leads; empty where that is nowhere.
    pub(super) href: String,
    pub(super) name: String,
    pub(super) shares: Vec<Option<Share>>,
}

impl Row {
    /// The smallest and the sum of its shares: the order of what needs care most.
    pub(super) fn care(&self) -> (usize, usize) {
        let known = || self.shares.iter().flatten().filter_map(|share| share.percent());
        (known().sum::<usize>() / known().count().max(1), known().min().unwrap_or(100))
    }
}

/// A heat map.
pub(super) struct Heat<'h> {
    pub(super) title: &'h str,
    /// What the rows are.
    pub(super) corner: &'h str,
    pub(super) columns: &'h [String],
    pub(super) rows: &'h [Row],
}

const NAME: Type = Type::new(14.0);
const HEAD: Type = Type::new(13.0);
const CELL: Type = Type::bold(14.0);
/// The least height of a cell.
const HIGH: f64 = 34.0;
/// Between cells.
const GAP: f64 = 3.0;
/// The narrowest column whose head is not turned upwards.
const UPRIGHT: f64 = 84.0;

/// The picture with its legend, as HTML.
pub(super) fn figure(base: &Base<'_>, heat: &Heat<'_>) -> String {
    plot::figure(legend(base), |size| draw(base, heat, size)).html()
}

/// The shades with what they mean.
pub(super) fn legend(base: &Base<'_>) -> String {
    static RANGE: Label = Label::new("{from} to {to}", "{from} bis {to}");
    let range =
        |low: &str, high: &str| format!("{}\u{a0}%", base.label(&RANGE).replace("{from}", low).replace("{to}", high));
    let texts =
        ["0\u{a0}%".to_owned(), range("1", "49"), range("50", "79"), range("80", "99"), "100\u{a0}%".to_owned()];
    let key = |(level, text): (usize, &String)| format!("<li><span class=\"k q{level}\"></span>{text}</li>");
    format!("<ul class=\"plain keys\">{}</ul>", texts.iter().enumerate().map(key).collect::<String>())
}

/// Where everything goes at one size.
struct Layout {
    /// Width of the names; 0 where they stand above their cells.
    names: f64,
    cell: f64,
    head: f64,
}

impl Layout {
    fn new(heat: &Heat<'_>, base: &Base<'_>, size: Size) -> Layout {
        let most = match size {
            Size::Narrow => 0.0,
            Size::Medium => 210.0,
            Size::Wide => 330.0,
        };
        let longest = heat.rows.iter().map(|row| NAME.width(&row.name)).fold(60.0, f64::max);
        let names = (longest + 16.0).min(most);
        let cell = ((size.width() - names) / heat.columns.len().max(1) as f64).min(150.0);
        let high = |column: &String| if cell < UPRIGHT { HEAD.width(column) } else { head(base, column, cell).height };
        Layout { names, cell, head: heat.columns.iter().map(high).fold(0.0, f64::max) + 10.0 }
    }

    fn name(&self, base: &Base<'_>, row: &Row, size: Size) -> plot::Label {
        let width = if self.names > 0.0 { self.names - 16.0 } else { size.width() };
        plot::wrap(&base.hyphens.text(&row.name), NAME, width)
    }
}

fn head(base: &Base<'_>, column: &str, cell: f64) -> plot::Label {
    plot::wrap(&base.hyphens.text(column), HEAD, cell - 6.0)
}

fn draw(base: &Base<'_>, heat: &Heat<'_>, size: Size) -> String {
    let layout = Layout::new(heat, base, size);
    let names: Vec<plot::Label> = heat.rows.iter().map(|row| layout.name(base, row, size)).collect();
    let above = |name: &plot::Label| if layout.names > 0.0 { 0.0 } else { name.height + 4.0 };
    let high = |name: &plot::Label| if layout.names > 0.0 { HIGH.max(name.height + 8.0) } else { HIGH };
    let heights: Vec<(f64, f64)> = names.iter().map(|name| (above(name), high(name))).collect();
    let total = layout.head + heights.iter().map(|(above, high)| above + high + GAP).sum::<f64>();
    let width = if layout.names > 0.0 { layout.names + layout.cell * heat.columns.len() as f64 } else { size.width() };
    let mut svg = Svg::new(size.width().min(width.max(300.0)), total, size.class(), heat.title, &described(base, heat));
    heads(base, heat, &layout, &mut svg);
    let mut y = layout.head;
    for ((row, name), (above, high)) in heat.rows.iter().zip(&names).zip(heights) {
        let top = if layout.names > 0.0 { y + (high - name.height) / 2.0 } else { y };
        link(row, &mut svg, |svg| svg.label("", 0.0, top, Anchor::Start, name));
        cells(base, heat, row, Rect::new(layout.names, y + above, layout.cell, high), &mut svg);
        y += above + high + GAP;
    }
    svg.finish()
}

fn link(row: &Row, svg: &mut Svg, draw: impl FnOnce(&mut Svg)) {
    if row.href.is_empty() { draw(svg) } else { svg.link(&row.href, &row.name, draw) }
}

fn heads(base: &Base<'_>, heat: &Heat<'_>, layout: &Layout, svg: &mut Svg) {
    for (at, column) in heat.columns.iter().enumerate() {
        let middle = layout.names + (at as f64 + 0.5) * layout.cell;
        if layout.cell < UPRIGHT {
            svg.rising("soft t13", Point::new(middle + 4.0, layout.head - 6.0), column);
        } else {
            let label = head(base, column, layout.cell);
            svg.label("soft t13", middle, layout.head - 6.0 - label.height, Anchor::Middle, &label);
        }
    }
}

fn cells(base: &Base<'_>, heat: &Heat<'_>, row: &Row, first: Rect, svg: &mut Svg) {
    for (at, (share, column)) in row.shares.iter().zip(heat.columns).enumerate() {
        let Some((share, percent)) = share.and_then(|share| Some((share, share.percent()?))) else { continue };
        let x = first.x + at as f64 * first.width;
        let rect = Rect::new(x + GAP / 2.0, first.y, first.width - GAP, first.height);
        let level = Share::level(percent);
        let long = format!("{percent}\u{a0}%");
        let text = if CELL.width(&long) < rect.width { long } else { percent.to_string() };
        svg.titled(&format!("{} – {column}: {}", row.name, said(base, share)), |svg| {
            svg.rect(SHADES.get(level).copied().unwrap_or_default(), rect, 4.0);
            let baseline = Point::new(rect.x + rect.width / 2.0, rect.y + rect.height / 2.0 + CELL.size * 0.36);
            svg.text(INKS.get(level).copied().unwrap_or_default(), baseline, Anchor::Middle, &text);
        });
    }
}

const SHADES: [&str; 5] = ["q0", "q1", "q2", "q3", "q4"];
const INKS: [&str; 5] = ["b w0", "b", "b", "b", "b w4"];

/// `3 of 5 (60 %)`.
fn said(base: &Base<'_>, share: Share) -> String {
    let number = |number: usize| format::number(number as f64, &base.words);
    let percent = share.percent().map(|percent| format!(" ({percent}\u{a0}%)")).unwrap_or_default();
    format!("{} {} {}{percent}", number(share.covered), base.words.get("of"), number(share.all))
}

/// The heat map in a sentence: the share of each column over all rows that it shows.
fn described(base: &Base<'_>, heat: &Heat<'_>) -> String {
    let total = |at: usize| {
        heat.rows.iter().filter_map(|row| row.shares.get(at).copied().flatten()).fold(Share::default(), |sum, share| {
            Share { covered: sum.covered + share.covered, all: sum.all + share.all }
        })
    };
    let part = |(at, column): (usize, &String)| format!("{column}: {}", said(base, total(at)));
    heat.columns.iter().enumerate().map(part).collect::<Vec<_>>().join(", ")
}

/// The same as a table.
pub(super) fn table(base: &Base<'_>, heat: &Heat<'_>, rows: &[Row]) -> Table {
    let row = |row: &Row| {
        let name = escape::html(&row.name);
        let name = if row.href.is_empty() { name } else { format!("<a href=\"{}\">{name}</a>", row.href) };
        let share = |share: &Option<Share>| {
            share.filter(|share| share.all > 0).map_or_else(|| "–".to_owned(), |share| said(base, share))
        };
        std::iter::once(name).chain(row.shares.iter().map(share)).collect()
    };
    let head = std::iter::once(heat.corner.to_owned()).chain(heat.columns.iter().cloned()).collect();
    Table { caption: heat.title.to_owned(), head, rows: rows.iter().map(row).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_all_is_a_hundred_percent() {
        let level = |covered, all| Share { covered, all }.percent().map(Share::level);
        assert_eq!(level(999, 1000), Some(3));
        assert_eq!(
            [level(0, 3), level(1, 3), level(2, 3), level(3, 3), level(0, 0)],
            [Some(0), Some(1), Some(2), Some(4), None]
        );
    }

    #[test]
    fn rows_with_gaps_come_first() {
        let row = |covered| Row { shares: vec![Some(Share { covered, all: 4 }), None], ..Row::default() };
        assert!(row(0).care() < row(1).care() && row(1).care() < row(4).care());
    }
}
