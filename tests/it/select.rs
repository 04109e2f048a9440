//! Selectors: the documentation runs, what is wrong is said at its place, and no text breaks anything.

use std::path::Path;
use std::time::{Duration, Instant};

use jiff::civil::{Date, date};
use proptest::prelude::*;
use touchbase::Compilation;
use touchbase::schema::Schema;
use touchbase::select::{self, Problem, Template};

use crate::library::{compiled, example};
use crate::support::{base, property};

const TODAY: Date = date(2026, 11, 22);

/// The addresses of the elements that `selector` means, or its problems.
fn selected(base: &Compilation, selector: &str) -> Result<Vec<String>, Vec<Problem>> {
    let selector = select::parse(selector, &base.model.schema, Some(TODAY))?;
    let elements = selector.select(&base.model, &base.sources);
    for element in base.model.elements() {
        assert_eq!(selector.matches(element, &base.sources), elements.contains(&element), "{element:?}");
    }
    Ok(elements.into_iter().map(|element| element.address()).collect())
}

fn ids(base: &Compilation, selector: &str) -> String {
    selected(base, selector).unwrap_or_else(|problems| panic!("{selector}: {problems:?}")).join(" ")
}

/// Each problem as `place: message (help)`, the place as it is written.
fn problems(selector: &str) -> Vec<String> {
    let found = select::parse(selector, &Schema::built_in(), Some(TODAY)).err().unwrap_or_default();
    let told = |problem: &Problem| {
        let place = selector.get(problem.range.clone()).expect("a range lies in the selector");
        format!("{place}: {} ({})", problem.message, problem.help.as_deref().unwrap_or_default())
    };
    found.iter().map(told).collect()
}

/// Runs each example of a page: a block that is marked `select`, with the ids that it yields behind `=>`. With `UPDATE` set,
/// writes them there.
#[test]
fn the_examples_of_the_documentation_run() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/selectors.md");
    let page = std::fs::read_to_string(&file).expect("the page can be read").replace("\r\n", "\n");
    let base = compiled(&example("kaffeeklub"));
    let mut fresh = String::new();
    let mut rest = page.as_str();
    let mut count = 0;
    while let Some((before, block)) = rest.split_once("```select\n") {
        let (block, after) = block.split_once("```").expect("a block has an end");
        let (selector, _) = block.split_once("\n=>").expect("a block says what it yields");
        let found = ids(&base, selector);
        assert!(!found.is_empty(), "{selector} yields something");
        fresh.push_str(&format!("{before}```select\n{selector}\n{}\n```", wrapped(&found)));
        (rest, count) = (after, count + 1);
    }
    fresh.push_str(rest);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, &fresh).expect("the page can be written");
    }
    assert!(count >= 12, "the page has examples");
    assert!(fresh == page || std::env::var_os("UPDATE").is_some(), "run with UPDATE=1; the page should be:\n{fresh}");
}

fn wrapped(ids: &str) -> String {
    let mut lines = vec!["=>".to_owned()];
    for id in ids.split(' ') {
        match lines.last_mut() {
            Some(last) if last.chars().count() + id.chars().count() < 110 => *last = format!("{last} {id}"),
            _ => lines.push(format!("   {id}")),
        }
    }
    lines.join("\n")
}

const CX: &str = r#"
team service "Team Service" { }
team phones "Telefon-Team" { parent: service }
channel telefon "Telefon" { type: phone, aliases: ["Hörer"] }
channel chat "Chat" { type: chat, live: true }
persona mia "Mia" { type: customer, needs: ["Größe"], share: 40 }
touchpoint hotline "Service-Hotline" {
  mission: "Anliegen in einem Gespräch lösen."
  channels: [telefon], medium: analog, control: own, owner: phones, talk_time: 8min, history_access: false
  reviewed: 2026-06-01, tags: ["Hochsaison", "C++"]
}
touchpoint bot "Bot" {
  mission: "Einfache Fragen sofort beantworten.", description: "Sonst hilft die [[hotline]]."
  channels: [chat, telefon], medium: digital, status: draft, history_access: true
}
journey reise "Reise" {
  personas: [mia], need: "Hilfe", state: as_is
  stage "Suchen" { kind: discover
    step "Anrufen" { touchpoint: hotline, emotion: { mia: -2, default: 1 } }
    step "Warten" { touchpoint: hotline, after: [anrufen], emotion: -1 }
  }
}
signature moment "Moment" {
  touchpoint: hotline, moments: [reise.anrufen], personas: [mia]
  why_remembered: "x", performance_metrics: [], brand_metrics: []
}
"#;

