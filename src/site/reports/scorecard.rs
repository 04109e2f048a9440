//! The scorecard of signature interactions: metrics of performance and brand side by side, each on its way to its target.

use super::reach::in_use;
use super::sheet::{self, Table, number};
use super::{Empty, Group, Reading, Report};
use crate::model::ElementRef;
use crate::present::plain;
use crate::schema::Label;
use crate::site::base::Base;
use crate::site::escape;
use crate::site::pieces::ROOT;
use crate::site::plot::{self, Anchor, Point, Rect, Size, Svg, Type};

pub(super) static REPORT: Report = Report {
    address: "reports/scorecard",
    title: Label::new("Scorecard", "Scorecard"),
    question: Label::new(
        "Do our signature interactions perform, and do they strengthen the brand?",
        "Leisten unsere Signature Interactions etwas, und stärken sie die Marke?",
    ),
    group: Group::Measurement,
    template: "plot.html",
    empty: Empty {
        help: Label::new(
            "No signature interaction names its metrics yet. Name both sides, because neither is enough alone:",
            "Noch nennt keine Signature Interaction ihre Kennzahlen. Nennen Sie beide Seiten, denn eine allein genügt nicht:",
        ),
        example: Label::new(
            "signature first-cup \"The first cup\" {\n  performance_metrics: [on-time-delivery]\n  brand_metrics: [recommendation]\n}",
            "signature erste-tasse \"Die erste Tasse\" {\n  performance_metrics: [puenktlichkeit]\n  brand_metrics: [weiterempfehlung]\n}",
        ),
    },
    read,
};

static LEGEND: Label = Label::new(
    "A bar is the way from baseline to target. The line is the target, the diamond the floor at which you step in.",
    "Ein Balken ist der Weg vom Ausgangswert zum Ziel. Der Strich ist das Ziel, die Raute die Untergrenze, bei der Sie eingreifen.",
);
static FIRST: Label = Label::new(
    "The picture shows {m} of {n} signature interactions.",
    "Das Bild zeigt {m} von {n} Signature Interactions.",
);
static HEADS: [Label; 8] = [
    Label::new("Signature interaction", "Signature Interaction"),
    Label::new("Metric", "Kennzahl"),
    Label::new("Class", "Klasse"),
    Label::new("Baseline", "Ausgangswert"),
    Label::new("Actual", "Istwert"),
    Label::new("Target", "Ziel"),
    Label::new("Floor", "Untergrenze"),
    Label::new("Way made", "Weg"),
];

/// Signature interactions in the picture.
const SHOWN: usize = 20;
/// Metrics of one side of one of them.
const METRICS: usize = 12;

/// The two sides, with the fields that name their metrics.
const SIDES: [(&str, &str); 2] = [("performance", "performance_metrics"), ("brand", "brand_metrics")];

/// How far a metric is on its way, in percent of it: 0 at the baseline, 100 at the target. Works in both directions: a waiting
/// time that falls from 60 to 20 makes its way like a rate that rises. None without a target that differs from the baseline.
pub(super) fn way(baseline: Option<f64>, target: Option<f64>, value: Option<f64>) -> Option<f64> {
    let (baseline, target, value) = (baseline.unwrap_or(0.0), target?, value?);
    let way = (value - baseline) / (target - baseline) * 100.0;
    way.is_finite().then_some(way)
}

/// Where the target stands on a bar, in parts of its length: what lies beyond is overfulfilled.
const GOAL: f64 = 0.8;

/// A place on a bar, in parts of its length.
pub(super) fn place(way: f64) -> f64 {
    (way / 100.0 * GOAL).clamp(0.0, 1.0)
}

/// A metric with its numbers.
struct Score<'m> {
    metric: ElementRef<'m>,
    baseline: Option<f64>,
    actual: Option<f64>,
    target: Option<f64>,
    floor: Option<f64>,
}

impl<'m> Score<'m> {
    fn of(metric: ElementRef<'m>) -> Score<'m> {
        let [baseline, actual, target, floor] =
            ["baseline", "actual", "target", "floor"].map(|key| number(metric, key));
        Score { metric, baseline, actual, target, floor }
    }

    fn way(&self, value: Option<f64>) -> Option<f64> {
        way(self.baseline, self.target, value)
    }

    fn shown(&self, base: &Base<'_>, value: Option<f64>) -> Option<String> {
        value.map(|value| plain::measured(base, value, &plain::unit(base, self.metric)))
    }

    /// `78 %, target 85 %`.
    fn standing(&self, base: &Base<'_>) -> String {
        let actual = self.shown(base, self.actual).unwrap_or_else(|| base.words.get("not_yet_measured").to_owned());
        let target = self.shown(base, self.target).map(|target| format!("{} {target}", base.words.get("target")));
        std::iter::once(actual).chain(target).collect::<Vec<_>>().join(" · ")
    }
}

fn scores<'m>(signature: ElementRef<'m>, key: &str) -> Vec<Score<'m>> {
    signature.targets(key).into_iter().take(METRICS).map(Score::of).collect()
}

