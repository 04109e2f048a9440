//! Texts in several languages: a map of languages where a text may stand, and the model as one language tells it.
//!
//! ```text
//! summary: { de: "Die Telefonleitung", en: "The phone line" }
//! needs:   { de: ["Nachschub"], en: ["Supply"] }
//! ```
//! One of the texts counts for checks, selectors and exports: that of the main language, or the first where it is missing. The others are kept
//! aside, so that knowledge bases of one language pay nothing; [`Model::in_language`] puts them in place.

use std::sync::{Arc, OnceLock};

use super::lower::{Lowering, Owner};
use super::value::{Content, Datum, FieldData, Key};
use super::{ElementData, ElementId, Model};
use crate::schema::{FieldId, Language};
use crate::syntax::{Entry, Value, ValueKind, Word};
use crate::text::{Span, Str};

impl Lowering<'_> {
    /// A map of languages in place of the value of a field.
    pub(super) fn translated(
        &mut self,
        owner: Owner,
        id: FieldId,
        key: Span,
        whole: Span,
        entries: &[Entry],
    ) -> FieldData {
        let mut texts: Vec<FieldData> = Vec::with_capacity(entries.len());
        for entry in entries {
            let Some(language) = self.language(owner, id, &entry.key) else { continue };
            let content = self.text_of(owner, id, &entry.value);
            if !texts.iter().any(|known| known.language == Some(language)) {
                let (key, value) = (entry.key.span, entry.value.span);
                texts.push(FieldData { field: id, language: Some(language), key, value, content });
            }
        }
        if entries.is_empty() {
            self.bad_value(owner.kind, id, whole, "the braces name no language", None);
        }
        let main = self.schema.language();
        let counts = texts.iter().position(|text| text.language == Some(main)).unwrap_or(0);
        if texts.is_empty() {
            return FieldData { field: id, language: None, key, value: whole, content: Content::Faulty };
        }
        let text = texts.remove(counts);
        texts.retain(|text| !matches!(text.content, Content::Faulty));
        self.out.translations.extend(texts.into_iter().map(|text| (owner.id, text)));
        FieldData { key, ..text }
    }

    /// What stands behind a language: a text, or a list of texts where the field takes one.
    fn text_of(&mut self, owner: Owner, id: FieldId, value: &Value) -> Content {
        match value.kind {
            ValueKind::Map(_) => {
                let reason = "a map stands here, but each language takes what the field takes without languages";
                self.bad_value(owner.kind, id, value.span, reason, None);
                Content::Faulty
            }
            _ => self.content(owner, id, value),
        }
    }

    fn language(&mut self, owner: Owner, id: FieldId, key: &Word) -> Option<Language> {
        let language = Language::of(&key.text);
        if language.is_none() {
            self.no_language(owner, id, key);
        }
        language
    }

    /// A key that is no language, with the one that is meant.
    pub(super) fn no_language(&mut self, owner: Owner, id: FieldId, key: &Word) {
        let meant = Language::meant(&key.text).map(|language| language.code().to_owned());
        let reason = match meant {
            Some(_) => format!("`{}` is not the code of a language", key.text),
            None => {
                let codes: Vec<String> =
                    self.schema.languages().iter().map(|language| format!("`{}`", language.code())).collect();
                format!("`{}` is not the code of a language such as {}", key.text, codes.join(" or "))
            }
        };
        self.bad_value(owner.kind, id, key.span, reason, meant);
    }
}

impl Model {
    /// The language of its texts.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The languages in which texts are wanted, the main one first.
    pub fn languages(&self) -> &[Language] {
        self.schema.languages()
    }

