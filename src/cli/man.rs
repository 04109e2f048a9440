//! `touchbase man`: manual pages, one for the program and one for each verb.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, Command, CommandFactory};
use clap_mangen::Man;

use super::failure::Failure;
use super::io;
use super::terminal::Terminal;
use super::{Outcome, Program};

/// Arguments of `touchbase man`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  touchbase man | man -l -                 read the page of the program
  touchbase man check | man -l -           read the page of a verb
  touchbase man -o ~/.local/share/man/man1    install all of them")]
pub(super) struct Arguments {
    /// The verb whose page is printed [default: the page of the program]
    verb: Option<String>,
    /// Write all pages to this folder instead of printing one
    #[arg(short, long, value_name = "DIR", conflicts_with = "verb")]
    output: Option<PathBuf>,
}

/// Runs the verb.
pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let mut program = Program::command();
    program.build();
    match (&arguments.output, &arguments.verb) {
        (Some(folder), _) => write(folder, &program)?,
        (None, Some(verb)) => terminal.print(&page(verb_named(&program, verb)?)?)?,
        (None, None) => terminal.print(&page(&program)?)?,
    }
    Ok(Outcome::Done)
}

fn verb_named<'p>(program: &'p Command, verb: &str) -> Result<&'p Command, Failure> {
    program
        .find_subcommand(verb)
        .ok_or_else(|| Failure::new(format!("There is no verb `{verb}`.")).help("`touchbase --help` lists all verbs."))
}

/// The page of a command in roff, which `man` reads.
fn page(command: &Command) -> Result<String, Failure> {
    let name = command.get_display_name().unwrap_or(command.get_name()).to_owned();
    let mut page = Vec::new();
    let made = Man::new(command.clone().name(name)).render(&mut page);
    made.map_err(|error| Failure::io("the manual page".as_ref(), "made", &error))?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}

/// Writes the page of the program and that of each verb.
fn write(folder: &Path, program: &Command) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|error| Failure::io(folder, "created", &error))?;
    let verbs = program.get_subcommands().filter(|verb| verb.get_name() != "help");
    std::iter::once(program).chain(verbs).try_for_each(|command| {
        let name = command.get_display_name().unwrap_or(command.get_name());
        io::replace(&folder.join(format!("{name}.1")), &page(command)?)
    })
}
