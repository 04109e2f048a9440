//! `touchbase completions`: a script that completes verbs, options and values in a shell.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::failure::Failure;
use super::terminal::Terminal;
use super::{Outcome, Program};

/// Arguments of `touchbase completions`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  touchbase completions bash > ~/.bash_completion.d/touchbase
  touchbase completions zsh > ~/.zfunc/_touchbase
  touchbase completions fish > ~/.config/fish/completions/touchbase.fish")]
pub(super) struct Arguments {
    /// The shell to complete in
    shell: Shell,
}

/// Runs the verb.
pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Program::command(), "touchbase", &mut script);
    terminal.print(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Done)
}
