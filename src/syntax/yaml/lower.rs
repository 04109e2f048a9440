//! Values to blocks and fields, by shape alone.
//!
//! ```text
//! personas:            section                     journeys:
//!   eilige:            a block `personas eilige`     - id: bestellen      a block `journeys bestellen`
//!     name: …          its field                       stages:
//!                                                        - name: Bedarf   a block `stages` inside it
//! ```
//! At the top, every map or list of maps is a section. Inside a block, a list that holds maps is a run of blocks, anything
//! else is a field. A section that stands twice, in one document or several, is as if it were written once.

use super::events::{Read, is_junk};
use crate::diagnostic::{Fault, FaultKind};
use crate::syntax::{Block, Entry, Field, File, Item, Junk, Notation, Value, ValueKind, Word, repeated};
use crate::text::{SourceId, Span};

/// The file that the documents hold.
pub(super) fn lower(source: SourceId, read: Read) -> File {
    let mut lowering = Lowering { faults: read.faults };
    let items = read.documents.into_iter().flat_map(|document| lowering.document(document)).collect();
    let mut faults = lowering.faults;
    faults.sort_by_key(|fault| fault.span);
    File { source, notation: Notation::Yaml, items, comments: read.comments, faults }
}

struct Lowering {
    faults: Vec<Fault>,
}

impl Lowering {
    fn document(&mut self, value: Value) -> Vec<Item> {
        match value.kind {
            ValueKind::Map(entries) => entries.into_iter().flat_map(|entry| self.section(entry)).collect(),
            ValueKind::Empty => Vec::new(),
            ValueKind::Junk => vec![Item::Junk(Junk { span: value.span })],
            _ => {
                self.unexpected(beginning(&value), "a section: a word, a colon, and elements indented below it");
                vec![Item::Junk(Junk { span: value.span })]
            }
        }
    }

    fn section(&mut self, entry: Entry) -> Vec<Item> {
        match entry.value.kind {
            ValueKind::Map(elements) if !elements.is_empty() => {
                elements.into_iter().map(|element| self.element(&entry.key, element)).collect()
            }
            ValueKind::Map(_) => vec![empty_section(entry)],
            ValueKind::List(ref items) if items.is_empty() => vec![empty_section(entry)],
            _ => self.entry(entry),
        }
    }

    /// `id:` with the fields of an element below it.
    fn element(&mut self, section: &Word, entry: Entry) -> Item {
        if is_junk(&entry) {
            return Item::Junk(Junk { span: entry.value.span });
        }
        let Entry { key, value } = entry;
        let span = key.span.to(value.span);
        let inner = inner(&value);
        let body = match value.kind {
            ValueKind::Map(entries) => self.body(entries),
            ValueKind::Empty => Vec::new(),
            ValueKind::Junk => vec![Item::Junk(Junk { span: value.span })],
            ValueKind::Scalar { .. } | ValueKind::List(_) => {
                self.unexpected(
                    beginning(&value),
                    "fields, each on a line of its own (`key: value`), indented below the id",
                );
                Vec::new()
            }
        };
        let header = key.span;
        Item::Block(Block { keyword: section.clone(), id: Some(key), name: None, body, header, span, inner })
    }

    fn body(&mut self, entries: Vec<Entry>) -> Vec<Item> {
        let mut items = Vec::with_capacity(entries.len());
        for entry in entries {
            match &entry.value.kind {
                ValueKind::List(list) if list.iter().any(is_map) => items.extend(self.entry(entry)),
                _ => items.push(self.field(entry)),
            }
        }
        items
    }

    fn entry(&mut self, entry: Entry) -> Vec<Item> {
        match entry.value.kind {
            ValueKind::List(list) if list.iter().any(is_map) => self.list(entry.key, list),
            _ => vec![self.field(entry)],
        }
    }

    fn field(&mut self, entry: Entry) -> Item {
        if is_junk(&entry) {
            return Item::Junk(Junk { span: entry.value.span });
        }
        let Entry { key, mut value } = entry;
        strip(&mut value);
        repeated::keys(&value, &mut self.faults);
        Item::Field(Field { span: key.span.to(value.span), key, value })
    }

    /// A list with maps: a block for each; what else stands there stays together as a field.
    fn list(&mut self, key: Word, list: Vec<Value>) -> Vec<Item> {
        let mut items = Vec::with_capacity(list.len());
        let mut others = Vec::new();
        for value in list {
            match value.kind {
                ValueKind::Map(_) => items.push(self.item(&key, value)),
                ValueKind::Junk => items.push(Item::Junk(Junk { span: value.span })),
                _ => others.push(value),
            }
        }
        if let (Some(first), Some(last)) = (others.first(), others.last()) {
            let value = Value { span: first.span.to(last.span), kind: ValueKind::List(others) };
            items.push(self.field(Entry { key, value }));
        }
        items
    }

    /// `- id: …` with the fields of an element.
    fn item(&mut self, keyword: &Word, value: Value) -> Item {
        let (span, inner) = (value.span, inner(&value));
        let ValueKind::Map(mut entries) = value.kind else { return Item::Junk(Junk { span }) };
        let header = entries.first().map_or(span, |entry| entry.key.span);
        let id = take_id(&mut entries);
        let body = self.body(entries);
        Item::Block(Block { keyword: keyword.clone(), id, name: None, body, header, span, inner })
    }

    fn unexpected(&mut self, span: Span, expected: &str) {
        self.faults.push(Fault::new(span, FaultKind::unexpected(expected)));
    }
}

/// Takes out what the reader put into maps for parts it could not read: a value has no place for them.
pub(super) fn strip(value: &mut Value) {
    match &mut value.kind {
        ValueKind::List(items) => items.iter_mut().for_each(strip),
        ValueKind::Map(entries) => {
            let before = entries.len();
            entries.retain(|entry| !is_junk(entry));
            if entries.is_empty() && before > 0 {
                value.kind = ValueKind::Junk;
            } else {
                entries.iter_mut().for_each(|entry| strip(&mut entry.value));
            }
        }
        _ => {}
    }
}

/// The place to point at: a list by its first character, since it may be long.
fn beginning(value: &Value) -> Span {
    match value.kind {
        ValueKind::List(_) => value.span.sub(0, 1),
        _ => value.span,
    }
}

fn is_map(value: &Value) -> bool {
    matches!(value.kind, ValueKind::Map(_))
}

/// A section without elements stays in the tree, so that a misspelt one is not passed over.
fn empty_section(Entry { key, value }: Entry) -> Item {
    let value = Value { kind: ValueKind::Empty, ..value };
    Item::Field(Field { span: key.span.to(value.span), key, value })
}

/// The text of the first `id:` entry, which is taken out. An `id` that is no text stays, to be reported as a field.
fn take_id(entries: &mut Vec<Entry>) -> Option<Word> {
    let at = entries.iter().position(|entry| entry.key.text == "id")?;
    let value = &entries.get(at)?.value;
    let word = Word { text: value.text()?.clone(), span: value.span };
    entries.remove(at);
    Some(word)
}

/// Where an entry can be inserted: inside the braces of `{…}`, or the lines of a map.
fn inner(value: &Value) -> Option<Span> {
    match &value.kind {
        ValueKind::Map(entries) => match entries.first() {
            Some(first) if first.key.span.start == value.span.start => Some(value.span),
            _ => Some(value.span.sub(1, value.span.len().saturating_sub(1))),
        },
        _ => None,
    }
}
