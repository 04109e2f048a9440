//! `context`: something known about a person's situation that makes a contact better.

use super::{Field, Group, Kind, Label, Type, common};

pub(super) static KIND: Kind = Kind::new(
    Group::Operations,
    ["context", "contexts"],
    Label::new("Context datum", "Kontextdatum"),
    Label::new("Context data", "Kontextdaten"),
    "Something that is known about a person's situation and makes the next contact better: the machine at home, the capsules \
     bought. Each datum says what it is for and why you may have it.",
    FIELDS,
);

static FIELDS: &[Field] = &[
    common::name("What is known.", "\"Machine type\""),
    common::summary("\"Model and year of the machine a member has at home.\""),
    Field::new(
        "purpose",
        Type::TEXT,
        Label::new("Purpose", "Zweck"),
        "What becomes better for the person because you know this. Data without such a purpose should not be collected.",
        "\"Recommend fitting capsules and announce descaling in time.\"",
    )
    .required(),
    Field::new(
        "legal_basis",
        Type::TEXT,
        Label::new("Legal basis", "Rechtsgrundlage"),
        "Why you are allowed to hold and use it.",
        "\"Contract: GDPR Art. 6 (1) b\"",
    )
    .required(),
    Field::new(
        "collected_at",
        Type::references(&["touchpoint"]),
        Label::new("Collected at", "Erhoben an"),
        "The touchpoints at which it is collected.",
        "[service-hotline]",
    ),
];
