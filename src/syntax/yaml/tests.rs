//! Stories: YAML in, the tree as an outline out.

use std::fmt::Write;

use super::{document_values, parse};
use crate::diagnostic::Fault;
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
    format!("{}:{} `{}` {:?}", at.line, at.column, source.slice(fault.span), fault.kind)
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
fn hazards_are_reported_once_each_and_the_rest_is_read() {
    let text = "a:\n  x: &k {name: !!str 1}\n  y: *k\n  z:\n    <<: *k\n    {q: 1}: 2\n    name: z\n";
    let expected = "\
a x
  name: Plain \"1\"
a y
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
