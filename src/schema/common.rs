//! Fields that every element has, in the two groups between which pages show a kind's own fields.

use super::{Constraint, Field, Kind, Kinds, Label, Scalar, Shape, Type, Variant};

/// `name`, described for one kind.
pub(super) const fn name(doc: &'static str, example: &'static str) -> Field {
    Field::new("name", Type::TEXT, Label::new("Name", "Name"), doc, example)
}

/// `summary` with an example for one kind.
pub(super) const fn summary(example: &'static str) -> Field {
    Field::new("summary", Type::TEXT, Label::new("Summary", "Kurzbeschreibung"), SUMMARY, example)
}

/// The fields that stand before a kind's own: what the element is.
pub(super) fn leading(kind: &Kind) -> impl Iterator<Item = &'static Field> {
    LEADING.iter().filter(suits(kind))
}

/// The fields that stand behind a kind's own: who answers for it, what it rests on, how else it is called.
pub(super) fn trailing(kind: &Kind) -> impl Iterator<Item = &'static Field> {
    TRAILING.iter().filter(suits(kind))
}

/// All of them, in order.
pub(super) fn all() -> impl Iterator<Item = &'static Field> {
    LEADING.iter().chain(TRAILING)
}

/// Whether elements of the kind can use a field: a part of another element has no life and no owner of its own.
fn suits(kind: &Kind) -> impl Fn(&&'static Field) -> bool + use<> {
    let part = kind.parent.is_some();
    move |field| !part || FOR_PARTS.contains(&field.key.as_ref())
}

/// Keys of the common fields that also make sense for a part of another element.
const FOR_PARTS: &[&str] = &["name", "summary", "description", "labels", "formerly", "tags", "links", "image"];

const SUMMARY: &str = "One sentence that tells a newcomer what this is. It is the entry in the glossary and the preview wherever the element is named.";

static STATUS: &[Variant] = &[
    Variant::new("draft", "Draft", "Entwurf"),
    Variant::new("active", "Active", "Aktiv"),
    Variant::new("retired", "Retired", "Stillgelegt"),
];

static BASIS: &[Variant] = &[
    Variant::new("research", "Research", "Forschung"),
    Variant::new("mixed", "Mixed", "Gemischt"),
    Variant::new("assumption", "Assumption", "Annahme"),
];

static LEADING: &[Field] = &[
    name(
        "The display name: unique across all kinds and known to everyone. In `.cx` it stands in quotes behind the id.",
        "\"Service hotline\"",
    ),
    Field::new(
        "status",
        Type::word(STATUS),
        Label::new("Status", "Status"),
        "Where the element stands in its life. A draft may lack required fields; a retired one should name its successor.",
        "active",
    ),
    summary("\"The phone line for everything that the app cannot settle.\""),
    Field::new(
        "description",
        Type::MARKDOWN,
        Label::new("Description", "Beschreibung"),
        "Whatever else is worth knowing, in Markdown. `[[id]]` and `[[id|shown text]]` link to other elements.",
        "\"Open every day from 7 to 22; at night [[nightline|our partner]] answers.\"",
    ),
];

static TRAILING: &[Field] = &[
    Field::new(
        "owner",
        Type::reference(&["team", "role"]),
        Label::new("Owner", "Verantwortlich"),
        "The team or role that answers for it. What nobody owns is what nobody improves.",
        "customer-service",
    ),
    Field::new(
        "reviewed",
        Type::DATE,
        Label::new("Reviewed", "Geprüft am"),
        "The day on which somebody last made sure that everything written here is still true.",
        "2026-09-01",
    ),
    Field::new(
        "review_every",
        Type::DURATION,
        Label::new("Review every", "Prüfrhythmus"),
        "How long a review holds. When that time is over, the element is reported as stale.",
        "6mo",
    ),
    Field::new(
        "basis",
        Type::word(BASIS),
        Label::new("Basis", "Grundlage"),
        "Whether this rests on research, on assumptions or on both. Readers see it on the page, so assumptions are never \
         mistaken for facts.",
        "research",
    ),
    Field::new(
        "evidence",
        Type::references(&["study", "feedback"]),
        Label::new("Evidence", "Belege"),
        "The studies and voices on which it rests.",
        "[diary-study-spring-2026, told-my-story-twice]",
    ),
    Field::new(
        "source",
        Type::TEXT,
        Label::new("Source", "Quelle"),
        "Where a statement or a number comes from, if there is no study to point to.",
        "\"Contact report of the hotline, October 2026\"",
    ),
    Field::new(
        "not_same_as",
        Type::list(Scalar::Reference { kinds: Kinds::Any, constraint: Constraint::Any }),
        Label::new("Not the same as", "Nicht zu verwechseln mit"),
        "Elements with a similar name that are something else on purpose. It ends the warning that the two may be duplicates.",
        "[order-hotline]",
    ),
    Field::new(
        "replaced_by",
        Type::one(Scalar::Reference { kinds: Kinds::Any, constraint: Constraint::SameKind }),
        Label::new("Replaced by", "Ersetzt durch"),
        "The element of the same kind that took the place of this retired one.",
        "service-line",
    ),
    Field::new(
        "aliases",
        Type::TEXTS,
        Label::new("Also called", "Auch genannt"),
        "Other names in use for the same thing. They are found by the search and may be used in references.",
        "[\"Helpline\", \"Customer line\"]",
    ),
    Field::new(
        "labels",
        Type { shape: Shape::MapByLanguage, scalar: Scalar::Text },
        Label::new("In other languages", "In anderen Sprachen"),
        "The name in other languages, by language code. Pages in one of these languages show it in place of the name.",
        "{ de: \"Service-Hotline\", fr: \"Ligne d'assistance\" }",
    ),
    Field::new(
        "formerly",
        Type::list(Scalar::Id),
        Label::new("Former ids", "Frühere Kennungen"),
        "Ids it had before. Links to them keep working, so that it can be renamed without breaking anything.",
        "[help-desk]",
    ),
    Field::new(
        "tags",
        Type::TEXTS,
        Label::new("Tags", "Schlagworte"),
        "Free words by which elements can be grouped.",
        "[\"peak season\"]",
    ),
    Field::new(
        "links",
        Type::list(Scalar::Url),
        Label::new("Links", "Weblinks"),
        "Web addresses with more about it: a board, a design, a document.",
        "[\"https://example.com/hotline-handbook\"]",
    ),
    Field::new(
        "image",
        Type::one(Scalar::Image),
        Label::new("Image", "Bild"),
        "A picture for its page: the path of a file, starting at the folder of the knowledge base.",
        "\"images/hotline.jpg\"",
    ),
];
