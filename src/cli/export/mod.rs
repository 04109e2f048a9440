//! `touchbase export`: a knowledge base as a spreadsheet or as CSV files, to be edited and imported again.

mod xlsx;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use rustc_hash::FxHashSet;

use super::Outcome;
use super::base::{self, Base};
use super::failure::{Failure, shown};
use super::io;
use super::selector;
use super::terminal::Terminal;
use crate::diagnostic::human::counted;
use crate::model::{Content, ElementId, ElementRef, meant};
use crate::naming;
use crate::schema::KindId;
use crate::table::{self, Sheet};

/// Arguments of `touchbase export`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  touchbase export xlsx              one workbook, touchbase.xlsx
  touchbase export csv -o tables     a folder with a CSV file for each kind
  touchbase import xlsx --help       the way back")]
pub(super) struct Arguments {
    #[command(subcommand)]
    format: Format,
}

#[derive(Debug, Subcommand)]
enum Format {
    /// One workbook with a sheet for each kind
    #[command(after_help = "\
Examples:
  touchbase export xlsx                      writes touchbase.xlsx
  touchbase export xlsx kb -o kb.xlsx --kind persona --kind touchpoint
  touchbase export xlsx --select 'touchpoint[!metrics]' -o gaps.xlsx

Edit it and bring it back with `touchbase import xlsx`. docs/importing.md tells
what cells may hold.")]
    Xlsx(Wish),
    /// A folder with a CSV file for each kind
    #[command(after_help = "\
Examples:
  touchbase export csv                       writes the folder touchbase-csv
  touchbase export csv kb -o tables --kind step

Edit them and bring them back with `touchbase import csv`. docs/importing.md
tells what cells may hold.")]
    Csv(Wish),
}

#[derive(Debug, Args)]
struct Wish {
    /// Folder of the knowledge base [default: the current folder]
    dir: Option<PathBuf>,
    /// Where to write [default: touchbase.xlsx, or the folder touchbase-csv]
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Only elements of this kind; can be given several times
    #[arg(short, long, value_name = "KIND")]
    kind: Vec<String>,
    /// Only elements that a selector means
    #[arg(short, long, value_name = "SELECTOR", conflicts_with = "kind")]
    select: Option<String>,
    /// Write over what is there
    #[arg(long)]
    force: bool,
}

/// Runs the verb.
pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let (wish, is_csv) = match &arguments.format {
        Format::Xlsx(wish) => (wish, false),
        Format::Csv(wish) => (wish, true),
    };
    let base = base::open(wish.dir.as_deref(), &base::options())?;
    base.note_findings(terminal);
    let sheets = sheets(&base, wish)?;
    let output =
        wish.output.clone().unwrap_or_else(|| PathBuf::from(if is_csv { "touchbase-csv" } else { "touchbase.xlsx" }));
    match is_csv {
        true => write_csv(&base, &sheets, &output, wish.force)?,
        false => write_xlsx(&sheets, &output, wish.force)?,
    }
    note_unreadable(&base, &sheets, terminal);
    let rows: usize = sheets.iter().map(|sheet| sheet.rows.len()).sum();
    let names: Vec<String> = sheets.iter().map(|sheet| format!("{} {}", sheet.rows.len(), sheet.name)).collect();
    terminal.print(&format!("Wrote {}: {} ({}).\n", shown(&output), counted(rows, "row"), names.join(", ")))?;
    Ok(Outcome::Done)
}

/// The sheets that are asked for: without a wish those of kinds that have elements.
fn sheets(base: &Base, wish: &Wish) -> Result<Vec<Sheet>, Failure> {
    let model = &base.compilation.model;
    let kinds: Vec<KindId> = model.schema.kinds().map(|(id, _)| id).collect();
    if !wish.kind.is_empty() {
        let mut wanted = wish.kind.iter().map(|word| kind(base, word)).collect::<Result<Vec<KindId>, Failure>>()?;
        wanted.sort();
        wanted.dedup();
        return Ok(table::sheets(model, &wanted, &|_| true));
    }
    let selected: Option<FxHashSet<ElementId>> = match &wish.select {
        None => None,
        Some(text) => {
            let selector = selector::read(text, model, base::options().today)?;
            Some(selector.select(model, &base.compilation.sources).into_iter().map(ElementRef::id).collect())
        }
    };
    let takes = |element: ElementRef<'_>| selected.as_ref().is_none_or(|selected| selected.contains(&element.id()));
    let mut sheets = table::sheets(model, &kinds, &takes);
    sheets.retain(|sheet| !sheet.rows.is_empty());
    Ok(sheets)
}

