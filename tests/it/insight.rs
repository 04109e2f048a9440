//! Checks of journeys, personas and evidence keep quiet where practice has no objection, or where something else is reported.

use std::fmt::Write as _;

use touchbase::check::Options;
use touchbase::compile::compile_with;
use touchbase::text::{Source, Sources};

/// What the cases build on.
const GROUND: &str = r#"
channel web "Webseite" { type: web }
channel laden "Laden" { type: store }
channel kasten "Kasten" { type: other }
persona pia "Pia Groß" { type: customer, needs: ["Ruhe"], intents: ["schlafen"] }
touchpoint seite "Seite" { mission: "Zeigen.", channels: [web], medium: digital }
touchpoint tresen "Tresen" { mission: "Helfen.", channels: [laden], medium: analog }
touchpoint beides "Beides" { mission: "Alles.", channels: [web, laden, kasten], medium: hybrid }
touchpoint karte "Karte" { mission: "Melden.", channels: [kasten], medium: analog, initiated_by: company }
method gespraech "Gespräch" { purpose: "Gründe hören." }
method zaehlung "Zählung" { purpose: "Zahlen haben." }
study eins "Eins" { method: gespraech, at: 2026-01-01 }
study zwei "Zwei" { method: gespraech, at: 2026-02-01 }
study drei "Drei" { method: zaehlung, at: 2026-03-01 }
study vage "Vage" { method: gibt-es-nicht, at: 2026-03-01 }
feedback stimme "Stimme" { at: 2026-11-01, quote: "Leiser!", decision: accepted }
pain laerm "Lärm" { cause: wait, severity: 2 }
pain bruch "Bruch" { cause: media_break, severity: 2 }
pain irrtum "Irrtum" { cause: expectation, severity: 2 }
"#;

/// A journey with these fields and one stage of these steps.
fn journey(fields: &str, steps: &str) -> String {
    format!("journey reise {{\n need: \"Ruhe.\"\n outcome: \"Ruhe.\"\n {fields}\n stage \"Los\" {{\n{steps}\n}}\n}}\n")
}

/// A journey of Pia with these steps.
fn steps(steps: &str) -> String {
    journey("personas: [pia]", steps)
}

fn count(check: &str, text: &str) -> (usize, String) {
    let options = Options { strict: true, today: Some(jiff::civil::date(2026, 11, 22)), ..Options::default() };
    let (text, config) = text.split_once("// touchbase.yaml\n").unwrap_or((text, ""));
    let sources = vec![Source::new("a.cx", format!("{GROUND}{text}")), Source::new("touchbase.yaml", config)];
    let compilation = compile_with(Sources::new(sources), &options);
    let found = compilation.diagnostics.iter().filter(|finding| finding.check == check).count();
    (found, crate::support::findings(&compilation))
}

