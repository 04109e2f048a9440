//! `touchbase.yaml`: every setting works, everything else is reported at its place.

use touchbase::config::{Config, SETTINGS, SITE};
use touchbase::text::{Source, SourceId};

use crate::support::base;

fn read(text: &str) -> (Config, Vec<String>) {
    let source = Source::new("touchbase.yaml", text);
    let (config, faults) = Config::read(SourceId(0), &source);
    let (_, more) = config.schema();
    let shown = faults.iter().chain(&more).map(|fault| {
        let at = source.position(fault.span.start);
        format!("{}:{} {:?}", at.line, at.column, fault.kind)
    });
    let shown = shown.collect();
    (config, shown)
}

#[test]
fn the_example_of_every_setting_can_be_pasted() {
    for setting in SETTINGS {
        let (_, faults) = read(&format!("{}: {}\n", setting.key, setting.example));
        assert_eq!(faults, [""; 0], "{}", setting.key);
        assert!(setting.doc.ends_with('.'), "{}: the doc is a sentence", setting.key);
    }
}

#[test]
fn settings_are_read() {
    let (config, faults) = read(
        "name: Kaffeeklub\nlanguage: DE\noutput: public\nexclude: archiv/**\nperson_word: Gast\nrepository: https://git.example.org/x/\n",
    );
    assert_eq!(faults, [""; 0]);
    assert_eq!(config.name.as_deref(), Some("Kaffeeklub"));
    assert_eq!((config.language.as_str(), config.output.as_str()), ("de", "public"));
    assert_eq!(config.exclude, ["archiv/**"]);
    assert_eq!(config.repository.as_deref(), Some("https://git.example.org/x"));
}

#[test]
fn what_cannot_be_used_is_reported_at_its_place() {
    let (config, faults) = read("langauge: de\noutput: ../elsewhere\nsources: ['[']\nimports: [x]\n");
    assert_eq!(faults.len(), 4, "{faults:#?}");
    assert!(faults[0].starts_with("1:1") && faults[0].contains("did you mean `language`?"), "{faults:#?}");
    assert!(
        faults[1].starts_with("2:9") && faults[2].starts_with("3:11") && faults[3].starts_with("4:10"),
        "{faults:#?}"
    );
    assert_eq!(config.output, "site");
}

#[test]
fn of_a_repeated_setting_the_first_counts_and_the_others_are_reported_once() {
    let (config, faults) = read("output: a\noutput: b\n---\noutput: c\nchecks: { cycle: warn, cycle: allow }\n");
    assert_eq!(config.output, "a");
    assert_eq!(config.checks.levels.len(), 1);
    let places: Vec<&str> = faults.iter().filter_map(|fault| fault.split(' ').next()).collect();
    assert_eq!(places, ["2:1", "5:24", "4:1"], "{faults:#?}");
    assert!(faults.iter().all(|fault| fault.contains("RepeatedField")), "{faults:#?}");
}

#[test]
fn a_team_adds_fields_and_kinds() {
    let compilation = base(&[
        (
            "touchbase.yaml",
            "extend:
  fields:
    touchpoint:
      opening_hours: { type: text, required: true, label: { en: Opening hours, de: Öffnungszeiten } }
  kinds:
    campaign:
      label: { en: Campaign, de: Kampagne }
      fields:
        runs_at: { type: reference, to: touchpoint, list: true }
        size: { type: enum, values: { small: { en: Small, de: Klein }, large: Large } }
",
        ),
        (
            "base.yaml",
            "channels:
  store:
    type: store
touchpoints:
  shop:
    mission: Advise.
    channels: store
    medium: analog
    opening_hours: Mo-Sa 9-18
campaigns:
  autumn:
    runs_at: [shop]
    size: Large
",
        ),
    ]);
    assert_eq!(crate::support::findings(&compilation), "");
    let (autumn, _) = compilation.model.lookup("autumn").expect("defined");
    assert_eq!(autumn.word("size"), Some("large"));
    assert_eq!(autumn.target("runs_at").map(|shop| shop.address()).as_deref(), Some("shop"));
}

#[test]
fn own_fields_that_clash_or_point_nowhere_are_reported() {
    let (_, faults) = read(
        "extend:
  fields:
    touchpoint: { mission: text }
    touchpont: { x: text }
    persona: { y: { type: reference, to: [persnoa] }, z: { type: enum }, Bad Key: text }
  kinds:
    persona: { label: P }
",
    );
    for part in [
        "already has a field",
        "no kind `touchpont`",
        "`persnoa`, which is no kind",
        "has no values",
        "cannot be a key",
        "already a kind",
    ] {
        assert!(faults.iter().any(|fault| fault.contains(part)), "{part}: {faults:#?}");
    }
    assert_eq!(faults.len(), 6, "{faults:#?}");
}

