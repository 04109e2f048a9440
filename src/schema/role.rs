//! `role`: what one person is responsible for.

use super::{Field, Group, Kind, Label, Type, common};

pub(super) static KIND: Kind = Kind::new(
    Group::Operations,
    ["role", "roles"],
    Label::new("Role", "Rolle"),
    Label::new("Roles", "Rollen"),
    Label::new(
        "What one person does and answers for, whoever holds the job at the moment. Use it where a team is too vague as an owner.",
        "Was ein Mensch tut und verantwortet, wer auch immer die Stelle gerade innehat. Sie hilft, wo ein Team als \
         Verantwortlicher zu ungenau ist.",
    ),
    FIELDS,
);

static FIELDS: &[Field] = &[
    common::name("The role, not the person who holds it.", "\"Coffee advisor\""),
    common::summary("\"Talks to members about coffee and machines.\""),
    Field::new(
        "team",
        Type::reference(&["team"]),
        Label::new("Team", "Team"),
        "The team in which the role is found.",
        "customer-service",
    ),
    Field::new(
        "training",
        Type::TEXTS,
        Label::new("Training", "Schulung"),
        "What whoever holds the role has learned, each with its length. It shows whether staffed touchpoints are prepared.",
        "[\"Basics of coffee, 3 days\", \"Difficult conversations, 1 day\"]",
    ),
];
