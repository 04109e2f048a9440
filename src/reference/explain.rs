//! Kinds and fields explained for the terminal: plain lines, readable as Markdown too.

use super::example;
use crate::naming;
use crate::schema::{Field, FieldId, Kind, KindId, Scalar, Schema};

/// Longest line of running text, in characters.
const WIDTH: usize = 88;

/// What `word` stands for in the schema: a kind by its name, plural or label (`persona`, `Kundenreise`), or a field
/// (`touchpoint.mission`). None when it is neither.
pub fn explain(schema: &Schema, word: &str) -> Option<String> {
    let (kind, key) = match word.split_once('.') {
        Some((kind, key)) => (kind, Some(key)),
        None => (word, None),
    };
    let kind = kind_called(schema, kind)?;
    match key {
        None => Some(explain_kind(schema, kind)),
        Some(key) => Some(explain_field(schema, kind, field_called(schema, kind, key)?)),
    }
}

/// Every word [`explain`] knows, for suggestions and completion.
pub fn words(schema: &Schema) -> Vec<String> {
    let of_kind = |kind: &Kind| -> Vec<String> {
        let fields = kind.fields.iter().map(|field| format!("{}.{}", kind.name, field.key));
        std::iter::once(kind.name.to_string()).chain(fields).collect()
    };
    schema.kinds().flat_map(|(_, kind)| of_kind(kind)).collect()
}

fn kind_called(schema: &Schema, word: &str) -> Option<KindId> {
    let by_word = || schema.kind_named(word).or_else(|| schema.kind_of_plural(word));
    let folded = naming::fold(word);
    let by_label = || {
        let is_called = |kind: &Kind| {
            let labels = [&kind.label, &kind.label_plural];
            labels.iter().any(|label| naming::fold(&label.en) == folded || naming::fold(&label.de) == folded)
        };
        schema.kinds().find(|(_, kind)| is_called(kind)).map(|(id, _)| id)
    };
    by_word().or_else(by_label)
}

fn field_called(schema: &Schema, kind: KindId, word: &str) -> Option<FieldId> {
    let folded = naming::fold(word);
    let is_called = |field: &Field| naming::fold(&field.label.en) == folded || naming::fold(&field.label.de) == folded;
    let by_label = || schema.kind(kind).fields.iter().find(|field| is_called(field));
    schema.field_id(kind, word).or_else(|| by_label().and_then(|field| schema.field_id(kind, &field.key)))
}

/// A kind: what it is for, its fields, an example.
pub fn explain_kind(schema: &Schema, id: KindId) -> String {
    let kind = schema.kind(id);
    let mut out = format!("{} ({}, German: {})\n\n", kind.name, kind.label.en, kind.label.de);
    out.push_str(&wrapped(&kind.doc.en, ""));
    out.push_str(&format!("\n{}\n", place(schema, id)));
    let own = schema.own_fields(id);
    let (required, optional): (Vec<&Field>, Vec<&Field>) = own.iter().partition(|field| field.required);
    out.push_str(&list("Required fields", &required));
    out.push_str(&list(if required.is_empty() { "Fields" } else { "Further fields" }, &optional));
    let common = schema.kind(id).fields.iter().filter(|field| !own.iter().any(|own| own.key == field.key));
    let keys: Vec<&str> = common.map(|field| field.key.as_ref()).collect();
    out.push_str(&format!("\nAs everywhere\n{}", wrapped(&keys.join(", "), "  ")));
    out.push_str(&format!("\nExample\n\n{}", indented(&example::cx(schema, &example::of(schema, id)))));
    out
}

