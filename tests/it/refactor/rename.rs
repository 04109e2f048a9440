//! Another id.

use super::{after, notes, plan, refusal};
use crate::support::{base, findings};

const CX: &str = r#"channel telefon "Telefon" { type: phone }

persona größe "Große Größe" {
  type: customer
  needs: ["Ruhe 😀"]
  channels: [telefon]
}

// größe wird überall gebraucht
journey bestellen "Bestellen" {
  personas: [größe]
  need: "Kaffee"
  stage "Hilfe" {
    step anrufen "Anrufen" {
      channel: "telefon"
      emotion: { größe: -2, default: 0 }
    }
    step warten "Warten" {
      after: [anrufen]
      description: "Siehe [[bestellen.anrufen]] 😀 und [[größe|die Große]], [[ größe ]], `[[größe]]`."
    }
  }
}
"#;

#[test]
fn every_use_follows_and_the_old_id_is_kept() {
    let expected = CX
        .replace("persona größe", "persona kundin")
        .replace("[größe]\n  need", "[kundin]\n  need")
        .replace("{ größe: -2", "{ kundin: -2")
        .replace("[[größe|die", "[[kundin|die")
        .replace("[[ größe ]]", "[[ kundin ]]")
        .replace("  channels: [telefon]\n}", "  channels: [telefon]\n  formerly: [größe]\n}");
    assert_eq!(after(plan(&[("a.cx", CX)], "größe", "kundin", true)), expected);
    let windows = CX.replace('\n', "\r\n");
    assert_eq!(after(plan(&[("a.cx", &windows)], "größe", "kundin", true)), expected.replace('\n', "\r\n"));
}

#[test]
fn comments_are_left_and_pointed_out() {
    let found = notes(plan(&[("a.cx", CX)], "größe", "kundin", true));
    assert_eq!(found, ["9: A comment mentions `größe`; it was left as it is."]);
}

#[test]
fn an_element_on_one_line_stays_on_it() {
    let text = after(plan(&[("a.cx", CX)], "telefon", "fon", true));
    assert!(text.contains("channel fon \"Telefon\" { type: phone, formerly: [telefon] }\n"), "{text}");
    assert!(text.contains("channel: \"fon\"") && text.contains("channels: [fon]"), "{text}");
}

#[test]
fn a_journey_takes_its_steps_along() {
    let text = after(plan(&[("a.cx", CX)], "bestellen", "nachbestellen", false));
    let expected = CX.replace("journey bestellen", "journey nachbestellen").replace("[[bestellen.", "[[nachbestellen.");
    assert_eq!(text, expected);
}

#[test]
fn a_step_is_renamed_inside_its_journey_and_outside() {
    let other = "pain stau \"Stau\" {\n  cause: wait\n  severity: 3\n}\nopportunity o \"Offen\" {\n  addresses: [bestellen.anrufen, stau]\n  \
                 need: \"Ruhe\"\n}\n";
    let files = [("a.cx", CX), ("b.cx", other)];
    let expected = CX
        .replace("step anrufen \"Anrufen\" {\n", "step telefonieren \"Anrufen\" {\n")
        .replace("default: 0 }\n", "default: 0 }\n      formerly: [anrufen]\n")
        .replace("after: [anrufen]", "after: [telefonieren]")
        .replace("[[bestellen.anrufen]]", "[[bestellen.telefonieren]]");
    let expected = format!("{expected}=====\n{}", other.replace("bestellen.anrufen", "bestellen.telefonieren"));
    assert_eq!(after(plan(&files, "bestellen.anrufen", "telefonieren", true)), expected);
    assert_eq!(after(plan(&files, "bestellen.anrufen", "bestellen.telefonieren", true)), expected);
    let text = refusal(plan(&files, "bestellen.anrufen", "anderswo.x", true));
    assert!(text.starts_with("The step stands in `bestellen`"), "{text}");
}

