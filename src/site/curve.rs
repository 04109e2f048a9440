//! The emotion curve: values per step to an SVG that stretches with its container.
//!
//! Lines live in an inner SVG that is stretched to the width at hand (strokes keep their width); points, rings and words are
//! placed by percentages in the outer one, so they are never distorted. Classes carry all looks, see the style sheet.
//! Who feels what is said by the legend and the table beside the picture.

use std::fmt::Write;

use super::escape;
use crate::present::{Journey, Step, Words};

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
    pub(super) word: &'static str,
}

/// One line for each voice of the journey.
pub(super) fn lines(journey: &Journey<'_>) -> Vec<Line> {
    let line = |(style, voice)| Line {
        style,
        values: journey.steps.iter().map(|step| step.feelings.of_voice(voice)).collect(),
    };
    journey.voices.iter().enumerate().map(line).collect()
}

/// Peak and low as points of the picture; none on a line without ups and downs.
pub(super) fn extremes(journey: &Journey<'_>, words: &Words) -> Vec<Extreme> {
    let (Some((peak, high)), Some((weakest, low))) = (journey.peak(), journey.weakest()) else { return Vec::new() };
    if high == low {
        return Vec::new();
    }
    let at = |step: &Step<'_>| journey.steps.iter().position(|other| other.element == step.element).unwrap_or(0);
    vec![
        Extreme { step: at(peak), value: high, word: words.get("peak") },
        Extreme { step: at(weakest), value: low, word: words.get("low") },
    ]
}

/// Number of line styles in the style sheet; lines beyond it share one.
const STYLES: usize = 6;
/// Upper and lower edge of the scale, in percent of the height: room for the words above and below.
const TOP: f64 = 15.0;
const HEIGHT: f64 = 68.0;

