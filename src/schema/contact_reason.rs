//! `contact_reason`: why people get in touch.

use super::{Field, Group, Kind, Label, Type, common};

pub(super) static KIND: Kind = Kind::new(
    Group::Insight,
    ["contact_reason", "contact_reasons"],
    Label::new("Contact reason", "Kontaktanlass"),
    Label::new("Contact reasons", "Kontaktanlässe"),
    Label::new(
        "Why people get in touch, in their own words. A concern should be settled where it comes up; each detour costs them time \
         and you money.",
        "Warum Menschen sich melden, in ihren eigenen Worten. Ein Anliegen gehört dort gelöst, wo es entsteht; jeder \
         Umweg kostet sie Zeit und Sie Geld.",
    ),
    FIELDS,
);

static FIELDS: &[Field] = &[
    common::name("The reason as people put it themselves.", "\"Where is my order?\""),
    common::summary("\"The parcel has not come, and the confirmation names no day.\""),
    Field::new(
        "arises_at",
        Type::reference(&["touchpoint"]),
        Label::new("Arises at", "Entsteht an"),
        "Where the concern comes up.",
        "service-hotline",
    )
    .required(),
    Field::new(
        "resolved_at",
        Type::reference(&["touchpoint"]),
        Label::new("Resolved at", "Gelöst an"),
        "Where it is settled today. If that is somewhere else, people are being sent around.",
        "parcel-tracking",
    ),
    Field::new(
        "channels",
        Type::references(&["channel"]),
        Label::new("Preferred channels", "Bevorzugte Kanäle"),
        "Over which channels people would like to settle it.",
        "[phone, app]",
    ),
    Field::new(
        "volume",
        Type::COUNT,
        Label::new("Volume per month", "Menge je Monat"),
        "How many people get in touch for this reason in a month.",
        "3200",
    ),
];
