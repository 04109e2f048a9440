//! Levers, ranked: impact × reach ÷ effort, as bars, as a map of impact and effort, and as a table.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::reach::in_use;
use super::{Empty, Group, Reading, Report, sheet};
use crate::model::{ElementId, ElementRef};
use crate::present::format;
use crate::schema::Label;
use crate::site::base::Base;
use crate::site::pieces::ROOT;
use crate::site::plot::{self, Anchor, Point, Rect, Size, Spot, Svg, Type};

pub(super) static REPORT: Report = Report {
    address: "reports/levers",
    title: Label::new("Levers, ranked", "Hebel nach Rang"),
    question: Label::new(
        "Where does a small effort make things better for many? Impact × reach ÷ effort.",
        "Wo macht ein kleiner Eingriff vieles für viele besser? Wirkung × Reichweite ÷ Aufwand.",
    ),
    group: Group::Improvement,
    template: "plot.html",
    empty: Empty {
        help: Label::new(
            "No opportunity says yet what it brings and what it takes. Name the pains or steps it would mend, its impact and its effort:",
            "Noch sagt kein Hebel, was er bringt und was er kostet. Nennen Sie die Schmerzpunkte oder Schritte, die er bessern würde, Wirkung und Aufwand:",
        ),
        example: Label::new(
            "opportunity tell-in-time \"Tell people in time\" {\n  addresses: [delivery-date-unclear, reorder.choose]\n  need: \"Never having to think of the stock.\"\n  impact: 4\n  effort: 2\n}",
            "opportunity rechtzeitig-sagen \"Rechtzeitig Bescheid geben\" {\n  addresses: [liefertag-unklar, nachbestellen.auswaehlen]\n  need: \"Nie an den Vorrat denken müssen.\"\n  impact: 4\n  effort: 2\n}",
        ),
    },
    read,
};

static BARS: Label = Label::new("Ranking", "Rangfolge");
static MAP: Label = Label::new("Impact and effort", "Wirkung und Aufwand");
static FIRST: Label = Label::new("The first {m} of {n} levers.", "Die ersten {m} von {n} Hebeln.");
static PEOPLE: Label = Label::new(
    "Reach is the number of people a month: the `volume` of the journeys concerned, times the `share` of the pains.",
    "Reichweite ist die Zahl der Menschen im Monat: die Menge (`volume`) der betroffenen Kundenreisen mal dem Anteil (`share`) der Schmerzpunkte.",
);
static STEPS: Label = Label::new(
    "Reach is the number of steps in which it is felt. Add `volume` to every journey concerned to count people instead.",
    "Reichweite ist die Zahl der Schritte, in denen man es merkt. Ergänzen Sie `volume` an jeder betroffenen Kundenreise, um Menschen zu zählen.",
);
static MAP_NOTE: Label = Label::new(
    "The higher, the more it brings; the further left, the less it takes. Where several levers fall on one place they stand side by side.",
    "Je höher, desto mehr bringt es; je weiter links, desto weniger kostet es. Wo mehrere Hebel auf einen Platz fallen, stehen sie nebeneinander.",
);
static NARROW: Label = Label::new(
    "On narrow screens the picture shows the first {m} only.",
    "Auf schmalen Bildschirmen zeigt das Bild nur die ersten {m}.",
);
static UNRATED: Label =
    Label::new("Not ranked, because `impact` or `effort` is missing:", "Ohne Rang, weil `impact` oder `effort` fehlt:");
static HEADS: [Label; 6] = [
    Label::new("Lever", "Hebel"),
    Label::new("Impact", "Wirkung"),
    Label::new("Reach", "Reichweite"),
    Label::new("Effort", "Aufwand"),
    Label::new("Score", "Punkte"),
    Label::new("Taken up by", "Aufgegriffen von"),
];

/// Bars and points in the pictures.
const BARS_SHOWN: usize = 30;
const POINTS_SHOWN: usize = 60;
/// Of these in the picture for narrow screens, which would become too long.
const POINTS_NARROW: usize = 24;
/// Links in a row of the table, and below the pictures.
const LINKS: usize = 12;

