//! Walkers: small copies of an id and its model that make navigation read like prose.

use jiff::civil::Date;

use super::{
    Content, Datum, Duration, ElementData, ElementId, FieldData, Item, Key, Model, OwnReference, RefPlace, Reference,
    ReferenceId, Via,
};
use crate::schema::{Field, Kind, KindId, Language, Scalar, Shape};
use crate::text::{Span, Str};

/// An element within its model.
#[derive(Clone, Copy)]
pub struct ElementRef<'m> {
    model: &'m Model,
    id: ElementId,
}

/// A field of an element, with its declaration.
#[derive(Clone, Copy)]
pub struct FieldRef<'m> {
    model: &'m Model,
    /// The element it belongs to.
    pub owner: ElementRef<'m>,
    /// Its declaration in the schema.
    pub field: &'m Field,
    /// What is written.
    pub data: &'m FieldData,
}

/// A reference within its model.
#[derive(Clone, Copy)]
pub struct ReferenceRef<'m> {
    model: &'m Model,
    id: ReferenceId,
}

impl PartialEq for ElementRef<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for ElementRef<'_> {}

impl std::fmt::Debug for ElementRef<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.kind().name, self.address())
    }
}

impl<'m> ElementRef<'m> {
    pub(super) fn new(model: &'m Model, id: ElementId) -> ElementRef<'m> {
        ElementRef { model, id }
    }

    fn data(self) -> &'m ElementData {
        self.model.data(self.id)
    }

    /// Its number.
    pub fn id(self) -> ElementId {
        self.id
    }

