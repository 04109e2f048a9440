//! `touchbase lsp`: a language server on standard input and output.
//!
//! ```text
//! stdin ──transport──▶ server ──requests──▶ ide (positions in, answers out)
//!                        │  ▲
//!                 orders ▼  │ news        documents: what the editor holds
//!                       worker            bases: what was last compiled
//! ```
//! One thread reads, one writes, one compiles; the server itself never waits for a run of the checks. `rehearse` has the same conversation
//! in one thread, so that tests and fuzz targets can repeat it.

mod answer;
mod capabilities;
mod client;
mod document;
mod findings;
mod notifications;
mod requests;
mod server;
mod transport;
mod uri;
mod worker;
mod workspace;

use std::io::{self, BufRead, Write};

use clap::Args;

use super::Outcome;
use super::failure::Failure;
use super::terminal::Terminal;

/// Arguments of `touchbase lsp`.
#[derive(Debug, Args)]
#[command(after_help = "\
An editor starts this command by itself and talks to it over standard input and
output; by hand there is nothing to see. Set it up as the language server for
`.cx` files and for the YAML files of a knowledge base:

  Visual Studio Code, Neovim, Helix, Emacs, Kate and others: docs/editors.md
  What the server can do, and its settings:                  docs/language-server.md

Exit code:
  0 when the editor has said goodbye, 1 when it went away without a word")]
pub(super) struct Arguments {
    /// Talk over standard input and output; this is what it does anyway
    #[arg(long)]
    stdio: bool,
    /// The editor's process, as some editors pass it; not used
    #[arg(long = "clientProcessId", value_name = "PID", hide = true)]
    client_process_id: Option<u32>,
}

/// Runs the verb.
pub(super) fn run(_: &Arguments, _: &Terminal) -> Result<Outcome, Failure> {
    Ok(match server::serve() {
        server::Farewell::Said => Outcome::Done,
        server::Farewell::Missed => Outcome::Errors,
    })
}

/// Takes a whole conversation from bytes to bytes; whether it ended with a farewell.
///
/// # Errors
/// Where `output` cannot be written.
pub(super) fn rehearse(mut input: impl BufRead, mut output: impl Write) -> io::Result<bool> {
    Ok(server::rehearse(&mut input, &mut output)? == server::Farewell::Said)
}
