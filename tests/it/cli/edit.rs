//! `touchbase fmt` and `touchbase convert`.

use std::io::Write;
use std::process::Stdio;

use super::Test;

const LOOSE: &str = "persona   mia \"Mia Größe 😀\" {type: customer // wichtig\n needs: [\"Ruhe\",]}\n";
const SET: &str = "persona mia \"Mia Größe 😀\" {\n  type: customer // wichtig\n  needs: [\"Ruhe\"]\n}\n";

fn base() -> Test {
    let test = Test::new().file("touchbase.yaml", "name:   A\n").file("a.cx", LOOSE);
    test.file("b/c.yaml", "teams:\n    küche: {}\n").file("b/d.cx", "team x\n")
}

#[test]
fn fmt_checks_shows_and_writes() {
    let ran = base().args("fmt --check").status(1).stdout("a.cx\nb/c.yaml\n");
    let ran = ran.stderr("note: 2 files would change, 1 in the layout already.\n").run();
    assert_eq!(ran.read("a.cx").as_deref(), Some(LOOSE));
    let ran =
        ran.then().args("fmt --diff b").stdout_has("--- a/b/c.yaml\n+++ b/b/c.yaml\n").stdout_has("\n+  küche: {}\n");
    let ran = ran.stderr("note: 1 file would change, 1 in the layout already.\n").run();
    let ran = ran.then().args("fmt").stdout("a.cx\nb/c.yaml\n");
    let ran = ran.stderr("note: 2 files changed, 1 in the layout already.\n").run();
    assert_eq!(ran.read("a.cx").as_deref(), Some(SET));
    assert_eq!(ran.read("b/c.yaml").as_deref(), Some("teams:\n  küche: {}\n"));
    assert_eq!(ran.read("touchbase.yaml").as_deref(), Some("name:   A\n"));
    ran.then().args("fmt --check").stderr("note: 3 files in the layout already.\n").run();
}

#[test]
fn fmt_says_what_it_leaves_as_it_is() {
    let test = base().file("e.yaml", "services:\n    web: {image: x}\n").file("f.cx", "team   y\nwas ist das hier\n");
    let test = test.with(|folder| std::fs::write(folder.join("g.cx"), b"// gr\xfcn\n").expect("written"));
    let ran = test
        .args("fmt")
        .status(2)
        .stdout("a.cx\nb/c.yaml\nf.cx\n")
        .stderr_has("`e.yaml` was left as it is, because none of its sections is a kind of element.")
        .stderr_has("`f.cx` has errors, and the lines around them were left as they are.")
        .stderr_has("`g.cx` is not UTF-8 text; it was left as it is.")
        .stderr_has("error: 1 file could not be read as text.")
        .run();
    assert_eq!(ran.read("f.cx").as_deref(), Some("team y\nwas ist das hier\n"));
    let ran = ran.then().args("fmt touchbase.yaml").stderr_has("`touchbase.yaml` holds decisions").run();
    ran.then().args("fmt nirgends.cx").status(2).stderr_has("There is no file or folder `nirgends.cx`").run();
}

/// What the program prints for a text on standard input.
fn piped(args: &str, text: &[u8]) -> (String, Option<i32>) {
    let test = base().args(args);
    let mut command = test.command();
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    child.stdin.take().expect("a pipe").write_all(text).expect("written");
    let output = child.wait_with_output().expect("it ends");
    (String::from_utf8(output.stdout).expect("UTF-8"), output.status.code())
}

#[test]
fn fmt_takes_text_and_gives_text() {
    assert_eq!(piped("fmt -", LOOSE.as_bytes()), (SET.to_owned(), Some(0)));
    assert_eq!(piped("fmt --stdin", SET.as_bytes()), (SET.to_owned(), Some(0)));
    let windows = LOOSE.replace('\n', "\r\n");
    assert_eq!(piped("fmt -", windows.as_bytes()), (SET.replace('\n', "\r\n"), Some(0)));
    assert_eq!(
        piped("fmt - --stdin-filename b/x.yaml", "teams:\n    a: {}\n".as_bytes()),
        ("teams:\n  a: {}\n".to_owned(), Some(0))
    );
    assert_eq!(piped("fmt - --check", LOOSE.as_bytes()), ("stdin.cx\n".to_owned(), Some(1)));
    assert_eq!(piped("fmt -", b"// gr\xfcn\n"), (String::new(), Some(2)));
    assert_eq!(piped("fmt - --stdin-filename x.md", b""), (String::new(), Some(2)));
    assert_eq!(piped("fmt - a.cx", b""), (String::new(), Some(2)));
}

#[test]
fn convert_replaces_files_by_their_other_form() {
    let ran = base().args("convert --to yaml a.cx --stdout").stdout_has("personas:\n  mia:\n").run();
    let ran = ran.then().args("convert --to yaml --dry-run").stdout_has("+++ b/a.yaml").stdout_has("--- a/a.cx");
    let ran = ran.stderr("note: 2 files would be converted; nothing was written.\n").run();
    let ran = ran.then().args("convert --to yaml").status(2).stdout_has("+++ b/a.yaml").stderr_has("no terminal").run();
    let ran = ran.then().args("convert --to yaml --yes").stderr("note: 2 files converted.\n").run();
    assert_eq!(ran.read("a.cx"), None);
    let yaml = "personas:\n  mia:\n    name: Mia Größe 😀\n    type: customer # wichtig\n    needs:\n      - Ruhe\n";
    assert_eq!(ran.read("a.yaml").as_deref(), Some(yaml));
    let ran = ran.then().args("convert --to yaml --yes").stderr_has("every file is in yaml already").run();
    let ran = ran.then().args("convert --to cx a.yaml --yes").stderr("note: 1 file converted.\n").run();
    assert_eq!(ran.read("a.cx").as_deref(), Some(SET));
    assert!(ran.read("b/c.yaml").is_some() && ran.read("a.yaml").is_none());
}

#[test]
fn convert_changes_nothing_where_something_would_be_lost() {
    let ran = base().file("a.yaml", "teams: {}\n").args("convert --to yaml --yes").status(2);
    let ran = ran.stderr_has("`a.cx` cannot be converted, because there is a file `a.yaml` already").run();
    assert_eq!(ran.read("a.cx").as_deref(), Some(LOOSE));
    let ran = base().file("e.cx", "persona mia {\n  type: customer\n").args("convert --to yaml --yes").status(2);
    let ran = ran.stderr_has("`e.cx:1:13` cannot be converted, because it has an error there: ").run();
    assert_eq!(ran.read("a.cx").as_deref(), Some(LOOSE));
    let narrow = Test::new().file("touchbase.yaml", "sources: [\"*.cx\"]\n").file("a.cx", SET);
    let narrow = narrow.args("convert --to yaml --yes").status(2);
    narrow.stderr_has("`a.yaml` would not belong to the knowledge base").run();
    let section = "# touchbase: allow empty-journey - im Aufbau\njourneys:\n  a: {personas: [m], need: x}\n  b: {personas: [m], need: x}\npersonas:\n  m: {type: customer, needs: [x]}\n";
    let spoken = Test::new().file("a.yaml", section).args("convert --to cx --yes").status(2);
    let ran = spoken.stderr_has("`empty-journey` would be reported once more").run();
    assert_eq!(ran.read("a.yaml").as_deref(), Some(section));
}
