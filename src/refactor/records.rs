//! What is kept beside the knowledge by the addresses of elements, the baseline and the record of translations, made to follow them.

use rustc_hash::FxHashMap;

use super::literal::Literal;
use crate::compile::Compilation;
use crate::config::translations::{Made, Record};
use crate::config::{baseline, translations};
use crate::model::ElementRef;
use crate::syntax::{Entry, Notation, ValueKind, yaml};
use crate::text::{Edit, SourceId, Span};
use crate::translation;

/// Both files, each with the key under which elements stand.
const FILES: &[(&str, &str)] = &[(baseline::FILE, "findings"), (translations::FILE, "translations")];

/// Both files with the addresses that `moved` knows a new one for.
pub(super) fn moved(compilation: &Compilation, moved: &dyn Fn(&str) -> Option<String>) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (file, section) in FILES {
        for (subject, _) in subjects(compilation, file, section) {
            if let Some(new) = moved(&subject.text) {
                let literal = Literal::at(&compilation.sources, subject.span);
                edits.push(literal.replace(&compilation.sources, Notation::Yaml, &subject.text, &new));
            }
        }
    }
    edits
}

/// The elements in a file: each key with what stands below it.
fn subjects(compilation: &Compilation, file: &str, section: &str) -> Vec<(crate::syntax::Word, Vec<Entry>)> {
    let Some(id) = compilation.sources.find(file.into()) else { return Vec::new() };
    let (documents, ..) = yaml::document_values(id, compilation.sources.get(id));
    let sections = documents.into_iter().flat_map(|document| entries(document.kind));
    let elements = sections.filter(|entry| entry.key.text == section).flat_map(|entry| entries(entry.value.kind));
    elements.map(|entry| (entry.key, entries(entry.value.kind))).collect()
}

fn entries(kind: ValueKind) -> Vec<Entry> {
    if let ValueKind::Map(entries) = kind { entries } else { Vec::new() }
}

/// Fingerprints of texts that differ only because a reference in them is written otherwise now: a translation is not outdated by that.
pub(super) fn refreshed(
    before: &Compilation,
    after: &Compilation,
    moved: &dyn Fn(&str) -> Option<String>,
) -> Vec<Edit> {
    refresh(before, after, &|made| moved(&made.subject).unwrap_or_else(|| made.subject.clone()), &|_| true)
}

/// The same where a name was changed: that its translations may not fit any more is true.
pub(super) fn refreshed_beside_name(before: &Compilation, after: &Compilation, renamed: ElementRef<'_>) -> Vec<Edit> {
    let address = renamed.address();
    let is_name = |made: &Made| made.subject == address && made.key.split('.').next() == Some("name");
    refresh(before, after, &|made| made.subject.clone(), &|made| !is_name(made))
}

fn refresh(
    before: &Compilation,
    after: &Compilation,
    subject: &dyn Fn(&Made) -> String,
    concerns: &dyn Fn(&Made) -> bool,
) -> Vec<Edit> {
    if before.sources.find(translations::FILE.into()).is_none() {
        return Vec::new();
    }
    let made = |compilation: &Compilation| {
        translation::all(&compilation.model, None).into_iter().filter_map(|one| one.made).collect::<Vec<Made>>()
    };
    let today: FxHashMap<(String, String), Made> =
        made(after).into_iter().map(|made| ((made.subject.clone(), made.key.clone()), made)).collect();
    let mut news: FxHashMap<(String, String, String), String> = FxHashMap::default();
    for old in made(before).into_iter().filter(concerns) {
        let Some(new) = today.get(&(subject(&old), old.key.clone())) else { continue };
        for (was, is) in [(&old.of, &new.of), (&old.is, &new.is)] {
            if was != is {
                news.insert((old.subject.clone(), old.key.clone(), was.clone()), is.clone());
            }
        }
    }
    if news.is_empty() { Vec::new() } else { fingerprints(before, &news) }
}

/// The recorded fingerprints that have a new one.
fn fingerprints(before: &Compilation, news: &FxHashMap<(String, String, String), String>) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (subject, made) in subjects(before, translations::FILE, "translations") {
        for entry in made {
            let ValueKind::List(prints) = &entry.value.kind else { continue };
            for print in prints {
                let Some(text) = print.text() else { continue };
                let key = (subject.text.to_string(), entry.key.text.to_string(), text.to_string());
                if let Some(new) = news.get(&key) {
                    edits.push(Edit { span: print.inside(), text: new.clone() });
                }
            }
        }
    }
    edits
}

/// The record with every entry handed to `change`, as an edit of the whole file; none where nothing changes.
pub(super) fn record_rewritten(compilation: &Compilation, change: impl FnOnce(Vec<Made>) -> Vec<Made>) -> Option<Edit> {
    let (record, faults) = Record::of(&compilation.sources);
    let record = record.filter(|_| faults.is_empty())?;
    let entries = change(record.entries.clone());
    let same = entries == record.entries;
    (!same).then(|| whole(compilation, translations::FILE, Record { entries }.written())).flatten()
}

/// The edit that puts `text` in the place of a whole file.
pub(super) fn whole(compilation: &Compilation, file: &str, text: String) -> Option<Edit> {
    let id: SourceId = compilation.sources.find(file.into())?;
    let length = compilation.sources.get(id).text.len();
    Some(Edit { span: Span::new(id, 0, length), text })
}
