//! `feedback`: a voice from outside or inside, and what became of it.

use super::{Field, Group, Kind, Label, Type, Variant, common};

pub(super) static KIND: Kind = Kind::new(
    Group::Insight,
    ["feedback", "feedback"],
    Label::new("Feedback", "Kundenstimme"),
    Label::new("Feedback", "Kundenstimmen"),
    Label::new(
        "A voice worth keeping, from a customer or from a colleague, and what was decided about it. Whoever asks for opinions owes \
         an answer.",
        "Eine Stimme, die es wert ist, behalten zu werden, von einer Kundin oder aus dem Haus, und was daraus wurde. Wer \
         nach Meinungen fragt, schuldet eine Antwort.",
    ),
    FIELDS,
);

static FROM: &[Variant] =
    &[Variant::new("customer", "Customer", "Kundin oder Kunde"), Variant::new("employee", "Employee", "Mitarbeitende")];

static DECISION: &[Variant] = &[
    Variant::new("open", "Open", "Offen"),
    Variant::new("accepted", "Accepted", "Angenommen"),
    Variant::new("rejected", "Rejected", "Abgelehnt"),
    Variant::new("done", "Done", "Umgesetzt"),
];

static FIELDS: &[Field] = &[
    common::name("The gist of it in a few words.", "\"Told my story twice\""),
    common::summary("\"A member had to repeat everything after the chat had handed her over.\""),
    Field::new(
        "quote",
        Type::TEXT,
        Label::new("Quote", "Zitat"),
        "What was said, word for word. Leave out names and whatever else tells who it was.",
        "\"I had typed it all into the chat, and then I was asked for everything again.\"",
    )
    .required(),
    Field::new(
        "from",
        Type::word(FROM),
        Label::new("From", "Von"),
        "Who said it. Listening goes both ways: colleagues hear things that no survey shows.",
        "customer",
    ),
    Field::new(
        "at",
        Type::DATE,
        Label::new("Date", "Datum"),
        "When it was said. Feedback that stays open for too long is reported.",
        "2026-09-03",
    )
    .required(),
    Field::new(
        "touchpoint",
        Type::reference(&["touchpoint"]),
        Label::new("Touchpoint", "Touchpoint"),
        "What it is about.",
        "service-hotline",
    ),
    Field::new(
        "decision",
        Type::word(DECISION),
        Label::new("Decision", "Entscheidung"),
        "What became of it. Rejecting is an answer, staying silent is not.",
        "accepted",
    )
    .required(),
    Field::new(
        "initiative",
        Type::reference(&["initiative"]),
        Label::new("Initiative", "Maßnahme"),
        "The initiative in which it is taken up.",
        "reorder-reminder",
    ),
];
