//! Findings as values: what is wrong, where, and what to do next.
//!
//! Knows neither how a finding is printed ([`human`], [`narrated`] and the formats of reports do) nor which check made it.

mod directive;
mod excerpt;
mod fault;
pub mod human;
pub mod narrated;
pub mod visible;
pub mod words;

pub use directive::Directive;
pub use fault::{Fault, FaultKind, Hazard, Limit, Place};

use std::borrow::Cow;

use crate::text::{Edit, Span};

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Wrong: the run fails.
    Error,
    /// Hurts customers or readers: reported, the run passes.
    Warning,
    /// Could be better.
    Hint,
}

impl Level {
    /// The word used in every output format.
    pub fn word(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Hint => "hint",
        }
    }
}

/// A place and what it has to do with the finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// A short phrase, shown beside the place.
    pub text: String,
}

/// A change that mends a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What the change does, as an imperative: "replace `hotlin` by `hotline`".
    pub title: String,
    /// The change itself, possibly in several files.
    pub edits: Vec<Edit>,
    /// Whether it is surely what is meant, so that it can be made unseen. A guess is for a person to judge.
    pub safe: bool,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Name of the check that found it, in kebab-case.
    pub check: Cow<'static, str>,
    /// How grave it is, after the configuration was applied.
    pub level: Level,
    /// One or two whole sentences.
    pub message: String,
    /// The exact place, with a short phrase (may be empty).
    pub primary: Label,
    /// Other places that belong to the finding, in the order to be shown.
    pub related: Vec<Label>,
    /// What to do next; may contain text to paste.
    pub help: Option<String>,
    /// A change that mends it.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A finding at `span`; level and check name are set by whoever reports it.
    pub fn new(
        check: impl Into<Cow<'static, str>>,
        level: Level,
        span: Span,
        message: impl Into<String>,
    ) -> Diagnostic {
        let primary = Label { span, text: String::new() };
        Diagnostic {
            check: check.into(),
            level,
            message: message.into(),
            primary,
            related: Vec::new(),
            help: None,
            fix: None,
        }
    }

    /// Says what is at the primary place.
    pub fn label(mut self, text: impl Into<String>) -> Diagnostic {
        self.primary.text = text.into();
        self
    }

    /// Adds another place.
    pub fn related(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.related.push(Label { span, text: text.into() });
        self
    }

    /// Says what to do next.
    pub fn help(mut self, text: impl Into<String>) -> Diagnostic {
        self.help = Some(text.into());
        self
    }

    /// What to do next, in one text: the help, else what the change does.
    pub fn advice(&self) -> Option<&str> {
        self.help.as_deref().or(self.fix.as_ref().map(|fix| fix.title.as_str()))
    }

    /// Offers a change that is surely what is meant: `touchbase check --fix` makes it.
    pub fn fix(self, title: impl Into<String>, edits: Vec<Edit>) -> Diagnostic {
        self.offer(title.into(), edits, true)
    }

    /// Offers a change that is probably what is meant, for a person to judge.
    pub fn guess(self, title: impl Into<String>, edits: Vec<Edit>) -> Diagnostic {
        self.offer(title.into(), edits, false)
    }

    fn offer(mut self, title: String, edits: Vec<Edit>, safe: bool) -> Diagnostic {
        self.fix = Some(Fix { title, edits, safe });
        self
    }
}

/// How many findings of each level a run had.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Findings of level error.
    pub errors: usize,
    /// Findings of level warning.
    pub warnings: usize,
    /// Findings of level hint.
    pub hints: usize,
    /// Files that were read.
    pub files: usize,
}

impl Summary {
    /// Counts `diagnostics` over `files` files.
    pub fn of(diagnostics: &[Diagnostic], files: usize) -> Summary {
        let count = |level| diagnostics.iter().filter(|diagnostic| diagnostic.level == level).count();
        Summary { errors: count(Level::Error), warnings: count(Level::Warning), hints: count(Level::Hint), files }
    }
}

/// Sorts by place, then check, then message, and drops exact repetitions, so that two runs print the same.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| {
        (a.primary.span, a.level, &a.check, &a.message).cmp(&(b.primary.span, b.level, &b.check, &b.message))
    });
    diagnostics.dedup();
}
