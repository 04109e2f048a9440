//! The tree of one file to elements, against the schema. Files are independent here, so they are lowered in parallel;
//! numbers of elements and references count from 0 in each file until [`super::build()`] puts the files together. What a field's
//! value means is the business of [`super::content`].

use std::sync::Arc;

use super::value::{Content, Datum, FieldData};
use super::{ElementData, ElementId, Reference, meant};
use crate::diagnostic::{Fault, FaultKind, Place};
use crate::naming;
use crate::schema::{FieldId, KindId, Language, Scalar, Schema};
use crate::syntax::{self, Block, Notation, ValueKind, Word};
use crate::text::{Edit, Source, Span, Str};

/// What one file holds.
#[derive(Debug, Default, Clone)]
pub(super) struct Lowered {
    pub elements: Vec<ElementData>,
    pub references: Vec<Reference>,
    pub faults: Vec<Fault>,
    /// Ids of blocks that could not be understood.
    pub lost: Vec<Str>,
    /// Fields in other languages than the one that counts, by element.
    pub translations: Vec<(ElementId, FieldData)>,
}

/// Lowers one file.
pub(super) fn lower(schema: &Schema, source: &Source, file: &syntax::File) -> Lowered {
    let mut lowering = Lowering { schema, source, notation: file.notation, out: Lowered::default() };
    let mut after_field = false;
    for item in &file.items {
        match item {
            syntax::Item::Block(block) => lowering.top_block(block),
            syntax::Item::Field(field) => lowering.top_field(field, after_field),
            syntax::Item::Junk(_) => {}
        }
        after_field = matches!(item, syntax::Item::Field(_));
    }
    lowering.out
}

/// A file being lowered.
pub(super) struct Lowering<'a> {
    pub(super) schema: &'a Schema,
    pub(super) source: &'a Source,
    notation: Notation,
    pub(super) out: Lowered,
}

/// The element whose fields are being read.
#[derive(Clone, Copy)]
pub(super) struct Owner {
    /// Where its references begin.
    pub(super) first_reference: u32,
    pub(super) id: ElementId,
    pub(super) kind: KindId,
}

