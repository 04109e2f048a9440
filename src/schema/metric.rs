//! `metric`: a number by which an experience is judged.

use super::{Field, Group, Kind, Label, Type, Variant, common};

pub(super) static KIND: Kind = Kind::new(
    Group::Core,
    ["metric", "metrics"],
    Label::new("Metric", "Kennzahl"),
    Label::new("Metrics", "Kennzahlen"),
    Label::new(
        "A number by which an experience is judged, with its unit, its target and the day it was taken. Written down once, it \
         means the same to everyone who quotes it.",
        "Eine Zahl, an der ein Erlebnis gemessen wird, mit Einheit, Ziel und dem Tag, an dem sie erhoben wurde. Einmal \
         aufgeschrieben, heißt sie für alle dasselbe.",
    ),
    FIELDS,
);

static CLASS: &[Variant] = &[
    Variant::new("performance", "Performance", "Leistung"),
    Variant::new("brand", "Brand", "Marke"),
    Variant::new("employee", "Employee", "Mitarbeitende"),
    Variant::new("business", "Business", "Geschäft"),
];

static METHOD: &[Variant] = &[
    Variant::new("nps", "Net Promoter Score", "Net Promoter Score"),
    Variant::new("csat", "Customer satisfaction", "Kundenzufriedenheit"),
    Variant::new("ces", "Customer effort", "Kundenaufwand"),
    Variant::new("rating", "Rating", "Bewertung"),
    Variant::new("time", "Time", "Zeit"),
    Variant::new("rate", "Rate", "Quote"),
    Variant::new("count", "Count", "Anzahl"),
    Variant::new("cost", "Cost", "Kosten"),
    Variant::new("survey", "Survey", "Befragung"),
    Variant::new("other", "Other", "Sonstiges"),
];

static UNIT: &[Variant] = &[
    Variant::new("percent", "Percent", "Prozent"),
    Variant::new("per_thousand", "Per thousand", "Promille"),
    Variant::new("percentage_points", "Percentage points", "Prozentpunkte"),
    Variant::new("points", "Points", "Punkte"),
    Variant::new("stars", "Stars", "Sterne"),
    Variant::new("seconds", "Seconds", "Sekunden"),
    Variant::new("minutes", "Minutes", "Minuten"),
    Variant::new("hours", "Hours", "Stunden"),
    Variant::new("days", "Days", "Tage"),
    Variant::new("weeks", "Weeks", "Wochen"),
    Variant::new("months", "Months", "Monate"),
    Variant::new("euro", "Euro", "Euro"),
    Variant::new("francs", "Swiss francs", "Schweizer Franken"),
    Variant::new("pounds", "Pounds", "Pfund"),
    Variant::new("dollars", "Dollars", "Dollar"),
    Variant::new("count", "Count", "Anzahl"),
];

static BETTER: &[Variant] = &[Variant::new("higher", "Higher", "Höher"), Variant::new("lower", "Lower", "Niedriger")];

static FIELDS: &[Field] = &[
    common::name("What everyone calls the metric; abbreviations go under `aliases`.", "\"First contact resolution\""),
    common::summary("\"Share of concerns that need no second contact within a week.\""),
    Field::new(
        "class",
        Type::word(CLASS),
        Label::new("Class", "Klasse"),
        "What the metric is about: how well things run, what people think of the brand, how staff fare, or the result of the business.",
        "performance",
    )
    .required(),
    Field::new(
        "method",
        Type::word(METHOD),
        Label::new("Method", "Methode"),
        "How the number comes about.",
        "rate",
    )
    .required(),
    Field::new(
        "unit",
        Type::word(UNIT),
        Label::new("Unit", "Einheit"),
        "In what it is measured. Percent and percentage points are not the same: a change of a rate is given in points.",
        "percent",
    )
    .required(),
    Field::new(
        "better",
        Type::word(BETTER),
        Label::new("Better", "Besser ist"),
        "Whether a higher or a lower value is the better one; needed to say whether a target is met.",
        "higher",
    ),
    Field::new(
        "baseline",
        Type::NUMBER,
        Label::new("Baseline", "Ausgangswert"),
        "The value from which you started.",
        "71",
    ),
    Field::new(
        "target",
        Type::NUMBER,
        Label::new("Target", "Zielwert"),
        "The value you want to reach.",
        "85",
    ),
    Field::new(
        "actual",
        Type::NUMBER,
        Label::new("Actual", "Istwert"),
        "The value last measured. Say under `as_of` when, and under `source` by whom.",
        "78.5",
    ),
    Field::new(
        "floor",
        Type::NUMBER,
        Label::new("Floor", "Untergrenze"),
        "The value at which you step in, come what may.",
        "65",
    ),
    Field::new(
        "as_of",
        Type::DATE,
        Label::new("As of", "Stand"),
        "The day on which the actual value was taken. A number without a day cannot be trusted.",
        "2026-10-31",
    ),
    Field::new(
        "lead",
        Type::BOOL,
        Label::new("Lead metric", "Leitkennzahl"),
        "Whether this is the one number by which the whole company steers. There can be only one.",
        "false",
    ),
    Field::new(
        "drives",
        Type::references(&["metric"]),
        Label::new("Drives", "Treibt"),
        "The metrics that rise or fall with this one. The chain leads from the daily work to the result of the business.",
        "[nps, renewal-rate]",
    ),
];
