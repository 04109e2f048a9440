//! A selector that has been understood: kinds and fields by number, right sides as values of their types.

use std::cmp::Ordering;

use globset::GlobMatcher;
use jiff::civil::Date;

use super::tree::Operator;
use crate::naming;
use crate::schema::{FieldId, KindId};

/// Something for each kind; nothing for kinds that have no such thing.
#[derive(Debug, Clone)]
pub(super) struct Table<T>(Vec<Option<T>>);

impl<T> Table<T> {
    /// A table of what is known of some kinds.
    pub(super) fn new(entries: impl IntoIterator<Item = (KindId, T)>) -> Table<T> {
        let mut table = Table(Vec::new());
        for (kind, entry) in entries {
            let at = usize::from(kind.0);
            if table.0.len() <= at {
                table.0.resize_with(at + 1, || None);
            }
            if let Some(place) = table.0.get_mut(at) {
                *place = Some(entry);
            }
        }
        table
    }

    /// What is known of `kind`.
    pub(super) fn get(&self, kind: KindId) -> Option<&T> {
        self.0.get(usize::from(kind.0))?.as_ref()
    }
}

/// What an element must be like.
#[derive(Debug)]
pub(super) enum Test {
    /// One of these at least.
    Any(Vec<Test>),
    /// All of these.
    All(Vec<Test>),
    /// Not this.
    Not(Box<Test>),
    /// Somewhere a path leads, its end holds.
    Path(Box<Path>),
    /// The number of things at the end of a path.
    Count(Box<Listing>, Compared<f64>),
}

/// What a word of a path is, for elements of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A field that holds values.
    Field(FieldId),
    /// The id.
    Id,
    /// The display name.
    Name,
    /// The kind.
    Kind,
    /// The path of the file.
    File,
    /// Other elements.
    Relation(Relation),
}

/// How other elements are reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// Those that a field refers to.
    Field(FieldId),
    /// The one in which it stands.
    Parent,
    /// The one at the top of the file in which it stands, or itself.
    Root,
    /// Those that stand in it.
    Children,
    /// Those of one kind that stand in it, at any depth.
    Parts(KindId),
    /// Those that refer to it.
    UsedBy,
}

/// A step from elements to other elements.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) relations: Table<Relation>,
    /// What an element must be like for the path to lead on.
    pub(super) filter: Option<Test>,
}

/// Steps, with a number that no other path of the selector has.
#[derive(Debug)]
pub(super) struct Route {
    pub(super) number: u32,
    pub(super) steps: Vec<Step>,
}

/// A path and what must hold at its end.
#[derive(Debug)]
pub(super) struct Path {
    pub(super) route: Route,
    pub(super) ends: Table<End>,
    /// What the elements at its end must be like, where it ends at elements.
    pub(super) filter: Option<Test>,
}

/// A path to things that are counted or shown.
#[derive(Debug)]
pub(super) struct Listing {
    pub(super) route: Route,
    pub(super) ends: Table<Meaning>,
    pub(super) filter: Option<Test>,
}

/// What must hold of an element at which a path ends.
#[derive(Debug, Clone)]
pub(super) enum End {
    /// Nothing more.
    Always,
    /// Something is written in the field.
    Written(FieldId),
    /// One of the field's values holds; without a field, `default` is the number of its word.
    Value { field: FieldId, test: ValueTest, default: Option<u16> },
    /// One of the elements it leads to holds.
    Reaches(Relation, ElementTest),
    /// It is one of these elements.
    Id(ElementTest),
    /// Its name.
    Name(TextTest),
    /// It is of one of these kinds.
    Kind(Vec<KindId>),
    /// The path of its file.
    File(FileTest),
}

/// What must hold of a value.
#[derive(Debug, Clone)]
pub(super) enum ValueTest {
    /// It is one of these words of the enum.
    Word(Vec<u16>),
    Number(Compared<f64>),
    Date(Compared<Date>),
    /// In seconds.
    Duration(Compared<u64>),
    Bool(Vec<bool>),
    Text(TextTest),
}

/// A value is compared with several; one that fits is enough.
#[derive(Debug, Clone)]
pub(super) struct Compared<T> {
    pub(super) operator: Operator,
    pub(super) values: Vec<T>,
}

impl<T: PartialOrd> Compared<T> {
    /// Whether `found` holds.
    pub(super) fn holds(&self, found: &T) -> bool {
        self.values.iter().any(|value| {
            found.partial_cmp(value).is_some_and(|order| match self.operator {
                Operator::Less => order == Ordering::Less,
                Operator::AtMost => order != Ordering::Greater,
                Operator::Greater => order == Ordering::Greater,
                Operator::AtLeast => order != Ordering::Less,
                Operator::Equal | Operator::Unequal | Operator::Contains => order == Ordering::Equal,
            })
        })
    }
}

/// What must hold of a text: it is one of these, or holds one of these.
#[derive(Debug, Clone)]
pub(super) struct TextTest {
    pub(super) whole: bool,
    pub(super) needles: Vec<Needle>,
}

/// A text that is looked for.
#[derive(Debug, Clone)]
pub(super) struct Needle {
    folded: String,
    lower: String,
}

impl Needle {
    /// Prepares `text`.
    pub(super) fn new(text: &str) -> Needle {
        Needle { folded: naming::fold(text), lower: text.trim().to_lowercase() }
    }
}

impl TextTest {
    /// Whether `text` holds. Texts are compared as names are; a needle of signs alone (`?`), of which nothing is left then,
    /// as it is written.
    pub(super) fn holds(&self, text: &str) -> bool {
        let (folded, lower) = (naming::fold(text), text.trim().to_lowercase());
        self.needles.iter().any(|needle| {
            let (found, wanted) =
                if needle.folded.is_empty() { (&lower, &needle.lower) } else { (&folded, &needle.folded) };
            if self.whole { found == wanted } else { found.contains(wanted.as_str()) }
        })
    }
}

/// What must hold of the path of a file.
#[derive(Debug, Clone)]
pub(super) enum FileTest {
    /// One of these globs fits.
    Globs(Vec<GlobMatcher>),
    /// It holds one of these, in small letters.
    Contains(Vec<String>),
}

/// What must hold of an element.
#[derive(Debug, Clone)]
pub(super) enum ElementTest {
    /// Nothing more.
    Any,
    /// It is one of those that the selector names; numbers of names.
    Is(Vec<usize>),
    /// Its id, its name or another name holds a text.
    Contains(TextTest),
}
