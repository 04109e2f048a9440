//! What a finding is about, told so that it can be recognised in a later run: findings to subjects and fingerprints.
//!
//! Lines move and sentences are reworded; the element a finding is about and the text it points at stay. So a fingerprint is
//! made from the name of the check, the [subject](Subject::name) and the written text, and from nothing else. Knows neither
//! what fingerprints are compared with nor how they are printed.

use std::fmt;

use rustc_hash::FxHashMap;

use crate::diagnostic::Diagnostic;
use crate::model::{ElementId, ElementRef, Model};
use crate::text::{Sources, Span};

/// What a finding is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The innermost element that holds the place of the finding and can be named.
    pub element: Option<ElementId>,
    /// The address of that element (`hotline`, `order.pay`); where there is none, the path of the file.
    pub name: String,
    /// By which the finding is recognised. No two findings of a run have the same.
    pub fingerprint: Fingerprint,
}

/// A number that stays the same while a finding stays the same, written as 16 hexadecimal digits.
///
/// It is the 64-bit FNV-1a hash of the name of the check, `element` or `file`, the name of the subject, the text at the
/// finding's place with every run of white space as one space, and the number, from 0, of the finding among those that are
/// equal in all this; all in UTF-8, each followed by a zero byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(pub u64);

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// The subject of each finding, in the same order. `findings` are all findings of a run, sorted by place: equal ones are told
/// apart by their number.
pub fn subjects(model: &Model, sources: &Sources, findings: &[Diagnostic]) -> Vec<Subject> {
    if findings.is_empty() {
        return Vec::new();
    }
    let elements = Elements::of(model);
    let mut seen: FxHashMap<Fnv, u32> = FxHashMap::default();
    let one = |finding: &Diagnostic| {
        let place = finding.primary.span;
        let element = elements.around(place);
        let name = element.map_or_else(|| sources.get(place.source).path.to_string(), ElementRef::address);
        let mut hash = Fnv::new().word(&finding.check).word(if element.is_some() { "element" } else { "file" });
        hash = hash.word(&name).words(sources.slice(place));
        let number = seen.entry(hash).and_modify(|number| *number += 1).or_insert(0);
        let fingerprint = Fingerprint(hash.word(&number.to_string()).0);
        Subject { element: element.map(ElementRef::id), name, fingerprint }
    };
    findings.iter().map(one).collect()
}

/// The elements of a model by the place at which they begin.
struct Elements<'m> {
    list: Vec<ElementRef<'m>>,
}

impl<'m> Elements<'m> {
    fn of(model: &'m Model) -> Elements<'m> {
        let mut list: Vec<ElementRef<'m>> = model.elements().collect();
        // those that begin together stand in each other: the inner one last
        list.sort_by_key(|element| (start(element.span()), std::cmp::Reverse(element.span().end)));
        Elements { list }
    }

    /// The innermost element that holds all of `place` and has a name.
    fn around(&self, place: Span) -> Option<ElementRef<'m>> {
        if place.is_file() {
            return None;
        }
        let before = self.list.partition_point(|element| start(element.span()) <= start(place));
        let mut found = before.checked_sub(1).and_then(|last| self.list.get(last)).copied();
        while let Some(element) = found {
            if holds(element.span(), place) && !element.is_nameless() {
                return Some(element);
            }
            found = element.parent();
        }
        None
    }
}

fn start(span: Span) -> (u32, u32) {
    (span.source.0, span.start)
}

fn holds(outer: Span, inner: Span) -> bool {
    outer.source == inner.source && outer.start <= inner.start && inner.end <= outer.end
}

/// A hash in the making: FNV-1a with 64 bits, which is the same on every system and in every version.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Fnv(u64);

