//! `study`: research whose findings elements rest on.

use super::{Field, Group, Kind, Label, Type, common};

pub(super) static KIND: Kind = Kind::new(
    Group::Insight,
    ["study", "studies"],
    Label::new("Study", "Studie"),
    Label::new("Studies", "Studien"),
    Label::new(
        "Research on whose findings elements rest. Registered once, it can be cited as evidence everywhere, and studies that \
         nobody cites become visible.",
        "Forschung, auf deren Ergebnissen Einträge beruhen. Einmal verzeichnet, kann sie überall als Beleg dienen, und \
         Studien, auf die sich niemand beruft, werden sichtbar.",
    ),
    FIELDS,
);

static FIELDS: &[Field] = &[
    common::name("What the study is called.", "\"Diary study spring 2026\""),
    common::summary("\"Fourteen members noted every contact with the club for four weeks.\""),
    Field::new(
        "method",
        Type::reference(&["method"]),
        Label::new("Method", "Methode"),
        "The method by which it was done.",
        "diary-study",
    )
    .required(),
    Field::new(
        "at",
        Type::DATE,
        Label::new("Date", "Datum"),
        "When it was finished. Old findings are not wrong, but they need a second look.",
        "2026-05-15",
    )
    .required(),
    Field::new(
        "sample",
        Type::COUNT,
        Label::new("Sample size", "Stichprobengröße"),
        "How many took part. It says how far the findings carry; who they were belongs into the description.",
        "14",
    ),
];
