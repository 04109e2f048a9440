//! One notation to the other and back: everything that was said is still said.

use proptest::prelude::*;
use touchbase::Compilation;
use touchbase::convert::{Obstacle, convert, meaning};
use touchbase::format;
use touchbase::schema::Schema;
use touchbase::syntax::{self, Notation};
use touchbase::text::{Source, SourceId};

use crate::both_forms::random::{self, CONFIG, Tape};
use crate::dump::{assert_same, findings, model};
use crate::generate::base::files;
use crate::generate::written;
use crate::library::{compiled, example};
use crate::support::{base, property};

fn converted(path: &str, text: &str, schema: &Schema) -> Result<String, Obstacle> {
    let source = Source::new(path, text);
    let file = syntax::parse(SourceId(0), &source);
    let to = if file.notation == Notation::Cx { Notation::Yaml } else { Notation::Cx };
    convert(&file, &source, schema, to)
}

fn other(path: &str) -> String {
    match path.rsplit_once('.') {
        Some((stem, "cx")) => format!("{stem}.yaml"),
        Some((stem, _)) => format!("{stem}.cx"),
        None => path.to_owned(),
    }
}

/// `cx` becomes `yaml`, with Windows line ends too.
fn becomes(path: &str, text: &str, expected: &str) {
    let schema = Schema::built_in();
    for (text, expected) in
        [(text.to_owned(), expected.to_owned()), (text.replace('\n', "\r\n"), expected.replace('\n', "\r\n"))]
    {
        assert_same(path, &converted(path, &text, &schema).expect("it can be converted"), &expected);
    }
}

const CX: &str = "\
// Kopf

// über Mia
persona mia \"Mia Größe\" { // hinter der Klammer
  // zuerst
  type: customer // dahinter
  needs: [ // in der Liste
    \"Ruhe, und zwar bald\", // eins
    // davor
    \"no\",
  ]
  labels: { en: \"Mia\" }
  channels: [app, telefon]
  // zuletzt
}

channel app \"App\" { type: app }
channel telefon

journey x {
  need: \"😀: x\"
  // touchbase: allow stage-gap - so gewollt
  stage \"Los\" {
    step \"Gehen\" { emotion: { mia: -2, default: 0 } }
    step b // touchbase: allow stale - y
  }
  description: \"\"\"
    # Größe

    - eins
    \"\"\"
}
// Schluss
";

const YAML: &str = "\
# Kopf

personas:
  # über Mia
  mia: # hinter der Klammer
    name: Mia Größe
    # zuerst
    type: customer # dahinter
    needs: # in der Liste
      - Ruhe, und zwar bald # eins
      # davor
      - \"no\"
    labels: { en: Mia }
    channels: [app, telefon]
    # zuletzt

channels:
  app:
    name: App
    type: app
  telefon:

journeys:
  x:
    need: \"😀: x\"
    stages:
      # touchbase: allow stage-gap - so gewollt
      - name: Los
        steps:
          - name: Gehen
            emotion: { mia: -2, default: 0 }
          - id: b # touchbase: allow stale - y
    description: |
      # Größe

      - eins
# Schluss
";

#[test]
fn comments_and_values_stand_in_their_places_in_yaml() {
    becomes("a.cx", CX, YAML);
}

#[test]
fn comments_and_values_stand_in_their_places_in_cx() {
    let expected = CX.replace("channel app \"App\" { type: app }", "channel app \"App\" {\n  type: app\n}\n");
    let expected = expected.replace(
        "    step \"Gehen\" { emotion: { mia: -2, default: 0 } }\n",
        "    step \"Gehen\" {\n      emotion: { mia: -2, default: 0 }\n    }\n",
    );
    becomes("a.yaml", YAML, &expected);
}

#[test]
fn names_in_several_languages_stay_fields() {
    becomes(
        "a.yaml",
        "teams:\n  - name: { de: Küche, en: Kitchen }\n    id: kueche\n  - {}\n  - name: B # c\n",
        "team kueche {\n  name: { de: \"Küche\", en: \"Kitchen\" }\n}\n\nteam {}\nteam \"B\" // c\n",
    );
}

#[test]
fn kinds_that_come_again_begin_a_new_document() {
    becomes(
        "a.cx",
        "team a\nrole b\n// noch eines\nteam c\n",
        "teams:\n  a:\nroles:\n  b:\n---\nteams:\n  # noch eines\n  c:\n",
    );
}

