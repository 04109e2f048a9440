//! `touchbase import csv` and `touchbase import xlsx`: rows to edits of the base.

use std::path::Path;

use camino::Utf8PathBuf;

use super::super::Outcome;
use super::super::base::{self, Base};
use super::super::changes;
use super::super::failure::{Failure, shown};
use super::super::terminal::Terminal;
use super::{
    Wish, all_changes, bytes, compiled, files, has_ending, named, only_files_that_are_read, place_of, tell, told, xlsx,
};
use crate::diagnostic::human;
use crate::diagnostic::visible::visible_line;
use crate::import::{self, Happened, Plan, RawSheet, RowReport, Target};

/// Runs the import of files with one of these endings.
pub(super) fn run(wish: &Wish, endings: &[&str], terminal: &Terminal) -> Result<Outcome, Failure> {
    let base = base::open_or_begin(wish.place.base.as_deref(), &base::options())?;
    base.note_nested(terminal);
    let sheets = read(wish, endings)?;
    let (model, sources) = (&base.compilation.model, &base.compilation.sources);
    let plan = import::plan(model, &sheets);
    let outcome = plan.outcome(model, sources, &Target { file: target(&base, wish)?, yaml: wish.yaml });
    let changes = all_changes(&base.compilation, &outcome)?;
    only_files_that_are_read(&base, &changes, wish, terminal)?;
    // Nothing changes most often, and then there is nothing to look at again.
    let after = (!changes.is_empty()).then(|| compiled(&base.compilation, &changes));
    if let Some(after) = &after {
        refuse_differences(&import::differences(&plan, &outcome, model, &after.model))?;
    }
    terminal.print(&rows(&plan, wish.consent.dry_run))?;
    tell(&plan.remarks, terminal);
    tell(&outcome.remarks, terminal);
    for (sheet, missing) in &plan.missing {
        terminal.note(&format!("In the base but not in the sheet `{sheet}`, and left as it is: {}.", some(missing)));
    }
    let made = changes::make(&base.root, &changes, &wish.consent, terminal)?;
    terminal.print(&told(made, &changes).unwrap_or_default())?;
    let before = base.compilation.summary().errors;
    let now = after.map_or(before, |after| after.summary().errors);
    if now > before {
        terminal.warn(&format!("The base has {} errors more with it; `touchbase check` shows them.", now - before));
    }
    Ok(Outcome::Done)
}

fn read(wish: &Wish, endings: &[&str]) -> Result<Vec<RawSheet>, Failure> {
    let mut sheets = Vec::new();
    for path in files(wish, endings)? {
        match has_ending(&path, &["xlsx", "xlsm"]) {
            true => sheets.extend(xlsx::read(&path, bytes(&path)?)?),
            false => sheets.push(import::csv(&named(&path), &stem(&path), bytes(&path)?)),
        }
    }
    Ok(sheets)
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

fn target(base: &Base, wish: &Wish) -> Result<Option<Utf8PathBuf>, Failure> {
    let Some(file) = &wish.output else { return Ok(None) };
    if !super::super::io::is_source(file) {
        return Err(Failure::new(format!(
            "{} is no knowledge file; name one that ends in `.cx` or `.yaml`.",
            shown(file)
        )));
    }
    match place_of(&base.root, file)? {
        (_, path, true) => Ok(Some(path)),
        _ => Err(Failure::new(format!("{} lies outside the knowledge base in {}.", shown(file), shown(&base.root)))),
    }
}

/// Where the files would not say what the sheets say, nothing is written.
fn refuse_differences(differences: &[String]) -> Result<(), Failure> {
    if differences.is_empty() {
        return Ok(());
    }
    let first: Vec<&str> = differences.iter().take(5).map(String::as_str).collect();
    let more = if differences.len() > 5 { format!("\n… and {} more.", differences.len() - 5) } else { String::new() };
    let message =
        format!("The files would not say what the sheets say, so nothing was written:\n{}{more}", first.join("\n"));
    Err(Failure::new(message).help("Mend what `touchbase check` reports, or make these changes in the files."))
}

/// What becomes of the rows: all of them in a dry run, else those that change something or are left out.
fn rows(plan: &Plan, all: bool) -> String {
    let told = plan.rows.iter().filter(|row| all || row.happened != Happened::Unchanged).map(line);
    let count = |is: fn(&Happened) -> bool| plan.rows.iter().filter(|row| is(&row.happened)).count();
    let (new, changed) = (count(|row| *row == Happened::New), count(|row| matches!(row, Happened::Changed(_))));
    let (same, skipped) = (count(|row| *row == Happened::Unchanged), count(|row| matches!(row, Happened::Skipped(_))));
    let total = human::counted(plan.rows.len(), "row");
    format!("{}{total}: {new} new, {changed} changed, {same} unchanged, {skipped} skipped.\n", told.collect::<String>())
}

fn line(row: &RowReport) -> String {
    let happened = match &row.happened {
        Happened::New => "new".to_owned(),
        Happened::Changed(fields) => format!("changed ({})", fields.join(", ")),
        Happened::Unchanged => "unchanged".to_owned(),
        Happened::Skipped(reason) => format!("skipped: {reason}"),
    };
    let element = if row.element.is_empty() { String::new() } else { format!(" {}:", row.element) };
    format!("{}\n", visible_line(&format!("{}:{element} {happened}", row.place)))
}

fn some(ids: &[String]) -> String {
    let first: Vec<String> = ids.iter().take(10).map(|id| format!("`{id}`")).collect();
    match ids.len() - first.len() {
        0 => first.join(", "),
        more => format!("{} and {more} more", first.join(", ")),
    }
}
