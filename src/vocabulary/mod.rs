//! The names of a knowledge base as a vocabulary, for terminology tools, translators and spreadsheets.
//!
//! Every element with a page becomes a concept: what it is called, what it was called, what not to say, what it means. The names keep to
//! the rules of SKOS: one preferred name a language, and no name in two roles. Each format is one file; all say the same. Knows neither
//! pages nor folders.

mod csv;
mod json;
mod jsonld;
mod turtle;

use crate::model::{Datum, ElementRef, FieldRef, Key};
use crate::naming;
use crate::output::OutputFile;
use crate::present::{Book, plain};
use crate::schema::KindId;

/// A file in which the vocabulary can be had.
#[derive(Debug)]
pub(crate) struct Download {
    /// Its name.
    pub(crate) path: &'static str,
    /// What readers know the format by.
    pub(crate) label: &'static str,
    write: fn(&Book<'_>, &[Concept<'_>]) -> String,
}

/// Every download, the one most people want first.
pub(crate) static DOWNLOADS: &[Download] = &[
    Download { path: "glossary.csv", label: "CSV", write: csv::write },
    Download { path: "glossary.json", label: "JSON", write: json::write },
    Download { path: "glossary.ttl", label: "SKOS (Turtle)", write: turtle::write },
    Download { path: "glossary.jsonld", label: "SKOS (JSON-LD)", write: jsonld::write },
];

impl Download {
    /// The file. `concepts` are those of `book`.
    pub(crate) fn file(&self, book: &Book<'_>, concepts: &[Concept<'_>]) -> OutputFile {
        OutputFile::text(self.path, (self.write)(book, concepts))
    }
}

/// The page that stands for the whole vocabulary.
const SCHEME: &str = "glossary.html";

/// A text in a language.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Text {
    language: String,
    text: String,
}

/// An element as a concept.
#[derive(Debug)]
pub(crate) struct Concept<'m> {
    element: ElementRef<'m>,
    /// Its page, relative to the site.
    path: String,
    /// What to call it: one name a language, that of the site first.
    preferred: Vec<Text>,
    /// What else it is called.
    alternative: Vec<Text>,
    /// By what it should only be found: words not to use, former names.
    hidden: Vec<Text>,
    /// What it means.
    definitions: Vec<Text>,
    /// Its sentence, where that is not the definition.
    note: Option<Text>,
    /// What to say instead of the words not to use.
    usage: Option<Text>,
    history: Option<Text>,
    /// What it is a part or a case of.
    broader: Vec<ElementRef<'m>>,
    related: Vec<ElementRef<'m>>,
    replaced_by: Option<ElementRef<'m>>,
}

/// Every concept in the alphabetical order of the site.
pub(crate) fn concepts<'m>(book: &Book<'m>) -> Vec<Concept<'m>> {
    let mut elements: Vec<ElementRef<'m>> =
        book.kinds().flat_map(|(_, _, list)| list.iter().map(|id| book.model.element(*id))).collect();
    elements.sort_by_key(|element| book.rank(*element));
    elements.into_iter().filter_map(|element| Concept::new(book, element)).collect()
}

impl<'m> Concept<'m> {
    fn new(book: &Book<'_>, element: ElementRef<'m>) -> Option<Concept<'m>> {
        let path = book.addresses.path(element.id())?.to_owned();
        let site = language(book);
        let mut names = Names::default();
        names.prefer(element.name_lang().unwrap_or(site), element.name());
        for field in element.translations().filter(|field| field.field.key == "name") {
            field.texts().for_each(|text| names.prefer(field.language().code(), text));
        }
        for (key, item) in own(element, "labels").into_iter().flat_map(FieldRef::entries) {
            if let (Key::Word(language), Datum::Text(text)) = (key, &item.datum) {
                names.prefer(language, text);
            }
        }
        let of = |key: &str| own(element, key).map(FieldRef::texts).into_iter().flatten();
        of("aliases").for_each(|alias| names.add(site, alias, Role::Alternative));
        of("forbidden").for_each(|word| names.add(site, word, Role::Hidden));
        of("formerly").for_each(|id| names.add(site, &naming::words(id), Role::Hidden));
        let definitions = definitions(element, site);
        let summary = own(element, "summary").and_then(|field| text_of(field, site));
        let note = summary.filter(|summary| !definitions.contains(summary));
        let related = targets(element, "related")
            .into_iter()
            .filter(|other| !is_within(*other, element) && !is_within(element, *other));
        Some(Concept {
            element,
            path,
            preferred: names.preferred,
            alternative: names.alternative,
            hidden: names.hidden,
            definitions,
            note,
            usage: own(element, "say_instead").and_then(|field| text_of(field, site)),
            history: own(element, "history").and_then(|field| text_of(field, site)),
            broader: broader(element),
            related: related.collect(),
            replaced_by: targets(element, "replaced_by").first().copied(),
        })
    }

    /// Its name.
    fn name(&self) -> &str {
        self.preferred.first().map_or("", |name| &name.text)
    }
}

