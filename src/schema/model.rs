//! `model`: a calculation that turns context data into a prediction.

use super::{Field, Group, Kind, Label, Type, common};

pub(super) static KIND: Kind = Kind::new(
    Group::Operations,
    ["model", "models"],
    Label::new("Model", "Schätzmodell"),
    Label::new("Models", "Schätzmodelle"),
    Label::new(
        "A calculation that turns context data into a prediction, so that you can act before the customer has to. It is worth \
         something only if a touchpoint uses its result.",
        "Eine Rechnung, die aus Kontextdaten eine Vorhersage macht, damit Sie handeln können, bevor es die Kundin muss. \
         Sie ist nur etwas wert, wenn ein Touchpoint ihr Ergebnis nutzt.",
    ),
    FIELDS,
);

static FIELDS: &[Field] = &[
    common::name("What the model is called.", "\"Machine failure forecast\""),
    common::summary("\"Estimates when a machine will need repair.\""),
    Field::new(
        "inputs",
        Type::references(&["context"]),
        Label::new("Inputs", "Eingangsdaten"),
        "The context data it needs. What is collected nowhere cannot be predicted from.",
        "[machine-type, capsules-bought, water-hardness-at-home]",
    )
    .required(),
    Field::new(
        "predicts",
        Type::TEXT,
        Label::new("Predicts", "Sagt voraus"),
        "What it predicts, and for what span of time.",
        "\"Probability that the pump fails within three months\"",
    )
    .required(),
    Field::new(
        "triggers",
        Type::reference(&["touchpoint"]),
        Label::new("Triggers", "Löst aus"),
        "The touchpoint that becomes active by itself because of the prediction.",
        "service-hotline",
    ),
];
