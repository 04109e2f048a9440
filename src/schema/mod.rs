//! The element schema: which kinds there are, which fields they have, and what a value of each field means.
//!
//! Declared once as data, one kind a file; validation, editor support, reference pages, the labels of the site and `explain`
//! are loops over it. A [`Schema`] is a value: the configuration may extend the built-in one by fields and kinds of a team's own.
//! Uses nothing but `std`.

mod common;
mod ty;

mod journey;
mod persona;
mod stage;
mod step;
mod touchpoint;

use std::borrow::Cow;
use std::collections::HashMap;

pub use ty::{Constraint, Kinds, Label, Scalar, Shape, Type, Variant};

/// A kind of element, such as `touchpoint`.
#[derive(Debug, Clone)]
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
    pub doc: Cow<'static, str>,
    /// Its own fields in the order pages show them; [`common`] ones are added by [`Schema`].
    pub fields: Cow<'static, [Field]>,
    /// The kind whose elements hold this kind's elements; none for kinds that stand at the top of a file.
    pub parent: Option<Cow<'static, str>>,
    /// Where it stands in lists and menus.
    pub group: Group,
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

/// A field of a kind.
#[derive(Debug, Clone)]
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

/// All kinds of one run: the built-in ones and those of the team.
#[derive(Debug, Clone)]
pub struct Schema {
    kinds: Vec<Kind>,
    by_name: HashMap<String, KindId>,
    by_plural: HashMap<String, KindId>,
    fields: Vec<HashMap<String, FieldId>>,
}

/// Built-in kinds, in the order in which menus and reference pages list them.
static BUILT_IN: &[&Kind] = &[&persona::KIND, &journey::KIND, &stage::KIND, &step::KIND, &touchpoint::KIND];

impl Schema {
    /// The schema of the language, without a team's own kinds.
    pub fn built_in() -> Schema {
        Schema::new(BUILT_IN.iter().map(|kind| (*kind).clone()).collect())
    }

    /// A schema of `kinds`; adds the common fields to each.
    pub fn new(kinds: Vec<Kind>) -> Schema {
        let mut schema =
            Schema { kinds: Vec::new(), by_name: HashMap::new(), by_plural: HashMap::new(), fields: Vec::new() };
        for kind in kinds {
            schema.add_kind(kind);
        }
        schema
    }

    /// Adds a kind, with the common fields in front of its own (a kind inside another one gets only those it can use).
    /// Returns false, and adds nothing, when its name or plural is taken.
    pub fn add_kind(&mut self, kind: Kind) -> bool {
        if self.kind_named(&kind.name).is_some() || self.kind_of_plural(&kind.plural).is_some() {
            return false;
        }
        let id = KindId(self.kinds.len() as u16);
        let mut fields: Vec<Field> = common::fields_for(&kind);
        fields.extend(kind.fields.iter().cloned());
        self.by_name.insert(kind.name.to_string(), id);
        self.by_plural.insert(kind.plural.to_string(), id);
        let keys = fields.iter().enumerate().map(|(at, field)| (field.key.to_string(), FieldId(at as u16)));
        self.fields.push(keys.collect());
        self.kinds.push(Kind { fields: fields.into(), ..kind });
        true
    }

    /// Adds a field to a kind. Returns false, and adds nothing, when the kind already has one of that key.
    pub fn add_field(&mut self, kind: KindId, field: Field) -> bool {
        let (Some(keys), Some(kind)) = (self.fields.get_mut(kind.0 as usize), self.kinds.get_mut(kind.0 as usize))
        else {
            return false;
        };
        if keys.contains_key(field.key.as_ref()) {
            return false;
        }
        keys.insert(field.key.to_string(), FieldId(kind.fields.len() as u16));
        kind.fields.to_mut().push(field);
        true
    }

    /// Every kind with its number, in order.
    pub fn kinds(&self) -> impl Iterator<Item = (KindId, &Kind)> {
        self.kinds.iter().enumerate().map(|(at, kind)| (KindId(at as u16), kind))
    }

    /// The kind with this number.
    ///
    /// # Panics
    /// When `id` comes from another schema.
    #[allow(clippy::indexing_slicing)]
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
    #[allow(clippy::indexing_slicing)]
    pub fn field(&self, kind: KindId, field: FieldId) -> &Field {
        &self.kind(kind).fields[field.0 as usize]
    }

    /// The kinds whose elements stand inside elements of `kind`, in order.
    pub fn children(&self, kind: KindId) -> impl Iterator<Item = (KindId, &Kind)> {
        let name = self.kind(kind).name.clone();
        self.kinds().filter(move |(_, child)| child.parent.as_deref() == Some(name.as_ref()))
    }
}
