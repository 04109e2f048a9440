//! The command line: the only part of the crate that touches files, the terminal and the process.
//!
//! One file a verb, each with its arguments and a `run`; a new verb is a file, a variant of `Verb` and an arm of `run`.
#![expect(clippy::print_stderr, reason = "the command line is what prints, and nothing else is")]

mod base;
mod baseline;
mod build;
mod changes;
mod check;
mod completions;
mod convert;
mod explain;
mod export;
mod failure;
mod fix;
mod fmt;
mod import;
mod io;
mod journal;
mod kept_layout;
mod layout;
mod list;
mod lsp;
mod man;
mod manifest;
mod material;
mod merge;
mod mv;
mod new;
mod recheck;
mod refactor;
mod rename;
mod report;
mod schema;
mod selector;
mod serve;
mod show;
mod staged;
mod stats;
mod templates;
mod terminal;
mod translations;
mod watch;
mod write;

use std::ffi::OsString;
use std::panic::PanicHookInfo;
use std::process::ExitCode;

use clap::{ColorChoice, CommandFactory, FromArgMatches, Parser, Subcommand};

use failure::Failure;
use terminal::{Color, Terminal};

const HELP: &str = "\
Examples:
  touchbase new kb         make a small knowledge base to start from
  touchbase check kb       say what is wrong, with the exact place and what to do
  touchbase build kb       write its site to kb/site
  touchbase serve kb       show its site in a browser, and every change at once
  touchbase explain step   what a kind, field, check or setting is for

Exit code:
  0 when all is well, 1 when the knowledge base has errors,
  2 when the work could not be done

Environment:
  NO_COLOR          no colours, whatever the terminal can do
  CLICOLOR_FORCE    colours also in files and pipes
  NO_GRAPHICS       findings told in sentences instead of drawn, for screen readers";

/// The version; in a program made for release with the commit that it was made from.
const VERSION: &str = match option_env!("TOUCHBASE_COMMIT") {
    Some(commit) => commit,
    None => env!("CARGO_PKG_VERSION"),
};

/// Checks and publishes customer-experience knowledge that is kept as text
#[derive(Debug, Parser)]
#[command(name = "touchbase", version = VERSION, after_help = HELP, arg_required_else_help = true)]
struct Program {
    #[command(subcommand)]
    verb: Verb,
    /// When to use colours: auto, always or never
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_possible_values = true)]
    color: Color,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Make a small knowledge base to start from
    New(new::Arguments),
    /// Say what is wrong in a knowledge base
    Check(check::Arguments),
    /// Record today's findings, so that only new ones are reported
    Baseline(baseline::Arguments),
    /// Publish a knowledge base as a site
    Build(build::Arguments),
    /// Show the site in a browser while you write, without writing it to disk
    Serve(serve::Arguments),
    /// Bring in journeys drawn in Mermaid, CSV files and spreadsheets
    Import(import::Arguments),
    /// Write a knowledge base as a spreadsheet or as CSV files, to edit and import again
    Export(export::Arguments),
    /// List the elements of a knowledge base, by kind or by a selector
    List(list::Arguments),
    /// Show one element and where it is used
    Show(show::Arguments),
    /// Count elements, and how many of them are looked after
    Stats(stats::Arguments),
    /// Count translations, and record from which texts they were made
    Translations(translations::Arguments),
    /// Give an element another id or name, everywhere
    Rename(rename::Arguments),
    /// Make two elements that mean the same one
    Merge(merge::Arguments),
    /// Move a knowledge file, with the links that depend on its place
    Mv(mv::Arguments),
    /// Explain a check, a kind, a field or a setting
    Explain(explain::Arguments),
    /// Bring files into the one layout, changing nothing of what they say
    Fmt(fmt::Arguments),
    /// Write .cx files as YAML, or YAML files as .cx
    Convert(convert::Arguments),
    /// List the site's templates, or copy some to change them
    Templates(templates::Arguments),
    /// Write a JSON Schema with which editors complete and check YAML files
    Schema(schema::Arguments),
    /// Serve an editor: findings while typing, completion, renaming and more
    Lsp(lsp::Arguments),
    /// Write a script that completes commands in a shell
    Completions(completions::Arguments),
    /// Print or write manual pages
    Man(man::Arguments),
}

/// How a verb that could do its work ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// As wished.
    Done,
    /// The knowledge base has errors.
    Errors,
}

/// Runs the program with the process's arguments; returns its exit code: 0 when all is well, 1 when the knowledge base
/// has errors, 2 when the work could not be done.
pub fn main() -> ExitCode {
    std::panic::set_hook(Box::new(|panic| eprintln!("{}", apology(panic))));
    let command = Program::command().color(color_wish(std::env::args_os()));
    let parsed = command.try_get_matches().and_then(|matches| Program::from_arg_matches(&matches));
    let program = match parsed {
        Ok(program) => program,
        Err(error) => {
            // help and version come this way too; a reader that has gone is no failure
            return match error.print() {
                Err(refused) if refused.kind() != std::io::ErrorKind::BrokenPipe => ExitCode::from(2),
                _ => ExitCode::from(error.exit_code() as u8),
            };
        }
    };
    let terminal = Terminal::new(program.color);
    match run(&program.verb, &terminal) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Errors) => ExitCode::from(1),
        Err(failure) => {
            terminal.fail(&failure);
            ExitCode::from(2)
        }
    }
}

/// Ways into what the command line reads from others, without a process, for fuzz targets and tests. No promise to anybody else.
#[doc(hidden)]
pub mod doors {
    use std::io::{self, BufRead, Write};

