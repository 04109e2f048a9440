//! A selector as it is written: words with their places, no kinds and fields yet.

use std::ops::Range;

/// A word and the bytes of the selector where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) range: Range<usize>,
}

/// `kind|kind[condition]`.
#[derive(Debug)]
pub(super) struct Selection {
    pub(super) kinds: Vec<KindWord>,
    pub(super) filter: Option<Condition>,
}

/// What stands before a bracket.
#[derive(Debug)]
pub(super) enum KindWord {
    /// `*`.
    Every,
    /// The word for a kind.
    Named(Word),
    /// Nothing; reported already.
    Missing,
}

/// What stands in a bracket.
#[derive(Debug)]
pub(super) enum Condition {
    /// At least one holds.
    Any(Vec<Condition>),
    /// All hold.
    All(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// A left side alone.
    Has(Term),
    /// Two sides and what stands between them.
    Compare(Comparison),
    /// Nothing that could be read; reported already.
    Broken,
}

/// A left side.
#[derive(Debug)]
pub(super) enum Term {
    /// `channels.type`.
    Path(Vec<Step>),
    /// `count(channels)`, with all of its place.
    Count(Vec<Step>, Range<usize>),
}

/// A step of a path, with the condition in brackets behind it.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) name: Word,
    pub(super) filter: Option<Condition>,
}

/// `left operator right`.
#[derive(Debug)]
pub(super) struct Comparison {
    pub(super) left: Term,
    pub(super) operator: Operator,
    /// Where the operator stands.
    pub(super) place: Range<usize>,
    pub(super) right: Vec<Literal>,
    /// Whether the right side is written in brackets.
    pub(super) is_list: bool,
}

/// What stands between two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    /// `=`.
    Equal,
    /// `!=`.
    Unequal,
    /// `<`.
    Less,
    /// `<=`.
    AtMost,
    /// `>`.
    Greater,
    /// `>=`.
    AtLeast,
    /// `~`.
    Contains,
}

/// A value on a right side.
#[derive(Debug, Clone)]
pub(super) struct Literal {
    /// Its text, without quotes.
    pub(super) text: String,
    pub(super) range: Range<usize>,
    /// The day it may mean: `today`, `today - 6mo`.
    pub(super) relative: Option<Relative>,
}

/// A day counted from today.
#[derive(Debug, Clone)]
pub(super) struct Relative {
    /// How far, with the place; none for today itself.
    pub(super) offset: Option<Word>,
    /// Whether it lies before today.
    pub(super) back: bool,
}

impl Operator {
    /// Every operator as it is written.
    pub(super) const ALL: [(&str, Operator); 7] = [
        ("=", Operator::Equal),
        ("!=", Operator::Unequal),
        ("<", Operator::Less),
        ("<=", Operator::AtMost),
        (">", Operator::Greater),
        (">=", Operator::AtLeast),
        ("~", Operator::Contains),
    ];

    /// How it is written.
    pub(super) fn sign(self) -> &'static str {
        Operator::ALL.iter().find(|(_, operator)| *operator == self).map_or("=", |(sign, _)| sign)
    }

    /// Whether it asks for an order.
    pub(super) fn is_order(self) -> bool {
        matches!(self, Operator::Less | Operator::AtMost | Operator::Greater | Operator::AtLeast)
    }
}