    /// The same elements and references as `language` tells them: names by `labels` and texts by their translations, each as it is in the
    /// main language where there is none. [`name_lang`](super::ElementRef::name_lang) and [`lang`](super::FieldRef::lang) say where that is so. The model
    /// itself for its main language, and for one that is not among [`languages`](Model::languages).
    pub fn in_language(&self, language: Language) -> &Model {
        if language == self.language {
            return self;
        }
        let views = self.views.get_or_init(|| {
            let others = self.languages().iter().filter(|other| **other != self.language);
            others.map(|other| self.view(*other)).collect()
        });
        views.iter().find(|view| view.language == language).unwrap_or(self)
    }

    /// The fields of an element in other languages than the one that counts.
    pub(super) fn translations_of(&self, element: ElementId) -> &[(ElementId, FieldData)] {
        let all = self.translations.as_slice();
        let from = all.partition_point(|(of, _)| *of < element);
        let rest = all.get(from..).unwrap_or_default();
        rest.get(..rest.partition_point(|(of, _)| *of == element)).unwrap_or_default()
    }

    /// The code of a text's language, unless it is that of this model.
    pub(super) fn foreign(&self, language: Option<Language>) -> Option<&'static str> {
        let language = language.unwrap_or_else(|| self.schema.language());
        (language != self.language).then(|| language.code())
    }

    fn view(&self, language: Language) -> Model {
        let mut view = Model {
            schema: self.schema.clone(),
            elements: self.elements.clone(),
            references: self.references.clone(),
            backlinks: self.backlinks.clone(),
            names: self.names.clone(),
            faults: Vec::new(),
            lost: Default::default(),
            translations: Vec::new(),
            language,
            views: OnceLock::new(),
        };
        for (element, text) in self.translations.iter().filter(|(_, text)| text.language == Some(language)) {
            let fields = view.elements.get_mut(element.0 as usize).map(|element| Arc::make_mut(&mut element.fields));
            if let Some(field) = fields.into_iter().flatten().find(|field| field.field == text.field) {
                *field = text.clone();
            }
        }
        for element in &mut view.elements {
            if let Some(name) = self.name_in(element, language) {
                let other = std::mem::replace(&mut element.name, name);
                element.name_language = Some(language);
                self.relabel(element, language, other);
            }
        }
        view
    }

    /// Puts the name in the main language among the labels of an element, in place of the one that has become its name.
    fn relabel(&self, element: &mut ElementData, language: Language, name: Str) {
        let Some(id) = self.schema.field_id(element.kind, "labels") else { return };
        if !element.fields.iter().any(|field| field.field == id) {
            return;
        }
        let fields = Arc::make_mut(&mut element.fields);
        let Some(field) = fields.iter_mut().find(|field| field.field == id) else { return };
        let Content::Map(labels) = &mut field.content else { return };
        let main = self.schema.language().code();
        let is = |key: &Key, code: &str| matches!(key, Key::Word(word) if *word == code);
        if !labels.iter().any(|(key, _)| is(key, main))
            && let Some((key, item)) = labels.iter_mut().find(|(key, _)| is(key, language.code()))
        {
            (*key, item.datum) = (Key::Word(Str::from(main)), Datum::Text(name));
        }
    }

    /// The name of an element, of which `fields` are already those of `language`, in that language.
    fn name_in(&self, element: &ElementData, language: Language) -> Option<Str> {
        let field = |key: &str| {
            let id = self.schema.field_id(element.kind, key)?;
            element.fields.iter().find(|field| field.field == id)
        };
        let text = |datum: &Datum| if let Datum::Text(text) = datum { Some(text.clone()) } else { None };
        if let Some(name) = field("name").filter(|name| name.language == Some(language)) {
            return name.content.items().first().and_then(|item| text(&item.datum));
        }
        let Content::Map(labels) = &field("labels")?.content else { return None };
        let tag = |key: &Key| if let Key::Word(word) = key { word.to_string() } else { String::new() };
        let exact = labels.iter().find(|(key, _)| tag(key) == language.code());
        let label = exact.or_else(|| labels.iter().find(|(key, _)| language.is_tagged(&tag(key))));
        label.and_then(|(_, item)| text(&item.datum))
    }
}
