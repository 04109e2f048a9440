//! `alias-clash`: an alias or former id that means another element too.

use super::clash::{Claim, Clash};
use super::{Check, Context, Example, Findings};
use crate::diagnostic::Level;
use crate::model::Via;
use crate::syntax::Notation;

pub(super) static CHECK: Check = Check {
    name: "alias-clash",
    level: Level::Error,
    summary: "An alias or former id of one element is a name of another",
    doc: "An alias helps only as long as it leads to one element. If it is also the name, an alias or a former id of another, \
          search and references have to guess. SKOS asks for the same: preferred, alternative and hidden labels are disjoint \
          (integrity condition S13).",
    parameters: &[],
    examples: &[
        Example {
            notation: Notation::Cx,
            bad: r#"channel phone "Telephone" {
  type: phone
  aliases: ["Hotline"]
}

channel chat "Chat" {
  type: chat
  aliases: ["Hot-Line"] // alias-clash
}
"#,
            good: r#"channel phone "Telephone" {
  type: phone
  aliases: ["Hotline"]
}

channel chat "Chat" {
  type: chat
  aliases: ["Live chat"]
}
"#,
        },
        Example {
            notation: Notation::Yaml,
            bad: "teams:\n  service:\n    name: Customer service\nroles:\n  adviser:\n    name: Adviser\n    formerly: [service] # alias-clash\n",
            good: "teams:\n  service:\n    name: Customer service\nroles:\n  adviser:\n    name: Adviser\n    formerly: [agent]\n",
        },
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Findings<'_>) {
    for pair in context.clashes().iter().filter(|pair| pair.clash == Clash::Alias) {
        let (first, second) = (&pair.first, &pair.second);
        let message = format!(
            "`{}`, {} of {}, is also {} of {}.",
            second.text,
            role(second),
            context.element(second.element),
            role(first),
            context.element(first.element)
        );
        findings.push(
            findings
                .at(second.span, message)
                .label("means this element")
                .related(first.span, "and this one")
                .help("keep it at the one element people mean by it, and remove it from the other"),
        );
    }
}

fn role(claim: &Claim<'_>) -> &'static str {
    match claim.via {
        Via::Id => "the id",
        Via::Name => "the name",
        Via::Alias => "an alias",
        Via::Former => "a former id",
    }
}
