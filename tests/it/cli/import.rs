//! `touchbase import` and `touchbase export` as people run them.

use std::fs;
use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use touchbase::cli::doors;

use super::harness::Test;
use crate::corpus::held;

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
    let ran =
        test().args("export xlsx kb -o kb.xlsx").stdout("Wrote `kb.xlsx`: 1 row (1 Personas).\n").stderr_has("").run();
    let again = ran
        .then()
        .args("export xlsx kb -o kb.xlsx")
        .status(2)
        .stderr_has("`kb.xlsx` is there already")
        .stderr_has("--force")
        .run();
    let ran = again
        .then()
        .args("import xlsx kb.xlsx -b kb --dry-run")
        .stdout("kb.xlsx Personas!2: persona mia: unchanged\n1 row: 0 new, 0 changed, 1 unchanged, 0 skipped.\nThere is nothing to change.\n")
        .run();
    assert_eq!(ran.read("kb/a.cx").as_deref(), Some(BASE));
}

#[test]
fn an_edited_csv_file_changes_one_value_after_consent() {
    let ran = test().args("export csv kb -o tables").stdout_has("1 Personas").run();
    let text = ran.read("tables/Personas.csv").expect("a file");
    assert!(text.starts_with('\u{feff}') && text.contains("'=1+1"), "{text}");
    fs::write(ran.path("tables/Personas.csv"), text.replace("Größe 😀", "\"Größe; Ruhe\"")).expect("written");
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
    made.then()
        .args("import csv tables -b kb --yes")
        .stdout_has("1 unchanged")
        .stdout_has("There is nothing to change.")
        .run();
}

#[test]
fn new_rows_make_files_and_missing_ones_take_nothing_away() {
    let table = "Name,Art,Farbe\nDie App,App,rot\n,,\nnur;so\n";
    let ran = test()
        .file("Kanäle.csv", table)
        .args("import csv Kanäle.csv -b kb --yes --yaml")
        .stdout_has("Kanäle.csv:2: channel die-app: new\n")
        .stderr_has("warning: Kanäle.csv:1:3: The column `Farbe` is no field of channel, so its 1 cell was not read")
        .run();
    assert_eq!(
        ran.read("kb/imported/channels.yaml").as_deref(),
        Some(
            "channels:\n  die-app:\n    name: Die App\n    type: app\n  nur-so:\n    name: nur;so\n    status: draft\n"
        )
    );
}

#[test]
fn mermaid_diagrams_become_drafts_that_check() {
    let text =
        "# Tag\n\n```mermaid\njourney\n  title Mein Tag\n  section Los\n    Tee: 5: Mia, Ich\n    Weg: 9: Ich\n```\n";
    let ran = test()
        .file("docs/tag.md", text)
        .args("import mermaid docs -b kb --yes")
        .stdout(
            "docs/tag.md:4: journey mein-tag: 1 stage, 2 steps, 2 personas\nWritten: `a.cx`, `imported/mein-tag.cx`.\n",
        )
        .stderr("warning: docs/tag.md:8: The score `9` is no whole number from 1 to 5, so the step has no emotion.\n")
        .run();
    let journey = ran.read("kb/imported/mein-tag.cx").expect("a file");
    assert!(journey.contains("emotion: { mia: 2, ich: 2 }") && journey.contains("// score: 9"), "{journey}");
    assert!(ran.read("kb/a.cx").expect("a file").starts_with(BASE));
    let again = ran.then().args("check kb").stdout_has("3 warnings in 3 files").run();
    again
        .then()
        .args("import mermaid docs -b kb --yes")
        .stdout_has("There is nothing to change")
        .stderr_has("The base has the journey `mein-tag`")
        .run();
}

/// Where a file lies on somebody's machine means nothing to anyone else.
#[test]
fn knowledge_names_the_diagram_it_came_from_and_no_machine() {
    let test = test().file("out/über uns.mmd", "journey\n  title A\n  section B\n    C: 3: D\n");
    let path = test.path("out/über uns.mmd").to_string_lossy().into_owned();
    let ran = test.with_args(&["import", "mermaid", &path, "-b", "kb", "--yes"]).stdout_has("Written").run();
    let journey = ran.read("kb/imported/a.cx").expect("a file");
    assert!(journey.contains("source: \"über uns.mmd:1\""), "{journey}");
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
    ran.then()
        .args("import mermaid a.mmd -b out -o a.yaml --yes")
        .status(2)
        .stdout_has("journey a")
        .stderr_has("is there already")
        .run();
}

