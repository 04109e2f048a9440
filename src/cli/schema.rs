//! `touchbase schema`: a JSON Schema of the YAML notation, for editors.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use super::Outcome;
use super::base;
use super::failure::{Failure, shown};
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

/// Puts a complete new file in the place of `path`, so that an editor never reads half of it.
fn replace(path: &Path, text: &str) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::io(path, "written", &error);
    if path.is_dir() {
        return Err(Failure::new(format!("{} is a folder; name a file to write.", shown(path))));
    }
    let folder = path.parent().filter(|parent| *parent != Path::new("")).unwrap_or(Path::new("."));
    let mut made = readable().tempfile_in(folder).map_err(failed)?;
    made.write_all(text.as_bytes()).map_err(failed)?;
    made.persist(path).map_err(|error| failed(error.error)).map(drop)
}

/// Files as readable as any other; temporary ones are the owner's alone by default.
fn readable<'b>() -> tempfile::Builder<'b, 'b> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}
