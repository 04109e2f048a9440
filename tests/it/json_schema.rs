//! The JSON Schema marks in an editor what the compiler would report, and nothing that it accepts.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use boon::{Compiler, SchemaIndex, Schemas};
use serde::Deserialize;
use serde_json::Value;
use touchbase::config::Config;
use touchbase::export::json_schema;
use touchbase::schema::Schema;
use touchbase::text::{Source, Sources};

use crate::reference::{blocks, built_in};

struct Editor {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Editor {
    fn new(schema: &Schema) -> Editor {
        let mut compiler = Compiler::new();
        compiler.add_resource("touchbase.json", json_schema(schema)).unwrap();
        let mut schemas = Schemas::new();
        let index = compiler.compile("touchbase.json", &mut schemas).unwrap_or_else(|error| panic!("{error:#}"));
        Editor { schemas, index }
    }

    /// An editor that knows the built-in schema.
    fn built_in() -> &'static Editor {
        static EDITOR: LazyLock<Editor> = LazyLock::new(|| Editor::new(&Schema::built_in()));
        &EDITOR
    }

    /// What an editor would mark in a YAML text; empty when all is well.
    fn marks(&self, yaml: &str) -> String {
        let documents = serde_yaml::Deserializer::from_str(yaml).map(|document| Value::deserialize(document).unwrap());
        let faults = documents
            .filter(|value| !value.is_null())
            .filter_map(|value| self.schemas.validate(&value, self.index).err().map(|error| format!("{error:#}")));
        faults.collect()
    }

    fn accepts(&self, what: &str, yaml: &str) {
        let marks = self.marks(yaml);
        assert!(marks.is_empty(), "{what} is marked:\n{marks}");
    }
}

/// A journey that is as it should be.
const JOURNEY: &str = "
journeys:
  reorder-capsules:
    name: Reorder capsules
    personas: [busy-shopper]
    need: Coffee in the house.
    state: as_is
    reviewed: 2026-09-01
    review_every: 6mo
    volume: 18000
    stages:
      - name: Running low
        kind: discover
        steps:
          - id: count
            name: Count the sleeves
            emotion: { busy-shopper: -1, default: 0 }
            importance: 5
            duration: 1h30min
            optional: yes
            requires: { coffee-advice: 4 }
            touchpoint: app
";

#[test]
fn the_schema_accepts_the_example_of_every_kind() {
    let (schema, editor) = (Schema::built_in(), Editor::built_in());
    for (_, kind) in schema.kinds() {
        let yaml = blocks(&built_in(&format!("{}.md", kind.name)), "yaml").concat();
        editor.accepts(&kind.name, &yaml);
    }
}

#[test]
fn the_schema_accepts_the_pages_and_the_example_knowledge_base_in_yaml() {
    let editor = Editor::built_in();
    for block in blocks(&built_in("language.md"), "yaml") {
        editor.accepts("language.md", &block);
    }
    let files = yaml_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/learn-to-drive"));
    assert!(files.len() > 5, "{files:?}");
    let marks = files.iter().map(|file| (file, editor.marks(&fs::read_to_string(file).unwrap())));
    let marked: Vec<_> = marks.filter(|(_, marks)| !marks.is_empty()).collect();
    assert!(marked.is_empty(), "{marked:#?}");
}

fn yaml_files(folder: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let below = |path: PathBuf| if path.is_dir() { yaml_files(&path) } else { vec![path] };
    let is_knowledge = |path: &PathBuf| {
        path.extension().is_some_and(|extension| extension == "yaml") && !path.ends_with("touchbase.yaml")
    };
    paths.flat_map(below).filter(is_knowledge).collect()
}

#[test]
fn the_schema_accepts_every_way_of_writing_a_value() {
    let editor = Editor::built_in();
    for (written, instead) in [
        ("state: as_is", "state: AS_IS"),
        ("review_every: 6mo", "review_every: 12 Months"),
        ("duration: 1h30min", "duration: 1 h 30 min"),
        ("optional: yes", "optional: true"),
        ("optional: yes", "optional: Off"),
        ("personas: [busy-shopper]", "personas: Busy shopper"),
        ("personas: [busy-shopper]", "personas: [1984, Eilige Einkäuferin]"),
        ("need: Coffee in the house.", "need: 42"),
        ("emotion: { busy-shopper: -1, default: 0 }", "emotion: -2"),
        ("touchpoint: app", "journey: anmelden"),
        ("  reorder-capsules:\n", "  Überführung_2:\n"),
        ("volume: 18000", "status: active"),
    ] {
        editor.accepts(instead, &changed(written, instead));
    }
    editor.accepts("a draft without its required fields", "journeys: { x: { status: Draft, stages: [{ name: A }] } }");
    editor.accepts("an element without fields", "teams:\n  digital:\n");
    editor.accepts("a list of elements", "teams:\n  - id: digital\n  - name: Digitales\n    parent: digital\n");
}

