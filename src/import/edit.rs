//! One field of an element set to another value, in the notation of its file and with as few bytes changed as it takes.
//!
//! Works on the syntax tree, which knows where everything stands; comments are never taken out. Where a change cannot be made without
//! touching more than what is meant, it is refused in words.

use super::items;
use super::print::{self, Spot};
use super::spot::Page;
use super::united::united;
use crate::schema::Language;
use crate::syntax::{self, Block, Entry, Item, Notation, Style, ValueKind};
use crate::table::Value;
use crate::text::Edit;

/// What a field of an element shall say: for each language that changes a value, or nothing.
#[derive(Debug)]
pub(super) struct Wanted<'w> {
    pub(super) key: &'w str,
    /// The language of texts that say none.
    pub(super) main: Language,
    pub(super) is_translatable: bool,
    /// Values by language; none stands for a value that goes.
    pub(super) values: Vec<(Language, Option<Value>)>,
    /// What it says in the main language, in the order of the file; none where it says nothing or cannot be understood.
    pub(super) old: Option<Value>,
}

/// The edits that make the fields of `block` say what is wanted; for each that cannot be made, why, as a whole sentence.
pub(super) fn fields(page: Page<'_>, block: &Block, wanted: &[Wanted<'_>]) -> (Vec<Edit>, Vec<(usize, String)>) {
    let (mut edits, mut refused, mut new) = (Vec::new(), Vec::new(), Vec::new());
    let mut removed = Vec::new();
    for (at, wish) in wanted.iter().enumerate() {
        let made = match find(block, wish.key) {
            Some(field) if is_removal(field, wish) => {
                removed.push(field.span);
                cut_field(page, block, field)
            }
            Some(field) => change(page, field, wish),
            None if wish.key == "name" => set_name(page, block, wish, &mut new),
            None => {
                new.extend(new_field(wish));
                Ok(Vec::new())
            }
        };
        match made {
            Ok(made) => edits.extend(made),
            Err(reason) => refused.push((at, reason)),
        }
    }
    if !new.is_empty() {
        match insert(page, block, &new, &removed) {
            Ok(edit) => edits.push(edit),
            Err(reason) => refused.extend(
                wanted
                    .iter()
                    .enumerate()
                    .filter(|(_, wish)| find(block, wish.key).is_none())
                    .map(|(at, _)| (at, reason.clone())),
            ),
        }
    }
    (united(page, edits), refused)
}

fn find<'b>(block: &'b Block, key: &str) -> Option<&'b syntax::Field> {
    block.body.iter().find_map(|item| match item {
        Item::Field(field) if field.key.text == key => Some(field),
        _ => None,
    })
}

/// The field as it is written when it is not there yet.
fn new_field(wish: &Wanted<'_>) -> Option<(String, Value)> {
    let said: Vec<&(Language, Option<Value>)> = wish.values.iter().filter(|(_, value)| value.is_some()).collect();
    let value = match said.as_slice() {
        [] => return None,
        [(language, Some(value))] if *language == wish.main || !wish.is_translatable => value.clone(),
        several => Value::Map(
            several.iter().filter_map(|(language, value)| Some((language.code().to_owned(), value.clone()?))).collect(),
        ),
    };
    Some((wish.key.to_owned(), value))
}

/// A map of languages, when the field holds one; an empty map says as little as nothing, and anything may take its place.
fn languages<'f>(field: &'f syntax::Field, wish: &Wanted<'_>) -> Option<&'f [Entry]> {
    match &field.value.kind {
        ValueKind::Map(entries) if wish.is_translatable && !entries.is_empty() => Some(entries),
        _ => None,
    }
}

fn is_removal(field: &syntax::Field, wish: &Wanted<'_>) -> bool {
    let gone = |language: Language| wish.values.iter().any(|(of, value)| *of == language && value.is_none());
    match languages(field, wish) {
        Some(entries) => {
            wish.values.iter().all(|(_, value)| value.is_none())
                && entries.iter().all(|entry| Language::of(&entry.key.text).is_some_and(gone))
        }
        None => gone(wish.main) && wish.values.iter().all(|(_, value)| value.is_none()),
    }
}

