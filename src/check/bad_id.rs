//! `bad-id`: an id that breaks the rule for ids.

use super::{Check, Context, Example, Findings};
use crate::diagnostic::words::short;
use crate::diagnostic::{Diagnostic, FaultKind, Level};
use crate::model::ElementRef;
use crate::naming;
use crate::syntax::{self, Notation};
use crate::text::{Edit, Span, quoted};

pub(super) static CHECK: Check = Check {
    name: "bad-id",
    level: Level::Error,
    summary: "An id does not begin with a letter or holds something else than letters, digits, `-` and `_`",
    doc: "An id is what references are made of, and it becomes the address of a page: it has to work in both notations, in a web \
          address and as a file name. It begins with a letter of any script; letters, digits, `-` and `_` follow. What people \
          read is the name, and that may contain anything. A `.` stands between a journey and its step, a `/` is reserved for \
          elements of other knowledge bases.",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"team 2nd-level "Second level" { // bad-id
}

team "🙂" { // bad-id
}
"#,
            good: r#"team second-level "Second level" {
}

team smile "🙂" {
}
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "personas:\n  Eilige Einkäuferin: # bad-id\n    type: customer\n    needs: [Kaffee]\n",
            good: "personas:\n  eilige-einkaeuferin:\n    name: Eilige Einkäuferin\n    type: customer\n    needs: [Kaffee]\n",
        },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for fault in context.model.faults() {
        let FaultKind::BadId { kind, text, derived } = &fault.kind else { continue };
        let finding = match derived {
            true => no_id(context, findings, fault.span, kind, text),
            false => wrong_id(context, findings, fault.span, kind, text),
        };
        findings.push(finding);
    }
}

fn no_id(context: &Context<'_>, findings: &Findings<'_>, span: Span, kind: &str, name: &str) -> Diagnostic {
    let message = format!("No id can be made of the name `{}`: it has neither a letter nor a digit.", short(name));
    findings.at(span, message).help(match context.notation(span) {
        Notation::Cx => format!("write an id before the name: `{kind} some-id {}`", quoted(name)),
        Notation::Yaml => "write an id above it: `id: some-id`".to_owned(),
    })
}

fn wrong_id(context: &Context<'_>, findings: &Findings<'_>, span: Span, kind: &str, text: &str) -> Diagnostic {
    let id = suggestion(kind, text);
    let finding = findings.at(span, format!("`{}` cannot be an id: {}.", short(text), reason(text)));
    let help = match context.notation(span) {
        Notation::Cx => format!("write `{id}`, and what people read as the name: `{kind} {id} \"…\"`"),
        Notation::Yaml => format!("write `{id}`, and what people read below it: `name: …`"),
    };
    let element = context.model.elements().find(|element| element.id_span() == span);
    match element.and_then(|element| edits(context, element, &id)) {
        Some(edits) => finding.help(help).fix(format!("make it `{id}`, also where it is referred to"), edits),
        None => finding.help(help),
    }
}

fn reason(text: &str) -> String {
    match text.chars().find(|c| !c.is_alphanumeric() && !"-_".contains(*c)) {
        Some(' ') => "it holds a space".to_owned(),
        Some(c) if c.is_ascii_graphic() => format!("it holds `{c}`"),
        Some(c) => format!("it holds U+{:04X}", u32::from(c)),
        None => "it does not begin with a letter".to_owned(),
    }
}

fn suggestion(kind: &str, text: &str) -> String {
    match naming::slug(text) {
        slug if slug.is_empty() => format!("{kind}-1"),
        slug if syntax::is_id(&slug) => slug,
        slug => format!("{kind}-{slug}"),
    }
}

/// The id changed where it is written and wherever it is used; none when that is not safe.
fn edits(context: &Context<'_>, element: ElementRef<'_>, id: &str) -> Option<Vec<Edit>> {
    if context.model.lookup(id).is_some() || element.parent().is_some() {
        return None;
    }
    let mut edits = vec![Edit { span: element.id_span(), text: id.to_owned() }];
    if element.field("name").is_none() && naming::words(id) != element.name().as_str() {
        edits.push(name(context, element)?);
    }
    let old = element.key().as_str();
    for reference in context.model.references() {
        let is_meant = reference.target().is_some_and(|target| target.root() == element);
        let rest = reference.text().strip_prefix(old).filter(|rest| rest.is_empty() || rest.starts_with('.'));
        if let (true, Some(rest)) = (is_meant, rest) {
            edits.push(Edit { span: reference.span(), text: format!("{id}{rest}") });
        }
    }
    Some(edits)
}

/// The name the element had so far, written out.
fn name(context: &Context<'_>, element: ElementRef<'_>) -> Option<Edit> {
    let name = quoted(element.name());
    if element.stored().notation == Notation::Cx {
        return Some(Edit { span: element.id_span().after(), text: format!(" {name}") });
    }
    let inner = element.stored().inner?;
    let at = Span { end: inner.start, ..inner };
    let text = context.sources.get(inner.source).text.get(..inner.start as usize)?;
    let indent = text.get(text.rfind('\n').map_or(0, |at| at + 1)..)?;
    // Braces stand on one line, their entries end with commas.
    let text = if text.ends_with('{') { format!("name: {name}, ") } else { format!("name: {name}\n{}", blank(indent)) };
    Some(Edit { span: at, text })
}

/// As many spaces as `indent` has characters: what a line below it needs to stand under its end.
fn blank(indent: &str) -> String {
    " ".repeat(indent.chars().count())
}
