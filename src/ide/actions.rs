//! What can be done about the place at the cursor: fixes of findings, missing elements and fields, mentions that are no links.
//!
//! Places of edits are places in the sources of the compilation, which has to be that of the text at hand.

use std::ops::Range;

use super::{Holder, Outline, Role, View};
use crate::compile::Compilation;
use crate::model::{ElementRef, Model, RefPlace, Via, links};
use crate::naming;
use crate::schema::{Field, KindId, Kinds, Scalar, Schema, Shape};
use crate::syntax::{Item, Notation, is_id};
use crate::text::{Edit, Source, SourceId, Span, quoted};

/// Something that can be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// What it does, as an imperative.
    pub title: String,
    /// What sort of thing it is.
    pub sort: Sort,
    /// The change.
    pub edits: Vec<Edit>,
    /// The finding that it mends, by its number among those of the compilation.
    pub finding: Option<usize>,
    /// Whether it is surely what is meant.
    pub safe: bool,
}

/// What sort of thing can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Mends a finding.
    Fix,
    /// Writes something that is missing.
    Add,
    /// Says the same in another way.
    Rewrite,
}

/// What can be done between two bytes of the file `view` shows, which is `here` among the sources of the compilation.
pub fn actions(compilation: &Compilation, view: View<'_>, here: SourceId, range: Range<u32>) -> Vec<Action> {
    let outline = view.outline();
    let placing = Placing { compilation, view, here, outline: &outline };
    let mut actions = placing.fixes(&range);
    actions.extend(placing.create(&range));
    actions.extend(placing.fill(&range));
    actions.extend(placing.link(&range));
    actions
}

struct Placing<'a> {
    compilation: &'a Compilation,
    view: View<'a>,
    here: SourceId,
    outline: &'a Outline<'a>,
}

