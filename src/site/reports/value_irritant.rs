//! The Value-Irritant matrix: contacts in four fields by what they are worth to customer and company, and what follows from it.

use super::reach::{Reach, Reaches, in_use};
use super::{Empty, Group, Reading, Report, sheet};
use crate::model::{ElementRef, called_for, is_as_called_for};
use crate::present::plain;
use crate::schema::Label;
use crate::site::base::Base;
use crate::site::escape;
use crate::site::pieces::ROOT;
use crate::site::plot::{self, Anchor, Point, Rect, Size, Svg, Type};

pub(super) static REPORT: Report = Report {
    address: "reports/value-irritant",
    title: Label::new("Value-Irritant matrix", "Value-Irritant-Matrix"),
    question: Label::new(
        "Which contacts are worth a conversation, and which should we automate, simplify or make unnecessary?",
        "Welche Kontakte sind ein Gespräch wert, und welche sollten wir automatisieren, vereinfachen oder unnötig machen?",
    ),
    group: Group::Improvement,
    template: "plot.html",
    empty: Empty {
        help: Label::new(
            "No touchpoint says yet what it is worth to both sides. Add to each touchpoint where people get in touch:",
            "Noch sagt kein Touchpoint, was er beiden Seiten wert ist. Ergänzen Sie an jedem Touchpoint, an dem sich Menschen melden:",
        ),
        example: Label::new(
            "touchpoint where-is-my-parcel \"Where is my parcel?\" {\n  customer_value: low\n  company_value: low\n  handling: eliminate\n}",
            "touchpoint wo-bleibt-mein-paket \"Wo bleibt mein Paket?\" {\n  customer_value: low\n  company_value: low\n  handling: eliminate\n}",
        ),
    },
    read,
};

/// Points in the picture: more would not be read.
const SHOWN: usize = 60;

static FIRST: Label = Label::new(
    "The picture shows {m} of {n} contacts, those to which most steps of journeys lead.",
    "Das Bild zeigt {m} von {n} Kontakten: die, zu denen die meisten Schritte von Kundenreisen führen.",
);
static SIZE: Label = Label::new(
    "The larger a point, the more steps of journeys lead there. The place within a field says nothing.",
    "Je größer ein Punkt, desto mehr Schritte von Kundenreisen führen dorthin. Der Platz innerhalb eines Feldes bedeutet nichts.",
);
static NONE_HERE: Label = Label::new("No contact", "Kein Kontakt");
static STEPS: Label = Label::new("Steps", "Schritte");
static CALLED_FOR: Label = Label::new("Called for", "Angezeigt");
static DECISION: Label = Label::new("Decision", "Entscheidung");
static UNRATED: Label = Label::new(
    "Not in the picture, because `customer_value` or `company_value` is missing:",
    "Nicht im Bild, weil `customer_value` oder `company_value` fehlt:",
);

/// How a contact is handled, compared with what its values call for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Decision {
    AsCalledFor,
    Open,
    Reasoned,
    Otherwise,
}

impl Decision {
    const ALL: [Decision; 4] = [Decision::AsCalledFor, Decision::Open, Decision::Reasoned, Decision::Otherwise];

    fn of(touchpoint: ElementRef<'_>) -> Decision {
        match is_as_called_for(touchpoint) {
            None => Decision::Open,
            Some(true) => Decision::AsCalledFor,
            Some(false) if touchpoint.says("handling_reason") => Decision::Reasoned,
            Some(false) => Decision::Otherwise,
        }
    }

    fn label(self) -> &'static Label {
        static AS_CALLED_FOR: Label = Label::new("handled as the field says", "behandelt, wie das Feld es sagt");
        static OPEN: Label = Label::new("not decided yet", "noch nicht entschieden");
        static REASONED: Label = Label::new("decided otherwise, with a reason", "anders entschieden, mit Grund");
        static OTHERWISE: Label = Label::new("handled otherwise without a reason", "anders behandelt, ohne Grund");
        match self {
            Decision::AsCalledFor => &AS_CALLED_FOR,
            Decision::Open => &OPEN,
            Decision::Reasoned => &REASONED,
            Decision::Otherwise => &OTHERWISE,
        }
    }

    /// The point: a shape of its own for each decision, so that colour is not the only sign.
    fn draw(self, at: Point, radius: f64, svg: &mut Svg) {
        match self {
            Decision::AsCalledFor => svg.circle("on", at, radius),
            Decision::Open => svg.circle("off", at, radius - 1.0),
            Decision::Reasoned => {
                svg.circle("off", at, radius - 1.0);
                svg.circle("ink", at, (radius - 4.0).max(1.5));
            }
            Decision::Otherwise => diamond(at, radius + 1.5, svg),
        }
    }
}

