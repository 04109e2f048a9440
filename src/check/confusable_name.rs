//! `confusable-name`: names or ids that differ only in spelling.

use super::clash::{Clash, Pair};
use super::{Check, Context, Example, Findings};
use crate::diagnostic::Level;
use crate::naming;
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "confusable-name",
    level: Level::Error,
    summary: "Two names differ only in case, umlaut spelling, dashes, spaces or look-alike characters",
    doc: "`Büro-Besuch`, `Buero–besuch` and `BÜRO BESUCH` are one name to every reader and three to a machine. Names and ids are \
          compared after folding: compatibility forms (NFKC), case, `ä` and `ae`, other diacritics, spaces, dashes and \
          punctuation make no difference, nor do letters of other scripts that look like Latin ones (after Unicode TR 39) and \
          invisible characters. What is equal then is an error; the message says in which character the two differ, by its \
          code point where it cannot be seen.",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"term buero-besuch "Büro-Besuch" {
  definition: "A customer comes to one of our offices."
}

term "Buero–besuch" { // confusable-name
  definition: "A visit at the customer's office."
}
"#,
            good: r#"term buero-besuch "Büro-Besuch" {
  definition: "A customer comes to one of our offices."
}

term "Vor-Ort-Termin" {
  definition: "A visit at the customer's office."
}
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "teams:\n  kundenservice:\n    name: Kundenservice\n  kunden-service: # confusable-name\n    name: Service für Kunden\n",
            good: "teams:\n  kundenservice:\n    name: Kundenservice\n    aliases: [Service für Kunden]\n",
        },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for pair in context.clashes().iter().filter(|pair| pair.clash == Clash::Confusable) {
        let (first, second) = (&pair.first, &pair.second);
        let message = format!(
            "`{}` cannot be told from `{}`, by which {} is known{}.",
            second.text,
            first.text,
            context.element(first.element),
            difference(pair)
        );
        findings.push(
            findings
                .at(second.span, message)
                .label("the same to every reader")
                .related(first.span, "already used here")
                .help("if both mean the same, keep one element; otherwise give them names that differ in a word"),
        );
    }
}

fn difference(pair: &Pair<'_>) -> String {
    match naming::difference(pair.second.text, pair.first.text) {
        Some(difference) => format!(" (it has {difference})"),
        None => String::new(),
    }
}
