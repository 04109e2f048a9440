//! What the checks know of German and English: words without content of their own, and what sounds like a number.
//!
//! Lists of a language, from its grammar; what a team may want to change is a parameter of a check instead.

pub(super) use crate::naming::inflection::is_inflected;

/// Articles, conjunctions, pronouns and the like: a name says the same without them.
pub(super) const LITTLE: &[&str] = &[
    "a", "an", "and", "der", "die", "das", "des", "dem", "den", "ein", "eine", "einem", "einen", "einer", "eines",
    "for", "für", "her", "his", "of", "our", "the", "their", "und", "unser", "unsere", "unserer", "your",
];

/// Words between two others that say which way it goes: `from A to B` is not `from B to A`.
pub(super) const DIRECTED: &[&str] = &[
    "ab", "after", "als", "an", "ans", "at", "auf", "aus", "before", "bei", "beim", "bis", "by", "durch", "from",
    "gegen", "im", "in", "ins", "into", "mit", "nach", "non", "nicht", "not", "oder", "ohne", "on", "onto", "or",
    "per", "statt", "than", "to", "um", "versus", "via", "vom", "von", "vor", "vs", "with", "without", "zu", "zum",
    "zur",
];

/// Words before a noun that change with its gender: behind them a noun cannot be exchanged for another one safely.
pub(super) const DETERMINERS: &[&str] = &[
    "alle", "aller", "allen", "das", "dein", "deine", "deinem", "deinen", "deiner", "dem", "den", "der", "des", "die",
    "diese", "diesem", "diesen", "dieser", "dieses", "ein", "eine", "einem", "einen", "einer", "eines", "euer", "eure",
    "eurem", "euren", "eurer", "ihr", "ihre", "ihrem", "ihren", "ihrer", "ihres", "im", "am", "beim", "vom", "zum",
    "zur", "ins", "jede", "jedem", "jeden", "jeder", "jedes", "kein", "keine", "keinem", "keinen", "keiner", "mein",
    "meine", "meinem", "meinen", "meiner", "sein", "seine", "seinem", "seinen", "seiner", "unser", "unsere", "unserem",
    "unseren", "unserer", "welche", "welcher", "welches", "a", "an",
];

/// Words that are written in capitals for emphasis.
pub(super) const STRESSED: &[&str] = &[
    "ABER", "ALL", "ALLE", "ALLES", "ALWAYS", "AND", "ANY", "AUCH", "BEVOR", "BITTE", "BOTH", "DAS", "DEN", "DER",
    "DIE", "DO", "EIN", "EINE", "EINMAL", "EVERY", "EVER", "FIRST", "GANZ", "GENAU", "GUT", "HEUTE", "HIER", "HOW",
    "IF", "IHR", "IMMER", "IN", "IS", "IST", "JA", "JEDE", "JEDEN", "JEDER", "JETZT", "KEIN", "KEINE", "MEHR", "MIT",
    "MUSS", "MUST", "NACH", "NEIN", "NEU", "NEVER", "NEW", "NICHT", "NIE", "NO", "NOCH", "NOT", "NOW", "NUR", "ODER",
    "OF", "OHNE", "OLD", "ON", "ONE", "ONLY", "OR", "OUR", "OUT", "SEHR", "SIE", "SOFORT", "STOP", "THE", "TO", "UND",
    "UNS", "UNSER", "VIEL", "VOR", "WANN", "WARUM", "WAS", "WE", "WER", "WHAT", "WHEN", "WHO", "WHY", "WIE", "WIR",
    "WO", "YES", "YOU", "YOUR", "ZU",
];

/// People and contacts that a claim counts, folded.
pub(super) const COUNTED: &[&str] = &[
    "anfragen",
    "anrufe",
    "anrufen",
    "anrufer",
    "beschwerden",
    "besucher",
    "bestellungen",
    "calls",
    "callers",
    "complaints",
    "contacts",
    "customers",
    "gaeste",
    "gaesten",
    "gespraeche",
    "gespraechen",
    "haushalte",
    "kontakte",
    "kontakten",
    "kunden",
    "kundinnen",
    "learners",
    "members",
    "menschen",
    "mitglieder",
    "mitgliedern",
    "nutzer",
    "nutzern",
    "orders",
    "patienten",
    "people",
    "personen",
    "reklamationen",
    "stornos",
    "users",
    "visitors",
];

/// Beside a percentage: a rebate, a tax or a recipe, not a claim about customers.
pub(super) const RATES: &[&str] = &[
    "alkohol",
    "aluminium",
    "baumwolle",
    "discount",
    "kulanz",
    "mehrwertsteuer",
    "mwst",
    "nachlass",
    "off",
    "rabatt",
    "skonto",
    "tax",
    "umsatzsteuer",
    "vat",
    "zinsen",
    "zucker",
];

/// Local parts of mailboxes that belong to a function, not to a person.
pub(super) const MAILBOXES: &[&str] = &[
    "bestellung",
    "contact",
    "datenschutz",
    "feedback",
    "hallo",
    "hello",
    "help",
    "hilfe",
    "info",
    "kontakt",
    "kundenservice",
    "mail",
    "marketing",
    "newsletter",
    "noreply",
    "no-reply",
    "office",
    "post",
    "presse",
    "privacy",
    "redaktion",
    "research",
    "sales",
    "service",
    "support",
    "team",
    "vertrieb",
];
