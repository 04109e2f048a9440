//! Defects in the German example, written in `.cx`.

use super::{Mutation, Saved, broken};

const PERSONAS: &str = "personas.cx";
const YEAR: &str = "journeys/ein-jahr-im-klub.cx";
const ORDER: &str = "journeys/kapseln-nachbestellen.cx";
const FAILURE: &str = "journeys/maschine-faellt-aus.cx";
const SIGN_IN: &str = "journeys/anmelden.cx";
const TALK: &str = "touchpoints/sprechen-und-schreiben.cx";
const SIGNATURES: &str = "signaturen.cx";
const CHANNELS: &str = "kanaele.cx";
const TERMS: &str = "glossar.cx";
const TEAMS: &str = "teams.cx";
const METRICS: &str = "kennzahlen.cx";
const SKILLS: &str = "faehigkeiten.cx";
const CONTEXT: &str = "kontext-und-modelle.cx";
const CONFIG: &str = "touchbase.yaml";

#[rustfmt::skip]
pub(super) const TABLE: &[Mutation] = &[
    // References that name nothing.
    broken("unknown-reference", PERSONAS, "channels: [app, chat]", "channels: [ap, chat]"),
    broken("unknown-reference", PERSONAS,
        "[laden, veranstaltung, app]",
        "[\n    laden,\n    ¦veranstaltugn,\n    app,\n  ]"),
    broken("unknown-reference", PERSONAS, "öffnet die [[klub-app]] nie", "öffnet die [[klub-äpp]] nie"),
    broken("unknown-reference", FAILURE, "\"Übergabe an der Haustür\"", "\"Übergabe an der Haustuer\""),
    broken("unknown-reference", SIGNATURES, "touchpoint: kaffeetelefon", "touchpoint: kаffeetelefon"), // CYRILLIC A
    broken("unknown-reference", SIGNATURES, "[maschine-entkalken.karte-finden]", "[maschine-entkalken.karte-fnden]"),
    broken("unknown-reference", ORDER, "after: [bezahlen]", "after: [zahlen]"),
    broken("unknown-reference", ORDER,
        "requires: { geschmacksberatung: 4, zuhoeren: 4 }",
        "requires: {\n        ¦geschmackberatung: 4\n        zuhoeren: 4\n      }"),
    broken("unknown-reference", ORDER, "{ jana: 2, herbert: 0, default: 1 }", "{ yana: 2, herbert: 0, default: 1 }"),
    broken("unknown-reference", TERMS, "related: [röstung]\n  owner", "related: [roestung]\n  owner"),
    broken("unknown-reference", ORDER, "channel: e-mail", "channel: email").saved(Saved::WithCrlf),
    broken("unknown-reference", TALK, "operator: stimmwerk", "operator: stimwerk").saved(Saved::WithBom),

    // References to the wrong thing, or in the wrong way.
    broken("wrong-kind", PERSONAS, "channels: [telefon, briefpost]", "channels: [kaffeetelefon, briefpost]"),
    broken("wrong-kind", TERMS, "replaced_by: mitglied", "replaced_by: jana"),
    broken("wrong-kind", TEAMS,
        "parent: klubleitung\n  contact: \"mitgliederservice",
        "parent: datenanalystin\n  contact: \"mitgliederservice"),
    broken("empty-reference", SIGNATURES, "touchpoint: leihmaschine", "touchpoint:"),
    broken("empty-reference", SIGNATURES, "entscheidet [[kulanz]], nicht", "entscheidet [[]], nicht"),
    broken("renamed-reference", SIGNATURES, "touchpoint: kaffeetelefon", "touchpoint: hotline"),
    broken("retired-reference", TERMS, "related: [kapsel]", "related: [kapselfreund]"),
    broken("inline-definition", SIGNATURES, "touchpoint: leihmaschine", "touchpoint: { name: \"Noch eine Maschine\" }"),
    broken("inline-definition", SIGN_IN,
        "touchpoint: klub-app\n",
        "touchpoint app-neu \"Neue App\" { mission: \"Alles zeigen.\", channels: [app], medium: digital }\n"),

    // Names that meet.
    broken("duplicate-id", CHANNELS,
        "channel bedienfeld",
        "channel chat \"Zweiter Weg\" { type: chat }\nchannel bedienfeld"),
    broken("duplicate-name", CHANNELS,
        "channel bedienfeld",
        "channel tuer \"Haustür\" { type: field }\nchannel bedienfeld"),
    broken("confusable-name", TERMS,
        "term \"Crema\"",
        "term \"Kaffee–Telefon\" { definition: \"Ein Gespräch.\" }\nterm \"Crema\"")
        .at(TALK, "touchpoint kaffeetelefon"),
    broken("confusable-name", TEAMS, "team markenteam", "team dаtenteam \"Andere Leute\"\nteam markenteam"), // CYRILLIC A
    broken("alias-clash", TALK, "aliases: [\"Klubtelefon\"]", "aliases: [\"Chat–Beratung\"]")
        .at(TALK, "touchpoint chat-beratung"),
    broken("page-clash", TERMS,
        "term \"Crema\"",
        "term index \"Sachregister\" { definition: \"Die Liste aller Wörter.\" }\nterm \"Crema\""),

    // Elements that are not what they should be.
    broken("unknown-kind", TEAMS, "partner metallkreis", "parnter metallkreis"),
    broken("unknown-kind", CHANNELS, "channel e-mail", "Kanal e-mail"),
    broken("misplaced-block", SIGN_IN, "journey anmelden", "step \"Losgehen\" { thought: \"Los.\" }\njourney anmelden"),
    broken("missing-name", CHANNELS, "channel bedienfeld", "channel { type: app }\nchannel bedienfeld"),
    broken("bad-id", CHANNELS, "channel bedienfeld", "channel 2go \"Unterwegs\" { type: store }\nchannel bedienfeld"),
    broken("missing-field", TALK,
        "  mission: {\n    de: \"Ein Anliegen in einem Gespräch lösen und dabei jemanden kennenlernen.\"\n    \
         en: \"Settle a concern in one conversation, and get to know somebody.\"\n  }\n", "")
        .at(TALK, "touchpoint kaffeetelefon"),
    broken("empty-journey", SIGN_IN,
        "journey anmelden",
        "journey nichts \"Nichts tun\" {\n  personas: [jana]\n  need: \"Ruhe.\"\n}\njourney anmelden"),
    broken("conflicting-fields", ORDER, "journey: anmelden }", "journey: anmelden, touchpoint: klub-app }"),
    broken("cycle", YEAR, "state: as_is", "state: as_is\n  ¦parent: kapseln-nachbestellen"),
    broken("step-before-need", ORDER, "thought: { de: \"Reicht das", "¦after: [bezahlen]\n      thought: { de: \"Reicht das"),

    // Fields and values.
    broken("unknown-field", TALK, "promise: {\n    de: \"Ein Mensch, der die", "promis: {\n    de: \"Ein Mensch, der die"),
    broken("unknown-field", TALK, "mission: {\n    de: \"Ein Anliegen in einem", "Auftrag: {\n    de: \"Ein Anliegen in einem"),
    broken("repeated-field", TALK, "operator: stimmwerk", "operator: stimmwerk\n  ¦operator: mitgliederservice"),
    broken("bad-enum", FAILURE, "state: as_is", "state: Ist"),
    broken("bad-enum", TALK, "medium: hybrid", "medium: papier"),
    broken("bad-value", FAILURE, "emotion: -2\n", "emotion: -3\n"),
    broken("bad-value", TEAMS,
        "insight_delay: 2w\n  owner: lager-und-versand\n  reviewed: 2026-10-08",
        "insight_delay: 2w\n  owner: lager-und-versand\n  ¦reviewed: 31.02.2026"),
    broken("bad-value", ORDER, "duration: 15s", "duration: \"15 Sekunden\""),
    broken("bad-value", PERSONAS, "share: 24", "share: 240"),
    broken("bad-value", PERSONAS, "\"bilder/jana.svg\"", "\"../bilder/jana.svg\""),
    broken("bad-value", TALK, "\"https://kaffeeklub.example/kaffeetelefon\"", "\"kaffeeklub.example/kaffeetelefon\""),
    broken("bad-value", METRICS, "lead: true", "lead: ja"),
    broken("bad-value", SKILLS, "level: 2", "level: 2.5"),
    broken("bad-value", PERSONAS, "needs: [\"verständliche Preise\",", "needs: [\"\","),
    broken("bad-value", CHANNELS,
        "summary: \"Alles, was im Karton ankommt: Kapseln, Maschinen und was beiliegt.\"",
        "summary: { kurz: \"Alles, was im Karton ankommt\" }"),

    // Text that cannot be read.
    broken("syntax-error", ORDER, "thought: { de: \"Wie immer, bitte.\", en: \"The usual, please.\" }", "thought: Wie immer bitte"),
    broken("syntax-error", PERSONAS, "quote: {\n    de: \"Sagen Sie mir, warum. Dann mache ich es auch.\"\n    en: \"Tell me why. Then I will do it.\"\n  }", "quote: „Sagen Sie mir, warum.“"),
    broken("syntax-error", SIGNATURES, "[kapseln-nachbestellen.sorte", "[kapseln–nachbestellen.sorte"), // EN DASH
    broken("syntax-error", TALK, "cost_per_contact: 6.40", "cost_per_contact: 6,40"),
    broken("syntax-error", TALK, "  medium: hybrid", "  medium hybrid"),
    broken("syntax-error", ORDER, "emotion: -1\n      importance: 3\n      effort: 1", "emotion: −1\n      importance: 3\n      effort: 1"), // MINUS SIGN
    broken("syntax-error", PERSONAS, "needs: [\"verständliche Preise\", \"eine", "needs: [\"verständliche Preise\" \"eine"),
    broken("unclosed-block", TEAMS, "review_every: 1y\n}\n\nteam kundenerlebnis", "review_every: 1y\n\nteam kundenerlebnis")
        .at(TEAMS, "team klubleitung"),
    broken("unclosed-block", ORDER, "effort: 1\n      duration: 10s\n    }", "effort: 1\n      duration: 10s")
        .at(ORDER, "step \"Vorrat prüfen\""),
    broken("unclosed-block", PERSONAS, "Gelegenheitstrinkerinnen\"", "Gelegenheitstrinkerinnen"),
    broken("unclosed-block", PERSONAS, "\"ehrliche Urteile anderer\", \"einen Gesamtpreis mit allem\"]", "\"ehrliche Urteile anderer\""),
    broken("unclosed-block", CONTEXT, "Kinderhände.\n    \"\"\"\n", "Kinderhände.\n")
        .at(CONTEXT, "description: \"\"\""),

    // Bytes and characters.
    broken("bad-text", CHANNELS, "// ", "// ").saved(Saved::AsWindows1252).at(CHANNELS, "Die Klub-App für beide"),
    broken("bad-text", TERMS, "kleinste Menge.", "kleinste\u{202e} Menge."),
    broken("bad-text", PERSONAS, "// Die Menschen", "// Die Menschen").saved(Saved::AsUtf16),

    // The configuration.
    broken("low-contrast", CONFIG, "accent: \"#8f3f0c\"", "accent:\n    light: \"#8f3f0c\"\n    ¦dark: \"#8f3f0c\""),
    broken("bad-config", CONFIG, "languages: [de, en]", "langauges: [de, en]"),
    broken("bad-config", CONFIG, "languages: [de, en]", "languages: [de, ¦fr]"),
    broken("bad-config", CONFIG, "languages: [de, en]", "languages: [de, en]\nchecks: { ¦cycles: warn }"),
];
