//! `touchbase new`.

use super::Test;

const VARIANTS: [&str; 4] = ["--language de", "--language de --yaml", "--language en", "--language en --yaml"];

#[test]
fn every_start_is_complete_and_clean() {
    for variant in VARIANTS {
        let ran =
            Test::new().args(&format!("new a/kb {variant}")).stdout_has("Made a small knowledge base in `a/kb`").run();
        assert!(ran.read("a/kb/.gitignore").is_some());
        ran.then().args("check a/kb --deny warnings").stdout("no problems in 5 files\n").run();
    }
}

#[test]
fn both_notations_say_the_same() {
    for language in ["de", "en"] {
        let facts = ["", "--yaml"].map(|notation| {
            let mut ran = Test::new().args(&format!("new kb --language {language} {notation}")).stdout_has("").run();
            ran = ran.then().args("list -b kb --format json").stdout_has("").run();
            let list: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
            let ids: Vec<String> = list["elements"]
                .as_array()
                .expect("a list")
                .iter()
                .map(|e| e["id"].as_str().expect("an id").into())
                .collect();
            assert!(ids.len() > 10, "{ids:?}");
            let mut facts = Vec::new();
            for id in &ids {
                ran = ran.then().args(&format!("show {id} -b kb --format json")).stdout_has("").run();
                let shown: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
                let children: Vec<_> =
                    shown["children"].as_array().expect("a list").iter().map(|c| c["id"].clone()).collect();
                let mut fields: Vec<String> =
                    shown["fields"].as_object().expect("fields").iter().map(|(k, v)| told(k, v)).collect();
                assert!(
                    fields.iter().all(|field| !field.ends_with(": null")),
                    "{id} has a value of no meaning: {fields:?}"
                );
                fields.retain(|field| !field.starts_with("name: "));
                facts.push((id.clone(), shown["name"].clone(), fields, children));
            }
            facts
        });
        assert_eq!(facts[0], facts[1]);
    }
}

/// A field as text; the line break that YAML keeps at the end of a block makes no difference.
fn told(key: &str, value: &serde_json::Value) -> String {
    format!("{key}: {}", value.to_string().replace("\\n\"", "\""))
}

#[test]
fn the_language_follows_the_environment() {
    let ran = Test::new().env("LANG", "de_DE.UTF-8").args("new kb").stdout_has("reisen.cx").run();
    assert!(ran.read("kb/touchbase.yaml").expect("a file").contains("language: de"));
    Test::new().args("new kb").stdout_has("journeys.cx").run();
}

#[test]
fn a_folder_with_content_is_left_alone() {
    let message = "error: `kb` is not empty: it holds `notes.txt`. Nothing was written.\n  \
                   help: Name a folder that does not exist yet.\n";
    let ran = Test::new().file("kb/notes.txt", "mine").args("new kb").status(2).stderr(message).run();
    assert_eq!(ran.snapshot("kb").len(), 1);
    Test::new()
        .dir("kb/.git")
        .args("new kb")
        .stdout_has("Next:\n  cd kb\n  touchbase check\n  touchbase build\n")
        .run();
    Test::new().file("kb", "").args("new kb").status(2).stderr_has("`kb` could not be used: not a directory").run();
}
