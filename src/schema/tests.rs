//! What holds for every kind and field, so that nothing derived from the schema has a hole.

use std::collections::HashSet;

use super::*;

/// Words that are the same in English and German.
const SAME: &[&str] = &[
    "Name",
    "Status",
    "Persona",
    "Personas",
    "Touchpoint",
    "Touchpoints",
    "Segment",
    "Moment",
    "Medium",
    "Partner",
    "Team",
    "Teams",
    "System",
    "Experiment",
    "App",
    "Chat",
    "Bot",
    "Website",
    "Digital",
    "Hybrid",
    "Emotion",
    "Definition",
    "Euro",
    "Net Promoter Score",
    "Signature Interaction",
    "Signature Interactions",
];

fn fields(schema: &Schema) -> impl Iterator<Item = (&Kind, &Field)> {
    schema.kinds().flat_map(|(_, kind)| kind.fields.iter().map(move |field| (kind, field)))
}

fn variants(field: &Field) -> &[Variant] {
    match &field.ty.scalar {
        Scalar::Enum(variants) => variants,
        _ => &[],
    }
}

fn labels(schema: &Schema) -> Vec<(String, Label)> {
    let of_kinds = schema.kinds().flat_map(|(_, kind)| {
        [(kind.name.to_string(), kind.label.clone()), (kind.plural.to_string(), kind.label_plural.clone())]
    });
    let of_fields = fields(schema).flat_map(|(kind, field)| {
        let place = format!("{}.{}", kind.name, field.key);
        let words = variants(field).iter().map(|variant| (format!("{place}: {}", variant.word), variant.label.clone()));
        words.chain([(place.clone(), field.label.clone())]).collect::<Vec<_>>()
    });
    of_kinds.chain(of_fields).collect()
}

fn is_snake_case(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_lowercase())
        && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

fn is_sentence(doc: &str) -> bool {
    doc.len() > 8 && doc.ends_with('.') && !doc.starts_with(char::is_lowercase) && !doc.contains("  ")
}

#[test]
fn every_kind_is_built_in() {
    let schema = Schema::built_in();
    let names: Vec<&str> = schema.kinds().map(|(_, kind)| kind.name.as_ref()).collect();
    assert_eq!(names.len(), BUILT_IN.len(), "a kind repeats a word or redeclares a common field: {names:?}");
}

#[test]
fn kinds_stand_in_the_order_of_their_groups() {
    let schema = Schema::built_in();
    let groups: Vec<Group> = schema.kinds().map(|(_, kind)| kind.group).collect();
    assert!(groups.is_sorted(), "{groups:?}");
}

#[test]
fn words_are_snake_case() {
    let schema = Schema::built_in();
    for (kind, field) in fields(&schema) {
        assert!(is_snake_case(&kind.name) && is_snake_case(&kind.plural), "{}", kind.name);
        assert!(is_snake_case(&field.key), "{}.{}", kind.name, field.key);
        for variant in variants(field) {
            assert!(is_snake_case(&variant.word), "{}.{}: {}", kind.name, field.key, variant.word);
        }
    }
}

#[test]
fn keys_and_words_are_not_repeated() {
    let schema = Schema::built_in();
    for (_, kind) in schema.kinds() {
        let keys: HashSet<&str> = kind.fields.iter().map(|field| field.key.as_ref()).collect();
        assert_eq!(keys.len(), kind.fields.len(), "{}", kind.name);
        for field in kind.fields.iter() {
            let words: HashSet<&str> = variants(field).iter().map(|variant| variant.word.as_ref()).collect();
            assert_eq!(words.len(), variants(field).len(), "{}.{}", kind.name, field.key);
        }
    }
}

#[test]
fn labels_are_filled_in_both_languages() {
    for (place, label) in labels(&Schema::built_in()) {
        let capital = |text: &str| text.starts_with(char::is_uppercase) && text.trim() == text;
        assert!(capital(&label.en) && capital(&label.de), "{place}: {label:?}");
        assert!(label.en != label.de || SAME.contains(&label.en.as_ref()), "{place} has no German label: {label:?}");
    }
}

#[test]
fn labels_are_unique_within_a_kind() {
    let schema = Schema::built_in();
    for (_, kind) in schema.kinds() {
        for language in ["en", "de"] {
            let labels: HashSet<&str> = kind.fields.iter().map(|field| field.label.in_language(language)).collect();
            assert_eq!(labels.len(), kind.fields.len(), "two fields of {} have one label ({language})", kind.name);
            for field in kind.fields.iter() {
                let words: HashSet<&str> =
                    variants(field).iter().map(|word| word.label.in_language(language)).collect();
                assert_eq!(words.len(), variants(field).len(), "{}.{} ({language})", kind.name, field.key);
            }
        }
    }
}

#[test]
fn docs_are_sentences() {
    let schema = Schema::built_in();
    for (kind, field) in fields(&schema) {
        assert!(is_sentence(&kind.doc.en) && is_sentence(&kind.doc.de), "{}: {:?}", kind.name, kind.doc);
        assert!(is_sentence(&field.doc), "{}.{}: {}", kind.name, field.key, field.doc);
    }
}

