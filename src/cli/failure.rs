//! Why a verb could not do its work: a sentence for standard error, and what to do about it. Findings about the knowledge
//! base are not failures; they are diagnostics.

use std::fmt;
use std::io;
use std::path::Path;

use crate::diagnostic::visible::{brief, visible_line};

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

    /// "`a.cx` could not be read: permission denied.", and what to do where the system's words leave that open.
    pub(super) fn io(path: &Path, what: &str, error: &io::Error) -> Failure {
        let failure = Failure::new(format!("{} could not be {what}: {}.", shown(path), words(error)));
        match next_step(error.kind()) {
            Some(help) => failure.help(help),
            None => failure,
        }
    }

    /// Says what to do next, in place of what was said before.
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

/// What to do about an error of the system.
fn next_step(kind: io::ErrorKind) -> Option<&'static str> {
    Some(match kind {
        io::ErrorKind::PermissionDenied => {
            "Give the right to do that to whoever runs touchbase, or choose another place."
        }
        io::ErrorKind::ReadOnlyFilesystem => "Nothing can be changed there; choose another place.",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            "Make room there and run the command again."
        }
        io::ErrorKind::InvalidFilename => "Choose a shorter name.",
        _ => return None,
    })
}

/// A path in backquotes, safe to print.
pub(super) fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    format!("`{}`", if text.is_empty() { ".".to_owned() } else { visible_line(&brief(&text)) })
}

/// The first few of many: "`a`, `b`, `c` and 5 more".
pub(super) fn some_of(names: &[impl AsRef<str>]) -> String {
    let first: Vec<String> = names.iter().take(3).map(|name| shown(Path::new(name.as_ref()))).collect();
    match names.len() - first.len() {
        0 => first.join(", "),
        more => format!("{} and {more} more", first.join(", ")),
    }
}

/// What the system says about an error, without its number and full stop: `permission denied`.
pub(super) fn words(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default().trim_end_matches('.');
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
    first + letters.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_s_words_become_part_of_a_sentence() {
        let denied = if cfg!(windows) { 5 } else { 13 };
        let failure = Failure::io(Path::new("a.cx"), "read", &io::Error::from_raw_os_error(denied));
        let help = "Give the right to do that to whoever runs touchbase, or choose another place.";
        let words = if cfg!(windows) { "access denied" } else { "permission denied" };
        assert_eq!(failure.to_string(), format!("`a.cx` could not be read: {words}.\n  help: {help}"));
    }

    #[test]
    fn a_path_without_end_is_not_printed_without_end() {
        let failure = Failure::io(Path::new(&"größe/".repeat(10_000)), "read", &io::ErrorKind::InvalidFilename.into());
        let text = failure.to_string();
        assert!(text.len() < 600 && text.starts_with("`größe/größe/") && text.contains(" … "), "{text}");
        assert!(text.contains("help: Choose a shorter name."), "{text}");
    }
}
