//! Why a verb could not do its work: a sentence for standard error, and what to do about it. Findings about the knowledge
//! base are not failures; they are diagnostics.

use std::fmt;
use std::io;
use std::path::Path;

use crate::diagnostic::visible::visible_line;

/// Something that kept the program from doing what it was asked for. Exit code 2.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Failure {
    message: String,
    help: Option<String>,
}

impl Failure {
    /// A failure described by one or two whole sentences.
    pub(super) fn new(message: impl Into<String>) -> Failure {
        Failure { message: message.into(), help: None }
    }

    /// "`a.cx` could not be read: permission denied."
    pub(super) fn io(path: &Path, what: &str, error: &io::Error) -> Failure {
        Failure::new(format!("{} could not be {what}: {}.", shown(path), words(error)))
    }

    /// Says what to do next.
    pub(super) fn help(mut self, help: impl Into<String>) -> Failure {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.help {
            Some(help) => write!(f, "\n  help: {}", help.replace('\n', "\n        ")),
            None => Ok(()),
        }
    }
}

/// A path in backquotes, safe to print.
pub(super) fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    format!("`{}`", visible_line(if text.is_empty() { "." } else { &text }))
}

/// The first few of many: "`a`, `b`, `c` and 5 more".
pub(super) fn some_of(names: &[impl AsRef<str>]) -> String {
    let first: Vec<String> = names.iter().take(3).map(|name| shown(Path::new(name.as_ref()))).collect();
    match names.len() - first.len() {
        0 => first.join(", "),
        more => format!("{} and {more} more", first.join(", ")),
    }
}

/// What the system says about an error, without its number: `permission denied`.
pub(super) fn words(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
    first + letters.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_s_words_become_part_of_a_sentence() {
        let failure = Failure::io(Path::new("a.cx"), "read", &io::Error::from_raw_os_error(13));
        assert_eq!(failure.to_string(), "`a.cx` could not be read: permission denied.");
    }
}
