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
            FaultKind::Unexpected { expected } => expected.clone(),
            FaultKind::Limit(Limit::Depth { .. }) => "too deep".to_owned(),
            other => format!("{other:?}"),
        };
        format!("{}:{} {} → {what}", at.line, at.column, source.slice(fault.span))
    };
    file.faults.iter().map(show).collect()
}

const CONTRACT: &str = r#"// A comment runs to the end of the line.
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
