//! Laws that hold for every text, and agreement with another YAML reader.

use std::fmt::Write;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use proptest::sample::select;

use super::{document_values, parse};
use crate::syntax::{File, Item, Style, Value, ValueKind, text_faults};
use crate::text::{Source, SourceId, Span};

/// A file with something of everything.
const SAMPLE: &str = "\u{feff}# Kopf
personas:
  mia: # eine Persona
    name: Mia Größe
    needs:
      - \"eins, \\\"zwei\\\" 😀\"
      - 'it''s'
    emotion: {mia: -2, default: 0}
    description: |
      # Überschrift
      - Punkt: eins

    summary: >-
      gefaltet
      weiter
  ben:
    channels: [app, telefon,
      web]
    quote: Ein langer Text
      über zwei Zeilen
journeys:\r
- id: j\r
  stages:\r
  - name: A\r
    steps:\r
    - name: S\r
      after: [x, y]\r
- name: K\r
---
terms:
  leer:
  ding: {name: Ding}
...
";

fn inside(parent: Span, child: Span) {
    assert!(parent.start <= child.start && child.end <= parent.end, "{child:?} is not inside {parent:?}");
}

fn on_text(source: &Source, span: Span) {
    assert!(source.text.get(span.range()).is_some(), "{span:?} is no part of {:?}", source.text);
}

fn value_laws(source: &Source, value: &Value) {
    on_text(source, value.span);
    match &value.kind {
        ValueKind::List(items) => items.iter().for_each(|item| {
            inside(value.span, item.span);
            value_laws(source, item);
        }),
        ValueKind::Map(entries) => entries.iter().for_each(|entry| {
            inside(value.span, entry.key.span);
            inside(value.span, entry.value.span);
            on_text(source, entry.key.span);
            value_laws(source, &entry.value);
        }),
        _ => {}
    }
}

fn item_laws(source: &Source, item: &Item) -> Span {
    match item {
        Item::Block(block) => {
            inside(block.span, block.header);
            block.inner.iter().for_each(|inner| inside(block.span, *inner));
            [block.span, block.header, block.keyword.span].into_iter().for_each(|span| on_text(source, span));
            block.id.iter().for_each(|id| inside(block.span, id.span));
            block.body.iter().for_each(|item| inside(block.span, item_laws(source, item)));
            block.span
        }
        Item::Field(field) => {
            inside(field.span, field.key.span);
            inside(field.span, field.value.span);
            on_text(source, field.span);
            value_laws(source, &field.value);
            field.span
        }
        Item::Junk(junk) => {
            on_text(source, junk.span);
            junk.span
        }
    }
}

/// What holds for every text.
fn laws(text: &str) -> File {
    let source = Source::new("a.yaml", text);
    let file = parse(SourceId(0), &source);
    for item in &file.items {
        on_text(&source, item_laws(&source, item));
    }
    file.faults.iter().for_each(|fault| on_text(&source, fault.span));
    assert!(file.faults.is_sorted_by_key(|fault| fault.span));
    for comment in &file.comments {
        let slice = source.text.get(comment.span.range()).unwrap_or_default();
        assert!(slice.starts_with('#') && !slice.contains('\n'), "{slice:?}");
    }
    assert!(file.comments.is_sorted_by_key(|comment| comment.span));
    let refused = granit_parser::Parser::new_from_str(text).any(|event| event.is_err());
    let foreign = text_faults(SourceId(0), &source);
    assert!(!refused || !file.faults.is_empty() || !foreign.is_empty(), "refused without a fault: {text:?}");
    let (values, ..) = document_values(SourceId(0), &source);
    values.iter().for_each(|value| value_laws(&source, value));
    file
}

/// The ids of all elements at the top of a file.
fn ids(file: &File) -> Vec<String> {
    let blocks = file.items.iter().filter_map(|item| match item {
        Item::Block(block) => block.id.as_ref(),
        _ => None,
    });
    blocks.map(|id| id.text.to_string()).collect()
}

