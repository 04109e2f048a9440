//! `touchpoint`: a place where a person meets the company.

use super::{Field, Group, Kind, Label, Type, Variant, common};

pub(super) static KIND: Kind = Kind::new(
    Group::Core,
    ["touchpoint", "touchpoints"],
    Label::new("Touchpoint", "Touchpoint"),
    Label::new("Touchpoints", "Touchpoints"),
    Label::new(
        "A place where a person meets the company, its partners or its customers: a page, a hotline, a parcel, a forum. It is \
         described once and used in many journeys, so that everyone improves the same thing.",
        "Ein Ort, an dem ein Mensch dem Unternehmen, seinen Partnern oder seiner Kundschaft begegnet: eine Seite, eine \
         Hotline, ein Paket, ein Forum. Er wird einmal beschrieben und in vielen Kundenreisen genutzt, damit alle \
         dasselbe verbessern.",
    ),
    FIELDS,
);

static MEDIUM: &[Variant] = &[
    Variant::new("digital", "Digital", "Digital"),
    Variant::new("analog", "Analogue", "Analog"),
    Variant::new("hybrid", "Hybrid", "Hybrid"),
];

static CONTROL: &[Variant] = &[
    Variant::new("own", "Own", "Eigen"),
    Variant::new("partner", "Partner", "Partner"),
    Variant::new("community", "Community", "Gemeinschaft"),
    Variant::new("earned", "Earned", "Unabhängig"),
];

static INITIATED_BY: &[Variant] =
    &[Variant::new("customer", "Customer", "Kundin oder Kunde"), Variant::new("company", "Company", "Unternehmen")];

static VALUE: &[Variant] = &[Variant::new("low", "Low", "Gering"), Variant::new("high", "High", "Hoch")];

static HANDLING: &[Variant] = &[
    Variant::new("automate", "Automate", "Automatisieren"),
    Variant::new("simplify", "Simplify", "Vereinfachen"),
    Variant::new("dialogue", "Seek dialogue", "Dialog suchen"),
    Variant::new("eliminate", "Eliminate", "Vermeiden"),
];

