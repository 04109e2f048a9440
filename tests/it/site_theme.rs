//! What teams and programs get of a site beyond its pages: a look of one's own, data beside every page, and what search engines read.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use touchbase::Compilation;
use touchbase::site::{Input, Site};

use crate::site::example;
use crate::support::{base, findings};

/// The files of a site by their paths.
type Files = BTreeMap<String, String>;

fn site(compilation: &Compilation, pictures: &[(&str, &str)]) -> Files {
    let pictures = pictures.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    let (model, sources, config) = (&compilation.model, &compilation.sources, &compilation.config);
    let input = Input { model, sources, config, preview: true, templates: Vec::new(), today: None, pictures };
    let files = Site::new(&input).unwrap().files().unwrap();
    files.into_iter().map(|file| (file.path.to_string(), String::from_utf8(file.contents).unwrap())).collect()
}

fn json(files: &Files, path: &str) -> Value {
    let text = files.get(path).unwrap_or_else(|| panic!("there is no {path}"));
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every value under the key `name`, however deep.
fn all<'v>(value: &'v Value, name: &str, found: &mut Vec<&'v str>) {
    match value {
        Value::Object(map) => {
            found.extend(map.get(name).and_then(Value::as_str));
            map.values().for_each(|value| all(value, name, found));
        }
        Value::Array(list) => list.iter().for_each(|value| all(value, name, found)),
        _ => {}
    }
}

/// Whether there is the page, and the place on it, that `href` names from a file in a folder of the site.
fn leads_somewhere(files: &Files, href: &str) -> bool {
    let (path, place) = href.split_once('#').map_or((href, None), |(path, place)| (path, Some(place)));
    let page = path.strip_prefix("../").and_then(|path| files.get(path));
    page.is_some_and(|html| place.is_none_or(|place| html.contains(&format!("id=\"{place}\""))))
}

#[test]
fn every_element_has_a_twin_that_keeps_to_the_schema_and_leads_to_pages() {
    let mut schemas = boon::Schemas::new();
    let schema: Value = serde_json::from_str(include_str!("../../docs/twin.schema.json")).unwrap();
    let mut compiler = boon::Compiler::new();
    compiler.add_resource("twin.json", schema).unwrap();
    let schema = compiler.compile("twin.json", &mut schemas).unwrap();
    for name in ["kaffeeklub", "learn-to-drive"] {
        let files = site(&example(name), &[]);
        let twins: Vec<&String> = files
            .keys()
            .filter(|path| {
                path.ends_with(".json") && path.contains('/') && files.contains_key(&path.replace(".json", ".html"))
            })
            .filter(|path| !["/index.json", "/glossary.json"].iter().any(|list| path.ends_with(list)))
            .collect();
        assert!(twins.len() > 100, "{name} has {} twins", twins.len());
        for path in twins {
            let twin = json(&files, path);
            if let Err(error) = schemas.validate(&twin, schema) {
                panic!("{path}: {error}");
            }
            let mut hrefs = Vec::new();
            all(&twin, "href", &mut hrefs);
            let lost: Vec<&&str> = hrefs.iter().filter(|href| !leads_somewhere(&files, href)).collect();
            assert!(lost.is_empty(), "{path} leads nowhere: {lost:?}");
            let name = path.rsplit('/').next().unwrap();
            let link = format!("<link rel=\"alternate\" type=\"application/json\" href=\"{name}\">");
            assert!(files[&path.replace(".json", ".html")].contains(&link), "{path} is not named by its page");
        }
    }
}

#[test]
fn a_twin_says_what_the_model_knows() {
    let text = "channel phone \"Phone\" { type: phone }\n\
                touchpoint hotline \"Größe & <b>\" { mission: \"x \\\"y\\\"\"\n channels: [phone, fax]\n talk_time: 6min\n description: \"See [[get-help.call]].\" }\n\
                persona mia \"Mia\" { type: customer\n needs: [\"Rest\"] }\n\
                journey get-help \"Get help\" { personas: [mia]\n need: \"Help\"\n stage s \"S\" { step call \"Call\" { touchpoint: hotline\n emotion: { mia: -1, default: 2 } } } }\n";
    let files = site(&base(&[("a.cx", text)]), &[]);
    let hotline = json(&files, "touchpoints/hotline.json");
    assert_eq!(hotline["name"], "Größe & <b>");
    assert_eq!(hotline["place"], serde_json::json!({ "file": "a.cx", "line": 2 }));
    let fields = &hotline["fields"];
    assert_eq!((&fields["mission"], &fields["talk_time"]), (&"x \"y\"".into(), &"6min".into()));
    let phone =
        serde_json::json!({ "id": "phone", "kind": "channel", "name": "Phone", "href": "../channels/phone.html" });
    assert_eq!(fields["channels"], serde_json::json!([phone, { "unknown": "fax" }]));
    assert_eq!(hotline["backlink_count"], 1);
    assert_eq!(hotline["backlinks"][0]["id"], "get-help.call");
    assert_eq!(hotline["backlinks"][0]["field"], "touchpoint");
    let journey = json(&files, "journeys/get-help.json");
    let call = &journey["children"][0]["children"][0];
    assert_eq!((&call["id"], &call["href"]), (&"get-help.call".into(), &"../journeys/get-help.html#call".into()));
    let mia = serde_json::json!({ "id": "mia", "kind": "persona", "name": "Mia", "href": "../personas/mia.html" });
    let emotion = serde_json::json!([{ "key": mia, "value": -1 }, { "key": "default", "value": 2 }]);
    assert_eq!(call["fields"]["emotion"], emotion);
    let used = &journey["backlinks"][0];
    assert_eq!(
        (&used["id"], &used["in_text"], &used["to"]),
        (&"hotline".into(), &true.into(), &"get-help.call".into())
    );
}

