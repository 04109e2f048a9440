//! The map as one SVG file that needs nothing else: for slides, for walls, and for printing.
//!
//! Steps stand in rows that fit a page in landscape, each with all lanes; every row is a view of its own (`map.svg#_1`), so that a
//! page can show one. Texts are measured and wrapped, cells are as high as they need to be: nothing overlaps, nothing is cut.

use std::fmt::{self, Display, Formatter, Write};
use std::ops::Range;

use super::blueprint::rows;
use super::lanes::{self, Cell, Lane, Look, To};
use super::table::stage_kind;
use super::voices;
use super::wrap::wrap;
use crate::config::accent::Scheme;
use crate::model::ElementRef;
use crate::present::Journey;
use crate::site::base::Base;
use crate::site::width::Type;
use crate::site::{curve, escape};

/// Steps in a row at most.
pub(super) const ROW: usize = 7;
/// Width of a row, of the names of lanes and of a column at most, in pixels at full size.
const WIDTH: f64 = 1120.0;
const LABELS: f64 = 132.0;
const COLUMN: f64 = 240.0;
/// Around the texts of a cell, and between them.
const PAD: f64 = 8.0;
const BETWEEN: f64 = 4.0;
/// Between rows, and around everything.
const MARGIN: f64 = 24.0;
/// Height of the scale of feelings, and of the room for words above and below.
const SCALE: f64 = 112.0;
const ROOM: f64 = 30.0;
/// Height of a line that parts zones, with its name.
const PART: f64 = 18.0;

const INK: &str = "#12181b";
const SOFT: &str = "#545d63";
const LINE: &str = "#dbe2e3";
const STRONG: &str = "#7d898e";
const ACCENT: &str = "#00666e";
const TINT: &str = "#e1f0f0";
const WASH: &str = "#f4f7f7";

const TEXT: Type = Type::new(10.5);
const BOLD: Type = Type::bold(10.5);
const SMALL: Type = Type::new(9.5);
const HEAD: Type = Type::bold(11.5);
const TITLE: Type = Type::bold(20.0);

/// A row of steps as it was drawn.
pub(super) struct Band {
    pub(super) width: f64,
    pub(super) height: f64,
    y: f64,
    svg: String,
}

/// The whole picture.
pub(super) fn svg(base: &Base<'_>, element: ElementRef<'_>, journey: &Journey<'_>) -> String {
    let bands = bands(base, journey);
    let width = bands.iter().map(|band| band.width).fold(LABELS + COLUMN, f64::max);
    let mut head = String::new();
    let top = title(element, width, &mut head);
    let height = bands.last().map_or(top, |band| top + band.y + band.height) + MARGIN;
    let width = width + 2.0 * MARGIN;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" xml:lang=\"{}\" role=\"img\" aria-labelledby=\"_title _desc\" font-family=\"system-ui, 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif\" font-size=\"{}\" fill=\"{INK}\">\n<title id=\"_title\">{}</title>\n<desc id=\"_desc\">{}</desc>\n",
        base.words.language(),
        TEXT.size,
        xml(element.name()),
        xml(&described(base, element, journey)),
    );
    for (at, band) in bands.iter().enumerate() {
        let (y, w, h) = (top + band.y, band.width, band.height);
        let _ = writeln!(
            svg,
            "<view id=\"_{}\" viewBox=\"{MARGIN} {y} {w} {h}\" preserveAspectRatio=\"xMidYMin\"/>",
            at + 1
        );
    }
    let _ = write!(svg, "<rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>{head}");
    for band in &bands {
        let _ = write!(svg, "\n<g transform=\"translate({MARGIN} {})\">{}</g>", top + band.y, band.svg);
    }
    coloured(base, svg + "\n</svg>\n")
}

/// The picture in the accent colour that the team has chosen, if it has.
fn coloured(base: &Base<'_>, svg: String) -> String {
    match base.input.config.site.accent.and_then(|accent| accent.tones(Scheme::Light)) {
        Some(tones) => svg.replace(ACCENT, &tones.accent.to_string()).replace(TINT, &tones.tint.to_string()),
        None => svg,
    }
}

/// The rows of a journey, one below the other from 0 on.
pub(super) fn bands(base: &Base<'_>, journey: &Journey<'_>) -> Vec<Band> {
    let lanes = lanes::of_map(base, journey);
    let mut y = 0.0;
    let mut bands = Vec::new();
    for steps in rows(journey.steps.len(), ROW).into_iter().filter(|steps| !steps.is_empty()) {
        let mut pen = Pen::new(base, journey, steps);
        pen.draw(&lanes);
        let band = Band { width: pen.width(), height: pen.y, y, svg: pen.svg };
        y += band.height + MARGIN;
        bands.push(band);
    }
    bands
}

