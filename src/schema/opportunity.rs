//! `opportunity`: a lever by which an experience can become better.

use super::{Field, Group, Kind, Label, Type, common};

pub(super) static KIND: Kind = Kind::new(
    Group::Insight,
    ["opportunity", "opportunities"],
    Label::new("Opportunity", "Hebel"),
    Label::new("Opportunities", "Hebel"),
    Label::new(
        "A lever by which an experience can become better: the need behind a pain or a step, without a solution yet. Levers are \
         ranked by impact, reach and effort.",
        "Ein Hebel, an dem ein Erlebnis besser werden kann: das Bedürfnis hinter einem Schmerzpunkt oder Schritt, noch \
         ohne Lösung. Hebel werden nach Wirkung, Reichweite und Aufwand geordnet.",
    ),
    FIELDS,
);

static FIELDS: &[Field] = &[
    common::name("The chance in a few words.", "\"Never run out of capsules\""),
    common::summary("\"Members would order earlier if they were told in time.\""),
    Field::new(
        "addresses",
        Type::references(&["pain", "step"]),
        Label::new("Addresses", "Setzt an bei"),
        "The pains, or the steps as `journey.step`, that would become better.",
        "[delivery-date-unclear, reorder-capsules.ask-for-advice]",
    )
    .required(),
    Field::new(
        "need",
        Type::TEXT,
        Label::new("Need", "Bedürfnis"),
        "The need behind it. People ask for faster horses; what they need is to arrive sooner.",
        "\"Never having to think of the stock at all.\"",
    )
    .required(),
    Field::new(
        "request",
        Type::TEXT,
        Label::new("Request", "Wunsch"),
        "What people asked for, if it differs from what they need.",
        "\"A bigger parcel\"",
    ),
    Field::new(
        "impact",
        Type::SCALE,
        Label::new("Impact", "Wirkung"),
        "How much better it would become for those concerned, from 1 (a little) to 5 (a different experience).",
        "4",
    ),
    Field::new(
        "effort",
        Type::SCALE,
        Label::new("Effort", "Aufwand"),
        "What it would take you, from 1 (a day) to 5 (a programme).",
        "2",
    ),
];
