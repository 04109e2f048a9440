//! `journey`.

use std::borrow::Cow;

use super::{Field, Group, Kind, Label, Type};

pub(super) static KIND: Kind = Kind {
    name: Cow::Borrowed("journey"),
    plural: Cow::Borrowed("journeys"),
    label: Label::new("Journey", "Kundenreise"),
    label_plural: Label::new("Journeys", "Kundenreisen"),
    doc: Cow::Borrowed("…"),
    parent: None,
    group: Group::Core,
    fields: Cow::Borrowed(FIELDS),
};

static FIELDS: &[Field] = &[Field::new(
    "personas",
    Type::references(&["persona"]),
    Label::new("Personas", "Personas"),
    "Whose journey it is.",
    "[busy-shopper]",
)
.required()];
