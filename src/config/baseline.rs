//! `touchbase-baseline.yaml`: the findings that were there when a team switched touchbase on.
//!
//! Turns the file into entries with exact places, and entries into the file. Which findings they stand for is left to whoever
//! compares them.

use super::reader::Reader;
use crate::diagnostic::Fault;
use crate::syntax::{self, Entry, Value, ValueKind, yaml};
use crate::text::{Source, SourceId, Sources, Span};

/// The name of the file; it lies beside `touchbase.yaml`.
pub const FILE: &str = "touchbase-baseline.yaml";

/// Version of the format.
const VERSION: i64 = 1;

const HEAD: &str = "\
# Findings that were there when touchbase was switched on; written by `touchbase baseline`.
# `touchbase check` reports only what is new. What has been mended must leave this file: `touchbase baseline --update`.
";

/// The findings a team knows of.
#[derive(Debug, Clone, Default)]
pub struct Baseline {
    /// What is known, in the order of the file.
    pub entries: Vec<Known>,
}

/// The known findings of one check about one subject.
#[derive(Debug, Clone)]
pub struct Known {
    /// What they are about: the address of an element, or `./` and the path of a file.
    pub subject: String,
    /// Name of the check.
    pub check: String,
    /// By which each of them is recognised.
    pub fingerprints: Vec<String>,
    /// Where the name of the check stands; of an entry that was not read from a file, the begin of the first file.
    pub span: Span,
}

impl Baseline {
    /// Reads the baseline among `sources`; none when there is no such file.
    pub fn of(sources: &Sources) -> (Option<Baseline>, Vec<Fault>) {
        match sources.find(FILE.into()) {
            Some(id) => {
                let (baseline, faults) = Baseline::read(id, sources.get(id));
                (Some(baseline), faults)
            }
            None => (None, Vec::new()),
        }
    }

    fn read(id: SourceId, source: &Source) -> (Baseline, Vec<Fault>) {
        let (documents, _, mut faults) = yaml::document_values(id, source);
        faults.extend(syntax::text_faults(id, source));
        let mut reader = Reader::new(faults);
        let mut baseline = Baseline::default();
        for document in &documents {
            for entry in reader.entries(document) {
                match entry.key.text.as_str() {
                    "version" => version(&mut reader, &entry.value),
                    "findings" => findings(&mut reader, &entry.value, &mut baseline),
                    _ => reader.unknown(&entry.key, ["version", "findings"].into_iter()),
                }
            }
        }
        (baseline, reader.into_faults())
    }

    /// The file, sorted, so that two branches that shrink it can be merged.
    pub fn written(&self) -> String {
        let mut known: Vec<&Known> = self.entries.iter().filter(|known| !known.fingerprints.is_empty()).collect();
        known.sort_by(|a, b| (&a.subject, &a.check).cmp(&(&b.subject, &b.check)));
        let mut text = format!("{HEAD}version: {VERSION}\nfindings:");
        if known.is_empty() {
            return text + " {}\n";
        }
        let mut subject = None;
        for known in known {
            if subject != Some(&known.subject) {
                text.push_str(&format!("\n  {}:", yaml::quote::scalar(&known.subject)));
                subject = Some(&known.subject);
            }
            text.push_str(&format!("\n    {}: [{}]", known.check, known.fingerprints.join(", ")));
        }
        text + "\n"
    }

    /// How many findings it holds.
    pub fn len(&self) -> usize {
        self.entries.iter().map(|known| known.fingerprints.len()).sum()
    }

    /// Whether it holds no finding.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

fn version(reader: &mut Reader, value: &Value) {
    if let Some(version) = reader.integer(value).filter(|version| *version != VERSION) {
        let reason = format!("This version of touchbase reads version {VERSION} of the baseline, not {version}.");
        reader.fault(value.span, reason, None);
    }
}

fn findings(reader: &mut Reader, value: &Value, baseline: &mut Baseline) {
    for subject in reader.entries(value) {
        for check in reader.entries(&subject.value) {
            let fingerprints = fingerprints(reader, check);
            baseline.entries.push(Known {
                subject: subject.key.text.to_string(),
                check: check.key.text.to_string(),
                fingerprints,
                span: check.key.span,
            });
        }
    }
}

fn fingerprints(reader: &mut Reader, check: &Entry) -> Vec<String> {
    let mut all = Vec::new();
    if matches!(check.value.kind, ValueKind::Empty) {
        reader.fault(check.key.span, "The fingerprints of findings belong here, in brackets.", None);
    }
    for (text, span) in reader.texts(&check.value) {
        if text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            all.push(text);
        } else {
            let help = "let `touchbase baseline --update` write this file".to_owned();
            reader.fault(span, format!("`{text}` is not the fingerprint of a finding."), Some(help));
        }
    }
    all
}
