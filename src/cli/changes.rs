//! Changes to source files: shown as a difference, agreed to, and written all or none.
//!
//! Every verb that changes what people wrote hands its changes over here. Knows nothing of what they are for.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;

use camino::Utf8PathBuf;
use clap::Args;
use similar::TextDiff;

use super::failure::{Failure, shown};
use super::journal;
use super::terminal::Terminal;
use crate::diagnostic::visible::visible;
use crate::text::{Edit, Sources};

/// A source file with its text before and after; `None` where there is no file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    /// Path relative to the root of the knowledge base, with `/`.
    pub(super) path: Utf8PathBuf,
    /// Its text as it was read.
    pub(super) before: Option<String>,
    /// Its text as it is to be.
    pub(super) after: Option<String>,
}

/// How a person says that files may be changed.
#[derive(Debug, Clone, Copy, Default, Args)]
pub(super) struct Consent {
    /// Make the changes without asking
    #[arg(long, short)]
    pub(super) yes: bool,
    /// Show the changes and make none
    #[arg(long, conflicts_with = "yes")]
    pub(super) dry_run: bool,
}

/// What became of changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Made {
    /// They are on disk.
    Written,
    /// They were only shown, as wished.
    Shown,
    /// The person said no.
    Declined,
    /// There was nothing to change.
    Nothing,
}

/// What `edits` make of the sources, in the order of their paths.
///
/// # Errors
/// When edits overlap, or concern a file whose text had to be guessed: that guess must not be written.
pub(super) fn from_edits(sources: &Sources, edits: &[Edit]) -> Result<Vec<Change>, Failure> {
    if let Some(edit) = edits.iter().find(|edit| !sources.get(edit.span.source).problems.is_empty()) {
        let path = shown(sources.get(edit.span.source).path.as_std_path());
        let failure = Failure::new(format!("{path} cannot be changed, because it is not UTF-8 text."));
        return Err(failure.help("Save it as UTF-8 and run the command again; `touchbase check` tells more."));
    }
    let edited = sources.edited(edits).map_err(|overlap| {
        let source = sources.get(overlap.edit.span.source);
        let line = source.position(overlap.edit.span.start).line;
        Failure::new(format!("Two changes concern the same text, in {}:{line}; nothing was written.", source.path))
    })?;
    Ok(between(sources, &edited))
}

/// The files of `before` whose text is another in `after`, which holds the same files.
pub(super) fn between(before: &Sources, after: &Sources) -> Vec<Change> {
    let pairs = before.iter().map(|(_, source)| source).zip(after.iter().map(|(_, source)| source));
    let changed = pairs.filter(|(old, new)| old.text != new.text);
    changed
        .map(|(old, new)| Change {
            path: old.path.clone(),
            before: Some(old.text.to_string()),
            after: Some(new.text.to_string()),
        })
        .collect()
}

/// The changes as a unified difference, which `git apply` and `patch -p1` take.
pub(super) fn difference(changes: &[Change]) -> String {
    changes.iter().map(one_difference).collect()
}

fn one_difference(change: &Change) -> String {
    let name = |side: &str, text: &Option<String>| match text {
        Some(_) => format!("{side}/{}", change.path),
        None => "/dev/null".to_owned(),
    };
    let (old, new) = (name("a", &change.before), name("b", &change.after));
    let [before, after] = [&change.before, &change.after].map(|text| text.as_deref().unwrap_or_default());
    TextDiff::from_lines(before, after).unified_diff().context_radius(2).header(&old, &new).to_string()
}

/// The difference as people read it: what goes in red, what comes in green.
pub(super) fn shown_difference(changes: &[Change], color: bool) -> String {
    let text = difference(changes);
    if !color {
        return visible(&text).into_owned();
    }
    let paint = |line: &str| {
        let style = match line.as_bytes().first() {
            _ if line.starts_with("--- ") || line.starts_with("+++ ") => "1",
            Some(b'+') => "32",
            Some(b'-') => "31",
            Some(b'@') => "36",
            _ => return format!("{line}\n"),
        };
        format!("\u{1b}[{style}m{line}\u{1b}[0m\n")
    };
    visible(&text).lines().map(paint).collect()
}

