//! `touchbase schema`: a JSON Schema of the YAML notation, for editors.

use std::path::PathBuf;

use clap::Args;

use super::Outcome;
use super::base;
use super::failure::{Failure, shown};
use super::io::replace;
use super::list::Place;
use super::terminal::Terminal;
use crate::export::json_schema;

/// Arguments of `touchbase schema`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  touchbase schema -o .touchbase.schema.json

An editor with YAML support uses it for every file that begins with the line
  # yaml-language-server: $schema=.touchbase.schema.json
The schema knows the kinds and fields that `extend` in touchbase.yaml adds.")]
pub(super) struct Arguments {
    /// File to write [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    place: Place,
}

/// Runs the verb.
pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let schema = json_schema(&base::schema(arguments.place.base.as_deref())?);
    let text = format!("{schema:#}\n");
    match &arguments.output {
        None => terminal.print(&text)?,
        Some(path) => {
            replace(path, &text)?;
            terminal.print(&format!("Wrote the schema to {}.\n", shown(path)))?;
        }
    }
    Ok(Outcome::Done)
}
