//! What can be written in `touchbase.yaml`, and what its settings are for.

use super::View;
use super::completion::{Completion, Completions, Sort};
use super::hover::Hover;
use crate::check;
use crate::config::{SETTINGS, SITE};
use crate::schema::Language;
use crate::text::Span;

/// The line at the cursor, as far as settings need it.
struct Line<'a> {
    /// The section it stands in; none for a line of its own.
    section: Option<&'a str>,
    /// What stands before the colon.
    key: &'a str,
    /// Where the word at the cursor begins.
    start: usize,
    /// Whether the cursor stands behind the colon.
    value: bool,
}

impl<'a> Line<'a> {
    fn at(text: &'a str, offset: usize) -> Option<Line<'a>> {
        let before = text.get(..offset)?;
        let begin = before.rfind('\n').map_or(0, |at| at + 1);
        let head = before.get(begin..)?;
        if head.contains('#') {
            return None;
        }
        let indent = head.len() - head.trim_start().len();
        let word = head.rfind([' ', ':', '[', ',', '"']).map_or(0, |at| at + 1);
        let top = |line: &&str| line.starts_with(char::is_alphabetic);
        let section = before.get(..begin)?.lines().rev().find(top).and_then(|line| line.split(':').next());
        let key = head.trim_start().split(':').next().unwrap_or_default();
        let section = section.filter(|_| indent > 0);
        Some(Line { section, key, start: begin + word, value: head.contains(':') })
    }
}

/// What can be written at `offset`.
pub(super) fn completions(view: View<'_>, offset: u32) -> Completions {
    let text = &view.source.text;
    let Some(line) = Line::at(text, offset as usize) else { return Completions::default() };
    let rest = text.get(offset as usize..).unwrap_or_default();
    let end = offset as usize
        + (rest.len() - rest.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_' || c == '-').len());
    let span = Span::new(view.file.source, line.start, end);
    let item = |label: &str, doc: &str, insert: String| Completion {
        sort: if line.value { Sort::Value } else { Sort::Field },
        label: label.to_owned(),
        detail: String::new(),
        doc: doc.to_owned(),
        span,
        insert,
        snippet: None,
        filter: label.to_owned(),
        retired: false,
    };
    let key = |label: &str, doc: &str| item(label, doc, format!("{label}: "));
    let word = |label: &str| item(label, "", label.to_owned());
    let items: Vec<Completion> = match (line.section, line.key, line.value) {
        (None, _, false) => SETTINGS.iter().map(|setting| key(setting.key, setting.doc)).collect(),
        (None, "language" | "languages", true) => Language::OF_SITES.iter().map(|code| word(code)).collect(),
        (Some("checks"), _, false) => {
            let rules = view.config.rules.iter().map(|rule| key(&rule.name, ""));
            check::ALL.iter().map(|check| key(check.name, check.summary)).chain(rules).collect()
        }
        (Some("checks"), _, true) => ["deny", "warn", "allow"].map(word).into(),
        (Some("site"), _, false) => SITE.iter().map(|setting| key(setting.key, setting.doc)).collect(),
        _ => Vec::new(),
    };
    Completions { items, more: false }
}

/// What the setting or check at `offset` is for.
pub(super) fn hover(view: View<'_>, offset: u32) -> Option<Hover> {
    let text = &view.source.text;
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let (before, after) = text.split_at_checked(offset as usize)?;
    let start = before.trim_end_matches(is_part).len();
    let end = text.len() - after.trim_start_matches(is_part).len();
    let word = text.get(start..end).filter(|word| !word.is_empty())?;
    let line = Line::at(text, end)?;
    let text = match line.section {
        None => SETTINGS.iter().find(|setting| setting.key == word).map(|setting| (setting.doc, setting.example)),
        Some("site") => SITE.iter().find(|setting| setting.key == word).map(|setting| (setting.doc, setting.example)),
        Some("checks") => check::named(word).map(|check| (check.summary, "")),
        Some(_) => None,
    };
    let (doc, example) = text?;
    let example = if example.is_empty() { String::new() } else { format!("\n\n```yaml\n{word}: {example}\n```") };
    Some(Hover { text: format!("**`{word}`**\n\n{doc}{example}"), span: Span::new(view.file.source, start, end) })
}
