//! The element schema: which kinds there are, which fields they have, and what a value of each field means.
//!
//! Declared once as data, one kind a file; validation, editor support, reference pages, the labels of the site and `explain`
//! are loops over it. A [`Schema`] is a value: the configuration may extend the built-in one by fields and kinds of a team's own.
//! Uses nothing of the rest of the crate.

mod common;
mod language;
#[cfg(test)]
mod tests;
mod ty;
pub mod version;
mod words;

mod capability;
mod channel;
mod compass;
mod contact_reason;
mod context;
mod expectation;
mod experiment;
mod feedback;
mod initiative;
mod journey;
mod method;
mod metric;
mod model;
mod opportunity;
mod pain;
mod partner;
mod persona;
mod process;
mod role;
mod signature;
mod stage;
mod step;
mod study;
mod system;
mod team;
mod term;
mod touchpoint;

use std::borrow::Cow;
use std::collections::HashSet;

use rustc_hash::FxHashMap;

pub use language::Language;
pub use ty::{Constraint, Kinds, Label, Scalar, Shape, Type, Variant};

/// A kind of element, such as `touchpoint`.
#[derive(Debug, Clone, PartialEq)]
pub struct Kind {
    /// Keyword in `.cx`: `touchpoint`.
    pub name: Cow<'static, str>,
    /// Section in YAML and folder on the site: `touchpoints`.
    pub plural: Cow<'static, str>,
    /// What it is called, one of it.
    pub label: Label,
    /// What it is called, many of it.
    pub label_plural: Label,
    /// What it is for, in one or two sentences.
    pub doc: Label,
    /// Its own fields in the order pages show them. In a [`Schema`] the common ones stand around them; an own field with the
    /// key of a common one takes that one's place, to say more precisely what it means here.
    pub fields: Cow<'static, [Field]>,
    /// The kind whose elements hold this kind's elements; none for kinds that stand at the top of a file.
    pub parent: Option<Cow<'static, str>>,
    /// Where it stands in lists and menus.
    pub group: Group,
}

impl Kind {
    /// A kind whose elements stand at the top of a file; `words` are its name and its plural, texts live as long as the program.
    pub const fn new(
        group: Group,
        words: [&'static str; 2],
        label: Label,
        label_plural: Label,
        doc: Label,
        fields: &'static [Field],
    ) -> Kind {
        Kind::built(None, group, words, label, label_plural, doc, fields)
    }

    /// A kind whose elements stand inside those of the kind `parent`.
    pub const fn part(
        parent: &'static str,
        group: Group,
        words: [&'static str; 2],
        label: Label,
        label_plural: Label,
        doc: Label,
        fields: &'static [Field],
    ) -> Kind {
        Kind::built(Some(Cow::Borrowed(parent)), group, words, label, label_plural, doc, fields)
    }

    const fn built(
        parent: Option<Cow<'static, str>>,
        group: Group,
        [name, plural]: [&'static str; 2],
        label: Label,
        label_plural: Label,
        doc: Label,
        fields: &'static [Field],
    ) -> Kind {
        let (name, plural) = (Cow::Borrowed(name), Cow::Borrowed(plural));
        Kind { name, plural, label, label_plural, doc, fields: Cow::Borrowed(fields), parent, group }
    }

    /// Whether this kind's elements stand at the top of a file.
    pub fn is_top(&self) -> bool {
        self.parent.is_none()
    }
}

/// Chapters under which menus and reference pages list the kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Personas, journeys, touchpoints and what they are made of.
    Core,
    /// What is known about customers and what is done about it.
    Insight,
    /// What stands behind the scenes.
    Operations,
    /// Kinds that a team declared itself.
    Own,
}

impl Group {
    /// Every group, in order.
    pub const ALL: [Group; 4] = [Group::Core, Group::Insight, Group::Operations, Group::Own];

    /// Its heading.
    pub const fn label(self) -> Label {
        match self {
            Group::Core => Label::new("Experience", "Erlebnis"),
            Group::Insight => Label::new("Insight and improvement", "Erkenntnis und Verbesserung"),
            Group::Operations => Label::new("Behind the scenes", "Hinter den Kulissen"),
            Group::Own => Label::new("Own kinds", "Eigene Arten"),
        }
    }
}

/// A field of a kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Key in both notations: `customer_value`.
    pub key: Cow<'static, str>,
    /// What a value means.
    pub ty: Type,
    /// Whether an element without it is incomplete.
    pub required: bool,
    /// What people call it.
    pub label: Label,
    /// What to write, in one or two sentences.
    pub doc: Cow<'static, str>,
    /// A value as written in `.cx`, good enough to paste.
    pub example: Cow<'static, str>,
}

impl Field {
    /// An optional field; texts live as long as the program.
    pub const fn new(key: &'static str, ty: Type, label: Label, doc: &'static str, example: &'static str) -> Field {
        let (key, doc, example) = (Cow::Borrowed(key), Cow::Borrowed(doc), Cow::Borrowed(example));
        Field { key, ty, required: false, label, doc, example }
    }

