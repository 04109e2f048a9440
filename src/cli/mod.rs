//! The command line: the only part of the crate that touches files, the terminal and the process.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::process::ExitCode;

/// Runs the program with the process's arguments; returns its exit code.
pub fn main() -> ExitCode {
    ExitCode::SUCCESS
}
