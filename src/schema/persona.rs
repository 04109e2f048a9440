//! `persona`: a typical person with specific needs.

use std::borrow::Cow;

use super::{Field, Group, Kind, Label, Type, Variant};

pub(super) static KIND: Kind = Kind {
    name: Cow::Borrowed("persona"),
    plural: Cow::Borrowed("personas"),
    label: Label::new("Persona", "Persona"),
    label_plural: Label::new("Personas", "Personas"),
    doc: Cow::Borrowed(
        "A typical person with specific needs and intentions, for whom journeys and touchpoints are designed.",
    ),
    parent: None,
    group: Group::Core,
    fields: Cow::Borrowed(FIELDS),
};

static TYPE: &[Variant] = &[
    Variant::new("customer", "Customer", "Kundin oder Kunde"),
    Variant::new("prospect", "Prospect", "Interessentin oder Interessent"),
    Variant::new("employee", "Employee", "Mitarbeitende"),
    Variant::new("partner", "Partner", "Partner"),
];

static FIELDS: &[Field] = &[
    Field::new("type", Type::word(TYPE), Label::new("Type", "Art"), "What the person is to the company.", "customer")
        .required(),
    Field::new(
        "needs",
        Type::TEXTS,
        Label::new("Needs", "Bedürfnisse"),
        "What the person needs, in her own words.",
        "[\"New capsules before the last one is gone\"]",
    )
    .required(),
];