/// The large curve of a journey map, hidden from screen readers: the row of numbers below it says the same.
pub(super) fn full(lines: &[Line], extremes: &[Extreme]) -> String {
    let mut svg = String::from("<svg class=\"curve\" aria-hidden=\"true\">");
    for level in -2..=2 {
        grid(level, &mut svg);
    }
    drawing(lines, 4.5, true, &mut svg);
    for extreme in extremes {
        name(extreme, steps(lines), &mut svg);
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
    drawing(lines, 3.0, false, &mut svg);
    svg + "</svg>"
}

/// A short piece of the line with its point: the key in a legend.
pub(super) fn key(style: usize) -> String {
    let class = style % STYLES;
    let mut svg = format!(
        "<svg class=\"key curve\" viewBox=\"0 0 34 14\" aria-hidden=\"true\"><path class=\"p{class}\" d=\"M1 7H33\"/>"
    );
    push_point(style, "17", "7", 4.2, &mut svg);
    svg + "</svg>"
}

/// The point alone: the key beside a number.
pub(super) fn point(style: usize) -> String {
    let mut svg = String::from("<svg viewBox=\"0 0 12 12\" aria-hidden=\"true\">");
    push_point(style, "6", "6", 4.2, &mut svg);
    svg + "</svg>"
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
fn drawing(lines: &[Line], radius: f64, named: bool, svg: &mut String) {
    let steps = steps(lines);
    let _ = write!(
        svg,
        "<svg viewBox=\"0 0 {} 100\" width=\"100%\" height=\"100%\" preserveAspectRatio=\"none\" overflow=\"visible\">",
        steps * 100
    );
    for line in lines {
        let part = part(line, named);
        let _ = write!(svg, "<path class=\"p{}\"{part} d=\"{}\"/>", line.style % STYLES, path(&line.values));
    }
    svg.push_str("</svg>");
    for line in lines {
        let _ = write!(svg, "<g{}>", part(line, named));
        for (step, value) in known(&line.values) {
            let (x, y) = (percent(across(step, steps)), percent(height(value)));
            push_point(line.style, &x, &y, radius, svg);
        }
        svg.push_str("</g>");
    }
}

/// The name by which a line is shown and hidden, where that is possible.
fn part(line: &Line, named: bool) -> String {
    if named { format!(" data-part=\"line-{}\"", line.style) } else { String::new() }
}

fn push_point(style: usize, x: &str, y: &str, radius: f64, svg: &mut String) {
    let class = style % STYLES;
    if class % 3 == 2 {
        // A square cannot be centred by percentages alone, hence the nested coordinate system.
        let (from, size) = (-radius * 0.9, radius * 1.8);
        let _ = write!(
            svg,
            "<svg x=\"{x}\" y=\"{y}\" overflow=\"visible\"><rect class=\"dot p{class}\" x=\"{from:.1}\" y=\"{from:.1}\" width=\"{size:.1}\" height=\"{size:.1}\"/></svg>"
        );
    } else {
        svg.push_str("<circle class=\"dot p");
        push_number(class as f64, svg);
        for (name, value) in [("\" cx=\"", x), ("\" cy=\"", y)] {
            svg.push_str(name);
            svg.push_str(value);
        }
        svg.push_str("\" r=\"");
        push_number(radius, svg);
        svg.push_str("\"/>");
    }
}

fn name(extreme: &Extreme, steps: usize, svg: &mut String) {
    let (x, y) = (across(extreme.step, steps), height(extreme.value));
    let dy = if extreme.value > 0 { -14 } else { 23 };
    let _ = write!(
        svg,
        "<circle class=\"ring\" cx=\"{x}%\" cy=\"{y}%\" r=\"9\"/><text x=\"{x}%\" y=\"{y}%\" dy=\"{dy}\" text-anchor=\"middle\">{}</text>",
        extreme.word
    );
}

/// The middle of a step's column in percent of the width, to two decimals.
fn across(step: usize, steps: usize) -> f64 {
    ((step as f64 + 0.5) / steps.max(1) as f64 * 10_000.0).round() / 100.0
}

/// A value's height in percent from the top.
fn height(value: i64) -> f64 {
    TOP + (2 - value.clamp(-2, 2)) as f64 / 4.0 * HEIGHT
}

fn known(values: &[Option<i64>]) -> impl Iterator<Item = (usize, i64)> {
    values.iter().enumerate().filter_map(|(step, value)| value.map(|value| (step, value)))
}

/// A smooth line through the known values that never overshoots them (monotone cubic, after Fritsch and Carlson):
/// a curve that swung below −2 or showed a dip nobody felt would lie.
fn path(values: &[Option<i64>]) -> String {
    let points: Vec<(f64, f64)> =
        known(values).map(|(step, value)| (step as f64 * 100.0 + 50.0, height(value))).collect();
    let slopes = slopes(&points);
    let mut d = String::with_capacity(points.len() * 40);
    if let Some((x, y)) = points.first() {
        push_numbers('M', &[*x, *y], &mut d);
    }
    for (pair, slope) in points.windows(2).zip(slopes.windows(2)) {
        if let ([(x0, y0), (x1, y1)], [m0, m1]) = (pair, slope) {
            let third = (x1 - x0) / 3.0;
            push_numbers('C', &[x0 + third, y0 + m0 * third, x1 - third, y1 - m1 * third, *x1, *y1], &mut d);
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
fn push_number(number: f64, text: &mut String) {
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
        let numbers: Vec<f64> = d.split([' ', 'M', 'C']).filter_map(|part| part.parse().ok()).collect();
        let heights = numbers.iter().skip(1).step_by(2);
        assert!(heights.clone().all(|y| (height(2)..=height(-2)).contains(y)), "{d}");
        assert_eq!(numbers.len(), 2 + 4 * 6, "four pieces join five known values");
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
        assert!(full(&[line(&[None, None])], &[]).ends_with("</svg>"));
        assert!(full(&[], &[]).ends_with("</svg>"));
        assert_eq!(path(&[]), "");
    }
}
