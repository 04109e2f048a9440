//! Words of the site: links in prose, the glossary and its downloads, the search index.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use touchbase::Compilation;
use touchbase::site::{Input, Site};
use touchbase::syntax::Notation;
use touchbase::text::{Source, Sources};

use crate::generate;
use crate::support::{base, property};

fn with_site<T>(compilation: &Compilation, read: impl FnOnce(&Site<'_>) -> T) -> T {
    let (model, sources, config) = (&compilation.model, &compilation.sources, &compilation.config);
    let input =
        Input { model, sources, config, preview: true, templates: Vec::new(), today: None, pictures: BTreeMap::new() };
    read(&Site::new(&input).unwrap())
}

/// The files whose path `wanted` holds for.
fn pages(compilation: &Compilation, wanted: impl Fn(&str) -> bool) -> BTreeMap<String, String> {
    with_site(compilation, |site| {
        let numbers = (0..site.len()).filter_map(|at| Some((site.path(at)?, at))).filter(|(path, _)| wanted(path));
        numbers
            .map(|(path, at)| (path, String::from_utf8(site.render(at).unwrap().unwrap().contents).unwrap()))
            .collect()
    })
}

fn page(compilation: &Compilation, path: &str) -> String {
    pages(compilation, |found| found == path).remove(path).unwrap()
}

/// The tags of some HTML, each with the text before it.
fn tags(html: &str) -> impl Iterator<Item = (&str, &str)> {
    html.split('>').filter_map(|piece| piece.split_once('<'))
}

fn visible(html: &str) -> String {
    tags(html).map(|(text, _)| text).collect::<String>() + html.rsplit('>').next().unwrap_or_default()
}

/// Links hold no links, and words lead nowhere from within headings, code and links.
fn assert_links_are_well_placed(html: &str, place: &str) {
    let (mut links, mut closed) = (0, 0);
    let closing = |tag: &str| ["h1", "h2", "h3", "h4", "h5", "h6", "code", "pre"].contains(&tag);
    for (_, tag) in tags(html) {
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        let ends = tag.starts_with('/');
        if name == "a" {
            links += if ends { -1 } else { 1 };
            assert!((0..=1).contains(&links), "{place}: a link in a link, at <{tag}>");
            assert!(closed == 0 || !tag.contains("class=\"term\""), "{place}: <{tag}> in a heading or code");
        } else if closing(name) {
            closed += if ends { -1 } else { 1 };
        }
    }
    assert_eq!((links, closed), (0, 0), "{place}");
}

const PIECES: &[&str] = &[
    "Kapsel",
    "Kapseln",
    "Kapsel aus Papier",
    "kapsel",
    "Paket",
    " ",
    " ",
    "\n",
    "\n\n",
    "*",
    "**",
    "_",
    "`",
    "```\n",
    "# ",
    "[",
    "]",
    "](https://a.example)",
    "[[kapsel]]",
    "[[paket|",
    "]]",
    "<b>",
    "</b>",
    "<p title=\"",
    "\">",
    "&amp;",
    "&Kapsel;",
    "&",
    "\\",
    "| a | Kapsel |\n|---|---|\n| Paket | b |\n",
    "- ",
    "1. ",
    "> ",
    "    ",
    "~~",
    ".",
    "<https://kapsel.example>",
    "![",
    "größe",
    "[Kapsel]: https://b.example\n",
    "\u{f8f0}",
    "\u{f8f1}",
    "0",
    "://",
    "-",
];

/// A team described by `text`, beside terms of this status.
fn described(text: &str, status: &str) -> Compilation {
    let quoted = serde_json::to_string(text).unwrap();
    let yaml = format!(
        "terms:\n  kapsel: {{ name: Kapsel, definition: d, status: {status} }}\n  papier: {{ name: Kapsel aus Papier, definition: d, status: {status} }}\n  \
         paket: {{ name: Paket, definition: d, status: {status} }}\nteams:\n  t:\n    name: T\n    description: {quoted}\n"
    );
    base(&[("touchbase.yaml", "language: de\n"), ("a.yaml", &yaml)])
}

fn prose(compilation: &Compilation) -> String {
    let page = page(compilation, "teams/t.html");
    let start = page.find("<div class=\"prose\">").map_or(page.len(), |at| at + 19);
    let rest = &page[start..];
    rest[..rest.find("</section>").unwrap_or(rest.len())].to_owned()
}

proptest! {
    #![proptest_config(property(150))]
    #[test]
    fn words_become_links_and_nothing_else_changes(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 1..14)) {
        let text = pieces.concat();
        let (linked, plain) = (prose(&described(&text, "active")), prose(&described(&text, "draft")));
        prop_assert_eq!(visible(&linked), visible(&plain), "{}", text);
        prop_assert!(!plain.contains("class=\"term\""));
        assert_links_are_well_placed(&linked, &text);
    }
}

