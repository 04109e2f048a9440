//! What is exported and comes back unchanged changes not one byte; one cell changes one value.

use touchbase::table::Cell;
use touchbase::text::{Source, Sources};
use touchbase::{Compilation, compile};
use walkdir::WalkDir;

use super::{Imported, files, put, workbook};
use crate::support::base;

fn example(name: &str) -> Compilation {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
    let entries = WalkDir::new(&root).sort_by_file_name().into_iter().flatten();
    let wanted = entries.filter(|entry| entry.path().extension().is_some_and(|end| end == "cx" || end == "yaml"));
    let read = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(&root).expect("below").to_string_lossy().replace('\\', "/");
        Source::new(path, std::fs::read_to_string(entry.path()).expect("text"))
    };
    compile(Sources::new(wanted.map(read).collect()))
}

#[test]
fn unedited_sheets_change_nothing() {
    for name in ["kaffeeklub", "learn-to-drive", "minimal"] {
        let base = example(name);
        for sheets in [workbook(&base), files(&base)] {
            let imported = Imported::of(&base, &sheets);
            assert_eq!(imported.remarks(), "", "{name}");
            assert!(
                imported.outcome.edits.is_empty() && imported.outcome.files.is_empty(),
                "{name}: {}",
                imported.rows()
            );
            assert!(imported.plan.missing.is_empty());
            assert_eq!(imported.plan.rows.len(), base.model.len(), "{name}: every element has a row");
        }
    }
}

/// The lines in which two bases differ.
fn difference(before: &Compilation, after: &Imported) -> Vec<String> {
    let mut lines = Vec::new();
    for (_, source) in before.sources.iter() {
        let diff = similar::TextDiff::from_lines(&*source.text, after.text(source.path.as_str()));
        let changes = diff.iter_all_changes().filter(|change| change.tag() != similar::ChangeTag::Equal);
        lines.extend(changes.map(|change| format!("{}{}", change.tag(), change.value().trim_end())));
    }
    lines
}

#[test]
fn an_edited_cell_changes_that_value_in_the_notation_of_its_file() {
    let base = example("kaffeeklub");
    let mut sheets = workbook(&base);
    put(&mut sheets, "Personas", "jana", "Anteil in Prozent", Cell::Number(36.0));
    let imported = Imported::of(&base, &sheets);
    let lines = difference(&base, &imported);
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert_eq!(lines[1], "+  share: 36");

    let base = example("learn-to-drive");
    let mut sheets = workbook(&base);
    let channel = base.model.of_kind("channel").next().expect("a channel");
    put(&mut sheets, "Channels", channel.key(), "Summary", Cell::of_text("no: \"größer\" 😀"));
    let imported = Imported::of(&base, &sheets);
    let lines = difference(&base, &imported);
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert_eq!(lines[1].trim_start_matches(['+', ' ']), "summary: \"no: \\\"größer\\\" 😀\"");
}

const PLAIN: &str = "\
// Wer uns besucht.
persona mia \"Mia\" { // die Erste
  type: customer // bleibt
  needs: [\"Ruhe\", \"Kaffee\"] // zwei
  channels: [
    app, // zuerst
    web
  ]
  quote: \"So.\"
  owner: team-a, reviewed: 2026-01-02
}
channel app \"App\" { type: app }
channel web \"Web\" { type: web }
team team-a \"Team A\" {}
journey los \"Los\" {
  personas: [mia]
  need: \"Ankommen\"
  stage \"Anfang\" {
    step gehen \"Gehen\" { emotion: { mia: -1, default: 0 } }
  }
}
";

fn change(column: &str, cell: &str) -> String {
    let base = base(&[("a.cx", PLAIN)]);
    let mut sheets = workbook(&base);
    put(&mut sheets, "Personas", "mia", column, Cell::of_text(cell));
    let imported = Imported::of(&base, &sheets);
    assert_eq!(imported.remarks(), "");
    difference(&base, &imported).join("\n")
}

