//! A site that is made on one system can be copied to any other: no two files that are one there, no name that is none.

use std::fs;

use super::{GOOD, Test};

const NAMES: &str = "\
team con \"Con\" { formerly: [aux] }
team COM1 \"Com 1\" {}
team lpt9 \"Größe 😀\" {}
journey nul \"Nul\" { status: draft }
aux prn \"Eigene Art\" {}
";

const KIND: &str = "\
name: A
extend:
  kinds:
    aux:
      plural: aux
      label: { de: Aux, en: Aux }
      label_plural: { de: Aux, en: Aux }
";

/// As Windows judges: the part before the first dot counts.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_lowercase();
    ["con", "prn", "aux", "nul"].contains(&stem.as_str())
        || (stem.len() == 4 && ["com", "lpt"].iter().any(|device| stem.starts_with(device)))
}

#[test]
fn no_page_has_the_name_of_a_device() {
    let base = || Test::new().file("kb/touchbase.yaml", KIND).file("kb/a.cx", NAMES);
    let commands = ["build kb", "build kb --format markdown", "build kb --format json", "export csv kb -o kb/tables"];
    for args in commands {
        let ran = base().args(args).stdout_has("").stderr_has("").run();
        for path in ran.snapshot("kb").keys() {
            assert!(!path.split('/').any(is_device), "{args}: {path}");
        }
    }
    let ran = base().args("build kb").stdout_has("Built").stderr_has("").run();
    for path in ["teams/con_.html", "teams/aux_.html", "teams/com1_.html", "journeys/nul_.html", "aux_/prn_.html"] {
        assert!(ran.read(&format!("kb/site/{path}")).is_some(), "{path}");
    }
    assert!(ran.read("kb/site/teams/aux_.html").expect("a page").contains("con_.html"), "the former address leads on");
    let ran = base().args("export csv kb -o tables").stdout_has("Wrote").stderr_has("").run();
    ran.then().args("import csv tables -b kb --dry-run").stdout_has("0 new, 0 changed, 5 unchanged").run();
}

#[test]
fn an_id_without_end_has_a_page_all_the_same() {
    let long = "größe-".repeat(120);
    let text = format!("team {long}a \"A 😀\" {{}}\nteam {long}b \"B\" {{ formerly: [{long}c] }}\n");
    let ran = Test::new().file("kb/a.cx", &text).args("build kb").stdout_has("Built").run();
    let pages: Vec<String> = ran.snapshot("kb/site/teams").into_keys().filter(|name| name.ends_with(".html")).collect();
    assert_eq!(pages.len(), 4, "the list, two pages, a former address: {pages:?}");
    assert!(pages.iter().all(|name| name.len() < 140), "{pages:?}");
    ran.then().args("build kb --format markdown").stdout_has("Built").run();
}

#[test]
fn pictures_that_would_be_one_file_elsewhere_are_refused_by_name() {
    for (one, other) in [("Mia.svg", "mia.svg"), ("gr\u{f6}ße.svg", "gro\u{308}ße.svg")] {
        let text = GOOD.replace("    medium: analog\n", &format!("    medium: analog\n    image: {one}\n"));
        let text = text.replace("    type: phone\n", &format!("    type: phone\n    description: \"![x]({other})\"\n"));
        let test = Test::new().file("kb/kb.yaml", &text).file(&format!("kb/{one}"), "<svg/>");
        let test = test.file(&format!("kb/{other}"), "<svg> </svg>").args("build kb");
        if fs::read_dir(test.path("kb")).expect("a folder").count() < 3 {
            println!("LEFT OUT: {one} and {other} are one file here.");
            continue;
        }
        let ran = test
            .status(2)
            .stderr_has(&format!("`assets/pictures/{one}`"))
            .stderr_has(&format!("`assets/pictures/{other}`"))
            .stderr_has("of the site would be one file on Windows and macOS. Nothing was written.")
            .stderr_has("help: Give one of the two another name.")
            .run();
        assert!(ran.snapshot("kb/site").is_empty());
    }
}

#[cfg(unix)]
#[test]
fn pictures_get_names_that_every_system_can_have_and_templates_are_asked_to() {
    let text = GOOD.replace("    medium: analog\n", "    medium: analog\n    image: \"Aux/wann? Größe.svg\"\n");
    let test = Test::new().file("kb/kb.yaml", &text).file("kb/Aux/wann? Größe.svg", "<svg/>").args("build kb");
    let ran = test.stdout_has("Built").run();
    assert!(ran.read("kb/site/assets/pictures/Aux_/wann_ Größe.svg").is_some());
    let page = ran.read("kb/site/touchpoints/hotline.html").expect("a page");
    assert!(page.contains("assets/pictures/Aux_/wann_%20Gr%C3%B6%C3%9Fe.svg"), "the page shows it");
    let own = Test::new().file("kb/kb.yaml", GOOD).file("kb/touchbase.yaml", "templates: own\n");
    let ran = own.file("kb/own/assets/nul.css", "x").args("build kb").status(2);
    let ran = ran.stderr_has(
        "The file `assets/nul.css` of the site could not be read on Windows: `nul` is the name of a device",
    );
    ran.stderr_has("help: Give the picture, template or style sheet another name.").run();
}

#[test]
fn new_files_of_sources_have_names_that_colleagues_can_check_out() {
    let base =
        || Test::new().file("kb/touchbase.yaml", "name: A\n").file("kb/kb.yaml", GOOD).file("kb/b.cx", "team b {}\n");
    for (to, why) in [
        ("kb/aux.cx", "`aux.cx` could not be read on Windows: `aux` is the name of a device there"),
        ("kb/nul/a.cx", "`nul/a.cx` could not be read on Windows"),
        ("kb/wann?.cx", "names hold no `?` there"),
        ("kb/B.cx", "`B.cx` and `b.cx` would be one file on Windows and macOS."),
    ] {
        let ran =
            base().args(&format!("mv kb/kb.yaml {to} --yes")).status(2).stderr_has(why).stderr_has("help: ").run();
        assert_eq!(ran.read("kb/kb.yaml").as_deref(), Some(GOOD));
    }
    let drawn = "journey\n  title Aux\n  section Größe\n    Fragen 😀: 3: Mia\n";
    let test = base().file("aux.mmd", drawn).args("import mermaid aux.mmd -b kb --yes");
    let ran = test.stdout_has("imported/aux_.cx").stderr_has("").run();
    assert!(ran.read("kb/imported/aux_.cx").is_some());
}