#[test]
fn the_schema_marks_mistakes_at_their_place() {
    let editor = Editor::built_in();
    editor.accepts("the journey", JOURNEY);
    for (written, instead, place) in [
        ("journeys:", "jorneys:", "''"),
        ("  reorder-capsules:\n", "  2reorder:\n", "2reorder"),
        ("    need: Coffee in the house.\n", "", "/journeys/reorder-capsules"),
        ("personas: [busy-shopper]", "personas: []", "/personas"),
        ("    need:", "    neeed:", "/journeys/reorder-capsules"),
        ("state: as_is", "state: today", "/state"),
        ("reviewed: 2026-09-01", "reviewed: 1.9.2026", "/reviewed"),
        ("reviewed: 2026-09-01", "reviewed: 2026-13-01", "/reviewed"),
        ("review_every: 6mo", "review_every: half a year", "/review_every"),
        ("review_every: 6mo", "review_every: 6", "/review_every"),
        ("volume: 18000", "volume: -1", "/volume"),
        ("volume: 18000", "volume: many", "/volume"),
        ("kind: discover", "kind: sales", "/stages/0/kind"),
        ("steps:", "stpes:", "/stages/0"),
        ("default: 0", "default: 3", "/emotion/default"),
        ("importance: 5", "importance: 6", "/importance"),
        ("optional: yes", "optional: maybe", "/optional"),
        ("coffee-advice: 4", "coffee-advice: expert", "/requires/coffee-advice"),
        ("touchpoint: app", "touchpoint: { name: App }", "/steps/0/touchpoint"),
        ("id: count", "id: count the sleeves", "/steps/0/id"),
        ("touchpoint: app", "owner: logistics", "/steps/0"),
    ] {
        let marks = editor.marks(&changed(written, instead));
        assert!(marks.contains(place), "{instead} should be marked at {place}:\n{marks}");
    }
    let without_steps = "journeys: { x: { personas: a, need: b, stages: [{ name: A }] } }";
    assert!(editor.marks(without_steps).contains("/journeys/x/stages/0"));
    assert!(editor.marks("teams:\n  - contact: nobody\n").contains("/teams/0"));
}

fn changed(written: &str, instead: &str) -> String {
    assert!(JOURNEY.contains(written), "{written}");
    JOURNEY.replace(written, instead)
}

#[test]
fn kinds_and_fields_of_a_team_are_part_of_it() {
    let config = blocks(&built_in("extending.md"), "yaml").concat();
    let (config, faults) = Config::of(&Sources::new(vec![Source::new("touchbase.yaml", config)]));
    assert!(faults.is_empty());
    let (schema, _) = config.schema();
    let editor = Editor::new(&schema);
    editor.accepts("an own kind", "rituals: { standup: { team: service, rhythm: daily, owner: service } }");
    assert!(editor.marks("rituals: { standup: { rhythm: daily } }").contains("/rituals/standup"));
    assert!(editor.marks("rituals: { standup: { team: service, rhythm: hourly } }").contains("/rhythm"));
    let touchpoint = "touchpoints: { a: { mission: b, channels: c, medium: digital, opening_hours: always } }";
    editor.accepts("an own field", touchpoint);
    assert!(!Editor::built_in().marks(touchpoint).is_empty());
}

#[test]
fn every_definition_is_used_and_explained() {
    let schema = json_schema(&Schema::built_in());
    let text = schema.to_string();
    for (name, definition) in schema["definitions"].as_object().unwrap() {
        assert!(text.contains(&format!("#/definitions/{name}\"")), "{name} is not used");
        for key in ["title", "description", "markdownDescription"] {
            assert!(definition[key].as_str().is_some_and(|text| !text.is_empty()), "{name} has no {key}");
        }
    }
}
