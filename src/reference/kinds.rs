//! Pages about kinds: the index, the common fields, and one for each kind.

use super::{example, explain, table};
use crate::output::OutputFile;
use crate::schema::{Field, Group, Kind, KindId, Scalar, Schema};

/// Name of the page on the fields every element has.
const COMMON: &str = "common-fields";

/// Pages that are not about a kind, with what they tell.
const OTHERS: &[(&str, &str, &str)] = &[
    ("language", "The language", "Files, blocks, values, ids, references and names in `.cx` and in YAML."),
    (COMMON, "Common fields", "Fields that every element has, whatever its kind."),
    ("configuration", "Configuration", "What can be decided in `touchbase.yaml`."),
    ("extending", "Own kinds and fields", "How a team adds kinds and fields to the schema."),
    ("editors", "Editors", "Completion and checks while typing YAML."),
];

/// The index: every page with a sentence.
pub(super) fn index(schema: &Schema) -> OutputFile {
    let mut text = String::from(
        "# Reference\n\nEverything that can be written in a knowledge base. `touchbase explain <word>` shows the same in the \
         terminal: `touchbase explain persona`, `touchbase explain touchpoint.mission`.\n",
    );
    let others = OTHERS.iter().map(|(name, title, doc)| vec![format!("[{title}]({name}.md)"), (*doc).to_owned()]);
    text.push_str(&format!("\n{}", table(&["Page", "What it tells"], others)));
    for group in Group::ALL {
        let kinds: Vec<&Kind> = schema.kinds().map(|(_, kind)| kind).filter(|kind| kind.group == group).collect();
        if !kinds.is_empty() {
            let rows =
                kinds.iter().map(|kind| vec![link(&kind.name), kind.label.de.to_string(), kind.doc.en.to_string()]);
            text.push_str(&format!("\n## {}\n\n{}", group.label().en, table(&["Kind", "German", "What it is"], rows)));
        }
    }
    super::page("README", &text)
}

/// The page on common fields.
pub(super) fn common(schema: &Schema) -> OutputFile {
    let fields: Vec<&Field> = Schema::common_fields().collect();
    let parts: Vec<String> =
        schema.kinds().filter(|(_, kind)| !kind.is_top()).map(|(_, kind)| link(&kind.name)).collect();
    let part_keys = schema.kinds().find(|(_, kind)| !kind.is_top()).map(|(id, _)| common_keys(schema, id));
    let mut text = String::from(
        "# Common fields\n\nEvery element has these fields besides those of its kind. None is required.\n",
    );
    if let Some(keys) = part_keys {
        text.push_str(&format!("Parts of other elements ({}) have only {keys}.\n", parts.join(", ")));
    }
    text.push_str(&format!("\n{}{}", field_table(schema, None, &fields), word_tables(&fields)));
    let lines = fields.iter().map(|field| format!("{}: {}\n", field.key, example::value(schema, field)));
    text.push_str(&format!(
        "\n## Examples\n\nEach as it is written in `.cx`.\n\n```text\n{}```\n",
        lines.collect::<String>()
    ));
    super::page(COMMON, &text)
}

/// The page of a kind.
fn page_of(schema: &Schema, id: KindId) -> String {
    let kind = schema.kind(id);
    let own: Vec<&Field> = schema.own_fields(id).iter().collect();
    let shown: Vec<&Field> =
        kind.fields.iter().filter(|field| field.key == "name").chain(own.iter().copied()).collect();
    let example = example::of(schema, id);
    [
        format!("# {}\n\n{}\n\n", kind.label.en, kind.doc.en),
        format!("German: {} (plural {}). {}\n\n", kind.label.de, kind.label_plural.de, explain::place(schema, id)),
        format!("## Fields\n\n{}\n", field_table(schema, Some(id), &shown)),
        format!("Also: {} ([common fields]({COMMON}.md)).\n", common_keys(schema, id)),
        word_tables(&own),
        format!("\n## Example\n\n```cx\n{}```\n", example::cx(schema, &example)),
        format!("\nThe same in YAML:\n\n```yaml\n{}```\n", example::yaml(schema, &example)),
        referred_to(schema, id),
    ]
    .concat()
}

/// The page of a kind as a file.
pub(super) fn page(schema: &Schema, id: KindId) -> OutputFile {
    super::page(&schema.kind(id).name, &page_of(schema, id))
}

fn link(kind: &str) -> String {
    format!("[{kind}]({kind}.md)")
}

/// Keys of the common fields of a kind, in words; `name` stands in the kind's own table.
fn common_keys(schema: &Schema, id: KindId) -> String {
    let own = schema.own_fields(id);
    let is_common = |field: &&Field| field.key != "name" && !own.iter().any(|own| own.key == field.key);
    let keys = schema.kind(id).fields.iter().filter(is_common).map(|field| format!("`{}`", field.key));
    keys.collect::<Vec<_>>().join(", ")
}

fn field_table(schema: &Schema, kind: Option<KindId>, fields: &[&Field]) -> String {
    let rows = fields.iter().map(|field| {
        let key = if field.required { format!("`{}` **required**", field.key) } else { format!("`{}`", field.key) };
        let mut doc = field.doc.to_string();
        if let Some(others) = kind.and_then(|kind| excluded_by(schema, kind, field)) {
            doc.push_str(&format!(" Not together with {others}."));
        }
        vec![key, field.label.en.to_string(), field.label.de.to_string(), value_words(field), doc]
    });
    table(&["Field", "English", "German", "Value", "What to write"], rows)
}

/// The type in words. The words of an enum have a table of their own.
fn value_words(field: &Field) -> String {
    match &field.ty.scalar {
        Scalar::Enum(variants) => variants.iter().map(|v| format!("`{}`", v.word)).collect::<Vec<_>>().join(", "),
        _ => field.ty.in_words_with(&link),
    }
}

fn excluded_by(schema: &Schema, kind: KindId, field: &Field) -> Option<String> {
    let keys = schema.alternatives(kind);
    let others = keys.iter().filter(|key| **key != field.key).map(|key| format!("`{key}`")).collect::<Vec<_>>();
    keys.contains(&field.key.as_ref()).then(|| others.join(", "))
}

/// A table of the words of each enum among `fields`.
fn word_tables(fields: &[&Field]) -> String {
    let mut text = String::new();
    for field in fields {
        let Scalar::Enum(variants) = &field.ty.scalar else { continue };
        let row = |variant: &crate::schema::Variant| {
            vec![format!("`{}`", variant.word), variant.label.en.to_string(), variant.label.de.to_string()]
        };
        let rows = table(&["Word", "English", "German"], variants.iter().map(row));
        text.push_str(&format!("\n### Words of `{}`\n\n{rows}", field.key));
    }
    text
}

/// Which fields refer to elements of the kind, except those that may name anything.
fn referred_to(schema: &Schema, id: KindId) -> String {
    let from = schema.references_to(id).filter(|(kind, field)| {
        let field = schema.field(*kind, *field);
        schema.own_fields(*kind).iter().any(|own| own.key == field.key)
    });
    let mut lines: Vec<String> = from
        .map(|(kind, field)| format!("- {} `{}`\n", link(&schema.kind(kind).name), schema.field(kind, field).key))
        .collect();
    let name = &schema.kind(id).name;
    let common = Schema::common_fields().filter(|field| field.ty.refers_to("", name));
    lines.extend(common.map(|field| format!("- every element: `{}`\n", field.key)));
    if lines.is_empty() { String::new() } else { format!("\n## Fields that refer to it\n\n{}", lines.concat()) }
}
