//! The terminal, or what stands in its place: whether to use colours, how wide it is, printing, and progress of long work.

use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::failure::Failure;
use crate::diagnostic::human::Look;

/// Columns when there is no terminal to ask.
const WIDTH: usize = 100;

/// Work that takes no longer shows no progress.
const PATIENCE: Duration = Duration::from_secs(1);

/// When to use colours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless the environment says otherwise
    #[default]
    Auto,
    /// Also in files and pipes
    Always,
    /// Not even on a terminal
    Never,
}

/// Where the program's words go.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terminal {
    /// How findings are drawn on standard output.
    pub(super) look: Look,
    /// Whether the environment asks for words instead of drawings.
    pub(super) narrated: bool,
    color_errors: bool,
}

impl Terminal {
    /// Asks the environment.
    pub(super) fn new(color: Color) -> Terminal {
        let env = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let width = terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0));
        Terminal {
            look: Look {
                color: wants_color(color, io::stdout().is_terminal(), &env),
                unicode: speaks_unicode(&env),
                width: width.clamp(40, 140),
            },
            narrated: env("NO_GRAPHICS").is_some_and(|value| value != "0"),
            color_errors: wants_color(color, io::stderr().is_terminal(), &env),
        }
    }

    /// Prints to standard output. That its reader has gone is no failure: `touchbase list | head` is fine.
    pub(super) fn print(&self, text: &str) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(Failure::io("standard output".as_ref(), "written", &error))
            }
            _ => Ok(()),
        }
    }

    /// A remark on standard error, such as what was left out.
    pub(super) fn note(&self, text: &str) {
        self.say("36", "note", text);
    }

    /// Why the work could not be done, on standard error.
    pub(super) fn fail(&self, failure: &Failure) {
        self.say("1;31", "error", &failure.to_string());
    }

    fn say(&self, style: &str, word: &str, text: &str) {
        let line = match self.color_errors {
            true => format!("\u{1b}[{style}m{word}:\u{1b}[0m {text}\n"),
            false => format!("{word}: {text}\n"),
        };
        // there is no one left to tell when this fails
        let _ = io::stderr().write_all(line.as_bytes());
    }
}

/// A remark on standard error where no terminal is at hand; never in colours.
pub(super) fn remark(text: &str) {
    // there is no one left to tell when this fails
    let _ = io::stderr().write_all(format!("note: {text}\n").as_bytes());
}

/// Whether to use colours on a stream, by option, environment and what the stream is; in this order.
fn wants_color(color: Color, is_terminal: bool, env: &dyn Fn(&str) -> Option<String>) -> bool {
    let is = |name: &str, wanted: bool| env(name).is_some_and(|value| (value == "0") != wanted);
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto if env("NO_COLOR").is_some() => false,
        Color::Auto if is("CLICOLOR_FORCE", true) => true,
        Color::Auto => is_terminal && !is("CLICOLOR", false) && env("TERM").as_deref() != Some("dumb"),
    }
}

/// Whether frames can be drawn with Unicode characters: not when the locale names another encoding, nor on the Linux console.
fn speaks_unicode(env: &dyn Fn(&str) -> Option<String>) -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| env(name)).unwrap_or_default();
    let encoding = locale.split_once('.').map(|(_, encoding)| encoding.to_lowercase());
    env("TERM").as_deref() != Some("linux") && encoding.is_none_or(|name| name.starts_with("utf"))
}

/// Progress of work that may take long, on standard error. Nothing is shown for short work or without a terminal.
/// It goes away when dropped.
pub(super) struct Progress {
    bar: ProgressBar,
    /// Dropping it ends the thread that waits to show the bar.
    done: Option<mpsc::Sender<()>>,
}

impl Progress {
    /// Begins work of `steps` steps; 0 when they cannot be counted.
    pub(super) fn start(doing: &'static str, steps: usize) -> Progress {
        let bar = ProgressBar::with_draw_target(Some(steps as u64), ProgressDrawTarget::hidden());
        let template = if steps == 0 { "{spinner} {msg}" } else { "{spinner} {msg} {wide_bar} {pos}/{len}" };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_message(doing);
        let done = io::stderr().is_terminal().then(|| show_later(bar.clone()));
        Progress { bar, done }
    }

    /// One step is done.
    pub(super) fn step(&self) {
        self.bar.inc(1);
    }
}

fn show_later(bar: ProgressBar) -> mpsc::Sender<()> {
    let (done, wait) = mpsc::channel();
    std::thread::spawn(move || {
        if wait.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
            bar.set_draw_target(ProgressDrawTarget::stderr());
            bar.enable_steady_tick(Duration::from_millis(100));
            // until the work is done
            let _ = wait.recv();
            bar.finish_and_clear();
        }
    });
    done
}

impl Drop for Progress {
    fn drop(&mut self) {
        drop(self.done.take());
        self.bar.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn color(color: Color, is_terminal: bool, set: &[(&str, &str)]) -> bool {
        wants_color(color, is_terminal, &|name| {
            set.iter().find(|(key, _)| *key == name).map(|(_, value)| value.to_string())
        })
    }

    #[test]
    fn colours_follow_option_environment_and_stream() {
        assert!(color(Color::Auto, true, &[]) && !color(Color::Auto, false, &[]));
        assert!(!color(Color::Auto, true, &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]));
        assert!(color(Color::Always, false, &[("NO_COLOR", "1")]));
        assert!(color(Color::Auto, false, &[("CLICOLOR_FORCE", "1")]));
        assert!(!color(Color::Auto, false, &[("CLICOLOR_FORCE", "0")]));
        assert!(!color(Color::Auto, true, &[("CLICOLOR", "0")]));
        assert!(!color(Color::Auto, true, &[("TERM", "dumb")]));
        assert!(!color(Color::Never, true, &[("CLICOLOR_FORCE", "1")]));
    }

    #[test]
    fn frames_are_plain_where_unicode_is_not_spoken() {
        let speaks = |set: &'static [(&str, &str)]| {
            speaks_unicode(&|name| set.iter().find(|(key, _)| *key == name).map(|(_, value)| value.to_string()))
        };
        assert!(speaks(&[]) && speaks(&[("LANG", "de_DE.UTF-8")]) && speaks(&[("LANG", "C")]));
        assert!(!speaks(&[("LANG", "de_DE.ISO-8859-1")]) && !speaks(&[("TERM", "linux")]));
    }

    #[test]
    fn progress_can_be_dropped_at_any_time() {
        let progress = Progress::start("building", 3);
        progress.step();
        drop(progress);
    }
}
