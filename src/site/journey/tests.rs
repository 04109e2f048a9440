//! Journeys of 3 to 60 steps and 1 to 6 personas on their pages and in their pictures.

use std::collections::BTreeMap;

use super::samples::knowledge;
use crate::site::width::Type;
use crate::site::{Input, Site};
use crate::text::{Source, Sources};

/// Every file of the site of one German knowledge base, by its path.
fn site(text: &str) -> BTreeMap<String, String> {
    let config = Source::new("touchbase.yaml", "language: de\n");
    let compilation = crate::compile(Sources::new(vec![config, Source::new("a.cx", text)]));
    let input = Input {
        model: &compilation.model,
        sources: &compilation.sources,
        config: &compilation.config,
        preview: true,
        today: None,
        templates: Vec::new(),
        pictures: BTreeMap::new(),
    };
    let site = Site::new(&input).unwrap_or_else(|error| panic!("{error}"));
    let files = site.files().unwrap_or_else(|error| panic!("{error}"));
    files
        .into_iter()
        .map(|file| (file.path.to_string(), String::from_utf8_lossy(&file.contents).into_owned()))
        .collect()
}

const SIZES: [(usize, usize); 6] = [(3, 1), (12, 3), (12, 6), (30, 2), (60, 1), (60, 6)];

#[test]
fn the_map_has_a_cell_for_every_lane_and_step() {
    for (steps, personas) in SIZES {
        let files = site(&knowledge(steps, personas));
        let page = &files["journeys/long.html"];
        let table = page.split("<table>").nth(1).and_then(|rest| rest.split("</table>").next()).unwrap_or_default();
        assert_eq!(table.matches("scope=\"col\"").count(), steps);
        let lanes =
            ["marks", "touchpoint", "thought", "expects", "pains", "effort", "front", "backstage", "systems", "teams"];
        for lane in lanes {
            let row =
                table.split(&format!("<tr class=\"l-{lane}\">")).nth(1).and_then(|rest| rest.split("</tr>").next());
            assert_eq!(row.unwrap_or_default().matches("<td>").count(), steps, "{lane} of {steps} steps");
        }
        assert_eq!(table.matches("class=\"line\"").count(), 2, "lines of interaction and of visibility");
        for at in 0..steps {
            for place in [
                format!("id=\"_m-s{at}\""),
                format!("id=\"s{at}\""),
                format!("href=\"#s{at}\""),
                format!("href=\"#_m-s{at}\""),
            ] {
                assert!(page.contains(&place), "{place}");
            }
        }
        let points =
            table.split("class=\"plot\"").nth(1).and_then(|rest| rest.split("</tr>").next()).unwrap_or_default();
        let lines: Vec<&str> = points.split("<g class=\"v").skip(1).collect();
        let (lines, points): (Vec<&str>, Vec<&str>) = lines
            .into_iter()
            .filter(|line| !line.contains("class=\"ring\""))
            .partition(|line| !line.contains("class=\"dots "));
        assert_eq!((lines.len(), points.len()), (personas, personas), "a line and its points for each persona");
        let drawn = |points: &&str| points.matches("<circle ").count().max(points.matches("<path ").count());
        assert!(points.iter().all(|points| drawn(points) == steps), "{points:?}");
        let rows = table.matches("<tr class=\"l-emotion felt-by v").count();
        assert_eq!(rows, personas, "and the same in numbers");
    }
}

#[test]
fn pages_of_journeys_stay_small() {
    for (steps, personas, most) in [(12, 3, 50_000), (12, 6, 60_000), (60, 6, 250_000)] {
        let files = site(&knowledge(steps, personas));
        for (path, text) in files.iter().filter(|(path, _)| path.starts_with("journeys/long")) {
            assert!(text.len() < most, "{path} has {} bytes", text.len());
        }
        let shared = ["site.css", "journey.css", "theme.js", "site.js", "journey.js"];
        let shared: usize = shared.iter().map(|name| files[&format!("assets/{name}")].len()).sum();
        assert!(shared < 40_000, "a journey loads {shared} bytes of style and script");
    }
}

#[test]
fn sub_journeys_unfold_to_an_end() {
    let files = site(&knowledge(12, 1));
    let page = &files["journeys/long.html"];
    assert!(page.contains("Teilreise: <a href=\"../journeys/kurz.html\">Sich ausweisen</a><details class=\"sub\"><summary>2 Schritte</summary>"), "{page}");
    assert_eq!(
        page.matches("<details class=\"sub\">").count(),
        2 * 3,
        "three steps, in map and story; none within itself"
    );
}

