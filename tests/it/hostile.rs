//! No input makes the compiler panic or hang, or report a place that does not exist: the examples, broken at random.
//!
//! `PROPTEST_CASES=100000 cargo test --release --test it hostile` breaks them for longer.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use proptest::sample::Index;
use touchbase::Compilation;
use touchbase::diagnostic::Diagnostic;
use touchbase::report::FORMATS;
use touchbase::text::{Sources, Span};

use crate::library::{File, compiled_strictly, example};
use crate::support::{property, reported};

/// What breaks parsers, checks and screens.
const SNIPPETS: &[&[u8]] = &[
    b"{",
    b"}",
    b"[",
    b"]",
    b"\"",
    b"\"\"\"",
    b"'",
    b"\\",
    b",",
    b":",
    b": ",
    b"//",
    b"\n// touchbase: allow cycle - x\n",
    b"\n# touchbase: allow limits, blind-spot until 2026-01-01 - x\n",
    b"# ",
    b"- ",
    b"? ",
    b"| ",
    b"\r",
    b"\r\n",
    b"\n\n",
    b"\t",
    b"\n\t",
    b"\0",
    b"\x1b[31m",
    b"\x1a",
    b"\x1d",
    b"\x19",
    b"\x7f",
    b"\xff",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\xf0\x9f",
    b"\xfc",
    b"\xff\xfeA\0",
    "\u{feff}".as_bytes(),
    "\u{202e}".as_bytes(),
    "\u{200b}".as_bytes(),
    "\u{2013}".as_bytes(),
    "\u{301}".as_bytes(),
    "а".as_bytes(),
    "„“".as_bytes(),
    "👩\u{200d}🚀".as_bytes(),
    "\u{2028}".as_bytes(),
    b"&a ",
    b"*a ",
    b"<<: *a\n",
    b"!!str ",
    b"!<x> ",
    b"---\n",
    b"...\n",
    b"%YAML 1.2\n",
    b" |2-\n",
    b" >+\n",
    b"~",
    b"null",
    b"[[",
    b"]]",
    b"[[a|",
    b"`",
    b"```\n",
    b"name: ",
    b"id: ",
    b"id: x\n",
    b"journey: ",
    b"after: [",
    b"formerly: [",
    b"aliases: [\"",
    b"not_same_as: ",
    b"replaced_by: ",
    b"status: retired\n",
    b"status: draft\n",
    b"stage \"A\" {\n",
    b"step ",
    b"persona ",
    b"personas:\n",
    b"extend:\n  kinds:\n    x: {}\n",
    b"checks: { cycle: allow }\n",
    b"emotion: {",
    b"requires: {",
    b"99999999999999999999",
    b"-",
    b"1e999",
    b"NaN",
    b"0000-00-00",
    b"9999999y",
    b"\\u{110000}",
    b"\\u{d800}",
    b"\\u{",
];

/// One way to break bytes.
#[derive(Debug, Clone)]
enum Break {
    Delete(Index, usize),
    Repeat(Index, usize, usize),
    Swap(Index, Index, usize),
    Insert(Index, usize),
    Nest(Index, usize, usize),
    Byte(Index, u8),
    Cut(Index),
}

fn breaks() -> impl Strategy<Value = Vec<Break>> {
    let place = any::<Index>;
    let one = prop_oneof![
        3 => (place(), 1..60usize).prop_map(|(at, length)| Break::Delete(at, length)),
        2 => (place(), 1..400usize, 1..4usize).prop_map(|(at, length, times)| Break::Repeat(at, length, times)),
        2 => (place(), place(), 1..200usize).prop_map(|(a, b, length)| Break::Swap(a, b, length)),
        8 => (place(), 0..SNIPPETS.len()).prop_map(|(at, snippet)| Break::Insert(at, snippet)),
        1 => (place(), 0..SNIPPETS.len(), 1..3000usize).prop_map(|(at, snippet, times)| Break::Nest(at, snippet, times)),
        2 => (place(), any::<u8>()).prop_map(|(at, byte)| Break::Byte(at, byte)),
        1 => place().prop_map(Break::Cut),
    ];
    prop::collection::vec(one, 1..6)
}

