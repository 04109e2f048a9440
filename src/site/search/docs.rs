//! What can be found, and what a result shows: pages of elements, steps of journeys, lists and reports.

use serde_json::{Value, json};

use super::super::base::Base;
use super::super::{list, reports};
use crate::model::{Datum, ElementRef, FieldRef};
use crate::present::plain;

/// Letters of a sentence shown in a result.
const SENTENCE: usize = 110;
/// Other names kept for a result, and the letters of each.
const OTHERS: usize = 8;
const OTHER: usize = 60;

/// Fields that hold other names, with the letter by which the script tells why they lead here.
const OTHER_NAMES: &[(&str, char)] = &[("aliases", 'a'), ("formerly", 'f'), ("forbidden", 'x'), ("labels", 'l')];

/// Something that can be found.
pub(super) enum Doc<'m> {
    /// A list or a report: where it is, what it is called, what it answers.
    Page { path: String, name: String, text: String },
    /// An element with a page or a place on one.
    Element(ElementRef<'m>),
}

/// Results of one sort, which stand side by side in the index.
pub(super) struct Sort {
    pub(super) label: String,
    /// The folder of its pages; none where paths are whole.
    pub(super) folder: Option<String>,
    /// The number of its first.
    pub(super) first: usize,
}

/// Everything that can be found, by sorts: those of pages first, elements in use before those that are not.
pub(super) fn all<'m>(base: &Base<'m>) -> (Vec<Doc<'m>>, Vec<Sort>) {
    let mut docs = pages(base);
    let mut sorts = vec![Sort { label: base.words.get("page").to_owned(), folder: None, first: 0 }];
    for (kind, declared, elements) in base.kinds().filter(|(.., elements)| !elements.is_empty()) {
        let folder = Some(base.addresses.folder(kind).to_owned());
        sorts.push(Sort { label: base.label(&declared.label).to_owned(), folder, first: docs.len() });
        let elements = || elements.iter().map(|id| base.model.element(*id));
        docs.extend(elements().filter(|element| element.status() != "retired").map(Doc::Element));
        docs.extend(elements().filter(|element| element.status() == "retired").map(Doc::Element));
    }
    let steps = base.of_kind("journey").flat_map(ElementRef::steps);
    let steps: Vec<_> = steps.filter(|step| base.addresses.path(step.id()).is_some()).collect();
    if let Some(step) = steps.first() {
        let folder = Some(base.addresses.folder(step.root().kind_id()).to_owned());
        sorts.push(Sort { label: base.label(&step.kind().label).to_owned(), folder, first: docs.len() });
    }
    docs.extend(steps.into_iter().map(Doc::Element));
    (docs, sorts)
}

fn pages<'m>(base: &Base<'m>) -> Vec<Doc<'m>> {
    let glossary = Doc::Page {
        path: "glossary.html".to_owned(),
        name: base.words.get("glossary").to_owned(),
        text: base.words.get("glossary_lede").to_owned(),
    };
    let lists =
        base.kinds().filter(|(.., elements)| !elements.is_empty()).map(|(kind, declared, elements)| Doc::Page {
            path: list::path(base, kind, 0),
            name: base.label(&declared.label_plural).to_owned(),
            text: base.words.counted(("entries_1", "entries_n"), elements.len()),
        });
    let overview = Doc::Page {
        path: reports::INDEX.to_owned(),
        name: base.words.get("reports").to_owned(),
        text: base.words.get("reports_lede").to_owned(),
    };
    let reports = reports::entries(base).map(|entry| Doc::Page {
        path: entry.path,
        name: entry.title.to_owned(),
        text: entry.question.to_owned(),
    });
    [glossary, overview].into_iter().chain(lists).chain(reports).collect()
}

impl<'m> Doc<'m> {
    /// What it is called.
    pub(super) fn name(&self) -> &str {
        match self {
            Doc::Page { name, .. } => name,
            Doc::Element(element) => element.name(),
        }
    }

    /// Its id, by which people who write it know it.
    pub(super) fn id(&self) -> &str {
        match self {
            Doc::Page { .. } => "",
            Doc::Element(element) => element.key(),
        }
    }

    /// Hands over its other names.
    pub(super) fn others<'t>(&'t self, each: impl FnMut(&'t str)) {
        if let Doc::Element(element) = self {
            other_names(*element).map(|(_, _, name)| name).for_each(each);
        }
    }

