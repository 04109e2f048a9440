//! `bad-enum`: a word that is not among those its field takes.

use super::{Check, Context, Example, Findings};
use crate::diagnostic::words::{joined, short};
use crate::diagnostic::{Diagnostic, FaultKind, Level, Place};
use crate::model::meant;
use crate::schema::{Scalar, Variant};
use crate::syntax::Notation;
use crate::text::{Edit, Span};

pub(super) static CHECK: Check = Check {
    name: "bad-enum",
    level: Level::Error,
    summary: "A word is none of those that its field takes",
    doc: "Fields with a closed list of words are what filters, matrices and counts are made of; a word of one's own would fall \
          out of all of them. The words are English and their labels come in the language of the site, so a page shows `Ist` \
          where the file says `as_is`. Whoever writes the label instead of the word is told the word.",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"channel phone "Telefon" {
  type: Telefon // bad-enum
}

channel shop "Laden" {
  type: stroe // bad-enum
}
"#,
            good: r#"channel phone "Telefon" {
  type: phone
}

channel shop "Laden" {
  type: store
}
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "personas:\n  mia:\n    type: user # bad-enum\n    needs: [Coffee]\n",
            good: "personas:\n  mia:\n    type: customer\n    needs: [Coffee]\n",
        },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for fault in context.model.faults() {
        let FaultKind::BadEnum { place, found } = &fault.kind else { continue };
        let Some(field) = context.declared(place) else { continue };
        let Scalar::Enum(variants) = &field.ty.scalar else { continue };
        let finding = describe(context, findings, fault.span, place, found, variants);
        findings.push(finding);
    }
}

fn describe(
    context: &Context<'_>,
    findings: &Findings<'_>,
    span: Span,
    place: &Place,
    found: &str,
    variants: &[Variant],
) -> Diagnostic {
    let all = variants.iter().map(|variant| context.word(&variant.word, &variant.label));
    let all = joined(all, "or");
    let finding = findings.at(span, format!("{} cannot be `{}`.", context.place(place), short(found)));
    match meant::variant(variants, found) {
        Some(variant) => {
            let (title, edits) =
                (format!("write `{}`", variant.word), vec![Edit { span, text: variant.word.to_string() }]);
            let finding = finding.help(format!("did you mean `{}`? Possible are {all}", variant.word));
            match meant::is_called(variant, found) {
                true => finding.fix(title, edits),
                false => finding.guess(title, edits),
            }
        }
        None => finding.help(format!("possible are {all}")),
    }
}
