//! `touchbase build`.

use std::fs;

use super::{GOOD, Test};

fn site() -> Test {
    Test::new().file("kb/kb.yaml", GOOD)
}

#[test]
fn a_site_is_built_and_the_next_build_touches_nothing() {
    let ran = site().args("build kb").stdout_has("Built `kb/site/index.html`: ").run();
    assert!(ran.read("kb/site/touchpoints/hotline.html").expect("a page").contains("Service hotline"));
    let before = ran.snapshot("kb/site");
    let ran = ran.then().args("build kb").stdout_has(" files, nothing changed.\n").run();
    assert_eq!(ran.snapshot("kb/site"), before);
}

#[test]
fn only_what_changed_is_written() {
    let ran = site().args("build kb").stdout_has("Built").run();
    let before = ran.snapshot("kb/site");
    let changed = GOOD.replace("Telephone", "Phone line");
    let ran = ran.then().file("kb/kb.yaml", &changed).args("build kb").stdout_has(" changed.\n").run();
    let after = ran.snapshot("kb/site");
    assert_ne!(after["channels/phone.html"], before["channels/phone.html"]);
    assert_eq!(after["assets/site.css"], before["assets/site.css"]);
}

#[test]
fn what_a_stopped_build_had_begun_is_completed_also_when_errors_prevent_the_next() {
    let ran = site().args("build kb").stdout_has("Built").run();
    let list = ran.read("kb/site/.touchbase-output").expect("a list");
    let test = ran.then().file("kb/site/.touchbase-tmp/files/teams/größe.html", "😀");
    let test = test.file("kb/site/.touchbase-tmp/list", &format!("{list}teams/größe.html\n"));
    let test = test.file("kb/kb.yaml", &GOOD.replace("[phone]", "[phnoe]"));
    let note = "note: An earlier build was stopped while it changed `kb/site`; that is completed now.\n";
    let ran = test.args("build kb").status(1).stdout_has("phnoe").stderr_has(note).run();
    assert_eq!(ran.read("kb/site/teams/größe.html").as_deref(), Some("😀"));
    let ran = ran.then().file("kb/kb.yaml", GOOD).args("build kb").stdout_has("1 removed").run();
    assert_eq!(ran.read("kb/site/.touchbase-output"), Some(list));
}

#[test]
fn the_page_of_a_removed_element_goes_and_a_foreign_file_stays() {
    let ran = site().args("build kb").stdout_has("Built").run();
    assert!(ran.read("kb/site/channels/phone.html").is_some());
    let channel = "channels:\n  phone:\n    name: Telephone\n    type: phone\n";
    let smaller = GOOD.replace(channel, "").replace("    channels: [phone]\n", "    status: draft\n");
    let test = ran.then().file("kb/site/channels/notes.txt", "mine").file("kb/site/CNAME", "example.org");
    let ran =
        test.file("kb/kb.yaml", &smaller).args("build kb --preview").stdout_has(" removed.\n").stderr_has("").run();
    assert_eq!(ran.read("kb/site/channels/phone.html"), None);
    assert_eq!(ran.read("kb/site/channels/notes.txt").as_deref(), Some("mine"));
    assert_eq!(ran.read("kb/site/CNAME").as_deref(), Some("example.org"));
}

#[test]
fn errors_prevent_the_site_and_a_preview_builds_it() {
    let bad = GOOD.replace("[phone]", "[phnoe]");
    let ran = site()
        .file("kb/kb.yaml", &bad)
        .args("build kb")
        .status(1)
        .stdout_has("[kb.yaml:9:16]")
        .stdout_has("\n1 error in 1 file\n")
        .stderr("note: The site was not built. `--preview` builds it all the same and marks broken references.\n")
        .run();
    assert!(ran.snapshot("kb/site").is_empty());
    let note = "note: 1 error in 1 file; `touchbase check` shows them.\n";
    let ran = ran.then().args("build kb --preview").stdout_has("Built").stderr(note).run();
    assert!(ran.read("kb/site/touchpoints/hotline.html").expect("a page").contains("phnoe"));
}

#[test]
fn a_folder_with_foreign_files_is_refused() {
    let ran = site()
        .file("public/index.html", "theirs")
        .args("build kb -o public")
        .status(2)
        .stderr_has("error: `public` holds files that touchbase did not write: `index.html`.\n  help: ")
        .run();
    assert_eq!(ran.read("public/index.html").as_deref(), Some("theirs"));
    assert_eq!(ran.snapshot("public").len(), 1);
}

#[test]
fn risky_places_are_refused() {
    site().args("build kb -o kb").status(2).stderr_has("it is the folder of the knowledge base").run();
    site().args("build kb -o .").status(2).stderr_has("the knowledge base lies in it").run();
    site().dir("home").args("build kb -o home").status(2).stderr_has("it is your home folder").run();
    site().args("build kb -o /").status(2).stderr_has("error: The site cannot be written to `/`").run();
    site()
        .file("out", "")
        .args("build kb -o out")
        .status(2)
        .stderr_has("`out` is a file; the site needs a folder.")
        .run();
}