/// Left, right, top and bottom of every line of text in a picture, with the text.
fn boxes(svg: &str) -> Vec<([f64; 4], String)> {
    let document = roxmltree::Document::parse(svg).unwrap_or_else(|error| panic!("{error}\n{svg}"));
    let mut found = Vec::new();
    for text in document.descendants().filter(|node| node.has_tag_name("text")) {
        let shift = text.ancestors().find_map(|node| node.attribute("transform")).unwrap_or("translate(0 0)");
        let shift: Vec<f64> = shift
            .trim_start_matches("translate(")
            .trim_end_matches(')')
            .split(' ')
            .filter_map(|n| n.parse().ok())
            .collect();
        let inherited = |name: &str| text.ancestors().find_map(|node| node.attribute(name));
        let number = |name: &str| inherited(name).and_then(|value| value.parse::<f64>().ok()).unwrap_or_default();
        let (size, bold) = (number("font-size"), inherited("font-weight") == Some("600"));
        let style = if bold { Type::bold(size) } else { Type::new(size) };
        let (x, mut y) = (number("x") + shift[0], number("y") + shift[1]);
        for line in text.children() {
            y += line.attribute("dy").and_then(|dy| dy.parse::<f64>().ok()).unwrap_or_default();
            let words: String =
                line.descendants().filter(|node| node.is_text()).filter_map(|node| node.text()).collect();
            let width = style.width(&words);
            let left = if inherited("text-anchor") == Some("middle") { x - width / 2.0 } else { x };
            found.push(([left, left + width, y - size * 0.75, y + size * 0.2], words));
        }
    }
    found
}

#[test]
fn nothing_in_the_picture_overlaps_or_leaves_it() {
    for (steps, personas) in SIZES {
        let files = site(&knowledge(steps, personas));
        let svg = &files["journeys/long.svg"];
        let width: f64 =
            svg.split("width=\"").nth(1).and_then(|rest| rest.split('"').next()?.parse().ok()).unwrap_or_default();
        let boxes = boxes(svg);
        assert!(boxes.len() > steps * 6, "{steps} steps have {} lines of text", boxes.len());
        for (at, (one, text)) in boxes.iter().enumerate() {
            assert!(one[0] >= 0.0 && one[1] <= width, "{text:?} leaves the picture of {steps} steps: {one:?}");
            let over =
                |other: &[f64; 4]| one[0] < other[1] && other[0] < one[1] && one[2] < other[3] && other[2] < one[3];
            let hit = boxes.iter().skip(at + 1).find(|(other, _)| over(other));
            assert!(hit.is_none(), "{steps} steps, {personas} personas: {text:?} {one:?} overlaps {hit:?}");
        }
        assert_eq!(svg.matches("<view ").count(), steps.div_ceil(7));
        assert!(!svg.contains(" style=") && !svg.contains("href"), "a picture that needs nothing else");
    }
}

#[test]
fn every_view_of_a_journey_is_there_and_the_comparison_shows_both() {
    let files = site(&knowledge(12, 2));
    let blueprint = &files["journeys/long.blueprint.html"];
    assert_eq!(blueprint.matches("<table>").count(), 2);
    for line in ["Linie der Interaktion", "Linie der Sichtbarkeit", "Linie der internen Interaktion", "mark fail"] {
        assert!(blueprint.contains(line), "{line}");
    }
    let compare = &files["journeys/long.compare.html"];
    assert!(compare.contains("kurz.html#eins") && compare.contains("long.html#s0") && compare.contains("Entfällt"));
    assert!(files["journeys/kurz.html"].contains("href=\"long.compare.html\""), "linked from both");
    assert!(!files.contains_key("journeys/kurz.compare.html"));
    let story = files["journeys/long.story.html"].replace('\u{ad}', "");
    for said in [
        "Person 0, die Unterschiedlichempfindende</a>, und <a ",
        ", erleben diese Reise.",
        "Am Anfang steht „<a href=\"../journeys/long.html#s0\">",
        "Das ist eine Reise für sich: „",
        "Das dauert 12\u{a0}min.",
    ] {
        assert!(story.contains(said), "{said}\n{story}");
    }
}

#[test]
fn a_journey_without_steps_has_its_page_only() {
    let files =
        site("persona p \"P\" { type: customer\n needs: [\"n\"] }\njourney j \"J\" { personas: [p]\n need: \"n\" }\n");
    assert!(files["journeys/j.html"].contains("noch keine Schritte"));
    let sheets = [".svg", ".story.html", ".blueprint.html", ".compare.html"];
    assert!(!files.keys().any(|path| sheets.iter().any(|end| path.ends_with(end)) && path.starts_with("journeys/")));
}
