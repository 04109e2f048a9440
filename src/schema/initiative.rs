//! `initiative`: something the company does to make an experience better.

use super::{Field, Group, Kind, Label, Type, common};

pub(super) static KIND: Kind = Kind::new(
    Group::Insight,
    ["initiative", "initiatives"],
    Label::new("Initiative", "Maßnahme"),
    Label::new("Initiatives", "Maßnahmen"),
    Label::new(
        "Something the company does to make an experience better. It says what customers get out of it, which goal it serves and \
         by which numbers it will be judged.",
        "Etwas, das das Unternehmen tut, damit ein Erlebnis besser wird. Es steht dabei, was die Menschen davon haben, \
         welchem Ziel es dient und an welchen Zahlen es gemessen wird.",
    ),
    FIELDS,
);

static FIELDS: &[Field] = &[
    common::name("What is done, in a few words.", "\"Reorder reminder\""),
    common::summary("\"The app announces a week ahead that capsules will run out, with a ready order.\""),
    Field::new(
        "opportunities",
        Type::references(&["opportunity"]),
        Label::new("Opportunities", "Hebel"),
        "The opportunities it takes up.",
        "[never-run-out-of-capsules]",
    )
    .required(),
    Field::new(
        "serves",
        Type::reference(&["compass"]),
        Label::new("Serves", "Zahlt ein auf"),
        "The goal, value or principle it serves above all. It gives the mandate.",
        "easy-to-understand",
    )
    .required(),
    Field::new(
        "metrics",
        Type::references(&["metric"]),
        Label::new("Metrics", "Kennzahlen"),
        "By which numbers it will be judged. At least one should be a business metric.",
        "[first-contact-resolution, renewal-rate]",
    )
    .required(),
    Field::new(
        "customer_benefit",
        Type::TEXT,
        Label::new("Customer benefit", "Kundennutzen"),
        "What customers get out of it. If the answer is nothing, it is a savings programme and should be called one.",
        "\"Coffee never runs out, and nobody has to count capsules.\"",
    )
    .required(),
    Field::new(
        "sponsor",
        Type::TEXT,
        Label::new("Sponsor", "Fürsprache"),
        "Who on the management board stands behind it.",
        "\"Board member for sales\"",
    ),
    Field::new(
        "cost",
        Type::NUMBER,
        Label::new("Cost", "Kosten"),
        "What it costs once, in the currency you report in.",
        "45000",
    ),
    Field::new(
        "saves",
        Type::NUMBER,
        Label::new("Saves per year", "Spart je Jahr"),
        "What it saves in a year, in the same currency. Savings can pay for the next improvement.",
        "120000",
    ),
    Field::new(
        "funded_by",
        Type::reference(&["initiative"]),
        Label::new("Funded by", "Finanziert durch"),
        "The initiative whose savings pay for this one.",
        "paperless-invoice",
    ),
    Field::new(
        "tradeoff",
        Type::TEXT,
        Label::new("Accepted trade-off", "In Kauf genommen"),
        "What you knowingly give up for it. Decisions without a price are rarely decisions.",
        "\"Fewer impulse purchases in the shop\"",
    ),
    Field::new(
        "obstacles",
        Type::TEXTS,
        Label::new("Obstacles", "Hindernisse"),
        "What stands in the way: privacy, rigid processes, headwind. Named early, it can be dealt with.",
        "[\"Consent to use purchase data is missing for a third of the members\"]",
    ),
    Field::new("due", Type::DATE, Label::new("Due", "Fällig am"), "When it will be done.", "2027-03-31"),
];
