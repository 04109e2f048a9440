//! Fields that every element has.

use super::{Constraint, Field, Kind, Kinds, Label, Scalar, Type, Variant};

/// The common fields a kind gets: all of them when its elements stand by themselves, the few that make sense for a part of
/// another element otherwise.
pub(super) fn fields_for(kind: &Kind) -> Vec<Field> {
    let inside = kind.parent.is_some();
    FIELDS.iter().filter(|field| !inside || INSIDE.contains(&field.key.as_ref())).cloned().collect()
}

/// Keys of the common fields that also make sense for an element inside another one.
const INSIDE: &[&str] = &["name", "summary", "description", "formerly", "tags", "links", "image"];

static STATUS: &[Variant] = &[
    Variant::new("draft", "Draft", "Entwurf"),
    Variant::new("active", "Active", "Aktiv"),
    Variant::new("retired", "Retired", "Stillgelegt"),
];

static FIELDS: &[Field] = &[
    Field::new(
        "name",
        Type::TEXT,
        Label::new("Name", "Name"),
        "The display name: unique, known to everyone. In `.cx` it stands in quotes behind the id.",
        "\"Service hotline\"",
    ),
    Field::new(
        "status",
        Type::word(STATUS),
        Label::new("Status", "Status"),
        "Where the element stands in its life. A draft may lack required fields; a retired one should name its successor.",
        "active",
    ),
    Field::new(
        "replaced_by",
        Type::one(Scalar::Reference { kinds: Kinds::Any, constraint: Constraint::SameKind }),
        Label::new("Replaced by", "Ersetzt durch"),
        "The element of the same kind that took this one's place.",
        "service-hotline",
    ),
];
