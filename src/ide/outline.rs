//! A tree as the schema understands it: which block is an element of which kind, which word is a key, a reference, a value.
//!
//! Everything in the order of the file. What lowering makes of a file for the model, this makes of it for a reader with a cursor; it
//! keeps what is wrong as it is.

use crate::model::{self, Model, RefPlace, meant};
use crate::naming;
use crate::schema::{FieldId, KindId, Scalar, Schema, Shape};
use crate::syntax::{Block, Field, File, Item, Notation, Value, ValueKind, Word};
use crate::text::{Source, Span, Str};

/// What stands where in a file.
#[derive(Debug, Default)]
pub struct Outline<'t> {
    /// The elements, outer ones before those in them.
    pub holders: Vec<Holder<'t>>,
    /// The words and values, in the order of the file.
    pub parts: Vec<Part>,
}

/// An element as it stands in the tree.
#[derive(Debug)]
pub struct Holder<'t> {
    /// Its kind, where its keyword tells one.
    pub kind: Option<KindId>,
    /// Its id, written or derived from its name; empty without either.
    pub id: Str,
    /// Its name as written, if it has one.
    pub name: Option<Str>,
    /// The element that holds it, by its number in the outline.
    pub parent: Option<usize>,
    /// Its block.
    pub block: &'t Block,
}

/// A word or value, and what it is.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its place, without quotes.
    pub span: Span,
    /// What it says.
    pub text: Str,
    /// What it is.
    pub role: Role,
    /// The element it stands in, by its number in the outline; none at the top of a file.
    pub holder: Option<usize>,
}

/// What a word or value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The word for a kind.
    Keyword(Option<KindId>),
    /// The id of an element, where it is defined.
    Id(KindId),
    /// The name of an element, where it is defined.
    Name(KindId),
    /// The key of a field.
    Key(KindId, Option<FieldId>),
    /// The name of an element, where it is referred to.
    Reference(KindId, FieldId, RefPlace),
    /// Running text, one line or Markdown.
    Text(KindId, FieldId),
    /// A word of a closed list, a number, a date, yes or no.
    Datum(KindId, FieldId),
    /// An address, or the path of a picture.
    Address(KindId, FieldId),
    /// The code of a language, or the word `default`, as a key.
    Word,
}

impl<'t> Outline<'t> {
    /// The outline of a file.
    pub fn of(schema: &Schema, source: &'t Source, file: &'t File) -> Outline<'t> {
        let mut reading = Reading { schema, source, notation: file.notation, outline: Outline::default(), last: None };
        for item in &file.items {
            match item {
                Item::Block(block) => reading.block(block, None),
                Item::Field(field) if file.notation == Notation::Yaml => {
                    let kind = reading.kind(&field.key);
                    reading.part(&field.key, Role::Keyword(kind), None);
                }
                Item::Field(_) | Item::Junk(_) => {}
            }
        }
        reading.outline.parts.sort_by_key(|part| (part.span.start, part.span.end));
        reading.outline
    }

    /// The part at a byte; behind the last letter of one counts, unless another begins there.
    pub fn part_at(&self, offset: u32) -> Option<&Part> {
        let behind = self.parts.partition_point(|part| part.span.start <= offset);
        let before = self.parts.get(..behind)?.iter().rev();
        // References in prose lie within their text.
        before.take(64).find(|part| part.span.touches(offset))
    }

    /// The innermost element at a byte.
    pub fn holder_at(&self, offset: u32) -> Option<usize> {
        self.holders.iter().rposition(|holder| holder.block.span.touches(offset))
    }

    /// The element at the top that holds this one.
    pub fn root(&self, mut holder: usize) -> usize {
        while let Some(parent) = self.holders.get(holder).and_then(|holder| holder.parent) {
            holder = parent;
        }
        holder
    }

    /// The element of the model that stands here, if the model knows it.
    pub fn element<'m>(&self, model: &'m Model, holder: usize) -> Option<model::ElementRef<'m>> {
        let this = self.holders.get(holder)?;
        let element = match this.parent {
            None => model.lookup(&this.id).map(|(element, _)| element)?,
            Some(_) => {
                let journey = self.element(model, self.root(holder))?;
                model.element(model.names().lookup_in(journey.id(), &this.id)?.0)
            }
        };
        (Some(element.kind_id()) == this.kind).then_some(element)
    }

    /// The element that a part of the role of a reference means, if there is one.
    pub fn target<'m>(&self, model: &'m Model, part: &Part) -> Option<model::ElementRef<'m>> {
        let Role::Reference(kind, field, place) = part.role else { return None };
        let local = place != RefPlace::Prose && model::is_local(model.schema.field(kind, field));
        let journey = || self.element(model, self.root(part.holder?));
        let near = || Some(model.element(model.names().lookup_in(journey()?.id(), &part.text)?.0));
        local.then(near).flatten().or_else(|| model.lookup(&part.text).map(|(element, _)| element))
    }

    /// The element that a part defines or refers to.
    pub fn meant<'m>(&self, model: &'m Model, part: &Part) -> Option<model::ElementRef<'m>> {
        match part.role {
            Role::Id(_) | Role::Name(_) => self.element(model, part.holder?),
            Role::Reference(..) => self.target(model, part),
            _ => None,
        }
    }
}

struct Reading<'s, 't> {
    schema: &'s Schema,
    source: &'t Source,
    notation: Notation,
    outline: Outline<'t>,
    /// Where the last word for a kind stands: in YAML all elements of a section share it.
    last: Option<Span>,
}