/// The names of a concept on their way. No name has two roles, which SKOS asks for; the first one counts.
#[derive(Debug, Default)]
struct Names {
    preferred: Vec<Text>,
    alternative: Vec<Text>,
    hidden: Vec<Text>,
}

#[derive(Debug, Clone, Copy)]
enum Role {
    Alternative,
    Hidden,
}

impl Names {
    /// Adds a name to prefer; a second one of a language is an alternative.
    fn prefer(&mut self, language: &str, text: &str) {
        let language = tag(language);
        if self.preferred.iter().any(|name| name.language == language) {
            self.add(&language, text, Role::Alternative);
        } else if let Some(text) = clean(text) {
            self.preferred.push(Text { language, text });
        }
    }

    fn add(&mut self, language: &str, text: &str, role: Role) {
        let Some(text) = clean(text) else { return };
        let name = Text { language: tag(language), text };
        if self.preferred.contains(&name) || self.alternative.contains(&name) || self.hidden.contains(&name) {
            return;
        }
        match role {
            Role::Alternative => self.alternative.push(name),
            Role::Hidden => self.hidden.push(name),
        }
    }
}

/// A field of an element whose kind may have none of that key.
fn own<'m>(element: ElementRef<'m>, key: &str) -> Option<FieldRef<'m>> {
    element.declared(key).and_then(|_| element.field(key))
}

fn targets<'m>(element: ElementRef<'m>, key: &str) -> Vec<ElementRef<'m>> {
    let targets =
        own(element, key).into_iter().flat_map(FieldRef::references).filter_map(|reference| reference.target());
    let mut found: Vec<ElementRef<'m>> = Vec::new();
    for target in targets.filter(|target| *target != element && target.parent().is_none()) {
        if !found.contains(&target) {
            found.push(target);
        }
    }
    found
}

/// Fields that name what an element is a part or a case of.
const BROADER: &[&str] = &["broader", "parent"];

fn broader<'m>(element: ElementRef<'m>) -> Vec<ElementRef<'m>> {
    BROADER.iter().flat_map(|key| targets(element, key)).collect()
}

/// Whether `whole` is broader than `part`, directly or by others: then the two cannot be merely related.
fn is_within(part: ElementRef<'_>, whole: ElementRef<'_>) -> bool {
    let mut open = vec![part];
    let mut seen = vec![part];
    while let Some(element) = open.pop() {
        for next in broader(element) {
            if next == whole {
                return true;
            }
            if !seen.contains(&next) {
                seen.push(next);
                open.push(next);
            }
        }
    }
    false
}

/// What an element means, in each language in which it is said; without a definition its sentence.
fn definitions(element: ElementRef<'_>, site: &str) -> Vec<Text> {
    let key = if own(element, "definition").is_some() { "definition" } else { "summary" };
    let translated = element.translations().filter(|field| field.field.key == key);
    let mut found: Vec<Text> = Vec::new();
    for text in own(element, key).into_iter().chain(translated).filter_map(|field| text_of(field, site)) {
        if !found.iter().any(|known| known.language == text.language) {
            found.push(text);
        }
    }
    if found.is_empty() {
        let gist = plain::gist(element).and_then(|text| clean(&text));
        found.extend(gist.map(|text| Text { language: site.to_owned(), text }));
    }
    found
}

/// The text of a field in its language, without marks.
fn text_of(field: FieldRef<'_>, site: &str) -> Option<Text> {
    let text = field.items().find_map(|item| match &item.datum {
        Datum::Text(text) => clean(text),
        Datum::Markdown(text) => clean(&plain::unmarked(text)),
        _ => None,
    })?;
    let foreign = field.lang();
    Some(Text { language: foreign.unwrap_or(site).to_owned(), text })
}

/// A text in one line, without characters that cannot be seen; none when nothing is left.
fn clean(text: &str) -> Option<String> {
    let visible = |c: char| if c.is_control() { ' ' } else { c };
    let turned = |c: &char| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    let text: String = text.chars().map(visible).filter(turned).collect();
    let words: Vec<&str> = text.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// A language tag as programs expect it: `de`, `de-CH`, `zh-Hant`; what follows beyond that is left out.
fn tag(language: &str) -> String {
    let mut parts = language.split(['-', '_']);
    let mut tag = parts.next().unwrap_or_default().to_ascii_lowercase();
    if !(2..=3).contains(&tag.len()) || !tag.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return "und".to_owned();
    }
    let mut parts = parts.peekable();
    let letters = |part: &&str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    if let Some(script) = parts.next_if(|part| part.len() == 4 && letters(part)) {
        let (first, rest) = script.split_at(1);
        tag.push_str(&format!("-{}{}", first.to_ascii_uppercase(), rest.to_ascii_lowercase()));
    }
    let digits = |part: &&str| part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(region) = parts.next_if(|part| (part.len() == 2 && letters(part)) || digits(part)) {
        tag.push_str(&format!("-{}", region.to_ascii_uppercase()));
    }
    tag
}

