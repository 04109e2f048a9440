//! Two elements made one: what the second says goes to the first, and everything that meant the second means the first.

mod comments;
mod fields;
mod print;
mod proof;
mod removal;
mod uses;

use super::body::Body;
use super::{Plan, Refusal, mentions, records, settings, verify};
use crate::check::Options;
use crate::compile::{Compilation, compile_with};
use crate::model::{Datum, ElementId, ElementRef};
use crate::syntax::write;
use crate::text::{Edit, Span};

/// One of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The one that stays.
    Kept,
    /// The one that becomes part of the other.
    Gone,
}

/// Whose word counts where both say something else.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// For all fields that are not named.
    pub prefer: Option<Side>,
    /// For single fields, by their keys.
    pub take: Vec<(String, Side)>,
}

impl Choice {
    fn of(&self, key: &str) -> Option<Side> {
        self.take.iter().find(|(field, _)| field == key).map(|(_, side)| *side).or(self.prefer)
    }
}

/// The two elements and what is needed to write one of them.
struct Pair<'c> {
    compilation: &'c Compilation,
    kept: ElementRef<'c>,
    gone: ElementRef<'c>,
    to: Body<'c>,
    from: Body<'c>,
}

impl Pair<'_> {
    /// Whether a reference to `target` would lead from the element to itself.
    fn is_one_of_them(&self, target: ElementRef<'_>) -> bool {
        target == self.kept || target == self.gone
    }

    /// What an element is called from now on, written as `text` today.
    fn called(&self, target: Option<ElementRef<'_>>, text: &str) -> String {
        match target {
            Some(target) if target == self.gone => self.kept.key().to_string(),
            Some(target) if target.root() == self.gone => format!("{}.{}", self.kept.key(), target.key()),
            _ => text.to_owned(),
        }
    }
}

/// Makes `gone` a part of `kept`: fields are united, names and ids of `gone` stay as aliases and former ids of `kept`, every use of
/// it means `kept`. `run` is what the compilation was made with.
///
/// # Errors
/// Why it cannot be; above all every field in which the two contradict each other and `choice` does not decide.
pub fn merge(
    compilation: &Compilation,
    kept: ElementId,
    gone: ElementId,
    choice: &Choice,
    run: &Options,
) -> Result<Plan, Refusal> {
    let (kept, gone) = (compilation.model.element(kept), compilation.model.element(gone));
    alike(kept, gone)?;
    let (to, from) = (Body::of(compilation, kept)?, Body::of(compilation, gone)?);
    let pair = Pair { compilation, kept, gone, to, from };
    let mut plan = Plan::default();
    let removed = removal::of(&pair)?;
    let uses = uses::of(&pair, removed, &mut plan.notes)?;
    let moved = fields::unite(&pair, choice, &uses.inside, &mut plan)?;
    plan.edits.extend(moved.edits);
    plan.edits.extend(uses.outside);
    plan.edits.extend(comments::carried(&pair, removed, &moved.carried, &mut plan.notes));
    plan.edits.push(Edit { span: removed, text: String::new() });
    plan.edits.extend(records::baseline_united(compilation, &gone.address(), &kept.address()));
    settings::merge(compilation, gone, kept, &mut plan);
    let after = compile_with(verify::edited(compilation, &plan.edits)?, run);
    proof::of(&pair, &after, &moved.sides)?;
    plan.edits.extend(records::translations_united(compilation, &after, &gone.address(), &kept.address()));
    plan.notes.extend(mentions::of(compilation, gone.key(), &plan.edits));
    Ok(plan)
}

/// Refuses what cannot be one thing.
fn alike(kept: ElementRef<'_>, gone: ElementRef<'_>) -> Result<(), Refusal> {
    let named = |element: ElementRef<'_>| format!("{} `{}`", element.kind().name, element.address());
    let (one, other) = (named(kept), named(gone));
    let refusal =
        |message: String| Refusal::new(message).at(kept.id_span(), one.clone()).at(gone.id_span(), other.clone());
    if kept == gone {
        return Err(Refusal::new(format!("{one} and {other} are one element already.")).at(kept.id_span(), one.clone()));
    }
    if kept.kind_id() != gone.kind_id() {
        let message = format!("{one} and {other} are things of different kinds and cannot be one.");
        return Err(refusal(message).help("if they mean the same, decide which kind it is and rewrite the other first"));
    }
    if kept.parent().is_some() {
        let message = format!("{one} and {other} are parts of a journey, where the order matters.");
        return Err(refusal(message).help("unite them by hand, and rename one with `touchbase rename`"));
    }
    let parts = [kept, gone].map(|element| element.children().next().is_some());
    if parts == [true, true] {
        let message = format!(
            "{one} and {other} both have stages or steps, and nobody knows in which order they belong together."
        );
        return Err(refusal(message).help("move those of one to the other by hand, then unite them"));
    }
    if parts == [false, true] && kept.stored().notation != gone.stored().notation {
        let message = format!("The stages of {other} would have to be written in the other notation.");
        return Err(refusal(message).help("unite them the other way round, or write both in one notation first"));
    }
    if kept.target("replaced_by") == Some(gone) {
        let message = format!("{one} says that it is replaced by {other}, so that {other} should stay.");
        let help = format!("unite them the other way round: `touchbase merge {} {}`", gone.key(), kept.key());
        return Err(refusal(message).help(help));
    }
    Ok(())
}

/// The texts of a list of `element` with their places.
fn texts<'m>(element: ElementRef<'m>, key: &str) -> Vec<&'m str> {
    let field = element.declared(key).and_then(|_| element.field(key));
    let items = field.into_iter().flat_map(|field| field.items());
    items.filter_map(|item| if let Datum::Text(text) = &item.datum { Some(text.as_str()) } else { None }).collect()
}

/// What becomes an alias, and what becomes a former id.
fn names(pair: &Pair<'_>) -> [(&'static str, Vec<String>); 2] {
    let (kept, gone) = (pair.kept, pair.gone);
    let mut aliases: Vec<&str> = gone.field("name").map(|_| gone.name().as_str()).into_iter().collect();
    aliases.extend(texts(gone, "aliases"));
    let mut known = texts(kept, "aliases");
    known.push(kept.name());
    let aliases = united(aliases, known).into_iter().map(|name| write::text(pair.to.notation, name)).collect();
    let former: Vec<&str> = [gone.key().as_str()].into_iter().chain(texts(gone, "formerly")).collect();
    let mut known = texts(kept, "formerly");
    known.push(kept.key());
    let former = united(former, known).into_iter().map(|id| write::word(pair.to.notation, id)).collect();
    [("aliases", aliases), ("formerly", former)]
}

/// Those of `new` that are not among `known`, each once.
fn united<'t>(new: Vec<&'t str>, mut known: Vec<&'t str>) -> Vec<&'t str> {
    let mut added = Vec::new();
    for text in new {
        if !known.contains(&text) {
            known.push(text);
            added.push(text);
        }
    }
    added
}

/// Whether `inner` lies in `outer`.
fn holds(outer: Span, inner: Span) -> bool {
    outer.source == inner.source && outer.start <= inner.start && inner.end <= outer.end
}
