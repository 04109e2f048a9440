//! A compilation as text without places: what two ways of writing the same knowledge must have in common.

use std::fmt::Write as _;

use touchbase::Compilation;
use touchbase::model::{Content, Datum, ElementRef, FieldRef, Item, Key, OwnReference, ReferenceRef};

/// Every element with its identity, fields, values, references and uses.
pub(crate) fn model(compilation: &Compilation) -> String {
    let mut out = String::new();
    for element in compilation.model.elements() {
        head(&mut out, element);
        for field in element.fields() {
            let language = field.data.language.map(|language| language.code());
            let _ = writeln!(out, "  {} {language:?}: {}", field.field.key, content(field));
        }
        for field in element.translations() {
            let _ = writeln!(out, "  {} in {}: {}", field.field.key, field.language().code(), content(field));
        }
        for reference in element.references() {
            let _ = writeln!(out, "  -> {}", of_reference(reference));
        }
        for reference in element.backlinks() {
            let _ = writeln!(out, "  <- {} {}", reference.from().address(), reference.field().key);
        }
        for child in element.children() {
            let _ = writeln!(out, "  child {:?}", child.id());
        }
    }
    out
}

fn head(out: &mut String, element: ElementRef<'_>) {
    let (kind, address, name) = (&element.kind().name, element.address(), element.name());
    let id = if element.id_is_written() { "written" } else { "derived" };
    let nameless = if element.is_nameless() { " nameless" } else { "" };
    let parent = element.parent().map(|parent| format!(" in {:?}", parent.id())).unwrap_or_default();
    let _ = writeln!(out, "{:?} {kind} {address} ({id}{nameless}) {name:?}{parent}", element.id());
}

fn content(field: FieldRef<'_>) -> String {
    match &field.data.content {
        Content::One(one) => item(field, one),
        Content::List(items) => {
            format!("[{}]", items.iter().map(|one| item(field, one)).collect::<Vec<_>>().join(", "))
        }
        Content::Map(entries) => {
            let entry = |(key, one): &(Key, Item)| match key {
                Key::Reference(id) => format!("{}: {}", target(field, *id), item(field, one)),
                Key::Word(word) => format!("{word:?}: {}", item(field, one)),
            };
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
        Content::Faulty => "faulty".to_owned(),
    }
}

fn item(field: FieldRef<'_>, item: &Item) -> String {
    match &item.datum {
        Datum::Reference(id) => target(field, *id),
        Datum::Word(_) => format!("word {:?}", field.word_of(item)),
        datum => format!("{datum:?}"),
    }
}

fn target(field: FieldRef<'_>, id: OwnReference) -> String {
    of_reference(field.owner.reference(id))
}

fn of_reference(reference: ReferenceRef<'_>) -> String {
    let target = reference.target().map_or_else(|| "nothing".to_owned(), |target| format!("{target:?}"));
    let (text, via, place) = (reference.text(), reference.via(), reference.place());
    format!("{text:?} is {target} via {via:?} {place:?} in {}", reference.field().key)
}

/// Every finding without its place, sorted: check, level, words, help, and the words at its places.
pub(crate) fn findings(compilation: &Compilation) -> Vec<String> {
    let finding = |finding: &touchbase::diagnostic::Diagnostic| {
        let related: Vec<&str> = finding.related.iter().map(|label| label.text.as_str()).collect();
        let fix = finding.fix.as_ref().map(|fix| fix.title.as_str());
        let (check, level, message) = (&finding.check, finding.level.word(), &finding.message);
        format!("{level}[{check}] {message} | {} | {related:?} | {:?} | {fix:?}", finding.primary.text, finding.help)
    };
    let mut all: Vec<String> = compilation.diagnostics.iter().map(finding).collect();
    all.sort();
    all
}

/// Fails with the first lines in which two texts differ.
pub(crate) fn assert_same(what: &str, left: &str, right: &str) {
    if left == right {
        return;
    }
    let differing = left
        .lines()
        .map(Some)
        .chain(std::iter::repeat(None))
        .zip(right.lines().map(Some).chain(std::iter::repeat(None)));
    let lines = left.lines().count().max(right.lines().count());
    let shown: String = differing
        .take(lines)
        .filter(|(a, b)| a != b)
        .take(6)
        .map(|(a, b)| format!("\n  - {}\n  + {}", a.unwrap_or("(nothing)"), b.unwrap_or("(nothing)")))
        .collect();
    panic!("{what} differ:{shown}");
}
