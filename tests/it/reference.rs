//! What the reference shows is true: every example in it compiles, in both notations, to the same knowledge.

use std::sync::LazyLock;

use touchbase::model::{ElementRef, FieldRef, Model};
use touchbase::output::OutputFile;
use touchbase::reference;
use touchbase::schema::Schema;
use touchbase::text::{Source, Sources};
use touchbase::{Compilation, compile};

/// The fenced blocks of a page that are marked with `language`.
pub(crate) fn blocks(page: &OutputFile, language: &str) -> Vec<String> {
    let text = String::from_utf8(page.contents.clone()).unwrap();
    let start = format!("```{language}\n");
    text.split(&start).skip(1).filter_map(|rest| rest.split("```").next()).map(str::to_owned).collect()
}

fn page_of(schema: &Schema, name: &str) -> OutputFile {
    reference::pages(schema).into_iter().find(|page| page.path == name).unwrap()
}

/// A page of the built-in schema.
pub(crate) fn built_in(name: &str) -> OutputFile {
    static PAGES: LazyLock<Vec<OutputFile>> = LazyLock::new(|| reference::pages(&Schema::built_in()));
    PAGES.iter().find(|page| page.path == name).cloned().unwrap()
}

fn compiled(files: &[(&str, &str)]) -> Compilation {
    compile(Sources::new(files.iter().map(|(path, text)| Source::new(*path, *text)).collect()))
}

/// Findings, except references to elements that the example does not hold.
fn findings(compilation: &Compilation) -> Vec<String> {
    let others = compilation.diagnostics.iter().filter(|finding| finding.check != "unknown-reference");
    others.map(|finding| format!("{}: {}", finding.check, finding.message)).collect()
}

/// What the elements say, without places.
fn said(model: &Model) -> Vec<String> {
    model.elements().map(said_by).collect()
}

fn said_by(element: ElementRef<'_>) -> String {
    let field = |field: FieldRef<'_>| {
        let keys = field.entries().iter().map(|(key, _)| key);
        let values = field.items().map(|item| &item.datum);
        format!("{}: {:?} {:?}", field.field.key, keys.collect::<Vec<_>>(), values.collect::<Vec<_>>())
    };
    // In `.cx` the name stands in the header, in YAML among the fields.
    let mut fields: Vec<String> = element.fields().filter(|field| field.field.key != "name").map(field).collect();
    fields.sort();
    let references = element.references().map(|reference| reference.text().to_string());
    format!("{element:?} {:?} {fields:?} {:?}", element.name(), references.collect::<Vec<_>>())
}

#[test]
fn examples_of_kinds_compile_to_the_same_in_both_notations() {
    let schema = Schema::built_in();
    for (_, kind) in schema.kinds() {
        let page = built_in(&format!("{}.md", kind.name));
        let (cx, yaml) = (blocks(&page, "cx"), blocks(&page, "yaml"));
        assert_eq!((cx.len(), yaml.len()), (1, 1), "{}", kind.name);
        let (cx, yaml) = (compiled(&[("a.cx", &cx[0])]), compiled(&[("a.yaml", &yaml[0])]));
        for compilation in [&cx, &yaml] {
            assert_eq!(findings(compilation), Vec::<String>::new(), "{}", kind.name);
            assert!(compilation.model.elements().any(|element| element.kind().name == kind.name), "{}", kind.name);
        }
        assert_eq!(said(&cx.model), said(&yaml.model));
    }
}

#[test]
fn examples_of_kinds_show_every_own_field() {
    let schema = Schema::built_in();
    for (id, kind) in schema.kinds() {
        let example = blocks(&built_in(&format!("{}.md", kind.name)), "cx").concat();
        for field in schema.own_fields(id).iter().filter(|field| !schema.alternatives(id).contains(&field.key.as_ref()))
        {
            assert!(example.contains(&format!("{}: ", field.key)), "{}.{}", kind.name, field.key);
        }
    }
}