#[test]
fn values_are_changed_added_and_taken_away_beside_comments() {
    assert_eq!(change("Type", "Partner"), "-  type: customer // bleibt\n+  type: partner // bleibt");
    assert_eq!(
        change("Needs", "Ruhe\nKaffee\nZeit; Rat"),
        "-  needs: [\"Ruhe\", \"Kaffee\"] // zwei\n+  needs: [\"Ruhe\", \"Kaffee\", \"Zeit\", \"Rat\"] // zwei"
    );
    assert_eq!(change("Needs", "Kaffee"), "-  needs: [\"Ruhe\", \"Kaffee\"] // zwei\n+  needs: [\"Kaffee\"] // zwei");
    assert_eq!(
        change("Needs", "Ruhe\nTee\\; stark"),
        "-  needs: [\"Ruhe\", \"Kaffee\"] // zwei\n+  needs: [\"Ruhe\", \"Tee; stark\"] // zwei"
    );
    assert_eq!(change("Preferred channels", "App; Web").as_str(), "");
    assert_eq!(change("Quote", ""), "-  quote: \"So.\"");
    assert_eq!(change("Owner", ""), "-  owner: team-a, reviewed: 2026-01-02\n+  reviewed: 2026-01-02");
    assert_eq!(
        change("Reviewed", "03.02.2026"),
        "-  owner: team-a, reviewed: 2026-01-02\n+  owner: team-a, reviewed: 2026-02-03"
    );
    assert_eq!(change("Reviewed", ""), "-  owner: team-a, reviewed: 2026-01-02\n+  owner: team-a");
    assert_eq!(change("Segment", "=1+1"), "+  segment: \"=1+1\"");
    assert_eq!(change("Description", "Eins\n\nZwei"), "+  description: \"\"\"\n+    Eins\n+\n+    Zwei\n+    \"\"\"");
    assert_eq!(
        change("Name", "Mia Groß"),
        "-persona mia \"Mia\" { // die Erste\n+persona mia \"Mia Groß\" { // die Erste"
    );
}

#[test]
fn maps_and_steps_are_changed_in_place() {
    let base = base(&[("a.cx", PLAIN)]);
    for (cell, line) in [
        ("mia: 1\ndefault: 0", "+    step gehen \"Gehen\" { emotion: { mia: 1, default: 0 } }"),
        ("mia: -1", "+    step gehen \"Gehen\" { emotion: { mia: -1 } }"),
        ("2", "+    step gehen \"Gehen\" { emotion: 2 }"),
    ] {
        let mut sheets = workbook(&base);
        put(&mut sheets, "Steps", "gehen", "Emotion", Cell::of_text(cell));
        let imported = Imported::of(&base, &sheets);
        assert_eq!(difference(&base, &imported)[1..], [line], "{cell}");
    }
    let mut sheets = workbook(&base);
    put(&mut sheets, "Steps", "gehen", "Thought", Cell::of_text("Schnell!"));
    let imported = Imported::of(&base, &sheets);
    assert_eq!(
        difference(&base, &imported)[1..],
        ["+    step gehen \"Gehen\" { emotion: { mia: -1, default: 0 }, thought: \"Schnell!\" }"]
    );
}

const LINES: &str = "personas:\r\n  # die Erste\r\n  mia:\r\n    name: Mia\r\n    type: customer # bleibt\r\n    needs:\r\n      - Ruhe # wichtig\r\n      - Kaffee\r\n    quote: >-\r\n      So\r\n      ist es.\r\n    channels: [app]\r\nchannels:\r\n  - id: app\r\n    name: App\r\n    type: app\r\n  - { name: Größe, type: web }\r\n";

fn change_yaml(sheet: &str, id: &str, column: &str, cell: &str) -> String {
    let base = base(&[("a.yaml", LINES)]);
    let mut sheets = files(&base);
    put(&mut sheets, sheet, id, column, Cell::of_text(cell));
    let imported = Imported::of(&base, &sheets);
    assert_eq!(imported.remarks(), "");
    assert!(!imported.text("a.yaml").replace("\r\n", "").contains('\n'), "line breaks stay as they are");
    difference(&base, &imported).join("\n")
}