impl Lowering<'_> {
    pub(super) fn fault(&mut self, span: Span, kind: FaultKind) {
        self.out.faults.push(Fault::new(span, kind));
    }

    /// A field outside all elements: in YAML a section that holds none, in `.cx` one that has lost its element.
    fn top_field(&mut self, field: &syntax::Field, after_field: bool) {
        if self.notation == Notation::Cx {
            // Several in a row have one cause, such as a brace that closes too early.
            if !after_field {
                let expected = "an element (`kind id \"Name\" { … }`) that holds this field in its braces".to_owned();
                self.fault(field.key.span, FaultKind::unexpected(expected));
            }
            return;
        }
        let known = self.kind_of(&field.key).is_some();
        match field.value.kind {
            ValueKind::Junk => {}
            ValueKind::Empty if known => {}
            _ if known => {
                let expected = "a map from ids to elements, or a list of elements".to_owned();
                self.fault(field.value.span, FaultKind::unexpected(expected));
            }
            _ => {
                self.unknown_kind(&field.key);
            }
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
        self.unknown_kind(keyword)
    }

    fn unknown_kind(&mut self, word: &Word) -> Option<KindId> {
        let meant = meant::kind(self.schema, &word.text);
        let name = meant.map(|kind| self.schema.kind(kind).name.to_string());
        self.fault(word.span, FaultKind::UnknownKind { word: word.text.clone(), meant: name });
        meant
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
            name_language: None,
            header: block.header,
            span: block.span,
            inner: block.inner,
            notation: self.notation,
            parent,
            children: Vec::new(),
            fields: Arc::default(),
            references: 0..0,
            backlinks: 0..0,
        });
        let owner = Owner { first_reference, id, kind };
        let fields = self.fields(block, owner);
        // References of one element stand together; those of its children follow.
        let references = first_reference..self.out.references.len() as u32;
        let identity = self.identity(block, kind, &fields);
        let children = self.children(block, owner);
        if let Some(element) = self.out.elements.get_mut(id.0 as usize) {
            (element.fields, element.references, element.children) = (fields.into(), references, children);
            (element.id, element.id_span, element.id_written) = (identity.id, identity.span, identity.written);
            (element.name, element.nameless) = (identity.name, identity.nameless);
            element.name_language = identity.language;
        }
        id
    }

    fn identity(&mut self, block: &Block, kind: KindId, fields: &[FieldData]) -> Identity {
        let name = self.name_of(kind, fields);
        let language = name.as_ref().and_then(|(_, _, language)| *language);
        match (&block.id, name) {
            (Some(id), name) => {
                if !syntax::is_id(&id.text) {
                    let kind = self.schema.kind(kind).name.to_string();
                    self.fault(id.span, FaultKind::BadId { kind, text: id.text.clone(), derived: false });
                }
                let name = name.map_or_else(|| Str::from(naming::words(&id.text)), |(name, ..)| name);
                let nameless = id.text.is_empty();
                Identity { id: id.text.clone(), span: id.span, written: true, name, language, nameless }
            }
            (None, Some((name, span, _))) => {
                let id = Str::from(naming::slug(&name));
                if id.is_empty() {
                    let kind = self.schema.kind(kind).name.to_string();
                    self.fault(span, FaultKind::BadId { kind, text: name.clone(), derived: true });
                }
                Identity { nameless: id.is_empty(), id, span, written: false, name, language }
            }
            (None, None) => {
                let kind = self.schema.kind(kind).name.to_string();
                self.fault(block.header, FaultKind::Nameless { kind });
                let id = Str::default();
                Identity { name: id.clone(), id, span: block.header, written: false, language, nameless: true }
            }
        }
    }

    fn name_of(&self, kind: KindId, fields: &[FieldData]) -> Option<(Str, Span, Option<Language>)> {
        let name = self.schema.field_id(kind, "name")?;
        let field = fields.iter().find(|field| field.field == name)?;
        field.content.items().first().and_then(|item| match &item.datum {
            Datum::Text(text) => Some((text.clone(), item.span, field.language)),
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
            Some(id) => self.known_field(owner, id, field, fields),
            None if key.text == "id" && block.id.is_some() => {
                let first = block.id.as_ref().map_or(block.header, |id| id.span);
                self.fault(key.span, FaultKind::RepeatedField { key: key.text.clone(), first });
            }
            None if self.is_children(owner.kind, key) => self.not_children(field),
            None => self.unknown_field(block, owner, field, fields),
        }
    }

    fn known_field(&mut self, owner: Owner, id: FieldId, field: &syntax::Field, fields: &mut Vec<FieldData>) {
        let key = &field.key;
        let first = fields.iter().find(|known| known.field == id).map(|known| known.key);
        let translations = self.out.translations.len();
        // A repeated one is read all the same: what is wrong in it should be said in the same run.
        let data = self.field_data(owner, id, key.span, &field.value);
        match first {
            Some(first) => {
                self.out.translations.truncate(translations);
                self.fault(key.span, FaultKind::RepeatedField { key: key.text.clone(), first });
            }
            None => fields.push(data),
        }
    }

    /// A mistyped key is one fault: its value is read as that of the field which is meant, if that is not there anyway.
    fn unknown_field(&mut self, block: &Block, owner: Owner, field: &syntax::Field, fields: &mut Vec<FieldData>) {
        let kind = self.schema.kind(owner.kind);
        let place = Place { kind: kind.name.to_string(), field: field.key.text.to_string() };
        let meant = meant::field(self.schema, owner.kind, &field.key.text)
            .filter(|id| !fields.iter().any(|known| known.field == *id))
            .filter(|id| !block.body.iter().any(|item| self.schema.field_id(owner.kind, key_of(item)) == Some(*id)));
        let key = meant.map(|id| self.schema.field(owner.kind, id).key.to_string());
        self.fault(field.key.span, FaultKind::UnknownField { place, meant: key });
        if let Some(id) = meant {
            self.known_field(owner, id, field, fields);
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
            let expected = match self.notation {
                Notation::Cx => "blocks, such as `stage \"…\" { … }`, and no field of this name".to_owned(),
                Notation::Yaml => format!("a list of {}, each a map with a `name`", field.key.text),
            };
            self.fault(field.value.span, FaultKind::unexpected(expected));
        }
    }

    /// A block whose keyword is a field that takes references: an element written where it should be referred to.
    fn inline_definition(&mut self, owner: Owner, block: &Block, fields: &mut Vec<FieldData>) {
        let Some(id) = self.schema.field_id(owner.kind, &block.keyword.text) else { return };
        if !fields.iter().any(|field| field.field == id) {
            let (key, value) = (block.keyword.span, block.span);
            fields.push(FieldData { field: id, language: None, key, value, content: Content::Faulty });
        }
        let place = self.place(owner.kind, id);
        // Without a body nothing is defined; what lacks is the colon.
        let refers = matches!(self.schema.field(owner.kind, id).ty.scalar, Scalar::Reference { .. });
        if !refers || block.inner.is_none() {
            let kind = self.no_definition(block);
            return self.fault(block.header, kind);
        }
        self.fault(block.header, FaultKind::InlineDefinition(place));
        let kind = self.kind_of(&block.keyword).or_else(|| self.only_target(owner.kind, id));
        match kind {
            Some(kind) => {
                self.element(block, kind, None);
            }
            None => self.lose(block),
        }
    }

    /// What is wrong with a block under the key of a field that defines nothing.
    fn no_definition(&self, block: &Block) -> FaultKind {
        let key = &block.keyword.text;
        let expected = match self.notation {
            Notation::Cx => format!("a colon and a value after `{key}`"),
            Notation::Yaml => format!("values, not maps, in the list `{key}`"),
        };
        let value = match (&block.id, &block.name) {
            (Some(id), None) => Some(id.span),
            (None, Some(name)) => Some(name.span),
            _ => None,
        };
        let text = value.filter(|_| block.inner.is_none()).map(|value| self.source.slice(value));
        let instead = text.map(|text| Edit { span: block.header, text: format!("{key}: {text}") });
        FaultKind::Unexpected { expected, instead }
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
        // A kind that had to be guessed has been reported.
        if parent.as_deref() != Some(container.as_ref()) && self.kind_of(&block.keyword).is_some() {
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
}

/// The key under which a part of a body stands.
fn key_of(item: &syntax::Item) -> &str {
    match item {
        syntax::Item::Field(field) => &field.key.text,
        syntax::Item::Block(block) => &block.keyword.text,
        syntax::Item::Junk(_) => "",
    }
}

/// By what an element is known.
struct Identity {
    id: Str,
    span: Span,
    written: bool,
    name: Str,
    language: Option<Language>,
    nameless: bool,
}
