//! One defect in a sound knowledge base gives one finding: the right check, at the right line, and nothing else.
//!
//! A mutation replaces a text that stands once in a file of an example. `¦` in the new text marks the line on which the
//! finding belongs; without it, that is the line on which the new text begins.

mod cx;
mod yaml;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use encoding_rs::WINDOWS_1252;
use touchbase::Compilation;
use touchbase::check;

use crate::library::{File, compiled, example};

const MARK: char = '¦';

/// One defect and what is to be found.
struct Mutation {
    check: &'static str,
    file: &'static str,
    from: &'static str,
    to: &'static str,
    /// Where the finding belongs if not in the new text: a file and a text that stands once in it.
    elsewhere: Option<(&'static str, &'static str)>,
    saved: Saved,
}

/// How an editor writes the changed file.
#[derive(Clone, Copy, PartialEq)]
enum Saved {
    Plain,
    WithCrlf,
    WithBom,
    AsWindows1252,
    AsUtf16,
}

const fn broken(check: &'static str, file: &'static str, from: &'static str, to: &'static str) -> Mutation {
    Mutation { check, file, from, to, elsewhere: None, saved: Saved::Plain }
}

impl Mutation {
    const fn at(self, file: &'static str, text: &'static str) -> Mutation {
        Mutation { elsewhere: Some((file, text)), ..self }
    }

    const fn saved(self, saved: Saved) -> Mutation {
        Mutation { saved, ..self }
    }

    /// The files with the defect, and the file and line on which it is to be found.
    fn apply(&self, mut files: Vec<File>) -> Result<(Vec<File>, String, usize), String> {
        let file = files.iter_mut().find(|file| file.path == self.file).ok_or("there is no such file")?;
        let text = String::from_utf8(file.bytes.clone()).map_err(|_| "the example is no UTF-8")?;
        let start = once(&text, self.from)?;
        let mark = self.to.find(MARK).unwrap_or(0);
        let place = (self.file.to_owned(), line(&text, start) + self.to[..mark].matches('\n').count());
        let changed = text.replacen(self.from, &self.to.replace(MARK, ""), 1);
        file.bytes = changed.clone().into_bytes();
        let place = match self.elsewhere {
            None => place,
            Some((path, needle)) => {
                let other = files.iter().find(|file| file.path == path).ok_or("there is no such other file")?;
                let text = String::from_utf8_lossy(&other.bytes);
                (path.to_owned(), line(&text, once(&text, needle)?))
            }
        };
        let saved = File { path: self.file.to_owned(), bytes: self.saved.bytes(&changed) };
        let files = files.into_iter().map(|file| if file.path == saved.path { saved.clone() } else { file }).collect();
        Ok((files, place.0, place.1))
    }

    fn check(&self, files: &[File]) -> Result<(), String> {
        let (files, file, line) = self.apply(files.to_vec())?;
        let compilation = compiled(&files);
        let expected = format!("{file}:{line} {}", self.check);
        let found = places(&compilation);
        if found == [expected.clone()] { Ok(()) } else { Err(format!("expected {expected}\n{}", shown(&compilation))) }
    }
}

impl Saved {
    fn bytes(self, text: &str) -> Vec<u8> {
        match self {
            Saved::Plain => text.as_bytes().to_vec(),
            Saved::WithCrlf => text.replace('\n', "\r\n").into_bytes(),
            Saved::WithBom => format!("\u{feff}{text}").into_bytes(),
            Saved::AsWindows1252 => WINDOWS_1252.encode(text).0.into_owned(),
            Saved::AsUtf16 => format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect(),
        }
    }
}

/// Where `needle` stands in `text`, in which it must stand once.
fn once(text: &str, needle: &str) -> Result<usize, String> {
    let mut places = text.match_indices(needle);
    match (places.next(), places.next()) {
        (Some((at, _)), None) => Ok(at),
        (None, _) => Err(format!("`{needle}` does not stand in the file")),
        _ => Err(format!("`{needle}` stands in the file more than once")),
    }
}

fn line(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

fn places(compilation: &Compilation) -> Vec<String> {
    let place = |finding: &touchbase::diagnostic::Diagnostic| {
        let source = compilation.sources.get(finding.primary.span.source);
        format!("{}:{} {}", source.path, source.position(finding.primary.span.start).line, finding.check)
    };
    compilation.diagnostics.iter().map(place).collect()
}

/// All findings as a user reads them.
fn shown(compilation: &Compilation) -> String {
    let mut text = String::new();
    for (place, finding) in places(compilation).iter().zip(&compilation.diagnostics) {
        let help = finding.help.as_deref().unwrap_or("-");
        let _ = writeln!(text, "  found {place}: {}\n    [{}] help: {help}", finding.message, finding.primary.text);
    }
    if text.is_empty() { "  found nothing\n".to_owned() } else { text }
}

/// Runs a table against an example; tells of every failure at once.
fn run(name: &str, table: &[Mutation]) {
    let files = example(name);
    assert_eq!(places(&compiled(&files)), [""; 0], "the example itself is sound");
    let mut failures = String::new();
    for (at, mutation) in table.iter().enumerate() {
        if let Err(failure) = mutation.check(&files) {
            let (from, to) = (mutation.from, mutation.to);
            let _ = writeln!(failures, "\n#{at} {}: `{from}` -> `{to}`\n{failure}", mutation.file);
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn one_defect_in_the_coffee_club_gives_one_finding() {
    run("kaffeeklub", cx::TABLE);
}

#[test]
fn one_defect_in_learning_to_drive_gives_one_finding() {
    run("learn-to-drive", yaml::TABLE);
}

#[test]
fn the_mutations_cover_every_check_of_the_language() {
    let covered: BTreeSet<&str> = cx::TABLE.iter().chain(yaml::TABLE).map(|mutation| mutation.check).collect();
    // No change of a text makes a file unreadable; its examples prove that check.
    let missing: Vec<&str> = check::LANGUAGE
        .checks
        .iter()
        .map(|check| check.name)
        .filter(|name| !covered.contains(name) && *name != "unreadable-file")
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert!(cx::TABLE.len() + yaml::TABLE.len() >= 60 && yaml::TABLE.len() >= 25);
}

/// What is said about each mutation: to read the messages as a user does.
#[test]
#[ignore = "prints all messages, for reading: cargo test mutations -- --ignored --nocapture"]
fn print_what_is_said_about_each_mutation() {
    for (name, table) in [("kaffeeklub", cx::TABLE), ("learn-to-drive", yaml::TABLE)] {
        let files = example(name);
        for mutation in table {
            let Ok((files, ..)) = mutation.apply(files.clone()) else { continue };
            println!("{} -> {}\n{}", mutation.from, mutation.to, shown(&compiled(&files)));
        }
    }
}
