//! Reports answer their questions from the model, say how to be filled, and name no day that nobody gave.

use std::collections::BTreeMap;

use touchbase::site::{Input, Site};

use crate::support::base;

const BASE: &str = "\
team service \"Service\" {}
persona mia \"Mia\" { type: customer\n needs: [\"Kaffee\"] }
channel phone \"Telefon\" { type: phone }
touchpoint hotline \"Größen, Hotline\" { mission: \"m\"\n channels: [phone]\n medium: analog\n owner: service\n reviewed: 2026-08-31\n review_every: 6mo }
touchpoint shop \"Shop\" { mission: \"m\"\n channels: [phone]\n medium: analog\n review_every: 1y }
capability advice \"Advice\" { level: 2 }
pain rare \"Rare\" { cause: wait\n severity: 5\n share: 1 }
pain common \"Common\" { cause: wait\n severity: 2\n share: 90 }
pain unknown \"Unknown\" { cause: wait\n severity: 5 }
feedback open \"Open\" { quote: \"<b>Hm</b>\"\n at: 2026-09-03\n decision: open }
feedback done \"Done\" { quote: \"q\"\n at: 2026-09-01\n decision: done }
journey j \"J\" { personas: [mia]\n need: \"n\"\n stage \"S\" { step a \"A\" { touchpoint: hotline\n pains: [rare, common, unknown]\n requires: { advice: 4 }\n emotion: -2 } } }
";

fn site(text: &str, today: Option<&str>) -> BTreeMap<String, String> {
    site_of(&[("a.cx", text)], today)
}

fn site_of(sources: &[(&str, &str)], today: Option<&str>) -> BTreeMap<String, String> {
    let compilation = base(sources);
    let (model, sources, config) = (&compilation.model, &compilation.sources, &compilation.config);
    let today = today.map(|day| day.parse().unwrap());
    let pictures = BTreeMap::new();
    let input = Input { model, sources, config, preview: true, templates: Vec::new(), today, pictures };
    let files = Site::new(&input).unwrap().files().unwrap();
    files
        .into_iter()
        .map(|file| (file.path.to_string(), String::from_utf8_lossy(&file.contents).into_owned()))
        .collect()
}

fn in_order(page: &str, words: &[&str]) {
    let main = page.split("<main").nth(1).unwrap_or_default();
    let places: Vec<_> = words.iter().map(|word| main.find(word)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{words:?} at {places:?} in\n{main}");
}

#[test]
fn pains_are_ranked_by_weight_and_those_without_a_share_stand_apart() {
    let pages = site(BASE, None);
    in_order(
        &pages["reports/pains.html"],
        &["pains/common.html", "1.8", "pains/rare.html", "Nobody knows yet", "pains/unknown.html"],
    );
}

#[test]
fn gaps_and_voices_show_what_is_open() {
    let pages = site(BASE, None);
    in_order(&pages["reports/gaps.html"], &["capabilities/advice.html", "<b>2</b>", "2 → 4", "nobody yet"]);
    let listening = &pages["reports/listening.html"];
    in_order(listening, &["feedback/open.html", "&lt;b&gt;Hm&lt;/b&gt;", "no answer yet", "feedback/done.html"]);
}

#[test]
fn without_a_day_nothing_is_overdue_and_with_one_it_is() {
    let (none, later) = (site(BASE, None), site(BASE, Some("2027-03-01")));
    let due = "<time datetime=\"2027-02-28\"";
    in_order(
        &none["reports/reviews.html"],
        &["touchpoints/shop.html", "never reviewed", "touchpoints/hotline.html", due],
    );
    assert!(none["reports/reviews.html"].contains(&format!("{due} data-late=\"overdue\"")));
    assert!(!none["reports/reviews.html"].contains("badge bad"));
    assert!(later["reports/reviews.html"].contains("28 February 2027</time> <span class=\"badge bad\">overdue</span>"));
    assert!(!site(BASE, Some("2027-02-28"))["reports/reviews.html"].contains("badge bad"), "it holds on its last day");
}

#[test]
fn reviews_go_out_as_a_calendar_and_a_feed() {
    let pages = site(BASE, None);
    let calendar = &pages["reviews.ics"];
    assert!(
        calendar.lines().all(|line| line.len() <= 75)
            && calendar.split('\n').all(|line| line.is_empty() || line.ends_with('\r'))
    );
    for line in [
        "DTSTART;VALUE=DATE:20270228\r\n",
        "DTSTAMP:20260831T000000Z\r\n",
        "SUMMARY:Review: Größen\\, Hotline (Touchpoint)\r\n",
    ] {
        assert!(calendar.contains(line), "{line} in {calendar}");
    }
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 1, "a review without a day is in no calendar");
    let entries = |xml: &str| {
        let document = roxmltree::Document::parse(xml).unwrap();
        document.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2005/Atom", "entry"))).count()
    };
    assert_eq!(entries(&pages["reviews.xml"]), 1);
    assert_eq!(entries(&site(BASE, Some("2027-02-27"))["reviews.xml"]), 0, "it is not due yet");
    assert_eq!(entries(&site(BASE, Some("2027-02-28"))["reviews.xml"]), 1);
}