    /// The same field, required.
    pub const fn required(mut self) -> Field {
        self.required = true;
        self
    }
}

/// The number of a kind within its schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KindId(pub u16);

/// The number of a field within its kind, common fields included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldId(pub u16);

/// Why a kind cannot be added to a schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// There is a kind of this name.
    NameTaken,
    /// There is a kind of this plural.
    PluralTaken,
    /// Two of its fields have this key.
    RepeatedKey(String),
    /// It gives the common field of this key another type.
    OtherType(String),
}

/// All kinds of one run: the built-in ones and those of the team.
#[derive(Debug, Clone)]
pub struct Schema {
    kinds: Vec<Kind>,
    by_name: FxHashMap<String, KindId>,
    by_plural: FxHashMap<String, KindId>,
    fields: Vec<FxHashMap<String, FieldId>>,
    languages: Vec<Language>,
}

/// Built-in kinds, in the order in which menus and reference pages list them.
static BUILT_IN: &[&Kind] = &[
    &persona::KIND,
    &journey::KIND,
    &stage::KIND,
    &step::KIND,
    &touchpoint::KIND,
    &signature::KIND,
    &channel::KIND,
    &metric::KIND,
    &compass::KIND,
    &term::KIND,
    &pain::KIND,
    &expectation::KIND,
    &study::KIND,
    &feedback::KIND,
    &method::KIND,
    &opportunity::KIND,
    &initiative::KIND,
    &contact_reason::KIND,
    &experiment::KIND,
    &team::KIND,
    &role::KIND,
    &partner::KIND,
    &process::KIND,
    &system::KIND,
    &capability::KIND,
    &context::KIND,
    &model::KIND,
];

/// Fields, by the name of their kind, of which an element has one at most.
static ALTERNATIVES: &[(&str, &[&str])] = &[("step", &["touchpoint", "journey"])];

impl Schema {
    /// The schema of the language, without a team's own kinds.
    pub fn built_in() -> Schema {
        Schema::new(BUILT_IN.iter().map(|kind| (*kind).clone()).collect())
    }

    /// A schema of `kinds`; adds the common fields to each.
    pub fn new(kinds: Vec<Kind>) -> Schema {
        let mut schema = Schema {
            kinds: Vec::new(),
            by_name: FxHashMap::default(),
            by_plural: FxHashMap::default(),
            fields: Vec::new(),
            languages: vec![Language::ENGLISH],
        };
        for kind in kinds {
            schema.add_kind(kind);
        }
        schema
    }

    /// Adds a kind, with the common fields around its own. Returns false, and adds nothing, where [`Schema::try_add_kind`]
    /// refuses.
    pub fn add_kind(&mut self, kind: Kind) -> bool {
        self.try_add_kind(kind).is_ok()
    }

    /// Adds a kind, with the common fields around its own, or says why it cannot be added.
    pub fn try_add_kind(&mut self, kind: Kind) -> Result<KindId, Refusal> {
        if self.kind_named(&kind.name).is_some() {
            return Err(Refusal::NameTaken);
        }
        if self.kind_of_plural(&kind.plural).is_some() {
            return Err(Refusal::PluralTaken);
        }
        let fields = complete(&kind)?;
        let id = KindId(self.kinds.len() as u16);
        self.by_name.insert(kind.name.to_string(), id);
        self.by_plural.insert(kind.plural.to_string(), id);
        self.fields.push(numbered(&fields));
        self.kinds.push(Kind { fields: fields.into(), ..kind });
        Ok(id)
    }

    /// Adds a field to a kind, behind its own ones. Returns false, and adds nothing, when the kind already has one of that key.
    ///
    /// The fields behind it get new numbers, so extend a schema before numbers of its fields are kept anywhere.
    pub fn add_field(&mut self, kind: KindId, field: Field) -> bool {
        let (Some(keys), Some(kind)) = (self.fields.get_mut(kind.0 as usize), self.kinds.get_mut(kind.0 as usize))
        else {
            return false;
        };
        if keys.contains_key(field.key.as_ref()) {
            return false;
        }
        let behind_own = kind.fields.len().saturating_sub(common::trailing(kind).count());
        kind.fields.to_mut().insert(behind_own, field);
        *keys = numbered(&kind.fields);
        true
    }

    /// The languages in which texts are wanted, the main one first; English alone unless said otherwise.
    pub fn languages(&self) -> &[Language] {
        &self.languages
    }

    /// The language of texts that do not say theirs.
    pub fn language(&self) -> Language {
        self.languages.first().copied().unwrap_or(Language::ENGLISH)
    }

    /// Sets the languages in which texts are wanted, the main one first.
    pub fn set_languages(&mut self, languages: Vec<Language>) {
        self.languages = languages;
    }