const YAML: &str = r#"
teams:
  service: { name: Team Service }
  phones: { name: Telefon-Team, parent: service }
channels:
  telefon: { name: Telefon, type: phone, aliases: [Hörer] }
  chat: { name: Chat, type: chat, live: true }
personas:
  mia: { name: Mia, type: customer, needs: [Größe], share: 40 }
touchpoints:
  hotline:
    name: Service-Hotline
    mission: Anliegen in einem Gespräch lösen.
    channels: [telefon]
    medium: analog
    control: own
    owner: phones
    talk_time: 8min
    history_access: false
    reviewed: 2026-06-01
    tags: [Hochsaison, C++]
  bot:
    name: Bot
    mission: Einfache Fragen sofort beantworten.
    description: Sonst hilft die [[hotline]].
    channels: [chat, telefon]
    medium: digital
    status: draft
    history_access: true
journeys:
  reise:
    name: Reise
    personas: [mia]
    need: Hilfe
    state: as_is
    stages:
      - name: Suchen
        kind: discover
        steps:
          - { name: Anrufen, touchpoint: hotline, emotion: { mia: -2, default: 1 } }
          - { name: Warten, touchpoint: hotline, after: [anrufen], emotion: -1 }
signatures:
  moment:
    name: Moment
    touchpoint: hotline
    moments: [reise.anrufen]
    personas: [mia]
    why_remembered: x
    performance_metrics: []
    brand_metrics: []
"#;

/// Selectors with the ids that they yield over the little base above.
const CASES: &[(&str, &str)] = &[
    ("team, persona", "service phones mia"),
    ("TEAMS | personas", "service phones mia"),
    ("stage|step[name]", "reise.suchen reise.anrufen reise.warten"),
    // presence
    ("touchpoint[owner]", "hotline"),
    ("touchpoint[!owner]", "bot"),
    ("touchpoint[!!owner]", "hotline"),
    ("touchpoint[history_access]", "bot"),
    ("touchpoint[count(history_access) = 1]", "hotline bot"),
    ("touchpoint[status]", "hotline bot"),
    ("signature[brand_metrics]", ""),
    // logic
    ("touchpoint[owner && talk_time || status = draft]", "hotline bot"),
    ("touchpoint[owner && (talk_time || status = draft)]", "hotline"),
    ("touchpoint[not owner and status = draft or tags]", "hotline bot"),
    // words
    ("touchpoint[status = active]", "hotline"),
    ("touchpoint[status != DRAFT]", "hotline"),
    ("touchpoint[status = Entwurf]", "bot"),
    ("touchpoint[status = [draft, active]]", "hotline bot"),
    ("*[type = phone]", "telefon"),
    ("*[type = [phone, customer]]", "telefon mia"),
    // text
    ("touchpoint[tags = hochsaison]", "hotline"),
    ("touchpoint[tags ~ saison]", "hotline"),
    ("touchpoint[mission ~ 'gespraech loesen']", "hotline"),
    ("touchpoint[mission ~ '?']", ""),
    ("persona[needs = GRÖSSE]", "mia"),
    ("*[name = „service hotline“]", "hotline"),
    // numbers, dates, lengths of time, yes and no
    ("persona[share >= 40 && share < 41 && share != 30]", "mia"),
    ("persona[share > 40]", ""),
    ("step[emotion < -1]", "reise.anrufen"),
    ("step[emotion = [1, -1]]", "reise.anrufen reise.warten"),
    ("touchpoint[talk_time = 480s]", "hotline"),
    ("touchpoint[talk_time < 1h]", "hotline"),
    ("touchpoint[reviewed < today - 5mo]", "hotline"),
    ("touchpoint[reviewed < today-6mo]", ""),
    ("touchpoint[reviewed = 2026-06-01 && reviewed < today]", "hotline"),
    ("touchpoint[reviewed > today + 1w]", ""),
    ("channel[live = true]", "chat"),
    ("channel[live != true]", "telefon"),
    // references and paths
    ("touchpoint[channels = Hörer]", "hotline bot"),
    ("touchpoint[channels != chat]", "hotline"),
    ("touchpoint[owner = 'Telefon-Team']", "hotline"),
    ("touchpoint[owner ~ telefon]", "hotline"),
    ("touchpoint[owner.parent = service]", "hotline"),
    ("touchpoint[channels[type = phone && live]]", ""),
    ("touchpoint[channels.type = phone && channels.live]", "bot"),
    ("step[after = anrufen]", "reise.warten"),
    ("step[emotion.share > 30]", "reise.anrufen"),
    // words that every element knows
    ("*[id = hotline]", "hotline"),
    ("*[id ~ anruf]", "reise.anrufen"),
    ("*[id = reise.warten]", "reise.warten"),
    ("*[kind = [team, Kanal]]", "service phones telefon chat"),
    ("stage[kind = discover]", "reise.suchen"),
    ("*[parent.kind = stage]", "reise.anrufen reise.warten"),
    ("*[parent]", "phones reise.suchen reise.anrufen reise.warten"),
    ("step[root = reise && parent.parent.personas = mia]", "reise.anrufen reise.warten"),
    ("*[root.state = as_is]", "reise reise.suchen reise.anrufen reise.warten"),
    ("journey[children.kind = discover && stages.steps[name = Warten]]", "reise"),
    // uses
    ("touchpoint[used_by = reise]", "hotline"),
    ("touchpoint[used_by.kind = touchpoint]", "hotline"),
    ("touchpoint[!used_by]", "bot"),
    ("journey[used_by = moment]", "reise"),
    ("journey[used_by.kind = step]", ""),
    ("step[used_by = warten]", "reise.anrufen"),
    ("step[used_by.kind = journey]", ""),
    ("persona[count(used_by) = 3]", ""),
    ("persona[count(used_by[kind = step]) = 1 && count(used_by) = 4]", "mia"),
    // counting
    ("journey[count(steps.touchpoint) = 1 && count(steps) = 2]", "reise"),
    ("touchpoint[count(channels) > 1]", "bot"),
    ("touchpoint[count(channels[type=phone]) != 1]", ""),
    ("touchpoint[count(tags) = [2, 3]]", "hotline"),
    ("team[count(used_by.channels) >= 1]", "phones"),
];