    use crate::import::RawSheet;

    /// The conversation of `touchbase lsp`, in one thread; whether it ended with a farewell.
    ///
    /// # Errors
    /// Where `output` cannot be written.
    pub fn lsp(input: impl BufRead, output: impl Write) -> io::Result<bool> {
        super::lsp::rehearse(input, output)
    }

    /// The sheets of a workbook, as `touchbase import xlsx` reads them.
    ///
    /// # Errors
    /// What the reader would be told, when it is none.
    pub fn workbook(name: &str, bytes: Vec<u8>) -> Result<Vec<RawSheet>, String> {
        super::import::workbook(name.as_ref(), bytes).map_err(|failure| failure.to_string())
    }
}

fn run(verb: &Verb, terminal: &Terminal) -> Result<Outcome, Failure> {
    match verb {
        Verb::New(arguments) => new::run(arguments, terminal),
        Verb::Check(arguments) => check::run(arguments, terminal),
        Verb::Baseline(arguments) => baseline::run(arguments, terminal),
        Verb::Build(arguments) => build::run(arguments, terminal),
        Verb::Serve(arguments) => serve::run(arguments, terminal),
        Verb::Import(arguments) => import::run(arguments, terminal),
        Verb::Export(arguments) => export::run(arguments, terminal),
        Verb::List(arguments) => list::run(arguments, terminal),
        Verb::Show(arguments) => show::run(arguments, terminal),
        Verb::Stats(arguments) => stats::run(arguments, terminal),
        Verb::Translations(arguments) => translations::run(arguments, terminal),
        Verb::Rename(arguments) => rename::run(arguments, terminal),
        Verb::Merge(arguments) => merge::run(arguments, terminal),
        Verb::Mv(arguments) => mv::run(arguments, terminal),
        Verb::Explain(arguments) => explain::run(arguments, terminal),
        Verb::Fmt(arguments) => fmt::run(arguments, terminal),
        Verb::Convert(arguments) => convert::run(arguments, terminal),
        Verb::Templates(arguments) => templates::run(arguments, terminal),
        Verb::Schema(arguments) => schema::run(arguments, terminal),
        Verb::Lsp(arguments) => lsp::run(arguments, terminal),
        Verb::Completions(arguments) => completions::run(arguments, terminal),
        Verb::Man(arguments) => man::run(arguments, terminal),
    }
}

/// What to say when the program itself is wrong.
fn apology(panic: &PanicHookInfo) -> String {
    let place = panic.location().map(|place| format!(" at {}:{}", place.file(), place.line())).unwrap_or_default();
    let payload = panic.payload();
    let words = payload.downcast_ref::<&str>().copied().or(payload.downcast_ref::<String>().map(String::as_str));
    format!(
        "touchbase {} has made a mistake of its own and had to stop; your knowledge files are as they were.\n\
         Please report it with the command you ran and this line: {}{place}",
        env!("CARGO_PKG_VERSION"),
        words.unwrap_or("no message"),
    )
}

/// The wish for colours among arguments that may not be understood as a whole, for help and messages about usage.
fn color_wish(arguments: impl Iterator<Item = OsString>) -> ColorChoice {
    let words: Vec<String> = arguments.map(|argument| argument.to_string_lossy().into_owned()).collect();
    let after = words.iter().skip_while(|word| *word != "--color").nth(1).map(String::as_str);
    let joined = words.iter().find_map(|word| word.strip_prefix("--color="));
    match joined.or(after) {
        Some("always") => ColorChoice::Always,
        Some("never") => ColorChoice::Never,
        _ => ColorChoice::Auto,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Program::command().debug_assert();
    }

    /// Jobs that people copy, and what is written about reports, use options that there are.
    #[test]
    fn commands_in_the_documentation_are_understood() {
        let pages = [
            include_str!("../../docs/output.md"),
            include_str!("../../docs/editing.md"),
            include_str!("../../docs/serve.md"),
            include_str!("../../docs/ci/github-actions.yml"),
            include_str!("../../docs/ci/gitlab-ci.yml"),
        ];
        for page in pages {
            let starts = ["run: ", "- ", ""];
            let line = |line: &'static str| starts.iter().find_map(|start| line.trim().strip_prefix(start));
            let commands: Vec<&str> =
                page.lines().filter_map(line).filter(|line| line.starts_with("touchbase ")).collect();
            assert!(commands.len() > 1, "{page}");
            for command in commands {
                let words = words(command.split('#').next().unwrap_or_default());
                let parsed = Program::command().try_get_matches_from(words);
                assert!(parsed.is_ok(), "{command}: {:?}", parsed.err());
            }
        }
    }

    /// The words of a command; what stands in quotes is one.
    fn words(command: &str) -> Vec<String> {
        let mut words = vec![String::new()];
        let mut quoted = false;
        for c in command.chars() {
            match c {
                '"' => quoted = !quoted,
                ' ' if !quoted => words.push(String::new()),
                c => words.iter_mut().last().into_iter().for_each(|word| word.push(c)),
            }
        }
        words.retain(|word| !word.is_empty());
        words
    }

    #[test]
    fn the_wish_for_colours_is_found_among_wrong_arguments() {
        let wish = |line: &str| color_wish(line.split(' ').map(OsString::from));
        assert_eq!(wish("touchbase chek --color never"), ColorChoice::Never);
        assert_eq!(wish("touchbase --color=always chek"), ColorChoice::Always);
        assert_eq!(wish("touchbase chek --color"), ColorChoice::Auto);
    }
}