/// A lever and its place in the ranking.
#[derive(Debug, Clone, Copy)]
struct Lever<'m> {
    element: ElementRef<'m>,
    impact: i64,
    effort: i64,
    reach: f64,
}

impl Lever<'_> {
    fn score(&self) -> f64 {
        self.impact as f64 * self.reach / self.effort.max(1) as f64
    }
}

/// Whom a lever reaches.
struct Concerned {
    steps: usize,
    /// People a month; none where a journey does not say how many go it.
    people: Option<f64>,
}

/// The steps that a lever addresses, or in which a pain is felt that it addresses, and the people who go these ways.
fn concerned(lever: ElementRef<'_>) -> Concerned {
    let mut steps: FxHashSet<ElementId> = FxHashSet::default();
    let mut shares: BTreeMap<ElementId, f64> = BTreeMap::new();
    let mut add = |step: ElementRef<'_>, share: f64| {
        let journey = step.root();
        if journey.status() == "retired" {
            return;
        }
        steps.insert(step.id());
        let known = shares.entry(journey.id()).or_insert(0.0);
        *known = known.max(share);
    };
    for target in lever.targets("addresses") {
        if target.is("step") {
            add(target, 1.0);
            continue;
        }
        let share = target.integer("share").map_or(1.0, |percent| percent as f64 / 100.0);
        let felt =
            target.backlinks().filter(|reference| reference.field().key == "pains").map(|reference| reference.from());
        felt.filter(|from| from.is("step")).for_each(|step| add(step, share));
    }
    let model = lever.model();
    let people: Option<f64> =
        shares.iter().map(|(id, share)| Some(model.element(*id).integer("volume")? as f64 * share)).sum();
    Concerned { steps: steps.len(), people }
}

fn read<'m>(base: &Base<'m>) -> Option<Reading> {
    let (rated, unrated): (Vec<ElementRef<'m>>, Vec<ElementRef<'m>>) = in_use(base, "opportunity")
        .partition(|lever| lever.integer("impact").is_some() && lever.integer("effort").is_some());
    let concerned: Vec<Concerned> = rated.iter().map(|lever| concerned(*lever)).collect();
    let in_people = concerned.iter().all(|concerned| concerned.people.is_some());
    let lever = |(element, concerned): (ElementRef<'m>, &Concerned)| Lever {
        element,
        impact: element.integer("impact").unwrap_or(1),
        effort: element.integer("effort").unwrap_or(1),
        reach: concerned.people.filter(|_| in_people).unwrap_or(concerned.steps as f64),
    };
    let mut levers: Vec<Lever<'m>> = rated.into_iter().zip(&concerned).map(lever).collect();
    levers.sort_by(|a, b| b.score().total_cmp(&a.score()));
    let pictures = [ranking(base, &levers, if in_people { &PEOPLE } else { &STEPS }), map(base, &levers, &unrated)];
    let parts = sheet::with_table(&REPORT, base, &pictures, (base.label(&sheet::AS_TABLE), None), &levers, |shown| {
        table(base, shown)
    });
    Some(Reading { count: levers.len(), parts })
}

fn ranking(base: &Base<'_>, levers: &[Lever<'_>], reach: &Label) -> minijinja::Value {
    let shown = levers.get(..BARS_SHOWN).unwrap_or(levers);
    let note = sheet::first_of(base, shown.len(), levers.len(), &FIRST);
    let legend = format!("<p class=\"note\">{}</p>", sheet::code(base.label(reach)));
    sheet::section("picture", base.label(&BARS), note, plot::figure(legend, |size| bars(base, shown, size)).html())
}

const NAME: Type = Type::new(14.0);
const VALUE: Type = Type::new(13.0);
const BAR: f64 = 18.0;

/// `5 × 18,000 ÷ 4 = 22,500`.
fn sum(base: &Base<'_>, lever: &Lever<'_>) -> String {
    let [impact, reach, effort] =
        [lever.impact as f64, lever.reach, lever.effort as f64].map(|number| rounded(base, number));
    format!("{impact} × {reach} ÷ {effort} = {}", rounded(base, lever.score()))
}

