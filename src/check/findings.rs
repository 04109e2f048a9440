//! What a check has found so far, at the level that holds where it was found.

use std::borrow::Cow;

use super::Parameter;
use super::level::Levels;
use super::parameter::{Default, single};
use crate::config::{Config, ParameterSetting};
use crate::diagnostic::{Diagnostic, Level};
use crate::model::Duration;
use crate::text::Span;

/// The findings of one check.
pub struct Findings<'a> {
    check: Cow<'static, str>,
    levels: &'a Levels,
    config: &'a Config,
    list: Vec<Diagnostic>,
}

impl<'a> Findings<'a> {
    pub(super) fn new(check: impl Into<Cow<'static, str>>, levels: &'a Levels, config: &'a Config) -> Findings<'a> {
        Findings { check: check.into(), levels, config, list: Vec::new() }
    }

    pub(super) fn into_list(self) -> Vec<Diagnostic> {
        self.list
    }

    /// A finding of this check at `span`, to be completed and [pushed](Findings::push).
    pub fn at(&self, span: Span, message: impl Into<String>) -> Diagnostic {
        // Where the check is off, `push` drops what is built here.
        let level = self.levels.at(span.source).unwrap_or(Level::Hint);
        Diagnostic::new(self.check.clone(), level, span, message)
    }

    /// Whether the check is on in the file of `span`: lets a costly check spare itself the rest.
    pub fn wanted(&self, span: Span) -> bool {
        self.levels.at(span.source).is_some()
    }

    /// Reports the finding, if there is one.
    pub fn extend(&mut self, finding: Option<Diagnostic>) {
        if let Some(finding) = finding {
            self.push(finding);
        }
    }

    /// Reports a finding, unless the check is off where it stands.
    pub fn push(&mut self, finding: Diagnostic) {
        if self.wanted(finding.primary.span) {
            self.list.push(finding);
        }
    }

    /// The value of a parameter that takes a number.
    pub fn number(&self, parameter: &Parameter) -> usize {
        parameter.number(&self.check, self.config)
    }

    /// The value of a parameter that takes a length of time.
    pub fn duration(&self, parameter: &Parameter) -> Duration {
        let default = if let Default::Duration(text) = parameter.default { text } else { "" };
        let set = self.set(parameter).and_then(single).and_then(Duration::parse);
        set.or_else(|| Duration::parse(default)).unwrap_or_default()
    }

    /// The value of a parameter that takes a list of texts or kinds.
    pub fn texts(&self, parameter: &Parameter) -> Vec<String> {
        match (self.set(parameter), parameter.default) {
            (Some(setting), _) => setting.values.iter().map(|(text, _)| text.clone()).collect(),
            (None, Default::Texts(texts) | Default::Kinds(texts) | Default::Words { default: texts, .. }) => {
                texts.iter().map(|text| (*text).to_owned()).collect()
            }
            (None, _) => Vec::new(),
        }
    }

    fn set(&self, parameter: &Parameter) -> Option<&'a ParameterSetting> {
        parameter.set(&self.check, self.config)
    }
}
