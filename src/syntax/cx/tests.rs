//! Stories: a text in; its tree, comments and faults out, in a short form of their own.

use std::fmt::Write as _;

use crate::diagnostic::{FaultKind, Limit};
use crate::syntax::{Entry, File, Item, Style, Value, ValueKind};
use crate::text::{Source, SourceId};

pub(super) fn parsed(text: &str) -> (Source, File) {
    let source = Source::new("a.cx", text);
    let file = super::parse(SourceId(0), &source);
    (source, file)
}

/// The tree as S-expressions, one item a line.
fn tree(text: &str) -> String {
    let (_, file) = parsed(text);
    let mut out = String::new();
    items(&file.items, 0, &mut out);
    out
}

fn items(list: &[Item], depth: usize, out: &mut String) {
    for item in list {
        let _ = write!(out, "{:1$}", "", depth * 2);
        match item {
            Item::Junk(_) => out.push_str("junk\n"),
            Item::Field(field) => {
                let _ = writeln!(out, "{}: {}", field.key.text, value(&field.value));
            }
            Item::Block(block) => {
                let _ = write!(out, "{}", block.keyword.text);
                if let Some(id) = &block.id {
                    let _ = write!(out, " {}", id.text);
                }
                if let Some(name) = &block.name {
                    let _ = write!(out, " {}", value(name));
                }
                out.push('\n');
                items(&block.body, depth + 1, out);
            }
        }
    }
}

fn value(of: &Value) -> String {
    match &of.kind {
        ValueKind::Empty => "-".into(),
        ValueKind::Junk => "junk".into(),
        ValueKind::Scalar { text, style: Style::Bare } => text.to_string(),
        ValueKind::Scalar { text, style: Style::Block } => format!("|{text}|"),
        ValueKind::Scalar { text, .. } => format!("'{text}'"),
        ValueKind::List(values) => format!("[{}]", values.iter().map(value).collect::<Vec<_>>().join(" ")),
        ValueKind::Map(entries) => format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(" ")),
    }
}

fn entry(of: &Entry) -> String {
    format!("{}={}", of.key.text, value(&of.value))
}

/// The faults, each as `line:column text: what`.
fn faults(text: &str) -> Vec<String> {
    let (source, file) = parsed(text);
    let show = |fault: &crate::diagnostic::Fault| {
        let at = source.position(fault.span.start);
        let what = match &fault.kind {
            FaultKind::Unclosed { what } => format!("unclosed {what}"),
            FaultKind::Unexpected { expected, .. } => expected.clone(),
            FaultKind::Limit(Limit::Depth { .. }) => "too deep".to_owned(),
            other => format!("{other:?}"),
        };
        format!("{}:{} {} → {what}", at.line, at.column, source.slice(fault.span))
    };
    file.faults.iter().map(show).collect()
}

pub(super) const CONTRACT: &str = r#"// A comment runs to the end of the line.
persona eilige-einkaeuferin "Eilige Einkäuferin" {
  type: customer
  needs: ["Nachschub, bevor er fehlt", "eine klare Auskunft"]
  channels: [app, telefon]
}

touchpoint hotline "Service-Hotline" {
  guardrails: ["Nie ein zweites Mal nach der Kundennummer fragen."]
  description: """
    Erreichbar täglich von 7 bis 22 Uhr.

    Siehe auch [[chat-beratung]].
    """
}

journey kapseln-nachbestellen "Kapseln nachbestellen" {
  stage "Bedarf" {
    step vorrat-wird-knapp "Vorrat wird knapp" {
      touchpoint: app
      emotion: -1
    }
    step "Anmelden" { journey: anmelden }        // a sub-journey, written once, used by many
  }
  stage "Hilfe" {
    step hilfe-holen "Hilfe holen" {
      emotion: { eilige-einkaeuferin: -2, default: 0 }
      duration: 8min
    }
  }
}
channel telefon "Telefon"
"#;

