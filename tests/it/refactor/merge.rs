//! Two elements that mean the same.

use touchbase::Compilation;
use touchbase::check::Options;
use touchbase::refactor::{self, Choice, Plan, Refusal, Side};

use super::{Files, after, edited, notes, refusal};
use crate::support::{base, findings};

fn merged(files: Files<'_>, choice: Choice) -> (Compilation, Result<Plan, Refusal>) {
    between(files, "hotline", "telefonie", choice)
}

fn between(files: Files<'_>, a: &str, b: &str, choice: Choice) -> (Compilation, Result<Plan, Refusal>) {
    let compilation = base(files);
    let id = |word: &str| compilation.model.lookup(word).expect("the element is there").0.id();
    let plan = refactor::merge(&compilation, id(a), id(b), &choice, &Options::default());
    (compilation, plan)
}

const CX: &str = r#"channel telefon "Telefon" {
  type: phone
}
channel app "App" {
  type: app
}

touchpoint hotline "Service-Hotline" {
  mission: "Größe zeigen 😀"
  channels: [telefon]
  medium: analog
}

// seit 2020
touchpoint telefonie "Telefonservice" {
  mission: "Größe zeigen 😀"
  // zwei Wege
  channels: [telefon, app]
  medium: analog // bleibt so
  aliases: ["Anrufdienst"]
  formerly: [callcenter]
  // warum so viele
  guardrails: [
    "Nie auflegen." // wirklich
  ]
  description: """
    Siehe [[telefonie]].

      Eingerückt.
    """
}

signature s "Barista" {
  touchpoint: "Telefonservice"
  personas: [p]
  why_remembered: "[[telefonie]], [[Anrufdienst]]"
  performance_metrics: [m]
  brand_metrics: [m]
}
context k "Kontext" {
  purpose: "P"
  legal_basis: "L"
  collected_at: [hotline, telefonie]
  description: "[[telefonie|dort]] und [[callcenter]]"
}
"#;

const MERGED: &str = r#"channel telefon "Telefon" {
  type: phone
}
channel app "App" {
  type: app
}

// seit 2020
// zwei Wege
// bleibt so
touchpoint hotline "Service-Hotline" {
  mission: "Größe zeigen 😀"
  channels: [telefon, app]
  medium: analog
  // warum so viele
  guardrails: [
    "Nie auflegen." // wirklich
  ]
  description: """
    Siehe [[hotline]].

      Eingerückt.
    """
  aliases: ["Telefonservice", "Anrufdienst"]
  formerly: [telefonie, callcenter]
}

signature s "Barista" {
  touchpoint: "Service-Hotline"
  personas: [p]
  why_remembered: "[[hotline]], [[Anrufdienst]]"
  performance_metrics: [m]
  brand_metrics: [m]
}
context k "Kontext" {
  purpose: "P"
  legal_basis: "L"
  collected_at: [hotline]
  description: "[[hotline|dort]] und [[hotline]]"
}
"#;

#[test]
fn fields_names_comments_and_uses_of_the_second_become_those_of_the_first() {
    let text = after(merged(&[("a.cx", CX)], Choice::default()));
    // A text of one line is no Markdown: what stands in it in brackets is no reference.
    let expected = MERGED.replace("why_remembered: \"[[hotline]]", "why_remembered: \"[[telefonie]]");
    assert!(text == MERGED || text == expected, "{text}");
    let windows = after(merged(&[("a.cx", &CX.replace('\n', "\r\n"))], Choice::default()));
    assert_eq!(windows, text.replace('\n', "\r\n"));
}

const YAML: &str = "\
touchpoints:
  hotline:
    name: Service-Hotline
    mission: Größe zeigen
    channels: [telefon]
    medium: analog
  # seit 2020
  telefonie:
    name: Telefonservice
    mission: Größe zeigen
    medium: analog
    channels:
      - telefon
      - app   # neu
    guardrails:
      - \"Nie: auflegen.\" # wirklich
    description: |
      Siehe [[telefonie]].

      Ende 😀
channels:
  telefon: {type: phone}
  app: {type: app}
";

