//! Pictures of reports: every point leads somewhere, every picture has its table, empty reports explain themselves, large bases stay small.

use std::collections::BTreeMap;
use std::fmt::Write;

use touchbase::site::{Input, Site};

use crate::support::base;

/// The pages of a knowledge base by their paths.
fn pages(text: &str) -> BTreeMap<String, String> {
    let compilation = base(&[("a.cx", text), ("touchbase.yaml", "language: de\n")]);
    let (model, sources, config) = (&compilation.model, &compilation.sources, &compilation.config);
    let input =
        Input { model, sources, config, preview: true, templates: Vec::new(), today: None, pictures: BTreeMap::new() };
    let files = Site::new(&input).unwrap().files().unwrap();
    let pages = files.into_iter().map(|file| (file.path.to_string(), file.contents));
    let pages = pages.filter(|(path, _)| path.ends_with(".html"));
    pages.map(|(path, contents)| (path, String::from_utf8(contents).unwrap())).collect()
}

/// Touchpoints, metrics, pains, levers and journeys with names as long as German allows, `n` of each, one journey for ten.
fn busy(n: usize) -> String {
    let mut text = "channel telefon \"Telefon\" { type: phone }\nteam t \"Team & Co\" { }\npersona p \"Mia\" { type: customer\n needs: [\"x\"] }\n\
                    compass c \"Verständlichkeit\" { type: principle }\n"
        .to_owned();
    for at in 0..n {
        let (value, other) = if at % 3 == 0 { ("high", "low") } else { ("low", "high") };
        let _ = writeln!(
            text,
            "touchpoint tp{at} \"Vertragsverlängerungsbestätigung {at}\" {{ mission: \"x\"\n channels: [telefon]\n medium: hybrid\n owner: t\n\
             compass: [c]\n customer_value: {value}, company_value: {other}\n handling: automate }}\n\
             metric m{at} \"Erstlösungsquote <b>{at}</b>\" {{ class: brand\n method: rate\n unit: percent\n drives: [m{}] }}\n\
             pain s{at} \"Schmerz {at}\" {{ cause: wait\n severity: 3 }}\n\
             opportunity o{at} \"Rückrufwunschformular {at}\" {{ addresses: [s{at}]\n need: \"n\"\n impact: {}\n effort: {} }}",
            (at + 1) % n,
            at % 5 + 1,
            at % 4 + 1,
        );
    }
    for journey in 0..n.div_ceil(10) {
        let _ = writeln!(
            text,
            "journey j{journey} \"Reise {journey}\" {{ personas: [p]\n need: \"n\"\n stage \"S\" {{ kind: use"
        );
        for at in (journey * 10..n).take(10) {
            let _ = writeln!(
                text,
                "  step k{at} \"Schritt {at}\" {{ touchpoint: tp{at}\n emotion: {}\n pains: [s{at}] }}",
                at as i64 % 5 - 2
            );
        }
        text.push_str("} }\n");
    }
    text
}

const PICTURES: &[&str] =
    &["value-irritant", "levers", "metric-chain", "coverage", "coverage-by-journey", "coverage-by-team", "measurement"];

#[test]
fn every_picture_links_its_points_and_has_its_table() {
    let pages = pages(&busy(60));
    for name in PICTURES {
        let page = &pages[&format!("reports/{name}.html")];
        let svgs = page.matches("<svg class=\"pl ").count();
        assert!(page.contains("role=\"group\" viewBox=") && page.contains("<table class=\"data stack\""), "{name}");
        assert!(svgs >= 2 && page.matches("<desc>").count() >= 1, "{name} has {svgs} pictures");
        assert!(!page.contains("<b>5</b>"), "{name} shows markup of an author");
    }
    let matrix = &pages["reports/value-irritant.html"];
    for at in 0..60 {
        let link = format!("<a href=\"../touchpoints/tp{at}.html\">");
        // Once in each of three sizes, once in the table.
        assert_eq!(matrix.matches(&link).count(), 4, "{link}");
    }
    assert!(!matrix.contains("Das Bild zeigt"), "all sixty are shown");
    assert!(matrix.contains("Automatisieren: 20, Dialog suchen: 0, Vermeiden: 0, Vereinfachen: 40"), "said in words");
    assert!(pages["reports/metric-chain.html"].contains("edge back"), "a loop is drawn as one");
}

#[test]
fn a_contact_handled_otherwise_than_its_values_call_for_is_marked() {
    let pages = pages(&busy(6));
    let matrix = &pages["reports/value-irritant.html"];
    assert_eq!(
        matrix.matches("anders behandelt, ohne Grund (Automatisieren)</title>").count(),
        3 * 4,
        "in three sizes"
    );
    assert_eq!(matrix.matches("behandelt, wie das Feld es sagt (Automatisieren)</title>").count(), 3 * 2);
}

#[test]
fn matrices_show_numbers_and_the_lowest_feeling() {
    let pages = pages(&busy(20));
    let cell = "class=\"f-2\" title=\"1 Schritt, Tiefpunkt −2, frustriert\"";
    assert_eq!(pages["matrix.html"].matches(cell).count(), 4);
    assert!(pages["reports/teams-by-journey.html"].contains("10 Schritte, Tiefpunkt −2, frustriert"));
    assert!(pages["reports/personas-by-journey.html"].contains("Schritt 0; bester Moment +2"));
    assert!(pages["reports/compass-by-touchpoint.html"].contains("Verständ\u{ad}lich"), "long words may part");
}

#[test]
fn empty_reports_say_which_fields_to_add() {
    let pages = pages("channel telefon \"Telefon\" { type: phone }\n");
    let expected = [
        ("value-irritant", "customer_value: low"),
        ("levers", "impact: 4"),
        ("metric-chain", "drives: ["),
        ("coverage-by-journey", "owner: mitgliederservice"),
        ("coverage-by-team", "owner: mitgliederservice"),
        ("measurement", "metrics: [erstloesung]"),
        ("scorecard", "brand_metrics: ["),
        ("personas-by-journey", "personas: ["),
        ("teams-by-journey", "operator: abendpartner"),
        ("channels-by-reason", "arises_at: servicetelefon"),
        ("compass-by-touchpoint", "compass: ["),
    ];
    for (name, field) in expected {
        let page = &pages[&format!("reports/{name}.html")];
        assert!(
            page.contains("class=\"callout\"") && page.contains(field) && !page.contains("<svg class=\"pl "),
            "{name}"
        );
    }
}

#[test]
fn large_bases_show_the_first_and_page_the_rest() {
    let pages = pages(&busy(700));
    let longest =
        pages.iter().filter(|(path, _)| path.starts_with("reports/")).max_by_key(|(_, page)| page.len()).unwrap();
    assert!(longest.1.len() < 400_000, "{} has {} bytes", longest.0, longest.1.len());
    assert!(pages["reports/value-irritant.html"].contains("Das Bild zeigt 60 von 700 Kontakten"));
    assert!(pages["reports/value-irritant.4.html"].contains("601 bis 700 von 700"));
    assert!(pages.contains_key("reports/metric-chain.4.html") && !pages.contains_key("reports/metric-chain.5.html"));
    assert!(pages.contains_key("reports/compass-by-touchpoint.6.html"));
}