impl Placing<'_> {
    fn fixes(&self, range: &Range<u32>) -> Vec<Action> {
        let touched = |span: Span| span.source == self.here && span.start <= range.end && range.start <= span.end;
        let findings = self.compilation.diagnostics.iter().enumerate();
        let findings = findings.filter(|(_, finding)| touched(finding.primary.span));
        findings
            .filter_map(|(number, finding)| {
                let fix = finding.fix.as_ref()?;
                let (title, edits) = (fix.title.clone(), fix.edits.clone());
                Some(Action { title, sort: Sort::Fix, edits, finding: Some(number), safe: fix.safe })
            })
            .collect()
    }

    /// The elements that references within the range miss.
    fn create(&self, range: &Range<u32>) -> Vec<Action> {
        let schema = &self.view.model.schema;
        let mut actions = Vec::new();
        for part in
            self.outline.parts.iter().filter(|part| part.span.start <= range.end && range.start <= part.span.end)
        {
            let Role::Reference(owner, field, place) = part.role else { continue };
            let text = part.text.trim();
            // A step is written in its journey, not by itself.
            if text.is_empty() || text.contains('.') || self.outline.target(self.view.model, part).is_some() {
                continue;
            }
            let kinds = kinds_for(schema, owner, schema.field(owner, field), place);
            for kind in kinds.into_iter().filter(|kind| schema.kind(*kind).is_top()) {
                let title = format!("create missing {} `{text}`", schema.kind(kind).name);
                let edits = vec![self.new_element(kind, text)];
                let finding = self.finding_at(part.span, "unknown-reference");
                actions.push(Action { title, sort: Sort::Add, edits, finding, safe: false });
            }
        }
        actions
    }

    fn finding_at(&self, span: Span, check: &str) -> Option<usize> {
        let same = |place: Span| place.source == self.here && place.start == span.start;
        self.compilation.diagnostics.iter().position(|finding| finding.check == check && same(finding.primary.span))
    }

    /// A new element at the end of the file where most of its kind stand, in the notation at hand.
    fn new_element(&self, kind: KindId, text: &str) -> Edit {
        let (source_id, source) = self.home(kind);
        let schema = &self.view.model.schema;
        let name = if is_id(text) { naming::words(text) } else { text.to_owned() };
        let id = is_id(text).then_some(text);
        match self.view.file.notation {
            Notation::Cx => {
                let head = id.map(|id| format!("{id} ")).unwrap_or_default();
                let mut block = format!("{} {head}{} {{\n  status: draft\n", schema.kind(kind).name, quoted(&name));
                for (field, value) in self.lines(kind, &["name", "status"]) {
                    block.push_str(&format!("  {}: {value}\n", field.key));
                }
                append(source_id, source, &(block + "}\n"))
            }
            Notation::Yaml => self.new_entry(source_id, source, kind, id, &name),
        }
    }

    fn new_entry(&self, id: SourceId, source: &Source, kind: KindId, key: Option<&str>, name: &str) -> Edit {
        let section = self.view.model.schema.kind(kind);
        let last =
            self.view.model.elements().filter(|element| {
                element.kind_id() == kind && element.parent().is_none() && element.span().source == id
            });
        let last = last.max_by_key(|element| element.span().end);
        let is_item = last.is_some_and(|last| is_list_item(source, last.span()));
        let slug = key.map_or_else(|| naming::slug(name), str::to_owned);
        let indent = last.map_or_else(|| "  ".to_owned(), |last| indentation(source, last.span().start));
        // The dash of an item stands before its first key.
        let indent = if is_item { indent.get(2..).unwrap_or_default().to_owned() } else { indent };
        let (first, inner) = match is_item {
            true => (format!("{indent}- id: {slug}\n"), format!("{indent}  ")),
            false => (format!("{indent}{slug}:\n"), format!("{indent}  ")),
        };
        let mut entry = format!("{first}{inner}name: {}\n{inner}status: draft\n", quoted(name));
        for (field, value) in self.lines(kind, &["name", "status"]) {
            entry.push_str(&format!("{inner}{}: {value}\n", field.key));
        }
        match last {
            None => append(id, source, &format!("{}:\n{entry}", section.plural)),
            Some(last) => {
                let end = end_of_content(source, last.span());
                let text = format!("\n{}", entry.trim_end());
                Edit { span: Span::new(id, end, end), text: with_breaks_of(source, &text) }
            }
        }
    }

    /// The file where most elements of a kind stand, in the notation at hand; the file at hand where there are none.
    fn home(&self, kind: KindId) -> (SourceId, &Source) {
        let sources = &self.compilation.sources;
        let mut counts = vec![0usize; sources.len()];
        let stored = |element: ElementRef<'_>| element.stored().notation == self.view.file.notation;
        for element in self.view.model.elements().filter(|element| element.kind_id() == kind && stored(*element)) {
            if let Some(count) = counts.get_mut(element.span().source.0 as usize) {
                *count += 1;
            }
        }
        let most = counts.iter().copied().max().unwrap_or(0);
        let own = counts.get(self.here.0 as usize).copied().unwrap_or(0);
        let id = match counts.iter().position(|count| *count == most) {
            Some(at) if most > own => SourceId(at as u32),
            _ => self.here,
        };
        (id, sources.get(id))
    }

    /// The required fields of a kind with values to start from.
    fn lines(&self, kind: KindId, but: &[&str]) -> Vec<(&Field, String)> {
        let fields = self.view.model.schema.kind(kind).fields.iter();
        let missing = fields.filter(|field| field.required && !but.contains(&field.key.as_ref()));
        missing.filter_map(|field| Some((field, self.value(field)?))).collect()
    }

    /// A value to start from: `…` for texts, which asks to be replaced, and something that is there for references. None where nothing
    /// could stand that is not wrong.
    fn value(&self, field: &Field) -> Option<String> {
        let one = match &field.ty.scalar {
            Scalar::Text | Scalar::Markdown => "\"…\"".to_owned(),
            Scalar::Reference { kinds, .. } => self.most_used(kinds)?,
            Scalar::Enum(variants) => {
                let example = variants.iter().find(|variant| variant.word == field.example);
                example.or(variants.first())?.word.to_string()
            }
            _ => field.example.to_string(),
        };
        match field.ty.shape {
            Shape::One | Shape::OneOrMapByReference(_) => Some(one),
            Shape::List if one.starts_with('[') => Some(one),
            Shape::List => Some(format!("[{one}]")),
            Shape::MapByReference(_) | Shape::MapByLanguage => None,
        }
    }

    fn most_used(&self, kinds: &Kinds) -> Option<String> {
        let active = |element: &ElementRef<'_>| !element.is_nameless() && element.root().status() == "active";
        let fit = self.view.model.elements().filter(|element| kinds.allow(&element.kind().name)).filter(active);
        let used = fit.max_by_key(|element| (element.stored().backlinks.len(), std::cmp::Reverse(element.id())))?;
        let address = used.address();
        Some(if address.split('.').all(is_id) { address } else { quoted(&address) })
    }

    /// The fields that the element at the begin of the range lacks.
    fn fill(&self, range: &Range<u32>) -> Option<Action> {
        let holder = self.outline.holders.get(self.outline.holder_at(range.start)?)?;
        let kind = holder.kind?;
        let has = |key: &str| {
            (key == "name" && (holder.name.is_some() || holder.block.id.is_some()))
                || holder.block.body.iter().any(|item| match item {
                    Item::Field(field) => field.key.text == key,
                    Item::Block(block) => block.keyword.text == key,
                    Item::Junk(_) => false,
                })
        };
        let lines = self.lines(kind, &[]);
        let lines: Vec<(&Field, String)> = lines.into_iter().filter(|(field, _)| !has(&field.key)).collect();
        if lines.is_empty() {
            return None;
        }
        let keys: Vec<String> = lines.iter().map(|(field, _)| format!("`{}`", field.key)).collect();
        let what = if keys.len() == 1 { "the required field" } else { "the required fields" };
        let lines: Vec<String> = lines.iter().map(|(field, value)| format!("{}: {value}", field.key)).collect();
        let edit = insertion(self.view.source, self.here, self.view.file.notation, holder, &lines)?;
        let finding = self.compilation.diagnostics.iter().position(|finding| {
            let place = finding.primary.span;
            finding.check == "missing-field" && place.source == self.here && holder.block.span.touches(place.start)
        });
        let title = format!("add {what} {}", keys.join(", "));
        Some(Action { title, sort: Sort::Add, edits: vec![edit], finding, safe: false })
    }

    /// A mention of an element in prose, made a link.
    fn link(&self, range: &Range<u32>) -> Option<Action> {
        let schema = &self.view.model.schema;
        let is_prose = |role: Role| match role {
            Role::Text(kind, field) => matches!(schema.field(kind, field).ty.scalar, Scalar::Markdown),
            _ => false,
        };
        let around = |span: Span| span.start <= range.start && range.end <= span.end;
        let part = self.outline.parts.iter().find(|part| is_prose(part.role) && around(part.span))?;
        let own = part.holder.and_then(|holder| self.outline.element(self.view.model, holder));
        let written = self.view.source.slice(part.span);
        let wanted = (range.start - part.span.start) as usize..(range.end - part.span.start) as usize;
        let (place, element) = mention(self.view.model, written, &wanted, own)?;
        let shown = written.get(place.clone())?;
        let link = link_to(element, shown);
        let at = part.span.sub(place.start, place.end);
        let edits = vec![Edit { span: Span { source: self.here, ..at }, text: link.clone() }];
        let finding = self.finding_at(at, "unlinked-mention");
        Some(Action { title: format!("convert to link `{link}`"), sort: Sort::Rewrite, edits, finding, safe: false })
    }
}

