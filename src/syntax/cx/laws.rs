//! Laws that hold for every text: the tree is sound, nothing is lost in silence, and time grows with length only.

use std::num::NonZeroUsize;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::grammar::{Grammar, Rule};
use super::lexer::is_blank;
use super::mend::{END, mend};
use super::tests::{CONTRACT, parsed};
use crate::syntax::{Block, File, Item, MAX_DEPTH, Value, ValueKind};
use crate::text::{Source, Span};

/// Spans of the tree, gathered while parents are checked against their children.
#[derive(Default)]
struct Walk {
    leaves: Vec<Span>,
    depth: usize,
    deepest: usize,
}

impl Walk {
    fn file(source: &Source, file: &File) -> Walk {
        let mut walk = Walk::default();
        let all = Span { source: file.source, start: 0, end: source.text.len() as u32 };
        walk.items(all, &file.items);
        walk
    }

    /// Children lie in their parent, in order, and do not overlap.
    fn within(parent: Span, children: &[Span]) {
        let mut at = parent.start;
        for child in children {
            assert!(
                at <= child.start && child.start <= child.end && child.end <= parent.end,
                "{child:?} in {parent:?}"
            );
            at = child.end;
        }
    }

    fn nested(&mut self, inside: impl FnOnce(&mut Walk)) {
        self.depth += 1;
        self.deepest = self.deepest.max(self.depth);
        inside(self);
        self.depth -= 1;
    }

    fn items(&mut self, parent: Span, items: &[Item]) {
        Walk::within(parent, &items.iter().map(Item::span).collect::<Vec<_>>());
        for item in items {
            match item {
                Item::Junk(junk) => self.leaves.push(junk.span),
                Item::Block(block) => self.block(block),
                Item::Field(field) => {
                    Walk::within(field.span, &[field.key.span, field.value.span]);
                    self.leaves.push(field.key.span);
                    self.value(&field.value);
                }
            }
        }
    }

    fn block(&mut self, block: &Block) {
        let id = block.id.as_ref().map(|id| id.span);
        let name = block.name.as_ref().map(|name| name.span);
        let mut names: Vec<Span> = [id, name].into_iter().flatten().collect();
        names.sort();
        names.insert(0, block.keyword.span);
        Walk::within(block.header, &names);
        self.leaves.append(&mut names);
        Walk::within(block.span, &[block.header, block.inner.unwrap_or(block.span.after())]);
        assert!(block.inner.is_some() || block.body.is_empty());
        if let Some(inner) = block.inner {
            self.nested(|walk| walk.items(inner, &block.body));
        }
    }

    fn value(&mut self, value: &Value) {
        Walk::within(value.span, &[value.inside()]);
        match &value.kind {
            ValueKind::Empty => assert!(value.span.is_empty()),
            ValueKind::Scalar { .. } | ValueKind::Junk => self.leaves.push(value.span),
            ValueKind::List(values) => {
                Walk::within(value.span, &values.iter().map(|value| value.span).collect::<Vec<_>>());
                self.nested(|walk| values.iter().for_each(|value| walk.value(value)));
            }
            ValueKind::Map(entries) => {
                let spans: Vec<Span> = entries.iter().flat_map(|entry| [entry.key.span, entry.value.span]).collect();
                Walk::within(value.span, &spans);
                self.leaves.extend(entries.iter().map(|entry| entry.key.span));
                self.nested(|walk| entries.iter().for_each(|entry| walk.value(&entry.value)));
            }
        }
    }
}

/// What stands in no leaf of the tree and in no comment.
fn left_over<'s>(source: &'s Source, file: &File, walk: &Walk) -> Vec<&'s str> {
    let mut spans: Vec<Span> = walk.leaves.iter().copied().chain(file.comments.iter().map(|c| c.span)).collect();
    spans.sort();
    let (mut at, mut rest) = (0, Vec::new());
    for span in spans {
        rest.push(source.text.get(at as usize..span.start as usize).unwrap_or("overlap"));
        at = span.end;
    }
    rest.push(source.text.get(at as usize..).unwrap_or("overlap"));
    rest
}

