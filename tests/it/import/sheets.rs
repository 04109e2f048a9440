//! Sheets as people make them: labels of either language, doubtful cells, new rows.

use touchbase::table::Cell;

use super::{Imported, sheet};
use crate::support::{base, findings};

const BASE: &str = "\
persona mia \"Mia\" {
  type: customer
  needs: [\"Ruhe\"]
}
channel app \"Die App\" { type: app }
channel web \"Web\" { type: web }
touchpoint hotline \"Hotline\" {
  mission: \"Helfen.\"
  channels: [app]
  medium: analog
}
journey los \"Los\" {
  personas: [mia]
  need: \"Ankommen\"
  stage anfang \"Anfang\" {
    step gehen \"Gehen\" {
    }
  }
}
";

fn import(sheets: &[touchbase::import::RawSheet]) -> Imported {
    let base = base(&[("touchbase.yaml", "language: de\n"), ("a.cx", BASE)]);
    Imported::of(&base, sheets)
}

#[test]
fn labels_of_either_language_ids_and_names_are_understood() {
    let rows = [
        "ID|Auftrag|kanäle|MEDIUM|Kosten je Kontakt|Mit Personal|Farbe",
        "hotline|Zuhören.|Die App; web|Hybrid|6,40|ja|rot",
    ];
    let imported = import(&[sheet("Touchpoints", &rows)]);
    let text = imported.text("a.cx");
    for line in
        ["mission: \"Zuhören.\"", "channels: [app, web]", "medium: hybrid", "cost_per_contact: 6.4", "staffed: true"]
    {
        assert!(text.contains(line), "{line} in\n{text}");
    }
    assert!(
        imported.remarks().contains("kb.xlsx Touchpoints!G1: The column `Farbe` is no field of touchpoint"),
        "{}",
        imported.remarks()
    );
}

#[test]
fn doubtful_cells_are_told_with_their_place_and_change_nothing() {
    let rows =
        ["id|Medium|Kanäle|Kosten je Kontakt|Geprüft am|Antwortzeit", "hotline|gelb|fax; app|1.234|31.02.2026|bald"];
    let imported = import(&[sheet("touchpoint", &rows)]);
    assert_eq!(imported.text("a.cx"), BASE);
    for place in ["touchpoint!B2", "touchpoint!C2", "touchpoint!D2", "touchpoint!E2", "touchpoint!F2"] {
        assert!(imported.remarks().contains(place), "{place} in {}", imported.remarks());
    }
    assert!(imported.rows().contains("Unchanged"));
}

#[test]
fn rows_that_say_too_little_or_the_same_twice_are_left_out_with_the_reason() {
    let rows =
        ["id|name|summary", "||nichts", "hotline|Hotline|", "|Hotline|noch einmal", "app|App|", "|mia|", "9x|Neun|"];
    let imported = import(&[sheet("Touchpoints", &rows), sheet("Farben", &["id", "x"])]);
    assert_eq!(imported.text("a.cx"), BASE);
    let told = imported.rows();
    for reason in [
        "neither id nor name",
        "kb.xlsx Touchpoints!3 is about the same element",
        "`app` is a channel already",
        "`mia` is a persona already",
        "is not an id",
    ] {
        assert!(told.contains(reason), "{reason} in\n{told}");
    }
    assert!(imported.remarks().contains("`Farben` is the name of no kind"));
}

