//! Another display name for an element: where the name stands, and every use that calls the element by it.

use super::body::Body;
use super::literal::Literal;
use super::uses::{self, Use};
use super::verify::{self, Renamed};
use super::{Note, Plan, Refusal, free, mentions, records, settings};
use crate::check::Options;
use crate::compile::Compilation;
use crate::model::{Datum, ElementId, ElementRef, RefPlace};
use crate::syntax::write;
use crate::text::Edit;

/// Gives `element` the display name `to` and changes every use by the old one; `alias` says whether the old one is kept among its
/// aliases. The id stays: one that was made of the name is written now. `run` is what the compilation was made with.
///
/// # Errors
/// Why it cannot be: `to` is no name, is taken, or a use would mean something else.
pub fn display_name(
    compilation: &Compilation,
    element: ElementId,
    to: &str,
    alias: bool,
    run: &Options,
) -> Result<Plan, Refusal> {
    let (element, to) = (compilation.model.element(element), to.trim());
    if *element.name() == to && element.field("name").is_some() {
        let message = format!("The name of this {} is `{to}` already.", element.kind().name);
        return Err(Refusal::new(message).at(element.header(), "given here"));
    }
    free::name(compilation, element, to)?;
    let body = Body::of(compilation, element)?;
    let mut plan = Plan { edits: definition(compilation, &body, element, to)?, notes: Vec::new() };
    plan.edits.extend(aliases(compilation, &body, element, to, alias)?);
    for one in uses::of(element).into_iter().filter(|one| is_by_name(one, element)) {
        plan.edits.extend(called(compilation, &one, element, to, alias, &mut plan.notes)?);
    }
    settings::rename_display(compilation, element, to, &mut plan);
    let key = element.key().as_str();
    let after = verify::renamed(compilation, &plan.edits, run, Renamed { element: element.id(), key })?;
    plan.edits.extend(records::refreshed_beside_name(compilation, &after, element));
    plan.notes.extend(mentions::of(compilation, element.name(), &plan.edits));
    Ok(plan)
}

fn is_by_name(one: &Use<'_>, element: ElementRef<'_>) -> bool {
    super::rename::is_called(one, element.name()) && *element.key() != one.word()
}

/// The name where it is written, and the id that was made of it.
fn definition(
    compilation: &Compilation,
    body: &Body<'_>,
    element: ElementRef<'_>,
    to: &str,
) -> Result<Vec<Edit>, Refusal> {
    let id = if element.id_is_written() { None } else { Some(body.insert_id(element.key())?) };
    let field = element.field("name");
    let written = field.into_iter().flat_map(|field| field.items().next()).next();
    let name = match (written, field) {
        (Some(item), _) => {
            let literal = Literal::at(&compilation.sources, item.span);
            literal.replace_text(&compilation.sources, body.notation, element.name(), to)
        }
        (None, Some(field)) => {
            let message = "The name that is written cannot be read, so that it cannot be changed safely.";
            return Err(Refusal::new(message).at(field.data.value, "this name").help("mend it first"));
        }
        (None, None) => body.insert_name(to)?,
    };
    Ok(id.into_iter().chain([name]).collect())
}

/// The aliases: the old name comes, the new one, if it has been one before, goes.
fn aliases(
    compilation: &Compilation,
    body: &Body<'_>,
    element: ElementRef<'_>,
    to: &str,
    keep: bool,
) -> Result<Vec<Edit>, Refusal> {
    if element.declared("aliases").is_none() {
        return Ok(Vec::new());
    }
    let old = element.name().as_str();
    let known = element.field("aliases");
    let place = |name: &str| {
        let mut items = known.into_iter().flat_map(|field| field.items().collect::<Vec<_>>());
        items.find(|item| matches!(&item.datum, Datum::Text(text) if *text == name)).map(|item| item.span)
    };
    // A name that was made of the id is found by the id.
    let keep = keep && element.field("name").is_some() && place(old).is_none();
    match (keep, place(to), body.field("aliases")) {
        (true, Some(stale), _) => {
            let literal = Literal::at(&compilation.sources, stale);
            Ok(vec![literal.replace_text(&compilation.sources, body.notation, to, old)])
        }
        (true, None, _) => {
            body.add_items("aliases", &[write::text(body.notation, old)], compilation.model.language().code())
        }
        (false, Some(stale), Some(field)) => Ok(vec![body.remove_item(field, stale)]),
        _ => Ok(Vec::new()),
    }
}

/// The edit after which a use says the new name. In prose it says the id where the name holds what means something there.
fn called(
    compilation: &Compilation,
    one: &Use<'_>,
    element: ElementRef<'_>,
    to: &str,
    alias: bool,
    notes: &mut Vec<Note>,
) -> Result<Option<Edit>, Refusal> {
    let is_prose = one.reference.place() == RefPlace::Prose;
    let word = match element.parent() {
        // What stands before a point must not hold one.
        _ if one.word() != one.reference.text().as_str() => element.key().as_str(),
        _ if is_prose && !is_plain(to) => element.key().as_str(),
        _ => to,
    };
    match one.call(compilation, word) {
        Ok(edit) => Ok(Some(edit)),
        Err(_) if alias && element.parent().is_none() => {
            let text =
                format!("This use of `{}` is written with escapes and was left; the alias keeps it whole.", one.word());
            notes.push(Note::new(text, Some(one.reference.span())));
            Ok(None)
        }
        Err(refusal) => Err(refusal),
    }
}

/// Whether a name can stand between brackets in any text of any notation.
pub(super) fn is_plain(name: &str) -> bool {
    name.chars().all(|c| c.is_alphanumeric() || " -_.,()/+&!?–—„“”’€%§".contains(c))
}
