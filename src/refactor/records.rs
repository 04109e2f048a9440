//! What is kept beside the knowledge by the addresses of elements, the baseline and the record of translations, made to follow them.

use rustc_hash::FxHashMap;

use super::literal::Literal;
use crate::compile::Compilation;
use crate::config::baseline::{Baseline, Known};
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

/// New fingerprints by element, key and old fingerprint.
type News = FxHashMap<(String, String, String), String>;

fn refresh(
    before: &Compilation,
    after: &Compilation,
    subject: &dyn Fn(&Made) -> String,
    concerns: &dyn Fn(&Made) -> bool,
) -> Vec<Edit> {
    let news = news(before, after, subject, concerns);
    if news.is_empty() { Vec::new() } else { fingerprints(before, &news) }
}

fn news(
    before: &Compilation,
    after: &Compilation,
    subject: &dyn Fn(&Made) -> String,
    concerns: &dyn Fn(&Made) -> bool,
) -> News {
    let mut news = News::default();
    if before.sources.find(translations::FILE.into()).is_none() {
        return news;
    }
    let made = |compilation: &Compilation| {
        translation::all(&compilation.model, None).into_iter().filter_map(|one| one.made).collect::<Vec<Made>>()
    };
    let today: FxHashMap<(String, String), Made> =
        made(after).into_iter().map(|made| ((made.subject.clone(), made.key.clone()), made)).collect();
    for old in made(before).into_iter().filter(concerns) {
        let Some(new) = today.get(&(subject(&old), old.key.clone())) else { continue };
        for (was, is) in [(&old.of, &new.of), (&old.is, &new.is)] {
            if was != is {
                news.insert((old.subject.clone(), old.key.clone(), was.clone()), is.clone());
            }
        }
    }
    news
}

/// The recorded fingerprints that have a new one.
fn fingerprints(before: &Compilation, news: &News) -> Vec<Edit> {
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

/// The address under which `gone` and its parts stand when they belong to `kept`.
fn united(address: &str, gone: &str, kept: &str) -> Option<String> {
    let rest = address.strip_prefix(gone).filter(|rest| rest.is_empty() || rest.starts_with('.'))?;
    Some(format!("{kept}{rest}"))
}

/// The baseline when two elements are one: as many findings are known of it as of both.
pub(super) fn baseline_united(compilation: &Compilation, gone: &str, kept: &str) -> Option<Edit> {
    let (known, faults) = Baseline::of(&compilation.sources);
    let known = known.filter(|_| faults.is_empty())?;
    let mut entries: Vec<Known> = Vec::new();
    for entry in &known.entries {
        let subject = united(&entry.subject, gone, kept).unwrap_or_else(|| entry.subject.clone());
        match entries.iter_mut().find(|other| other.subject == subject && other.check == entry.check) {
            Some(other) => other.fingerprints.extend(entry.fingerprints.iter().cloned()),
            None => entries.push(Known { subject, ..entry.clone() }),
        }
    }
    let concerned = known.entries.iter().any(|entry| united(&entry.subject, gone, kept).is_some());
    concerned.then(|| whole(compilation, baseline::FILE, Baseline { entries }.written())).flatten()
}

/// The record of translations when two elements are one: what was recorded of the one that stays comes first.
pub(super) fn translations_united(before: &Compilation, after: &Compilation, gone: &str, kept: &str) -> Vec<Edit> {
    let (record, faults) = Record::of(&before.sources);
    let Some(record) = record.filter(|_| faults.is_empty()) else { return Vec::new() };
    let subject = |made: &Made| united(&made.subject, gone, kept).unwrap_or_else(|| made.subject.clone());
    let is_name = |made: &Made| made.subject == gone && made.key.starts_with("name.");
    let news = news(before, after, &subject, &|made| united(&made.subject, gone, kept).is_none());
    if !record.entries.iter().any(|made| united(&made.subject, gone, kept).is_some()) {
        return if news.is_empty() { Vec::new() } else { fingerprints(before, &news) };
    }
    let print = |made: &Made, print: &String| {
        let key = (made.subject.clone(), made.key.clone(), print.clone());
        news.get(&key).unwrap_or(print).clone()
    };
    let (own, other): (Vec<&Made>, Vec<&Made>) =
        record.entries.iter().partition(|made| united(&made.subject, gone, kept).is_none());
    let mut entries: Vec<Made> = Vec::new();
    for made in own.into_iter().chain(other.into_iter().filter(|made| !is_name(made))) {
        let new = Made {
            subject: subject(made),
            key: made.key.clone(),
            of: print(made, &made.of),
            is: print(made, &made.is),
        };
        if !entries.iter().any(|known| known.subject == new.subject && known.key == new.key) {
            entries.push(new);
        }
    }
    whole(before, translations::FILE, Record { entries }.written()).into_iter().collect()
}

/// The edit that puts `text` in the place of a whole file.
fn whole(compilation: &Compilation, file: &str, text: String) -> Option<Edit> {
    let id: SourceId = compilation.sources.find(file.into())?;
    let length = compilation.sources.get(id).text.len();
    Some(Edit { span: Span::new(id, 0, length), text })
}
