//! Checks of touchpoints and of those who run them keep quiet where practice has no objection, or another check says it.

use std::fmt::Write as _;

use touchbase::check::Options;
use touchbase::compile::compile_with;
use touchbase::text::{Source, Sources};

/// What the cases build on.
const GROUND: &str = r#"
channel telefon "Telefon" { type: phone, live: true }
channel brief "Briefpost" { type: letter }
channel bot "Antwortautomat" { type: bot }
channel web "Webseite" { type: web }
channel laden "Laden" { type: store, live: true }
channel tuer "Haustür" { type: field, live: true }
persona pia "Pia Groß" { type: customer, needs: ["Ruhe"] }
team sued "Team Süd" { }
metric quote "Erstlösungsquote" { class: performance, method: rate, unit: percent }
metric note "Gesprächsnote" { class: performance, method: csat, unit: points }
metric marke "Verbundenheit" { class: brand, method: survey, unit: percent }
metric ertrag "Ertrag" { class: business, method: count, unit: euro }
"#;

/// A touchpoint with these fields, beside those that every one has.
fn touchpoint(id: &str, channels: &str, fields: &str) -> String {
    format!("touchpoint {id} {{\n mission: \"Helfen.\"\n channels: [{channels}]\n medium: analog\n {fields}\n}}\n")
}

/// A journey in this state with a step of these fields.
fn journey(state: &str, fields: &str) -> String {
    format!(
        "journey reise {{\n personas: [pia]\n need: \"Ruhe.\"\n state: {state}\n stage \"Los\" {{ step gehen {{ {fields} }} }}\n}}\n"
    )
}

fn signature(fields: &str) -> String {
    format!(
        "signature sig {{\n personas: [pia]\n why_remembered: \"Niemand sonst.\"\n performance_metrics: [ertrag]\n brand_metrics: [marke]\n {fields}\n}}\n"
    )
}

fn count(check: &str, text: &str) -> (usize, String) {
    let options = Options { strict: true, today: Some(jiff::civil::date(2026, 11, 22)), ..Options::default() };
    let compilation = compile_with(Sources::new(vec![Source::new("a.cx", format!("{GROUND}{text}"))]), &options);
    let found = compilation.diagnostics.iter().filter(|finding| finding.check == check).count();
    (found, crate::support::findings(&compilation))
}

