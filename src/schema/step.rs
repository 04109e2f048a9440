//! `step`.

use std::borrow::Cow;

use super::{Field, Group, Kind, Label, Type};

pub(super) static KIND: Kind = Kind {
    name: Cow::Borrowed("step"),
    plural: Cow::Borrowed("steps"),
    label: Label::new("Step", "Schritt"),
    label_plural: Label::new("Steps", "Schritte"),
    doc: Cow::Borrowed("…"),
    parent: Some(Cow::Borrowed("stage")),
    group: Group::Core,
    fields: Cow::Borrowed(FIELDS),
};

static FIELDS: &[Field] = &[Field::new(
    "touchpoint",
    Type::reference(&["touchpoint"]),
    Label::new("Touchpoint", "Touchpoint"),
    "Where the person meets the company in this step.",
    "hotline",
)];