fn read(base: &Base<'_>) -> Option<Reading> {
    let measured = |signature: &ElementRef<'_>| SIDES.iter().any(|(_, key)| !signature.targets(key).is_empty());
    let signatures: Vec<ElementRef<'_>> = in_use(base, "signature").filter(measured).collect();
    let shown = signatures.get(..SHOWN).unwrap_or(&signatures);
    let note = sheet::first_of(base, shown.len(), signatures.len(), &FIRST);
    let legend = format!("<p class=\"note\">{}</p>", base.label(&LEGEND));
    let figure = plot::figure(legend, |size| draw(base, shown, size)).html();
    let pictures = [sheet::section("picture", base.label(&sheet::AS_PICTURE), note, figure)];
    let heading = (base.label(&sheet::AS_TABLE), None);
    let parts = sheet::with_table(&REPORT, base, &pictures, heading, &signatures, |shown| table(base, shown));
    Some(Reading { count: signatures.len(), parts })
}

const NAME: Type = Type::bold(15.0);
const METRIC: Type = Type::new(14.0);
const SMALL: Type = Type::new(13.0);
const BAR: f64 = 8.0;
/// Between the sides, and between signature interactions.
const BETWEEN: f64 = 36.0;

/// A metric with its texts set.
struct Block<'m> {
    score: Score<'m>,
    name: plot::Label,
    standing: plot::Label,
}

impl Block<'_> {
    fn height(&self) -> f64 {
        self.name.height + self.standing.height + BAR + 24.0
    }
}

/// One side of a signature interaction.
struct Side<'m> {
    word: &'static str,
    blocks: Vec<Block<'m>>,
}

