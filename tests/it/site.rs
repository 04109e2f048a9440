//! The site as readers get it: every link leads somewhere, nothing of an author's can do harm, the same input gives the same bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use touchbase::output::OutputFile;
use touchbase::site::{Input, Site, Template, TemplateError};
use touchbase::text::{Source, Sources};
use touchbase::{Compilation, compile};

use crate::support::base;

/// The pages of a knowledge base by their paths.
type Pages = BTreeMap<String, String>;

pub(crate) fn example(name: &str) -> Compilation {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
    let files = walkdir::WalkDir::new(&root).sort_by_file_name().into_iter().map(|entry| entry.unwrap());
    let files = files.filter(|entry| entry.path().extension().is_some_and(|end| end == "cx" || end == "yaml"));
    let source = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
        Source::from_bytes(path, fs::read(entry.path()).unwrap())
    };
    compile(Sources::new(files.map(source).collect()))
}

fn files(compilation: &Compilation, preview: bool, templates: Vec<Template>) -> Result<Vec<OutputFile>, TemplateError> {
    let (model, sources, config) = (&compilation.model, &compilation.sources, &compilation.config);
    let input = Input { model, sources, config, preview, templates, today: None, pictures: BTreeMap::new() };
    Site::new(&input)?.files()
}

fn site(compilation: &Compilation) -> Pages {
    let files = files(compilation, true, Vec::new()).unwrap();
    files.into_iter().map(|file| (file.path.to_string(), String::from_utf8(file.contents).unwrap())).collect()
}

/// The values of all attributes of this name, as written.
fn attributes<'h>(html: &'h str, name: &str) -> Vec<&'h str> {
    let start = format!(" {name}=\"");
    html.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// Where `link` on page `from` leads: path and place.
fn resolved(from: &str, link: &str) -> (String, Option<String>) {
    let (path, place) = link.split_once('#').map_or((link, None), |(path, place)| (path, Some(place.to_owned())));
    if path.is_empty() {
        return (from.to_owned(), place);
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." => assert!(parts.pop().is_some(), "{link} on {from} leaves the site"),
            part => parts.push(part),
        }
    }
    (parts.join("/"), place)
}

fn assert_links_resolve(pages: &Pages) {
    let places: BTreeMap<&str, BTreeSet<&str>> =
        pages.iter().map(|(path, html)| (path.as_str(), attributes(html, "id").into_iter().collect())).collect();
    for (from, html) in pages.iter().filter(|(path, _)| path.ends_with(".html")) {
        let links = ["href", "src", "action"].map(|name| attributes(html, name)).concat();
        for link in links.into_iter().filter(|link| !link.contains(':')) {
            let (path, place) = resolved(from, link);
            let found = places.get(path.as_str()).unwrap_or_else(|| panic!("{from} links to {link}, which is no file"));
            let place_found = place.as_deref().is_none_or(|place| found.contains(place));
            assert!(place_found, "{from} links to {link}, but there is no such place");
        }
    }
}

fn assert_unique_ids(pages: &Pages) {
    for (path, html) in pages {
        let mut seen = BTreeSet::new();
        let twice: Vec<&str> = attributes(html, "id").into_iter().filter(|id| !seen.insert(*id)).collect();
        assert!(twice.is_empty(), "{path} has two places called {twice:?}");
    }
}

/// Nothing that the policy on each page would have to make an exception for.
fn assert_no_inline_code(pages: &Pages) {
    for (path, html) in pages.iter().filter(|(path, _)| path.ends_with(".html")) {
        assert!(html.contains("http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"), "{path}");
        assert!(!html.contains("<style") && attributes(html, "style").is_empty(), "{path} has inline style");
        for script in html.split("<script").skip(1) {
            let (tag, rest) = script.split_once('>').unwrap();
            assert!(tag.contains(" src=\"") && rest.starts_with("</script>"), "{path} has an inline script");
        }
        for tag in html.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
            let names = tag.split('"').step_by(2).collect::<String>();
            assert!(!names.contains(" on"), "{path} has an event handler in {tag}");
        }
    }
}