fn change(page: Page<'_>, field: &syntax::Field, wish: &Wanted<'_>) -> Result<Vec<Edit>, String> {
    if let Some(entries) = languages(field, wish) {
        return of_languages(page, field, entries, wish);
    }
    match wish.values.as_slice() {
        [(language, Some(value))] if *language == wish.main || !wish.is_translatable => {
            set(page, field.key.span.start as usize, &field.value, value, wish.old.as_ref())
        }
        values => wrap(page, field, wish, values).map(|edit| vec![edit]),
    }
}

/// A text without languages becomes a map of languages.
fn wrap(
    page: Page<'_>,
    field: &syntax::Field,
    wish: &Wanted<'_>,
    values: &[(Language, Option<Value>)],
) -> Result<Edit, String> {
    let (start, end) = (field.value.span.start as usize, page.end(field.value.span));
    if page.comments(start, end).next().is_some() {
        return Err("A comment stands within the value, so another language has to be added in the file.".to_owned());
    }
    let main = values.iter().find(|(language, _)| *language == wish.main);
    let spot = spot(page, field.key.span.start as usize, true);
    let old = match (&field.value.kind, main) {
        (_, Some((_, value))) => value.clone(),
        (ValueKind::List(_), None) => wish.old.clone(),
        (_, None) => field.value.text().map(|text| Value::Markdown(text.trim_end().to_owned())),
    };
    let old = old.map(|value| (wish.main, Some(value)));
    let others = values.iter().filter(|(language, _)| *language != wish.main).cloned();
    let entries =
        old.into_iter().chain(others).filter_map(|(language, value)| Some((language.code().to_owned(), value?)));
    let map = Value::Map(entries.collect());
    Ok(page.replace(start, end, &print::literal(&map, spot.as_spot(page))))
}

/// The texts of single languages within their map.
fn of_languages(
    page: Page<'_>,
    field: &syntax::Field,
    entries: &[Entry],
    wish: &Wanted<'_>,
) -> Result<Vec<Edit>, String> {
    let mut edits = Vec::new();
    let mut new = Vec::new();
    for (language, value) in &wish.values {
        let entry = entries.iter().find(|entry| entry.key.text == language.code());
        match (entry, value) {
            (Some(entry), Some(value)) => {
                let old = wish.old.as_ref().filter(|_| *language == wish.main);
                edits.extend(set(page, entry.key.span.start as usize, &entry.value, value, old)?);
            }
            (Some(entry), None) => edits.push(cut_entry(page, field, entries, entry)?),
            (None, Some(value)) => new.push((language.code().to_owned(), value.clone())),
            (None, None) => {}
        }
    }
    if let Some(last) = entries.last().filter(|_| !new.is_empty()) {
        let anchor = Anchor { key: last.key.span.start as usize, end: page.end(last.value.span) };
        edits.push(behind(page, anchor, &new));
    }
    Ok(edits)
}

fn cut_entry(page: Page<'_>, field: &syntax::Field, entries: &[Entry], entry: &Entry) -> Result<Edit, String> {
    let span = entry.key.span.to(entry.value.span);
    let is_only = entries.len() == 1;
    match is_only {
        true => Err(format!("`{}` would be left without a text; take it out in the file.", field.key.text)),
        false => cut(page, span.start as usize, page.end(span)),
    }
}

/// Where a value stands.
struct Place {
    indent: String,
    inline: bool,
}

impl Place {
    fn as_spot<'s>(&'s self, page: Page<'_>) -> Spot<'s> {
        Spot { notation: page.notation(), indent: &self.indent, inline: self.inline }
    }
}

/// The place of the value of the key at `key`: on a line of its own only where nothing else stands on the key's line.
fn spot(page: Page<'_>, key: usize, inline: bool) -> Place {
    let before = page.before(key);
    let alone = before.trim().is_empty() || (page.notation() == Notation::Yaml && before.trim() == "-");
    Place { indent: page.key_indent(key), inline: inline || !alone }
}

