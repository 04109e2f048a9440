//! The emotion curve: values per step to an SVG that stretches with its container.
//!
//! Lines live in an inner SVG that is stretched to the width at hand (strokes keep their width); points, rings and words are
//! placed by percentages in the outer one, so they are never distorted. Classes carry all looks, see the style sheet.
//! Lines run side by side where people feel alike, as those of a transit map do: none hides another.
//! Who feels what is said by the legend and the table beside the picture.

use std::fmt::Write;

use super::escape;
use crate::present::{Journey, Words};

/// The feeling of one persona (or of everybody) along the steps of a journey.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// Which of the line styles it is drawn in.
    pub(super) style: usize,
    /// A value of −2…2 for each step; none where nothing is known.
    pub(super) values: Vec<Option<i64>>,
}

/// A point that the picture names.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Extreme {
    /// Number of the step.
    pub(super) step: usize,
    /// Its value.
    pub(super) value: i64,
    /// What to call it.
    pub(super) word: String,
}

/// One line for each voice of the journey.
pub(super) fn lines(journey: &Journey<'_>) -> Vec<Line> {
    let line = |(style, voice)| Line {
        style,
        values: journey.steps.iter().map(|step| step.feelings.of_voice(voice)).collect(),
    };
    journey.voices.iter().enumerate().map(line).collect()
}

/// Peak, low and end as points of the picture, those that fall together as one; peak and low only where there are ups and downs.
pub(super) fn extremes(journey: &Journey<'_>, words: &Words) -> Vec<Extreme> {
    let (peak, low, end) = (journey.peak(), journey.weakest(), journey.end());
    let flat = peak.as_ref().map(|(_, value)| *value) == low.as_ref().map(|(_, value)| *value);
    let ups = [(peak, "peak"), (low, "low")].into_iter().filter(|_| !flat);
    let mut extremes: Vec<Extreme> = Vec::new();
    for (found, word) in ups.chain([(end, "end")]) {
        let Some((step, value)) = found else { continue };
        let (step, word) = (journey.at(step), words.get(word));
        match extremes.iter_mut().find(|known| (known.step, known.value) == (step, value)) {
            Some(known) => known.word = format!("{} · {word}", known.word),
            None => extremes.push(Extreme { step, value, word: word.to_owned() }),
        }
    }
    extremes
}

/// Number of line styles in the style sheet; lines beyond it share one.
pub(super) const STYLES: usize = 6;
/// How far apart lines run where people feel alike, in pixels, and how far all of them together at most.
const APART: f64 = 6.0;
const SPREAD: f64 = 20.0;

/// How far the first line that goes through a point is shifted.
pub(super) fn shift_of(extreme: &Extreme, lines: &[Line]) -> f64 {
    let at = through(extreme, lines).and_then(|found| lines.iter().position(|line| std::ptr::eq(line, found)));
    at.map_or(0.0, |at| shift(at, lines.len()))
}

/// The first line that goes through a point.
fn through<'l>(extreme: &Extreme, lines: &'l [Line]) -> Option<&'l Line> {
    lines.iter().find(|line| line.values.get(extreme.step) == Some(&Some(extreme.value)))
}

/// How far the line number `at` of `count` is shifted down, so that lines with equal values run side by side.
pub(super) fn shift(at: usize, count: usize) -> f64 {
    let between = count.saturating_sub(1) as f64;
    let apart = if between > 0.0 { APART.min(SPREAD / between) } else { 0.0 };
    (at as f64 - between / 2.0) * apart
}

/// Upper and lower edge of the scale, in percent of the height: room for the words above and below.
const TOP: f64 = 15.0;
const HEIGHT: f64 = 68.0;

/// The large curve of a journey map, hidden from screen readers: the rows of numbers below it say the same. Where columns are
/// `narrow`, words at its ends stay inside.
pub(super) fn full(lines: &[Line], extremes: &[Extreme], narrow: bool) -> String {
    let mut svg = String::from("<svg class=\"curve\" aria-hidden=\"true\">");
    for level in -2..=2 {
        grid(level, &mut svg);
    }
    drawing(lines, 4.5, 1.0, true, &mut svg);
    for extreme in extremes {
        name(extreme, lines, narrow, &mut svg);
    }
    for (level, sign) in [(2, "+2"), (0, "0"), (-2, "−2")] {
        let _ = write!(svg, "<text x=\"6\" y=\"{}%\" dy=\"-4\">{sign}</text>", height(level));
    }
    svg + "</svg>"
}

