//! The setting `rules`: rules of a team's own, each a selector and a message about the elements that it means.
//!
//! Turns YAML into [`Rule`]s as they are written. What selectors and messages mean is left to whoever knows the schema.

use std::ops::Range;

use super::Decision;
use super::reader::{Reader, first_of_each};
use crate::syntax::{Entry, Value};
use crate::text::Span;

/// A rule of a team's own.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Its name: in findings, settings and comments as those of checks are.
    pub name: String,
    /// Where the name stands.
    pub span: Span,
    /// Which elements it reports; none where that is not said, which has been reported.
    pub select: Option<Written>,
    /// What to say about each of them; none where that is not said, which has been reported.
    pub message: Option<Written>,
    /// What to do about it.
    pub help: Option<Written>,
    /// Whether its findings are errors or warnings.
    pub level: Decision,
    /// Why there is the rule.
    pub doc: Option<String>,
}

/// A text of a setting, with its place.
#[derive(Debug, Clone)]
pub struct Written {
    /// The text it stands for.
    pub text: String,
    /// Where it is written, with its quotes.
    pub span: Span,
    /// Where exactly, if it is written as it stands for: no escapes, no lines put together.
    exact: Option<Span>,
}

impl Written {
    /// Where a part of the text is written; none where it is written in another way than it stands for.
    pub fn place(&self, part: Range<usize>) -> Option<Span> {
        self.exact.map(|span| span.sub(part.start, part.end))
    }
}

/// Keys of a rule.
const KEYS: &[&str] = &["select", "message", "help", "level", "doc"];

/// Words that stand for something else where names of checks stand.
const TAKEN: &[&str] = &["warnings", "until", "level"];

/// Reads the setting: the rules, and the names that rules cannot have, which are reported.
pub(super) fn read(reader: &mut Reader, value: &Value) -> (Vec<Rule>, Vec<String>) {
    let (mut rules, mut lost): (Vec<Rule>, Vec<String>) = (Vec::new(), Vec::new());
    for entry in first_of_each(reader.entries(value)) {
        match rule(reader, entry) {
            Some(rule) => rules.push(rule),
            None => lost.push(entry.key.text.to_string()),
        }
    }
    (rules, lost)
}

fn rule(reader: &mut Reader, entry: &Entry) -> Option<Rule> {
    let named = check_name(reader, entry);
    let (mut select, mut message, mut help, mut level, mut doc) = (None, None, None, Decision::Warn, None);
    let parts = reader.entries(&entry.value);
    for part in first_of_each(parts) {
        match part.key.text.as_str() {
            "select" => select = written(reader, &part.value),
            "message" => message = written(reader, &part.value),
            "help" => help = written(reader, &part.value),
            "level" if reader.one_of(&part.value, &["deny", "warn"]).as_deref() == Some("deny") => {
                level = Decision::Deny
            }
            "level" => {}
            "doc" => doc = reader.text(&part.value),
            _ => reader.unknown(&part.key, KEYS.iter().copied()),
        }
    }
    for (key, example) in [("select", "touchpoint[!metrics]"), ("message", "{name} has no metric.")] {
        if parts.iter().all(|part| part.key.text != key) && reader.is_map(&entry.value) {
            let help = format!("add `{key}: \"{example}\"`");
            reader.fault(entry.key.span, format!("The rule `{}` has no `{key}`.", entry.key.text), Some(help));
        }
    }
    let (name, span) = (entry.key.text.to_string(), entry.key.span);
    named.then_some(Rule { name, span, select, message, help, level, doc })
}

/// Whether the name is one that checks could have.
fn check_name(reader: &mut Reader, entry: &Entry) -> bool {
    let name = entry.key.text.as_str();
    let word =
        |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    let good = name.split('-').all(word) && name.starts_with(|c: char| c.is_ascii_lowercase());
    if !good {
        let help = format!("for example `{}`", crate::naming::slug(name));
        let reason =
            format!("`{name}` cannot be the name of a rule: use small letters and digits, with hyphens between words.");
        reader.fault(entry.key.span, reason, Some(help));
    } else if TAKEN.contains(&name) {
        let help = "choose a name that says what is wrong, such as `phone-needs-talk-time`".to_owned();
        reader.fault(entry.key.span, format!("`{name}` has a meaning of its own where checks are named."), Some(help));
    }
    good && !TAKEN.contains(&name)
}

fn written(reader: &mut Reader, value: &Value) -> Option<Written> {
    let trimmed = reader.text(value)?;
    let text = value.text()?;
    // Only a text that is a piece of the file stands there as it is.
    let begin = text.len() - text.trim_start().len();
    let exact = text.place().and_then(|_| {
        let inside = value.inside();
        (inside.len() == text.len()).then(|| inside.sub(begin, begin + trimmed.len()))
    });
    Some(Written { text: trimmed, span: value.span, exact })
}