/// A number with one decimal below ten, whole above.
fn rounded(base: &Base<'_>, number: f64) -> String {
    let number = if number < 10.0 { (number * 10.0).round() / 10.0 } else { number.round() };
    format::number(number, &base.words)
}

fn bars(base: &Base<'_>, levers: &[Lever<'_>], size: Size) -> String {
    let names = match size {
        Size::Narrow => 0.0,
        Size::Medium => 230.0,
        Size::Wide => 340.0,
    };
    let label = |lever: &Lever<'_>| {
        let width = if names > 0.0 { names - 16.0 } else { size.width() };
        plot::wrap(&base.hyphens.text(lever.element.name()), NAME, width)
    };
    let labels: Vec<plot::Label> = levers.iter().map(label).collect();
    let high = |label: &plot::Label| {
        if names > 0.0 { label.height.max(BAR + VALUE.leading()) } else { label.height + BAR + VALUE.leading() }
    };
    let total: f64 = labels.iter().map(|label| high(label) + 14.0).sum();
    let most = levers.iter().map(Lever::score).fold(0.0, f64::max);
    let mut svg = Svg::new(size.width(), total, size.class(), base.label(&BARS), &described(base, levers));
    let mut y = 0.0;
    for (lever, label) in levers.iter().zip(&labels) {
        let top = if names > 0.0 { y } else { y + label.height };
        let length = if most > 0.0 { (lever.score() / most * (size.width() - names)).max(2.0) } else { 2.0 };
        let said = sum(base, lever);
        svg.link(&base.href(lever.element, ROOT), &format!("{}: {said}", lever.element.name()), |svg| {
            svg.label("", 0.0, y, Anchor::Start, label);
            svg.rect("len", Rect::new(names, top, length, BAR), 3.0);
        });
        svg.text("soft t13", Point::new(names, top + BAR + VALUE.size + 2.0), Anchor::Start, &said);
        y += high(label) + 14.0;
    }
    svg.finish()
}

/// The first levers in words.
fn described(base: &Base<'_>, levers: &[Lever<'_>]) -> String {
    let said = |lever: &Lever<'_>| format!("{}: {}", lever.element.name(), rounded(base, lever.score()));
    levers.iter().take(10).map(said).collect::<Vec<_>>().join("; ")
}

fn map(base: &Base<'_>, levers: &[Lever<'_>], unrated: &[ElementRef<'_>]) -> minijinja::Value {
    let shown = levers.get(..POINTS_SHOWN).unwrap_or(levers);
    let note = sheet::first_of(base, shown.len(), levers.len(), &FIRST);
    let mut legend = format!("<p class=\"note\">{}</p>", base.label(&MAP_NOTE));
    if shown.len() > POINTS_NARROW {
        let narrow = base.label(&NARROW).replace("{m}", &POINTS_NARROW.to_string());
        legend.push_str(&format!("<p class=\"note\">{narrow}</p>"));
    }
    if !unrated.is_empty() {
        let links = sheet::links(base, unrated, LINKS, ROOT);
        legend.push_str(&format!("<p class=\"note\">{} {links}</p>", sheet::code(base.label(&UNRATED))));
    }
    sheet::section("map", base.label(&MAP), note, plot::figure(legend, |size| points(base, shown, size)).html())
}