#[test]
fn a_stage_gets_an_id_where_its_name_was_enough() {
    let text = after(plan(&[("a.cx", CX)], "bestellen.hilfe", "beistand", true));
    assert!(text.contains("  stage beistand \"Hilfe\" {\n    formerly: [hilfe]\n    step"), "{text}");
}

const YAML: &str = "\
# über größe
personas:
  größe:                # die Große
    name: Große Größe 😀
    type: customer
    needs:
      - Ruhe
channels:
  - name: Telefon
    type: phone
  - {name: Chat, type: chat}
journeys:
  bestellen:
    personas: [\"größe\", 'größe']
    need: Kaffee
    stages:
      - name: Hilfe
        steps:
          - id: anrufen
            name: Anrufen
            channel: telefon
            emotion: { größe: -2 }
          - id: warten
            name: Warten
            after:
              - anrufen   # vorher
            description: |
              Siehe [[größe]]
              und [[bestellen.anrufen|den Anruf]].
";

#[test]
fn in_yaml_quotes_and_layout_stay() {
    let expected = YAML
        .replace("  größe:  ", "  kundin:  ")
        .replace("\"größe\"", "\"kundin\"")
        .replace("'größe'", "'kundin'")
        .replace("{ größe: -2", "{ kundin: -2")
        .replace("[[größe]]", "[[kundin]]")
        .replace("      - Ruhe\n", "      - Ruhe\n    formerly: [größe]\n");
    assert_eq!(after(plan(&[("a.yaml", YAML)], "größe", "kundin", true)), expected);
    let windows = YAML.replace('\n', "\r\n");
    assert_eq!(after(plan(&[("a.yaml", &windows)], "größe", "kundin", true)), expected.replace('\n', "\r\n"));
}

#[test]
fn in_yaml_an_id_that_others_would_misread_gets_quotes() {
    let text = after(plan(&[("a.yaml", YAML)], "größe", "no", false));
    for part in ["\n  \"no\":  ", "[\"no\", 'no']", "{ \"no\": -2", "[[no]]"] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn in_yaml_a_derived_id_is_written_first() {
    let text = after(plan(&[("a.yaml", YAML)], "telefon", "fon", true));
    assert!(text.contains("  - id: fon\n    name: Telefon\n    type: phone\n    formerly: [telefon]\n"), "{text}");
    assert!(text.contains("channel: fon\n"), "{text}");
    let text = after(plan(&[("a.yaml", YAML)], "chat", "plausch", true));
    assert!(text.contains("  - {id: plausch, name: Chat, type: chat, formerly: [chat]}\n"), "{text}");
}

#[test]
fn in_yaml_steps_follow_too() {
    let text = after(plan(&[("a.yaml", YAML)], "bestellen.anrufen", "fragen", true));
    let expected = YAML
        .replace("- id: anrufen", "- id: fragen")
        .replace("- anrufen ", "- fragen ")
        .replace("bestellen.anrufen", "bestellen.fragen")
        .replace("emotion: { größe: -2 }\n", "emotion: { größe: -2 }\n            formerly: [anrufen]\n");
    assert_eq!(text, expected);
}

#[test]
fn an_element_without_fields_gets_a_body() {
    let files = [("a.cx", "team müsli \"Müsli\"\n"), ("b.yaml", "teams:\n  brot: # leer\n  käse: {}\n")];
    assert!(after(plan(&files, "müsli", "brei", true)).contains("team brei \"Müsli\" {\n  formerly: [müsli]\n}\n"));
    assert!(after(plan(&files, "brot", "brei", true)).contains("  brei: # leer\n    formerly: [brot]\n"));
    assert!(after(plan(&files, "käse", "brei", true)).contains("  brei: {formerly: [käse]}\n"));
}

#[test]
fn former_ids_are_neither_repeated_nor_left_behind() {
    let there =
        after(plan(&[("a.cx", "team a \"Größe\" {\n  formerly: [x] // alt\n  summary: \"S\"\n}\n")], "a", "b", true));
    assert_eq!(there, "team b \"Größe\" {\n  formerly: [x, a] // alt\n  summary: \"S\"\n}\n");
    let back = after(plan(&[("a.cx", &there)], "b", "a", true));
    assert_eq!(back, "team a \"Größe\" {\n  formerly: [x, b] // alt\n  summary: \"S\"\n}\n");
    let back = after(plan(&[("a.cx", &there)], "b", "a", false));
    assert_eq!(back, "team a \"Größe\" {\n  formerly: [x] // alt\n  summary: \"S\"\n}\n");
    let yaml = after(plan(&[("a.yaml", "teams:\n  a:\n    formerly:\n      - x\n      - y # alt\n")], "a", "b", true));
    assert_eq!(yaml, "teams:\n  b:\n    formerly:\n      - x\n      - y # alt\n      - a\n");
    let back = after(plan(&[("a.yaml", &yaml)], "b", "x", false));
    assert_eq!(back, "teams:\n  x:\n    formerly:\n      - y # alt\n      - a\n");
    let single =
        after(plan(&[("a.yaml", "teams:\n  a:\n    name: A\n    formerly: x\n    summary: S\n")], "a", "x", false));
    assert_eq!(single, "teams:\n  x:\n    name: A\n    summary: S\n");
    let single = after(plan(&[("a.cx", "team a \"Größe\" { formerly: x }\n")], "a", "b", true));
    assert_eq!(single, "team b \"Größe\" { formerly: [x, a] }\n");
    let lines =
        after(plan(&[("a.cx", "team a \"Größe\" {\n  formerly: [\n    x // alt\n    y\n  ]\n}\n")], "a", "b", true));
    assert_eq!(lines, "team b \"Größe\" {\n  formerly: [\n    x // alt\n    y\n    a\n  ]\n}\n");
    let lines =
        after(plan(&[("a.cx", "team a \"Größe\" {\n  formerly: [\n    x,\n    y // alt\n  ]\n}\n")], "a", "b", true));
    assert_eq!(lines, "team b \"Größe\" {\n  formerly: [\n    x,\n    y, // alt\n    a\n  ]\n}\n");
}

const NAMES: &str = r#"team mueller "Müllers" {
  aliases: ["Die Müllerei"]
  formerly: [mahlwerk]
}
team b {
  summary: "[[Müllers]], [[Die Müllerei]], [[mahlwerk]], [[mueller]]"
  parent: "Die Müllerei"
}
"#;

#[test]
fn uses_by_name_alias_and_former_id_stay() {
    let text = after(plan(&[("a.cx", NAMES.replace("summary", "description").as_str())], "mueller", "korn", true));
    assert!(text.contains("[[Müllers]], [[Die Müllerei]], [[mahlwerk]], [[korn]]"), "{text}");
    assert!(text.contains("parent: \"Die Müllerei\""), "{text}");
}

#[test]
fn a_use_by_the_name_that_was_made_of_the_id_follows() {
    let files = [(
        "a.cx",
        "team kunden-dienst {\n}\nteam b {\n  parent: \"Kunden dienst\"\n  description: \"[[Kunden dienst]]\"\n}\n",
    )];
    let name = base(&files).model.lookup("kunden-dienst").expect("there").0.name().to_string();
    let text = files[0].1.replace("Kunden dienst", &name);
    let text = after(plan(&[("a.cx", &text)], "kunden-dienst", "service", false));
    assert!(text.contains("parent: \"service\"") && text.contains("[[service]]"), "{text}");
}

#[test]
fn what_is_taken_is_refused_with_the_place_of_the_other() {
    let files = [("a.cx", NAMES), ("b.yaml", "channels:\n  chat:\n    type: chat\n")];
    let refused = |to: &str| refusal(plan(&files, "chat", to, true));
    assert_eq!(refused("b"), "`b` is taken: it is the id of team `b`. | a.cx:5 the id of the other");
    let name =
        "`muellers` is taken: people take it for `Müllers`, the name of team `mueller`. | a.cx:1 the name of the other";
    assert_eq!(refused("muellers"), name);
    assert!(refused("die-muellerei").contains("an alias of team `mueller`. | a.cx:2"));
    assert!(refused("mahlwerk").contains("a former id of team `mueller`. | a.cx:3"));
    assert_eq!(refused("9x"), "`9x` cannot be an id.");
    assert!(refused("a.b").starts_with("`a.b` would be a step of a journey"));
    assert_eq!(refused("chat"), "The id of this channel is `chat` already. | b.yaml:2 given here");
    assert!(refused("index").starts_with("The page of `index` would have the address of the list of all channels"));
    let pages =
        [("a.cx", "term mir \"Friede\" {\n  definition: \"F\"\n}\nterm welt \"Welt\" {\n  definition: \"W\"\n}\n")];
    assert!(
        refusal(plan(&pages, "welt", "мир", true)).contains("the address of that of term `mir`. | a.cx:1 the other")
    );
}

#[test]
fn steps_are_free_within_their_journey() {
    let refused = refusal(plan(&[("a.cx", CX)], "bestellen.anrufen", "warten", true));
    assert_eq!(refused, "`warten` is taken: it is the id of step `bestellen.warten`. | a.cx:18 the id of the other");
    assert!(after(plan(&[("a.cx", CX)], "bestellen.anrufen", "telefon", true)).contains("step telefon \"Anrufen\""));
}

#[test]
fn a_word_that_means_something_else_in_its_place_is_refused() {
    let refused = refusal(plan(&[("a.cx", CX)], "größe", "default", true));
    assert!(!refused.is_empty(), "{refused}");
}

#[test]
fn uses_that_named_nothing_are_pointed_out_when_they_begin_to_mean_something() {
    let files = [("a.cx", "team a \"Größe\" {\n}\nteam c \"C\" {\n  parent: neu\n}\n")];
    assert_eq!(
        notes(plan(&files, "a", "neu", false)),
        ["4: `neu` has named nothing here so far; from now on it means team `neu`."]
    );
}

#[test]
fn one_of_two_with_the_same_id_can_be_renamed_to_end_that() {
    let files =
        [("a.cx", "team a \"Größe\" {\n}\nchannel a \"Kanal\" {\n  type: web\n}\nteam c \"C\" {\n  parent: a\n}\n")];
    let text = after(plan(&files, "a", "neu", true));
    assert!(text.contains("team neu \"Größe\" {\n}\n") && text.contains("parent: neu"), "{text}");
}

#[test]
fn an_escaped_id_in_a_value_is_written_out_and_in_prose_is_refused() {
    let text = "team größe \"G\" {\n}\nteam c \"C\" {\n  parent: \"gr\\u{f6}ße\"\n}\n";
    assert!(after(plan(&[("a.cx", text)], "größe", "neu", false)).contains("parent: \"neu\""));
    let text = text.replace("parent: \"", "description: \"x \\\" [[").replace("ße\"\n}", "ße]] y\"\n}");
    let refused = refusal(plan(&[("a.cx", &text)], "größe", "neu", false));
    assert!(refused.starts_with("A use of `größe` is written with escapes") && refused.contains("a.cx:4"), "{refused}");
}

#[test]
fn texts_in_other_languages_follow_and_are_not_outdated_by_it() {
    let config = "languages: [de, en]\n";
    let text = "team a \"Größe\" {\n  summary: \"S\"\n}\nteam c \"C\" {\n  description: { de: \"Zu [[a]]\", en: \"To [[a]]\" }\n  summary: { de: \
                \"Eins\", en: \"One\" }\n}\nterm t \"T\" {\n  definition: { de: \"Wie [[a]]\", en: \"As it is\" }\n}\n";
    let compiled = base(&[("touchbase.yaml", config), ("a.cx", text)]);
    let entries = touchbase::translation::all(&compiled.model, None).into_iter().filter_map(|one| one.made).collect();
    let record = touchbase::config::translations::Record { entries }.written();
    let files = [("a.cx", text), ("touchbase-translations.yaml", record.as_str()), ("touchbase.yaml", config)];
    let text = after(plan(&files, "a", "neu", true));
    let parts: Vec<&str> = text.split("=====\n").collect();
    let files = [("a.cx", parts[0]), ("touchbase-translations.yaml", parts[1]), ("touchbase.yaml", parts[2])];
    assert!(parts[0].contains("en: \"To [[neu]]\""), "{text}");
    assert_eq!(findings(&base(&files)), "");
    assert_ne!(parts[1], record);
    // The other element is at its old address in the record too.
    let text = after(plan(&files, "c", "andere", true));
    assert!(text.contains("\n  andere:\n") && !text.contains("\n  c:\n"), "{text}");
}

#[test]
fn what_the_baseline_knows_stays_known() {
    let text = "team a \"Größe\" {\n  reviewed: 2020-01-01\n  review_every: 1mo\n}\nteam c \"C\" {\n  parent: d\n}\n";
    let baseline = "version: 1\nfindings:\n  c:\n    unknown-reference: [0123456789abcdef]\n";
    let files = [("a.cx", text), ("touchbase-baseline.yaml", baseline)];
    let text = after(plan(&files, "c", "neu", true));
    assert!(text.ends_with("  neu:\n    unknown-reference: [0123456789abcdef]\n"), "{text}");
    let parts: Vec<&str> = text.split("=====\n").collect();
    assert_eq!(findings(&base(&[("a.cx", parts[0]), ("touchbase-baseline.yaml", parts[1])])), "");
}

#[test]
fn rules_of_the_team_follow() {
    let config = "rules:\n  one:\n    select: \"touchpoint[channels = telefon && !owner]\"\n    message: '{name} hat {count(channels[id = \"telefon\"])} Telefone.'\n";
    let config = &format!("{config}checks:\n  unknown-method: {{ methods: [telefon] }}\n");
    let files = [("a.cx", CX), ("touchbase.yaml", config.as_str())];
    let text = after(plan(&files, "telefon", "fon", false));
    assert!(text.contains("channels = fon && !owner]") && text.contains("[id = \"fon\"]"), "{text}");
    let found = notes(plan(&files, "telefon", "fon", false));
    assert_eq!(found, ["6: The setting `checks` holds the word `telefon`; it was left as it is."]);
}

#[test]
fn steps_in_rules_follow_where_one_step_is_meant() {
    let config = "rules:\n  one:\n    select: step[after = anrufen || after = bestellen.anrufen]\n    message: Ja.\n";
    let text = after(plan(&[("a.cx", CX), ("touchbase.yaml", config)], "bestellen.anrufen", "fragen", false));
    assert!(text.contains("step[after = fragen || after = bestellen.fragen]"), "{text}");
}

#[test]
fn a_file_that_is_not_utf8_is_not_written() {
    let bytes: Vec<u8> = "team b \"Größe\" {\n  parent: a\n}\n".chars().map(|c| c as u8).collect();
    let sources = vec![
        touchbase::text::Source::new("a.cx", "team a \"A\"\n"),
        touchbase::text::Source::from_bytes("b.cx", bytes),
    ];
    let compilation = touchbase::compile(touchbase::text::Sources::new(sources));
    let id = compilation.model.lookup("a").expect("there").0.id();
    let plan = touchbase::refactor::rename(&compilation, id, "c", true, &Default::default());
    assert!(refusal((compilation, plan)).starts_with("`b.cx` would have to be changed, but it is not UTF-8"));
}
