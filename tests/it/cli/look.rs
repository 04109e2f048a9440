//! `touchbase list` and `touchbase show`.

use super::{GOOD, Test};

fn base() -> Test {
    Test::new().file("kb/kb.yaml", GOOD).file(
        "kb/journeys.yaml",
        "\
journeys:
  order:
    name: Größe bestellen
    personas: [mia]
    stages:
      - name: Bedarf
        steps:
          - id: ask
            name: Ask for help
            touchpoint: hotline
            emotion: -1
personas:
  mia: { name: Mia, needs: [a clear answer] }
",
    )
}

#[test]
fn elements_are_listed_by_kind_in_columns() {
    let expected = "\
personas (1)
  mia  Mia  journeys.yaml:13

journeys (1)
  order  Größe bestellen  journeys.yaml:2

touchpoints (1)
  hotline  Service hotline  kb.yaml:6

channels (1)
  phone  Telephone  kb.yaml:2
";
    base().args("list --base kb").stdout(expected).stderr_has("").run();
    let steps = "steps (1)\n  order.ask  Ask for help  journeys.yaml:8\n";
    base().args("list step -b kb").stdout(steps).stderr_has("").run();
    base().args("list Teams -b kb").stdout("teams (0)\n").stderr_has("").run();
}

#[test]
fn a_list_for_programs() {
    let ran = base().args("list personas --format json -b kb").stdout_has("{").stderr_has("").run();
    let list: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
    let mia = serde_json::json!({
        "kind": "persona", "id": "mia", "name": "Mia", "file": "journeys.yaml", "line": 13, "column": 3
    });
    assert_eq!(list, serde_json::json!({ "schema_version": 1, "elements": [mia] }));
}

#[test]
fn a_selector_lists_what_it_means() {
    // the base has errors, which standard error says
    let list = |selector: &str| base().args(&format!("list {selector} -b kb")).stderr_has("");
    let both = "journeys (1)\n  order  Größe bestellen  journeys.yaml:2\n\nsteps (1)\n  order.ask  Ask for help  journeys.yaml:8\n";
    list("step[emotion<0],journey[steps.touchpoint=hotline]").stdout(both).run();
    list("*[owner]").stdout("Nothing matches.\n").run();
    list("touchpoint[reviewed<today] --today 2026-11-22").stdout("Nothing matches.\n").run();
    let ran = list("persona[!share] --format json").stdout_has("\"id\": \"mia\"").run();
    assert!(serde_json::from_str::<serde_json::Value>(&ran.stdout).is_ok());
    let none = "{\n  \"schema_version\": 1,\n  \"elements\": []\n}\n";
    list("persona[share] --format json").stdout(none).run();
}

#[test]
fn mistakes_in_a_selector_are_shown_at_their_places() {
    let expected = "\
error: The selector cannot be used because of 2 places:

  touchpoint[misson&&channels.type=fone]
             ^^^^^^
  `misson` is not a field of a touchpoint.
  help: did you mean `mission`?

  touchpoint[misson&&channels.type=fone]
                                   ^^^^
  `type` cannot be `fone`.
  help: did you mean `phone`? Possible are `web`,";
    base().args("list touchpoint[misson&&channels.type=fone] -b kb").status(2).stderr_has(expected).run();
    let stranger = "\
error: The selector cannot be used because of 1 place:

  step[touchpoint=hotlin]
                  ^^^^^^
  Nothing in the knowledge base is called `hotlin`.
  help: did you mean `hotline`?
";
    base().args("list step[touchpoint=hotlin] -b kb").status(2).stderr_has(stranger).run();
}

#[test]
fn an_unknown_kind_gets_a_suggestion() {
    let unknown = |word: &str, help: &str| {
        base().args(&format!("list {word} -b kb")).status(2).stderr_has(help).run();
    };
    unknown("touchpiont", "There is no kind `touchpiont`.\n  help: Did you mean `touchpoint`?");
    unknown("Kundenreise", "Did you mean `journey`?");
    unknown("xyzzy", "The kinds are persona, journey,");
    unknown("kb", "touchbase list --base kb");
}

#[test]
fn an_element_is_shown_with_its_fields_and_uses() {
    let expected = "\
touchpoint hotline \"Service hotline\"
kb.yaml:6

  mission   Solve a concern in one conversation.
  channels  phone
  medium    analog

Used in 1 place:
  step order.ask  touchpoint  journeys.yaml:10
";
    base().args("show hotline -b kb").stdout(expected).stderr_has("").run();
    base()
        .args("show order -b kb")
        .stdout_has("\n  stage bedarf \"Bedarf\"\n    step ask \"Ask for help\"\n")
        .stderr_has("")
        .run();
    base().args("show order.ask -b kb").stdout_has("  emotion     -1\n").stderr_has("").run();
    base().args("show Mia -b kb").stdout_has("persona mia \"Mia\"").stderr_has("").run();
}

#[test]
fn an_element_is_shown_in_each_language_of_the_base() {
    let hotline = "touchpoint hotline \"Größte Hotline\" {\r\n  labels: { en: \"Biggest hotline 📞\" }\r\n  \
                   mission: \"Anliegen lösen.\"\r\n  summary: { de: \"Die Leitung.\", en: \"The line.\" }\r\n  \
                   medium: analog\r\n}\r\n";
    let spoken = || Test::new().file("kb/touchbase.yaml", "languages: [de, en]\n").file("kb/a.cx", hotline);
    spoken()
        .args("show hotline -b kb")
        .stdout_has("\"Größte Hotline\"")
        .stdout_has("Die Leitung.")
        .stderr_has("")
        .run();
    spoken()
        .args("show hotline -b kb --language en")
        .stdout_has("\"Biggest hotline 📞\"")
        .stdout_has("The line.")
        .stdout_has("Anliegen lösen.")
        .stderr_has("")
        .run();
    let ran = spoken().args("show hotline -b kb --language en --format json").stdout_has("{").stderr_has("").run();
    let shown: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!((&shown["name"], &shown["fields"]["summary"]), (&"Biggest hotline 📞".into(), &"The line.".into()));
    spoken()
        .args("show hotline -b kb --language fr")
        .status(2)
        .stderr_has("The knowledge base does not speak `fr`.\n  help: Its languages are `de`, `en`;")
        .run();
}

#[test]
fn an_element_for_programs() {
    let ran = base().args("show hotline --format json -b kb").stdout_has("{").stderr_has("").run();
    let shown: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!(shown["fields"]["channels"], serde_json::json!(["phone"]));
    assert_eq!(shown["used_by"][0]["id"], "order.ask");
    assert_eq!((&shown["id"], &shown["line"]), (&"hotline".into(), &6.into()));
}

#[test]
fn an_unknown_element_gets_suggestions() {
    let unknown = |word: &str, help: &str| {
        base().args(&format!("show {word} -b kb")).status(2).stderr_has(help).run();
    };
    unknown("hotlien", "No element has the id, name or alias `hotlien`.\n  help: Did you mean `hotline`?");
    unknown("groesse", "Did you mean `order`?");
    unknown("xyzzy", "`touchbase list` shows what there is.");
}