#[test]
fn calendar_and_feed_name_whole_addresses_where_the_site_has_one() {
    let config = "languages: [en, de]\nsite:\n  base: https://example.org/größe/\n";
    let pages = site_of(&[("touchbase.yaml", config), ("a.cx", BASE)], None);
    let unfolded = |path: &str| pages[path].replace("\r\n ", "");
    let page = "https://example.org/gr%C3%B6%C3%9Fe/touchpoints/hotline.html";
    assert!(unfolded("reviews.ics").contains(&format!("URL:{page}\r\n")), "{}", pages["reviews.ics"]);
    assert!(unfolded("reviews.ics").contains(&format!("\\n{page}\r\n")), "{}", pages["reviews.ics"]);
    for (path, folder) in [("reviews.xml", ""), ("de/reviews.xml", "de/")] {
        let site = format!("https://example.org/gr%C3%B6%C3%9Fe/{folder}");
        for address in ["touchpoints/hotline.html", "reports/reviews.html", "reviews.xml"] {
            assert!(pages[path].contains(&format!("href=\"{site}{address}\"")), "{address} in {}", pages[path]);
        }
    }
    assert!(
        site(BASE, None)["reviews.xml"].contains("href=\"touchpoints/hotline.html\""),
        "else the path is all there is"
    );
}

#[test]
fn every_report_is_listed_and_an_empty_one_says_how_to_fill_it() {
    let pages = site("", None);
    let reports: Vec<&String> = pages
        .keys()
        .filter(|path| path.starts_with("reports/") && path.ends_with(".html") && *path != "reports/index.html")
        .collect();
    assert!(reports.len() >= 7, "{reports:?}");
    for path in reports {
        let name = path.trim_start_matches("reports/");
        assert!(pages["reports/index.html"].contains(&format!("href=\"../reports/{name}\"")), "{path} is not listed");
        assert!(pages[path].contains("<div class=\"callout\">"), "{path} does not explain itself");
    }
    assert!(pages["index.html"].contains("href=\"reports/index.html\""));
}

#[test]
fn the_page_for_the_management_holds_five_figures_and_the_weakest_link() {
    let page = &site(BASE, None)["reports/management.html"];
    let figures = page.split("<dl class=\"figures\">").nth(1).and_then(|rest| rest.split("</dl>").next()).unwrap();
    assert_eq!(figures.matches("<dd>").count(), 5, "{figures}");
    in_order(
        page,
        &[
            "No lead metric chosen",
            "1 of 1",
            "1 of 2",
            "journeys/j.html#a",
            "−2 <span",
            "capabilities/advice.html",
            "&lt;b&gt;Hm&lt;/b&gt;",
        ],
    );
}
