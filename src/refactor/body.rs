//! The body of an element as it is written: where a field, an id, a name or an item of a list goes, and what goes with one that is
//! taken out, in the style of what stands around it. Knows no kinds and no meaning of fields.

use super::Refusal;
use crate::compile::Compilation;
use crate::model::ElementRef;
use crate::syntax::{self, Block, Comment, Field, Item, Notation, Value, ValueKind, write};
use crate::text::{Edit, SourceId, Span};

/// An element as it stands in its file.
pub(super) struct Body<'c> {
    text: &'c str,
    source: SourceId,
    pub(super) notation: Notation,
    pub(super) block: Block,
    pub(super) comments: Vec<Comment>,
}

/// What one step of indentation is where nothing else shows it.
const STEP: &str = "  ";

impl<'c> Body<'c> {
    /// Reads the file of `element` again, with comments and everything that the model does not keep.
    pub(super) fn of(compilation: &'c Compilation, element: ElementRef<'_>) -> Result<Body<'c>, Refusal> {
        let id = element.span().source;
        let source = compilation.sources.get(id);
        let file = syntax::parse(id, source);
        let block = find(file.items, element.header(), element.span()).ok_or_else(|| {
            Refusal::new("The element could not be found in its file again.").at(element.header(), "this element")
        })?;
        Ok(Body { text: &source.text, source: id, notation: file.notation, block, comments: file.comments })
    }

    /// The field with this key, the first where it is repeated.
    pub(super) fn field(&self, key: &str) -> Option<&Field> {
        self.fields().find(|field| field.key.text == key)
    }

    pub(super) fn fields(&self) -> impl Iterator<Item = &Field> {
        self.block.body.iter().filter_map(|item| if let Item::Field(field) = item { Some(field) } else { None })
    }

    /// Writes the id of an element that has had none of its own.
    pub(super) fn insert_id(&self, id: &str) -> Result<Edit, Refusal> {
        match self.notation {
            Notation::Cx => {
                let at = self.block.keyword.span.end as usize;
                let blank = if self.rest(at).starts_with(char::is_whitespace) { "" } else { " " };
                Ok(self.insert(at, format!(" {id}{blank}")))
            }
            Notation::Yaml => match self.block.inner {
                Some(inner) => Ok(self.first_entry(inner, &format!("id: {}", write::word(Notation::Yaml, id)))),
                None => Err(self.no_room()),
            },
        }
    }

    /// Writes the name of an element that has had none of its own.
    pub(super) fn insert_name(&self, name: &str) -> Result<Edit, Refusal> {
        let name = write::text(self.notation, name);
        match (self.notation, &self.block.id) {
            (Notation::Cx, Some(id)) => Ok(self.insert(id.span.end as usize, format!(" {name}"))),
            (Notation::Cx, None) => Ok(self.insert(self.block.keyword.span.end as usize, format!(" {name}"))),
            // Where the id is an entry of the list's item, the name stands below it.
            (Notation::Yaml, Some(id))
                if self.is_block_map() && self.block.inner.is_some_and(|inner| holds(inner, id.span)) =>
            {
                let at = self.line_end(id.span.end as usize);
                Ok(self.insert(at, format!("{}{}name: {name}", self.break_at(at), self.column_of_entries())))
            }
            (Notation::Yaml, _) => match self.block.inner {
                Some(inner) => Ok(self.first_entry(inner, &format!("name: {name}"))),
                None => self.add_fields(&[format!("name: {name}")]),
            },
        }
    }

    fn first_entry(&self, inner: Span, entry: &str) -> Edit {
        let at = inner.start as usize;
        match self.is_block_map() {
            true => self.insert(at, format!("{entry}{}{}", self.break_at(at), self.column_of_entries())),
            false if self.text_of(inner).trim().is_empty() => self.insert(at, entry.to_owned()),
            false => self.insert(at, format!("{entry}, ")),
        }
    }

    /// Puts `items` into the list of the field `key`, which is made where there is none; `language` is the one that counts where the
    /// list is given once for each.
    pub(super) fn add_items(&self, key: &str, items: &[String], language: &str) -> Result<Vec<Edit>, Refusal> {
        if items.is_empty() {
            return Ok(Vec::new());
        }
        let Some(field) = self.field(key) else {
            return Ok(vec![self.add_fields(&[format!("{key}: [{}]", items.join(", "))])?]);
        };
        let value = in_language(&field.value, language);
        match &value.kind {
            ValueKind::List(old) => {
                Ok(self.extend(value.span, &old.iter().map(|item| item.span).collect::<Vec<_>>(), items))
            }
            ValueKind::Scalar { .. } => Ok(vec![
                self.insert(value.span.start as usize, "[".to_owned()),
                self.insert(value.span.end as usize, format!(", {}]", items.join(", "))),
            ]),
            ValueKind::Empty => {
                let text = format!("{}[{}]", self.blank_before(value.span), items.join(", "));
                Ok(vec![Edit { span: value.span, text }])
            }
            ValueKind::Map(_) | ValueKind::Junk => {
                let message =
                    format!("What stands in `{key}` cannot be read as a list, so that nothing can be added to it.");
                Err(Refusal::new(message).at(field.value.span, "this value").help("make it a list, then try again"))
            }
        }
    }

    /// A blank where a colon stands directly before.
    fn blank_before(&self, span: Span) -> &'static str {
        let before = self.text.get(..span.start as usize).unwrap_or_default();
        if before.ends_with(':') { " " } else { "" }
    }

    /// Puts `new` behind the items of a list or map that is `whole`.
    pub(super) fn extend(&self, whole: Span, items: &[Span], new: &[String]) -> Vec<Edit> {
        let bracketed = self.text_of(whole).starts_with(['[', '{']);
        let Some(last) = items.last() else {
            return vec![self.insert(whole.start as usize + 1, new.join(", "))];
        };
        let (end, line) = (last.end as usize, self.line_start(last.start as usize));
        let prefix = self.text.get(line..last.start as usize).unwrap_or_default();
        if !bracketed {
            let at = self.line_end(end);
            let rows = new.iter().map(|item| format!("{}{prefix}{item}", self.break_at(at)));
            return vec![self.insert(at, rows.collect())];
        }
        let tail = self.text.get(end..(whole.end as usize).saturating_sub(1)).unwrap_or_default();
        if !tail.contains('\n') || !prefix.trim().is_empty() {
            return vec![self.insert(end, format!(", {}", new.join(", ")))];
        }
        let at = self.line_end(end);
        let has_comma = tail.trim_start_matches([' ', '\t']).starts_with(',');
        let between = items.first().and_then(|first| self.text.get(first.end as usize..last.start as usize));
        let commas = has_comma || self.notation == Notation::Yaml || between.is_some_and(|text| text.contains(','));
        let row = |(at_last, item): (bool, &String)| {
            let comma = if commas && (has_comma || !at_last) { "," } else { "" };
            format!("{}{prefix}{item}{comma}", self.break_at(at))
        };
        let count = new.len();
        let rows: String = new.iter().enumerate().map(|(number, item)| row((number + 1 == count, item))).collect();
        let comma = (commas && !has_comma).then(|| self.insert(end, ",".to_owned()));
        comma.into_iter().chain([self.insert(at, rows)]).collect()
    }

    /// Writes fields that are not there, each as `key: value`, behind the others.
    pub(super) fn add_fields(&self, fields: &[String]) -> Result<Edit, Refusal> {
        match (self.last_field(), self.block.inner) {
            (Some(last), _) => Ok(self.behind(last, fields)),
            (None, Some(inner)) if self.notation == Notation::Yaml => {
                let between = match self.is_block_map() {
                    true => format!("{}{}", self.break_at(inner.start as usize), self.column_of_entries()),
                    false => ", ".to_owned(),
                };
                Ok(self.first_entry(inner, &fields.join(&between)))
            }
            (None, Some(inner)) => Ok(self.at_the_top(inner, fields)),
            (None, None) => self.in_a_new_body(fields),
        }
    }

    fn last_field(&self) -> Option<Span> {
        self.fields().map(|field| field.span).max_by_key(|span| span.end)
    }

    /// What stands before each field that would be added, where each would stand on lines of its own.
    pub(super) fn indent_of_fields(&self) -> Option<String> {
        let block = || format!("{}{STEP}", self.indent(self.block.span.start as usize));
        match (self.notation, self.last_field(), self.block.inner) {
            (Notation::Yaml, _, Some(_)) => self.is_block_map().then(|| self.column_of_entries()),
            (_, _, None) => Some(block()),
            (Notation::Cx, Some(last), _) => self.line_prefix(last).map(str::to_owned),
            (Notation::Cx, None, Some(inner)) => {
                let in_lines = self.text_of(inner).contains('\n') && self.ends_line(inner.start as usize);
                in_lines.then(block)
            }
        }
    }

    /// What stands on the line before a field of `.cx` that has its lines for itself.
    pub(super) fn line_prefix(&self, field: Span) -> Option<&'c str> {
        let prefix = self.text.get(self.line_start(field.start as usize)..field.start as usize)?;
        (prefix.trim().is_empty() && self.ends_line(field.end as usize)).then_some(prefix)
    }

    fn behind(&self, last: Span, fields: &[String]) -> Edit {
        let end = last.end as usize;
        let Some(indent) = self.indent_of_fields() else {
            return self.insert(end, format!(", {}", fields.join(", ")));
        };
        let at = self.line_end(end);
        let rows = fields.iter().map(|field| format!("{}{indent}{field}", self.break_at(at)));
        self.insert(at, rows.collect())
    }

    /// Between the braces of `.cx` that hold no field yet.
    fn at_the_top(&self, inner: Span, fields: &[String]) -> Edit {
        let (at, content) = (inner.start as usize, self.text_of(inner));
        match self.indent_of_fields() {
            Some(indent) => {
                let line = self.line_end(at);
                let rows = fields.iter().map(|field| format!("{}{indent}{field}", self.break_at(line)));
                self.insert(line, rows.collect())
            }
            None if content.trim().is_empty() => Edit { span: inner, text: format!(" {} ", fields.join(", ")) },
            None => self.insert(at, format!(" {},", fields.join(", "))),
        }
    }

    fn in_a_new_body(&self, fields: &[String]) -> Result<Edit, Refusal> {
        let indent = self.indent(self.block.span.start as usize);
        let rows = |nl: &str| fields.iter().map(|field| format!("{nl}{indent}{STEP}{field}")).collect::<String>();
        if self.notation == Notation::Cx {
            let at = self.block.span.end as usize;
            let nl = self.break_at(at);
            return Ok(self.insert(at, format!(" {{{}{nl}{indent}}}", rows(nl))));
        }
        let key = self.block.header;
        let at = self.line_end(key.end as usize);
        let rest = self.text.get(key.end as usize..at).unwrap_or_default().trim_start();
        let bare =
            rest.strip_prefix(':').map(str::trim_start).is_some_and(|rest| rest.is_empty() || rest.starts_with('#'));
        let own_line = self.text.get(self.line_start(key.start as usize)..key.start as usize);
        match bare && own_line.is_some_and(|before| before.trim().is_empty()) {
            true => Ok(self.insert(at, rows(self.break_at(at)))),
            false => Err(self.no_room()),
        }
    }

    fn no_room(&self) -> Refusal {
        let message = "The element is written in a way that leaves no room for another field.";
        Refusal::new(message)
            .at(self.block.header, "this element")
            .help("write its fields on lines of their own, then try again")
    }

    /// Takes one item out of the list of a field; the field with it when nothing would be left.
    pub(super) fn remove_item(&self, field: &Field, item: Span) -> Edit {
        match lists_in(&field.value).into_iter().find(|(_, items)| items.contains(&item)) {
            Some((whole, items)) if items.len() > 1 || whole != field.value.span => {
                let at = items.iter().position(|other| *other == item).unwrap_or(0);
                self.remove_from(whole, &items, at)
            }
            _ => self.remove_field(field),
        }
    }

    /// Takes the item with this number out of a list or map that is `whole`, with what parts it from the others.
    pub(super) fn remove_from(&self, whole: Span, items: &[Span], at: usize) -> Edit {
        let Some(item) = items.get(at) else { return self.remove(whole.end as usize, whole.end as usize) };
        let bracketed = self.text_of(whole).starts_with(['[', '{']);
        match (items.get(at + 1), at.checked_sub(1).and_then(|before| items.get(before))) {
            (Some(next), _) if bracketed => self.remove(item.start as usize, next.start as usize),
            (None, Some(before)) if bracketed => self.remove(before.end as usize, item.end as usize),
            (None, None) if bracketed => self.remove(item.start as usize, item.end as usize),
            (Some(next), _) => self.remove(self.line_start(item.start as usize), self.line_start(next.start as usize)),
            _ => self.remove(self.line_start(item.start as usize), self.next_line(item.end as usize)),
        }
    }

    /// Takes a whole field out. A comment behind it stays.
    pub(super) fn remove_field(&self, field: &Field) -> Edit {
        let (start, end) = (field.span.start as usize, field.span.end as usize);
        let (line, line_end) = (self.line_start(start), self.line_end(end));
        let before = self.text.get(line..start).unwrap_or_default();
        let behind = self.text.get(end..line_end).unwrap_or_default();
        let comma = behind.trim_start().starts_with(',').then(|| end + behind.find(',').unwrap_or(0) + 1);
        let rest = self.text.get(comma.unwrap_or(end)..line_end).unwrap_or_default();
        if before.trim().is_empty() && rest.trim().is_empty() {
            return self.remove(line, self.next_line(end));
        }
        if before.trim().is_empty() && self.is_comment(rest) {
            let blanks = rest.len() - rest.trim_start().len();
            return self.remove(start, comma.unwrap_or(end) + blanks);
        }
        let next = self.block.body.iter().map(Item::span).filter(|span| span.start as usize >= end).min();
        match (self.notation, next) {
            // The entry that shares its line with the dash of the list.
            (Notation::Yaml, Some(next)) if self.is_block_map() => self.remove(start, next.start as usize),
            _ => {
                let trimmed = before.trim_end();
                match (trimmed.strip_suffix(','), comma) {
                    (Some(kept), None) => self.remove(line + kept.trim_end().len(), end),
                    (_, Some(comma)) => {
                        let blanks = rest.len() - rest.trim_start().len();
                        self.remove(start, comma + blanks)
                    }
                    (None, None) => self.remove(start, end),
                }
            }
        }
    }

    /// Whether the element's fields stand on lines of their own, as a mapping of YAML.
    pub(super) fn is_block_map(&self) -> bool {
        let Some(inner) = self.block.inner else { return true };
        self.notation == Notation::Yaml && !self.text.get(..inner.start as usize).unwrap_or_default().ends_with('{')
    }

    /// What stands before the first key of a mapping, as blanks.
    fn column_of_entries(&self) -> String {
        let start = self.block.inner.map_or(self.block.span.start, |inner| inner.start) as usize;
        let before = self.text.get(self.line_start(start)..start).unwrap_or_default();
        before.chars().map(|c| if c == '\t' { '\t' } else { ' ' }).collect()
    }

    /// The blanks at the begin of the line of `at`.
    pub(super) fn indent(&self, at: usize) -> String {
        let line = self.rest(self.line_start(at));
        line.chars().take_while(|c| matches!(c, ' ' | '\t')).collect()
    }

    pub(super) fn text_of(&self, span: Span) -> &'c str {
        self.text.get(span.range()).unwrap_or_default()
    }

    pub(super) fn between(&self, from: usize, to: usize) -> &'c str {
        self.text.get(from..to).unwrap_or_default()
    }

    pub(super) fn rest(&self, at: usize) -> &'c str {
        self.text.get(at..).unwrap_or_default()
    }

    pub(super) fn line_start(&self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or_default();
        before.rfind('\n').map_or(if before.starts_with('\u{feff}') { 3 } else { 0 }, |at| at + 1)
    }

    /// Where the line of `at` ends, its line break excluded. A value that ends with a line break ends on the line before.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or_default();
        if let Some(kept) = before.strip_suffix('\n') {
            return kept.strip_suffix('\r').unwrap_or(kept).len();
        }
        let rest = self.rest(at);
        let end = rest.find('\n').map_or(rest.len(), |end| end);
        at + rest.get(..end).map_or(end, |line| line.strip_suffix('\r').unwrap_or(line).len())
    }

    /// Where the line after that of `at` begins.
    pub(super) fn next_line(&self, at: usize) -> usize {
        let end = self.line_end(at);
        let rest = self.rest(end);
        end + if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with('\n')) }
    }

    /// The line break of the file, as at `at` or at its first line.
    pub(super) fn break_at(&self, at: usize) -> &'static str {
        let rest = self.rest(at);
        let first =
            || self.text.find('\n').is_some_and(|end| self.text.get(..end).is_some_and(|line| line.ends_with('\r')));
        if rest.starts_with("\r\n") || (!rest.starts_with('\n') && first()) { "\r\n" } else { "\n" }
    }

    /// Whether nothing but a comma and a comment follows on the line.
    fn ends_line(&self, at: usize) -> bool {
        let rest = self.text.get(at..self.line_end(at)).unwrap_or_default().trim_start();
        let rest = rest.strip_prefix(',').unwrap_or(rest);
        rest.trim().is_empty() || self.is_comment(rest)
    }

    fn is_comment(&self, rest: &str) -> bool {
        rest.trim_start().starts_with(match self.notation {
            Notation::Cx => "//",
            Notation::Yaml => "#",
        })
    }

    pub(super) fn insert(&self, at: usize, text: String) -> Edit {
        Edit { span: Span::new(self.source, at, at), text }
    }

    pub(super) fn remove(&self, from: usize, to: usize) -> Edit {
        Edit { span: Span::new(self.source, from, to), text: String::new() }
    }
}

fn find(items: Vec<Item>, header: Span, span: Span) -> Option<Block> {
    items.into_iter().find_map(|item| match item {
        Item::Block(block) if block.span == span && block.header == header => Some(block),
        Item::Block(block) if holds(block.span, span) => find(block.body, header, span),
        _ => None,
    })
}

fn holds(outer: Span, inner: Span) -> bool {
    outer.source == inner.source && outer.start <= inner.start && inner.end <= outer.end
}

/// The value that counts where one is given for each language.
fn in_language<'v>(value: &'v Value, language: &str) -> &'v Value {
    match &value.kind {
        ValueKind::Map(entries) => {
            let main = entries.iter().find(|entry| entry.key.text == language).or(entries.first());
            main.map_or(value, |entry| &entry.value)
        }
        _ => value,
    }
}

/// The lists in a value with the places of their items: itself, or one for each language.
fn lists_in(value: &Value) -> Vec<(Span, Vec<Span>)> {
    match &value.kind {
        ValueKind::List(items) => vec![(value.span, items.iter().map(|item| item.span).collect())],
        ValueKind::Map(entries) => entries.iter().flat_map(|entry| lists_in(&entry.value)).collect(),
        _ => Vec::new(),
    }
}