#[test]
fn what_cannot_be_converted_is_told() {
    let schema = Schema::built_in();
    let reason = |path: &str, text: &str| converted(path, text, &schema).expect_err("an obstacle").reason;
    assert_eq!(reason("a.cx", "persona mia {\n"), "it has errors, the first of them here");
    assert_eq!(reason("a.cx", "persnoa mia {}\n"), "`persnoa` is no kind of element");
    assert_eq!(reason("a.yaml", "personas:\n  2 go:\n    name: x\n"), "the id `2 go` cannot be written in .cx");
}

/// What both compilations say, whatever the order of the names among fields.
fn said(compilation: &Compilation) -> String {
    let all = compilation.sources.iter().flat_map(|(id, _)| meaning(&compilation.model, id));
    all.map(|(_, said)| said).collect()
}

#[test]
fn the_examples_say_the_same_there_and_back() {
    for name in ["minimal", "kaffeeklub", "learn-to-drive"] {
        let old: Vec<(String, String)> =
            example(name).into_iter().map(|file| (file.path, String::from_utf8(file.bytes).expect("UTF-8"))).collect();
        let schema = compiled(&example(name)).model.schema;
        let convert_all = |files: &[(String, String)]| -> Vec<(String, String)> {
            let one = |(path, text): &(String, String)| match path.starts_with("touchbase") {
                true => (path.clone(), text.clone()),
                false => (other(path), converted(path, text, &schema).unwrap_or_else(|why| panic!("{path}: {why:?}"))),
            };
            files.iter().map(one).collect()
        };
        let there = convert_all(&old);
        let back = convert_all(&there);
        let [before, middle, after] = [&old, &there, &back].map(|files| {
            let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
            base(&files)
        });
        assert_same(name, &said(&before), &said(&middle));
        assert_same(name, &said(&before), &said(&after));
        assert_same(name, &findings(&before).join("\n"), &findings(&middle).join("\n"));
        for (path, text) in there.iter().chain(&back).filter(|(path, _)| !path.starts_with("touchbase")) {
            let source = Source::new(path.as_str(), text.as_str());
            let set = format::text(&syntax::parse(SourceId(0), &source), &source, &schema);
            assert_same(&format!("{path} is laid out"), text, &set);
        }
    }
}

#[test]
fn large_bases_say_the_same() {
    for notation in [Notation::Cx, Notation::Yaml] {
        let old: Vec<(String, String)> = files(300, notation).collect();
        let schema = Schema::built_in();
        let new: Vec<(String, String)> = old
            .iter()
            .map(|(path, text)| match path.as_str() {
                "touchbase.yaml" => (path.clone(), text.clone()),
                _ => (other(path), converted(path, text, &schema).expect("it can be converted")),
            })
            .collect();
        let [before, after] = [&old, &new].map(|files| {
            let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
            base(&files)
        });
        assert_same("the models", &model(&before), &model(&after));
    }
}

fn tape(length: usize) -> impl Strategy<Value = Vec<u16>> {
    prop::collection::vec(any::<u16>(), 0..length)
}

fn there_and_back(path: &str, text: &str, schema: &Schema) {
    let faults = syntax::parse(SourceId(0), &Source::new(path, text)).faults;
    let there = match converted(path, text, schema) {
        Ok(there) => there,
        Err(why) => return assert!(!faults.is_empty() || why.reason.contains("cannot be written"), "{why:?}\n{text}"),
    };
    let back = converted(&other(path), &there, schema);
    let back = back.unwrap_or_else(|why| panic!("{why:?}\n{text}\n\n{there}"));
    let compiled = |path: &str, text: &str| base(&[("touchbase.yaml", CONFIG), (path, text)]);
    let before = said(&compiled(path, text));
    assert_same(&format!("{text}\n\n{there}\n"), &before, &said(&compiled(&other(path), &there)));
    assert_same(&format!("{text}\n\n{there}\n\n{back}\n"), &before, &said(&compiled(path, &back)));
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 100, ..property(60) })]

    #[test]
    fn generated_bases_say_the_same_there_and_back(content in tape(600), style in tape(300)) {
        let schema = base(&[("touchbase.yaml", CONFIG)]).model.schema;
        let blocks = random::blocks(&schema, &mut Tape::new(&content));
        let (mut for_cx, mut for_yaml) = (Tape::new(&style), Tape::new(&style));
        there_and_back("a.cx", &written::cx(&blocks, &mut |options| for_cx.below(options)), &schema);
        there_and_back("a.yaml", &written::yaml(&blocks, &mut |options| for_yaml.below(options)), &schema);
    }
}
