//! `touchbase check --watch`: a knowledge base and its changes, to one report after the other.
//!
//! Knows when to report, not how.

use std::path::Path;

use jiff::Zoned;

use super::base::{self, Base};
use super::failure::Failure;
use super::terminal::Terminal;
use super::watch::{Change, Kept, Watch, on_interrupt};
use crate::check::Options;
use crate::compile::Cache;

/// Hands the knowledge base that `path` is or lies in, compiled with `options`, to `tell`, now and after every change of its files, until it is time to end.
///
/// # Errors
/// When it cannot be read or watched, when there is no knowledge file at the begin, and what `tell` says.
pub(super) fn run(
    path: Option<&Path>,
    options: &dyn Fn() -> Result<Options, Failure>,
    terminal: &Terminal,
    tell: &dyn Fn(&Base, &Options) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let (root, only) = base::find(path)?;
    let mut watch = Watch::new()?;
    on_interrupt(watch.end())?;
    let mut kept = Kept::open(&root, &mut watch)?;
    let mut cache = Cache::new();
    // Asked for anew each time: it may be another day, and settings may name other rules.
    let mut compiled = |kept: &Kept| {
        let options = options()?;
        let compilation = cache.compile(kept.sources().clone(), &options);
        Ok((Base::new(&root, only.as_deref(), kept.nested().to_vec(), compilation)?, options))
    };
    let (base, asked) = compiled(&kept)?;
    base.note_nested(terminal);
    tell(&base, &asked)?;
    drop(base);
    terminal.note("Watching for changes; Ctrl-C ends it.");
    while let Some(touched) = watch.next() {
        let (changes, watched) = kept.renew(&touched, &mut watch);
        if let Err(failure) = watched {
            terminal.warn(&failure.to_string());
        }
        if changes.is_empty() {
            continue;
        }
        terminal.print(&separated(&changes, terminal))?;
        // Files may come back; nothing else can be told until then.
        match compiled(&kept) {
            Ok((base, asked)) => tell(&base, &asked)?,
            Err(failure) => terminal.fail(&failure),
        }
    }
    Ok(())
}

/// The line between two reports: when, and after which changes.
fn separated(changes: &[Change], terminal: &Terminal) -> String {
    let words = format!("{} {}", Zoned::now().strftime("%H:%M:%S"), Change::listed(changes));
    match terminal.look.unicode && !terminal.narrated {
        true => {
            let width = unicode_width::UnicodeWidthStr::width(words.as_str()) + 4;
            let rest = "─".repeat(terminal.look.width.saturating_sub(width));
            format!("\n── {words} {rest}\n\n")
        }
        false => format!("\n{words}\n\n"),
    }
}