fn kind(base: &Base, word: &str) -> Result<KindId, Failure> {
    let schema = &base.compilation.model.schema;
    let exact = schema.kind_named(word).or_else(|| schema.kind_of_plural(word));
    exact.ok_or_else(|| {
        let failure = Failure::new(format!("There is no kind `{word}`."));
        match meant::kind(schema, word) {
            Some(kind) => failure.help(format!("Did you mean `{}`?", schema.kind(kind).name)),
            None => failure.help("`touchbase explain` lists the kinds."),
        }
    })
}

/// Cells of values that could not be understood are empty; the files keep them.
fn note_unreadable(base: &Base, sheets: &[Sheet], terminal: &Terminal) {
    let model = &base.compilation.model;
    let elements = sheets.iter().flat_map(|sheet| &sheet.rows).map(|row| model.element(row.element));
    let faulty =
        elements.flat_map(|element| element.fields()).filter(|field| matches!(field.data.content, Content::Faulty));
    let count = faulty.count();
    if count > 0 {
        terminal
            .note(&format!("{count} values cannot be read and stand as empty cells; `touchbase check` shows them."));
    }
    let nameless = model.elements().filter(|element| element.is_nameless()).count();
    if nameless > 0 {
        terminal.note(&format!(
            "{nameless} elements have neither id nor name and were left out; `touchbase check` shows them."
        ));
    }
}

fn write_xlsx(sheets: &[Sheet], output: &Path, force: bool) -> Result<(), Failure> {
    refuse_existing(output, force)?;
    let bytes = xlsx::workbook(sheets).map_err(|error| {
        Failure::new(format!("The workbook could not be made: {error}."))
            .help("`touchbase export csv` has no such limits.")
    })?;
    write(output, &bytes)
}

fn write_csv(base: &Base, sheets: &[Sheet], output: &Path, force: bool) -> Result<(), Failure> {
    let language = base.compilation.model.language();
    let files: Vec<(PathBuf, String)> =
        sheets.iter().map(|sheet| (output.join(file_name(sheet)), table::csv(sheet, language))).collect();
    files.iter().try_for_each(|(path, _)| refuse_existing(path, force))?;
    fs::create_dir_all(output).map_err(|error| Failure::io(output, "created", &error))?;
    files.iter().try_for_each(|(path, text)| write(path, text.as_bytes()))
}

/// The name of the sheet where every system takes it for the name of a file.
fn file_name(sheet: &Sheet) -> String {
    let good = !sheet.name.starts_with('.') && !sheet.name.ends_with(['.', ' ']);
    let name = |word: &str| format!("{word}.csv");
    match naming::unportable(&name(&sheet.name)) {
        None if good => name(&sheet.name),
        _ => naming::portable(&name(&sheet.plural)).into_owned(),
    }
}

/// What is there may hold edits that have not been imported yet.
fn refuse_existing(path: &Path, force: bool) -> Result<(), Failure> {
    match path.exists() && !force {
        true => {
            Err(Failure::new(format!("{} is there already, and may hold edits; nothing was written.", shown(path)))
                .help("Import it first, name another place with `-o`, or say `--force`."))
        }
        false => Ok(()),
    }
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::io(path, "written", &error);
    let folder = path.parent().filter(|parent| *parent != Path::new("")).unwrap_or(Path::new("."));
    if path.is_dir() {
        return Err(Failure::new(format!("{} is a folder; name a file to write.", shown(path))));
    }
    let mut made = io::readable().tempfile_in(folder).map_err(failed)?;
    made.write_all(bytes).map_err(failed)?;
    made.persist(path).map_err(|error| failed(error.error)).map(drop)
}
