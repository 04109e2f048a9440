//! A knowledge file at another place. References need nothing, for they name elements and not files; what depends on the path does:
//! links that are relative to the file, links to the file, and findings about the file that the baseline knows.

use camino::{Utf8Path, Utf8PathBuf};
use globset::{GlobBuilder, GlobMatcher};
use pulldown_cmark::{Event, Parser, Tag};

use super::{Note, Plan, Refusal, records, verify};
use crate::check::Options;
use crate::compile::{Compilation, compile_with};
use crate::config;
use crate::model::{Datum, ElementRef, FieldRef, Item};
use crate::syntax::Notation;
use crate::text::paths::{as_address, beside, flat, named_file, way};
use crate::text::{Edit, SourceId, Span};

/// Moves the file `from` to `to`, both paths below the root. The edits hold for the files as they lie now. `run` is what the
/// compilation was made with.
///
/// # Errors
/// Why it cannot be: there is something already, or the file would not be read there.
pub fn relocate(compilation: &Compilation, from: &Utf8Path, to: &Utf8Path, run: &Options) -> Result<Plan, Refusal> {
    let to = &flat(to);
    let file = known(compilation, from)?;
    free(compilation, from, to)?;
    read_there(compilation, to)?;
    let mut plan = Plan::default();
    for (field, item) in texts(compilation) {
        links(compilation, file, (from, to), field, item, &mut plan);
    }
    plan.edits
        .extend(records::moved(compilation, &|subject| (subject == format!("./{from}")).then(|| format!("./{to}"))));
    plan.notes.extend(settings(compilation, from, to));
    let after = compile_with(verify::edited(compilation, &plan.edits)?.moved(from, to), run);
    same(compilation, &after)?;
    Ok(plan)
}

fn known(compilation: &Compilation, from: &Utf8Path) -> Result<SourceId, Refusal> {
    if config::FILES.contains(&from.as_str()) {
        let message = format!("`{from}` belongs at the root of the knowledge base and cannot be moved.");
        return Err(Refusal::new(message));
    }
    let file = compilation.sources.find(from);
    let file = file.ok_or_else(|| Refusal::new(format!("`{from}` is no file of this knowledge base.")))?;
    match compilation.sources.get(file).problems.is_empty() {
        true => Ok(file),
        false => {
            let message =
                format!("`{from}` is not UTF-8 or could not be read whole, so that it cannot be moved safely.");
            Err(Refusal::new(message).help("save it as UTF-8 first; `touchbase check` tells more"))
        }
    }
}

fn free(compilation: &Compilation, from: &Utf8Path, to: &Utf8Path) -> Result<(), Refusal> {
    if from == to {
        return Err(Refusal::new(format!("`{from}` is there already.")));
    }
    if to.as_str().is_empty() || to.as_str().starts_with("..") {
        return Err(Refusal::new(format!("`{to}` does not lie in the knowledge base.")));
    }
    let exists = compilation.sources.exists(to).unwrap_or_else(|| compilation.sources.find(to).is_some());
    if exists {
        let message = format!("There is a file or folder `{to}` already.");
        return Err(Refusal::new(message).help("choose another name, or move the other first"));
    }
    if config::FILES.contains(&to.as_str()) {
        return Err(Refusal::new(format!("`{to}` is the name of a file that holds no knowledge.")));
    }
    match (Notation::of(from), Notation::of(to)) {
        (old, new) if old == new => Ok(()),
        (_, None) => {
            let message = format!("`{to}` would not be read: knowledge files end in `.cx`, `.yaml` or `.yml`.");
            let extension = from.extension().unwrap_or("cx");
            Err(Refusal::new(message).help(format!("write `{to}.{extension}` for a file, `{to}/` for a folder")))
        }
        (_, Some(other)) => {
            let message = format!("`{to}` says another notation than `{from}` is written in.");
            let name = if other == Notation::Cx { "cx" } else { "yaml" };
            Err(Refusal::new(message).help(format!("write it anew first: `touchbase convert --to {name} {from}`")))
        }
    }
}

/// Refuses places where nobody would read the file any more.
fn read_there(compilation: &Compilation, to: &Utf8Path) -> Result<(), Refusal> {
    let config = &compilation.config;
    let refuse =
        |why: String| Err(Refusal::new(format!("`{to}` would not be read: {why}.")).help("choose another place"));
    if to.as_str().split('/').any(|part| part.starts_with('.')) {
        return refuse("hidden files and folders are left out".to_owned());
    }
    let output = flat(config.output.as_str().into());
    if !output.as_str().is_empty() && to.starts_with(&output) {
        return refuse(format!("`{output}` is the folder of the site"));
    }
    if !config.sources.is_empty() && !matching(&config.sources, to) {
        return refuse("`sources` in `touchbase.yaml` does not name it".to_owned());
    }
    if matching(&config.exclude, to) {
        return refuse("`exclude` in `touchbase.yaml` leaves it out".to_owned());
    }
    Ok(())
}

fn matching(globs: &[String], path: &Utf8Path) -> bool {
    let glob = |glob: &String| GlobBuilder::new(glob).literal_separator(true).build().ok();
    globs.iter().filter_map(glob).any(|glob| glob.compile_matcher().is_match(path))
}