#[test]
fn kinds_that_are_named_exist() {
    let schema = Schema::built_in();
    for (kind, field) in fields(&schema) {
        let keys = match &field.ty.shape {
            Shape::MapByReference(kinds) | Shape::OneOrMapByReference(kinds) => kinds.names(),
            _ => Vec::new(),
        };
        let values = match &field.ty.scalar {
            Scalar::Reference { kinds, .. } => kinds.names(),
            _ => Vec::new(),
        };
        for name in keys.into_iter().chain(values) {
            assert!(schema.kind_named(name).is_some(), "{}.{} refers to `{name}`", kind.name, field.key);
        }
    }
    for (_, kind) in schema.kinds() {
        assert!(kind.parent.as_deref().is_none_or(|parent| schema.kind_named(parent).is_some()), "{}", kind.name);
    }
}

#[test]
fn alternatives_are_optional_fields_of_their_kind() {
    let schema = Schema::built_in();
    for (name, keys) in ALTERNATIVES {
        let fields = schema.kind_named(name).map(|id| schema.own_fields(id)).unwrap_or_default();
        for key in *keys {
            assert!(fields.iter().any(|field| field.key == *key && !field.required), "{name}.{key}");
        }
    }
}

#[test]
fn no_field_is_called_like_what_stands_inside() {
    let schema = Schema::built_in();
    for (id, kind) in schema.kinds() {
        for (_, child) in schema.children(id) {
            for word in [&child.name, &child.plural] {
                assert_eq!(schema.field_id(id, word), None, "{}.{word} cannot be told from its {word}", kind.name);
            }
        }
    }
}

#[test]
fn every_kind_describes_its_name_and_has_fields_of_its_own() {
    let schema = Schema::built_in();
    for (id, kind) in schema.kinds() {
        assert!(!schema.own_fields(id).is_empty(), "{}", kind.name);
        let own_name = BUILT_IN.iter().any(|declared| {
            declared.name == kind.name && declared.fields.first().is_some_and(|field| field.key == "name")
        });
        assert!(own_name, "{} does not say how to name its elements", kind.name);
    }
}

#[test]
fn own_fields_stand_between_the_common_ones() {
    let schema = Schema::built_in();
    let keys = |name: &str| -> Vec<String> {
        schema
            .kind_named(name)
            .map(|id| schema.kind(id).fields.iter().map(|f| f.key.to_string()).collect())
            .unwrap_or_default()
    };
    assert_eq!(
        keys("channel").join(" "),
        "name status summary description type live owner reviewed review_every basis evidence source not_same_as \
         replaced_by aliases labels formerly tags links image"
    );
    assert_eq!(keys("stage").join(" "), "name summary description kind labels formerly tags links image");
}

fn own_kind(fields: Vec<Field>) -> Kind {
    Kind {
        name: "ritual".into(),
        plural: "rituals".into(),
        label: Label::new("Ritual", "Brauch"),
        label_plural: Label::new("Rituals", "Bräuche"),
        doc: Label::new("Something staff do every day.", "Etwas, das jeden Tag getan wird."),
        fields: fields.into(),
        parent: None,
        group: Group::Own,
    }
}

fn field(key: &'static str, ty: Type) -> Field {
    Field::new(key, ty, Label::new("A", "B"), "What it is.", "\"x\"")
}

#[test]
fn a_team_can_add_kinds_and_fields() {
    let mut schema = Schema::built_in();
    assert!(schema.add_kind(own_kind(vec![field("place", Type::TEXT), field("name", Type::TEXT)])));
    let Some(id) = schema.kind_named("ritual") else { panic!("the kind was not added") };
    assert_eq!(schema.own_fields(id).len(), 1, "the name is a common field, described more precisely");
    assert!(schema.add_field(id, field("hour", Type::COUNT)));
    let own: Vec<&str> = schema.own_fields(id).iter().map(|field| field.key.as_ref()).collect();
    assert_eq!(own, ["place", "hour"]);
    for (at, field) in schema.kind(id).fields.iter().enumerate() {
        assert_eq!(schema.field_id(id, &field.key), Some(FieldId(at as u16)), "{}", field.key);
    }
}

#[test]
fn what_would_be_ambiguous_is_not_added() {
    let mut schema = Schema::built_in();
    let other_type = own_kind(vec![field("name", Type::DATE)]);
    assert_eq!(schema.try_add_kind(other_type), Err(Refusal::OtherType("name".into())));
    let twice = own_kind(vec![field("place", Type::TEXT), field("place", Type::TEXT)]);
    assert_eq!(schema.try_add_kind(twice), Err(Refusal::RepeatedKey("place".into())));
    let plural = Kind { plural: "personas".into(), ..own_kind(Vec::new()) };
    assert_eq!(schema.try_add_kind(plural), Err(Refusal::PluralTaken));
    assert!(schema.add_kind(own_kind(Vec::new())));
    assert_eq!(schema.try_add_kind(own_kind(Vec::new())), Err(Refusal::NameTaken));
    let Some(id) = schema.kind_named("ritual") else { panic!("the kind was not added") };
    assert!(!schema.add_field(id, field("owner", Type::TEXT)), "a common field");
}

#[test]
fn references_are_found_by_the_kind_they_point_to() {
    let schema = Schema::built_in();
    let to = |name: &str| -> Vec<String> {
        let Some(id) = schema.kind_named(name) else { return Vec::new() };
        let place = |(kind, at)| format!("{}.{}", schema.kind(kind).name, schema.field(kind, at).key);
        schema.references_to(id).map(place).filter(|place| !place.ends_with("replaced_by")).collect()
    };
    assert_eq!(to("capability"), ["step.requires"]);
    assert_eq!(to("persona"), ["journey.personas", "step.emotion", "signature.personas", "expectation.persona"]);
    assert_eq!(to("step"), ["step.after", "signature.moments", "opportunity.addresses"]);
}
