//! The settings `language` and `languages`: the main language, and those in which the site is published.

use super::Config;
use super::reader::Reader;
use crate::schema::Language;
use crate::syntax::{Value, ValueKind};

/// Reads `languages`.
pub(super) fn read(reader: &mut Reader, value: &Value) -> Vec<Language> {
    let mut languages = Vec::new();
    let items = match &value.kind {
        ValueKind::List(items) => items.as_slice(),
        _ => std::slice::from_ref(value),
    };
    for item in items {
        let word = reader.one_of(item, Language::OF_SITES);
        let Some(language) = word.and_then(|word| Language::of(&word)) else { continue };
        if languages.contains(&language) {
            let help = "name each language once, the main one first".to_owned();
            reader.fault(item.span, format!("`{}` stands here twice.", language.code()), Some(help));
        } else {
            languages.push(language);
        }
    }
    if items.is_empty() {
        let help = "write, for example, `[de, en]`, or leave the setting out".to_owned();
        reader.fault(value.span, "No language is named here.", Some(help));
    }
    languages
}

/// Makes the first of `languages` the main one; reports where `language` says otherwise.
pub(super) fn agree(reader: &mut Reader, config: &mut Config, documents: &[Value]) {
    let Some(first) = config.languages.first().copied() else { return };
    let entries = documents.iter().filter_map(|document| match &document.kind {
        ValueKind::Map(entries) => Some(entries),
        _ => None,
    });
    let language = entries.flatten().find(|entry| entry.key.text == "language");
    match language {
        Some(entry) if config.language != first.code() => {
            let (main, first) = (&config.language, first.code());
            let reason = format!("The main language is `{main}` here, and `{first}` stands first in `languages`.");
            let help = "leave `language` out: the first of `languages` is the main one".to_owned();
            reader.fault(entry.value.span, reason, Some(help));
        }
        _ => {}
    }
    config.language = first.code().to_owned();
}

/// The languages of a configuration, the main one first.
pub(super) fn of(config: &Config) -> Vec<Language> {
    match config.languages.as_slice() {
        [] => vec![Language::of(&config.language).unwrap_or(Language::ENGLISH)],
        languages => languages.to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::FILE;
    use crate::diagnostic::FaultKind;
    use crate::text::{Source, SourceId};

    fn read(text: &str) -> (Vec<&'static str>, Vec<String>) {
        let (config, faults) = Config::read(SourceId(0), &Source::new(FILE, text));
        let reasons = faults.into_iter().map(|fault| match fault.kind {
            FaultKind::Config { reason, .. } => reason,
            kind => format!("{kind:?}"),
        });
        assert_eq!(config.language, of(&config)[0].code(), "{text}");
        (of(&config).into_iter().map(Language::code).collect(), reasons.collect())
    }

    #[test]
    fn the_first_language_is_the_main_one() {
        assert_eq!(read(""), (vec!["en"], vec![]));
        assert_eq!(read("language: de\n"), (vec!["de"], vec![]));
        assert_eq!(read("languages: [de, en]\n"), (vec!["de", "en"], vec![]));
        assert_eq!(read("languages: DE\nlanguage: de\n"), (vec!["de"], vec![]));
    }

    #[test]
    fn what_cannot_be_meant_is_reported_and_the_rest_is_used() {
        let (languages, reasons) = read("languages: [de, en, de, dr, [x], ~]\nlanguage: en\n");
        assert_eq!(languages, ["de", "en"]);
        assert_eq!(reasons.len(), 5, "{reasons:?}");
        assert_eq!(read("languages: []\n").1, ["No language is named here."]);
        assert_eq!(read("languages:\n").1.len(), 1);
    }
}
