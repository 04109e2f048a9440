//! `pain`: something that makes an experience worse again and again.

use super::{Field, Group, Kind, Label, Type, Variant, common};

pub(super) static KIND: Kind = Kind::new(
    Group::Insight,
    ["pain", "pains"],
    Label::new("Pain", "Schmerzpunkt"),
    Label::new("Pains", "Schmerzpunkte"),
    Label::new(
        "Something that makes an experience worse again and again. It is described once and named by every step in which it is \
         felt, so that its true size shows.",
        "Etwas, das ein Erlebnis immer wieder schlechter macht. Es wird einmal beschrieben und von jedem Schritt genannt, \
         in dem es zu spüren ist; so zeigt sich seine wahre Größe.",
    ),
    FIELDS,
);

static CAUSE: &[Variant] = &[
    Variant::new("language", "Language", "Sprache"),
    Variant::new("process", "Process", "Prozess"),
    Variant::new("expectation", "Expectation", "Erwartung"),
    Variant::new("wait", "Waiting", "Warten"),
    Variant::new("media_break", "Media break", "Medienbruch"),
    Variant::new("price", "Price", "Preis"),
    Variant::new("other", "Other", "Sonstiges"),
];

static FIELDS: &[Field] = &[
    common::name("What hurts, in the words of those whom it hurts.", "\"Delivery date unclear\""),
    common::summary("\"After ordering nobody can say on which day the parcel arrives.\""),
    Field::new(
        "cause",
        Type::word(CAUSE),
        Label::new("Cause", "Ursache"),
        "Where it comes from. Confusing language, cumbersome processes and ignored expectations are the usual three.",
        "process",
    )
    .required(),
    Field::new(
        "severity",
        Type::SCALE,
        Label::new("Severity", "Schwere"),
        "How much it hurts whoever meets it, from 1 (a shrug) to 5 (they leave).",
        "4",
    )
    .required(),
    Field::new(
        "frequency",
        Type::TEXT,
        Label::new("Frequency", "Häufigkeit"),
        "How often it happens, as you would tell a colleague. It explains the number under `share`; say under `source` how you know.",
        "\"every third call in December\"",
    ),
    Field::new(
        "share",
        Type::integer(0, 100),
        Label::new("Share of cases in percent", "Anteil der Fälle in Prozent"),
        "In how many of a hundred cases it happens, in whole percent; an estimate will do. Severity times share, over all \
         journeys it touches, ranks the pains.",
        "33",
    ),
];
