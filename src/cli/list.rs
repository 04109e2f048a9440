//! `touchbase list`: the elements of a knowledge base, by kind.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::Outcome;
use super::base::{self, Base};
use super::failure::Failure;
use super::layout::table;
use super::terminal::Terminal;
use crate::diagnostic::visible::visible_line;
use crate::model::{ElementRef, Model};
use crate::naming;
use crate::schema::{Kind, KindId};

/// Version of the JSON this verb and `show` write.
pub(super) const SCHEMA_VERSION: u32 = 1;

/// Arguments of `touchbase list`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  touchbase list                 everything but steps and stages
  touchbase list personas
  touchbase list step --base examples/kaffeeklub
  touchbase list touchpoint --format json")]
pub(super) struct Arguments {
    /// A kind, one or many of it: `touchpoint`, `touchpoints`
    kind: Option<String>,
    #[command(flatten)]
    place: Place,
    /// How the list is written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

/// Which knowledge base a verb is about that takes other things as its argument.
#[derive(Debug, Args)]
pub(super) struct Place {
    /// Folder of the knowledge base [default: the current folder]
    #[arg(short = 'b', long, value_name = "DIR")]
    pub(super) base: Option<PathBuf>,
}

/// How something is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

/// Runs the verb.
pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let base = base::open(arguments.place.base.as_deref(), &base::options())?;
    base.note_findings(terminal);
    let model = &base.compilation.model;
    let kinds: Vec<(KindId, &Kind)> = match &arguments.kind {
        Some(word) => vec![kind(model, word)?],
        None => model.schema.kinds().filter(|(_, kind)| kind.parent.is_none()).collect(),
    };
    terminal.print(&match arguments.format {
        Format::Json => as_json(&base, &kinds),
        Format::Text => as_text(&base, &kinds, arguments.kind.is_some()),
    })?;
    Ok(Outcome::Done)
}

/// The kind that `word` names, one or many of it.
fn kind<'m>(model: &'m Model, word: &str) -> Result<(KindId, &'m Kind), Failure> {
    let schema = &model.schema;
    let lower = word.to_lowercase();
    if let Some(id) = schema.kind_named(&lower).or_else(|| schema.kind_of_plural(&lower)) {
        return Ok((id, schema.kind(id)));
    }
    let failure = Failure::new(format!("There is no kind `{}`.", visible_line(word)));
    if std::path::Path::new(word).exists() {
        return Err(failure.help(format!("To list another knowledge base: touchbase list --base {word}")));
    }
    let words = schema.kinds().flat_map(|(_, kind)| [kind.name.as_ref(), kind.plural.as_ref()]);
    let mut labels = schema.kinds().flat_map(|(_, kind)| kind_labels(kind));
    let named = labels.find(|(label, _)| naming::fold(label) == naming::fold(word)).map(|(_, name)| name);
    match named.or_else(|| naming::nearest(word, words)) {
        Some(near) => Err(failure.help(format!("Did you mean `{near}`?"))),
        None => {
            let names: Vec<&str> = schema.kinds().map(|(_, kind)| kind.name.as_ref()).collect();
            Err(failure.help(format!("The kinds are {}.", names.join(", "))))
        }
    }
}

/// What people call a kind, with its name.
fn kind_labels(kind: &Kind) -> impl Iterator<Item = (&str, &str)> {
    let labels = [&kind.label, &kind.label_plural].into_iter().flat_map(|label| [label.de.as_ref(), label.en.as_ref()]);
    labels.map(|label| (label, kind.name.as_ref()))
}

fn of_kind(base: &Base, kind: KindId) -> Vec<ElementRef<'_>> {
    base.compilation.model.elements().filter(|element| element.kind_id() == kind && !element.is_nameless()).collect()
}

fn as_text(base: &Base, kinds: &[(KindId, &Kind)], also_empty: bool) -> String {
    let mut text = String::new();
    for (id, kind) in kinds {
        let elements = of_kind(base, *id);
        if elements.is_empty() && !also_empty {
            continue;
        }
        let gap = if text.is_empty() { "" } else { "\n" };
        text.push_str(&format!("{gap}{} ({})\n", kind.plural, elements.len()));
        let rows: Vec<[String; 3]> = elements.iter().map(|element| row(base, *element)).collect();
        text.push_str(&table(&rows));
    }
    text
}

fn row(base: &Base, element: ElementRef) -> [String; 3] {
    [element.address(), visible_line(element.name()), base.place(element.header())]
}

fn as_json(base: &Base, kinds: &[(KindId, &Kind)]) -> String {
    let elements = kinds.iter().flat_map(|(id, _)| of_kind(base, *id)).map(|element| element_json(base, element));
    let list: Vec<Value> = elements.collect();
    format!("{:#}\n", json!({ "schema_version": SCHEMA_VERSION, "elements": list }))
}

/// What identifies an element, and where it is written.
pub(super) fn element_json(base: &Base, element: ElementRef) -> Value {
    let (file, position) = base.position(element.header());
    json!({
        "kind": element.kind().name,
        "id": element.address(),
        "name": element.name().as_str(),
        "file": file,
        "line": position.line,
        "column": position.column,
    })
}