/// The miniature for lists; `label` says in words what it shows.
pub(super) fn mini(lines: &[Line], label: &str) -> String {
    let mut svg = format!("<svg class=\"curve\" role=\"img\" aria-label=\"{}\">", escape::html(label));
    grid(0, &mut svg);
    drawing(lines, 3.0, 0.5, false, &mut svg);
    svg + "</svg>"
}

/// A short piece of the line with its point: the key in a legend.
pub(super) fn key(style: usize) -> String {
    let class = style % STYLES;
    let mut svg = format!(
        "<svg class=\"key curve\" viewBox=\"0 0 34 14\" aria-hidden=\"true\"><path class=\"p{class}\" d=\"M1 7H33\"/>"
    );
    let shape = Shape::new(style, 4.2);
    svg.push_str(&shape.group());
    shape.push("17", "7", &mut svg);
    svg + "</g></svg>"
}

/// One value on its scale, for running text.
pub(super) fn gauge(value: i64) -> String {
    let at = 26 + value.clamp(-2, 2) * 11;
    format!(
        "<svg viewBox=\"0 0 52 12\" aria-hidden=\"true\"><line x1=\"4\" x2=\"48\" y1=\"6\" y2=\"6\"/><line x1=\"26\" x2=\"26\" y1=\"2\" y2=\"10\"/><circle class=\"dot p0\" cx=\"{at}\" cy=\"6\" r=\"4\"/></svg>"
    )
}

fn steps(lines: &[Line]) -> usize {
    lines.iter().map(|line| line.values.len()).max().unwrap_or(0)
}

fn grid(level: i64, svg: &mut String) {
    let (class, y) = (if level == 0 { "zero" } else { "grid" }, height(level));
    let _ = write!(svg, "<line class=\"{class}\" x1=\"0\" x2=\"100%\" y1=\"{y}%\" y2=\"{y}%\"/>");
}

/// Lines below, points above, so that no line crosses a point.
fn drawing(lines: &[Line], radius: f64, apart: f64, named: bool, svg: &mut String) {
    let steps = steps(lines);
    let shift = |at: usize| shift(at, lines.len()) * apart;
    for (at, line) in lines.iter().enumerate() {
        open(line, shift(at), named, svg);
        let _ = write!(
            svg,
            "<svg viewBox=\"0 0 {} 100\" preserveAspectRatio=\"none\"><path class=\"p{}\" d=\"{}\"/></svg></g>",
            steps as f64 * ACROSS,
            line.style % STYLES,
            path(&line.values)
        );
    }
    for (at, line) in lines.iter().enumerate() {
        let shape = Shape::new(line.style, radius);
        open(line, shift(at), named, svg);
        svg.push_str(&shape.group());
        for (step, value) in known(&line.values) {
            shape.push(&percent(across(step, steps)), &percent(height(value)), svg);
        }
        svg.push_str("</g></g>");
    }
}

/// The group of a line: shifted, and with the class by which it is shown and hidden where that is possible.
fn open(line: &Line, shift: f64, named: bool, svg: &mut String) {
    svg.push_str("<g");
    if named {
        let _ = write!(svg, " class=\"v{}\"", line.style);
    }
    if shift != 0.0 {
        let _ = write!(svg, " transform=\"translate(0 {shift:.1})\"");
    }
    svg.push('>');
}

/// Shapes for points that are no circles, around the origin, for a radius of 1: square, triangle, diamond, square.
const SHAPES: [&[(f64, f64)]; 4] = [SQUARE, TRIANGLE, DIAMOND, SQUARE];
const SQUARE: &[(f64, f64)] = &[(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)];
const TRIANGLE: &[(f64, f64)] = &[(0.0, -1.2), (1.15, 0.85), (-1.15, 0.85)];
const DIAMOND: &[(f64, f64)] = &[(0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0)];

/// The outline of a line's points as the commands of a path; none for a circle.
pub(super) fn shape(style: usize, radius: f64) -> Option<String> {
    let corners = SHAPES.get((style % STYLES).checked_sub(2)?)?;
    let mut d = String::new();
    for (at, (x, y)) in corners.iter().enumerate() {
        push_numbers(if at == 0 { 'M' } else { 'L' }, &[x * radius, y * radius], &mut d);
    }
    d.push('Z');
    Some(d)
}

