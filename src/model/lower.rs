//! The tree of one file to elements, against the schema. Files are independent here, so they are lowered in parallel;
//! numbers of elements and references count from 0 in each file until [`super::build`] puts the files together.

use super::read::{self, Misfit};
use super::value::{Content, Datum, FieldData, Item, Key};
use super::{ElementData, ElementId, RefPlace, Reference, ReferenceId, Via, prose};
use crate::diagnostic::{Fault, FaultKind, Place};
use crate::naming;
use crate::schema::{Constraint, Field, FieldId, KindId, Scalar, Schema, Shape};
use crate::syntax::{self, Block, Entry, Notation, Style, Value, ValueKind, Word};
use crate::text::{Source, Span, Str};

/// What one file holds.
#[derive(Debug, Default)]
pub(super) struct Lowered {
    pub elements: Vec<ElementData>,
    pub references: Vec<Reference>,
    pub faults: Vec<Fault>,
    /// Ids of blocks that could not be understood.
    pub lost: Vec<Str>,
}

/// Lowers one file.
pub(super) fn lower(schema: &Schema, source: &Source, file: &syntax::File) -> Lowered {
    let mut lowering = Lowering { schema, source, notation: file.notation, out: Lowered::default() };
    for item in &file.items {
        match item {
            syntax::Item::Block(block) => lowering.top_block(block),
            syntax::Item::Field(field) => lowering.top_field(field),
            syntax::Item::Junk(_) => {}
        }
    }
    lowering.out
}

struct Lowering<'a> {
    schema: &'a Schema,
    source: &'a Source,
    notation: Notation,
    out: Lowered,
}

/// The element whose fields are being read.
#[derive(Clone, Copy)]
struct Owner {
    id: ElementId,
    kind: KindId,
}

