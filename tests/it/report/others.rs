//! Reports in the hands of other programs: `tests/validate/` runs those of Microsoft, Jenkins and GitHub on them.
//!
//! Needs Node.js and `npm ci --prefix tests/validate`. Without them the test says that it left this out; with
//! `TOUCHBASE_VALIDATORS=required` it fails.

use std::io::Write;
use std::path::Path;
use std::process::Command;

#[test]
fn other_programs_read_what_is_meant() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/validate");
    if !folder.join("node_modules").is_dir() {
        let required = std::env::var("TOUCHBASE_VALIDATORS").is_ok_and(|value| value == "required");
        assert!(!required, "no validators found; run `npm ci --prefix tests/validate`");
        // unlike `eprintln`, this is also seen when the test passes
        let note = "left out: other programs reading reports (run `npm ci --prefix tests/validate` to have them)\n";
        std::io::stderr().write_all(note.as_bytes()).expect("standard error");
        return;
    }
    let program = env!("CARGO_BIN_EXE_touchbase");
    let output = Command::new("node").arg(folder.join("validate.mjs")).arg(program).output().expect("Node.js runs");
    let said = [output.stdout, output.stderr].concat();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&said));
}
