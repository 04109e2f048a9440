//! `touchbase rename`, `touchbase merge` and `touchbase mv` on the command line.

use super::{GOOD, Test};

#[test]
fn a_rename_is_shown_and_written_when_it_is_wanted() {
    let test = Test::new().file("kb/a.yaml", GOOD).args("rename phone telefon -b kb --dry-run");
    let test = test.stdout_has("--- a/a.yaml\n+++ b/a.yaml\n").stdout_has("-  phone:\n+  telefon:");
    let ran =
        test.stdout_has("+    formerly: [phone]").stderr("note: 1 file would be changed; nothing was written.\n").run();
    assert_eq!(ran.read("kb/a.yaml").as_deref(), Some(GOOD));
    let ran = ran.then().args("rename phone telefon -b kb").status(2).stdout_has("+  telefon:");
    let ran = ran.stderr_has("There is no terminal to ask whether to make these changes; nothing was written.").run();
    assert_eq!(ran.read("kb/a.yaml").as_deref(), Some(GOOD));
    let ran = ran
        .then()
        .args("rename phone telefon -b kb --yes")
        .stderr("note: `phone` is `telefon` now. 1 file changed.\n")
        .run();
    let text =
        GOOD.replace("  phone:\n", "  telefon:\n").replace("type: phone\n", "type: phone\n    formerly: [phone]\n");
    assert_eq!(ran.read("kb/a.yaml"), Some(text.replace("[phone]\n    medium", "[telefon]\n    medium")));
    // The old id still finds it, and there is a way back.
    let ran = ran.then().args("rename phone phone -b kb --no-formerly --yes");
    let ran =
        ran.stderr_has("note: `phone` is a former id of `telefon`.").stderr_has("`telefon` is `phone` now.").run();
    assert_eq!(ran.read("kb/a.yaml").as_deref(), Some(GOOD));
}

#[test]
fn a_display_name_is_changed_by_name_and_may_have_blanks() {
    let test =
        Test::new().file("a.yaml", GOOD).with_args(&["rename", "Service hotline", "Große Leitung 😀", "--name", "-y"]);
    let ran = test.stderr("note: `Service hotline` is `Große Leitung 😀` now. 1 file changed.\n").run();
    let text = GOOD.replace("name: Service hotline", "name: Große Leitung 😀");
    assert_eq!(ran.read("a.yaml"), Some(text.replace("analog\n", "analog\n    aliases: [Service hotline]\n")));
}

#[test]
fn what_stands_in_the_way_is_told_with_its_place() {
    let test = || Test::new().file("a.yaml", GOOD).status(2);
    let ran = test().args("rename hotline phone --yes");
    ran.stderr_has("error: `phone` is taken: it is the id of channel `phone`.\n  a.yaml:2: the id of the other\n")
        .run();
    test()
        .args("rename hotlin x")
        .stderr_has("No element has the id, name or alias `hotlin`.\n  help: Did you mean `hotline`?")
        .run();
    let ran = test().with_args(&["rename", "hotline", "Große Leitung"]);
    ran.stderr_has("`Große Leitung` cannot be an id.")
        .stderr_has("`grosse-leitung` would be one; to change the display name, say `--name`")
        .run();
    test().args("rename hotline x --no-alias").stderr_has("--name").run();
}

#[test]
fn two_elements_become_one() {
    let two =
        format!("{GOOD}  line:\n    name: Line\n    mission: Listen.\n    channels: [phone]\n    medium: analog\n");
    let ran = Test::new().file("a.yaml", &two).args("merge hotline line --yes").status(2);
    let ran = ran.stderr_has("error: `hotline` and `line` contradict each other in `mission`.\n  a.yaml:8: mission of `hotline`: Solve a concern");
    let ran = ran.stderr_has("a.yaml:13: mission of `line`: Listen.").stderr_has("--take mission=hotline").run();
    assert_eq!(ran.read("a.yaml"), Some(two));
    let ran = ran
        .then()
        .args("merge hotline line --prefer nobody")
        .status(2)
        .stderr_has("`nobody` is neither of the two.")
        .run();
    let ran = ran.then().args("merge hotline line --take mission=line --yes");
    let ran = ran.stderr("note: `line` is part of `hotline` now. 1 file changed.\n").run();
    let text = GOOD.replace("Solve a concern in one conversation.", "Listen.");
    assert_eq!(ran.read("a.yaml"), Some(format!("{text}    aliases: [Line]\n    formerly: [line]\n")));
    ran.then().args("check").stdout_has("no problems").run();
}