/// Each case: how often the check is to report, and a text.
fn each(check: &str, cases: &[(usize, String)]) {
    let mut failures = String::new();
    for (meant, text) in cases {
        let (found, all) = count(check, text);
        if found != *meant {
            let _ = writeln!(failures, "{check}: {found} instead of {meant} in\n{text}\n{all}");
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn personas_are_used_where_a_journey_may_mean_them() {
    let of = |personas: &str| journey(&format!("personas: [{personas}]"), "step gehen { }");
    let other = "persona bea \"Bea\" { type: customer, needs: [\"Ruhe\"] }\n";
    each(
        "unused-persona",
        &[
            (0, of("pia")),
            (0, of("\"Pia Groß\"")),
            (0, of("pja")),
            (2, of("zzz") + other),
            (1, of("pia") + other),
            (0, journey("personas: [pia]\n status: draft", "step gehen { }")),
            (1, journey("personas: [pia]\n status: retired", "step gehen { }")),
            (0, journey("personas: [pia", "step gehen { }")),
        ],
    );
}

#[test]
fn media_break_between_neighbours_that_carry_nothing() {
    let pair = |first: &str, second: &str| steps(&format!("step a {{ {first} }}\nstep b {{ {second} }}"));
    let by_hybrid = "touchpoint: beides";
    each(
        "media-break",
        &[
            (1, pair("touchpoint: seite", "touchpoint: tresen")),
            (1, pair("touchpoint: tresen", "touchpoint: seite")),
            (1, pair("touchpoint: seite", "touchpoint: beides, channel: laden")),
            (0, pair("touchpoint: seite", "touchpoint: beides, channel: web")),
            (0, pair("touchpoint: seite", "touchpoint: beides, channel: kasten")),
            (0, pair("touchpoint: seite", by_hybrid)),
            (0, pair("touchpoint: seite", "touchpoint: tresen, carries: [gibt-es-nicht]")),
            (0, pair("touchpoint: seite", "touchpoint: tresen, carrys: [gibt-es-nicht]")),
            (0, pair("touchpoint: seite", "touchpoint: tresen, pains: [bruch]")),
            (1, pair("touchpoint: seite", "touchpoint: tresen, pains: [laerm]")),
            (0, pair("touchpoint: seite", "touchpoint: karte")),
            (0, steps("step a { touchpoint: seite }\nstep b { }\nstep c { touchpoint: tresen }")),
            (0, pair("touchpoint: seite", "touchpoint: gibt-es-nicht")),
        ],
    );
}

#[test]
fn weakest_link_is_minus_two_for_anybody() {
    let of = |fields: &str| steps(&format!("step a {{ {fields} }}\nstep b {{ emotion: 2 }}"));
    let lever = |addresses: &str, rest: &str| {
        format!("opportunity hebel {{ addresses: [{addresses}], need: \"Ruhe.\"{rest} }}\n")
    };
    each(
        "weakest-link",
        &[
            (1, of("emotion: -2")),
            (1, of("emotion: { pia: -2 }")),
            (0, of("emotion: { pia: -1, default: -2 }")),
            (1, of("emotion: { default: -2 }")),
            (0, of("emotion: -1")),
            (0, of("emotion: -3")),
            (0, of("emotion: -2, pains: [laerm]")),
            (0, of("emotion: -2, pains: [gibt-es-nicht]")),
            (0, of("emotion: -2") + &lever("reise.a", "")),
            (0, of("emotion: -2") + &lever("reise.x", "")),
            (1, of("emotion: -2") + &lever("reise.a", ", status: retired")),
            (1, of("emotion: -2") + &lever("reise.b", "")),
            (0, journey("personas: [pia]\n status: draft", "step a { emotion: -2 }")),
        ],
    );
}

#[test]
fn expectations_are_missed_only_where_somebody_could_have_met_them() {
    let of = |fields: &str| steps(&format!("step a {{ {fields} }}"));
    let known = |persona: &str, touchpoint: &str| {
        format!("expectation e {{ persona: {persona}, touchpoint: {touchpoint}, statement: \"Still.\" }}\n")
    };
    each(
        "no-expectation",
        &[
            (1, of("touchpoint: seite, emotion: -1")),
            (0, of("touchpoint: seite, emotion: 0")),
            (0, of("emotion: -2")),
            (0, of("touchpoint: seite, emotion: -1, expects: \"Still.\"")),
            (0, of("touchpoint: seite, emotion: -1, pains: [irrtum]")),
            (0, of("touchpoint: seite, emotion: -1") + &known("pia", "seite")),
            (1, of("touchpoint: seite, emotion: -1") + &known("pia", "tresen")),
            (0, of("touchpoint: seite, emotion: -1") + &known("pja", "seite")),
            (0, of("touchpoint: seite, emotion: -1") + &known("pia", "seiet")),
        ],
    );
}

#[test]
fn stages_are_missed_in_whole_journeys_whose_stages_are_all_known() {
    let stages = |id: &str, fields: &str, kinds: &[&str]| {
        let stage = |kind: &&str| {
            let kind_line = if kind.is_empty() { String::new() } else { format!("kind: {kind}") };
            format!("stage \"S {kind}\" {{\n {kind_line}\n step \"T {kind}\" {{ }}\n}}\n")
        };
        let stages: String = kinds.iter().map(stage).collect();
        format!("journey {id} {{\n personas: [pia]\n need: \"Ruhe.\"\n {fields}\n{stages}}}\n")
    };
    let config = "// touchbase.yaml\nchecks: { stage-gap: { stages: [discover, use] } }\n";
    let circle = stages("a", "parent: b", &["decide"]) + &stages("b", "parent: a", &["use"]);
    each(
        "stage-gap",
        &[
            (1, stages("r", "", &["evaluate", "decide"])),
            (0, stages("r", "", &["evaluate", "decide", "use"])),
            (0, stages("r", "", &["discover", "support"])),
            (0, stages("r", "", &["evaluate", "decide", ""])),
            (0, stages("r", "", &["", ""])),
            (0, stages("r", "parent: gross", &["decide"]) + &stages("gross", "", &["renew"])),
            (0, stages("r", "parent: gibt-es-nicht", &["decide"])),
            (0, stages("r", "", &["decide"]) + &stages("teil", "parent: r", &["start"])),
            (0, circle),
            (1, stages("r", "", &["discover"]) + config),
            (0, stages("r", "", &["discover"]) + &stages("teil", "parent: r", &["use"]) + config),
        ],
    );
}

#[test]
fn ends_are_looked_at_where_feelings_are_written() {
    let bare = steps("step a { emotion: 1 }\nstep b { emotion: 1 }").replace(" outcome: \"Ruhe.\"\n", "");
    each(
        "last-mile",
        &[
            (0, steps("step a { }\nstep b { }")),
            (1, steps("step a { emotion: 1 }\nstep b { }")),
            (0, steps("step a { emotion: 1 }\nstep b { emotion: 9 }")),
            (0, steps("step a { emotion: 1 }\nstep b { optional: true }")),
            (1, steps("step a { emotion: 1, optional: true }\nstep b { optional: true }")),
            (0, steps("step a { emotion: 1 }\nstep b { journey: andere }")),
            (1, bare.clone()),
            (0, bare.replacen("need:", "outcome: \"\"\n need:", 1)),
        ],
    );
}

#[test]
fn one_channel_is_told_of_whole_journeys_of_customers() {
    let four = "step a { touchpoint: seite }\nstep b { touchpoint: seite }\nstep c { touchpoint: beides, channel: web }\nstep d { touchpoint: seite }";
    let colleague = "persona kim \"Kim\" { type: employee, needs: [\"Ruhe\"] }\n";
    each(
        "single-channel",
        &[
            (1, steps(four)),
            (1, steps(&format!("{four}\nstep e {{ }}"))),
            (0, steps(&format!("{four}\nstep e {{ touchpoint: tresen }}"))),
            (0, steps(&format!("{four}\nstep e {{ touchpoint: beides }}"))),
            (0, steps(&format!("{four}\nstep e {{ journey: andere }}"))),
            (0, steps(&four.replace("step d { touchpoint: seite }", ""))),
            (0, journey("personas: [kim]", four) + colleague),
            (1, journey("personas: [kim, pia]", four) + colleague),
            (0, journey("personas: [pia]\n parent: gross", four)),
        ],
    );
}

#[test]
fn feelings_of_today_rest_on_something() {
    let of = |fields: &str| journey(&format!("personas: [pia]\n{fields}"), "step a { emotion: 1 }");
    each(
        "emotion-without-evidence",
        &[
            (1, of("state: as_is")),
            (0, of("state: to_be")),
            (0, of("")),
            (0, of("state: as_is\n basis: research")),
            (0, of("state: as_is\n basis: reserch")),
            (1, of("state: as_is\n basis: assumption\n source: \"Runde\"")),
            (0, of("state: as_is\n basis: assumption\n evidence: [eins]")),
            (0, of("state: as_is\n source: \"Zwölf Gespräche\"")),
            (0, of("state: as_is\n evidence: [gibt-es-nicht]")),
        ],
    );
}

#[test]
fn evidence_of_several_kinds_is_enough() {
    let of = |addresses: &str, fields: &str| {
        format!("opportunity hebel {{\n addresses: [{addresses}]\n need: \"Ruhe.\"\n {fields}\n}}\n")
    };
    let pain = |fields: &str| format!("pain p {{ cause: wait, severity: 2, {fields} }}\n");
    each(
        "one-kind-of-evidence",
        &[
            (0, of("laerm", "")),
            (1, of("laerm", "evidence: [stimme]")),
            (1, of("laerm", "evidence: [eins, zwei]")),
            (0, of("laerm", "evidence: [eins, drei]")),
            (0, of("laerm", "evidence: [eins, stimme]")),
            (0, of("laerm", "evidence: [eins, gibt-es-nicht]")),
            (0, of("laerm", "evidence: [vage]")),
            (0, of("laerm", "evidence: [stimme]\n source: \"Zählung am Eingang\"")),
            (0, of("p", "evidence: [stimme]") + &pain("evidence: [eins]")),
            (1, of("p", "evidence: [stimme]") + &pain("evidence: [stimme]")),
            (0, of("laerm", "evidence: [stimme]\n status: draft")),
        ],
    );
}

#[test]
fn methods_are_known_by_any_of_their_names() {
    let says = |text: &str| format!("study neu \"Neu\" {{ method: gespraech, at: 2026-01-01, summary: \"{text}\" }}\n");
    let method = |name: &str| format!("method m \"{name}\" {{ purpose: \"Gründe.\" }}\n");
    let metric = "metric empf \"Empfehlung\" { class: brand, method: nps, unit: points }\n";
    each(
        "unknown-method",
        &[
            (1, says("Beim Laddering gehört")),
            (1, says("zwei Fokusgruppen, noch eine Fokusgruppe")),
            (2, says("Usability-Tests und Card Sorting")),
            (0, says("Interviews, Umfrage und Tests")),
            (0, says("die Blaupause, der Schatten, ces")),
            (0, says("Beim Laddering gehört") + &method("Laddering")),
            (0, says("in der Tagebuchstudie") + &method("Tagebuchstudie über zwei Wochen")),
            (0, says("in der Tagebuchstudie") + &method("Diary study")),
            (1, says("der NPS sinkt")),
            (0, says("der NPS sinkt") + metric),
            (0, says("der NPS sinkt") + "term nps \"NPS\" { definition: \"Wer uns weiterempfiehlt.\" }\n"),
            (0, says("Beim Laddering") + "study alt \"Alt\" { method: laddering, at: 2026-01-01 }\n"),
            (
                1,
                says("mit Zauberer")
                    + "// touchbase.yaml\nchecks: { unknown-method: { methods: [Wizard of Oz = Zauberer] } }\n",
            ),
        ],
    );
}

#[test]
fn voices_wait_from_their_day_on() {
    let of = |at: &str, rest: &str| format!("feedback f \"F\" {{ at: {at}, quote: \"Nein.\", {rest} }}\n");
    each(
        "unanswered-feedback",
        &[
            (1, of("2026-08-21", "decision: open")),
            (0, of("2026-08-22", "decision: open")),
            (0, of("2027-08-22", "decision: open")),
            (0, of("2020-02-30", "decision: open")),
            (0, of("2020-02-28", "decision: rejected")),
            (0, of("2020-02-28", "decision: opn")),
            (0, of("2020-02-28", "decision: open, status: retired")),
        ],
    );
}

#[test]
fn initiatives_may_reach_the_business_by_a_chain() {
    let of = |metrics: &str| {
        format!(
            "opportunity o \"O\" {{ addresses: [laerm], need: \"Ruhe.\" }}\ncompass w \"W\" {{ type: brand_value }}\n\
             initiative i \"I\" {{ opportunities: [o], serves: w, metrics: [{metrics}], customer_benefit: \"Ruhe.\" }}\n\
             metric a \"A\" {{ class: brand, method: survey, unit: percent, drives: [b] }}\n\
             metric b \"B\" {{ class: performance, method: rate, unit: percent, drives: [a, c] }}\n\
             metric c \"C\" {{ class: business, method: rate, unit: percent }}\n\
             metric d \"D\" {{ class: brand, method: survey, unit: percent }}\n\
             metric e \"E\" {{ class: marke, method: survey, unit: percent }}\n"
        )
    };
    each(
        "aimless-initiative",
        &[(1, of("d")), (0, of("a")), (0, of("d, c")), (0, of("d, gibt-es-nicht")), (0, of("d, e")), (0, of(""))],
    );
}

#[test]
fn data_and_models_are_used_by_what_is_in_use() {
    let datum = |rest: &str| format!("context k \"K\" {{ purpose: \"Wissen.\", legal_basis: \"Vertrag\" {rest} }}\n");
    let model = |rest: &str| format!("model m \"M\" {{ inputs: [k], predicts: \"Regen\" {rest} }}\n");
    let touchpoint = |rest: &str| {
        format!("touchpoint t \"T\" {{\n mission: \"Da sein.\"\n channels: [web]\n medium: digital\n {rest}\n}}\n")
    };
    each(
        "idle-context",
        &[
            (1, datum("")),
            (0, datum("") + &touchpoint("context: [k]")),
            (1, datum("") + &touchpoint("context: [k]\n status: retired")),
            (1, datum("") + &touchpoint("description: \"Siehe [[k]].\"")),
            (0, datum("") + &model("")),
            (0, datum("") + &steps("step a { carries: [k] }")),
            (0, datum(", status: draft")),
        ],
    );
    each(
        "broken-model",
        &[
            (2, datum("") + &model("")),
            (1, datum(", collected_at: [seite]") + &model("")),
            (1, datum("") + &model(", triggers: karte")),
            (0, datum(", collected_at: [gibt-es-nicht]") + &model(", triggers: gibt-es-nicht")),
            (0, datum(", collected_at: [seite]") + &model("") + &touchpoint("next_best_action: m")),
            (0, datum(", status: draft") + &model(", triggers: karte")),
            (0, datum("") + &model(", status: draft")),
            (2, datum("") + &model(", triggers: karte") + "model n \"N\" { inputs: [k], predicts: \"Wind\" }\n"),
        ],
    );
}
