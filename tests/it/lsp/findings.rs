//! Findings while typing: of the whole workspace, in both notations, of files that nobody has saved.

use serde_json::json;

use super::client::{Client, everything};

const PHONE: &str = "channel telefon \"Telefon\" {\r\n  type: phone\r\n}\r\n";
const HOTLINE: &str = "/* 😀 */ // größe\ntouchpoint hotline \"Größe 😀\" { mission: \"Helfen\", channels: [telefon, telefn], medium: analog }\n";
const YAML: &str = "teams:\n  größe:\n    name: \"Größe 😀\" # zweimal\n    parent: nirgends\n";

fn files() -> Vec<(&'static str, &'static str)> {
    vec![
        ("touchbase.yaml", "language: de\n"),
        ("kanäle.cx", PHONE),
        ("sub/hotline.cx", HOTLINE.trim_start_matches("/* 😀 */ ")),
    ]
}

#[test]
fn the_whole_workspace_is_checked_before_a_file_is_open() {
    let mut client = Client::start(&files());
    assert_eq!(client.told("sub/hotline.cx"), ["2:72 unknown-reference"], "columns in UTF-16");
    let mut client = Client::in_bytes(&files());
    assert_eq!(client.server["capabilities"]["positionEncoding"], "utf-8");
    assert_eq!(client.told("sub/hotline.cx"), ["2:76 unknown-reference"], "columns in bytes");
}

#[test]
fn a_finding_brings_along_all_there_is_to_know() {
    let mut client = Client::start(&files());
    client.settle();
    let finding = client.findings["sub/hotline.cx"][0].clone();
    assert_eq!((&finding["severity"], &finding["source"]), (&json!(1), &json!("touchbase")));
    assert!(
        finding["message"].as_str().is_some_and(|text| text.contains("help: did you mean `telefon`?")),
        "{finding}"
    );
    let other = &finding["relatedInformation"][0];
    assert_eq!(client.file(&other["location"]["uri"]), "kanäle.cx");
    assert_eq!(client.slice("kanäle.cx", &other["location"]["range"]), "telefon");
    assert_eq!(finding["data"]["fix"], "replace `telefn` by `telefon`");
    let retired = "channel fax { type: other, status: retired }\ntouchpoint t { mission: \"x y z\", channels: [fax], medium: analog }\n";
    client.open("neu.cx", retired);
    client.settle();
    let retired = client.findings["neu.cx"].iter().find(|finding| finding["code"] == "retired-reference").cloned();
    assert_eq!(retired.expect("a finding")["tags"], json!([2]));
}

#[test]
fn typing_changes_the_findings_of_other_files_too_without_saving() {
    let mut client = Client::start(&files());
    client.open_file("kanäle.cx");
    assert!(client.told("kanäle.cx").is_empty());
    let at = PHONE.find("telefon").expect("an id");
    client.edit("kanäle.cx", at..at + 7, "telefn");
    assert_eq!(client.told("sub/hotline.cx"), ["2:63 unknown-reference"]);
    client.edit("kanäle.cx", at..at + 6, "x😀");
    let told = client.told("kanäle.cx");
    assert!(told.iter().any(|line| line.starts_with("1:10 ")), "{told:?}");
    client.close("kanäle.cx");
    assert!(client.told("kanäle.cx").is_empty(), "what lies on disk counts again");
    assert_eq!(client.told("sub/hotline.cx"), ["2:72 unknown-reference"]);
}

#[test]
fn both_notations_and_new_files_take_part() {
    let mut client = Client::start(&files());
    client.open("neu.yaml", YAML);
    let told = client.told("neu.yaml");
    assert!(told.contains(&"4:13 unknown-reference".to_owned()), "{told:?}");
    let other = client.told("sub/hotline.cx");
    assert!(other.iter().any(|line| line.ends_with("duplicate-name")), "{other:?}");
    client.open(".versteckt/x.cx", "touchpoint {");
    assert!(client.told(".versteckt/x.cx").is_empty(), "hidden files are not read");
}

#[test]
fn the_configuration_counts_as_it_stands_in_the_editor() {
    let mut client = Client::start(&files());
    client.open_file("touchbase.yaml");
    client.settle();
    client.replace("touchbase.yaml", "language: de\nchecks:\n  unknown-reference: allow\nfoo: 1\n");
    assert!(client.told("sub/hotline.cx").is_empty());
    assert_eq!(client.told("touchbase.yaml"), ["4:1 bad-config"]);
    client.replace("touchbase.yaml", "exclude: [\"sub/**\"]\n");
    assert!(client.told("sub/hotline.cx").is_empty());
    client.replace("touchbase.yaml", "language: de\n");
    assert_eq!(client.told("sub/hotline.cx").len(), 1);
}

#[test]
fn ignored_files_stay_out_and_changes_on_disk_are_seen() {
    let mut all = files();
    all.extend([(".gitignore", "entwurf/\n"), ("entwurf/kaputt.cx", "touchpoint {{{")]);
    let mut client = Client::start(&all);
    assert!(client.told("entwurf/kaputt.cx").is_empty());
    client.open_file("entwurf/kaputt.cx");
    assert!(client.told("entwurf/kaputt.cx").is_empty());
    let watched = client
        .heard
        .iter()
        .any(|heard| heard["params"]["registrations"][0]["method"] == "workspace/didChangeWatchedFiles");
    assert!(watched);
    client.write("neu.cx", "channel telefn { type: phone }\n");
    client.write("entwurf/noch.cx", "{{{");
    let changes =
        json!([{ "uri": client.uri("neu.cx"), "type": 1 }, { "uri": client.uri("entwurf/noch.cx"), "type": 1 }]);
    client.tell("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    assert!(!client.told("sub/hotline.cx").contains(&"2:72 unknown-reference".to_owned()));
    assert!(client.told("entwurf/noch.cx").is_empty());
}

#[test]
fn each_folder_with_a_configuration_is_a_knowledge_base_of_its_own() {
    let element = "team a \"A\" {\n  parent: b\n}\n";
    let files = [
        ("x/touchbase.yaml", ""),
        ("x/a.cx", element),
        ("y/touchbase.yaml", ""),
        ("y/b.cx", "team b \"B\" {}\n"),
        ("docker.yaml", "services:\n  a: 1\n"),
    ];
    let mut client = Client::start(&files);
    assert_eq!(client.told("x/a.cx"), ["2:11 unknown-reference"], "b is in another base");
    client.open_file("docker.yaml");
    assert!(client.told("docker.yaml").is_empty(), "YAML that is none of ours");
}

#[test]
fn a_file_outside_of_any_knowledge_base_gets_one_of_its_folder() {
    let mut client =
        Client::able(&[("lose/a.yaml", "teams:\n  a:\n    parent: nobody\n"), ("notes.txt", "")], everything());
    client.settle();
    assert!(client.findings.is_empty());
    client.open_file("lose/a.yaml");
    assert_eq!(client.told("lose/a.yaml"), ["3:13 unknown-reference"]);
    client.close("lose/a.yaml");
    client.tell(
        "workspace/didChangeWorkspaceFolders",
        json!({ "event": { "added": [], "removed": [{ "uri": client.uri(""), "name": "kb" }] } }),
    );
    assert!(client.told("lose/a.yaml").is_empty(), "nobody looks at it any more");
}
