//! Any text, set and converted: set once is set for good, nothing that it says changes, there and back is where it began.

use touchbase::convert::{convert, meaning};
use touchbase::format;
use touchbase::schema::Schema;
use touchbase::syntax::{self, Notation};
use touchbase::text::{Source, SourceId, apply};

use super::base::{assert_same, sources};

/// The laws of a text in either notation.
pub fn holds(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let schema = Schema::built_in();
    for path in ["a.cx", "a.yaml"] {
        laid_out(path, text, &schema);
        converted(path, text, &schema);
    }
}

/// What a file says, element by element, and what is found in it.
fn said(path: &str, text: &str) -> String {
    let compilation = touchbase::compile(sources([(path, text.as_bytes())]));
    let elements = meaning(&compilation.model, SourceId(0));
    let mut findings: Vec<String> =
        compilation.diagnostics.iter().map(|finding| format!("{} {}\n", finding.check, finding.message)).collect();
    findings.sort();
    elements.into_iter().map(|(_, said)| said).chain(findings).collect()
}

fn laid_out(path: &str, text: &str, schema: &Schema) {
    let set = |text: &str| {
        let source = Source::new(path, text);
        let file = syntax::parse(SourceId(0), &source);
        let set = format::format(&file, &source, schema);
        assert_eq!(apply(text, &set.edits).as_deref(), Ok(set.text.as_str()), "the edits of {text:?}");
        set.text
    };
    let once = set(text);
    assert_eq!(once, set(&once), "set twice, from {text:?}");
    if once != text {
        assert_same("set", &said(path, text), &said(path, &once));
    }
}

fn converted(path: &str, text: &str, schema: &Schema) {
    let other = |path: &str| if path == "a.cx" { "a.yaml" } else { "a.cx" };
    let convert = |path: &str, text: &str| {
        let source = Source::new(path, text);
        let file = syntax::parse(SourceId(0), &source);
        let to = if file.notation == Notation::Cx { Notation::Yaml } else { Notation::Cx };
        convert(&file, &source, schema, to)
    };
    // What is found may differ: a file of the other notation may be laid out otherwise than its author did.
    let elements = |path: &str, text: &str| -> String {
        let compilation = touchbase::compile(sources([(path, text.as_bytes())]));
        meaning(&compilation.model, SourceId(0)).into_iter().map(|(_, said)| said).collect()
    };
    let Ok(there) = convert(path, text) else { return };
    assert_same("there", &elements(path, text), &elements(other(path), &there));
    let back = convert(other(path), &there).unwrap_or_else(|why| panic!("{why:?}\n{there}"));
    assert_same("and back", &elements(path, text), &elements(path, &back));
}