    /// The model it belongs to.
    pub fn model(self) -> &'m Model {
        self.model
    }

    /// Its kind.
    pub fn kind(self) -> &'m Kind {
        self.model.schema.kind(self.kind_id())
    }

    /// The number of its kind.
    pub fn kind_id(self) -> KindId {
        self.data().kind
    }

    /// Whether it is of the kind named `kind`.
    pub fn is(self, kind: &str) -> bool {
        self.kind().name == kind
    }

    /// Its id as written or derived; unique within the base, for steps and stages within their journey.
    pub fn key(self) -> &'m Str {
        &self.data().id
    }

    /// How it is referred to from elsewhere: its id, for steps and stages `journey.id`.
    pub fn address(self) -> String {
        match self.parent() {
            Some(_) => format!("{}.{}", self.root().key(), self.key()),
            None => self.key().to_string(),
        }
    }

    /// Its display name.
    pub fn name(self) -> &'m Str {
        &self.data().name
    }

    /// The code of the language of its name, where that is not the language of the model it is read from: what pages mark.
    pub fn name_lang(self) -> Option<&'static str> {
        self.model.foreign(self.data().name_language)
    }

    /// Its fields in other languages than the one that counts, in the order of the file.
    pub fn translations(self) -> impl Iterator<Item = FieldRef<'m>> {
        self.model.translations_of(self.id).iter().map(move |(_, data)| self.field_ref(data))
    }

    /// Whether it has neither id nor name, so that nothing can refer to it and no page can show it.
    pub fn is_nameless(self) -> bool {
        self.data().nameless
    }

    /// Whether its id is written in the file, not derived from its name.
    pub fn id_is_written(self) -> bool {
        self.data().id_written
    }

    /// Where its id stands, or the name it was derived from.
    pub fn id_span(self) -> Span {
        self.data().id_span
    }

    /// The part of the text that names it.
    pub fn header(self) -> Span {
        self.data().header
    }

    /// All of its text.
    pub fn span(self) -> Span {
        self.data().span
    }

    /// All that is stored of it: for editing tools.
    pub fn stored(self) -> &'m ElementData {
        self.data()
    }

    /// The element it stands in.
    pub fn parent(self) -> Option<ElementRef<'m>> {
        self.data().parent.map(|id| self.model.element(id))
    }

    /// The element at the top that holds it; itself when it stands by itself.
    pub fn root(self) -> ElementRef<'m> {
        let mut root = self;
        while let Some(parent) = root.parent() {
            root = parent;
        }
        root
    }

    /// The elements that stand in it, in order.
    pub fn children(self) -> impl Iterator<Item = ElementRef<'m>> {
        self.data().children.iter().map(move |id| self.model.element(*id))
    }

    /// All steps below it, in order.
    pub fn steps(self) -> Vec<ElementRef<'m>> {
        let mut steps = Vec::new();
        for child in self.children() {
            if child.is("step") {
                steps.push(child);
            } else {
                steps.extend(child.steps());
            }
        }
        steps
    }

    /// Its fields in the order of the file.
    pub fn fields(self) -> impl Iterator<Item = FieldRef<'m>> {
        self.data().fields.iter().map(move |data| self.field_ref(data))
    }

    fn field_ref(self, data: &'m FieldData) -> FieldRef<'m> {
        let field = self.model.schema.field(self.kind_id(), data.field);
        FieldRef { model: self.model, owner: self, field, data }
    }

    /// Its field with this key, if it is written.
    ///
    /// In debug builds, panics when no kind of the schema has such a field: a misspelled key in a check must not go unnoticed.
    pub fn field(self, key: &str) -> Option<FieldRef<'m>> {
        let id = self.model.schema.field_id(self.kind_id(), key);
        debug_assert!(
            id.is_some() || self.model.schema.kinds().any(|(_, kind)| kind.fields.iter().any(|field| field.key == key)),
            "no kind has a field `{key}`"
        );
        let id = id?;
        self.data().fields.iter().find(|data| data.field == id).map(|data| self.field_ref(data))
    }

    /// The declaration of a field of its kind, written or not.
    pub fn declared(self, key: &str) -> Option<&'m Field> {
        let schema = &self.model.schema;
        Some(schema.field(self.kind_id(), schema.field_id(self.kind_id(), key)?))
    }

    /// Whether a field says something. What could not be understood, or refers to nothing that exists, counts: a fault or a
    /// finding tells of it. An empty list says nothing.
    pub fn says(self, key: &str) -> bool {
        self.field(key).is_some_and(|field| !field.data.content.is_empty())
    }

    /// The text of a field of one text.
    pub fn text(self, key: &str) -> Option<&'m Str> {
        self.field(key)?.texts().next()
    }

    /// The texts of a field.
    pub fn texts(self, key: &str) -> Vec<&'m Str> {
        self.field(key).map(|field| field.texts().collect()).unwrap_or_default()
    }

    /// The word of an enum field.
    pub fn word(self, key: &str) -> Option<&'m str> {
        self.field(key)?.word()
    }

    /// The whole number of a field of one number.
    pub fn integer(self, key: &str) -> Option<i64> {
        self.field(key)?.items().find_map(|item| match item.datum {
            Datum::Integer(number) => Some(number),
            _ => None,
        })
    }

    /// The answer of a yes-or-no field.
    pub fn flag(self, key: &str) -> Option<bool> {
        self.field(key)?.items().find_map(|item| if let Datum::Bool(yes) = item.datum { Some(yes) } else { None })
    }

    /// The day of a field of one date.
    pub fn date(self, key: &str) -> Option<Date> {
        self.field(key)?.items().find_map(|item| match item.datum {
            Datum::Date(date) => Some(date),
            _ => None,
        })
    }

    /// The length of a field of one length of time.
    pub fn duration(self, key: &str) -> Option<Duration> {
        self.field(key)?.items().find_map(|item| match item.datum {
            Datum::Duration(length) => Some(length),
            _ => None,
        })
    }

    /// The elements a field refers to, unresolved references left out.
    pub fn targets(self, key: &str) -> Vec<ElementRef<'m>> {
        self.field(key).map(|field| field.references().filter_map(ReferenceRef::target).collect()).unwrap_or_default()
    }

    /// The first element a field refers to.
    pub fn target(self, key: &str) -> Option<ElementRef<'m>> {
        self.field(key)?.references().find_map(ReferenceRef::target)
    }

    /// Its status: `draft`, `active` (also when none is given) or `retired`.
    pub fn status(self) -> &'m str {
        self.status_written().unwrap_or("active")
    }

    fn status_written(self) -> Option<&'m str> {
        let id = self.model.schema.field_id(self.kind_id(), "status")?;
        let data = self.data().fields.iter().find(|data| data.field == id)?;
        self.field_ref(data).word()
    }

    /// Whether it, or the element that holds it, is a draft.
    pub fn is_draft(self) -> bool {
        self.root().status() == "draft"
    }

    /// One of the references written in it, by its number among them.
    pub fn reference(self, own: OwnReference) -> ReferenceRef<'m> {
        self.model.reference(ReferenceId(self.data().references.start + own.0))
    }

    /// References written in it, in order.
    pub fn references(self) -> impl Iterator<Item = ReferenceRef<'m>> {
        self.data().references.clone().map(move |at| self.model.reference(ReferenceId(at)))
    }

    /// References from elsewhere to it, in the order of their places.
    pub fn backlinks(self) -> impl Iterator<Item = ReferenceRef<'m>> {
        self.model.backlinks_in(self.data().backlinks.clone()).iter().map(move |id| self.model.reference(*id))
    }
}

