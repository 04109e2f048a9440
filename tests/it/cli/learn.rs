//! `touchbase explain` and `touchbase schema`.

use super::Test;

const OWN: &str = "\
extend:
  fields:
    touchpoint:
      opening_hours: { type: text, label: { en: Opening hours, de: Öffnungszeiten }, doc: When it is open. }
";

#[test]
fn checks_kinds_fields_and_settings_are_explained() {
    let explains = |word: &str, parts: &[&str]| {
        let ran = Test::new().args(&format!("explain {word}")).stdout_has("").run();
        for part in parts {
            assert!(ran.stdout.contains(part), "{word} lacks {part:?}:\n{}", ran.stdout);
        }
        assert!(ran.stdout.lines().all(|line| line.chars().count() <= 100), "{}", ran.stdout);
    };
    explains(
        "unknown-reference",
        &["unknown-reference (error)\n", "Found in\n\n  channel phone", "unknown-reference: warn"],
    );
    explains("persona", &["persona (Persona", "Example\n"]);
    explains("Kundenreise", &["journey (Journey"]);
    explains("touchpoint.mission", &["touchpoint.mission ("]);
    explains("emotion", &["step.emotion ("]);
    explains("type", &["persona.type (", "channel.type ("]);
    explains("exclude", &["exclude, a setting of touchbase.yaml"]);
}

#[test]
fn an_unknown_word_gets_a_suggestion() {
    let unknown = |word: &str, help: &str| {
        Test::new().args(&format!("explain {word}")).status(2).stderr_has(help).run();
    };
    unknown("persnoa", "There is no check, kind, field or setting `persnoa`.\n  help: Did you mean `persona`?");
    unknown("unknown-referense", "Did you mean `unknown-reference`?");
    unknown("touchpoint.misson", "Did you mean `touchpoint.mission`?");
    unknown("xyzzyx", "The kinds are persona, journey,");
}

#[test]
fn own_rules_are_explained() {
    let rule = "rules: { no-owner: { select: \"touchpoint[!owner]\", message: \"{name}: who?\", doc: Somebody must answer., help: ask } }";
    let kb = || Test::new().file("kb/touchbase.yaml", rule);
    let expected = "\
no-owner, a rule of your own in touchbase.yaml (warning)

Somebody must answer.

Reports

  touchpoint[!owner]

Says

  {name}: who?

Help

  ask
";
    kb().args("explain no-owner -b kb").stdout(expected).run();
    kb().args("explain no-ownr -b kb").status(2).stderr_has("Did you mean `no-owner`?").run();
}

#[test]
fn own_fields_are_explained_and_part_of_the_schema() {
    let kb = || Test::new().file("kb/touchbase.yaml", OWN);
    kb().args("explain opening_hours -b kb").stdout_has("Öffnungszeiten").run();
    let ran = kb().args("schema --base kb").stdout_has("opening_hours").run();
    let schema: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert!(schema["properties"]["touchpoints"].is_object());
    assert!(!Test::new().args("schema").stdout_has("touchpoints").run().stdout.contains("opening_hours"));
}

#[test]
fn the_schema_is_written_to_a_file_that_others_can_read() {
    let ran = Test::new().args("schema -o kb.json").stdout("Wrote the schema to `kb.json`.\n").run();
    assert!(ran.read("kb.json").expect("a file").starts_with("{\n"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(ran.path("kb.json")).expect("a file").permissions().mode();
        assert_eq!(mode & 0o044, 0o044, "{mode:o}");
    }
    let ran = ran.then().args("schema -o kb.json").stdout_has("Wrote").run();
    ran.then().dir("folder").args("schema -o folder").status(2).stderr_has("`folder` is a folder").run();
    Test::new()
        .args("schema -o no/kb.json")
        .status(2)
        .stderr_has("`no/kb.json` could not be written: no such file")
        .run();
}
