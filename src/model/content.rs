//! The content of a field: written values to typed ones, as the field's type asks, references entered in the table.

use super::lower::{Lowering, Owner};
use super::read::{self, Misfit};
use super::value::{Content, Datum, FieldData, Item, Key};
use super::{OwnReference, RefPlace, Reference, Via, prose};
use crate::diagnostic::{FaultKind, Place};
use crate::naming;
use crate::schema::{Constraint, Field, FieldId, KindId, Language, Scalar, Shape};
use crate::syntax::{Entry, Style, Value, ValueKind, Word};
use crate::text::{Span, Str};

impl Lowering<'_> {
    pub(super) fn place(&self, kind: KindId, field: FieldId) -> Place {
        let (kind, field) = (self.schema.kind(kind), self.schema.field(kind, field));
        Place { kind: kind.name.to_string(), field: field.key.to_string() }
    }

    pub(super) fn field_data(&mut self, owner: Owner, id: FieldId, key: Span, value: &Value) -> FieldData {
        match &value.kind {
            ValueKind::Map(entries) if self.schema.field(owner.kind, id).ty.is_translatable() => {
                self.translated(owner, id, key, value.span, entries)
            }
            _ => {
                let content = self.content(owner, id, value);
                FieldData { field: id, language: None, key, value: value.span, content }
            }
        }
    }

    pub(super) fn content(&mut self, owner: Owner, id: FieldId, value: &Value) -> Content {
        let schema = self.schema;
        let field = schema.field(owner.kind, id);
        match (&value.kind, &field.ty.shape) {
            (ValueKind::Junk, _) => Content::Faulty,
            (ValueKind::Empty, _) => self.empty(owner, id, field, value.span),
            (ValueKind::List(values), Shape::List) => {
                let items: Vec<Item> = values.iter().filter_map(|value| self.item(owner, id, field, value)).collect();
                if items.is_empty() && !values.is_empty() { Content::Faulty } else { Content::List(items) }
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
            (ValueKind::Map(entries), _) if matches!(field.ty.scalar, Scalar::Reference { .. }) => {
                self.inline_map(owner, id, value.span, entries);
                Content::Faulty
            }
            _ => {
                self.misshapen(owner, id, value, &field.ty.shape);
                Content::Faulty
            }
        }
    }

    /// A list, a map or a single value where another of the three belongs.
    fn misshapen(&mut self, owner: Owner, id: FieldId, value: &Value, wanted: &Shape) {
        // Where a part could not be read, nobody knows the shape.
        if !holds_junk(value) {
            self.bad_value(owner.kind, id, value.span, wrong_shape(&value.kind, wanted), None);
        }
    }

    pub(super) fn bad_value(
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

    /// A map where a reference belongs. Whoever refers to the element that it defines is not to be blamed.
    fn inline_map(&mut self, owner: Owner, field: FieldId, span: Span, entries: &[Entry]) {
        let place = self.place(owner.kind, field);
        self.fault(span, FaultKind::InlineDefinition(place));
        for entry in entries.iter().filter(|entry| ["id", "name"].contains(&entry.key.text.as_str())) {
            let text = entry.value.text();
            self.out.lost.extend(text.into_iter().flat_map(|text| [text.clone(), Str::from(naming::slug(text))]));
        }
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
                self.no_language(owner, id, key);
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
                // Nothing between quotes is shown with its quotes.
                let place = if text.trim().is_empty() { span } else { value.inside() };
                let reference = self.reference(owner, id, text, place, RefPlace::Value)?;
                Some(Item { span, datum: Datum::Reference(reference) })
            }
            (ValueKind::Scalar { text, style }, scalar) => self.scalar(owner, id, scalar, text, *style, value),
            (ValueKind::Map(entries), Scalar::Reference { .. }) => {
                self.inline_map(owner, id, span, entries);
                None
            }
            (ValueKind::Empty, _) => {
                self.empty(owner, id, field, span);
                None
            }
            _ => {
                self.misshapen(owner, id, value, &Shape::One);
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
                    self.prose(owner, id, value, text);
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

    /// The references in a Markdown text. They are looked for in what it says, and placed where that is written.
    fn prose(&mut self, owner: Owner, id: FieldId, value: &Value, text: &Str) {
        let links = prose::links(text);
        if links.is_empty() {
            return;
        }
        let inside = value.inside();
        let places = prose::places(text, self.source.slice(inside), &links);
        for (link, place) in links.into_iter().zip(places) {
            let span = place.map_or(inside, |place| inside.sub(place.start, place.end));
            self.reference(owner, id, &text.part(link.target), span, RefPlace::Prose);
        }
    }

    fn reference(
        &mut self,
        owner: Owner,
        field: FieldId,
        text: &Str,
        span: Span,
        place: RefPlace,
    ) -> Option<OwnReference> {
        let text = read::one_line(text);
        if text.is_empty() {
            let place = self.place(owner.kind, field);
            self.fault(span, FaultKind::EmptyReference(place));
            return None;
        }
        let own = OwnReference(self.out.references.len() as u32 - owner.first_reference);
        self.out.references.push(Reference { from: owner.id, field, span, text, place, target: None, via: Via::Id });
        Some(own)
    }
}

fn holds_junk(value: &Value) -> bool {
    match &value.kind {
        ValueKind::Junk => true,
        ValueKind::List(values) => values.iter().any(holds_junk),
        ValueKind::Map(entries) => entries.iter().any(|entry| holds_junk(&entry.value)),
        _ => false,
    }
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
        && (main.len() == 3 || Language::of(main).is_some())
}

/// Whether a field's reference is to be looked up in the journey it stands in first.
pub fn is_local(field: &Field) -> bool {
    matches!(field.ty.scalar, Scalar::Reference { constraint: Constraint::SameJourney, .. })
}