/// Each case: the check, how often it is to report, and a text.
fn each(cases: &[(&str, usize, String)]) {
    let mut failures = String::new();
    for (check, meant, text) in cases {
        let (found, all) = count(check, text);
        if found != *meant {
            let _ = writeln!(failures, "{check}: {found} instead of {meant} in\n{text}\n{all}");
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn touchpoints_are_measured_in_several_ways() {
    let met = |state: &str| journey(state, "touchpoint: hotline");
    let signed = signature("touchpoint: hotline");
    let whole = touchpoint("haus", "laden", "parts: [hotline], metrics: [quote]");
    each(&[
        ("blind-spot", 1, touchpoint("hotline", "telefon", "") + &met("as_is")),
        ("blind-spot", 0, touchpoint("hotline", "telefon", "")),
        ("blind-spot", 0, touchpoint("hotline", "telefon", "") + &met("to_be")),
        ("blind-spot", 0, touchpoint("hotline", "telefon", "status: draft") + &met("as_is")),
        ("blind-spot", 0, touchpoint("hotline", "telefon", "status: retird") + &met("as_is")),
        ("blind-spot", 0, touchpoint("hotline", "telefon", "control: earned") + &met("as_is")),
        ("blind-spot", 0, touchpoint("hotline", "telefon", "metrics: [gibt-es-nicht]") + &met("as_is")),
        ("blind-spot", 0, touchpoint("hotline", "telefon", "metrik: [quote]") + &met("as_is")),
        ("blind-spot", 0, touchpoint("hotline", "telefon", "") + &met("as_is") + &signed),
        ("blind-spot", 0, touchpoint("hotline", "telefon", "") + &met("as_is") + &whole),
    ]);
}

#[test]
fn a_gap_is_reported_unless_somebody_closes_it() {
    let step = |state: &str| journey(state, "requires: { zuhoeren: 4 }");
    let capability = |text: &str| format!("capability zuhoeren {{ level: 2 {text} }}\n");
    let closing = "pain p { cause: wait, severity: 3 }\nopportunity hebel { addresses: [p], need: \"Ruhe.\" }\n";
    each(&[
        ("capability-gap", 1, capability("") + &step("as_is")),
        ("capability-gap", 0, capability("") + &step("to_be")),
        ("capability-gap", 0, capability(", status: draft") + &step("as_is")),
        ("capability-gap", 0, capability(", description: \"Siehe [[hebel]].\"") + closing + &step("as_is")),
        ("capability-gap", 1, capability("") + closing + &step("as_is")),
        ("capability-gap", 0, "capability zuhoeren { level: zwei }\n".to_owned() + &step("as_is")),
    ]);
}

#[test]
fn handling_follows_from_both_values_or_has_a_reason() {
    let of = |channels: &str, customer: &str, company: &str, rest: &str| {
        touchpoint("kontakt", channels, &format!("customer_value: {customer}, company_value: {company}, {rest}"))
    };
    each(&[
        ("handling-mismatch", 1, of("telefon", "high", "high", "handling: eliminate")),
        ("handling-mismatch", 1, of("telefon", "low", "low", "handling: automate")),
        ("handling-mismatch", 0, of("telefon", "low", "low", "handling: eliminate")),
        ("handling-mismatch", 0, of("telefon", "low", "low", "handling: automate, handling_reason: \"Recht.\"")),
        ("handling-mismatch", 0, of("telefon", "low", "hoch", "handling: dialogue")),
        ("handling-mismatch", 0, of("web", "high", "high", "handling: automate")),
        ("handling-mismatch", 1, of("web", "high", "high", "staffed: true, handling: automate")),
        ("handling-mismatch", 1, of("web", "high", "high", "staffed: false, handling: dialogue")),
    ]);
}

#[test]
fn people_wait_only_where_they_made_the_first_move() {
    each(&[
        ("value-missing", 1, touchpoint("a", "telefon", "")),
        ("value-missing", 0, touchpoint("a", "telefon", "response_time: bald")),
        ("value-missing", 0, touchpoint("a", "telefon", "initiated_by: company")),
        ("value-missing", 0, touchpoint("a", "telefon", "control: community")),
        ("value-missing", 0, touchpoint("a", "bot", "")),
        ("value-missing", 0, touchpoint("a", "laden", "")),
        ("value-missing", 1, touchpoint("a", "laden", "staffed: true")),
        ("value-missing", 0, touchpoint("a", "tuer", "staffed: true")),
        ("value-missing", 0, touchpoint("a", "brief", "customer_value: low, company_value: low")),
        ("value-missing", 1, touchpoint("a", "brief", "company_value: low")),
        ("value-missing", 0, touchpoint("a", "brief", "customer_value: tief, company_value: low")),
    ]);
}

#[test]
fn a_bot_is_no_trap_where_somebody_may_help() {
    let bot = |fields: &str| touchpoint("automat", "bot", fields);
    let phone = |fields: &str| touchpoint("hotline", "telefon", fields);
    let second = |fields: &str| touchpoint("zweiter", "bot", fields);
    each(&[
        ("bot-trap", 1, bot("")),
        ("bot-trap", 1, bot("escalates_to: hotline") + &phone("staffed: false")),
        ("bot-trap", 0, bot("escalates_to: hotline") + &phone("")),
        ("bot-trap", 0, bot("escalates_to: hotline") + &phone("staffed: vielleicht")),
        ("bot-trap", 0, bot("escalates_to: hotlin") + &phone("")),
        ("bot-trap", 0, bot("escalates_to: zweiter") + &second("escalates_to: hotline") + &phone("staffed: true")),
        ("bot-trap", 2, bot("escalates_to: zweiter") + &second("")),
        // A circle is an error of its own.
        ("bot-trap", 0, bot("escalates_to: zweiter") + &second("escalates_to: automat")),
        ("cycle", 1, bot("escalates_to: zweiter") + &second("escalates_to: automat")),
        ("bot-trap", 0, bot("") + &phone("staffed: true, parts: [automat]")),
        ("bot-trap", 0, bot("status: draft")),
        ("bot-trap", 0, touchpoint("automat", "bot, web", "")),
        ("bot-trap", 0, touchpoint("automat", "bot, webb", "")),
        ("bot-trap", 0, bot("staffed: true")),
    ]);
}

#[test]
fn staff_get_rules_and_history_or_a_reason() {
    let staffed = |fields: &str| touchpoint("hotline", "telefon", &format!("staffed: true, {fields}"));
    let rules = "guardrails: [\"Grüßen.\"], freedoms: [\"Schenken.\"]";
    each(&[
        ("no-guardrails", 1, staffed("guardrails: [\"Grüßen.\"]")),
        ("no-guardrails", 0, staffed(rules)),
        ("no-guardrails", 0, staffed("control: community")),
        (
            "no-guardrails",
            0,
            staffed("guardrails: [\"Grüßen.\"]") + &signature("touchpoint: hotline, freedoms: [\"Schenken.\"]"),
        ),
        ("no-guardrails", 0, staffed("") + &touchpoint("haus", "laden", &format!("parts: [hotline], {rules}"))),
        ("no-history", 1, staffed("")),
        ("no-history", 1, staffed("history_access: no")),
        ("no-history", 0, staffed("history_access: nö")),
        ("no-history", 0, staffed("history_access: no, history_reason: \"Fairness.\"")),
        ("no-history", 0, touchpoint("hotline", "telefon", "")),
    ]);
}

#[test]
fn reviews_fall_due_by_the_calendar() {
    let team = |fields: &str| format!("team nord \"Team Nord\" {{ {fields} }}\n");
    each(&[
        ("stale", 1, team("reviewed: 2026-05-21, review_every: 6mo")),
        ("stale", 0, team("reviewed: 2026-05-22, review_every: 6mo")),
        ("stale", 0, team("reviewed: 2001-01-01")),
        ("stale", 0, team("reviewed: gestern, review_every: 6mo")),
        ("stale", 0, team("reviewed: 2001-01-01, review_every: 6mo, status: retired")),
        ("stale", 0, team("review_every: 6mo, status: draft")),
        ("stale", 0, team("reviewed: 2026-11-23")),
        ("stale", 1, team("reviewed: 2026-11-24")),
    ]);
}

#[test]
fn a_team_is_heard_through_roles_signatures_and_metrics_of_its_own() {
    let owned = |fields: &str| touchpoint("rechnung", "brief", fields);
    let role = "role rita { team: sued }\n";
    each(&[
        ("team-without-voice", 1, owned("owner: sued, metrics: [quote]")),
        ("team-without-voice", 1, role.to_owned() + &owned("owner: rita, metrics: [quote]")),
        ("team-without-voice", 0, owned("owner: sued, metrics: [quote, note]")),
        ("team-without-voice", 0, owned("owner: sued, metrics: [quote, gibt-es-nicht]")),
        ("team-without-voice", 0, owned("owner: sued")),
        ("team-without-voice", 0, owned("owner: sued, metrics: [quote]") + &signature("touchpoint: rechnung")),
        (
            "team-without-voice",
            0,
            owned("owner: sued, metrics: [quote]")
                + "metric klage \"Klagen\" { class: performance, method: survey, unit: count, owner: sued }\n",
        ),
    ]);
}

#[test]
fn a_signature_may_happen_at_parts_and_where_importance_is_unknown() {
    let bar = touchpoint("bar", "laden", "");
    let at = |touchpoint: &str, importance: &str| journey("as_is", &format!("touchpoint: {touchpoint} {importance}"));
    let moment = signature("touchpoint: bar, moments: [reise.gehen]");
    let plain = signature("touchpoint: bar");
    let house = touchpoint("haus", "laden", "parts: [bar]");
    each(&[
        ("signature-off-journey", 1, bar.clone() + &at("bar", ", importance: 3") + &moment),
        ("signature-off-journey", 1, bar.clone() + &at("bar", ", importance: 3") + &plain),
        ("signature-off-journey", 0, bar.clone() + &at("bar", ", importance: 4") + &plain),
        ("signature-off-journey", 0, bar.clone() + &at("bar", "") + &moment),
        ("signature-off-journey", 1, bar.clone() + &touchpoint("kasse", "laden", "") + &at("kasse", "") + &moment),
        ("signature-off-journey", 0, bar.clone() + &house + &at("haus", "") + &moment),
        ("signature-off-journey", 1, bar.clone() + &plain),
        // The signature says it, and more.
        ("orphan-touchpoint", 0, bar.clone() + &plain),
        ("signature-off-journey", 0, bar + &signature("touchpoint: bar, moments: [reise.gibt-es-nicht]")),
    ]);
}

#[test]
fn a_concern_is_settled_where_people_like_it() {
    let places = touchpoint("post", "brief", "")
        + &touchpoint("hotline", "telefon", "")
        + &touchpoint("haus", "laden", "parts: [hotline]");
    let reason = |fields: &str| format!("{places}contact_reason frage \"Eine Frage\" {{ {fields} }}\n");
    each(&[
        ("wrong-channel", 1, reason("arises_at: post, resolved_at: hotline")),
        ("wrong-channel", 0, reason("arises_at: post, resolved_at: hotline, channels: [telefon]")),
        ("wrong-channel", 1, reason("arises_at: post, resolved_at: hotline, channels: [web]")),
        ("wrong-channel", 0, reason("arises_at: post, resolved_at: hotline, channels: [wep]")),
        ("wrong-channel", 0, reason("arises_at: post, resolved_at: haus, channels: [telefon]")),
        ("wrong-channel", 0, reason("arises_at: hotline, resolved_at: haus")),
        ("wrong-channel", 0, reason("arises_at: post")),
    ]);
}

#[test]
fn numbers_fit_their_units() {
    let metric = |fields: &str| format!("metric zahl \"Eine Zahl\" {{ class: performance, {fields} }}\n");
    let told =
        |text: &str| metric(&format!("method: rate, unit: percent, baseline: 40, actual: 47, summary: \"{text}\""));
    each(&[
        ("unit-mix", 0, metric("method: rate, unit: percent, target: 120")),
        ("unit-mix", 1, metric("method: csat, unit: percent, target: 120, actual: 130")),
        ("unit-mix", 0, metric("method: csat, unit: points, target: 120")),
        ("unit-mix", 1, metric("method: nps, unit: points, target: 120")),
        ("unit-mix", 0, metric("method: nps, unit: points, actual: -20")),
        ("unit-mix", 1, told("In einem Jahr um 7 % gestiegen.")),
        ("unit-mix", 0, told("In einem Jahr um 17,5 % gestiegen.")),
        ("unit-mix", 0, told("In einem Jahr um 7 Prozentpunkte gestiegen.")),
        ("unit-mix", 0, told("Nur 7 % rufen zweimal an.")),
        ("backward-target", 1, metric("method: rate, unit: percent, baseline: 80, target: 60, better: higher")),
        ("backward-target", 0, metric("method: rate, unit: percent, baseline: 80, target: 60")),
        ("backward-target", 0, metric("method: rate, unit: percent, baseline: 80, target: 60, better: lower")),
        (
            "backward-target",
            1,
            metric("method: rate, unit: percent, baseline: 80, target: 60, floor: 50, better: lower"),
        ),
        ("undated-value", 1, metric("method: rate, unit: percent, actual: 60")),
        ("undated-value", 0, metric("method: rate, unit: percent, actual: 60, as_of: gestern")),
        ("undated-value", 0, metric("method: rate, unit: percent, target: 60")),
        ("two-leads", 0, metric("method: rate, unit: percent, lead: true")),
    ]);
}

#[test]
fn both_sides_are_looked_at() {
    let ground = "compass ziel { type: business_goal }\npain p { cause: wait, severity: 3 }\nopportunity hebel { addresses: [p], need: \"Ruhe.\" }\n";
    let initiative = |metrics: &str| {
        format!(
            "{ground}initiative tun {{ opportunities: [hebel], serves: ziel, metrics: [{metrics}], customer_benefit: \"Ruhe.\" }}\n"
        )
    };
    each(&[
        ("one-sided-kpis", 1, initiative("quote")),
        ("one-sided-kpis", 0, initiative("quote, marke")),
        ("one-sided-kpis", 0, initiative("quote, gibt-es-nicht")),
        // Another check asks whether it pays.
        ("one-sided-kpis", 0, initiative("marke")),
        ("aimless-initiative", 1, initiative("marke")),
        ("loose-partner", 1, touchpoint("a", "brief", "operator: fremd") + "partner fremd { sla: \"Gut.\" }\n"),
        ("loose-partner", 0, "partner fremd { sla: \"Gut.\" }\n".to_owned()),
        ("loose-partner", 1, touchpoint("a", "brief", "control: partner")),
        ("loose-partner", 0, touchpoint("a", "brief", "control: partner, operator: gibt-es-nicht")),
        // Five elements of the ground have no owner.
        ("missing-owner", 6, touchpoint("a", "brief", "operator: sued")),
        ("missing-owner", 5, touchpoint("a", "brief", "owner: gibt-es-nicht")),
        ("missing-owner", 5, touchpoint("a", "brief", "status: draft")),
    ]);
}