    /// Every kind with its number, in order.
    pub fn kinds(&self) -> impl Iterator<Item = (KindId, &Kind)> {
        self.kinds.iter().enumerate().map(|(at, kind)| (KindId(at as u16), kind))
    }

    /// The kind with this number.
    ///
    /// # Panics
    /// When `id` comes from another schema.
    #[expect(clippy::indexing_slicing, reason = "numbers of kinds are given out by this schema only")]
    pub fn kind(&self, id: KindId) -> &Kind {
        &self.kinds[id.0 as usize]
    }

    /// The kind of this name (`touchpoint`).
    pub fn kind_named(&self, name: &str) -> Option<KindId> {
        self.by_name.get(name).copied()
    }

    /// The kind of this plural (`touchpoints`).
    pub fn kind_of_plural(&self, plural: &str) -> Option<KindId> {
        self.by_plural.get(plural).copied()
    }

    /// The number of the kind's field with this key.
    pub fn field_id(&self, kind: KindId, key: &str) -> Option<FieldId> {
        self.fields.get(kind.0 as usize)?.get(key).copied()
    }

    /// The kind's field with this number.
    ///
    /// # Panics
    /// When the field belongs to another kind.
    #[expect(clippy::indexing_slicing, reason = "numbers of fields are given out by this schema only")]
    pub fn field(&self, kind: KindId, field: FieldId) -> &Field {
        &self.kind(kind).fields[field.0 as usize]
    }

    /// The kind's own fields: those between the common ones.
    pub fn own_fields(&self, kind: KindId) -> &[Field] {
        let kind = self.kind(kind);
        let (before, behind) = (common::leading(kind).count(), common::trailing(kind).count());
        kind.fields.get(before..kind.fields.len().saturating_sub(behind)).unwrap_or_default()
    }

    /// The fields that every element at the top of a file has, in order.
    pub fn common_fields() -> impl Iterator<Item = &'static Field> {
        common::all()
    }

    /// Keys of fields that stand for each other: an element of `kind` has one of them at most.
    pub fn alternatives(&self, kind: KindId) -> &'static [&'static str] {
        let name = &self.kind(kind).name;
        ALTERNATIVES.iter().find(|(of, _)| of == name).map_or(&[], |(_, keys)| keys)
    }

    /// The kinds whose elements stand inside elements of `kind`, in order.
    pub fn children(&self, kind: KindId) -> impl Iterator<Item = (KindId, &Kind)> {
        let name = self.kind(kind).name.clone();
        self.kinds().filter(move |(_, child)| child.parent.as_deref() == Some(name.as_ref()))
    }

    /// The children an element of `kind` says nothing without: a journey needs stages, a stage steps. Kinds that a team adds
    /// inside a built-in one are never needed.
    pub fn needed_children(&self, kind: KindId) -> impl Iterator<Item = (KindId, &Kind)> {
        self.children(kind).filter(|(_, child)| child.group != Group::Own)
    }

    /// Every field of every kind that refers to elements of `kind`, be it by its values or by the keys of its map.
    pub fn references_to(&self, kind: KindId) -> impl Iterator<Item = (KindId, FieldId)> {
        let target = self.kind(kind).name.clone();
        self.kinds().flat_map(move |(id, from)| {
            let target = target.clone();
            let hits = from.fields.iter().enumerate().filter(move |(_, field)| field.ty.refers_to(&from.name, &target));
            hits.map(move |(at, _)| (id, FieldId(at as u16)))
        })
    }
}

/// All fields of a kind in the order pages show them.
fn complete(kind: &Kind) -> Result<Vec<Field>, Refusal> {
    let mut keys: HashSet<&str> = HashSet::new();
    if let Some(again) = kind.fields.iter().find(|field| !keys.insert(&field.key)) {
        return Err(Refusal::RepeatedKey(again.key.to_string()));
    }
    let mut own: Vec<Field> = kind.fields.to_vec();
    let before =
        common::leading(kind).map(|field| refined(field, &mut own)).collect::<Result<Vec<Field>, Refusal>>()?;
    let behind =
        common::trailing(kind).map(|field| refined(field, &mut own)).collect::<Result<Vec<Field>, Refusal>>()?;
    Ok(before.into_iter().chain(own).chain(behind).collect())
}

/// The kind's own wording of a common field, taken out of `own`, or the common one.
fn refined(common: &Field, own: &mut Vec<Field>) -> Result<Field, Refusal> {
    match own.iter().position(|field| field.key == common.key) {
        None => Ok(common.clone()),
        Some(at) if own.get(at).is_some_and(|field| field.ty == common.ty) => Ok(own.remove(at)),
        Some(_) => Err(Refusal::OtherType(common.key.to_string())),
    }
}

/// The number of each field by its key.
fn numbered(fields: &[Field]) -> FxHashMap<String, FieldId> {
    fields.iter().enumerate().map(|(at, field)| (field.key.to_string(), FieldId(at as u16))).collect()
}
