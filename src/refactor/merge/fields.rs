//! Fields of two elements as those of one: what only the second says moves as it is written, lists are united, and contradictions are
//! decided or told.

use super::{Choice, Pair, Side, holds, names, print};
use crate::model::{Content, Datum, FieldRef, Item, Key};
use crate::refactor::{Note, Plan, Refusal};
use crate::schema::Shape;
use crate::syntax::{Field, write};
use crate::text::{Edit, Source, SourceId, Span, apply};

/// What the union makes of the element that stays.
pub(super) struct Moved {
    pub(super) edits: Vec<Edit>,
    /// Places of the element that goes, whose text moves with all that stands in it.
    pub(super) carried: Vec<Span>,
    /// Whose word counts for each field that both have.
    pub(super) sides: Vec<(String, Side)>,
}

/// Fields that are united in their own way.
const NAMES: &[&str] = &["name", "aliases", "formerly"];

pub(super) fn unite(pair: &Pair<'_>, choice: &Choice, uses: &[Edit], plan: &mut Plan) -> Result<Moved, Refusal> {
    known_fields(pair, choice)?;
    let mut moved = Moved { edits: Vec::new(), carried: Vec::new(), sides: Vec::new() };
    let (mut new, mut conflicts) = (Vec::new(), Vec::new());
    for field in pair.gone.fields().filter(|field| !NAMES.contains(&field.field.key.as_ref())) {
        if matches!(field.data.content, Content::Faulty) {
            let message = format!(
                "`{}` of `{}` cannot be read, so that it cannot be moved safely.",
                field.field.key,
                pair.gone.key()
            );
            return Err(Refusal::new(message).at(field.data.value, "this value").help("mend it or take it out first"));
        }
        match pair.kept.fields().find(|other| other.data.field == field.data.field) {
            None if field.field.key == "status" => new.extend(status(pair, field, choice, &mut moved, &mut conflicts)),
            None => new.extend(alone(pair, field, uses, &mut moved, plan)),
            Some(known) => both(pair, known, field, (choice, uses), &mut moved, &mut conflicts)?,
        }
    }
    if !conflicts.is_empty() {
        return Err(contradiction(pair, &conflicts));
    }
    let language = pair.compilation.model.language().code();
    for (key, items) in names(pair) {
        match pair.to.field(key) {
            Some(_) => moved.edits.extend(pair.to.add_items(key, &items, language)?),
            None if !items.is_empty() => new.push(format!("{key}: [{}]", items.join(", "))),
            None => {}
        }
    }
    new.extend(parts(pair, uses, &mut moved));
    if !new.is_empty() {
        moved.edits.push(pair.to.add_fields(&new)?);
    }
    Ok(moved)
}

fn known_fields(pair: &Pair<'_>, choice: &Choice) -> Result<(), Refusal> {
    for (key, _) in &choice.take {
        if pair.kept.declared(key).is_none() {
            let message = format!("A {} has no field `{key}`.", pair.kept.kind().name);
            let keys = pair.kept.kind().fields.iter().map(|field| field.key.as_ref());
            let refusal = Refusal::new(message);
            return Err(match crate::naming::nearest(key, keys) {
                Some(near) => refusal.help(format!("did you mean `{near}`?")),
                None => refusal,
            });
        }
    }
    Ok(())
}

/// A field that only the element that goes has: its text, as the other writes it.
fn alone(pair: &Pair<'_>, field: FieldRef<'_>, uses: &[Edit], moved: &mut Moved, plan: &mut Plan) -> Option<String> {
    let items = field.data.content.items();
    let left_out = items.iter().filter(|item| is_itself(pair, field, item)).count();
    if left_out > 0 {
        let text =
            format!("`{}` of `{}` named the other element and does not any more.", field.field.key, pair.gone.key());
        plan.notes.push(Note::new(text, Some(field.data.value)));
        if left_out == items.len() {
            return None;
        }
        let kept = items.into_iter().filter(|item| !is_itself(pair, field, item));
        let items: Vec<String> = kept.map(|item| print::item(pair, field, item)).collect();
        return Some(format!("{}: [{}]", field.field.key, items.join(", ")));
    }
    let written = pair.from.field(&field.field.key)?;
    match verbatim(pair, written, uses, moved) {
        Some(text) => Some(text),
        None => Some(printed(pair, field)),
    }
}

