//! Names of elements in `touchbase.yaml`: in selectors and messages of rules, where they are changed, and elsewhere, where they are
//! pointed out.

use super::display_name::is_plain;
use super::{Note, Plan};
use crate::compile::Compilation;
use crate::config::{self, Written};
use crate::model::{ElementRef, Model, Via};
use crate::schema::KindId;
use crate::select::{self, Selector, Template};
use crate::syntax::{Value, ValueKind, is_id, yaml};
use crate::text::{Edit, Span};

/// What becomes of a name that may stand in a rule.
enum Fate {
    /// It means something else.
    Stays,
    /// It has to be written like this.
    Becomes(String),
    /// It may mean the element; nobody knows.
    Unclear,
}

/// Follows an element to the id `to`.
pub(super) fn rename(compilation: &Compilation, element: ElementRef<'_>, to: &str, plan: &mut Plan) {
    in_rules(compilation, &|text| by_id(&compilation.model, element, to, text), plan);
    elsewhere(compilation, element.key(), plan);
}

/// Follows an element to the display name `to`.
pub(super) fn rename_display(compilation: &Compilation, element: ElementRef<'_>, to: &str, plan: &mut Plan) {
    let fate = |text: &str| match compilation.model.lookup(text) {
        Some((found, Via::Name)) if found == element && *element.name() == text => Fate::Becomes(to.to_owned()),
        _ => Fate::Stays,
    };
    in_rules(compilation, &fate, plan);
    elsewhere(compilation, element.name(), plan);
}

/// Follows an element that becomes part of another: `address` is what it is called from now on.
pub(super) fn merge(compilation: &Compilation, gone: ElementRef<'_>, kept: ElementRef<'_>, plan: &mut Plan) {
    let fate = |text: &str| match compilation.model.lookup(text) {
        Some((found, _)) if found == gone => Fate::Becomes(kept.key().to_string()),
        Some((found, _)) if found.root() == gone => match text.split_once('.') {
            Some((_, step)) => Fate::Becomes(format!("{}.{step}", kept.key())),
            None => Fate::Stays,
        },
        _ => Fate::Stays,
    };
    in_rules(compilation, &fate, plan);
    elsewhere(compilation, gone.key(), plan);
}

fn by_id(model: &Model, element: ElementRef<'_>, to: &str, text: &str) -> Fate {
    let is_it = |word: &str| *element.key() == word || (element.field("name").is_none() && *element.name() == word);
    match (model.lookup(text), text.split_once('.')) {
        (Some((found, _)), _) if found == element && found.parent().is_none() && is_it(text) => {
            Fate::Becomes(to.to_owned())
        }
        (Some((found, _)), Some((journey, step))) if found.parent().is_some() => match found == element {
            true if is_it(step) => Fate::Becomes(format!("{journey}.{to}")),
            false if found.root() == element && is_it(journey) => Fate::Becomes(format!("{to}.{step}")),
            _ => Fate::Stays,
        },
        // Within its journey a step is called by its own id.
        (None, None) if element.parent().is_some() && is_it(text) => {
            let mut others = model.elements().filter(|other| other.parent().is_some() && *other.key() == text);
            if others.any(|other| other != element) { Fate::Unclear } else { Fate::Becomes(to.to_owned()) }
        }
        _ => Fate::Stays,
    }
}

fn in_rules(compilation: &Compilation, fate: &dyn Fn(&str) -> Fate, plan: &mut Plan) {
    let schema = &compilation.model.schema;
    for rule in &compilation.config.rules {
        let Some(select) = &rule.select else { continue };
        let Ok(selector) = select::parse(&select.text, schema, None) else { continue };
        let kinds: Vec<KindId> = selector.kinds();
        change(compilation, select, selector_names(&selector), fate, plan);
        for message in [&rule.message, &rule.help].into_iter().flatten() {
            if let Ok(template) = Template::parse(&message.text, schema, &kinds, None) {
                let names = template.names().map(|(name, range)| (name.to_owned(), range)).collect();
                change(compilation, message, names, fate, plan);
            }
        }
    }
}

type Named = Vec<(String, std::ops::Range<usize>)>;

fn selector_names(selector: &Selector) -> Named {
    selector.names().map(|(name, range)| (name.to_owned(), range)).collect()
}

fn change(compilation: &Compilation, written: &Written, names: Named, fate: &dyn Fn(&str) -> Fate, plan: &mut Plan) {
    for (name, range) in names {
        let new = match fate(&name) {
            Fate::Stays => continue,
            Fate::Becomes(new) => Some(new),
            Fate::Unclear => None,
        };
        let slice = written.text.get(range.clone()).unwrap_or_default();
        let edit = new.as_ref().zip(written.place(range)).and_then(|(new, place)| in_place(slice, &name, new, place));
        match (edit, new) {
            (Some(edit), _) => plan.edits.push(edit),
            (None, Some(new)) => {
                let text = format!(
                    "`{name}` in this rule should be `{new}` now, and is written in a way that cannot be changed safely."
                );
                plan.notes.push(Note::new(text, Some(written.span)));
            }
            (None, None) => {
                let text = format!(
                    "`{name}` in this rule may mean this step or another of the same id; it was left as it is."
                );
                plan.notes.push(Note::new(text, Some(written.span)));
            }
        }
    }
    let _ = compilation;
}

/// The edit of a name that stands alone or between quotes.
fn in_place(slice: &str, old: &str, new: &str, place: Span) -> Option<Edit> {
    let at = slice.find(old)?;
    let is_bare = slice.len() == old.len();
    let fits =
        if is_bare { new.split('.').all(is_id) } else { is_plain(new) && !new.contains(['„', '“', '”', '’']) };
    match (fits, is_bare) {
        (true, _) => Some(Edit { span: place.sub(at, at + old.len()), text: new.to_owned() }),
        // Single quotes fit into double ones and into none.
        (false, true) if is_plain(new) => Some(Edit { span: place, text: format!("'{new}'") }),
        _ => None,
    }
}

/// Words of other settings that are the same as the name: whether they mean the element, only people know.
fn elsewhere(compilation: &Compilation, name: &str, plan: &mut Plan) {
    let Some(id) = compilation.sources.find(config::FILE.into()) else { return };
    let (documents, ..) = yaml::document_values(id, compilation.sources.get(id));
    for document in &documents {
        let ValueKind::Map(entries) = &document.kind else { continue };
        for entry in entries.iter().filter(|entry| ["checks", "coverage", "site"].contains(&entry.key.text.as_str())) {
            let mut places = Vec::new();
            words(&entry.value, name, &mut places);
            let note = |place| {
                let text = format!("The setting `{}` holds the word `{name}`; it was left as it is.", entry.key.text);
                Note::new(text, Some(place))
            };
            plan.notes.extend(places.into_iter().map(note));
        }
    }
}

fn words(value: &Value, name: &str, places: &mut Vec<Span>) {
    match &value.kind {
        ValueKind::Scalar { text, .. } if *text == name => places.push(value.span),
        ValueKind::List(items) => items.iter().for_each(|item| words(item, name, places)),
        ValueKind::Map(entries) => entries.iter().for_each(|entry| words(&entry.value, name, places)),
        _ => {}
    }
}
