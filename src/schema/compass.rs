//! `compass`: what gives direction: brand values, principles, business goals.

use super::{Field, Group, Kind, Label, Type, Variant, common};

pub(super) static KIND: Kind = Kind::new(
    Group::Core,
    ["compass", "compass"],
    Label::new("Compass", "Kompass"),
    Label::new("Compass", "Kompass"),
    Label::new(
        "What gives direction: a brand value people should feel, a principle everyone works by, a goal of the business. Journeys, \
         touchpoints and initiatives refer to it, which shows where it is lived and where it is only a poster.",
        "Was die Richtung gibt: ein Markenwert, den Menschen spüren sollen, ein Grundsatz, nach dem alle arbeiten, ein \
         Ziel des Geschäfts. Kundenreisen, Touchpoints und Maßnahmen verweisen darauf; so zeigt sich, wo er gelebt wird \
         und wo er nur an der Wand hängt.",
    ),
    FIELDS,
);

static TYPE: &[Variant] = &[
    Variant::new("brand_value", "Brand value", "Markenwert"),
    Variant::new("principle", "Principle", "Grundsatz"),
    Variant::new("business_goal", "Business goal", "Geschäftsziel"),
];

static FIELDS: &[Field] = &[
    common::name("The value, principle or goal in a few words.", "\"Easy to understand\""),
    common::summary("\"Nobody needs to know our inner workings to get what they came for.\""),
    Field::new(
        "type",
        Type::word(TYPE),
        Label::new("Type", "Art"),
        "Whether it is what the brand stands for, how you work, or what the business wants to reach.",
        "principle",
    )
    .required(),
];
