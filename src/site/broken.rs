//! In a preview: every reference that leads nowhere, with the place where it is written.

use minijinja::{Value, context};

use super::Page;
use super::base::Base;
use super::record::record;
use crate::model::ReferenceRef;

/// References listed; a base with more is not ready to be read.
const SHOWN: usize = 2000;

/// The references that lead nowhere, in the order of their places.
pub(super) fn references<'m>(base: &Base<'m>) -> impl Iterator<Item = ReferenceRef<'m>> + use<'m> {
    base.model.references().filter(|reference| reference.target().is_none())
}

/// The page that lists them.
pub(super) fn page(base: &Base<'_>) -> Page {
    let values = record! {
        title => base.words.get("broken"),
        here => "",
        rows => references(base).take(SHOWN).map(|reference| row(base, reference)).collect::<Vec<_>>(),
    };
    Page { path: "broken.html".to_owned(), template: "broken.html".to_owned(), root: "", values }
}

fn row(base: &Base<'_>, reference: ReferenceRef<'_>) -> Value {
    let (path, line) = base.place(reference.span());
    let from = reference.from();
    context! {
        text => reference.text().as_str(),
        field => base.field_label(reference.field()),
        href => base.href(from, ""),
        name => from.name().as_str(),
        place => format!("{path}:{line}"),
    }
}
