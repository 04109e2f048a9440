//! `touchbase stats`: how large a knowledge base is and how much of it is looked after.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::Outcome;
use super::base::{self, Base};
use super::failure::Failure;
use super::layout::table;
use super::list::{Format, SCHEMA_VERSION};
use super::terminal::Terminal;
use crate::check::Options;
use crate::coverage::{MEASURES, Measure, Share};
use crate::diagnostic::visible::visible_line;

/// Arguments of `touchbase stats`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  touchbase stats                       the base around the current folder
  touchbase stats --format json         for a dashboard
  touchbase stats --missing owners      which elements have no owner

Least shares stand in touchbase.yaml: coverage: { owners: 90, metrics: 60 }

Exit code:
  0 when every share is reached, 1 when one is not,
  2 when the base could not be read")]
pub(super) struct Arguments {
    /// Folder of a knowledge base [default: the current folder]
    dir: Option<PathBuf>,
    /// How the figures are written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// List the elements that lack something: owners, metrics, reviews or research
    #[arg(long, value_name = "MEASURE", value_parser = MEASURES.iter().map(|measure| measure.key).collect::<Vec<_>>())]
    missing: Option<String>,
    /// The day that counts as today, for reviews that fall due [default: the calendar's]
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<Date>,
}

/// A measure with what it counts and the least share, if the team has set one.
struct Row {
    measure: &'static Measure,
    share: Share,
    least: Option<usize>,
}

impl Row {
    fn is_reached(&self) -> bool {
        self.least.is_none_or(|least| self.share.percent() >= least)
    }
}

/// Runs the verb.
pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let default = base::options();
    let options = Options { today: arguments.today.or(default.today), ..default };
    let base = base::open(arguments.dir.as_deref(), &options)?;
    let rows: Vec<Row> = MEASURES.iter().map(|measure| row(&base, &options, measure)).collect();
    terminal.print(&match (&arguments.missing, arguments.format) {
        (Some(key), Format::Text) => missing(&rows, key),
        (_, Format::Text) => as_text(&base, &rows),
        (_, Format::Json) => as_json(&base, &rows),
    })?;
    Ok(if rows.iter().all(Row::is_reached) { Outcome::Done } else { Outcome::Errors })
}

fn row(base: &Base, options: &Options, measure: &'static Measure) -> Row {
    let config = &base.compilation.config;
    let least = config.coverage.iter().find(|threshold| threshold.measure == measure.key);
    let share = measure.share(&base.compilation.model, options.today);
    Row { measure, share, least: least.map(|threshold| threshold.percent) }
}

fn missing(rows: &[Row], key: &str) -> String {
    let rows = rows.iter().filter(|row| row.measure.key == key);
    rows.flat_map(|row| &row.share.missing).map(|address| visible_line(address) + "\n").collect()
}

/// How many elements there are of each kind, steps and stages too, in the order of the schema.
fn kinds(base: &Base) -> Vec<(&str, usize)> {
    let model = &base.compilation.model;
    let mut counts = vec![0_usize; model.schema.kinds().count()];
    for element in model.elements().filter(|element| !element.is_nameless()) {
        if let Some(count) = counts.get_mut(element.kind_id().0 as usize) {
            *count += 1;
        }
    }
    let named =
        model.schema.kinds().map(|(id, kind)| (kind.plural.as_ref(), counts.get(id.0 as usize).copied().unwrap_or(0)));
    named.filter(|(_, count)| *count > 0).collect()
}

fn as_text(base: &Base, rows: &[Row]) -> String {
    let model = &base.compilation.model;
    let (files, uses) =
        (base.compilation.summary().files, model.references().filter(|reference| reference.target().is_some()).count());
    let mut text = format!(
        "{} in {}, {}\n\n",
        counted(model.len(), "element"),
        counted(files, "file"),
        counted(uses, "reference")
    );
    let kinds: Vec<[String; 3]> =
        kinds(base).into_iter().map(|(kind, count)| [kind.to_owned(), format!("{count:>6}"), String::new()]).collect();
    text.push_str(&trimmed(&table(&kinds)));
    text.push_str("\ncoverage\n");
    let shares: Vec<[String; 3]> = rows.iter().map(share_row).collect();
    text.push_str(&trimmed(&table(&shares)));
    text
}

fn share_row(row: &Row) -> [String; 3] {
    let Share { all, covered, .. } = row.share;
    let least = match row.least {
        Some(least) if row.is_reached() => format!(", at least {least} % wanted"),
        Some(least) => format!(", TOO LOW: at least {least} % wanted"),
        None => String::new(),
    };
    let share = if all == 0 { "     –".to_owned() } else { format!("{:>4} %", row.share.percent()) };
    [row.measure.key.to_owned(), share, format!("{covered} of {all}{least}")]
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

fn trimmed(text: &str) -> String {
    text.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

fn as_json(base: &Base, rows: &[Row]) -> String {
    let kinds: serde_json::Map<String, Value> =
        kinds(base).into_iter().map(|(kind, count)| (kind.to_owned(), count.into())).collect();
    let coverage: Vec<Value> = rows
        .iter()
        .map(|row| {
            json!({
                "measure": row.measure.key,
                "all": row.share.all,
                "covered": row.share.covered,
                "percent": row.share.percent(),
                "at_least": row.least,
                "reached": row.is_reached(),
                "missing": row.share.missing,
            })
        })
        .collect();
    let summary = base.compilation.summary();
    let figures = json!({
        "schema_version": SCHEMA_VERSION,
        "files": summary.files,
        "elements": base.compilation.model.len(),
        "kinds": kinds,
        "coverage": coverage,
    });
    format!("{figures:#}\n")
}
