//! `touchbase import` and `touchbase export` as people run them.

use std::fs;

use super::harness::Test;

const BASE: &str = "\
// Wer kommt.
persona mia \"Mia\" { // bleibt
  type: customer
  needs: [\"Größe 😀\"]
  quote: \"=1+1\"
}
";

fn test() -> Test {
    Test::new().file("kb/touchbase.yaml", "language: de\n").file("kb/a.cx", BASE)
}

#[test]
fn a_workbook_comes_back_as_it_went() {
    let ran = test().args("export xlsx kb -o kb.xlsx").stdout("Wrote `kb.xlsx`: 1 rows (1 Personas).\n").stderr_has("").run();
    let again = ran.then().args("export xlsx kb -o kb.xlsx").status(2).stderr_has("`kb.xlsx` is there already").stderr_has("--force").run();
    let ran = again
        .then()
        .args("import xlsx kb.xlsx -b kb --dry-run")
        .stdout("kb.xlsx Personas!2: persona mia: unchanged\n1 rows: 0 new, 0 changed, 1 unchanged, 0 skipped.\nThere is nothing to change.\n")
        .run();
    assert_eq!(ran.read("kb/a.cx").as_deref(), Some(BASE));
}

#[test]
fn an_edited_csv_file_changes_one_value_after_consent() {
    let ran = test().args("export csv kb -o tables").stdout_has("1 Personas").run();
    let text = ran.read("tables/Personas.csv").expect("a file");
    assert!(text.starts_with('\u{feff}') && text.contains(";mia;") == false && text.contains("'=1+1"), "{text}");
    fs::write(ran.path("tables/Personas.csv"), text.replace("Größe 😀", "Größe; Ruhe")).expect("written");
    let shown = ran
        .then()
        .args("import csv tables -b kb --dry-run")
        .stdout_has("Personas.csv:2: persona mia: changed (Bedürfnisse)\n")
        .stdout_has("-  needs: [\"Größe 😀\"]\n+  needs: [\"Größe\", \"Ruhe\"]\n")
        .run();
    assert_eq!(shown.read("kb/a.cx").as_deref(), Some(BASE));
    let asked = shown.then().args("import csv tables -b kb").status(2).stdout_has("+  needs").stderr_has("--yes").run();
    let made = asked.then().args("import csv tables -b kb --yes").stdout_has("Written: `a.cx`.\n").run();
    assert_eq!(made.read("kb/a.cx"), Some(BASE.replace("[\"Größe 😀\"]", "[\"Größe\", \"Ruhe\"]")));
    made.then().args("import csv tables -b kb --yes").stdout_has("1 unchanged").stdout_has("There is nothing to change.").run();
}

#[test]
fn new_rows_make_files_and_missing_ones_take_nothing_away() {
    let table = "Name,Art,Farbe\nDie App,App,rot\n,,\nnur;so\n";
    let ran = test()
        .file("Kanäle.csv", table)
        .args("import csv Kanäle.csv -b kb --yes --yaml")
        .stdout_has("Kanäle.csv:2: channel die-app: new\n")
        .stderr_has("warning: Kanäle.csv:1:3: The column `Farbe` is no field of channel, so its 1 cell were not read")
        .run();
    assert_eq!(ran.read("kb/imported/channels.yaml").as_deref(), Some("channels:\n  die-app:\n    name: Die App\n    type: app\n  nur-so:\n    name: nur;so\n    status: draft\n"));
}

#[test]
fn mermaid_diagrams_become_drafts_that_check() {
    let text = "# Tag\n\n```mermaid\njourney\n  title Mein Tag\n  section Los\n    Tee: 5: Mia, Ich\n    Weg: 9: Ich\n```\n";
    let ran = test()
        .file("docs/tag.md", text)
        .args("import mermaid docs -b kb --yes")
        .stdout("docs/tag.md:4: journey mein-tag: 1 stage, 2 steps, 2 personas\nWritten: `a.cx`, `imported/mein-tag.cx`.\n")
        .stderr("warning: docs/tag.md:8: The score `9` is no whole number from 1 to 5, so the step has no emotion.\n")
        .run();
    let journey = ran.read("kb/imported/mein-tag.cx").expect("a file");
    assert!(journey.contains("emotion: { mia: 2, ich: 2 }") && journey.contains("// score: 9"), "{journey}");
    assert!(ran.read("kb/a.cx").expect("a file").starts_with(BASE));
    let again = ran.then().args("check kb").stdout_has("0 errors").run();
    again.then().args("import mermaid docs -b kb --yes").stdout_has("There is nothing to change").stderr_has("The base has the journey `mein-tag`").run();
}

#[test]
fn a_diagram_can_be_written_beside_any_base() {
    let ran = Test::new()
        .file("a.mmd", "journey\n  title A\n  section B\n    C: 3: D\n")
        .dir("out")
        .args("import mermaid a.mmd -b out -o a.yaml --yes")
        .stdout_has("Written: `a.yaml`.")
        .run();
    assert!(ran.read("a.yaml").expect("a file").starts_with("personas:\n  d:\n    name: D\n    status: draft\n"));
    ran.then().args("import mermaid a.mmd -b out -o a.yaml --yes").status(2).stdout_has("journey a").stderr_has("is there already").run();
}

#[test]
fn files_that_are_none_are_refused_in_words() {
    let test = test().file("kb.xlsx", "no workbook").file("b.ods", "");
    let ran = test.args("import xlsx kb.xlsx -b kb").status(2).stderr_has("`kb.xlsx` could not be read as a workbook").run();
    let ran = ran.then().args("import xlsx b.ods -b kb").status(2).stderr_has("`.xlsx`").run();
    let ran = ran.then().args("import csv gone.csv -b kb").status(2).stderr_has("`gone.csv` could not be read").run();
    let ran = ran.then().args("import mermaid kb -b kb").status(2).stderr_has("nothing to import").run();
    ran.then().args("export xlsx kb --kind personen").status(2).stderr_has("There is no kind `personen`").run();
}
