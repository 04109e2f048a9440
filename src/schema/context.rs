//! `context`: something known about a person's situation that makes a contact better.

use super::{Field, Group, Kind, Label, Type, common};

pub(super) static KIND: Kind = Kind::new(
    Group::Operations,
    ["context", "contexts"],
    Label::new("Context datum", "Kontextdatum"),
    Label::new("Context data", "Kontextdaten"),
    Label::new(
        "Something that is known about a person's situation and makes the next contact better: the machine at home, the capsules \
         bought. Each datum says what it is for and why you may have it.",
        "Etwas, das über die Lage eines Menschen bekannt ist und die nächste Begegnung besser macht: die Maschine zu \
         Hause, die gekauften Kapseln. Zu jedem Datum steht, wozu es dient und warum Sie es haben dürfen.",
    ),
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