/// What the picture shows, in words.
fn described(base: &Base<'_>, element: ElementRef<'_>, journey: &Journey<'_>) -> String {
    let words = &base.words;
    let summary = element.text("summary").map(|text| format!("{text} ")).unwrap_or_default();
    let steps = words.counted(("steps_1", "steps_n"), journey.steps.len());
    let weakest =
        journey.weakest().map(|(step, _)| format!(" {}: {}.", words.get("weakest_link"), step.element.name()));
    format!("{summary}{}. {steps}.{}", words.get("map_caption"), weakest.unwrap_or_default())
}

/// Name and need above the map; returns where the map begins.
fn title(element: ElementRef<'_>, width: f64, svg: &mut String) -> f64 {
    let mut y = MARGIN;
    let need = element.text("need").map(|text| text.as_str());
    for (text, style, attributes) in [
        (Some(element.name().as_str()), TITLE, "font-weight=\"600\" font-size=\"20\""),
        (need, Type::new(12.0), "font-style=\"italic\" font-size=\"12\""),
    ] {
        for line in text.map(|text| wrap(text, style, width)).unwrap_or_default() {
            y += style.leading();
            let _ = write!(svg, "<text x=\"{MARGIN}\" y=\"{}\" {attributes}>{}</text>", y - 6.0, xml(&line));
        }
    }
    y + 12.0
}

/// Text for XML: as for HTML, and without the two characters that XML forbids besides.
fn xml(text: &str) -> String {
    let text = escape::html(text);
    // both begin with this byte, and hardly a text holds it
    match text.bytes().any(|byte| byte == 0xef) {
        true => text.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}"),
        false => text,
    }
}

/// A place or a length. Most are whole numbers, which are printed in a fraction of the time.
struct Px(f64);

impl Display for Px {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let whole = self.0 as i64;
        if whole as f64 == self.0 { write!(f, "{whole}") } else { write!(f, "{}", self.0) }
    }
}

/// A piece of text in lines.
struct Lines {
    lines: Vec<String>,
    style: Type,
    attributes: &'static str,
}

impl Lines {
    fn height(&self) -> f64 {
        self.lines.len() as f64 * self.style.leading()
    }
}

/// Height of texts one below the other.
fn height(texts: &[Lines]) -> f64 {
    let between = BETWEEN * texts.len().saturating_sub(1) as f64;
    texts.iter().map(Lines::height).sum::<f64>() + between
}

/// Draws one row of steps from top to bottom.
struct Pen<'t, 'm> {
    base: &'t Base<'m>,
    journey: &'t Journey<'m>,
    steps: Range<usize>,
    column: f64,
    y: f64,
    /// Height of the scale of feelings.
    scale: f64,
    svg: String,
}

impl<'t, 'm> Pen<'t, 'm> {
    fn new(base: &'t Base<'m>, journey: &'t Journey<'m>, steps: Range<usize>) -> Pen<'t, 'm> {
        let column = ((WIDTH - LABELS) / steps.len().max(1) as f64).min(COLUMN).floor();
        Pen { base, journey, steps, column, y: 0.0, scale: SCALE, svg: String::new() }
    }

    fn width(&self) -> f64 {
        LABELS + self.column * self.steps.len() as f64
    }

    /// How far below the top of its row a level of the scale is.
    fn level(&self, value: i64) -> f64 {
        (ROOM + (2 - value.clamp(-2, 2)) as f64 / 4.0 * self.scale).round()
    }

    /// The left edge of a column, counted from the first of this row.
    fn left(&self, column: usize) -> f64 {
        LABELS + self.column * column as f64
    }

    /// `text` in lines for a cell of this width.
    fn set(&self, text: &str, style: Type, attributes: &'static str, width: f64) -> Lines {
        Lines { lines: wrap(&self.base.hyphens.text(text), style, width - 2.0 * PAD), style, attributes }
    }

