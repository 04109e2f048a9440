//! The metric chain: which metric drives which, from daily work to the result of the business, as a graph in layers.

mod tree;

use std::collections::BTreeMap;

use super::reach::in_use;
use super::{Empty, Group, Reading, Report, sheet};
use crate::model::{ElementId, ElementRef};
use crate::present::plain;
use crate::schema::Label;
use crate::site::base::Base;
use crate::site::escape;
use crate::site::pieces::ROOT;
use crate::site::plot::{self, Anchor, Graph, Layered, Point, Rect, Svg, Type, Way};

pub(super) static REPORT: Report = Report {
    address: "reports/metric-chain",
    title: Label::new("Metric chain", "Wirkungskette der Kennzahlen"),
    question: Label::new(
        "Which number drives which, from the daily work to the result of the business?",
        "Welche Zahl treibt welche, von der täglichen Arbeit bis zum Ergebnis des Geschäfts?",
    ),
    group: Group::Measurement,
    template: "plot.html",
    empty: Empty {
        help: Label::new(
            "No metric says yet what it drives. Add to a metric those that rise or fall with it:",
            "Noch sagt keine Kennzahl, was sie treibt. Ergänzen Sie an einer Kennzahl die, die mit ihr steigen oder fallen:",
        ),
        example: Label::new(
            "metric first-contact-resolution \"First contact resolution\" {\n  class: performance, method: rate, unit: percent\n  drives: [nps, renewal-rate]\n}",
            "metric erstloesung \"Erstlösungsquote\" {\n  class: performance, method: rate, unit: percent\n  drives: [weiterempfehlung, austrittsquote]\n}",
        ),
    },
    read,
};

static FIRST: Label = Label::new(
    "The picture shows {m} of {n} metrics, those that are linked most.",
    "Das Bild zeigt {m} von {n} Kennzahlen: die am stärksten verknüpften.",
);
static READ: Label = Label::new(
    "A line leads from a metric to what it drives",
    "Eine Linie führt von einer Kennzahl zu dem, was sie treibt",
);
static TREE: Label = Label::new(
    "Indented below a metric stands what drives it",
    "Eingerückt unter einer Kennzahl steht, was sie treibt",
);
static ABOVE: Label = Label::new("told further up", "steht weiter oben");
static BACK: Label = Label::new("leads back: a loop", "führt zurück: ein Kreis");
static LEAD: Label = Label::new("lead metric", "Leitkennzahl");
static HEADS: [Label; 5] = [
    Label::new("Metric", "Kennzahl"),
    Label::new("Actual", "Istwert"),
    Label::new("Target", "Ziel"),
    Label::new("Drives", "Treibt"),
    Label::new("Driven by", "Wird getrieben von"),
];

/// Metrics in the picture, and lines between them, at most.
const SHOWN: usize = 60;
const LINES: usize = 160;
/// Links in a cell of the table.
const LINKS: usize = 12;

/// Metrics, and which drives which by their numbers.
struct Chain<'m> {
    metrics: Vec<ElementRef<'m>>,
    drives: Vec<(usize, usize)>,
}

impl<'m> Chain<'m> {
    /// All metrics that drive another or are driven.
    fn all(base: &Base<'m>) -> Chain<'m> {
        let metrics: Vec<ElementRef<'m>> = in_use(base, "metric")
            .filter(|metric| !driven(*metric).is_empty() || !driving(*metric).is_empty())
            .collect();
        let places: BTreeMap<ElementId, usize> =
            metrics.iter().enumerate().map(|(at, metric)| (metric.id(), at)).collect();
        let of = |(at, metric): (usize, &ElementRef<'m>)| {
            driven(*metric).into_iter().filter_map(|to| Some((at, *places.get(&to.id())?))).collect::<Vec<_>>()
        };
        let drives = metrics.iter().enumerate().flat_map(of).collect();
        Chain { metrics, drives }
    }

    /// Those with most lines, and the lines between them, so few that they can be told apart.
    fn drawn(&self) -> Chain<'m> {
        let mut degrees: Vec<(usize, usize)> = (0..self.metrics.len()).map(|at| (0, at)).collect();
        for at in self.drives.iter().flat_map(|(from, to)| [*from, *to]) {
            if let Some((degree, _)) = degrees.get_mut(at) {
                *degree += 1;
            }
        }
        degrees.sort_by_key(|(degree, at)| (std::cmp::Reverse(*degree), *at));
        let mut kept: Vec<usize> = degrees.into_iter().take(SHOWN).map(|(_, at)| at).collect();
        kept.sort_unstable();
        let place = |at: &usize| kept.binary_search(at).ok();
        let drives = self.drives.iter().filter_map(|(from, to)| Some((place(from)?, place(to)?))).take(LINES).collect();
        Chain { metrics: kept.iter().filter_map(|at| self.metrics.get(*at).copied()).collect(), drives }
    }
}