const PIECES: &[&str] = &[
    "a",
    "key",
    ":",
    ": ",
    "- ",
    "-",
    "? ",
    "\n",
    "\n  ",
    "\n    ",
    "\n\t",
    "\r\n",
    " ",
    "[",
    "]",
    "{",
    "}",
    ",",
    "\"",
    "'",
    "#",
    " # x",
    "|",
    ">",
    "|-\n",
    "&a ",
    "*a",
    "!t ",
    "<<: ",
    "---\n",
    "...\n",
    "%YAML",
    "\\",
    "~",
    "ü",
    "😀",
    "\u{feff}",
    "\u{7}",
    "@",
    "`",
    "<<<<<<< x\n",
    "=======\n",
    ">>>>>>> y\n",
    "null",
    "\n- ",
    "\n  - ",
    "\u{2028}",
];

fn yaml_like() -> impl Strategy<Value = String> {
    prop::collection::vec(select(PIECES), 0..40).prop_map(|pieces| pieces.concat())
}

/// An edit of a text: at which share of it, how many characters go, and what comes.
fn edits() -> impl Strategy<Value = Vec<(f64, usize, String)>> {
    let piece = prop_oneof![yaml_like().prop_map(|text| text.chars().take(6).collect()), Just(String::new())];
    prop::collection::vec((0.0..1.0, 0usize..4, piece), 1..4)
}

fn edited(text: &str, edits: &[(f64, usize, String)]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for (at, gone, new) in edits {
        let at = (chars.len() as f64 * at) as usize;
        let end = (at + gone).min(chars.len());
        chars.splice(at..end, new.chars());
    }
    chars.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn any_text_keeps_the_laws(text in any::<String>()) {
        laws(&text);
    }

    #[test]
    fn any_text_that_looks_like_yaml_keeps_the_laws(text in yaml_like()) {
        laws(&text);
    }

    #[test]
    fn an_edited_file_keeps_the_laws(edits in edits()) {
        laws(&edited(SAMPLE, &edits));
    }

    /// Whatever stands behind a colon costs no other element.
    #[test]
    fn a_broken_value_costs_no_other_element(value in "[^\r\n\u{85}\u{2028}\u{2029}\u{feff}]{0,12}", times in 1usize..4) {
        let lines: String = (0..times).map(|field| format!("    f{field}: {value}\n")).collect();
        let file = laws(&format!("a:\n  b:\n    x: y\n{lines}  c:\n    d: e\n  f:\ng:\n  h: {{}}\n"));
        prop_assert_eq!(ids(&file), ["b", "c", "f", "h"]);
    }

    /// Whatever line stands among the fields of an element costs no other element.
    #[test]
    fn a_broken_line_costs_no_other_element(line in yaml_like()) {
        let line = line.replace(['\n', '\r'], " ");
        let file = laws(&format!("a:\n  b:\n    x: y\n    {line}\n    z: w\n  c:\n    d: e\n  f:\n"));
        for id in ["b", "c", "f"] {
            prop_assert!(ids(&file).iter().any(|other| other == id), "{} is missing in {:?}", id, ids(&file));
        }
    }
}

/// More for a long run: `PROPTEST_CASES=100000`.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(300)
}

/// Texts made to be slow, by how many times their parts are repeated.
const HOSTILE: &[fn(usize) -> String] = &[
    |times| "[".repeat(times),
    |times| "- ".repeat(times),
    |times| "{a: ".repeat(times),
    |times| "? ".repeat(times),
    |times| "a: b: ".repeat(times),
    |times| "? x\n".repeat(times),
    |times| "a: [\n".repeat(times),
    |times| "- {a: \"\n".repeat(times),
    |times| "a: 'it\n".repeat(times),
    |times| "---\na: \"\n".repeat(times),
    |times| "\ta:\n".repeat(times),
    |times| "# c\n".repeat(times) + "a: \"",
    |times| "- &a b\n- *a\n".repeat(times),
    |times| "<<<<<<< a\n".repeat(times),
    |times| "- |\n x\n".repeat(times) + "\"",
    |times| "a: b\n".to_owned() + &"stray\n".repeat(times),
    |times| "a: [\n".to_owned() + &"stray\n".repeat(times),
    |times| "a: \"".to_owned() + &"b\n  ".repeat(times),
    |times| "a: [".to_owned() + &"b, ".repeat(times),
    |times| "a:\n b: \"\n".to_owned() + &"\t".repeat(times) + "x: y\n",
    |times| "x:\n".to_owned() + &"  a: {'[\n".repeat(times),
    |times| (0..times).map(|key| format!("k{key}: {key}\n")).collect(),
];

