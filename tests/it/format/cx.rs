//! `.cx`.

use super::{becomes, formatted, stays};

#[test]
fn fields_stand_on_lines_of_their_own_and_blocks_are_parted() {
    becomes(
        "a.cx",
        "\n\npersona   mia  \"Mia\"{type:customer , needs : [ \"Ruhe\",\"Größe 😀\" ,]\n\n\n\n      share: 30%\n\n}\nteam a\nteam b\npersona jo\n{\n\n type: customer}",
        "persona mia \"Mia\" {\n  type: customer\n  needs: [\"Ruhe\", \"Größe 😀\"]\n\n  share: 30%\n}\n\nteam a\nteam b\n\npersona jo {\n  type: customer\n}\n",
    );
}

#[test]
fn a_block_of_fields_stays_on_its_line_where_it_fits() {
    stays("a.cx", "channel app \"App\" { type: app }\nchannel web { type: web, live: yes }\n\nterm x {}\nteam t\n");
    becomes(
        "a.cx",
        "channel app \"App\" {type:app,summary:\"Eine Anwendung, die auf dem Telefon läuft und in die man sich einmal im Monat anmelden muss.\"}\n",
        "channel app \"App\" {\n  type: app\n  summary: \"Eine Anwendung, die auf dem Telefon läuft und in die man sich einmal im Monat anmelden muss.\"\n}\n",
    );
}

#[test]
fn lists_and_maps_are_opened_where_they_do_not_fit_or_were_opened() {
    let long = "\"Ein langer Satz, der für sich allein schon vierzig Zeichen braucht.\"";
    becomes(
        "a.cx",
        &format!("persona a {{\n  needs: [{long}, {long}]\n  goals: [\n a b\n]\n  labels: {{ de: \"x\",\n en: \"y\" }}\n  e: {{ \n a: 1, b: [c,d]}}\n}}\n").replace("a b\n", "\"a\", \"b\"\n"),
        &format!("persona a {{\n  needs: [\n    {long},\n    {long},\n  ]\n  goals: [\n    \"a\",\n    \"b\",\n  ]\n  labels: {{ de: \"x\", en: \"y\" }}\n  e: {{\n    a: 1\n    b: [c, d]\n  }}\n}}\n"),
    );
}

#[test]
fn comments_stay_where_they_are() {
    let text = "\
// Kopf

// über Mia
persona mia \"Mia\" { // hinter der Klammer
  // zuerst
  type: customer // hinter dem Feld
  owner: jo, reviewed: 2026-11-02 // über beide
  needs: [ // in der Liste
    // davor
    \"Ruhe\", // dahinter

    // am Ende
  ]
  e: {
    a: 1 // eins
    // zwei
    b: 2
  }
  // zuletzt
} // hinter allem
// danach
";
    stays("a.cx", text);
    becomes(
        "a.cx",
        "//a  \npersona mia   // warum\n{ type: customer // b\n, // c\nneeds:[// d\n\"x\"// e\n,]// f\n}// g",
        "//a\npersona mia { // warum\n  type: customer // b\n  // c\n  needs: [ // d\n    \"x\", // e\n  ] // f\n} // g\n",
    );
    stays("a.cx", "persona mia\n// davor\n{ // danach\n  type: customer\n}\n");
}

#[test]
fn comments_to_touchbase_stay_about_the_same() {
    let long = "\"Ein langer Satz, der für sich allein schon vierzig Zeichen braucht.\"";
    let allow = "// touchbase: allow placeholder - hat seinen Grund";
    stays(
        "a.cx",
        &format!("persona mia {{\n  needs: [{long}, {long}] {allow}\n  importance: 3, effort: 2 {allow}\n}}\n"),
    );
    becomes(
        "a.cx",
        &format!("persona mia {{ type: customer {allow}\n}}\n"),
        &format!("persona mia {{ {allow}\n  type: customer\n}}\n"),
    );
    becomes(
        "a.cx",
        &format!("persona mia {{\n  needs: [\"a\" {allow}\n  ]\n}}\n"),
        &format!("persona mia {{\n  needs: [ {allow}\n    \"a\",\n  ]\n}}\n"),
    );
    let text = format!("persona mia {{ needs: [\n {allow}\n \"a\", \"b\"] }}\n");
    becomes("a.cx", &text, &format!("persona mia {{\n  needs: [\n    {allow}\n    \"a\", \"b\",\n  ]\n}}\n"));
}

#[test]
fn markdown_is_set_a_step_deeper_than_its_key_and_says_the_same() {
    becomes(
        "a.cx",
        "term a {\n      description: \"\"\"\n  # Größe\n\n    - eins  \n    - zwei\n  \"\"\"\n  history: \"\"\"kurz\"\"\"\n d: \"\"\"beside\n     below\"\"\"\n}\n",
        "term a {\n  description: \"\"\"\n    # Größe\n\n      - eins  \n      - zwei\n    \"\"\"\n  history: \"\"\"kurz\"\"\"\n  d: \"\"\"\n    beside\n    below\n    \"\"\"\n}\n",
    );
}

#[test]
fn errors_are_left_as_they_are_and_the_rest_is_set() {
    let formatted = formatted(
        "a.cx",
        "persona   a {\n    type:customer\n     needs: Ruhe und mehr\n  goals:[\"x\"]\n}\nwas ist das\nteam   b\n",
    );
    assert!(!formatted.refused);
    assert_eq!(
        formatted.text,
        "persona a {\n  type: customer\n     needs: Ruhe und mehr\n  goals: [\"x\"]\n}\nwas ist das\nteam b\n"
    );
}

#[test]
fn a_text_of_nothing_stays_nothing() {
    becomes("a.cx", "\n \n", "");
    stays("a.cx", "// nur das\n");
}

#[test]
fn a_text_that_nobody_closed_does_not_grow() {
    let once = formatted("a.cx", "context x \"\\u{dc} // c\nber: \"größe\" {\n  purpose: \"x\"\n}\n").text;
    assert!(once.contains("\"\\u{dc} // c\n"), "{once}");
    assert_eq!(formatted("a.cx", &once).text, once);
}
