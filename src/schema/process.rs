//! `process`: work that has to be done for a step or touchpoint to succeed.

use super::{Field, Group, Kind, Label, Type, Variant, common};

pub(super) static KIND: Kind = Kind::new(
    Group::Operations,
    ["process", "processes"],
    Label::new("Process", "Prozess"),
    Label::new("Processes", "Prozesse"),
    Label::new(
        "Work that has to be done for a step or a touchpoint to succeed, seen by customers or not. Processes form the lower lanes \
         of the service blueprint.",
        "Arbeit, die getan sein muss, damit ein Schritt oder ein Touchpoint gelingt, ob man sie sieht oder nicht. \
         Prozesse bilden die unteren Ebenen des Service-Blueprints.",
    ),
    FIELDS,
);

static LAYER: &[Variant] = &[
    Variant::new("frontstage", "Frontstage", "Auf der Bühne"),
    Variant::new("backstage", "Backstage", "Hinter der Bühne"),
    Variant::new("support", "Support", "Unterstützung"),
];

static FIELDS: &[Field] = &[
    common::name("What is done, as the people who do it say.", "\"Check capsule stock\""),
    common::summary("\"Compares open orders with the warehouse and reserves capsules.\""),
    Field::new(
        "layer",
        Type::word(LAYER),
        Label::new("Layer", "Ebene"),
        "Whether customers see the work, whether it happens behind the line of visibility, or whether it supports those who do it.",
        "backstage",
    )
    .required(),
    Field::new(
        "team",
        Type::reference(&["team"]),
        Label::new("Team", "Team"),
        "Who does the work. Every change of the team along a journey is a hand-over at which something can be lost.",
        "customer-service",
    ),
    Field::new(
        "systems",
        Type::references(&["system"]),
        Label::new("Systems", "Systeme"),
        "The systems without which it stands still.",
        "[customer-file]",
    ),
    Field::new(
        "fail_points",
        Type::TEXTS,
        Label::new("Fail points", "Fehlerstellen"),
        "Where it goes wrong, and what the customer notices then.",
        "[\"Stock is updated at night only: sold out after the order\"]",
    ),
];