#[test]
fn the_example_of_every_part_of_the_site_can_be_pasted() {
    for part in SITE {
        let (_, faults) = read(&format!("site:\n  {}: {}\n", part.key, part.example));
        assert_eq!(faults, [""; 0], "{}", part.key);
        assert!(part.doc.ends_with('.'), "{}: the doc is a sentence", part.key);
    }
}

#[test]
fn what_the_site_says_wins_over_what_stands_beside_it() {
    let (config, faults) = read(
        "site:\n  name: Unsere Kundinnen\n  repository: https://git.example.org/site\n  base: https://cx.example.org/wissen/\n  \
         logo: { file: ./bilder//größe.SVG, alt: Amsel }\n  css: [a.css, b.css, a.css]\n  accent: 7A2E1D\n\
         name: Kaffeeklub\nrepository: https://git.example.org/cx\n",
    );
    assert_eq!(faults, [""; 0]);
    assert_eq!(config.name.as_deref(), Some("Unsere Kundinnen"));
    assert_eq!(config.repository.as_deref(), Some("https://git.example.org/site"));
    assert_eq!(config.site.base.as_deref(), Some("https://cx.example.org/wissen"));
    let paths: Vec<&str> = config.site.files().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["bilder/größe.SVG", "a.css", "b.css"]);
    let light = config.site.accent.and_then(|accent| accent.light).map(|asked| asked.color.to_string());
    assert_eq!(light.as_deref(), Some("#7a2e1d"));
}

#[test]
fn parts_of_the_site_that_cannot_be_used_are_reported_at_their_place() {
    let text = "site:\n  acent: \"#fff\"\n  logo: ../logo.svg\n  css: [team.css, look.scss, C:/x.css]\n  accent: #7a2e1d\n  \
                base: cx.example.org\n  footer: [a]\n  logo: b.svg\n";
    let (config, faults) = read(text);
    let shown = |start: &str, part: &str| {
        assert!(
            faults.iter().any(|fault| fault.starts_with(start) && fault.contains(part)),
            "{start} {part}: {faults:#?}"
        );
    };
    shown("2:3", "did you mean `accent`?");
    shown("3:9", "does not lie below the folder");
    shown("4:19", "possible are names that end in `.css`");
    shown("4:30", "is not such a file");
    shown("5:", "takes what follows `#` for a comment");
    shown("6:9", "web address");
    shown("7:11", "A single text belongs here.");
    shown("8:3", "RepeatedField");
    assert_eq!(faults.len(), 8, "{faults:#?}");
    assert_eq!(config.site.files().count(), 1, "what can be used is used");
    for (text, part) in [
        ("site: { accent: { light: teal } }", "six digits"),
        ("site: { accent: { lihgt: \"#000\" } }", "did you mean `light`?"),
        ("site: { logo: { alt: Amsel } }", "has no `file`"),
        ("site: { base: \"https://example.org/?a=b\" }", "no `?`"),
    ] {
        let (_, faults) = read(text);
        assert!(faults.len() == 1 && faults[0].contains(part), "{text}: {faults:#?}");
    }
}

#[test]
fn a_base_of_another_version_of_the_language_says_what_to_install() {
    let told = |text: &str| read(text).1.join("\n");
    assert_eq!(told("requires: \"1.0\"\n"), "");
    assert!(told("requires: \"1.7\"\n").contains("install a newer touchbase"), "{}", told("requires: \"1.7\"\n"));
    assert!(told("requires: 0.9\n").contains("see in the changelog"));
    assert!(told("requires: neueste\n").contains("is not a version of the language"));
}

/// The schema numbers what it holds in 16 bits: what a team adds beyond any use would be taken for something else.
#[test]
fn a_team_adds_so_many_kinds_fields_and_values_and_no_more() {
    let many = |before: &str, one: &dyn Fn(usize) -> String| -> String {
        format!("{before}{}", (0..70_000).map(one).collect::<String>())
    };
    for (text, expected) in [
        (many("extend:\r\n  kinds:\r\n", &|at| format!("    k{at}: {{}}\r\n")), "70000 kinds"),
        (many("extend:\n  fields:\n    team:\n", &|at| format!("      f{at}: text\n")), "70000 fields"),
        (many("extend:\n  kinds:\n    a:\n      fields:\n", &|at| format!("        f{at}: text\n")), "70000 fields"),
        (
            many(
                "extend:\n  fields:\n    team:\n      größe:\n      f:\n        type: enum\n        values:\n",
                &|at| format!("          - w{at}\n"),
            ),
            "70000 values",
        ),
    ] {
        let (config, faults) = read(&text);
        let told = faults.iter().filter(|fault| fault.contains(expected)).count();
        assert_eq!(told, 1, "{expected}: {faults:?}");
        let (schema, _) = config.schema();
        let team = schema.kind_named("team").expect("a kind");
        assert_eq!(schema.kind(team).name, "team");
        assert!(schema.kinds().all(|(_, kind)| kind.fields.len() < 1_100) && schema.kinds().count() < 1_100);
    }
}