    /// Hands over what it says beside its names, in whatever language.
    pub(super) fn texts<'t>(&'t self, each: impl FnMut(&'t str)) {
        match self {
            Doc::Page { text, .. } => std::iter::once(text.as_str()).for_each(each),
            Doc::Element(element) => {
                let own = element.fields().filter(|field| mark(*field).is_none());
                own.chain(element.translations()).flat_map(texts).for_each(each);
            }
        }
    }

    /// What a result shows: address, name, sentence, and other names with what they are.
    pub(super) fn record(&self, base: &Base<'_>, folder: Option<&str>) -> Value {
        match self {
            Doc::Page { path, name, text } => json!([path, name, text]),
            Doc::Element(element) => {
                let path = base.addresses.path(element.id()).unwrap_or_default();
                let path = folder.and_then(|folder| path.strip_prefix(folder)?.strip_prefix('/')).unwrap_or(path);
                let mut record = vec![
                    json!(path.replacen(".html", "", 1)),
                    json!(element.name().as_str()),
                    json!(sentence(*element).unwrap_or_default()),
                ];
                let notes = notes(*element);
                if !notes.is_empty() {
                    record.push(json!(notes));
                }
                Value::Array(record)
            }
        }
    }
}

fn sentence(element: ElementRef<'_>) -> Option<String> {
    let text = plain::gist(element).or_else(|| spoken(element)?.texts().next().map(|text| text.to_string()));
    text.map(|text| shortened(&text, SENTENCE))
}

/// What a person says of it, where nothing else tells what it is.
fn spoken(element: ElementRef<'_>) -> Option<FieldRef<'_>> {
    let says = |key: &str| element.declared(key).is_some().then(|| element.field(key)).flatten();
    ["thought", "need", "statement"].into_iter().filter_map(says).find(|field| field.texts().next().is_some())
}

/// What is worth knowing of a result beside its sentence, each behind a letter that says what it is.
fn notes(element: ElementRef<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    // What is not in the language of the page says in which it is: the name, the sentence, the name of the journey.
    let sentence = plain::gist_field(element).or_else(|| spoken(element)).and_then(FieldRef::lang);
    let foreign = [('N', element.name_lang()), ('T', sentence)];
    notes.extend(foreign.into_iter().filter_map(|(mark, code)| Some(format!("{mark}{}", code?))));
    if element.parent().is_some() {
        let root = element.root();
        notes.push(format!("j{}", shortened(root.name(), OTHER)));
        notes.extend(root.name_lang().map(|code| format!("J{code}")));
    }
    if let Some(successor) = element.declared("replaced_by").and_then(|_| element.target("replaced_by")) {
        notes.push(format!("r{}", shortened(successor.name(), OTHER)));
    }
    let mut avoided = false;
    for (mark, language, name) in other_names(element).take(OTHERS) {
        avoided |= mark == 'x';
        notes.push(format!("{mark}{language}{}", shortened(name, OTHER)));
    }
    if avoided {
        notes.push(format!("s{}", shortened(element.text("say_instead").unwrap_or(element.name()), OTHER)));
    }
    notes
}

/// Other names with their letters and, where they are in another language, its code and a space.
fn other_names<'m>(element: ElementRef<'m>) -> impl Iterator<Item = (char, String, &'m str)> {
    let fields = element.fields().filter_map(|field| Some((mark(field)?, field)));
    fields.flat_map(|(mark, field)| {
        let languages: Vec<String> = match mark {
            'l' => field.entries().iter().map(|(key, _)| language(key)).collect(),
            _ => Vec::new(),
        };
        texts(field).enumerate().map(move |(at, text)| (mark, languages.get(at).cloned().unwrap_or_default(), text))
    })
}

fn language(key: &crate::model::Key) -> String {
    match key {
        crate::model::Key::Word(word) => format!("{word} "),
        crate::model::Key::Reference(_) => String::new(),
    }
}

fn mark(field: FieldRef<'_>) -> Option<char> {
    OTHER_NAMES.iter().find(|(key, _)| *key == field.field.key).map(|(_, mark)| *mark)
}

fn texts<'m>(field: FieldRef<'m>) -> impl Iterator<Item = &'m str> {
    field.items().filter_map(|item| match &item.datum {
        Datum::Text(text) | Datum::Markdown(text) => Some(text.as_str()),
        _ => None,
    })
}

/// The beginning of a text, cut between words.
fn shortened(text: &str, letters: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(letters) else { return text.to_owned() };
    let start = text.get(..end).unwrap_or_default();
    let cut = start.rfind(' ').unwrap_or(end);
    format!("{}…", start.get(..cut).unwrap_or(start).trim_end_matches([',', ';', ':', '–', ' ']))
}
