//! Typed reading of configuration values; what does not fit becomes a fault at its place.

use camino::Utf8Path;
use rustc_hash::FxHashSet;

use crate::diagnostic::words::{joined, list};
use crate::diagnostic::{Fault, FaultKind};
use crate::naming;
use crate::syntax::{Entry, Value, ValueKind, Word};
use crate::text::Span;

/// Collects faults while values are read.
pub(super) struct Reader {
    faults: Vec<Fault>,
}

/// The entries without those of a repeated key but the first, which counts, as everywhere; the others have been reported.
pub(super) fn first_of_each(entries: &[Entry]) -> impl Iterator<Item = &Entry> {
    let mut seen = FxHashSet::default();
    entries.iter().filter(move |entry| seen.insert(entry.key.text.as_str()))
}

impl Reader {
    pub(super) fn new(faults: Vec<Fault>) -> Self {
        Reader { faults }
    }

    pub(super) fn into_faults(self) -> Vec<Fault> {
        self.faults
    }

    pub(super) fn fault(&mut self, span: Span, reason: impl Into<String>, help: Option<String>) {
        self.faults.push(Fault::new(span, FaultKind::Config { reason: reason.into(), help, meant: None }));
    }

    /// Reports a key that is none of `known`, with the nearest of them.
    pub(super) fn unknown(&mut self, key: &Word, known: impl Iterator<Item = &'static str> + Clone) {
        let meant = naming::nearest(&key.text, known.clone()).map(str::to_owned);
        let help = match &meant {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("possible are {}", list(known)),
        };
        let reason = format!("`{}` is not a setting.", key.text);
        self.faults.push(Fault::new(key.span, FaultKind::Config { reason, help: Some(help), meant }));
    }

    /// Reports a setting that stands above already, unless that has been reported.
    pub(super) fn repeated(&mut self, key: &Word, first: &Word) {
        let is_it = |fault: &Fault| fault.span == key.span && matches!(fault.kind, FaultKind::RepeatedField { .. });
        if !self.faults.iter().any(is_it) {
            let kind = FaultKind::RepeatedField { key: key.text.clone(), first: first.span };
            self.faults.push(Fault::new(key.span, kind));
        }
    }

    /// The entries of a map; nothing for an empty value, a fault for anything else.
    pub(super) fn entries<'v>(&mut self, value: &'v Value) -> &'v [Entry] {
        match &value.kind {
            ValueKind::Map(entries) => entries,
            ValueKind::Empty | ValueKind::Junk => &[],
            _ => {
                self.fault(value.span, "A map of `key: value` lines belongs here.", None);
                &[]
            }
        }
    }

    /// Whether `value` can have entries; anything else has been reported.
    pub(super) fn is_map(&self, value: &Value) -> bool {
        matches!(value.kind, ValueKind::Map(_) | ValueKind::Empty)
    }

    /// One text.
    pub(super) fn text(&mut self, value: &Value) -> Option<String> {
        match &value.kind {
            ValueKind::Scalar { text, .. } if !text.trim().is_empty() => Some(text.trim().to_owned()),
            ValueKind::Junk => None,
            _ => {
                self.fault(value.span, "A single text belongs here.", None);
                None
            }
        }
    }

    /// A list of texts; a single text counts as a list of one.
    pub(super) fn texts(&mut self, value: &Value) -> Vec<(String, Span)> {
        match &value.kind {
            ValueKind::List(items) => items.iter().filter_map(|item| Some((self.text(item)?, item.span))).collect(),
            _ => self.text(value).map(|text| (text, value.span)).into_iter().collect(),
        }
    }

    /// One of a few words, upper and lower case alike.
    pub(super) fn one_of(&mut self, value: &Value, words: &[&'static str]) -> Option<String> {
        let text = self.text(value)?;
        if let Some(word) = words.iter().find(|word| word.eq_ignore_ascii_case(&text)) {
            return Some((*word).to_owned());
        }
        let meant = naming::nearest(&text, words.iter().copied()).map(str::to_owned);
        let help = format!("possible are {}", list(words));
        let reason = format!("`{text}` cannot be used here.");
        self.faults.push(Fault::new(value.span, FaultKind::Config { reason, help: Some(help), meant }));
        None
    }

    /// `true` or `false`.
    pub(super) fn bool(&mut self, value: &Value) -> Option<bool> {
        let word = self.one_of(value, &["true", "false", "yes", "no"])?;
        Some(matches!(word.as_str(), "true" | "yes"))
    }

    /// A whole number.
    pub(super) fn integer(&mut self, value: &Value) -> Option<i64> {
        let text = self.text(value)?;
        let number = text.parse().ok();
        if number.is_none() {
            self.fault(value.span, format!("`{text}` is not a whole number."), None);
        }
        number
    }

    pub(super) fn globs(&mut self, value: &Value) -> Vec<String> {
        let mut globs = Vec::new();
        for (glob, span) in self.texts(value) {
            match globset::Glob::new(&glob) {
                Ok(_) => globs.push(glob),
                Err(error) => {
                    let help = "a glob is a path with `*` for any name and `**` for any folders".to_owned();
                    self.fault(span, format!("`{glob}` is not a glob: {}.", error.kind()), Some(help));
                }
            }
        }
        globs
    }

    /// A file below the root whose name ends in one of `endings`, upper and lower case alike.
    pub(super) fn file(&mut self, value: &Value, endings: &[&str]) -> Option<String> {
        let path = self.folder(value)?;
        let parts: Vec<&str> = path.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
        let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        let is_plain = !path.ends_with('/') && !path.contains(':') && !path.chars().any(char::is_control);
        if endings.contains(&ending.as_str()) && is_plain {
            return Some(parts.join("/"));
        }
        let help =
            format!("possible are names that end in {}", joined(endings.iter().map(|end| format!("`.{end}`")), "or"));
        self.fault(value.span, format!("`{path}` is not such a file."), Some(help));
        None
    }

    /// A folder below the root.
    pub(super) fn folder(&mut self, value: &Value) -> Option<String> {
        let text = self.text(value)?;
        let path = Utf8Path::new(&text);
        let inside = path.is_relative() && path.components().all(|part| part.as_str() != "..");
        if inside && !text.contains('\\') {
            return Some(text);
        }
        self.fault(value.span, format!("`{text}` does not lie below the folder of this file."), None);
        None
    }

    /// A web address, without a slash at its end.
    pub(super) fn address(&mut self, value: &Value) -> Option<String> {
        let text = self.text(value)?;
        let web = text.starts_with("https://") || text.starts_with("http://");
        if web && !text.contains(|c: char| c.is_whitespace() || c.is_control() || "\"<>".contains(c)) {
            return Some(text.trim_end_matches('/').to_owned());
        }
        self.fault(value.span, format!("`{text}` is not a web address that starts with `https://`."), None);
        None
    }

    /// A setting that has a meaning only in later versions.
    pub(super) fn reserved(&mut self, value: &Value) {
        let empty = match &value.kind {
            ValueKind::Empty | ValueKind::Junk => true,
            ValueKind::List(items) => items.is_empty(),
            ValueKind::Map(entries) => entries.is_empty(),
            ValueKind::Scalar { .. } => false,
        };
        if !empty {
            let help = "remove it; this version reads one knowledge base at a time".to_owned();
            self.fault(value.span, "This setting is reserved for a later version.", Some(help));
        }
    }
}