/// A field: what to write and why, its values, an example.
pub fn explain_field(schema: &Schema, kind: KindId, field: FieldId) -> String {
    let (kind_name, field) = (&schema.kind(kind).name, schema.field(kind, field));
    let need = if field.required { "required" } else { "optional" };
    let mut out = format!("{kind_name}.{} ({}, German: {}), {need}\n\n", field.key, field.label.en, field.label.de);
    out.push_str(&wrapped(&field.doc, ""));
    if let Some(other) =
        schema.alternatives(kind).iter().find(|key| **key != field.key).filter(|_| has_choice(schema, kind, field))
    {
        out.push_str(&format!("Not together with `{other}`: one of the two at most.\n"));
    }
    match words_of(field) {
        Some(words) => out.push_str(&format!("\nValues\n{words}")),
        None => out.push_str(&format!("\nValue: {}\n", field.ty.in_words())),
    }
    out.push_str(&format!("\nExample\n\n  {}: {}\n", field.key, example::value(schema, field)));
    out
}

fn has_choice(schema: &Schema, kind: KindId, field: &Field) -> bool {
    schema.alternatives(kind).contains(&field.key.as_ref())
}

/// Where elements of the kind stand and what stands in them.
pub(super) fn place(schema: &Schema, id: KindId) -> String {
    let kind = schema.kind(id);
    let stands = match &kind.parent {
        Some(parent) => format!("Stands inside a `{parent}`; in YAML in its list `{}:`.", kind.plural),
        None => format!("Stands at the top of a file; in YAML in the section `{}:`.", kind.plural),
    };
    let parts: Vec<String> = schema.children(id).map(|(_, child)| format!("`{}`", child.plural)).collect();
    if parts.is_empty() { stands } else { format!("{stands} Holds {}.", parts.join(" and ")) }
}

fn list(title: &str, fields: &[&Field]) -> String {
    if fields.is_empty() {
        return String::new();
    }
    let width = fields.iter().map(|field| field.key.chars().count()).max().unwrap_or(0);
    let line = |field: &&Field| format!("  {:width$}  {} ({})\n", field.key, field.label.en, field.ty.in_words());
    format!("\n{title}\n{}", fields.iter().map(line).collect::<String>())
}

fn words_of(field: &Field) -> Option<String> {
    let Scalar::Enum(variants) = &field.ty.scalar else { return None };
    let width = variants.iter().map(|variant| variant.word.chars().count()).max().unwrap_or(0);
    let lines = variants
        .iter()
        .map(|variant| format!("  {:width$}  {} (German: {})\n", variant.word, variant.label.en, variant.label.de));
    Some(lines.collect())
}

/// Running text in lines of at most [`WIDTH`] characters, each after `indent`.
pub(super) fn wrapped(text: &str, indent: &str) -> String {
    let mut out = String::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > WIDTH - indent.len() {
            out.push_str(&format!("{indent}{line}\n"));
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if line.is_empty() { out } else { format!("{out}{indent}{line}\n") }
}

/// Each line two columns further in, without blanks at its end.
pub(super) fn indented(text: &str) -> String {
    text.lines().map(|line| format!("  {line}").trim_end().to_owned() + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_found_by_every_word_people_have_for_them() {
        let schema = Schema::built_in();
        for word in ["journey", "journeys", "Journey", "Kundenreise", "kundenreisen"] {
            assert!(explain(&schema, word).is_some_and(|text| text.starts_with("journey (")), "{word}");
        }
        assert_eq!(explain(&schema, "jurney"), None);
        assert_eq!(explain(&schema, "journey.nead"), None);
    }

    #[test]
    fn a_field_is_explained_with_its_values() {
        let text = explain(&Schema::built_in(), "touchpoint.Behandlung").unwrap_or_default();
        assert!(text.starts_with("touchpoint.handling (Handling, German: Behandlung), optional\n"), "{text}");
        assert!(text.contains("  automate   Automate (German: Automatisieren)\n"), "{text}");
        assert!(text.ends_with("  handling: dialogue\n"), "{text}");
    }

    #[test]
    fn every_word_is_explained_in_lines_that_fit_a_terminal() {
        let schema = Schema::built_in();
        for word in words(&schema) {
            let text = explain(&schema, &word).unwrap_or_default();
            assert!(text.lines().count() > 4, "{word}: {text}");
        }
        let running = explain(&schema, "persona").unwrap_or_default();
        assert!(running.lines().take(5).all(|line| line.chars().count() <= WIDTH), "{running}");
    }
}
