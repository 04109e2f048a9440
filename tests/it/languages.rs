//! Texts in several languages: what they mean, what is wrong with them, and the site in each of them.

use touchbase::Compilation;
use touchbase::model::ElementRef;
use touchbase::schema::Language;

use crate::dump;
use crate::support::{base, findings};

const CONFIG: &str = "languages: [de, en]\n";

const CX: &str = "\
channel telefon \"Telefon\" { type: phone }

touchpoint hotline \"Größte Hotline\" {
  labels: { en: \"Biggest hotline 👩‍🚀\", fr: \"Ligne\" }
  summary: { en: \"The phone line.\", de: \"Die Leitung.\" }
  mission: \"Anliegen lösen.\"
  channels: [telefon]
  medium: analog
  guardrails: { de: [\"Nie drängen.\", \"Nie raten.\"], en: [\"Never push.\"] }
  description: {
    de: \"Siehe [[telefon]].\"
    en: \"\"\"
      See [[telefon|the phone]]
      and [[nirgends]].
      \"\"\"
  }
  source: { fr: \"Rapport\" }
}
";

const YAML: &str = "\
channels:
  telefon: { name: Telefon, type: phone }
touchpoints:
  hotline:
    name: Größte Hotline
    labels: { en: Biggest hotline 👩‍🚀, fr: Ligne }
    summary:
      en: The phone line.
      de: Die Leitung.
    mission: Anliegen lösen.
    channels: [telefon]
    medium: analog
    guardrails:
      de:
        - Nie drängen.
        - Nie raten.
      en: Never push.
    description:
      de: Siehe [[telefon]].
      en: |
        See [[telefon|the phone]]
        and [[nirgends]].
    source: { fr: Rapport }
";

fn hotline<'m>(compilation: &'m Compilation, language: &str) -> ElementRef<'m> {
    let model = compilation.model.in_language(Language::of(language).unwrap());
    model.lookup("hotline").unwrap().0
}

#[test]
fn both_notations_give_the_same_texts_in_every_language() {
    let cx = base(&[("touchbase.yaml", CONFIG), ("a.cx", CX)]);
    let yaml = base(&[("touchbase.yaml", CONFIG), ("a.yaml", YAML)]);
    dump::assert_same("models", &dump::model(&cx), &dump::model(&yaml));
    assert_eq!(dump::findings(&cx), dump::findings(&yaml));
    let crlf = base(&[("touchbase.yaml", CONFIG), ("a.cx", &CX.replace('\n', "\r\n"))]);
    assert_eq!(dump::model(&cx), dump::model(&crlf));
}

#[test]
fn the_text_of_the_main_language_counts_and_each_language_has_its_own() {
    let compilation = base(&[("touchbase.yaml", CONFIG), ("a.cx", CX)]);
    let (de, en) = (hotline(&compilation, "de"), hotline(&compilation, "en"));
    assert_eq!(de, compilation.model.lookup("hotline").unwrap().0);
    let text = |element: ElementRef<'_>, key: &str| element.text(key).unwrap().to_string();
    assert_eq!((de.name().as_str(), de.name_lang()), ("Größte Hotline", None));
    assert_eq!((en.name().as_str(), en.name_lang()), ("Biggest hotline 👩‍🚀", None));
    assert_eq!((text(de, "summary"), text(en, "summary")), ("Die Leitung.".into(), "The phone line.".into()));
    assert_eq!((de.texts("guardrails").len(), en.texts("guardrails").len()), (2, 1));
    // Where there is no translation, the main language is told and named; a text without it keeps its own.
    let lang = |element: ElementRef<'_>, key: &str| element.field(key).unwrap().lang();
    assert_eq!((text(en, "mission"), lang(en, "mission")), ("Anliegen lösen.".into(), Some("de")));
    assert_eq!((lang(de, "mission"), lang(en, "summary")), (None, None));
    assert_eq!((lang(de, "source"), lang(en, "source")), (Some("fr"), Some("fr")));
    assert_eq!((lang(en, "channels"), lang(en, "medium")), (None, None));
    let telefon = compilation.model.in_language(Language::ENGLISH).lookup("telefon").unwrap().0;
    assert_eq!((telefon.name().as_str(), telefon.name_lang()), ("Telefon", Some("de")));
    // A language that the base does not have is told in the main one.
    assert_eq!(hotline(&compilation, "fr").name(), de.name());
}

#[test]
fn references_of_every_language_are_checked_and_counted() {
    for (name, text, line) in [("a.cx", CX, "14:13"), ("a.yaml", YAML, "22:15")] {
        let compilation = base(&[("touchbase.yaml", CONFIG), (name, text)]);
        let unknown: Vec<String> = findings(&compilation).lines().map(str::to_owned).collect();
        assert_eq!(unknown.len(), 1, "{unknown:#?}");
        assert!(unknown[0].starts_with(&format!("{name}:{line} error[unknown-reference]")), "{unknown:#?}");
        let (telefon, _) = compilation.model.lookup("telefon").unwrap();
        let prose = telefon.backlinks().filter(|reference| reference.field().key == "description");
        assert_eq!(prose.count(), 2);
        let field = hotline(&compilation, "en").field("description").unwrap();
        let texts: Vec<String> =
            field.references_in_prose(field.texts().next().unwrap()).map(|r| r.text().to_string()).collect();
        assert_eq!(texts, ["telefon", "nirgends"]);
    }
}

#[test]
fn words_of_every_language_are_checked() {
    let text = "team t \"T\" { summary: { de: \"Das Team.\", en: \"Lorem ipsum dolor sit amet.\" } }\n";
    let found = findings(&base(&[("touchbase.yaml", CONFIG), ("a.cx", text)]));
    assert!(found.contains("a.cx:1:47 warning[placeholder]"), "{found}");
}

#[test]
fn a_name_may_be_given_in_several_languages() {
    let yaml = "teams:\n  - name: { en: Service desk, de: Kundendienst }\n    labels: { en: ignored }\n";
    let compilation = base(&[("touchbase.yaml", CONFIG), ("a.yaml", yaml)]);
    assert_eq!(findings(&compilation), "");
    let (team, _) = compilation.model.lookup("kundendienst").unwrap();
    assert_eq!(team.name(), "Kundendienst");
    let english = compilation.model.in_language(Language::ENGLISH).element(team.id());
    assert_eq!((english.name().as_str(), english.name_lang()), ("Service desk", None));
    // Without the main language the first one counts, and pages say which it is.
    let compilation = base(&[("touchbase.yaml", CONFIG), ("a.yaml", "teams:\n  t: { name: { en: Service desk } }\n")]);
    assert_eq!(compilation.model.lookup("t").unwrap().0.name_lang(), Some("en"));
}

#[test]
fn what_is_no_text_in_a_language_is_reported_at_its_place() {
    let expected = [
        (
            "{ de: { x: \"y\" }, en: \"E\" }",
            "a map stands here, but each language takes what the field takes without languages",
        ),
        ("{ de: [\"a\"], en: \"E\" }", "a list stands here, but the field takes one value"),
        ("{ de: \"\", en: \"E\" }", "the text between the quotes is empty"),
        ("{}", "the braces name no language"),
        ("{ DE: \"D\", en: \"E\" }", "`DE` is not the code of a language"),
        ("{ deutsch: \"D\" }", "`deutsch` is not the code of a language"),
        ("{ de-AT: \"D\", en: \"E\" }", "`de-AT` is not the code of a language"),
        ("{ xx: \"D\", en: \"E\" }", "`xx` is not the code of a language such as `de` or `en`"),
        ("{ mia: \"D\" }", "`mia` is not the code of a language such as `de` or `en`"),
    ];
    for (value, reason) in expected {
        for (name, text) in [
            ("a.cx", format!("team t \"T\" {{\n  summary: {value}\n}}\n")),
            ("a.yaml", format!("teams:\n  t:\n    summary: {value}\n")),
        ] {
            let found = findings(&base(&[("touchbase.yaml", CONFIG), (name, &text)]));
            assert_eq!(found.lines().count(), 1, "{text}\n{found}");
            assert!(found.contains("error[bad-value]") && found.contains(&format!("{reason}.\n")), "{text}\n{found}");
        }
    }
}

#[test]
fn a_language_that_people_write_otherwise_is_put_right() {
    let compilation = base(&[("a.cx", "team t \"T\" { summary: { Deutsch: \"D\", en: \"E\" } }\n")]);
    let fix = compilation.diagnostics.first().and_then(|finding| finding.fix.as_ref()).unwrap();
    assert_eq!(fix.edits.iter().map(|edit| edit.text.as_str()).collect::<Vec<_>>(), ["de"]);
    for labels in ["{ Deutsch: \"x\" }", "{ xx: \"x\" }"] {
        let found = findings(&base(&[("a.cx", &format!("team t \"T\" {{ labels: {labels} }}\n"))]));
        assert!(found.contains("is not the code of a language"), "{found}");
    }
}

#[test]
fn hostile_maps_do_no_harm() {
    let deep = format!("{}\"x\"{}", "{ de: ".repeat(90), " }".repeat(90));
    let wide =
        format!("{{ {} }}", (0..5000).map(|at| format!("de: \"{at}\", x{at}: \"\"")).collect::<Vec<_>>().join(", "));
    for value in [
        deep.as_str(),
        &wide,
        "{ de: [[[]]], en: { } }",
        "{ de: \"[[\", en: \"]]\" }",
        "{ \"\": \"x\", \"\\u{202e}\": 1 }",
    ] {
        for key in ["summary", "description", "aliases", "labels", "name"] {
            let text = format!("team t \"T\" {{ {key}: {value} }}\n");
            let compilation = base(&[("touchbase.yaml", CONFIG), ("a.cx", &text)]);
            let english = compilation.model.in_language(Language::ENGLISH);
            assert_eq!(english.len(), compilation.model.len());
            assert!(english.elements().all(|element| element.fields().all(|field| field.items().count() < 10_000)));
        }
    }
}