static FIELDS: &[Field] = &[
    common::name("What everyone in the company calls this touchpoint.", "\"Service hotline\""),
    common::summary("\"The phone line for everything that the app cannot settle.\""),
    Field::new(
        "mission",
        Type::TEXT,
        Label::new("Mission", "Auftrag"),
        "What the touchpoint is there for, seen from the person: whose need it meets, and how. Whoever works there should know \
         it by heart.",
        "\"Settle a concern in one conversation, whatever it is about.\"",
    )
    .required(),
    Field::new(
        "channels",
        Type::references(&["channel"]),
        Label::new("Channels", "Kanäle"),
        "The channels over which it can be reached.",
        "[phone]",
    )
    .required(),
    Field::new(
        "medium",
        Type::word(MEDIUM),
        Label::new("Medium", "Medium"),
        "Whether people meet it on a screen, in the physical world or in both. Changes of medium within a journey are where things get lost.",
        "analog",
    )
    .required(),
    Field::new(
        "control",
        Type::word(CONTROL),
        Label::new("Control", "Steuerung"),
        "Who has a say there: you, a partner on your behalf, your customers among themselves, or the public.",
        "own",
    ),
    Field::new(
        "operator",
        Type::reference(&["team", "partner"]),
        Label::new("Operator", "Betrieben von"),
        "Who runs it day by day, if that is not the owner: a team or a partner.",
        "nightline",
    ),
    Field::new(
        "staffed",
        Type::BOOL,
        Label::new("Staffed", "Mit Personal"),
        "Whether a human being serves people there. Then guardrails, freedoms and the customer history matter most.",
        "true",
    ),
    Field::new(
        "initiated_by",
        Type::word(INITIATED_BY),
        Label::new("Initiated by", "Anstoß durch"),
        "Who makes the first move. A company that waits to be called only ever repairs.",
        "customer",
    ),
    Field::new(
        "promise",
        Type::TEXT,
        Label::new("Promise", "Zusage"),
        "What you promise people there. It stands beside what they actually experience.",
        "\"After two rings you are talking to somebody who knows coffee.\"",
    ),
    Field::new(
        "guardrails",
        Type::TEXTS,
        Label::new("Guardrails", "Leitplanken"),
        "Short rules that always hold there, each in one plain sentence that fits on a card.",
        "[\"Never ask for the customer number a second time.\"]",
    ),
    Field::new(
        "freedoms",
        Type::TEXTS,
        Label::new("Freedoms", "Freiheitsgrade"),
        "What staff may decide without asking. Guardrails without freedoms make people read from a script.",
        "[\"Make amends of up to 30 euro without asking back.\"]",
    ),
    Field::new(
        "customer_value",
        Type::word(VALUE),
        Label::new("Customer value", "Kundennutzen"),
        "Whether the contact is worth something to the person, or merely a nuisance. With the value for the company it says how \
         to treat the contact.",
        "high",
    ),
    Field::new(
        "customer_reasons",
        Type::TEXTS,
        Label::new("Reasons for the customer value", "Worin der Kundennutzen liegt"),
        "What the person gets out of it: an answer, advice, money saved.",
        "[\"Gets advice that no search page gives\"]",
    ),
    Field::new(
        "company_value",
        Type::word(VALUE),
        Label::new("Company value", "Unternehmensnutzen"),
        "Whether the contact is worth something to the company. High on both sides calls for dialogue, high only for the \
         customer for automation, high only for the company for simplification, low on both sides for elimination.",
        "high",
    ),
    Field::new(
        "company_reasons",
        Type::TEXTS,
        Label::new("Reasons for the company value", "Worin der Unternehmensnutzen liegt"),
        "What the company gets out of it: something learned, something sold, costs saved.",
        "[\"Learns why machines break down\"]",
    ),
    Field::new(
        "handling",
        Type::word(HANDLING),
        Label::new("Handling", "Behandlung"),
        "How you have decided to treat this contact. It should follow from the two values.",
        "dialogue",
    ),
    Field::new(
        "handling_reason",
        Type::TEXT,
        Label::new("Reason for the handling", "Grund der Behandlung"),
        "Why the handling differs from what the two values suggest. Not everything that could be automated should be.",
        "\"Talking about coffee is what the club is known for.\"",
    ),
    Field::new(
        "history_access",
        Type::BOOL,
        Label::new("Access to history", "Zugriff auf die Kundenhistorie"),
        "Whether staff see what happened before on all channels. If not, the person has to tell it again.",
        "true",
    ),
    Field::new(
        "history_reason",
        Type::TEXT,
        Label::new("Reason for no history", "Grund ohne Historie"),
        "Why staff do not see what happened before, if that is meant. Some contacts are fairer or more private without it.",
        "\"Callers stay without a name, that is the point of the line.\"",
    ),
    Field::new(
        "context",
        Type::references(&["context"]),
        Label::new("Context at hand", "Verfügbarer Kontext"),
        "The context data that are at hand there and make the contact personal.",
        "[machine-type]",
    ),
    Field::new(
        "next_best_action",
        Type::reference(&["model"]),
        Label::new("Next best action", "Nächster bester Schritt"),
        "The model that suggests what to offer or to do next in this contact.",
        "machine-failure-forecast",
    ),
    Field::new(
        "escalates_to",
        Type::reference(&["touchpoint"]),
        Label::new("Escalates to", "Übergabe an"),
        "Where the person is handed over when it cannot be settled here. A bot without such a way out is a trap.",
        "workshop-desk",
    ),
    Field::new(
        "response_time",
        Type::DURATION,
        Label::new("Response time", "Antwortzeit"),
        "How long a person waits for the first real answer.",
        "20s",
    ),
    Field::new(
        "talk_time",
        Type::DURATION,
        Label::new("Talk time", "Gesprächszeit"),
        "How long two people talk to each other on average. Everything above a minute is a chance to be remembered.",
        "6min",
    ),
    Field::new(
        "cost_per_contact",
        Type::NUMBER,
        Label::new("Cost per contact", "Kosten je Kontakt"),
        "What one contact costs the company, in the currency you report in.",
        "6.40",
    ),
    Field::new(
        "metrics",
        Type::references(&["metric"]),
        Label::new("Metrics", "Kennzahlen"),
        "How you know whether the touchpoint does well. One without a metric is a blind spot.",
        "[first-contact-resolution]",
    ),
    Field::new(
        "compass",
        Type::references(&["compass"]),
        Label::new("Compass", "Kompass"),
        "The brand values and principles people should feel there.",
        "[easy-to-understand]",
    ),
    Field::new(
        "backstage",
        Type::references(&["process"]),
        Label::new("Backstage", "Hinter den Kulissen"),
        "The processes on which the touchpoint depends without anyone seeing them.",
        "[check-capsule-stock]",
    ),
    Field::new(
        "parts",
        Type::references(&["touchpoint"]),
        Label::new("Parts", "Teilkontakte"),
        "Smaller touchpoints that it consists of, such as identifying the caller.",
        "[caller-identification]",
    ),
];
