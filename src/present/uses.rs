//! Who uses an element: every reference to it or to a part of it, by the element that refers.

use std::collections::BTreeMap;

use super::Book;
use crate::model::{ElementRef, RefPlace, ReferenceRef};

/// The users of one kind.
pub(crate) struct Group<'m> {
    /// Users in alphabetical order, each with the roles in which it uses the element, in words.
    pub(crate) users: Vec<(ElementRef<'m>, Vec<String>)>,
    /// What they are called.
    pub(crate) label: &'m str,
}

/// The users of `element`, grouped by kind in the order of the schema.
pub(crate) fn of<'m>(book: &Book<'m>, element: ElementRef<'m>) -> Vec<Group<'m>> {
    let mut uses = BTreeMap::new();
    collect(book, element, element, &mut uses);
    let mut groups: Vec<(u16, Group<'m>)> = Vec::new();
    for ((kind, ..), (user, roles)) in uses {
        if groups.last().is_none_or(|(last, _)| *last != kind) {
            groups.push((kind, Group { users: Vec::new(), label: book.label(&user.kind().label_plural) }));
        }
        if let Some((_, group)) = groups.last_mut() {
            group.users.push((user, roles));
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// Users by kind, rank and number, with their roles.
type Uses<'m> = BTreeMap<(u16, u32, u32), (ElementRef<'m>, Vec<String>)>;

fn collect<'m>(book: &Book<'m>, part: ElementRef<'m>, whole: ElementRef<'m>, uses: &mut Uses<'m>) {
    for reference in part.backlinks() {
        let user = reference.from().root();
        if user != whole {
            let key = (user.kind_id().0, book.rank(user), user.id().0);
            let roles = &mut uses.entry(key).or_insert_with(|| (user, Vec::new())).1;
            let role = role(book, reference, part, whole);
            // A text in several languages refers in each of them.
            if !(reference.place() == RefPlace::Prose && roles.contains(&role)) {
                roles.push(role);
            }
        }
    }
    for child in part.children() {
        collect(book, child, whole, uses);
    }
}

/// In which role an element is used: `Touchpoint in “Get help”`.
fn role(book: &Book<'_>, reference: ReferenceRef<'_>, part: ElementRef<'_>, whole: ElementRef<'_>) -> String {
    let mut text = book.field_label(reference.field()).to_owned();
    let mut add = |pieces: &[&str]| text.extend(pieces.iter().copied());
    if reference.place() == RefPlace::Prose {
        add(&[", ", book.words.get("in_text")]);
    }
    if part != whole {
        add(&[": ", part.name()]);
    }
    if reference.from().parent().is_some() {
        add(&[" ", book.words.get("in_step"), " ", &book.words.quoted(reference.from().name())]);
    }
    text
}
