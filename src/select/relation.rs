//! From an element to others.

use rustc_hash::FxHashSet;

use super::plan::Relation;
use crate::model::{Content, ElementId, ElementRef, FieldRef, ReferenceRef};
use crate::schema::{FieldId, KindId};

/// Where a relation leads.
#[derive(Default)]
pub(super) struct Others<'m> {
    /// To these, each once, in order.
    pub(super) elements: Vec<ElementRef<'m>>,
    /// And to so many that cannot be known: references to nothing, values that could not be read.
    pub(super) unknown: usize,
}

/// The elements to which `relation` leads from `element`.
pub(super) fn others<'m>(element: ElementRef<'m>, relation: Relation) -> Others<'m> {
    match relation {
        Relation::Field(id) => referred(element, id),
        Relation::Parent => known(element.parent()),
        Relation::Root => known([element.root()]),
        Relation::Children => known(element.children()),
        Relation::Parts(kind) => known(parts(element, kind)),
        Relation::UsedBy => known(users(element)),
    }
}

fn known<'m>(elements: impl IntoIterator<Item = ElementRef<'m>>) -> Others<'m> {
    Others { elements: elements.into_iter().collect(), unknown: 0 }
}

/// The field with this number, if it is written.
pub(super) fn field(element: ElementRef<'_>, id: FieldId) -> Option<FieldRef<'_>> {
    element.fields().find(|field| field.data.field == id)
}

fn referred(element: ElementRef<'_>, id: FieldId) -> Others<'_> {
    let Some(field) = field(element, id) else { return Others::default() };
    let mut others =
        Others { elements: Vec::new(), unknown: usize::from(matches!(field.data.content, Content::Faulty)) };
    let mut seen = FxHashSet::default();
    for target in field.references().map(ReferenceRef::target) {
        match target {
            Some(target) if seen.insert(target.id()) => others.elements.push(target),
            Some(_) => {}
            None => others.unknown += 1,
        }
    }
    others
}

/// The elements of a kind that stand in `element`, at any depth.
fn parts(element: ElementRef<'_>, kind: KindId) -> Vec<ElementRef<'_>> {
    element
        .children()
        .flat_map(|child| if child.kind_id() == kind { vec![child] } else { parts(child, kind) })
        .collect()
}

/// The elements that refer to `element` or to a part of it, and those in which they stand: a step refers on behalf of its
/// journey. What stands in the element or holds it does not count, nor does the element itself.
fn users(element: ElementRef<'_>) -> Vec<ElementRef<'_>> {
    let (mut users, mut seen) = (Vec::new(), FxHashSet::default());
    let mut holder = Some(element);
    while let Some(inside) = holder {
        seen.insert(inside.id());
        holder = inside.parent();
    }
    collect_users(element, element, &mut seen, &mut users);
    users.sort_by_key(|user| user.id());
    users
}

fn collect_users<'m>(
    part: ElementRef<'m>,
    whole: ElementRef<'m>,
    seen: &mut FxHashSet<ElementId>,
    users: &mut Vec<ElementRef<'m>>,
) {
    for reference in part.backlinks().filter(|reference| !stands_in(reference.from(), whole)) {
        let mut user = Some(reference.from());
        while let Some(from) = user.filter(|from| seen.insert(from.id())) {
            users.push(from);
            user = from.parent();
        }
    }
    for child in part.children() {
        collect_users(child, whole, seen, users);
    }
}

fn stands_in(element: ElementRef<'_>, whole: ElementRef<'_>) -> bool {
    let mut holder = Some(element);
    while let Some(inside) = holder {
        if inside == whole {
            return true;
        }
        holder = inside.parent();
    }
    false
}
