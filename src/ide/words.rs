//! The few words of the server in the languages of knowledge bases. Labels of kinds and fields are declared with the schema.

use crate::model::{ElementRef, ReferenceRef};
use crate::schema::{Kind, KindId, Label, Schema};

/// What can be said, English and German.
pub(super) static REQUIRED: Label = Label::new("required", "Pflichtfeld");
pub(super) static RETIRED: Label = Label::new("no longer in use", "nicht mehr in Gebrauch");
pub(super) static DRAFT: Label = Label::new("draft", "Entwurf");
pub(super) static EXAMPLE: Label = Label::new("Example", "Beispiel");
pub(super) static ALIASES: Label = Label::new("also called", "auch genannt");
static UNUSED: Label = Label::new("not used yet", "noch nicht verwendet");
static USED_IN: Label = Label::new("used in", "verwendet in");
static USED: Label = Label::new("used", "verwendet");
static TIMES: Label = Label::new("times", "Mal");
static ONCE: Label = Label::new("once", "einmal");

/// A label in the language of the knowledge base.
pub(super) fn word(label: &Label, german: bool) -> &str {
    if german { &label.de } else { &label.en }
}

/// Every place outside of an element that speaks of it or of a part of it.
pub(super) fn uses_from_outside<'m>(element: ElementRef<'m>) -> Vec<ReferenceRef<'m>> {
    let mut all = vec![element];
    let mut at = 0;
    while let Some(one) = all.get(at).copied() {
        all.extend(one.children());
        at += 1;
    }
    let root = element.root();
    let uses = all.into_iter().flat_map(|one| one.backlinks());
    uses.filter(|reference| reference.from().root() != root).collect()
}

/// Who uses an element or a part of it, by the kinds of those that do: "used in 4 journeys, 1 persona". Steps count as their
/// journeys, each element once.
pub(super) fn uses(element: ElementRef<'_>, german: bool) -> String {
    let schema = &element.model().schema;
    let mut users: Vec<(KindId, u32)> = uses_from_outside(element)
        .into_iter()
        .map(|reference| reference.from().root())
        .map(|user| (user.kind_id(), user.id().0))
        .collect();
    users.sort_unstable();
    users.dedup();
    let total = element.backlinks().count();
    if users.is_empty() {
        return match total {
            0 => word(&UNUSED, german).to_owned(),
            1 => format!("{} {}", word(&USED, german), word(&ONCE, german)),
            _ => format!("{} {total} {}", word(&USED, german), word(&TIMES, german)),
        };
    }
    format!("{} {}", word(&USED_IN, german), counted(schema, &users, german).join(", "))
}

/// "4 journeys", "1 persona", in the order of the schema, journeys first.
fn counted(schema: &Schema, users: &[(KindId, u32)], german: bool) -> Vec<String> {
    let mut kinds: Vec<KindId> = users.iter().map(|(kind, _)| *kind).collect();
    kinds.dedup();
    let journey = schema.kind_named("journey");
    kinds.sort_by_key(|kind| (Some(*kind) != journey, *kind));
    let count = |kind: KindId| users.iter().filter(|(of, _)| *of == kind).count();
    kinds.into_iter().map(|kind| number_of(schema.kind(kind), count(kind), german)).collect()
}

fn number_of(kind: &Kind, count: usize, german: bool) -> String {
    let label = word(if count == 1 { &kind.label } else { &kind.label_plural }, german);
    // German nouns are written with a capital letter, English ones are not, unless the label is an abbreviation.
    match german {
        true => format!("{count} {label}"),
        false => format!("{count} {}", label.to_lowercase()),
    }
}
