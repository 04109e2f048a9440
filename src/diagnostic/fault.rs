//! What the early stages stumble over, as data: the check of that name turns it into words.
//!
//! Decoding, parsing and resolving never write messages. They record a fault and go on, so that the wording, the level and
//! the documentation of a finding stand together in one file under `check/`.

use crate::text::{Edit, Span, Str};

/// Something wrong at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The exact place.
    pub span: Span,
    /// What is wrong there.
    pub kind: FaultKind,
}

impl Fault {
    /// A fault of `kind` at `span`.
    pub fn new(span: Span, kind: FaultKind) -> Fault {
        Fault { span, kind }
    }
}

/// A field, as faults name it: the kind it belongs to and its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Name of the kind (`touchpoint`).
    pub kind: String,
    /// Key of the field (`channels`).
    pub field: String,
}

/// All that can be wrong before the checks run; each is worded by the check named in brackets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// The file is not UTF-8 (bad-text).
    Encoding {
        /// The encoding it was read as.
        guess: &'static str,
        /// The first foreign byte.
        byte: u8,
        /// Its offset in the file.
        offset: usize,
    },
    /// The file could not be read; the system's words (unreadable-file).
    Unreadable(String),
    /// A control or text-direction character (bad-text).
    Character(char),
    /// A ceiling was exceeded (limits).
    Limit(Limit),
    /// A block, list, map or text that never ends; the fault stands at its opening (unclosed-block).
    Unclosed {
        /// `block`, `list`, `map`, `text` or `Markdown text`.
        what: &'static str,
    },
    /// Text that fits no rule of the notation (syntax-error).
    Unexpected {
        /// What could have stood there, as a phrase: "a field (`key: value`) or a block".
        expected: String,
        /// The change that is surely meant, such as quotes around a text.
        instead: Option<Edit>,
    },
    /// Text that needs quotes in `.cx` (syntax-error).
    Unquoted(Place),
    /// A YAML feature that is refused (yaml-hazard).
    Hazard(Hazard),
    /// A key that its element already has (repeated-field).
    RepeatedField {
        /// The key.
        key: Str,
        /// Where it stood first.
        first: Span,
    },
    /// A keyword or section that is no kind (unknown-kind).
    UnknownKind {
        /// The word as written.
        word: Str,
        /// Name of the kind that was read instead, if one could be guessed.
        meant: Option<String>,
    },
    /// A kind that cannot stand here (misplaced-block).
    Misplaced {
        /// Name of the kind.
        kind: String,
        /// Name of the kind it stands in; none at the top of a file.
        container: Option<String>,
    },
    /// A key that the kind does not have (unknown-field).
    UnknownField {
        /// Name of the kind and the key as written.
        place: Place,
        /// Key of the field that was read instead, if one could be guessed and is not written as well.
        meant: Option<String>,
    },
    /// A value that does not fit its field's type (bad-value).
    BadValue {
        /// The field.
        place: Place,
        /// What is wrong, as a sentence: "`7` is more than 2".
        reason: String,
        /// What was probably meant, as written in the file.
        suggestion: Option<String>,
    },
    /// A word that is not among a field's values (bad-enum).
    BadEnum {
        /// The field.
        place: Place,
        /// The word as written.
        found: Str,
    },
    /// A reference without a target (empty-reference).
    EmptyReference(Place),
    /// An element written where a reference belongs (inline-definition).
    InlineDefinition(Place),
    /// An id that breaks the rule for ids (bad-id).
    BadId {
        /// Name of the kind of the element.
        kind: String,
        /// The text as written: the id, or the name from which none can be derived.
        text: Str,
        /// Whether `text` is the name.
        derived: bool,
    },
    /// An element without id and without name (missing-name).
    Nameless {
        /// Name of the kind.
        kind: String,
    },
    /// Something in `touchbase.yaml` that cannot be used (bad-config).
    Config {
        /// What is wrong, as a sentence.
        reason: String,
        /// What to do, when it can be said.
        help: Option<String>,
        /// What was meant instead of the text at the place, when it can be guessed.
        meant: Option<String>,
    },
}

impl FaultKind {
    /// Text that cannot be read where `expected` could have stood.
    pub fn unexpected(expected: impl Into<String>) -> FaultKind {
        FaultKind::Unexpected { expected: expected.into(), instead: None }
    }
}

/// Ceilings that keep time and memory bounded on hostile or broken input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Limit {
    /// A file of more bytes than allowed; it was not read.
    FileSize {
        /// Its size in bytes.
        bytes: u64,
        /// The ceiling in bytes.
        limit: u64,
    },
    /// A line of more bytes than allowed.
    LineLength {
        /// The ceiling in bytes.
        limit: usize,
    },
    /// Blocks, lists and maps nested deeper than allowed; the file was not parsed.
    Depth {
        /// The ceiling.
        limit: usize,
    },
    /// More files than allowed; the others were not read.
    Files {
        /// The ceiling.
        limit: usize,
    },
}

/// YAML features that are refused because they hide, copy or lose content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hazard {
    /// `&name`.
    Anchor,
    /// `*name`.
    Alias,
    /// `<<:`.
    MergeKey,
    /// `!tag`.
    Tag,
    /// A tab used as indentation.
    Tab,
    /// A key that is not a plain word: a list or a map as a key.
    ComplexKey,
}