    fn draw(&mut self, lanes: &[Lane<'_>]) {
        self.stages();
        self.heads();
        let (mut zone, mut drawn) = (None, false);
        for lane in lanes {
            if !drawn && !matches!(lane.key, "marks" | "touchpoint") {
                drawn = true;
                self.feelings();
            }
            let line = lane.zone.line().filter(|_| zone != Some(lane.zone));
            zone = Some(lane.zone);
            if let Some(line) = line {
                self.part(self.base.words.get(line));
            }
            self.lane(lane);
        }
        if !drawn {
            self.feelings();
        }
        let (width, height) = (self.width() - 1.0, self.y - 1.0);
        let _ = write!(
            self.svg,
            "<rect x=\".5\" y=\".5\" width=\"{width}\" height=\"{height}\" rx=\"6\" fill=\"none\" stroke=\"{STRONG}\"/>"
        );
    }

    fn stages(&mut self) {
        let (base, row) = (self.base, self.steps.clone());
        let mut cells = Vec::new();
        for stage in &self.journey.stages {
            let (from, to) = (stage.steps.start.max(row.start), stage.steps.end.min(row.end));
            if from < to {
                let width = self.column * (to - from) as f64;
                let name = self.set(stage.element.name(), HEAD, "font-weight=\"600\" font-size=\"11.5\"", width);
                let kind = stage_kind(base, stage).map(|kind| self.set(&kind, SMALL, "font-size=\"9.5\"", width));
                cells.push((from - row.start, width, [Some(name), kind].into_iter().flatten().collect::<Vec<_>>()));
            }
        }
        let tall = cells.iter().map(|(.., texts)| height(texts)).fold(0.0, f64::max) + 2.0 * PAD;
        for (column, width, texts) in cells {
            let (x, y) = (self.left(column), self.y);
            let _ = write!(
                self.svg,
                "<rect x=\"{}\" y=\"{y}\" width=\"{}\" height=\"{tall}\" fill=\"{TINT}\"/>",
                x + 1.0,
                width - 2.0
            );
            let _ = write!(self.svg, "<g fill=\"{ACCENT}\">");
            self.texts(&texts, x, y);
            self.svg.push_str("</g>");
        }
        self.y += tall;
    }

    fn heads(&mut self) {
        let steps = self.journey.steps.get(self.steps.clone()).unwrap_or_default();
        let name = |step: &crate::present::Step<'_>| {
            vec![self.set(step.element.name(), HEAD, "font-weight=\"600\" font-size=\"11.5\"", self.column)]
        };
        let cells: Vec<Vec<Lines>> = steps.iter().map(name).collect();
        self.row(self.base.words.get("lane_step"), &cells);
    }

    fn lane(&mut self, lane: &Lane<'_>) {
        let cells = lane.cells.get(self.steps.clone()).unwrap_or_default();
        if cells.iter().all(Vec::is_empty) {
            return;
        }
        let cells: Vec<Vec<Lines>> = cells.iter().map(|cell| self.cell(cell)).collect();
        self.row(lane.label, &cells);
    }