#[test]
fn hostile_texts_take_time_in_proportion_to_their_length() {
    let time = |text: &str| {
        let (source, start) = (Source::new("a.yaml", text), Instant::now());
        parse(SourceId(0), &source);
        start.elapsed()
    };
    for hostile in HOSTILE {
        let (short, long) = (hostile(500), hostile(3_000));
        // Six times the text; quadratic time is 36 times as much, and that every time: other work on the machine is not.
        let linear = (0..10).any(|_| time(&long) < 15 * time(&short) + Duration::from_millis(20));
        assert!(linear, "{:?}", hostile(3));
        laws(&hostile(100));
    }
}

/// A tree to be written down in many ways.
#[derive(Debug, Clone)]
enum Tree {
    Word(String),
    Text(String),
    Nothing,
    List(Vec<Tree>),
    Map(Vec<(String, Tree)>),
}

fn tree() -> impl Strategy<Value = Tree> {
    let leaf = prop_oneof![
        "[a-zäöü]([a-z0-9äöü ,'\"#-]{0,12}[a-z0-9ß])?".prop_map(Tree::Word),
        "(-?[0-9]{1,4}|[0-9]\\.[0-9]|true|no|2026-11-21|0x1f|Null|1e3)".prop_map(Tree::Word),
        "[ -~äöüß€😀\n\t]{0,24}".prop_map(Tree::Text),
        Just(Tree::Nothing),
    ];
    leaf.prop_recursive(4, 32, 5, |inner| {
        let key = "[a-zü][a-z0-9_ü]{0,6}";
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Tree::List),
            prop::collection::btree_map(key, inner, 0..5).prop_map(|map| Tree::Map(map.into_iter().collect())),
        ]
    })
}

/// Writes trees as YAML, choosing among the ways there are by the bits of `choices`.
struct Writer {
    out: String,
    choices: u64,
}

impl Writer {
    fn choose(&mut self, ways: u64) -> u64 {
        self.choices = self.choices.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.choices >> 33) % ways
    }

    /// A value behind a `key:` or a `-` that stands at `indent`, up to and including its line break.
    fn value(&mut self, tree: &Tree, indent: usize) {
        match tree {
            Tree::List(items) if !items.is_empty() && self.choose(3) > 0 => {
                let indent = indent + 1 + self.choose(3) as usize;
                self.comment();
                for item in items {
                    let _ = write!(self.out, "{:indent$}-", "");
                    self.value(item, indent);
                }
            }
            Tree::Map(entries) if !entries.is_empty() && self.choose(3) > 0 => {
                let indent = indent + 1 + self.choose(3) as usize;
                self.comment();
                for (key, value) in entries {
                    let _ = write!(self.out, "{:indent$}{key}:", "");
                    self.value(value, indent);
                }
            }
            Tree::Text(text) if is_block(text) && self.choose(2) == 0 => self.block(text, indent),
            _ => {
                self.out.push(' ');
                self.flow(tree);
                self.comment();
            }
        }
    }

    fn comment(&mut self) {
        let comment = ["\n", " # eine Notiz: [so]\n", "\n\n# am Rand\n"];
        let choice = self.choose(3) as usize;
        self.out.push_str(comment[choice]);
    }

    fn block(&mut self, text: &str, indent: usize) {
        let kept = text.trim_end_matches('\n');
        let chomp = match text.len() - kept.len() {
            0 => "-",
            1 => "",
            _ => "+",
        };
        let _ = writeln!(self.out, " |{chomp}");
        for line in kept.split('\n') {
            let _ = writeln!(self.out, "{:width$}{line}", "", width = if line.is_empty() { 0 } else { indent + 2 });
        }
        self.out.push_str(&"\n".repeat((text.len() - kept.len()).saturating_sub(1)));
    }

    fn flow(&mut self, tree: &Tree) {
        match tree {
            Tree::Word(word) if self.out.ends_with(' ') && !word.contains([',', '#']) => self.out.push_str(word),
            Tree::Word(text) | Tree::Text(text) => self.quoted(text),
            Tree::Nothing => self.out.push('~'),
            Tree::List(items) => {
                self.out.push_str("[ ");
                for item in items {
                    self.flow(item);
                    self.out.push_str(", ");
                }
                self.out.push(']');
            }
            Tree::Map(entries) => {
                self.out.push_str("{ ");
                for (key, value) in entries {
                    let _ = write!(self.out, "{key}: ");
                    self.flow(value);
                    self.out.push_str(", ");
                }
                self.out.push('}');
            }
        }
    }

    fn quoted(&mut self, text: &str) {
        if self.choose(2) == 0 && !text.contains(['\n', '\t']) {
            let _ = write!(self.out, "'{}'", text.replace('\'', "''"));
        } else {
            let text = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\t', "\\t");
            let _ = write!(self.out, "\"{text}\"");
        }
    }
}

