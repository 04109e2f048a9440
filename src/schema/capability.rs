//! `capability`: something the company is able to do, and how well.

use super::{Field, Group, Kind, Label, Type, common};

pub(super) static KIND: Kind = Kind::new(
    Group::Operations,
    ["capability", "capabilities"],
    Label::new("Capability", "Fähigkeit"),
    Label::new("Capabilities", "Fähigkeiten"),
    Label::new(
        "Something the company is able to do, and how well it does it today. Steps say which level they need; the difference is \
         the gap to close.",
        "Etwas, das das Unternehmen kann, und wie gut es das heute kann. Schritte sagen, welchen Stand sie brauchen; der \
         Unterschied ist die Lücke, die zu schließen ist.",
    ),
    FIELDS,
);

static FIELDS: &[Field] = &[
    common::name("What the company can do, or should be able to do.", "\"Coffee advice\""),
    common::summary("\"Recommending coffee that suits taste, machine and water.\""),
    Field::new(
        "level",
        Type::integer(0, 5),
        Label::new("Level", "Stand"),
        "How well it works today, from 0 (not at all) to 5 (others come to learn from you).",
        "3",
    )
    .required(),
    Field::new(
        "team",
        Type::reference(&["team"]),
        Label::new("Team", "Team"),
        "The team in which the capability sits.",
        "customer-service",
    ),
];