    fn cell(&self, cell: &Cell<'_>) -> Vec<Lines> {
        let lines = |piece: &lanes::Piece<'_>| {
            let sub = matches!(piece.to, To::Sub(_))
                .then(|| format!("{}: {}", self.base.words.get("sub_journey"), piece.text));
            let text = sub.as_deref().unwrap_or(&piece.text);
            match piece.look {
                Look::Plain | Look::Fail => self.set(text, TEXT, "", self.column),
                Look::Voice => self.set(text, TEXT, "font-style=\"italic\"", self.column),
                Look::Soft => self.set(text, TEXT, "fill=\"#545d63\"", self.column),
                Look::Mark(class) => {
                    self.set(&format!("{} {text}", sign(class)), BOLD, "font-weight=\"600\"", self.column)
                }
            }
        };
        cell.iter().map(lines).collect()
    }

    /// A row with its name, as high as its highest cell.
    fn row(&mut self, label: &str, cells: &[Vec<Lines>]) {
        let label = [self.set(label, SMALL, "font-size=\"9.5\"", LABELS)];
        let tallest = cells.iter().map(|texts| height(texts)).fold(height(&label), f64::max);
        let (y, tall) = (self.y, tallest + 2.0 * PAD);
        self.frame(tall, cells.len());
        let _ = write!(self.svg, "<g fill=\"{SOFT}\">");
        self.texts(&label, 0.0, y);
        self.svg.push_str("</g>");
        for (column, texts) in cells.iter().enumerate() {
            self.texts(texts, self.left(column), y);
        }
        self.y += tall;
    }

    /// The ground and the lines of a row.
    fn frame(&mut self, tall: f64, columns: usize) {
        let (y, width, tall) = (Px(self.y), Px(self.width()), Px(tall));
        let _ = write!(
            self.svg,
            "\n<rect y=\"{y}\" width=\"{LABELS}\" height=\"{tall}\" fill=\"{WASH}\"/><path d=\"M0 {y}H{width}",
        );
        let down = format!(" {y}v{tall}");
        for column in 0..columns {
            let _ = write!(self.svg, "M{}{down}", Px(self.left(column)));
        }
        let _ = write!(self.svg, "\" stroke=\"{LINE}\"/>");
    }

    fn texts(&mut self, texts: &[Lines], x: f64, y: f64) {
        let mut y = y + PAD;
        for text in texts.iter().filter(|text| !text.lines.is_empty()) {
            let (x, base) = (Px(x + PAD), Px(y + text.style.size));
            let space = if text.attributes.is_empty() { "" } else { " " };
            let _ = write!(self.svg, "<text x=\"{x}\" y=\"{base}\"{space}{}>", text.attributes);
            let below = format!("<tspan x=\"{x}\" dy=\"{}\">", Px(text.style.leading()));
            for (at, line) in text.lines.iter().enumerate() {
                let (before, behind) = if at == 0 { ("", "") } else { (below.as_str(), "</tspan>") };
                self.svg.extend([before, &xml(line), behind]);
            }
            self.svg.push_str("</text>");
            y += text.height() + BETWEEN;
        }
    }

    /// A line between zones, with its name.
    fn part(&mut self, name: &str) {
        let (y, width) = (self.y, self.width());
        let _ = write!(
            self.svg,
            "\n<rect y=\"{y}\" width=\"{width}\" height=\"{PART}\" fill=\"{WASH}\"/><path d=\"M0 {y}H{width}\" stroke=\"{STRONG}\" stroke-width=\"2\" stroke-dasharray=\"6 4\"/><text x=\"{PAD}\" y=\"{}\" font-size=\"9.5\" fill=\"{SOFT}\">{}</text>",
            y + 12.5,
            xml(name)
        );
        self.y += PART;
    }

    /// The emotion curve of these steps, with its legend in place of a name.
    fn feelings(&mut self) {
        if !self.journey.has_feelings() {
            return;
        }
        let top = self.y;
        let (legend, needed) = self.legend();
        let tall = (SCALE + 2.0 * ROOM).max(needed);
        self.scale = tall - 2.0 * ROOM;
        self.frame(tall, self.steps.len());
        self.svg.push_str(&legend);
        let (left, width) = (self.left(0), self.width());
        for level in -2..=2 {
            let y = top + self.level(level);
            let colour = if level == 0 { STRONG } else { LINE };
            let _ = write!(self.svg, "<path d=\"M{left} {y}H{width}\" stroke=\"{colour}\"/>");
        }
        for (level, sign) in [(2, "+2"), (0, "0"), (-2, "−2")] {
            let _ = write!(
                self.svg,
                "<text x=\"{}\" y=\"{}\" font-size=\"9.5\" fill=\"{SOFT}\">{sign}</text>",
                left + 4.0,
                top + self.level(level) - 3.0
            );
        }
        let inner = width - left;
        let _ =
            write!(self.svg, "<svg x=\"{left}\" y=\"{top}\" width=\"{inner}\" height=\"{tall}\" stroke-width=\"2\">");
        self.lines();
        self.svg.push_str("</svg>");
        self.extremes(top);
        self.y += tall;
    }

    /// Lines and points, from the left edge of the first column and the top of the row on.
    fn lines(&mut self) {
        let lines = curve::lines(self.journey);
        for line in lines.iter() {
            let shift = curve::shift(line.style, lines.len());
            // A line comes in from the last known value before this row, and goes on to the first behind it.
            let before = (0..self.steps.start).rev().find(|at| known(&line.values, *at));
            let behind = (self.steps.end..line.values.len()).find(|at| known(&line.values, *at));
            let (from, to) = (before.unwrap_or(self.steps.start), behind.map_or(self.steps.end, |at| at + 1));
            let values = line.values.get(from..to).unwrap_or_default();
            let (column, start) = (self.column, self.steps.start as f64 - from as f64);
            let place = |at: usize, value: i64| ((at as f64 - start + 0.5) * column, self.level(value) + shift);
            let path = curve::trace(values, place);
            let (stroke, fill, dashes) = look(line.style);
            let _ = write!(self.svg, "<path d=\"{path}\" fill=\"none\" stroke=\"{stroke}\"{dashes}/>");
            for (at, value) in curve::known(line.values.get(self.steps.clone()).unwrap_or_default()) {
                let (x, y) = ((at as f64 + 0.5) * column, self.level(value) + shift);
                point(line.style, x, y, stroke, fill, &mut self.svg);
            }
        }
    }

    fn extremes(&mut self, top: f64) {
        let lines = curve::lines(self.journey);
        for extreme in curve::extremes(self.journey, &self.base.words) {
            let Some(column) = extreme.step.checked_sub(self.steps.start).filter(|at| *at < self.steps.len()) else {
                continue;
            };
            let (x, y) = (self.left(column) + self.column / 2.0, top + self.level(extreme.value));
            let y = y + curve::shift_of(&extreme, &lines);
            let beside = if extreme.value > 0 { -13.0 } else { 20.0 };
            let _ = write!(
                self.svg,
                "<circle cx=\"{x}\" cy=\"{y}\" r=\"8.5\" fill=\"none\" stroke=\"{INK}\"/><text x=\"{x}\" y=\"{}\" text-anchor=\"middle\" font-size=\"9.5\" paint-order=\"stroke\" stroke=\"#fff\" stroke-width=\"3\">{}</text>",
                y + beside,
                xml(&extreme.word)
            );
        }
    }

    /// Which line is whose, and how much height that needs.
    fn legend(&self) -> (String, f64) {
        let mut svg = String::new();
        let mut y = self.y + PAD;
        let title = self.set(self.base.words.get("lane_emotion"), SMALL, "", LABELS);
        let _ = write!(svg, "<g font-size=\"9.5\" fill=\"{SOFT}\">");
        let write_lines = |lines: &Lines, x: f64, y: &mut f64, svg: &mut String| {
            for line in &lines.lines {
                *y += lines.style.leading();
                let _ = write!(svg, "<text x=\"{x}\" y=\"{}\">{}</text>", *y - 2.5, xml(line));
            }
        };
        write_lines(&title, PAD, &mut y, &mut svg);
        y += BETWEEN;
        for (style, voice) in self.journey.voices.iter().enumerate() {
            let (stroke, fill, dashes) = look(style);
            let _ = write!(svg, "<path d=\"M{PAD} {}h24\" stroke=\"{stroke}\" stroke-width=\"2\"{dashes}/>", y + 8.0);
            point(style, PAD + 12.0, y + 8.0, stroke, fill, &mut svg);
            let name = self.set(&voices::name(self.base, voice), SMALL, "", LABELS - 14.0);
            write_lines(&name, PAD + 30.0, &mut y, &mut svg);
            y += BETWEEN;
        }
        svg.push_str("</g>");
        (svg, y - self.y + PAD)
    }
}