#[test]
fn lists_come_in_parts_and_llms_txt_stays_short() {
    let text: String =
        (0..1101).map(|at| format!("term t{at:04} \"Term {at:04}\" {{ definition: \"x\" }}\n")).collect();
    let files = site(&base(&[("a.cx", &text)]), &[]);
    let index = json(&files, "index.json");
    assert_eq!((&index["count"], &index["kinds"][0]["json"]), (&1101.into(), &"terms/index.json".into()));
    let (mut next, mut ids) = (Some("index.json".to_owned()), BTreeSet::new());
    while let Some(part) = next {
        let list = json(&files, &format!("terms/{part}"));
        let elements = list["elements"].as_array().unwrap();
        assert!(elements.len() <= 500 && list["count"] == 1101);
        for element in elements {
            assert!(files.contains_key(&format!("terms/{}", element["json"].as_str().unwrap())), "{element}");
            ids.insert(element["id"].as_str().unwrap().to_owned());
        }
        next = list["next"].as_str().map(str::to_owned);
    }
    assert_eq!(ids.len(), 1101);
    let llms = &files["llms.txt"];
    assert!(llms.len() < 1000 && llms.contains("](terms/index.html): 1101, [JSON](terms/index.json)"), "{llms}");
}

#[test]
fn without_a_base_address_no_page_claims_one() {
    let files = site(&example("minimal"), &[]);
    assert!(!files.contains_key("sitemap.xml") && !files.contains_key("robots.txt"));
    for (path, html) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        assert!(!html.contains("og:url") && !html.contains("og:image"), "{path}");
        for tag in ["og:title", "og:type", "og:description", "og:site_name"] {
            assert_eq!(html.matches(&format!("property=\"{tag}\"")).count(), 1, "{tag} on {path}");
        }
    }
}

#[test]
fn with_a_base_address_every_page_knows_its_own_and_the_sitemap_has_it() {
    let config = "site:\n  base: https://cx.example.org/a&b/\n  logo: logo.png\n";
    let text = "team t \"T <x>\" { formerly: [u] }\n";
    let png = "\u{89}PNG";
    let files = site(&base(&[("touchbase.yaml", config), ("a.cx", text)]), &[("logo.png", png)]);
    let page = &files["teams/t.html"];
    for tag in [
        "<link rel=\"canonical\" href=\"https://cx.example.org/a&amp;b/teams/t.html\">",
        "<meta property=\"og:url\" content=\"https://cx.example.org/a&amp;b/teams/t.html\">",
        "<meta property=\"og:image\" content=\"https://cx.example.org/a&amp;b/assets/pictures/logo.png\">",
        "<meta property=\"og:title\" content=\"T &lt;x&gt;\">",
    ] {
        assert!(page.contains(tag), "{tag}\n{page}");
    }
    let document = roxmltree::Document::parse(&files["sitemap.xml"]).unwrap();
    let listed: BTreeSet<&str> =
        document.descendants().filter(|node| node.tag_name().name() == "loc").filter_map(|node| node.text()).collect();
    assert!(
        listed.contains("https://cx.example.org/a&b/") && listed.contains("https://cx.example.org/a&b/teams/t.html")
    );
    assert!(!files.contains_key("robots.txt"), "nobody looks for it below a folder");
    for (path, html) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let address = format!("https://cx.example.org/a&b/{}", if path == "index.html" { "" } else { path });
        let hidden = html.contains("<meta name=\"robots\" content=\"noindex\">");
        assert_eq!(listed.contains(address.as_str()), !hidden, "{path}");
        assert!(html.contains("rel=\"canonical\"") || hidden, "{path}");
    }
    assert!(files["teams/u.html"].contains("noindex") && files["404.html"].contains("noindex"));
}