/// Whether `|` can hold a text without an indentation indicator.
fn is_block(text: &str) -> bool {
    text.starts_with(|first: char| first.is_alphanumeric()) && text.split('\n').all(|line| line.trim() == line)
}

/// Whether our value is what serde_yaml reads. It types plain words and takes `Null` for nothing; we never type.
fn agrees(ours: &Value, theirs: &serde_yaml::Value) -> bool {
    match (&ours.kind, theirs) {
        (ValueKind::Empty, serde_yaml::Value::Null) => true,
        (ValueKind::Scalar { text, style: Style::Plain }, _) => match theirs {
            serde_yaml::Value::String(string) => *text == string.as_str(),
            typed => serde_yaml::from_str::<serde_yaml::Value>(text).is_ok_and(|value| value == *typed),
        },
        (ValueKind::Scalar { text, .. }, serde_yaml::Value::String(string)) => *text == string.as_str(),
        (ValueKind::List(items), serde_yaml::Value::Sequence(others)) => {
            items.len() == others.len() && items.iter().zip(others).all(|(item, other)| agrees(item, other))
        }
        (ValueKind::Map(entries), serde_yaml::Value::Mapping(others)) => {
            entries.len() == others.len()
                && entries.iter().zip(others).all(|(entry, (key, value))| {
                    serde_yaml::from_str::<serde_yaml::Value>(&entry.key.text).is_ok_and(|ours| ours == *key)
                        && agrees(&entry.value, value)
                })
        }
        _ => false,
    }
}

fn read_alike(text: &str) -> Result<(), TestCaseError> {
    let theirs: serde_yaml::Value =
        serde_yaml::from_str(text).map_err(|error| TestCaseError::fail(format!("{error}: {text}")))?;
    let (ours, _, faults) = document_values(SourceId(0), &Source::new("a.yaml", text));
    prop_assert!(faults.is_empty(), "{:?}: {}", faults, text);
    let ours = ours.first().map_or(theirs == serde_yaml::Value::Null, |ours| agrees(ours, &theirs));
    prop_assert!(ours, "{}\n{:#?}\n{:#?}", text, document_values(SourceId(0), &Source::new("a.yaml", text)), theirs);
    Ok(())
}

fn to_serde(tree: &Tree) -> serde_yaml::Value {
    match tree {
        Tree::Word(text) | Tree::Text(text) => serde_yaml::Value::String(text.clone()),
        Tree::Nothing => serde_yaml::Value::Null,
        Tree::List(items) => items.iter().map(to_serde).collect(),
        Tree::Map(entries) => entries
            .iter()
            .map(|(key, value)| (serde_yaml::Value::String(key.clone()), to_serde(value)))
            .collect::<serde_yaml::Mapping>()
            .into(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn what_we_read_is_what_serde_yaml_reads(tree in tree(), choices in any::<u64>()) {
        let mut writer = Writer { out: String::new(), choices };
        let root = Tree::Map(vec![("root".to_owned(), tree)]);
        let Tree::Map(entries) = &root else { return Ok(()) };
        for (key, value) in entries {
            writer.out.push_str(key);
            writer.out.push(':');
            writer.value(value, 0);
        }
        read_alike(&writer.out)?;
        laws(&writer.out);
    }

    #[test]
    fn what_serde_yaml_writes_we_read(tree in tree()) {
        let written = serde_yaml::to_string(&to_serde(&tree)).map_err(|error| TestCaseError::fail(error.to_string()))?;
        read_alike(&written)?;
        laws(&written);
    }
}