/// What a metric drives, as far as that is in use.
fn driven<'m>(metric: ElementRef<'m>) -> Vec<ElementRef<'m>> {
    metric.targets("drives").into_iter().filter(|to| to.status() != "retired").collect()
}

fn driving<'m>(metric: ElementRef<'m>) -> Vec<ElementRef<'m>> {
    let from =
        metric.backlinks().filter(|reference| reference.field().key == "drives").map(|reference| reference.from());
    from.filter(|from| from.is("metric") && from.status() != "retired").collect()
}

fn read(base: &Base<'_>) -> Option<Reading> {
    let chain = Chain::all(base);
    let drawn = chain.drawn();
    let note = sheet::first_of(base, drawn.metrics.len(), chain.metrics.len(), &FIRST);
    let pictures = [sheet::section("picture", base.label(&sheet::AS_PICTURE), note, figure(base, &drawn))];
    let parts =
        sheet::with_table(&REPORT, base, &pictures, (base.label(&sheet::AS_TABLE), None), &chain.metrics, |shown| {
            table(base, shown)
        });
    Some(Reading { count: chain.metrics.len(), parts })
}

const NAME: Type = Type::bold(14.0);
const SMALL: Type = Type::new(12.0);
const BOX: f64 = 184.0;
const PAD: f64 = 12.0;
/// Around the picture, for heads of lines and rings around boxes.
const EDGE: f64 = 8.0;

/// The texts of a box.
struct Card {
    name: plot::Label,
    values: plot::Label,
}

impl Card {
    fn new(base: &Base<'_>, metric: ElementRef<'_>) -> Card {
        let name = plot::wrap(&base.hyphens.text(metric.name()), NAME, BOX - 2.0 * PAD);
        let values = plot::wrap(&base.hyphens.text(&standing(base, metric)), SMALL, BOX - 2.0 * PAD);
        Card { name, values }
    }

    fn height(&self) -> f64 {
        2.0 * PAD - 4.0 + self.name.height + self.values.height
    }
}

/// The class of a metric and where it stands: `Performance · 78 % → 85 %`.
fn standing(base: &Base<'_>, metric: ElementRef<'_>) -> String {
    let class = metric.field("class").map(|field| plain::one_word(base, field));
    let [actual, target] = ["actual", "target"].map(|key| value(base, metric, key));
    let values = match (actual, target) {
        (Some(actual), Some(target)) => Some(format!("{actual} → {target}")),
        (Some(actual), None) => Some(actual),
        (None, Some(target)) => Some(format!("→ {target}")),
        (None, None) => None,
    };
    class.into_iter().chain(values).collect::<Vec<_>>().join(" · ")
}

fn value(base: &Base<'_>, metric: ElementRef<'_>, key: &str) -> Option<String> {
    let unit = plain::unit(base, metric);
    sheet::number(metric, key).map(|number| plain::measured(base, number, &unit))
}

fn figure(base: &Base<'_>, chain: &Chain<'_>) -> String {
    let cards: Vec<Card> = chain.metrics.iter().map(|metric| Card::new(base, *metric)).collect();
    let nodes = cards.iter().map(|card| (BOX, card.height())).collect();
    let laid = plot::layered(&Graph { nodes, edges: chain.drives.clone() });
    let title = base.label(&REPORT.title);
    let mut svg = Svg::new(laid.width + 2.0 * EDGE, laid.height + 2.0 * EDGE, "", title, &described(base, chain));
    svg.hidden(|svg| {
        for way in &laid.edges {
            let name = |at: usize| chain.metrics.get(at).map(|metric| metric.name().as_str()).unwrap_or_default();
            svg.titled(&format!("{} → {}", name(way.from), name(way.to)), |svg| line(way, svg));
        }
    });
    for ((metric, card), node) in chain.metrics.iter().zip(&cards).zip(&laid.nodes) {
        draw_card(base, *metric, card, *node, &mut svg);
    }
    let graph = format!(
        "<div class=\"graph\" tabindex=\"0\" role=\"region\" aria-label=\"{}\">{}</div>",
        escape::html(title),
        svg.finish()
    );
    let from = FROM.iter().find(|(width, _)| laid.width + 2.0 * EDGE <= *width).map_or("w3", |(_, class)| class);
    let tree = format!("<div class=\"tree\">{}</div>", tree::picture(base, chain));
    let legend = legend(base, &laid);
    ["<figure class=\"chain ", from, "\">", &tree, &graph, "<figcaption>", &legend, "</figcaption></figure>"].concat()
}