impl Lowering<'_> {
    fn fault(&mut self, span: Span, kind: FaultKind) {
        self.out.faults.push(Fault::new(span, kind));
    }

    fn top_field(&mut self, field: &syntax::Field) {
        let known = self.kind_of(&field.key).is_some();
        match field.value.kind {
            ValueKind::Junk => {}
            ValueKind::Empty if known => {}
            _ if known => {
                let expected = "a map from ids to elements, or a list of elements".to_owned();
                self.fault(field.value.span, FaultKind::Unexpected { expected });
            }
            _ => self.fault(field.key.span, FaultKind::UnknownKind { word: field.key.text.clone() }),
        }
    }

    fn top_block(&mut self, block: &Block) {
        match self.kind_or_nearest(&block.keyword) {
            Some(kind) => {
                if self.schema.kind(kind).parent.is_some() {
                    self.misplaced(block, kind, None);
                }
                self.element(block, kind, None);
            }
            None => self.lose(block),
        }
    }

    /// The kind a keyword means in this notation.
    fn kind_of(&self, keyword: &Word) -> Option<KindId> {
        match self.notation {
            Notation::Cx => self.schema.kind_named(&keyword.text),
            Notation::Yaml => self.schema.kind_of_plural(&keyword.text),
        }
    }

    /// The kind a keyword means or most likely should mean: a mistyped keyword is one fault, not a missing element wherever it
    /// is referred to.
    fn kind_or_nearest(&mut self, keyword: &Word) -> Option<KindId> {
        if let Some(kind) = self.kind_of(keyword) {
            return Some(kind);
        }
        self.fault(keyword.span, FaultKind::UnknownKind { word: keyword.text.clone() });
        let (name, plural) = (self.schema.kind_named(&keyword.text), self.schema.kind_of_plural(&keyword.text));
        name.or(plural).or_else(|| {
            let kinds: Vec<&str> =
                self.schema.kinds().flat_map(|(_, kind)| [kind.name.as_ref(), &kind.plural]).collect();
            let near = naming::nearest(&keyword.text, kinds)?;
            self.schema.kind_named(near).or_else(|| self.schema.kind_of_plural(near))
        })
    }

    fn misplaced(&mut self, block: &Block, kind: KindId, container: Option<KindId>) {
        let kind = self.schema.kind(kind).name.to_string();
        let container = container.map(|kind| self.schema.kind(kind).name.to_string());
        self.fault(block.header, FaultKind::Misplaced { kind, container });
    }

    fn lose(&mut self, block: &Block) {
        let name = block.name.as_ref().and_then(|name| name.text().cloned());
        let derived = name.as_ref().map(|name| Str::from(naming::slug(name)));
        self.out.lost.extend(block.id.as_ref().map(|id| id.text.clone()).into_iter().chain(name).chain(derived));
    }

    fn element(&mut self, block: &Block, kind: KindId, parent: Option<ElementId>) -> ElementId {
        let id = ElementId(self.out.elements.len() as u32);
        let first_reference = self.out.references.len() as u32;
        self.out.elements.push(ElementData {
            kind,
            id: Str::default(),
            id_span: block.header,
            id_written: false,
            nameless: false,
            name: Str::default(),
            header: block.header,
            span: block.span,
            inner: block.inner,
            notation: self.notation,
            parent,
            children: Vec::new(),
            fields: Vec::new(),
            references: 0..0,
            backlinks: 0..0,
        });
        let fields = self.fields(block, Owner { id, kind });
        // References of one element stand together; those of its children follow.
        let references = first_reference..self.out.references.len() as u32;
        let identity = self.identity(block, kind, &fields);
        let children = self.children(block, Owner { id, kind });
        if let Some(element) = self.out.elements.get_mut(id.0 as usize) {
            (element.fields, element.references, element.children) = (fields, references, children);
            (element.id, element.id_span, element.id_written) = (identity.id, identity.span, identity.written);
            (element.name, element.nameless) = (identity.name, identity.nameless);
        }
        id
    }

    fn identity(&mut self, block: &Block, kind: KindId, fields: &[FieldData]) -> Identity {
        let name = self.name_of(kind, fields);
        match (&block.id, name) {
            (Some(id), name) => {
                if !syntax::is_id(&id.text) {
                    self.fault(id.span, FaultKind::BadId { text: id.text.clone() });
                }
                let name = name.map_or_else(|| Str::from(naming::words(&id.text)), |(name, _)| name);
                Identity { id: id.text.clone(), span: id.span, written: true, name, nameless: id.text.is_empty() }
            }
            (None, Some((name, span))) => {
                let id = Str::from(naming::slug(&name));
                if id.is_empty() {
                    self.fault(span, FaultKind::BadId { text: name.clone() });
                }
                Identity { nameless: id.is_empty(), id, span, written: false, name }
            }
            (None, None) => {
                let kind = self.schema.kind(kind).name.to_string();
                self.fault(block.header, FaultKind::Nameless { kind });
                let id = Str::default();
                Identity { name: id.clone(), id, span: block.header, written: false, nameless: true }
            }
        }
    }

    fn name_of(&self, kind: KindId, fields: &[FieldData]) -> Option<(Str, Span)> {
        let name = self.schema.field_id(kind, "name")?;
        let field = fields.iter().find(|field| field.field == name)?;
        field.content.items().first().and_then(|item| match &item.datum {
            Datum::Text(text) => Some((text.clone(), item.span)),
            _ => None,
        })
    }

    fn fields(&mut self, block: &Block, owner: Owner) -> Vec<FieldData> {
        let mut fields: Vec<FieldData> = Vec::with_capacity(block.body.len());
        if let (Some(name), Some(field)) = (&block.name, self.schema.field_id(owner.kind, "name")) {
            fields.push(self.field_data(owner, field, name.span, name));
        }
        for item in &block.body {
            match item {
                syntax::Item::Field(field) => self.field(block, owner, field, &mut fields),
                syntax::Item::Block(inner) => self.inline_definition(owner, inner, &mut fields),
                syntax::Item::Junk(_) => {}
            }
        }
        fields
    }

    fn field(&mut self, block: &Block, owner: Owner, field: &syntax::Field, fields: &mut Vec<FieldData>) {
        let key = &field.key;
        match self.schema.field_id(owner.kind, &key.text) {
            Some(id) => match fields.iter().find(|known| known.field == id) {
                Some(known) => {
                    let first = known.key;
                    self.fault(key.span, FaultKind::RepeatedField { key: key.text.clone(), first });
                    // Read all the same: what is wrong in it should be said in the same run.
                    self.field_data(owner, id, key.span, &field.value);
                }
                None => {
                    let data = self.field_data(owner, id, key.span, &field.value);
                    fields.push(data);
                }
            },
            None if key.text == "id" && block.id.is_some() => {
                let first = block.id.as_ref().map_or(block.header, |id| id.span);
                self.fault(key.span, FaultKind::RepeatedField { key: key.text.clone(), first });
            }
            None if self.is_children(owner.kind, key) => self.not_children(field),
            None => {
                let place = Place { kind: self.schema.kind(owner.kind).name.to_string(), field: key.text.to_string() };
                self.fault(key.span, FaultKind::UnknownField { place });
            }
        }
    }

    fn is_children(&self, kind: KindId, key: &Word) -> bool {
        self.schema.children(kind).any(|(_, child)| [child.plural.as_ref(), &child.name].contains(&key.text.as_str()))
    }

    /// `stages:` with something else than a list of maps; an empty list is the business of a check.
    fn not_children(&mut self, field: &syntax::Field) {
        let harmless = match &field.value.kind {
            ValueKind::List(items) => items.is_empty(),
            ValueKind::Empty | ValueKind::Junk => true,
            _ => false,
        };
        if !harmless {
            let expected = format!("a list of {}, each a map with a `name`", field.key.text);
            self.fault(field.value.span, FaultKind::Unexpected { expected });
        }
    }

    /// A block whose keyword is a field that takes references: an element written where it should be referred to.
    fn inline_definition(&mut self, owner: Owner, block: &Block, fields: &mut Vec<FieldData>) {
        let Some(id) = self.schema.field_id(owner.kind, &block.keyword.text) else { return };
        let place = self.place(owner.kind, id);
        self.fault(block.header, FaultKind::InlineDefinition(place));
        if !fields.iter().any(|field| field.field == id) {
            let (key, value) = (block.keyword.span, block.span);
            fields.push(FieldData { field: id, key, value, content: Content::Faulty });
        }
        let kind = self.kind_of(&block.keyword).or_else(|| self.only_target(owner.kind, id));
        match kind {
            Some(kind) => {
                self.element(block, kind, None);
            }
            None => self.lose(block),
        }
    }

    /// The kind a reference field refers to, when it is just one.
    fn only_target(&self, kind: KindId, field: FieldId) -> Option<KindId> {
        match &self.schema.field(kind, field).ty.scalar {
            Scalar::Reference { kinds, .. } => match kinds.names().as_slice() {
                [only] => self.schema.kind_named(only),
                _ => None,
            },
            _ => None,
        }
    }

    fn children(&mut self, block: &Block, owner: Owner) -> Vec<ElementId> {
        let mut children = Vec::new();
        for item in &block.body {
            let syntax::Item::Block(inner) = item else { continue };
            if self.schema.field_id(owner.kind, &inner.keyword.text).is_some() {
                continue;
            }
            match self.kind_or_nearest(&inner.keyword) {
                Some(kind) => self.child(inner, kind, owner, &mut children),
                None => self.lose(inner),
            }
        }
        children
    }

    fn child(&mut self, block: &Block, kind: KindId, owner: Owner, children: &mut Vec<ElementId>) {
        let container = self.schema.kind(owner.kind).name.clone();
        let parent = self.schema.kind(kind).parent.clone();
        if parent.as_deref() != Some(container.as_ref()) {
            self.misplaced(block, kind, Some(owner.kind));
        }
        // What belongs inside something stays where it is; what stands by itself elsewhere is lifted out.
        match parent {
            Some(_) => {
                let child = self.element(block, kind, Some(owner.id));
                children.push(child);
            }
            None => {
                self.element(block, kind, None);
            }
        }
    }

    fn place(&self, kind: KindId, field: FieldId) -> Place {
        let (kind, field) = (self.schema.kind(kind), self.schema.field(kind, field));
        Place { kind: kind.name.to_string(), field: field.key.to_string() }
    }

    fn field_data(&mut self, owner: Owner, id: FieldId, key: Span, value: &Value) -> FieldData {
        let content = self.content(owner, id, value);
        FieldData { field: id, key, value: value.span, content }
    }

    fn content(&mut self, owner: Owner, id: FieldId, value: &Value) -> Content {
        let schema = self.schema;
        let field = schema.field(owner.kind, id);
        match (&value.kind, &field.ty.shape) {
            (ValueKind::Junk, _) => Content::Faulty,
            (ValueKind::Empty, _) => self.empty(owner, id, field, value.span),
            (ValueKind::List(values), Shape::List) => {
                Content::List(values.iter().filter_map(|value| self.item(owner, id, field, value)).collect())
            }
            (ValueKind::Scalar { .. }, Shape::List) => {
                self.item(owner, id, field, value).map_or(Content::Faulty, |item| Content::List(vec![item]))
            }
            (ValueKind::Scalar { .. }, Shape::One | Shape::OneOrMapByReference(_)) => {
                self.item(owner, id, field, value).map_or(Content::Faulty, Content::One)
            }
            (
                ValueKind::Map(entries),
                Shape::MapByReference(_) | Shape::OneOrMapByReference(_) | Shape::MapByLanguage,
            ) => self.map(owner, id, field, entries),
            (ValueKind::Map(_), _) if matches!(field.ty.scalar, Scalar::Reference { .. }) => {
                let place = self.place(owner.kind, id);
                self.fault(value.span, FaultKind::InlineDefinition(place));
                Content::Faulty
            }
            _ => {
                self.bad_value(owner.kind, id, value.span, wrong_shape(&value.kind, &field.ty.shape), None);
                Content::Faulty
            }
        }
    }

    fn bad_value(
        &mut self,
        kind: KindId,
        field: FieldId,
        span: Span,
        reason: impl Into<String>,
        suggestion: Option<String>,
    ) {
        let place = self.place(kind, field);
        self.fault(span, FaultKind::BadValue { place, reason: reason.into(), suggestion });
    }

    fn empty(&mut self, owner: Owner, id: FieldId, field: &Field, span: Span) -> Content {
        let place = self.place(owner.kind, id);
        match field.ty.scalar {
            Scalar::Reference { .. } => self.fault(span, FaultKind::EmptyReference(place)),
            _ => self.bad_value(owner.kind, id, span, "nothing is written here", None),
        }
        Content::Faulty
    }

    fn map(&mut self, owner: Owner, id: FieldId, field: &Field, entries: &[Entry]) -> Content {
        let mut map = Vec::with_capacity(entries.len());
        for entry in entries {
            let Some(key) = self.key(owner, id, field, &entry.key) else { continue };
            if let Some(item) = self.item(owner, id, field, &entry.value) {
                map.push((key, item));
            }
        }
        if map.is_empty() && !entries.is_empty() { Content::Faulty } else { Content::Map(map) }
    }

    fn key(&mut self, owner: Owner, id: FieldId, field: &Field, key: &Word) -> Option<Key> {
        match field.ty.shape {
            Shape::MapByLanguage if is_language(&key.text) => Some(Key::Word(key.text.clone())),
            Shape::MapByLanguage => {
                let reason = format!("`{}` is not a language code such as `de` or `en`", key.text);
                self.bad_value(owner.kind, id, key.span, reason, None);
                None
            }
            Shape::OneOrMapByReference(_) if key.text == "default" => Some(Key::Word(key.text.clone())),
            _ => self.reference(owner, id, &key.text, key.span, RefPlace::Key).map(Key::Reference),
        }
    }

    fn item(&mut self, owner: Owner, id: FieldId, field: &Field, value: &Value) -> Option<Item> {
        let span = value.span;
        match (&value.kind, &field.ty.scalar) {
            (ValueKind::Junk, _) => None,
            (ValueKind::Scalar { text, .. }, Scalar::Reference { .. }) => {
                let reference = self.reference(owner, id, &text.clone(), value.inside(), RefPlace::Value)?;
                Some(Item { span, datum: Datum::Reference(reference) })
            }
            (ValueKind::Scalar { text, style }, scalar) => self.scalar(owner, id, scalar, text, *style, value),
            (ValueKind::Map(_), Scalar::Reference { .. }) => {
                let place = self.place(owner.kind, id);
                self.fault(span, FaultKind::InlineDefinition(place));
                None
            }
            (ValueKind::Empty, _) => {
                self.empty(owner, id, field, span);
                None
            }
            (found, _) => {
                self.bad_value(owner.kind, id, span, wrong_shape(found, &Shape::One), None);
                None
            }
        }
    }

    fn scalar(
        &mut self,
        owner: Owner,
        id: FieldId,
        scalar: &Scalar,
        text: &Str,
        style: Style,
        value: &Value,
    ) -> Option<Item> {
        let span = value.span;
        match read::read(text, style, scalar) {
            Ok(datum) => {
                if matches!(datum, Datum::Markdown(_)) {
                    self.prose(owner, id, value);
                }
                return Some(Item { span, datum });
            }
            Err(Misfit::Unquoted) => {
                let place = self.place(owner.kind, id);
                self.fault(span, FaultKind::Unquoted(place));
                return Some(Item { span, datum: Datum::Text(text.clone()) });
            }
            Err(Misfit::NotInEnum) => {
                let place = self.place(owner.kind, id);
                self.fault(span, FaultKind::BadEnum { place, found: text.clone() });
            }
            Err(Misfit::Empty) => self.bad_value(owner.kind, id, span, "the text between the quotes is empty", None),
            Err(Misfit::Bad(reason, suggestion)) => self.bad_value(owner.kind, id, span, reason, suggestion),
        }
        None
    }

    fn prose(&mut self, owner: Owner, id: FieldId, value: &Value) {
        let inside = value.inside();
        for link in prose::links(self.source.slice(inside)) {
            let span = inside.sub(link.target.start, link.target.end);
            let text = Str::slice(&self.source.text, span.start as usize, span.end as usize);
            self.reference(owner, id, &text, span, RefPlace::Prose);
        }
    }

    fn reference(
        &mut self,
        owner: Owner,
        field: FieldId,
        text: &Str,
        span: Span,
        place: RefPlace,
    ) -> Option<ReferenceId> {
        let text = read::one_line(text);
        if text.is_empty() {
            let place = self.place(owner.kind, field);
            self.fault(span, FaultKind::EmptyReference(place));
            return None;
        }
        let id = ReferenceId(self.out.references.len() as u32);
        self.out.references.push(Reference { from: owner.id, field, span, text, place, target: None, via: Via::Id });
        Some(id)
    }
}

