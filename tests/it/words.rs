//! Checks of texts withstand any text: none panics, and every place they name lies on the bounds of characters.

use std::fmt::Write as _;

use proptest::prelude::*;
use touchbase::Compilation;
use touchbase::check::Options;
use touchbase::compile::compile_with;
use touchbase::text::{Source, Sources, apply, quoted};

use crate::support;

/// Fields of texts with the kind they belong to, and what that kind needs besides.
const TEXTS: &[(&str, &str, &str)] = &[
    ("persona", "quote", "type: customer, needs: [\"Ruhe\"]"),
    ("persona", "description", "type: customer, needs: [\"Rat\"]"),
    ("touchpoint", "promise", "mission: \"Helfen\", channels: [netz], medium: digital"),
    ("touchpoint", "mission", "channels: [netz], medium: digital"),
    ("term", "definition", "forbidden: [\"Ticket\", \"Größe\", \"İx\"], say_instead: \"Anliegen\""),
    ("pain", "summary", "cause: wait, severity: 3"),
];

fn compiled(path: &str, text: &str) -> Compilation {
    let sources = Sources::new(vec![
        Source::new(path, text),
        Source::new("channels.cx", "channel netz \"Chat-Beratung am Abend\" {\n  type: chat\n}\n"),
        Source::new("touchbase.yaml", "language: de\n"),
    ]);
    compile_with(sources.with_others(Vec::new()), &Options { strict: true, ..Options::default() })
}

/// A knowledge base in `.cx` with each text in a field, and as the name of its element.
fn cx(texts: &[(usize, String)]) -> String {
    let mut file = String::new();
    for (at, (field, text)) in texts.iter().enumerate() {
        let (kind, key, rest) = TEXTS[field % TEXTS.len()];
        let text = quoted(text);
        let _ = writeln!(file, "{kind} id-{at} {text} {{ {rest}, {key}: {text} }}");
    }
    file
}

fn yaml(texts: &[(usize, String)]) -> String {
    let mut file = String::from("personas:\n");
    for (at, (_, text)) in texts.iter().enumerate() {
        let block = text.replace(['\n', '\r'], "\n      ");
        let _ = writeln!(file, "  id-{at}:\n    type: customer\n    needs: [Ruhe]\n    quote: {}", quoted(text));
        let _ = writeln!(file, "    description: |\n      x {block}");
    }
    file
}

/// Pieces that the checks look for, among any characters.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "\\PC{0,12}",
        prop::sample::select(vec![
            "Ticket",
            "Tickets ",
            "Größen",
            "tbd",
            " … ",
            "40 %",
            "9 von 10",
            "IVR",
            "(IVR)",
            "Chat-Beratung am Abend",
            "Chat Beratung am Abend",
            "[[netz|x]]",
            "[[",
            "`",
            "![a](b/ü.png)",
            "[a](%C3%28)",
            "mia@web.de",
            "+49 171 2345678",
            "DE89370400440532013000",
            "\n\n# ",
            "\n- ",
            "İ",
            "ﬁ",
            "\u{301}",
            "ǅ",
            "ß",
            "\\",
            "\"",
            "'",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

fn check(compilation: &Compilation) -> Result<(), TestCaseError> {
    for finding in &compilation.diagnostics {
        for label in std::iter::once(&finding.primary).chain(&finding.related) {
            let source = compilation.sources.get(label.span.source);
            prop_assert!(source.text.get(label.span.range()).is_some(), "{finding:?}");
        }
        for edits in finding.fix.iter().map(|fix| &fix.edits) {
            let source = compilation.sources.get(finding.primary.span.source);
            prop_assert!(apply(&source.text, edits).is_ok(), "{finding:?}");
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(support::property(64))]

    #[test]
    fn any_text_is_checked_at_exact_places(texts in prop::collection::vec((0..6usize, text()), 1..6)) {
        check(&compiled("a.cx", &cx(&texts)))?;
        check(&compiled("a.yaml", &yaml(&texts)))?;
    }
}

#[test]
fn a_finding_in_a_long_text_points_at_the_word() {
    let text = "persona greta \"Greta\" {\n  type: customer\n  needs: [\"Ruhe\"]\n  description: \"\"\"\n    Größe \"zählt\".\n\n    - Ihr Konto: DE89 3704 0044 0532 0130 00, tbd\n    \"\"\"\n}\n";
    let compilation = compiled("a.cx", text);
    let found = |check: &str| -> Vec<&str> {
        let of_check = compilation.diagnostics.iter().filter(|finding| finding.check == check);
        of_check.map(|finding| compilation.sources.slice(finding.primary.span)).collect()
    };
    assert_eq!(found("personal-data"), ["DE89 3704 0044 0532 0130 00"]);
    assert_eq!(found("placeholder"), ["tbd"]);
}