#[test]
fn the_first_use_of_a_word_is_linked_once_a_page() {
    let html = prose(&described(
        "# Kapsel\n\nEine `Kapsel`, die Kapseln, eine Kapsel aus Papier und ein Paket, siehe [[paket]]. Kapsel.",
        "active",
    ));
    let links: Vec<&str> =
        html.split("<a class=\"term\" href=\"").skip(1).filter_map(|rest| rest.split("</a>").next()).collect();
    assert_eq!(links, ["../terms/kapsel.html\">Kapseln", "../terms/papier.html\">Kapsel aus Papier"], "{html}");
}

#[test]
fn links_of_words_are_well_placed_on_every_page_of_the_examples() {
    for (name, least) in [("kaffeeklub", 100), ("learn-to-drive", 50)] {
        let mut found = 0;
        for (path, html) in pages(&crate::site::example(name), |path| path.ends_with(".html")) {
            assert_links_are_well_placed(&html, &path);
            let links = html.split("<a class=\"term\" href=\"").skip(1).filter_map(|rest| rest.split('"').next());
            let links: Vec<&str> = links.collect();
            found += links.len();
            let is_of_one = !path.starts_with("glossary") && !path.starts_with("reports");
            let twice = links.len() - links.iter().collect::<BTreeSet<_>>().len();
            assert!(!is_of_one || twice == 0, "{name}/{path} links a word twice: {links:?}");
        }
        assert!(found >= least, "{name} has {found} links of words");
    }
}

#[test]
fn other_names_stand_in_the_glossary_and_lead_to_the_name_to_use() {
    let text = "term kunde \"Kunde\" { definition: \"d\"\n aliases: [\"Käufer\"]\n forbidden: [\"Abnehmer <b>\"]\n formerly: [kaeufer]\n labels: { en: \"customer\" } }\n\
                term zebra \"Zebra\" { definition: \"d\"\n status: retired\n replaced_by: kunde }";
    let html = page(&base(&[("a.cx", text), ("touchbase.yaml", "language: de\n")]), "glossary.html");
    for expected in [
        "<p class=\"see\"><s>Abnehmer &lt;b&gt;</s> <i>nicht sagen →</i> <a href=\"#term-kunde\">Kunde</a></p>",
        "<p class=\"see\">Käufer <i>siehe →</i> <a href=\"#term-kunde\">Kunde</a></p>",
        "<article class=\"entry\" id=\"term-kunde\">",
        "<span lang=\"en\">customer</span>",
        "früher: kaeufer",
        "<span class=\"badge\">Stillgelegt</span>",
        "href=\"glossary.ttl\" download",
    ] {
        assert!(html.contains(expected), "{expected}\n{html}");
    }
    let places: Vec<Option<usize>> =
        ["Abnehmer", ">Käufer", "id=\"term-kunde\"", "id=\"term-zebra\""].map(|text| html.find(text)).to_vec();
    assert!(places.is_sorted() && places.iter().all(Option::is_some), "{places:?}");
}

/// Sizes of the files of the search index by their names.
fn index(compilation: &Compilation) -> (BTreeMap<String, usize>, serde_json::Value) {
    let files = pages(compilation, |path| path.starts_with("search/"));
    let entrance = &files["search/index.js"];
    let entrance = entrance.trim_start_matches("window.touchbaseIndex=").trim_end().trim_end_matches(';');
    let sizes = files.iter().map(|(path, text)| (path["search/".len()..].replace(".js", ""), text.len())).collect();
    (sizes, serde_json::from_str(entrance).unwrap())
}

/// Numbers of the files that can hold words with this beginning, as `search.js` finds them.
fn reach(entrance: &serde_json::Value, sort: &str, word: &str) -> std::ops::RangeInclusive<usize> {
    let keys: Vec<&str> = entrance[sort].as_str().unwrap().split(',').collect();
    let before = |end: &str| keys.iter().filter(|key| **key <= end).count() - 1;
    before(word)..=before(&format!("{word}\u{ffff}"))
}