/// What says nothing is active: only one of the two may be on its way out.
fn status(
    pair: &Pair<'_>,
    field: FieldRef<'_>,
    choice: &Choice,
    moved: &mut Moved,
    conflicts: &mut Vec<(String, Span, Span)>,
) -> Option<String> {
    let is_successor = pair.gone.target("replaced_by") == Some(pair.kept);
    let side = if is_successor || pair.gone.status() == "active" { Some(Side::Kept) } else { choice.of("status") };
    match side {
        Some(Side::Gone) => return Some(printed(pair, field)),
        Some(Side::Kept) => moved.sides.push(("status".to_owned(), Side::Kept)),
        None => conflicts.push(("status".to_owned(), pair.kept.header(), field.data.value)),
    }
    None
}

fn is_itself(pair: &Pair<'_>, field: FieldRef<'_>, item: &Item) -> bool {
    match &item.datum {
        Datum::Reference(id) => field.owner.reference(*id).target().is_some_and(|target| pair.is_one_of_them(target)),
        _ => false,
    }
}

fn printed(pair: &Pair<'_>, field: FieldRef<'_>) -> String {
    let indent = pair.to.indent_of_fields();
    let nl = pair.to.break_at(pair.to.block.span.start as usize);
    print::field(pair, field, indent.as_deref().unwrap_or_default(), indent.is_some(), nl)
}

/// The lines of a field with the comments above and behind it, moved to the indentation of the other; none where that cannot be.
fn verbatim(pair: &Pair<'_>, field: &Field, uses: &[Edit], moved: &mut Moved) -> Option<String> {
    let (from, to) = (&pair.from, &pair.to);
    if from.notation != to.notation {
        return None;
    }
    let new_indent = to.indent_of_fields()?;
    let (start, end) = (field.span.start as usize, field.span.end as usize);
    let old_indent = from.between(from.line_start(start), start);
    if !old_indent.trim().is_empty() {
        return None;
    }
    let behind = from.between(end, from.line_end(end)).trim_start_matches([',', ' ', '\t']);
    let is_comment =
        behind.starts_with("//") || (behind.starts_with('#') && from.notation == crate::syntax::Notation::Yaml);
    let stop = if is_comment { from.line_end(end) } else { end.min(from.line_end(end)) };
    if !(is_comment || behind.is_empty()) {
        return None;
    }
    let first = above(pair, start);
    let span = Span::new(field.span.source, first, stop);
    let text = with_uses(from.text_of(span), span, uses)?;
    let text = shifted(&text, old_indent, &new_indent, to.break_at(to.block.span.start as usize))?;
    moved.carried.push(span);
    Some(text)
}

/// Where the comments directly above a field begin.
fn above(pair: &Pair<'_>, start: usize) -> usize {
    let mut first = start;
    for comment in pair.from.comments.iter().rev() {
        let begin = comment.span.start as usize;
        let inside = pair.from.block.header.end as usize <= begin;
        let next = pair.from.next_line(comment.span.end as usize);
        if comment.own_line && inside && next == pair.from.line_start(first) && begin < first {
            first = begin;
        }
    }
    first
}

/// A part of a text with the edits that concern it.
fn with_uses(text: &str, span: Span, uses: &[Edit]) -> Option<String> {
    let inside = uses.iter().filter(|edit| holds(span, edit.span));
    let relative = inside.map(|edit| {
        let (start, end) = (edit.span.start - span.start, edit.span.end - span.start);
        Edit { span: Span { start, end, ..edit.span }, text: edit.text.clone() }
    });
    apply(text, &relative.collect::<Vec<_>>()).ok()
}