fn broken(mut bytes: Vec<u8>, breaks: &[Break]) -> Vec<u8> {
    for one in breaks {
        let at = |index: &Index| index.index(bytes.len() + 1);
        let part = |index: &Index, length: usize| at(index)..(at(index) + length).min(bytes.len());
        match one {
            Break::Delete(index, length) => drop(bytes.drain(part(index, *length))),
            Break::Repeat(index, length, times) => {
                let range = part(index, *length);
                let again = bytes[range.clone()].repeat(*times);
                bytes.splice(range.end..range.end, again);
            }
            Break::Swap(a, b, length) => {
                let (from, to) = (part(a, *length), at(b));
                let moved = bytes[from].to_vec();
                bytes.splice(to..to, moved);
            }
            Break::Insert(index, snippet) => {
                drop(bytes.splice(at(index)..at(index), SNIPPETS[*snippet].iter().copied()))
            }
            Break::Nest(index, snippet, times) => {
                let deep = SNIPPETS[*snippet].repeat(*times);
                let at = at(index);
                bytes.splice(at..at, deep);
            }
            Break::Byte(index, byte) => {
                let at = at(index);
                if let Some(place) = bytes.get_mut(at) {
                    *place = *byte;
                }
            }
            Break::Cut(index) => bytes.truncate(index.index(bytes.len() + 1)),
        }
    }
    bytes
}

/// Breaks one file of an example, in the company of two others and the configuration.
fn survives(name: &str, which: (Index, Index, Index), breaks: &[Break]) {
    let all = example(name);
    let company = [which.0, which.1, which.2].map(|index| index.index(all.len()));
    let mut files: Vec<File> = Vec::new();
    for (at, file) in all.into_iter().enumerate() {
        if at == company[0] {
            files.push(File { bytes: broken(file.bytes, breaks), ..file });
        } else if company.contains(&at) || file.path == "touchbase.yaml" {
            files.push(file);
        }
    }
    let start = Instant::now();
    let first = compiled_strictly(&files);
    assert!(start.elapsed() < Duration::from_secs(20), "{} took {:?}", files[0].path, start.elapsed());
    is_sound(&first);
    assert_eq!(first.diagnostics, compiled_strictly(&files).diagnostics, "two runs find the same");
}

fn is_sound(compilation: &Compilation) {
    let sources = &compilation.sources;
    for finding in &compilation.diagnostics {
        places(finding).for_each(|span| lies_in_text(sources, span));
    }
    let order = |finding: &Diagnostic| (finding.primary.span, finding.level, finding.check.clone());
    assert!(compilation.diagnostics.is_sorted_by_key(order), "findings are sorted by place");
    report(compilation);
    for element in compilation.model.elements() {
        [element.span(), element.header(), element.id_span()].into_iter().for_each(|span| lies_in_text(sources, span));
        element.fields().for_each(|field| lies_in_text(sources, field.data.value));
    }
    compilation.model.references().for_each(|reference| lies_in_text(sources, reference.span()));
}

/// Every report can be written. Drawing is slow, and what differs from finding to finding is mostly the place.
fn report(compilation: &Compilation) {
    let some = compilation.diagnostics.iter().step_by(compilation.diagnostics.len() / 16 + 1);
    let findings: Vec<Diagnostic> = some.cloned().collect();
    for format in FORMATS {
        let text = reported(format, compilation, &findings);
        assert!(text.ends_with('\n'), "{}", format.name);
        if ["json", "sarif", "gitlab"].contains(&format.name) {
            let _: serde_json::Value = serde_json::from_str(&text).expect("the findings are JSON");
        }
    }
}

fn places(finding: &Diagnostic) -> impl Iterator<Item = Span> {
    let edits = finding.fix.iter().flat_map(|fix| fix.edits.iter().map(|edit| edit.span));
    std::iter::once(finding.primary.span).chain(finding.related.iter().map(|label| label.span)).chain(edits)
}

fn lies_in_text(sources: &Sources, span: Span) {
    let text = &sources.get(span.source).text;
    assert!(text.get(span.range()).is_some(), "{span:?} lies in its text, between characters");
}

proptest! {
    #![proptest_config(property(64))]

    #[test]
    fn broken_cx_is_reported_and_no_more(which in any::<(Index, Index, Index)>(), breaks in breaks()) {
        survives("kaffeeklub", which, &breaks);
    }

    #[test]
    fn broken_yaml_is_reported_and_no_more(which in any::<(Index, Index, Index)>(), breaks in breaks()) {
        survives("learn-to-drive", which, &breaks);
    }
}