#[test]
fn every_link_and_place_of_the_examples_resolves() {
    for name in ["kaffeeklub", "learn-to-drive", "minimal"] {
        let pages = site(&example(name));
        assert!(pages.len() > 30, "{name} has {} files", pages.len());
        assert_links_resolve(&pages);
        assert_unique_ids(&pages);
        assert_no_inline_code(&pages);
    }
}

#[test]
fn two_runs_give_the_same_bytes_in_whatever_order_pages_are_made() {
    let compilation = example("kaffeeklub");
    let first = files(&compilation, false, Vec::new()).unwrap();
    let again = example("kaffeeklub");
    let (model, sources, config) = (&again.model, &again.sources, &again.config);
    let input =
        Input { model, sources, config, preview: false, templates: Vec::new(), today: None, pictures: BTreeMap::new() };
    let site = Site::new(&input).unwrap();
    let mut second: Vec<OutputFile> = (0..site.len()).rev().map(|at| site.render(at).unwrap().unwrap()).collect();
    second.reverse();
    assert_eq!(first.len(), second.len());
    for (a, b) in first.iter().zip(&second) {
        assert!(a == b, "{} differs between two runs", a.path);
    }
}

#[test]
fn what_authors_write_comes_out_harmless() {
    let hostile = "<script>alert(1)</script></style></title>\\\" onmouseover=x {{ 7 * 7 }} {% raw %} \u{202e}evil";
    let markdown = r#"<script>alert(1)</script> <img src=x onerror=alert(1)> <b onclick=x>b</b>

</style><iframe src=javascript:alert(1)></iframe>

[a](javascript:alert(1)) [b](JaVaScRiPt&#58;alert(1)) [c](data:text/html,x) ![d](javascript:x) <javascript:alert(1)>

[[missing|<script>x</script>]] [[t|<i>shown</i>]] `{{ code }}` {{ 1 + 1 }}"#;
    let text = format!(
        "channel t \"{hostile}\" {{\n type: web\n summary: \"{hostile}\"\n aliases: [\"{hostile} 2\"]\n description: \"\"\"\n{markdown}\n\"\"\"\n links: [\"https://example.org/\\\"><script>\"]\n}}\n\
         persona p \"P\" {{ type: customer\n needs: [\"{hostile}\"]\n quote: \"{hostile}\" }}\n\
         touchpoint tp \"T\" {{ mission: \"{hostile}\"\n channels: [t]\n medium: digital\n guardrails: [\"{hostile}\"] }}\n\
         journey j \"J\" {{ personas: [p]\n need: \"{hostile}\"\n stage \"S {hostile}\" {{ step s \"s {hostile}\" {{ touchpoint: tp\n thought: \"{hostile}\"\n expects: \"{hostile}\"\n emotion: {{ p: -2, nobody: 1 }} }} }} }}\n"
    );
    let pages = site(&base(&[("a.cx", &text)]));
    assert_no_inline_code(&pages);
    assert_links_resolve(&pages);
    for (path, html) in pages.iter().filter(|(path, _)| path.ends_with(".html")) {
        let harm = ["<script>alert", "<b onclick", "<iframe", "<img src=x", "=\"javascript:", "=\"data:", "\u{202e}"];
        let found = harm.iter().find(|text| html.to_lowercase().contains(**text));
        assert!(found.is_none(), "{path} contains {found:?}");
        let ended = |tag: &str| html.matches(&format!("<{tag}>")).count() == html.matches(&format!("</{tag}>")).count();
        assert!(!html.contains(" 49 ") && !html.contains("</style>") && ended("title"), "{path}");
    }
    let page = &pages["channels/t.html"];
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && page.contains("{{ 7 * 7 }}"), "{page}");
    assert!(page.contains("<code>{{ code }}</code>") && page.contains("&lt;i&gt;shown&lt;/i&gt;"), "{page}");
    for (path, script) in pages.iter().filter(|(path, _)| path.starts_with("search/")) {
        assert!(script.starts_with("touchbase") || script.starts_with("window.touchbaseIndex="), "{path}");
        assert!(!script.trim_end().contains('\n'), "{path} is more than one statement");
    }
}