/// How wide a place must be to show a graph of at most that width, and its class; a narrower one shows it as a tree. The style sheet knows
/// the same widths.
const FROM: [(f64, &str); 3] = [(640.0, "w0"), (992.0, "w1"), (1376.0, "w2")];

fn moved(point: &Point) -> Point {
    Point::new(point.x + EDGE, point.y + EDGE)
}

/// A line that leaves and enters each layer level, and its head.
fn line(way: &Way, svg: &mut Svg) {
    let points: Vec<Point> = way.points.iter().map(moved).collect();
    let Some((first, last)) = points.first().copied().zip(points.last().copied()) else { return };
    let mut commands: Vec<(char, Vec<f64>)> = vec![('M', vec![first.x, first.y])];
    for (at, pair) in points.windows(2).enumerate() {
        let [from, to] = pair else { continue };
        if at % 2 == 0 {
            let middle = (from.x + to.x) / 2.0;
            commands.push(('C', vec![middle, from.y, middle, to.y, to.x, to.y]));
        } else {
            commands.push(('H', vec![to.x]));
        }
    }
    let borrowed: Vec<(char, &[f64])> =
        commands.iter().map(|(command, numbers)| (*command, numbers.as_slice())).collect();
    svg.path(if way.back { "edge back" } else { "edge" }, &borrowed);
    let (tip, back) = if way.back { (first, 9.0) } else { (last, -9.0) };
    let head = [tip.x, tip.y, tip.x + back, tip.y - 4.5, tip.x + back, tip.y + 4.5];
    svg.path(if way.back { "tip back" } else { "tip" }, &[('M', &head), ('Z', &[])]);
}

fn draw_card(base: &Base<'_>, metric: ElementRef<'_>, card: &Card, node: Rect, svg: &mut Svg) {
    let at = moved(&Point::new(node.x, node.y));
    let lead = metric.flag("lead") == Some(true);
    let lead_word = if lead { format!(", {}", base.label(&LEAD)) } else { String::new() };
    let title = format!("{}{lead_word}: {}", metric.name(), standing(base, metric));
    svg.link(&base.href(metric, ROOT), &title, |svg| {
        svg.rect(if lead { "node lead" } else { "node" }, Rect::new(at.x, at.y, node.width, node.height), 8.0);
        svg.label("b", at.x + PAD, at.y + PAD - 2.0, Anchor::Start, &card.name);
        svg.label("soft t12", at.x + PAD, at.y + PAD - 2.0 + card.name.height, Anchor::Start, &card.values);
    });
}

fn legend(base: &Base<'_>, laid: &Layered) -> String {
    let sign = |back: bool| {
        let mut svg = Svg::key(34.0, 14.0);
        let (from, to) = (Point::new(1.0 - EDGE, 7.0 - EDGE), Point::new(33.0 - EDGE, 7.0 - EDGE));
        line(&Way { from: 0, to: 0, back, points: vec![from, to] }, &mut svg);
        svg.finish()
    };
    let key = |back: bool, label: &Label| format!("<li>{}{}</li>", sign(back), base.label(label));
    let loops = if laid.edges.iter().any(|way| way.back) { key(true, &BACK) } else { String::new() };
    let tree = base.label(&TREE);
    format!(
        "<ul class=\"plain keys tree\"><li>{tree}</li></ul><ul class=\"plain keys graph-keys\">{}{loops}</ul>",
        key(false, &READ)
    )
}

/// The picture in sentences: what drives what, as far as that can be listened to.
fn described(base: &Base<'_>, chain: &Chain<'_>) -> String {
    const SAID: usize = 30;
    let name = |at: usize| chain.metrics.get(at).map(|metric| metric.name().as_str()).unwrap_or_default();
    let mut said: Vec<String> =
        chain.drives.iter().take(SAID).map(|(from, to)| format!("{} → {}", name(*from), name(*to))).collect();
    if chain.drives.len() > SAID {
        said.push(base.words.further(chain.drives.len() - SAID));
    }
    said.join("; ")
}

fn table(base: &Base<'_>, metrics: &[ElementRef<'_>]) -> sheet::Table {
    let row = |metric: &ElementRef<'_>| {
        let [actual, target] = ["actual", "target"]
            .map(|key| value(base, *metric, key).map_or_else(|| "–".to_owned(), |text| escape::html(&text)));
        let [drives, driven_by] =
            [driven(*metric), driving(*metric)].map(|others| sheet::links(base, &others, LINKS, ROOT));
        vec![base.link(*metric, ROOT), actual, target, drives, driven_by]
    };
    sheet::Table {
        caption: base.label(&REPORT.title).to_owned(),
        head: HEADS.iter().map(|label| base.label(label).to_owned()).collect(),
        rows: metrics.iter().map(row).collect(),
    }
}