impl Fnv {
    fn new() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }

    fn bytes(self, bytes: &[u8]) -> Fnv {
        Fnv(bytes.iter().fold(self.0, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)))
    }

    fn word(self, word: &str) -> Fnv {
        self.bytes(word.as_bytes()).bytes(&[0])
    }

    /// The words of `text`, one space between them.
    fn words(self, text: &str) -> Fnv {
        let mut words = text.split_whitespace();
        let first = self.bytes(words.next().unwrap_or_default().as_bytes());
        words.fold(first, |hash, word| hash.bytes(b" ").bytes(word.as_bytes())).bytes(&[0])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compile::{Compilation, compile};
    use crate::diagnostic::Level;
    use crate::text::{Source, SourceId};

    const BASE: &str = "channel phone \"Telefon\" {\n  type: phone\n}\n\njourney wechsel \"Wechsel\" {\n  personas: [größe]\n  \
                        step anruf \"Anruf\" {\n    description: \"[[fhone]], [[fhone]]\"\n  }\n}\n";

    fn base(files: &[(&str, &str)]) -> Compilation {
        compile(Sources::new(files.iter().map(|(path, text)| Source::new(*path, *text)).collect()))
    }

    fn of(compilation: &Compilation, check: &str) -> Vec<(String, Fingerprint)> {
        let Compilation { model, sources, diagnostics, .. } = compilation;
        let all = subjects(model, sources, diagnostics).into_iter().zip(diagnostics);
        all.filter(|(_, finding)| finding.check == check).map(|(it, _)| (it.name, it.fingerprint)).collect()
    }

    fn unknown(text: &str) -> Vec<(String, Fingerprint)> {
        of(&base(&[("a.cx", text)]), "unknown-reference")
    }

    #[test]
    fn the_hash_is_fnv() {
        assert_eq!(Fnv::new().bytes(b"").0, 0xcbf2_9ce4_8422_2325);
        assert_eq!(Fnv::new().bytes(b"foobar").0, 0x8594_4171_f739_67e8);
        assert_eq!(Fingerprint(0xab).to_string(), "00000000000000ab");
    }

    /// Fingerprints are kept in files of other people: whoever changes this number makes all their findings new ones.
    #[test]
    fn a_fingerprint_never_changes() {
        let expected = Fnv::new().bytes("unknown-reference\0element\0wechsel\0größe\x000\0".as_bytes()).0;
        assert_eq!(unknown(BASE).first(), Some(&("wechsel".to_owned(), Fingerprint(expected))));
        assert_eq!(Fingerprint(expected).to_string(), "06aa80e7f356b437");
    }

    #[test]
    fn the_subject_is_the_innermost_element() {
        let names: Vec<String> = unknown(BASE).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["wechsel", "wechsel.anruf", "wechsel.anruf"]);
    }

    #[test]
    fn equal_findings_in_one_element_are_told_apart() {
        let found = unknown(BASE);
        assert!(found.len() == 3 && found[1].1 != found[2].1);
        let one_mended = unknown(&BASE.replace("[[fhone]], [[f", "[[phone]], [[f"));
        assert_eq!(one_mended, found[..2]);
    }

    #[test]
    fn lines_indentation_line_ends_and_files_may_change() {
        let moved = format!(
            "// größe 😀\n\nteam neu \"Neu\" {{\n}}\n\n{}",
            BASE.replace("\n  ", "\n\t\t").replace('\n', "\r\n")
        );
        assert_eq!(unknown(&moved), unknown(BASE));
        let elsewhere = base(&[("z/ort.cx", BASE), ("b.cx", "// nothing\n")]);
        assert_eq!(of(&elsewhere, "unknown-reference"), unknown(BASE));
    }

    #[test]
    fn another_text_or_another_element_is_another_finding() {
        for (old, new) in [("größe", "grosse"), ("journey wechsel", "journey tausch")] {
            assert_ne!(unknown(&BASE.replace(old, new))[0], unknown(BASE)[0], "{new}");
        }
    }

    #[test]
    fn outside_of_elements_the_file_is_the_subject() {
        let found = of(&base(&[("ä b.cx", "persnoa x {\n}\n\ntouchpoint {\n}\n")]), "missing-name");
        assert_eq!(found.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["ä b.cx"]);
        let large = base(&[("a.cx", BASE)]);
        let whole = [Diagnostic::new("limits", Level::Error, Span::file(SourceId(0)), "")];
        let whole = subjects(&large.model, &large.sources, &whole);
        assert_eq!(whole.iter().map(|it| (it.element, it.name.as_str())).collect::<Vec<_>>(), [(None, "a.cx")]);
        let config = of(&base(&[("touchbase.yaml", "nmae: x\n"), ("a.cx", BASE)]), "bad-config");
        assert_eq!(config.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["touchbase.yaml"]);
    }

    #[test]
    fn both_notations_give_the_same_fingerprints() {
        let yaml = "journeys:\n  wechsel:\n    name: Wechsel\n    personas: [größe]\n    steps:\n      - id: anruf\n        \
                    name: Anruf\n        description: '[[fhone]], [[fhone]]'\n";
        assert_eq!(of(&base(&[("a.yaml", yaml)]), "unknown-reference"), unknown(BASE));
    }
}