/// Bytes loaded for a word: when it is found, or when similar ones have to be looked for, with the results in the largest blocks.
fn loaded(sizes: &BTreeMap<String, usize>, entrance: &serde_json::Value, word: &str, mistyped: bool) -> usize {
    let of = |name: &str| sizes[name];
    let files = |letter: &str, numbers: std::ops::RangeInclusive<usize>, most: usize| -> usize {
        numbers.take(most).map(|at| of(&format!("{letter}{at}"))).sum()
    };
    let mut blocks: Vec<usize> =
        sizes.iter().filter(|(name, _)| name.starts_with('d')).map(|(_, size)| *size).collect();
    blocks.sort_unstable_by(|a, b| b.cmp(a));
    let terms = reach(entrance, "terms", word);
    let broad = terms.clone().count() > entrance["span"].as_u64().unwrap() as usize;
    let mut bytes = of("index") + blocks.iter().take(10).sum::<usize>();
    bytes += if broad { of("tops") + files("t", terms, 1) } else { files("t", terms, 3) };
    if mistyped {
        let letters: Vec<char> = word.chars().collect();
        let few = letters.len() > 7;
        let half = if few { letters.len() / 3 } else { letters.len() / 2 };
        let head: String = letters[..half].iter().collect();
        let tail: String = letters[if few { letters.len() - half } else { half }..].iter().rev().collect();
        let whole: String = letters.iter().rev().collect();
        let largest =
            sizes.iter().filter(|(name, _)| name.starts_with('t') && *name != "tops").map(|(_, size)| *size).max();
        bytes += files("e", reach(entrance, "ends", &whole), 2) + files("e", reach(entrance, "ends", &tail), 4);
        bytes += files("w", reach(entrance, "words", &head), 4) + 4 * largest.unwrap();
    }
    bytes
}

#[test]
fn a_first_search_in_10_000_elements_loads_at_most_200_kilobytes() {
    let files = generate::base::files(10_000, Notation::Cx).map(|(path, text)| Source::new(path, text));
    let (sizes, entrance) = index(&touchbase::compile(Sources::new(files.collect())));
    let mut most = (0, "");
    for (word, mistyped) in [
        ("k", false),
        ("ka", false),
        ("be", false),
        ("der", false),
        ("kaffeemaschine", false),
        ("rueckfrage", false),
        ("altstadt", false),
        ("morgen", false),
        ("kafeemaschine", true),
        ("kundnekonto", true),
        ("kuendigugn", true),
        ("luebck", true),
        ("tasze", true),
        ("kassle", true),
    ] {
        let bytes = loaded(&sizes, &entrance, word, mistyped);
        most = most.max((bytes, word));
    }
    assert!(most.0 <= 200_000, "`{}` loads {} bytes", most.1, most.0);
    let two = ["kaffeemaschine", "rueckfrage"].map(|word| loaded(&sizes, &entrance, word, false)).iter().sum::<usize>();
    assert!(two <= 200_000, "two words load {two} bytes");
    let total: usize = sizes.values().sum();
    assert!(sizes.len() < 1_200 && total < 8_000_000, "{} files, {total} bytes", sizes.len());
}

/// Subjects, predicates and objects of a graph in Turtle, as N-Triples writes them.
fn triples(turtle: &str) -> Vec<[String; 3]> {
    let parser = oxttl::TurtleParser::new().with_base_iri("https://site.example/cx/").unwrap();
    let triples = parser.for_slice(turtle.as_bytes()).map(|triple| triple.unwrap_or_else(|error| panic!("{error}")));
    triples
        .map(|triple| [triple.subject.to_string(), triple.predicate.to_string(), triple.object.to_string()])
        .collect()
}

fn skos(name: &str) -> String {
    format!("<http://www.w3.org/2004/02/skos/core#{name}>")
}

