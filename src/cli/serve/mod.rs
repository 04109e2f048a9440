//! `touchbase serve`: the site of a knowledge base in a browser, as it will be, while it is being written.
//!
//! ```text
//! files ─watch─▶ compile ─▶ generation (a thread with one state of the site) ◀─asks─ http ◀─▶ browsers
//!                      └──▶ findings ──────────────────────────────────────────────▶ events
//! ```
//! The next state is made while the last one still answers, and takes its place at once. Nothing is written to disk.

mod address;
mod editor;
mod events;
mod findings;
mod generation;
mod http;
mod listen;
mod page;
mod preview;
mod state;

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use super::failure::{Failure, shown};
use super::terminal::Terminal;
use super::watch::{Watch, on_interrupt};
use super::{Outcome, base};
use editor::Editor;
use listen::Listening;
use preview::{Preview, Wishes};

/// Arguments of `touchbase serve`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  touchbase serve                   the site of the base around the current folder
  touchbase serve kb --open         and opens the browser
  touchbase serve --port 8080       at another port
  touchbase serve --editor idea     links of findings open IntelliJ IDEA

Pages are made when a browser asks for them, and nothing is written to disk.
When a file is saved, open pages that it concerns load themselves again and
keep their place. While the knowledge base has errors, pages stay as they were
without them, and each page lists the errors.

Only this machine can read the pages, unless `--host` names another address:
`--host 0.0.0.0` lets everyone in the network read them. Ctrl-C ends it.

Exit code:
  0 when it was ended, 2 when it could not serve")]
pub(super) struct Arguments {
    /// Folder of the knowledge base [default: the current folder]
    dir: Option<PathBuf>,
    /// Port to listen at [default: 4321, or the next one that is free]
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    /// Address to listen at; others than the default can be reached from outside of this machine
    #[arg(long, value_name = "HOST", default_value = listen::HERE)]
    host: String,
    /// Open the browser
    #[arg(long)]
    open: bool,
    /// What links of findings open: vscode, vscodium, cursor, zed, idea, none, or an address with {path}, {line} and {column} in it
    #[arg(long, value_name = "EDITOR", default_value = "vscode")]
    editor: Editor,
    /// Show pages in spite of errors, with broken references marked
    #[arg(long)]
    preview: bool,
    /// The day for which overdue reviews are marked, as in `touchbase build`
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<Date>,
}

/// Runs the verb.
pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let (root, _) = base::find(arguments.dir.as_deref())?;
    let listening = Listening::open(&arguments.host, arguments.port)?;
    let watch = Watch::new()?;
    on_interrupt(watch.end())?;
    let wishes = Wishes { preview: arguments.preview, today: arguments.today, editor: arguments.editor.clone() };
    let mut preview = Preview::open(&root, wishes, watch, terminal)?;
    let address = listening.address();
    terminal.print(&format!("Serving {} at {address} (Ctrl-C ends it).\n", shown(&root)))?;
    if listening.is_public() {
        let words = "Everyone in the network can read this knowledge base while it is served; without `--host`, only this machine can.";
        terminal.warn(words);
    }
    listening.serve(preview.states())?;
    if arguments.open
        && let Err(error) = open::that_detached(&address)
    {
        terminal.warn(&Failure::io(address.as_ref(), "opened in a browser", &error).to_string());
    }
    preview.follow(terminal)?;
    Ok(Outcome::Done)
}