/// By what an element is known.
struct Identity {
    id: Str,
    span: Span,
    written: bool,
    name: Str,
    nameless: bool,
}

fn wrong_shape(found: &ValueKind, wanted: &Shape) -> String {
    let found = match found {
        ValueKind::List(_) => "a list stands here",
        ValueKind::Map(_) => "a map stands here",
        _ => "a single value stands here",
    };
    let wanted = match wanted {
        Shape::One => "the field takes one value",
        Shape::List => "the field takes a list of values",
        Shape::MapByReference(_) => "the field takes a map such as `{ id: value }`",
        Shape::OneOrMapByReference(_) => "the field takes one value or a map such as `{ id: value, default: value }`",
        Shape::MapByLanguage => "the field takes a map such as `{ de: \"…\", en: \"…\" }`",
    };
    format!("{found}, but {wanted}")
}

fn is_language(code: &str) -> bool {
    let main = code.split('-').next().unwrap_or_default();
    (2..=3).contains(&main.len())
        && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        && main.chars().all(|c| c.is_ascii_lowercase())
}

/// Whether a field's reference is to be looked up in the journey it stands in first.
pub fn is_local(field: &Field) -> bool {
    matches!(field.ty.scalar, Scalar::Reference { constraint: Constraint::SameJourney, .. })
}
