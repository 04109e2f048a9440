//! `touchpoint`.

use std::borrow::Cow;

use super::{Field, Group, Kind, Label, Type};

pub(super) static KIND: Kind = Kind {
    name: Cow::Borrowed("touchpoint"),
    plural: Cow::Borrowed("touchpoints"),
    label: Label::new("Touchpoint", "Touchpoint"),
    label_plural: Label::new("Touchpoints", "Touchpoints"),
    doc: Cow::Borrowed("…"),
    parent: None,
    group: Group::Core,
    fields: Cow::Borrowed(FIELDS),
};

static FIELDS: &[Field] = &[Field::new(
    "mission",
    Type::TEXT,
    Label::new("Mission", "Auftrag"),
    "What the touchpoint is there for, seen from the customer.",
    "\"Solve a concern in one conversation.\"",
)
.required()];