#[test]
fn references_that_lead_nowhere_are_marked_and_listed() {
    let compilation =
        base(&[("a.cx", "touchpoint hotline \"Hotline\" { mission: \"m\"\n channels: [telefonn]\n medium: analog }")]);
    let pages = site(&compilation);
    assert!(pages["touchpoints/hotline.html"].contains("<span class=\"broken\" title=\"unknown reference\">telefonn"));
    assert!(pages["broken.html"].contains("telefonn") && pages["broken.html"].contains("a.cx:2"));
    assert!(pages["index.html"].contains("href=\"broken.html\""));
    let published = files(&compilation, false, Vec::new()).unwrap();
    assert!(!published.iter().any(|file| file.path == "broken.html"), "only a preview lists them");
}

#[test]
fn former_ids_lead_to_the_page_and_never_take_another_ones_place() {
    let text = "channel new \"New\" { type: web\n formerly: [old, taken] }\nchannel taken \"Taken\" { type: app }";
    let pages = site(&base(&[("a.cx", text)]));
    let old = &pages["channels/old.html"];
    assert!(old.contains("http-equiv=\"refresh\"") && old.contains("url=../channels/new.html"), "{old}");
    assert!(pages["channels/taken.html"].contains("<h1>Taken</h1>"));
}

#[test]
fn an_empty_knowledge_base_says_how_to_begin() {
    let pages = site(&base(&[]));
    assert_links_resolve(&pages);
    assert!(pages["index.html"].contains("Add a persona and a journey"));
    assert!(pages["personas/index.html"].contains("persona &quot;"), "a list without elements shows how to write one");
    assert!(pages["matrix.html"].contains("No step of a journey names a touchpoint yet."));
}

#[test]
fn drafts_and_retired_elements_are_marked() {
    let text = "channel fax \"Fax\" { type: other\n status: retired\n replaced_by: mail }\nchannel mail \"Mail\" { type: mail\n status: draft }";
    let pages = site(&base(&[("a.cx", text)]));
    let fax = &pages["channels/fax.html"];
    assert!(fax.contains("No longer in use. Replaced by: <a href=\"../channels/mail.html\">Mail</a>."), "{fax}");
    assert!(pages["channels/mail.html"].contains("<span class=\"badge bad\">Draft</span>"));
    assert!(pages["channels/index.html"].contains("Retired"));
}

#[test]
fn a_template_of_the_team_replaces_one_page_and_a_mistake_in_it_is_named() {
    let compilation = base(&[("a.cx", "channel web \"Web\" { type: web }")]);
    let own = |name: &str, text: &str| vec![Template { name: name.into(), text: text.into() }];
    let text = "{% extends \"element.html\" %}{% block details %}<p>Channel {{ title }}: {{ by_key.type.html }}</p>{% endblock %}";
    let made = files(&compilation, false, own("channel.html", text)).unwrap();
    let page = made.iter().find(|file| file.path == "channels/web.html").unwrap();
    assert!(
        String::from_utf8_lossy(&page.contents).contains("<p>Channel Web: Website</p>")
            || String::from_utf8_lossy(&page.contents).contains("<p>Channel Web: Web</p>")
    );
    let error = files(&compilation, false, own("channel.html", "{{ title }}\n{{ titel.name }}")).unwrap_err();
    assert_eq!((&*error.template, error.line), ("channel.html", Some(2)));
    assert!(error.to_string().contains("`titel.name`"), "{error}");
}

#[test]
fn every_template_is_explained() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("docs/templates.md")).unwrap();
    let files = walkdir::WalkDir::new(root.join("templates")).into_iter().map(|entry| entry.unwrap());
    for file in files.filter(|entry| entry.file_type().is_file()) {
        let name = file.path().strip_prefix(root.join("templates")).unwrap().to_str().unwrap().replace('\\', "/");
        // What `touchbase new` starts from and what `touchbase serve` adds lie beside the templates of the site.
        let of_site = !name.starts_with("new/") && !name.starts_with("live/");
        assert!(!of_site || text.contains(&format!("`{name}`")), "docs/templates.md does not explain {name}");
    }
    let example = text.split("```jinja\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let base =
        base(&[("a.cx", "metric m \"M\" { class: brand\n method: nps\n unit: points\n actual: 31\n target: 40 }")]);
    let made = files_with(&base, "metric.html", example);
    assert!(
        made["metrics/m.html"].contains("<p>Today 31\u{a0}points, to become 40\u{a0}points.</p>"),
        "{}",
        made["metrics/m.html"]
    );
}

