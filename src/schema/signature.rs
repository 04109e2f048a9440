//! `signature`: one of the few interactions by which a brand is remembered.

use super::{Field, Group, Kind, Label, Type, common};

pub(super) static KIND: Kind = Kind::new(
    Group::Core,
    ["signature", "signatures"],
    Label::new("Signature interaction", "Signature Interaction"),
    Label::new("Signature interactions", "Signature Interactions"),
    Label::new(
        "One of the very few interactions by which people remember the brand. It is designed with more care than all others, \
         and it has to prove itself both in performance and in what people think of the brand.",
        "Eine der ganz wenigen Begegnungen, an die man sich erinnert, wenn man an die Marke denkt. Sie wird mit mehr \
         Sorgfalt gestaltet als alle anderen und muss sich doppelt bewähren: in der Leistung und in dem, was Menschen von \
         der Marke halten.",
    ),
    FIELDS,
);

static FIELDS: &[Field] = &[
    common::name("The name under which the interaction is told inside the company.", "\"The barista on the phone\""),
    common::summary("\"Whoever calls about coffee talks to somebody who has stood behind a counter.\""),
    Field::new(
        "touchpoint",
        Type::reference(&["touchpoint"]),
        Label::new("Touchpoint", "Touchpoint"),
        "Where it happens.",
        "service-hotline",
    )
    .required(),
    Field::new(
        "moments",
        Type::references(&["step"]),
        Label::new("Moments", "Momente"),
        "The steps of journeys in which it happens, each as `journey.step`. They should matter much to the person.",
        "[reorder-capsules.ask-for-advice]",
    ),
    Field::new(
        "personas",
        Type::references(&["persona"]),
        Label::new("Personas", "Personas"),
        "For whom it is made. An interaction for everyone is remembered by nobody.",
        "[busy-shopper]",
    )
    .required(),
    Field::new(
        "why_remembered",
        Type::MARKDOWN,
        Label::new("Why it is remembered", "Warum unvergesslich"),
        "What people tell others about it afterwards. If you cannot say it in two sentences, it is a good interaction but not a signature.",
        "\"She called about a date and left with a better coffee: the adviser knew her machine and named two kinds to try.\"",
    )
    .required(),
    Field::new(
        "performance_metrics",
        Type::references(&["metric"]),
        Label::new("Performance metrics", "Leistungskennzahlen"),
        "What shows that it pays: time, cost, sales, resolution.",
        "[first-contact-resolution]",
    )
    .required(),
    Field::new(
        "brand_metrics",
        Type::references(&["metric"]),
        Label::new("Brand metrics", "Markenkennzahlen"),
        "What shows that the brand gains: recommendation, trust, being remembered. One side alone is not enough.",
        "[nps, unaided-recall]",
    )
    .required(),
    Field::new(
        "compass",
        Type::references(&["compass"]),
        Label::new("Compass", "Kompass"),
        "The brand values that become tangible in it.",
        "[easy-to-understand]",
    ),
    Field::new(
        "guardrails",
        Type::TEXTS,
        Label::new("Guardrails", "Leitplanken"),
        "Short rules that always hold in this interaction.",
        "[\"Recommend at most two kinds.\", \"No sales talk before the question is answered.\"]",
    ),
    Field::new(
        "freedoms",
        Type::TEXTS,
        Label::new("Freedoms", "Freiheitsgrade"),
        "What staff may decide by themselves in it.",
        "[\"Send a sample sleeve as a present.\"]",
    ),
];
