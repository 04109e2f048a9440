//! The words at the top of a sheet and of its columns, both ways: kinds and fields to labels in the language of the base, and
//! what people write there, in German or English, as key or as label, to kinds and fields.

use crate::naming;
use crate::schema::{FieldId, KindId, Label, Language, Schema};

/// What a column is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Column {
    /// The id.
    Id,
    /// The element of this kind in which the one of the row stands.
    Parent(KindId),
    /// A field; of a text in another language than the main one, that language.
    Field(FieldId, Option<Language>),
}

/// The kinds in whose elements those of `kind` stand, the outermost first.
pub(crate) fn ancestors(schema: &Schema, kind: KindId) -> Vec<KindId> {
    let mut found = Vec::new();
    let mut at = kind;
    while let Some(parent) = schema.kind(at).parent.as_deref().and_then(|name| schema.kind_named(name)) {
        if found.contains(&parent) {
            break;
        }
        found.push(parent);
        at = parent;
    }
    found.reverse();
    found
}

/// The longest name of a sheet.
const LONGEST: usize = 31;

/// What the sheet of `kind` is called: in the language of the base where that can be read back.
pub(crate) fn sheet_name(schema: &Schema, kind: KindId) -> String {
    let declared = schema.kind(kind);
    let label = declared.label_plural.in_language(schema.language().code());
    let names = [label, &declared.plural, &declared.name];
    let good = names.into_iter().find(|name| is_sheet_name(name) && kind_of_sheet(schema, name) == Some(kind));
    good.map_or_else(|| declared.plural.chars().take(LONGEST).collect(), str::to_owned)
}

fn is_sheet_name(name: &str) -> bool {
    let signs = ['[', ']', ':', '*', '?', '/', '\\'];
    (1..=LONGEST).contains(&name.encode_utf16().count())
        && !name.contains(signs)
        && !name.starts_with('\'')
        && !name.ends_with('\'')
}

/// The kind that a sheet or a file of this name holds: a kind's name, plural or label.
pub(crate) fn kind_of_sheet(schema: &Schema, name: &str) -> Option<KindId> {
    let exact = schema.kind_of_plural(name.trim()).or_else(|| schema.kind_named(name.trim()));
    exact.or_else(|| {
        let wanted = naming::fold(name);
        let is = |word: &str| !wanted.is_empty() && naming::fold(word) == wanted;
        let plural = schema.kinds().find(|(_, kind)| is(&kind.plural) || is_label(&kind.label_plural, &is));
        plural
            .or_else(|| schema.kinds().find(|(_, kind)| is(&kind.name) || is_label(&kind.label, &is)))
            .map(|(id, _)| id)
    })
}

fn is_label(label: &Label, is: &dyn Fn(&str) -> bool) -> bool {
    is(&label.en) || is(&label.de)
}

/// What a column of the sheet of `kind` is called.
pub(crate) fn header(schema: &Schema, kind: KindId, wanted: Column) -> String {
    let language = schema.language().code();
    match wanted {
        Column::Id => "id".to_owned(),
        Column::Parent(parent) => schema.kind(parent).label.in_language(language).to_owned(),
        Column::Field(id, other) => {
            let field = schema.field(kind, id);
            let label = field.label.in_language(language);
            let of_language = |text: String| other.map_or(text.clone(), |other| format!("{text} ({})", other.code()));
            let names = [of_language(label.to_owned()), of_language(field.key.to_string())];
            let good = names.into_iter().find(|name| column(schema, kind, name) == Some(wanted));
            let key = other.map_or(field.key.to_string(), |other| format!("{}.{}", field.key, other.code()));
            good.unwrap_or_else(|| format!("{label} ({key})"))
        }
    }
}

/// The column that `text` names in the sheet of `kind`: a key or a label, written in whichever way; a language behind a point or in
/// brackets, or a key in brackets where a label is not enough.
pub(crate) fn column(schema: &Schema, kind: KindId, text: &str) -> Option<Column> {
    let text = text.trim().trim_end_matches('*').trim();
    if let Some(found) = plain_column(schema, kind, text) {
        return Some(found);
    }
    let bracket = text.strip_suffix(')').and_then(|text| text.rsplit_once('('));
    if let Some((label, inner)) = bracket {
        let (label, inner) = (label.trim(), inner.trim());
        let of_key = |inner: &str| key_column(schema, kind, inner);
        return of_language(schema, kind, plain_column(schema, kind, label), inner)
            .or_else(|| of_key(inner))
            .or_else(|| inner.rsplit_once('.').and_then(|(key, code)| of_language(schema, kind, of_key(key), code)));
    }
    let (key, code) = text.rsplit_once('.')?;
    of_language(schema, kind, plain_column(schema, kind, key), code)
}

