//! Texts in several languages: what they mean, what is wrong with them, and the site in each of them.

use std::collections::{BTreeMap, BTreeSet};

use touchbase::Compilation;
use touchbase::model::ElementRef;
use touchbase::schema::Language;
use touchbase::site::{Input, Site};

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

/// The files of a site by their paths.
fn site(compilation: &Compilation) -> BTreeMap<String, String> {
    let (model, sources, config) = (&compilation.model, &compilation.sources, &compilation.config);
    let pictures = BTreeMap::from([("x.png".to_owned(), vec![1])]);
    let input = Input { model, sources, config, preview: false, templates: Vec::new(), today: None, pictures };
    let site = Site::new(&input).unwrap();
    let files = site.files().unwrap();
    let paths: Vec<String> = (0..site.len()).filter_map(|at| site.path(at)).collect();
    assert_eq!(paths, files.iter().map(|file| file.path.to_string()).collect::<Vec<_>>());
    assert_eq!(paths.len(), paths.iter().collect::<BTreeSet<_>>().len(), "every path stands once");
    files
        .into_iter()
        .map(|file| (file.path.to_string(), String::from_utf8_lossy(&file.contents).into_owned()))
        .collect()
}

const SITE: &str = "\
channel telefon \"Telefon\" { type: phone
  labels: { en: \"Phone\" }
  formerly: [anruf] }