impl<'m> FieldRef<'m> {
    /// The language of its texts: the one that is written, or the main one.
    pub fn language(self) -> Language {
        self.data.language.unwrap_or_else(|| self.model.schema.language())
    }

    /// The code of the language of its texts, where that is not the language of the model it is read from: what pages mark. None
    /// for what is no running text.
    pub fn lang(self) -> Option<&'static str> {
        let foreign = self.model.foreign(self.data.language)?;
        // The labels of an element each say their language themselves.
        let is_text = matches!(self.field.ty.scalar, Scalar::Text | Scalar::Markdown);
        (is_text && self.field.ty.shape != Shape::MapByLanguage).then_some(foreign)
    }

    /// Its values, without keys.
    pub fn items(self) -> impl Iterator<Item = &'m Item> {
        self.data.content.items().into_iter()
    }

    /// Its texts.
    pub fn texts(self) -> impl Iterator<Item = &'m Str> {
        self.items().filter_map(|item| match &item.datum {
            Datum::Text(text) | Datum::Markdown(text) | Datum::Url(text) | Datum::Image(text) => Some(text),
            _ => None,
        })
    }

    /// Its word, when it is an enum.
    pub fn word(self) -> Option<&'m str> {
        self.items().find_map(|item| self.word_of(item))
    }

    /// The word of one of its items.
    pub fn word_of(self, item: &Item) -> Option<&'m str> {
        match (&item.datum, &self.field.ty.scalar) {
            (Datum::Word(at), Scalar::Enum(variants)) => {
                variants.get(*at as usize).map(|variant| variant.word.as_ref())
            }
            _ => None,
        }
    }

    /// Its references, keys of maps first within each entry; those in prose are not among them.
    pub fn references(self) -> impl Iterator<Item = ReferenceRef<'m>> {
        let model = self.model;
        self.owner
            .references()
            .filter(move |reference| reference.stored().field == self.data.field)
            .filter(|reference| reference.place() != RefPlace::Prose)
            .map(move |reference| ReferenceRef::new(model, reference.id))
    }

    /// The references in `text`, which is one of its texts, in their order: another of them, or the same in another language, may have
    /// others.
    pub fn references_in_prose(self, text: &str) -> impl Iterator<Item = ReferenceRef<'m>> + use<'m> {
        let said = |item: &&Item| matches!(&item.datum, Datum::Markdown(said) if said == text);
        let place = self.items().find(said).map_or(self.data.value, |item| item.span);
        let field = self.data.field;
        let within =
            move |span: Span| span.source == place.source && span.start >= place.start && span.end <= place.end;
        self.owner.references().filter(move |reference| {
            reference.stored().field == field && reference.place() == RefPlace::Prose && within(reference.span())
        })
    }

    /// Its entries, when it is a map.
    pub fn entries(self) -> &'m [(Key, Item)] {
        match &self.data.content {
            Content::Map(entries) => entries,
            _ => &[],
        }
    }
}

impl<'m> ReferenceRef<'m> {
    pub(super) fn new(model: &'m Model, id: ReferenceId) -> ReferenceRef<'m> {
        ReferenceRef { model, id }
    }

    /// All that is stored of it.
    pub fn stored(self) -> &'m Reference {
        self.model.reference_data(self.id)
    }

    /// Its number.
    pub fn id(self) -> ReferenceId {
        self.id
    }

    /// The element that refers.
    pub fn from(self) -> ElementRef<'m> {
        self.model.element(self.stored().from)
    }

    /// The declaration of the field that holds it.
    pub fn field(self) -> &'m Field {
        self.model.schema.field(self.from().kind_id(), self.stored().field)
    }

    /// Where it stands, without quotes or brackets.
    pub fn span(self) -> Span {
        self.stored().span
    }

    /// The text as written.
    pub fn text(self) -> &'m Str {
        &self.stored().text
    }

    /// In which role it stands.
    pub fn place(self) -> RefPlace {
        self.stored().place
    }

    /// The element meant, if there is one.
    pub fn target(self) -> Option<ElementRef<'m>> {
        self.stored().target.map(|id| self.model.element(id))
    }

    /// How the text names its target.
    pub fn via(self) -> Via {
        self.stored().via
    }
}
