//! `expectation`: what a persona takes for granted at a touchpoint.

use super::{Field, Group, Kind, Label, Type, Variant, common};

pub(super) static KIND: Kind = Kind::new(
    Group::Insight,
    ["expectation", "expectations"],
    Label::new("Expectation", "Erwartung"),
    Label::new("Expectations", "Erwartungen"),
    Label::new(
        "What a persona takes for granted at a touchpoint before she gets there. Experience is measured against it, and it changes \
         with what other companies do.",
        "Was eine Persona an einem Touchpoint für selbstverständlich hält, noch bevor sie dort ist. Daran wird das \
         Erlebnis gemessen, und es ändert sich mit dem, was andere Unternehmen tun.",
    ),
    FIELDS,
);

static ORIGIN: &[Variant] = &[
    Variant::new("brand_value", "What the brand stands for", "Wofür die Marke steht"),
    Variant::new("other_company", "What others do", "Was andere bieten"),
    Variant::new("own_history", "What was before", "Was früher war"),
];

static FIELDS: &[Field] = &[
    common::name("The expectation in a few words.", "\"They know my machine\""),
    common::summary("\"Whoever answers sees at once which machine the caller has.\""),
    Field::new(
        "persona",
        Type::reference(&["persona"]),
        Label::new("Persona", "Persona"),
        "Who has the expectation.",
        "busy-shopper",
    )
    .required(),
    Field::new(
        "touchpoint",
        Type::reference(&["touchpoint"]),
        Label::new("Touchpoint", "Touchpoint"),
        "Where the person has it.",
        "service-hotline",
    )
    .required(),
    Field::new(
        "statement",
        Type::TEXT,
        Label::new("Statement", "Aussage"),
        "The expectation as a sentence the person could say.",
        "\"You sold me the machine, so you know which one it is.\"",
    )
    .required(),
    Field::new(
        "origin",
        Type::word(ORIGIN),
        Label::new("Origin", "Herkunft"),
        "Where it comes from: your own brand, another company's example, or the person's history with you.",
        "other_company",
    ),
    Field::new(
        "set_by",
        Type::TEXT,
        Label::new("Set by", "Maßstab"),
        "Whose example sets the standard. It is rarely a competitor.",
        "\"The bicycle shop round the corner\"",
    ),
];