#[test]
fn files_that_are_none_are_refused_in_words() {
    let test = test().file("kb.xlsx", "no workbook").file("b.ods", "");
    let ran =
        test.args("import xlsx kb.xlsx -b kb").status(2).stderr_has("`kb.xlsx` could not be read as a workbook").run();
    let ran = ran.then().args("import xlsx b.ods -b kb").status(2).stderr_has("`.xlsx`").run();
    let ran = ran.then().args("import csv gone.csv -b kb").status(2).stderr_has("`gone.csv` could not be read").run();
    let ran = ran.then().args("import mermaid kb -b kb").status(2).stderr_has("nothing to import").run();
    ran.then().args("export xlsx kb --kind personen").status(2).stderr_has("There is no kind `personen`").run();
}

/// A workbook of so many sheets, as a spreadsheet program writes it; `one` says that all are the first.
fn of_sheets(sheets: usize, one: bool) -> Vec<u8> {
    let mut book = Workbook::new();
    for number in 0..sheets {
        let sheet = book.add_worksheet().set_name(format!("Personas {number}")).expect("a name");
        for row in 0..40 {
            sheet.write(row, 0, format!("größe 😀 {number} {row}")).expect("a cell");
        }
    }
    let written = book.save_to_buffer().expect("a workbook");
    let mut archive = zip::ZipArchive::new(Cursor::new(written)).expect("an archive");
    let mut again = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let (name, mut text) = (part.name().expect("a name").into_owned(), String::new());
        part.read_to_string(&mut text).expect("text");
        for number in (2..=sheets).filter(|_| one && name == "xl/_rels/workbook.xml.rels") {
            text = text.replace(&format!("worksheets/sheet{number}.xml"), "worksheets/sheet1.xml");
        }
        again.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        again.write_all(text.as_bytes()).expect("written");
    }
    again.finish().expect("an archive").into_inner()
}

#[test]
fn a_workbook_of_many_sheets_is_read_and_one_that_is_the_same_sheet_many_times_is_not() {
    let with = |bytes: Vec<u8>| {
        test()
            .with(|folder| fs::write(folder.join("kb.xlsx"), bytes).expect("a file"))
            .args("import xlsx kb.xlsx -b kb")
    };
    let refusal = "could not be read as a workbook: several of its sheets are one and the same";
    with(of_sheets(60, false)).stdout_has("0 new").stderr_has("Personas 59").run();
    with(of_sheets(60, true)).status(2).stderr_has(refusal).run();
}

/// What a workbook claims decides neither how much memory is taken nor how long it is read.
#[test]
fn workbooks_that_would_take_all_memory_are_refused_in_words() {
    let head = "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>größe 😀</v></c></row>\r\n";
    let sheet =
        |rows: &str, behind: &str| format!("<worksheet><sheetData>{head}{rows}</sheetData>{behind}</worksheet>");
    let wide: String = (2..400).map(|row| format!("<row r=\"{row}\"><c r=\"XFD{row}\"><v>1</v></c></row>")).collect();
    let formula = "<row><c><f t=\"shared\" si=\"4000000000\" ref=\"A2:A9\">1</f></c></row>";
    let merged = format!("<mergeCells>{}</mergeCells>", "<mergeCell ref=\"A1:XFD1048576\"/>".repeat(300));
    let beyond = "<row r=\"1048577\"><c r=\"A1048577\"><v>1</v></c></row>";
    for (sheet, strings, why) in [
        (sheet(&wide, ""), None, "more than 4 million cells"),
        (sheet("", &merged), None, "more than 4 million cells"),
        (sheet(formula, ""), None, "claims to hold more than it does"),
        (sheet(beyond, ""), None, "beyond the last one of a sheet"),
        (sheet("", ""), Some("<sst uniqueCount=\"1000000000000\"/>"), "claims to hold more than it does"),
    ] {
        let bytes = held::workbook::of("Personas", sheet.as_bytes(), strings.map(str::as_bytes));
        let refused = doors::workbook("groß.xlsx", bytes).expect_err(why);
        assert!(
            refused.starts_with("`groß.xlsx` could not be read as a workbook: ") && refused.contains(why),
            "{refused}"
        );
    }
    // Two cells at opposite ends of a sheet are no reason to refuse it.
    let far = sheet("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>", "");
    let sheets = doors::workbook("a.xlsx", held::workbook::of("Personas", far.as_bytes(), None)).expect("it is read");
    assert_eq!((sheets[0].rows.len(), sheets[0].rows[1].len()), (1_048_576, 0));
}

