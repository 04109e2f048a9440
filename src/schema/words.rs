//! Types in words: what reference pages, `explain` and editors say a field takes.

use super::{Constraint, Kinds, Scalar, Shape, Type, Variant};

/// How the name of a kind is shown: between backticks, as a link …
type Show<'a> = &'a dyn Fn(&str) -> String;

impl Type {
    /// What a value is, in words: ``whole number from 1 to 5``, ``references to `pain` or `step` ``.
    pub fn in_words(&self) -> String {
        self.in_words_with(&|kind| format!("`{kind}`"))
    }

    /// The same, with the names of kinds as `show` puts them.
    pub fn in_words_with(&self, show: Show<'_>) -> String {
        let one = self.scalar.in_words(show);
        match &self.shape {
            Shape::One => one,
            Shape::List => many(&self.scalar, show),
            Shape::MapByReference(kinds) => format!("for each {}: {one}", of_kinds(kinds, show)),
            Shape::OneOrMapByReference(kinds) => format!("{one}; or a map with one for each {}", of_kinds(kinds, show)),
            Shape::MapByLanguage => format!("for each language: {one}"),
        }
    }
}

impl Scalar {
    fn in_words(&self, show: Show<'_>) -> String {
        match self {
            Scalar::Text => "text".into(),
            Scalar::Markdown => "Markdown".into(),
            Scalar::Id => "id".into(),
            Scalar::Reference { kinds, constraint } => format!("reference to {}", target(kinds, *constraint, show)),
            Scalar::Enum(variants) => format!("one of {}", listed(variants)),
            Scalar::Integer { min, max } => whole_number(*min, *max),
            Scalar::Number => "number".into(),
            Scalar::Bool => "`true` or `false`".into(),
            Scalar::Date => "date, such as `2026-11-21`".into(),
            Scalar::Duration => "length of time, such as `90s`, `8min`, `3d` or `6mo`".into(),
            Scalar::Url => "web address".into(),
            Scalar::Image => "path of a picture".into(),
        }
    }
}

fn many(scalar: &Scalar, show: Show<'_>) -> String {
    match scalar {
        Scalar::Text => "list of texts".into(),
        Scalar::Reference { kinds, constraint } => format!("references to {}", target(kinds, *constraint, show)),
        Scalar::Enum(variants) => format!("any of {}", listed(variants)),
        Scalar::Id => "list of ids".into(),
        Scalar::Url => "list of web addresses".into(),
        _ => format!("list, each a {}", scalar.in_words(show)),
    }
}

fn whole_number(min: i64, max: i64) -> String {
    match (min, max) {
        (i64::MIN, i64::MAX) => "whole number".into(),
        (min, i64::MAX) => format!("whole number, {min} or more"),
        (i64::MIN, max) => format!("whole number, {max} or less"),
        (min, max) => format!("whole number from {min} to {max}"),
    }
}

fn target(kinds: &Kinds, constraint: Constraint, show: Show<'_>) -> String {
    match constraint {
        Constraint::SameKind => "an element of the same kind".into(),
        Constraint::SameJourney => format!("{} of the same journey", of_kinds(kinds, show)),
        Constraint::Any => of_kinds(kinds, show),
    }
}

fn of_kinds(kinds: &Kinds, show: Show<'_>) -> String {
    let names: Vec<String> = kinds.names().into_iter().map(show).collect();
    match names.split_last() {
        None => "any element".into(),
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} or {last}", before.join(", ")),
    }
}

fn listed(variants: &[Variant]) -> String {
    variants.iter().map(|variant| format!("`{}`", variant.word)).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_read_as_words() {
        let requires = Type {
            shape: Shape::MapByReference(Kinds::Fixed(&["capability"])),
            scalar: Scalar::Integer { min: 1, max: 5 },
        };
        for (ty, words) in [
            (Type::TEXTS, "list of texts"),
            (Type::COUNT, "whole number, 0 or more"),
            (Type::integer(i64::MIN, 3), "whole number, 3 or less"),
            (Type::reference(&["team"]), "reference to `team`"),
            (Type::references(&["team", "role", "partner"]), "references to `team`, `role` or `partner`"),
            (
                Type::list(Scalar::Reference { kinds: Kinds::Any, constraint: Constraint::Any }),
                "references to any element",
            ),
            (requires, "for each `capability`: whole number from 1 to 5"),
        ] {
            assert_eq!(ty.in_words(), words);
        }
    }
}
