//! `touchbase build`: publishes a knowledge base as a folder of files.

use std::path::{Path, PathBuf};

use camino::Utf8PathBuf;
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};
use jiff::civil::Date;

use super::Outcome;
use super::base::{self, Base};
use super::failure::{Failure, shown};
use super::material::Material;
use super::report::report;
use super::terminal::{Progress, Terminal};
use super::write::{self, Written};
use crate::check::Options;
use crate::diagnostic::human::counted;
use crate::export::{self, FORMATS, Format};
use crate::site::{Site, TemplateError};

/// The format that is no export.
const SITE: &str = "html";

/// Arguments of `touchbase build`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  touchbase build                 the site of the base around the current folder
  touchbase build kb -o public    into a folder of your choice
  touchbase build --preview       in spite of errors, which are marked
  touchbase build --format markdown -o wiki
  touchbase build --format json -o - | jq .

The folder is brought up to date: only what changed is written, and only files
that touchbase wrote are ever removed. A folder with other content is refused.
All files are made before the first is moved to its place; what a build that
was stopped had begun, the next one completes.

Exit code:
  0 when the site is built, 1 when errors in the knowledge base prevent it,
  2 when it could not be written")]
pub(super) struct Arguments {
    /// Folder of the knowledge base [default: the current folder]
    dir: Option<PathBuf>,
    /// Folder to write [default: `output` in touchbase.yaml, else `site` in the knowledge base; with `-<format>` behind it
    /// when it is no site]
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    /// What to write
    #[arg(long, value_name = "FORMAT", default_value = SITE, value_parser = formats())]
    format: String,
    /// The day for which overdue reviews are marked and the feed tells what is due; without it, pages leave that to the day of
    /// the reader, and the same knowledge base always gives the same bytes
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<Date>,
    /// Build in spite of errors, with broken references marked
    #[arg(long)]
    preview: bool,
}

/// Runs the verb.
pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let options = base::options();
    let options = Options { today: arguments.today.or(options.today), ..options };
    let base = base::open(arguments.dir.as_deref(), &options)?;
    complete_earlier(arguments, &base, terminal)?;
    base.note_nested(terminal);
    let summary = base.compilation.summary();
    if summary.errors > 0 && !arguments.preview {
        report(&[], (&base.root, &base.compilation), &options, (&base.compilation.diagnostics, &summary), terminal)?;
        terminal.note("The site was not built. `--preview` builds it all the same and marks broken references.");
        return Ok(Outcome::Errors);
    }
    base.note_findings(terminal);
    match FORMATS.iter().find(|format| format.name == arguments.format) {
        Some(format) => export(arguments, &base, format, terminal)?,
        None => publish(arguments, &base, terminal)?,
    }
    Ok(Outcome::Done)
}

/// Ends what an earlier build that was stopped had begun, also when errors prevent this one.
fn complete_earlier(arguments: &Arguments, base: &Base, terminal: &Terminal) -> Result<(), Failure> {
    if arguments.output.as_deref() == Some(STANDARD_OUTPUT.as_ref()) {
        return Ok(());
    }
    let out = output(arguments, base)?;
    if write::recover(&out)? {
        let place = shown(&out);
        terminal.note(&format!("An earlier build was stopped while it changed {place}; that is completed now."));
    }
    Ok(())
}

/// The formats by name: the site, then the exports.
fn formats() -> PossibleValuesParser {
    let site = PossibleValue::new(SITE).help("The site: pages for a browser");
    let exports = FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.doc.trim_end_matches('.')));
    std::iter::once(site).chain(exports).collect::<Vec<_>>().into()
}

/// Where `-o` means standard output.
const STANDARD_OUTPUT: &str = "-";

/// The folder to write.
fn output(arguments: &Arguments, base: &Base) -> Result<PathBuf, Failure> {
    if arguments.output.as_deref() == Some(STANDARD_OUTPUT.as_ref()) {
        let message = format!("`{}` is written as several files, so `-o` needs a folder.", arguments.format);
        return Err(Failure::new(message));
    }
    let folder = &base.compilation.config.output;
    let default = match arguments.format.as_str() {
        SITE => base.root.join(folder),
        format => base.root.join(format!("{folder}-{format}")),
    };
    let out = arguments.output.clone().unwrap_or(default);
    write::refuse_risky(&out, &base.root)?;
    Ok(out)
}

fn publish(arguments: &Arguments, base: &Base, terminal: &Terminal) -> Result<(), Failure> {
    let out = output(arguments, base)?;
    let material = Material::read(&base.root, &base.compilation)?;
    material.notes(&base.compilation).iter().for_each(|note| terminal.note(note));
    let input = material.input(&base.compilation, arguments.preview, arguments.today);
    let site = Site::new(&input).map_err(of_template)?;
    let numbers: Vec<(usize, Utf8PathBuf)> =
        (0..site.len()).filter_map(|at| site.path(at).map(|path| (at, path.into()))).collect();
    let (numbers, paths): (Vec<usize>, Vec<Utf8PathBuf>) = numbers.into_iter().unzip();
    let progress = Progress::start("Writing pages", paths.len());
    let written = write::write(&out, &paths, |at| {
        let page = numbers.get(at).and_then(|number| site.render(*number)).transpose().map_err(of_template)?;
        progress.step();
        Ok(page.map(|file| file.contents).unwrap_or_default())
    });
    drop(progress);
    terminal.print(&told(&out.join("index.html"), written?))
}

fn export(arguments: &Arguments, base: &Base, format: &Format, terminal: &Terminal) -> Result<(), Failure> {
    let compilation = &base.compilation;
    let input = export::Input { model: &compilation.model, sources: &compilation.sources, config: &compilation.config };
    let files = (format.files)(&input);
    if let ([file], Some(STANDARD_OUTPUT)) = (files.as_slice(), arguments.output.as_deref().and_then(Path::to_str)) {
        return terminal.print(&String::from_utf8_lossy(&file.contents));
    }
    let out = output(arguments, base)?;
    let paths: Vec<Utf8PathBuf> = files.iter().map(|file| file.path.clone()).collect();
    let written =
        write::write(&out, &paths, |at| Ok(files.get(at).map(|file| file.contents.clone()).unwrap_or_default()))?;
    terminal.print(&told(&out, written))
}

fn of_template(error: TemplateError) -> Failure {
    Failure::new(error.to_string())
}

fn told(place: &Path, written: Written) -> String {
    let Written { new, changed, unchanged, removed } = written;
    let total = counted(new + changed + unchanged, "file");
    let parts = [(new, "new"), (changed, "changed"), (removed, "removed")];
    let parts: Vec<String> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    let parts = if parts.is_empty() { "nothing changed".to_string() } else { parts.join(", ") };
    format!("Built {}: {total}, {parts}.\n", shown(place))
}
