//! Which texts lack a translation, and which translations were made from another text than the one that stands there now.
//!
//! The first is seen from the model alone. For the second a record is compared (`touchbase-translations.yaml`): a translation is outdated when
//! its text has changed since while it has not. Where both have changed somebody translated anew; where nothing is recorded nobody knows. So the
//! record may be renewed at any time without hiding anything, and works without a history of the files.

use rustc_hash::FxHashMap;

use crate::config::translations::{Made, Record};
use crate::model::{ElementRef, FieldRef, Model};
use crate::schema::{Field, Language};
use crate::text::Span;

/// Fields whose words belong to one language, or are the same in all.
const OF_ONE_LANGUAGE: &[&str] = &["aliases", "tags", "forbidden", "say_instead", "source", "contact"];

/// How it stands with a text in a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// There, and as far as is known made from the text that stands there.
    Current,
    /// Not there.
    Missing,
    /// Made from an earlier text.
    Outdated,
}

/// A text of an element in use, in a language in which it is wanted and not written first.
#[derive(Debug, Clone)]
pub struct Translation<'m> {
    /// The element.
    pub element: ElementRef<'m>,
    /// The field: `name` for the name, whose translations stand under `labels`.
    pub field: &'m Field,
    /// The language.
    pub language: Language,
    /// How it stands with it.
    pub state: State,
    /// Where the text stands.
    pub text: Span,
    /// Where the translation stands; the text where there is none.
    pub place: Span,
    /// What a record would say of it; none where it is missing.
    pub made: Option<Made>,
}

/// The translations of every text of elements that are neither drafts nor retired, those of one element together, in the order of the files.
/// None in a knowledge base of one language.
pub fn all<'m>(model: &'m Model, record: Option<&Record>) -> Vec<Translation<'m>> {
    let known = known(record);
    let mut found = Vec::new();
    let others: Vec<&Model> = model.languages().iter().skip(1).map(|language| model.in_language(*language)).collect();
    if others.is_empty() {
        return found;
    }
    for element in model.elements().filter(|element| !element.is_nameless() && is_active(*element)) {
        for view in &others {
            let told = view.element(element.id());
            found.extend(name(element, told));
            let fields = element.fields().filter(|field| is_wanted(*field));
            found.extend(fields.filter_map(|field| text(field, told)));
        }
    }
    for translation in &mut found {
        translation.judge(&known);
    }
    found
}

fn is_active(element: ElementRef<'_>) -> bool {
    element.root().status() == "active"
}

fn is_wanted(field: FieldRef<'_>) -> bool {
    let key = field.field.key.as_ref();
    field.field.ty.is_translatable()
        && key != "name"
        && !OF_ONE_LANGUAGE.contains(&key)
        && field.texts().next().is_some()
}

/// The name of `element` in the language in which `told` tells it.
fn name<'m>(element: ElementRef<'m>, told: ElementRef<'m>) -> Option<Translation<'m>> {
    let written = element.field("name")?;
    let label = told.field("labels").map_or(written.data.value, |labels| labels.data.value);
    let is = told.name_lang().is_none().then(|| print([told.name().as_str()]));
    Some(Translation::new(written, told, label, print([element.name().as_str()]), is))
}

/// A text in the language in which `told` tells it; none where it is written first in that language.
fn text<'m>(field: FieldRef<'m>, told: ElementRef<'m>) -> Option<Translation<'m>> {
    let language = told.model().language();
    if field.data.language == Some(language) {
        return None;
    }
    let other = told.fields().find(|other| other.data.field == field.data.field)?;
    let is = (other.language() == language).then(|| print(other.texts().map(|text| text.as_str())));
    let place = if is.is_some() { other.data.value } else { field.data.value };
    Some(Translation::new(field, told, place, print(field.texts().map(|text| text.as_str())), is))
}

/// Recorded fingerprints of text and translation by element and key.
type Known<'r> = FxHashMap<(&'r str, &'r str), (&'r str, &'r str)>;

fn known(record: Option<&Record>) -> Known<'_> {
    let entries = record.map(|record| record.entries.as_slice()).unwrap_or_default();
    entries
        .iter()
        .map(|made| ((made.subject.as_str(), made.key.as_str()), (made.of.as_str(), made.is.as_str())))
        .collect()
}

