//! `low-contrast`: an accent colour in which text cannot be read.

use super::{Check, Context, Example, Findings};
use crate::config::accent::Scheme;
use crate::config::color::READABLE;
use crate::diagnostic::Level;
use crate::syntax::Notation;
use crate::text::Edit;

pub(super) static CHECK: Check = Check {
    name: "low-contrast",
    level: Level::Warning,
    summary: "The accent colour of the site stands out too little to be read",
    doc: "Links, numbers and marks of the site are written in the accent colour. WCAG 2.2 (success criterion 1.4.3) asks that text \
          have a contrast of 4.5 to 1 with its ground; below that, people with weak eyes, on old screens or in the sun cannot read it. \
          No colour does on light and on dark pages: one colour is checked on light pages, and the site finds a tint of it for dark \
          ones; of `{ light: …, dark: … }` each is checked where it is asked for. The site uses the nearest colour that can be read, so \
          nothing is lost but the exact shade.",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Yaml,
            bad: "# file: touchbase.yaml\nsite:\n  accent: \"#ffb000\" # low-contrast\n",
            good: "# file: touchbase.yaml\nsite:\n  accent: { light: \"#8d5f00\", dark: \"#ffb000\" }\n",
        },
        Example {
            notation: Notation::Yaml,
            bad: "# file: touchbase.yaml\nsite:\n  accent: { light: \"#00666e\", dark: \"#00666e\" } # low-contrast\n",
            good: "# file: touchbase.yaml\nsite:\n  accent: \"#00666e\"\n",
        },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    let faint = context.config.site.accent.iter().flat_map(|accent| accent.faint());
    for faint in faint {
        let (asked, near, scheme) = (faint.asked.color, faint.nearest, faint.scheme.word());
        let contrast = (faint.contrast * 10.0).floor() / 10.0;
        let message = format!(
            "The accent colour `{asked}` has a contrast of {contrast} to 1 on {scheme} pages; text needs {READABLE} to 1."
        );
        let mut help =
            format!("`{near}` is the nearest colour that can be read there; the site uses it until you choose another");
        if faint.scheme == Scheme::Light && context.config.site.accent.is_some_and(|accent| accent.dark.is_none()) {
            help = format!("{help}, and `{{ light: …, dark: … }}` gives dark pages a colour of their own");
        }
        let edit = Edit { span: faint.asked.span, text: format!("\"{near}\"") };
        let finding = findings.at(faint.asked.span, message).label("hard to read").help(help);
        findings.push(finding.guess(format!("write `{near}`"), vec![edit]));
    }
}
