//! Laws: the same model, the same comments, and set once is set for good.

use proptest::prelude::*;
use touchbase::schema::Schema;
use touchbase::syntax::{self, Notation};
use touchbase::text::{Source, SourceId};

use super::with_schema;
use crate::both_forms::random::{self, CONFIG, Tape};
use crate::dump::{assert_same, findings, model};
use crate::generate::base::files;
use crate::generate::written;
use crate::library::{compiled, example};
use crate::support::{base, property};

/// The laws of one text; whether it has no faults.
fn laws(path: &str, text: &str, schema: &Schema) -> bool {
    let once = with_schema(path, text, schema);
    let twice = with_schema(path, &once.text, schema);
    assert_same(&format!("{text}\nset once and set twice"), &once.text, &twice.text);
    assert_eq!(once.text, twice.text);
    assert_eq!(comments(path, text), comments(path, &once.text), "comments of\n{text}");
    let faultless = syntax::parse(SourceId(0), &Source::new(path, text)).faults.is_empty();
    // What a comment to touchbase is about cannot always be kept: it may stand in the middle of a list.
    let may_be_refused = !faultless || text.contains("touchbase:");
    assert!(may_be_refused || !once.refused, "refused although nothing is wrong:\n{text}");
    let (before, after) =
        (base(&[("touchbase.yaml", CONFIG), (path, text)]), base(&[("touchbase.yaml", CONFIG), (path, &once.text)]));
    assert_same(&format!("{text}\n\n{}\nthe models", once.text), &model(&before), &model(&after));
    assert_same(
        &format!("{text}\n\n{}\nthe findings", once.text),
        &findings(&before).join("\n"),
        &findings(&after).join("\n"),
    );
    faultless
}

fn comments(path: &str, text: &str) -> Vec<String> {
    let source = Source::new(path, text);
    let file = syntax::parse(SourceId(0), &source);
    file.comments.iter().map(|comment| source.slice(comment.span).trim_end().to_owned()).collect()
}

fn schema() -> Schema {
    base(&[("touchbase.yaml", CONFIG)]).model.schema
}

fn tape(length: usize) -> impl Strategy<Value = Vec<u16>> {
    prop::collection::vec(any::<u16>(), 0..length)
}

/// A text with some line breaks and blanks doubled, taken away or put between other characters, and comments put in.
fn loosened(text: &str, tape: &mut Tape<'_>, comment: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        match (c, tape.below(24)) {
            ('\n', 1) => out.push_str(&format!(" {comment} touchbase: allow stale - größe\n")),
            ('\n', 2) => out.push_str(&format!(" {comment} 😀\n")),
            ('\n', 3) => out.push_str(&format!("\n{comment} Größe  \n")),
            ('\n', 4) => out.push_str(&format!("\n\n\n  {comment}\n\n")),
            ('\n', 5) => out.push_str(&format!("\n      {comment} touchbase: allow stale - x\n")),
            ('\n', 6) => out.push_str("   \n"),
            ('{' | '}' | '[' | ',', 1) => out.extend([c, '\n']),
            ('{' | '}' | '[' | ',', 2) => out.push_str(&format!("{c} {comment} c\n")),
            (']' | '}', 3) => out.push_str(&format!("\n{c}")),
            (' ', 1) => out.push_str("  "),
            (c, _) => out.push(c),
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 100, ..property(60) })]

    #[test]
    fn generated_texts_keep_the_laws(content in tape(600), style in tape(300)) {
        let schema = schema();
        let blocks = random::blocks(&schema, &mut Tape::new(&content));
        let (mut for_cx, mut for_yaml) = (Tape::new(&style), Tape::new(&style));
        laws("a.cx", &written::cx(&blocks, &mut |options| for_cx.below(options)), &schema);
        laws("a.yaml", &written::yaml(&blocks, &mut |options| for_yaml.below(options)), &schema);
    }

    #[test]
    fn loosened_texts_keep_the_laws(content in tape(300), style in tape(200), layout in tape(3_000)) {
        let schema = schema();
        let blocks = random::blocks(&schema, &mut Tape::new(&content));
        let (mut for_cx, mut for_yaml) = (Tape::new(&style), Tape::new(&style));
        let cx = written::cx(&blocks, &mut |options| for_cx.below(options));
        let yaml = written::yaml(&blocks, &mut |options| for_yaml.below(options));
        laws("a.cx", &loosened(&cx, &mut Tape::new(&layout), "//"), &schema);
        laws("a.yaml", &loosened(&yaml, &mut Tape::new(&layout), "#"), &schema);
    }

    #[test]
    fn broken_texts_keep_the_laws(
        at in any::<prop::sample::Index>(),
        cut in 0usize..30,
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..4),
        which in 0usize..4,
    ) {
        let (path, text) = BROKEN[which];
        let start = (0..=at.index(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let end = (start + cut..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
        laws(path, &format!("{}{}{}", &text[..start], pieces.concat(), &text[end..]), &schema());
    }

    #[test]
    fn any_text_is_set_for_good(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40)) {
        let schema = schema();
        laws("a.cx", &pieces.concat(), &schema);
        laws("a.yaml", &pieces.concat(), &schema);
    }
}

const PIECES: &[&str] = &[
    "a",
    "b: c",
    "x: ",
    ": ",
    "- ",
    "-",
    "\n",
    "\n  ",
    "\n    ",
    "\r\n",
    "\r",
    "\t",
    "[",
    "]",
    "{",
    "}",
    ",",
    "\"",
    "'",
    "|",
    "# x",
    "// y",
    "// touchbase: allow stale - x",
    "# touchbase: allow stale - x",
    "&a ",
    "*a",
    "---\n",
    "ä",
    "\"\"\"",
    "p q \"R\" {\n",
    "y: [\n",
    "personas:\n",
    "  a:\n",
    "\u{a0}",
    "\u{feff}",
    "|+\n   x\n\n",
    "? ",
    "  \n",
    "é",
    "😀",
    "\u{1d}",
    "\\",
    "\\u{f6}",
];

const BROKEN: [(&str, &str); 4] = [
    ("a.cx", include_str!("../../../examples/kaffeeklub/journeys/anmelden.cx")),
    ("a.cx", include_str!("../../../examples/kaffeeklub/journeys/ausfall-zuvorkommen.cx")),
    ("a.yaml", include_str!("../../../examples/learn-to-drive/journeys/pay-a-fee.yaml")),
    ("a.yaml", include_str!("../../../examples/learn-to-drive/channels.yaml")),
];

#[test]
fn the_examples_are_set_as_they_stand() {
    for name in ["minimal", "kaffeeklub", "learn-to-drive"] {
        let schema = compiled(&example(name)).model.schema;
        for file in example(name).iter().filter(|file| !file.path.starts_with("touchbase")) {
            let text = String::from_utf8(file.bytes.clone()).expect("UTF-8");
            let formatted = with_schema(&file.path, &text, &schema);
            assert_same(&file.path, &text, &formatted.text);
        }
    }
}

#[test]
fn large_bases_keep_the_laws() {
    for notation in [Notation::Cx, Notation::Yaml] {
        for (path, text) in files(300, notation).filter(|(path, _)| path != "touchbase.yaml") {
            assert!(laws(&path, &text, &schema()));
        }
    }
}