impl<'m> Side<'m> {
    fn new(base: &Base<'_>, signature: ElementRef<'m>, (word, key): (&'static str, &str), width: f64) -> Side<'m> {
        let block = |score: Score<'m>| Block {
            name: plot::wrap(&base.hyphens.text(score.metric.name()), METRIC, width),
            standing: plot::wrap(&score.standing(base), SMALL, width),
            score,
        };
        Side { word, blocks: scores(signature, key).into_iter().map(block).collect() }
    }

    fn height(&self) -> f64 {
        26.0 + self.blocks.iter().map(Block::height).sum::<f64>().max(26.0)
    }
}

fn draw<'m>(base: &Base<'_>, signatures: &[ElementRef<'m>], size: Size) -> String {
    let beside = size != Size::Narrow;
    let width = if beside { (size.width() - BETWEEN) / 2.0 } else { size.width() };
    let set = |signature: &ElementRef<'m>| {
        let name = plot::wrap(&base.hyphens.text(signature.name()), NAME, size.width());
        (name, SIDES.map(|side| Side::new(base, *signature, side, width)))
    };
    let cards: Vec<(plot::Label, [Side<'m>; 2])> = signatures.iter().map(set).collect();
    let high = |sides: &[Side<'_>; 2]| {
        let heights = sides.iter().map(Side::height);
        if beside { heights.fold(0.0, f64::max) } else { heights.sum() }
    };
    let total: f64 = cards.iter().map(|(name, sides)| name.height + 10.0 + high(sides) + BETWEEN).sum();
    let mut svg = Svg::new(size.width(), total, size.class(), base.label(&REPORT.title), &described(base, signatures));
    let mut y = 0.0;
    for (signature, (name, sides)) in signatures.iter().zip(&cards) {
        svg.line("goal", Point::new(0.0, y + 1.0), Point::new(size.width(), y + 1.0));
        svg.link(&base.href(*signature, ROOT), signature.name(), |svg| {
            svg.label("head", 0.0, y + 8.0, Anchor::Start, name)
        });
        let mut top = y + name.height + 14.0;
        for (at, side) in sides.iter().enumerate() {
            let x = if beside { at as f64 * (width + BETWEEN) } else { 0.0 };
            draw_side(base, side, Point::new(x, top), width, &mut svg);
            top += if beside { 0.0 } else { side.height() };
        }
        y += name.height + 10.0 + high(sides) + BETWEEN;
    }
    svg.finish()
}

fn draw_side(base: &Base<'_>, side: &Side<'_>, at: Point, width: f64, svg: &mut Svg) {
    svg.text("soft t13", Point::new(at.x, at.y + 14.0), Anchor::Start, base.words.get(side.word));
    if side.blocks.is_empty() {
        svg.text("soft", Point::new(at.x, at.y + 40.0), Anchor::Start, base.words.get("metrics_none"));
    }
    let mut y = at.y + 24.0;
    for block in &side.blocks {
        let title = format!("{}: {}", block.score.metric.name(), block.score.standing(base));
        svg.link(&base.href(block.score.metric, ROOT), &title, |svg| {
            svg.label("", at.x, y, Anchor::Start, &block.name);
            bar(&block.score, Rect::new(at.x, y + block.name.height + 4.0, width, BAR), svg);
        });
        svg.label("soft t13", at.x, y + block.name.height + BAR + 8.0, Anchor::Start, &block.standing);
        y += block.height();
    }
}

fn bar(score: &Score<'_>, rail: Rect, svg: &mut Svg) {
    let (Some(done), true) = (score.way(score.actual), rail.width > 0.0) else { return };
    svg.rect("rail", rail, BAR / 2.0);
    let length = (place(done) * rail.width).max(BAR);
    svg.rect("len", Rect::new(rail.x, rail.y, length, BAR), BAR / 2.0);
    let goal = rail.x + GOAL * rail.width;
    svg.line("goal", Point::new(goal, rail.y - 4.0), Point::new(goal, rail.bottom() + 4.0));
    let middle = rail.y + BAR / 2.0;
    if let Some(floor) = score.way(score.floor).filter(|way| (0.0..=100.0).contains(way)) {
        let x = rail.x + place(floor) * rail.width;
        let corners = [x, middle - 6.0, x + 6.0, middle, x, middle + 6.0, x - 6.0, middle];
        svg.path("bad rim", &[('M', &corners), ('Z', &[])]);
    }
}

/// The picture in words: every metric with where it stands.
fn described(base: &Base<'_>, signatures: &[ElementRef<'_>]) -> String {
    const SAID: usize = 24;
    let of = |signature: &ElementRef<'_>| {
        SIDES
            .iter()
            .flat_map(|(_, key)| scores(*signature, key))
            .map(|score| format!("{}: {}", score.metric.name(), score.standing(base)))
            .collect::<Vec<_>>()
    };
    signatures.iter().flat_map(of).take(SAID).collect::<Vec<_>>().join("; ")
}

/// The same as a table.
fn table(base: &Base<'_>, signatures: &[ElementRef<'_>]) -> Table {
    let of = |signature: &ElementRef<'_>| {
        let row = |score: Score<'_>| row(base, *signature, &score);
        SIDES.iter().flat_map(|(_, key)| scores(*signature, key)).map(row).collect::<Vec<_>>()
    };
    Table {
        caption: base.label(&REPORT.title).to_owned(),
        head: HEADS.iter().map(|label| base.label(label).to_owned()).collect(),
        rows: signatures.iter().flat_map(of).collect(),
    }
}

fn row(base: &Base<'_>, signature: ElementRef<'_>, score: &Score<'_>) -> Vec<String> {
    let class = score.metric.field("class").map(|field| escape::html(&plain::one_word(base, field)));
    let shown =
        |value: Option<f64>| score.shown(base, value).map_or_else(|| "–".to_owned(), |text| escape::html(&text));
    let way = score.way(score.actual).map_or_else(|| "–".to_owned(), |way| plain::measured(base, way.round(), "%"));
    vec![
        base.link(signature, ROOT),
        base.link(score.metric, ROOT),
        class.unwrap_or_default(),
        shown(score.baseline),
        shown(score.actual),
        shown(score.target),
        shown(score.floor),
        way,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_leads_from_baseline_to_target_up_or_down() {
        let made = |baseline, target, actual| way(Some(baseline), Some(target), Some(actual)).map(place);
        assert_eq!(made(62.0, 85.0, 85.0), Some(0.8));
        assert_eq!(made(60.0, 20.0, 40.0), Some(0.4), "lower is better");
        assert_eq!(made(60.0, 20.0, 90.0), Some(0.0), "worse than at the start");
        assert_eq!(made(0.0, 10.0, 50.0), Some(1.0), "far beyond the target");
        assert_eq!(made(5.0, 5.0, 5.0), None);
        assert_eq!(way(None, None, Some(5.0)), None);
    }
}
