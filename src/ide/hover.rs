//! What is known about the word at the cursor, as Markdown in the language of the knowledge base.

use super::words::{self, word};
use super::{Outline, Part, Role, View, settings};
use crate::model::{Datum, ElementRef};
use crate::schema::{Field, FieldId, Kind, KindId, Scalar};
use crate::text::Span;

/// What to show, and the word it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hover {
    /// Markdown.
    pub text: String,
    /// The word.
    pub span: Span,
}

/// What is known about the word at `offset`.
pub fn hover(view: View<'_>, offset: u32) -> Option<Hover> {
    if view.is_settings() {
        return settings::hover(view, offset);
    }
    let outline = view.outline();
    let part = outline.part_at(offset)?;
    let schema = &view.model.schema;
    let german = view.german();
    let text = match part.role {
        Role::Keyword(kind) => about_kind(schema.kind(kind?), german),
        Role::Key(kind, field) => about_field(schema.field(kind, field?), german),
        Role::Id(_) | Role::Name(_) => element(outline.meant(view.model, part)?, german),
        Role::Reference(kind, field, _) => match outline.meant(view.model, part) {
            Some(target) => element(target, german),
            None => about_field(schema.field(kind, field), german),
        },
        Role::Datum(kind, field) => datum(view, &outline, part, (kind, field))?,
        Role::Text(kind, field) | Role::Address(kind, field) => about_field(schema.field(kind, field), german),
        Role::Word => return None,
    };
    Some(Hover { text, span: part.span })
}

fn about_kind(kind: &Kind, german: bool) -> String {
    format!("**{}** · `{}`\n\n{}", word(&kind.label, german), kind.name, word(&kind.doc, german))
}

/// What a field is for.
pub(super) fn about_field(field: &Field, german: bool) -> String {
    let required = if field.required { format!(" · {}", word(&words::REQUIRED, german)) } else { String::new() };
    let head = format!("**{}** · `{}`{required}", word(&field.label, german), field.key);
    let example = word(&words::EXAMPLE, german);
    format!("{head}\n\n{}\n\n*{}*\n\n{example}: `{}: {}`", field.doc, field.ty.in_words(), field.key, field.example)
}

/// A word of a list, with what people call it; for numbers and dates, what the field takes.
fn datum(view: View<'_>, _: &Outline<'_>, part: &Part, (kind, field): (KindId, FieldId)) -> Option<String> {
    let declared = view.model.schema.field(kind, field);
    let german = view.german();
    let Scalar::Enum(variants) = &declared.ty.scalar else { return Some(about_field(declared, german)) };
    let variant = variants.iter().find(|variant| variant.word.eq_ignore_ascii_case(part.text.trim()))?;
    let label = word(&variant.label, german);
    Some(format!("**{label}** · `{}: {}`\n\n{}", declared.key, variant.word, declared.doc))
}

/// What an element is, and who uses it.
pub fn element(element: ElementRef<'_>, german: bool) -> String {
    let kind = word(&element.kind().label, german);
    let mut text = format!("**{}** · {kind} · `{}`", escaped(element.name()), element.address());
    for (status, label) in [("retired", &words::RETIRED), ("draft", &words::DRAFT)] {
        if element.root().status() == status {
            text.push_str(&format!(" · *{}*", word(label, german)));
        }
    }
    for told in summary(element).into_iter().chain(labels(element, german)) {
        text.push_str(&format!("\n\n{told}"));
    }
    text.push_str(&format!("\n\n{}", words::uses(element, german)));
    text
}

/// One sentence about an element: its summary, else the required text that says most about its kind.
pub(super) fn summary(element: ElementRef<'_>) -> Option<String> {
    let written = if element.declared("summary").is_some() { element.text("summary") } else { None };
    let first = || {
        let required = element.fields().filter(|field| field.field.required);
        let mut texts =
            required.filter(|field| matches!(field.field.ty.scalar, Scalar::Text)).flat_map(|field| field.texts());
        texts.next()
    };
    written.or_else(first).map(|text| escaped(text))
}

/// Other names, and the name in other languages.
fn labels(element: ElementRef<'_>, german: bool) -> Option<String> {
    let has = |key: &str| element.declared(key).is_some();
    let aliases = if has("aliases") { element.texts("aliases") } else { Vec::new() };
    let aliases: Vec<String> = aliases.into_iter().map(|alias| format!("„{}“", escaped(alias))).collect();
    let aliases = (!aliases.is_empty()).then(|| format!("{} {}", word(&words::ALIASES, german), aliases.join(", ")));
    let labels = element.field("labels").filter(|_| has("labels"));
    let labels =
        labels.into_iter().flat_map(|field| field.entries()).filter_map(|(key, item)| match (key, &item.datum) {
            (crate::model::Key::Word(language), Datum::Text(text)) => Some(format!("{language}: {}", escaped(text))),
            _ => None,
        });
    let all: Vec<String> = aliases.into_iter().chain(labels).collect();
    (!all.is_empty()).then(|| format!("*{}*", all.join(" · ")))
}

/// A text that Markdown shows as it is.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '#' | '|') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