channel brief \"Zürich-Brief\" { type: letter }
touchpoint hotline \"Hotline\" {
  labels: { en: \"Service line\" }
  summary: { de: \"Die Leitung.\", en: \"The line <b>.\" }
  mission: \"Anliegen lösen.\"
  channels: [telefon, brief]
  medium: analog
  guardrails: [\"Nie drängen.\"]
  description: { de: \"Siehe [[telefon]]. ![x](x.png)\", en: \"By [[telefon]] or [[brief]]. ![x](x.png)\" }
  reviewed: 2026-03-01
  image: \"x.png\"
}
";

#[test]
fn every_language_has_its_own_pages_below_the_same_addresses() {
    let files = site(&base(&[("touchbase.yaml", CONFIG), ("a.cx", SITE)]));
    let german: BTreeSet<&str> = files.keys().filter(|path| !path.starts_with("en/")).map(String::as_str).collect();
    let pages = |path: &&str| path.ends_with(".html");
    for path in german.iter().filter(|path| pages(path)) {
        assert!(files.contains_key(&format!("en/{path}")), "{path}");
    }
    // What both share exists once, and both find it.
    assert!(!files.keys().any(|path| path.starts_with("en/assets/")), "{:?}", files.keys());
    let (de, en) = (&files["touchpoints/hotline.html"], &files["en/touchpoints/hotline.html"]);
    for (page, up, lang, expected) in [
        (de, "../", "de", ["<h1>Hotline</h1>", "Die Leitung.", "1. März 2026", "Anliegen lösen."]),
        (
            en,
            "../../",
            "en",
            [
                "<h1>Service line</h1>",
                "The line &lt;b&gt;.",
                "1 March 2026",
                "<span lang=\"de\">Anliegen lösen.</span>",
            ],
        ),
    ] {
        assert!(page.contains(&format!("<html lang=\"{lang}\">")));
        assert!(page.contains(&format!("src=\"{up}assets/pictures/x.png\"")), "{page}");
        assert!(page.contains(&format!("href=\"{up}assets/site.css\"")), "{page}");
        expected.iter().for_each(|text| assert!(page.contains(text), "{text}\n{page}"));
    }
    assert!(en.contains("<span lang=\"de\">Nie drängen.</span>"), "{en}");
    assert!(en.contains("<a href=\"../channels/brief.html\" lang=\"de\">Zürich-Brief</a>"), "{en}");
    assert!(en.contains("By <a href=\"../channels/telefon.html\">Phone</a>"), "{en}");
    assert!(!en.contains("unknown reference") && !de.contains("lang=\"de\">Anliegen"));
    // Former addresses lead on, and each language searches its own words.
    assert!(files["en/channels/anruf.html"].contains("telefon.html\">Phone</a>"));
    // Each page names the element in the other language.
    assert!(de.contains("en: <span lang=\"en\">Service line</span>"), "{de}");
    assert!(en.contains("de: <span lang=\"de\">Hotline</span>"), "{en}");
    assert!(files["en/404.html"].contains("<html lang=\"en\">"));
    let search = |folder: &str| -> String {
        files.iter().filter(|(path, _)| path.starts_with(folder)).map(|(_, text)| text.as_str()).collect()
    };
    assert!(
        search("search/").contains("leitung") && search("search/").contains("phone"),
        "labels are found everywhere"
    );
    assert!(search("en/search/").contains("line") && !search("en/search/").contains("leitung"));
}

#[test]
fn the_language_switch_keeps_the_page() {
    let files = site(&base(&[("touchbase.yaml", CONFIG), ("a.cx", SITE)]));
    let switch = |path: &str| {
        let page = &files[path];
        let link = page.split("<a class=\"lang\"").nth(1).and_then(|rest| rest.split("</a>").next());
        link.unwrap_or_else(|| panic!("{path}: {page}")).to_owned()
    };
    let expected = [
        ("index.html", " href=\"en/index.html\" hreflang=\"en\" lang=\"en\">English"),
        ("en/index.html", " href=\"../index.html\" hreflang=\"de\" lang=\"de\">Deutsch"),
        ("touchpoints/hotline.html", " href=\"../en/touchpoints/hotline.html\" hreflang=\"en\" lang=\"en\">English"),
        ("en/touchpoints/hotline.html", " href=\"../../touchpoints/hotline.html\" hreflang=\"de\" lang=\"de\">Deutsch"),
        ("en/glossary.html", " href=\"../glossary.html\" hreflang=\"de\" lang=\"de\">Deutsch"),
        ("en/search.html", " href=\"../search.html\" hreflang=\"de\" lang=\"de\">Deutsch"),
    ];
    for (path, link) in expected {
        assert_eq!(switch(path), link, "{path}");
    }
    let head = "<link rel=\"alternate\" hreflang=\"de\" href=\"../touchpoints/hotline.html\">\n\
                <link rel=\"alternate\" hreflang=\"en\" href=\"../en/touchpoints/hotline.html\">\n";
    assert!(files["touchpoints/hotline.html"].contains(head));
    // Every page has one, and it leads to a page.
    for (path, page) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        assert_eq!(page.matches("class=\"lang\"").count(), 1, "{path}");
    }
}

#[test]
fn a_site_of_one_language_has_no_trace_of_others() {
    let one = site(&base(&[("touchbase.yaml", "languages: [de]\n"), ("a.cx", SITE)]));
    let short = site(&base(&[("touchbase.yaml", "language: de\n"), ("a.cx", SITE)]));
    assert_eq!(one, short);
    for (path, page) in one.iter().filter(|(path, _)| path.ends_with(".html")) {
        assert!(!page.contains("hreflang") && !page.contains("class=\"lang\""), "{path}");
        // The glossary lists other names with their languages.
        let names = if path == "glossary.html" { page.matches("<span lang=\"en\"").count() } else { 0 };
        assert_eq!(page.matches("lang=\"").count(), 1 + names, "{path}");
    }
    let two = site(&base(&[("touchbase.yaml", CONFIG), ("a.cx", SITE)]));
    let pages = |files: &BTreeMap<String, String>| {
        files.keys().filter(|path| !path.starts_with("en/")).cloned().collect::<Vec<_>>()
    };
    assert_eq!(pages(&one).len(), one.len());
    assert!(pages(&one).iter().all(|path| two.contains_key(path)), "addresses stay when a language is added");
}

#[test]
fn letters_of_a_long_glossary_lead_to_the_glossary_of_the_other_language() {
    let terms = (0..700).map(|at| {
        format!("term t{at} \"{}{at}\" {{ definition: \"D.\"\n labels: {{ en: \"Z{at}\" }} }}\n", ["A", "B"][at % 2])
    });
    let files = site(&base(&[("touchbase.yaml", CONFIG), ("a.cx", &terms.collect::<String>())]));
    assert!(files.contains_key("glossary.2.html") && !files.contains_key("en/glossary.2.html"));
    assert!(files["glossary.2.html"].contains("<a class=\"lang\" href=\"en/glossary.html\""));
}
