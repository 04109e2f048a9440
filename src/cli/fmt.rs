//! `touchbase fmt`: brings files into the one layout. What a file says, and its comments, stay.

use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};

use camino::{Utf8Path, Utf8PathBuf};
use clap::Args;
use rayon::prelude::*;

use super::base::{self, Files};
use super::changes::{self, Change, count};
use super::failure::{Failure, shown};
use super::terminal::Terminal;
use super::{Outcome, io};
use crate::format::{self, Formatted};
use crate::schema::Schema;
use crate::syntax::{self, File, Item, Notation};
use crate::text::{Source, SourceId, TextProblem};

/// What files are called that come without a name.
const UNNAMED: &str = "stdin.cx";

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  touchbase fmt                             every file of the base around here
  touchbase fmt personas.cx journeys        one file and one folder
  touchbase fmt --check                     for CI: exit code 1 if any would
  touchbase fmt --diff                      show what would change
  touchbase fmt - --stdin-filename a.yaml   for editors: text in, text out

What the layout is, stands in docs/editing.md. Settings (`touchbase.yaml`) are
left alone.")]
pub(super) struct Arguments {
    /// Files or folders of a knowledge base; `-` reads standard input [default: the base around this folder]
    paths: Vec<PathBuf>,
    /// Write nothing; list the files that would change, and exit with 1 if there are any
    #[arg(long)]
    check: bool,
    /// Write nothing; show what would change
    #[arg(long)]
    diff: bool,
    /// Read text from standard input and print it in the layout
    #[arg(long)]
    stdin: bool,
    /// The name of that text: its ending tells the notation, its folder the knowledge base
    #[arg(long, value_name = "FILE")]
    stdin_filename: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let dash = arguments.paths.iter().any(|path| path.as_os_str() == "-");
    if dash || arguments.stdin || arguments.stdin_filename.is_some() {
        return match arguments.paths.len() - usize::from(dash && arguments.paths.len() == 1) {
            0 => on_stdin(arguments, terminal),
            _ => Err(Failure::new("Standard input and files cannot be laid out in one run.").help("Name one of them.")),
        };
    }
    let mut totals = Totals::default();
    for files in base::files(&arguments.paths)? {
        for settings in files.named_settings() {
            terminal
                .note(&format!("`{}` holds decisions, not knowledge, and was left as it is.", files.shown(settings)));
        }
        totals.add(in_base(&files, arguments, terminal)?);
    }
    totals.report(arguments, terminal)
}

/// What was found in one run.
#[derive(Debug, Default)]
struct Totals {
    files: usize,
    changed: usize,
    unreadable: usize,
}

impl Totals {
    fn add(&mut self, other: Totals) {
        self.files += other.files;
        self.changed += other.changed;
        self.unreadable += other.unreadable;
    }

    fn report(&self, arguments: &Arguments, terminal: &Terminal) -> Result<Outcome, Failure> {
        let (rest, only_looks) = (self.files - self.changed, arguments.check || arguments.diff);
        let text = match (self.changed, only_looks) {
            (0, _) => format!("{} in the layout already.", count(rest)),
            (changed, true) => format!("{} would change, {rest} in the layout already.", count(changed)),
            (changed, false) => format!("{} changed, {rest} in the layout already.", count(changed)),
        };
        terminal.note(&text);
        if self.unreadable > 0 {
            return Err(Failure::new(format!("{} could not be read as text.", count(self.unreadable)))
                .help("Save them as UTF-8; `touchbase check` tells more."));
        }
        Ok(if arguments.check && self.changed > 0 { Outcome::Errors } else { Outcome::Done })
    }
}

fn in_base(files: &Files, arguments: &Arguments, terminal: &Terminal) -> Result<Totals, Failure> {
    let schema = files.config.schema().0;
    let list: Vec<(SourceId, &Source)> = files.knowledge().collect();
    let (sound, faulty): (Vec<_>, Vec<_>) = list.into_iter().partition(|(_, source)| source.problems.is_empty());
    for (_, source) in &faulty {
        terminal.note(&format!("`{}` {}; it was left as it is.", files.shown(&source.path), problem(source)));
    }
    let done: Vec<(&Source, Done)> =
        sound.into_par_iter().map(|(id, source)| (source, lay_out(id, source, &schema))).collect();
    for (source, done) in &done {
        if let Some(words) = done.words() {
            terminal.note(&format!("`{}` {words}", files.shown(&source.path)));
        }
    }
    let totals = Totals { files: done.len(), unreadable: faulty.len(), ..Totals::default() };
    let changed: Vec<Change> = done.into_iter().filter_map(|(source, done)| done.change(source)).collect();
    let paths: Vec<String> = changed.iter().map(|change| files.shown(&change.path)).collect();
    if arguments.diff {
        terminal.print(&changes::shown_difference(&changed, terminal.look.color))?;
    } else {
        if !arguments.check {
            changes::write(&files.root, &changed)?;
        }
        terminal.print(&paths.iter().map(|path| format!("{path}\n")).collect::<String>())?;
    }
    Ok(Totals { changed: changed.len(), ..totals })
}

