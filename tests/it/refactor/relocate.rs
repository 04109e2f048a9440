//! A file at another place.

use camino::Utf8Path;
use touchbase::Compilation;
use touchbase::check::Options;
use touchbase::refactor::{self, Plan, Refusal};
use touchbase::text::{Source, Sources};

use super::{after, notes, refusal};
use crate::dump::model;
use crate::support::base;

const FILES: &[(&str, &str)] = &[
    (
        "kunden/mia.cx",
        "persona mia \"Mia Größe\" {\n  type: customer\n  image: \"bilder/mia.png\"\n  description: \"\"\"\n    [a](akte.pdf#s2), [b](../bilder/mia.png), \
         [c](bilder/mia.png), ![d](bilder/mia.png), [e](https://example.org/akte.pdf),\n    [f](mia.cx), [g](fehlt.pdf) 😀\n    \"\"\"\n}\n",
    ),
    ("team.yaml", "teams:\n  t:\n    description: \"[x](kunden/mia.cx) \\\"q\\\" [[mia]]\"\n"),
    ("kunden/jo.cx", "persona jo \"Jo\" {\n  type: customer\n  description: \"[y](mia.cx)\"\n}\n"),
    (
        "touchbase.yaml",
        "sources: [\"**/*.cx\", \"*.yaml\"]\nexclude: [\"alt/**\"]\nchecks:\n  \"kunden/**\": { stale: allow }\n",
    ),
    ("touchbase-baseline.yaml", "version: 1\nfindings: {}\n"),
];

fn compiled() -> Compilation {
    let others = ["kunden/akte.pdf", "bilder/mia.png"].map(Into::into).to_vec();
    let sources =
        Sources::new(FILES.iter().map(|(path, text)| Source::new(*path, *text)).collect()).with_others(others);
    touchbase::compile(sources)
}

fn moved(from: &str, to: &str) -> (Compilation, Result<Plan, Refusal>) {
    let compilation = compiled();
    let plan = refactor::relocate(&compilation, Utf8Path::new(from), Utf8Path::new(to), &Options::default());
    (compilation, plan)
}

/// References name elements and not files: the model is the same wherever a file lies.
#[test]
fn references_need_nothing_when_a_file_moves() {
    let before = base(FILES);
    let elsewhere: Vec<(&str, &str)> = FILES
        .iter()
        .map(|(path, text)| (if *path == "kunden/mia.cx" { "kunden/z/größe 2.cx" } else { path }, *text))
        .collect();
    assert_eq!(model(&before), model(&base(&elsewhere)));
}

#[test]
fn links_that_depend_on_the_place_follow() {
    let text = after(moved("kunden/mia.cx", "personas/große/mia.cx"));
    for part in [
        "[a](../../kunden/akte.pdf#s2)",
        "[b](../../bilder/mia.png)",
        "[c](bilder/mia.png), ![d](bilder/mia.png)",
        "[e](https://example.org/akte.pdf)",
        "[f](mia.cx), [g](fehlt.pdf)",
        "image: \"bilder/mia.png\"",
        "[x](personas/große/mia.cx) \\\"q\\\"",
        "[y](../personas/große/mia.cx)",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert_eq!(
        notes(moved("kunden/mia.cx", "mia.cx")),
        ["4: The checks set for `kunden/**` do not hold for it there."]
    );
}

#[test]
fn places_where_it_would_not_be_read_are_refused() {
    let refused = |to: &str| refusal(moved("kunden/mia.cx", to));
    for (to, why) in [
        ("kunden/jo.cx", "There is a file or folder `kunden/jo.cx` already."),
        ("kunden", "There is a file or folder `kunden` already."),
        ("kunden/mia.cx", "`kunden/mia.cx` is there already."),
        ("../mia.cx", "`../mia.cx` does not lie in the knowledge base."),
        ("alt/mia.cx", "`alt/mia.cx` would not be read: `exclude` in `touchbase.yaml` leaves it out."),
        ("site/mia.cx", "`site/mia.cx` would not be read: `site` is the folder of the site."),
        ("x/.y/mia.cx", "`x/.y/mia.cx` would not be read: hidden files and folders are left out."),
        ("kunden/mia.yaml", "`kunden/mia.yaml` says another notation than `kunden/mia.cx` is written in."),
        ("neu", "`neu` would not be read: knowledge files end in `.cx`, `.yaml` or `.yml`."),
    ] {
        assert_eq!(refused(to), why);
    }
    assert!(refusal(moved("team.yaml", "x/team.yaml")).contains("`sources` in `touchbase.yaml` does not name it"));
    assert!(refusal(moved("touchbase.yaml", "x.yaml")).contains("belongs at the root"));
}
