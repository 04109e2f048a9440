//! Comments and the baseline: what a team does not want to hear of now.

use super::{GOOD, Test};

/// The good base with two touchpoints that name channels which do not exist, and a channel under its former id.
const LEGACY: &str = "\
channels:
  phone:
    name: Telephone
    type: phone
touchpoints:
  hotline:
    mission: Solve a concern in one conversation.
    channels: [phnoe]
    medium: analog
  kiosk:
    mission: Let people serve themselves.
    channels: [phone, screeen]
    medium: digital
";

#[test]
fn a_baseline_keeps_known_findings_silent_and_only_shrinks() {
    let ran = Test::new().file("kb.yaml", LEGACY).args("check").status(1).stdout_has("2 errors in 1 file").run();
    let ran = ran.then().args("baseline").stderr_has("2 findings recorded in `./touchbase-baseline.yaml`.").run();
    let written = ran.read("touchbase-baseline.yaml").expect("the baseline");
    assert!(written.contains("\nversion: 1\nfindings:\n  hotline:\n    unknown-reference: ["), "{written}");
    assert!(written.contains("\n  kiosk:\n    unknown-reference: ["), "{written}");

    // the same findings further down are known
    let moved = format!("\n# legacy\n\n{LEGACY}");
    let ran = ran.then().file("kb.yaml", &moved).args("check").stdout("no problems in 2 files\n");
    let ran = ran.stderr_has("2 findings in `touchbase-baseline.yaml` not reported again").run();

    // a third is new, and only it is reported
    let worse = moved.replace("[phone, screeen]", "[phone, kiosk, screeen]");
    let ran = ran.then().file("kb.yaml", &worse).args("check").status(1).stdout_has("1 error in 2 files");
    let ran = ran.stderr_has("2 findings").stdout_has("wrong-kind").run();

    // what is mended must leave, and nothing comes in with it
    let mended = worse.replace("phnoe", "phone");
    let ran = ran.then().file("kb.yaml", &mended).args("check").status(1).stdout_has("outdated-baseline");
    let ran = ran.stdout_has("of `unknown-reference` about `hotline` that is gone").stderr_has("1 finding").run();
    let ran = ran.then().args("baseline --update").stderr_has("1 finding taken out, 1 left.").run();
    let ran = ran.then().args("check").status(1).stdout_has("1 error in 2 files").stderr_has("1 finding").run();

    // new ones come in only when that is said
    let ran = ran.then().args("baseline").status(2).stderr_has("There is a baseline already").run();
    let ran = ran.then().args("baseline --add").stderr_has("1 finding added, 0 taken out.").run();
    let ran = ran.then().args("check").stdout("no problems in 2 files\n").stderr_has("2 findings").run();
    let ran =
        ran.then().file("kb.yaml", GOOD).args("baseline --update").stderr_has("2 findings taken out, 0 left").run();
    assert!(ran.read("touchbase-baseline.yaml").expect("the baseline").ends_with("\nfindings: {}\n"));
    ran.then().args("check").stdout("no problems in 2 files\n").run();
}

#[test]
fn a_baseline_that_cannot_be_read_is_left_alone() {
    let broken = "version: 1\nfindings:\n  hotline:\n    unknown-reference: [x]\n";
    let test = Test::new().file("kb.yaml", LEGACY).file("touchbase-baseline.yaml", broken);
    let ran = test.args("check").status(1).stdout_has("`x` is not the fingerprint of a finding.").run();
    let ran = ran.then().args("baseline --update").status(2).stderr_has("touchbase-baseline.yaml:4").run();
    assert_eq!(ran.read("touchbase-baseline.yaml").as_deref(), Some(broken));
    ran.then().dir("empty").args("baseline empty").status(2).stderr_has("no `.cx` or `.yaml` files").run();
    Test::new().file("kb.yaml", GOOD).args("baseline --update").status(2).stderr_has("to update").run();
    let ran = Test::new().file("kb.yaml", GOOD).args("baseline").stderr_has("no baseline is needed").run();
    assert_eq!(ran.read("touchbase-baseline.yaml"), None);
}

#[test]
fn checks_that_are_off_are_not_missed_in_the_baseline() {
    let ran = Test::new().file("kb.yaml", GOOD).args("baseline --strict").stderr_has("recorded").run();
    let written = ran.read("touchbase-baseline.yaml").expect("the baseline");
    assert!(written.contains("orphan-touchpoint"), "{written}");
    let ran = ran.then().args("check").stdout("no problems in 2 files\n").run();
    let ran = ran.then().args("baseline --update").stderr_has("0 findings taken out").run();
    assert_eq!(ran.read("touchbase-baseline.yaml"), Some(written));
    ran.then().args("check --strict").stdout("no problems in 2 files\n").stderr_has("not reported again").run();
}

#[test]
fn a_comment_silences_a_check_where_it_stands() {
    let text = "\
// touchbase: allow missing-field - the file is new

touchpoint hotline \"Hotline\" {
  // touchbase: allow unknown-reference until 2026-12-31 - the channel starts in January
  channels: [telefon]
  owner: nobody // touchbase: allow unknown-reference - on leave
}
touchpoint kiosk \"Kiosk\" {
  channels: [telefon]
}
";
    let test = Test::new().file("kb.cx", text).args("check --today 2026-12-31");
    let ran = test.status(1).stdout_has("[kb.cx:9:14]").stdout_has("\n1 error in 1 file\n");
    let ran = ran.stderr_has("6 findings allowed by comments.").run();
    let ran = ran.then().args("check --today 2027-01-01").status(1).stdout_has("2 errors, 1 warning in 1 file");
    let ran = ran
        .stdout_has("until 2026-12-31; that day has passed")
        .stdout_has("[kb.cx:5:14]")
        .stderr_has("5 findings")
        .run();
    let ran = ran.then().args("check --today 2026-12-31 --format json").status(1).stdout_has("{").stderr_has("6").run();
    assert!(!ran.stdout.contains("on leave"));
}

#[test]
fn levels_hold_below_folders_and_hints_are_off() {
    let config =
        "checks:\n  unknown-reference: warn\n  \"old/**\": { unknown-reference: allow }\n  \"drafts/**\": allow\n";
    let test = Test::new().file("touchbase.yaml", config).file("new/a.yaml", LEGACY);
    let other = |id: &str| {
        LEGACY
            .replace("phone:", &format!("{id}-phone:"))
            .replace("hotline:", &format!("{id}-hotline:"))
            .replace("kiosk:", &format!("{id}-kiosk:"))
            .replace("Telephone", &format!("Telephone {id}"))
    };
    let test = test.file("old/b.yaml", &other("b")).file("drafts/c.yaml", &other("c").replace("mission", "mision"));
    let ran = test.args("check").stdout_has("\n2 warnings in 4 files\n").stdout_has("new/a.yaml:8:16").run();
    assert!(!ran.stdout.contains("old/") && !ran.stdout.contains("drafts/"), "{}", ran.stdout);
    // the command line has the last word
    let ran = ran.then().args("check --deny unknown-reference").status(1).stdout_has("old/b.yaml:8:16").run();
    ran.then().args("check --strict").stdout_has("orphan-touchpoint").run();
}