#[test]
fn yaml_stays_yaml() {
    let expected = "\
touchpoints:
  # seit 2020
  # neu
  hotline:
    name: Service-Hotline
    mission: Größe zeigen
    channels: [telefon, app]
    medium: analog
    guardrails:
      - \"Nie: auflegen.\" # wirklich
    description: |
      Siehe [[hotline]].

      Ende 😀
    aliases: [Telefonservice]
    formerly: [telefonie]
channels:
  telefon: {type: phone}
  app: {type: app}
";
    assert_eq!(after(merged(&[("a.yaml", YAML)], Choice::default())), expected);
    let windows = after(merged(&[("a.yaml", &YAML.replace('\n', "\r\n"))], Choice::default()));
    assert_eq!(windows, expected.replace('\n', "\r\n"));
}

#[test]
fn what_moves_to_the_other_notation_is_written_in_it() {
    let cx = "touchpoint hotline \"Service-Hotline\" {\n  mission: \"Größe zeigen\"\n}\n";
    let yaml = YAML.split("  # seit 2020\n").nth(1).expect("there");
    let yaml = format!("touchpoints:\n  # seit 2020\n{yaml}");
    let text = after(merged(&[("a.cx", cx), ("b.yaml", &yaml)], Choice::default()));
    let expected = "\
// seit 2020
// neu
// wirklich
touchpoint hotline \"Service-Hotline\" {
  mission: \"Größe zeigen\"
  medium: analog
  channels: [telefon, app]
  guardrails: [\"Nie: auflegen.\"]
  description: \"\"\"
    Siehe [[telefonie]].

    Ende 😀
    \"\"\"
  aliases: [\"Telefonservice\"]
  formerly: [telefonie]
}
=====
channels:
  telefon: {type: phone}
  app: {type: app}
";
    assert_eq!(text, expected);
    let other = after(between(&[("a.cx", cx), ("b.yaml", &yaml)], "telefonie", "hotline", Choice::default()));
    assert!(
        other.starts_with("=====\n") && other.contains("    aliases: [Service-Hotline]\n    formerly: [hotline]\n"),
        "{other}"
    );
}

#[test]
fn contradictions_are_told_with_both_places_and_can_be_decided() {
    let text = CX.replacen("Größe zeigen", "Kleiner zeigen", 1).replace("medium: analog //", "medium: digital //");
    let files = [("a.cx", text.as_str())];
    let refused = refusal(merged(&files, Choice::default()));
    assert_eq!(
        refused,
        "`hotline` and `telefonie` contradict each other in `mission`, `medium`. | a.cx:9 mission of `hotline`: \"Kleiner zeigen 😀\" | \
         a.cx:16 mission of `telefonie`: \"Größe zeigen 😀\" | a.cx:11 medium of `hotline`: analog | a.cx:19 medium of `telefonie`: digital"
    );
    let text = after(merged(&files, Choice { prefer: Some(Side::Kept), take: Vec::new() }));
    assert!(
        text.contains("  mission: \"Kleiner zeigen 😀\"\n  channels: [telefon, app]\n  medium: analog\n"),
        "{text}"
    );
    let take = vec![("mission".to_owned(), Side::Gone)];
    let text = after(merged(&files, Choice { prefer: Some(Side::Kept), take: take.clone() }));
    assert!(text.contains("  mission: \"Größe zeigen 😀\"\n  channels: [telefon, app]\n  medium: analog\n"), "{text}");
    assert!(refusal(merged(&files, Choice { prefer: None, take })).contains("in `medium`."));
    let take = vec![("misson".to_owned(), Side::Gone)];
    assert!(refusal(merged(&files, Choice { prefer: None, take })).contains("has no field `misson`"));
}

#[test]
fn the_two_do_not_refer_to_each_other_afterwards() {
    let text = "team hotline \"Größe\" {\n  not_same_as: [telefonie, c]\n}\nteam telefonie \"Telefon\" {\n  status: retired\n  replaced_by: \
                hotline\n  not_same_as: [hotline]\n}\nteam c \"C\" {\n  not_same_as: [telefonie, hotline]\n}\n";
    let plan = merged(&[("a.cx", text)], Choice::default());
    let expected = "team hotline \"Größe\" {\n  not_same_as: [c]\n  aliases: [\"Telefon\"]\n  formerly: [telefonie]\n}\nteam c \"C\" \
                    {\n  not_same_as: [hotline]\n}\n";
    assert_eq!(after(plan), expected);
    let found = notes(merged(&[("a.cx", text)], Choice::default()));
    assert_eq!(found.len(), 2, "{found:?}");
    let refused = refusal(between(&[("a.cx", text)], "telefonie", "hotline", Choice::default()));
    assert!(refused.contains("says that it is replaced by"), "{refused}");
}

#[test]
fn different_things_are_not_united() {
    let text = "team hotline \"A\"\nchannel telefonie \"B\" {\n  type: web\n}\n";
    assert!(refusal(merged(&[("a.cx", text)], Choice::default())).contains("different kinds"));
    let refused = refusal(between(&[("a.cx", text)], "hotline", "hotline", Choice::default()));
    assert!(refused.contains("one element already"), "{refused}");
}

const JOURNEYS: &str = r#"journey hotline "Anrufen" {
  need: "Größe"
}
journey telefonie "Telefonieren" {
    // die eine Phase
    stage "Phase" {
        step wählen "Wählen" {
        }
        step warten "Warten" {
            after: [wählen]
        }
    }
}
opportunity o "Offen" {
  addresses: [telefonie.warten]
  need: "Ruhe"
}
"#;