#[test]
fn the_page_on_the_language_compiles() {
    let page = built_in("language.md");
    let (cx, yaml) = (blocks(&page, "cx"), blocks(&page, "yaml"));
    assert!(cx.len() >= 2 && yaml.len() >= 3, "{} {}", cx.len(), yaml.len());
    for (name, blocks) in [("a.cx", cx), ("a.yaml", yaml)] {
        for block in blocks {
            let compilation = compiled(&[(name, &block)]);
            assert_eq!(findings(&compilation), Vec::<String>::new(), "{block}");
            assert!(compilation.model.elements().next().is_some(), "{block}");
        }
    }
}

#[test]
fn the_page_on_own_kinds_compiles() {
    let page = built_in("extending.md");
    let (config, knowledge) = (blocks(&page, "yaml"), blocks(&page, "cx"));
    let files = [("touchbase.yaml", config[0].as_str()), ("a.cx", &knowledge[0])];
    let compilation = compiled(&files);
    assert!(compilation.diagnostics.is_empty(), "{:?}", findings(&compilation));
    let schema = &compilation.model.schema;
    let own = reference::pages(schema).into_iter().find(|page| page.path == "ritual.md").unwrap();
    let text = String::from_utf8(own.contents).unwrap();
    for words in [
        "# Ritual",
        "`rhythm`",
        "| `weekly` | Weekly | Wöchentlich |",
        "ritual my-ritual \"My ritual\" {",
        "rhythm: daily",
    ] {
        assert!(text.contains(words), "{words} is missing in:\n{text}");
    }
    let example = blocks(&page_of(schema, "ritual.md"), "yaml");
    let compilation = compiled(&[("touchbase.yaml", &config[0]), ("b.yaml", &example[0])]);
    assert_eq!(findings(&compilation), Vec::<String>::new());
}

#[test]
fn every_setting_of_the_page_on_the_configuration_is_one() {
    let page = built_in("configuration.md");
    let settings = blocks(&page, "yaml");
    assert!(settings.len() > 5);
    for setting in &settings {
        assert_eq!(findings(&compiled(&[("touchbase.yaml", setting)])), Vec::<String>::new(), "{setting}");
    }
}

#[test]
fn links_between_pages_lead_somewhere() {
    let pages = reference::pages(&Schema::built_in());
    let names: Vec<&str> = pages.iter().map(|page| page.path.as_str()).collect();
    let docs = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    for page in &pages {
        let text = String::from_utf8(page.contents.clone()).unwrap();
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let beside = target.strip_prefix("../").is_some_and(|name| docs.join(name).is_file());
            let elsewhere = target.starts_with("mailto:");
            assert!(names.contains(&target) || beside || elsewhere, "{} links to {target}", page.path);
        }
    }
}

#[test]
fn odd_words_of_a_team_do_no_harm() {
    let config = r#"
extend:
  kinds:
    thing:
      label: "A | B ${1:x}"
      doc: "Two\nlines | and `code`"
      fields:
        grade: { type: enum, values: ["very high", "1", "a,b|c"], required: true, example: very high }
        note: { type: text, example: 'say "hi" }', label: "x}$" }
        notes: { type: text, list: true, example: '[unclosed' }
        number: { type: integer, min: 7, example: "many } of {" }
        friend: { type: reference, to: [thing], example: '"' }
        page: { type: url }
"#;
    let schema = compiled(&[("touchbase.yaml", config)]).model.schema;
    let id = schema.kind_named("thing").unwrap();
    let page = reference::pages(&schema).into_iter().find(|page| page.path == "thing.md").unwrap();
    assert!(reference::explain_kind(&schema, id).contains("very high"));
    for (name, language) in [("a.cx", "cx"), ("a.yaml", "yaml")] {
        let example = blocks(&page, language).concat();
        let compilation = compiled(&[("touchbase.yaml", config), (name, &example)]);
        assert_eq!(findings(&compilation), Vec::<String>::new(), "{example}");
        assert_eq!(compilation.model.elements().count(), 1, "{example}");
    }
}
