//! What a word of a path can mean where a path has led so far: for each kind of element there, a field or a built-in word.

use super::plan::{Meaning, Relation};
use crate::schema::{Constraint, FieldId, KindId, Kinds, Scalar, Schema, Shape};

/// Words that every element knows, with what they are, for messages and documentation.
pub(super) const WORDS: [(&str, Meaning); 8] = [
    ("id", Meaning::Id),
    ("name", Meaning::Name),
    ("kind", Meaning::Kind),
    ("file", Meaning::File),
    ("parent", Meaning::Relation(Relation::Parent)),
    ("root", Meaning::Relation(Relation::Root)),
    ("children", Meaning::Relation(Relation::Children)),
    ("used_by", Meaning::Relation(Relation::UsedBy)),
];

/// What `word` means for each of `kinds` that knows it.
///
/// A field comes before a built-in word where all of the kinds have it: `kind` is the field of a stage, and the kind of
/// elements that may be of any kind. `name` is always the name, also where it is made of the id. `parent` is a field for the
/// kinds that have it, and the element in which it stands for the others.
pub(super) fn meanings(schema: &Schema, kinds: &[KindId], word: &str) -> Vec<(KindId, Meaning)> {
    let field = |kind: KindId| schema.field_id(kind, word).map(|id| field(schema, kind, id));
    let built_in = WORDS.iter().find(|(known, _)| *known == word).map(|(_, meaning)| *meaning);
    let of_all = kinds.iter().all(|kind| field(*kind).is_some());
    let meaning = |kind: KindId| match built_in {
        Some(Meaning::Name) => built_in,
        Some(Meaning::Relation(Relation::Parent)) => field(kind).or(built_in),
        Some(_) if !of_all => built_in,
        _ => field(kind).or_else(|| part(schema, kind, word)),
    };
    kinds.iter().filter_map(|kind| Some((*kind, meaning(*kind)?))).collect()
}

/// What a field is: other elements, if it refers to some.
fn field(schema: &Schema, kind: KindId, id: FieldId) -> Meaning {
    let ty = &schema.field(kind, id).ty;
    match (&ty.shape, &ty.scalar) {
        // A map from elements to numbers is compared by its numbers; a path leads on to the elements.
        (Shape::One | Shape::List, Scalar::Reference { .. }) => Meaning::Relation(Relation::Field(id)),
        _ => Meaning::Field(id),
    }
}

/// The plural of a kind whose elements stand in those of `kind`.
fn part(schema: &Schema, kind: KindId, word: &str) -> Option<Meaning> {
    let part = schema.kind_of_plural(word)?;
    let inside = holders(schema, part).contains(&kind);
    inside.then_some(Meaning::Relation(Relation::Parts(part)))
}

/// The kinds in whose elements those of `kind` stand, from inside out.
fn holders(schema: &Schema, kind: KindId) -> Vec<KindId> {
    let mut found = Vec::new();
    let mut next = holder(schema, kind);
    // A team's kinds may hold each other in a ring.
    while let Some(kind) = next.filter(|kind| !found.contains(kind)) {
        found.push(kind);
        next = holder(schema, kind);
    }
    found
}

fn holder(schema: &Schema, kind: KindId) -> Option<KindId> {
    schema.kind_named(schema.kind(kind).parent.as_deref()?)
}

/// How a path leads on behind a word, if it leads to elements.
pub(super) fn relation(schema: &Schema, kind: KindId, meaning: Meaning) -> Option<Relation> {
    match meaning {
        Meaning::Relation(relation) => Some(relation),
        Meaning::Field(id) => match &schema.field(kind, id).ty.shape {
            Shape::MapByReference(_) | Shape::OneOrMapByReference(_) => Some(Relation::Field(id)),
            _ => None,
        },
        _ => None,
    }
}

/// The kinds of the elements to which `relation` leads from those of `kind`.
pub(super) fn targets(schema: &Schema, kind: KindId, relation: Relation) -> Vec<KindId> {
    match relation {
        Relation::Field(id) => referred(schema, kind, id),
        Relation::Parent => holder(schema, kind).into_iter().collect(),
        Relation::Root => vec![holders(schema, kind).last().copied().unwrap_or(kind)],
        Relation::Children => schema.children(kind).map(|(id, _)| id).collect(),
        Relation::Parts(part) => vec![part],
        Relation::UsedBy => all(schema),
    }
}

/// Every kind.
pub(super) fn all(schema: &Schema) -> Vec<KindId> {
    schema.kinds().map(|(id, _)| id).collect()
}

fn referred(schema: &Schema, kind: KindId, id: FieldId) -> Vec<KindId> {
    let ty = &schema.field(kind, id).ty;
    let mut found = match &ty.shape {
        Shape::MapByReference(kinds) | Shape::OneOrMapByReference(kinds) => named(schema, kinds),
        _ => Vec::new(),
    };
    match &ty.scalar {
        Scalar::Reference { constraint: Constraint::SameKind, .. } => found.push(kind),
        Scalar::Reference { kinds, .. } => found.extend(named(schema, kinds)),
        _ => {}
    }
    found
}

fn named(schema: &Schema, kinds: &Kinds) -> Vec<KindId> {
    schema.kinds().filter(|(_, kind)| kinds.allow(&kind.name)).map(|(id, _)| id).collect()
}
