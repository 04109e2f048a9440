//! `empty-reference`: a reference that names nothing because nothing is written.

use super::{Check, Context, Example, Findings};
use crate::diagnostic::words::{a, joined, list};
use crate::diagnostic::{Diagnostic, FaultKind, Level, Place};
use crate::schema::{Field, Scalar};
use crate::syntax::Notation;
use crate::text::{Edit, Span};

pub(super) static CHECK: Check = Check {
    name: "empty-reference",
    level: Level::Error,
    summary: "A reference is written, but it is empty",
    doc: "An empty reference is most often a gap that somebody meant to come back to: a template filled in halfway, a target \
          deleted but not its mention. Nobody sees it on a page, and whoever counts touchpoints counts one too few. Name the \
          element or delete the line.",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"channel phone "Telephone" {
  type: phone
  owner: "" // empty-reference
}

touchpoint hotline "Service hotline" {
  mission: "Settle a concern in one conversation."
  channels: [phone, ""] // empty-reference
  medium: analog
}
"#,
            good: r#"channel phone "Telephone" {
  type: phone
}

touchpoint hotline "Service hotline" {
  mission: "Settle a concern in one conversation."
  channels: [phone]
  medium: analog
}
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "channels:\n  phone:\n    type: phone\n    owner: ~ # empty-reference\n    not_same_as:\n      - \"\" # empty-reference\n      - letter\n  letter:\n    type: mail\n    description: As in [[]]. # empty-reference\n",
            good: "channels:\n  phone:\n    type: phone\n    not_same_as:\n      - letter\n  letter:\n    type: mail\n",
        },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for fault in context.model.faults() {
        let FaultKind::EmptyReference(place) = &fault.kind else { continue };
        let finding = describe(context, findings, fault.span, place);
        findings.push(finding);
    }
}

fn describe(context: &Context<'_>, findings: &Findings<'_>, span: Span, place: &Place) -> Diagnostic {
    let field = context.declared(place);
    let Some(Scalar::Reference { kinds, .. }) = field.map(|field| &field.ty.scalar) else {
        let message = format!("A reference in {} is empty.", context.place(place));
        return findings.at(span, message).help("write the id of an element between the brackets, or delete them");
    };
    let help = match (context.some_of(kinds).as_slice(), kinds.names().as_slice()) {
        (_, []) => "write the id of an element, or delete it".to_owned(),
        ([], names) => format!("delete it, or define {} first", a(&joined(names, "or"))),
        (some, _) => format!("write one of {}, or delete it", list(some)),
    };
    let finding = findings.at(span, format!("{} names nothing.", context.place(place))).label("empty").help(help);
    match field.and_then(|field| deletion(context.sources.get(span.source).text.as_ref(), span, field)) {
        Some(edit) => finding.fix("delete the empty reference", vec![edit]),
        None => finding,
    }
}

/// The line or the item that can go without leaving a gap of another sort; none when that cannot be told from the text.
fn deletion(text: &str, span: Span, field: &Field) -> Option<Edit> {
    let line = Line::around(text, span)?;
    let whole_line = match line.before.trim() {
        "-" => line.has_sibling(text),
        key => key.strip_suffix(':') == Some(&field.key) && !field.required,
    };
    let (start, end) = match line.comment() {
        Some("") if whole_line => (line.start, line.next),
        // A comment is never lost: it stays on the line by itself.
        Some(comment) if whole_line => {
            (line.start + line.before.len() - line.before.trim_start().len(), line.next - comment.len())
        }
        _ => line.item(span)?,
    };
    Some(Edit { span: Span::new(span.source, start, end), text: String::new() })
}

/// A line and the parts of it around a value.
struct Line<'t> {
    start: usize,
    /// Where the next line begins.
    next: usize,
    before: &'t str,
    behind: &'t str,
}

impl<'t> Line<'t> {
    fn around(text: &'t str, span: Span) -> Option<Line<'t>> {
        let range = span.range();
        let start = text.get(..range.start)?.rfind('\n').map_or(0, |at| at + 1);
        let next = text.get(range.end..)?.find('\n').map_or(text.len(), |at| range.end + at + 1);
        Some(Line { start, next, before: text.get(start..range.start)?, behind: text.get(range.end..next)? })
    }

    /// The comment behind the value with the line break, empty when there is none; none when more than a comma and a comment
    /// follows.
    fn comment(&self) -> Option<&'t str> {
        let rest = self.behind.trim_start().trim_start_matches(',').trim_start();
        (rest.is_empty() || rest.starts_with("//") || rest.starts_with('#')).then_some(rest)
    }

    /// Whether the line above or below is an item of the same list.
    fn has_sibling(&self, text: &str) -> bool {
        let above = text.get(..self.start).and_then(|text| text.lines().next_back());
        let below = text.get(self.next..).and_then(|text| text.lines().next());
        let marker = format!("{} ", self.before.trim_end());
        [above, below].into_iter().flatten().any(|line| line.starts_with(&marker))
    }

    /// The value as an item of a list in brackets, with one of the commas around it.
    fn item(&self, span: Span) -> Option<(usize, usize)> {
        let (before, behind) = (self.before.trim_end(), self.behind.trim_start());
        if before.ends_with(',') {
            return Some((self.start + before.len() - 1, span.range().end));
        }
        let rest = behind.strip_prefix(',').filter(|_| before.ends_with('['))?.trim_start();
        Some((span.range().start, self.next - rest.len()))
    }
}