#[test]
fn selectors_mean_the_same_in_both_notations() {
    let (cx, yaml) = (base(&[("a.cx", CX)]), base(&[("a.yaml", YAML)]));
    for (selector, expected) in CASES {
        assert_eq!((ids(&cx, selector).as_str(), ids(&yaml, selector).as_str()), (*expected, *expected), "{selector}");
    }
}

#[test]
fn files_are_named_by_path_glob_or_part() {
    let base = base(&[("teams.cx", "team a \"A\" { }"), ("alt/Reste.cx", "team b \"B\" { }")]);
    for (selector, expected) in [
        ("team[file = teams.cx]", "a"),
        ("team[file = *.cx]", "a"),
        ("team[file = \"**/*.cx\"]", "b a"),
        ("team[file != \"alt/**\"]", "a"),
        ("team[file ~ reste]", "b"),
    ] {
        assert_eq!(ids(&base, selector), expected, "{selector}");
    }
}

#[test]
fn own_kinds_and_fields_are_selected_like_others() {
    let config = "extend: { kinds: { campaign: { plural: campaigns, fields: { kind: { type: enum, values: [big, small] }, file: text } } } }";
    let base = base(&[("touchbase.yaml", config), ("a.yaml", "campaigns: { x: { name: X, kind: big, file: plan } }")]);
    assert_eq!(ids(&base, "campaign[kind = big && file = plan]"), "x");
    assert_eq!(ids(&base, "*[kind = campaign && file = a.yaml]"), "x");
}

#[test]
fn what_nobody_knows_neither_holds_nor_fails() {
    let text = r#"
touchpoint a "A" { mission: "x", channels: [nowhere], medium: analog, talk_time: long }
touchpoint b "B" { mission: "x", medium: analog }
"#;
    let base = base(&[("a.cx", text)]);
    for (selector, expected) in [
        ("touchpoint[channels.type = phone]", ""),
        ("touchpoint[!channels.type = phone]", "b"),
        ("touchpoint[channels.type != phone]", "b"),
        ("touchpoint[count(channels) = 0]", "b"),
        ("touchpoint[talk_time > 5min]", ""),
        ("touchpoint[!(talk_time > 5min)]", "b"),
        ("touchpoint[!talk_time]", "b"),
        ("touchpoint[talk_time && channels]", "a"),
        ("touchpoint[channels.type = phone || name = A]", "a"),
    ] {
        assert_eq!(ids(&base, selector), expected, "{selector}");
    }
}

