//! The syntax tree both notations share.
//!
//! ```text
//! touchpoint hotline "Service-Hotline" { mission: "…" }
//! └────────┘ └─────┘ └───────────────┘   └─────┘  └─┘
//!  keyword     id          name            key    value      (each with its span)
//! └─────────────────────────────────────────────────┘ block.span
//! └──────────────────────────────────┘ block.header
//! ```
//!
//! In YAML `touchpoints:` `hotline:` `name: Service-Hotline` is the same block: the keyword is `touchpoints` (the plural is
//! left to whoever knows kinds), the id is the key, and `name` stays an ordinary field.

use camino::Utf8Path;

use crate::diagnostic::Fault;
use crate::text::{SourceId, Span, Str};

/// Which of the two notations a file is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Notation {
    /// The touchbase language, `.cx`.
    Cx,
    /// YAML, `.yaml` or `.yml`.
    Yaml,
}

impl Notation {
    /// The notation a file name's extension stands for, in upper or lower case.
    pub fn of(path: &Utf8Path) -> Option<Notation> {
        match path.extension()?.to_ascii_lowercase().as_str() {
            "cx" => Some(Notation::Cx),
            "yaml" | "yml" => Some(Notation::Yaml),
            _ => None,
        }
    }
}

/// One parsed file.
#[derive(Debug, Clone)]
pub struct File {
    /// The source it was parsed from.
    pub source: SourceId,
    /// Its notation.
    pub notation: Notation,
    /// What it holds, in order.
    pub items: Vec<Item>,
    /// Every comment, in order; formatters put them back by place.
    pub comments: Vec<Comment>,
    /// What could not be read, in order.
    pub faults: Vec<Fault>,
}

impl File {
    /// A file that holds nothing.
    pub fn empty(source: SourceId, notation: Notation) -> File {
        File { source, notation, items: Vec::new(), comments: Vec::new(), faults: Vec::new() }
    }
}

/// A comment, from `//` or `#` to the end of its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Its place, marker included, line break excluded.
    pub span: Span,
    /// Whether nothing but blanks stands before it on its line.
    pub own_line: bool,
}

/// A part of a file or of a block's body.
#[derive(Debug, Clone)]
pub enum Item {
    /// A block.
    Block(Block),
    /// A field.
    Field(Field),
    /// Text that could not be read; a fault says why. Kept so that editing tools leave it as it is.
    Junk(Junk),
}

impl Item {
    /// Its place.
    pub fn span(&self) -> Span {
        match self {
            Item::Block(block) => block.span,
            Item::Field(field) => field.span,
            Item::Junk(junk) => junk.span,
        }
    }
}

/// Unreadable text.
#[derive(Debug, Clone)]
pub struct Junk {
    /// Its place.
    pub span: Span,
}

/// An identifier, keyword or key with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The text, without quotes.
    pub text: Str,
    /// Its place, with quotes where it has them.
    pub span: Span,
}

/// `keyword id "Name" { … }`.
#[derive(Debug, Clone)]
pub struct Block {
    /// The keyword: in `.cx` the name of a kind, in YAML the plural under which the block stands.
    pub keyword: Word,
    /// The id, if one is written.
    pub id: Option<Word>,
    /// The display name in the header (`.cx` only; in YAML `name` is a field).
    pub name: Option<Value>,
    /// What the braces hold.
    pub body: Vec<Item>,
    /// The part that names the block: keyword to name in `.cx`, the id key or the `- ` item's first key in YAML.
    pub header: Span,
    /// All of the block.
    pub span: Span,
    /// Where a new item can be inserted: the inside of the braces, or the block's YAML mapping. None without a body.
    pub inner: Option<Span>,
}

/// `key: value`.
#[derive(Debug, Clone)]
pub struct Field {
    /// The key.
    pub key: Word,
    /// The value; [`ValueKind::Empty`] when nothing follows the colon.
    pub value: Value,
    /// Key to value.
    pub span: Span,
}

/// A value with its place.
#[derive(Debug, Clone)]
pub struct Value {
    /// Its place, with quotes and brackets.
    pub span: Span,
    /// What it is.
    pub kind: ValueKind,
}

/// What a value is, before anyone knows which type it should have.
#[derive(Debug, Clone)]
pub enum ValueKind {
    /// A single text, word, number, date …
    Scalar {
        /// The text it stands for: quotes, escapes and common indentation removed.
        text: Str,
        /// How it was written.
        style: Style,
    },
    /// `[…]` or a YAML sequence.
    List(Vec<Value>),
    /// `{…}` or a YAML mapping.
    Map(Vec<Entry>),
    /// Nothing, or YAML's `~` and `null`.
    Empty,
    /// Text that could not be read; a fault was recorded, and no further one should be.
    Junk,
}

/// How a scalar was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// A bare word in `.cx`: an id, an enum value, a number, a date; never running text.
    Bare,
    /// A plain YAML scalar: anything.
    Plain,
    /// In quotes.
    Quoted,
    /// `"""` in `.cx`, `|` or `>` in YAML.
    Block,
}

/// `key: value` inside a map.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The key.
    pub key: Word,
    /// The value.
    pub value: Value,
}

impl Value {
    /// A single value at `span`.
    pub fn scalar(span: Span, text: Str, style: Style) -> Value {
        Value { span, kind: ValueKind::Scalar { text, style } }
    }

    /// The text of a scalar.
    pub fn text(&self) -> Option<&Str> {
        match &self.kind {
            ValueKind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The place of the content: without the quotes, and exact where the text stands in the source as it is. Where it does
    /// not (escapes, indentation), content and source agree only up to these.
    pub fn inside(&self) -> Span {
        let ValueKind::Scalar { text, style } = &self.kind else { return self.span };
        match text.place() {
            Some(place) if self.span.start as usize <= place.start && place.end <= self.span.end as usize => {
                Span::new(self.span.source, place.start, place.end)
            }
            _ if *style == Style::Quoted && self.span.len() >= 2 => self.span.sub(1, self.span.len() - 1),
            _ => self.span,
        }
    }
}
