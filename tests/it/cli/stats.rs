//! `touchbase stats`.

use super::{GOOD, Test};

#[test]
fn figures_are_shown_and_shares_can_fail() {
    let ran = Test::new().file("kb.yaml", GOOD).args("stats").stdout_has("2 elements in 1 file, 1 reference\n");
    let ran = ran
        .stdout_has("\n  touchpoints       1\n")
        .stdout_has("\n  owners       0 %  0 of 1\n")
        .stdout_has("\n  reviews      0 %")
        .run();
    let config = "coverage: { owners: 50, reviews: 0 }\n";
    let ran = ran.then().file("touchbase.yaml", config).args("stats").status(1);
    let ran =
        ran.stdout_has("0 of 1, TOO LOW: at least 50 % wanted\n").stdout_has("0 of 1, at least 0 % wanted\n").run();
    let ran = ran.then().args("check").status(1).stdout_has("low-coverage").stdout_has("Missing in `hotline`").run();
    let ran = ran.then().args("stats --missing owners").status(1).stdout("hotline\n").run();
    let owned = format!("{GOOD}    owner: care\nteams:\n  care:\n    name: Care\n");
    let ran = ran.then().file("kb.yaml", &owned).args("stats").stdout_has("1 of 1, at least 50 % wanted\n").run();
    ran.then().args("check").stdout("no problems in 2 files\n").run();
}

#[test]
fn reviews_fall_due() {
    let text =
        GOOD.replace("    medium: analog\n", "    medium: analog\n    reviewed: 2026-01-31\n    review_every: 1mo\n");
    let share = |today: &str| {
        let test = Test::new().file("kb.yaml", &text).args(&format!("stats --format json --today {today}"));
        let figures: serde_json::Value = serde_json::from_str(&test.stdout_has("{").run().stdout).expect("JSON");
        assert_eq!(figures["schema_version"], 1);
        assert_eq!(figures["kinds"]["channels"], 1);
        figures["coverage"][2].clone()
    };
    assert_eq!(share("2026-02-28")["covered"], 1);
    let late = share("2026-03-01");
    assert_eq!((&late["covered"], &late["missing"][0], &late["percent"]), (&0.into(), &"hotline".into(), &0.into()));
}

#[test]
fn a_wrong_share_is_reported_at_its_place() {
    let test = Test::new()
        .file("kb.yaml", GOOD)
        .file("touchbase.yaml", "coverage:\n  owner: 50\n  reviews: 120\n  metrics: all\n");
    let ran = test
        .args("check")
        .status(1)
        .stdout_has("did you mean `owners`?")
        .stdout_has("from 0 to 100")
        .stdout_has("3 errors")
        .run();
    ran.then().args("stats --missing ownr").status(2).stderr_has("owners").run();
}
