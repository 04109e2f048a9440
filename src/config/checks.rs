//! The setting `checks`: levels of checks, everywhere or below a folder, and their parameters.

use globset::{GlobBuilder, GlobMatcher};

use super::reader::{Reader, first_of_each};
use crate::syntax::{Entry, Value, ValueKind};
use crate::text::Span;

/// A decision about the level of a check.
#[derive(Debug, Clone)]
pub struct CheckSetting {
    /// Name of the check; none when the decision concerns every check that is on.
    pub check: Option<String>,
    /// Where the name stands; empty for a setting of the command line.
    pub span: Span,
    /// The files it concerns; none means all.
    pub files: Option<GlobMatcher>,
    /// The decision.
    pub level: Decision,
}

impl PartialEq for CheckSetting {
    fn eq(&self, other: &CheckSetting) -> bool {
        let files = |setting: &CheckSetting| setting.files.as_ref().map(|files| files.glob().clone());
        let rest = |setting: &CheckSetting| (setting.check.clone(), setting.span, setting.level);
        rest(self) == rest(other) && files(self) == files(other)
    }
}

/// The value of a check's parameter.
#[derive(Debug, Clone)]
pub struct ParameterSetting {
    /// Name of the check.
    pub check: String,
    /// Where the name of the check stands.
    pub check_span: Span,
    /// Name of the parameter.
    pub name: String,
    /// Where the name stands.
    pub span: Span,
    /// What is written, one or several values, with their places.
    pub values: Vec<(String, Span)>,
    /// Where the value stands.
    pub value: Span,
}

/// The level a team gives to a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Decision {
    /// Its findings are errors.
    Deny,
    /// Its findings are warnings.
    Warn,
    /// It is off.
    Allow,
}

/// What the setting `checks` says.
#[derive(Debug, Clone, Default)]
pub struct Checks {
    /// Levels; where several concern one check and file, the last holds.
    pub levels: Vec<CheckSetting>,
    /// Parameters.
    pub parameters: Vec<ParameterSetting>,
}

/// Reads the setting. What holds below a folder comes after what holds everywhere, in whichever order they are written.
pub(super) fn read(reader: &mut Reader, value: &Value) -> Checks {
    let mut checks = Checks::default();
    let mut below = Checks::default();
    for entry in first_of_each(reader.entries(value)) {
        if entry.key.text.contains(['*', '/']) {
            folder(reader, entry, &mut below);
        } else {
            check(reader, entry, None, &mut checks);
        }
    }
    checks.levels.append(&mut below.levels);
    checks
}

/// `"archive/**": allow` or `"archive/**": { blind-spot: allow }`.
fn folder(reader: &mut Reader, entry: &Entry, checks: &mut Checks) {
    let glob = match GlobBuilder::new(&entry.key.text).literal_separator(true).build() {
        Ok(glob) => glob.compile_matcher(),
        Err(error) => {
            reader.fault(entry.key.span, format!("`{}` is not a glob: {}.", entry.key.text, error.kind()), None);
            return;
        }
    };
    match &entry.value.kind {
        ValueKind::Map(entries) => {
            for entry in first_of_each(entries) {
                check(reader, entry, Some(&glob), checks);
            }
        }
        _ => {
            if let Some(level) = decision(reader, &entry.value) {
                checks.levels.push(CheckSetting { check: None, span: entry.key.span, files: Some(glob), level });
            }
        }
    }
}

/// `blind-spot: deny` or `too-many-signatures: { level: deny, most: 7 }`.
fn check(reader: &mut Reader, entry: &Entry, files: Option<&GlobMatcher>, checks: &mut Checks) {
    let (name, span) = (entry.key.text.to_string(), entry.key.span);
    let level = match &entry.value.kind {
        ValueKind::Map(entries) => {
            let mut level = None;
            for entry in first_of_each(entries) {
                if entry.key.text == "level" {
                    level = decision(reader, &entry.value);
                } else if files.is_some() {
                    let help = "set parameters outside the folder, for all files".to_owned();
                    reader.fault(entry.key.span, "Parameters of checks hold for all files alike.", Some(help));
                } else {
                    checks.parameters.push(parameter(reader, &name, span, entry));
                }
            }
            level
        }
        _ => decision(reader, &entry.value),
    };
    if let Some(level) = level {
        checks.levels.push(CheckSetting { check: Some(name), span, files: files.cloned(), level });
    }
}

fn parameter(reader: &mut Reader, check: &str, check_span: Span, entry: &Entry) -> ParameterSetting {
    ParameterSetting {
        check: check.to_owned(),
        check_span,
        name: entry.key.text.to_string(),
        span: entry.key.span,
        values: reader.texts(&entry.value),
        value: entry.value.span,
    }
}

fn decision(reader: &mut Reader, value: &Value) -> Option<Decision> {
    match reader.one_of(value, &["deny", "warn", "allow"])?.as_str() {
        "deny" => Some(Decision::Deny),
        "warn" => Some(Decision::Warn),
        _ => Some(Decision::Allow),
    }
}
