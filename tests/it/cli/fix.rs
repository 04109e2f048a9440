//! `touchbase check --fix`.

use super::Test;

const SLOPPY: &str = "\
// who pays for it: keep this comment
persona mia \"Mia\" {
  type: Kunde   // a German label
  needs: [\"Ruhe\"]
  reviewed: 01.02.2026
  chanels: [telefon]
}

channel telefon \"Telefon\" { // touchbase: allow cycle - long gone
  type: phone
  formerly: [\"hotline\"]
}

touchpoint beratung \"Beratung\" {
  mission: \"Helfen.\"
  channels: [hotline, telefom]
  medium: analog
}
";

const MENDED: &str = "\
// who pays for it: keep this comment
persona mia \"Mia\" {
  type: customer   // a German label
  needs: [\"Ruhe\"]
  reviewed: 2026-02-01
  chanels: [telefon]
}

channel telefon \"Telefon\" {
  type: phone
  formerly: [\"hotline\"]
}

touchpoint beratung \"Beratung\" {
  mission: \"Helfen.\"
  channels: [telefon, telefom]
  medium: analog
}
";

#[test]
fn safe_fixes_are_made_and_guesses_are_left() {
    let ran = Test::new().file("a.cx", SLOPPY).args("check").status(1).stdout_has("4 errors, 2 warnings").run();
    let ran = ran
        .then()
        .args("check --fix --dry-run")
        .status(1)
        .stdout_has("\n-  type: Kunde   // a German label\n+  type: customer");
    let ran = ran
        .stdout_has("--- a/a.cx\n+++ b/a.cx\n")
        .stderr_has("4 findings can be fixed in 1 file; nothing was written.")
        .run();
    assert_eq!(ran.read("a.cx").as_deref(), Some(SLOPPY));
    let ran = ran.then().args("check --fix").status(1).stderr_has("4 findings fixed in 1 file.");
    let ran = ran.stdout_has("2 errors in 1 file").stdout_has("did you mean `telefon`?").run();
    assert_eq!(ran.read("a.cx").as_deref(), Some(MENDED));
    let ran = ran
        .then()
        .args("check --fix")
        .status(1)
        .stdout_has("2 errors")
        .stderr_has("Nothing can be fixed safely.")
        .run();
    assert_eq!(ran.read("a.cx").as_deref(), Some(MENDED));
}

#[test]
fn only_the_files_that_were_named_are_fixed() {
    let other = "persona jo \"Jo\" {\n  type: Kundin\n  needs: [\"Ruhe\"]\n}\n";
    let test = Test::new().file("touchbase.yaml", "name: A\n").file("a.cx", SLOPPY).file("b.cx", other);
    let ran = test
        .args("check --fix b.cx")
        .stdout_has("no problems in 1 file")
        .stderr_has("1 finding fixed in 1 file.")
        .run();
    assert_eq!(ran.read("a.cx").as_deref(), Some(SLOPPY));
    assert_eq!(ran.read("b.cx"), Some(other.replace("Kundin", "customer")));
}

#[test]
fn a_file_that_is_not_utf_8_is_not_rewritten() {
    let text = "personas:\n  mia:\n    type: Kunde\n    needs: [gr\u{fc}n]\n";
    let bytes: Vec<u8> = text.chars().map(|c| c as u8).collect();
    let test = Test::new().with(|folder| std::fs::write(folder.join("a.yaml"), &bytes).expect("written"));
    let ran =
        test.args("check --fix").status(1).stdout_has("bad-text").stderr_has("Nothing can be fixed safely.").run();
    assert_eq!(std::fs::read(ran.path("a.yaml")).expect("there"), bytes);
}
