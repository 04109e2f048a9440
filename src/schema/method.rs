//! `method`: a way of working that the company has agreed on.

use super::{Field, Group, Kind, Label, Type, common};

pub(super) static KIND: Kind = Kind::new(
    Group::Insight,
    ["method", "methods"],
    Label::new("Method", "Methode"),
    Label::new("Methods", "Methoden"),
    Label::new(
        "A way of finding out or of designing something that the company has agreed on. A toolbox helps only if everyone knows \
         what is in it.",
        "Eine Art, etwas herauszufinden oder zu gestalten, auf die sich das Unternehmen geeinigt hat. Ein Werkzeugkasten \
         hilft nur, wenn alle wissen, was darin liegt.",
    ),
    FIELDS,
);

static FIELDS: &[Field] = &[
    common::name("What the method is called.", "\"Diary study\""),
    common::summary("\"People note what they experience while they experience it.\""),
    Field::new(
        "purpose",
        Type::TEXT,
        Label::new("Purpose", "Zweck"),
        "Which question the method answers, and when to take it rather than another one.",
        "\"Find out what happens between the contacts that we see.\"",
    )
    .required(),
    Field::new(
        "guide",
        Type::MARKDOWN,
        Label::new("Guide", "Anleitung"),
        "How to do it, step by step, so that a colleague can do it the same way.",
        "\"Twelve people, four weeks, three short notes a day; one talk at the end.\"",
    ),
];