#[test]
fn a_team_gives_its_site_a_look_of_its_own() {
    let config = "site:\n  name: \"Amsel <b>\"\n  logo: { file: bilder/größe.svg, alt: \"Amsel \\\"Logo\\\"\" }\n  accent: \"#ffcc00\"\n  \
                  footer: \"**Wir** <script>alert(1)</script> [böse](javascript:alert(1)) [gut](https://example.org)\"\n  \
                  css: [stil/team.css]\n  repository: https://git.example.org/cx\n";
    let text = "team t \"T\" { }\n";
    let logo = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 20'/>";
    let compilation = base(&[("touchbase.yaml", config), ("a.cx", text)]);
    assert!(compilation.has("low-contrast"), "{:?}", compilation.diagnostics);
    let files = site(&compilation, &[("bilder/größe.svg", logo), ("stil/team.css", "h1 { color: red }")]);
    let page = &files["teams/t.html"];
    for part in [
        "<img src=\"../assets/pictures/bilder/gr%C3%B6%C3%9Fe.svg\" alt=\"Amsel &quot;Logo&quot;\" height=\"32\" width=\"64\"></a>",
        "<link rel=\"stylesheet\" href=\"../assets/accent.css\">",
        "<strong>Wir</strong> &lt;script&gt;",
        "<a href=\"https://example.org\" rel=\"noopener\">gut</a>",
        "<a href=\"https://git.example.org/cx\" rel=\"noopener\">",
        "<link rel=\"icon\" href=\"../assets/favicon.svg\"",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert!(!page.contains("javascript:") && !page.contains("<script>alert"));
    let sheets: Vec<&str> =
        page.split("rel=\"stylesheet\" href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(sheets.first(), Some(&"../assets/site.css"));
    assert_eq!(sheets.last(), Some(&"../assets/styles/stil/team.css"), "the team's own comes last");
    assert_eq!(files["assets/styles/stil/team.css"], "h1 { color: red }");
    let accent = &files["assets/accent.css"];
    assert!(!accent.contains("--accent: #ffcc00") && accent.contains(", #ffcc00)"), "dark pages can have it: {accent}");
    assert!(!files["assets/favicon.svg"].contains("#00666e"), "the icon is in the team's colour");
}

#[test]
fn the_foot_speaks_the_language_of_the_page_and_says_when_it_cannot() {
    let text = "team t \"Größe\" { labels: { en: \"Size 📏\" } }\r\n";
    let feet = |footer: &str| {
        let config = format!("languages: [de, en]\nsite:\n  footer: {footer}\n");
        let compilation = base(&[("touchbase.yaml", config.as_str()), ("a.cx", text)]);
        let files = site(&compilation, &[]);
        let foot = |path: &str| files[path].split("<footer").nth(1).unwrap_or_default().to_owned();
        (findings(&compilation), foot("teams/t.html"), foot("en/teams/t.html"))
    };
    let (said, de, en) = feet("{ de: \"Fragen? Größe!\", en: \"Questions?\" }");
    assert!(!said.contains("touchbase.yaml"), "{said}");
    assert!(de.contains("Fragen? Größe!") && !de.contains("Questions?"), "{de}");
    assert!(en.contains("Questions?") && !en.contains("Fragen?"), "{en}");
    let (_, de, en) = feet("\"Fragen?\"");
    assert!(!de.contains("<div lang=") && en.contains("<div lang=\"de\">"), "{en}");
    let (_, de, en) = feet("{ en: \"Questions?\" }");
    assert!(de.contains("<div lang=\"en\">") && !en.contains("<div lang="), "{de}");
    let (said, ..) = feet("{ dr: \"Fragen?\" }");
    assert!(said.contains("touchbase.yaml:3") && said.contains("`dr`"), "{said}");
}

#[test]
fn a_square_logo_is_the_icon_and_files_that_are_not_there_are_left_out() {
    let config = "site: { logo: logo.svg, css: [gone.css] }\n";
    let compilation = base(&[("touchbase.yaml", config), ("a.cx", "team t \"T\" { }\n")]);
    let files = site(&compilation, &[("logo.svg", "<svg viewBox='0 0 32 32'/>")]);
    let page = &files["index.html"];
    assert!(page.contains("<link rel=\"icon\" href=\"assets/pictures/logo.svg\" type=\"image/svg+xml\">"), "{page}");
    assert!(page.contains("alt=\"\" height=\"32\" width=\"32\">touchbase</a>"), "it stands beside the name: {page}");
    assert!(!page.contains("gone.css") && !files.contains_key("assets/accent.css"));
}
