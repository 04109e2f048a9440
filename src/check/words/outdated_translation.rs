//! `outdated-translation`: a text has changed since it was translated.

use super::super::{Check, Context, Example, Findings};
use crate::config::translations::Record;
use crate::diagnostic::Level;
use crate::diagnostic::words::capitalized;
use crate::syntax::Notation;
use crate::translation::{self, State};

pub(super) static CHECK: Check = Check {
    name: "outdated-translation",
    level: Level::Warning,
    summary: "A text has changed since it was translated",
    doc: "Somebody changes a promise, and readers of the other language keep reading the old one. `touchbase translations --update` writes \
          down in `touchbase-translations.yaml` from which text each translation was made; a translation whose text has changed since, while \
          it has not, is reported. Without that file nothing is.",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"channel phone "Phone" { type: phone }

touchpoint hotline "Hotline" {
  channels: [phone]
  medium: analog
  mission: {
    de: "Ein Anliegen in einem Gespräch lösen."
    en: "Settle a concern in one conversation." // outdated-translation
  }
}
// file: touchbase.yaml
languages: [de, en]
// file: touchbase-translations.yaml
version: 1
translations:
  hotline:
    mission.en: ["0123456789abcdef", "2a7e3877cc2a7d6d"]
"#,
            good: r#"channel phone "Phone" { type: phone }

touchpoint hotline "Hotline" {
  channels: [phone]
  medium: analog
  mission: {
    de: "Ein Anliegen in einem Gespräch lösen."
    en: "Solve a concern in one conversation."
  }
}
// file: touchbase.yaml
languages: [de, en]
// file: touchbase-translations.yaml
version: 1
translations:
  hotline:
    mission.en: ["0123456789abcdef", "2a7e3877cc2a7d6d"]
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "compass:\n  no-waiting:\n    name: Keine Warteschlangen\n    labels: { en: Nobody waits } # outdated-translation\n    type: principle\n# file: touchbase.yaml\nlanguages: [de, en]\n# file: touchbase-translations.yaml\nversion: 1\ntranslations:\n  no-waiting:\n    name.en: [\"0123456789abcdef\", \"1e230b6df3e95bcc\"]\n",
            good: "compass:\n  no-waiting:\n    name: Keine Warteschlangen\n    labels: { en: No queues }\n    type: principle\n# file: touchbase.yaml\nlanguages: [de, en]\n# file: touchbase-translations.yaml\nversion: 1\ntranslations:\n  no-waiting:\n    name.en: [\"0123456789abcdef\", \"1e230b6df3e95bcc\"]\n",
        },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    let (Some(record), _) = Record::of(context.sources) else { return };
    for outdated in translation::all(context.model, Some(&record)) {
        if outdated.state != State::Outdated {
            continue;
        }
        let (field, element) = (context.field(outdated.field), context.element(outdated.element));
        let code = outdated.language.code();
        let message = format!("{} of {element} has changed since it was translated to `{code}`.", capitalized(&field));
        let help = format!(
            "translate it anew; if the translation still holds, `touchbase translations --confirm {}` says so",
            outdated.element.address()
        );
        let finding = findings.at(outdated.place, message).label("made from an earlier text");
        findings.push(finding.related(outdated.text, "the text of today").help(help));
    }
}
