//! `term`: a word that means one thing in the whole company.

use super::{Field, Group, Kind, Label, Scalar, Shape, Type, common};

pub(super) static KIND: Kind = Kind::new(
    Group::Core,
    ["term", "terms"],
    Label::new("Term", "Begriff"),
    Label::new("Terms", "Begriffe"),
    Label::new(
        "A word with one meaning for the whole company, and the words that should no longer be used for it. Confused language \
         costs time inside and trust outside.",
        "Ein Wort mit einer Bedeutung für das ganze Unternehmen, und die Wörter, die dafür nicht mehr benutzt werden \
         sollen. Verworrene Sprache kostet innen Zeit und außen Vertrauen.",
    ),
    FIELDS,
);

static FIELDS: &[Field] = &[
    common::name("The word itself, as it should be used.", "\"Descaling\""),
    common::summary("\"Freeing the machine from limescale.\""),
    Field::new(
        "definition",
        Type::MARKDOWN,
        Label::new("Definition", "Definition"),
        "What the word means, so that a new colleague and a customer understand the same. It may link to other elements.",
        "\"Removing limescale from the machine with the descaling kit, about every 300 cups. How often depends on [[machine-type]].\"",
    )
    .required(),
    Field::new(
        "labels",
        Type { shape: Shape::MapByLanguage, scalar: Scalar::Text },
        Label::new("In other languages", "In anderen Sprachen"),
        "The word in other languages, by language code.",
        "{ de: \"Entkalken\", fr: \"Détartrage\" }",
    ),
    Field::new(
        "forbidden",
        Type::TEXTS,
        Label::new("Words not to use", "Nicht verwenden"),
        "Words that mean the same but should not be used, such as jargon that customers do not understand.",
        "[\"decalcification cycle\", \"maintenance event\"]",
    ),
    Field::new(
        "say_instead",
        Type::TEXT,
        Label::new("Say instead", "Besser sagen"),
        "What to say instead of the forbidden words, if it is not simply the name of the term.",
        "\"descale the machine\"",
    ),
    Field::new(
        "broader",
        Type::references(&["term"]),
        Label::new("Broader terms", "Oberbegriffe"),
        "Terms with a wider meaning of which this is a part.",
        "[machine-care]",
    ),
    Field::new(
        "related",
        Type::references(&["term"]),
        Label::new("Related terms", "Verwandte Begriffe"),
        "Terms worth reading next.",
        "[water-hardness]",
    ),
    Field::new(
        "history",
        Type::MARKDOWN,
        Label::new("History", "Begriffsgeschichte"),
        "What the word used to mean or was called before, for those who still read old documents.",
        "\"Manuals before 2019 speak of the service wash.\"",
    ),
];
