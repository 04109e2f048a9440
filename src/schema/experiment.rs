//! `experiment`: an assumption put to the test.

use super::{Field, Group, Kind, Label, Type, common};

pub(super) static KIND: Kind = Kind::new(
    Group::Insight,
    ["experiment", "experiments"],
    Label::new("Experiment", "Experiment"),
    Label::new("Experiments", "Experimente"),
    Label::new(
        "An assumption put to the test on a small scale before it is rolled out. Written down before it starts, it can prove you wrong.",
        "Eine Annahme, im Kleinen geprüft, bevor daraus etwas Großes wird. Vor dem Beginn aufgeschrieben, kann sie \
         widerlegt werden.",
    ),
    FIELDS,
);

static FIELDS: &[Field] = &[
    common::name("What is tried out.", "\"Reminder two days earlier\""),
    common::summary("\"Half of the members get the reminder nine days ahead instead of seven.\""),
    Field::new(
        "hypothesis",
        Type::TEXT,
        Label::new("Hypothesis", "Annahme"),
        "What you expect to happen and why, so that the result can contradict it.",
        "\"If members have a weekend to decide, more of them reorder.\"",
    )
    .required(),
    Field::new(
        "metric",
        Type::reference(&["metric"]),
        Label::new("Metric", "Kennzahl"),
        "The one number that decides.",
        "first-contact-resolution",
    )
    .required(),
    Field::new(
        "touchpoint",
        Type::reference(&["touchpoint"]),
        Label::new("Touchpoint", "Touchpoint"),
        "Where it takes place.",
        "service-hotline",
    ),
    Field::new(
        "result",
        Type::MARKDOWN,
        Label::new("Result", "Ergebnis"),
        "What came out, with the numbers, whether you like it or not.",
        "\"Calls about empty stock fell by 12 % in the test group, by 1 % in the other.\"",
    ),
    Field::new(
        "decision",
        Type::TEXT,
        Label::new("Decision", "Entscheidung"),
        "What you do because of the result.",
        "\"Nine days ahead for everyone from November on\"",
    ),
];
