//! In a preview: every reference that leads nowhere, with the place where it is written.

use minijinja::{Value, context};

use super::{Empty, Group, Reading, Report};
use crate::model::ReferenceRef;
use crate::schema::Label;
use crate::site::base::Base;
use crate::site::record::record;

pub(super) static REPORT: Report = Report {
    address: "broken",
    title: Label::new("Broken references", "Kaputte Verweise"),
    question: Label::new(
        "This is a preview of an unfinished knowledge base: these references lead nowhere yet.",
        "Dies ist die Vorschau einer unfertigen Wissensbasis: Diese Verweise führen noch ins Leere.",
    ),
    group: Group::Quality,
    template: "broken.html",
    empty: Empty {
        help: Label::new("Every reference leads somewhere.", "Jeder Verweis führt zu etwas."),
        example: Label::new("", ""),
    },
    read,
};

/// References listed; a base with more is not ready to be read.
const SHOWN: usize = 2000;

/// The references that lead nowhere, in the order of their places.
pub(in crate::site) fn references<'m>(base: &Base<'m>) -> impl Iterator<Item = ReferenceRef<'m>> + use<'m> {
    base.model.references().filter(|reference| reference.target().is_none())
}

fn read(base: &Base<'_>) -> Option<Reading> {
    let rows = || references(base).take(SHOWN).map(|reference| row(base, reference)).collect::<Vec<_>>();
    let count = if base.input.preview { references(base).count() } else { 0 };
    (count > 0).then(|| Reading { count, parts: vec![record! { rows => rows() }] })
}

fn row(base: &Base<'_>, reference: ReferenceRef<'_>) -> Value {
    let (path, line) = base.place(reference.span());
    let from = reference.from();
    context! {
        text => reference.text().as_str(),
        field => base.field_label(reference.field()),
        href => base.href(from, ""),
        name => base.named(from),
        place => format!("{path}:{line}"),
    }
}
