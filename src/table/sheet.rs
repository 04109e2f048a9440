//! The model to sheets: which columns a kind has, and what stands in the cells of an element.

use rustc_hash::FxHashSet;

use super::header::{Column, ancestors, header, sheet_name};
use super::value::scalar;
use super::{Cell, Value, cell};
use crate::model::{Content, ElementId, ElementRef, FieldRef, Model};
use crate::schema::{FieldId, KindId, Kinds, Language, Scalar, Shape};

/// The elements of one kind as a table.
#[derive(Debug)]
pub struct Sheet {
    /// The kind.
    pub kind: KindId,
    /// What the sheet is called.
    pub name: String,
    /// Its plural, good for the name of a file.
    pub plural: String,
    /// Its columns.
    pub columns: Vec<SheetColumn>,
    /// Its rows, in the order of the model.
    pub rows: Vec<Row>,
}

/// A column of a sheet.
#[derive(Debug)]
pub struct SheetColumn {
    /// What stands at its top.
    pub header: String,
    /// The key by which it is known in every language, and what belongs there.
    pub note: String,
    /// Whether its texts can be long.
    pub is_prose: bool,
    /// Whether its cells hold text, and not numbers or days.
    pub is_text: bool,
    /// Whether the column is about what the element is called and where it stands.
    pub is_identity: bool,
    /// What can be chosen in it.
    pub choice: Option<Choice>,
}

/// What can be chosen in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// One of these words.
    Words(Vec<String>),
    /// The id of an element of this kind.
    Elements(KindId),
}

/// A row of a sheet.
#[derive(Debug)]
pub struct Row {
    /// The element that it is about.
    pub element: ElementId,
    /// A cell for each column.
    pub cells: Vec<Cell>,
}