#[test]
fn the_contract_parses_whole() {
    assert_eq!(faults(CONTRACT), [""; 0]);
    assert_eq!(
        tree(CONTRACT),
        "\
persona eilige-einkaeuferin 'Eilige Einkäuferin'
  type: customer
  needs: ['Nachschub, bevor er fehlt' 'eine klare Auskunft']
  channels: [app telefon]
touchpoint hotline 'Service-Hotline'
  guardrails: ['Nie ein zweites Mal nach der Kundennummer fragen.']
  description: |Erreichbar täglich von 7 bis 22 Uhr.

Siehe auch [[chat-beratung]].|
journey kapseln-nachbestellen 'Kapseln nachbestellen'
  stage 'Bedarf'
    step vorrat-wird-knapp 'Vorrat wird knapp'
      touchpoint: app
      emotion: -1
    step 'Anmelden'
      journey: anmelden
  stage 'Hilfe'
    step hilfe-holen 'Hilfe holen'
      emotion: {eilige-einkaeuferin=-2 default=0}
      duration: 8min
channel telefon 'Telefon'
"
    );
    assert_eq!(parsed(CONTRACT).1.comments.iter().map(|comment| comment.own_line).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn a_forgotten_brace_is_one_fault_and_keeps_every_block() {
    for lost in ["    }\n    step \"Anmelden\"", "  }\n  stage \"Hilfe\"", "}\n\ntouchpoint", "}\nchannel"] {
        let kept = lost.split_once('\n').map_or("", |(_, kept)| kept);
        let broken = CONTRACT.replace(lost, kept);
        assert_eq!(tree(&broken), tree(CONTRACT), "{lost}");
        assert_eq!(faults(&broken).len(), 1, "{lost}: {:?}", faults(&broken));
    }
}

#[test]
fn every_example_is_read_without_a_fault() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");
    let mut files = 0;
    for entry in walkdir::WalkDir::new(root).into_iter().filter_map(Result::ok) {
        if entry.path().extension().is_some_and(|extension| extension == "cx") {
            let text = std::fs::read_to_string(entry.path()).unwrap_or_default();
            assert_eq!(faults(&text), [""; 0], "{}", entry.path().display());
            files += 1;
        }
    }
    assert!(files > 3);
}

/// Asserts the tree and the faults of a text.
#[track_caller]
fn story(text: &str, expected_tree: &str, expected_faults: &[&str]) {
    assert_eq!(tree(text), expected_tree);
    assert_eq!(faults(text), expected_faults);
}

#[test]
fn a_header_may_have_an_id_a_name_or_both_and_no_body() {
    story(
        "team a\nteam \"B\"\nteam c \"C\", team d {} team e\n{\n}\nteam f // no body\n",
        "team a\nteam 'B'\nteam c 'C'\nteam d\nteam e\nteam f\n",
        &[],
    );
}

#[test]
fn words_numbers_dates_and_references_need_no_quotes() {
    story(
        "a b { x: [journey.step, x/a, -1, 3.5, 30%, 2026-11-21, 1h30min, größe, +5]\n \"Mia\" : 1, e: }",
        "a b\n  x: [journey.step x/a -1 3.5 30% 2026-11-21 1h30min größe +5]\n  Mia: 1\n  e: -\n",
        &[],
    );
}

#[test]
fn line_ends_marks_and_odd_blanks_do_not_matter() {
    let text = "\u{feff}a b {\r\n\tx:\u{a0}1 // ö\r  y:\u{3000}\"😀\"\u{200b}\r\n}\r\n";
    story(text, "a b\n  x: 1\n  y: '😀'\n", &[]);
}

#[test]
fn comments_begin_where_a_token_may() {
    let text = "// 1\na \"http://x//y\" { // 2\n  b: [c, // 3\n  d]// 4\n}// 5\n";
    story(text, "a 'http://x//y'\n  b: [c d]\n", &[]);
    let (source, file) = parsed(text);
    let comments: Vec<&str> = file.comments.iter().map(|comment| source.slice(comment.span)).collect();
    assert_eq!(comments, ["// 1", "// 2", "// 3", "// 4", "// 5"]);
}

#[test]
fn text_without_quotes_is_one_fault_that_says_so() {
    story(
        "a b {\n  mission: Ein Anliegen, in einem Gespräch lösen. // wie?\n  link: https://x.de/a?b\n  c: d\n}",
        "a b\n  mission: junk\n  link: junk\n  c: d\n",
        &[
            "2:12 Ein Anliegen, in einem Gespräch lösen. → text in quotes: `mission: \"Ein Anliegen, in einem Gespräch lösen.\"`",
            "3:9 https://x.de/a?b → text in quotes: `link: \"https://x.de/a?b\"`",
        ],
    );
    story(
        "a b { c: Ja, klar, d: e, f: [ja klar, \"gut\"] }",
        "a b\n  c: junk\n  d: e\n  f: [junk 'gut']\n",
        &["1:10 Ja, klar → text in quotes: `c: \"Ja, klar\"`", "1:30 ja klar → text in quotes: `\"ja klar\"`"],
    );
}

#[test]
fn text_without_quotes_over_several_lines_is_one_fault() {
    story(
        "a b {\n  c: Ein Text: mit\n    Achtung: noch,\n    zwei Wörtern \"und so\"\n  d: e\n}",
        "a b\n  c: Ein\n  Text: mit\n  junk\n  junk\n  d: e\n",
        &["2:10 Text → a comma or a line break before this"],
    );
}

#[test]
fn a_text_in_quotes_ends_with_its_line() {
    story(
        "a b {\n  c: \"eins\n  zwei.\"\n  d: \"drei // vier\n  e: [\"f, \"g]\n}",
        "a b\n  c: 'eins'\n  junk\n  d: 'drei'\n  e: [junk]\n",
        &["2:6 \" → unclosed text", "4:6 \" → unclosed text", "5:12 g → a comma or a line break behind the text"],
    );
}

#[test]
fn a_name_that_is_not_closed_leaves_the_body_alone() {
    story(
        "a b \"Größe {\n  c: d\n}\na \"E { c: d } // e\n",
        "a b 'Größe'\n  c: d\na 'E'\n  c: d\n",
        &["1:5 \" → unclosed text", "4:3 \" → unclosed text"],
    );
}

#[test]
fn markdown_that_is_not_closed_ends_where_the_text_around_it_goes_on() {
    let closed = "a b {\n  c: \"\"\"\n    Größe\n      😀\n    \"\"\"\n  d: e\n}\n";
    let open = closed.replace("    \"\"\"\n", "");
    assert_eq!(faults(closed), [""; 0]);
    for text in [open.clone(), format!("{open}{closed}"), format!("{closed}{open}{closed}{open}")] {
        let whole = text.replace(&open, closed);
        assert_eq!(tree(&text), tree(&whole));
        assert!(faults(&text).iter().all(|fault| fault.ends_with("\"\"\" → unclosed Markdown text")));
        assert_eq!(faults(&text).len(), (whole.len() - text.len()) / 8);
    }
}

#[test]
fn a_list_or_map_that_is_not_closed_ends_before_the_next_field() {
    story(
        "a b {\n  c: [d, e\n  f: { g: 1\n  h: [{ i: 1 ]\n  j: k\n}\n",
        "a b\n  c: [d e]\n  f: {g=1}\n  h: [{i=1}]\n  j: k\n",
        &["2:6 [ → unclosed list", "3:6 { → unclosed map", "4:7 { → unclosed map"],
    );
}

#[test]
fn a_block_that_is_not_closed_ends_where_the_next_begins() {
    story(
        "a b {\n  c: d\na e {\n  stage \"F\" {\n    c: d\n  stage \"G\" {\n  }\n}\na h \"H\"",
        "a b\n  c: d\na e\n  stage 'F'\n    c: d\n  stage 'G'\na h 'H'\n",
        &["1:5 { → unclosed block", "4:13 { → unclosed block"],
    );
}

#[test]
fn nesting_counts_more_than_indentation() {
    let flush = "a b {\nstage \"C\" {\nd: e\n}\n    }\nstage \"F\" {}\n";
    story(flush, "a b\n  stage 'C'\n    d: e\nstage 'F'\n", &[]);
    let fault = ["1:5 { → unclosed block"];
    story(&flush.replace("}\n    }", "}"), "a b\nstage 'C'\n  d: e\nstage 'F'\n", &fault);
    let deeper = flush.replace("d: e\n", "d: e\n}\nstage \"D\" {\nstep \"E\" {\n}\n").replace("}\n    }", "}");
    story(&deeper, "a b\n  stage 'C'\n    d: e\n  stage 'D'\n    step 'E'\n  stage 'F'\n", &fault);
}

#[test]
fn a_missing_opening_brace_is_one_fault() {
    story(
        "a b \"B\"\n  stage \"C\" // c\n    d: e\n  }\n}\n",
        "a b 'B'\n  stage 'C'\n    d: e\n",
        &["1:1 a b \"B\" → `{` behind this header", "2:3 stage \"C\" → `{` behind this header"],
    );
    story(
        "a b {\n  step \"C\" d: e }\n  step \"F\" { g: h }\n}\n",
        "a b\n  step 'C'\n    d: e\n  step 'F'\n    g: h\n",
        &["2:3 step \"C\" → `{` behind this header"],
    );
}

#[test]
fn a_missing_header_is_one_fault() {
    let fault = ["1:3 c: d → the header of a block (`kind id \"Name\" {`) above these lines"];
    story("  c: d\n\n  stage \"E\" {\n    f g h\n  }\n}\na b {}", "junk\na b\n", &fault);
    story("c: d\ne: f\ng\n", "junk\njunk\njunk\n", &["1:1 c: d → a block (`kind id \"Name\" { … }`)"]);
}

#[test]
fn a_closing_bracket_too_many_is_one_fault() {
    story(
        "a b {\n  c: d\n  }\n  e: f ]\n  g: [1]] }\n  h: i\n}\n}\n",
        "a b\n  c: d\n  junk\n  e: f\n  junk\n  g: [1]\n  junk\n  junk\n  h: i\njunk\n",
        &[
            "3:3 } → an opening bracket for this closing one",
            "4:8 ] → an opening bracket for this closing one",
            "5:9 ] → an opening bracket for this closing one",
            "8:1 } → an opening bracket for this closing one",
        ],
    );
}

#[test]
fn a_list_that_was_never_opened_is_one_fault() {
    story(
        "a b {\n  c: d, e f, \"g\"] // h\n  i: \"j\", k]\n  l: m\n}\n",
        "a b\n  c: junk\n  i: junk\n  l: m\n",
        &[
            "2:6 d, e f, \"g\"] → `[` before the first of these: `c: [`",
            "3:6 \"j\", k] → `[` before the first of these: `i: [`",
        ],
    );
}

#[test]
fn a_lost_quote_is_one_fault() {
    story(
        "a b Größe, mit Komma\" {\n  c: d\"\n  e: [f\", \"g\"]\n  h: [\"i, \"j, k\", \"l\"]\n}\n",
        "a b 'Größe, mit Komma'\n  c: junk\n  e: [junk]\n  h: [junk junk]\n",
        &[
            "1:5 Größe, mit Komma\" → one quote at each end: `\"Größe, mit Komma\"`",
            "2:6 d\" → one quote at each end: `\"d\"`",
            "3:7 f\", \"g\" → one quote at each end of this text",
            "4:12 j → a comma or a line break behind the text",
        ],
    );
    story(
        "a b {\n  c: \"\"\n    Ein langer Text, lang\n\n    - noch: einer\n    \"\"\"\n  d: \"\"\n  e: f\n}\n",
        "a b\n  c: ''\n  junk\n  junk\n  junk\n  d: ''\n  e: f\n",
        &["2:6 \"\" → `\"\"\"`, to begin a text of several lines"],
    );
}

#[test]
fn a_doubled_sign_is_one_fault() {
    story(
        "a \"\"B\" {{\n  c: [[d, e]\n  f:: g,,, h: i\n}\na \"C\"\" {}\n",
        "a 'B'\n  junk\n  c: [d e]\n  f: junk\n  h: i\na 'C'\n",
        &[
            "1:3 \"\"B\" → one quote at each end: `\"B\"`",
            "1:9 { → no second opening bracket",
            "2:7 [ → no second opening bracket",
            "3:5 : g → text in quotes: `f: \": g\"`",
            "3:9 , → no further comma",
            "5:6 \" → `{` or the end of the line",
        ],
    );
}

#[test]
fn a_quote_too_much_is_one_fault() {
    story(
        "a b {\n  c: [\"d\"\", \"e\", \"f\"]\n  g: \"\"h: i j.\"\n  l: [m \"n\", \"o\", p, q\", \"r\"]\n}\n",
        "a b\n  c: ['d' junk]\n  g: junk\n  l: [junk 'o' p junk]\n",
        &[
            "2:9 \"\" → one quote at the end of the text",
            "3:6 \"\"h: i j.\" → one quote at each end: `\"h: i j.\"`",
            "4:7 m \"n\" → text in quotes",
            "4:22 q\", \"r\" → one quote at each end of this text",
        ],
    );
}

#[test]
fn a_map_that_was_never_opened_is_one_fault() {
    story(
        "a b {\n  stage c {\n    d: e: -2, f: 0 }\n    g: h: 1 } // i\n    j: k\n  }\n}\n",
        "a b\n  stage c\n    d: junk\n    g: junk\n    j: k\n",
        &[
            "3:8 e: -2, f: 0 } → `{` before the first of these: `d: {`",
            "4:8 h: 1 } → `{` before the first of these: `g: {`",
        ],
    );
}

#[test]
fn prose_among_fields_is_one_fault() {
    story(
        "a b {\n  c: d\n    Ein langer Text,\n    - noch einer.\n\n    Größe: 😀 ja\n    \"\"\"\n  e: f\n}\n",
        "a b\n  c: d\n  junk\n  junk\n  junk\n  junk\n  e: f\n",
        &["3:5 Ein langer Text → a field (`key: value`) or a block (`kind id \"Name\" { … }`)"],
    );
}

#[test]
fn quotes_of_word_processors_are_named_and_read() {
    story(
        "a b „Größe“ {\n  c: “Ein, Text”\n  d: [«ja», 'gut']\n  e: „zu\n}",
        "a b 'Größe'\n  c: 'Ein, Text'\n  d: ['ja' junk]\n  e: junk\n",
        &[
            "1:5 „Größe“ → `\"` instead of `„` (U+201E DOUBLE LOW-9 QUOTATION MARK)",
            "2:6 “Ein, Text” → `\"` instead of `“` (U+201C LEFT DOUBLE QUOTATION MARK)",
            "3:7 «ja» → `\"` instead of `«` (U+00AB LEFT-POINTING DOUBLE ANGLE QUOTATION MARK)",
            "3:13 'gut' → `\"` instead of `'` (U+0027 APOSTROPHE)",
            "4:6 „zu → `\"` instead of `„` (U+201E DOUBLE LOW-9 QUOTATION MARK)",
        ],
    );
}

#[test]
fn look_alikes_and_what_cannot_be_seen_are_named() {
    story(
        "a b {\n  c: −1\n  d：1\n  e: x\u{200b}y\n  f: x\u{202e}y\n  g: [x–y]\n}",
        "a b\n  c: junk\n  junk\n  e: junk\n  f: junk\n  g: [junk]\n",
        &[
            "2:6 −1 → `-` instead of `−` (U+2212 MINUS SIGN)",
            "3:3 d：1 → a field (`key: value`) or a block (`kind id \"Name\" { … }`)",
            "4:6 x\u{200b}y → no invisible character (U+200B) here",
            "6:7 x–y → `-` instead of `–` (U+2013 EN DASH)",
        ],
    );
}

#[test]
fn numbers_and_units_get_their_own_words() {
    story(
        "a b { c: 3,5, d: 8 min, e: 30 %, f: 1,2 }",
        "a b\n  c: junk\n  d: junk\n  e: junk\n  f: junk\n",
        &[
            "1:10 3,5 → a decimal point: `3.5`",
            "1:18 8 min → one word (`8min`), or text in quotes",
            "1:28 30 % → one word (`30%`), or text in quotes",
            "1:37 1,2 → a decimal point: `1.2`",
        ],
    );
}

#[test]
fn a_header_without_quotes_or_with_a_colon_is_read_as_meant() {
    story(
        "persona Eilige Einkäuferin {}\npersona b Die Eilige {}\npersona \"C\" c {}\nstage: d \"D\" { e: f }\n",
        "persona 'Eilige Einkäuferin'\npersona b 'Die Eilige'\npersona c 'C'\nstage d 'D'\n  e: f\n",
        &[
            "1:9 Eilige Einkäuferin → the name in quotes: `\"Eilige Einkäuferin\"`",
            "2:11 Die Eilige → the name in quotes: `\"Die Eilige\"`",
            "3:13 c → the id before the name: `c \"C\"`",
            "4:6 : → no colon after `stage`: the header of a block is written `stage some-id \"Name\" {`",
        ],
    );
}

#[test]
fn what_is_missing_between_two_things_is_said_where_the_second_begins() {
    story(
        "a b { c: 1 d: 2, e: [\"f\" \"g\", h, , i], j: [k] l, \"m\" \"n\": 1 }",
        "a b\n  c: 1\n  d: 2\n  e: ['f' 'g' h i]\n  j: [k]\n",
        &[
            "1:12 d → a comma or a line break before this",
            "1:26 \"g\" → a comma or a line break before this",
            "1:34 , → no further comma",
            "1:47 l, \"m\" \"n\": 1 → a comma or a line break before this",
        ],
    );
}

#[test]
fn words_alone_are_told_what_they_lack() {
    story(
        "persona\n\na b {\n  mission\n  c: { d, e: = }\n  f: {} { g\n}\n",
        "junk\na b\n  junk\n  c: {e=junk}\n  f: {}\n",
        &[
            "1:1 persona → an id or a name after `persona`: `persona some-id \"Name\" { … }`",
            "4:3 mission → a colon and a value after `mission`",
            "5:8 d → a colon and a value after `d`",
            "5:14 = → a value after `e:`",
            "6:9 { g → a comma or a line break before this",
        ],
    );
}

#[test]
fn wrong_escapes_are_told_at_their_place() {
    story(
        "a b { c: \"C:\\Größe \\\" \\u{1F600} \\u{D800}\" }",
        "a b\n  c: 'C:\\Größe \" 😀 \\u{D800}'\n",
        &[
            "1:13 \\G → `\\\"`, `\\\\`, `\\n`, `\\t` or `\\u{…}`; a backslash itself is written `\\\\`",
            "1:33 \\u{D800} → `\\\"`, `\\\\`, `\\n`, `\\t` or `\\u{…}`; a backslash itself is written `\\\\`",
        ],
    );
}

#[test]
fn texts_are_slices_of_the_source_unless_they_differ() {
    let (_, file) = parsed("a b \"C\" { d: \"größe\", e: \"\\n\", f: \"\"\"x\"\"\", g: \"\", h: [i] }");
    let Some(Item::Block(block)) = file.items.first() else { panic!("no block") };
    let values = block.body.iter().filter_map(|item| match item {
        Item::Field(field) => field.value.text(),
        _ => None,
    });
    let names = [&block.keyword.text].into_iter().chain(block.name.as_ref().and_then(Value::text));
    let slices: Vec<bool> = names.chain(values).map(|text| text.place().is_some()).collect();
    assert_eq!(slices, [true, true, true, false, true, true]);
}

#[test]
fn the_places_of_a_block_are_exact() {
    let (source, file) = parsed("// a\n  stage b \"Größe\" { c: d, }, e\n");
    let Some(Item::Block(block)) = file.items.first() else { panic!("no block") };
    assert_eq!(source.slice(block.header), "stage b \"Größe\"");
    assert_eq!(source.slice(block.span), "stage b \"Größe\" { c: d, }");
    assert_eq!(block.inner.map(|inner| source.slice(inner)), Some(" c: d, "));
    assert_eq!(block.body.first().map(|item| source.slice(item.span())), Some("c: d"));
    assert_eq!(block.name.as_ref().map(|name| source.slice(name.inside())), Some("Größe"));
}

#[test]
fn the_deepest_text_fits_the_stack_of_a_thread() {
    for unit in ["[", "a: {", "a x {", "a x { b: [", "{ a: [[", "x: [{"] {
        let text = format!("a b {{ c: {}", format!("{unit}\n").repeat(200));
        let parse = move || faults(&text).len();
        let thread = std::thread::Builder::new().stack_size(1 << 20).spawn(parse);
        assert!(thread.is_ok_and(|thread| thread.join().is_ok_and(|faults| faults > 0)), "{unit}");
    }
}

#[test]
fn brackets_that_nest_too_deep_are_left_out_and_the_rest_is_read() {
    let deep = |open: &str, times: usize, close: &str| format!("{}{}", open.repeat(times), close.repeat(times));
    let text = format!("a b {{ c: {} }}\na d {{ e: f }}\n{}", deep("[", 100, "]"), deep("a x {", 70, "}"));
    let (_, file) = parsed(&text);
    assert_eq!(faults(&text), ["1:73 [ → too deep"]);
    assert_eq!(file.items.len(), 3);
    let fits = format!("a b {{ c: {} }}", deep("[", 63, "]"));
    assert_eq!(faults(&fits), [""; 0]);
    assert_eq!(faults(&format!("a b {{ c: {} }}", deep("[", 64, "]"))).len(), 1);
}
/// The blocks of a text, each with those it stands in.
fn blocks(text: &str) -> Vec<String> {
    fn walk(items: &[Item], path: &str, found: &mut Vec<String>) {
        for item in items {
            if let Item::Block(block) = item {
                let name = block.id.as_ref().map(|id| &id.text).or(block.name.as_ref().and_then(Value::text));
                let path = format!("{path}/{} {}", block.keyword.text, name.map_or("", |name| name.as_str()));
                found.push(path.clone());
                walk(&block.body, &path, found);
            }
        }
    }
    let mut found = Vec::new();
    walk(&parsed(text).1.items, "", &mut found);
    found
}

#[test]
fn a_slip_of_one_sign_is_one_fault_and_loses_no_block() {
    let text = CONTRACT.replace("\"Telefon\"", "\"Telefon\" {}");
    for (at, c) in text.char_indices().filter(|(_, c)| "{}[]\"".contains(*c)) {
        let (before, after) = text.split_at(at);
        let without = format!("{before}{}", after.strip_prefix(c).unwrap_or_default());
        let doubled = format!("{before}{c}{after}");
        for wrong in [without, doubled] {
            let found = faults(&wrong);
            assert!(found.len() <= if c == '"' { 2 } else { 1 }, "{found:?} in {wrong}");
            assert_eq!(blocks(&wrong), blocks(&text), "{found:?} in {wrong}");
        }
    }
}

#[test]
#[ignore = "shows what becomes of the texts in a file, for a look"]
fn show() {
    let Ok(path) = std::env::var("CX_SHOW") else { return };
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let mut out = String::new();
    for case in text.split("\n====\n") {
        let _ = writeln!(out, "----------\n{case}\n-- tree\n{}-- faults", tree(case));
        for fault in faults(case) {
            let _ = writeln!(out, "{fault}");
        }
    }
    let _ = std::fs::write("/tmp/cx_show.txt", out);
}