fn is_layout(text: &str) -> bool {
    text.chars().all(|c| is_blank(c) || "{}[],:\n\r".contains(c))
}

/// Every law that holds for every text.
fn check(text: &str) {
    let (source, file) = parsed(text);
    let walk = Walk::file(&source, &file);
    let comments = file.comments.iter().map(|comment| comment.span);
    for span in walk.leaves.iter().copied().chain(file.faults.iter().map(|fault| fault.span)).chain(comments.clone()) {
        assert!(source.text.get(span.range()).is_some(), "{span:?} is no slice of {text:?}");
    }
    assert!(walk.deepest <= MAX_DEPTH);
    assert!(file.faults.is_sorted_by_key(|fault| fault.span.start) && comments.is_sorted());
    for comment in &file.comments {
        let line = source.slice(Span { start: 0, end: comment.span.start, ..comment.span });
        let line = line.rsplit(['\n', '\r']).next().unwrap_or_default();
        assert_eq!(comment.own_line, line.chars().all(is_blank), "{text:?}");
        assert!(source.slice(comment.span).starts_with("//"));
    }
    if file.faults.is_empty() {
        let rest = left_over(&source, &file, &walk);
        assert!(rest.iter().all(|rest| is_layout(rest)), "lost {rest:?} of {text:?}");
    }
    agrees(text);
}

/// The lexer that mends texts sees the brackets that the grammar sees: in a mended text, each is closed.
fn agrees(text: &str) {
    let mended = mend(text);
    let Ok(pairs) = <Grammar as pest::Parser<Rule>>::parse(Rule::file, &mended.text) else {
        panic!("refused {text:?}")
    };
    for pair in pairs.flatten() {
        let closed = match pair.as_rule() {
            Rule::list => pair.as_str().ends_with([']', END]),
            Rule::braces => pair.as_str().ends_with(['}', END]),
            Rule::unopened => false,
            _ => true,
        };
        assert!(closed, "{:?} in {:?}", pair.as_str(), mended.text);
    }
}

fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "a",
        "b-c",
        "Größe",
        "-1",
        "3,5",
        "é",
        "😀",
        " ",
        "  ",
        "\t",
        "\n",
        "\n",
        "\r\n",
        "\r",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "x: ",
        "y: [",
        "z: {",
        "p q \"R\" {\n",
        "  s \"T\"\n",
        "}\n",
        "\"",
        "\"",
        "\"\"\"",
        "//",
        "/",
        "\\",
        "\\u{",
        "„",
        "“",
        "'",
        "\u{200b}",
        "\u{202e}",
        "\u{feff}",
        "\u{a0}",
        "\u{1d}",
        "\u{1a}",
        "\u{19}",
        "\u{1b}",
        "\u{0}",
        "https://x.de",
        "\u{2028}",
        "// c\n",
        "\"\"\"\n    m\n    \"\"\"",
    ])
}

