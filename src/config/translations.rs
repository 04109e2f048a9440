//! `touchbase-translations.yaml`: from which texts the translations were made.
//!
//! Turns the file into entries with exact places, and entries into the file. What follows from them is left to whoever compares them.

use super::reader::Reader;
use crate::diagnostic::Fault;
use crate::syntax::{self, Entry, yaml};
use crate::text::{Source, SourceId, Sources};

/// The name of the file; it lies beside `touchbase.yaml`.
pub const FILE: &str = "touchbase-translations.yaml";

/// Version of the format.
const VERSION: i64 = 1;

const HEAD: &str = "\
# From which text each translation was made: a fingerprint of the text, and one of the translation.
# Written by `touchbase translations --update`; a translation whose text has changed since is reported as outdated.
";

/// What is known of the translations of a knowledge base.
#[derive(Debug, Clone, Default)]
pub struct Record {
    /// One for each translation, in the order of the file.
    pub entries: Vec<Made>,
}

/// From which text a translation was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The address of the element.
    pub subject: String,
    /// Key of the field and code of the language: `mission.en`.
    pub key: String,
    /// Fingerprint of the text.
    pub of: String,
    /// Fingerprint of the translation.
    pub is: String,
}

impl Record {
    /// Reads the record among `sources`; none when there is no such file.
    pub fn of(sources: &Sources) -> (Option<Record>, Vec<Fault>) {
        match sources.find(FILE.into()) {
            Some(id) => {
                let (record, faults) = Record::read(id, sources.get(id));
                (Some(record), faults)
            }
            None => (None, Vec::new()),
        }
    }

    fn read(id: SourceId, source: &Source) -> (Record, Vec<Fault>) {
        let (documents, _, mut faults) = yaml::document_values(id, source);
        faults.extend(syntax::text_faults(id, source));
        let mut reader = Reader::new(faults);
        let mut record = Record::default();
        for document in &documents {
            for entry in reader.entries(document) {
                match entry.key.text.as_str() {
                    "version" => version(&mut reader, entry),
                    "translations" => translations(&mut reader, entry, &mut record),
                    _ => reader.unknown(&entry.key, ["version", "translations"].into_iter()),
                }
            }
        }
        (record, reader.into_faults())
    }

    /// The file, sorted, so that two branches can be merged.
    pub fn written(&self) -> String {
        let mut entries: Vec<&Made> = self.entries.iter().collect();
        entries.sort_by(|a, b| (&a.subject, &a.key).cmp(&(&b.subject, &b.key)));
        let mut text = format!("{HEAD}version: {VERSION}\ntranslations:");
        if entries.is_empty() {
            return text + " {}\n";
        }
        let mut subject = None;
        for made in entries {
            if subject != Some(&made.subject) {
                text.push_str(&format!("\n  {}:", yaml::quote::scalar(&made.subject)));
                subject = Some(&made.subject);
            }
            text.push_str(&format!("\n    {}: [\"{}\", \"{}\"]", yaml::quote::scalar(&made.key), made.of, made.is));
        }
        text + "\n"
    }
}

fn version(reader: &mut Reader, entry: &Entry) {
    if let Some(version) = reader.integer(&entry.value).filter(|version| *version != VERSION) {
        let reason = format!("This version of touchbase reads version {VERSION} of the file, not {version}.");
        reader.fault(entry.value.span, reason, None);
    }
}

fn translations(reader: &mut Reader, entry: &Entry, record: &mut Record) {
    for subject in reader.entries(&entry.value) {
        for made in reader.entries(&subject.value) {
            let prints: Vec<String> = reader.texts(&made.value).into_iter().map(|(text, _)| text).collect();
            match prints.as_slice() {
                [of, is] if [of, is].iter().all(|print| is_fingerprint(print)) => record.entries.push(Made {
                    subject: subject.key.text.to_string(),
                    key: made.key.text.to_string(),
                    of: of.clone(),
                    is: is.clone(),
                }),
                _ => {
                    let help = "let `touchbase translations --update` write this file".to_owned();
                    reader.fault(made.key.span, "Two fingerprints belong here, in brackets.", Some(help));
                }
            }
        }
    }
}

fn is_fingerprint(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