/// The kinds of which an element can be meant by a reference; of prose, which may mean anything, those that people write about most.
fn kinds_for(schema: &Schema, owner: KindId, field: &Field, place: RefPlace) -> Vec<KindId> {
    let named = |kinds: &Kinds| match kinds {
        Kinds::Any => ["term", "touchpoint", "persona"].iter().filter_map(|name| schema.kind_named(name)).collect(),
        kinds => kinds.names().into_iter().filter_map(|name| schema.kind_named(name)).collect::<Vec<_>>(),
    };
    match (place, &field.ty.shape, &field.ty.scalar) {
        (RefPlace::Prose, ..) => named(&Kinds::Any),
        (RefPlace::Key, Shape::MapByReference(kinds) | Shape::OneOrMapByReference(kinds), _) => named(kinds),
        (_, _, Scalar::Reference { constraint: crate::schema::Constraint::SameKind, .. }) => vec![owner],
        (_, _, Scalar::Reference { kinds, .. }) => named(kinds),
        _ => Vec::new(),
    }
}

/// The longest name of an element that stands in `text` by itself around `wanted`, outside of links and code.
fn mention<'m>(
    model: &'m Model,
    text: &str,
    wanted: &Range<usize>,
    own: Option<ElementRef<'_>>,
) -> Option<(Range<usize>, ElementRef<'m>)> {
    let in_link = |place: &Range<usize>| {
        links(text).iter().any(|link| link.whole.start < place.end && place.start < link.whole.end)
    };
    let mut best: Option<(Range<usize>, ElementRef<'m>)> = None;
    for element in model.elements().filter(|element| element.parent().is_none() && !element.is_nameless()) {
        if own.is_some_and(|own| own.root().id() == element.id()) {
            continue;
        }
        for name in [element.name(), element.key()].into_iter().chain(element.texts("aliases")) {
            let longer = best.as_ref().is_none_or(|(place, _)| place.len() < name.len());
            if longer && let Some(place) = around(text, name, wanted) {
                best = Some((place, element));
            }
        }
    }
    best.filter(|(place, _)| !in_link(place) && takes_links(text, place.start))
}

/// Whether a link may stand at `at` of a Markdown text as it is written: not in code and not in a heading, as the check of unlinked
/// mentions has it. Lines are read by themselves, for the text has the indentation of the file.
fn takes_links(text: &str, at: usize) -> bool {
    let Some(before) = text.get(..at) else { return false };
    let mut fence = None;
    let (above, line) = before.rsplit_once('\n').unwrap_or(("", before));
    for line in above.lines() {
        fence = match fence {
            None => ["```", "~~~"].into_iter().find(|mark| line.trim_start().starts_with(mark)),
            Some(mark) if line.trim_start().starts_with(mark) => None,
            open => open,
        };
    }
    let opened = line.trim_start();
    let is_heading = opened.starts_with('#') && opened.trim_start_matches('#').starts_with(' ');
    fence.is_none() && !is_heading && line.matches('`').count() % 2 == 0
}

/// Where `name` stands in `text` by itself around `wanted`.
fn around(text: &str, name: &str, wanted: &Range<usize>) -> Option<Range<usize>> {
    if name.trim().is_empty() || name.contains(['[', ']', '|', '\n']) {
        return None;
    }
    let mut from = wanted.end.saturating_sub(name.len());
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let mut to = (wanted.start + name.len()).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let start = from + text.get(from..to)?.find(name)?;
    let place = start..start + name.len();
    let is_letter = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let before = text.get(..place.start)?.ends_with(is_letter);
    let behind = text.get(place.end..)?.starts_with(is_letter);
    (!before && !behind && place.start <= wanted.start && wanted.end <= place.end).then_some(place)
}

/// The reference that reads like `shown`.
fn link_to(element: ElementRef<'_>, shown: &str) -> String {
    let named = element.model().lookup(shown);
    match named.is_some_and(|(named, via)| named == element && matches!(via, Via::Name | Via::Id)) {
        true => format!("[[{shown}]]"),
        false => format!("[[{}|{shown}]]", element.key()),
    }
}

/// Text at the end of a file, a blank line before it.
fn append(id: SourceId, source: &Source, text: &str) -> Edit {
    let content = source.text.trim_end();
    let at = content.len();
    let gap = if content.trim_start_matches('\u{feff}').is_empty() { "" } else { "\n\n" };
    let text = format!("{gap}{text}");
    // What stood behind the content were blanks: they go.
    Edit { span: Span::new(id, at, source.text.len()), text: with_breaks_of(source, &text) }
}

/// The text with the line breaks of the file.
fn with_breaks_of(source: &Source, text: &str) -> String {
    if source.text.contains("\r\n") { text.replace('\n', "\r\n") } else { text.to_owned() }
}

/// The blanks before the first letter of the line of `offset`, and before `offset` itself on that line.
fn indentation(source: &Source, offset: u32) -> String {
    let before = source.text.get(..offset as usize).unwrap_or_default();
    let start = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    " ".repeat(before.get(start..).unwrap_or_default().trim_start_matches('\u{feff}').chars().count())
}

/// Whether an element of YAML is an item of a list.
fn is_list_item(source: &Source, span: Span) -> bool {
    let before = source.text.get(..span.start as usize).unwrap_or_default();
    before.trim_end_matches(' ').ends_with('-')
}

/// The end of the last line that holds something of `span`.
fn end_of_content(source: &Source, span: Span) -> usize {
    let end = span.start as usize + source.slice(span).trim_end().len();
    end_of_line(source, end)
}

/// The end of the line of `at`, so that a comment behind it stays there.
fn end_of_line(source: &Source, at: usize) -> usize {
    let rest = source.text.get(at..).unwrap_or_default();
    at + rest.find(['\n', '\r']).unwrap_or(rest.len())
}

/// The change that writes lines into an element, behind its other fields.
fn insertion(
    source: &Source,
    here: SourceId,
    notation: Notation,
    holder: &Holder<'_>,
    lines: &[String],
) -> Option<Edit> {
    let block = holder.block;
    let fields = block.body.iter().filter(|item| matches!(item, Item::Field(_)));
    let last = fields.map(|field| field.span()).max_by_key(|span| span.end);
    let insert =
        |at: usize, text: String| Some(Edit { span: Span::new(here, at, at), text: with_breaks_of(source, &text) });
    match (notation, block.inner) {
        (Notation::Cx, None) => {
            let indent = line_indentation(source, block.span.start);
            let lines: String = lines.iter().map(|line| format!("\n{indent}  {line}")).collect();
            insert(block.span.end as usize, format!(" {{{lines}\n{indent}}}"))
        }
        (Notation::Cx, Some(inner)) if !source.slice(inner).contains(['\n', '\r']) => {
            let content = source.slice(inner);
            let at = inner.start as usize + content.trim_end().len();
            match content.trim().is_empty() {
                true => Some(Edit { span: Span { source: here, ..inner }, text: format!(" {} ", lines.join(", ")) }),
                false => insert(at, format!(", {}", lines.join(", "))),
            }
        }
        (Notation::Cx, Some(inner)) => {
            let indent = format!("{}  ", line_indentation(source, block.span.start));
            let at = end_of_line(source, last.map_or(inner.start, |last| last.end) as usize);
            insert(at, lines.iter().map(|line| format!("\n{indent}{line}")).collect())
        }
        (Notation::Yaml, Some(inner)) if source.text.get(..inner.start as usize)?.ends_with('{') => {
            let content = source.slice(inner);
            let gap = if content.trim().is_empty() { "" } else { ", " };
            insert(inner.start as usize + content.trim_end().len(), format!("{gap}{}", lines.join(", ")))
        }
        (Notation::Yaml, _) => {
            let first = block
                .body
                .first()
                .map(|item| item.span())
                .filter(|first| block.inner.is_some() && first.start >= block.span.start);
            let indent = first.map_or_else(
                || format!("{}  ", indentation(source, block.header.start)),
                |first| indentation(source, first.start),
            );
            let at = last
                .map_or_else(|| end_of_line(source, block.header.end as usize), |last| end_of_content(source, last));
            insert(at, lines.iter().map(|line| format!("\n{indent}{line}")).collect())
        }
    }
}

/// The blanks that the line of `offset` begins with.
fn line_indentation(source: &Source, offset: u32) -> String {
    let before = source.text.get(..offset as usize).unwrap_or_default();
    let line = before.rsplit(['\n', '\r']).next().unwrap_or_default().trim_start_matches('\u{feff}');
    line.chars().take_while(|c| matches!(c, ' ' | '\t')).collect()
}
