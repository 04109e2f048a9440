//! Values as the other notation writes them, and what they mean whichever way they are written.

use super::Pair;
use crate::model::{self, Content, Datum, ElementRef, FieldRef, Item, Key, Model, ReferenceRef};
use crate::syntax::write;

/// What an item says, whoever says it: references by what they lead to when the two are one.
pub(super) fn meaning(pair: &Pair<'_>, field: FieldRef<'_>, item: &Item) -> String {
    match &item.datum {
        Datum::Reference(id) => called(pair, field.owner.reference(*id)),
        Datum::Word(_) => field.word_of(item).unwrap_or_default().to_owned(),
        Datum::Markdown(text) => prose(pair, field.owner.model(), text),
        datum => format!("{datum:?}"),
    }
}

/// What a whole field says, in all its languages.
pub(super) fn meanings(pair: &Pair<'_>, field: FieldRef<'_>) -> Vec<String> {
    let languages = field.owner.translations().filter(|other| other.data.field == field.data.field);
    let one = |field: FieldRef<'_>| {
        let language = field.language().code();
        contents(pair, field).into_iter().map(|said| format!("{language} {said}")).collect::<Vec<_>>()
    };
    let mut all = one(field);
    all.extend(languages.flat_map(one));
    all
}

fn contents(pair: &Pair<'_>, field: FieldRef<'_>) -> Vec<String> {
    match &field.data.content {
        Content::Map(entries) => entries
            .iter()
            .map(|(key, item)| format!("{}: {}", key_of(pair, field, key), meaning(pair, field, item)))
            .collect(),
        content => content.items().into_iter().map(|item| meaning(pair, field, item)).collect(),
    }
}

/// The key of a map, as it is called when the two are one.
pub(super) fn key_of(pair: &Pair<'_>, field: FieldRef<'_>, key: &Key) -> String {
    match key {
        Key::Reference(id) => called(pair, field.owner.reference(*id)),
        Key::Word(word) => word.to_string(),
    }
}

fn called(pair: &Pair<'_>, reference: ReferenceRef<'_>) -> String {
    resolved(pair, reference.from().model(), reference.target(), reference.text())
}

/// What `text` leads to, by the address that it has when the two are one.
fn resolved(pair: &Pair<'_>, model: &Model, target: Option<ElementRef<'_>>, text: &str) -> String {
    let address = target.map(ElementRef::address);
    let text = address.as_deref().unwrap_or(text);
    // Numbers of elements mean something in their own model only.
    if std::ptr::eq(model, &pair.compilation.model) { pair.called(target, text) } else { text.to_owned() }
}

/// A text with the addresses of what its references lead to.
fn prose(pair: &Pair<'_>, model: &Model, text: &str) -> String {
    let (mut said, mut at) = (String::with_capacity(text.len()), 0);
    for link in model::links(text) {
        let word = text.get(link.target.clone()).unwrap_or_default();
        let target = model.lookup(word).map(|(element, _)| element);
        said.push_str(text.get(at..link.target.start).unwrap_or_default());
        said.push_str(&resolved(pair, model, target, word));
        at = link.target.end;
    }
    said + text.get(at..).unwrap_or_default()
}

/// `key: value` in the notation of the element that stays, `indent` before each line but the first.
pub(super) fn field(pair: &Pair<'_>, field: FieldRef<'_>, indent: &str, in_lines: bool, nl: &str) -> String {
    format!("{}: {}", field.field.key, value(pair, field, indent, in_lines, nl))
}

/// The value alone.
pub(super) fn value(pair: &Pair<'_>, field: FieldRef<'_>, indent: &str, in_lines: bool, nl: &str) -> String {
    let others: Vec<FieldRef<'_>> =
        field.owner.translations().filter(|other| other.data.field == field.data.field).collect();
    if others.is_empty() && field.data.language.is_none() {
        return content(pair, field, &Layout { indent, in_lines, nl });
    }
    let flat = Layout { indent, in_lines: false, nl };
    let one = |field: &FieldRef<'_>| format!("{}: {}", field.language().code(), content(pair, *field, &flat));
    let entries: Vec<String> = [field].iter().chain(&others).map(one).collect();
    format!("{{ {} }}", entries.join(", "))
}

struct Layout<'t> {
    indent: &'t str,
    in_lines: bool,
    nl: &'t str,
}

fn content(pair: &Pair<'_>, field: FieldRef<'_>, layout: &Layout<'_>) -> String {
    let flat = |one: &Item| item(pair, field, one);
    match &field.data.content {
        Content::One(one) => match &one.datum {
            Datum::Markdown(text) if layout.in_lines && text.contains('\n') => {
                write::lines(pair.to.notation, text, &format!("{}  ", layout.indent), layout.nl)
                    .unwrap_or_else(|| flat(one))
            }
            _ => flat(one),
        },
        Content::List(items) => format!("[{}]", items.iter().map(flat).collect::<Vec<_>>().join(", ")),
        Content::Map(entries) => {
            let entry = |(key, one): &(Key, Item)| {
                let key = write::word(pair.to.notation, &key_of(pair, field, key));
                format!("{key}: {}", flat(one))
            };
            format!("{{ {} }}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
        Content::Faulty => String::new(),
    }
}

/// One item, on one line.
pub(super) fn item(pair: &Pair<'_>, field: FieldRef<'_>, item: &Item) -> String {
    let notation = pair.to.notation;
    let written = pair.compilation.sources.slice(item.span);
    let bare = !written.contains(|c: char| c.is_whitespace() || matches!(c, '"' | '\''));
    match &item.datum {
        Datum::Text(text) if matches!(field.field.ty.scalar, crate::schema::Scalar::Id) => write::word(notation, text),
        Datum::Text(text) | Datum::Markdown(text) | Datum::Url(text) | Datum::Image(text) => {
            write::text(notation, text)
        }
        Datum::Reference(id) => {
            let reference = field.owner.reference(*id);
            write::word(notation, &pair.called(reference.target(), reference.text()))
        }
        Datum::Word(_) => field.word_of(item).unwrap_or_default().to_owned(),
        Datum::Date(date) => date.to_string(),
        // As it was written: 6.40 is not 6.4 to whoever reads it.
        _ if bare => written.to_owned(),
        Datum::Integer(number) => number.to_string(),
        Datum::Number(number) => number.to_string(),
        Datum::Bool(yes) => yes.to_string(),
        Datum::Duration(duration) => duration.to_string(),
    }
}
