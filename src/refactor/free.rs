//! Whether an id or a name is free: who else claims it, in whichever way and however it is spelled.

use super::Refusal;
use super::uses::descendants;
use crate::compile::Compilation;
use crate::model::{Datum, ElementRef};
use crate::naming;
use crate::syntax::is_id;
use crate::text::Span;

/// Somebody who is known by a text already.
pub(super) struct Claim<'m> {
    pub(super) element: ElementRef<'m>,
    role: &'static str,
    text: &'m str,
    span: Span,
}

impl Claim<'_> {
    fn refuse(&self, to: &str) -> Refusal {
        let Claim { element, role, text, .. } = self;
        let of = format!("{} of {} `{}`", self.role, element.kind().name, element.address());
        let message = match *text == to {
            true => format!("`{to}` is taken: it is {of}."),
            false => format!("`{to}` is taken: people take it for `{text}`, {of}."),
        };
        let help = "choose another, or unite the two with `touchbase merge` if they mean the same";
        Refusal::new(message).at(self.span, format!("{role} of the other")).help(help)
    }
}

/// The first other than `element` that is known by `text`, among those that it would share its names with.
pub(super) fn claim<'m>(element: ElementRef<'m>, text: &str) -> Option<Claim<'m>> {
    let taken = |claim: &Claim<'m>| naming::is_same(claim.text, text);
    match element.parent() {
        None => {
            let tops = element.model().elements().filter(|other| other.parent().is_none() && !other.is_nameless());
            tops.filter(|other| *other != element).flat_map(claims).find(taken)
        }
        Some(_) => {
            // Within a journey names may repeat, but what refers must mean one thing, and so must places on its page.
            let clashes = |claim: &Claim<'m>| match claim.role {
                "the id" => taken(claim) || naming::slug(claim.text) == naming::slug(text),
                _ => claim.text == text,
            };
            let others = descendants(element.root()).into_iter().filter(|other| !other.is_nameless());
            others.filter(|other| *other != element).flat_map(claims).find(clashes)
        }
    }
}

/// Every text by which an element is known.
fn claims(element: ElementRef<'_>) -> Vec<Claim<'_>> {
    let mut all = vec![Claim { element, role: "the id", text: element.key().as_str(), span: element.id_span() }];
    for (key, role) in [("name", "the name"), ("aliases", "an alias"), ("formerly", "a former id")] {
        let field = element.declared(key).and_then(|_| element.field(key));
        for item in field.into_iter().flat_map(|field| field.items()) {
            if let Datum::Text(text) = &item.datum {
                all.push(Claim { element, role, text: text.as_str(), span: item.span });
            }
        }
    }
    all
}

/// Refuses `to` as the id of `element` when it is no id, or not free.
pub(super) fn id(compilation: &Compilation, element: ElementRef<'_>, to: &str) -> Result<(), Refusal> {
    if !is_id(to) {
        return Err(no_id(to));
    }
    if let Some(claim) = claim(element, to) {
        return Err(claim.refuse(to));
    }
    if element.parent().is_none() {
        lost(compilation, to)?;
        page(element, to)?;
    }
    Ok(())
}

/// Refuses `to` as the name of `element` when it is no name, or not free.
pub(super) fn name(compilation: &Compilation, element: ElementRef<'_>, to: &str) -> Result<(), Refusal> {
    if to.chars().any(char::is_control) || naming::fold(to).is_empty() {
        let message = "A name is one line of text with at least one letter or digit.";
        return Err(Refusal::new(message));
    }
    match claim(element, to) {
        // Steps of one name are told apart by their ids; whether a use would be mistaken is seen when it is tried out.
        _ if element.parent().is_some() => Ok(()),
        Some(claim) => Err(claim.refuse(to)),
        None => lost(compilation, to),
    }
}

fn no_id(to: &str) -> Refusal {
    let rule = "an id begins with a letter and goes on with letters, digits, `-` or `_`";
    let slug = naming::slug(to);
    let help = match is_id(&slug) {
        true => format!("{rule}: `{slug}` would be one; to change the display name, say `--name`"),
        false => rule.to_owned(),
    };
    Refusal::new(format!("`{to}` cannot be an id.")).help(help)
}

/// An element that could not be understood is there all the same.
fn lost(compilation: &Compilation, to: &str) -> Result<(), Refusal> {
    if !compilation.model.is_lost(to) {
        return Ok(());
    }
    let message = format!("`{to}` is taken by an element that could not be understood.");
    Err(Refusal::new(message).help("`touchbase check` shows what is wrong with it"))
}

/// Pages of one kind need addresses of their own.
fn page(element: ElementRef<'_>, to: &str) -> Result<(), Refusal> {
    let (slug, kind) = (naming::slug(to), element.kind());
    if slug == "index" {
        let message = format!("The page of `{to}` would have the address of the list of all {}.", kind.plural);
        return Err(Refusal::new(message).help(format!("choose a longer id, such as `{}-index`", kind.name)));
    }
    let model = element.model();
    let others = model.elements().filter(|other| other.parent().is_none() && other.kind_id() == element.kind_id());
    match others.filter(|other| *other != element).find(|other| naming::slug(other.key()) == slug) {
        None => Ok(()),
        Some(other) => {
            let message =
                format!("The page of `{to}` would have the address of that of {} `{}`.", kind.name, other.key());
            Err(Refusal::new(message).at(other.id_span(), "the other").help("choose another id"))
        }
    }
}
