//! What a value of a field means: its shape and its scalar type.

use std::borrow::Cow;

/// A word in the languages of the interface.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// English.
    pub en: Cow<'static, str>,
    /// German.
    pub de: Cow<'static, str>,
}

impl Label {
    /// A label from two texts that live as long as the program.
    pub const fn new(en: &'static str, de: &'static str) -> Label {
        Label { en: Cow::Borrowed(en), de: Cow::Borrowed(de) }
    }

    /// The label in `language` (`de`; everything else reads the English one).
    pub fn in_language(&self, language: &str) -> &str {
        if language == "de" { &self.de } else { &self.en }
    }
}

/// The type of a field.
#[derive(Debug, Clone, PartialEq)]
pub struct Type {
    /// How many values, and under which keys.
    pub shape: Shape,
    /// What each of them is.
    pub scalar: Scalar,
}

/// How the values of a field are arranged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// One value.
    One,
    /// A list; a single value stands for a list of one.
    List,
    /// A map from references to values: `requires: { beratung: 3 }`. Holds the kinds the keys refer to.
    MapByReference(Kinds),
    /// One value, or a map from references (or the word `default`) to values: `emotion: { mia: -2, default: 0 }`.
    OneOrMapByReference(Kinds),
    /// A map from language codes to values: `labels: { de: "…", en: "…" }`.
    MapByLanguage,
}

/// Names of the kinds a reference may point to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kinds {
    /// Any kind.
    Any,
    /// One of these, declared in the program.
    Fixed(&'static [&'static str]),
    /// One of these, declared by a team.
    Own(Vec<String>),
}

impl Kinds {
    /// The names, none for [`Kinds::Any`].
    pub fn names(&self) -> Vec<&str> {
        match self {
            Kinds::Any => Vec::new(),
            Kinds::Fixed(names) => names.to_vec(),
            Kinds::Own(names) => names.iter().map(String::as_str).collect(),
        }
    }

    /// Whether an element of the kind `name` is meant.
    pub fn allow(&self, name: &str) -> bool {
        match self {
            Kinds::Any => true,
            Kinds::Fixed(names) => names.contains(&name),
            Kinds::Own(names) => names.iter().any(|own| own == name),
        }
    }
}

/// The type of a single value.
#[derive(Debug, Clone, PartialEq)]
pub enum Scalar {
    /// One line of running text.
    Text,
    /// Markdown with `[[references]]`.
    Markdown,
    /// An id that need not be anyone's, such as a former one.
    Id,
    /// An element of one of these kinds.
    Reference {
        /// The kinds.
        kinds: Kinds,
        /// What else restricts the target.
        constraint: Constraint,
    },
    /// One of a closed list of words; upper and lower case alike.
    Enum(Cow<'static, [Variant]>),
    /// A whole number within a range, both ends included.
    Integer {
        /// Smallest allowed value.
        min: i64,
        /// Largest allowed value.
        max: i64,
    },
    /// A number, with a point for decimals.
    Number,
    /// `true` or `false`, also `yes`, `no`.
    Bool,
    /// A day, `2026-11-21`.
    Date,
    /// A length of time, `90s`, `8min`, `1h30min`, `3d`, `2w`, `6mo`, `1y`.
    Duration,
    /// A web address.
    Url,
    /// A picture below the root of the knowledge base.
    Image,
}

/// A restriction on the target of a reference beyond its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Constraint {
    /// None.
    Any,
    /// The target has the kind of the element that refers (`replaced_by`).
    SameKind,
    /// A step of the same journey, written by its local id (`after`).
    SameJourney,
}

/// A word of a closed list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// The word as written: `as_is`.
    pub word: Cow<'static, str>,
    /// What people call it: `As is`, `Ist`.
    pub label: Label,
}

impl Variant {
    /// A variant from texts that live as long as the program.
    pub const fn new(word: &'static str, en: &'static str, de: &'static str) -> Variant {
        Variant { word: Cow::Borrowed(word), label: Label::new(en, de) }
    }
}

impl Type {
    /// One text.
    pub const TEXT: Type = Type::one(Scalar::Text);
    /// A list of texts.
    pub const TEXTS: Type = Type::list(Scalar::Text);
    /// Markdown.
    pub const MARKDOWN: Type = Type::one(Scalar::Markdown);
    /// A date.
    pub const DATE: Type = Type::one(Scalar::Date);
    /// A duration.
    pub const DURATION: Type = Type::one(Scalar::Duration);
    /// A number.
    pub const NUMBER: Type = Type::one(Scalar::Number);
    /// How many of something.
    pub const COUNT: Type = Type::integer(0, i64::MAX);
    /// A place on a scale from 1 to 5.
    pub const SCALE: Type = Type::integer(1, 5);
    /// Yes or no.
    pub const BOOL: Type = Type::one(Scalar::Bool);

    /// One value of `scalar`.
    pub const fn one(scalar: Scalar) -> Type {
        Type { shape: Shape::One, scalar }
    }

    /// A list of `scalar`.
    pub const fn list(scalar: Scalar) -> Type {
        Type { shape: Shape::List, scalar }
    }

    /// One reference to one of `kinds`.
    pub const fn reference(kinds: &'static [&'static str]) -> Type {
        Type::one(Scalar::reference(kinds))
    }

    /// A list of references to one of `kinds`.
    pub const fn references(kinds: &'static [&'static str]) -> Type {
        Type::list(Scalar::reference(kinds))
    }

    /// One word of `variants`.
    pub const fn word(variants: &'static [Variant]) -> Type {
        Type::one(Scalar::Enum(Cow::Borrowed(variants)))
    }

    /// A whole number from `min` to `max`.
    pub const fn integer(min: i64, max: i64) -> Type {
        Type::one(Scalar::Integer { min, max })
    }

    /// Whether its value may be given once for each language: texts and Markdown, single ones and lists.
    pub fn is_translatable(&self) -> bool {
        matches!(self.scalar, Scalar::Text | Scalar::Markdown) && matches!(self.shape, Shape::One | Shape::List)
    }

    /// Whether a field of this type, on an element of the kind `from`, may name an element of the kind `target`, as a value
    /// or as the key of a map. Fields that may name anything do not count.
    pub fn refers_to(&self, from: &str, target: &str) -> bool {
        let by_key = match &self.shape {
            Shape::MapByReference(kinds) | Shape::OneOrMapByReference(kinds) => kinds.names().contains(&target),
            Shape::One | Shape::List | Shape::MapByLanguage => false,
        };
        by_key
            || match &self.scalar {
                Scalar::Reference { constraint: Constraint::SameKind, .. } => from == target,
                Scalar::Reference { kinds, .. } => kinds.names().contains(&target),
                _ => false,
            }
    }
}

impl Scalar {
    /// A reference to one of `kinds`.
    pub const fn reference(kinds: &'static [&'static str]) -> Scalar {
        Scalar::Reference { kinds: Kinds::Fixed(kinds), constraint: Constraint::Any }
    }
}
