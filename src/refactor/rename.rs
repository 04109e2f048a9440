//! Another id for an element: its definition, every use of it, and what is kept about it beside the knowledge.

use super::body::Body;
use super::literal::Literal;
use super::uses::{self, Use};
use super::verify::{self, Renamed};
use super::{Note, Plan, Refusal, free, mentions, records, settings};
use crate::check::Options;
use crate::compile::Compilation;
use crate::model::{Datum, ElementId, ElementRef, Item};
use crate::syntax::write;
use crate::text::Edit;

/// Gives `element` the id `to`, for steps and stages also as `journey.to`, and changes every use by the old id; `formerly`
/// says whether the old one is kept among its former ids. `run` is what the compilation was made with.
///
/// # Errors
/// Why it cannot be: `to` is no id, is taken, or a use would mean something else.
pub fn rename(
    compilation: &Compilation,
    element: ElementId,
    to: &str,
    formerly: bool,
    run: &Options,
) -> Result<Plan, Refusal> {
    let element = compilation.model.element(element);
    let to = local(element, to)?;
    wanted(element, to)?;
    free::id(compilation, element, to)?;
    let body = Body::of(compilation, element)?;
    let mut plan = Plan::default();
    plan.edits.push(definition(compilation, &body, element, to)?);
    plan.edits.extend(former(compilation, &body, element, to, formerly, &mut plan.notes)?);
    for one in uses::of(element).into_iter().filter(|one| one.is_by_id(element)) {
        plan.edits.push(one.call(compilation, to)?);
    }
    let moved = |address: &str| moved(element, to, address);
    plan.edits.extend(records::moved(compilation, &moved));
    settings::rename(compilation, element, to, &mut plan);
    let after = verify::renamed(compilation, &plan.edits, run, Renamed { element: element.id(), key: to })?;
    plan.edits.extend(records::refreshed(compilation, &after, &moved));
    plan.notes.extend(found(compilation, element, to));
    plan.notes.extend(mentions::of(compilation, element.key(), &plan.edits));
    Ok(plan)
}

/// The id alone, where a step or stage is called `journey.step`.
fn local<'t>(element: ElementRef<'_>, to: &'t str) -> Result<&'t str, Refusal> {
    let to = to.trim();
    match (to.split_once('.'), element.parent()) {
        (None, _) => Ok(to),
        (Some((journey, step)), Some(_)) if *element.root().key() == journey => Ok(step),
        (Some((journey, _)), Some(_)) => {
            let (kind, root) = (&element.kind().name, element.root());
            let message = format!("The {kind} stands in `{}`; a new id does not move it to `{journey}`.", root.key());
            let help = "cut it out there and paste it here, then rename it";
            Err(Refusal::new(message).at(element.header(), format!("the {kind}")).help(help))
        }
        (Some(_), None) => {
            let message = format!("`{to}` would be a step of a journey, but this is a {}.", element.kind().name);
            Err(Refusal::new(message).help("an id has no point in it"))
        }
    }
}

fn wanted(element: ElementRef<'_>, to: &str) -> Result<(), Refusal> {
    let kind = &element.kind().name;
    if element.is_nameless() {
        let message = format!("This {kind} has neither id nor name yet, so that nothing refers to it.");
        return Err(Refusal::new(message).at(element.header(), "this element").help("write its id there"));
    }
    if *element.key() == to {
        let message = format!("The id of this {kind} is `{to}` already.");
        return Err(Refusal::new(message).at(element.id_span(), "given here"));
    }
    Ok(())
}

/// The id where it is written; where it was made of the name, it is written now.
fn definition(compilation: &Compilation, body: &Body<'_>, element: ElementRef<'_>, to: &str) -> Result<Edit, Refusal> {
    match element.id_is_written() {
        true => {
            let literal = Literal::at(&compilation.sources, element.id_span());
            Ok(literal.replace(&compilation.sources, body.notation, element.key(), to))
        }
        false => body.insert_id(to),
    }
}

/// The former ids: the old one comes, the new one, if it has been one before, goes.
fn former(
    compilation: &Compilation,
    body: &Body<'_>,
    element: ElementRef<'_>,
    to: &str,
    keep: bool,
    notes: &mut Vec<Note>,
) -> Result<Vec<Edit>, Refusal> {
    let old = element.key().as_str();
    let items: Vec<&Item> =
        element.field("formerly").into_iter().flat_map(|field| field.items().collect::<Vec<_>>()).collect();
    let is = |item: &&&Item, id: &str| matches!(&item.datum, Datum::Text(text) if *text == id);
    let stale = items.iter().find(|item| is(item, to)).map(|item| item.span);
    let known = items.iter().any(|item| is(&item, old));
    let other = free::claim(element, old).filter(|_| keep);
    if let Some(other) = &other {
        let who = format!("{} `{}`", other.element.kind().name, other.element.address());
        let text = format!("`{old}` is not kept as a former id, because {who} is known by it.");
        notes.push(Note::new(text, Some(other.element.id_span())));
    }
    match (keep && !known && other.is_none(), stale, body.field("formerly")) {
        (true, Some(stale), _) => {
            let literal = Literal::at(&compilation.sources, stale);
            Ok(vec![literal.replace(&compilation.sources, body.notation, to, old)])
        }
        (true, None, _) => {
            let language = compilation.model.language().code();
            body.add_items("formerly", &[write::word(body.notation, old)], language)
        }
        (false, Some(stale), Some(field)) => Ok(vec![body.remove_item(field, stale)]),
        _ => Ok(Vec::new()),
    }
}

/// The address that becomes of `address`, if it is that of the element or of a part of it.
fn moved(element: ElementRef<'_>, to: &str, address: &str) -> Option<String> {
    let old = element.address();
    let new = match element.parent() {
        Some(_) => format!("{}.{to}", element.root().key()),
        None => to.to_owned(),
    };
    if address == old {
        return Some(new);
    }
    let part = address.strip_prefix(old.as_str())?.strip_prefix('.').filter(|_| element.parent().is_none())?;
    Some(format!("{new}.{part}"))
}

/// Uses that have named nothing so far and name the element from now on.
fn found(compilation: &Compilation, element: ElementRef<'_>, to: &str) -> Vec<Note> {
    let loose = compilation.model.references().filter(|reference| reference.target().is_none());
    let meant = loose.filter(|reference| match element.parent() {
        None => reference.text().split('.').next() == Some(to),
        Some(_) => reference.text().rsplit('.').next() == Some(to) && reference.text().contains('.'),
    });
    let words = format!("`{to}` has named nothing here so far; from now on it means {} `{to}`.", element.kind().name);
    meant.map(|reference| Note::new(words.clone(), Some(reference.span()))).collect()
}

/// Whether a use calls the element by `name`.
pub(super) fn is_called(one: &Use<'_>, name: &str) -> bool {
    one.word() == name
}