/// The rules of the SKOS reference that a program can prove.
fn assert_is_skos(triples: &[[String; 3]]) {
    let of = |property: &str| -> Vec<(&str, &str)> {
        let property = skos(property);
        triples
            .iter()
            .filter(|triple| triple[1] == property)
            .map(|[subject, _, object]| (subject.as_str(), object.as_str()))
            .collect()
    };
    let typed = |class: &str| -> BTreeSet<&str> {
        let class = skos(class);
        triples
            .iter()
            .filter(|triple| triple[1].ends_with("#type>") && triple[2] == class)
            .map(|triple| triple[0].as_str())
            .collect()
    };
    let labels =
        ["prefLabel", "altLabel", "hiddenLabel"].map(|property| of(property).into_iter().collect::<BTreeSet<_>>());
    for (one, other) in [(0, 1), (0, 2), (1, 2)] {
        assert_eq!(labels[one].intersection(&labels[other]).next(), None, "S13: labels have one role");
    }
    let language =
        |label: &str| label.rsplit_once("\"@").unwrap_or_else(|| panic!("{label} has no language")).1.to_lowercase();
    let mut preferred = BTreeSet::new();
    for (subject, label) in &labels[0] {
        assert!(preferred.insert((*subject, language(label))), "S14: {subject} has two preferred labels like {label}");
    }
    let concepts = typed("Concept");
    assert!(concepts.iter().all(|concept| labels[0].iter().any(|(subject, _)| subject == concept)));
    assert_eq!(concepts.intersection(&typed("ConceptScheme")).next(), None, "S9");
    assert_eq!(concepts.intersection(&typed("Collection")).next(), None, "S37");
    let broader = of("broader");
    let above = |concept| {
        let mut found = vec![concept];
        let mut at = 0;
        while let Some(next) = found.get(at).copied() {
            for (_, wider) in broader
                .iter()
                .filter(|(narrow, wider)| *narrow == next && !found.contains(wider))
                .copied()
                .collect::<Vec<_>>()
            {
                found.push(wider);
            }
            at += 1;
        }
        found
    };
    for (one, other) in of("related") {
        assert!(
            !above(one).contains(&other) && !above(other).contains(&one),
            "S27: {one} and {other} are related and broader"
        );
    }
    for (_, target) in ["broader", "related", "member"].iter().flat_map(|property| of(property)) {
        assert!(concepts.contains(target), "{target} is no concept");
    }
}

#[test]
fn the_downloads_of_the_examples_are_skos() {
    for (name, term) in [("kaffeeklub", "terms/mitglied"), ("learn-to-drive", ""), ("minimal", "")] {
        let compilation = crate::site::example(name);
        let files = pages(&compilation, |path| path.starts_with("glossary.") && !path.ends_with(".html"));
        assert_eq!(
            files.keys().collect::<Vec<_>>(),
            ["glossary.csv", "glossary.json", "glossary.jsonld", "glossary.ttl"]
        );
        let graph = triples(&files["glossary.ttl"]);
        assert_is_skos(&graph);
        let concepts = compilation.model.elements().filter(|element| element.parent().is_none()).count();
        let typed = graph.iter().filter(|triple| triple[2] == skos("Concept")).count();
        let json: serde_json::Value = serde_json::from_str(&files["glossary.json"]).unwrap();
        assert_eq!((typed, json["entries"].as_array().unwrap().len()), (concepts, concepts), "{name}");
        assert_eq!(files["glossary.csv"].matches("\r\n").count(), concepts + 1, "{name}");
        if !term.is_empty() {
            let hidden = [
                format!("<https://site.example/cx/{term}.html>"),
                skos("hiddenLabel"),
                "\"Endverbraucher\"@de".to_owned(),
            ];
            assert!(graph.contains(&hidden), "{hidden:?}");
        }
    }
}

#[test]
fn hostile_names_stay_texts_in_every_download() {
    let name = "=cmd|' /C calc'!A0 \"@x\\ <s> \u{202e}\u{7}. a skos:Concept";
    let yaml = format!(
        "terms:\n  t: {{ name: {0}, definition: {0}, forbidden: [{0}, \"@SUM(1)\"], labels: {{ de-a-: x, en: {0} }} }}\n",
        serde_json::to_string(name).unwrap()
    );
    let files = pages(&base(&[("a.yaml", &yaml)]), |path| path.starts_with("glossary."));
    let graph = triples(&files["glossary.ttl"]);
    assert_is_skos(&graph);
    assert_eq!(graph.iter().filter(|triple| triple[2] == skos("Concept")).count(), 1);
    assert!(serde_json::from_str::<serde_json::Value>(&files["glossary.jsonld"]).is_ok());
    let cells = files["glossary.csv"].lines().nth(1).unwrap();
    assert!(cells.contains("\"'=cmd|") || cells.contains(",'=cmd|"), "{cells}");
    assert!(files.values().all(|file| !file.contains('\u{202e}')));
}