#[test]
fn stages_move_when_only_one_has_some() {
    let text = after(merged(&[("a.cx", JOURNEYS)], Choice::default()));
    let expected = r#"journey hotline "Anrufen" {
  need: "Größe"
  aliases: ["Telefonieren"]
  formerly: [telefonie]
  // die eine Phase
  stage "Phase" {
      step wählen "Wählen" {
      }
      step warten "Warten" {
          after: [wählen]
      }
  }
}
opportunity o "Offen" {
  addresses: [hotline.warten]
  need: "Ruhe"
}
"#;
    assert_eq!(text, expected);
    let both = JOURNEYS.replace("need: \"Größe\"\n}", "need: \"Größe\"\n  stage \"X\" {\n  }\n}");
    assert!(refusal(merged(&[("a.cx", &both)], Choice::default())).contains("both have stages or steps"));
    let yaml = "journeys:\n  hotline:\n    need: N\n  telefonie:\n    personas: [p]\n    stages:\n      - name: Phase\n        steps:\n          - name: \
                Größe\n";
    let text = after(merged(&[("a.yaml", yaml)], Choice::default()));
    assert!(text.contains("    need: N\n    personas: [p]\n    formerly: [telefonie]\n    stages:\n      - name: Phase\n        steps:\n"), "{text}");
}

#[test]
fn maps_are_united_unless_they_contradict() {
    let text = "team hotline \"A\" {\n  labels: { en: \"A\" }\n}\nteam telefonie \"B\" {\n  labels: { en: \"A\", fr: \"Ä\" }\n}\n";
    assert!(after(merged(&[("a.cx", text)], Choice::default())).contains("labels: { en: \"A\", fr: \"Ä\" }"));
    let text = text.replacen("en: \"A\"", "en: \"X\"", 1);
    assert!(refusal(merged(&[("a.cx", &text)], Choice::default())).contains("in `labels`"));
    let step = "persona hotline \"A\" {\n  type: customer\n}\npersona telefonie \"B\" {\n  type: customer\n}\njourney j \"J\" {\n  stage \"P\" {\n    step x \
                \"Größe\" {\n      emotion: { hotline: 1, telefonie: 1, default: 0 }\n    }\n  }\n}\n";
    assert!(after(merged(&[("a.cx", step)], Choice::default())).contains("emotion: { hotline: 1, default: 0 }"));
    let step = step.replace("telefonie: 1", "telefonie: 2");
    assert!(
        refusal(merged(&[("a.cx", &step)], Choice::default()))
            .contains("says one thing of `hotline` and another of `telefonie`")
    );
}

#[test]
fn what_is_known_of_both_is_known_of_the_one() {
    let text = "team hotline \"A\" {\n  parent: x\n}\nteam telefonie \"B\" {\n  contact: \"Größe\"\n  description: \"[[y]]\"\n}\n";
    let baseline = "version: 1\nfindings:\n  hotline:\n    unknown-reference: [0123456789abcdef]\n  telefonie:\n    unknown-reference: [0123456789abcdef]\n";
    let files = [("a.cx", text), ("touchbase-baseline.yaml", baseline)];
    assert_eq!(findings(&base(&files)), "");
    let (compilation, plan) = merged(&files, Choice::default());
    let sources = edited(&compilation, &plan.expect("it is made").edits);
    let texts: Vec<&str> = sources.iter().map(|(_, source)| source.text.as_ref()).collect();
    assert_eq!(findings(&base(&[("a.cx", texts[0]), ("touchbase-baseline.yaml", texts[1])])), "");
    assert!(
        texts[1].contains("  hotline:\n    unknown-reference: [0123456789abcdef, 0123456789abcdef]\n"),
        "{}",
        texts[1]
    );
}