/// Lines that begin with `old` as lines that begin with `new`.
fn shifted(text: &str, old: &str, new: &str, nl: &str) -> Option<String> {
    let mut lines = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
    let mut out = lines.next()?.to_owned();
    for line in lines {
        out.push_str(nl);
        if !line.trim().is_empty() {
            out.push_str(new);
            out.push_str(line.strip_prefix(old)?);
        }
    }
    Some(out)
}

/// The stages of the element that goes, when the other has none.
fn parts(pair: &Pair<'_>, uses: &[Edit], moved: &mut Moved) -> Option<String> {
    let (from, to) = (&pair.from, &pair.to);
    let blocks = from
        .block
        .body
        .iter()
        .filter_map(|item| if let crate::syntax::Item::Block(block) = item { Some(block) } else { None });
    let blocks: Vec<&crate::syntax::Block> = blocks.collect();
    let (first, last) = (blocks.first()?, blocks.last()?);
    let begin = first.keyword.span.start.min(first.span.start) as usize;
    let begin = above(pair, begin);
    let span = Span::new(first.span.source, begin, last.span.end as usize);
    let old = from.indent(begin);
    let text = with_uses(from.text_of(span), span, uses)?;
    let new = to.indent_of_fields()?;
    let text = shifted(&text, &old, &new, to.break_at(to.block.span.start as usize))?;
    moved.carried.push(span);
    Some(text)
}

/// A field that both have.
fn both(
    pair: &Pair<'_>,
    known: FieldRef<'_>,
    field: FieldRef<'_>,
    (choice, uses): (&Choice, &[Edit]),
    moved: &mut Moved,
    conflicts: &mut Vec<(String, Span, Span)>,
) -> Result<(), Refusal> {
    let key = field.field.key.as_ref();
    let (one, other) = (print::meanings(pair, known), print::meanings(pair, field));
    let only_itself = field.data.content.items().iter().all(|item| is_itself(pair, field, item)) && !other.is_empty();
    if one == other || only_itself {
        return Ok(());
    }
    let languages = |field: FieldRef<'_>| field.data.language.is_some();
    match (&known.field.ty.shape, &known.data.content) {
        (Shape::List, Content::List(_)) if !languages(known) && !languages(field) => {
            return list(pair, known, field, moved);
        }
        (_, Content::Map(entries)) if maps_agree(pair, known, field) => {
            return map(pair, known, field, entries.len(), moved);
        }
        _ => {}
    }
    match choice.of(key) {
        Some(Side::Kept) => moved.sides.push((key.to_owned(), Side::Kept)),
        Some(Side::Gone) => {
            moved.edits.extend(replaced(pair, field, uses, moved.carried.as_mut()));
            moved.sides.push((key.to_owned(), Side::Gone));
        }
        None => conflicts.push((key.to_owned(), known.data.value, field.data.value)),
    }
    Ok(())
}

/// The items that only the other list has, behind those that are there.
fn list(pair: &Pair<'_>, known: FieldRef<'_>, field: FieldRef<'_>, moved: &mut Moved) -> Result<(), Refusal> {
    let mut said: Vec<String> = known.items().map(|item| print::meaning(pair, known, item)).collect();
    let mut new = Vec::new();
    for item in field.items().filter(|item| !is_itself(pair, field, item)) {
        let meaning = print::meaning(pair, field, item);
        if !said.contains(&meaning) {
            said.push(meaning);
            new.push(print::item(pair, field, item));
        }
    }
    let language = pair.compilation.model.language().code();
    moved.edits.extend(pair.to.add_items(&field.field.key, &new, language)?);
    Ok(())
}

fn maps_agree(pair: &Pair<'_>, known: FieldRef<'_>, field: FieldRef<'_>) -> bool {
    let said: Vec<(String, String)> = entries(pair, known);
    entries(pair, field).iter().all(|(key, value)| said.iter().all(|(other, old)| other != key || old == value))
}

fn entries(pair: &Pair<'_>, field: FieldRef<'_>) -> Vec<(String, String)> {
    let entry = |(key, item): &(Key, Item)| (print::key_of(pair, field, key), print::meaning(pair, field, item));
    field.entries().iter().map(entry).collect()
}

