//! A plan to edits and new files: changed values in place, new parts in the elements that hold them, new elements behind those of
//! their kind.

use camino::{Utf8Path, Utf8PathBuf};
use rustc_hash::FxHashMap;

use super::edit::{self, Wanted};
use super::rows::{Change, New, Owner, Plan};
use super::spot::Page;
use super::{Block, Outcome, Remark, print};
use crate::model::{ElementId, ElementRef, Model};
use crate::naming;
use crate::schema::{FieldId, KindId, Language};
use crate::syntax::{self, File, Item, Notation};
use crate::table::{Value, written_value};
use crate::text::{SourceId, Sources};

/// Where new elements go.
#[derive(Debug, Default)]
pub struct Target {
    /// One file for all of them; without it, the file of their kind where there is one only, else one for each kind.
    pub file: Option<Utf8PathBuf>,
    /// Whether new files are YAML.
    pub yaml: bool,
}

impl Plan {
    /// The edits and files that make the base say what the plan wants.
    pub fn outcome(&self, model: &Model, sources: &Sources, target: &Target) -> Outcome {
        let mut children: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
        for (at, new) in self.new.iter().enumerate() {
            if let Some(Owner::New(parent)) = new.parent {
                children.entry(parent).or_default().push(at);
            }
        }
        let mut made = Maker { plan: self, model, sources, children, outcome: Outcome::default() };
        made.known();
        made.add_new(target);
        made.outcome
    }
}

/// Elements of the base that change, and what is new in them.
#[derive(Default)]
struct Work<'p> {
    changes: Vec<&'p Change>,
    parts: Vec<usize>,
}

struct Maker<'m> {
    plan: &'m Plan,
    model: &'m Model,
    sources: &'m Sources,
    /// New elements by the new one that holds them.
    children: FxHashMap<usize, Vec<usize>>,
    outcome: Outcome,
}

impl<'m> Maker<'m> {
    fn known(&mut self) {
        let mut work: FxHashMap<ElementId, Work<'m>> = FxHashMap::default();
        for change in &self.plan.changes {
            work.entry(change.element).or_default().changes.push(change);
        }
        for (at, new) in self.plan.new.iter().enumerate() {
            if let Some(Owner::Known(parent)) = new.parent {
                work.entry(parent).or_default().parts.push(at);
            }
        }
        let mut work: Vec<(SourceId, ElementId, Work<'m>)> =
            work.into_iter().map(|(id, work)| (self.model.element(id).span().source, id, work)).collect();
        work.sort_by_key(|(source, id, _)| (*source, *id));
        for group in work.chunk_by(|a, b| a.0 == b.0) {
            let Some((id, ..)) = group.first() else { continue };
            let source = self.sources.get(*id);
            if !source.problems.is_empty() {
                let message = "The file is not UTF-8, so nothing in it was changed; save it as UTF-8 first.";
                self.outcome.remarks.push(Remark::new(source.path.as_str(), message));
                continue;
            }
            let file = syntax::parse(*id, source);
            let page = Page::new(*id, source, &file);
            let blocks = blocks(&file);
            for (_, element, work) in group {
                let element = self.model.element(*element);
                if let Some(block) = blocks.get(&element.span().start).copied() {
                    self.element(page, block, element, work);
                }
            }
        }
    }

    fn element(&mut self, page: Page<'_>, block: &syntax::Block, element: ElementRef<'m>, work: &Work<'m>) {
        let wanted = self.wanted(element, &work.changes);
        let (edits, refused) = edit::fields(page, block, &wanted);
        self.outcome.edits.extend(edits);
        for (at, reason) in refused {
            let key = wanted.get(at).map(|wanted| wanted.key).unwrap_or_default();
            let of = |change: &&&Change| self.model.schema.field(element.kind_id(), change.field).key == key;
            let place = work.changes.iter().find(of).map(|change| change.place.clone()).unwrap_or_default();
            let message = format!("`{key}` of `{}` stays as it is. {reason}", element.address());
            self.outcome.remarks.push(Remark::new(place, message));
        }
        let new_name = wanted.iter().find(|wanted| wanted.key == "name").and_then(|wanted| {
            wanted
                .values
                .iter()
                .find(|(language, _)| *language == wanted.main)
                .and_then(|(_, value)| value.as_ref()?.text().map(str::to_owned))
        });
        if new_name.is_some_and(|name| !element.id_is_written() && naming::slug(&name) != element.key().as_str()) {
            self.outcome.edits.extend(edit::write_id(page, block, element.key()));
        }
        let mut kinds: Vec<KindId> = work.parts.iter().filter_map(|at| Some(self.plan.new.get(*at)?.kind)).collect();
        kinds.dedup();
        for kind in kinds {
            let of_kind = work.parts.iter().filter(|at| self.plan.new.get(**at).is_some_and(|new| new.kind == kind));
            let parts: Vec<Block> = of_kind.filter_map(|at| self.block(*at)).collect();
            self.parts(page, block, element, &parts);
        }
    }

    fn wanted(&self, element: ElementRef<'m>, changes: &[&'m Change]) -> Vec<Wanted<'m>> {
        let schema = &self.model.schema;
        let mut wanted: Vec<(FieldId, Wanted<'m>)> = Vec::new();
        for change in changes {
            let value = (change.language.unwrap_or(schema.language()), change.value.clone());
            match wanted.iter_mut().find(|(field, _)| *field == change.field) {
                Some((_, known)) => known.values.push(value),
                None => {
                    let field = schema.field(element.kind_id(), change.field);
                    wanted.push((
                        change.field,
                        Wanted {
                            key: &field.key,
                            main: schema.language(),
                            is_translatable: field.ty.is_translatable(),
                            values: vec![value],
                            old: written_value(element, change.field, None),
                        },
                    ));
                }
            }
        }
        wanted.into_iter().map(|(_, wanted)| wanted).collect()
    }

