//! Stories: YAML in, the tree as an outline out.

use std::fmt::Write;

use super::{document_values, parse};
use crate::diagnostic::{Fault, FaultKind};
use crate::syntax::{File, Item, Value, ValueKind};
use crate::text::{Source, SourceId};

fn source(text: &str) -> Source {
    Source::new("a.yaml", text)
}

/// The tree as an outline, faults last.
fn outline(text: &str) -> String {
    let source = source(text);
    let file = parse(SourceId(0), &source);
    let mut out = String::new();
    items(&file.items, 0, &source, &mut out);
    for fault in &file.faults {
        let _ = writeln!(out, "! {}", said(fault, &source));
    }
    out
}

fn said(fault: &Fault, source: &Source) -> String {
    let at = source.position(fault.span.start);
    let kind = match &fault.kind {
        FaultKind::Unexpected { expected, .. } => format!("Unexpected {{ expected: {expected:?} }}"),
        kind => format!("{kind:?}"),
    };
    format!("{}:{} `{}` {kind}", at.line, at.column, source.slice(fault.span))
}

fn items(list: &[Item], depth: usize, source: &Source, out: &mut String) {
    for item in list {
        let _ = write!(out, "{}", "  ".repeat(depth));
        match item {
            Item::Block(block) => {
                let id = block.id.as_ref().map_or("-", |id| &id.text);
                let _ = writeln!(out, "{} {id}", block.keyword.text);
                items(&block.body, depth + 1, source, out);
            }
            Item::Field(field) => {
                let _ = writeln!(out, "{}: {}", field.key.text, value(&field.value));
            }
            Item::Junk(junk) => {
                let _ = writeln!(out, "junk {:?}", source.slice(junk.span));
            }
        }
    }
}

fn value(value: &Value) -> String {
    match &value.kind {
        ValueKind::Scalar { text, style } => format!("{style:?} {text:?}"),
        ValueKind::List(list) => format!("[{}]", list.iter().map(self::value).collect::<Vec<_>>().join(", ")),
        ValueKind::Map(entries) => {
            let entries: Vec<_> =
                entries.iter().map(|e| format!("{}: {}", e.key.text, self::value(&e.value))).collect();
            format!("{{{}}}", entries.join(", "))
        }
        ValueKind::Empty => "empty".into(),
        ValueKind::Junk => "junk".into(),
    }
}

fn parsed(text: &str) -> (File, Source) {
    let source = source(text);
    (parse(SourceId(0), &source), source)
}