#[test]
fn every_mistake_is_told_at_its_place() {
    let told = problems("touchpiont, touchpoint[misson && cotrol = own && channels.typ = phone && status = activ]");
    let expected = [
        "touchpiont: There is no kind `touchpiont`. (did you mean `touchpoint`?)",
        "misson: `misson` is not a field of a touchpoint. (did you mean `mission`?)",
        "cotrol: `cotrol` is not a field of a touchpoint. (did you mean `control`?)",
        "typ: `typ` is not a field of a channel. (did you mean `type`?)",
        "activ: `status` cannot be `activ`. (did you mean `active`? Possible are `draft`, `active` or `retired`)",
    ];
    assert_eq!(told, expected);
}

/// Selectors with the beginning of each of their problems.
const MISTAKES: &[(&str, &[&str])] = &[
    ("", &[": A kind is missing here."]),
    ("persona,", &[": A kind is missing here."]),
    ("[name]", &[": A kind is missing here."]),
    ("status = draft", &["= draft: The selector is complete before this."]),
    ("persona]", &["]: The selector is complete before this."]),
    ("persona[]", &[": A condition is missing here."]),
    ("persona[(]", &["(: What begins with `(` here has no end.", ": A condition is missing here."]),
    ("persona[name", &["[: What begins with `[` here has no end."]),
    ("persona[name = \"Größe", &["\": What begins with `\"` here has no end."]),
    ("persona[name = ]", &[": A value is missing here."]),
    ("persona[name == x]", &["==: `==` does not compare anything."]),
    ("persona[name & share]", &["&: Between two conditions that must both hold stands `&&`."]),
    ("persona[name, share]", &[",: Between two conditions that must both hold stands `&&`."]),
    ("persona[name | share]", &["|: Between two conditions of which one is enough stands `||`."]),
    ("persona || team", &["||: Between two kinds stands `|`."]),
    ("persona[name = Mia Muster]", &["Muster: This does not belong to the condition before it."]),
    ("persona[name.]", &[": A field is missing behind the point."]),
    ("persona[name.x]", &["name: `name` is a value, it does not lead to other elements."]),
    ("persona[name[x]]", &["name: `name` is a value, it does not lead to other elements."]),
    ("persona[quote < 3]", &["<: `quote` is a text, and that has no order that `<` could ask for."]),
    ("persona[type > customer]", &[">: `type` is a word of a list, and that has no order"]),
    ("persona[channels >= x]", &[">=: `channels` is a reference, and that has no order"]),
    ("persona[type ~ cust]", &["~: `~` looks into texts and names, and `type` is a word of a list."]),
    ("persona[share ~ 3]", &["~: `~` looks into texts and names, and `share` is a number."]),
    ("persona[share = viel]", &["viel: `share` is compared here with something that it can never be: `viel`"]),
    (
        "pain[severity = 9]",
        &["9: `severity` is compared here with something that it can never be: `9` is out of range"],
    ),
    ("persona[reviewed < 22.11.2026]", &["22.11.2026: `reviewed` is compared here"]),
    ("persona[reviewed < today - 8min]", &["8min: `8min` is not a number of days"]),
    ("touchpoint[talk_time < 8]", &["8: `talk_time` is compared here with something that it can never be"]),
    ("persona[share < [1, 2]]", &["1, 2: `<` compares with one value, and here is a list."]),
    ("persona[share = []]", &["[]: The list holds no value."]),
    ("persona[count(needs)]", &["count(needs): A number is compared with another one."]),
    ("persona[count(needs) > many]", &["many: `many` is not a whole number"]),
    ("persona[count() > 1]", &[": What to count is missing here."]),
    ("*[kind = peronsa]", &["peronsa: There is no kind `peronsa`."]),
    ("*[file = \"[\"]", &["\"[\": `[` is not a glob"]),
    ("*[misson]", &["misson: `misson` is not a field of any kind."]),
    ("touchpoint[owner.sla]", &["sla: `sla` is not a field of a team or a role."]),
];

#[test]
fn each_kind_of_mistake_has_its_sentence() {
    for (selector, expected) in MISTAKES {
        let told = problems(selector);
        let fits =
            told.len() == expected.len() && told.iter().zip(*expected).all(|(told, start)| told.starts_with(start));
        assert!(fits, "{selector}\n{told:#?}");
        assert!(told.iter().all(|told| !told.ends_with("()")), "each comes with help: {told:?}");
    }
}