/// Another value in the place of a written one.
fn set(
    page: Page<'_>,
    key: usize,
    old: &syntax::Value,
    new: &Value,
    said: Option<&Value>,
) -> Result<Vec<Edit>, String> {
    let (start, end) = (old.span.start as usize, page.end(old.span));
    match (&old.kind, new, said) {
        (ValueKind::List(values), Value::List(wanted), Some(Value::List(items))) if !values.is_empty() => {
            return match values.len() == items.len() {
                true => items::change(page, values, items, wanted, old),
                false => Err("Something in the list cannot be read, so it has to be changed in the file.".to_owned()),
            };
        }
        (ValueKind::Map(entries), Value::Map(wanted), Some(Value::Map(said))) if !entries.is_empty() => {
            return match entries.len() == said.len() {
                true => map(page, entries, said, wanted, old),
                false => Err("Something in the map cannot be read, so it has to be changed in the file.".to_owned()),
            };
        }
        (ValueKind::Scalar { .. }, Value::List(one), _) if one.len() == 1 => {
            return set(page, key, old, one.first().unwrap_or(new), None);
        }
        (ValueKind::Scalar { style: Style::Block, .. }, _, _) => {}
        _ if page.comments(start, end).next().is_some() => {
            return Err("A comment stands within the value, so it has to be changed in the file.".to_owned());
        }
        _ => {}
    }
    // Something else may stand behind the value on its line.
    let place = spot(page, key, !page.is_over(page.behind(end)) || start == end);
    let text = print::literal(new, place.as_spot(page));
    let text = match (page.notation(), start == end) {
        (Notation::Yaml, true) if !page.before(start).ends_with(' ') => format!(" {text}"),
        _ => text,
    };
    Ok(vec![page.replace(start, end, &text)])
}

/// Entries of a map, which say `said`: other values in place, what is new behind the last, what goes cut out.
fn map(
    page: Page<'_>,
    entries: &[Entry],
    said: &[(String, Value)],
    wanted: &[(String, Value)],
    old: &syntax::Value,
) -> Result<Vec<Edit>, String> {
    let inline = Spot { notation: page.notation(), indent: "", inline: true };
    let wish = |key: &String| wanted.iter().find(|(wanted, _)| wanted == key).map(|(_, value)| value);
    let kept = entries.iter().zip(said).rfind(|(_, (key, _))| wish(key).is_some()).map(|(entry, _)| entry);
    let Some(last) = kept else {
        let (start, end) = (old.span.start as usize, page.end(old.span));
        return match page.comments(start, end).next() {
            Some(_) => Err("A comment stands within the map, so it has to be changed in the file.".to_owned()),
            None => Ok(vec![page.replace(start, end, &print::literal(&Value::Map(wanted.to_vec()), inline))]),
        };
    };
    let mut edits = Vec::new();
    for (entry, (key, value)) in entries.iter().zip(said) {
        let (start, end) = (entry.value.span.start as usize, page.end(entry.value.span));
        match wish(key) {
            Some(wish) if wish == value => {}
            Some(wish) => edits.push(page.replace(start, end, &print::literal(wish, inline))),
            None => edits.push(cut(page, entry.key.span.start as usize, end)?),
        }
    }
    let is_new = |key: &String| !said.iter().any(|(known, _)| known == key);
    let new: Vec<(String, Value)> = wanted.iter().filter(|(key, _)| is_new(key)).cloned().collect();
    if !new.is_empty() {
        edits.push(behind(page, Anchor { key: last.key.span.start as usize, end: page.end(last.value.span) }, &new));
    }
    Ok(edits)
}

/// The name of an element: in the header of `.cx`, a field in YAML.
fn set_name(
    page: Page<'_>,
    block: &Block,
    wish: &Wanted<'_>,
    new: &mut Vec<(String, Value)>,
) -> Result<Vec<Edit>, String> {
    let value = match wish.values.as_slice() {
        [(language, Some(value))] if *language == wish.main => value,
        [(_, None)] | [] => return Err("A name cannot be taken away.".to_owned()),
        _ if page.notation() == Notation::Cx => {
            return Err("A name in several languages has to be written in the file, as `labels`.".to_owned());
        }
        _ => {
            new.extend(new_field(wish));
            return Ok(Vec::new());
        }
    };
    let literal = print::literal(value, Spot { notation: page.notation(), indent: "", inline: true });
    match (page.notation(), &block.name, &block.id) {
        (Notation::Yaml, ..) => new.extend(new_field(wish)),
        (Notation::Cx, Some(name), _) => {
            return Ok(vec![page.replace(name.span.start as usize, name.span.end as usize, &literal)]);
        }
        (Notation::Cx, None, Some(id)) => return Ok(vec![page.insert(id.span.end as usize, &format!(" {literal}"))]),
        (Notation::Cx, None, None) => return Err("The element has neither id nor name.".to_owned()),
    }
    Ok(Vec::new())
}