/// The points of a line, all alike: looks are said once, by the group they stand in.
struct Shape {
    class: usize,
    radius: String,
    outline: Option<String>,
}

impl Shape {
    fn new(style: usize, radius: f64) -> Shape {
        let mut number = String::new();
        push_number(radius, &mut number);
        Shape { class: style % STYLES, radius: number, outline: shape(style, radius) }
    }

    fn group(&self) -> String {
        format!("<g class=\"dots p{}\">", self.class)
    }

    fn push(&self, x: &str, y: &str, svg: &mut String) {
        let pieces = match &self.outline {
            // A path cannot be placed by percentages, hence the nested coordinate system.
            Some(outline) => ["<svg x=\"", x, "\" y=\"", y, "\"><path d=\"", outline, "\"/></svg>"],
            None => ["<circle cx=\"", x, "\" cy=\"", y, "\" r=\"", &self.radius, "\"/>"],
        };
        pieces.iter().for_each(|piece| svg.push_str(piece));
    }
}

/// A ring around the first line that goes through the point, and a word beside it.
fn name(extreme: &Extreme, lines: &[Line], narrow: bool, svg: &mut String) {
    let (x, y) = (across(extreme.step, steps(lines)), height(extreme.value));
    let (shift, style) = (shift_of(extreme, lines), through(extreme, lines).map_or(0, |line| line.style));
    let dy = if extreme.value > 0 { -14.0 } else { 23.0 } + shift;
    let anchor = match x {
        ..20.0 if narrow => "start",
        80.0.. if narrow => "end",
        _ => "middle",
    };
    let _ = write!(
        svg,
        "<g class=\"v{style}\"><circle class=\"ring\" cx=\"{x}%\" cy=\"{y}%\" r=\"9\" transform=\"translate(0 {shift:.1})\"/><text x=\"{x}%\" y=\"{y}%\" dy=\"{dy:.1}\" text-anchor=\"{anchor}\">{}</text></g>",
        extreme.word
    );
}

/// How wide a step is in the stretched picture of the lines: with 6, thirds and halves are whole numbers.
const ACROSS: f64 = 6.0;

/// The middle of a step's column in percent of the width, to two decimals.
fn across(step: usize, steps: usize) -> f64 {
    ((step as f64 + 0.5) / steps.max(1) as f64 * 10_000.0).round() / 100.0
}

/// A value's height in percent from the top.
fn height(value: i64) -> f64 {
    TOP + (2 - value.clamp(-2, 2)) as f64 / 4.0 * HEIGHT
}

/// The known values with the numbers of their steps.
pub(super) fn known(values: &[Option<i64>]) -> impl Iterator<Item = (usize, i64)> {
    values.iter().enumerate().filter_map(|(step, value)| value.map(|value| (step, value)))
}

/// A smooth line through the known values that never overshoots them (monotone cubic, after Fritsch and Carlson):
/// a curve that swung below −2 or showed a dip nobody felt would lie.
fn path(values: &[Option<i64>]) -> String {
    trace(values, |step, value| ((step as f64 + 0.5) * ACROSS, height(value)))
}

/// The same line in whatever coordinates `place` gives to a step and its value.
pub(super) fn trace(values: &[Option<i64>], place: impl Fn(usize, i64) -> (f64, f64)) -> String {
    let points: Vec<(f64, f64)> = known(values).map(|(step, value)| place(step, value)).collect();
    let slopes = slopes(&points);
    let mut d = String::with_capacity(points.len() * 40);
    if let Some((x, y)) = points.first() {
        push_numbers('M', &[*x, *y], &mut d);
    }
    let mut before = None;
    for (pair, slope) in points.windows(2).zip(slopes.windows(2)) {
        if let ([(x0, y0), (x1, y1)], [m0, m1]) = (pair, slope) {
            let third = (x1 - x0) / 3.0;
            let numbers = [x0 + third, y0 + m0 * third, x1 - third, y1 - m1 * third, *x1, *y1];
            // Behind a piece of the same length the first of the two handles is the last one mirrored, which need not be said.
            let smooth = before.is_some_and(|before: f64| (before - third).abs() < 1e-6);
            let (command, told) = if smooth { ('S', 2) } else { ('C', 0) };
            push_numbers(command, numbers.get(told..).unwrap_or_default(), &mut d);
            before = Some(third);
        }
    }
    d
}