impl<'m> Translation<'m> {
    fn new(field: FieldRef<'m>, told: ElementRef<'m>, place: Span, of: String, is: Option<String>) -> Translation<'m> {
        let language = told.model().language();
        let made = is.map(|is| Made {
            subject: field.owner.address(),
            key: format!("{}.{}", field.field.key, language.code()),
            of,
            is,
        });
        let state = if made.is_some() { State::Current } else { State::Missing };
        Translation { element: field.owner, field: field.field, language, state, text: field.data.value, place, made }
    }

    fn judge(&mut self, known: &Known<'_>) {
        let Some(made) = &self.made else { return };
        let recorded = known.get(&(made.subject.as_str(), made.key.as_str()));
        if recorded.is_some_and(|(of, is)| *of != made.of && *is == made.is) {
            self.state = State::Outdated;
        }
    }
}

/// A fingerprint of texts that is the same however they are laid out: FNV-1a with 64 bits over their words.
fn print<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |bytes: &[u8]| {
        for byte in bytes {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    };
    for text in texts {
        for (at, word) in text.split_whitespace().enumerate() {
            add(if at > 0 { b" " } else { b"" });
            add(word.as_bytes());
        }
        add(&[0]);
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compile;
    use crate::text::{Source, Sources};

    const TEXT: &str = "team t \"Team Öl\" {\n  labels: { en: \"Team oil\" }\n  summary: { de: \"Größe 1.\", en: \"Size 1.\" }\n  \
                        description: \"Nur deutsch.\"\n  aliases: [\"Ölteam\"]\n}\n";

    fn states(text: &str, record: Option<&Record>) -> Vec<(String, State)> {
        let config = Source::new("touchbase.yaml", "languages: [de, en]\n");
        let compilation = compile(Sources::new(vec![config, Source::new("a.cx", text)]));
        let all = all(&compilation.model, record);
        all.into_iter().map(|translation| (translation.field.key.to_string(), translation.state)).collect()
    }

    fn record(text: &str) -> Record {
        let config = Source::new("touchbase.yaml", "languages: [de, en]\n");
        let compilation = compile(Sources::new(vec![config, Source::new("a.cx", text)]));
        Record {
            entries: all(&compilation.model, None).into_iter().filter_map(|translation| translation.made).collect(),
        }
    }

    #[test]
    fn what_is_not_translated_is_missing() {
        let expected = [("name", State::Current), ("summary", State::Current), ("description", State::Missing)];
        let expected: Vec<(String, State)> = expected.map(|(key, state)| (key.to_owned(), state)).into();
        assert_eq!(states(TEXT, None), expected);
        assert!(states(&TEXT.replace("{\n  labels", "{ status: draft\n  labels"), None).is_empty());
        let one = compile(Sources::new(vec![Source::new("a.cx", TEXT)]));
        assert!(all(&one.model, None).is_empty());
    }

    #[test]
    fn a_translation_is_outdated_while_only_its_text_has_changed() {
        let record = record(TEXT);
        let outdated = |text: &str| {
            let all = states(text, Some(&record)).into_iter();
            all.filter(|(_, state)| *state == State::Outdated).map(|(key, _)| key).collect::<Vec<_>>()
        };
        assert!(outdated(TEXT).is_empty());
        assert!(outdated(&TEXT.replace("Größe 1.", "Größe   1.")).is_empty(), "blanks say nothing");
        assert_eq!(outdated(&TEXT.replace("Größe 1.", "Größe 2.")), ["summary"]);
        assert_eq!(outdated(&TEXT.replace("Team Öl", "Team Fett")), ["name"]);
        assert!(outdated(&TEXT.replace("Größe 1.", "Größe 2.").replace("Size 1.", "Size 2.")).is_empty());
        assert!(outdated(&TEXT.replace("Size 1.", "Size one.")).is_empty());
    }

    #[test]
    fn the_record_is_written_and_read_alike() {
        let record = record(TEXT);
        let sources = Sources::new(vec![Source::new("touchbase-translations.yaml", record.written())]);
        let (read, faults) = Record::of(&sources);
        assert!(faults.is_empty(), "{faults:?}");
        let keys = |record: &Record| {
            record.entries.iter().map(|made| (made.key.clone(), made.of.clone(), made.is.clone())).collect::<Vec<_>>()
        };
        assert_eq!(read.as_ref().map(keys), Some(keys(&record)));
        assert_eq!(keys(&record).len(), 2);
    }
}
