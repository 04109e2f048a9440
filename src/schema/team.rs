//! `team`: people who are responsible for something together.

use super::{Field, Group, Kind, Label, Type, common};

pub(super) static KIND: Kind = Kind::new(
    Group::Operations,
    ["team", "teams"],
    Label::new("Team", "Team"),
    Label::new("Teams", "Teams"),
    Label::new(
        "People who are responsible for something together. Every team that affects what customers experience belongs here, \
         billing and risk included.",
        "Menschen, die gemeinsam für etwas verantwortlich sind. Jedes Team, das das Erlebnis der Kundinnen und Kunden \
         berührt, gehört hierher, auch Rechnungswesen und Risikoprüfung.",
    ),
    FIELDS,
);

static FIELDS: &[Field] = &[
    common::name("What the team is called inside the company.", "\"Customer service\""),
    common::summary("\"Answers everything members ask, by phone, chat and mail.\""),
    Field::new(
        "parent",
        Type::reference(&["team"]),
        Label::new("Part of", "Teil von"),
        "The larger team or department it belongs to.",
        "club-and-service",
    ),
    Field::new(
        "contact",
        Type::TEXT,
        Label::new("Contact", "Kontakt"),
        "How colleagues reach the team.",
        "\"service-team@example.com\"",
    ),
];
