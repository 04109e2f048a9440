//! Rules of a team's own: they are read, run, silenced and reported as checks are.

use std::path::Path;

use jiff::civil::date;
use touchbase::check::Options;
use touchbase::compile::compile_with;
use touchbase::config::{CheckSetting, Decision};
use touchbase::text::{Source, SourceId, Sources, Span};
use touchbase::{Compilation, check};

fn compiled(files: &[(&str, &str)], options: Options) -> Compilation {
    let options = Options { today: Some(date(2026, 11, 22)), ..options };
    compile_with(Sources::new(files.iter().map(|(path, text)| Source::new(*path, *text)).collect()), &options)
}

/// Findings of errors and warnings, one a line with its help below: `file:line:column level[check] message`.
fn told(compilation: &Compilation) -> String {
    let lines = compilation.diagnostics.iter().map(|finding| {
        let source = compilation.sources.get(finding.primary.span.source);
        let at = source.position(finding.primary.span.start);
        let help = finding.help.as_ref().map(|help| format!("  help: {help}\n")).unwrap_or_default();
        let (level, check) = (finding.level.word(), &finding.check);
        format!("{}:{}:{} {level}[{check}] {}\n{help}", source.path, at.line, at.column, finding.message)
    });
    lines.collect()
}

fn findings(files: &[(&str, &str)]) -> String {
    told(&compiled(files, Options::default()))
}

/// Runs the examples of a page: files in blocks that name them, then a block of what is found. Findings of other checks are left
/// out. With `UPDATE` set, writes what is found there.
#[test]
fn the_examples_of_the_documentation_run() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    let page = std::fs::read_to_string(&file).expect("the page can be read").replace("\r\n", "\n");
    let (mut files, mut fresh, mut count): (Vec<(&str, &str)>, String, usize) = (Vec::new(), String::new(), 0);
    for (at, part) in page.split("```").enumerate() {
        let (info, body) = part.split_once('\n').unwrap_or((part, ""));
        match info.split_once(' ') {
            _ if at % 2 == 0 => fresh.push_str(part),
            Some((_, path)) => {
                files.push((path, body));
                fresh.push_str(&format!("```{part}```"));
            }
            None if info == "findings" => {
                fresh.push_str(&format!("```findings\n{}```", found(&files)));
                files.clear();
                count += 1;
            }
            None => panic!("a block says which file it is: {info}"),
        }
    }
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, &fresh).expect("the page can be written");
    }
    assert!(count >= 4 && files.is_empty(), "each example says what is found");
    assert!(fresh == page || std::env::var_os("UPDATE").is_some(), "run with UPDATE=1; the page should be:\n{fresh}");
}

/// What rules and the configuration find; what other checks find in the little examples is not the point.
fn found(files: &[(&str, &str)]) -> String {
    let mut compilation = compiled(files, Options::default());
    compilation.diagnostics.retain(|finding| finding.check == "bad-config" || check::named(&finding.check).is_none());
    told(&compilation)
}

const RULE: &str = "rules:\n  no-talk-time:\n    select: touchpoint[channels.type = phone && !talk_time]\n    message: \"{name} lacks a talk time.\"\n";

const CX: &str = "\
channel phone \"Telefon\" { type: phone }
touchpoint hotline \"Größe-Hotline\" {
  mission: \"x\"
  channels: [phone], medium: analog, control: own
}
";

const YAML: &str = "\
channels:
  phone: { name: Telefon, type: phone }
touchpoints:
  hotline:
    name: Größe-Hotline
    mission: x
    channels: [phone]
    medium: analog
    control: own
";