#[test]
fn new_rows_become_elements_and_drafts_where_something_is_missing() {
    let sheets = [
        sheet("Kanäle", &["Name|Art", "Brief & Post|Brief"]),
        sheet("Personas", &["Name|Bedürfnisse", "Größte Eile|Tempo; Ruhe"]),
        sheet(
            "Schritte",
            &[
                "Kundenreise|Phase|Name|Emotion|Kanal",
                "Los|Anfang|Laufen|-1|Brief & Post",
                "los|Ende|Ruhen|groesste-eile: 2|",
                "Neu|Eins|Gehen||",
            ],
        ),
    ];
    let imported = import(&sheets);
    let text = imported.text("a.cx");
    assert!(text.contains("channel brief-post \"Brief & Post\" {\n  type: letter\n}"), "{text}");
    assert!(
        text.contains("persona groesste-eile \"Größte Eile\" {\n  status: draft\n  needs: [\"Tempo\", \"Ruhe\"]\n}"),
        "{text}"
    );
    assert!(
        text.contains("    step laufen \"Laufen\" {\n      channel: brief-post\n      emotion: -1\n    }"),
        "{text}"
    );
    assert!(
        text.contains(
            "  stage ende \"Ende\" {\n    step ruhen \"Ruhen\" {\n      emotion: { groesste-eile: 2 }\n    }\n  }"
        ),
        "{text}"
    );
    assert!(
        text.contains("journey neu \"Neu\" {\n  status: draft\n  stage eins \"Eins\" {\n    step gehen \"Gehen\" {\n"),
        "{text}"
    );
    let errors = findings(&imported.after).lines().filter(|line| line.contains(" error[")).count();
    assert_eq!(errors, 0, "{}", findings(&imported.after));
    assert!(imported.remarks().contains("it is made as a draft"), "{}", imported.remarks());
}

#[test]
fn new_rows_go_into_the_sections_of_yaml_files() {
    let yaml = "channels:\n  app:\n    name: App\n    type: app\n\n# Ende\n";
    let base = base(&[("a.yaml", yaml)]);
    let imported = Imported::of(&base, &[sheet("channels", &["id|name|type", "app|App|app", "web|Das Web|Web"])]);
    assert_eq!(
        imported.text("a.yaml"),
        "channels:\n  app:\n    name: App\n    type: app\n  web:\n    name: Das Web\n    type: web\n\n# Ende\n"
    );
    let none = Imported::of(&base, &[sheet("teams", &["name", "Die Größten"])]);
    assert_eq!(none.text("imported/teams.cx"), "team die-groessten \"Die Größten\" {\n}\n");
}

#[test]
fn elements_without_a_row_stay_and_are_told() {
    let imported = import(&[sheet("Kanäle", &["id|name", "app|Die App"])]);
    assert_eq!(imported.plan.missing, [("Kanäle".to_owned(), vec!["web".to_owned()])]);
    assert_eq!(imported.text("a.cx"), BASE);
}

#[test]
fn names_that_others_refer_by_and_names_that_are_taken_stay() {
    let text = format!("{BASE}\nteam haus \"Das Haus\" {{}}\nrole chefin \"Chefin\" {{ team: \"Das Haus\" }}\n");
    let base = base(&[("a.cx", &text)]);
    let imported = Imported::of(
        &base,
        &[sheet("teams", &["id|name", "haus|Das neue Haus"]), sheet("channels", &["id|name", "app|web", "web|"])],
    );
    assert_eq!(imported.text("a.cx"), text);
    assert_eq!(imported.plan.remarks.len(), 3, "{}", imported.remarks());
}

#[test]
fn errors_dates_and_percentages_of_spreadsheets_are_taken_for_what_they_are() {
    let mut raw = sheet("Personas", &["id|Anteil in Prozent|Zitat|Geprüft am", "mia|||"]);
    raw.rows[1][1] = Cell::Number(0.35);
    raw.rows[1][2] = Cell::Faulty("the cell holds the error `#REF!`".into());
    raw.rows[1][3] = Cell::Date("2026-03-04".parse().expect("a date"));
    let imported = import(&[raw]);
    assert!(imported.text("a.cx").contains("share: 35\n  reviewed: 2026-03-04\n"), "{}", imported.text("a.cx"));
    assert!(imported.remarks().contains("Personas!C2"), "{}", imported.remarks());
}

#[test]
fn texts_have_a_column_for_each_language() {
    let text = "term preis \"Preis\" {\n  definition: { de: \"Was es kostet\", en: \"What it costs\" }\n  summary: \"Der Preis\"\n}\n";
    let base = base(&[("touchbase.yaml", "languages: [de, en]\n"), ("a.cx", text)]);
    let rows = ["id|Definition|Definition (en)|summary.en", "preis|Was man zahlt|What it costs|The price"];
    let imported = Imported::of(&base, &[sheet("Begriffe", &rows)]);
    assert_eq!(
        imported.text("a.cx"),
        "term preis \"Preis\" {\n  definition: { de: \"Was man zahlt\", en: \"What it costs\" }\n  summary: { de: \"Der Preis\", en: \"The price\" }\n}\n"
    );
}
