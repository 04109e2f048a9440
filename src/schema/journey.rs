//! `journey`: the way of a person from a need to its outcome.

use super::{Field, Group, Kind, Label, Type, Variant, common};

pub(super) static KIND: Kind = Kind::new(
    Group::Core,
    ["journey", "journeys"],
    Label::new("Journey", "Kundenreise"),
    Label::new("Journeys", "Kundenreisen"),
    Label::new(
        "The way a person goes from a need to its outcome, in stages and steps, across all channels and departments. It begins \
         before the first contact and ends after the last one.",
        "Der Weg eines Menschen von einem Bedürfnis bis zu dem, was daraus wird, in Phasen und Schritten, über alle \
         Kanäle und Abteilungen hinweg. Er beginnt vor dem ersten Kontakt und endet nach dem letzten.",
    ),
    FIELDS,
);

static STATE: &[Variant] = &[Variant::new("as_is", "As is", "Ist"), Variant::new("to_be", "To be", "Soll")];

static RELATIONSHIP: &[Variant] = &[
    Variant::new("transaction", "Transaction", "Transaktion"),
    Variant::new("relationship", "Relationship", "Beziehung"),
];

static FIELDS: &[Field] = &[
    common::name(
        "What the person is about to do, in her words and not in those of a department.",
        "\"Reorder capsules\"",
    ),
    common::summary("\"From the first thought of running low to the parcel on the kitchen table.\""),
    Field::new(
        "personas",
        Type::references(&["persona"]),
        Label::new("Personas", "Personas"),
        "Whose journey it is. One journey may serve several personas as long as they go the same way; feelings may differ by step.",
        "[busy-shopper]",
    )
    .required(),
    Field::new(
        "need",
        Type::TEXT,
        Label::new("Need", "Bedürfnis"),
        "The need from which the person starts. Every step is judged by whether it serves this need.",
        "\"Coffee in the house before the stock runs out.\"",
    )
    .required(),
    Field::new(
        "trigger",
        Type::TEXT,
        Label::new("Trigger", "Auslöser"),
        "The moment that sets the journey in motion.",
        "\"The last sleeve of capsules is opened.\"",
    ),
    Field::new(
        "outcome",
        Type::TEXT,
        Label::new("Outcome", "Ergebnis"),
        "How the person recognises that her need is met. A journey without an outcome has no end that could be designed.",
        "\"The favourite capsules are in the cupboard, without a single phone call.\"",
    ),
    Field::new(
        "state",
        Type::word(STATE),
        Label::new("State", "Ist oder Soll"),
        "Whether this is the journey people go through today or the one you want for them.",
        "as_is",
    ),
    Field::new(
        "improves",
        Type::reference(&["journey"]),
        Label::new("Improves on", "Verbessert"),
        "The journey of today that this one is meant to replace. The site then shows both side by side: verdicts, feelings, steps.",
        "reorder-capsules-today",
    ),
    Field::new(
        "relationship",
        Type::word(RELATIONSHIP),
        Label::new("Relationship type", "Beziehungsart"),
        "Whether the journey is about a single deal or about the lasting relationship. A map that shows only deals misses most of it.",
        "relationship",
    ),
    Field::new(
        "parent",
        Type::reference(&["journey"]),
        Label::new("Part of", "Teil von"),
        "The larger journey of which this one is a part.",
        "life-with-the-coffee-club",
    ),
    Field::new(
        "serves",
        Type::references(&["compass"]),
        Label::new("Serves", "Zahlt ein auf"),
        "The brand values, principles or business goals this journey has to serve. They tell why it is worth the effort.",
        "[easy-to-understand]",
    ),
    Field::new(
        "volume",
        Type::COUNT,
        Label::new("Volume per month", "Menge je Monat"),
        "How often people go this journey in a month. Together with the feelings it shows where an improvement reaches most people.",
        "18000",
    ),
];
