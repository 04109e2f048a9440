//! `touchbase list`: the elements of a knowledge base, all of a kind or those that a selector means.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use serde_json::{Value, json};

use super::Outcome;
use super::base::{self, Base};
use super::failure::Failure;
use super::layout::table;
use super::selector;
use super::terminal::Terminal;
use crate::diagnostic::visible::{brief, visible_line};
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
  touchbase list touchpoint --format json
  touchbase list 'touchpoint[control=partner && !metrics]'
  touchbase list 'touchpoint[channels.type=phone], step[emotion < 0]'
  touchbase list '*[reviewed < today - 1y]'")]
pub(super) struct Arguments {
    /// A kind (`touchpoint`, `touchpoints`) or a selector
    ///
    /// A selector says which elements are meant: kinds, and in brackets what they must be like, such as
    /// `touchpoint[!metrics]`. It stands in single quotes, because shells have a meaning of their own for brackets
    /// and signs. docs/selectors.md explains the language.
    #[arg(value_name = "SELECTOR")]
    selector: Option<String>,
    #[command(flatten)]
    place: Place,
    /// How the list is written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// The day that `today` means in a selector [default: the calendar's]
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<Date>,
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
    let options = base::options();
    let base = base::open(arguments.place.base.as_deref(), &options)?;
    base.note_findings(terminal);
    let groups = match &arguments.selector {
        Some(text) => selected(&base, text, arguments.today.or(options.today))?,
        None => everything(&base),
    };
    terminal.print(&match arguments.format {
        Format::Json => as_json(&base, &groups),
        Format::Text => as_text(&base, &groups),
    })?;
    Ok(Outcome::Done)
}

/// Elements of one kind.
struct Group<'m> {
    kind: &'m Kind,
    elements: Vec<ElementRef<'m>>,
}

/// All elements that stand by themselves.
fn everything(base: &Base) -> Vec<Group<'_>> {
    let model = &base.compilation.model;
    let elements = model.elements().filter(|element| element.parent().is_none() && !element.is_nameless());
    let tops = model.schema.kinds().filter(|(_, kind)| kind.is_top()).map(|(id, _)| id).collect();
    let mut groups = grouped(model, elements.collect(), tops);
    groups.retain(|group| !group.elements.is_empty());
    groups
}

/// The elements that a selector means. Of a single kind also that there are none.
fn selected<'b>(base: &'b Base, text: &str, today: Option<Date>) -> Result<Vec<Group<'b>>, Failure> {
    let (model, sources) = (&base.compilation.model, &base.compilation.sources);
    if !text.is_empty() && !text.contains(is_sign) {
        let (id, _) = kind(model, text)?;
        let elements = model.elements().filter(|element| element.kind_id() == id && !element.is_nameless());
        return Ok(grouped(model, elements.collect(), vec![id]));
    }
    let selector = selector::read(text, model, today)?;
    let mut groups = grouped(model, selector.select(model, sources), selector.kinds());
    groups.retain(|group| !group.elements.is_empty());
    Ok(groups)
}

/// Whether a selector with this character is more than the word for a kind.
fn is_sign(c: char) -> bool {
    "[]()|,*=!<>~&".contains(c) || c.is_whitespace()
}

fn grouped<'m>(model: &'m Model, elements: Vec<ElementRef<'m>>, kinds: Vec<KindId>) -> Vec<Group<'m>> {
    let mut groups: Vec<(KindId, Group<'m>)> =
        kinds.into_iter().map(|id| (id, Group { kind: model.schema.kind(id), elements: Vec::new() })).collect();
    for element in elements {
        if let Some((_, group)) = groups.iter_mut().find(|(id, _)| *id == element.kind_id()) {
            group.elements.push(element);
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// The kind that `word` names, one or many of it.
fn kind<'m>(model: &'m Model, word: &str) -> Result<(KindId, &'m Kind), Failure> {
    let schema = &model.schema;
    let lower = word.to_lowercase();
    if let Some(id) = schema.kind_named(&lower).or_else(|| schema.kind_of_plural(&lower)) {
        return Ok((id, schema.kind(id)));
    }
    let failure = Failure::new(format!("There is no kind `{}`.", visible_line(&brief(word))));
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

fn as_text(base: &Base, groups: &[Group<'_>]) -> String {
    if groups.is_empty() {
        return "Nothing matches.\n".to_owned();
    }
    let text = |group: &Group<'_>| {
        let rows: Vec<[String; 3]> = group.elements.iter().map(|element| row(base, *element)).collect();
        format!("{} ({})\n{}", group.kind.plural, group.elements.len(), table(&rows))
    };
    groups.iter().map(text).collect::<Vec<_>>().join("\n")
}

fn row(base: &Base, element: ElementRef) -> [String; 3] {
    [element.address(), visible_line(element.name()), base.place(element.header())]
}

fn as_json(base: &Base, groups: &[Group<'_>]) -> String {
    let elements = groups.iter().flat_map(|group| &group.elements).map(|element| element_json(base, *element));
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