#[test]
fn the_example_of_the_language_becomes_blocks_and_fields() {
    let text = "\
personas:
  eilige-einkaeuferin:
    name: Eilige Einkäuferin
    type: customer
    needs:
      - Nachschub, bevor er fehlt      # in one line, [Nachschub, bevor …] would be two items
journeys:
  kapseln-nachbestellen:
    name: Kapseln nachbestellen
    stages:
      - name: Bedarf
        kind: discover
        steps:
          - id: vorrat-wird-knapp
            name: \"Vorrat wird knapp\"
            emotion: {mia: -1}
";
    let expected = "\
personas eilige-einkaeuferin
  name: Plain \"Eilige Einkäuferin\"
  type: Plain \"customer\"
  needs: [Plain \"Nachschub, bevor er fehlt\"]
journeys kapseln-nachbestellen
  name: Plain \"Kapseln nachbestellen\"
  stages -
    name: Plain \"Bedarf\"
    kind: Plain \"discover\"
    steps vorrat-wird-knapp
      name: Quoted \"Vorrat wird knapp\"
      emotion: {mia: Plain \"-1\"}
";
    assert_eq!(outline(text), expected);
}

#[test]
fn what_stands_in_a_list_beside_elements_is_one_field_behind_them() {
    let text = "journeys:\n  a:\n    stages:\n      - one\n      - name: B\n      - two\n";
    let (file, source) = parsed(text);
    let Some(Item::Block(journey)) = file.items.first() else { panic!("{:?}", file.items) };
    let slices: Vec<&str> = journey.body.iter().map(|item| source.slice(item.span())).collect();
    assert_eq!(slices, ["name: B", "stages:\n      - one\n      - name: B\n      - two"]);
}

#[test]
fn hazards_are_reported_once_each_and_the_rest_is_read() {
    let text = "a:\n  x: &k {name: !!str 1}\n  y: *k\n  z:\n    <<: *k\n    {q: 1}: 2\n    name: z\n";
    let expected = "\
a x
  name: Plain \"1\"
a y
  junk \"*k\"
a z
  junk \"<<: *k\"
  junk \"{q: 1}: 2\"
  name: Plain \"z\"
! 2:6 `&k` Hazard(Anchor)
! 2:16 `!!str` Hazard(Tag)
! 3:6 `*k` Hazard(Alias)
! 5:5 `<<` Hazard(MergeKey)
! 6:5 `{q: 1}` Hazard(ComplexKey)
";
    assert_eq!(outline(text), expected);
}

#[test]
fn block_texts_reach_from_their_mark_to_their_last_byte() {
    let text =
        "a:\n  b:\n    t: |  # | why\n      one\n\n      two\n\n    # later\n    u: >-\n\n      three\n    v: |\n";
    let (file, source) = parsed(text);
    let [Item::Block(block)] = file.items.as_slice() else { panic!("{file:?}") };
    let slices = block.body.iter().map(|item| match item {
        Item::Field(field) => source.slice(field.value.span),
        other => panic!("{other:?}"),
    });
    assert_eq!(slices.collect::<Vec<_>>(), ["|  # | why\n      one\n\n      two", ">-\n\n      three", "|"]);
    assert_eq!(source.slice(block.span), text.trim_start_matches("a:\n  ").trim_end());
}

#[test]
fn documents_marks_and_line_ends_do_not_matter() {
    let text = "\u{feff}a:\r\n  größe: {name: \"Übung 😀\"} # so\r\n---\r\na:\r\n  c:\r\n";
    assert_eq!(outline(text), "a größe\n  name: Quoted \"Übung 😀\"\na c\n");
    let (values, comments, faults) = document_values(SourceId(0), &source(text));
    assert_eq!((values.len(), comments.len(), faults.len()), (2, 1, 0));
}

#[test]
fn one_broken_line_costs_nothing_but_its_value() {
    let text = "\
personas:
  mia:
    name: Mia
    quote: \"Na ja
    type: customer
  ben:
    name: Ben: der Zweite
    needs: [a, b
    summary: >
      Text: mit Doppelpunkt
      und # Raute
";
    let expected = "\
personas mia
  name: Plain \"Mia\"
  quote: junk
  type: Plain \"customer\"
personas ben
  name: Plain \"Ben: der Zweite\"
  needs: junk
  summary: Block \"Text: mit Doppelpunkt und # Raute\\n\"
! 4:12 `\"` Unclosed { what: \"text\" }
! 7:14 `:` Unexpected { expected: \"quotes around the text after `name:`, because it holds another colon\" }
! 8:12 `[` Unclosed { what: \"list\" }
";
    assert_eq!(outline(text), expected);
}

#[test]
fn wrong_indentation_is_said_once_and_read_as_meant() {
    let text = "\
journeys:
  j:
    stages:
      - name: A
        steps:
          - id: s1
            touchpoint: app
             emotion: -1
          - id: s2
           name: S2
      - name: B
       kind: use
  k:
     name: K
    need: n
    outcome: o
";
    let expected = "\
journeys j
  stages -
    name: Plain \"A\"
    steps s1
      touchpoint: Plain \"app\"
      emotion: Plain \"-1\"
    steps s2
      name: Plain \"S2\"
  stages -
    name: Plain \"B\"
    kind: Plain \"use\"
journeys k
  name: Plain \"K\"
  need: Plain \"n\"
  outcome: Plain \"o\"
! 8:14 `emotion: -1` Unexpected { expected: \"the same indentation as `touchpoint:` above\" }
! 10:12 `name: S2` Unexpected { expected: \"the same indentation as the lines above that it belongs with\" }
! 12:8 `kind: use` Unexpected { expected: \"the same indentation as the lines above that it belongs with\" }
! 15:5 `need: n` Unexpected { expected: \"the same indentation as the lines above that it belongs with\" }
";
    assert_eq!(outline(text), expected);
}

#[test]
fn tabs_are_one_fault_for_neighbouring_lines_and_mean_one_step() {
    let text = "\
touchpoints:
  hotline:
    name: Hotline
\tmission: x
\tchannels:
\t\t- a
\tdescription: |
\t\teins
  chat:
\tname: Chat
    owner: x
";
    let expected = "\
touchpoints hotline
  name: Plain \"Hotline\"
  mission: Plain \"x\"
  channels: [Plain \"a\"]
  description: Block \"eins\\n\"
touchpoints chat
  name: Plain \"Chat\"
  owner: Plain \"x\"
! 4:1 `\t` Hazard(Tab)
! 10:1 `\t` Hazard(Tab)
";
    assert_eq!(outline(text), expected);
    assert_eq!(outline("a:\n\tb:\n\t\tc: d\n"), "a b\n  c: Plain \"d\"\n! 2:1 `\t` Hazard(Tab)\n");
}

#[test]
fn a_name_behind_an_id_does_not_hide_the_fields_below() {
    let text = "touchpoints:\n  hotline: Service-Hotline\n    mission: x\n  chat:\n    name: Chat\n";
    let expected = "\
touchpoints hotline
  mission: Plain \"x\"
touchpoints chat
  name: Plain \"Chat\"
! 2:12 `Service-Hotline` Unexpected { expected: \"nothing behind `hotline:`, because what belongs to it is indented below\" }
";
    assert_eq!(outline(text), expected);
}

#[test]
fn elements_without_fields_stay_blocks_so_that_references_find_them() {
    let text = "a:\n  leer:\n  text: x\n  liste: [y]\n  mal: {}\nb:\nc: {}\nd: ~\ne: nur Text\n";
    let expected = "\
a leer
a text
a liste
a mal
b: empty
c: empty
d: empty
e: Plain \"nur Text\"
! 3:9 `x` Unexpected { expected: \"fields, each on a line of its own (`key: value`), indented below the id\" }
! 4:10 `[` Unexpected { expected: \"fields, each on a line of its own (`key: value`), indented below the id\" }
";
    assert_eq!(outline(text), expected);
}

#[test]
fn lists_of_maps_are_blocks_and_the_rest_of_them_stays_a_field() {
    let text = "touchpoints:\n- name: A\n  tags: [a, b]\n- id: b\n  id: c\n- lose\n- {}\n";
    let expected = "\
touchpoints -
  name: Plain \"A\"
  tags: [Plain \"a\", Plain \"b\"]
touchpoints b
  id: Plain \"c\"
touchpoints -
touchpoints: [Plain \"lose\"]
";
    assert_eq!(outline(text), expected);
}

#[test]
fn what_is_no_map_of_sections_is_one_fault() {
    for (text, place) in [("- a\n- b\n", "1:1 `-`"), ("nur Text\n", "1:1 `nur Text`"), ("[a, b]\n", "1:1 `[`")] {
        let outline = outline(text);
        assert!(outline.contains(&format!("! {place} Unexpected")), "{outline}");
        assert_eq!(outline.matches('!').count(), 1, "{outline}");
    }
    for text in ["", "\n", "# nur ein Kommentar", "---\n---\n", "\u{feff}", "~\n"] {
        assert_eq!(outline(text), "");
    }
}

#[test]
fn plain_words_are_text_and_only_null_is_nothing() {
    let text =
        "a:\n  b:\n    norway: no\n    zero: 017\n    nothing: null\n    tilde: ~\n    name: Null\n    null: x\n";
    let expected = "\
a b
  norway: Plain \"no\"
  zero: Plain \"017\"
  nothing: empty
  tilde: empty
  name: Plain \"Null\"
  null: Plain \"x\"
";
    assert_eq!(outline(text), expected);
}

#[test]
fn repeated_keys_of_maps_are_faults_and_those_of_elements_stay_for_the_model() {
    let text = "a:\n  b:\n    x: {k: 1, k: 2}\n    y: 1\n    y: 2\n  b:\n";
    let expected = "\
a b
  x: {k: Plain \"1\", k: Plain \"2\"}
  y: Plain \"1\"
  y: Plain \"2\"
a b
";
    let outline = outline(text);
    assert!(outline.starts_with(expected), "{outline}");
    assert_eq!(outline.matches('!').count(), 1, "{outline}");
    let (_, _, faults) = document_values(SourceId(0), &source(text));
    assert_eq!(faults.len(), 3, "{faults:?}");
}

#[test]
fn a_list_item_indented_too_far_is_not_swallowed() {
    let text = "a:\n  b:\n    needs:\n      - eins\n        - zwei\n";
    let phrase = "a list item indented like the ones above, or quotes around a text that goes on with `- `";
    assert_eq!(outline(text), format!("a b\n  needs: [junk]\n! 5:9 `-` Unexpected {{ expected: {phrase:?} }}\n"));
}

#[test]
fn an_unfinished_merge_is_one_fault_and_its_first_version_is_read() {
    let text = "\
a:
  b:
<<<<<<< HEAD
    name: Eins
||||||| base
    name: Null
=======
    name: Zwei
>>>>>>> other
  c:
    name: C
";
    let outline = outline(text);
    assert!(
        outline.starts_with("a b\n  name: Plain \"Eins\"\na c\n  name: Plain \"C\"\n! 3:1 `<<<<<<< HEAD`"),
        "{outline}"
    );
    assert_eq!(outline.matches('!').count(), 1, "{outline}");
}

#[test]
fn each_document_is_recovered_for_itself() {
    let text = "a:\n  b:\n    name: \"y\"z\n---\nc:\n  d: {e: f\n...\n# g\n--- # h\ni:\n  j: {k: l}\n";
    let outline = outline(text);
    assert!(outline.starts_with("a b\n  name: junk\nc d\n  junk \"{e: f\"\ni j\n  k: Plain \"l\"\n!"), "{outline}");
    assert_eq!(outline.matches('!').count(), 2, "{outline}");
}

#[test]
fn comments_are_kept_with_their_place_also_around_what_is_broken() {
    let text = "\
# c1
touchpoints: # c2
  # c3
  hotline: # c4
    # c5
    name: \"x # text
    # c7
    owner: y # c8
  # c9
  chat: {name: Chat}
  - # c10
# c11
";
    let (file, source) = parsed(text);
    let comments: Vec<_> = file.comments.iter().map(|comment| (source.slice(comment.span), comment.own_line)).collect();
    let expected = [
        ("# c1", true),
        ("# c2", false),
        ("# c3", true),
        ("# c4", false),
        ("# c5", true),
        ("# c7", true),
        ("# c8", false),
        ("# c9", true),
        ("# c10", false),
        ("# c11", true),
    ];
    assert_eq!(comments, expected);
}

/// Broken lines, the place of their one fault and the word that matters in it.
#[test]
fn every_kind_of_mistake_has_its_words() {
    let cases = [
        ("a: @b", "`@`", "begins with `@`"),
        ("a: `b`", "```", "begins with a backtick"),
        ("a: 'it's'", "`s'`", "written twice"),
        ("a: \"b\" c", "`c`", "closing quote"),
        ("a: \"b\"\n        c", "`c`", "closing quote"),
        ("a: \"C:\\Temp\\qz\"", "`\\T`", "two backslashes"),
        ("a: [b, c", "`[`", "list"),
        ("a: {b: c", "`{`", "map"),
        ("a: [b}", "`}`", "`]` to end the list"),
        ("a: {b: c]", "`]`", "`}` to end the map"),
        ("a: [b,, c]", "`,`", "between the two commas"),
        ("a: {b: c d: e}", "`:`", "a comma before it"),
        ("a: ]b", "`]`", "begins with `]`"),
        ("a: %b", "`%`", "begins with `%`"),
        ("a: - b", "`-`", "below `a:`"),
        ("a: | b", "`| b`", "the line below"),
        ("a: |\n        b\n      c", "`c`", "first line of the text"),
        ("a: b # c\n      d", "`# c`", "behind this `#`"),
        ("a: \"b\"# c", "`#`", "a blank before"),
        ("a:b", "`:`", "a blank behind the colon of `a:`"),
        ("just words", "`just words`", "`key: value`"),
        ("a: * b", "`*`", "begins with `*`"),
        ("a: *b* c", "`*b*`", "Alias"),
        ("a: !<b c", "`!<b`", "Tag"),
    ];
    for (line, place, word) in cases {
        let text = format!("section:\n  element:\n    before: x\n    {line}\n    after: y\n");
        let outline = outline(&text);
        let fault = outline.lines().last().unwrap_or_default();
        assert!(fault.contains(&format!(" {place} ")) && fault.contains(word), "{text}{outline}");
        assert_eq!(outline.lines().filter(|line| line.starts_with('!')).count(), 1, "{text}{outline}");
        assert!(
            outline.contains("  before: Plain \"x\"") && outline.contains("  after: Plain \"y\""),
            "{text}{outline}"
        );
    }
}

#[test]
fn foreign_characters_are_left_to_the_scan_of_the_text() {
    let outline = outline("a:\n  b:\n    c: d\u{7}e\n    f: \u{feff}g\n    h: i\n");
    assert_eq!(outline, "a b\n  c: Plain \"d\\u{7}e\"\n  f: Plain \"\\u{feff}g\"\n  h: Plain \"i\"\n");
}

#[test]
fn places_are_exact_bytes() {
    let text = "\u{feff}größen:\r\n  'über': # 😀\r\n    \"näm\\u0065\": \"Übung\"\r\n    liste:\r\n    - a\r\n    - {b: c}\r\n";
    let (file, source) = parsed(text);
    let [Item::Block(block)] = file.items.as_slice() else { panic!("{file:?}") };
    assert_eq!(source.slice(block.keyword.span), "größen");
    assert_eq!(block.id.as_ref().map(|id| (&*id.text, source.slice(id.span))), Some(("über", "'über'")));
    assert_eq!(source.slice(block.span), text.trim_start_matches("\u{feff}größen:\r\n  ").trim_end());
    let [Item::Field(name), Item::Block(item), Item::Field(rest)] = block.body.as_slice() else { panic!("{block:?}") };
    assert_eq!((&*name.key.text, source.slice(name.key.span)), ("näme", "\"näm\\u0065\""));
    assert_eq!(source.slice(name.value.span), "\"Übung\"");
    assert_eq!((source.slice(item.span), item.inner.map(|inner| source.slice(inner))), ("{b: c}", Some("b: c")));
    assert_eq!(source.slice(rest.value.span), "a");
}

#[test]
fn nothing_stands_behind_its_colon() {
    let (file, _) = parsed("a:\n  b:\n    c:\n    d: # e\n");
    let [Item::Block(block)] = file.items.as_slice() else { panic!("{file:?}") };
    let places: Vec<_> = block
        .body
        .iter()
        .map(|item| match item {
            Item::Field(field) => field.value.span.range(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(places, [14..14, 21..21]);
}

#[test]
fn nesting_ends_at_the_limit_in_one_fault() {
    let deep = |open: &str, times: usize| format!("a:\n  b: {}x\n  c:\n    d: e\n", open.repeat(times));
    for open in ["[", "{k: ", "- ", "? "] {
        let outline = outline(&deep(open, 100));
        assert_eq!(outline.lines().filter(|line| line.starts_with('!')).count(), 1, "{open}: {outline}");
        assert!(outline.contains("a c\n  d: Plain \"e\"\n"), "{open}: {outline}");
    }
    let lines: String = (0..100).map(|depth| format!("{}k:\n", " ".repeat(depth))).collect();
    assert_eq!(outline(&lines).matches("Depth").count(), 1);
}

#[test]
fn fields_that_are_indented_less_than_their_list_item_still_belong_to_it() {
    let text = "a:\n  - d: e\n   f: x\n   g: |\n     h\n     # i\n  - j: k\n";
    let expected = "\
a -
  d: Plain \"e\"
  f: Plain \"x\"
  g: Block \"h\\n# i\\n\"
a -
  j: Plain \"k\"
! 3:4 `f: x` Unexpected { expected: \"the same indentation as the lines above that it belongs with\" }
";
    assert_eq!(outline(text), expected);
    let text = "a:\n  - d: e\n f: x\n g: y\n  - j: k\n";
    let outline = outline(text);
    assert!(outline.starts_with("a -\n  d: Plain \"e\"\n  f: Plain \"x\"\n  g: Plain \"y\"\na -\n"), "{outline}");
    assert_eq!(outline.matches('!').count(), 1, "{outline}");
}

#[test]
fn new_fields_can_be_inserted_inside_braces_or_among_the_lines_of_a_block() {
    let text = "a:\n  b: {c: d}\n  e: {}\n  f:\n    g: h\n  i:\n    ? j\n    : k\n  l:\n";
    let (file, source) = parsed(text);
    let inner = file.items.iter().map(|item| match item {
        Item::Block(block) => block.inner.map(|inner| source.slice(inner)),
        other => panic!("{other:?}"),
    });
    let expected = [Some("c: d"), Some(""), Some("g: h"), Some("j\n    : k"), None];
    assert_eq!(inner.collect::<Vec<_>>(), expected);
}