fn files_with(compilation: &Compilation, name: &str, text: &str) -> Pages {
    let own = vec![Template { name: name.into(), text: text.into() }];
    let made = files(compilation, false, own).unwrap();
    made.into_iter().map(|file| (file.path.to_string(), String::from_utf8(file.contents).unwrap())).collect()
}

#[test]
fn style_and_scripts_stay_small() {
    let pages = site(&example("learn-to-drive"));
    let size = |path: &str| pages[path].len();
    let total = |paths: &[&str]| paths.iter().map(|path| size(path)).sum::<usize>();
    let everywhere = total(&["assets/site.css", "assets/site.js", "assets/theme.js"]);
    assert!(everywhere < 27_000, "every page loads {everywhere} bytes");
    let (path, journey) = pages.iter().find(|(_, html)| html.contains("class=\"map ")).unwrap();
    let mut linked = attributes(journey, "href");
    linked.extend(attributes(journey, "src"));
    let linked: Vec<String> = linked.into_iter().map(|link| resolved(path, link).0).collect();
    let linked: Vec<&str> =
        linked.iter().map(String::as_str).filter(|path| path.ends_with(".css") || path.ends_with(".js")).collect();
    assert!(linked.contains(&"assets/journey.css"), "{linked:?}");
    let journey = total(&linked);
    assert!(journey < 40_000, "a journey loads {journey} bytes: {linked:?}");
}

/// A base of `n` touchpoints, and journeys of five steps through them.
fn grown(n: usize) -> Compilation {
    let mut text =
        String::from("channel web \"Web\" { type: web }\npersona p \"Person\" { type: customer\n needs: [\"n\"] }\n");
    for at in 0..n {
        text.push_str(&format!("touchpoint t{at} \"Touchpoint {at}\" {{ mission: \"m\"\n channels: [web]\n medium: digital\n summary: \"Sentence {at} about it.\" }}\n"));
    }
    for journey in 0..n / 10 {
        let step = |at: usize| {
            format!("step s{at} \"Step {at}\" {{ touchpoint: t{}\n emotion: -1 }}\n", (journey * 7 + at * 13) % n)
        };
        let steps: String = (0..5).map(step).collect();
        text.push_str(&format!(
            "journey j{journey} \"Journey {journey}\" {{ personas: [p]\n need: \"n\"\n stage \"S\" {{ {steps} }} }}\n"
        ));
    }
    base(&[("a.cx", &text)])
}

#[test]
fn output_grows_with_the_number_of_elements_and_no_page_without_bound() {
    let bytes = |pages: &Pages| pages.values().map(String::len).sum::<usize>();
    let (small, large) = (site(&grown(500)), site(&grown(3000)));
    let growth = bytes(&large) as f64 / bytes(&small) as f64;
    assert!(growth < 6.6, "six times the elements gave {growth:.2} times the bytes");
    let html = large.iter().filter(|(path, _)| path.ends_with(".html"));
    let (path, page) = html.max_by_key(|(_, page)| page.len()).unwrap();
    assert!(page.len() < 400_000, "{path} has {} bytes", page.len());
    assert_links_resolve(&large);
    assert!(
        large.contains_key("glossary.1.html")
            && large.contains_key("matrix.2.html")
            && large.contains_key("touchpoints/index.2.html")
    );
}

/// Whatever is wrong with a field, a preview shows its page and says so.
#[test]
fn previews_show_faulty_values_of_every_field() {
    for fault in ["[[[x]]]", "{ größe: { b: [😀] } }", "\"\""] {
        let schema = touchbase::schema::Schema::built_in();
        let mut text = String::new();
        for (_, kind) in schema.kinds().filter(|(_, kind)| !["stage", "step"].contains(&kind.name.as_ref())) {
            text.push_str(&format!("{}:\r\n  a-{}:\r\n", kind.plural, kind.name));
            let fields = kind.fields.iter().filter(|field| field.key != "id");
            fields.for_each(|field| text.push_str(&format!("    {}: {fault}\r\n", field.key)));
        }
        let pages = site(&base(&[("a.yaml", &text)]));
        assert!(pages["personas/a-persona.html"].contains("class=\"broken\""), "{fault}");
        assert!(pages.len() > 50);
    }
}