#[test]
fn a_date_as_germans_write_it_is_suggested_as_it_is_read() {
    assert!(problems("persona[reviewed < 22.11.2026]")[0].ends_with("(did you mean `2026-11-22`?)"));
}

#[test]
fn names_of_nobody_are_told_with_the_nearest_one() {
    let base = base(&[("a.cx", CX)]);
    let strangers = |text: &str| {
        let selector = select::parse(text, &base.model.schema, None).expect("it can be read");
        selector
            .strangers(&base.model)
            .into_iter()
            .map(|problem| (text[problem.range].to_owned(), problem.help))
            .collect::<Vec<_>>()
    };
    let none = Vec::<(String, Option<String>)>::new();
    assert_eq!(strangers("step[after = anrufen && root = Reise && touchpoint != hotline]"), none);
    assert_eq!(
        strangers("touchpoint[owner = fones]"),
        [("fones".to_owned(), Some("did you mean `phones`?".to_owned()))]
    );
}

#[test]
fn brackets_and_length_are_bounded() {
    for deep in ["(", "a[", "![(", "x='('&&(", "x=\"]\"&&(", "a=[", "count("] {
        let text = format!("persona[{}", deep.repeat(9000).get(..9000).expect("ASCII"));
        assert!(!problems(&text).is_empty(), "{deep}");
    }
    assert!(problems(&format!("persona[{}]", "name &&".repeat(2000)))[0].contains("longer than"));
    let many = format!("persona[{}share]", "!".repeat(9000));
    assert!(problems(&many).is_empty());
    let long = format!("team[{}parent]", "parent.".repeat(1400));
    assert_eq!(ids(&base(&[("a.cx", CX)]), &long), "");
}

#[test]
fn time_grows_with_the_elements_not_with_the_paths() {
    let touchpoint =
        |at: usize| format!("touchpoint t{at} \"Nummer {at}\" {{ mission: \"x\", channels: [c], medium: analog }}\n");
    let text: String = (0..4000).map(touchpoint).collect();
    let base = base(&[("a.cx", &text), ("b.cx", "channel c \"C\" { type: phone }")]);
    let started = Instant::now();
    for selector in [
        "touchpoint[channels.used_by.mission ~ nothing]",
        "touchpoint[channels.used_by[mission ~ nothing && channels.used_by.mission ~ y]]",
        "touchpoint[count(channels.used_by[mission ~ nothing]) > 3]",
        "touchpoint[count(channels.used_by.channels.used_by) < 50]",
        "touchpoint[count(channels.used_by.channels.used_by.name) < 3]",
    ] {
        let parsed = select::parse(selector, &base.model.schema, None).expect("it can be read");
        assert_eq!(parsed.select(&base.model, &base.sources).len(), 0);
    }
    // 4000 × 4000 texts would take minutes.
    assert!(started.elapsed() < Duration::from_secs(20), "{:?}", started.elapsed());
}

#[test]
fn messages_are_filled_with_what_paths_lead_to() {
    let base = base(&[("a.cx", CX)]);
    let filled = |id: &str, text: &str| {
        let (element, _) = base.model.lookup(id).expect("it is there");
        let template =
            Template::parse(text, &base.model.schema, &[element.kind_id()], Some(TODAY)).expect("it can be read");
        template.fill(&[element], &base.sources, "de").concat()
    };
    for (id, text, expected) in [
        ("hotline", "{name} ({id}, {kind}) in {file}", "Service-Hotline (hotline, Touchpoint) in a.cx"),
        ("hotline", "{owner}: {owner.name}, {owner.parent.id}", "Telefon-Team: Telefon-Team, service"),
        (
            "hotline",
            "{control} {talk_time} {reviewed} {history_access} {tags}",
            "Eigen 8min 2026-06-01 nein Hochsaison, C++",
        ),
        ("bot", "{owner.name}, {talk_time}; {{x}} }", "–, –; {x} }"),
        ("bot", "{status}, {channels.used_by[status = active]} {status}", "Entwurf, Service-Hotline Entwurf"),
        ("hotline", "{status}", "Aktiv"),
        ("bot", "{ channels[type=phone] } {count(channels)}", "Telefon 2"),
        ("reise.anrufen", "{id}: {parent} in {root}, {emotion}", "reise.anrufen: Suchen in Reise, -2, 1"),
    ] {
        assert_eq!(filled(id, text), expected, "{text}");
    }
}

