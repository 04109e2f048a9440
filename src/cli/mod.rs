//! The command line: the only part of the crate that touches files, the terminal and the process.
#![allow(clippy::print_stdout, clippy::print_stderr)]
#![allow(dead_code)]
mod failure;
mod io;
mod manifest;
mod write;

use std::process::ExitCode;

/// Runs the program with the process's arguments; returns its exit code.
pub fn main() -> ExitCode {
    ExitCode::SUCCESS
}
