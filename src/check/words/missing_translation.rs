//! `missing-translation`: a text that is not there in a language of the site.

use super::super::{Check, Context, Example, Findings};
use crate::config::translations::Record;
use crate::diagnostic::Level;
use crate::diagnostic::words::capitalized;
use crate::syntax::Notation;
use crate::translation::{self, State, Translation};

pub(super) static CHECK: Check = Check {
    name: "missing-translation",
    level: Level::Hint,
    summary: "A text is missing in a language of the site",
    doc: "With several `languages`, every page exists in each of them; where a translation is missing, readers see the text of the main \
          language in its place. What is missing is reported once for each element and language. Drafts and retired elements are left alone, \
          as are words that belong to one language, such as aliases and tags.\n\n\
          It is a hint: translating takes time, and the report on translations shows how far it is.",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"team care "Kundendienst" { // missing-translation
  summary: "Wer hilft, wenn etwas klemmt."
}
// file: touchbase.yaml
languages: [de, en]
"#,
            good: r#"team care "Kundendienst" {
  labels: { en: "Customer care" }
  summary: { de: "Wer hilft, wenn etwas klemmt.", en: "Who helps when something is stuck." }
}
// file: touchbase.yaml
languages: [de, en]
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "teams:\n  care: # missing-translation\n    name: Kundendienst\n    labels: { en: Customer care }\n    summary: Wer hilft.\n# file: touchbase.yaml\nlanguages: [de, en]\n",
            good: "teams:\n  care:\n    name: Kundendienst\n    labels: { en: Customer care }\n    summary:\n      de: Wer hilft.\n      en: Who helps.\n# file: touchbase.yaml\nlanguages: [de, en]\n",
        },
    ],
    run,
};

/// Fields named in one message.
const NAMED: usize = 5;

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    let (record, _) = Record::of(context.sources);
    let all = translation::all(context.model, record.as_ref());
    let same = |a: &Translation<'_>, b: &Translation<'_>| a.element == b.element && a.language == b.language;
    for group in all.chunk_by(same) {
        let missing: Vec<&Translation<'_>> = group.iter().filter(|one| one.state == State::Missing).collect();
        report(context, findings, &missing);
    }
}

fn report(context: &Context<'_>, findings: &mut Findings<'_>, missing: &[&Translation<'_>]) {
    let Some(first) = missing.first() else { return };
    let code = first.language.code();
    let named: Vec<String> = missing.iter().take(NAMED).map(|one| context.field(one.field)).collect();
    let further = missing.len().saturating_sub(NAMED);
    let further = if further > 0 { format!(" and {further} more") } else { String::new() };
    let element = capitalized(&context.element(first.element));
    let message = format!("{element} has no text in `{code}` for {}{further}.", named.join(", "));
    let main = context.model.language().code();
    let help = match first.field.key.as_ref() {
        "name" => format!(
            "name it there, `labels: {{ {code}: \"…\" }}`, and write texts as `{{ {main}: \"…\", {code}: \"…\" }}`"
        ),
        key => format!("write `{key}: {{ {main}: \"…\", {code}: \"…\" }}`"),
    };
    findings.push(findings.at(first.element.id_span(), message).label("not translated").help(help));
}