/// A text with pieces cut out, doubled or put in.
fn mutated(text: &str, changes: &[(prop::sample::Index, usize, u8, &str)]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for (at, length, how, piece) in changes {
        let at = at.index(chars.len().max(1)).min(chars.len());
        let end = (at + length).min(chars.len());
        match how {
            0 => drop(chars.drain(at..end)),
            1 => {
                let again: Vec<char> = chars.get(at..end).unwrap_or_default().to_vec();
                chars.splice(at..at, again);
            }
            _ => drop(chars.splice(at..at, piece.chars())),
        }
    }
    chars.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn any_text_keeps_the_laws(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn any_pieces_keep_the_laws(pieces in prop::collection::vec(piece(), 0..60)) {
        check(&pieces.concat());
    }

    #[test]
    fn any_change_to_a_good_text_keeps_the_laws(
        changes in prop::collection::vec((any::<prop::sample::Index>(), 1..40_usize, 0..3_u8, piece()), 1..5)
    ) {
        check(&mutated(CONTRACT, &changes));
    }
}

#[test]
fn good_texts_are_kept_whole() {
    for text in [
        CONTRACT.to_owned(),
        CONTRACT.replace('\n', "\r\n"),
        CONTRACT.replace('\n', "\r"),
        format!("\u{feff}{CONTRACT}"),
    ] {
        let (source, file) = parsed(&text);
        assert!(file.faults.is_empty());
        let rest = left_over(&source, &file, &Walk::file(&source, &file));
        assert!(rest.len() > 50 && rest.iter().all(|rest| is_layout(rest)), "{rest:?}");
    }
}

/// Texts that readers with a weakness for going back choke on, to be repeated.
const HOSTILE: [&str; 73] = [
    "[",
    "{",
    "a {",
    "a {\n",
    "a b \"C\" {\n",
    "  a {\n",
    "\"",
    "\"\n",
    "\"\"\"",
    "\"\"\"\n",
    "a: \"\"\"\n",
    "a: [\n",
    "a: [",
    "a: {\n",
    "a b c\n",
    "a b c,",
    "a b c d ",
    "a b c\n\n",
    "]",
    "}",
    "}\n",
    " }\n",
    "{}",
    "[]\n",
    ",",
    ":",
    "a:",
    "a: b c: d ",
    "a: b c, ",
    "a\n",
    "a ",
    "//",
    "// a\n",
    "/",
    "\\",
    "\"\\",
    "\"\\\"",
    "„",
    "„a“",
    "a \"b\n",
    "a \"{",
    "a: \"]",
    "\r",
    " ",
    "\n",
    "\u{200b}",
    "\u{feff}",
    "\u{1d}",
    "\u{1a}",
    "\u{19}",
    "3,5,",
    "a,",
    "\"a\" ",
    "a: [b c\n",
    "a: {b c\n",
    " a b c\n}\n",
    "a \"b\"\n  c: d\n",
    "a: \"b\n",
    "a: \"b\nc d\"\n",
    "a: b\n    c d\n",
    "ö",
    "a.",
    "[a b, ",
    "a: 1 ",
    "a: 1, ",
    "a b\n",
    "a: b, c d e, ",
    "{a",
    "[{",
    "{[",
    "a {}",
    "a: [] b ",
    "x: \"\"\" y ",
];

const AROUND: [(&str, &str); 3] = [("", ""), ("x {\n y: [", ""), ("x \"y\" {\n", "\n}\n")];

fn hostile(times: usize) -> impl Iterator<Item = String> {
    let texts = HOSTILE.iter().flat_map(|part| AROUND.map(|around| (part, around)));
    texts.map(move |(part, (before, after))| format!("{before}{}{after}", part.repeat(times)))
}

/// Were time to grow with the square, each of these would take minutes.
#[test]
fn mending_takes_time_that_grows_with_length_only() {
    for text in hostile(30_000) {
        let start = Instant::now();
        mend(&text);
        assert!(start.elapsed() < Duration::from_secs(20), "{}", text.get(..20).unwrap_or(&text));
    }
}

/// The calls of the grammar are counted, so this holds on any machine; the limit counts for each parser of the process.
#[test]
fn the_work_of_the_grammar_grows_with_length_only() {
    const TIMES: usize = 2_000;
    const CALLS_PER_BYTE: usize = 400;
    pest::set_call_limit(NonZeroUsize::new(CALLS_PER_BYTE * TIMES * 20));
    for text in hostile(TIMES) {
        let mended = mend(&text);
        let begin = text.get(..20).unwrap_or(&text);
        assert!(<Grammar as pest::Parser<Rule>>::parse(Rule::file, &mended.text).is_ok(), "{begin}");
        assert!(mended.text.len() < 20 * TIMES, "{begin}");
    }
}

#[test]
fn every_hostile_text_keeps_the_laws() {
    for text in hostile(300) {
        let start = Instant::now();
        check(&text);
        assert!(start.elapsed() < Duration::from_secs(20), "{}", text.get(..20).unwrap_or(&text));
    }
}
