//! `touchbase new`: a small but complete knowledge base to start from, in either language and either notation.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::Outcome;
use super::failure::{Failure, shown, some_of};
use super::terminal::Terminal;

/// Arguments of `touchbase new`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  touchbase new customer-knowledge
  touchbase new kundenwissen --language de
  touchbase new customer-knowledge --yaml

It has no errors: change it bit by bit into your own, and check as you go.")]
pub(super) struct Arguments {
    /// Folder to be made; it may exist if it is empty
    dir: PathBuf,
    /// Write YAML instead of the touchbase language
    #[arg(long)]
    yaml: bool,
    /// Language of the content [default: as the environment says, else en]
    #[arg(long, value_name = "LANGUAGE")]
    language: Option<Language>,
}

/// Language of the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Language {
    /// Deutsch
    De,
    /// English
    En,
}

/// Files by path.
type Files = &'static [(&'static str, &'static str)];

/// The text of a file of a starter.
macro_rules! text {
    ($path:literal) => {
        include_str!(concat!("../../templates/new/", $path))
    };
}

const GERMAN_CX: Files = &[
    (".gitignore", text!("gitignore")),
    ("touchbase.yaml", text!("de/touchbase.yaml")),
    ("personas.cx", text!("de/cx/personas.cx")),
    ("reisen.cx", text!("de/cx/reisen.cx")),
    ("touchpoints.cx", text!("de/cx/touchpoints.cx")),
    ("grundlagen.cx", text!("de/cx/grundlagen.cx")),
];

const GERMAN_YAML: Files = &[
    (".gitignore", text!("gitignore")),
    ("touchbase.yaml", text!("de/touchbase.yaml")),
    ("personas.yaml", text!("de/yaml/personas.yaml")),
    ("reisen.yaml", text!("de/yaml/reisen.yaml")),
    ("touchpoints.yaml", text!("de/yaml/touchpoints.yaml")),
    ("grundlagen.yaml", text!("de/yaml/grundlagen.yaml")),
];

const ENGLISH_CX: Files = &[
    (".gitignore", text!("gitignore")),
    ("touchbase.yaml", text!("en/touchbase.yaml")),
    ("personas.cx", text!("en/cx/personas.cx")),
    ("journeys.cx", text!("en/cx/journeys.cx")),
    ("touchpoints.cx", text!("en/cx/touchpoints.cx")),
    ("basics.cx", text!("en/cx/basics.cx")),
];

const ENGLISH_YAML: Files = &[
    (".gitignore", text!("gitignore")),
    ("touchbase.yaml", text!("en/touchbase.yaml")),
    ("personas.yaml", text!("en/yaml/personas.yaml")),
    ("journeys.yaml", text!("en/yaml/journeys.yaml")),
    ("touchpoints.yaml", text!("en/yaml/touchpoints.yaml")),
    ("basics.yaml", text!("en/yaml/basics.yaml")),
];

/// Runs the verb.
pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let files = match (arguments.language.unwrap_or_else(language), arguments.yaml) {
        (Language::De, false) => GERMAN_CX,
        (Language::De, true) => GERMAN_YAML,
        (Language::En, false) => ENGLISH_CX,
        (Language::En, true) => ENGLISH_YAML,
    };
    refuse_content(&arguments.dir)?;
    fs::create_dir_all(&arguments.dir).map_err(|error| Failure::io(&arguments.dir, "created", &error))?;
    for (name, text) in files {
        create(&arguments.dir.join(name), text)?;
    }
    terminal.print(&told(&arguments.dir, files))?;
    Ok(Outcome::Done)
}

/// The language the environment asks for.
fn language() -> Language {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set).unwrap_or_default();
    if locale.starts_with("de") { Language::De } else { Language::En }
}

/// Refuses a folder with anything in it but a fresh repository.
fn refuse_content(dir: &Path) -> Result<(), Failure> {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Failure::io(dir, "used", &error)),
    };
    let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|name| name != ".git").collect();
    names.sort();
    match names.is_empty() {
        true => Ok(()),
        false => {
            let message = format!("{} is not empty: it holds {}. Nothing was written.", shown(dir), some_of(&names));
            Err(Failure::new(message).help("Name a folder that does not exist yet."))
        }
    }
}

fn create(path: &Path, text: &str) -> Result<(), Failure> {
    let opened = OpenOptions::new().write(true).create_new(true).open(path);
    let written = opened.and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| Failure::io(path, "written", &error))
}

fn told(dir: &Path, files: Files) -> String {
    let names: Vec<&str> = files.iter().map(|(name, _)| *name).filter(|name| !name.starts_with('.')).collect();
    let dir = shown(dir);
    let dir = dir.trim_matches('`');
    format!(
        "Made a small knowledge base in `{dir}`: {}.\n\nNext:\n  cd {dir}\n  touchbase check\n  touchbase build\n",
        names.join(", ")
    )
}