#[test]
fn the_site_can_go_anywhere_and_is_not_read_as_source() {
    let config = "name: A\noutput: public\n";
    let ran = site().file("kb/touchbase.yaml", config).args("build kb").stdout_has("`kb/public/index.html`").run();
    ran.then().args("check kb").stdout("no problems in 2 files\n").run();
    site().args("build kb -o new/deep/site").stdout_has("`new/deep/site/index.html`").run();
}

#[cfg(unix)]
#[test]
fn a_place_that_cannot_be_written_is_said() {
    use std::os::unix::fs::PermissionsExt;
    let below_a_file = site().args("build kb -o /dev/null/site");
    below_a_file.status(2).stderr_has("error: `/dev/null/site` could not be looked into: not a directory.").run();
    let test = site().dir("out").with(|folder| {
        fs::set_permissions(folder.join("out"), fs::Permissions::from_mode(0o555)).expect("permissions");
    });
    let mut administrator = false;
    let test = test.with(|folder| administrator = fs::write(folder.join("out/probe"), "").is_ok());
    // nothing is read-only for an administrator
    if !administrator {
        test.args("build kb -o out/site").status(2).stderr_has("could not be created: permission denied").run();
    }
}

#[test]
fn own_templates_and_pictures_are_used() {
    let with_picture = GOOD.replace("    medium: analog\n", "    medium: analog\n    image: pictures/desk.svg\n");
    let ran = site()
        .file("kb/kb.yaml", &with_picture)
        .file("kb/touchbase.yaml", "templates: own\n")
        .file("kb/own/assets/site.css", "/* mine */")
        .file("kb/pictures/desk.svg", "<svg/>")
        .args("build kb")
        .stdout_has("Built")
        .run();
    assert_eq!(ran.read("kb/site/assets/site.css").as_deref(), Some("/* mine */"));
    assert_eq!(ran.read("kb/site/assets/pictures/pictures/desk.svg").as_deref(), Some("<svg/>"));
    // What `check` reports is not said a second time.
    let gone = "note: 1 warning in 2 files; `touchbase check` shows them.\n";
    let test = ran.then().with(|folder| fs::remove_file(folder.join("kb/pictures/desk.svg")).expect("gone"));
    test.args("build kb").stdout_has("1 removed").stderr_has(gone).run();
}

#[test]
fn a_faulty_template_is_named_and_nothing_is_written() {
    let ran = site()
        .file("kb/touchbase.yaml", "templates: own\n")
        .file("kb/own/home.html", "{{ nonsense.of.mine }}")
        .args("build kb")
        .status(2)
        .stderr_has("error: The template `home.html` cannot be used: line 1")
        .run();
    assert!(ran.snapshot("kb/site").is_empty());
    let missing = site().file("kb/touchbase.yaml", "templates: owm\n").dir("kb/own").args("build kb");
    missing.status(2).stderr_has("`kb/owm` could not be read as a template: no such file or directory.").run();
}

#[cfg(unix)]
#[test]
fn a_picture_outside_the_base_is_not_published() {
    let with_picture = GOOD.replace("    medium: analog\n", "    medium: analog\n    image: key.svg\n");
    let ran = site()
        .file("kb/kb.yaml", &with_picture)
        .file("secret", "secret")
        .with(|folder| std::os::unix::fs::symlink(folder.join("secret"), folder.join("kb/key.svg")).expect("a link"))
        .args("build kb")
        .stdout_has("Built")
        .stderr_has("outside the knowledge base")
        .run();
    assert!(!ran.snapshot("kb/site").values().any(|(bytes, _)| bytes == b"secret"));
}

#[test]
fn every_start_can_be_built() {
    for variant in ["--language de", "--language en --yaml"] {
        let ran = Test::new().args(&format!("new kb {variant}")).stdout_has("Made").run();
        ran.then().args("build kb").stdout_has("Built `kb/site/index.html`").run();
    }
}

#[test]
fn the_base_can_be_exported() {
    let ran = site().args("build kb --format markdown").stdout_has("Built `kb/site-markdown`: ").run();
    assert!(ran.snapshot("kb/site-markdown").keys().any(|path| path.ends_with("hotline.md")));
    let ran = ran.then().args("build kb --format json").stdout_has("Built `kb/site-json`: 1 file, 1 new.").run();
    assert!(ran.snapshot("kb/site").is_empty());
    let ran = ran.then().args("build kb --format json -o -").stdout_has("{").run();
    let model: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert!(model.to_string().contains("Service hotline"));
    ran.then().args("build kb --format markdown -o -").status(2).stderr_has("several files").run();
    site().args("build kb -o -").status(2).stderr_has("several files").run();
    site().args("build kb --format html5").status(2).stderr_has("'html'").run();
}