#[test]
fn yaml_keeps_its_layout() {
    assert_eq!(
        change_yaml("Personas", "mia", "Type", "Partner"),
        "-    type: customer # bleibt\n+    type: partner # bleibt"
    );
    assert_eq!(change_yaml("Personas", "mia", "Needs", "Ruhe\nKaffee\nno"), "+      - \"no\"");
    assert_eq!(change_yaml("Personas", "mia", "Needs", "Tee\nRuhe\nKaffee"), "+      - Tee");
    assert_eq!(change_yaml("Personas", "mia", "Needs", "Kaffee"), "-      - Ruhe # wichtig\n+      # wichtig");
    assert_eq!(
        change_yaml("Personas", "mia", "Quote", "Nein."),
        "-    quote: >-\n-      So\n-      ist es.\n+    quote: Nein."
    );
    assert_eq!(change_yaml("Personas", "mia", "Quote", ""), "-    quote: >-\n-      So\n-      ist es.");
    assert_eq!(change_yaml("Personas", "mia", "Segment", "a: b"), "+    segment: \"a: b\"");
    assert_eq!(
        change_yaml("Personas", "mia", "Description", "Eins\n\nZwei"),
        "+    description: |\n+      Eins\n+\n+      Zwei"
    );
    assert_eq!(change_yaml("Channels", "app", "Summary", "Groß"), "+    summary: Groß");
    assert_eq!(
        change_yaml("Channels", "groesse", "Summary", "Groß"),
        "-  - { name: Größe, type: web }\n+  - { name: Größe, type: web, summary: Groß }"
    );
    assert_eq!(
        change_yaml("Channels", "groesse", "Name", "Weite"),
        "-  - { name: Größe, type: web }\n+  - { id: groesse, name: Weite, type: web }"
    );
}

#[test]
fn an_empty_map_of_languages_gives_way_to_a_text() {
    for (path, text, after) in [
        ("a.cx", "persona mia \"Mia\" { quote: { }\n type: customer }", "{ quote: \"So.\"\n"),
        ("a.yaml", "personas:\n  mia:\n    name: Mia\n    quote: {} # noch\n", "    quote: So. # noch\n"),
    ] {
        let base = base(&[(path, text)]);
        let mut sheets = workbook(&base);
        put(&mut sheets, "Personas", "mia", "Quote", Cell::of_text("So."));
        assert!(Imported::of(&base, &sheets).text(path).contains(after), "{path}");
    }
}

#[test]
fn neighbours_on_one_line_are_taken_out_together() {
    let after = |path: &str, text: &str, columns: &[&str]| {
        let base = base(&[(path, text)]);
        let mut sheets = workbook(&base);
        columns.iter().for_each(|column| put(&mut sheets, "Personas", "mia", column, Cell::of_text("")));
        let imported = Imported::of(&base, &sheets);
        assert_eq!(imported.remarks(), "");
        imported.text(path).to_owned()
    };
    let cx = "persona mia \"Mia\" { type: customer, quote: \"Größe 😀\", needs: [\"a\"], tags: [b] }\n";
    assert_eq!(after("a.cx", cx, &["Needs", "Tags"]), "persona mia \"Mia\" { type: customer, quote: \"Größe 😀\" }\n");
    assert_eq!(after("a.cx", cx, &["Quote", "Needs", "Tags"]), "persona mia \"Mia\" { type: customer }\n");
    assert_eq!(after("a.cx", cx, &["Quote", "Tags"]), "persona mia \"Mia\" { type: customer, needs: [\"a\"] }\n");
    let lines = "persona mia \"Mia\" {\r\n  type: customer\r\n  quote: \"a\", tags: [b] // noch\r\n}\r\n";
    assert_eq!(
        after("a.cx", lines, &["Quote", "Tags"]),
        "persona mia \"Mia\" {\r\n  type: customer\r\n  // noch\r\n}\r\n"
    );
    let yaml = "personas:\n  - { id: mia, name: Mia, type: customer, quote: a, tags: [b] }\n";
    assert_eq!(after("a.yaml", yaml, &["Quote", "Tags"]), "personas:\n  - { id: mia, name: Mia, type: customer }\n");
    let languages = "persona mia \"Mia\" { type: customer, quote: { en: \"a\", de: \"b\", fr: \"c\" } }\n";
    assert_eq!(
        after("a.cx", languages, &["Quote (de)", "Quote (fr)"]),
        "persona mia \"Mia\" { type: customer, quote: { en: \"a\" } }\n"
    );
}