/// Every Markdown text with a link, in every language.
fn texts(compilation: &Compilation) -> impl Iterator<Item = (FieldRef<'_>, &Item)> {
    fn of(element: ElementRef<'_>) -> impl Iterator<Item = (FieldRef<'_>, &Item)> {
        let fields = element.fields().chain(element.translations());
        fields.flat_map(|field| field.items().map(move |item| (field, item)))
    }
    let all = compilation.model.elements().flat_map(of);
    all.filter(|(_, item)| matches!(&item.datum, Datum::Markdown(text) if text.contains("](")))
}

/// The links of a text that have to be written otherwise when the file lies elsewhere.
fn links(
    compilation: &Compilation,
    moved: SourceId,
    (from, to): (&Utf8Path, &Utf8Path),
    field: FieldRef<'_>,
    item: &Item,
    plan: &mut Plan,
) {
    let Datum::Markdown(text) = &item.datum else { return };
    let file = compilation.sources.get(item.span.source).path.as_path();
    let is_inside = item.span.source == moved;
    for (event, whole) in Parser::new(text).into_offset_iter() {
        let (address, is_picture) = match &event {
            Event::Start(Tag::Link { dest_url, .. }) => (dest_url, false),
            Event::Start(Tag::Image { dest_url, .. }) => (dest_url, true),
            _ => continue,
        };
        let Some(path) = named_file(address) else { continue };
        let link = Link { compilation, path: path.as_ref().into(), file, is_picture };
        let Some(new) = link.elsewhere(from, to, is_inside) else { continue };
        let rest = address.get(address.find(['?', '#']).unwrap_or(address.len())..).unwrap_or_default();
        let new = format!("{}{rest}", as_address(&new));
        let part = text.get(whole.clone()).and_then(|link| link.rfind(address.as_ref())).map(|at| whole.start + at);
        let place = part.and_then(|at| place(compilation, text, item.span, at, address));
        match place {
            Some(span) => plan.edits.push(Edit { span, text: new }),
            None => {
                let key = &field.field.key;
                let text = format!(
                    "The link to `{address}` in `{key}` should be `{new}` then, and is written in a way that cannot be changed safely."
                );
                plan.notes.push(Note::new(text, Some(item.span)));
            }
        }
    }
}

/// A link of a file.
struct Link<'c> {
    compilation: &'c Compilation,
    path: &'c Utf8Path,
    file: &'c Utf8Path,
    is_picture: bool,
}

impl Link<'_> {
    /// What the link says when `from` lies at `to`; none where it says the same.
    fn elsewhere(&self, from: &Utf8Path, to: &Utf8Path, is_inside: bool) -> Option<Utf8PathBuf> {
        let exists = |path: &Utf8Path| {
            let sources = &self.compilation.sources;
            sources.exists(path).unwrap_or_else(|| sources.find(path).is_some())
        };
        let at_root = flat(self.path);
        if exists(&at_root) {
            return (at_root == from).then(|| to.to_owned());
        }
        let folder = self.file.parent().unwrap_or("".into());
        let target = beside(folder, self.path.as_str());
        if self.is_picture || !exists(&target) || !(is_inside || target == from) {
            return None;
        }
        let target = if target == from { to.to_owned() } else { target };
        let folder = if is_inside { to.parent().unwrap_or("".into()) } else { folder };
        let new = way(folder, &target);
        // What lies at the root by the same path would be meant instead.
        let new = if exists(&flat(&new)) && flat(&new) != target { target } else { new };
        (new != self.path).then_some(new)
    }
}

/// Where the part of `text` at `at` stands in the file: brackets of links are the same in both, whatever lies between them.
fn place(compilation: &Compilation, text: &str, span: Span, at: usize, address: &str) -> Option<Span> {
    let written = compilation.sources.slice(span);
    let openings = |text: &str| text.match_indices("](").map(|(at, _)| at + 2).collect::<Vec<usize>>();
    let (read, found) = (openings(text), openings(written));
    let number = read.iter().position(|opening| *opening == at)?;
    let start = *found.get(number).filter(|_| read.len() == found.len())?;
    written.get(start..)?.starts_with(address).then(|| span.sub(start, start + address.len()))
}

/// Settings for some files that concern this one only here or only there.
fn settings(compilation: &Compilation, from: &Utf8Path, to: &Utf8Path) -> Vec<Note> {
    let concerns = |files: &GlobMatcher, path: &Utf8Path| files.is_match(path);
    let mut notes: Vec<Note> = Vec::new();
    for setting in &compilation.config.checks.levels {
        let Some(files) = &setting.files else { continue };
        let words = match (concerns(files, from), concerns(files, to)) {
            (true, false) => "do not hold",
            (false, true) => "hold",
            _ => continue,
        };
        let glob = files.glob().glob();
        let note = Note::new(format!("The checks set for `{glob}` {words} for it there."), Some(setting.span));
        if !notes.iter().any(|known| known.text == note.text) {
            notes.push(note);
        }
    }
    notes
}

fn same(before: &Compilation, after: &Compilation) -> Result<(), Refusal> {
    let addresses = |compilation: &Compilation| {
        let mut all: Vec<String> = compilation.model.elements().map(ElementRef::address).collect();
        all.sort();
        all
    };
    let loose = |compilation: &Compilation| {
        compilation.model.references().filter(|reference| reference.target().is_none()).count()
    };
    if addresses(before) != addresses(after) || loose(before) != loose(after) {
        return Err(Refusal::new("Afterwards the knowledge base would not say what it says now; nothing was moved."));
    }
    verify::no_new_errors(before, after)
}
