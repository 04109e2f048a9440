//! `partner`: another company that serves customers on your behalf.

use super::{Field, Group, Kind, Label, Type, common};

pub(super) static KIND: Kind = Kind::new(
    Group::Operations,
    ["partner", "partners"],
    Label::new("Partner", "Partner"),
    Label::new("Partners", "Partner"),
    Label::new(
        "Another company that serves your customers on your behalf. Customers do not see the difference, so what is agreed and \
         how insights come back has to be written down.",
        "Ein anderes Unternehmen, das in Ihrem Auftrag für Ihre Kundinnen und Kunden da ist. Diese sehen den Unterschied \
         nicht; darum gehört aufgeschrieben, was vereinbart ist und wie Erkenntnisse zurückkommen.",
    ),
    FIELDS,
);

static FIELDS: &[Field] = &[
    common::name("The name of the company, or what you call it.", "\"Nightline\""),
    common::summary("\"Call centre that takes the hotline from 22 to 7.\""),
    Field::new(
        "sla",
        Type::TEXT,
        Label::new("Service agreement", "Leistungsvereinbarung"),
        "What the partner has committed itself to, in numbers.",
        "\"80 % of calls answered within 20 seconds\"",
    ),
    Field::new(
        "insight_path",
        Type::TEXT,
        Label::new("Way back of insights", "Rückweg der Erkenntnisse"),
        "How what the partner hears from customers reaches you. Without it you outsource listening, too.",
        "\"Weekly call with the service team, shared list of new concerns\"",
    ),
    Field::new(
        "insight_delay",
        Type::DURATION,
        Label::new("Delay of insights", "Verzug der Erkenntnisse"),
        "How long it takes at most until an insight has reached you.",
        "1w",
    ),
];
