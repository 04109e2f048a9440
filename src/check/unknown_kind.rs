//! `unknown-kind`: a keyword or section that names no kind of element.

use super::{Check, Context, Example, Findings};
use crate::config;
use crate::diagnostic::words::list;
use crate::diagnostic::{Diagnostic, FaultKind, Level};
use crate::naming;
use crate::schema::Kind;
use crate::syntax::Notation;
use crate::text::{Edit, Span};

pub(super) static CHECK: Check = Check {
    name: "unknown-kind",
    level: Level::Error,
    summary: "A keyword or a section is none of the kinds of elements",
    doc: "What stands under a word that is no kind would be left out of the map, together with everything that is written there. \
          Kinds have English names, whatever the language of the texts, so that knowledge bases of different teams can be read \
          together; `.cx` uses the singular, YAML the plural. A team's own kinds are declared under `extend:` in \
          `touchbase.yaml`.",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"Begriff crema "Crema" { // unknown-kind
  definition: "Der goldene Schaum auf dem Kaffee."
}
"#,
            good: r#"term crema "Crema" {
  definition: "Der goldene Schaum auf dem Kaffee."
}
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "term: # unknown-kind\n  crema:\n    definition: The golden foam on a coffee.\n",
            good: "terms:\n  crema:\n    definition: The golden foam on a coffee.\n",
        },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for fault in context.model.faults() {
        let FaultKind::UnknownKind { word, meant } = &fault.kind else { continue };
        let schema = &context.model.schema;
        let meant = meant.as_ref().and_then(|name| schema.kind_named(name)).map(|kind| schema.kind(kind));
        let finding = match meant {
            Some(kind) => suggest(context, findings, fault.span, word, kind),
            None => findings.at(fault.span, message(context, fault.span, word)).help(help(context, word)),
        };
        findings.push(finding);
    }
}

fn message(context: &Context<'_>, span: Span, word: &str) -> String {
    match context.notation(span) {
        Notation::Cx => format!("`{word}` is no kind of element."),
        Notation::Yaml => format!("`{word}` is no section for elements."),
    }
}

fn suggest(context: &Context<'_>, findings: &Findings<'_>, span: Span, word: &str, kind: &Kind) -> Diagnostic {
    let notation = context.notation(span);
    let right = match notation {
        Notation::Cx => &kind.name,
        Notation::Yaml => &kind.plural,
    };
    let help = match reason(word, kind) {
        Reason::Number => match notation {
            Notation::Cx => format!("write `{right}`: in `.cx`, each element begins with the singular"),
            Notation::Yaml => format!("write `{right}`: in YAML, a section has the plural of its kind"),
        },
        Reason::Label => format!("write `{right}`: kinds have English names, whatever the language of the texts"),
        Reason::Misspelt => format!("did you mean `{right}`?"),
    };
    let finding = findings.at(span, message(context, span, word)).help(help);
    let (title, edits) = (format!("replace `{word}` by `{right}`"), vec![Edit { span, text: right.to_string() }]);
    match reason(word, kind) {
        Reason::Misspelt => finding.guess(title, edits),
        _ => finding.fix(title, edits),
    }
}

/// In what way a word misses the kind that is meant.
enum Reason {
    /// Singular and plural are mixed up.
    Number,
    /// It is what people call the kind.
    Label,
    Misspelt,
}

fn reason(word: &str, kind: &Kind) -> Reason {
    let is = |text: &str| naming::fold(text) == naming::fold(word);
    if is(&kind.name) || is(&kind.plural) {
        Reason::Number
    } else if [&kind.label, &kind.label_plural].iter().any(|label| is(&label.en) || is(&label.de)) {
        Reason::Label
    } else {
        Reason::Misspelt
    }
}

fn help(context: &Context<'_>, word: &str) -> String {
    if config::SETTINGS.iter().any(|setting| setting.key == word) {
        return format!("`{word}` is a setting: write it into `{}`", config::FILE);
    }
    let kinds = context.model.schema.kinds().filter(|(_, kind)| kind.is_top());
    format!("kinds are {}", list(kinds.map(|(_, kind)| &kind.name)))
}