/// A file that has been laid out.
struct Done {
    formatted: Formatted,
    faulty: bool,
    /// Whether it is YAML of somebody else: no section of it is a kind.
    foreign: bool,
}

fn lay_out(id: SourceId, source: &Source, schema: &Schema) -> Done {
    let file: File = syntax::parse(id, source);
    if is_foreign(&file, schema) {
        let formatted = Formatted { text: source.text.to_string(), edits: Vec::new(), refused: true };
        return Done { formatted, faulty: false, foreign: true };
    }
    Done { formatted: format::format(&file, source, schema), faulty: !file.faults.is_empty(), foreign: false }
}

fn is_foreign(file: &File, schema: &Schema) -> bool {
    let section = |item: &Item| match item {
        Item::Block(block) => Some(schema.kind_of_plural(&block.keyword.text)),
        Item::Field(field) => Some(schema.kind_of_plural(&field.key.text)),
        Item::Junk(_) => None,
    };
    let mut sections = file.items.iter().filter_map(section).peekable();
    file.notation == Notation::Yaml && sections.peek().is_some() && sections.all(|kind| kind.is_none())
}

impl Done {
    /// What a person must know who expected all of the file to be laid out.
    fn words(&self) -> Option<&'static str> {
        match (self.formatted.refused, self.faulty) {
            _ if self.foreign => Some("was left as it is, because none of its sections is a kind of element."),
            (true, true) => Some("was left as it is, because it has errors; `touchbase check` shows them."),
            (true, false) => Some("was left as it is, because its comments could not be kept in their places."),
            (false, true) => Some("has errors, and the lines around them were left as they are."),
            (false, false) => None,
        }
    }

    fn change(self, source: &Source) -> Option<Change> {
        let before = source.text.to_string();
        (!self.formatted.edits.is_empty()).then_some(Change {
            path: source.path.clone(),
            before: Some(before),
            after: Some(self.formatted.text),
        })
    }
}

fn problem(source: &Source) -> String {
    match source.problems.first() {
        Some(TextProblem::Unreadable(words)) => format!("could not be read ({words})"),
        Some(TextProblem::TooLarge { limit, .. }) => format!("is larger than {limit} bytes"),
        Some(TextProblem::TooMany { limit }) => {
            format!("and more were not read, because there are more than {limit} files")
        }
        Some(TextProblem::NotUtf8 { .. }) | None => "is not UTF-8 text".to_owned(),
    }
}

// --- standard input ---

fn on_stdin(arguments: &Arguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let name = arguments.stdin_filename.clone().unwrap_or_else(|| UNNAMED.into());
    let path = Utf8PathBuf::from(name.to_string_lossy().replace('\\', "/"));
    if Notation::of(&path).is_none() {
        let failure = Failure::new(format!("{} is not the name of a knowledge file.", shown(&name)));
        return Err(failure.help("Give `--stdin-filename` a name that ends in `.cx`, `.yaml` or `.yml`."));
    }
    if std::io::stdin().is_terminal() {
        terminal.note("Reading from the terminal; end the text with Ctrl-D.");
    }
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(io::MAX_FILE).read_to_end(&mut bytes);
    read.map_err(|error| Failure::io("standard input".as_ref(), "read", &error))?;
    let source = Source::from_bytes(path, bytes);
    if !source.problems.is_empty() {
        return Err(Failure::new(format!("The text {}.", problem(&source))).help("Save it as UTF-8."));
    }
    let schema = schema_around(&name);
    let done = lay_out(SourceId(0), &source, &schema);
    if let Some(words) = done.words() {
        terminal.note(&format!("{} {words}", shown(&name)));
    }
    print(arguments, terminal, done, &source)
}

/// The schema of the knowledge base in which the file of this name lies or would lie.
fn schema_around(name: &Path) -> Schema {
    let folder = name.parent().filter(|parent| parent.is_dir()).unwrap_or(Path::new("."));
    base::schema(Some(folder)).unwrap_or_else(|_| Schema::built_in())
}

fn print(arguments: &Arguments, terminal: &Terminal, done: Done, source: &Source) -> Result<Outcome, Failure> {
    let path: &Utf8Path = &source.path;
    let text = done.formatted.text.clone();
    let change = done.change(source);
    match &change {
        Some(change) if arguments.diff => {
            terminal.print(&changes::shown_difference(std::slice::from_ref(change), terminal.look.color))?;
        }
        Some(_) if arguments.check => terminal.print(&format!("{path}\n"))?,
        _ if arguments.check || arguments.diff => {}
        _ => terminal.print(&text)?,
    }
    Ok(if arguments.check && change.is_some() { Outcome::Errors } else { Outcome::Done })
}