/// Only what the rule finds, `line:column level message`.
fn of_rule(compilation: &Compilation) -> String {
    let all = told(compilation);
    let lines = all.lines().filter(|line| line.contains("[no-talk-time]"));
    lines.map(|line| line.split_once(':').map_or("", |(_, rest)| rest)).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_rule_reports_at_the_id_in_both_notations() {
    for (path, text, place) in [("a.cx", CX, "2:12"), ("a.yaml", YAML, "4:3")] {
        for text in [text.to_owned(), text.replace('\n', "\r\n")] {
            let base = compiled(&[("touchbase.yaml", RULE), (path, &text)], Options::default());
            assert_eq!(of_rule(&base), format!("{place} warning[no-talk-time] Größe-Hotline lacks a talk time."));
        }
    }
}

#[test]
fn levels_are_decided_as_those_of_checks() {
    let level = |config: &str, options: Options| {
        let base = compiled(&[("touchbase.yaml", config), ("alt/a.cx", CX)], options);
        assert!(!told(&base).contains("bad-config"), "{}", told(&base));
        of_rule(&base).split_once(' ').map(|(_, rest)| rest.split('[').next().unwrap_or_default().to_owned())
    };
    let with = |more: &str| level(&format!("{RULE}{more}"), Options::default());
    let option = |decision| {
        let check = Some("no-talk-time".to_owned());
        let setting = CheckSetting { check, span: Span::file(SourceId(0)), files: None, level: decision };
        level(RULE, Options { settings: vec![setting], ..Options::default() })
    };
    assert_eq!(with("").as_deref(), Some("warning"));
    assert_eq!(with("    level: deny\n").as_deref(), Some("error"));
    assert_eq!(with("checks: { no-talk-time: deny }\n").as_deref(), Some("error"));
    assert_eq!(with("checks: { no-talk-time: allow }\n"), None);
    assert_eq!(with("checks: { \"alt/**\": { no-talk-time: allow } }\n"), None);
    assert_eq!(with("checks: { \"neu/**\": { no-talk-time: allow } }\n").as_deref(), Some("warning"));
    assert_eq!(with("checks: { \"alt/**\": allow }\n"), None);
    assert_eq!(option(Decision::Deny).as_deref(), Some("error"));
    assert_eq!(option(Decision::Allow), None);
}

#[test]
fn comments_silence_a_rule_and_must_be_needed() {
    let cx = CX.replace("touchpoint hotline", "// touchbase: allow no-talk-time - nobody measures\ntouchpoint hotline");
    let yaml = YAML.replace("  hotline:", "  # touchbase: allow no-talk-time - nobody measures\n  hotline:");
    for (path, text) in [("a.cx", cx), ("a.yaml", yaml)] {
        let files = [("touchbase.yaml", RULE), (path, text.as_str())];
        let base = compiled(&files, Options::default());
        assert_eq!((of_rule(&base).as_str(), base.silenced.len()), ("", 1));
        assert!(!told(&base).contains("suppression"), "{}", told(&base));
        let mended = text.replace("mission: ", "talk_time: 5min\n    mission: ");
        let found = findings(&[("touchbase.yaml", RULE), (path, &mended)]);
        assert!(found.contains("warning[unused-suppression] `no-talk-time` finds nothing here"), "{found}");
        let none = findings(&[(path, &text)]);
        assert!(none.contains("error[bad-suppression] There is no check `no-talk-time`."), "{none}");
    }
}

#[test]
fn a_baseline_knows_findings_of_rules() {
    let baseline = "version: 1\nfindings:\n  hotline:\n    no-talk-time: [0123456789abcdef]\n";
    let files = [("touchbase.yaml", RULE), ("touchbase-baseline.yaml", baseline), ("a.cx", CX)];
    let base = compiled(&files, Options::default());
    assert_eq!((of_rule(&base).as_str(), base.silenced.len()), ("", 1));
    let mended = CX.replace("medium", "talk_time: 5min, medium");
    let outdated = findings(&[files[0], files[1], ("a.cx", &mended)]);
    assert!(outdated.contains("error[outdated-baseline]"), "{outdated}");
    let off = format!("{RULE}checks: {{ no-talk-time: allow }}\n");
    assert!(!findings(&[("touchbase.yaml", &off), files[1], ("a.cx", &mended)]).contains("outdated-baseline"));
}

#[test]
fn a_broken_rule_is_told_once_and_where() {
    let config = r#"rules:
  Phone Rule: { select: touchpoint, message: x }
  warnings: { select: touchpoint, message: x }
  missing-field: { select: touchpoint, message: x }
  no-message:
    select: touchpoint
  no-select: { message: "x {" }
  typo: { selct: touchpoint, select: "touchpoint", message: "{x}", level: hint }
  inside:
    select: 'touchpoint[cotrol = own]'
  escaped: { select: "touchpoint[misson = \"Größe\"]", message: "{name}" }
  stranger:
    select: touchpoint[owner = nobody]
    message: "{count(metrics) > 2}"
    help: "ask {owner.nam}"
  folded:
    select: touchpoint[
      misson]
    message: x
  fine: { select: "touchpoint[!talk_time]", message: "{name}" }
  list: [touchpoint]
  also: { select: "touchpoint[owner]", message: "{owner} {metrics[owner = jemand]}" }
checks: { no-message: deny, typo: warn, fine: { most: 3 }, tpyo: deny }
"#;
    let base = compiled(&[("touchbase.yaml", config), ("a.cx", CX)], Options::default());
    let told: Vec<String> =
        told(&base).lines().filter(|line| line.starts_with("touchbase.yaml")).map(str::to_owned).collect();
    let expected = [
        "2:3 error[bad-config] `Phone Rule` cannot be the name of a rule: use small letters and digits, with hyphens between words.",
        "3:3 error[bad-config] `warnings` has a meaning of its own where checks are named.",
        "4:3 error[bad-config] There is a check `missing-field` already.",
        "5:3 error[bad-config] The rule `no-message` has no `message`.",
        "7:3 error[bad-config] The rule `no-select` has no `select`.",
        "7:28 error[bad-config] What begins with `{` here has no end.",
        "8:11 error[bad-config] `selct` is not a setting.",
        "8:63 error[bad-config] `x` is not a field of a touchpoint.",
        "8:75 error[bad-config] `hint` cannot be used here.",
        "9:3 error[bad-config] The rule `inside` has no `message`.",
        "10:25 error[bad-config] `cotrol` is not a field of a touchpoint.",
        "11:22 error[bad-config] `misson` is not a field of a touchpoint.",
        "13:32 error[bad-config] Nothing in the knowledge base is called `nobody`.",
        "14:31 error[bad-config] The selector is complete before this.",
        "15:23 error[bad-config] `nam` is not a field of a team or a role.",
        "17:13 error[bad-config] `misson` is not a field of a touchpoint.",
        "21:9 error[bad-config] A map of `key: value` lines belongs here.",
        "22:75 error[bad-config] Nothing in the knowledge base is called `jemand`.",
        "23:49 error[bad-config] `fine` is a rule of your own and has no parameter `most`.",
        "23:60 error[bad-config] There is no check `tpyo`.",
    ];
    assert_eq!(told, expected.map(|line| format!("touchbase.yaml:{line}")));
    assert!(findings(&[("touchbase.yaml", config), ("a.cx", CX)]).contains("a.cx:2:12 warning[fine] Größe-Hotline"));
}

#[test]
fn what_was_meant_can_be_put_in_the_place_of_a_mistake() {
    let config = |text: &str| format!("rules: {{ r: {{ select: {text}, message: \"{{name}}\" }} }}\n");
    let wrong = config("\"tuochpoint[mision == x & cotrol = Partnr && reviewed < 22.11.2026 && !owner = fone]\"");
    let right = config("\"touchpoint[mission = x && control = partner && reviewed < 2026-11-22 && !owner = phone]\"");
    let mut text = wrong;
    for _ in 0..3 {
        let base =
            compiled(&[("touchbase.yaml", &text), ("a.cx", &CX.replace("hotline", "phones"))], Options::default());
        let mut edits: Vec<_> = base.diagnostics.iter().filter(|finding| finding.check == "bad-config").collect();
        assert!(edits.iter().all(|finding| finding.fix.as_ref().is_some_and(|fix| !fix.safe)), "{}", told(&base));
        edits.sort_by_key(|finding| std::cmp::Reverse(finding.primary.span));
        for edit in edits.into_iter().flat_map(|finding| finding.fix.iter().flat_map(|fix| &fix.edits)) {
            text.replace_range(edit.span.range(), &edit.text);
        }
    }
    assert_eq!(text, right);
}

#[test]
fn what_could_not_be_read_is_not_missed() {
    for text in [CX.replace("control: own", "talk_time: long"), CX.replace("control: own", "%%% talk_time 5min")] {
        let base = compiled(&[("touchbase.yaml", RULE), ("a.cx", &text)], Options::default());
        assert_eq!((of_rule(&base).as_str(), base.summary().errors > 0), ("", true), "{}", told(&base));
    }
}

#[test]
fn today_is_the_day_of_the_run() {
    let config = "rules: { old: { select: \"team[reviewed < today - 1y]\", message: \"{name} {reviewed}\" } }";
    let team = "team care \"Care\" { reviewed: 2025-11-21 }";
    assert!(findings(&[("touchbase.yaml", config), ("a.cx", team)]).contains("warning[old] Care 2025-11-21"));
    let without_day = crate::support::base(&[("touchbase.yaml", config), ("a.cx", team)]);
    assert!(!told(&without_day).contains("[old]"));
}