/// The language of the texts.
fn language(book: &Book<'_>) -> &'static str {
    book.model.language().code()
}

/// The list of a kind, which stands for all of its elements.
fn collection(book: &Book<'_>, kind: KindId) -> String {
    format!("{}/index.html", book.addresses.folder(kind))
}

/// The address below which the site is found, with a slash at its end, if it is known.
fn base(book: &Book<'_>) -> Option<String> {
    let base = book.config.site.base.as_deref()?;
    let base = base.trim_end_matches('/');
    let main = book.model.language() == book.model.schema.language();
    Some(if main { format!("{base}/") } else { format!("{base}/{}/", language(book)) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Source, Sources};

    const BASE: &str = r#"
term kunde "Kunde" { definition: "Wer *kauft*, siehe [[paket]]."
  summary: "Wer bei uns kauft."
  aliases: ["Käufer", "Kunde", "Kunde "], forbidden: ["User", "Käufer"], formerly: [kauf-mensch]
  labels: { en: "customer", de: "Abnehmer", "de-at": "Kundschaft", fr: "client" }
  say_instead: "Kunde, oder der \"Name\"", broader: [mensch], related: [paket, mensch, kunde] }
term mensch "Mensch" { definition: "d", related: [kunde] }
term paket "Paket" { definition: "=1+1\\ <x> & \u{7}\ny" }
team a "A" { parent: b }
team b "B" { summary: "-2, das reicht" }
"#;

    pub(super) fn with_book<T>(text: &str, language: &str, read: impl FnOnce(&Book<'_>) -> T) -> T {
        let config = Source::new("touchbase.yaml", format!("name: Laden & Co\nlanguage: {language}\n"));
        let compilation = crate::compile(Sources::new(vec![Source::new("a.cx", text), config]));
        read(&Book::new(&compilation.model, &compilation.sources, &compilation.config, "html"))
    }

    pub(super) fn written(write: fn(&Book<'_>, &[Concept<'_>]) -> String) -> String {
        with_book(BASE, "de", |book| write(book, &concepts(book)))
    }

    fn shown(texts: &[Text]) -> Vec<String> {
        texts.iter().map(|text| format!("{}@{}", text.text, text.language)).collect()
    }

    #[test]
    fn every_name_has_one_role() {
        with_book(BASE, "de", |book| {
            let all = concepts(book);
            let names: Vec<&str> = all.iter().map(Concept::name).collect();
            assert_eq!(names, ["A", "B", "Kunde", "Mensch", "Paket"]);
            let kunde = all.iter().find(|concept| concept.name() == "Kunde").unwrap();
            assert_eq!(shown(&kunde.preferred), ["Kunde@de", "customer@en", "Kundschaft@de-AT", "client@fr"]);
            assert_eq!(shown(&kunde.alternative), ["Abnehmer@de", "Käufer@de"]);
            assert_eq!(shown(&kunde.hidden), ["User@de", "Kauf mensch@de"]);
            assert_eq!(shown(&kunde.definitions), ["Wer kauft, siehe paket.@de"]);
        });
    }

    #[test]
    fn what_is_broader_is_not_related() {
        with_book(BASE, "de", |book| {
            let names =
                |elements: &[ElementRef<'_>]| elements.iter().map(|one| one.name().to_string()).collect::<Vec<_>>();
            let all = concepts(book);
            let relations: Vec<_> = all.iter().map(|one| (names(&one.broader), names(&one.related))).collect();
            let none = Vec::<String>::new;
            let expected = vec![
                (vec!["B".to_owned()], none()),
                (none(), none()),
                (vec!["Mensch".to_owned()], vec!["Paket".to_owned()]),
                (none(), none()),
                (none(), none()),
            ];
            assert_eq!(relations, expected);
        });
    }

    #[test]
    fn addresses_are_whole_where_the_site_has_one() {
        let config = Source::new("touchbase.yaml", "site: { base: \"https://cx.example/a\" }\n");
        let compilation = crate::compile(Sources::new(vec![Source::new("a.cx", BASE), config]));
        let book = Book::new(&compilation.model, &compilation.sources, &compilation.config, "html");
        let text = |path: &str| {
            let download = DOWNLOADS.iter().find(|download| download.path == path);
            download.map(|download| (download.write)(&book, &concepts(&book))).unwrap_or_default()
        };
        assert!(text("glossary.csv").contains(",https://cx.example/a/terms/kunde.html\r\n"));
        assert!(text("glossary.ttl").contains("@base <https://cx.example/a/> .\n"));
        assert!(text("glossary.jsonld").contains("\"@base\":\"https://cx.example/a/\""));
        assert!(text("glossary.json").contains("\"base\":\"https://cx.example/a/\""));
    }

    #[test]
    fn language_tags_are_well_formed() {
        for (written, expected) in
            [("DE", "de"), ("de_ch", "de-CH"), ("zh-hant-tw", "zh-Hant-TW"), ("en-abcdefghij", "en"), ("x", "und")]
        {
            assert_eq!(tag(written), expected);
        }
    }
}