#[test]
fn a_file_moves_with_its_links_and_only_to_where_it_is_read() {
    let text = "team t \"Größe\" {\n  description: \"[x](akte.pdf)\"\n}\n";
    let test = Test::new().file("kb/touchbase.yaml", "name: A\n").file("kb/a/t.cx", text).file("kb/a/akte.pdf", "PDF");
    let test = test
        .file("kb/.gitignore", "weg/\n")
        .file("kb/b/c/.gitignore", "*.cx\n")
        .file("kb/inner/touchbase.yaml", "name: B\n");
    let mut ran = test.args("mv kb/a/t.cx kb/weg/").status(2).stderr_has("`.gitignore` leaves out `weg`").run();
    for (to, why) in [
        ("kb/b/c/t.cx", "`.gitignore` leaves out `b/c/t.cx`"),
        ("kb/inner/t.cx", "`inner` is a knowledge base of its own"),
        ("t.cx", "does not lie in the knowledge base `kb`"),
        ("kb/a/akte.pdf", "There is a file or folder"),
    ] {
        ran = ran.then().args(&format!("mv kb/a/t.cx {to} --yes")).status(2).stderr_has(why).run();
    }
    assert_eq!(ran.read("kb/a/t.cx").as_deref(), Some(text));
    let ran =
        ran.then().args("mv kb/a/t.cx kb/b/ -y").stderr("note: `a/t.cx` is `b/t.cx` now. 2 files changed.\n").run();
    assert_eq!(ran.read("kb/a/t.cx"), None);
    assert_eq!(ran.read("kb/b/t.cx"), Some(text.replace("akte.pdf", "../a/akte.pdf")));
    let ran = ran.then().args("mv kb/a kb/b").status(2).stderr_has("`kb/a` is a folder.").run();
    ran.then().args("mv kb/touchbase.yaml kb/b/").status(2).stderr_has("belongs at the root of its base").run();
}

#[test]
fn a_file_below_the_current_folder_can_be_named_from_it() {
    let test = Test::new().file("touchbase.yaml", "name: A\n").file("größe/a.yaml", GOOD).args("check größe/a.yaml");
    let ran = test.stdout("no problems in 1 file\n").run();
    let ran = ran
        .then()
        .args("mv größe/a.yaml b.yaml -y")
        .stderr("note: `größe/a.yaml` is `b.yaml` now. 2 files changed.\n")
        .run();
    assert_eq!(ran.read("b.yaml").as_deref(), Some(GOOD));
}

/// The step is called by its name, which counts within its journey only.
#[test]
fn a_step_called_by_its_name_is_told_by_its_address() {
    let journey = "journey kauf \"Kauf 😀\" {\n  stage \"Größe\" {\n    step \"Zur Kasse gehen\" {}\n  }\n}\n";
    let test = Test::new().file("a.cx", journey).with_args(&["rename", "Zur Kasse gehen", "zahlen"]).status(2);
    test.stderr_has("help: Did you mean `kauf.zur-kasse-gehen`?").run();
}

/// A list grows beyond the line: the file was in the layout and is in it afterwards.
#[test]
fn a_file_in_the_layout_stays_in_it() {
    let long = |n: usize| format!("\"Leitplanke {n}: Größe 😀\"");
    let touchpoint =
        |id: &str, n: usize| format!("touchpoint {id} {{\n  guardrails: [{}, {}]\n}}\n", long(n), long(n + 1));
    let text = format!("{}\n{}", touchpoint("eins", 1), touchpoint("zwei", 3)).replace('\n', "\r\n");
    let ran = Test::new().file("a.cx", &text).args("fmt --check").stderr_has("in the layout already").run();
    let ran =
        ran.then().args("merge eins zwei --yes").stderr_has("`zwei` is part of `eins` now. 1 file changed.").run();
    ran.then().args("fmt --check").stderr_has("1 file in the layout already").run();
}

/// The last element of a file takes the gap above it along.
#[test]
fn no_blank_line_stays_at_the_end_of_the_file() {
    let touchpoint = |id: &str| format!("touchpoint {id} \"Größe {id} 😀\" {{\n  status: draft\n}}\n");
    for nl in ["\n", "\r\n"] {
        let text = format!("{}\n{}", touchpoint("eins"), touchpoint("zwei")).replace('\n', nl);
        // Not in the layout, so that nobody tidies up behind.
        let text = text.replace("  status", "    status");
        let ran = Test::new().file("a.cx", &text).args("merge eins zwei --yes").stderr_has("1 file changed.").run();
        let after = ran.read("a.cx").expect("a file");
        assert!(after.ends_with(&format!("}}{nl}")) && !after.ends_with(&format!("{nl}{nl}")), "{after:?}");
    }
}