/// A workbook as people leave it: merged cells, formulas, hidden sheets, days and times.
fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Personas").expect("a name");
    sheet.write(0, 0, "Unsere Personas").expect("a cell");
    for (at, text) in
        ["Name", "Geprüft am", "Segment", "Anteil in Prozent", "Prüfrhythmus", "Bedürfnisse"].iter().enumerate()
    {
        sheet.write(2, at as u16, *text).expect("a cell");
    }
    let day = Format::new().set_num_format("dd.mm.yyyy");
    let time = Format::new().set_num_format("hh:mm");
    sheet.write(3, 0, "Mia").expect("a cell");
    let date = ExcelDateTime::from_ymd(2026, 3, 4).expect("a day");
    sheet.write_with_format(3, 1, &date, &day).expect("a cell");
    sheet.write_formula(3, 2, Formula::new("=1+1").set_result("2")).expect("a cell");
    sheet.write(3, 3, 0.35).expect("a cell");
    sheet.write_with_format(3, 4, ExcelDateTime::from_hms(8, 30, 0).expect("a time"), &time).expect("a cell");
    sheet.write(4, 0, "Ben 😀").expect("a cell");
    sheet.merge_range(3, 5, 4, 5, "Ruhe", &Format::new()).expect("merged cells");
    book.add_worksheet().set_name("Teams").expect("a name").set_hidden(true).write(0, 0, "id").expect("a cell");
    book.add_worksheet().set_name("Notizen").expect("a name").write(0, 0, "x").expect("a cell");
    book.save_to_buffer().expect("bytes")
}

#[test]
fn a_workbook_as_people_leave_it_is_read_and_what_is_doubtful_told() {
    let ran = test()
        .with(|folder| fs::write(folder.join("p.xlsx"), workbook()).expect("written"))
        .args("import xlsx p.xlsx -b kb --yes")
        .stdout_has("p.xlsx Personas!4: persona mia: changed (Geprüft am, Segment, Anteil in Prozent, Bedürfnisse)\n")
        .stdout_has("p.xlsx Personas!5: persona ben: new\n")
        .stderr_has("warning: p.xlsx Personas!1: The row stands above the names of the columns and was not read.\n")
        .stderr_has("warning: p.xlsx Personas!C4: The cell holds the formula `=1+1`; its last result was taken.\n")
        .stderr_has("warning: p.xlsx Personas!E4: `review_every` of `mia` stays as it is: the cell holds a time;")
        .stderr_has("warning: p.xlsx Personas!F4:F5: The cells are merged; each of them was read as saying the same.\n")
        .stderr_has("warning: p.xlsx: The sheet `Teams` is hidden and was not read.\n")
        .stderr_has("warning: p.xlsx: `Notizen` is the name of no kind, so nothing of it was read.\n")
        .stderr_has(
            "warning: p.xlsx Personas!5: `persona ben` lacks fields that are required, so it says `status: draft`.\n",
        )
        .run();
    let text = ran.read("kb/a.cx").expect("a file");
    let mia = "type: customer\n  needs: [\"Ruhe\"]\n  quote: \"=1+1\"\n  reviewed: 2026-03-04\n  segment: \"2\"\n  share: 35\n}\n";
    assert!(
        text.contains(mia) && text.ends_with("persona ben \"Ben 😀\" {\n  status: draft\n  needs: [\"Ruhe\"]\n}\n"),
        "{text}"
    );
}

#[test]
fn a_file_that_would_not_be_read_is_not_written() {
    let table = "Name;Art\nDie App 😀;App\n";
    let base = || {
        let settings = "language: de\nsources: [a.cx, \"drafts/**\"]\n";
        Test::new().file("kb/touchbase.yaml", settings).file("kb/a.cx", BASE).file("Kanäle.csv", table)
    };
    let ran = base().args("import csv Kanäle.csv -b kb --yes").status(2);
    let ran = ran
        .stderr_has("error: `imported/channels.cx` would not be read: `sources` or `exclude` in `touchbase.yaml` leave it out; nothing was written.")
        .stderr_has("Let `sources` name the folder `imported`, or name another file with `-o`.")
        .run();
    assert_eq!(ran.read("kb/imported/channels.cx"), None);
    base().args("import csv Kanäle.csv -b kb -o kb/drafts/k.cx --yes").stdout_has("Written").run();
    let ran = base().args("import csv Kanäle.csv -b kb -o kb/aside.cx --yes").stdout_has("Written");
    ran.stderr_has("warning: `aside.cx` is not part of the knowledge base").run();
}

#[test]
fn what_is_imported_is_in_the_layout() {
    let many = (0..12).map(|n| format!("Bedürfnis Nummer {n} mit größeren Worten")).collect::<Vec<_>>().join("; ");
    let ran = test()
        .file("Personas.csv", &format!("Name,Art,Bedürfnisse\nNeu,Kundin oder Kunde,\"{many}\"\n"))
        .args("import csv Personas.csv -b kb --yes")
        .stdout_has("1 new")
        .stderr_has("")
        .run();
    ran.then().args("fmt kb --check").stderr_has("1 file in the layout already").run();
}
