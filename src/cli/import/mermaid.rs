//! `touchbase import mermaid`: diagrams to drafts of journeys and personas.

use std::fs;
use std::path::{Component, Path};

use camino::Utf8PathBuf;

use super::super::Outcome;
use super::super::base::{self, Base};
use super::super::changes::{self, Change};
use super::super::failure::{Failure, shown};
use super::super::kept_layout::keep_layout;
use super::super::terminal::Terminal;
use super::{
    Wish, all_changes, bytes, compiled, files, has_ending, named, only_files_that_are_read, place_of, tell, told,
};
use crate::import::{self, Block, Drawn, Outcome as Made, Remark, mermaid};
use crate::naming;
use crate::schema::Schema;
use crate::text::Source;

/// Runs the import.
pub(super) fn run(wish: &Wish, terminal: &Terminal) -> Result<Outcome, Failure> {
    let base = base::open_or_begin(wish.place.base.as_deref(), &base::options())?;
    base.note_nested(terminal);
    let (diagrams, mut remarks) = read(wish)?;
    if diagrams.is_empty() {
        tell(&remarks, terminal);
        return Err(Failure::new("There is no journey drawn in Mermaid in what was named; nothing was written."));
    }
    let mut drawn = import::journeys(&base.compilation.model, &diagrams);
    remarks.append(&mut drawn.remarks);
    let lines: String = drawn.journeys.iter().map(|(_, line)| format!("{line}\n")).collect();
    terminal.print(&lines)?;
    tell(&remarks, terminal);
    if let Some(file) = &wish.output {
        let (root, path, inside) = place_of(&base.root, file)?;
        if !super::super::io::is_source(file) {
            return Err(Failure::new(format!(
                "{} is no knowledge file; name one that ends in `.cx` or `.yaml`.",
                shown(file)
            )));
        }
        if !inside {
            return outside(&root, &base.compilation.model.schema, path, &drawn, wish, terminal);
        }
        return into_base(&base, &placed(&base, drawn, Some(path), wish.yaml), wish, terminal);
    }
    into_base(&base, &placed(&base, drawn, None, wish.yaml), wish, terminal)
}

fn read(wish: &Wish) -> Result<(Vec<mermaid::Diagram>, Vec<Remark>), Failure> {
    let (mut diagrams, mut remarks) = (Vec::new(), Vec::new());
    for path in files(wish, &["md", "markdown", "mmd", "mermaid"])? {
        let source = Source::from_bytes(named(&path), bytes(&path)?);
        if !source.problems.is_empty() {
            remarks.push(Remark::new(
                named(&path),
                "The file is not UTF-8 and was read as what it most likely is; look at the umlauts.",
            ));
        }
        let (mut found, mut told) = mermaid::read(&named(&path), &source.text, has_ending(&path, &["mmd", "mermaid"]));
        found.iter_mut().for_each(|diagram| diagram.file = lasting(&path));
        diagrams.append(&mut found);
        remarks.append(&mut told);
    }
    Ok((diagrams, remarks))
}

/// How the knowledge names the file from which it came: where it lies here, never where it lies on this machine.
fn lasting(path: &Path) -> String {
    let is_here = path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    match path.file_name() {
        Some(name) if !is_here => named(Path::new(name)),
        _ => named(path),
    }
}

/// Where the new elements go: into one file, or each journey into its own and the personas where personas live.
fn placed(base: &Base, drawn: Drawn, file: Option<Utf8PathBuf>, yaml: bool) -> Made {
    let sources = &base.compilation.sources;
    let journeys: Vec<Block> = drawn.journeys.into_iter().map(|(block, _)| block).collect();
    let mut made = Made::default();
    match file {
        Some(file) => {
            let all: Vec<Block> = drawn.personas.into_iter().chain(journeys).collect();
            import::add_to_file(sources, &file, &all, &mut made);
        }
        None => {
            let ending = if yaml { "yaml" } else { "cx" };
            if !drawn.personas.is_empty() {
                import::add_to_file(
                    sources,
                    &import::file_of(&base.compilation.model, sources, "persona", yaml),
                    &drawn.personas,
                    &mut made,
                );
            }
            for journey in journeys {
                let name = format!("{}.{ending}", journey.id);
                let path: Utf8PathBuf = format!("imported/{}", naming::portable(&name)).into();
                import::add_to_file(sources, &path, &[journey], &mut made);
            }
        }
    }
    made
}

fn into_base(base: &Base, made: &Made, wish: &Wish, terminal: &Terminal) -> Result<Outcome, Failure> {
    let changes = all_changes(&base.compilation, made)?;
    only_files_that_are_read(base, &changes, wish, terminal)?;
    let after = compiled(&base.compilation, &changes);
    let written = changes::make(&base.root, &changes, &wish.consent, terminal)?;
    terminal.print(&told(written, &changes).unwrap_or_default())?;
    let (before, now) = (base.compilation.summary().errors, after.summary().errors);
    if now > before {
        terminal.warn(&format!("The base has {} errors more with it; `touchbase check` shows them.", now - before));
    }
    Ok(Outcome::Done)
}

/// Into a file beside any base, which must not be there yet.
fn outside(
    root: &Path,
    schema: &Schema,
    path: Utf8PathBuf,
    drawn: &Drawn,
    wish: &Wish,
    terminal: &Terminal,
) -> Result<Outcome, Failure> {
    if fs::exists(root.join(&path)).unwrap_or(true) {
        return Err(Failure::new(format!("{} is there already; nothing was written.", shown(&root.join(&path)))));
    }
    let blocks: Vec<Block> =
        drawn.personas.iter().chain(drawn.journeys.iter().map(|(block, _)| block)).cloned().collect();
    let is_yaml = has_ending(path.as_std_path(), &["yaml", "yml"]);
    let text = if is_yaml { import::yaml(&blocks) } else { import::cx(&blocks) };
    let mut changes = [Change { path, before: None, after: Some(text) }];
    keep_layout(&mut changes, schema);
    let written = changes::make(root, &changes, &wish.consent, terminal)?;
    terminal.print(&told(written, &changes).unwrap_or_default())?;
    Ok(Outcome::Done)
}