fn diamond(at: Point, radius: f64, svg: &mut Svg) {
    let corners = [at.x, at.y - radius, at.x + radius, at.y, at.x, at.y + radius, at.x - radius, at.y];
    svg.path("bad", &[('M', &corners), ('Z', &[])]);
}

/// A contact with all that the picture says of it.
struct Contact<'m> {
    element: ElementRef<'m>,
    called_for: &'static str,
    decision: Decision,
    reach: Reach,
}

impl<'m> Contact<'m> {
    /// None where a value is not known.
    fn of(element: ElementRef<'m>, reaches: &Reaches) -> Option<Contact<'m>> {
        let called_for = called_for(element)?;
        Some(Contact { element, called_for, decision: Decision::of(element), reach: reaches.at(element) })
    }
}

fn read(base: &Base<'_>) -> Option<Reading> {
    let reaches = Reaches::of(base);
    let mut contacts: Vec<Contact<'_>> =
        in_use(base, "touchpoint").filter_map(|element| Contact::of(element, &reaches)).collect();
    contacts.sort_by_key(|contact| std::cmp::Reverse(contact.reach.steps));
    let shown = contacts.get(..SHOWN).unwrap_or(&contacts);
    let figure = plot::figure(legend(base), |size| draw(base, shown, size)).html();
    let note = sheet::first_of(base, shown.len(), contacts.len(), &FIRST);
    let pictures = [sheet::section("picture", base.label(&sheet::AS_PICTURE), note, figure + &unrated(base))];
    let parts = sheet::with_table(&REPORT, base, &pictures, (base.label(&sheet::AS_TABLE), None), &contacts, |shown| {
        table(base, shown)
    });
    Some(Reading { count: contacts.len(), parts })
}

/// Touchpoints named as lacking a value, at most.
const UNRATED_SHOWN: usize = 20;

/// The touchpoints on journeys that have one value or none.
fn unrated(base: &Base<'_>) -> String {
    let lacking: Vec<ElementRef<'_>> = in_use(base, "touchpoint")
        .filter(|touchpoint| called_for(*touchpoint).is_none() && touchpoint.word("control") != Some("earned"))
        .collect();
    if lacking.is_empty() {
        return String::new();
    }
    let links = sheet::links(base, &lacking, UNRATED_SHOWN, ROOT);
    format!("<p class=\"note\">{} {links}</p>", sheet::code(base.label(&UNRATED)))
}

fn legend(base: &Base<'_>) -> String {
    let key = |decision: Decision| {
        let mut svg = Svg::key(18.0, 18.0);
        decision.draw(Point::new(9.0, 9.0), 6.5, &mut svg);
        format!("<li>{}{}</li>", svg.finish(), base.label(decision.label()))
    };
    let keys: String = Decision::ALL.into_iter().map(key).collect();
    format!("<ul class=\"plain keys\">{keys}</ul><p class=\"note\">{}</p>", base.label(&SIZE))
}

/// The four fields in reading order: what customers value above, what the company values to the right.
const FIELDS: [[&str; 2]; 2] = [["automate", "dialogue"], ["eliminate", "simplify"]];

/// The label of a word of an enum field of touchpoints.
fn word(base: &Base<'_>, key: &str, word: &str) -> String {
    let schema = &base.model.schema;
    let field = schema.kind_named("touchpoint").and_then(|kind| Some(schema.field(kind, schema.field_id(kind, key)?)));
    let variants = match field.map(|field| &field.ty.scalar) {
        Some(crate::schema::Scalar::Enum(variants)) => variants,
        _ => return word.to_owned(),
    };
    let found = variants.iter().find(|variant| variant.word == word);
    found.map_or_else(|| word.to_owned(), |variant| base.label(&variant.label).to_owned())
}

fn field_label(base: &Base<'_>, key: &str) -> String {
    let schema = &base.model.schema;
    let field = schema.kind_named("touchpoint").and_then(|kind| Some(schema.field(kind, schema.field_id(kind, key)?)));
    field.map(|field| base.field_label(field).to_owned()).unwrap_or_default()
}

const NAME: Type = Type::new(14.0);
const HEAD: Type = Type::bold(15.0);
const AXIS: Type = Type::new(13.0);
/// Room for the axis to the left.
const LEFT: f64 = 26.0;
/// Between the fields.
const GAP: f64 = 8.0;
/// Within the fields.
const PAD: f64 = 12.0;
/// The narrowest column of points with their names.
const COLUMN: f64 = 138.0;
/// From the left edge of a column to the middle of its points, and to their names.
const DOT: f64 = 11.0;
const TEXT: f64 = 28.0;
/// Above and below the head of a field.
const ABOVE: f64 = 10.0;
/// The least height of a field.
const LEAST: f64 = 190.0;

/// The points of a field in columns, and how high that makes it.
struct Laid<'c, 'm> {
    head: plot::Label,
    points: Vec<(&'c Contact<'m>, Point, plot::Label)>,
    height: f64,
}

fn lay<'c, 'm>(base: &Base<'_>, contacts: &'c [Contact<'m>], handling: &str, width: f64) -> Laid<'c, 'm> {
    let columns = ((width - PAD) / COLUMN).floor().max(1.0);
    let column = (width - PAD) / columns;
    let here: Vec<&Contact<'m>> = contacts.iter().filter(|contact| contact.called_for == handling).collect();
    let head = plot::wrap(&base.hyphens.text(&word(base, "handling", handling)), HEAD, width - 2.0 * PAD);
    let (mut points, mut y) = (Vec::with_capacity(here.len()), 2.0 * ABOVE + head.height);
    for row in here.chunks(columns as usize) {
        let labels: Vec<plot::Label> = row
            .iter()
            .map(|contact| plot::wrap(&base.hyphens.text(contact.element.name()), NAME, column - TEXT - PAD))
            .collect();
        let height = labels.iter().map(|label| label.height).fold(22.0, f64::max);
        for (at, (contact, label)) in row.iter().zip(labels).enumerate() {
            points.push((*contact, Point::new(PAD + at as f64 * column, y), label));
        }
        y += height + 10.0;
    }
    Laid { head, points, height: (y + PAD).max(LEAST) }
}

fn draw(base: &Base<'_>, contacts: &[Contact<'_>], size: Size) -> String {
    let width = (size.width() - LEFT - GAP) / 2.0;
    let laid = FIELDS.map(|row| row.map(|handling| lay(base, contacts, handling, width)));
    let heights = laid.each_ref().map(|row| row.iter().map(|field| field.height).fold(0.0, f64::max));
    let below = plot::wrap(&axis(base, "company_value", "high"), AXIS, width).height;
    let total = heights.iter().sum::<f64>() + GAP + 8.0 + below;
    let mut svg = Svg::new(size.width(), total, size.class(), base.label(&REPORT.title), &described(base, contacts));
    let mut y = 0.0;
    for ((names, fields), (height, value)) in FIELDS.iter().zip(&laid).zip(heights.iter().zip(["high", "low"])) {
        svg.upwards("soft t13", Point::new(14.0, y + height / 2.0), &axis(base, "customer_value", value));
        for (at, (handling, field)) in names.iter().zip(fields).enumerate() {
            let frame = Rect::new(LEFT + at as f64 * (width + GAP), y, width, *height);
            draw_field(base, handling, field, frame, &mut svg);
        }
        y += height + GAP;
    }
    for (at, value) in ["low", "high"].into_iter().enumerate() {
        let middle = LEFT + at as f64 * (width + GAP) + width / 2.0;
        svg.label("soft t13", middle, y, Anchor::Middle, &plot::wrap(&axis(base, "company_value", value), AXIS, width));
    }
    svg.finish()
}

/// `Customer value: high`.
fn axis(base: &Base<'_>, key: &str, value: &str) -> String {
    format!("{}: {}", field_label(base, key), base.words.in_sentence(&word(base, key, value)).to_lowercase())
}

fn draw_field(base: &Base<'_>, handling: &str, field: &Laid<'_, '_>, frame: Rect, svg: &mut Svg) {
    svg.rect(if handling == "dialogue" { "field best" } else { "field" }, frame, 8.0);
    svg.label("head", frame.x + PAD, frame.y + ABOVE, Anchor::Start, &field.head);
    if field.points.is_empty() {
        let at = Point::new(frame.x + PAD, frame.y + 2.0 * ABOVE + field.head.height + NAME.size);
        svg.text("soft", at, Anchor::Start, base.label(&NONE_HERE));
    }
    for (contact, at, label) in &field.points {
        let (x, y) = (frame.x + at.x, frame.y + at.y);
        svg.link(&base.href(contact.element, ROOT), &said(base, contact), |svg| {
            // As wide as the words: what can be pointed at has no holes.
            svg.rect("hit", Rect::new(x, y - 3.0, TEXT + label.width + 4.0, label.height.max(20.0) + 6.0), 4.0);
            contact.decision.draw(Point::new(x + DOT, y + NAME.leading() / 2.0), radius(contact), svg);
            svg.label("", x + TEXT, y, Anchor::Start, label);
        });
    }
}

/// The area of a point grows with the steps that lead there, up to a limit.
fn radius(contact: &Contact<'_>) -> f64 {
    (3.5 + (contact.reach.steps as f64).sqrt() * 1.3).min(9.0)
}

/// A point in words.
fn said(base: &Base<'_>, contact: &Contact<'_>) -> String {
    let steps = base.words.counted(("steps_1", "steps_n"), contact.reach.steps);
    let decided = contact.element.field("handling").map(|field| format!(" ({})", plain::one_word(base, field)));
    let handling = word(base, "handling", contact.called_for);
    let decision = base.label(contact.decision.label());
    format!("{}: {handling}; {steps}; {decision}{}", contact.element.name(), decided.unwrap_or_default())
}

/// The picture in a sentence: `Automate: 4, Seek dialogue: 7, …`.
fn described(base: &Base<'_>, contacts: &[Contact<'_>]) -> String {
    let count = |handling: &str| contacts.iter().filter(|contact| contact.called_for == handling).count();
    let part = |handling: &&str| format!("{}: {}", word(base, "handling", handling), count(handling));
    FIELDS.as_flattened().iter().map(part).collect::<Vec<_>>().join(", ")
}