/// Shows the changes, asks on a terminal, and writes them below `root`.
///
/// # Errors
/// When there is nobody to ask and the consent was not given beforehand; and as [`write`].
pub(super) fn make(root: &Path, changes: &[Change], consent: &Consent, terminal: &Terminal) -> Result<Made, Failure> {
    if changes.is_empty() {
        return Ok(Made::Nothing);
    }
    if !consent.yes {
        terminal.print(&shown_difference(changes, terminal.look.color))?;
    }
    match consent {
        Consent { dry_run: true, .. } => return Ok(Made::Shown),
        Consent { yes: false, .. } if !agreed(changes.len())? => return Ok(Made::Declined),
        _ => {}
    }
    write(root, changes)?;
    Ok(Made::Written)
}

/// Asks the person at the terminal.
fn agreed(files: usize) -> Result<bool, Failure> {
    if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
        let failure = Failure::new("There is no terminal to ask whether to make these changes; nothing was written.");
        return Err(failure.help("Say `--yes` to make them, or `--dry-run` to see them only."));
    }
    let failed = |error: io::Error| Failure::io("the answer".as_ref(), "read", &error);
    let question = format!("Change {}? [y/N] ", count(files));
    io::stderr().write_all(question.as_bytes()).map_err(failed)?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer).map_err(failed)?;
    // j: ja
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes" | "j" | "ja"))
}

/// "1 file", "3 files".
pub(super) fn count(files: usize) -> String {
    if files == 1 { "1 file".to_owned() } else { format!("{files} files") }
}

/// Writes the changes below `root`: all of them or none, also when the program is stopped in the middle, for then the next
/// command that reads the knowledge base completes them.
///
/// # Errors
/// When a file is not what it was when it was read, when another command is changing files, and when writing fails; nothing
/// is changed then.
pub(super) fn write(root: &Path, changes: &[Change]) -> Result<(), Failure> {
    if changes.is_empty() { Ok(()) } else { journal::write(root, changes) }
}

/// Puts the text `after` in the place of one file below `root`, of those that hold decisions of the team.
///
/// # Errors
/// As [`write`].
pub(super) fn write_one(root: &Path, sources: &Sources, path: &str, after: String) -> Result<(), Failure> {
    let before = sources.find(path.into()).map(|id| sources.get(id).text.to_string());
    write(root, &[Change { path: path.into(), before, after: Some(after) }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Source, SourceId, Span};

    fn change(path: &str, before: Option<&str>, after: Option<&str>) -> Change {
        Change { path: path.into(), before: before.map(str::to_owned), after: after.map(str::to_owned) }
    }

    #[test]
    fn a_difference_names_files_that_come_and_go() {
        let text = difference(&[change("a.cx", None, Some("größe\n")), change("b.cx", Some("x\n"), None)]);
        assert!(text.contains("--- /dev/null\n+++ b/a.cx\n@@ -0,0 +1 @@\n+größe\n"), "{text}");
        assert!(text.contains("--- a/b.cx\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n"), "{text}");
    }

    #[test]
    fn edits_become_changes_of_the_files_they_concern() {
        let sources = Sources::new(vec![Source::new("a.cx", "a"), Source::new("b.cx", "b")]);
        let edit = Edit { span: Span::new(SourceId(1), 0, 1), text: "B".into() };
        let changes = from_edits(&sources, &[edit]).unwrap_or_else(|failure| panic!("{failure}"));
        assert_eq!(changes, [change("b.cx", Some("b"), Some("B"))]);
    }

    #[test]
    fn a_text_that_was_guessed_is_not_written() {
        let sources = Sources::new(vec![Source::from_bytes("a.cx", b"Gr\xF6\xDFe".to_vec())]);
        let edit = Edit { span: Span::new(SourceId(0), 0, 0), text: "x".into() };
        let failure = from_edits(&sources, &[edit]).err().map(|failure| failure.to_string()).unwrap_or_default();
        assert!(failure.contains("`a.cx` cannot be changed, because it is not UTF-8"), "{failure}");
    }
}