fn push_numbers(command: char, numbers: &[f64], d: &mut String) {
    d.push(command);
    for (at, number) in numbers.iter().enumerate() {
        if at > 0 {
            d.push(' ');
        }
        push_number(*number, d);
    }
}

/// The slope of the line in each point: flat at the ends and at every extreme, the harmonic mean of both sides elsewhere.
fn slopes(points: &[(f64, f64)]) -> Vec<f64> {
    let rises: Vec<f64> = points
        .windows(2)
        .map(|pair| if let [(x0, y0), (x1, y1)] = pair { (y1 - y0) / (x1 - x0) } else { 0.0 })
        .collect();
    let inner = rises.windows(2).map(|pair| match pair {
        [a, b] if a * b > 0.0 => 2.0 * a * b / (a + b),
        _ => 0.0,
    });
    std::iter::once(0.0).chain(inner).chain(std::iter::once(0.0)).take(points.len()).collect()
}

fn percent(number: f64) -> String {
    let mut text = String::with_capacity(8);
    push_number(number, &mut text);
    text.push('%');
    text
}

/// A number with at most two decimals. A site has a million of them, and the general way to print one takes several times as long.
pub(super) fn push_number(number: f64, text: &mut String) {
    let hundredths = (number * 100.0).round() as i64;
    if hundredths < 0 {
        text.push('-');
    }
    let (whole, rest) = (hundredths.unsigned_abs() / 100, (hundredths.unsigned_abs() % 100) as u8);
    push_whole(whole, text);
    if rest > 0 {
        text.push('.');
        text.push(char::from(b'0' + rest / 10));
    }
    if rest % 10 > 0 {
        text.push(char::from(b'0' + rest % 10));
    }
}

fn push_whole(number: u64, text: &mut String) {
    if number >= 10 {
        push_whole(number / 10, text);
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(values: &[Option<i64>]) -> Line {
        Line { style: 0, values: values.to_vec() }
    }

    #[test]
    fn the_line_stays_between_the_values_it_joins() {
        let d = path(&[Some(2), Some(2), Some(-2), Some(0), None, Some(1)]);
        let numbers: Vec<f64> = d.split([' ', 'M', 'C', 'S']).filter_map(|part| part.parse().ok()).collect();
        let heights = numbers.iter().skip(1).step_by(2);
        assert!(heights.clone().all(|y| (height(2)..=height(-2)).contains(y)), "{d}");
        assert_eq!(d.matches(['C', 'S']).count(), 4, "four pieces join five known values: {d}");
        assert_eq!(d.matches('S').count(), 2, "a piece of another length says both of its handles: {d}");
    }

    #[test]
    fn lines_with_equal_values_run_side_by_side() {
        let shifts: Vec<f64> = (0..3).map(|at| shift(at, 3)).collect();
        assert_eq!(shifts, [-6.0, 0.0, 6.0]);
        assert_eq!((shift(0, 1), shift(0, 6), shift(5, 6)), (0.0, -10.0, 10.0));
        let same = [Some(1), Some(0)];
        let lines: Vec<Line> = (0..6).map(|style| Line { style, values: same.to_vec() }).collect();
        let svg = full(&lines, &[], false);
        assert_eq!(svg.matches("transform=\"translate(0 ").count(), 12, "six lines and their points: {svg}");
        let shapes: std::collections::BTreeSet<_> = (0..6).map(|style| shape(style, 1.0)).collect();
        assert_eq!(shapes.len(), 4, "circle, square, triangle and diamond, two of them empty or full");
    }

    #[test]
    fn numbers_have_two_decimals_at_most() {
        for (number, expected) in
            [(0.0, "0"), (4.5, "4.5"), (-3.78, "-3.78"), (1016.666, "1016.67"), (0.05, "0.05"), (0.999, "1")]
        {
            let mut text = String::new();
            push_number(number, &mut text);
            assert_eq!(text, expected);
        }
    }

    #[test]
    fn unknown_values_have_no_point() {
        let svg = mini(&[line(&[Some(1), None, Some(-1)])], "Auf \"und\" ab");
        assert_eq!(svg.matches("<circle").count(), 2);
        assert!(svg.contains("aria-label=\"Auf &quot;und&quot; ab\""));
    }

    #[test]
    fn no_value_at_all_is_still_a_picture() {
        assert!(full(&[line(&[None, None])], &[], false).ends_with("</svg>"));
        assert!(full(&[], &[], true).ends_with("</svg>"));
        assert_eq!(path(&[]), "");
    }
}
