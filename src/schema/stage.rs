//! `stage`: a part of a journey that has one aim.

use super::{Field, Group, Kind, Label, Type, Variant, common};

pub(super) static KIND: Kind = Kind::part(
    "journey",
    Group::Core,
    ["stage", "stages"],
    Label::new("Stage", "Phase"),
    Label::new("Stages", "Phasen"),
    Label::new(
        "A part of a journey in which the person pursues one aim. It is named after what she does, never after a team, a system \
         or a channel.",
        "Ein Teil einer Kundenreise, in dem der Mensch ein Ziel verfolgt. Er heißt nach dem, was dieser tut, nie nach \
         einem Team, einem System oder einem Kanal.",
    ),
    FIELDS,
);

static STAGE: &[Variant] = &[
    Variant::new("discover", "Discover", "Entdecken"),
    Variant::new("evaluate", "Evaluate", "Abwägen"),
    Variant::new("decide", "Decide", "Entscheiden"),
    Variant::new("start", "Start", "Loslegen"),
    Variant::new("use", "Use", "Nutzen"),
    Variant::new("support", "Support", "Hilfe bekommen"),
    Variant::new("renew", "Renew", "Erneuern"),
    Variant::new("leave", "Leave", "Gehen"),
];

static FIELDS: &[Field] = &[
    common::name("What the stage is about, seen from the person.", "\"Get help\""),
    common::summary("\"Something is unclear, and a human answer is needed.\""),
    Field::new(
        "kind",
        Type::word(STAGE),
        Label::new("Standard stage", "Standardphase"),
        "Which of the usual stages of a customer life this is. It makes journeys comparable and shows which stages nobody looks at.",
        "support",
    ),
];