#[test]
fn messages_tell_the_first_of_many() {
    let touchpoint =
        |at: usize| format!("touchpoint t{at} \"T{at}\" {{ mission: \"x\", channels: [c], medium: analog }}\n");
    let text: String = (0..1200).map(touchpoint).collect();
    let base = base(&[("a.cx", &text), ("b.cx", "channel c \"C\" { type: phone }")]);
    let (channel, _) = base.model.lookup("c").expect("it is there");
    let kinds = [channel.kind_id()];
    let fill = |text: &str| {
        let template = Template::parse(text, &base.model.schema, &kinds, None).expect("it can be read");
        template.fill(&[channel], &base.sources, "en").concat()
    };
    assert_eq!(fill("{count(used_by)} {count(used_by.channels)} {count(used_by.name)}"), "1200 1 1000+");
    let told = fill("{used_by}");
    assert!(told.starts_with("T0, T1, ") && told.ends_with(", T19, …"), "{told}");
}

#[test]
fn mistakes_in_messages_are_told_at_their_places() {
    let schema = Schema::built_in();
    let kinds: Vec<_> = schema.kind_named("touchpoint").into_iter().collect();
    let text = "Größe: {nmae}, {owner.nam}, {}, {mission.x} {name = x} {name";
    let told = Template::parse(text, &schema, &kinds, None).err().unwrap_or_default();
    let told: Vec<String> =
        told.iter().map(|problem| format!("{}: {}", &text[problem.range.clone()], problem.message)).collect();
    let expected = [
        "nmae: `nmae` is not a field of a touchpoint.",
        "nam: `nam` is not a field of a team or a role.",
        ": A field is missing here.",
        "mission: `mission` is a value, it does not lead to other elements.",
        "= x: The selector is complete before this.",
        "{: What begins with `{` here has no end.",
    ];
    assert_eq!(told, expected);
}

/// Pieces of selectors, right and wrong ones.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "touchpoint",
        "*",
        "[",
        "]",
        "(",
        ")",
        "&&",
        "||",
        "|",
        "&",
        "!",
        "=",
        "!=",
        "<",
        "~",
        ",",
        ".",
        "count(",
        "owner",
        "name",
        "channels",
        "used_by",
        "kind",
        "status",
        "active",
        "today",
        "-",
        "6mo",
        "'",
        "\"",
        "„",
        "“",
        "größe",
        "😀",
        " ",
        "\n",
        "\\",
        "3",
        "2026-11-22",
        "parent",
        "steps",
        "emotion",
        "not",
        "and",
        "file",
        "\u{a0}",
        "\0",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(property(400))]

    #[test]
    fn no_text_breaks_anything(text in prop_oneof![pieces(), any::<String>()]) {
        let base = base(&[("a.cx", CX)]);
        let kinds: Vec<_> = base.model.schema.kinds().map(|(id, _)| id).collect();
        match Template::parse(&text, &base.model.schema, &kinds, None) {
            Ok(template) => {
                let elements: Vec<_> = base.model.elements().collect();
                prop_assert_eq!(template.fill(&elements, &base.sources, "de").len(), elements.len());
            }
            Err(problems) => prop_assert!(problems.iter().all(|problem| text.get(problem.range.clone()).is_some())),
        }
        match select::parse(&text, &base.model.schema, Some(TODAY)) {
            Ok(selector) => {
                let found = selector.select(&base.model, &base.sources);
                prop_assert!(found.len() <= base.model.len());
                prop_assert!(selector.strangers(&base.model).iter().all(|problem| text.get(problem.range.clone()).is_some()));
            }
            Err(problems) => {
                prop_assert!(!problems.is_empty());
                for problem in problems {
                    prop_assert!(text.get(problem.range.clone()).is_some(), "{problem:?}");
                    prop_assert!(problem.message.ends_with('.'), "{problem:?}");
                }
            }
        }
    }

    #[test]
    fn a_condition_and_its_opposite_share_all_elements(one in 0..CASES.len(), other in 0..CASES.len()) {
        let base = base(&[("a.cx", CX)]);
        let condition = |at: usize| CASES[at].0.split_once('[').and_then(|(_, rest)| rest.strip_suffix(']'));
        if let (Some(a), Some(b)) = (condition(one), condition(other)) {
            let ask = |text: String| selected(&base, &text).ok();
            let all = base.model.len();
            if let (Some(yes), Some(no)) = (ask(format!("*[({a}) && ({b})]")), ask(format!("*[!({a}) || !({b})]"))) {
                prop_assert_eq!(yes.len() + no.len(), all, "{} {}", a, b);
            }
        }
    }
}