fn known(values: &[Option<i64>], at: usize) -> bool {
    values.get(at).is_some_and(Option::is_some)
}

/// Colour, filling and dashes of a line, as in the style sheet.
fn look(style: usize) -> (&'static str, &'static str, &'static str) {
    match style % curve::STYLES {
        0 => (ACCENT, ACCENT, ""),
        1 => (INK, "#fff", " stroke-dasharray=\"7 5\""),
        2 => (STRONG, STRONG, " stroke-dasharray=\"1.5 5\" stroke-linecap=\"round\""),
        3 => (ACCENT, "#fff", " stroke-dasharray=\"12 4 2 4\""),
        4 => (INK, INK, " stroke-dasharray=\"3 3\""),
        _ => (STRONG, "#fff", " stroke-dasharray=\"14 6\""),
    }
}

fn point(style: usize, x: f64, y: f64, stroke: &str, fill: &str, svg: &mut String) {
    let _ = match curve::shape(style, 4.0) {
        Some(shape) => write!(
            svg,
            "<path transform=\"translate({x:.1} {y:.1})\" d=\"{shape}\" fill=\"{fill}\" stroke=\"{stroke}\" stroke-width=\"2\"/>"
        ),
        None => write!(
            svg,
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\" fill=\"{fill}\" stroke=\"{stroke}\" stroke-width=\"2\"/>"
        ),
    };
}

/// The sign of a mark, as the style sheet has it.
fn sign(class: &str) -> &'static str {
    match class {
        "free" => "○",
        "pain" => "▼",
        "wow" => "★",
        "break" => "⇄",
        "sign" => "✦",
        "hand" => "→",
        _ => "◆",
    }
}