impl<'t> Reading<'_, 't> {
    fn kind(&self, word: &Word) -> Option<KindId> {
        let exact = match self.notation {
            Notation::Cx => self.schema.kind_named(&word.text),
            Notation::Yaml => self.schema.kind_of_plural(&word.text),
        };
        exact.or_else(|| meant::kind(self.schema, &word.text))
    }

    fn part(&mut self, word: &Word, role: Role, holder: Option<usize>) {
        self.outline.parts.push(Part { span: word.span, text: word.text.clone(), role, holder });
    }

    fn block(&mut self, block: &'t Block, parent: Option<usize>) {
        let kind = self.kind(&block.keyword);
        if self.last != Some(block.keyword.span) {
            self.last = Some(block.keyword.span);
            self.part(&block.keyword, Role::Keyword(kind), parent);
        }
        let number = self.outline.holders.len();
        let name = name_of(block);
        let derived = || name.as_ref().map(|name| Str::from(naming::slug(name))).unwrap_or_default();
        let id = block.id.as_ref().map_or_else(derived, |id| id.text.clone());
        self.outline.holders.push(Holder { kind, id, name, parent, block });
        let Some(kind) = kind else { return };
        if let Some(id) = &block.id {
            self.part(id, Role::Id(kind), Some(number));
        }
        if let Some(name) = &block.name {
            self.name(name, kind, number);
        }
        for item in &block.body {
            match item {
                Item::Field(field) => self.field(field, kind, number),
                Item::Block(inner) => self.block(inner, Some(number)),
                Item::Junk(_) => {}
            }
        }
    }

    fn name(&mut self, value: &Value, kind: KindId, holder: usize) {
        if let Some(text) = value.text() {
            let part = Part { span: value.inside(), text: text.clone(), role: Role::Name(kind), holder: Some(holder) };
            self.outline.parts.push(part);
        }
    }

    fn field(&mut self, field: &Field, kind: KindId, holder: usize) {
        let exact = self.schema.field_id(kind, &field.key.text);
        let id = exact.or_else(|| meant::field(self.schema, kind, &field.key.text));
        self.part(&field.key, Role::Key(kind, id), Some(holder));
        let Some(id) = id else { return };
        let declared = self.schema.field(kind, id);
        if declared.key == "name" && field.value.text().is_some() {
            return self.name(&field.value, kind, holder);
        }
        let translated = declared.ty.is_translatable();
        self.value(&field.value, (kind, id), holder, translated);
    }

    fn value(&mut self, value: &Value, field: (KindId, FieldId), holder: usize, translated: bool) {
        match &value.kind {
            ValueKind::Scalar { text, .. } => self.scalar(value, text, field, holder),
            ValueKind::List(values) => values.iter().for_each(|value| self.value(value, field, holder, false)),
            ValueKind::Map(entries) => {
                for entry in entries {
                    let role = self.key_role(field, &entry.key, translated);
                    self.part(&entry.key, role, Some(holder));
                    self.value(&entry.value, field, holder, false);
                }
            }
            ValueKind::Empty | ValueKind::Junk => {}
        }
    }

    fn key_role(&self, (kind, id): (KindId, FieldId), key: &Word, translated: bool) -> Role {
        match self.schema.field(kind, id).ty.shape {
            _ if translated => Role::Word,
            Shape::MapByReference(_) => Role::Reference(kind, id, RefPlace::Key),
            Shape::OneOrMapByReference(_) if key.text != "default" => Role::Reference(kind, id, RefPlace::Key),
            _ => Role::Word,
        }
    }

    fn scalar(&mut self, value: &Value, text: &Str, (kind, field): (KindId, FieldId), holder: usize) {
        let scalar = &self.schema.field(kind, field).ty.scalar;
        let role = match scalar {
            Scalar::Text | Scalar::Markdown => Role::Text(kind, field),
            Scalar::Reference { .. } => Role::Reference(kind, field, RefPlace::Value),
            Scalar::Url | Scalar::Image => Role::Address(kind, field),
            Scalar::Id | Scalar::Enum(_) | Scalar::Integer { .. } | Scalar::Number => Role::Datum(kind, field),
            Scalar::Bool | Scalar::Date | Scalar::Duration => Role::Datum(kind, field),
        };
        let is_prose = matches!(scalar, Scalar::Markdown);
        let span = value.inside();
        self.outline.parts.push(Part { span, text: text.clone(), role, holder: Some(holder) });
        if is_prose {
            self.links(span, text, (kind, field), holder);
        }
    }

    fn links(&mut self, inside: Span, text: &Str, (kind, field): (KindId, FieldId), holder: usize) {
        let links = model::links(text);
        if links.is_empty() {
            return;
        }
        let places = model::places(text, self.source.slice(inside), &links);
        for (link, place) in links.into_iter().zip(places) {
            let Some(place) = place else { continue };
            let role = Role::Reference(kind, field, RefPlace::Prose);
            let span = inside.sub(place.start, place.end);
            self.outline.parts.push(Part { span, text: text.part(link.target), role, holder: Some(holder) });
        }
    }
}

/// The name in the header, else that of the field `name`: of a map of languages, the first one.
fn name_of(block: &Block) -> Option<Str> {
    let field = || {
        block.body.iter().find_map(|item| match item {
            Item::Field(field) if field.key.text == "name" => Some(&field.value),
            _ => None,
        })
    };
    let value = block.name.as_ref().or_else(field)?;
    match &value.kind {
        ValueKind::Scalar { text, .. } => Some(text.clone()),
        ValueKind::Map(entries) => entries.first()?.value.text().cloned(),
        _ => None,
    }
}