fn of_language(schema: &Schema, kind: KindId, found: Option<Column>, code: &str) -> Option<Column> {
    let language = Language::of(&code.to_lowercase())?;
    match found? {
        Column::Field(id, None) if schema.field(kind, id).ty.is_translatable() => {
            Some(Column::Field(id, Some(language).filter(|language| *language != schema.language())))
        }
        _ => None,
    }
}

fn key_column(schema: &Schema, kind: KindId, key: &str) -> Option<Column> {
    schema.field_id(kind, key).map(|id| Column::Field(id, None))
}

/// A column without anything behind a point or in brackets.
fn plain_column(schema: &Schema, kind: KindId, text: &str) -> Option<Column> {
    let wanted = naming::fold(text);
    let is = |word: &str| !wanted.is_empty() && naming::fold(word) == wanted;
    if ["id", "kennung"].iter().any(|word| is(word)) {
        return Some(Column::Id);
    }
    let parent = |id: &KindId| {
        let parent = schema.kind(*id);
        is(&parent.name) || is_label(&parent.label, &is)
    };
    if let Some(parent) = ancestors(schema, kind).into_iter().find(parent) {
        return Some(Column::Parent(parent));
    }
    let fields = || schema.kind(kind).fields.iter().zip(0..);
    let own = schema.language().code();
    let found = schema.field_id(kind, text).or_else(|| {
        let by_label = fields().find(|(field, _)| is(field.label.in_language(own)));
        let by_any = || fields().find(|(field, _)| is(&field.key) || is_label(&field.label, &is));
        by_label.or_else(by_any).map(|(_, at)| FieldId(at))
    });
    found.map(|id| Column::Field(id, None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_header_and_every_sheet_name_reads_back() {
        for language in [Language::GERMAN, Language::ENGLISH] {
            let mut schema = Schema::built_in();
            schema.set_languages(vec![language]);
            for (id, kind) in schema.kinds() {
                assert_eq!(kind_of_sheet(&schema, &sheet_name(&schema, id)), Some(id), "{}", kind.name);
                for at in 0..kind.fields.len() as u16 {
                    let wanted = Column::Field(FieldId(at), None);
                    let text = header(&schema, id, wanted);
                    assert_eq!(column(&schema, id, &text), Some(wanted), "{} {text}", kind.name);
                }
            }
        }
    }

    #[test]
    fn keys_and_labels_of_either_language_name_a_column() {
        let schema = Schema::built_in();
        let touchpoint = schema.kind_named("touchpoint").unwrap_or(KindId(0));
        let mission = schema.field_id(touchpoint, "mission").map(|id| Column::Field(id, None));
        for text in ["mission", "MISSION", "Auftrag", " auftrag ", "Mission*"] {
            assert_eq!(column(&schema, touchpoint, text), mission, "{text}");
        }
        assert_eq!(column(&schema, touchpoint, "Kundennutzen"), column(&schema, touchpoint, "customer_value"));
        assert_eq!(column(&schema, touchpoint, "Farbe"), None);
        let german = Language::GERMAN;
        let summary = schema.field_id(touchpoint, "summary").map(|id| Column::Field(id, Some(german)));
        for text in ["Summary (de)", "summary.de", "Kurzbeschreibung (DE)"] {
            assert_eq!(column(&schema, touchpoint, text), summary, "{text}");
        }
        let step = schema.kind_named("step").unwrap_or(KindId(0));
        let journey = schema.kind_named("journey").map(Column::Parent);
        assert_eq!(column(&schema, step, "Kundenreise"), journey);
        assert_eq!(column(&schema, step, "journey"), journey);
        let field = schema.field_id(step, "journey").map(|id| Column::Field(id, None));
        assert_eq!(column(&schema, step, "Teilreise"), field);
        assert_eq!(kind_of_sheet(&schema, "Kundenreisen"), schema.kind_named("journey"));
        assert_eq!(kind_of_sheet(&schema, "massnahmen"), schema.kind_named("initiative"));
    }
}