    /// A new element with all that is new in it.
    fn block(&self, at: usize) -> Option<Block> {
        let new = self.plan.new.get(at)?;
        let kind = self.model.schema.kind(new.kind);
        let inside = self.children.get(&at).into_iter().flatten();
        Some(Block {
            kind: kind.name.to_string(),
            plural: kind.plural.to_string(),
            id: new.id.clone(),
            name: new.name.clone(),
            fields: self.fields(new),
            children: inside.filter_map(|child| self.block(*child)).collect(),
            ..Block::default()
        })
    }

    fn fields(&self, new: &New) -> Vec<(String, Value)> {
        let schema = &self.model.schema;
        let mut sorted: Vec<&(FieldId, Option<Language>, Value)> = new.fields.iter().collect();
        sorted.sort_by_key(|(field, language, _)| (*field, *language));
        let groups = sorted.chunk_by(|a, b| a.0 == b.0);
        groups
            .filter_map(|group| {
                let (field, language, value) = group.first()?;
                let key = schema.field(new.kind, *field).key.to_string();
                if group.len() == 1 && language.is_none() {
                    return Some((key, value.clone()));
                }
                let code = |language: &Option<Language>| language.unwrap_or(schema.language()).code().to_owned();
                Some((
                    key,
                    Value::Map(group.iter().map(|(_, language, value)| (code(language), value.clone())).collect()),
                ))
            })
            .collect()
    }

    /// New parts of one kind into the element that holds them.
    fn parts(&mut self, page: Page<'_>, block: &syntax::Block, element: ElementRef<'m>, parts: &[Block]) {
        let Some(first) = parts.first() else { return };
        let is_sibling = |child: &&syntax::Block| {
            [first.kind.as_str(), first.plural.as_str()].contains(&child.keyword.text.as_str())
        };
        let mut children =
            block.body.iter().filter_map(|item| if let Item::Block(child) = item { Some(child) } else { None });
        let sibling = children.rfind(is_sibling);
        let edit = match (page.notation(), sibling) {
            (Notation::Cx, Some(sibling)) => {
                let indent = page.indent(sibling.span.start as usize);
                Some(
                    page.insert(
                        page.line_end(page.end(sibling.span)),
                        &lines(parts, |part| print::cx_block(part, indent)),
                    ),
                )
            }
            (Notation::Cx, None) => {
                let outer = page.indent(block.header.start as usize);
                let text = lines(parts, |part| print::cx_block(part, &format!("{outer}  ")));
                Some(match block.inner {
                    None => page.insert(block.header.end as usize, &format!(" {{{text}\n{outer}}}")),
                    Some(inner) => {
                        let inside = page.source.slice(inner);
                        let at = inner.start as usize + inside.trim_end().len();
                        let breaks = page.slice(at, inner.end as usize).contains('\n');
                        page.insert(at, &if breaks { text } else { format!("{text}\n{outer}") })
                    }
                })
            }
            (Notation::Yaml, Some(sibling)) => dash(page, sibling).map(|indent| {
                page.insert(
                    page.line_end(page.end(sibling.span)),
                    &lines(parts, |part| print::yaml_item(part, &indent)),
                )
            }),
            (Notation::Yaml, None) => {
                let mut fields =
                    block.body.iter().filter_map(|item| if let Item::Field(field) = item { Some(field) } else { None });
                let last = fields.next_back().filter(|field| page.is_over(page.behind(page.end(field.span))));
                last.filter(|field| !page.before(field.span.start as usize).contains('{')).map(|field| {
                    let indent = page.key_indent(field.span.start as usize);
                    let items = lines(parts, |part| print::yaml_item(part, &format!("{indent}  ")));
                    page.insert(page.line_end(page.end(field.span)), &format!("\n{indent}{}:{items}", first.plural))
                })
            }
        };
        match edit {
            Some(edit) => self.outcome.edits.push(edit),
            None => {
                let message = format!(
                    "There is no place in `{}` where a {} can be put in; add it in the file.",
                    element.address(),
                    first.kind
                );
                self.outcome.remarks.push(Remark::new(page.source.path.as_str(), message));
            }
        }
    }

