//! `system`: software or equipment that processes and touchpoints rest on.

use super::{Field, Group, Kind, Label, Type, common};

pub(super) static KIND: Kind = Kind::new(
    Group::Operations,
    ["system", "systems"],
    Label::new("System", "System"),
    Label::new("Systems", "Systeme"),
    Label::new(
        "Software or equipment on which processes and touchpoints rest. It comes last on purpose: first what it is for, then what it is.",
        "Software oder Gerät, auf dem Prozesse und Touchpoints ruhen. Es kommt mit Absicht zuletzt: erst wozu, dann \
         womit.",
    ),
    FIELDS,
);

static FIELDS: &[Field] = &[
    common::name("What the system is called inside the company.", "\"Customer file\""),
    common::summary("\"Holds members, their machines and their contacts.\""),
    Field::new(
        "purpose",
        Type::TEXT,
        Label::new("Purpose", "Zweck"),
        "What the system is for, in the language of those who are served by it.",
        "\"Everyone who talks to a member knows what happened before.\"",
    )
    .required(),
    Field::new(
        "interfaces",
        Type::references(&["system"]),
        Label::new("Interfaces", "Schnittstellen"),
        "The systems with which it exchanges data. Where an interface is missing, people type things twice.",
        "[web-shop, warehouse-system]",
    ),
];
