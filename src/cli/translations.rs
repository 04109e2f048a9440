//! `touchbase translations`: how much is translated, and from which texts the translations were made.

use std::path::PathBuf;

use clap::Args;

use super::Outcome;
use super::base::{self, Base};
use super::changes;
use super::failure::{Failure, shown};
use super::terminal::Terminal;
use crate::config::translations::{FILE, Made, Record};
use crate::schema::Language;
use crate::translation::{self, State, Translation};

/// Arguments of `touchbase translations`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  touchbase translations                    how much is translated
  touchbase translations --update           record what was translated
  touchbase translations --confirm hotline  its translations still hold

The record stands in `touchbase-translations.yaml`. `touchbase check` reports
translations whose text has changed since; `--update` keeps them reported until
they are translated anew or confirmed.")]
pub(super) struct Arguments {
    /// Folder of a knowledge base [default: the current folder]
    dir: Option<PathBuf>,
    /// Record new and changed translations, forget those that are gone
    #[arg(long)]
    update: bool,
    /// Record the translations of an element as made from its texts of today; can be given several times
    #[arg(long, value_name = "ELEMENT")]
    confirm: Vec<String>,
}

/// Runs the verb.
pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let base = base::open(arguments.dir.as_deref(), &base::options())?;
    let (record, _) = Record::of(&base.compilation.sources);
    let all = translation::all(&base.compilation.model, record.as_ref());
    if arguments.update || !arguments.confirm.is_empty() {
        return write(arguments, &base, record.unwrap_or_default(), &all, terminal);
    }
    if base.compilation.model.languages().len() < 2 {
        terminal.note(
            "This knowledge base has one language; `languages: [de, en]` in touchbase.yaml gives it a second one.",
        );
        return Ok(Outcome::Done);
    }
    terminal.print(&told(&base, &all))?;
    Ok(Outcome::Done)
}

fn told(base: &Base, all: &[Translation<'_>]) -> String {
    let line = |language: &Language| {
        let of_it = || all.iter().filter(|one| one.language == *language);
        let count = |state: State| of_it().filter(|one| one.state == state).count();
        let (texts, missing, outdated) = (of_it().count(), count(State::Missing), count(State::Outdated));
        let code = language.code();
        format!("{code}: {} of {texts} texts translated, {missing} missing, {outdated} outdated\n", texts - missing)
    };
    base.compilation.model.languages().iter().skip(1).map(line).collect()
}

fn write(
    arguments: &Arguments,
    base: &Base,
    old: Record,
    all: &[Translation<'_>],
    terminal: &Terminal,
) -> Result<Outcome, Failure> {
    let mut confirmed = Vec::new();
    for name in &arguments.confirm {
        match base.compilation.model.lookup(name) {
            Some((element, _)) => confirmed.push(element.id()),
            None => return Err(Failure::new(format!("`{name}` names no element."))),
        }
    }
    let is_confirmed =
        |one: &Translation<'_>| confirmed.contains(&one.element.id()) || confirmed.contains(&one.element.root().id());
    let recorded =
        |made: &Made| old.entries.iter().find(|known| known.subject == made.subject && known.key == made.key);
    let mut record = Record::default();
    for one in all {
        let Some(made) = &one.made else { continue };
        let keep = if one.state == State::Outdated && !is_confirmed(one) { recorded(made) } else { None };
        record.entries.push(keep.unwrap_or(made).clone());
    }
    let outdated = all.iter().filter(|one| one.state == State::Outdated && !is_confirmed(one)).count();
    let file = base.root.join(FILE);
    changes::write_one(&base.root, &base.compilation.sources, FILE, record.written())?;
    let count = record.entries.len();
    terminal.note(&format!("{count} translations recorded in {}, {outdated} of them outdated.", shown(&file)));
    Ok(Outcome::Done)
}