    /// New elements that stand by themselves, by the file in which they go.
    fn add_new(&mut self, target: &Target) {
        let tops = self.plan.new.iter().enumerate().filter(|(_, new)| new.parent.is_none());
        let mut files: Vec<(Utf8PathBuf, Vec<Block>)> = Vec::new();
        for (at, new) in tops {
            let path = target.file.clone().unwrap_or_else(|| {
                file_of(self.model, self.sources, &self.model.schema.kind(new.kind).name, target.yaml)
            });
            let Some(block) = self.block(at) else { continue };
            match files.iter_mut().find(|(known, _)| *known == path) {
                Some((_, blocks)) => blocks.push(block),
                None => files.push((path, vec![block])),
            }
        }
        for (path, mut blocks) in files {
            let order = |block: &Block| self.model.schema.kind_named(&block.kind);
            blocks.sort_by_key(order);
            add_to_file(self.sources, &path, &blocks, &mut self.outcome);
        }
    }
}

/// The file in which elements of the kind stand, if all of them stand in one; else one in the folder `imported`.
pub fn file_of(model: &Model, sources: &Sources, kind: &str, yaml: bool) -> Utf8PathBuf {
    let mut files = model.of_kind(kind).map(|element| element.span().source);
    let first = files.next();
    match first.filter(|first| files.all(|other| other == *first)) {
        Some(only) if sources.get(only).problems.is_empty() => sources.get(only).path.clone(),
        _ => {
            let plural = model.schema.kind_named(kind).map(|kind| model.schema.kind(kind).plural.clone());
            let name = format!("{}.{}", plural.unwrap_or_default(), if yaml { "yaml" } else { "cx" });
            format!("imported/{}", naming::portable(&name)).into()
        }
    }
}

/// Every block of a file by the byte at which it begins.
fn blocks(file: &File) -> FxHashMap<u32, &syntax::Block> {
    let mut found = FxHashMap::default();
    let mut open: Vec<&Item> = file.items.iter().collect();
    while let Some(item) = open.pop() {
        if let Item::Block(block) = item {
            found.insert(block.span.start, block);
            open.extend(&block.body);
        }
    }
    found
}

/// Each part behind a line break, without one at its end.
fn lines(parts: &[Block], print: impl Fn(&Block) -> String) -> String {
    parts.iter().map(|part| format!("\n{}", print(part).trim_end())).collect()
}

/// The blanks before the dash of an item that stands on lines of its own.
fn dash(page: Page<'_>, item: &syntax::Block) -> Option<String> {
    let before = page.before(item.span.start as usize);
    (before.trim() == "-").then(|| before.split('-').next().unwrap_or_default().to_owned())
}

/// Adds elements to a file, or makes it.
pub fn add_to_file(sources: &Sources, path: &Utf8Path, blocks: &[Block], outcome: &mut Outcome) {
    let notation = Notation::of(path).unwrap_or(Notation::Cx);
    let printed = |blocks: &[Block]| match notation {
        Notation::Cx => print::cx(blocks),
        Notation::Yaml => print::yaml(blocks),
    };
    let Some(id) = sources.find(path) else {
        outcome.files.push((path.to_owned(), printed(blocks)));
        return;
    };
    let source = sources.get(id);
    let file = syntax::parse(id, source);
    let page = Page::new(id, source, &file);
    let mut rest: Vec<Block> = Vec::new();
    for run in blocks.chunk_by(|a, b| a.kind == b.kind) {
        let section =
            if notation == Notation::Yaml { run.first().and_then(|first| section(page, &first.plural)) } else { None };
        match section {
            None => rest.extend(run.iter().cloned()),
            Some((at, indent, true)) => {
                outcome.edits.push(page.insert(at, &lines(run, |block| print::yaml_item(block, &indent))))
            }
            Some((at, indent, false)) => {
                outcome.edits.push(page.insert(at, &lines(run, |block| print::yaml_entry(block, &indent))))
            }
        }
    }
    if !rest.is_empty() {
        let text = page.text();
        let gap = match (text.trim().is_empty(), text.ends_with('\n')) {
            (true, _) => "",
            (false, true) => "\n",
            (false, false) => "\n\n",
        };
        outcome.edits.push(page.insert(text.len(), &format!("{gap}{}", printed(&rest))));
    }
}

/// Where a section of a YAML file goes on: the place, the indentation, and whether its elements are items of a list.
fn section(page: Page<'_>, plural: &str) -> Option<(usize, String, bool)> {
    let mut blocks = page.file.items.iter().filter_map(|item| match item {
        Item::Block(block) if block.keyword.text == plural => Some(block),
        _ => None,
    });
    if let Some(last) = blocks.next_back() {
        let at = page.line_end(page.end(last.span));
        let before = page.before(last.span.start as usize);
        return match dash(page, last) {
            Some(indent) => Some((at, indent, true)),
            None => before.trim().is_empty().then(|| (at, before.to_owned(), false)),
        };
    }
    let field = page.file.items.iter().find_map(|item| match item {
        Item::Field(field) if field.key.text == plural => Some(field),
        _ => None,
    })?;
    let is_empty = matches!(field.value.kind, syntax::ValueKind::Empty) && field.value.span.is_empty();
    is_empty.then(|| (page.line_end(field.key.span.end as usize), "  ".to_owned(), false))
}