fn table(base: &Base<'_>, contacts: &[Contact<'_>]) -> sheet::Table {
    let row = |contact: &Contact<'_>| {
        let of = |key: &str| {
            contact.element.field(key).map(|field| escape::html(&plain::one_word(base, field))).unwrap_or_default()
        };
        let reason = contact.element.text("handling_reason").map(|text| escape::html(text)).unwrap_or_default();
        vec![
            base.link(contact.element, ROOT),
            of("customer_value"),
            of("company_value"),
            escape::html(&word(base, "handling", contact.called_for)),
            of("handling"),
            [base.label(contact.decision.label()), if reason.is_empty() { "" } else { ": " }, &reason].concat(),
            contact.reach.steps.to_string(),
        ]
    };
    let singular =
        base.model.schema.kind_named("touchpoint").map(|kind| base.label(&base.model.schema.kind(kind).label));
    let head = vec![
        singular.unwrap_or_default().to_owned(),
        field_label(base, "customer_value"),
        field_label(base, "company_value"),
        base.label(&CALLED_FOR).to_owned(),
        field_label(base, "handling"),
        base.label(&DECISION).to_owned(),
        base.label(&STEPS).to_owned(),
    ];
    sheet::Table { caption: base.label(&REPORT.title).to_owned(), head, rows: contacts.iter().map(row).collect() }
}
