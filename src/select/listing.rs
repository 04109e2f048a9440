//! What is at the end of a path, each thing once: for counting and for messages.
//!
//! For each element on the way a list is kept of what it leads to, cut off at a limit: of two lists that hold fewer things than
//! the limit, all is known, and one that reaches it is long enough for any list it is part of. So the lists stay short, however
//! many paths lead over one element.

use std::rc::Rc;

use rustc_hash::FxHashSet;

use super::compare;
use super::plan::{Compared, Listing, Meaning, Relation};
use super::relation::{Others, field, others};
use super::run::Run;
use crate::model::{Content, ElementId, ElementRef};
use crate::schema::FieldId;

/// Something that counts once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Thing {
    /// An element to which a path leads.
    Element(ElementId),
    /// A value that an element has at the end of a path: the number of it in its field, 0 for its name and the like.
    Value(ElementId, u32),
}

/// What a path leads to, up to a limit.
#[derive(Clone, Default)]
pub(super) struct Reached {
    pub(super) things: Rc<[Thing]>,
    /// Whether there is more that nobody knows.
    pub(super) unknown: bool,
}

/// A list in the making.
struct List {
    things: Vec<Thing>,
    seen: FxHashSet<Thing>,
    unknown: bool,
    limit: usize,
}

impl List {
    fn new(limit: usize) -> List {
        List { things: Vec::new(), seen: FxHashSet::default(), unknown: false, limit }
    }

    fn is_full(&self) -> bool {
        self.things.len() >= self.limit
    }

    fn add(&mut self, things: impl IntoIterator<Item = Thing>) {
        for thing in things {
            if self.is_full() {
                return;
            }
            if self.seen.insert(thing) {
                self.things.push(thing);
            }
        }
    }

    fn done(self) -> Reached {
        Reached { things: self.things.into(), unknown: self.unknown }
    }
}

/// How many things make no difference any more to `wanted`: one more than any number that it compares with.
pub(super) fn limit(wanted: &Compared<f64>) -> usize {
    wanted.values.iter().fold(0.0, |most: f64, value| most.max(*value)) as usize + 1
}

impl<'m> Run<'m> {
    /// How many things there are at the end of a path, up to `limit`; none if that cannot be known.
    pub(super) fn count(&mut self, listing: &Listing, element: ElementRef<'m>, limit: usize) -> Option<usize> {
        let reached = self.reach(listing, 0, element, limit);
        let count = reached.things.len();
        (count >= limit || !reached.unknown).then_some(count)
    }

    /// What the steps of a listing from number `at` on lead to.
    pub(super) fn reach(&mut self, listing: &Listing, at: usize, element: ElementRef<'m>, limit: usize) -> Reached {
        // From where a path begins, it is followed once.
        if at == 0 {
            return self.follow(listing, at, element, limit);
        }
        let key = (listing.route.number + at as u32, element.id());
        if let Some(known) = self.reached.get(&key) {
            return known.clone();
        }
        let found = self.follow(listing, at, element, limit);
        self.reached.insert(key, found.clone());
        found
    }

    fn follow(&mut self, listing: &Listing, at: usize, element: ElementRef<'m>, limit: usize) -> Reached {
        let Some(step) = listing.route.steps.get(at) else { return self.ends(listing, element, limit) };
        let Some(relation) = step.relations.get(element.kind_id()) else { return Reached::default() };
        let Others { elements, unknown } = others(element, *relation);
        let mut list = List::new(limit);
        list.unknown = unknown > 0;
        for other in elements {
            if list.is_full() {
                break;
            }
            match self.filtered(listing.route.number + at as u32, step.filter.as_ref(), other) {
                Some(true) => {
                    let behind = self.reach(listing, at + 1, other, limit);
                    list.unknown |= behind.unknown;
                    list.add(behind.things.iter().copied());
                }
                Some(false) => {}
                None => list.unknown = true,
            }
        }
        list.done()
    }

    fn ends(&mut self, listing: &Listing, element: ElementRef<'m>, limit: usize) -> Reached {
        match listing.ends.get(element.kind_id()) {
            Some(Meaning::Relation(relation)) => self.last(listing, *relation, element, limit),
            Some(Meaning::Field(id)) => values(element, *id, limit),
            Some(_) => Reached { things: Rc::from([Thing::Value(element.id(), 0)]), unknown: false },
            None => Reached::default(),
        }
    }

    /// The elements at the end of a path that ends at elements.
    fn last(&mut self, listing: &Listing, relation: Relation, element: ElementRef<'m>, limit: usize) -> Reached {
        let number = listing.route.number + listing.route.steps.len() as u32;
        let Others { elements, unknown } = others(element, relation);
        let mut list = List::new(limit);
        list.unknown = unknown > 0;
        for other in elements {
            if list.is_full() {
                break;
            }
            match self.filtered(number, listing.filter.as_ref(), other) {
                Some(true) => list.add([Thing::Element(other.id())]),
                Some(false) => {}
                None => list.unknown = true,
            }
        }
        list.done()
    }
}

/// The values of a field.
fn values(element: ElementRef<'_>, id: FieldId, limit: usize) -> Reached {
    let count = match field(element, id).map(|field| &field.data.content) {
        Some(Content::Faulty) => return Reached { unknown: true, ..Reached::default() },
        Some(content) => content.items().len(),
        None => usize::from(compare::default(element.model().schema.field(element.kind_id(), id)).is_some()),
    };
    let things = (0..count.min(limit) as u32).map(|number| Thing::Value(element.id(), number));
    Reached { things: things.collect(), unknown: false }
}
