//! `channel`: a way over which people and the company reach each other.

use super::{Field, Group, Kind, Label, Type, Variant, common};

pub(super) static KIND: Kind = Kind::new(
    Group::Core,
    ["channel", "channels"],
    Label::new("Channel", "Kanal"),
    Label::new("Channels", "Kanäle"),
    Label::new(
        "A way over which people and the company reach each other. People do not think in channels; the list shows which ones \
         you make them change.",
        "Ein Weg, auf dem Menschen und Unternehmen einander erreichen. Menschen denken nicht in Kanälen; die Liste zeigt, \
         zwischen welchen sie bei Ihnen wechseln müssen.",
    ),
    FIELDS,
);

static TYPE: &[Variant] = &[
    Variant::new("web", "Website", "Website"),
    Variant::new("app", "App", "App"),
    Variant::new("phone", "Phone", "Telefon"),
    Variant::new("chat", "Chat", "Chat"),
    Variant::new("bot", "Bot", "Bot"),
    Variant::new("mail", "E-mail", "E-Mail"),
    Variant::new("letter", "Letter", "Brief"),
    Variant::new("store", "Store", "Geschäft"),
    Variant::new("field", "On site", "Vor Ort"),
    Variant::new("social", "Social media", "Soziale Medien"),
    Variant::new("event", "Event", "Veranstaltung"),
    Variant::new("other", "Other", "Sonstiges"),
];

static FIELDS: &[Field] = &[
    common::name("What everyone calls the channel.", "\"Phone\""),
    common::summary("\"The free number that is printed on every sleeve.\""),
    Field::new(
        "type",
        Type::word(TYPE),
        Label::new("Type", "Art"),
        "What sort of channel it is. Two channels may be of the same type, such as two apps.",
        "phone",
    )
    .required(),
    Field::new(
        "live",
        Type::BOOL,
        Label::new("Live", "In Echtzeit"),
        "Whether both sides are there at the same time. People measure live channels in seconds, the others in hours.",
        "true",
    ),
];