/// Writes the id of an element that had none beside its name, so that it stays the same.
pub(super) fn write_id(page: Page<'_>, block: &Block, id: &str) -> Option<Edit> {
    match (page.notation(), &block.id, &block.name) {
        (_, Some(_), _) => None,
        (Notation::Cx, None, Some(name)) => Some(page.insert(name.span.start as usize, &format!("{id} "))),
        (Notation::Cx, None, None) => None,
        (Notation::Yaml, None, _) => {
            let first = block.header.start as usize;
            if page.before(first).contains('{') {
                return Some(page.insert(first, &format!("id: {id}, ")));
            }
            let indent = page.key_indent(first);
            Some(page.insert(first, &format!("id: {id}\n{indent}")))
        }
    }
}

/// A field with its line, or with its comma where others stand on the line.
fn cut_field(page: Page<'_>, block: &Block, field: &syntax::Field) -> Result<Vec<Edit>, String> {
    let (start, end) = (field.span.start as usize, page.end(field.span));
    let is_first_of_item = page.notation() == Notation::Yaml && page.before(start).trim() == "-";
    if page.notation() == Notation::Yaml && block.body.len() == 1 {
        return Err("It is the only field of the element, so it has to be taken out in the file.".to_owned());
    }
    if !is_first_of_item {
        return cut(page, start, end).map(|edit| vec![edit]);
    }
    let next = block.body.iter().map(|item| item.span().start as usize).find(|next| *next > end);
    match next.filter(|next| page.comments(start, *next).next().is_none()) {
        Some(next) => Ok(vec![page.replace(start, next, "")]),
        None => Err("It begins the element, so it has to be taken out in the file.".to_owned()),
    }
}

/// Takes out `start..end`: whole lines where nothing else stands on them, else with the comma that parts it from its neighbours.
pub(super) fn cut(page: Page<'_>, start: usize, end: usize) -> Result<Edit, String> {
    if page.before(start).trim().is_empty() && page.is_over(page.behind(end)) {
        return Ok(page.cut_lines(start, end));
    }
    if page.comments(start, end).next().is_some() {
        return Err("A comment stands within it, so it has to be taken out in the file.".to_owned());
    }
    let behind = page.behind(end);
    let blank = behind.len() - behind.trim_start().len();
    if let Some(rest) = behind.trim_start().strip_prefix(',') {
        let blanks = rest.len() - rest.trim_start().len();
        let is_last = rest.trim().is_empty() || page.is_over(rest);
        let before = page.before(start);
        return Ok(match is_last && !before.trim().is_empty() && before.trim_end().ends_with(',') {
            true => page.replace(start - (before.len() - before.trim_end().len()) - 1, end, ""),
            false => page.replace(start, end + blank + 1 + if is_last { 0 } else { blanks }, ""),
        });
    }
    let before = page.before(start);
    let blanks = before.len() - before.trim_end().len();
    match before.trim_end().ends_with(',') {
        true => Ok(page.replace(start - blanks - 1, end, "")),
        false => Ok(page.replace(start, end + blank.min(1), "")),
    }
}

/// A field or an entry behind which new ones can stand.
#[derive(Clone, Copy)]
struct Anchor {
    key: usize,
    end: usize,
}

/// New fields behind `anchor`: on lines of their own where it ends its line, else beside it.
fn behind(page: Page<'_>, anchor: Anchor, new: &[(String, Value)]) -> Edit {
    let rest = page.behind(anchor.end);
    let own_line = page.is_over(rest);
    let bracket = page.notation() == Notation::Yaml && is_in_brackets(page, anchor);
    if own_line && !bracket && !rest.trim_start().starts_with(',') || own_line && page.notation() == Notation::Cx {
        let indent = page.key_indent(anchor.key);
        let spot = Spot { notation: page.notation(), indent: &indent, inline: false };
        let lines: String =
            new.iter().map(|(key, value)| format!("\n{indent}{}", print::field(key, value, spot))).collect();
        return page.insert(page.line_end(anchor.end), &lines);
    }
    let spot = Spot { notation: page.notation(), indent: "", inline: true };
    let more: String = new.iter().map(|(key, value)| format!(", {}", print::field(key, value, spot))).collect();
    page.insert(anchor.end, &more)
}

