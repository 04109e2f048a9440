//! Reports of findings to where they are asked for: one to standard output, any number to files.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use camino::{Utf8Path, Utf8PathBuf};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Arg, Command};

use super::failure::{Failure, shown};
use super::io::{self, replace};
use super::terminal::Terminal;
use crate::check::Options;
use crate::compile::Compilation;
use crate::diagnostic::human::Look;
use crate::diagnostic::{Diagnostic, Summary};
use crate::report::{FORMATS, Format, Report};
use crate::syntax::Notation;

/// How findings are drawn in a file.
const PLAIN: Look = Look { color: false, unicode: true, width: 100 };

/// A report that was asked for: `sarif=findings.sarif`.
#[derive(Debug, Clone)]
pub(super) struct Wish {
    format: &'static Format,
    /// The file to write; standard output when there is none.
    file: Option<PathBuf>,
}

impl Wish {
    /// Its format, when it goes to standard output.
    pub(super) fn printed(&self) -> Option<&'static str> {
        self.file.is_none().then_some(self.format.name)
    }
}

/// Reads a [`Wish`]; knows the formats, for help and completion.
#[derive(Debug, Clone)]
pub(super) struct Wishes;

impl TypedValueParser for Wishes {
    type Value = Wish;

    fn parse_ref(&self, command: &Command, argument: Option<&Arg>, value: &OsStr) -> Result<Wish, clap::Error> {
        let invalid = |kind| clap::Error::new(kind).with_cmd(command);
        let text = value.to_str().ok_or_else(|| invalid(ErrorKind::InvalidUtf8))?;
        let (name, file) = match text.split_once('=') {
            Some((name, file)) if !file.is_empty() => (name, Some(PathBuf::from(file))),
            _ => (text, None),
        };
        let names = PossibleValuesParser::new(FORMATS.iter().map(|format| format.name));
        let known = names.parse_ref(command, argument, OsStr::new(name))?;
        let format = FORMATS.iter().find(|format| format.name == known);
        format.map(|format| Wish { format, file }).ok_or_else(|| invalid(ErrorKind::InvalidValue))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.doc))))
    }
}

/// Writes `findings` in every way that is asked for. What goes to standard output is text, or told in sentences where the
/// terminal asks for that, unless a wish says otherwise.
pub(super) fn report(
    wishes: &[Wish],
    (root, compilation): (&Path, &Compilation),
    options: &Options,
    (findings, summary): (&[Diagnostic], &Summary),
    terminal: &Terminal,
) -> Result<(), Failure> {
    refuse_clashes(wishes)?;
    let folder = folder(root);
    let report = Report { compilation, options, findings, summary, folder: &folder, look: PLAIN };
    // First the files: who reads the last line on the terminal finds them complete. One that fails keeps nothing from the others.
    let to_files = wishes.iter().filter_map(|wish| Some((wish.format, wish.file.as_deref()?)));
    let written = to_files.map(|(format, file)| write(file, &(format.render)(&report))).fold(Ok(()), Result::and);
    let report = Report { look: terminal.look, ..report };
    let default = FORMATS.iter().find(|format| format.name == if terminal.narrated { "narrated" } else { "text" });
    let printed = wishes.iter().find(|wish| wish.file.is_none()).map(|wish| wish.format).or(default);
    if let Some(format) = printed {
        terminal.print(&(format.render)(&report))?;
    }
    written
}

/// Refuses two reports at one place, and files that a report must not replace.
fn refuse_clashes(wishes: &[Wish]) -> Result<(), Failure> {
    for (at, wish) in wishes.iter().enumerate() {
        let Some(other) = wishes.iter().take(at).find(|other| other.file == wish.file) else { continue };
        let (one, two) = (other.format.name, wish.format.name);
        return Err(match &wish.file {
            Some(file) => Failure::new(format!("{} cannot hold two reports, {one} and {two}.", shown(file))),
            None => Failure::new(format!("Standard output cannot hold two reports, {one} and {two}."))
                .help(format!("Write one of them to a file, as in `--format {two}=FILE`.")),
        });
    }
    let mut files = wishes.iter().filter_map(|wish| wish.file.as_deref());
    match files.find(|file| Utf8Path::from_path(file).and_then(Notation::of).is_some()) {
        Some(file) => {
            let message = format!("{} has the name of a knowledge file; no report was written to it.", shown(file));
            Err(Failure::new(message).help("Give the report another ending, such as `.json` or `.xml`."))
        }
        None => Ok(()),
    }
}

fn write(file: &Path, text: &str) -> Result<(), Failure> {
    let place = dunce::canonicalize(file).unwrap_or_else(|_| file.to_path_buf());
    if place.metadata().is_ok_and(|found| !found.is_file() && !found.is_dir()) {
        // a device or a pipe is written to, not replaced
        return fs::write(&place, text).map_err(|error| Failure::io(file, "written", &error));
    }
    if let Some(folder) = place.parent().filter(|folder| *folder != Path::new("")) {
        fs::create_dir_all(folder).map_err(|error| Failure::io(folder, "created", &error))?;
    }
    replace(&place, text)
}

/// Where the knowledge base in `root` lies, seen from the folder from which CI systems name files: the repository around the
/// current folder, else the repository around the base, else the current folder. Empty when the base lies in none of them.
fn folder(root: &Path) -> Utf8PathBuf {
    let (Ok(root), Ok(current)) = (dunce::canonicalize(root), std::env::current_dir().and_then(dunce::canonicalize))
    else {
        return Utf8PathBuf::new();
    };
    let tops = [repository(&current), repository(&root), Some(current.as_path())];
    let below = tops.into_iter().flatten().find_map(|top| root.strip_prefix(top).ok());
    below.and_then(io::relative).unwrap_or_default()
}

/// The nearest folder around `folder`, itself included, that git keeps.
fn repository(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|folder| folder.join(".git").exists())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_formats_are_in_the_table() {
        let has = |name| FORMATS.iter().any(|format| format.name == name);
        assert!(has("text") && has("narrated"));
    }

    #[test]
    fn files_are_named_from_the_repository() {
        let place = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
        let base = place.path().join("größe 1/kb");
        assert!(fs::create_dir_all(&base).is_ok());
        assert_eq!(folder(&base), "");
        assert!(fs::create_dir(place.path().join(".git")).is_ok());
        assert_eq!(folder(&base), "größe 1/kb");
        assert_eq!(folder(place.path()), "");
    }
}