/// The entries that only the other map has.
fn map(
    pair: &Pair<'_>,
    known: FieldRef<'_>,
    field: FieldRef<'_>,
    count: usize,
    moved: &mut Moved,
) -> Result<(), Refusal> {
    let said: Vec<String> = entries(pair, known).into_iter().map(|(key, _)| key).collect();
    let new = field.entries().iter().filter_map(|(key, item)| {
        let key = print::key_of(pair, field, key);
        let word = write::word(pair.to.notation, &key);
        (!said.contains(&key)).then(|| format!("{word}: {}", print::item(pair, field, item)))
    });
    let new: Vec<String> = new.collect();
    let Some(written) = pair.to.field(&known.field.key).filter(|_| !new.is_empty()) else { return Ok(()) };
    let crate::syntax::ValueKind::Map(old) = &written.value.kind else { return Ok(()) };
    let spans: Vec<Span> = old.iter().map(|entry| entry.key.span.to(entry.value.span)).collect();
    debug_assert!(spans.len() >= count);
    moved.edits.extend(pair.to.extend(written.value.span, &spans, &new));
    Ok(())
}

/// The value of the other in the place of the own one.
fn replaced(pair: &Pair<'_>, field: FieldRef<'_>, uses: &[Edit], carried: &mut Vec<Span>) -> Option<Edit> {
    let (own, other) = (pair.to.field(&field.field.key)?, pair.from.field(&field.field.key)?);
    let (from, to) = (&pair.from, &pair.to);
    let indent = to.indent_of_fields();
    let nl = to.break_at(to.block.span.start as usize);
    let mut as_written = || {
        let span = other.value.span;
        let text = with_uses(from.text_of(span), span, uses)?;
        let fits = from.notation == to.notation && (indent.is_some() || !text.contains('\n')) && !text.contains("\n-");
        let old = from.indent(other.span.start as usize);
        let text = shifted(&text, &old, indent.as_deref().unwrap_or_default(), nl)?;
        let is_list = !text.starts_with(['[', '{']) && text.starts_with('-');
        (fits && !is_list && is_good(to.notation, &text)).then(|| {
            carried.push(span);
            text
        })
    };
    let printed = || print::value(pair, field, indent.as_deref().unwrap_or_default(), indent.is_some(), nl);
    let text = as_written().unwrap_or_else(printed);
    Some(Edit { span: own.value.span, text })
}

/// Whether a value reads by itself as it does in its place: what holds is that it has no fault of its own.
fn is_good(notation: crate::syntax::Notation, text: &str) -> bool {
    let (path, text) = match notation {
        crate::syntax::Notation::Cx => ("a.cx", format!("team a {{\nsummary: {text}\n}}\n")),
        crate::syntax::Notation::Yaml => return !text.contains('\n') || text.starts_with(['|', '>']),
    };
    crate::syntax::parse(SourceId(0), &Source::new(path, text)).faults.is_empty()
}

fn contradiction(pair: &Pair<'_>, conflicts: &[(String, Span, Span)]) -> Refusal {
    let (kept, gone) = (pair.kept.key(), pair.gone.key());
    let keys: Vec<String> = conflicts.iter().map(|(key, ..)| format!("`{key}`")).collect();
    let message = format!("`{kept}` and `{gone}` contradict each other in {}.", keys.join(", "));
    let first = conflicts.first().map_or("name", |(key, ..)| key.as_str());
    let help = format!(
        "say whose word counts: `--prefer {kept}` or `--prefer {gone}` for all, `--take {first}={kept}` for one field"
    );
    let sources = &pair.compilation.sources;
    let said = |span: Span| {
        let text: String = sources.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
        match text.char_indices().nth(60) {
            Some((cut, _)) => format!("{}…", text.get(..cut).unwrap_or_default()),
            None => text,
        }
    };
    let mut refusal = Refusal::new(message).help(help);
    for (key, one, other) in conflicts {
        refusal = refusal.at(*one, format!("{key} of `{kept}`: {}", said(*one)));
        refusal = refusal.at(*other, format!("{key} of `{gone}`: {}", said(*other)));
    }
    refusal
}