/// Whether a YAML entry stands within `{…}`: then the line before its key holds the bracket, or a comma stands behind it.
fn is_in_brackets(page: Page<'_>, anchor: Anchor) -> bool {
    let behind = page.slice(anchor.end, page.text().len()).trim_start();
    page.before(anchor.key).contains('{') || behind.starts_with(',') || behind.starts_with('}')
}

/// Where new fields of a block go: behind its last field before its children, else behind its opening brace.
fn insert(
    page: Page<'_>,
    block: &Block,
    new: &[(String, Value)],
    removed: &[crate::text::Span],
) -> Result<Edit, String> {
    let first_child = block.body.iter().find_map(|item| match item {
        Item::Block(child) => Some(child.span.start),
        _ => None,
    });
    let fields = || {
        block.body.iter().filter_map(|item| match item {
            Item::Field(field) if !removed.contains(&field.span) => Some(field),
            _ => None,
        })
    };
    let before_children = fields().rfind(|field| first_child.is_none_or(|child| field.span.end <= child));
    if let Some(field) = before_children.or_else(|| fields().next_back().filter(|_| page.notation() == Notation::Yaml))
    {
        return Ok(behind(page, Anchor { key: field.span.start as usize, end: page.end(field.span) }, new));
    }
    match page.notation() {
        Notation::Cx => Ok(into_braces(page, block, new)),
        Notation::Yaml => into_mapping(page, block, new),
    }
}

fn into_braces(page: Page<'_>, block: &Block, new: &[(String, Value)]) -> Edit {
    let outer = page.indent(block.header.start as usize);
    let indent = format!("{outer}  ");
    let spot = Spot { notation: Notation::Cx, indent: &indent, inline: false };
    let lines: String =
        new.iter().map(|(key, value)| format!("\n{indent}{}", print::field(key, value, spot))).collect();
    let Some(inner) = block.inner else {
        return page.insert(block.header.end as usize, &format!(" {{{lines}\n{outer}}}"));
    };
    let (start, end) = (inner.start as usize, inner.end as usize);
    let first_line = page.behind(start);
    if page.slice(start, end).trim().is_empty() && !page.slice(start, end).contains('\n') {
        return page.replace(start, end, &format!("{lines}\n{outer}"));
    }
    match first_line.trim().is_empty() || first_line.trim_start().starts_with("//") {
        true => page.insert(page.line_end(start), &lines),
        false => {
            let spot = Spot { inline: true, ..spot };
            let fields: String =
                new.iter().map(|(key, value)| format!(" {},", print::field(key, value, spot))).collect();
            page.insert(start, &fields)
        }
    }
}

/// `id:` with nothing below it, or with `{}`.
fn into_mapping(page: Page<'_>, block: &Block, new: &[(String, Value)]) -> Result<Edit, String> {
    let header_end = block.header.end as usize;
    let rest = page.behind(header_end);
    let value = rest.trim_start().strip_prefix(':').map(str::trim).unwrap_or_default();
    let column = page.before(block.header.start as usize).chars().count();
    let indent = " ".repeat(column + 2);
    let is_item = page.before(block.header.start as usize).trim_end().ends_with('-');
    if block.id.is_none() || is_item && block.body.is_empty() && !value.is_empty() {
        // `- id: x` alone.
        let indent = " ".repeat(column);
        let spot = Spot { notation: Notation::Yaml, indent: &indent, inline: false };
        let lines: String =
            new.iter().map(|(key, value)| format!("\n{indent}{}", print::field(key, value, spot))).collect();
        return Ok(page.insert(page.line_end(header_end), &lines));
    }
    let spot = Spot { notation: Notation::Yaml, indent: &indent, inline: false };
    let lines: String =
        new.iter().map(|(key, value)| format!("\n{indent}{}", print::field(key, value, spot))).collect();
    if value.is_empty() || value.starts_with('#') {
        return Ok(page.insert(page.line_end(header_end), &lines));
    }
    if value == "{}" {
        let at = header_end + rest.find('{').unwrap_or(0);
        let spot = Spot { notation: Notation::Yaml, indent: "", inline: true };
        let fields: Vec<String> = new.iter().map(|(key, value)| print::field(key, value, spot)).collect();
        return Ok(page.insert(at + 1, &fields.join(", ")));
    }
    Err("There is no field beside which it could stand, so it has to be added in the file.".to_owned())
}
