//! `persona`: a typical person with needs and intentions of her own.

use super::{Field, Group, Kind, Label, Type, Variant, common};

pub(super) static KIND: Kind = Kind::new(
    Group::Core,
    ["persona", "personas"],
    Label::new("Persona", "Persona"),
    Label::new("Personas", "Personas"),
    Label::new(
        "A typical person with specific needs and intentions, for whom journeys and touchpoints are designed. Write one for \
         every group that behaves differently, not for every market segment.",
        "Ein typischer Mensch mit eigenen Bedürfnissen und Absichten, für den Kundenreisen und Touchpoints gestaltet \
         werden. Es gibt eine für jede Gruppe, die sich anders verhält, nicht für jedes Marktsegment.",
    ),
    FIELDS,
);

static TYPE: &[Variant] = &[
    Variant::new("customer", "Customer", "Kundin oder Kunde"),
    Variant::new("prospect", "Prospect", "Interessentin oder Interessent"),
    Variant::new("employee", "Employee", "Mitarbeitende"),
    Variant::new("partner", "Partner", "Partner"),
];

static ADVOCACY: &[Variant] = &[
    Variant::new("promoter", "Promoter", "Empfiehlt weiter"),
    Variant::new("passive", "Passive", "Unentschieden"),
    Variant::new("detractor", "Detractor", "Rät ab"),
];

static FIELDS: &[Field] = &[
    common::name(
        "What everyone calls this persona. A name that says how the person behaves is remembered better than a first name.",
        "\"Busy shopper\"",
    ),
    common::summary("\"Works full time, orders between two meetings and gladly pays for saved time.\""),
    Field::new(
        "type",
        Type::word(TYPE),
        Label::new("Type", "Art"),
        "What the person is to the company. Employees and partners have journeys too, and they shape those of the customers.",
        "customer",
    )
    .required(),
    Field::new(
        "needs",
        Type::TEXTS,
        Label::new("Needs", "Bedürfnisse"),
        "What the person needs, in her own words and without naming your product. Journeys are steered from here.",
        "[\"New coffee before the last capsule is gone\", \"A clear answer at the first attempt\"]",
    )
    .required(),
    Field::new(
        "intents",
        Type::TEXTS,
        Label::new("Intents", "Absichten"),
        "What the person sets out to do when she turns to you. A persona without intents cannot be recognised in daily work.",
        "[\"Order the same as last time\", \"Know when the parcel arrives\"]",
    ),
    Field::new(
        "quote",
        Type::TEXT,
        Label::new("Quote", "Zitat"),
        "One sentence the person could say, or better: one that a real person did say.",
        "\"If I have to call, something has already gone wrong.\"",
    ),
    Field::new(
        "goals",
        Type::TEXTS,
        Label::new("Goals", "Ziele"),
        "What the person wants to achieve in the long run, far beyond the single contact.",
        "[\"Good coffee at home without having to think of it\"]",
    ),
    Field::new(
        "frustrations",
        Type::TEXTS,
        Label::new("Frustrations", "Frustrationen"),
        "What annoys the person again and again. Each entry is a candidate for a pain of its own.",
        "[\"Being asked for the customer number twice\", \"Parcels that have to be fetched\"]",
    ),
    Field::new(
        "preferences",
        Type::TEXTS,
        Label::new("Preferences", "Vorlieben"),
        "What the person likes better if she has the choice.",
        "[\"Short messages instead of letters\"]",
    ),
    Field::new(
        "routines",
        Type::TEXTS,
        Label::new("Routines", "Gewohnheiten"),
        "What the person does regularly anyway. Whoever knows the routine can meet her there.",
        "[\"Checks the stock of capsules on Sunday evening\"]",
    ),
    Field::new(
        "devices",
        Type::TEXTS,
        Label::new("Devices", "Endgeräte"),
        "The devices the person has at hand when she meets you.",
        "[\"Smartphone\", \"Office laptop\"]",
    ),
    Field::new(
        "channels",
        Type::references(&["channel"]),
        Label::new("Preferred channels", "Bevorzugte Kanäle"),
        "The channels this person chooses by herself, the dearest first.",
        "[phone, app]",
    ),
    Field::new(
        "segment",
        Type::TEXT,
        Label::new("Segment", "Segment"),
        "The segment of your customer base in which people like this are found.",
        "\"Club members with more than 600 capsules a year\"",
    ),
    Field::new(
        "share",
        Type::integer(0, 100),
        Label::new("Share in percent", "Anteil in Prozent"),
        "How many of a hundred customers this persona stands for, in whole percent. It says how many people a weak step hurts.",
        "35",
    ),
    Field::new(
        "advocacy",
        Type::word(ADVOCACY),
        Label::new("Advocacy", "Empfehlungsbereitschaft"),
        "Whether people like this recommend you, keep quiet or advise against you.",
        "promoter",
    ),
];