/// Impact upwards, effort to the right.
fn points(base: &Base<'_>, levers: &[Lever<'_>], size: Size) -> String {
    let most = if size == Size::Narrow { POINTS_NARROW } else { POINTS_SHOWN };
    let levers = levers.get(..most).unwrap_or(levers);
    const LEFT: f64 = 30.0;
    const BELOW: f64 = 34.0;
    let (width, height) = match size {
        Size::Narrow => (size.width() - LEFT, 420.0),
        Size::Medium => (size.width() - LEFT, 520.0),
        Size::Wide => (size.width() - LEFT, 640.0),
    };
    let most = levers.iter().map(|lever| lever.reach).fold(0.0, f64::max).max(1.0);
    let wide = if size == Size::Narrow { 110.0 } else { 150.0 };
    let labels: Vec<plot::Label> =
        levers.iter().map(|lever| plot::wrap(&base.hyphens.text(lever.element.name()), VALUE, wide)).collect();
    // Half a unit of room around the scale from 1 to 5.
    let place = |value: i64| (value as f64 - 0.5) / 5.0;
    let spot = |(lever, label): (&Lever<'_>, &plot::Label)| Spot {
        at: (place(lever.effort), place(lever.impact)),
        radius: 4.0 + (lever.reach / most).sqrt() * 7.0,
        label: (label.width, label.height),
    };
    let spots: Vec<Spot> = levers.iter().zip(&labels).map(spot).collect();
    let (placed, height) = plot::scatter(&spots, width, height);
    let mut svg = Svg::new(size.width(), height + BELOW, size.class(), base.label(&MAP), &described(base, levers));
    axes(base, Rect::new(LEFT, 0.0, width, height), &mut svg);
    let moved = |point: Point| Point::new(point.x + LEFT, point.y);
    svg.hidden(|svg| {
        for (from, to) in placed.iter().filter_map(|placed| placed.leader) {
            svg.line("lead", moved(from), moved(to));
        }
    });
    for (((lever, label), spot), placed) in levers.iter().zip(&labels).zip(&spots).zip(&placed) {
        let title = format!("{}: {}", lever.element.name(), sum(base, lever));
        svg.link(&base.href(lever.element, ROOT), &title, |svg| {
            svg.circle("on", moved(placed.at), spot.radius);
            let (x, anchor) = side(placed.label, placed.at);
            svg.label("t13 halo", x + LEFT, placed.label.y, anchor, label);
        });
    }
    svg.finish()
}

/// From which side a label is written: from its point.
fn side(label: Rect, at: Point) -> (f64, Anchor) {
    if label.right() <= at.x {
        (label.right(), Anchor::End)
    } else if label.x >= at.x {
        (label.x, Anchor::Start)
    } else {
        (label.x + label.width / 2.0, Anchor::Middle)
    }
}

fn axes(base: &Base<'_>, frame: Rect, svg: &mut Svg) {
    for value in 1..=5 {
        let part = (f64::from(value) - 0.5) / 5.0;
        let (x, y) = (frame.x + part * frame.width, frame.bottom() - part * frame.height);
        svg.line("grid", Point::new(x, frame.y), Point::new(x, frame.bottom()));
        svg.line("grid", Point::new(frame.x, y), Point::new(frame.right(), y));
        svg.text("soft t12", Point::new(x, frame.bottom() + 14.0), Anchor::Middle, &value.to_string());
        svg.text("soft t12", Point::new(frame.x - 5.0, y + 4.0), Anchor::End, &value.to_string());
    }
    let [_, impact, _, effort, ..] = &HEADS;
    svg.text(
        "soft t13",
        Point::new(frame.x + frame.width / 2.0, frame.bottom() + 30.0),
        Anchor::Middle,
        base.label(effort),
    );
    svg.upwards("soft t13", Point::new(11.0, frame.y + frame.height / 2.0), base.label(impact));
}

fn table(base: &Base<'_>, levers: &[Lever<'_>]) -> sheet::Table {
    let row = |lever: &Lever<'_>| {
        let taken = lever.element.backlinks().filter(|reference| reference.field().key == "opportunities");
        let initiatives: Vec<ElementRef<'_>> = taken
            .map(|reference| reference.from())
            .filter(|from| from.is("initiative") && from.status() != "retired")
            .collect();
        vec![
            base.link(lever.element, ROOT),
            lever.impact.to_string(),
            rounded(base, lever.reach),
            lever.effort.to_string(),
            rounded(base, lever.score()),
            sheet::links(base, &initiatives, LINKS, ROOT),
        ]
    };
    sheet::Table {
        caption: base.label(&REPORT.title).to_owned(),
        head: HEADS.iter().map(|label| base.label(label).to_owned()).collect(),
        rows: levers.iter().map(row).collect(),
    }
}
