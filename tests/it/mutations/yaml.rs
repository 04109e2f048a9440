//! Defects in the English example, written in YAML.

use super::{Mutation, Saved, broken};

const PERSONAS: &str = "personas.yaml";
const LEARN: &str = "journeys/learn-to-drive.yaml";
const BOOK: &str = "journeys/book-driving-test.yaml";
const THEORY: &str = "touchpoints/theory.yaml";
const LICENCE: &str = "touchpoints/licence.yaml";
const SIGNATURES: &str = "signatures.yaml";
const CHANNELS: &str = "channels.yaml";
const TERMS: &str = "glossary.yaml";
const TEAMS: &str = "teams.yaml";
const METRICS: &str = "metrics.yaml";
const INSIGHT: &str = "insight.yaml";
const BETTER: &str = "improvement.yaml";
const CONFIG: &str = "touchbase.yaml";

/// Seventy lists, one in the other.
const DEEP: &str = "volume: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\
    ]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]";

#[rustfmt::skip]
pub(super) const TABLE: &[Mutation] = &[
    // References that name nothing.
    broken("unknown-reference", PERSONAS, "[web, app, text-message]", "[web, app, text-mesage]"),
    broken("unknown-reference", BOOK, "after: [take-the-date]", "after: [take–the–date]"), // EN DASH
    broken("unknown-reference", BOOK, "touchpoint: driving-lesson", "touchpoint: drivіng-lesson"), // CYRILLIC I
    broken("unknown-reference", BOOK, "Compare with [[book-driving-test-to-be]].", "Compare with [[book driving test to be]]."),
    broken("unknown-reference", BOOK, "requires: {advise-by-phone: 3}", "requires:\n              ¦advice-by-phone: 3"),
    broken("unknown-reference", SIGNATURES, "[take-driving-test.hear-the-result]", "[take-driving-test.hear-result]"),
    broken("unknown-reference", INSIGHT, "method: diary", "method: Diary").saved(Saved::WithCrlf),
    broken("unknown-reference", PERSONAS, "channels: [web, communities]", "channels: [web, comunities]").saved(Saved::WithBom),

    // References to the wrong thing, or in the wrong way.
    broken("wrong-kind", BOOK, "parent: learn-to-drive", "parent: ellie"),
    broken("wrong-kind", BETTER, "funded_by: fewer-repeat-calls", "funded_by: offer-freed-dates"),
    broken("empty-reference", BOOK, "touchpoint: driving-lesson", "touchpoint:"),
    broken("empty-reference", BOOK, "touchpoint: driving-lesson", "touchpoint: ~"),
    broken("renamed-reference", BETTER,
        "effort: 3\n    owner: dvsa",
        "effort: 3\n    ¦owner: dsa"),
    broken("retired-reference", TERMS, "broader: [theory-test]", "broader: [old-paper-licence]"),
    broken("inline-definition", BETTER, "serves: safer-roads", "serves: {name: Safer roads, type: business_goal}"),

    // Names that meet.
    broken("duplicate-id", CHANNELS, "  communities:\n", "  ¦post:\n    name: Parcel\n    type: letter\n  communities:\n"),
    broken("duplicate-name", CHANNELS, "    name: Over the counter", "    name: Website"),
    broken("confusable-name", CHANNELS, "    name: Over the counter", "    name: \"WEB‑SITE\""), // NON-BREAKING HYPHEN
    broken("alias-clash", TERMS, "aliases: [Category B]", "aliases: [full  licence]"),
    broken("page-clash", METRICS,
        "  recommendation:\n",
        "  index:\n    name: Sum of all\n    class: brand\n    method: survey\n    unit: points\n  recommendation:\n"),

    // Elements that are not what they should be.
    broken("unknown-kind", CHANNELS, "channels:\n", "chanels:\n"),
    broken("unknown-kind", TERMS, "terms:\n", "Begriffe:\n"),
    broken("misplaced-block", BETTER, "experiments:\n", "steps:\n  - ¦name: Set off\n    thought: Here we go.\nexperiments:\n"),
    broken("missing-name", BOOK,
        "- id: ask-the-forum\n            name: Ask others how they found a date\n            touchpoint",
        "- touchpoint"),
    broken("bad-id", CHANNELS, "  communities:\n", "  24/7:\n    name: Round the clock\n    type: other\n  communities:\n"),
    broken("missing-field", THEORY, "    mission: Tell the result, what it means and until when it counts.\n", "")
        .at(THEORY, "  theory-result:\n"),
    broken("empty-journey", LEARN,
        "journeys:\n",
        "journeys:\n  ¦stay-at-home:\n    name: Stay at home\n    personas: [tom]\n    need: To be left alone.\n    stages: []\n"),
    broken("conflicting-fields", BOOK,
        "journey: pay-a-fee\n",
        "journey: pay-a-fee\n            ¦touchpoint: payment-page\n"),
    broken("cycle", METRICS,
        "drives: [recommendation]\n    owner: service-owner",
        "drives: [trust-in-fairness]\n    owner: service-owner"),
    broken("step-before-need", BOOK,
        "thought: That is after the summer.",
        "¦after: [take-the-date]\n            thought: That is after the summer."),

    // Fields and values.
    broken("unknown-field", PERSONAS, "goals: [Full licence by next September]", "goal: [Full licence by next September]"),
    broken("repeated-field", BOOK, "    trigger: Learner and", "    ¦need: Something else.\n    trigger: Learner and"),
    broken("bad-enum", BOOK, "state: as_is", "state: Ist"),
    broken("bad-enum", BETTER, "    due: 2027-06-30", "    status: Entwurf\n    due: 2027-06-30"),
    broken("bad-value", BETTER, "due: 2027-03-31", "due: 2027-02-31"),
    broken("bad-value", BETTER, "due: 2026-12-18", "due: 18.12.2026"),
    broken("bad-value", BOOK, "{marcus: -2, gareth: -1, default: -1}", "{marcus: -2, gareth: -5, default: -1}"),
    broken("bad-value", PERSONAS, "share: 12", "share: twelve"),
    broken("bad-value", METRICS, "baseline: 61\n", "baseline: 61,5\n"),
    broken("bad-value", METRICS, "lead: true", "lead: maybe"),
    broken("bad-value", BOOK, "duration: 20min", "duration: 20"),
    broken("bad-value", BOOK, "need: A date that fits when I am ready.", "need:"),
    broken("bad-value", BETTER, "tradeoff: One drive fewer per examiner and week.", "tradeoff: {per: One drive fewer}"),
    broken("bad-value", LICENCE, "cost_per_contact: 3\n", "cost_per_contact: £3\n"),
    broken("bad-value", PERSONAS, "      - To keep driving to night shifts without a gap", "      - \"\""),

    // YAML itself.
    broken("yaml-hazard", BOOK, "personas: [ellie, marcus, gareth]", "personas: &people [ellie, marcus, gareth]"),
    broken("yaml-hazard", BOOK, "personas: [ellie, marcus, gareth]", "personas: [ellie, marcus, *third]"),
    broken("yaml-hazard", BOOK, "personas: [ellie, marcus, gareth]", "personas: [ellie]\n    ¦<<: {volume: 3}"),
    broken("yaml-hazard", BOOK, "volume: 150000", "volume: !!int 150000"),
    broken("yaml-hazard", BOOK, "    volume: 150000", "\tvolume: 150000"),
    broken("syntax-error", BOOK, "agree that it is time.", "agree: it is time."),
    broken("syntax-error", BOOK, "    trigger: Learner", "    trigger Learner"),
    broken("syntax-error", BOOK, "            duration: 20min", "           duration: 20min"),
    broken("syntax-error", PERSONAS, "quote: I can drive. I cannot find out what I am allowed to drive.", "quote: 'I can't drive.'"),
    broken("unclosed-block", PERSONAS, "her mother on Sundays\"]", "her mother on Sundays]"),
    broken("unclosed-block", PERSONAS, "channels: [web, chat, email]", "channels: [web, chat, email"),

    // Bytes, characters and ceilings.
    broken("bad-text", BOOK, "Pay £62, or £75", "Pay £62, or £75").saved(Saved::AsWindows1252),
    broken("bad-text", TEAMS, "Formed in 2014", "Formed\u{7} in 2014"),
    broken("bad-text", PERSONAS, "# The people", "# The people").saved(Saved::AsUtf16),
    broken("limits", BOOK, "volume: 150000", DEEP),

    // The configuration.
    broken("bad-config", CONFIG, "language: en", "language: [en]"),
    broken("bad-config", CONFIG, "person_word: learner", "person_word: learner\nextend:\n  kinds:\n    ¦persona: {}"),
];