/// The sheets of `kinds`, of those elements that `takes` wants. Elements that nothing can refer to have no row.
pub fn sheets(model: &Model, kinds: &[KindId], takes: &dyn Fn(ElementRef<'_>) -> bool) -> Vec<Sheet> {
    let mut rows: Vec<Vec<ElementRef<'_>>> = kinds.iter().map(|_| Vec::new()).collect();
    for element in model.elements().filter(|element| !element.is_nameless() && takes(*element)) {
        let at = kinds.iter().position(|kind| *kind == element.kind_id());
        at.and_then(|at| rows.get_mut(at)).into_iter().for_each(|rows| rows.push(element));
    }
    kinds.iter().zip(rows).map(|(kind, elements)| sheet(model, *kind, &elements)).collect()
}

fn sheet(model: &Model, kind: KindId, elements: &[ElementRef<'_>]) -> Sheet {
    let columns = columns(model, kind, elements);
    let row = |element: &ElementRef<'_>| Row {
        element: element.id(),
        cells: columns.iter().map(|column| cell_of(*element, *column)).collect(),
    };
    Sheet {
        kind,
        name: sheet_name(&model.schema, kind),
        plural: model.schema.kind(kind).plural.to_string(),
        rows: elements.iter().map(row).collect(),
        columns: columns.iter().map(|column| described(model, kind, *column)).collect(),
    }
}

/// Where the element stands, its id, and every field of its kind, each text in each language in which there is one.
fn columns(model: &Model, kind: KindId, elements: &[ElementRef<'_>]) -> Vec<Column> {
    let languages = languages(model, elements);
    let mut columns: Vec<Column> = ancestors(&model.schema, kind).into_iter().map(Column::Parent).collect();
    columns.push(Column::Id);
    for at in 0..model.schema.kind(kind).fields.len() as u16 {
        columns.push(Column::Field(FieldId(at), None));
        let others = languages.iter().filter(|(field, _)| *field == FieldId(at));
        columns.extend(others.map(|(field, language)| Column::Field(*field, Some(*language))));
    }
    columns
}

/// The fields that are written in another language than the main one, with these languages, in order.
fn languages(model: &Model, elements: &[ElementRef<'_>]) -> Vec<(FieldId, Language)> {
    let main = model.schema.language();
    let fields = elements.iter().flat_map(|element| element.fields().chain(element.translations()));
    let others = fields.filter_map(|field| Some((field.data.field, field.data.language?)));
    let found: FxHashSet<(FieldId, Language)> = others.filter(|(_, language)| *language != main).collect();
    let mut found: Vec<(FieldId, Language)> = found.into_iter().collect();
    found.sort();
    found
}

fn described(model: &Model, kind: KindId, column: Column) -> SheetColumn {
    let schema = &model.schema;
    let header = header(schema, kind, column);
    match column {
        Column::Id => SheetColumn {
            header,
            note: "id\nBy its id a row is known again. Leave it empty for something new, and it is made of the name."
                .to_owned(),
            is_prose: false,
            is_text: true,
            is_identity: true,
            choice: None,
        },
        Column::Parent(parent) => SheetColumn {
            header,
            note: format!(
                "{}\nThe {} in which it stands, by id or name.",
                schema.kind(parent).name,
                schema.kind(parent).name
            ),
            is_prose: false,
            is_text: true,
            is_identity: true,
            choice: None,
        },
        Column::Field(id, language) => {
            let field = schema.field(kind, id);
            let key = language.map_or(field.key.to_string(), |language| format!("{}.{}", field.key, language.code()));
            SheetColumn {
                header,
                note: format!("{key}\n{} {}", sentence(&field.ty.in_words()), field.doc),
                is_prose: matches!(field.ty.scalar, Scalar::Text | Scalar::Markdown) && field.key != "name",
                is_text: !matches!(field.ty.scalar, Scalar::Integer { .. } | Scalar::Number | Scalar::Date),
                is_identity: field.key == "name" && language.is_none(),
                choice: choice(model, &field.ty.shape, &field.ty.scalar),
            }
        }
    }
}

fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}.", letters.as_str())
}

/// What can be chosen for a single value.
fn choice(model: &Model, shape: &Shape, scalar: &Scalar) -> Option<Choice> {
    let language = model.schema.language();
    match (shape, scalar) {
        (Shape::One, Scalar::Enum(variants)) => Some(Choice::Words(
            variants.iter().map(|variant| cell::word_shown(&variant.word, variants, language)).collect(),
        )),
        (Shape::One, Scalar::Bool) => {
            Some(Choice::Words([true, false].map(|yes| cell::yes_or_no(yes, language).to_owned()).to_vec()))
        }
        (Shape::One, Scalar::Reference { kinds: kinds @ (Kinds::Fixed(_) | Kinds::Own(_)), .. }) => {
            match kinds.names().as_slice() {
                [only] => {
                    model.schema.kind_named(only).filter(|kind| model.schema.kind(*kind).is_top()).map(Choice::Elements)
                }
                _ => None,
            }
        }
        _ => None,
    }
}

/// What stands in the cell of an element.
pub(crate) fn cell_of(element: ElementRef<'_>, column: Column) -> Cell {
    let schema = &element.model().schema;
    match column {
        Column::Id => Cell::of_text(element.key().as_str()),
        Column::Parent(kind) => {
            let mut at = element.parent();
            while let Some(parent) = at.filter(|parent| parent.kind_id() != kind) {
                at = parent.parent();
            }
            at.map_or(Cell::Empty, |parent| Cell::of_text(parent.key().as_str()))
        }
        Column::Field(id, language) => {
            let field = schema.field(element.kind_id(), id);
            match written_value(element, id, language) {
                Some(value) => cell::cell(&value, field, schema.language()),
                None if field.key == "name" && language.is_none() => Cell::of_text(element.name().as_str()),
                None => Cell::Empty,
            }
        }
    }
}

/// The field as it is written in `language`; none stands for the main one.
fn written(element: ElementRef<'_>, id: FieldId, language: Option<Language>) -> Option<FieldRef<'_>> {
    let main = element.model().schema.language();
    let wanted = language.unwrap_or(main);
    let mut fields = element.fields().chain(element.translations()).filter(|field| field.data.field == id);
    fields.find(|field| field.data.language.unwrap_or(main) == wanted)
}

/// What the field says in `language`; none where it says nothing. A value where a list belongs is a list of one.
pub(crate) fn written_value(element: ElementRef<'_>, id: FieldId, language: Option<Language>) -> Option<Value> {
    let field = written(element, id, language)?;
    match (&field.data.content, &field.field.ty.shape) {
        (Content::One(item), Shape::List) => Some(Value::List(vec![scalar(field, item)])),
        _ => Value::of(field),
    }
}
