//! What was most likely meant by a word that is no kind, no key or no value: a misspelling, the other number, or what people
//! call it in their own language.
//!
//! Lowering goes on with it, so that one misspelling stays one fault; the checks that report it suggest the same.

use crate::naming;
use crate::schema::{FieldId, KindId, Label, Schema, Variant};

/// The kind meant by `word`: a name or plural of it, its label in either language, or what is nearest to one of these.
pub fn kind(schema: &Schema, word: &str) -> Option<KindId> {
    schema.kind_named(word).or_else(|| schema.kind_of_plural(word)).or_else(|| {
        best(
            word,
            schema.kinds().flat_map(|(id, kind)| {
                let labels = texts(&kind.label).into_iter().chain(texts(&kind.label_plural));
                [kind.name.as_ref(), &kind.plural].into_iter().chain(labels).map(move |text| (text, id))
            }),
        )
    })
}

/// The field of `kind` meant by `word`: by its key or its label in either language.
pub fn field(schema: &Schema, kind: KindId, word: &str) -> Option<FieldId> {
    let fields = schema.kind(kind).fields.iter().zip(0..);
    best(
        word,
        fields.flat_map(|(field, at)| {
            [field.key.as_ref()].into_iter().chain(texts(&field.label)).map(move |text| (text, FieldId(at)))
        }),
    )
}

/// The value meant by `word`: by its word or its label in either language.
pub fn variant<'v>(variants: &'v [Variant], word: &str) -> Option<&'v Variant> {
    best(word, variants.iter().flat_map(|variant| words(variant).map(move |text| (text, variant))))
}

/// Whether `word` is the variant's word or one of its labels, written in whichever way, not only something near them.
pub fn is_called(variant: &Variant, word: &str) -> bool {
    let word = naming::fold(word);
    words(variant).any(|text| naming::fold(text) == word)
}

/// The variant's word, its labels, and the single words of a label such as "Kundin oder Kunde".
fn words(variant: &Variant) -> impl Iterator<Item = &str> {
    let parts =
        texts(&variant.label).into_iter().flat_map(|label| label.split(" oder ").flat_map(|part| part.split(" or ")));
    [variant.word.as_ref()].into_iter().chain(texts(&variant.label)).chain(parts)
}

fn texts(label: &Label) -> [&str; 2] {
    [&label.en, &label.de]
}

/// What stands beside the text nearest to `word`.
fn best<'t, T>(word: &str, texts: impl Iterator<Item = (&'t str, T)>) -> Option<T> {
    let (texts, meanings): (Vec<&str>, Vec<T>) = texts.unzip();
    let near = naming::nearest(word, texts.iter().copied())?;
    texts.into_iter().zip(meanings).find(|(text, _)| *text == near).map(|(_, meant)| meant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_either_language_and_misspellings_are_understood() {
        let schema = Schema::built_in();
        let meant = |word| kind(&schema, word).map(|id| schema.kind(id).name.to_string());
        for (word, name) in [("Kundenreise", "journey"), ("personnas", "persona"), ("Maßnahmen", "initiative")] {
            assert_eq!(meant(word).as_deref(), Some(name));
        }
        assert_eq!(meant("services"), None);
        let touchpoint = kind(&schema, "touchpoint").unwrap_or_else(|| panic!("touchpoint is a kind"));
        for word in ["misson", "Auftrag", "Mission"] {
            assert_eq!(field(&schema, touchpoint, word), schema.field_id(touchpoint, "mission"));
        }
        let variants = [Variant::new("customer", "Customer", "Kundin oder Kunde")];
        for (word, called) in [("KUNDIN", true), ("Kunde", true), ("Kunden", false), ("Customer", true)] {
            assert!(variant(&variants, word).is_some());
            assert_eq!(is_called(&variants[0], word), called, "{word}");
        }
    }
}
